//! The order of work: from an article to its mentions.

use super::authority::{Authority, CountryCode, ministry_id};
use super::by_date;
use super::collect::{Candidate, Candidates, Found, collect, tier};
use super::context::Context;
use super::grammar::Grammar;
use super::lexicon::{Entry, Form, Lexicon, class};
use super::mentions::{Chosen, write};
use super::persons::{People, Person, words_of};
use super::resolve::{Resolver, Settled};
use super::scan::Scan;
use super::tagger::Tagger;
use super::text::flag;
use super::words::Head;
use super::{EntityId, Mention, Part};
use crate::article::Article;
use crate::date::Date;

/// The year that an undated text is taken to be of: any after the last change of a country's name.
pub(crate) const TODAY: i16 = 9999;

/// Finds who and what is named in articles. Made once, used by all threads.
#[derive(Debug)]
pub struct Extractor {
    authority: &'static Authority,
    lexicon: Lexicon,
}

impl Extractor {
    /// Builds the phrase table from the lists: some milliseconds.
    #[must_use]
    pub fn new(authority: &'static Authority) -> Self {
        Self { authority, lexicon: Lexicon::new(authority) }
    }

    /// Every mention of an entity in title and body, by part and start; none overlap.
    #[must_use]
    pub fn extract(&self, article: &Article) -> Vec<Mention> {
        let year = article.published.map_or(TODAY, Date::year);
        let body = Scan::new(&self.lexicon, Part::Body, &article.body, year);
        let title = Scan::new(&self.lexicon, Part::Title, &article.title, year);
        let context = Context::new(article, &self.lexicon, self.authority, [&body, &title]);
        let resolver = Resolver { authority: self.authority, lexicon: &self.lexicon, context: &context };
        let grammar = Grammar { lexicon: &self.lexicon, authority: self.authority };

        let recogniser = Tagger::embedded();
        let body_found = collect(&body, grammar, &recogniser.tag(&article.body));
        let title_found = collect(&title, grammar, &recogniser.tag(&article.title));
        let mut people = People::default();
        // The body first: it has the full names that the headline's surnames stand for.
        let mut chosen_body = self.decide(&body, body_found.list.clone());
        let ministries = settle_ministries(&body, &resolver, &body_found, &mut chosen_body);
        self.meet(&body, &resolver, &body_found, &ministries, &mut chosen_body, &mut people);
        self.nameless(&body, &resolver, &body_found, &mut chosen_body, &mut people);
        let mut chosen_title = self.decide(&title, title_found.list.clone());
        let title_ministries = settle_ministries(&title, &resolver, &title_found, &mut chosen_title);
        self.meet(&title, &resolver, &title_found, &title_ministries, &mut chosen_title, &mut people);
        if let Some(byline) = article.byline.as_deref() {
            people.hint(&self.lexicon, byline);
        }
        self.single_names(&body, &resolver, &body_found, &ministries, &mut chosen_body, &mut people);
        for person in &mut people.list {
            person.last = None;
        }
        self.single_names(&title, &resolver, &title_found, &title_ministries, &mut chosen_title, &mut people);

        let mut named: Vec<EntityId> =
            ministries.iter().chain(&title_ministries).map(|m| m.id.clone()).collect();
        named.extend(people.list.iter().filter_map(|p| p.ministry.clone()));
        let spoken = portfolios_of([&body_found, &title_found]);
        for person in &mut people.list {
            ground_ministry(person, &named);
            by_date::ministry(person, &context, &spoken);
            by_date::office(person, &context);
        }
        let mut mentions = Vec::with_capacity(chosen_body.len() + chosen_title.len());
        write(self.authority, &title, &people, chosen_title, &mut mentions);
        write(self.authority, &body, &people, chosen_body, &mut mentions);
        drop_overlaps(&mut mentions);
        mentions
    }

    /// Of candidates that overlap, the higher tier stands, then the longer, then the first.
    fn decide(&self, scan: &Scan<'_>, mut list: Vec<Candidate>) -> Vec<Chosen> {
        list.sort_by_key(|c| (std::cmp::Reverse(c.tier), std::cmp::Reverse(c.end - c.start), c.start));
        let mut taken = vec![false; scan.len() + 1];
        let mut chosen = Vec::with_capacity(list.len());
        for candidate in list {
            if taken[candidate.start..candidate.end].iter().any(|t| *t) {
                continue;
            }
            taken[candidate.start..candidate.end].fill(true);
            chosen.push(Chosen { candidate, person: None, ministry: None });
        }
        chosen.sort_by_key(|c| c.candidate.start);
        chosen
    }

