//! Which articles answer, and in which order: one pass over the postings.

use std::cmp::Ordering;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::query::Sort;

/// Every article found: for each segment its numbers, ascending, deleted ones left out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// One list a segment, in the order of the searcher's segments.
    pub(super) docs: Vec<Vec<DocId>>,
}

impl Found {
    /// How many articles.
    pub(super) fn total(&self) -> u64 {
        self.docs.iter().map(|docs| docs.len() as u64).sum()
    }
}

/// One article with its place in the order: a smaller `Ranked` comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    /// What it is ordered by, most first: see [`rank_of_score`].
    rank: i64,
    /// Days since 1970, the undated last.
    day: i64,
    /// Article id.
    pub(super) id: u64,
    /// BM25, 0 where the order is by date.
    pub(super) score: f32,
    /// Where it is stored.
    pub(super) at: DocAddress,
}

/// What no date counts as: later than none of the others.
const UNDATED: i64 = i64::MIN;

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_rank = other.rank.cmp(&self.rank).then_with(|| other.day.cmp(&self.day));
        // Two segments may hold one id for the moment between a replacement and its commit.
        by_rank.then_with(|| self.id.cmp(&other.id)).then_with(|| self.at.cmp(&other.at))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Finds all articles, without an order.
pub(super) fn all(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Found> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut docs = Vec::with_capacity(searcher.segment_readers().len());
    for segment in searcher.segment_readers() {
        let mut found = Vec::new();
        weight.for_each_no_score(segment, &mut |block| match segment.alive_bitset() {
            None => found.extend_from_slice(block),
            Some(alive) => found.extend(block.iter().copied().filter(|&doc| alive.is_alive(doc))),
        })?;
        docs.push(found);
    }
    Ok(Found { docs })
}

/// How many articles there are, without a list of them.
pub(super) fn count(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut sum = 0;
    for segment in searcher.segment_readers() {
        sum += u64::from(weight.count(segment)?);
    }
    Ok(sum)
}

/// Finds all articles, and the first `first` of them in their order.
pub(super) fn ranked(
    searcher: &Searcher,
    keys: &[Keys],
    query: &dyn Query,
    sort: Sort,
    first: usize,
) -> tantivy::Result<(Found, Vec<Ranked>)> {
    if sort != Sort::Relevance {
        let found = all(searcher, query)?;
        let top = by_date(keys, &found, sort, first);
        return Ok((found, top));
    }
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut top = Top::new(first);
    let mut found = Found::default();
    for (ord, (segment, keys)) in (0..).zip(searcher.segment_readers().iter().zip(keys)) {
        let alive = segment.alive_bitset();
        let mut docs = Vec::new();
        weight.for_each(segment, &mut |doc, score| {
            if alive.is_some_and(|alive| alive.is_deleted(doc)) {
                return;
            }
            docs.push(doc);
            let rank = rank_of_score(score);
            if top.admits(rank) {
                top.push(keys.ranked(rank, score, DocAddress::new(ord, doc)));
            }
        })?;
        found.docs.push(docs);
    }
    Ok((found, top.into_sorted()))
}

/// The first of `found` in the order of their dates.
fn by_date(keys: &[Keys], found: &Found, sort: Sort, first: usize) -> Vec<Ranked> {
    let mut top = Top::new(first);
    if first == 0 {
        return Vec::new();
    }
    for (ord, (keys, docs)) in (0..).zip(keys.iter().zip(&found.docs)) {
        for &doc in docs {
            let rank = match (keys.day.first(doc), sort) {
                (None, _) => UNDATED,
                (Some(day), Sort::Oldest) => -day,
                (Some(day), _) => day,
            };
            if top.admits(rank) {
                top.push(keys.ranked(rank, 0.0, DocAddress::new(ord, doc)));
            }
        }
    }
    top.into_sorted()
}

/// The columns of one segment that order, timeline and stories are read from.
#[derive(Debug)]
pub(super) struct Keys {
    /// Days from 1970-01-01.
    pub(super) day: Column<i64>,
    /// Article ids.
    pub(super) id: Column<u64>,
    /// Story ids.
    pub(super) story: Column<u64>,
}

impl Keys {
    /// Opens the columns of all segments.
    pub(super) fn open(searcher: &Searcher) -> tantivy::Result<Vec<Self>> {
        let open = |segment: &SegmentReader| {
            let fast = segment.fast_fields();
            Ok(Self { day: fast.i64("date")?, id: fast.u64("id")?, story: fast.u64("story")? })
        };
        searcher.segment_readers().iter().map(open).collect()
    }

    fn ranked(&self, rank: i64, score: f32, at: DocAddress) -> Ranked {
        let day = self.day.first(at.doc_id).unwrap_or(UNDATED);
        Ranked { rank, day, id: self.id.first(at.doc_id).unwrap_or_default(), score, at }
    }
}

/// Scores as whole numbers of the same order. The last bits are cut: they depend on the order in which the
/// scores of words were added, and equal articles shall tie.
fn rank_of_score(score: f32) -> i64 {
    // Scores are never negative, and the bits of such floats are ordered as they are.
    i64::from(score.max(0.0).to_bits() >> 4)
}

/// Keeps the first `limit` of what is pushed.
struct Top {
    limit: usize,
    kept: Vec<Ranked>,
    /// The last of the first `limit`, once there are so many.
    last: Option<Ranked>,
}

impl Top {
    fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), last: None }
    }

    /// Whether an article of this rank may be among the first.
    fn admits(&self, rank: i64) -> bool {
        self.limit > 0 && self.last.is_none_or(|last| rank >= last.rank)
    }

    fn push(&mut self, ranked: Ranked) {
        if self.last.is_some_and(|last| ranked >= last) {
            return;
        }
        self.kept.push(ranked);
        if self.kept.len() >= self.limit.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() <= self.limit || self.limit == 0 {
            return;
        }
        let (_, last, _) = self.kept.select_nth_unstable(self.limit - 1);
        self.last = Some(*last);
        self.kept.truncate(self.limit);
    }

    fn into_sorted(mut self) -> Vec<Ranked> {
        self.cut();
        self.kept.sort_unstable();
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranked((rank, day, id): (i64, i64, u64)) -> Ranked {
        Ranked { rank, day, id, score: 0.0, at: DocAddress::new(0, 0) }
    }

    proptest! {
        #[test]
        fn the_top_is_the_head_of_the_sorted(
            all in prop::collection::vec((0..4_i64, 0..3_i64, 0..1000_u64), 0..400),
            limit in 0..90_usize,
        ) {
            let mut top = Top::new(limit);
            for one in all.iter().copied().map(ranked) {
                if top.admits(one.rank) {
                    top.push(one);
                }
            }
            let mut sorted: Vec<_> = all.into_iter().map(ranked).collect();
            sorted.sort();
            sorted.truncate(limit);
            prop_assert_eq!(top.into_sorted(), sorted);
        }
    }

    #[test]
    fn better_then_newer_then_smaller_id() {
        let mut all = [(5, 1, 9), (7, 0, 1), (5, 2, 8), (5, 1, 3), (5, UNDATED, 0)].map(ranked);
        all.sort();
        assert_eq!(all.map(|r| r.id), [1, 8, 3, 9, 0]);
    }
}
