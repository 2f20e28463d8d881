//! How documents get into an index: one writer at a time, and commits that hold together with their manifest.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::schema::document::Document as Fielded;
use tantivy::{TantivyDocument, Term};

use super::manifest::Manifest;
use super::schema::Fields;
use super::stamp::Stamp;
use super::{open_generation, store};
use crate::article::ArticleId;
use crate::document::Document;
use crate::error::{Error, Result};

const LOCK: &str = "writer.lock";

/// The least that the engine works with, for each of its threads.
const LEAST_ARENA: usize = 16 << 20;

/// How many segments a run may leave behind: each costs every search a little.
const SEGMENTS_LEFT: usize = 4;

/// How an index is written.
#[derive(Debug, Clone, Copy)]
pub struct WriterOptions {
    /// Memory for the parts of the index that are not on disk yet, in bytes.
    pub memory: usize,
    /// Threads that cut words.
    pub threads: usize,
    /// Begin anew; the index that is there holds until [`IndexWriter::finish`].
    pub full: bool,
}

/// An index that is open for writing. What was put in counts from the next commit on.
pub struct IndexWriter {
    dir: PathBuf,
    stamp: Stamp,
    /// It does not hold yet: another generation does.
    hidden: bool,
    /// Held as long as this lives; the system lets go of it however the process ends.
    _lock: File,
    engine: tantivy::IndexWriter<Load>,
    fields: Fields,
    waiting: Arc<Waiting>,
}

impl IndexWriter {
    /// Opens the index in `dir`, or begins one, and says what is in it.
    ///
    /// # Errors
    ///
    /// [`Error::Locked`] where another process writes it, [`Error::OtherVersion`] where it was shaped otherwise than
    /// `stamp` says (unless it is begun anew), [`Error::Damaged`], or what the system says.
    pub fn open(dir: &Path, stamp: &Stamp, options: &WriterOptions) -> Result<(Self, Manifest)> {
        let failed = |e: std::io::Error| Error::Unwritable { path: dir.to_owned(), reason: e.to_string() };
        std::fs::create_dir_all(dir).map_err(failed)?;
        let lock = lock(dir)?;
        let there = match Stamp::read(dir) {
            Err(_) if options.full => Some(Stamp { generation: newest_generation(dir), ..stamp.clone() }),
            there => there?,
        };
        let holding = there.as_ref().map(|there| there.generation.clone());
        let stamp = match there {
            Some(there) if options.full => {
                let stamp = Stamp { generation: after(&there.generation), ..stamp.clone() };
                begin(&dir.join(&stamp.generation))?;
                stamp
            }
            Some(there) if there.authority != stamp.authority => {
                return Err(Error::OtherVersion { dir: dir.to_owned(), what: "another list of officials" });
            }
            Some(there) => there,
            // Nothing holds yet, so what is committed first shall.
            None => {
                let stamp = Stamp { generation: after(&newest_generation(dir)), ..stamp.clone() };
                begin(&dir.join(&stamp.generation))?;
                stamp.write(dir).map_err(failed)?;
                stamp
            }
        };
        forget_generations(dir, &[Some(&stamp.generation), holding.as_ref()]).map_err(failed)?;
        let generation = dir.join(&stamp.generation);
        let (index, fields) = open_generation(&generation)?;
        let manifest = match index.load_metas()?.payload {
            Some(name) => Manifest::read(&generation, &name)?,
            None => Manifest::default(),
        };
        let threads = options.threads.clamp(1, 8);
        let arena = (options.memory / threads).clamp(LEAST_ARENA, 1 << 30);
        let engine = index.writer_with_options(
            IndexWriterOptions::builder()
                .num_worker_threads(threads)
                .memory_budget_per_thread(arena)
                .num_merge_threads(1)
                .build(),
        )?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(6);
        policy.set_del_docs_ratio_before_merge(0.3);
        engine.set_merge_policy(Box::new(policy));
        let waiting = Arc::new(Waiting { most: (options.memory / 16).max(1 << 20), ..Waiting::default() });
        let hidden = holding.is_some_and(|holding| holding != stamp.generation);
        Ok((Self { dir: dir.to_owned(), stamp, hidden, _lock: lock, engine, fields, waiting }, manifest))
    }

    /// Puts a document in; its id must not be in the index. Waits while too much is under way.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`], after which nothing more can be written.
    pub fn put(&self, document: &Document) -> Result<()> {
        let fields = store::fields_of(document, &self.fields);
        let bytes = 2 * (document.article.title.len() + document.article.body.len()) + 2048;
        self.waiting.begin(bytes);
        self.engine.add_document(Load { fields, bytes, waiting: Arc::clone(&self.waiting) })?;
        Ok(())
    }

    /// Takes the article of this id out.
    pub fn remove(&self, id: ArticleId) {
        self.engine.delete_term(Term::from_field_u64(self.fields.id, id.0));
    }

