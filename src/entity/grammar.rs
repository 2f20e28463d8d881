//! Reads offices: modifiers, head word, complements.

use super::authority::{Authority, CountryCode};
use super::lexicon::{Entry, Form, Lexicon, class};
use super::ministries::{self, What};
use super::offices::Office;
use super::scan::Scan;
use super::shown;
use super::text::flag;
use super::words::Head;

/// What has been read of an office so far.
#[derive(Default)]
pub(crate) struct Parts {
    country: Option<CountryCode>,
    ministry: Option<What>,
    organisation: Option<u32>,
    other_body: bool,
    public_body: bool,
    local: bool,
    pub(crate) former: bool,
    /// A ministry's own name before the head.
    special: Option<(usize, usize)>,
    /// Spans of tokens that make the shown form.
    pub(crate) shown: Vec<(usize, usize)>,
}

/// The grammar's sources.
#[derive(Clone, Copy)]
pub(crate) struct Grammar<'g> {
    pub(crate) lexicon: &'g Lexicon,
    pub(crate) authority: &'static Authority,
}

impl Grammar<'_> {
    /// Reads an office that begins at a token, with what follows it (`of …`, `to …`) but without any name.
    pub(crate) fn office(&self, scan: &Scan<'_>, start: usize) -> Option<Office> {
        // Most words begin no office: leave before anything is allocated.
        if scan.matches_at(start).is_empty() && !scan.word_is(start, &["ministry"]) {
            return None;
        }
        let mut parts = Parts::default();
        let mut at = start;
        while at < scan.len() && at - start < 14 {
            if at > start && scan.is(at, flag::SENTENCE) {
                return None;
            }
            if let Some((head, plural, end)) = self.head(scan, at) {
                return self.finish(scan, start, at, end, head, plural, parts);
            }
            at = self.modifier(scan, start, at, &mut parts)?;
        }
        None
    }

    /// The head word at a token, unless it is only the rank of a head that follows.
    fn head(&self, scan: &Scan<'_>, at: usize) -> Option<(Head, bool, usize)> {
        let ((head, plural), end) = scan.longest(at, |entry| match entry {
            Entry::Head(head, plural) => Some((head, plural)),
            _ => None,
        })?;
        // `Justice Department`, `General Assembly`, `House of Commons`: the word belongs to a longer name.
        let swallowed = scan.matches_at(at).iter().any(|m| {
            m.end as usize > end
                && matches!(m.entry, Entry::Organisation(_) | Entry::Ministry(_) | Entry::Place(_))
        });
        if swallowed {
            return None;
        }
        let is_rank = scan.has(at, class::RANK) || matches!(head, Head::Leader | Head::Officer | Head::Judge);
        let glued = scan.mark(end, b'-') && scan.is(end, flag::GLUED);
        let next = end + usize::from(glued);
        let follows = scan.longest(next, |e| match e {
            Entry::Head(h, _) => Some(h),
            Entry::Portfolio(_) => Some(Head::Minister),
            _ => None,
        });
        if is_rank && end == at + 1 && !scan.is(next, flag::SENTENCE) {
            match follows {
                Some((_, after)) if scan.has(at, class::RANK) && self.leads_to_head(scan, next, after) => {
                    return None;
                }
                _ => {}
            }
        }
        if plural && scan.is(end, flag::POSSESSIVE) {
            return None;
        }
        Some((head, plural, end))
    }

    fn leads_to_head(&self, scan: &Scan<'_>, at: usize, after: usize) -> bool {
        let is_head = |at| scan.matches_at(at).iter().any(|m| matches!(m.entry, Entry::Head(..)));
        is_head(at) || is_head(after)
    }

    /// Reads one word or phrase before the head; the token after it, or nothing where no office can be.
    fn modifier(&self, scan: &Scan<'_>, start: usize, at: usize, parts: &mut Parts) -> Option<usize> {
        if at > start && (scan.is(at, flag::POSSESSIVE) || scan.mark(at, b'-') && scan.is(at, flag::GLUED)) {
            return Some(at + 1);
        }
        if let Some(named) = ministries::parse(scan, self.lexicon, self.authority, at, parts.country)
            && !matches!(named.what, What::Bare)
            && !scan.word_is(at, &["state"])
        {
            parts.country = named.country.or(parts.country);
            if matches!(named.what, What::Special(_)) {
                parts.special = Some((named.start, named.end));
            }
            parts.ministry = Some(named.what);
            return Some(named.end);
        }
        let mut demonym_or_more = None;
        for m in scan.matches_at(at) {
            let end = m.end as usize;
            match m.entry {
                Entry::Country(position, _) => {
                    let country = self.authority.countries().get(position as usize)?.code;
                    // `Russia foreign minister` is a headline's; `Russia's` and `Russian` are anyone's.
                    if parts.country.is_none() {
                        parts.country = Some(country);
                    }
                    return Some(end);
                }
                Entry::Portfolio(_) => {
                    // `Foreign` may begin `Foreign Affairs Committee`: a head must follow in the end.
                    let (slug, end) = ministries::portfolios_at(scan, self.authority, at)?;
                    parts.ministry = Some(What::Portfolio(slug));
                    parts.shown.push((at, end));
                    return Some(end);
                }
                Entry::Rank => {
                    parts.shown.push((at, end));
                    return Some(end);
                }
                Entry::Attribute => return Some(end),
                Entry::Former => {
                    parts.former = true;
                    return Some(end);
                }
                Entry::Organisation(position) if m.end as usize > at => {
                    demonym_or_more = demonym_or_more.or(Some((Some(position), end)));
                }
                Entry::Seat(position) => {
                    let country = self.authority.countries().get(position as usize)?.code;
                    parts.country = parts.country.or(Some(country));
                    return Some(end);
                }
                Entry::Place(_) | Entry::Capital(_) if scan.is(at, flag::CAP) => {
                    demonym_or_more = demonym_or_more.or(Some((None, end)));
                }
                Entry::Head(head, _) => {
                    // A head that is here only the rank of another: `Vice President`, `Chief Justice`.
                    if head != Head::Profession {
                        parts.shown.push((at, end));
                    }
                    return Some(end);
                }
                _ => {}
            }
        }
        if let Some((organisation, end)) = demonym_or_more {
            match organisation {
                Some(_) => {
                    parts.organisation = organisation;
                    parts.shown.push((at, end));
                }
                None => self.locate(scan, at, parts),
            }
            return Some(end);
        }
        // `Russian Security Council Secretary`: words of a body between country and head.
        let inside =
            at > start && scan.is(at, flag::CAP) && scan.is_plain(at) && !scan.has(at, class::NEVER_PERSON);
        if inside && !scan.has(at, class::GIVEN | class::CALENDAR | class::NAME_PART) {
            parts.public_body |= scan.word_is(at, PUBLIC_BODIES);
            parts.other_body = !parts.public_body;
            parts.shown.push((at, at + 1));
            return Some(at + 1);
        }
        None
    }

    #[allow(clippy::too_many_arguments)]
    fn finish(
        &self,
        scan: &Scan<'_>,
        start: usize,
        head_at: usize,
        head_end: usize,
        head: Head,
        plural: bool,
        mut parts: Parts,
    ) -> Option<Office> {
        let lower = !scan.is(head_at, flag::CAP);
        if lower && matches!(head, Head::Officer | Head::Judge | Head::Monarch) && parts.country.is_none() {
            return None;
        }
        // `Treasury Secretary`, but `spokesman` of the State Department.
        if let Some(special) = parts.special.filter(|_| matches!(head, Head::Secretary | Head::Minister)) {
            parts.shown.push(special);
        }
        parts.shown.push((head_at, head_end));
        let mut end = head_end;
        if scan.mark(end, b'-') && scan.word_is(end + 1, &["elect", "designate", "select", "nominee"]) {
            parts.shown.push((end, end + 2));
            end += 2;
        }
        let mut rounds = 0;
        while rounds < 4 && !scan.is(end, flag::SENTENCE) {
            let Some(after) = self.complement(scan, head, head_end, end, &mut parts) else { break };
            end = after;
            rounds += 1;
        }
        // `Deputy Prime Minister and Foreign Minister`: one person with two offices.
        if !plural && rounds < 4 && scan.word_is(end, &["and"]) && !scan.is(end, flag::SENTENCE) {
            let next = scan.skip_article(end + 1);
            let second = self
                .office(scan, next)
                .filter(|o| !o.plural && o.country.is_none_or(|c| parts.country.is_none_or(|own| own == c)));
            if let Some(second) = second
                && matches!(
                    second.head,
                    Head::Minister
                        | Head::Secretary
                        | Head::PrimeMinister
                        | Head::SecretaryOfState
                        | Head::Chancellor
                        | Head::President
                        | Head::Public
                )
                && matches!(
                    head,
                    Head::Minister
                        | Head::PrimeMinister
                        | Head::President
                        | Head::Public
                        | Head::Secretary
                        | Head::Leader
                )
            {
                parts.country = parts.country.or(second.country);
                if parts.ministry.is_none() {
                    parts.ministry = second.ministry;
                }
                let first = shown::form(scan, &parts, false);
                let shown = format!("{first} and {}", second.shown);
                return Some(Office {
                    start,
                    end: second.end,
                    head,
                    plural,
                    country: parts.country,
                    ministry: parts.ministry,
                    organisation: parts.organisation,
                    public_body: parts.public_body,
                    local: parts.local,
                    capital: !lower,
                    other_body: parts.other_body,
                    former: parts.former,
                    shown,
                    head_at,
                    head_end,
                });
            }
        }
        Some(Office {
            start,
            end,
            head,
            plural,
            shown: shown::form(scan, &parts, plural),
            country: parts.country,
            ministry: parts.ministry,
            organisation: parts.organisation,
            other_body: parts.other_body,
            public_body: parts.public_body,
            local: parts.local,
            capital: !lower,
            former: parts.former,
            head_at,
            head_end,
        })
    }

    /// The office is of a place inside a country.
    fn locate(&self, scan: &Scan<'_>, at: usize, parts: &mut Parts) {
        parts.local = true;
        let country = scan.matches_at(at).iter().find_map(|m| match m.entry {
            Entry::Place(p) => self.authority.places().get(p as usize).and_then(|place| place.country),
            Entry::Capital(p) | Entry::Seat(p) => self.authority.countries().get(p as usize).map(|c| c.code),
            _ => None,
        });
        parts.country = parts.country.or(country);
    }

    /// What follows a head: `of Foreign Affairs`, `to South Korea`, `for the Middle East`, `of the European Commission`.
    fn complement(
        &self,
        scan: &Scan<'_>,
        head: Head,
        head_end: usize,
        at: usize,
        parts: &mut Parts,
    ) -> Option<usize> {
        if !scan.word_is(at, &["of", "for", "to", "at", "in", "from"]) {
            return None;
        }
        // `a minister in his cabinet`
        if scan.word_is(at, &["in"]) && scan.word_is(at + 1, &["his", "her", "its", "their"]) {
            return None;
        }
        let to = scan.word_is(at, &["to", "at"]);
        let next = scan.skip_article(at + 1);
        if to || (scan.word_is(at, &["for"]) && matches!(head, Head::Envoy)) {
            if !matches!(head, Head::Ambassador | Head::Envoy | Head::Public | Head::Leader | Head::Secretary)
            {
                return None;
            }
            let end = self.destination(scan, next)?;
            parts.shown.push((at, end));
            return Some(end);
        }
        let parse = |at| {
            let named = ministries::parse(scan, self.lexicon, self.authority, at, parts.country);
            named.filter(|named| !matches!(named.what, What::Bare))
        };
        if head == Head::Spokesperson && scan.word_is(next, &["ministry", "department"]) {
            parts.ministry = Some(What::Bare);
            return Some(next + 1);
        }
        // `President of the Confederation`
        if matches!(head, Head::President | Head::Chancellor)
            && scan.word_is(next, &["confederation", "republic", "federation"])
            && !scan.word_is(next + 1, &["of"])
        {
            return Some(next + 1);
        }
        // `Assistant Secretary of State`
        if head == Head::Minister && scan.word_is(next, &["state"]) && scan.word_is(at - 1, &["secretary"]) {
            parts.ministry = Some(What::Portfolio("foreign-affairs"));
            parts.shown.push((at, next + 1));
            return Some(next + 1);
        }
        // `the Exchequer` has its article in its name.
        if let Some(named) = parse(next).or_else(|| parse(at + 1)) {
            parts.country = named.country.or(parts.country);
            if matches!(
                head,
                Head::Minister
                    | Head::Secretary
                    | Head::Spokesperson
                    | Head::Leader
                    | Head::Public
                    | Head::SecretaryOfState
                    | Head::Chancellor
            ) {
                parts.ministry = Some(named.what);
            }
            if matches!(head, Head::Leader | Head::Public | Head::Chancellor | Head::Minister) {
                parts.shown.push((at, named.end));
            }
            return Some(named.end);
        }
        if matches!(head, Head::Minister | Head::Secretary | Head::SecretaryOfState | Head::Chancellor)
            && let Some((slug, end)) = ministries::portfolios_at(scan, self.authority, next)
        {
            parts.ministry = Some(What::Portfolio(slug));
            parts.shown.push((at, end));
            return Some(end);
        }
        let mut found: Option<(Entry, usize)> = None;
        for m in scan.matches_at(next) {
            if matches!(
                m.entry,
                Entry::Organisation(_)
                    | Entry::Place(_)
                    | Entry::Capital(_)
                    | Entry::Country(_, Form::Name)
                    | Entry::Seat(_)
            ) && found.is_none_or(|(_, end)| end == m.end as usize)
            {
                let better = found.is_none() || matches!(m.entry, Entry::Country(..));
                if better {
                    found = Some((m.entry, m.end as usize));
                }
            }
        }
        if let Some((entry, end)) = found {
            match entry {
                Entry::Country(position, _) => {
                    let country = self.authority.countries().get(position as usize)?.code;
                    if parts.country.is_none_or(|own| own == country) {
                        parts.country = Some(country);
                    } else {
                        return None;
                    }
                    return Some(end);
                }
                Entry::Organisation(position) => {
                    parts.organisation = Some(position);
                    parts.shown.push((at, end));
                    return Some(end);
                }
                _ => {
                    self.locate(scan, next, parts);
                    parts.shown.push((at, end));
                    return Some(end);
                }
            }
        }
        // `Minister for Veterans' Affairs`, `president of the Acme Union`: words that no list knows.
        let further = matches!(head, Head::Minister | Head::Secretary | Head::SecretaryOfState);
        if (at == head_end || !further && !parts.other_body)
            && scan.is(next, flag::CAP)
            && scan.is_plain(next)
            && !scan.has(next, class::GIVEN)
        {
            let mut end = ministries::capitals_end(scan, next);
            // `director general of the Department of Asian Affairs of the Foreign Ministry`
            let ministry = (next + 1..end).find(|&i| {
                !matches!(head, Head::Minister | Head::Secretary)
                    && ministries::parse(scan, self.lexicon, self.authority, i, parts.country)
                        .is_some_and(|named| !matches!(named.what, What::Bare | What::Unlisted(_)))
            });
            if let Some(at) = ministry {
                end = at;
                while end > next && scan.word_is(end - 1, &["of", "the", "and"]) {
                    end -= 1;
                }
            }
            if end > next {
                parts.public_body |= (next..end).any(|i| scan.word_is(i, PUBLIC_BODIES));
                match head {
                    Head::Minister | Head::Secretary | Head::SecretaryOfState => {
                        // The first of several names the ministry.
                        let end = (next..end).find(|&i| scan.word_is(i, &["and"])).unwrap_or(end);
                        let words = scan.span(next, end);
                        parts.ministry = Some(What::Unlisted(super::authority::slug(words)));
                    }
                    _ => parts.other_body = true,
                }
                parts.shown.push((at, end));
                return Some(end);
            }
        }
        None
    }

    /// Where an ambassador or envoy is sent: one country, place or body, or several.
    fn destination(&self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        let mut end = scan
            .longest(at, |entry| {
                matches!(
                    entry,
                    Entry::Country(_, Form::Name)
                        | Entry::Organisation(_)
                        | Entry::Place(_)
                        | Entry::Capital(_)
                        | Entry::Portfolio(_)
                )
                .then_some(())
            })
            .map(|((), end)| end);
        if end.is_none() && scan.is(at, flag::CAP) && scan.is_plain(at) {
            let past = ministries::capitals_end(scan, at);
            end = (past > at).then_some(past);
        }
        let end = end?;
        if scan.word_is(end, &["and"]) {
            let next = scan.skip_article(end + 1);
            let also = scan.longest(next, |e| matches!(e, Entry::Country(_, Form::Name)).then_some(()));
            if let Some(((), after)) = also {
                return Some(after);
            }
        }
        Some(end)
    }
}

/// Words in the names of public bodies.
const PUBLIC_BODIES: &[&str] = &[
    "party",
    "parliament",
    "assembly",
    "senate",
    "commission",
    "council",
    "committee",
    "court",
    "police",
    "army",
    "navy",
    "forces",
    "force",
    "government",
    "agency",
    "bureau",
    "guard",
    "congress",
    "duma",
    "cabinet",
    "state",
    "republic",
    "nations",
    "staff",
    "legislature",
    "house",
    "subcommittee",
    "authority",
    "embassy",
    "presidium",
    "administration",
    "secretariat",
    "department",
    "directorate",
    "office",
    "ministry",
    "municipality",
    "province",
    "county",
    "city",
    "delegation",
];