    /// Meets everyone who is named in full, or by an office.
    fn meet(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        found: &Candidates,
        ministries: &[Settled],
        chosen: &mut [Chosen],
        people: &mut People,
    ) {
        let mut previous: Option<(usize, CountryCode)> = None;
        for choice in chosen.iter_mut() {
            let Found::Person(office) = choice.candidate.what else { continue };
            let (start, end) = (choice.candidate.start, choice.candidate.end);
            if words(scan, start, end) < 2 {
                continue;
            }
            let at = people.full(scan, start, end);
            choice.person = Some(at);
            self.learn(
                scan,
                resolver,
                found,
                ministries,
                (start, end),
                office,
                &mut people.list[at],
                previous,
            );
            previous = people.list[at].country.map(|country| (start, country)).or(previous);
        }
        // Words that are a person in one place are one in all: the recogniser may have thought otherwise once.
        for choice in chosen.iter_mut().filter(|c| c.candidate.rule == "recogniser") {
            if matches!(choice.candidate.what, Found::Body | Found::Site)
                && let Some(at) =
                    people.of_words(&words_of(scan, choice.candidate.start, choice.candidate.end))
            {
                choice.candidate.what = Found::Person(None);
                choice.person = Some(at);
            }
        }
    }

    /// Offices without a name, of a country that stands beside them, in an article whose date tells who held them.
    fn nameless(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        found: &Candidates,
        chosen: &mut Vec<Chosen>,
        people: &mut People,
    ) {
        for office in &found.nameless {
            let unsure = [
                "new", "next", "incoming", "outgoing", "future", "a", "an", "as", "any", "every", "become",
                "became",
            ];
            if office.country.is_none()
                || scan.word_is(office.start, &unsure)
                || office.start > 0 && scan.word_is(office.start - 1, &unsure)
            {
                continue;
            }
            // The span without the country: that has a mention of its own, or is an adjective.
            let start = (office.start..office.head_at)
                .find(|&i| !scan.has(i, class::COUNTRY) && scan.is(i, flag::WORD))
                .unwrap_or(office.head_at);
            let taken = chosen.iter().any(|c| c.candidate.start < office.end && start < c.candidate.end);
            let Some(official) = resolver.holder_of(office).filter(|_| !taken) else { continue };
            let known =
                people.list.iter().position(|p| p.official.is_some_and(|o| std::ptr::eq(o, official)));
            let person = known.unwrap_or_else(|| people.add_official(&self.lexicon, official));
            let holder = &mut people.list[person];
            if holder.office.is_none() {
                holder.office = Some(office.shown.clone());
                holder.ministry = resolver.office_ministry(scan, office, office.country, &[]);
            }
            let candidate = Candidate {
                start,
                end: office.end,
                what: Found::Person(None),
                tier: tier::GRAMMAR,
                rule: "office-at-date",
            };
            chosen.push(Chosen { candidate, person: Some(person), ministry: None });
        }
        chosen.sort_by_key(|c| c.candidate.start);
    }

