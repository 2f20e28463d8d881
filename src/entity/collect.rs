//! The candidates of a text: every span that some rule takes for a name, before it is decided which ones stand.

use super::authority::CountryCode;
use super::grammar::Grammar;
use super::lexicon::{Entry, Form, class};
use super::ministries::{self, Named};
use super::offices::Office;
use super::people::{self, Ground};
use super::recognised;
use super::scan::Scan;
use super::tagger::Span;
use super::text::flag;
use super::words::Head;

/// How sure the sources are: of two candidates that overlap the higher tier stands.
pub(crate) mod tier {
    /// A surname, or another short form.
    pub(crate) const SHORT: u8 = 1;
    /// The look of the words.
    pub(crate) const PATTERN: u8 = 2;
    /// The statistical recogniser.
    pub(crate) const RECOGNISER: u8 = 3;
    /// A list.
    pub(crate) const LIST: u8 = 4;
    /// The recogniser, where it takes more words than a list: `Bank of China`.
    pub(crate) const LONGER: u8 = 5;
    /// A grammar: an office or title beside a name, a ministry.
    pub(crate) const GRAMMAR: u8 = 6;
}

/// A span that a rule takes for a name.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// First token.
    pub(crate) start: usize,
    /// Past the last token.
    pub(crate) end: usize,
    pub(crate) what: Found,
    /// Of two that overlap the higher tier stands, then the longer.
    pub(crate) tier: u8,
    pub(crate) rule: &'static str,
}

/// What a candidate names.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    Country(CountryCode),
    /// Position in [`Candidates::ministries`].
    Ministry(usize),
    /// Position in the authority's list.
    Organisation(u32),
    /// A body that no list knows.
    Body,
    /// Position in the authority's list.
    Place(u32),
    /// A place that no list knows.
    Site,
    /// A person; with the position in [`Candidates::offices`] of the office beside the name.
    Person(Option<usize>),
}

/// Everything that was found in one text.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) list: Vec<Candidate>,
    pub(crate) ministries: Vec<Named>,
    pub(crate) offices: Vec<Office>,
    /// Offices beside which no name stands.
    pub(crate) nameless: Vec<Office>,
}

/// Finds the candidates of a text. `spans` are those of the statistical recogniser.
pub(crate) fn collect(scan: &Scan<'_>, grammar: Grammar<'_>, spans: &[Span]) -> Candidates {
    let mut found = Candidates::default();
    people(scan, grammar, &mut found);
    things(scan, grammar, &mut found);
    recognised::add(scan, spans, &mut found);
    found
}

/// Countries, ministries, organisations and places.
fn things(scan: &Scan<'_>, grammar: Grammar<'_>, found: &mut Candidates) {
    let mut ministry_end = 0;
    let mut body_end = 0;
    for at in 0..scan.len() {
        if !scan.is(at, flag::WORD | flag::NUMBER) {
            continue;
        }
        if at >= ministry_end
            && let Some(named) = ministries::parse(scan, grammar.lexicon, grammar.authority, at, None)
        {
            ministry_end = named.end;
            found.list.push(Candidate {
                start: named.start,
                end: named.end,
                what: Found::Ministry(found.ministries.len()),
                tier: tier::GRAMMAR,
                rule: named.rule,
            });
            found.ministries.push(named);
        }
        listed(scan, grammar, at, found);
        if at >= body_end
            && scan.is(at, flag::CAP)
            && let Some((end, place)) = super::bodies::body_or_site(scan, at)
        {
            body_end = end;
            let (what, rule) = if place { (Found::Site, "place-words") } else { (Found::Body, "body-words") };
            found.list.push(Candidate { start: at, end, what, tier: tier::PATTERN, rule });
        }
    }
}

