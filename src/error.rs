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
    /// A file of the corpus is no article, or not in a form that is read.
    #[error("passed over `{path}`: {reason}")]
    PassedOver {
        /// Origin path of the file.
        path: String,
        /// Why, and what can be done.
        reason: String,
    },
    /// One record of a file is passed over; the others are read.
    #[error("passed over record {record} of `{path}`: {reason}")]
    BadRecord {
        /// Origin path of the file.
        path: String,
        /// Which record, counted from 0.
        record: u64,
        /// Why, with the line where there are lines.
        reason: String,
    },
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
