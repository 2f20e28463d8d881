//! Who is meant: surnames, offices without a country, a bare `the ministry`, and which official of the authority.

use super::authority::{Authority, CountryCode, Official, ministry_id};
use super::context::{Context, country_word};
use super::lexicon::{Lexicon, class, hash_of};
use super::ministries::{Named, What};
use super::offices::Office;
use super::scan::Scan;
use super::text::flag;
use super::words::Head;
use super::{EntityId, EntityKind};

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
            hinted: false,
        });
        self.list.len() - 1
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

/// What settles countries and officials.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'r> {
    pub(crate) authority: &'static Authority,
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) context: &'r Context,
}

impl Resolver<'_> {
    /// The official of the authority that a name means, given the country and portfolio of the office beside it.
    pub(crate) fn official(
        &self,
        scan: &Scan<'_>,
        start: usize,
        end: usize,
        office: Option<&Office>,
        country: Option<CountryCode>,
    ) -> Option<&'static Official> {
        let name = hash_of(scan.tokens.get(start..end).unwrap_or_default());
        let listed =
            scan.matches_at(start).iter().filter(|m| m.end as usize == end).filter_map(|m| match m.entry {
                super::lexicon::Entry::Official(at) => Some(at),
                _ => None,
            });
        let mut found: Vec<u32> = listed.collect();
        let full = end - start > 1;
        let surname_only = !full && found.is_empty();
        if surname_only {
            found = self.lexicon.by_surname(name).collect();
        }
        let officials = self.authority.officials();
        let mut best: Option<(i32, &'static Official)> = None;
        for at in found {
            let Some(official) = officials.get(at as usize) else { continue };
            let score = self.fit(official, office, country, surname_only);
            if score > 0 && best.is_none_or(|(other, _)| score > other) {
                best = Some((score, official));
            }
        }
        best.map(|(_, official)| official)
    }

    /// Whoever held one of the highest offices of a country that the article names, at its date or in the ten years
    /// before; nobody where two come into question.
    ///
    /// `person` where something says that it is a person's name: then the country need not be named.
    pub(crate) fn holder_by_surname(&self, surname: u64, person: bool) -> Option<&'static Official> {
        let mut found: Option<(bool, &'static Official)> = None;
        for at in self.lexicon.by_surname(surname) {
            let Some(official) = self.authority.officials().get(at as usize) else { continue };
            let mut holds = false;
            let mut held = false;
            for tenure in &official.tenures {
                let high =
                    matches!(tenure.portfolio, Some("presidency" | "prime-minister" | "foreign-affairs"));
                let named = tenure.country.is_some_and(|country| self.context.names(country));
                let known = named || person && tenure.portfolio != Some("foreign-affairs");
                if !high || !known {
                    continue;
                }
                match self.context.date {
                    Some(date) => {
                        holds |= tenure.from.is_some() && tenure.covers(date);
                        held |= named
                            && tenure.to.is_some_and(|to| (0..=10).contains(&(date.year() - to.year())));
                    }
                    None => held |= named && tenure.to.is_none_or(|to| to.year() >= 2000),
                }
            }
            match found {
                _ if !holds && !held => {}
                None => found = Some((holds, official)),
                Some((true, _)) if !holds => {}
                Some((false, _)) if holds => found = Some((true, official)),
                Some(_) => return None,
            }
        }
        found.map(|(_, official)| official)
    }

    /// How well an official fits what the text says; 0 and less: it is someone else.
    fn fit(
        &self,
        official: &Official,
        office: Option<&Office>,
        country: Option<CountryCode>,
        surname_only: bool,
    ) -> i32 {
        let mut best = i32::MIN;
        for tenure in &official.tenures {
            let mut score = 1;
            match (tenure.country, country) {
                (Some(own), Some(said)) if own == said => score += 4,
                (Some(_), Some(_)) => score -= if surname_only { 20 } else { 6 },
                (Some(own), None) if self.context.names(own) => score += 2,
                (Some(_), None) if surname_only => score -= 20,
                _ => {}
            }
            if let Some(date) = self.context.date {
                if tenure.covers(date) {
                    score += 3;
                } else if let (Some(from), _) = (tenure.from, tenure.to)
                    && from.year() > date.year() + 25
                {
                    score -= 8;
                } else if tenure.to.is_some_and(|to| to.year() + 40 < date.year()) {
                    score -= 2;
                } else if surname_only
                    && !office.is_some_and(|o| o.former)
                    && (tenure.from.is_some() || tenure.to.is_some())
                {
                    score -= 3;
                }
            }
            if let Some(office) = office {
                let portfolio = office.portfolio();
                if portfolio.is_some() && portfolio == tenure.portfolio {
                    score += 3;
                } else if surname_only {
                    score -= 4;
                }
            }
            best = best.max(score);
        }
        best
    }

    /// The country of an office that names none.
    pub(crate) fn office_country(
        &self,
        scan: &Scan<'_>,
        office: &Office,
        ministries: &[Settled],
    ) -> Option<CountryCode> {
        if office.country.is_some() {
            return office.country;
        }
        let gb = CountryCode::new(*b"gb");
        let us = CountryCode::new(*b"us");
        let lower = office.shown.to_ascii_lowercase();
        match office.head {
            Head::SecretaryOfState if office.ministry.is_none() => {
                return if self.context.home == gb { gb } else { us };
            }
            Head::Legislator
                if [
                    "congressm",
                    "congressw",
                    "member of congress",
                    "rep.",
                    "sen.",
                    "house ",
                    "senate ",
                    "majority leader",
                    "minority leader",
                    "whip",
                    "ranking",
                ]
                .iter()
                .any(|w| lower.contains(w)) =>
            {
                // Of the parliaments that speak so, the Philippines' is the other one in the news.
                return self.context.home.filter(|home| home.as_str() == "ph").or(us);
            }
            Head::Minister if lower.contains("federal councillor") => return CountryCode::new(*b"ch"),
            Head::Spokesperson => {
                let start = scan.sentence_start(office.start);
                let near = ministries.iter().rev().find(|m| m.at < office.start && m.at >= start);
                if let Some(near) = near {
                    return Some(near.country);
                }
            }
            Head::Chancellor if lower.contains("exchequer") => return gb,
            _ => {}
        }
        if office.organisation.is_some() || office.other_body {
            return None;
        }
        self.country_near(scan, office.start)
    }

    /// The country that a sentence speaks of before a token; else the article's home; else the one named most.
    pub(crate) fn country_near(&self, scan: &Scan<'_>, at: usize) -> Option<CountryCode> {
        let mut first = None;
        for i in scan.sentence_start(at)..at {
            let Some((country, _)) = country_word(scan, self.authority, i) else { continue };
            if Some(country) == self.context.home {
                return Some(country);
            }
            first = first.or(Some(country));
        }
        first.or(self.context.home).or(self.context.main)
    }
}

