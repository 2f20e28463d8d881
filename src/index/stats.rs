//! The numbers of an index.

use serde::Serialize;

use super::Index;
use super::schema::{FACETS, column};
use super::terms;
use crate::date::Date;
use crate::error::Result;

/// The numbers of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Articles that can be found.
    pub articles: u64,
    /// Articles with a date.
    pub dated: u64,
    /// The day of the earliest.
    pub first: Option<Date>,
    /// The day of the latest.
    pub last: Option<Date>,
    /// Of each field, in the order in which they are shown: its word and how many values it has.
    #[serde(serialize_with = "as_map")]
    pub values: Vec<(&'static str, u64)>,
    /// Size of the index on disk, in bytes.
    pub bytes: u64,
    /// Parts that the index is cut into.
    pub segments: u64,
}

fn as_map<S: serde::Serializer>(values: &[(&'static str, u64)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().copied())
}

impl Index {
    /// The numbers of the index.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`](crate::error::Error::Engine) where the index can't be read.
    pub fn stats(&self) -> Result<Stats> {
        let searcher = self.reader.searcher();
        let (mut dated, mut span) = (0, None::<(i64, i64)>);
        for segment in searcher.segment_readers() {
            let days = segment.fast_fields().i64("date")?;
            for day in segment.doc_ids_alive().filter_map(|doc| days.first(doc)) {
                dated += 1;
                span = Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        }
        let mut values = Vec::with_capacity(FACETS.len());
        for field in FACETS {
            let mut met = rustc_hash::FxHashSet::default();
            terms::each_term(&searcher, self.fields.of(field), "", |value, _| {
                met.insert(xxhash_rust::xxh3::xxh3_64(value.as_bytes()));
            })?;
            values.push((column(field).unwrap_or_default(), met.len() as u64));
        }
        let bytes = searcher.space_usage().map(|usage| usage.total().get_bytes()).unwrap_or_default();
        Ok(Stats {
            articles: searcher.num_docs(),
            dated,
            first: span.map(|(first, _)| Date::from_days(first as i32)),
            last: span.map(|(_, last)| Date::from_days(last as i32)),
            values,
            bytes,
            segments: searcher.segment_readers().len() as u64,
        })
    }
}
