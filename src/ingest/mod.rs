//! The line of work: files of the corpus are read, what they name is found, and the index takes it up.
//!
//! Files are read by all threads, each ahead of its turn as far as memory allows; records are admitted in the order of the
//! corpus by one thread at a time (`ledger.rs`); what was admitted is worked on by all threads again (`line.rs`). So one file
//! of a million records keeps all threads busy, as a million files of one record do.

mod files;
mod ledger;
mod line;
mod state;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::article::Article;
use crate::entity::{EntityId, Mention};
use crate::error::{Error, Result};
use crate::index::{Index, IndexWriter, Stamp, WriterOptions};

/// How a corpus is taken into an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Threads that read and find.
    pub threads: usize,
    /// Memory for the whole run, in bytes; more than 64 MB are needed in any case.
    pub memory: usize,
    /// Begin the index anew.
    pub full: bool,
    /// Forget articles of files that are gone.
    pub prune: bool,
    /// Read files again that could not be read, though they did not change.
    pub retry_failed: bool,
    /// Follow symbolic links.
    pub follow_links: bool,
    /// Time between commits. Each costs a part of the index, which is merged later; the lack of one costs what was done
    /// since, should the power fail.
    pub commit_every: Duration,
}

impl Default for Options {
    /// All cores, 512 MB, only what changed, a commit a minute.
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            memory: 512 << 20,
            full: false,
            prune: true,
            retry_failed: false,
            follow_links: false,
            commit_every: Duration::from_secs(60),
        }
    }
}

/// How entities get into a document.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    /// What an article names.
    pub mentions: &'a (dyn Fn(&Article) -> Vec<Mention> + Sync),
    /// How an entity is shown that only an office names.
    pub name_of: &'a (dyn Fn(&EntityId) -> Option<Arc<str>> + Sync),
}

/// By what a run is followed and stopped.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Called about ten times a second.
    pub progress: Option<&'a dyn Fn(&Progress)>,
    /// Set it, and what is under way is ended and committed.
    pub stop: &'a AtomicBool,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files met.
    pub files: u64,
    /// Articles taken into the index.
    pub articles: u64,
    /// Bytes of the files met.
    pub bytes: u64,
    /// Files and records that could not be read.
    pub failed: u64,
    /// Bytes of the whole corpus, once known.
    pub all_bytes: Option<u64>,
}

/// What a run did, in articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// New in the index.
    pub added: u64,
    /// In the index before, and otherwise now.
    pub changed: u64,
    /// In the index before, and the same now.
    pub unchanged: u64,
    /// No longer in the index.
    pub removed: u64,
    /// Records with the id and text of another.
    pub duplicates: u64,
    /// Files and records that were passed over, by path.
    pub failed: Vec<Failure>,
    /// In the index now.
    pub articles: u64,
    /// Time it took.
    pub seconds: f64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Whether it was stopped before its end.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
}

/// Something that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Failure {
    /// Which file.
    pub path: String,
    /// Why, and which record of it.
    pub reason: String,
}

