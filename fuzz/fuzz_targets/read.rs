//! No bytes stop a reader: the first byte chooses the name, and so the form; the rest is the file.

#![no_main]

use std::ops::ControlFlow;

use dateline::corpus;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] =
    ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.html.gz", "2024-02-04-a.unknown"];
/// 2024-02-04, in days from 1970-01-01.
const TODAY: i32 = 19_757;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let _ = corpus::read_bytes(name, bytes, TODAY, &mut |article| {
        if let Ok(article) = article {
            assert!(!article.title.is_empty() || !article.body.is_empty() || article.external_id.is_some());
        }
        ControlFlow::Continue(())
    });
});
