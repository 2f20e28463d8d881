//! The spans of the statistical recogniser as candidates: cut to our tokens, without what the grammars know better.

use super::collect::{Candidate, Candidates, Found, tier};
use super::lexicon::{Entry, Form, class};
use super::people;
use super::scan::Scan;
use super::tagger::{Kind, Span};
use super::text::flag;

/// Adds what the recogniser found, in tokens.
pub(crate) fn add(scan: &Scan<'_>, spans: &[Span], found: &mut Candidates) {
    let listed: Vec<(usize, usize)> =
        found.list.iter().filter(|c| c.tier == tier::LIST).map(|c| (c.start, c.end)).collect();
    for span in spans {
        let start = scan.tokens.partition_point(|t| (t.end as usize) <= span.start);
        let end = scan.tokens.partition_point(|t| (t.start as usize) < span.end);
        let (start, end) =
            if span.kind == Kind::Person { without_titles(scan, start, end) } else { (start, end) };
        if start >= end || span.confidence < LEAST || is_no_name(scan, start, end, span.kind, found) {
            continue;
        }
        // The list is ordered by start: only a few candidates around the span matter.
        let mut longer = span.confidence >= SURE && scan.is_plain(start);
        let mut inside = false;
        for c in listed.iter().filter(|c| c.0 < end && start < c.1) {
            longer &= start <= c.0 && c.1 <= end && (c.0, c.1) != (start, end);
            inside = true;
        }
        let tier = if inside && longer { tier::LONGER } else { tier::RECOGNISER };
        let what = match span.kind {
            Kind::Person => Found::Person(None),
            Kind::Organisation => Found::Body,
            Kind::Place => Found::Site,
        };
        found.list.push(Candidate { start, end, what, tier, rule: "recogniser" });
    }
}

/// A person's name without titles before it and honours after it: `Hon Jane Doe`, `Jane Doe APM`.
fn without_titles(scan: &Scan<'_>, mut start: usize, mut end: usize) -> (usize, usize) {
    while end - start > 1
        && scan.word_is(start, &["hon", "hon.", "honourable", "honorable", "rt", "rt.", "right"])
    {
        start += 1;
    }
    // `Harold Doe for Britain`
    if let Some(cut) = (start + 1..end).find(|&i| scan.word_is(i, &["for", "from"])) {
        end = cut;
    }
    let honour = |i: usize| {
        scan.is(i, flag::ALL_CAPS)
            && scan.word(i).len() <= 3
            && !scan.has(i, class::NAME_PART | class::EASTERN)
    };
    while end - start > 2 && honour(end - 1) && !scan.is(start, flag::ALL_CAPS) {
        end -= 1;
    }
    (start, end)
}

/// What the recogniser takes for a name and the grammar knows better.
fn is_no_name(scan: &Scan<'_>, start: usize, end: usize, kind: Kind, found: &Candidates) -> bool {
    // `L'Allemagne`, `d'Etat`: the articles of French and Italian belong to no English name.
    if kind != Kind::Person
        && scan.mark(start + 1, b'\'')
        && scan.is(start + 1, flag::GLUED)
        && scan.word(start).chars().count() == 1
        && !scan.word_is(start, &["o"])
    {
        return true;
    }
    // `Secretary of State Jane Doe`: words of an office.
    if found.offices.iter().any(|o| o.head_at < o.head_end && start < o.head_end && o.head_at < end) {
        return true;
    }
    // `First Vice Foreign Minister`: ranks are no bodies.
    let office_word = class::RANK | class::HEAD;
    if found.offices.iter().any(|o| o.start <= start && end <= o.head_end)
        && (start..end).all(|i| scan.has(i, office_word) || !scan.is(i, flag::WORD))
    {
        return true;
    }
    // `(D-NY)`
    if start > 0 && scan.mark(start - 1, b'(') && people::is_party_and_state(scan, start - 1) {
        return true;
    }
    let all = |bits: u32| (start..end).all(|i| scan.has(i, bits) || !scan.is(i, flag::WORD));
    if kind == Kind::Person && all(class::HEAD | class::NEVER_PERSON | class::COURTESY | class::RANK) {
        return true;
    }
    // Where every word has a capital, everyday words belong to the sentence: `Doe Votes`.
    if !scan.is_plain(start)
        && (start..end).any(|i| scan.has(i, class::COMMON) && !scan.has(i, class::GIVEN))
        && !(kind != Kind::Person && scan.has(end - 1, class::BODY_END | class::PLACE_END))
    {
        return true;
    }
    let acronym = |i: usize| {
        scan.is(i, flag::ALL_CAPS)
            && !scan.has(i, class::NAME_PART | class::GIVEN)
            && !scan.is(i, flag::DOTTED)
    };
    if kind == Kind::Person
        && scan.is_plain(start)
        && end - start == 1
        && acronym(start)
        && scan.word(start).len() <= 5
    {
        return true;
    }
    // `E. E. C.`, `P. 3`: a name has a word.
    let word = |i: usize| {
        scan.is(i, flag::WORD)
            && scan.word(i).chars().filter(|c| c.is_alphabetic()).count() > 1
            && !scan.has(i, class::NEVER_PERSON)
    };
    if kind == Kind::Person && !(start..end).any(word) {
        return true;
    }
    // One everyday word, as at the beginning of a sentence: `People`, `Liberal`.
    let name_like = class::GIVEN | class::NAME_PART | class::EASTERN;
    if kind == Kind::Person
        && end - start == 1
        && scan.has(start, class::COMMON)
        && !scan.has(start, name_like)
    {
        return true;
    }
    if end - start == 1 && scan.word_is(start, &["hon", "hon.", "state", "states", "usd", "chf", "eur"]) {
        return true;
    }
    let demonym = scan
        .matches_at(start)
        .iter()
        .any(|m| m.end as usize == end && matches!(m.entry, Entry::Country(_, Form::Demonym)));
    let country = scan
        .matches_at(start)
        .iter()
        .any(|m| m.end as usize == end && matches!(m.entry, Entry::Country(_, Form::Name)));
    if demonym && !country {
        return true;
    }
    kind == Kind::Person
        && !scan.has(start, class::GIVEN)
        && (start + 1..end).any(|i| {
            scan.matches_at(i)
                .iter()
                .any(|m| !m.ambiguous && matches!(m.entry, Entry::Country(_, Form::Name)))
        })
}

/// From here on a longer span of the recogniser is believed over a list.
const SURE: f32 = 0.4;

/// Spans of the recogniser that are less sure are left out.
const LEAST: f32 = 0.5;
