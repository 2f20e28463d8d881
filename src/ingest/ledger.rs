//! Who has which id: decides for every record what becomes of it, in the order of the corpus, so that the same files give
//! the same articles whatever ran first.
//!
//! Two records may ask for one id. Where they hold the same text, the second is a duplicate; where they do not, the second
//! is kept under an id of its own. What the last run left in the index is kept where it would come out the same.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::article::{Article, ArticleId};
use crate::index::{FileEntry, Indexed, Manifest, Outcome, Record, Seen};

/// The state of a run.
pub(super) struct Ledger {
    /// What is in the index once everything admitted so far is put in.
    pub(super) manifest: Manifest,
    /// How many articles met which fate.
    pub(super) tally: Tally,
    /// Whether anything is otherwise than at the last commit.
    pub(super) dirty: bool,
    /// Content by id of what was in the index before the run.
    indexed: FxHashMap<u64, u64>,
    /// Text by id of what was admitted in this run.
    claimed: FxHashMap<u64, u64>,
    /// Id asked for and text of what was admitted under another id.
    renamed: FxHashSet<(u64, u64)>,
}

/// Numbers of articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) added: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
    pub(super) removed: u64,
    pub(super) duplicates: u64,
}

/// What is to be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Put it in under this id; where it `replaces`, take out what is there.
    Put { id: ArticleId, replaces: bool },
    /// It is in the index as it is.
    Keep,
    /// Another of this id and text is.
    Duplicate,
}

impl Ledger {
    /// Begins a run over what is `below` the folders given; files elsewhere keep what they have.
    pub(super) fn new(mut manifest: Manifest, below: impl Fn(&str) -> bool) -> Self {
        let mut indexed: FxHashMap<u64, u64> = manifest.leftover.iter().map(|(id, c)| (*id, *c)).collect();
        indexed.extend(manifest.files.values().flat_map(FileEntry::indexed).map(|i| (i.id, i.content)));
        manifest.unmet.append(&mut manifest.files);
        let elsewhere: Vec<String> = manifest.unmet.keys().filter(|origin| !below(origin)).cloned().collect();
        let mut ledger = Self {
            manifest,
            tally: Tally::default(),
            dirty: false,
            indexed,
            claimed: FxHashMap::default(),
            renamed: FxHashSet::default(),
        };
        for origin in elsewhere {
            let Some(entry) = ledger.manifest.unmet.remove(&origin) else { continue };
            for record in &entry.records {
                if let Outcome::Indexed(indexed) = record.outcome {
                    ledger.note(record.claim, record.text, indexed.id);
                }
            }
            ledger.manifest.files.insert(origin, entry);
        }
        ledger
    }

    /// What the last run knew of a file that was not met yet.
    pub(super) fn before(&self, origin: &str) -> Option<&FileEntry> {
        self.manifest.unmet.get(origin)
    }

    /// Whether the file was met in this run already, on another way through the folders.
    pub(super) fn met(&self, origin: &str) -> bool {
        self.manifest.files.contains_key(origin)
    }

    /// Takes over all that the last run had of a file whose bytes are the same. False where that would come out
    /// otherwise now, since its ids went to others or came free: then it must be read.
    pub(super) fn keep(&mut self, origin: &str, seen: Seen) -> bool {
        let Some(mut entry) = self.manifest.unmet.remove(origin) else { return false };
        let mut noted = Vec::new();
        let mut tally = self.tally;
        let same = entry.records.iter().all(|record| match record.outcome {
            Outcome::Duplicate => {
                tally.duplicates += 1;
                self.has(record.claim, record.text)
            }
            Outcome::Indexed(Indexed { id, content }) => {
                tally.unchanged += 1;
                let would_be =
                    if self.claimed.contains_key(&record.claim) { None } else { Some(record.claim) };
                let fits = !self.has(record.claim, record.text)
                    && !self.claimed.contains_key(&id)
                    && would_be.is_none_or(|would_be| would_be == id)
                    && self.indexed.get(&id) == Some(&content);
                if fits {
                    self.note(record.claim, record.text, id);
                    noted.push((record.claim, record.text, id));
                }
                fits
            }
        });
        if !same {
            for (claim, text, id) in noted {
                self.claimed.remove(&id);
                self.renamed.remove(&(claim, text));
            }
            self.manifest.unmet.insert(origin.to_owned(), entry);
            return false;
        }
        self.tally = tally;
        self.dirty |= entry.seen != Some(seen);
        entry.seen = Some(seen);
        self.manifest.files.insert(origin.to_owned(), entry);
        true
    }

