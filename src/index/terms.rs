//! Walking through the terms of a field over all segments.

use std::io;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

/// Calls `each` with every term of `field` that begins with `prefix`, and with how many documents of one segment have
/// it; a term that several segments have comes several times. Documents that were deleted still count here.
pub(super) fn each_term(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    mut each: impl FnMut(&str, u32),
) -> tantivy::Result<()> {
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut range = inverted.terms().range().ge(prefix.as_bytes());
        if let Some(end) = after_prefix(prefix.as_bytes()) {
            range = range.lt(end);
        }
        let mut stream = range.into_stream()?;
        while stream.advance() {
            if let Ok(term) = std::str::from_utf8(stream.key()) {
                each(term, stream.value().doc_freq);
            }
        }
    }
    Ok(())
}

/// The first key behind all keys that begin with `prefix`; `None` where there is no end.
fn after_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

/// How many documents have `term`, without the deleted ones.
pub(super) fn count(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut sum = 0;
    for segment in searcher.segment_readers() {
        if segment.has_deletes() {
            each_document(segment, term, |_| sum += 1)?;
        } else {
            sum += u64::from(segment.inverted_index(term.field())?.doc_freq(term)?);
        }
    }
    Ok(sum)
}

/// Calls `each` with every document of the segment that has `term`, without the deleted ones.
pub(super) fn each_document(
    segment: &SegmentReader,
    term: &Term,
    mut each: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let inverted = segment.inverted_index(term.field())?;
    let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else { return Ok(()) };
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if !segment.is_deleted(doc) {
            each(doc);
        }
        doc = postings.advance();
    }
    Ok(())
}

/// Whether any segment knows the term.
pub(super) fn exists(searcher: &Searcher, term: &Term) -> io::Result<bool> {
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(term.field()).map_err(io::Error::other)?;
        if inverted.doc_freq(term)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_lies_behind_all_that_begin_with_it() {
        assert_eq!(after_prefix(b"ab"), Some(b"ac".to_vec()));
        assert_eq!(after_prefix(b"a\xff\xff"), Some(b"b".to_vec()));
        assert_eq!(after_prefix(b""), None);
        assert_eq!(after_prefix(b"\xff"), None);
    }
}
