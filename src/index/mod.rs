//! The stacks: where documents are kept and found. The only room that names tantivy.
//!
//! An index is a folder:
//!
//! ```text
//! index/dateline.json   what shaped it, and which generation holds
//! index/writer.lock     held while something is written
//! index/g1/             a generation: the engine's files, and manifest-N with what each file of the corpus gave
//! ```

mod analyzer;
mod cache;
mod entities;
mod facets;
mod lower;
mod ordinals;
mod scan;
mod schema;
mod search;
mod snippet;
mod stats;
mod store;
mod stories;
mod terms;
#[cfg(test)]
mod tests;
mod timeline;
mod values;

use std::path::{Path, PathBuf};

pub use entities::{EntityList, EntityQuery, EntityRow, EntitySort, Spelling};
pub use stats::Stats;

use crate::error::{Error, Result};

/// An index that is open for reading.
pub struct Index {
    pub(crate) tantivy: tantivy::Index,
    pub(crate) reader: tantivy::IndexReader,
    pub(crate) fields: schema::Fields,
    pub(crate) dir: PathBuf,
    pub(crate) cache: cache::Cache,
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}
