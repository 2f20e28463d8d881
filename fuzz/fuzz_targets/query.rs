//! Whatever is typed is a query, and what it is read as reads back as itself.

#![no_main]

use dateline::query::{Query, Reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    for reading in [Reading::Typed, Reading::All, Reading::Any, Reading::Topic] {
        let query = Query::read(typed, reading);
        if let (Reading::All, Some(expr)) = (reading, &query.expr) {
            assert_eq!(Query::read(&expr.to_string(), Reading::All).expr.as_ref(), Some(expr));
        }
    }
});
