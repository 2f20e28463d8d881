//! Where the name of a person begins and ends, and what stands around it.

use super::lexicon::{Entry, class};
use super::scan::Scan;
use super::text::flag;
use super::words::Head;

/// What is known before a name is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// An office or title stands before it: any capitalised word may be a name.
    Title,
    /// Nothing: the first word must not be a word of everyday language.
    None,
}

/// The end of the name that begins at a token.
pub(crate) fn name_end(scan: &Scan<'_>, at: usize, ground: Ground) -> Option<usize> {
    let mut next = at;
    let mut end = at;
    let mut words = 0;
    while next < scan.len() && words < 6 {
        if next > at && (scan.is(next, flag::SENTENCE) || blocks(scan, at, next)) {
            break;
        }
        if scan.is_name_word(next) {
            if stops_name(scan, at, next, ground) {
                break;
            }
            next += 1;
            words += 1;
            end = next;
            continue;
        }
        let inside = words > 0 || starts_with_particle(scan, at);
        if inside && scan.mark(next, b'-') && scan.is(next, flag::GLUED) && scan.is(next + 1, flag::GLUED) {
            // `Hong-kyun`: the part after the hyphen may be in lower case.
            if scan.is(next + 1, flag::WORD) && !is_compound(scan, next + 1) {
                next += 2;
                end = next;
                continue;
            }
            break;
        }
        let particle = scan.has(next, class::PARTICLE) && !scan.is(next, flag::CAP);
        if particle && inside && joins_name(scan, next) {
            next += 1;
            continue;
        }
        // `John “Jack” Doe`
        if words > 0
            && scan.mark(next, b'"')
            && scan.is(next + 1, flag::CAP)
            && scan.mark(next + 2, b'"')
            && scan.is_name_word(next + 3)
        {
            next += 3;
            continue;
        }
        break;
    }
    if end == at {
        return None;
    }
    // `Doe, Jr.`
    if scan.mark(end, b',') && scan.word_is(end + 1, &["jr.", "sr."]) {
        end += 2;
    }
    if is_body(scan, at, end) { None } else { Some(end) }
}

/// Words that follow a hyphen in compounds, not in names: `Moscow-based`.
fn is_compound(scan: &Scan<'_>, at: usize) -> bool {
    scan.word_is(
        at,
        &[
            "based",
            "led",
            "backed",
            "elect",
            "designate",
            "born",
            "style",
            "era",
            "run",
            "held",
            "owned",
            "controlled",
        ],
    )
}

fn starts_with_particle(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at, class::PARTICLE) && scan.is(at + 1, flag::CAP | flag::GLUED)
}

/// A particle joins two parts of a name: `Ursula von der Leyen`, `Bashar al-Assad`.
fn joins_name(scan: &Scan<'_>, at: usize) -> bool {
    let mut next = at + 1;
    while next < at + 3 && scan.has(next, class::PARTICLE) && !scan.is(next, flag::CAP) {
        next += 1;
    }
    if scan.mark(next, b'-') && scan.is(next, flag::GLUED) {
        next += 1;
    }
    if scan.word_is(
        at,
        &["e", "y", "la", "le", "do", "und", "lo", "op", "da", "no", "so", "an", "ben", "den", "ten"],
    ) && !scan.is_plain(at)
    {
        return false;
    }
    scan.is_name_word(next) && !scan.is(next, flag::SENTENCE)
}

/// Whether a known phrase that is no name begins here.
fn blocks(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    scan.matches_at(at).iter().any(|m| {
        let long = m.end as usize > at + 1;
        match m.entry {
            Entry::Organisation(_) | Entry::Ministry(_) => long || scan.is(at, flag::ALL_CAPS),
            Entry::Country(_, super::lexicon::Form::Demonym) => !m.ambiguous && at > start,
            Entry::Country(..) => {
                long || scan.is(at, flag::ALL_CAPS)
                    || at > start
                        && !m.ambiguous
                        && !scan.word_is(at, &["israel", "malta", "france", "holland"])
            }
            Entry::Head(head, _) => {
                long || !matches!(
                    head,
                    Head::Monarch | Head::Judge | Head::Profession | Head::Chancellor | Head::Officer
                )
            }
            _ => false,
        }
    })
}

/// Whether a capitalised word ends the name before it.
fn stops_name(scan: &Scan<'_>, start: usize, at: usize, ground: Ground) -> bool {
    if at == start {
        let known = scan.has(at, class::GIVEN | class::EASTERN | class::NAME_PART);
        let common = scan.has(at, class::COMMON) && !known;
        let office = scan.has(at, class::HEAD)
            && scan.matches_at(at).iter().any(|m| {
                matches!(m.entry, Entry::Head(head, _) if !matches!(head, Head::Monarch | Head::Judge | Head::Profession | Head::Chancellor | Head::Officer))
            });
        if office {
            return true;
        }
        let weak = ground == Ground::None && (common || scan.has(at, class::COUNTRY));
        return weak || (scan.is(at, flag::ALL_CAPS) && is_acronym(scan, at));
    }
    // Short words in capitals amid others are acronyms: `Doe NATO`.
    scan.is(at, flag::ALL_CAPS)
        && !scan.is(start, flag::ALL_CAPS)
        && is_acronym(scan, at)
        && !scan.is(at, flag::DOTTED)
        && !is_ordinal(scan, at)
}

