//! Who is meant: surnames, offices without a country, a bare `the ministry`, and which official of the authority.

use super::EntityId;
use super::authority::{Authority, CountryCode, Official, ministry_id};
use super::context::{Context, country_word};
use super::lexicon::{Entry, Form, Lexicon, hash_of};
use super::ministries::{Named, What};
use super::names;
use super::offices::Office;
use super::scan::Scan;
use super::text::{Token, extend_hash, flag};
use super::words::Head;

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
        // `Donald J. Trump` is listed without the initial.
        if full && found.is_empty() {
            let tokens = scan.tokens.get(start..end).unwrap_or_default();
            let plain: Vec<Token> =
                tokens.iter().filter(|t| t.end - t.start != 2 || !t.is(flag::DOTTED)).copied().collect();
            if plain.len() > 1 && plain.len() < tokens.len() {
                found = self.lexicon.officials_of(hash_of(&plain)).collect();
            }
        }
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
        let best = best.map(|(_, official)| official);
        best.or_else(|| self.by_spelling(scan.span(start, end), office?, country?).filter(|_| full))
    }

    /// Someone who held this post, by another spelling of the name than the lists have.
    fn by_spelling(&self, name: &str, office: &Office, country: CountryCode) -> Option<&'static Official> {
        let held = self.lexicon.by_post(country, office.portfolio()?);
        if held.is_empty() {
            return None;
        }
        let key = names::key(name);
        let officials = held.iter().filter_map(|&at| self.authority.officials().get(at as usize));
        officials.into_iter().find(|official| names::key(official.name) == key)
    }

    /// The department that the authority gives the holder of an office that names none, on the article's date.
    pub(crate) fn ministry_at_date(&self, official: &Official, office: &Office) -> Option<EntityId> {
        let date = self.context.date?;
        if !matches!(office.head, Head::Minister | Head::Secretary) {
            return None;
        }
        let mut held = official.tenures.iter().filter(|t| {
            t.covers(date) && !matches!(t.portfolio, None | Some("presidency" | "cabinet" | "prime-minister"))
        });
        let first = held.next()?;
        held.all(|other| other.portfolio == first.portfolio).then(|| first.ministry()).flatten()
    }

    /// Whoever held one of the highest offices of a country that the article names, at its date or in the ten years
    /// before; nobody where two come into question.
    ///
    /// `person` where something says that it is a person's name: then the country need not be named; it is true for the
    /// short family names of the east, which many have: then only whoever held the office on the date is meant.
    pub(crate) fn holder_by_surname(&self, surname: u64, person: Option<bool>) -> Option<&'static Official> {
        let mut found: Option<(bool, &'static Official)> = None;
        for at in self.lexicon.by_surname(extend_hash(0, surname)) {
            let Some(official) = self.authority.officials().get(at as usize) else { continue };
            let mut holds = false;
            let mut held = false;
            for tenure in &official.tenures {
                let high =
                    matches!(tenure.portfolio, Some("presidency" | "prime-minister" | "foreign-affairs"));
                let named = tenure.country.is_some_and(|country| self.context.names(country));
                let known = named || person.is_some() && tenure.portfolio != Some("foreign-affairs");
                if !high || !known || person == Some(true) && tenure.portfolio == Some("foreign-affairs") {
                    continue;
                }
                match self.context.date {
                    Some(date) => {
                        holds |= tenure.from.is_some() && tenure.covers(date);
                        held |= named
                            && tenure.to.is_some_and(|to| (0..=10).contains(&(date.year() - to.year())));
                    }
                    None => {
                        held |= named && person != Some(true) && tenure.to.is_none_or(|to| to.year() >= 2000)
                    }
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

    /// Who certainly held a nameless office on the article's date: `the Russian foreign minister`.
    pub(crate) fn holder_of(&self, office: &Office) -> Option<&'static Official> {
        let date = self.context.date.filter(|date| date.month().is_some())?;
        let portfolio = office.portfolio()?;
        let words: &[&str] = match office.head {
            Head::Minister => &["minister"],
            Head::President => &["president"],
            Head::PrimeMinister | Head::Chancellor => {
                &["prime minister", "premier", "chancellor", "taoiseach"]
            }
            Head::SecretaryOfState => &["secretary of state"],
            _ => return None,
        };
        const LESSER: [&str; 14] = [
            "deputy",
            "vice",
            "acting",
            "first",
            "assistant",
            "state secretary",
            "shadow",
            "junior",
            "minister of state",
            "elect",
            "designate",
            "under",
            "parliamentary",
            "delegate",
        ];
        let lesser = |text: &str| LESSER.iter().any(|word| text.contains(word));
        if office.plural || office.former || office.local || lesser(&office.shown.to_ascii_lowercase()) {
            return None;
        }
        let mut holders = self.lexicon.by_post(office.country?, portfolio).iter().filter_map(|&at| {
            let official = self.authority.officials().get(at as usize)?;
            let held = official.tenures.iter().any(|t| {
                let name = t.office.to_ascii_lowercase();
                t.portfolio == Some(portfolio)
                    && t.country == office.country
                    && t.from.is_some_and(|from| date.year() - from.year() <= 20)
                    && t.covers(date)
                    && !lesser(&name)
                    && words.iter().any(|word| name.contains(word))
            });
            held.then_some(official)
        });
        let first = holders.next()?;
        holders.all(|other| std::ptr::eq(other, first)).then_some(first)
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
                } else if surname_only && !same_head(office, tenure) {
                    score -= 20;
                }
            }
            best = best.max(score);
        }
        best
    }

    /// The country that stands after a name or its office: `Jane Doe of France`, `Jane Doe signed for Rome`.
    pub(crate) fn country_after(
        &self,
        scan: &Scan<'_>,
        name_end: usize,
        office: &Office,
    ) -> Option<CountryCode> {
        if matches!(office.head, Head::Legislator | Head::Officer | Head::Judge | Head::Profession)
            || office.local
        {
            return None;
        }
        let ends = [Some(name_end), (office.start >= name_end).then_some(office.end)];
        ends.into_iter().flatten().find_map(|end| {
            if scan.word_is(end, &["of"]) {
                return self.country_name(scan, scan.skip_article(end + 1));
            }
            let mut at = end + usize::from(scan.mark(end, b','));
            let acts = at == end && scan.word_is(at, &["signed", "spoke", "speaking", "negotiated", "acted"]);
            at += usize::from(acts);
            if !scan.word_is(at, &["for"]) || scan.is(at, flag::SENTENCE) {
                return None;
            }
            let (country, past) = country_word(scan, self.authority, scan.skip_article(at + 1))?;
            let closed = scan.is(past, flag::SENTENCE)
                || scan.word_is(past, &["and"])
                || [b',', b'.', b';'].iter().any(|&m| scan.mark(past, m));
            (closed || acts && !scan.is(past, flag::POSSESSIVE)).then_some(country)
        })
    }

    /// The country that is named at a token, by a noun that is no part of a longer name.
    fn country_name(&self, scan: &Scan<'_>, at: usize) -> Option<CountryCode> {
        let found = scan.matches_at(at).iter().find_map(|m| match m.entry {
            Entry::Country(p, Form::Name) => Some((p, m.end as usize, m.ambiguous)),
            _ => None,
        });
        let (position, end, ambiguous) = found?;
        let code = self.authority.countries().get(position as usize)?.code;
        let sure = !ambiguous || super::places::is_country(scan, at, end, code);
        (sure && !scan.is(end, flag::POSSESSIVE)).then_some(code)
    }

    /// The country of `its foreign minister`: the one named last before it in the sentence.
    fn country_of_its(&self, scan: &Scan<'_>, at: usize) -> Option<CountryCode> {
        let before = at.checked_sub(1).filter(|&i| scan.word_is(i, &["its"]))?;
        let sentence = scan.sentence_start(before);
        (sentence..before).rev().find_map(|i| country_word(scan, self.authority, i)).map(|(c, _)| c)
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
            Head::Minister if lower.ends_with("secretary of state") => return us,
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
        self.country_of_its(scan, office.start).or_else(|| self.country_near(scan, office.start))
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

/// Whether a tenure has the head word of an office: both are senators.
fn same_head(office: &Office, tenure: &super::authority::Tenure) -> bool {
    let shown = office.shown.to_ascii_lowercase();
    let head = shown.split(" of ").next().unwrap_or(&shown).rsplit(' ').next().unwrap_or_default();
    head.len() > 3 && tenure.office.to_ascii_lowercase().contains(head)
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
            // `the Cabinet` is the name of one, and of every country's: here of the one that the article speaks from.
            What::Special(list)
                if named.end == named.start + 1 && scan.word_is(named.start, &["cabinet"]) =>
            {
                let only = list.first()?;
                let country = named.country.or(self.context.home)?;
                let written = scan.is(named.start, flag::CAP) && scan.is_plain(named.start);
                (written || named.country.is_some())
                    .then(|| settled(country, only.portfolio, named.country.is_some()))
            }
            What::Special(list) => {
                if let Some(first) = list.first().filter(|f| list.iter().all(|m| m.portfolio == f.portfolio))
                {
                    // `Ministry of Education` is the official name in one country and a usual one in all.
                    let usual = scan.word_is(named.start, &["ministry", "cabinet"])
                        || scan.word_is(named.end - 1, &["ministry"]);
                    if usual
                        && named.country.is_none()
                        && let Some(country) =
                            self.portfolio_country(scan, named.start, first.portfolio, before)
                    {
                        return Some(settled(country, first.portfolio, false));
                    }
                }
                if let [only] = list.as_slice() {
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
        // The national security adviser sits in the White House.
        let lower = office.shown.to_ascii_lowercase();
        if office.ministry.is_none()
            && office.organisation.is_none()
            && lower.contains("national security advis")
            && country.is_some_and(|c| c.as_str() == "us")
        {
            return Some(ministry_id(country?, "white-house"));
        }
        match &office.ministry {
            Some(What::Special(list)) => {
                let own = list.iter().find(|m| Some(m.country) == country);
                own.or_else(|| list.first().filter(|_| list.len() == 1)).map(|m| m.id.clone())
            }
            // `spokeswoman for the ministry`
            Some(What::Bare) => before.last().map(|m| m.id.clone()),
            // `Minister for Small Business and Customs`: a ministry by the words of the office.
            Some(What::Unlisted(slug))
                if office.head == Head::Minister
                    && !office.local
                    && !office.public_body
                    && office.shown.to_ascii_lowercase().contains("minister") =>
            {
                Some(ministry_id(country?, slug))
            }
            Some(What::Unlisted(_)) => None,
            _ => Some(ministry_id(country?, office.portfolio()?)),
        }
    }
}
