//! Which files does a corpus hold?

use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, Result};

/// How folders are walked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WalkOptions {
    /// Go through symbolic links below the roots. A root that is a link is always followed.
    pub follow_links: bool,
}

/// A file that may hold articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpusFile {
    /// Where it is opened.
    pub path: PathBuf,
    /// The path as reached from the root, with `/` between the parts and without `.` among them.
    pub origin: String,
    /// Bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where the system does not say.
    pub modified: i64,
}

/// The files below `roots` (a root may be a file itself), sorted by name within each folder. Hidden files and
/// what systems leave in folders are passed over; symbolic links are not followed unless asked.
///
/// # Errors
///
/// A folder or file that can't be looked at, and anything that is no regular file (a pipe, a device), is one
/// `Err`; the walk goes on.
pub fn walk(roots: &[PathBuf], options: &WalkOptions) -> impl Iterator<Item = Result<CorpusFile>> + use<> {
    let follow = options.follow_links;
    let roots = roots.to_vec();
    roots.into_iter().flat_map(move |root| {
        WalkDir::new(root)
            .follow_links(follow)
            .follow_root_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_furniture(entry))
            .filter_map(|entry| match entry {
                Ok(entry) => seen(&entry),
                Err(error) => Some(Err(unreadable(&error))),
            })
    })
}

fn is_furniture(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || matches!(&*name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

fn seen(entry: &DirEntry) -> Option<Result<CorpusFile>> {
    let kind = entry.file_type();
    if kind.is_dir() || (kind.is_symlink() && entry.depth() > 0) {
        return None;
    }
    // The metadata of a root link are those of what it points to.
    let metadata = if kind.is_symlink() {
        std::fs::metadata(entry.path()).map_err(|e| e.to_string())
    } else {
        entry.metadata().map_err(|e| e.to_string())
    };
    Some(match metadata {
        Ok(metadata) if metadata.is_file() => Ok(corpus_file(entry.path(), &metadata)),
        Ok(_) => Err(Error::PassedOver {
            path: origin_of(entry.path()),
            reason: "not a regular file (a pipe, socket or device)".to_owned(),
        }),
        Err(reason) => Err(Error::Unreadable { path: entry.path().to_owned(), reason }),
    })
}

fn corpus_file(path: &Path, metadata: &Metadata) -> CorpusFile {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    CorpusFile {
        path: path.to_owned(),
        origin: origin_of(path),
        size: metadata.len(),
        modified: modified.and_then(|d| i64::try_from(d.as_nanos()).ok()).unwrap_or_default(),
    }
}

fn unreadable(error: &walkdir::Error) -> Error {
    let path = error.path().unwrap_or_else(|| Path::new("")).to_owned();
    let reason = match error.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::NotFound) => "no such file or folder".to_owned(),
        Some(std::io::ErrorKind::PermissionDenied) => {
            "permission denied; make it readable for this user, or leave it out".to_owned()
        }
        _ if error.loop_ancestor().is_some() => {
            "a symbolic link that leads back to its own folder".to_owned()
        }
        _ => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
    };
    Error::Unreadable { path, reason }
}

/// The path in one form: `/` between the parts, no `.`, no doubled separators. A name that is not Unicode
/// gets a mark made of its bytes, so that no two files share an origin.
fn origin_of(path: &Path) -> String {
    let mut origin = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                origin.push('/');
                continue;
            }
            _ => {}
        }
        if !origin.is_empty() && !origin.ends_with('/') {
            origin.push('/');
        }
        let name = part.as_os_str();
        match name.to_str() {
            Some(name) => origin.push_str(name),
            None => {
                let mark = xxh3_64(name.as_encoded_bytes());
                origin.push_str(&format!("{}~{mark:x}", name.to_string_lossy()));
            }
        }
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(root: &Path, options: &WalkOptions) -> Vec<String> {
        let cut = origin_of(root).len() + 1;
        walk(&[root.to_owned()], options).map(|file| file.unwrap().origin[cut..].to_owned()).collect()
    }

    #[test]
    fn sorted_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/.git")).unwrap();
        for name in ["b/2.txt", "b/1.txt", "a.md", ".DS_Store", "b/.git/x.txt", "c.bin"] {
            std::fs::write(root.join(name), "x").unwrap();
        }
        assert_eq!(origins(root, &WalkOptions::default()), ["a.md", "b/1.txt", "b/2.txt", "c.bin"]);
    }

    #[test]
    fn a_root_may_be_a_file_or_missing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".hidden.txt");
        std::fs::write(&file, "four").unwrap();
        let found: Vec<_> = walk(&[file, folder.path().join("nothing")], &WalkOptions::default()).collect();
        assert_eq!(found.len(), 2);
        assert!(matches!(&found[0], Ok(f) if f.size == 4 && f.modified > 0));
        assert!(found[1].as_ref().unwrap_err().to_string().contains("no such file"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("real")).unwrap();
        std::fs::write(root.join("real/x.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        assert_eq!(origins(root, &WalkOptions::default()), ["real/x.txt"]);
        assert_eq!(origins(root, &WalkOptions { follow_links: true }), ["link/x.txt", "real/x.txt"]);
        let through_root = walk(&[root.join("link")], &WalkOptions::default());
        assert_eq!(through_root.filter(Result::is_ok).count(), 1);
    }

    #[test]
    fn one_form_of_each_path() {
        assert_eq!(origin_of(Path::new("./corpus//2024/./x.txt")), "corpus/2024/x.txt");
        assert_eq!(origin_of(Path::new("/a/b")), "/a/b");
        assert_eq!(origin_of(Path::new("../a")), "../a");
    }
}
