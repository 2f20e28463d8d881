//! Files of the corpus from the outside: are they the ones of the last run, and below which root do they stand?

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::Xxh3;

use crate::article::Article;
use crate::corpus::{self, CorpusFile};
use crate::error::{Error, Result};
use crate::index::Seen;

/// Reads a file; a reader that fails in a way it should not is a bad file like others.
pub(super) fn read(
    file: &CorpusFile,
    each: &mut dyn FnMut(Result<Article>) -> ControlFlow<()>,
) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| corpus::read(file, each))).unwrap_or_else(|_| {
        Err(Error::Unreadable {
            path: file.path.clone(),
            reason: "its reader failed; please report it".into(),
        })
    })
}

/// The reason alone, where the path stands beside it anyway.
pub(super) fn reason(error: Error) -> String {
    match error {
        Error::Unreadable { reason, .. } | Error::PassedOver { reason, .. } => reason,
        Error::BadRecord { record, reason, .. } => format!("record {record}: {reason}"),
        other => other.to_string(),
    }
}

/// By what a file that was just read is known again; `None` where it changed meanwhile.
pub(super) fn known_by(file: &CorpusFile) -> Option<Seen> {
    let digest = digest(&file.path).ok()?;
    let now = std::fs::metadata(&file.path).ok()?;
    let modified = now.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos() as i64;
    (now.len() == file.size && modified == file.modified).then_some(Seen {
        size: file.size,
        modified,
        digest,
    })
}

pub(super) fn digest(path: &Path) -> std::io::Result<u64> {
    let mut file = File::open(path)?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hash.digest().max(1));
        }
        hash.update(&buffer[..read]);
    }
}

/// Whether a file stands at or below a root that may be written with `.` in it.
pub(super) fn is_below(origin: &str, root: &Path) -> bool {
    let root: PathBuf = root.components().filter(|part| *part != Component::CurDir).collect();
    let origin = Path::new(origin);
    if root.as_os_str().is_empty() {
        // Here: everything but what is reached from elsewhere.
        return origin.is_relative() && !origin.starts_with("..");
    }
    origin.starts_with(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_may_be_written_in_several_ways() {
        for root in ["corpus", "./corpus", "corpus/", "corpus/.", "."] {
            assert!(is_below("corpus/2024/a.txt", Path::new(root)), "{root}");
        }
        for (origin, root) in
            [("corpus2/a", "corpus"), ("/srv/a", "."), ("../a", "."), ("a", "corpus"), ("a", "/a")]
        {
            assert!(!is_below(origin, Path::new(root)), "{origin} below {root}");
        }
    }
}
