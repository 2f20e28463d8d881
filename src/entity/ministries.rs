//! The grammar of ministries: country and portfolio, in every order, and the names that some have of their own.

use super::authority::{Authority, CountryCode, Ministry};
use super::lexicon::{Entry, Form, Lexicon, class};
use super::scan::Scan;
use super::text::flag;

/// A ministry as a text names it.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// First token, without an article.
    pub(crate) start: usize,
    /// Past the last token.
    pub(crate) end: usize,
    pub(crate) what: What,
    /// The country that stands in the name or possesses it.
    pub(crate) country: Option<CountryCode>,
    pub(crate) rule: &'static str,
}

/// What is known of a ministry before its country is settled.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// It has names of its own: one of these, told apart by country.
    Special(Vec<&'static Ministry>),
    /// A portfolio by its slug.
    Portfolio(&'static str),
    /// A portfolio that no list knows: a slug of its words.
    Unlisted(String),
    /// `the Ministry`.
    Bare,
}

/// Reads a ministry that begins at a token. `possessor` is the country whose possessive stands before it.
pub(crate) fn parse(
    scan: &Scan<'_>,
    lexicon: &Lexicon,
    authority: &'static Authority,
    at: usize,
    possessor: Option<CountryCode>,
) -> Option<Named> {
    let mut start = at;
    let mut country = possessor;
    let mut next = at;
    if possessor.is_none()
        && let Some((found, end)) = country_at(scan, authority, at)
    {
        if scan.is(end, flag::POSSESSIVE) {
            return parse(scan, lexicon, authority, end + 1, Some(found));
        }
        // `the US State Department`, `Russian Foreign Ministry`: the country belongs to the name.
        country = Some(found);
        next = end;
    }
    let named = special(scan, lexicon, next, country)
        .or_else(|| head_last(scan, authority, next))
        .or_else(|| head_first(scan, authority, next));
    let Some(mut named) = named else {
        return bare(scan, at, possessor);
    };
    if country.is_some() && next > at && !scan.is(next, flag::CAP) {
        // `the Russian foreign ministry`: the country is part of the description, yet one name in the eyes of readers.
        start = at;
    }
    named.start = start;
    named.country = named.country.or(country);
    named.end = with_country_after(scan, authority, &mut named);
    Some(named)
}

/// A country's name or adjective, with the token after it.
pub(crate) fn country_at(scan: &Scan<'_>, authority: &Authority, at: usize) -> Option<(CountryCode, usize)> {
    let (position, end) = scan.longest(at, |entry| match entry {
        Entry::Country(position, _) => Some(position),
        _ => None,
    })?;
    Some((authority.countries().get(position as usize)?.code, end))
}

fn special(scan: &Scan<'_>, lexicon: &Lexicon, at: usize, country: Option<CountryCode>) -> Option<Named> {
    let mut found: Vec<&'static Ministry> = Vec::new();
    let mut end = 0;
    let mut unsure = false;
    for m in scan.matches_at(at) {
        let Entry::Ministry(position) = m.entry else { continue };
        if end != 0 && m.end != end {
            break;
        }
        end = m.end;
        unsure |= m.ambiguous;
        found.push(lexicon.ministries[position as usize]);
    }
    if found.is_empty() {
        return None;
    }
    if let Some(country) = country {
        let own: Vec<_> = found.iter().copied().filter(|m| m.country == country).collect();
        if own.is_empty() {
            return None;
        }
        found = own;
        unsure = false;
    }
    // An acronym such as `MFA` needs its country beside it, or an earlier full name: see `resolve`.
    let rule = if unsure { "ministry-acronym" } else { "ministry-name" };
    Some(Named { start: at, end: end as usize, what: What::Special(found), country: None, rule })
}

const HEAD_LAST: &[&str] = &["ministry", "department", "ministries"];

/// `Foreign Ministry`, `defence ministry`, `Federal Foreign Ministry`.
fn head_last(scan: &Scan<'_>, authority: &'static Authority, at: usize) -> Option<Named> {
    let mut at_portfolio = at;
    if scan.word_is(at, &["federal", "state", "union"]) {
        at_portfolio += 1;
    }
    let (slug, end) = portfolios_at(scan, authority, at_portfolio)?;
    if !scan.word_is(end, HEAD_LAST) || scan.is(end, flag::SENTENCE) {
        return None;
    }
    // `health department` in lower case is anyone's.
    if scan.word_is(end, &["department"]) && !scan.is(end, flag::CAP) {
        return None;
    }
    Some(Named {
        start: at,
        end: end + 1,
        what: What::Portfolio(slug),
        country: None,
        rule: "portfolio+ministry",
    })
}

/// `Ministry of Foreign Affairs`, `Federal Department of Finance`, `Ministry for Europe and Foreign Affairs`.
fn head_first(scan: &Scan<'_>, authority: &'static Authority, at: usize) -> Option<Named> {
    let mut head = at;
    if scan.word_is(at, &["federal", "state", "union"]) {
        head += 1;
    }
    let ministry = scan.word_is(head, &["ministry", "ministries"]);
    let department = scan.word_is(head, &["department", "secretariat"]);
    if !(ministry || department && scan.is(head, flag::CAP)) || !scan.word_is(head + 1, &["of", "for"]) {
        return None;
    }
    let at_portfolio = scan.skip_article(head + 2);
    if let Some((slug, end)) = portfolios_at(scan, authority, at_portfolio) {
        return Some(Named {
            start: at,
            end,
            what: What::Portfolio(slug),
            country: None,
            rule: "ministry-of",
        });
    }
    if !ministry || !scan.is(head, flag::CAP) {
        return None;
    }
    let end = capitals_end(scan, at_portfolio);
    let words = scan.span(at_portfolio, end);
    let unlisted = What::Unlisted(super::authority::slug(words));
    (end > at_portfolio).then_some(Named {
        start: at,
        end,
        what: unlisted,
        country: None,
        rule: "ministry-of",
    })
}

/// `the Ministry`, `the Department`: capitalised, with nothing of its own.
fn bare(scan: &Scan<'_>, at: usize, possessor: Option<CountryCode>) -> Option<Named> {
    let word = scan.word_is(at, &["ministry", "department"]) && scan.is(at, flag::CAP) && scan.is_plain(at);
    let article = at > 0 && scan.word_is(at - 1, &["the"]);
    let last =
        !scan.word_is(at + 1, &["of", "for"]) && !scan.is(at + 1, flag::CAP) && !scan.mark(at + 1, b'-');
    (word && article && last && possessor.is_none()).then_some(Named {
        start: at,
        end: at + 1,
        what: What::Bare,
        country: None,
        rule: "ministry-bare",
    })
}

/// One portfolio or several: `Foreign Affairs and Trade`, `Environment, Transport and Energy`. The first names it.
pub(crate) fn portfolios_at(
    scan: &Scan<'_>,
    authority: &'static Authority,
    at: usize,
) -> Option<(&'static str, usize)> {
    let (slug, mut end) = portfolio_at(scan, authority, at)?;
    loop {
        let mut next = end;
        let joined = scan.word_is(next, &["and"]) || scan.mark(next, b',') || scan.mark(next, b'&');
        if !joined {
            return Some((slug, end));
        }
        next += 1;
        if scan.word_is(next, &["and"]) {
            next += 1;
        }
        next = scan.skip_article(next);
        let capital = scan.is(end - 1, flag::CAP) == scan.is(next, flag::CAP);
        match portfolio_at(scan, authority, next) {
            Some((_, after)) if capital => end = after,
            _ if scan.is(next, flag::CAP)
                && scan.is(at, flag::CAP)
                && scan.word_is(end, &["and", "&"])
                && scan.has(next, class::COMMON) =>
            {
                end = next + 1;
            }
            _ => return Some((slug, end)),
        }
    }
}

fn portfolio_at(scan: &Scan<'_>, authority: &'static Authority, at: usize) -> Option<(&'static str, usize)> {
    let (position, end) = scan.longest(at, |entry| match entry {
        Entry::Portfolio(position) => Some(position),
        _ => None,
    })?;
    Some((authority.portfolios().get(position as usize)?.slug, end))
}

/// Past the last word of capitalised words joined by `of`, `and`, `the`.
pub(crate) fn capitals_end(scan: &Scan<'_>, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < scan.len() && next - at < 9 && !(next > at && scan.is(next, flag::SENTENCE)) {
        // `Minister for Veterans Affairs Jane Doe`: a given name begins something else.
        let name =
            next > at && scan.has(next, class::GIVEN) && !scan.has(next, class::COMMON | class::BODY_END);
        let person = next > at && scan.matches_at(next).iter().any(|m| matches!(m.entry, Entry::Official(_)));
        if name || person {
            break;
        }
        if scan.is(next, flag::CAP) && !scan.has(next, class::CALENDAR) {
            next += 1;
            end = next;
        } else if scan.word_is(next, &["of", "and", "the", "for", "&"]) || scan.is(next, flag::POSSESSIVE) {
            next += 1;
        } else {
            break;
        }
    }
    end
}

/// `… of the Republic of Korea`, `… of Ukraine`: takes the country after the name.
fn with_country_after(scan: &Scan<'_>, authority: &Authority, named: &mut Named) -> usize {
    if named.country.is_some() || !scan.word_is(named.end, &["of", "in"]) {
        return named.end;
    }
    let at = scan.skip_article(named.end + 1);
    let found = scan.longest(at, |entry| match entry {
        Entry::Country(position, Form::Name) => Some(position),
        _ => None,
    });
    let Some((position, end)) = found else { return named.end };
    let Some(country) = authority.countries().get(position as usize) else { return named.end };
    if let What::Special(list) = &mut named.what {
        if !list.iter().any(|m| m.country == country.code) {
            return named.end;
        }
        list.retain(|m| m.country == country.code);
    }
    named.country = Some(country.code);
    if scan.word_is(named.end, &["of"]) { end } else { named.end }
}
