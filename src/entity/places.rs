//! Names that are places here and something else there: told apart by the words around them.

use super::authority::CountryCode;
use super::lexicon::{Entry, class};
use super::scan::Scan;
use super::text::flag;

/// Words before a place that is meant as a place.
const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "from",
    "to",
    "outside",
    "around",
    "through",
    "via",
    "downtown",
    "central",
    "of",
    "across",
    "into",
    "visit",
    "visited",
    "visiting",
    "leave",
    "left",
    "reach",
    "reached",
    "throughout",
    "inside",
    "toward",
    "towards",
    "within",
    "over",
    "northern",
    "southern",
    "eastern",
    "western",
    "greater",
    "east",
    "west",
    "north",
    "south",
    "between",
];

/// Whether a capital stands for its government: `Moscow urged`, `called upon Moscow`, `engagements with Pyongyang`.
pub(crate) fn stands_for_government(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    // Datelines and addresses are places.
    if at == 0
        || scan.is(at, flag::PARAGRAPH)
        || scan.mark(end, b',') && scan.is(end + 1, flag::CAP)
        || scan.mark(end, b'-')
    {
        return scan.is(at, flag::PARAGRAPH) && scan.has(end, class::ACTING) && !scan.is(end, flag::CAP);
    }
    if scan.is(at - 1, flag::CAP) && !scan.is(at, flag::SENTENCE) && scan.is_plain(at) {
        return false;
    }
    let before = at - 1;
    if scan.word_is(before, &["between"]) {
        return scan.word_is(end, &["and"]);
    }
    if scan.word_is(before, LOCATIVE) {
        return false;
    }
    let acts =
        scan.has(end, class::ACTING) && !scan.is(end, flag::CAP) && !scan.word_is(end, &["and", "is", "was"]);
    if acts {
        return true;
    }
    let owns = scan.is(end, flag::POSSESSIVE)
        && scan.word_is(
            end + 1,
            &[
                "claims",
                "claim",
                "decision",
                "demand",
                "demands",
                "position",
                "policy",
                "policies",
                "stance",
                "response",
                "move",
                "foreign",
                "nuclear",
                "military",
                "ambassador",
                "envoy",
                "government",
                "aggression",
                "invasion",
                "proposal",
                "plan",
                "plans",
                "support",
                "refusal",
                "offer",
                "threats",
                "interests",
                "intentions",
                "actions",
                "commitment",
                "relations",
                "ties",
                "willingness",
                "sovereignty",
                "security",
                "allies",
                "ally",
                "war",
                "efforts",
                "rejection",
            ],
        );
    let dealt_with = scan.has(before, class::DEALING)
        && !scan.word_is(
            before,
            &["and", "for", "on", "by", "that", "but", "if", "when", "while", "as", "because"],
        );
    // `the necessity for Moscow to adhere`
    let to_act = scan.word_is(before, &["for", "that", "on", "if", "when", "while", "but", "because"])
        && (scan.word_is(end, &["to"]) && !scan.word_is(end + 1, &["the"]) || scan.has(end, class::ACTING));
    owns || dealt_with || to_act || pairs_with_seat(scan, at)
}

/// `between Seoul and Moscow`, `Washington and Seoul agreed`.
fn pairs_with_seat(scan: &Scan<'_>, at: usize) -> bool {
    let capital = |at: usize| scan.matches_at(at).iter().any(|m| matches!(m.entry, Entry::Capital(_)));
    at >= 3 && scan.word_is(at - 1, &["and"]) && capital(at - 2) && scan.word_is(at - 3, &["between"])
}

/// Whether an ambiguous name of a country stands for the country.
pub(crate) fn is_country(scan: &Scan<'_>, at: usize, end: usize, country: CountryCode) -> bool {
    // `New Jersey`, `Michael Jordan`, `Chad Smith`, `Jordan Peterson`, `Guinea Pig`.
    let before = at.checked_sub(1);
    let name_before = before.is_some_and(|b| {
        !scan.is(at, flag::SENTENCE)
            && scan.is(b, flag::CAP)
            && scan.is_plain(at)
            && !scan.has(b, class::HEAD | class::NEVER_PERSON | class::COUNTRY | class::CALENDAR)
    });
    let name_after = scan.is(end, flag::CAP)
        && scan.is_plain(at)
        && !scan.is(end, flag::SENTENCE)
        && !scan.has(end, class::HEAD | class::CALENDAR | class::COUNTRY | class::BODY_END)
        && scan.has(end, class::NAME_PART | class::GIVEN);
    if name_before || name_after || !scan.is(at, flag::CAP) {
        return false;
    }
    match country.as_str() {
        "ge" => !near(
            scan,
            at,
            &[
                "atlanta",
                "savannah",
                "augusta",
                "alabama",
                "florida",
                "carolina",
                "tennessee",
                "athens",
                "state",
                "senator",
                "governor",
                "isakson",
                "warnock",
                "ossoff",
                "perdue",
                "chambliss",
                "gov.",
                "sen.",
                "rep.",
                "congressman",
                "d-ga",
                "r-ga",
                "county",
                "counties",
                "southern",
                "south",
            ],
        ),
        "tr" => !near(scan, at, &["thanksgiving", "roast", "stuffing", "gravy"]),
        "jo" => before.is_none_or(|b| !scan.has(b, class::COURTESY)) && !scan.has(end, class::SAYING),
        "td" => before.is_none_or(|b| !scan.has(b, class::COURTESY)) && !scan.has(end, class::SAYING),
        "je" | "gg" => !scan.word_is(at.wrapping_sub(1), &["new"]),
        _ => true,
    }
}

/// Whether one of these words stands within eight words of a token.
fn near(scan: &Scan<'_>, at: usize, words: &[&str]) -> bool {
    let from = at.saturating_sub(8);
    (from..(at + 9).min(scan.len())).any(|i| i != at && scan.is(i, flag::WORD) && scan.word_is(i, words))
}

/// Whether an ambiguous name of a place stands for the place: after a locative word, or before a comma and its country.
pub(crate) fn is_place_here(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1);
    let locative = before.is_some_and(|b| scan.word_is(b, LOCATIVE) && !scan.is(b, flag::CAP));
    let country_after = scan.mark(end, b',')
        && scan.matches_at(end + 1).iter().any(|m| matches!(m.entry, Entry::Country(..) | Entry::Place(_)));
    let name_after = scan.is(end, flag::CAP) && !scan.is(end, flag::SENTENCE) && scan.is_plain(end);
    let dateline = scan.is(at, flag::PARAGRAPH)
        && (scan.mark(end, b',') || scan.mark(end, b'_') || scan.mark(end, b'('));
    (locative && !name_after) || country_after || dateline
}
