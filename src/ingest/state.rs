//! What waits, and for what: the state that the threads of a run share.

use std::collections::{BTreeMap, VecDeque};
use std::iter::Peekable;
use std::path::PathBuf;

use super::Failure;
use super::files::reason;
use crate::article::Article;
use crate::corpus::CorpusFile;
use crate::error::{Error, Result};
use crate::index::Seen;

/// Files of this many bytes and more are taken in record by record; smaller ones are read whole.
const LARGE: u64 = if cfg!(test) { 4 << 10 } else { 4 << 20 };

fn is_large(file: &CorpusFile) -> bool {
    // Packed text unpacks to several times its size.
    let least = if file.origin.ends_with(".gz") { LARGE / 16 } else { LARGE };
    file.size >= least
}

/// The state of a run. Whoever changes it tells the others.
pub(super) struct State<'a> {
    pub(super) files: Peekable<Box<dyn Iterator<Item = Result<CorpusFile>> + Send + 'a>>,
    /// The walk has come to its end.
    pub(super) walked: bool,
    /// Folders that could not be walked.
    pub(super) unwalked: Vec<PathBuf>,
    /// The number of the next file of the walk, and of the next one whose turn it is.
    pub(super) next: u64,
    pub(super) turn: u64,
    /// Files that are being read ahead of their turn.
    pub(super) reading: usize,
    /// Files that wait for their turn.
    pub(super) read: BTreeMap<u64, (CorpusFile, Reading)>,
    pub(super) read_ahead: usize,
    /// Someone has the turn.
    pub(super) admitting: bool,
    /// Records that wait for a thread.
    pub(super) queue: VecDeque<Box<Admitted>>,
    pub(super) queued: usize,
    /// Records that are worked on.
    pub(super) working: usize,
    pub(super) error: Option<Error>,
    pub(super) failed: Vec<Failure>,
    pub(super) met_files: u64,
    pub(super) met_bytes: u64,
    pub(super) read_bytes: u64,
}

/// What was made of a file ahead of its turn.
pub(super) enum Reading {
    /// Its bytes are those of the last run.
    Same(Seen),
    /// It was met before in this run.
    Again,
    /// It was read.
    Whole { records: Vec<Article>, faults: Vec<String>, seen: Option<Seen> },
}

pub(super) struct Admitted {
    pub(super) article: Article,
    pub(super) replaces: bool,
}

pub(super) enum Task {
    Record(Box<Admitted>),
    Read(u64, CorpusFile),
    Stream(CorpusFile),
    End,
}

impl<'a> State<'a> {
    pub(super) fn new(files: Box<dyn Iterator<Item = Result<CorpusFile>> + Send + 'a>) -> Self {
        Self {
            files: files.peekable(),
            walked: false,
            unwalked: Vec::new(),
            next: 0,
            turn: 0,
            reading: 0,
            read: BTreeMap::new(),
            read_ahead: 0,
            admitting: false,
            queue: VecDeque::new(),
            queued: 0,
            working: 0,
            error: None,
            failed: Vec::new(),
            met_files: 0,
            met_bytes: 0,
            read_bytes: 0,
        }
    }

    pub(super) fn take_record(&mut self) -> Option<Box<Admitted>> {
        let record = self.queue.pop_front()?;
        self.queued -= size_of_text(&record.article);
        self.working += 1;
        Some(record)
    }

    /// The next file, if one may be taken now.
    pub(super) fn take_file(&mut self, most_waiting: usize) -> Option<Task> {
        while !self.walked && (self.read_ahead < most_waiting || self.next == self.turn) {
            match self.files.peek() {
                None => self.walked = true,
                Some(Ok(file)) if file.size >= LARGE && (self.admitting || self.next != self.turn) => {
                    return None;
                }
                Some(_) => match self.files.next() {
                    Some(Ok(file)) => {
                        self.met_files += 1;
                        self.next += 1;
                        if is_large(&file) {
                            self.admitting = true;
                            return Some(Task::Stream(file));
                        }
                        self.reading += 1;
                        return Some(Task::Read(self.next - 1, file));
                    }
                    Some(Err(error)) => self.pass_over_folder(error),
                    None => self.walked = true,
                },
            }
        }
        None
    }

    pub(super) fn pass_over_folder(&mut self, error: Error) {
        let path = match &error {
            Error::Unreadable { path, .. } => path.clone(),
            Error::PassedOver { path, .. } => PathBuf::from(path),
            _ => PathBuf::new(),
        };
        let reason = reason(error);
        self.failed.push(Failure { path: path.to_string_lossy().into_owned(), reason });
        self.unwalked.push(path);
    }

    pub(super) fn at_rest(&self) -> bool {
        self.queue.is_empty()
            && self.working == 0
            && self.reading == 0
            && !self.admitting
            && self.read.is_empty()
    }
}

impl Reading {
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Same(_) | Self::Again => 0,
            Self::Whole { records, .. } => records.iter().map(size_of_text).sum(),
        }
    }
}

pub(super) fn size_of_text(article: &Article) -> usize {
    article.title.len() + article.body.len() + size_of::<Article>()
}