    /// Makes everything so far hold, together with `manifest`.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`] or [`Error::Unwritable`]; the commit before holds on.
    pub fn commit(&mut self, manifest: &Manifest) -> Result<()> {
        let dir = self.dir.join(&self.stamp.generation);
        let mut prepared = self.engine.prepare_commit()?;
        let name = format!("manifest-{}", prepared.opstamp());
        manifest
            .write(&dir, &name)
            .map_err(|e| Error::Unwritable { path: dir.join(&name), reason: e.to_string() })?;
        prepared.set_payload(&name);
        prepared.commit()?;
        // An older manifest that stays is only a little room on the disk.
        let _ = forget_files(&dir, |other| other.starts_with("manifest-") && other != name);
        Ok(())
    }

    /// Ends the writing: small parts are merged, and an index that was begun anew takes the place of the old one.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`] or [`Error::Unwritable`]; what was committed holds.
    pub fn finish(self) -> Result<()> {
        let index = self.engine.index().clone();
        // What the engine merges by itself must have ended before the rest can be chosen.
        self.engine.wait_merging_threads()?;
        merge_smallest(&index)?;
        let failed = |e: std::io::Error| Error::Unwritable { path: self.dir.clone(), reason: e.to_string() };
        if self.hidden {
            self.stamp.write(&self.dir).map_err(failed)?;
        }
        forget_generations(&self.dir, &[Some(&self.stamp.generation)]).map_err(failed)
    }
}

/// Merges the smallest segments where there are many.
fn merge_smallest(index: &tantivy::Index) -> Result<()> {
    let mut segments = index.searchable_segment_metas()?;
    if segments.len() <= SEGMENTS_LEFT {
        return Ok(());
    }
    segments.sort_by_key(|segment| std::cmp::Reverse(segment.num_docs()));
    let smallest: Vec<_> = segments[SEGMENTS_LEFT - 1..].iter().map(|segment| segment.id()).collect();
    let mut engine: tantivy::IndexWriter<Load> = index.writer_with_num_threads(1, LEAST_ARENA)?;
    engine.set_merge_policy(Box::new(NoMergePolicy));
    engine.merge(&smallest).wait()?;
    Ok(engine.wait_merging_threads()?)
}

/// A document on its way into the engine, counted as long as it waits there.
struct Load {
    fields: TantivyDocument,
    bytes: usize,
    waiting: Arc<Waiting>,
}

impl Drop for Load {
    fn drop(&mut self) {
        self.waiting.end(self.bytes);
    }
}

impl Fielded for Load {
    type Value<'a> = <TantivyDocument as Fielded>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Fielded>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.fields.iter_fields_and_values()
    }
}

/// The engine's own queue is bounded by documents, and some documents are books: this one is by bytes.
#[derive(Default)]
struct Waiting {
    bytes: Mutex<usize>,
    less: Condvar,
    most: usize,
}

impl Waiting {
    fn begin(&self, bytes: usize) {
        let mut waiting = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > self.most {
            waiting = self.less.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting += bytes;
    }

    fn end(&self, bytes: usize) {
        *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.less.notify_all();
    }
}

fn lock(dir: &Path) -> Result<File> {
    let path = dir.join(LOCK);
    let failed = |e: std::io::Error| Error::Unwritable { path: path.clone(), reason: e.to_string() };
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            // The number is only for the message.
            let _ = file.read_to_string(&mut pid);
            return Err(Error::Locked { dir: dir.to_owned(), pid: pid.trim().to_owned() });
        }
        Err(TryLockError::Error(e)) => return Err(failed(e)),
    }
    file.rewind().map_err(failed)?;
    file.set_len(0).map_err(failed)?;
    writeln!(file, "{}", std::process::id()).map_err(failed)?;
    Ok(file)
}

fn begin(generation: &Path) -> Result<()> {
    let failed = |e: std::io::Error| Error::Unwritable { path: generation.to_owned(), reason: e.to_string() };
    if generation.exists() {
        std::fs::remove_dir_all(generation).map_err(failed)?;
    }
    std::fs::create_dir(generation).map_err(failed)?;
    tantivy::Index::create_in_dir(generation, super::schema::schema().0)?;
    Ok(())
}

/// `g8` after `g7`.
fn after(generation: &str) -> String {
    format!("g{}", number_of(generation).unwrap_or(0) + 1)
}

fn number_of(generation: &str) -> Option<u64> {
    generation.strip_prefix('g')?.parse().ok()
}

fn newest_generation(dir: &Path) -> String {
    let names = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let newest = names.filter_map(|name| number_of(name.to_str()?)).max().unwrap_or(0);
    format!("g{newest}")
}

/// Removes what earlier runs left behind: generations that hold no more, or never came to hold.
fn forget_generations(dir: &Path, keep: &[Option<&String>]) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| number_of(name).is_some()) else { continue };
        if keep.iter().flatten().any(|kept| *kept == name) {
            continue;
        }
        if entry.path().join("meta.json").exists() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            // Only where it is empty: what is in it otherwise is not ours.
            let _ = std::fs::remove_dir(entry.path());
        }
    }
    Ok(())
}

fn forget_files(dir: &Path, forget: impl Fn(&str) -> bool) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(&forget) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