fn listed(scan: &Scan<'_>, grammar: Grammar<'_>, at: usize, found: &mut Candidates) {
    let mut longest: [usize; 3] = [0; 3];
    for m in scan.matches_at(at) {
        let end = m.end as usize;
        let (what, rule, slot) = match m.entry {
            Entry::Country(position, Form::Name) => {
                let Some(country) = grammar.authority.countries().get(position as usize) else { continue };
                if m.ambiguous && !super::places::is_country(scan, at, end, country.code) {
                    continue;
                }
                (Found::Country(country.code), "country-name", 0)
            }
            Entry::Seat(position) => {
                let Some(country) = grammar.authority.countries().get(position as usize) else { continue };
                (Found::Country(country.code), "seat", 0)
            }
            Entry::Capital(position) => {
                let Some(country) = grammar.authority.countries().get(position as usize) else { continue };
                if !super::places::stands_for_government(scan, at, end) {
                    if longest[1] == 0 && !has_place(scan, at, end) {
                        found.list.push(Candidate {
                            start: at,
                            end,
                            what: Found::Site,
                            tier: tier::LIST,
                            rule: "capital",
                        });
                    }
                    continue;
                }
                (Found::Country(country.code), "seat", 0)
            }
            Entry::Organisation(position) => {
                if m.ambiguous && !super::bodies::is_body_here(scan, at, end) {
                    continue;
                }
                (Found::Organisation(position), "organisation-name", 1)
            }
            Entry::Place(position) => {
                // A capital that stands for its government is no place.
                if has_capital(scan, at, end) {
                    continue;
                }
                if m.ambiguous && !super::places::is_place_here(scan, at, end) {
                    continue;
                }
                (Found::Place(position), "place-name", 2)
            }
            _ => continue,
        };
        if longest[slot] > end {
            continue;
        }
        longest[slot] = end;
        found.list.push(Candidate { start: at, end, what, tier: tier::LIST, rule });
    }
}

fn has_capital(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    scan.matches_at(at).iter().any(|m| m.end as usize == end && matches!(m.entry, Entry::Capital(_)))
        && super::places::stands_for_government(scan, at, end)
}

fn has_place(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    scan.matches_at(at).iter().any(|m| m.end as usize == end && matches!(m.entry, Entry::Place(_)))
}

/// People, by office, title, known name or the look of the name.
fn people(scan: &Scan<'_>, grammar: Grammar<'_>, found: &mut Candidates) {
    let mut at = 0;
    let mut failed_until = 0;
    while at < scan.len() {
        if !scan.is(at, flag::WORD) {
            let note = scan.mark(at, b'(') && people::is_party_and_state(scan, at);
            at = if note { people::skip_brackets(scan, at) } else { at + 1 };
            continue;
        }
        let parse = at >= failed_until || scan.has(at, class::HEAD);
        if let Some(office) = parse.then(|| grammar.office(scan, at)).flatten() {
            let end = names_after(scan, grammar, &office, found);
            if let Some(end) = end {
                found.offices.push(office);
                at = end;
                continue;
            }
            failed_until = office.head_at + 1;
            found.nameless.push(office);
        }
        at = person_without_office(scan, grammar, at, found);
    }
}

