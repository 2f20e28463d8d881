//! How many of the articles found have each value of a field: exact counts over all of them.

use std::io;

use rustc_hash::FxHashMap;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher};

use super::ordinals::{Numbering, Ordinals};
use super::scan::Found;

/// The counts of one field, before its values have names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// The most frequent values, equal ones in the order of their bytes.
    pub(super) top: Vec<(String, u64)>,
    /// How often a value that is not among them stands in an article.
    pub(super) other: u64,
    /// Articles without any value.
    pub(super) missing: u64,
}

/// Counts the values of `field` over `found`, and names the `size` most frequent.
pub(super) fn count(
    searcher: &Searcher,
    field: &'static str,
    found: &Found,
    size: usize,
    numbering: &Numbering,
) -> tantivy::Result<Counts> {
    let mut segments = Vec::new();
    let mut columns = Vec::new();
    let mut missing = 0;
    for (segment, docs) in searcher.segment_readers().iter().zip(&found.docs) {
        let column = segment.fast_fields().str(field)?;
        let (counts, without) = match &column {
            Some(column) => count_segment(column, docs),
            None => (Vec::new(), docs.len() as u64),
        };
        missing += without;
        segments.push(counts);
        columns.push(column);
    }
    let sum: u64 = segments.iter().flatten().map(|&(_, count)| u64::from(count)).sum();
    let top = if size == 0 { Vec::new() } else { top_values(&columns, &segments, size, numbering)? };
    let shown: u64 = top.iter().map(|&(_, count)| count).sum();
    Ok(Counts { top, other: sum - shown, missing })
}

/// How many documents have each value, by the segment's own number of it.
type SegmentCounts = Vec<(u32, u32)>;

const BLOCK: usize = 1024;