    /// Adds what stands beside a name to what is known of the person.
    #[allow(clippy::too_many_arguments)]
    fn learn(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        found: &Candidates,
        ministries: &[Settled],
        (start, end): (usize, usize),
        office: Option<usize>,
        person: &mut Person,
        previous: Option<(usize, CountryCode)>,
    ) {
        let office = office.and_then(|at| found.offices.get(at));
        let after = office.and_then(|o| resolver.country_after(scan, end, o));
        let said = office.and_then(|o| o.country).or(after).or(person.country);
        // A surname alone says nothing of who it is, where the full name is known.
        if person.official.is_none() && (person.words.len() == 1 || words(scan, start, end) > 1) {
            person.official = resolver.official(scan, start, end, office, said);
        }
        let Some(office) = office else { return };
        let before: Vec<Settled> = ministries.iter().filter(|m| m.at < start).cloned().collect();
        let authority_country = person.official.and_then(|official| {
            let portfolio = office.portfolio();
            let held = |t: &&super::authority::Tenure| portfolio.is_some() && t.portfolio == portfolio;
            official.tenures.iter().find(held).or(official.tenures.first()).and_then(|t| t.country)
        });
        // `Kohl and his foreign minister, …`; `President Galtieri …, and the foreign minister, …`
        let previous = previous.filter(|&(at, _)| whose(scan, office.start, at)).map(|(_, country)| country);
        let country = office
            .country
            .or(after)
            .or(person.country)
            .or(authority_country)
            .or(previous)
            .or_else(|| resolver.office_country(scan, office, &before));
        let public = office.is_public(self.authority)
            || (office.head == Head::Spokesperson && country.is_some() && spoken_for(scan, office, &before));
        if !public {
            return;
        }
        let better = person.office.is_none()
            || person.head == Some(Head::Legislator)
                && person.office.as_deref() == Some("member of Congress");
        person.public = true;
        person.country = person.country.or(country);
        if better {
            person.office = Some(office.shown.clone());
            person.head = Some(office.head);
            person.former = office.former;
        }
        if person.ministry.is_none() {
            person.ministry = resolver.office_ministry(scan, office, country, &before);
        }
        // `Secretary Doe`, `Federal Councillor Roe`: which department is known from the authority at the date.
        if person.ministry.is_none() && office.ministry.is_none() && !office.former && !office.local {
            person.ministry =
                person.official.and_then(|official| resolver.ministry_at_date(official, office));
        }
    }

    /// Surnames and given names that stand for someone named in full, in the order of the text.
    fn single_names(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        found: &Candidates,
        ministries: &[Settled],
        chosen: &mut Vec<Chosen>,
        people: &mut People,
    ) {
        let mut added: Vec<Chosen> = Vec::new();
        let mut next = 0;
        let mut at = 0;
        while at < scan.len() {
            while chosen.get(next).is_some_and(|c| c.candidate.end <= at) {
                next += 1;
            }
            if let Some(choice) = chosen.get_mut(next).filter(|c| c.candidate.start <= at) {
                let end = choice.candidate.end;
                if let Found::Person(office) = choice.candidate.what {
                    if choice.person.is_none() {
                        choice.person = Some(self.single(
                            scan,
                            resolver,
                            found,
                            ministries,
                            &choice.candidate,
                            office,
                            people,
                        ));
                    }
                    if let Some(person) = choice.person {
                        people.list[person].last = Some(at);
                    }
                } else if end - at == 1 && self.yields_to_person(scan, at, &choice.candidate, people) {
                    let person = people.by_word(scan.tokens[at].hash, |_| true);
                    choice.candidate =
                        Candidate { what: Found::Person(None), rule: "surname", ..choice.candidate.clone() };
                    choice.person = person;
                    if let Some(person) = person {
                        people.list[person].last = Some(at);
                    }
                }
                at = end;
                continue;
            }
            let short = self.short_form(scan, at, people);
            let short = short.or_else(|| self.holder_by_surname(scan, resolver, at, people));
            if let Some((person, end, rule)) = short {
                people.list[person].last = Some(at);
                let candidate =
                    Candidate { start: at, end, what: Found::Person(None), tier: tier::SHORT, rule };
                added.push(Chosen { candidate, person: Some(person), ministry: None });
                at = end;
                continue;
            }
            at += 1;
        }
        chosen.append(&mut added);
        chosen.sort_by_key(|c| c.candidate.start);
    }

    /// `Jordan` where a Michael Jordan was named, and not the country.
    fn yields_to_person(&self, scan: &Scan<'_>, at: usize, candidate: &Candidate, people: &People) -> bool {
        let hash = scan.tokens[at].hash;
        let place = matches!(candidate.what, Found::Country(_) | Found::Place(_) | Found::Site)
            || matches!(candidate.what, Found::Body) && candidate.tier == tier::RECOGNISER;
        place
            && people.by_word(hash, |_| true).is_some()
            && !scan.word_is(at.wrapping_sub(1), &["in", "from", "to", "of", "near", "at"])
            && !matches!(candidate.rule, "seat")
    }

