//! Every phrase that the lists and the grammars know, in one table: the words of a text are looked up once.

use rustc_hash::FxHashMap;

use super::authority::{Authority, CountryCode, Ministry, Name};
use super::text::{Token, extend_hash, flag, fold, fold_hash, tokenise};
use super::words::{self, Head};

/// What single words are good for; a set of bits.
pub(crate) mod class {
    /// A given name.
    pub(crate) const GIVEN: u32 = 1;
    /// Usually written in lower case: no name where capitals say nothing.
    pub(crate) const COMMON: u32 = 1 << 1;
    /// A day or month.
    pub(crate) const CALENDAR: u32 = 1 << 2;
    /// `Mr`, `Mrs`.
    pub(crate) const COURTESY: u32 = 1 << 3;
    /// `van`, `bin`.
    pub(crate) const PARTICLE: u32 = 1 << 4;
    /// `said`, `urged`.
    pub(crate) const SAYING: u32 = 1 << 5;
    /// A verb that a government seat is the subject of.
    pub(crate) const ACTING: u32 = 1 << 6;
    /// A word before a government seat that is dealt with.
    pub(crate) const DEALING: u32 = 1 << 7;
    /// Ends the name of a body.
    pub(crate) const BODY_END: u32 = 1 << 8;
    /// Ends the name of a place.
    pub(crate) const PLACE_END: u32 = 1 << 9;
    /// Begins the name of a place.
    pub(crate) const PLACE_START: u32 = 1 << 10;
    /// Never part of a person's name.
    pub(crate) const NEVER_PERSON: u32 = 1 << 11;
    /// A family name that stands first.
    pub(crate) const EASTERN: u32 = 1 << 12;
    /// A word of an official's name in the authority.
    pub(crate) const NAME_PART: u32 = 1 << 13;
    /// A single head word of an office.
    pub(crate) const HEAD: u32 = 1 << 14;
    /// A country's name or adjective of one word.
    pub(crate) const COUNTRY: u32 = 1 << 15;
    /// The name of a place of one word.
    pub(crate) const PLACE: u32 = 1 << 16;
    /// Belongs to an office, before its head.
    pub(crate) const RANK: u32 = 1 << 17;

    /// The classes that have a line in `words/classes.txt`.
    pub(crate) const NAMES: &[(&str, u32)] = &[
        ("calendar", CALENDAR),
        ("courtesy", COURTESY),
        ("particle", PARTICLE),
        ("saying", SAYING),
        ("acting", ACTING),
        ("dealing", DEALING),
        ("body-end", BODY_END),
        ("place-end", PLACE_END),
        ("place-start", PLACE_START),
        ("never-person", NEVER_PERSON),
        ("eastern", EASTERN),
        ("rank", RANK),
    ];
}

/// How a country is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `Russia`.
    Name,
    /// `Russian`, `Russians`.
    Demonym,
}

/// What a phrase means; positions are those of the authority's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Country(u32, Form),
    /// A house or street that stands for a government.
    Seat(u32),
    /// The capital of a country.
    Capital(u32),
    /// A ministry by a name of its own: a position in [`Lexicon::ministries`].
    Ministry(u32),
    Organisation(u32),
    Place(u32),
    Official(u32),
    Portfolio(u32),
    Head(Head, bool),
    Rank,
    Attribute,
    Former,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    entry: Entry,
    case: Case,
    ambiguous: bool,
    next: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    AllCaps,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    /// First token.
    pub(crate) start: u32,
    /// Past the last token.
    pub(crate) end: u32,
    pub(crate) entry: Entry,
    /// The authority says that the phrase also means other things.
    pub(crate) ambiguous: bool,
}

/// The word is in no phrase and no class.
const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// A bit for each length of the phrases that begin with the word.
    lengths: u16,
    classes: u32,
}