/// Takes the names that follow an office; the token after the last. The caller adds the office to the list.
fn names_after(
    scan: &Scan<'_>,
    grammar: Grammar<'_>,
    office: &Office,
    found: &mut Candidates,
) -> Option<usize> {
    let mut at = office.end;
    if scan.is(at, flag::SENTENCE) || scan.is(at, flag::POSSESSIVE) {
        return None;
    }
    let comma = scan.mark(at, b',') && !office.plural;
    if comma {
        at += 1;
    }
    let before_courtesy = at;
    // `Prime Minister, the Hon. Jane Doe MP`
    if scan.word_is(at, &["the"])
        && (scan.word_is(at + 1, &["hon", "hon.", "honourable", "right", "rt", "rt."]))
    {
        at += 1;
        while scan.word_is(at, &["right", "rt", "rt."]) {
            at += 1;
        }
        // `Rt.` and `Hon.` may have lost their stops to tokens of their own.
        while scan.mark(at, b'.') {
            at += 1;
        }
    }
    while (scan.has(at, class::COURTESY) || is_title(scan, at))
        && scan.is(at, flag::CAP)
        && scan.is_name_word(at + 1)
    {
        at += 1;
    }
    let titled = at > before_courtesy;
    // `Adam Doe, the Indonesian foreign minister, John Roe …`: the office is Doe's already.
    if comma && found.offices.last().is_some_and(|o| o.start <= office.start && office.start < o.end) {
        return None;
    }
    let end = people::name_end(scan, at, Ground::Title)?;
    // `Valéry Giscard d'Estaing`
    let end = known_official(scan, at).map_or(end, |known| known.max(end));
    if comma && !titled && !closes_apposition(scan, at, end, office) || !bears_name(scan, office, at, end) {
        return None;
    }
    let rule = if comma { "office,name" } else { "office+name" };
    // `Gen. Doe, the national security adviser`: the second says more. The caller adds the first to the list.
    let weak = matches!(office.head, Head::Officer | Head::Leader | Head::Profession)
        || !office.is_public(grammar.authority);
    let weak = weak && !office.plural;
    let second = if weak { after_name(scan, grammar, end, found) } else { None };
    let second = second.filter(|&at| found.offices.get(at).is_some_and(|o| o.is_public(grammar.authority)));
    let position = second.unwrap_or(found.offices.len());
    found.list.push(Candidate {
        start: at,
        end,
        what: Found::Person(Some(position)),
        tier: tier::GRAMMAR,
        rule,
    });
    if !office.plural {
        return Some(end);
    }
    let mut last = end;
    loop {
        // `Jane Doe of France, John Roe of the Netherlands and …`
        last = past_country(scan, last);
        let mut next = people::skip_brackets(scan, last);
        let comma = scan.mark(next, b',');
        next += usize::from(comma);
        let and = scan.word_is(next, &["and", "&"]);
        next += usize::from(and);
        if !comma && !and || scan.is(next, flag::SENTENCE) {
            return Some(last);
        }
        let office_next =
            scan.matches_at(next).iter().any(|m| matches!(m.entry, Entry::Head(..) | Entry::Country(..)));
        if office_next {
            return Some(last);
        }
        let Some(end) = people::name_end(scan, next, Ground::Title) else { return Some(last) };
        found.list.push(Candidate {
            start: next,
            end,
            what: Found::Person(Some(position)),
            tier: tier::GRAMMAR,
            rule: "office+names",
        });
        last = end;
    }
}

/// Past `of France` after a name.
fn past_country(scan: &Scan<'_>, at: usize) -> usize {
    if !scan.word_is(at, &["of"]) {
        return at;
    }
    let country = scan.longest(scan.skip_article(at + 1), |e| match e {
        Entry::Country(_, Form::Name) => Some(()),
        _ => None,
    });
    country.map_or(at, |((), end)| end)
}

/// A title between office and name: `President General Doe`.
fn is_title(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at, class::HEAD)
        && scan.matches_at(at).iter().any(|m| {
            matches!(
                m.entry,
                Entry::Head(Head::Monarch | Head::Officer | Head::Profession | Head::Judge, false)
            )
        })
}

/// `the Russian ambassador to South Korea, Jane Doe, …`: the name is closed off, and looks like one.
fn closes_apposition(scan: &Scan<'_>, start: usize, end: usize, office: &Office) -> bool {
    let closed = [b',', b'.', b')', b';', b'_', b'('].iter().any(|&m| scan.mark(end, m)) || end >= scan.len();
    let lone = end - start == 1 && !scan.has(start, class::NAME_PART);
    let list = scan.is(office.end.saturating_sub(1), flag::CAP) && scan.is(start, flag::CAP) && lone;
    closed && !lone && !list
}

