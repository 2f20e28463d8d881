//! Everything that can go wrong, and its exact words: lower case, values in backticks, the path named, the next
//! command after `;`, no final period.

use std::path::PathBuf;

use crate::article::ArticleId;

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
    /// The engine under the index failed.
    #[error("the index failed: {0}")]
    Engine(String),
    /// The index was shaped otherwise than this `dateline` would.
    #[error(
        "the index at `{}` was built by {what}; rebuild it with `dateline index --full corpus --index {}`",
        dir.display(), dir.display()
    )]
    OtherVersion {
        /// The folder of the index.
        dir: PathBuf,
        /// By what it was built.
        what: &'static str,
    },
    /// A file of the index can't be made out.
    #[error("`{}` is damaged; rebuild the index with `dateline index --full corpus`", .0.display())]
    Damaged(PathBuf),
    /// Another process writes the index.
    #[error("index at `{}` is being written by another process (pid {pid}); wait for it to end", dir.display())]
    Locked {
        /// The folder of the index.
        dir: PathBuf,
        /// Which process.
        pid: String,
    },
    /// A file or folder of the index can't be written.
    #[error("can't write `{}`: {reason}", path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
    /// Neither the authority nor the index knows what a filter names.
    #[error("no {field} called `{text}`{}", did_you_mean(near))]
    UnknownValue {
        /// The field, by its word in flags and JSON.
        field: &'static str,
        /// What was asked for.
        text: String,
        /// Names that are written like it, the likest first.
        near: Vec<String>,
    },
    /// There is no article of this id.
    #[error("no article `{0}`; ids stand in the hits of `dateline search`")]
    NoArticle(ArticleId),
}

fn did_you_mean(near: &[String]) -> String {
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    match near.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; did you mean {only}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;
