//! The threads of a run, and what they hand to each other.
//!
//! Every thread does whatever comes next: a record that was admitted, else a file. Whoever has the turn admits; it never
//! waits for room but works itself, so nothing can come to a standstill.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::files::{digest, is_below, known_by, read, reason};
use super::ledger::{Ledger, Verdict};
use super::state::{Admitted, Reading, State, Task, size_of_text};
use super::{Failure, Finder, Options, Progress, Report, Watch};
use crate::article::Article;
use crate::corpus::{self, CorpusFile, WalkOptions};
use crate::dedupe::story_id;
use crate::document;
use crate::error::{Error, Result};
use crate::index::{IndexWriter, Manifest, Seen};

/// A run over `roots`; the report has no `articles` and `seconds` yet.
pub(super) fn run(
    roots: &[PathBuf],
    writer: IndexWriter,
    manifest: Manifest,
    options: &Options,
    finder: &Finder<'_>,
    watch: &Watch<'_>,
) -> Result<Report> {
    let below = |origin: &str| roots.iter().any(|root| is_below(origin, root));
    let walk = WalkOptions { follow_links: options.follow_links };
    let line = Line {
        state: Mutex::new(State::new(Box::new(corpus::walk(roots, &walk)))),
        news: Condvar::new(),
        ledger: Mutex::new(Ledger::new(manifest, below)),
        writer: RwLock::new(writer),
        last_commit: Mutex::new(Instant::now()),
        articles: AtomicU64::new(0),
        finder: *finder,
        stop: watch.stop,
        retry_failed: options.retry_failed,
        commit_every: options.commit_every,
        most_waiting: (options.memory / 64).max(1 << 20),
    };
    let all_bytes = AtomicU64::new(u64::MAX);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..options.threads.max(1)).map(|_| scope.spawn(|| line.work_on())).collect();
        let Some(progress) = watch.progress else { return };
        scope.spawn(|| {
            let sizes = corpus::walk(roots, &walk).take_while(|_| !watch.stop.load(Ordering::Relaxed));
            all_bytes.store(sizes.flatten().map(|file| file.size).sum(), Ordering::Relaxed);
        });
        while workers.iter().any(|worker| !worker.is_finished()) {
            progress(&line.progress(all_bytes.load(Ordering::Relaxed)));
            std::thread::park_timeout(Duration::from_millis(100));
        }
    });
    let stopped = watch.stop.load(Ordering::Relaxed);
    let mut writer = line.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut ledger = line.ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
    let state = line.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = state.error {
        return Err(error);
    }
    if stopped {
        ledger.settle();
    } else {
        let unread = |origin: &str| state.unwalked.iter().any(|path| is_below(origin, path));
        for id in ledger.end(|origin| options.prune && below(origin) && !unread(origin)) {
            writer.remove(id);
        }
    }
    if ledger.dirty {
        writer.commit(&ledger.manifest)?;
    }
    if !stopped {
        writer.finish()?;
    }
    let tally = ledger.tally;
    Ok(Report {
        added: tally.added,
        changed: tally.changed,
        unchanged: tally.unchanged,
        removed: tally.removed,
        duplicates: tally.duplicates,
        failed: state.failed,
        bytes: state.read_bytes,
        stopped,
        ..Report::default()
    })
}

struct Line<'a> {
    state: Mutex<State<'a>>,
    /// Told whenever the state changes in a way that someone may wait for.
    news: Condvar,
    ledger: Mutex<Ledger>,
    writer: RwLock<IndexWriter>,
    last_commit: Mutex<Instant>,
    articles: AtomicU64,
    finder: Finder<'a>,
    stop: &'a AtomicBool,
    retry_failed: bool,
    commit_every: Duration,
    /// Bytes of text that may wait: for their turn, and for a thread.
    most_waiting: usize,
}

