//! One numbering of a field's values over all segments, built when it begins to pay.
//!
//! Each segment numbers its values for itself, in the order of their bytes. To add up counts of several segments one
//! must know which numbers name the same value. For a few counts it is cheapest to read the values themselves;
//! for many it pays to walk through all dictionaries once and to keep the table. Which it is can't be known when
//! a process starts, so values are read until as many were read as the table would have cost.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::columnar::StrColumn;

/// The numbering of one field over the segments of one generation of the index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ordinals {
    /// For each segment: its number of a value -> the number of that value over all segments.
    pub(super) global: Vec<Vec<u32>>,
    /// For each value over all segments, in the order of their bytes: one segment that has it, and its number there.
    pub(super) home: Vec<(u32, u32)>,
}

impl Ordinals {
    /// Walks through the dictionaries of all segments at once.
    pub(super) fn build(columns: &[Option<StrColumn>]) -> io::Result<Self> {
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
        let mut this = Self { global: vec![Vec::new(); columns.len()], home: Vec::new() };
        let mut last: Option<Vec<u8>> = None;
        while let Some(Reverse((mut key, segment))) = heap.pop() {
            let segment_ord = this.global[segment as usize].len() as u32;
            if last.as_ref() != Some(&key) {
                this.home.push((segment, segment_ord));
                last = Some(key.clone());
            }
            this.global[segment as usize].push(this.home.len() as u32 - 1);
            if let Some(stream) = &mut streams[segment as usize]
                && stream.advance()
            {
                key.clear();
                key.extend_from_slice(stream.key());
                heap.push(Reverse((key, segment)));
            }
        }
        Ok(this)
    }
}

/// The numberings that were built for one generation of the index, and what was spent in place of others.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    fields: Mutex<FxHashMap<&'static str, Arc<Numbering>>>,
}

/// One field of [`Numberings`].
#[derive(Debug, Default)]
pub(super) struct Numbering {
    spent: AtomicU64,
    built: Mutex<Option<Arc<Ordinals>>>,
}

impl Numberings {
    /// The place of one field.
    pub(super) fn of(&self, field: &'static str) -> Arc<Numbering> {
        let mut fields = self.fields.lock().unwrap_or_else(PoisonError::into_inner);
        fields.entry(field).or_default().clone()
    }
}

impl Numbering {
    /// The table, where it stands already, or where the `values` that would have to be read now are the ones that
    /// make it pay.
    pub(super) fn get(
        &self,
        columns: &[Option<StrColumn>],
        values: u64,
    ) -> io::Result<Option<Arc<Ordinals>>> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if built.is_none() {
            let price: usize = columns.iter().flatten().map(|column| column.num_terms()).sum();
            // A value read by its number costs about ten times as much as one read in passing.
            let spent = values.saturating_mul(10);
            let spent = self.spent.fetch_add(spent, Ordering::Relaxed).saturating_add(spent);
            if spent < price as u64 {
                return Ok(None);
            }
            *built = Some(Arc::new(Ordinals::build(columns)?));
        }
        Ok(built.clone())
    }
}