/// Counts within one segment, ordered by number; and how many of `docs` have no value.
fn count_segment(column: &StrColumn, docs: &[DocId]) -> (SegmentCounts, u64) {
    let ords = column.ords();
    let terms = column.num_terms();
    // Few documents in a large dictionary: sorting what was hit is cheaper than a table of everything.
    let expected = docs.len() as u64 * u64::from(ords.values.num_vals()) / u64::from(ords.num_docs().max(1));
    let mut counter = if expected * 8 < terms as u64 {
        Counter::Sorted(Vec::new())
    } else {
        Counter::Table(vec![0; terms], Vec::new())
    };
    let (mut with_value, mut rows, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let mut missing = 0;
    for block in docs.chunks(BLOCK) {
        with_value.clear();
        rows.clear();
        ords.row_ids_for_docs(block, &mut with_value, &mut rows);
        values.resize(rows.len(), 0);
        ords.values.get_vals(&rows, &mut values);
        for &value in &values {
            counter.add(value as u32);
        }
        with_value.dedup();
        missing += (block.len() - with_value.len()) as u64;
    }
    (counter.into_counts(), missing)
}

enum Counter {
    /// Everything that was hit, in no order.
    Sorted(Vec<u32>),
    /// A count for every number, and the numbers that were hit.
    Table(Vec<u32>, Vec<u32>),
}

impl Counter {
    fn add(&mut self, ord: u32) {
        match self {
            Self::Sorted(hits) => hits.push(ord),
            Self::Table(counts, hit) => {
                let count = &mut counts[ord as usize];
                if *count == 0 {
                    hit.push(ord);
                }
                *count += 1;
            }
        }
    }

    fn into_counts(self) -> SegmentCounts {
        match self {
            Self::Sorted(mut hits) => {
                hits.sort_unstable();
                hits.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect()
            }
            Self::Table(counts, mut hit) => {
                hit.sort_unstable();
                hit.into_iter().map(|ord| (ord, counts[ord as usize])).collect()
            }
        }
    }
}

fn top_values(
    columns: &[Option<StrColumn>],
    segments: &[SegmentCounts],
    size: usize,
    numbering: &Numbering,
) -> io::Result<Vec<(String, u64)>> {
    let in_use = segments.iter().filter(|counts| !counts.is_empty()).count();
    if in_use <= 1 {
        // Numbers are in the order of the bytes, so one segment can be cut before anything is read.
        let Some((counts, column)) = segments.iter().zip(columns).find(|(counts, _)| !counts.is_empty())
        else {
            return Ok(Vec::new());
        };
        return match column {
            Some(column) => read_all(column, &cut(counts.clone(), size)),
            None => Ok(Vec::new()),
        };
    }
    let (candidates, everything) = candidates(segments, size);
    let values: usize = candidates.iter().map(Vec::len).sum();
    match numbering.get(columns, if everything { values } else { values * in_use } as u64)? {
        Some(ordinals) => top_by_number(&ordinals, columns, segments, size),
        None => top_by_value(columns, segments, &candidates, everything, size),
    }
}

/// Adds up by the numbers over all segments, and reads only the values that are shown.
fn top_by_number(
    ordinals: &Ordinals,
    columns: &[Option<StrColumn>],
    segments: &[SegmentCounts],
    size: usize,
) -> io::Result<Vec<(String, u64)>> {
    let hit: usize = segments.iter().map(Vec::len).sum();
    let sums: Vec<(u32, u32)> = if hit * 8 < ordinals.home.len() {
        let mut all: Vec<(u32, u32)> = Vec::with_capacity(hit);
        for (global, counts) in ordinals.global.iter().zip(segments) {
            all.extend(counts.iter().map(|&(ord, count)| (global[ord as usize], count)));
        }
        all.sort_unstable();
        all.chunk_by(|a, b| a.0 == b.0)
            .map(|run| (run[0].0, run.iter().map(|&(_, count)| count).sum()))
            .collect()
    } else {
        let mut table = vec![0; ordinals.home.len()];
        for (global, counts) in ordinals.global.iter().zip(segments) {
            for &(ord, count) in counts {
                table[global[ord as usize] as usize] += count;
            }
        }
        (0..).zip(table).filter(|&(_, count)| count > 0).collect()
    };
    let mut top = Vec::new();
    for (value, count) in cut(sums, size) {
        let (segment, ord) = ordinals.home[value as usize];
        if let Some(column) = &columns[segment as usize] {
            let mut name = String::new();
            column.ord_to_str(u64::from(ord), &mut name)?;
            top.push((name, u64::from(count)));
        }
    }
    Ok(top)
}

/// Adds up by the values themselves, reading as few of them as will do (the three-phase threshold algorithm: Cao
/// and Wang, "Efficient top-K query calculation in distributed networks", 2004).
fn top_by_value(
    columns: &[Option<StrColumn>],
    segments: &[SegmentCounts],
    candidates: &[SegmentCounts],
    everything: bool,
    size: usize,
) -> io::Result<Vec<(String, u64)>> {
    let mut sums: FxHashMap<String, u64> = FxHashMap::default();
    for (column, counts) in columns.iter().zip(candidates) {
        let Some(column) = column else { continue };
        for (value, count) in read_all(column, counts)? {
            *sums.entry(value).or_default() += count;
        }
    }
    for (value, sum) in sums.iter_mut().filter(|_| !everything) {
        *sum = 0;
        for (column, counts) in columns.iter().zip(segments) {
            let Some(column) = column else { continue };
            if counts.is_empty() {
                continue;
            }
            if let Some(ord) = column.dictionary().term_ord(value)?
                && let Ok(at) = counts.binary_search_by_key(&(ord as u32), |&(ord, _)| ord)
            {
                *sum += u64::from(counts[at].1);
            }
        }
    }
    let mut top: Vec<(String, u64)> = sums.into_iter().collect();
    top.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    top.truncate(size);
    Ok(top)
}

/// For each segment the counts whose values may be among the `size` most frequent of all, and whether that is
/// everything.
///
/// The `size`-th largest count within one segment is a lower bound of what is needed over all; a value that reaches
/// it has at least its part of it in some segment.
fn candidates(segments: &[SegmentCounts], size: usize) -> (Vec<SegmentCounts>, bool) {
    let in_use = segments.iter().filter(|counts| !counts.is_empty()).count().max(1) as u32;
    let bound_of = |counts: &SegmentCounts| {
        let mut counts: Vec<u32> = counts.iter().map(|&(_, count)| count).collect();
        if counts.len() < size || size == 0 {
            return 0;
        }
        let at = counts.len() - size;
        *counts.select_nth_unstable(at).1
    };
    let bound = segments.iter().map(bound_of).max().unwrap_or(0);
    let needed = bound.div_ceil(in_use);
    let keep =
        |counts: &SegmentCounts| counts.iter().copied().filter(|&(_, count)| count >= needed).collect();
    (segments.iter().map(keep).collect(), needed <= 1)
}

/// The `size` largest counts, equal ones by number.
fn cut(mut counts: Vec<(u32, u32)>, size: usize) -> Vec<(u32, u32)> {
    let by_count = |a: &(u32, u32), b: &(u32, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if counts.len() > size {
        counts.select_nth_unstable_by(size, by_count);
        counts.truncate(size);
    }
    counts.sort_unstable_by(by_count);
    counts
}

/// Reads the values of these numbers, in their order.
fn read_all(column: &StrColumn, counts: &[(u32, u32)]) -> io::Result<Vec<(String, u64)>> {
    let mut sorted: Vec<usize> = (0..counts.len()).collect();
    sorted.sort_unstable_by_key(|&at| counts[at].0);
    let ords: Vec<u64> = sorted.iter().map(|&at| u64::from(counts[at].0)).collect();
    let mut values = vec![(String::new(), 0); counts.len()];
    let mut read = sorted.iter();
    column.dictionary().sorted_ords_to_term_cb(&ords, |bytes| {
        if let Some(&at) = read.next() {
            values[at] = (String::from_utf8_lossy(bytes).into_owned(), u64::from(counts[at].1));
        }
    })?;
    Ok(values)
}