impl<'a> Line<'a> {
    fn work_on(&self) {
        loop {
            match self.next_task() {
                Task::Record(record) => self.take_in(record),
                Task::Read(number, file) => {
                    let reading = self.read_ahead(&file);
                    let mut state = self.state();
                    state.reading -= 1;
                    state.read_ahead += reading.bytes();
                    state.read.insert(number, (file, reading));
                    drop(state);
                    self.admit_whose_turn_it_is();
                }
                Task::Stream(file) => {
                    self.stream(&file);
                    self.end_turn(&file, 0);
                    self.admit_whose_turn_it_is();
                }
                Task::End => return,
            }
        }
    }

    fn next_task(&self) -> Task {
        let mut state = self.state();
        loop {
            if state.error.is_some() {
                return Task::End;
            }
            if let Some(record) = state.take_record() {
                return Task::Record(record);
            }
            let stopped = self.stopped();
            if !stopped && let Some(task) = state.take_file(self.most_waiting) {
                return task;
            }
            if (stopped || state.walked) && state.at_rest() {
                self.news.notify_all();
                return Task::End;
            }
            state = self.wait(state);
        }
    }

    /// Reads a small file, unless it is known.
    fn read_ahead(&self, file: &CorpusFile) -> Reading {
        if self.ledger().met(&file.origin) {
            return Reading::Again;
        }
        match self.unchanged(file) {
            Some(seen) => Reading::Same(seen),
            None => self.read_whole(file),
        }
    }

    /// By what the file is known, where it is the one that the last run saw.
    fn unchanged(&self, file: &CorpusFile) -> Option<Seen> {
        let seen = {
            let ledger = self.ledger();
            let before = ledger.before(&file.origin)?;
            before.seen.filter(|_| before.faults.is_empty() || !self.retry_failed)?
        };
        if seen.size != file.size {
            return None;
        }
        if seen.modified == file.modified {
            return Some(seen);
        }
        let same = seen.digest != 0 && digest(&file.path).ok() == Some(seen.digest);
        same.then_some(Seen { modified: file.modified, ..seen })
    }

    fn read_whole(&self, file: &CorpusFile) -> Reading {
        let (mut records, mut faults) = (Vec::new(), Vec::new());
        let outcome = read(file, &mut |record| {
            match record {
                Ok(article) => records.push(article),
                Err(error) => faults.push(reason(error)),
            }
            ControlFlow::Continue(())
        });
        faults.extend(outcome.err().map(reason));
        Reading::Whole { records, faults, seen: known_by(file) }
    }

    fn admit_whose_turn_it_is(&self) {
        let mut state = self.state();
        while !state.admitting {
            let turn = state.turn;
            let Some((file, reading)) = state.read.remove(&turn) else { return };
            state.admitting = true;
            drop(state);
            let bytes = reading.bytes();
            self.admit(&file, reading);
            self.end_turn(&file, bytes);
            state = self.state();
        }
    }

    fn end_turn(&self, file: &CorpusFile, bytes: usize) {
        let mut state = self.state();
        state.turn += 1;
        state.admitting = false;
        state.read_ahead -= bytes;
        state.met_bytes += file.size;
        drop(state);
        self.news.notify_all();
    }

    fn admit(&self, file: &CorpusFile, reading: Reading) {
        match reading {
            Reading::Again => {}
            Reading::Same(seen) => {
                if !self.keep(file, seen) {
                    self.admit(file, self.read_whole(file));
                }
            }
            Reading::Whole { records, faults, seen } => {
                // Two ways may have led to it at once.
                if self.ledger().met(&file.origin) {
                    return;
                }
                self.ledger().open(&file.origin);
                for article in records {
                    self.admit_record(article);
                }
                self.close(file, seen, faults);
            }
        }
    }

    /// Takes over what the last run had of a file; false where it must be read all the same.
    fn keep(&self, file: &CorpusFile, seen: Seen) -> bool {
        let faults = {
            let mut ledger = self.ledger();
            let faults = ledger.before(&file.origin).map(|before| before.faults.clone()).unwrap_or_default();
            if !ledger.keep(&file.origin, seen) {
                return false;
            }
            faults
        };
        self.pass_over(file, faults);
        true
    }

