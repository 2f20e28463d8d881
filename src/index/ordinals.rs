//! The values of a field in memory, under one numbering over all segments: built when it begins to pay.
//!
//! Each segment numbers its values for itself, in the order of their bytes, and keeps them packed. To add up counts of
//! several segments one must know which numbers name the same value. For a few articles it is cheapest to read the
//! values themselves; for many it pays to unpack everything once. Which it is can't be known when a process starts,
//! so the dear way is gone until it has cost as much as the table would have.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::Searcher;
use tantivy::columnar::StrColumn;

/// Larger fields stay packed: a table takes about four bytes a value and a document.
const MOST_VALUES: u64 = 1 << 26;

/// The values of one field, unpacked.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// One a segment.
    pub(super) segments: Vec<Segment>,
    /// For each value, in the order of their bytes: one segment that has it, and its number there.
    home: Vec<(u32, u32)>,
    /// Values that were shown.
    shown: Mutex<FxHashMap<u32, Arc<str>>>,
    /// Counters that are all zero, for the next that counts.
    zeros: Mutex<Vec<Vec<u32>>>,
}

/// The values of one segment's documents.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// For each document, and one more: where in `values` its own begin.
    pub(super) starts: Vec<u32>,
    /// Numbers over all segments.
    pub(super) values: Vec<u32>,
}

impl Table {
    fn build(columns: &[Option<StrColumn>]) -> io::Result<Self> {
        let (global, home) = number(columns)?;
        let segments = columns.iter().zip(&global).map(|(column, global)| match column {
            Some(column) => unpack(column, global),
            None => Segment::default(),
        });
        Ok(Self { segments: segments.collect(), home, ..Self::default() })
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.home.len()
    }

    /// The value of a number.
    pub(super) fn value(&self, columns: &[Option<StrColumn>], number: u32) -> io::Result<Arc<str>> {
        if let Some(value) = lock(&self.shown).get(&number) {
            return Ok(value.clone());
        }
        let (segment, ord) = self.home[number as usize];
        let mut value = String::new();
        if let Some(column) = &columns[segment as usize] {
            column.ord_to_str(u64::from(ord), &mut value)?;
        }
        let value: Arc<str> = value.into();
        lock(&self.shown).insert(number, value.clone());
        Ok(value)
    }

    /// A counter for each value, all zero.
    pub(super) fn take_zeros(&self) -> Vec<u32> {
        lock(&self.zeros).pop().unwrap_or_else(|| vec![0; self.len()])
    }

    /// Takes a set of counters back that are all zero again.
    pub(super) fn give_zeros(&self, zeros: Vec<u32>) {
        lock(&self.zeros).push(zeros);
    }
}

/// For each segment its numbers as numbers over all, and for each of these a segment that has it.
type Numbers = (Vec<Vec<u32>>, Vec<(u32, u32)>);

/// Walks through the dictionaries of all segments at once.
fn number(columns: &[Option<StrColumn>]) -> io::Result<Numbers> {
    let mut streams = Vec::with_capacity(columns.len());
    let mut heap = BinaryHeap::new();
    for (segment, column) in (0_u32..).zip(columns) {
        let mut stream = column.as_ref().map(|column| column.dictionary().stream()).transpose()?;
        if let Some(stream) = &mut stream
            && stream.advance()
        {
            heap.push(Reverse((stream.key().to_vec(), segment)));
        }
        streams.push(stream);
    }
    let mut global = vec![Vec::new(); columns.len()];
    let mut home: Vec<(u32, u32)> = Vec::new();
    let mut last: Option<Vec<u8>> = None;
    while let Some(Reverse((mut key, segment))) = heap.pop() {
        let ord = global[segment as usize].len() as u32;
        if last.as_ref() != Some(&key) {
            home.push((segment, ord));
            last = Some(key.clone());
        }
        global[segment as usize].push(home.len() as u32 - 1);
        if let Some(stream) = &mut streams[segment as usize]
            && stream.advance()
        {
            key.clear();
            key.extend_from_slice(stream.key());
            heap.push(Reverse((key, segment)));
        }
    }
    Ok((global, home))
}

fn unpack(column: &StrColumn, global: &[u32]) -> Segment {
    const BLOCK: u32 = 4096;
    let ords = column.ords();
    let all = ords.num_docs();
    let mut segment = Segment {
        starts: Vec::with_capacity(all as usize + 1),
        values: Vec::with_capacity(ords.values.num_vals() as usize),
    };
    let (mut docs, mut with_value, mut rows, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for first in (0..all).step_by(BLOCK as usize) {
        docs.clear();
        docs.extend(first..(first + BLOCK).min(all));
        with_value.clear();
        rows.clear();
        ords.row_ids_for_docs(&docs, &mut with_value, &mut rows);
        values.resize(rows.len(), 0);
        ords.values.get_vals(&rows, &mut values);
        let mut at = 0;
        for &doc in &docs {
            segment.starts.push((segment.values.len() + at) as u32);
            while with_value.get(at) == Some(&doc) {
                at += 1;
            }
        }
        segment.values.extend(values.iter().map(|&ord| global[ord as usize]));
    }
    segment.starts.push(segment.values.len() as u32);
    segment
}

/// What is remembered of the fields of one generation of the index.
#[derive(Debug, Default)]
pub(super) struct Tables {
    fields: Mutex<FxHashMap<&'static str, Arc<Memory>>>,
}

/// What is remembered of one field.
#[derive(Debug, Default)]
pub(super) struct Memory {
    columns: OnceLock<Vec<Option<StrColumn>>>,
    spent: AtomicU64,
    table: Mutex<Option<Arc<Table>>>,
}

impl Tables {
    /// The memory of one field.
    pub(super) fn of(&self, field: &'static str) -> Arc<Memory> {
        lock(&self.fields).entry(field).or_default().clone()
    }
}

impl Memory {
    /// The column of each segment.
    pub(super) fn columns(&self, searcher: &Searcher, field: &str) -> tantivy::Result<&[Option<StrColumn>]> {
        if let Some(columns) = self.columns.get() {
            return Ok(columns);
        }
        let columns: tantivy::Result<Vec<_>> =
            searcher.segment_readers().iter().map(|segment| segment.fast_fields().str(field)).collect();
        let columns = columns?;
        Ok(self.columns.get_or_init(|| columns))
    }

    /// The table, where it pays by now.
    pub(super) fn table(&self, columns: &[Option<StrColumn>]) -> io::Result<Option<Arc<Table>>> {
        let mut table = lock(&self.table);
        if table.is_none() {
            let values: u64 =
                columns.iter().flatten().map(|column| u64::from(column.ords().values.num_vals())).sum();
            let terms: u64 = columns.iter().flatten().map(|column| column.num_terms() as u64).sum();
            if values > MOST_VALUES || self.spent.load(Ordering::Relaxed) < values * A_VALUE + terms * A_TERM
            {
                return Ok(None);
            }
            *table = Some(Arc::new(Table::build(columns)?));
        }
        Ok(table.clone())
    }

    /// Notes what was done without a table.
    pub(super) fn spend(&self, articles: u64, values_read: u64) {
        self.spent.fetch_add(articles * AN_ARTICLE + values_read * A_VALUE_READ, Ordering::Relaxed);
    }
}

// Rough costs in nanoseconds, with a table: of each value and term when it is built; and without: of each article and
// of each value that is read out of its dictionary.
const A_VALUE: u64 = 15;
const A_TERM: u64 = 150;
const AN_ARTICLE: u64 = 40;
const A_VALUE_READ: u64 = 1500;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