/// A ministry whose country is settled.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    /// Token at which it stands.
    pub(crate) at: usize,
    pub(crate) country: CountryCode,
    pub(crate) id: EntityId,
    /// The text itself names the country.
    pub(crate) explicit: bool,
}

impl Resolver<'_> {
    /// Settles which ministry is meant; `before` are those settled earlier in the text.
    pub(crate) fn ministry(&self, scan: &Scan<'_>, named: &Named, before: &[Settled]) -> Option<Settled> {
        let settled = |country: CountryCode, slug: &str, explicit| Settled {
            at: named.start,
            country,
            id: ministry_id(country, slug),
            explicit,
        };
        match &named.what {
            What::Bare => {
                before.last().map(|last| Settled { at: named.start, explicit: false, ..last.clone() })
            }
            What::Special(list) => {
                if let [only] = list.as_slice() {
                    // `Ministry of Education` is the official name in one country and a usual one in all.
                    let usual = scan.word_is(named.start, &["ministry"])
                        || scan.word_is(named.end - 1, &["ministry"]);
                    if usual
                        && named.country.is_none()
                        && let Some(country) =
                            self.portfolio_country(scan, named.start, only.portfolio, before)
                    {
                        return Some(settled(country, only.portfolio, false));
                    }
                    let grounded = named.rule != "ministry-acronym"
                        || named.country.is_some()
                        || before.iter().any(|m| m.id == only.id)
                        || self.context.names(only.country);
                    return grounded.then(|| Settled {
                        at: named.start,
                        country: only.country,
                        id: only.id.clone(),
                        explicit: named.rule != "ministry-acronym",
                    });
                }
                let earlier = before.iter().rev().find(|m| list.iter().any(|l| l.id == m.id));
                if let Some(earlier) = earlier {
                    return Some(Settled { at: named.start, explicit: false, ..earlier.clone() });
                }
                let near = self.country_near(scan, named.start)?;
                let own = list.iter().find(|m| m.country == near);
                let own = own.or_else(|| list.iter().find(|m| self.context.names(m.country)));
                let own = own.or_else(|| list.first().filter(|_| named.rule != "ministry-acronym"))?;
                Some(Settled { at: named.start, country: own.country, id: own.id.clone(), explicit: false })
            }
            What::Portfolio(slug) => match named.country {
                Some(country) => Some(settled(country, slug, true)),
                None => Some(settled(self.portfolio_country(scan, named.start, slug, before)?, slug, false)),
            },
            What::Unlisted(slug) => {
                let country = named.country.or_else(|| self.country_near(scan, named.start))?;
                Some(settled(country, slug, named.country.is_some()))
            }
        }
    }

    /// The country of `the Ministry of Defence`: of one named shortly before, else of the sentence and the dateline.
    pub(crate) fn portfolio_country(
        &self,
        scan: &Scan<'_>,
        at: usize,
        slug: &str,
        before: &[Settled],
    ) -> Option<CountryCode> {
        let sentence = scan.sentence_start(at);
        let same = |m: &&Settled| m.id.as_str().rsplit('/').next() == Some(slug);
        let in_sentence = (sentence..at).filter_map(|i| country_word(scan, self.authority, i)).count();
        let recent = before.iter().rev().filter(same).find(|m| m.explicit || before.len() == 1);
        if let Some(recent) = recent
            && in_sentence == 0
            && at - recent.at < 150
        {
            return Some(recent.country);
        }
        if in_sentence > 0 || self.context.home.is_some() {
            return self.country_near(scan, at);
        }
        recent.map(|m| m.country).or_else(|| self.country_near(scan, at))
    }

    /// The ministry of an office, where the office names one.
    pub(crate) fn office_ministry(
        &self,
        scan: &Scan<'_>,
        office: &Office,
        country: Option<CountryCode>,
        before: &[Settled],
    ) -> Option<EntityId> {
        if office.head == Head::Spokesperson && office.ministry.is_none() {
            let start = scan.sentence_start(office.start);
            return before.iter().rev().find(|m| m.at < office.end && m.at >= start).map(|m| m.id.clone());
        }
        // A former holder gives no ground for the ministry; premiers of Australia and Canada are those of states.
        let of_state = office.head == Head::PrimeMinister
            && office.shown.to_ascii_lowercase().contains("premier")
            && country.is_some_and(|c| matches!(c.as_str(), "au" | "ca"));
        if office.former || of_state {
            return None;
        }
        match &office.ministry {
            Some(What::Special(list)) => {
                let own = list.iter().find(|m| Some(m.country) == country);
                own.or_else(|| list.first().filter(|_| list.len() == 1)).map(|m| m.id.clone())
            }
            Some(What::Unlisted(_)) | Some(What::Bare) => None,
            _ => Some(ministry_id(country?, office.portfolio()?)),
        }
    }
}