    /// Takes a large file in, record by record; the caller has the turn.
    fn stream(&self, file: &CorpusFile) {
        if self.ledger().met(&file.origin) {
            return;
        }
        if let Some(seen) = self.unchanged(file)
            && self.keep(file, seen)
        {
            return;
        }
        self.ledger().open(&file.origin);
        let mut faults = Vec::new();
        let mut ended = true;
        let outcome = read(file, &mut |record| {
            match record {
                Ok(article) => self.admit_record(article),
                Err(error) => faults.push(reason(error)),
            }
            ended = !self.stopped() && self.state().error.is_none();
            if ended { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        faults.extend(outcome.err().map(reason));
        let seen = if ended { known_by(file) } else { None };
        self.close(file, seen, faults);
    }

    fn close(&self, file: &CorpusFile, seen: Option<Seen>, faults: Vec<String>) {
        self.ledger().close(&file.origin, seen, faults.clone());
        self.state().read_bytes += file.size;
        self.pass_over(file, faults);
    }

    fn pass_over(&self, file: &CorpusFile, reasons: Vec<String>) {
        let failures = reasons.into_iter().map(|reason| Failure { path: file.origin.clone(), reason });
        self.state().failed.extend(failures);
    }

    /// Decides on one record; the caller has the turn.
    fn admit_record(&self, mut article: Article) {
        let verdict = self.ledger().admit(&article);
        let Verdict::Put { id, replaces } = verdict else { return };
        article.id = id;
        let mut state = self.state();
        state.queued += size_of_text(&article);
        state.queue.push_back(Box::new(Admitted { article, replaces }));
        self.news.notify_one();
        while state.queued > self.most_waiting
            && let Some(record) = state.take_record()
        {
            drop(state);
            self.take_in(record);
            state = self.state();
        }
        drop(state);
        let since = self.last_commit.lock().unwrap_or_else(PoisonError::into_inner).elapsed();
        if since >= self.commit_every {
            self.commit();
        }
    }

    /// Makes what was admitted so far hold; the caller has the turn, so nothing is admitted meanwhile.
    fn commit(&self) {
        let mut state = self.state();
        loop {
            if let Some(record) = state.take_record() {
                drop(state);
                self.take_in(record);
                state = self.state();
            } else if state.working > 0 && state.error.is_none() {
                state = self.wait(state);
            } else {
                break;
            }
        }
        if state.error.is_some() {
            return;
        }
        drop(state);
        let mut ledger = self.ledger();
        ledger.settle();
        let committed = self.writer.write().unwrap_or_else(PoisonError::into_inner).commit(&ledger.manifest);
        drop(ledger);
        if let Err(error) = committed {
            self.give_up(error);
        }
        *self.last_commit.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Finds what a record names and puts it in.
    fn take_in(&self, record: Box<Admitted>) {
        let Admitted { article, replaces } = *record;
        // A text that the finder can't cope with is indexed by its words.
        let mentions =
            catch_unwind(AssertUnwindSafe(|| (self.finder.mentions)(&article))).unwrap_or_default();
        let story = story_id(&article.title, &article.body);
        let document = document::build(article, mentions, story, self.finder.name_of);
        let put = {
            let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
            if replaces {
                writer.remove(document.article.id);
            }
            writer.put(&document)
        };
        self.articles.fetch_add(1, Ordering::Relaxed);
        match put {
            Ok(()) => self.state().working -= 1,
            Err(error) => self.give_up(error),
        }
        self.news.notify_all();
    }

    fn give_up(&self, error: Error) {
        self.state().error.get_or_insert(error);
        self.news.notify_all();
    }

    fn progress(&self, all_bytes: u64) -> Progress {
        let state = self.state();
        Progress {
            files: state.met_files,
            articles: self.articles.load(Ordering::Relaxed),
            bytes: state.met_bytes,
            failed: state.failed.len() as u64,
            all_bytes: (all_bytes != u64::MAX).then_some(all_bytes),
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    // Nothing panics while it holds a lock; if something did all the same, the run would end with what it has.

    fn state(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&self, state: MutexGuard<'g, State<'a>>) -> MutexGuard<'g, State<'a>> {
        self.news.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}
