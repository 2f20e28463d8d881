//! Two names are compared without a panic, the same both ways, and equal keys mean one name.

#![no_main]

use dateline::entity::names;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|pair: (&str, &str)| {
    let (a, b) = pair;
    let same = names::same(a, b).same;
    assert_eq!(same, names::same(b, a).same);
    if names::key(a) == names::key(b) && !names::fold(a).is_empty() {
        assert!(same);
    }
});