/// Takes the files at and below `roots` into the index in `dir`, which is begun where there is none.
///
/// # Errors
///
/// Where a root is not there, and all of [`IndexWriter::open`] and [`IndexWriter::commit`]. A file that can't be read
/// is no error but a line of the report.
pub fn run(
    roots: &[PathBuf],
    dir: &Path,
    stamp: &Stamp,
    options: &Options,
    finder: &Finder<'_>,
    watch: &Watch<'_>,
) -> Result<Report> {
    let began = Instant::now();
    for root in roots {
        if let Err(e) = std::fs::metadata(root) {
            return Err(Error::Unreadable { path: root.clone(), reason: e.to_string() });
        }
    }
    let writer_options =
        WriterOptions { memory: options.memory / 3, threads: options.threads, full: options.full };
    let (writer, manifest) = IndexWriter::open(dir, stamp, &writer_options)?;
    let mut report = line::run(roots, writer, manifest, options, finder, watch)?;
    report.failed.sort();
    report.articles = Index::open(dir)?.articles();
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::index::Manifest;

    /// A corpus of a folder and the index beside it.
    struct Archive {
        folder: tempfile::TempDir,
    }

    impl Archive {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            std::fs::create_dir(folder.path().join("corpus")).unwrap();
            Self { folder }
        }

        fn corpus(&self) -> PathBuf {
            self.folder.path().join("corpus")
        }

        fn index(&self) -> PathBuf {
            self.folder.path().join("index")
        }

        /// Writes a `.jsonl` of records, each with its id and a text.
        fn write(&self, name: &str, records: impl IntoIterator<Item = (u32, String)>) {
            let lines = records.into_iter().map(|(id, text)| {
                format!("{{\"id\": \"{id}\", \"title\": \"Talks {id}\", \"body\": \"{text}\", \"outlet\": \"The Courier\"}}\n")
            });
            std::fs::write(self.corpus().join(name), lines.collect::<String>()).unwrap();
        }

        fn run_with(
            &self,
            options: &Options,
            stop: &AtomicBool,
            mentions: &(dyn Fn(&Article) -> Vec<Mention> + Sync),
        ) -> Result<Report> {
            let finder = Finder { mentions, name_of: &|_| None };
            let watch = Watch { progress: None, stop };
            run(&[self.corpus()], &self.index(), &Stamp::new(1), options, &finder, &watch)
        }

        fn run(&self) -> Report {
            let options = Options { threads: 2, memory: 64 << 20, ..Options::default() };
            self.run_with(&options, &AtomicBool::new(false), &|_| Vec::new()).unwrap()
        }

        fn manifest(&self) -> Manifest {
            Index::open(&self.index()).unwrap().manifest().unwrap()
        }
    }

    fn text(number: u32) -> String {
        format!("Envoys of both sides met for round {number} of the talks on the river border. ").repeat(3)
    }

    /// Some 80 articles in files of which one is taken in record by record.
    fn archive() -> Archive {
        let archive = Archive::new();
        archive.write("a.jsonl", (0..60).map(|n| (n, text(n))));
        archive.write("b.jsonl", (50..70).map(|n| (n, text(n))));
        archive.write("c.jsonl", (60..80).map(|n| (n, text(n % 64))));
        archive.write("d.jsonl", [(90, text(90))]);
        archive
    }

    #[test]
    fn a_second_run_changes_nothing_and_commits_nothing() {
        let archive = archive();
        let first = archive.run();
        assert_eq!((first.added, first.articles, first.failed.len()), (first.articles, first.added, 0));
        assert!(first.articles >= 81 && first.duplicates > 0, "{first:?}");
        let manifest = archive.manifest();
        let second = archive.run();
        assert_eq!((second.added, second.changed, second.removed, second.bytes), (0, 0, 0, 0));
        assert_eq!((second.unchanged, second.duplicates), (first.added, first.duplicates));
        assert_eq!(archive.manifest(), manifest);
    }

    #[test]
    fn what_changed_is_replaced_and_what_is_gone_is_removed() {
        let archive = archive();
        let first = archive.run();
        std::fs::remove_file(archive.corpus().join("d.jsonl")).unwrap();
        archive.write("e.jsonl", [(91, text(91)), (92, text(92))]);
        archive.write("a.jsonl", (0..59).map(|n| (n, if n == 7 { text(700) } else { text(n) })));
        let second = archive.run();
        // Article 59 comes from `b.jsonl` now.
        assert_eq!((second.added, second.changed, second.removed), (2, 2, 1), "{second:?}");
        let fresh = Archive { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(fresh.corpus()).unwrap();
        for entry in std::fs::read_dir(archive.corpus()).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, fresh.corpus().join(path.file_name().unwrap())).unwrap();
        }
        assert_eq!(fresh.run().articles, second.articles);
        assert_eq!(second.articles, first.articles + 1);
    }

    #[test]
    fn threads_make_no_difference() {
        let archive = archive();
        let one = archive.run();
        let ids =
            |manifest: Manifest| manifest.files.into_values().map(|entry| entry.records).collect::<Vec<_>>();
        let before = ids(archive.manifest());
        for threads in [1, 3, 8] {
            let options = Options { threads, full: true, memory: 64 << 20, ..Options::default() };
            let again = archive.run_with(&options, &AtomicBool::new(false), &|_| Vec::new()).unwrap();
            assert_eq!((again.added, again.duplicates), (one.added, one.duplicates));
            assert_eq!(ids(archive.manifest()), before);
        }
        assert_eq!(
            std::fs::read_dir(archive.index()).unwrap().count(),
            3,
            "one generation, its stamp, the lock"
        );
    }

    #[test]
    fn a_stopped_run_is_taken_up_again() {
        let archive = archive();
        let (stop, met) = (AtomicBool::new(false), AtomicUsize::new(0));
        let options = Options { threads: 2, memory: 64 << 20, ..Options::default() };
        let report = archive.run_with(&options, &stop, &|_| {
            stop.store(
                met.fetch_add(1, Ordering::Relaxed) == 20 || stop.load(Ordering::Relaxed),
                Ordering::Relaxed,
            );
            Vec::new()
        });
        let report = report.unwrap();
        assert!(report.stopped && report.articles > 0, "{report:?}");
        let rest = archive.run();
        assert_eq!(rest.unchanged, report.articles);
        let fresh = self::archive().run();
        assert_eq!(rest.articles, fresh.articles);
    }

    #[test]
    fn a_bad_file_is_a_line_of_the_report_until_it_changes() {
        let archive = archive();
        std::fs::write(archive.corpus().join("broken.jsonl"), "{\"id\": 1, \"title\": \"never en").unwrap();
        for _ in 0..2 {
            let report = archive.run();
            assert_eq!(report.failed.len(), 1, "{report:?}");
            assert!(report.failed[0].path.ends_with("corpus/broken.jsonl"));
        }
        archive.write("broken.jsonl", [(1000, text(1000))]);
        let report = archive.run();
        assert_eq!((report.added, report.failed.len()), (1, 0));
    }

    #[test]
    fn an_article_that_the_finder_cannot_cope_with_is_indexed_all_the_same() {
        let archive = archive();
        let options = Options { threads: 1, memory: 64 << 20, ..Options::default() };
        let report = archive.run_with(&options, &AtomicBool::new(false), &|article| {
            assert!(!article.title.ends_with("13"), "thirteen is too much");
            Vec::new()
        });
        assert_eq!(report.unwrap().articles, self::archive().run().articles);
    }

    #[test]
    fn one_writes_at_a_time() {
        let archive = archive();
        archive.run();
        let options = WriterOptions { memory: 32 << 20, threads: 1, full: false };
        let held = IndexWriter::open(&archive.index(), &Stamp::new(1), &options).unwrap();
        let second = archive.run_with(&Options::default(), &AtomicBool::new(false), &|_| Vec::new());
        let Err(Error::Locked { pid, .. }) = second else { panic!("{second:?}") };
        assert_eq!(pid, std::process::id().to_string());
        drop(held);
        archive.run();
    }

    #[test]
    fn another_authority_asks_for_a_rebuild() {
        let archive = archive();
        let first = archive.run();
        let finder = Finder { mentions: &|_| Vec::new(), name_of: &|_| None };
        let stop = AtomicBool::new(false);
        let watch = Watch { progress: None, stop: &stop };
        let again = |full| {
            let options = Options { full, memory: 64 << 20, ..Options::default() };
            run(&[archive.corpus()], &archive.index(), &Stamp::new(2), &options, &finder, &watch)
        };
        assert!(matches!(again(false), Err(Error::OtherVersion { .. })));
        assert_eq!(again(true).unwrap().added, first.added);
        assert_eq!(again(false).unwrap().unchanged, first.added);
    }
}
