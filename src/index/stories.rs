//! Articles that tell one text: how many stories there are, and how many copies an article has.

use rustc_hash::FxHashSet;
use tantivy::{DocAddress, Searcher, Term};

use super::scan::{Found, Ranked};
use super::{Index, terms};

/// How many stories the articles found tell.
pub(super) fn distinct(searcher: &Searcher, found: &Found) -> tantivy::Result<u64> {
    let mut met: FxHashSet<u64> =
        FxHashSet::with_capacity_and_hasher(found.total() as usize, Default::default());
    for (segment, docs) in searcher.segment_readers().iter().zip(&found.docs) {
        let stories = segment.fast_fields().u64("story")?;
        let mut values = Vec::new();
        for block in docs.chunks(1024) {
            values.clear();
            values.resize(block.len(), None);
            stories.first_vals(block, &mut values);
            met.extend(values.iter().flatten());
        }
    }
    Ok(met.len() as u64)
}

/// How many other articles of the index tell the text of this one.
pub(super) fn copies(index: &Index, searcher: &Searcher, at: DocAddress) -> tantivy::Result<u64> {
    let Some(story) = story_of(searcher, at)? else { return Ok(0) };
    let all = terms::count(searcher, &Term::from_field_u64(index.fields.story, story))?;
    Ok(all.saturating_sub(1))
}

/// Leaves the first of each story.
pub(super) fn fold(searcher: &Searcher, ranked: Vec<Ranked>) -> tantivy::Result<Vec<Ranked>> {
    let mut met: FxHashSet<u64> = FxHashSet::default();
    let mut folded = Vec::with_capacity(ranked.len());
    for one in ranked {
        if story_of(searcher, one.at)?.is_none_or(|story| met.insert(story)) {
            folded.push(one);
        }
    }
    Ok(folded)
}

fn story_of(searcher: &Searcher, at: DocAddress) -> tantivy::Result<Option<u64>> {
    Ok(searcher.segment_reader(at.segment_ord).fast_fields().u64("story")?.first(at.doc_id))
}