/// The table of phrases and words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<u64, Word>,
    phrases: FxHashMap<u64, u32>,
    items: Vec<Item>,
    /// First and last year of each country.
    years: Vec<(Option<i16>, Option<i16>)>,
    /// Ministries with names of their own.
    pub(crate) ministries: Vec<&'static Ministry>,
    /// Positions of the officials who held a post of a country and portfolio.
    posts: FxHashMap<(CountryCode, &'static str), Vec<u32>>,
    /// Hash of a surname and position of an official, sorted.
    surnames: Vec<(u64, u32)>,
}

impl Lexicon {
    pub(crate) fn new(authority: &'static Authority) -> Self {
        let size = authority.officials().len() * 2 + authority.organisations().len() * 2 + 30_000;
        let mut lexicon = Self {
            words: FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher),
            phrases: FxHashMap::with_capacity_and_hasher(size, rustc_hash::FxBuildHasher),
            items: Vec::with_capacity(size),
            years: authority.countries().iter().map(|country| country.years).collect(),
            ministries: authority.ministries().collect(),
            posts: FxHashMap::default(),
            surnames: Vec::with_capacity(authority.officials().len()),
        };
        lexicon.add_word_lists();
        lexicon.add_grammar(authority);
        lexicon.add_authority(authority);
        lexicon
    }

    fn add_word_lists(&mut self) {
        for word in include_str!("words/given.txt").split_ascii_whitespace() {
            self.classify(word, class::GIVEN);
        }
        for word in include_str!("words/common.txt").split_ascii_whitespace() {
            self.classify(word, class::COMMON);
        }
        for (name, word) in words::classes() {
            if let Some((_, bit)) = class::NAMES.iter().find(|(known, _)| *known == name) {
                self.classify(word, *bit);
            }
        }
    }

    fn add_grammar(&mut self, authority: &'static Authority) {
        for (head, phrase, plural) in words::heads() {
            self.add(&phrase, Entry::Head(head, plural), Case::Any, false);
            if !phrase.contains([' ', '-']) {
                self.classify(&phrase, class::HEAD);
            }
        }
        for (name, phrase) in words::classes() {
            let entry = match name {
                "rank" => Entry::Rank,
                "attribute" => Entry::Attribute,
                "former" => Entry::Former,
                _ => continue,
            };
            self.add(phrase, entry, Case::Any, false);
        }
        for (at, portfolio) in authority.portfolios().iter().enumerate() {
            for wording in portfolio.wordings.iter().chain([&portfolio.name]) {
                self.add(wording, Entry::Portfolio(at as u32), Case::Any, false);
            }
        }
    }

    fn add_authority(&mut self, authority: &'static Authority) {
        for (at, country) in authority.countries().iter().enumerate() {
            let at = at as u32;
            // `Island` is Iceland elsewhere, and an island in English.
            let plain = |name: &&Name| {
                self.words
                    .get(&fold_hash(name.text))
                    .is_none_or(|w| w.classes & (class::PLACE_END | class::BODY_END) == 0)
            };
            let names: Vec<&Name> = country.names.iter().filter(plain).collect();
            for name in names {
                self.add_name(name, Entry::Country(at, Form::Name));
                self.classify(name.text, class::COUNTRY);
            }
            self.add(country.full_name, Entry::Country(at, Form::Name), Case::Capital, false);
            for name in country.demonyms.iter().chain([&Name::plain(country.adjective)]) {
                self.add_name(name, Entry::Country(at, Form::Demonym));
                self.classify(name.text, class::COUNTRY);
            }
            for name in &country.seats {
                let entry = if is_city(name, country.capital.as_ref()) {
                    Entry::Capital(at)
                } else {
                    Entry::Seat(at)
                };
                self.add_name(name, entry);
            }
            if let Some(capital) = &country.capital {
                self.add_name(capital, Entry::Capital(at));
            }
        }
        for at in 0..self.ministries.len() {
            for name in &self.ministries[at].names {
                self.add_name(name, Entry::Ministry(at as u32));
            }
        }
        for (at, organisation) in authority.organisations().iter().enumerate() {
            for name in organisation.names.iter().chain(&organisation.acronyms) {
                self.add_name(name, Entry::Organisation(at as u32));
            }
        }
        for (at, place) in authority.places().iter().enumerate() {
            for name in &place.names {
                // `the West` is no place on a map.
                let word = self.words.get(&fold_hash(name.text)).copied().unwrap_or_default();
                if word.classes & class::NEVER_PERSON != 0 {
                    continue;
                }
                self.add_name(name, Entry::Place(at as u32));
                self.classify(name.text, class::PLACE);
            }
        }
        for (at, official) in authority.officials().iter().enumerate() {
            for tenure in &official.tenures {
                if let (Some(country), Some(portfolio)) = (tenure.country, tenure.portfolio) {
                    self.posts.entry((country, portfolio)).or_default().push(at as u32);
                }
            }
            let surname = official.surname;
            self.surnames.push((phrase_hash(surname), at as u32));
            for name in official.other_names.iter().chain([&official.name]) {
                if name.contains([' ', '-']) {
                    self.add(name, Entry::Official(at as u32), Case::Capital, false);
                }
                for word in name.split([' ', '-']) {
                    self.classify(word, class::NAME_PART);
                }
            }
        }
        self.surnames.sort_unstable();
    }

    fn add_name(&mut self, name: &Name, entry: Entry) {
        // `LeT`: folded it is a word of everyday language.
        if name.text.len() <= 3
            && name.text.chars().skip(1).any(char::is_lowercase)
            && name.text.ends_with(char::is_uppercase)
        {
            return;
        }
        let letters = name.text.chars().filter(|c| c.is_alphabetic());
        let case = match letters.clone().count() > 1 && letters.clone().all(char::is_uppercase) {
            true => Case::AllCaps,
            false if name.text.chars().next().is_some_and(char::is_uppercase) => Case::Capital,
            false => Case::Any,
        };
        self.add(name.text, entry, case, name.ambiguous);
    }

    fn classify(&mut self, word: &str, bit: u32) {
        if !word.is_empty() {
            self.words.entry(fold_hash(word)).or_default().classes |= bit;
        }
    }

    fn add(&mut self, phrase: &str, entry: Entry, case: Case, ambiguous: bool) {
        let mut hash = 0;
        let mut length = 0;
        let mut first = 0;
        for token in tokenise(phrase).iter().filter(|t| !is_skipped(t) && !t.is_mark(b'.')) {
            if length == 0 {
                first = token.hash;
            }
            hash = extend_hash(hash, token.hash);
            length += 1;
        }
        if length == 0 || length > 16 {
            return;
        }
        let next = self.phrases.get(&hash).copied().unwrap_or(NONE);
        let mut at = next;
        while let Some(item) = self.items.get(at as usize) {
            if item.entry == entry {
                return;
            }
            at = item.next;
        }
        self.phrases.insert(hash, self.items.len() as u32);
        self.items.push(Item { entry, case, ambiguous, next });
        self.words.entry(first).or_default().lengths |= 1 << (length - 1);
    }

    /// Finds every phrase of a text, and the classes of each word. Matches are ordered by start, the longest first.
    pub(crate) fn find(&self, tokens: &[Token], matches: &mut Vec<Match>, classes: &mut Vec<u32>) {
        matches.clear();
        classes.clear();
        for (start, token) in tokens.iter().enumerate() {
            let word = match token.is(flag::WORD | flag::NUMBER) {
                true => self.words.get(&token.hash).copied().unwrap_or_default(),
                false => Word::default(),
            };
            classes.push(word.classes);
            if word.lengths != 0 {
                self.find_at(tokens, start, word.lengths, matches);
            }
        }
    }

    fn find_at(&self, tokens: &[Token], start: usize, lengths: u16, matches: &mut Vec<Match>) {
        let first_found = matches.len();
        let mut hash = 0;
        let mut length = 0;
        let mut at = start;
        let mut left = lengths;
        while left != 0 && at < tokens.len() {
            let token = &tokens[at];
            at += 1;
            if length > 0 && token.is(flag::PARAGRAPH) {
                break;
            }
            if length > 0 && is_skipped(token) {
                continue;
            }
            hash = extend_hash(hash, token.hash);
            length += 1;
            if left & (1 << (length - 1)) == 0 {
                continue;
            }
            left &= !(1 << (length - 1));
            let mut item = self.phrases.get(&hash).copied().unwrap_or(NONE);
            while let Some(found) = self.items.get(item as usize) {
                if fits(found.case, &tokens[start..at]) {
                    matches.push(Match {
                        start: start as u32,
                        end: at as u32,
                        entry: found.entry,
                        ambiguous: found.ambiguous,
                    });
                }
                item = found.next;
            }
        }
        matches[first_found..].sort_by_key(|m| std::cmp::Reverse(m.end));
    }

    /// Of countries that share a name, those that did not exist in the year are dropped.
    pub(crate) fn drop_gone(&self, matches: &mut Vec<Match>, year: i16) {
        let exists = |m: &Match| match m.entry {
            Entry::Country(at, _) | Entry::Seat(at) | Entry::Capital(at) => {
                let (from, to) = self.years.get(at as usize).copied().unwrap_or_default();
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            }
            _ => true,
        };
        let country = |m: &Match| matches!(m.entry, Entry::Country(..) | Entry::Seat(_) | Entry::Capital(_));
        if matches.iter().all(exists) {
            return;
        }
        let all = std::mem::take(matches);
        for m in &all {
            let rival = |other: &&Match| {
                other.start == m.start && other.end == m.end && country(other) && exists(other)
            };
            if exists(m) || !all.iter().any(|other| rival(&other)) {
                matches.push(*m);
            }
        }
    }

    /// Officials who held a post of this country and portfolio.
    pub(crate) fn by_post(&self, country: CountryCode, portfolio: &'static str) -> &[u32] {
        self.posts.get(&(country, portfolio)).map_or(&[], Vec::as_slice)
    }

    /// Officials with this surname, which is the hash of a phrase.
    pub(crate) fn by_surname(&self, surname: u64) -> impl Iterator<Item = u32> {
        let from = self.surnames.partition_point(|(hash, _)| *hash < surname);
        self.surnames[from..].iter().take_while(move |(hash, _)| *hash == surname).map(|(_, at)| *at)
    }
}

