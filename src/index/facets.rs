//! How many of the articles found have each value of a field: exact counts over all of them.

use std::io;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Searcher};

use super::ordinals::{Memory, Table};
use super::scan::Found;

/// Values and how many of the articles found have them.
type Values = Vec<(Arc<str>, u64)>;

/// The counts of one field, before its values have names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// The most frequent values, equal ones in the order of their bytes.
    pub(super) top: Values,
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
    memory: &Memory,
) -> tantivy::Result<Counts> {
    let columns = memory.columns(searcher, field)?;
    if let Some(table) = memory.table(columns)? {
        return Ok(count_by_table(&table, columns, found, size)?);
    }
    let mut segments = Vec::with_capacity(columns.len());
    let mut missing = 0;
    for (column, docs) in columns.iter().zip(&found.docs) {
        let (counts, without) = match column {
            Some(column) => count_segment(column, docs),
            None => (Vec::new(), docs.len() as u64),
        };
        missing += without;
        segments.push(counts);
    }
    let sum: u64 = segments.iter().flatten().map(|&(_, count)| u64::from(count)).sum();
    let (top, values_read) =
        if size == 0 { Default::default() } else { top_values(columns, &segments, size)? };
    memory.spend(found.total(), values_read);
    let shown: u64 = top.iter().map(|&(_, count)| count).sum();
    Ok(Counts { top, other: sum - shown, missing })
}

/// Counts in memory, all segments in one set of counters.
fn count_by_table(
    table: &Table,
    columns: &[Option<StrColumn>],
    found: &Found,
    size: usize,
) -> io::Result<Counts> {
    let mut counters = table.take_zeros();
    let mut hit: Vec<u32> = Vec::new();
    let (mut sum, mut missing) = (0, 0);
    for (segment, docs) in table.segments.iter().zip(&found.docs) {
        if segment.starts.is_empty() {
            missing += docs.len() as u64;
            continue;
        }
        for &doc in docs {
            let (start, end) =
                (segment.starts[doc as usize] as usize, segment.starts[doc as usize + 1] as usize);
            missing += u64::from(start == end);
            sum += (end - start) as u64;
            for &value in &segment.values[start..end] {
                let counter = &mut counters[value as usize];
                if *counter == 0 {
                    hit.push(value);
                }
                *counter += 1;
            }
        }
    }
    // Only what was hit is cleared.
    let counts =
        hit.into_iter().map(|value| (value, std::mem::take(&mut counters[value as usize]))).collect();
    table.give_zeros(counters);
    let mut top = Vec::with_capacity(size);
    let mut shown = 0;
    for (number, count) in cut(counts, size) {
        shown += u64::from(count);
        top.push((table.value(columns, number)?, u64::from(count)));
    }
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

/// The most frequent values, and how many values were read for it.
fn top_values(
    columns: &[Option<StrColumn>],
    segments: &[SegmentCounts],
    size: usize,
) -> io::Result<(Values, u64)> {
    let mut in_use = segments.iter().zip(columns).filter(|(counts, _)| !counts.is_empty());
    match (in_use.next(), in_use.count()) {
        // Numbers are in the order of the bytes, so one segment can be cut before anything is read.
        (Some((counts, Some(column))), 0) => {
            let top = read_all(column, &cut(counts.clone(), size))?;
            let read = top.len() as u64;
            Ok((top, read))
        }
        (None | Some((_, None)), 0) => Ok((Vec::new(), 0)),
        (_, others) => {
            let (candidates, everything) = candidates(segments, size);
            let values: usize = candidates.iter().map(Vec::len).sum();
            let read = if everything { values } else { values * (others + 2) };
            Ok((top_by_value(columns, segments, &candidates, everything, size)?, read as u64))
        }
    }
}

/// Adds up by the values themselves, reading as few of them as will do (the three-phase threshold algorithm: Cao
/// and Wang, "Efficient top-K query calculation in distributed networks", 2004).
fn top_by_value(
    columns: &[Option<StrColumn>],
    segments: &[SegmentCounts],
    candidates: &[SegmentCounts],
    everything: bool,
    size: usize,
) -> io::Result<Values> {
    let mut sums: FxHashMap<Arc<str>, u64> = FxHashMap::default();
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
            if let Some(ord) = column.dictionary().term_ord(value.as_bytes())?
                && let Ok(at) = counts.binary_search_by_key(&(ord as u32), |&(ord, _)| ord)
            {
                *sum += u64::from(counts[at].1);
            }
        }
    }
    let mut top: Values = sums.into_iter().collect();
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
fn read_all(column: &StrColumn, counts: &[(u32, u32)]) -> io::Result<Values> {
    let mut sorted: Vec<(u64, usize)> =
        (0..).zip(counts).map(|(at, &(ord, _))| (u64::from(ord), at)).collect();
    sorted.sort_unstable();
    let ords: Vec<u64> = sorted.iter().map(|&(ord, _)| ord).collect();
    let mut values: Values = counts.iter().map(|&(_, count)| ("".into(), u64::from(count))).collect();
    let mut read = sorted.iter();
    column.dictionary().sorted_ords_to_term_cb(&ords, |bytes| {
        if let Some(&(_, at)) = read.next() {
            values[at].0 = String::from_utf8_lossy(bytes).into();
        }
    })?;
    Ok(values)
}