    /// A single word with an office or title beside it: someone named in full, someone of the authority, or new.
    #[allow(clippy::too_many_arguments)]
    fn single(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        found: &Candidates,
        ministries: &[Settled],
        candidate: &Candidate,
        office: Option<usize>,
        people: &mut People,
    ) -> usize {
        let (start, end) = (candidate.start, candidate.end);
        let hash = scan.tokens[start].hash;
        let said = office.and_then(|at| found.offices.get(at));
        let fits = |person: &Person| match said {
            Some(office) => {
                let country = office.country.is_none_or(|c| person.country.is_none_or(|own| own == c));
                let head = person.head.is_none_or(|head| head == office.head);
                country && head
            }
            None => true,
        };
        let known =
            people.by_word(hash, fits).or_else(|| people.by_given_name(hash).filter(|_| said.is_some()));
        if let Some(known) = known
            && said
                .and_then(|o| o.country)
                .is_none_or(|c| people.list[known].country.is_none_or(|own| own == c))
        {
            self.learn(
                scan,
                resolver,
                found,
                ministries,
                (start, end),
                office,
                &mut people.list[known],
                None,
            );
            return known;
        }
        let country = said.and_then(|office| {
            let before: Vec<Settled> = ministries.iter().filter(|m| m.at < start).cloned().collect();
            resolver.office_country(scan, office, &before)
        });
        // Presidents are known by their surnames where their country is not named: `President Xi`.
        let highest = || resolver.holder_by_surname(hash, Some(scan.has(start, class::EASTERN)));
        let official = match said {
            // A country that is only guessed comes second.
            Some(office) => resolver
                .official(scan, start, end, Some(office), office.country)
                .or_else(|| {
                    if office.head == Head::President && office.country.is_none() { highest() } else { None }
                })
                .or_else(|| resolver.official(scan, start, end, Some(office), country)),
            None => highest(),
        };
        let at = people.full(scan, start, end);
        people.list[at].official = people.list[at].official.or(official);
        self.learn(scan, resolver, found, ministries, (start, end), office, &mut people.list[at], None);
        at
    }

    /// A capitalised word that stands for someone of the article.
    fn short_form(
        &self,
        scan: &Scan<'_>,
        at: usize,
        people: &People,
    ) -> Option<(usize, usize, &'static str)> {
        if !scan.is(at, flag::CAP)
            || scan.has(at, class::CALENDAR | class::NEVER_PERSON)
            || people.list.is_empty()
        {
            return None;
        }
        let demonym = scan.matches_at(at).iter().any(|m| matches!(m.entry, Entry::Country(_, Form::Demonym)));
        if demonym {
            return None;
        }
        let hash = scan.tokens[at].hash;
        if let Some(found) = self.full_name_again(scan, at, people) {
            return Some(found);
        }
        let (person, rule) = match people.by_word(hash, |_| true) {
            Some(person) => (person, "surname"),
            None => (people.by_given_name(hash)?, "given-name"),
        };
        if is_part_of_longer(scan, at) {
            return None;
        }
        if scan.has(at, class::COMMON)
            && (scan.is(at, flag::SENTENCE | flag::HEADLINE))
            && !scan.has(at + 1, class::SAYING | class::ACTING)
            && !scan.is(at + 1, flag::POSSESSIVE)
        {
            return None;
        }
        if rule == "given-name" && scan.has(at, class::PLACE | class::COUNTRY | class::COMMON) {
            return None;
        }
        Some((person, at + 1, rule))
    }

    /// The surname of a head of state or government or a foreign minister of a country that the article names, though
    /// nobody of that name is named in full: `Putin`.
    fn holder_by_surname(
        &self,
        scan: &Scan<'_>,
        resolver: &Resolver<'_>,
        at: usize,
        people: &mut People,
    ) -> Option<(usize, usize, &'static str)> {
        let unlikely = class::COMMON
            | class::GIVEN
            | class::PLACE
            | class::COUNTRY
            | class::EASTERN
            | class::CALENDAR
            | class::HEAD
            | class::NEVER_PERSON
            | class::BODY_END
            | class::PLACE_END;
        if !scan.is(at, flag::CAP)
            || scan.has(at, unlikely)
            || !scan.has(at, class::NAME_PART)
            || scan.word(at).chars().count() < 4
            || is_part_of_longer(scan, at)
        {
            return None;
        }
        let official = resolver.holder_by_surname(scan.tokens.get(at)?.hash, None)?;
        let person = people.full(scan, at, at + 1);
        people.list[person].official = Some(official);
        Some((person, at + 1, "surname-of-holder"))
    }

