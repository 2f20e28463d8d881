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
mod feedback;
mod known;
mod lower;
mod manifest;
mod ordinals;
mod scan;
mod schema;
mod search;
mod snippet;
mod stamp;
mod stats;
mod store;
mod stories;
mod terms;
#[cfg(test)]
mod tests;
mod timeline;
mod values;
mod write;

use std::path::{Path, PathBuf};

use tantivy::ReloadPolicy;

pub use self::entities::{EntityList, EntityQuery, EntityRow, EntitySort, Spelling};
pub use self::manifest::{FileEntry, Indexed, Manifest, Outcome, Record, Seen};
pub use self::stamp::Stamp;
pub use self::stats::Stats;
pub use self::write::{IndexWriter, WriterOptions};
use crate::error::{Error, Result};

/// An index that is open for reading. It shows the commit that held when it was opened, until [`Index::reload`].
pub struct Index {
    pub(crate) tantivy: tantivy::Index,
    pub(crate) reader: tantivy::IndexReader,
    pub(crate) fields: schema::Fields,
    pub(crate) dir: PathBuf,
    pub(crate) cache: cache::Cache,
    pub(crate) stamp: Stamp,
}

impl Index {
    /// Opens the index in the folder `dir`.
    ///
    /// # Errors
    ///
    /// [`Error::NoIndex`], [`Error::OtherVersion`] where it must be rebuilt, or [`Error::Engine`].
    pub fn open(dir: &Path) -> Result<Self> {
        let Some(mut stamp) = Stamp::read(dir)? else { return Err(Error::NoIndex(dir.to_owned())) };
        let opened = match open_generation(&dir.join(&stamp.generation)) {
            // A new generation may just have taken the place of this one.
            Err(_) => {
                stamp = Stamp::read(dir)?.ok_or_else(|| Error::NoIndex(dir.to_owned()))?;
                open_generation(&dir.join(&stamp.generation))
            }
            opened => opened,
        };
        let (tantivy, fields) = opened?;
        let reader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { tantivy, reader, fields, dir: dir.to_owned(), cache: cache::Cache::default(), stamp })
    }

    /// The folder that it is in.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What shaped it.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// How many articles are in it.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Shows the last commit from now on.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`] where the index can't be read; the commit that was shown is shown on.
    pub fn reload(&self) -> Result<()> {
        Ok(self.reader.reload()?)
    }

    /// What each file of the corpus gave to it, as of the last commit.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] where the manifest can't be made out.
    pub fn manifest(&self) -> Result<Manifest> {
        match self.tantivy.load_metas()?.payload {
            Some(name) => Manifest::read(&self.dir.join(&self.stamp.generation), &name),
            None => Ok(Manifest::default()),
        }
    }
}

/// The engine over the files of one generation, with the analyzer that it needs.
fn open_generation(dir: &Path) -> Result<(tantivy::Index, schema::Fields)> {
    let index = tantivy::Index::open_in_dir(dir)?;
    let (schema, fields) = schema::schema();
    if index.schema() != schema {
        return Err(Error::Damaged(dir.to_owned()));
    }
    analyzer::register(index.tokenizers());
    Ok((index, fields))
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}
