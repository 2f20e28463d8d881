//! The people of an article: everyone named in full, and what single words stand for.

use super::EntityId;
use super::EntityKind;
use super::authority::{CountryCode, Official};
use super::lexicon::{Lexicon, class};
use super::names::{self, NameKey};
use super::scan::Scan;
use super::text::flag;
use super::words::Head;

/// A person of the article.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Hashes of the words of the longest form, without hyphens.
    pub(crate) words: Vec<u64>,
    /// The longest form met.
    pub(crate) name: String,
    /// The family name stands first.
    pub(crate) eastern: bool,
    /// Who it is in the authority.
    pub(crate) official: Option<&'static Official>,
    pub(crate) office: Option<String>,
    pub(crate) head: Option<Head>,
    pub(crate) public: bool,
    /// The text says that the office is no longer held.
    pub(crate) former: bool,
    pub(crate) country: Option<CountryCode>,
    pub(crate) ministry: Option<EntityId>,
    /// Where it was named last, as the body is read.
    pub(crate) last: Option<usize>,
    /// What all its spellings have in common.
    key: Option<NameKey>,
    /// Only the byline names it.
    pub(crate) hinted: bool,
}

impl Person {
    pub(crate) fn kind(&self) -> EntityKind {
        if self.public || self.official.is_some() { EntityKind::Official } else { EntityKind::Person }
    }

    fn surname(&self) -> Option<u64> {
        if self.eastern { self.words.first().copied() } else { self.words.last().copied() }
    }

    /// Whether one word can stand for the whole name.
    fn answers_to(&self, word: u64) -> bool {
        self.surname() == Some(word)
            || self.eastern && self.words.last() == Some(&word) && self.words.len() > 1
    }
}

/// The people of an article, in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<Person>,
}

/// Reads a name into its words, without hyphens and titles.
pub(crate) fn words_of(scan: &Scan<'_>, start: usize, end: usize) -> Vec<u64> {
    let name = scan.tokens.get(start..end).unwrap_or_default();
    name.iter().filter(|t| t.is(flag::WORD)).map(|t| t.hash).collect()
}

impl People {
    /// The person of a full name (two words or more); made where it is new.
    pub(crate) fn full(&mut self, scan: &Scan<'_>, start: usize, end: usize) -> usize {
        let words = words_of(scan, start, end);
        if let Some(known) = self.list.iter().position(|person| same_words(person, &words)) {
            let person = &mut self.list[known];
            if words.len() > person.words.len() || person.hinted {
                person.name = tidy(scan.span(start, end));
                person.words = words;
                person.hinted = false;
            }
            return known;
        }
        // `Zelenskyy` and `Zelensky` are one.
        let key = (words.len() > 1).then(|| names::key(scan.span(start, end)));
        if key.is_some()
            && let Some(known) = self.list.iter().position(|person| person.key == key)
        {
            return known;
        }
        let eastern = scan.has(start, class::EASTERN) && end - start >= 2 && !western_given(scan, start, end);
        self.list.push(Person {
            eastern,
            name: tidy(scan.span(start, end)),
            words,
            official: None,
            office: None,
            head: None,
            public: false,
            former: false,
            country: None,
            ministry: None,
            last: None,
            key,
            hinted: false,
        });
        self.list.len() - 1
    }

    /// The person of exactly these words, two or more.
    pub(crate) fn of_words(&self, words: &[u64]) -> Option<usize> {
        (words.len() > 1).then(|| self.list.iter().position(|person| person.words == words)).flatten()
    }

    /// Someone whom the text means without a name.
    pub(crate) fn add_official(&mut self, lexicon: &Lexicon, official: &'static Official) -> usize {
        let scan = Scan::new(lexicon, super::Part::Body, official.name, super::extract::TODAY);
        let at = self.full(&scan, 0, scan.len());
        if let Some(person) = self.list.get_mut(at) {
            person.official = Some(official);
            person.public = true;
        }
        at
    }

    /// A name from outside the text that explains a surname in it.
    pub(crate) fn hint(&mut self, lexicon: &Lexicon, name: &str) {
        let turned = match name.split_once(',') {
            Some((surname, given)) if !given.contains(',') => format!("{} {}", given.trim(), surname.trim()),
            _ => name.to_owned(),
        };
        let scan = Scan::new(lexicon, super::Part::Body, &turned, super::extract::TODAY);
        let words = words_of(&scan, 0, scan.len());
        if (2..=4).contains(&words.len()) && scan.tokens.iter().all(|t| t.is(flag::CAP) || !t.is(flag::WORD))
        {
            let at = self.full(&scan, 0, scan.len());
            if let Some(person) = self.list.get_mut(at) {
                person.hinted = true;
            }
        }
    }

    /// Who a single word stands for: of several, whoever was named last before it, else the first named at all.
    pub(crate) fn by_word(&self, word: u64, fits: impl Fn(&Person) -> bool) -> Option<usize> {
        let answers = |person: &&Person| person.answers_to(word);
        let all = || self.list.iter().enumerate().filter(|(_, p)| answers(p));
        let named = all().filter(|(_, p)| p.last.is_some() && fits(p)).max_by_key(|(_, p)| p.last);
        let named = named.or_else(|| all().find(|(_, p)| fits(p)));
        let named = named.or_else(|| all().filter(|(_, p)| p.last.is_some()).max_by_key(|(_, p)| p.last));
        named.map(|(at, _)| at)
    }

    /// Who a given name stands for, where it is only one.
    pub(crate) fn by_given_name(&self, word: u64) -> Option<usize> {
        let mut found = self
            .list
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.eastern && p.words.len() > 1 && p.words.first() == Some(&word));
        let first = found.next()?;
        found.next().is_none().then_some(first.0)
    }
}

fn western_given(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    // `Kim Campbell`, `Lee Child`: two words, the first also a given name, the second no syllable of the east.
    let words = words_of(scan, start, end).len();
    words == 2
        && scan.has(start, class::GIVEN)
        && !scan.has(end - 1, class::EASTERN)
        && !(start..end).any(|i| scan.mark(i, b'-'))
        && scan.word(end - 1).len() > 5
}

/// Two forms of one name: equal, or one lacks only middle words or begins with an initial of the other.
fn same_words(person: &Person, words: &[u64]) -> bool {
    let (long, short) = match person.words.len() >= words.len() {
        true => (person.words.as_slice(), words),
        false => (words, person.words.as_slice()),
    };
    if long == short {
        return true;
    }
    // `Hyde-Smith` for `Cindy Hyde-Smith`.
    if short.len() >= 2 && long.len() == short.len() + 1 && long.ends_with(short) {
        return true;
    }
    if short.len() < 2
        || long.first() != short.first()
        || long.last() != short.last()
        || long.len() > short.len() + 2
    {
        return false;
    }
    // The words between stand in the same order.
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

fn tidy(name: &str) -> String {
    let mut tidied = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 3 && word.chars().all(|c| !c.is_lowercase());
        if capitals {
            let mut first = true;
            for c in word.chars() {
                if first {
                    tidied.push(c)
                } else {
                    tidied.extend(c.to_lowercase())
                }
                first = !c.is_alphabetic();
            }
        } else {
            tidied.push_str(word);
        }
    }
    tidied
}
