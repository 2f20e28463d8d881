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
mod schema;
mod store;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An index that is open for reading.
pub struct Index {
    pub(crate) tantivy: tantivy::Index,
    pub(crate) reader: tantivy::IndexReader,
    pub(crate) fields: schema::Fields,
    pub(crate) dir: PathBuf,
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}
