//! Everything that can go wrong, and its exact words: lower case, values in backticks, the path named, the next
//! command after `;`, no final period.

use std::path::PathBuf;

/// What the library can fail with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no index in the folder.
    #[error("no index at `{}`; build one with `dateline index corpus`", .0.display())]
    NoIndex(PathBuf),
    /// A file or folder of the corpus can't be read.
    #[error("can't read `{}`: {reason}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why, in the words of the system or of the reader.
        reason: String,
    },
    /// A line of an authority file can't be understood.
    #[error("`{}`, line {line}: {reason}", path.display())]
    BadAuthority {
        /// Which file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