/// Whether what follows an office can be the name of whoever holds it.
fn bears_name(scan: &Scan<'_>, office: &Office, start: usize, end: usize) -> bool {
    let capital = scan.is(office.head_at, flag::CAP);
    let single = end - start == 1;
    let known = scan.has(start, class::NAME_PART | class::EASTERN | class::GIVEN);
    // `Major Disaster Declaration`: a rank that is also an everyday word.
    let everyday = |at| scan.has(at, class::COMMON) && !scan.has(at, class::GIVEN | class::NAME_PART);
    let loose =
        matches!(office.head, Head::Officer | Head::Leader | Head::Profession | Head::Judge | Head::Monarch);
    if (loose || single && !scan.has(start, class::EASTERN)) && everyday(start) && everyday(end - 1) {
        return false;
    }
    match office.head {
        Head::Profession | Head::Leader if single => {
            capital
                && !scan.is(office.head_at, flag::HEADLINE)
                && !scan.has(start, class::COMMON | class::COUNTRY | class::PLACE)
                && matches!(office.head, Head::Profession)
                || known
                    && matches!(office.head, Head::Leader)
                    && !scan.has(start, class::PLACE | class::COUNTRY)
        }
        Head::Profession | Head::Leader => {
            people::looks_like_person(scan, start, end) || (!capital && scan.is_plain(start))
        }
        _ if single => {
            !scan.has(start, class::COUNTRY | class::PLACE) || known || scan.has(start, class::COMMON)
        }
        _ => true,
    }
}

/// A person named without an office before the name; the token to go on from.
fn person_without_office(scan: &Scan<'_>, grammar: Grammar<'_>, at: usize, found: &mut Candidates) -> usize {
    // `DR Congo` is no doctor; `Mr Justice Doe` has an office.
    let courtesy = scan.has(at, class::COURTESY)
        && scan.is(at, flag::CAP)
        && !(scan.is(at, flag::ALL_CAPS) && scan.is_plain(at))
        && (!scan.has(at + 1, class::HEAD) || scan.has(at + 1, class::GIVEN | class::NAME_PART));
    if courtesy
        && let Some(end) = people::name_end(scan, at + 1, Ground::Title)
        && !scan.is(at + 1, flag::SENTENCE)
        && !(end == at + 2 && scan.has(at + 1, class::HEAD))
    {
        let position = after_name(scan, grammar, end, found);
        found.list.push(Candidate {
            start: at + 1,
            end,
            what: Found::Person(position),
            tier: tier::GRAMMAR,
            rule: "title+name",
        });
        return end;
    }
    if !scan.is(at, flag::CAP) && !scan.has(at, class::PARTICLE) {
        return at + 1;
    }
    if let Some(end) = known_official(scan, at) {
        let position = after_name(scan, grammar, end, found);
        found.list.push(Candidate {
            start: at,
            end,
            what: Found::Person(position),
            tier: tier::LIST,
            rule: "known-name",
        });
        return end;
    }
    let Some(end) = people::name_end(scan, at, Ground::None) else { return at + 1 };
    let first = at == 0 || !scan.is_name_word(at - 1) || scan.is(at, flag::SENTENCE);
    let looks = people::looks_like_person(scan, at, end);
    let (position, rule) = if first {
        let position = after_name(scan, grammar, end, found);
        let strong = position
            .and_then(|p| found.offices.get(p))
            .is_some_and(|office| office.is_public(grammar.authority) || end - at > 1);
        let place = scan.has(at, class::PLACE | class::COUNTRY) && !looks;
        match position {
            Some(position) if (strong || looks) && !place => (Some(position), "name,office"),
            _ if looks => (None, "name-words"),
            _ if end - at > 1 && beside_saying(scan, at, end) && !place => (None, "name+said"),
            _ => return at + 1,
        }
    } else if looks {
        (after_name(scan, grammar, end, found), "name-words")
    } else {
        return at + 1;
    };
    let tier = if rule == "name,office" { tier::GRAMMAR } else { tier::PATTERN };
    found.list.push(Candidate { start: at, end, what: Found::Person(position), tier, rule });
    end
}