fn is_acronym(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_plain(at)
        && scan.word(at).len() <= 4
        && !scan.is(at, flag::DOTTED)
        && !scan.has(at, class::EASTERN | class::GIVEN)
}

/// `II`, `III`, `IV`, and initials without stops.
fn is_ordinal(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.word(at), "II" | "III" | "IV" | "VI" | "VII" | "XVI" | "XII" | "XIII" | "JR" | "JFK")
}

/// Whether the words are the name of a body or place rather than of a person.
fn is_body(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let last = end - 1;
    let words = end - start;
    if scan.has(last, class::BODY_END | class::PLACE_END) {
        let single = words == 1 && scan.has(last, class::EASTERN | class::NAME_PART);
        let given_first =
            words == 2 && scan.has(start, class::GIVEN) && scan.has(last, class::NAME_PART | class::EASTERN);
        let eastern_first = words >= 2 && scan.has(start, class::EASTERN);
        return !(single || given_first || eastern_first);
    }
    let listed = |m: &super::lexicon::Match| {
        m.end as usize >= end
            && matches!(
                m.entry,
                Entry::Organisation(_)
                    | Entry::Place(_)
                    | Entry::Country(..)
                    | Entry::Ministry(_)
                    | Entry::Capital(_)
            )
            && (words > 1 || !m.ambiguous)
    };
    let person_too =
        scan.matches_at(start).iter().any(|m| m.end as usize >= end && matches!(m.entry, Entry::Official(_)));
    if person_too {
        return false;
    }
    let over =
        scan.matches_at(start).iter().any(|m| listed(m) && (words > 1 || !scan.has(start, class::NAME_PART)));
    over || scan.mark(end, b'-') && is_compound(scan, end + 1)
}

/// Passes over a note in brackets: `(D-NY)`, `(R-Calif.)`. The token after it.
pub(crate) fn skip_brackets(scan: &Scan<'_>, at: usize) -> usize {
    if !scan.mark(at, b'(') {
        return at;
    }
    (at + 1..(at + 9).min(scan.len())).find(|&i| scan.mark(i, b')')).map_or(at, |close| close + 1)
}

/// Whether `(D-NY)`, `(R-Calif.)`, `(NC-02)` stands here: what the American press adds to a member of Congress.
pub(crate) fn is_party_and_state(scan: &Scan<'_>, at: usize) -> bool {
    let hyphen = scan.mark(at + 2, b'-') || scan.mark(at + 2, b'_') || scan.mark(at + 2, b',');
    let closed = skip_brackets(scan, at) > at;
    if !scan.mark(at, b'(') || !closed || !hyphen {
        return false;
    }
    let party = scan.word_is(at + 1, &["d", "r", "i", "d.", "r.", "i.", "dem", "rep"])
        && scan.is(at + 1, flag::CAP)
        && scan.is(at + 3, flag::CAP);
    let state = scan.word(at + 1).len() == 2
        && scan.is(at + 1, flag::ALL_CAPS)
        && (scan.is(at + 3, flag::NUMBER) || scan.word_is(at + 3, &["al"]));
    party || state
}

/// Whether a name has what people's names have: a given name, an initial, an eastern surname with two more words.
pub(crate) fn looks_like_person(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    if end - start < 2 || scan.has(end - 1, class::BODY_END | class::PLACE_END) {
        return false;
    }
    let given = scan.has(start, class::GIVEN)
        && !(scan.has(start, class::COUNTRY | class::PLACE)
            && end - start == 2
            && scan.has(end - 1, class::COMMON));
    let hyphenated = (start..end).any(|i| scan.mark(i, b'-'));
    let eastern = scan.has(start, class::EASTERN)
        && !scan.has(start + 1, class::COMMON)
        && (end - start == 3 || hyphenated || scan.has(start + 1, class::NAME_PART | class::GIVEN));
    let initial = (start + 1..end - 1).any(|i| scan.is(i, flag::DOTTED) && scan.word(i).len() == 2)
        && !scan.has(start, class::COMMON);
    let initials_first = scan.is(start, flag::DOTTED)
        && scan.word(start).len() == 2
        && !scan.is(end - 1, flag::ALL_CAPS)
        && !scan.has(end - 1, class::COMMON);
    let parts = scan.has(start, class::NAME_PART)
        && scan.has(end - 1, class::NAME_PART)
        && !scan.has(start, class::COMMON | class::PLACE | class::COUNTRY)
        && !scan.has(end - 1, class::COMMON);
    if !scan.is_plain(start) && !scan.has(start + 1, class::GIVEN | class::NAME_PART) && end - start > 2 {
        return false;
    }
    given || eastern || initial || initials_first || parts
}