    /// Begins a file that is read. Until [`Ledger::close`] it counts as not read to its end.
    pub(super) fn open(&mut self, origin: &str) {
        self.dirty = true;
        if let Some(entry) = self.manifest.unmet.remove(origin) {
            self.let_go(&entry);
        }
        self.manifest.files.insert(origin.to_owned(), FileEntry::default());
    }

    /// Decides on the next record of a file that is open.
    pub(super) fn admit(&mut self, article: &Article) -> Verdict {
        let (claim, text, content) = (article.id.0, text_of(article), content_of(article));
        let (outcome, verdict) = if self.has(claim, text) {
            self.tally.duplicates += 1;
            (Outcome::Duplicate, Verdict::Duplicate)
        } else {
            let mut id = claim;
            while self.claimed.contains_key(&id) {
                id = id_of_its_own(article, id);
            }
            self.note(claim, text, id);
            self.manifest.leftover.remove(&id);
            let verdict = match self.indexed.get(&id) {
                Some(before) if *before == content => {
                    self.tally.unchanged += 1;
                    Verdict::Keep
                }
                Some(_) => {
                    self.tally.changed += 1;
                    Verdict::Put { id: ArticleId(id), replaces: true }
                }
                None => {
                    self.tally.added += 1;
                    Verdict::Put { id: ArticleId(id), replaces: false }
                }
            };
            (Outcome::Indexed(Indexed { id, content }), verdict)
        };
        if let Some(entry) = self.manifest.files.get_mut(&article.origin.path) {
            entry.records.push(Record { claim, text, outcome });
        }
        verdict
    }

    /// Ends a file: `seen` is `None` where it must be read again in any case.
    pub(super) fn close(&mut self, origin: &str, seen: Option<Seen>, faults: Vec<String>) {
        if let Some(entry) = self.manifest.files.get_mut(origin) {
            entry.seen = seen;
            entry.faults = faults;
        }
    }

    /// Makes the manifest true before a commit in the middle of a run: what files that are not met yet lost to others is
    /// no longer theirs.
    pub(super) fn settle(&mut self) {
        for entry in self.manifest.unmet.values_mut() {
            let claimed = &self.claimed;
            let lost = |record: &Record| match record.outcome {
                Outcome::Indexed(indexed) => claimed.contains_key(&indexed.id),
                Outcome::Duplicate => false,
            };
            if entry.records.iter().any(lost) {
                entry.records.retain(|record| !lost(record));
                entry.seen = None;
            }
        }
    }

    /// Ends a run that met everything: the files that are `gone` are forgotten, the others that were not met stay as
    /// they are. Gives the ids that must leave the index.
    pub(super) fn end(&mut self, gone: impl Fn(&str) -> bool) -> Vec<ArticleId> {
        self.settle();
        let unmet = std::mem::take(&mut self.manifest.unmet);
        for (origin, entry) in unmet {
            if gone(&origin) {
                self.dirty = true;
                self.let_go(&entry);
            } else {
                self.manifest.files.insert(origin, entry);
            }
        }
        let leftover = std::mem::take(&mut self.manifest.leftover);
        self.tally.removed = leftover.len() as u64;
        self.dirty |= !leftover.is_empty();
        leftover.into_keys().map(ArticleId).collect()
    }

    fn let_go(&mut self, entry: &FileEntry) {
        for Indexed { id, content } in entry.indexed() {
            if !self.claimed.contains_key(&id) {
                self.manifest.leftover.insert(id, content);
            }
        }
    }