fn known_official(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let ((), end) = scan.longest(at, |entry| matches!(entry, Entry::Official(_)).then_some(()))?;
    // `Kim Jong-un` is no `Kim Jong`.
    let cut = scan.mark(end, b'-') && scan.is(end, flag::GLUED);
    let longer = scan.longest(at, |e| matches!(e, Entry::Organisation(_) | Entry::Place(_)).then_some(()));
    (!cut && longer.is_none_or(|((), other)| other <= end)).then_some(end)
}

fn beside_saying(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let before = start > 0 && scan.has(start - 1, class::SAYING);
    before || scan.has(end, class::SAYING) && !scan.is(end, flag::CAP)
}

/// The office that stands after a name: `, the deputy foreign minister …`, `, who is …`, `(D-NY)`. Added to the list.
fn after_name(scan: &Scan<'_>, grammar: Grammar<'_>, end: usize, found: &mut Candidates) -> Option<usize> {
    if people::is_party_and_state(scan, end) {
        let us = CountryCode::new(*b"us");
        found.offices.push(Office {
            start: end,
            end,
            head: Head::Legislator,
            plural: false,
            country: us,
            ministry: None,
            organisation: None,
            other_body: false,
            local: false,
            public_body: true,
            capital: true,
            former: false,
            shown: "member of Congress".to_owned(),
            head_at: end,
            head_end: end,
        });
        return Some(found.offices.len() - 1);
    }
    let mut at = people::skip_brackets(scan, end);
    let comma = scan.mark(at, b',') || scan.mark(at, b'_') || scan.mark(at, b'(');
    at += usize::from(comma);
    let mut copula = false;
    if comma && scan.word_is(at, &["who"]) || !comma && scan.word_is(at, &["is", "was", "became", "becomes"])
    {
        at += usize::from(scan.word_is(at, &["who"]));
        if !scan.word_is(at, &["is", "was", "has", "became", "had", "serves", "served"]) {
            return None;
        }
        copula = true;
        at += 1;
        while scan.word_is(at, &["been", "also", "currently", "then", "now", "as", "still"]) {
            at += 1;
        }
    } else if !comma && scan.word_is(at, &["as"]) {
        at += 1;
    } else if !comma {
        return None;
    }
    if scan.is(at, flag::SENTENCE) {
        return None;
    }
    let article = scan.word_is(at, &["the", "a", "an", "its", "their", "his", "her"]);
    at = scan.skip_article(at);
    while scan.word_is(at, &["then", "also", "currently", "now"]) {
        at += 1;
    }
    let mut office = grammar.office(scan, at)?;
    // `Doe, chairman of Acme and president of …`: the first public office counts.
    for _ in 0..3 {
        if office.is_public(grammar.authority) {
            break;
        }
        let mut next = office.end + usize::from(scan.mark(office.end, b','));
        next += usize::from(scan.word_is(next, &["and"]));
        next = scan.skip_article(next);
        if next == office.end || scan.is(next, flag::SENTENCE) {
            break;
        }
        let Some(other) = grammar.office(scan, next).filter(|o| o.is_public(grammar.authority) && !o.plural)
        else {
            break;
        };
        if people::name_end(scan, other.end, Ground::Title).is_some() {
            break;
        }
        office = other;
    }
    let weak = matches!(office.head, Head::Leader | Head::Profession);
    if (copula && !article && office.country.is_none() && office.ministry.is_none() && weak)
        || office.plural
        || people::name_end(scan, office.end, Ground::Title)
            .is_some_and(|n| bears_name(scan, &office, office.end, n))
    {
        return None;
    }
    found.offices.push(office);
    Some(found.offices.len() - 1)
}