    /// Given name and surname of someone named elsewhere, where capitals say nothing: in headlines.
    fn full_name_again(
        &self,
        scan: &Scan<'_>,
        at: usize,
        people: &People,
    ) -> Option<(usize, usize, &'static str)> {
        let hash = scan.tokens[at].hash;
        let (person, known) = people
            .list
            .iter()
            .enumerate()
            .find(|(_, p)| p.words.len() > 1 && p.words.first() == Some(&hash))?;
        let mut end = at;
        for word in &known.words {
            if end > at && scan.mark(end, b'-') {
                end += 1;
            }
            if scan.tokens.get(end).is_none_or(|t| t.hash != *word) {
                return None;
            }
            end += 1;
        }
        Some((person, end, "full-name"))
    }
}

/// Whether a word is part of a longer name of someone or something else.
fn is_part_of_longer(scan: &Scan<'_>, at: usize) -> bool {
    let joined = |i: usize| {
        scan.is(i, flag::CAP)
            && scan.is_plain(i)
            && !scan.has(i, class::CALENDAR | class::NEVER_PERSON | class::HEAD | class::COURTESY)
    };
    let before = at > 0
        && !scan.is(at, flag::SENTENCE)
        && joined(at - 1)
        && !(scan.is(at - 1, flag::SENTENCE) && scan.has(at - 1, class::COMMON));
    let after = joined(at + 1) && !scan.is(at + 1, flag::SENTENCE);
    let hyphen = scan.mark(at + 1, b'-') && scan.is(at + 1, flag::GLUED) && !scan.has(at + 2, class::COMMON)
        || at > 0 && scan.mark(at - 1, b'-') && scan.is(at, flag::GLUED) && scan.is_plain(at);
    before || after || hyphen
}

fn words(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    (start..end).filter(|&i| scan.is(i, flag::WORD)).count()
}

/// Settles the ministries of a text in order; those that stay unclear are dropped.
fn settle_ministries(
    scan: &Scan<'_>,
    resolver: &Resolver<'_>,
    found: &Candidates,
    chosen: &mut Vec<Chosen>,
) -> Vec<Settled> {
    let mut settled: Vec<Settled> = Vec::new();
    chosen.retain_mut(|choice| {
        let Found::Ministry(at) = choice.candidate.what else { return true };
        let ministry = found.ministries.get(at).and_then(|named| resolver.ministry(scan, named, &settled));
        let Some(ministry) = ministry else { return false };
        settled.push(ministry.clone());
        choice.ministry = Some(ministry);
        true
    });
    settled
}

/// Whether a spokesperson's ministry stands in the same sentence before the office.
fn spoken_for(scan: &Scan<'_>, office: &super::offices::Office, before: &[Settled]) -> bool {
    let start = scan.sentence_start(office.start);
    before.iter().any(|m| m.at >= start && m.at < office.end)
}

/// The authority's ministry of an official counts where the text names it.
fn ground_ministry(person: &mut Person, named: &[EntityId]) {
    if person.ministry.is_some() || person.former {
        return;
    }
    // Envoys are sent by the foreign ministry of their country.
    if person.head == Some(Head::Envoy) {
        let own = person.country.map(|country| ministry_id(country, "foreign-affairs"));
        person.ministry = own.filter(|id| named.contains(id));
    }
    let Some(official) = person.official.filter(|_| person.ministry.is_none()) else { return };
    let known = official.tenures.iter().filter_map(super::authority::Tenure::ministry);
    person.ministry = known.into_iter().find(|id| named.contains(id));
}

/// The portfolios that any office of the article has.
fn portfolios_of(found: [&Candidates; 2]) -> Vec<&'static str> {
    let offices = found.into_iter().flat_map(|f| f.offices.iter().chain(&f.nameless));
    offices.filter(|office| !office.former).filter_map(|office| office.portfolio()).collect()
}

/// Whether an office without a country is of the country of whoever was named at `before`: `his foreign minister`, or
/// `the foreign minister` later in the same sentence.
fn whose(scan: &Scan<'_>, office: usize, before: usize) -> bool {
    let Some(at) = office.checked_sub(1) else { return false };
    let theirs = scan.word_is(at, &["his", "her"]) && office - before < 60;
    let same =
        scan.word_is(at, &["the"]) && !scan.is(office, flag::CAP) && scan.sentence_start(office) <= before;
    (theirs || same) && before < office
}

/// A single name may have grown into what was settled behind it: then the first stands.
fn drop_overlaps(mentions: &mut Vec<Mention>) {
    let mut last = (Part::Title, 0);
    mentions.retain(|mention| {
        let free = mention.part != last.0 || mention.start >= last.1;
        if free {
            last = (mention.part, mention.end);
        }
        free
    });
}
