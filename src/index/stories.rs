//! Articles that tell one text: how many stories there are, and how many copies an article has.

use rustc_hash::FxHashSet;
use tantivy::{Searcher, Term};

use super::scan::{Found, Keys, Ranked};
use super::{Index, terms};

/// How many stories the articles found tell.
pub(super) fn distinct(keys: &[Keys], found: &Found) -> u64 {
    let mut met: FxHashSet<u64> =
        FxHashSet::with_capacity_and_hasher(found.total() as usize, Default::default());
    let mut values = Vec::new();
    for (keys, docs) in keys.iter().zip(&found.docs) {
        for block in docs.chunks(1024) {
            values.clear();
            values.resize(block.len(), None);
            keys.story.first_vals(block, &mut values);
            met.extend(values.iter().flatten());
        }
    }
    met.len() as u64
}

/// How many other articles of the index tell this story.
pub(super) fn copies(index: &Index, searcher: &Searcher, story: &str) -> tantivy::Result<u64> {
    let story = Term::from_field_u64(index.fields.story, super::store::story_number(story));
    Ok(terms::count(searcher, &story)?.saturating_sub(1))
}

/// Leaves the first of each story.
pub(super) fn fold(keys: &[Keys], ranked: Vec<Ranked>) -> Vec<Ranked> {
    let mut met: FxHashSet<u64> = FxHashSet::default();
    let story = |one: &Ranked| keys[one.at.segment_ord as usize].story.first(one.at.doc_id);
    ranked.into_iter().filter(|one| story(one).is_none_or(|story| met.insert(story))).collect()
}