    fn has(&self, claim: u64, text: u64) -> bool {
        self.claimed.get(&claim) == Some(&text) || self.renamed.contains(&(claim, text))
    }

    fn note(&mut self, claim: u64, text: u64, id: u64) {
        self.claimed.insert(id, text);
        if id != claim {
            self.renamed.insert((claim, text));
        }
    }
}

fn id_of_its_own(article: &Article, taken: u64) -> u64 {
    let mut hash = Xxh3::with_seed(taken);
    hash.update(article.origin.path.as_bytes());
    hash.update(&article.origin.record.unwrap_or(u64::MAX).to_le_bytes());
    hash.digest()
}

fn text_of(article: &Article) -> u64 {
    xxh3_64(article.body.as_bytes()).rotate_left(1) ^ xxh3_64(article.title.as_bytes())
}

/// Changes with everything that is indexed or shown of an article.
fn content_of(article: &Article) -> u64 {
    let mut hash = Xxh3::new();
    let mut part = |text: Option<&str>| {
        hash.update(&text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        hash.update(text.unwrap_or_default().as_bytes());
    };
    part(Some(&article.origin.path));
    part(Some(&article.title));
    part(Some(&article.body));
    part(article.published.map(|date| date.to_string()).as_deref());
    for value in [
        &article.external_id,
        &article.outlet,
        &article.agency,
        &article.byline,
        &article.place,
        &article.language,
        &article.url,
        &article.genre,
        &article.section,
    ] {
        part(value.as_deref());
    }
    hash.update(&article.origin.record.unwrap_or(u64::MAX).to_le_bytes());
    hash.update(&[article.published_from as u8]);
    hash.digest()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Origin, PublishedFrom};

    /// By path, the records of a file: the id that each asks for, and its text.
    type Corpus = BTreeMap<String, Vec<(u64, u8)>>;

    /// What is in the index: content by id.
    type Stacks = BTreeMap<u64, u64>;

    fn article(path: &str, record: usize, claim: u64, text: u8) -> Article {
        Article {
            id: ArticleId(claim),
            external_id: None,
            origin: Origin { path: path.to_owned(), record: Some(record as u64) },
            title: String::new(),
            body: text.to_string(),
            published: None,
            published_from: PublishedFrom::None,
            outlet: None,
            agency: None,
            byline: None,
            place: None,
            language: None,
            url: None,
            genre: None,
            section: None,
        }
    }

    /// A run over `corpus` as the line of work does it, killed after `most` records where that is given.
    fn run(
        manifest: Manifest,
        corpus: &Corpus,
        stacks: &mut Stacks,
        most: Option<usize>,
    ) -> (Manifest, Tally) {
        let mut ledger = Ledger::new(manifest, |_| true);
        let mut admitted = 0;
        for (path, records) in corpus {
            let seen = Seen {
                size: records.len() as u64,
                modified: 0,
                digest: xxh3_64(format!("{records:?}").as_bytes()),
            };
            let known = ledger.before(path).is_some_and(|before| before.seen == Some(seen));
            if known && ledger.keep(path, seen) {
                continue;
            }
            ledger.open(path);
            for (number, (claim, text)) in records.iter().enumerate() {
                if most.is_some_and(|most| admitted >= most) {
                    ledger.settle();
                    return (ledger.manifest, ledger.tally);
                }
                admitted += 1;
                let article = article(path, number, *claim, *text);
                match ledger.admit(&article) {
                    Verdict::Put { id, replaces } => {
                        assert_eq!(stacks.insert(id.0, content_of(&article)).is_some(), replaces);
                    }
                    Verdict::Keep => assert!(stacks.values().any(|content| *content == content_of(&article))),
                    Verdict::Duplicate => {}
                }
            }
            ledger.close(path, Some(seen), Vec::new());
        }
        for id in ledger.end(|_| true) {
            assert!(stacks.remove(&id.0).is_some());
        }
        (ledger.manifest, ledger.tally)
    }

    fn held(manifest: &Manifest) -> Stacks {
        let files = manifest.files.values().chain(manifest.unmet.values());
        let mut held = manifest.leftover.clone();
        for indexed in files.flat_map(FileEntry::indexed) {
            assert_eq!(held.insert(indexed.id, indexed.content), None, "an id is held twice");
        }
        held
    }

    /// As it is written and read again.
    fn written(mut manifest: Manifest) -> Manifest {
        manifest.files.append(&mut manifest.unmet);
        manifest
    }

    fn corpus() -> impl Strategy<Value = Corpus> {
        btree_map("[a-d]", vec((0u64..4, 0u8..3), 0..4), 0..4)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn runs_on_a_changing_corpus_end_like_a_fresh_one(
            states in vec((corpus(), proptest::option::of(0usize..8)), 1..5),
        ) {
            let (mut manifest, mut stacks) = (Manifest::default(), Stacks::new());
            for (corpus, killed_after) in &states {
                let (after, tally) = run(manifest, corpus, &mut stacks, *killed_after);
                prop_assert_eq!(held(&after), stacks.clone());
                if killed_after.is_none() {
                    let mut fresh = Stacks::new();
                    let (expected, fresh_tally) = run(Manifest::default(), corpus, &mut fresh, None);
                    prop_assert_eq!(&stacks, &fresh);
                    prop_assert_eq!(&after, &expected);
                    prop_assert_eq!(tally.added + tally.changed + tally.unchanged, fresh_tally.added);
                    prop_assert_eq!(tally.duplicates, fresh_tally.duplicates);
                }
                manifest = written(after);
            }
        }

        #[test]
        fn the_second_run_changes_nothing(corpus in corpus()) {
            let mut stacks = Stacks::new();
            let (manifest, first) = run(Manifest::default(), &corpus, &mut stacks, None);
            let (again, second) = run(manifest.clone(), &corpus, &mut stacks, None);
            prop_assert_eq!(again, manifest);
            prop_assert_eq!(second, Tally { added: 0, unchanged: first.added, ..first });
        }
    }

    #[test]
    fn nothing_is_lost_to_a_shared_id() {
        let corpus = Corpus::from([
            ("a".to_owned(), vec![(1, 10), (1, 11), (1, 10)]),
            ("b".to_owned(), vec![(1, 11), (2, 10)]),
        ]);
        let mut stacks = Stacks::new();
        let (_, tally) = run(Manifest::default(), &corpus, &mut stacks, None);
        assert_eq!(stacks.len(), 3);
        assert_eq!(tally, Tally { added: 3, duplicates: 2, ..Tally::default() });
    }

    #[test]
    fn a_duplicate_takes_the_place_of_what_is_gone() {
        let both = Corpus::from([("a".to_owned(), vec![(1, 0)]), ("b".to_owned(), vec![(1, 0)])]);
        let one = Corpus::from([("b".to_owned(), vec![(1, 0)])]);
        let mut stacks = Stacks::new();
        let (manifest, _) = run(Manifest::default(), &both, &mut stacks, None);
        let (manifest, tally) = run(manifest, &one, &mut stacks, None);
        assert_eq!(tally, Tally { changed: 1, ..Tally::default() });
        assert_eq!(held(&manifest), Stacks::from([(1, content_of(&article("b", 0, 1, 0)))]));
    }

    #[test]
    fn files_elsewhere_keep_what_they_have() {
        let mut stacks = Stacks::new();
        let elsewhere = Corpus::from([("z".to_owned(), vec![(1, 0)])]);
        let (manifest, _) = run(Manifest::default(), &elsewhere, &mut stacks, None);
        let mut ledger = Ledger::new(manifest, |origin| origin == "a");
        ledger.open("a");
        assert_eq!(ledger.admit(&article("a", 0, 1, 0)), Verdict::Duplicate);
        assert!(ledger.end(|_| true).is_empty());
        assert_eq!(ledger.manifest.files.len(), 2);
    }
}