/// Whether what stands for a government is a city and not a house: a former or second capital, or its other spelling.
fn is_city(seat: &Name, capital: Option<&Name>) -> bool {
    const CITIES: [&str; 12] = [
        "Delhi",
        "Yangon",
        "Ramallah",
        "Putrajaya",
        "The Hague",
        "Hague",
        "East Jerusalem",
        "Aden",
        "Cape Town",
        "La Paz",
        "Peking",
        "Lagos",
    ];
    let start = |name: &str| fold(name).chars().take(4).collect::<String>();
    let spelling = capital.is_some_and(|capital| start(capital.text) == start(seat.text));
    spelling || seat.years.1.is_some() || CITIES.contains(&seat.text)
}

/// Hyphens inside phrases are passed over: `Secretary-General` is `Secretary General`.
fn is_skipped(token: &Token) -> bool {
    token.is_mark(b'-') && token.is(flag::GLUED)
}

/// The hash of a phrase, as in the table.
pub(crate) fn phrase_hash(phrase: &str) -> u64 {
    hash_of(&tokenise(phrase))
}

/// The hash of the phrase that these tokens are.
pub(crate) fn hash_of(tokens: &[Token]) -> u64 {
    tokens.iter().filter(|t| !is_skipped(t)).fold(0, |hash, token| extend_hash(hash, token.hash))
}

fn fits(case: Case, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    match case {
        Case::Any => true,
        Case::Capital => first.is(flag::CAP | flag::NUMBER) && (last.is(flag::CAP) || !last.is(flag::WORD)),
        Case::AllCaps => first.is(flag::ALL_CAPS | flag::NUMBER) || (first.is(flag::CAP) && tokens.len() > 1),
    }
}
