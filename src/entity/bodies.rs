//! Names of bodies and places that no list knows, by the words that they are made of.

use super::lexicon::class;
use super::scan::Scan;
use super::text::flag;

/// A body or a place that begins at a capitalised word: its end, and whether it is a place.
pub(crate) fn body_or_site(scan: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    let begins = at == 0
        || !scan.is(at - 1, flag::CAP)
        || scan.has(at - 1, class::NEVER_PERSON) && scan.is(at - 1, flag::SENTENCE)
        || scan.is(at, flag::SENTENCE)
        || scan.mark(at.wrapping_sub(1), b'-');
    if !begins && !after_name_stop(scan, at)
        || scan.has(at, class::CALENDAR)
        || scan.word_is(at, &["the", "a", "an"])
    {
        return None;
    }
    if scan.has(at, class::PLACE_START)
        && scan.is(at + 1, flag::CAP)
        && scan.is_plain(at)
        && !scan.has(at + 1, class::COMMON | class::CALENDAR | class::NEVER_PERSON)
    {
        let end = run_end(scan, at + 1, 2);
        return (end > at + 1 && !scan.has(end - 1, class::BODY_END)).then_some((end, true));
    }
    let end = run_end(scan, at, 9);
    let mut last = None;
    for word in at..end {
        if scan.has(word, class::BODY_END | class::PLACE_END) && scan.is(word, flag::CAP) {
            last = Some(word);
        }
    }
    let last = last?;
    let place = scan.has(last, class::PLACE_END) && !(scan.has(last, class::BODY_END));
    if scan.is(at, flag::HEADLINE) && (last - at > 3 || (at..last).all(|w| scan.has(w, class::COMMON))) {
        return None;
    }
    let of =
        !place && scan.word_is(last + 1, &["of", "for", "on", "against"]) && !scan.is(last + 1, flag::CAP);
    if of {
        let mut next = last + 2;
        if scan.word_is(next, &["the"]) {
            next += 1;
        }
        if scan.is(next, flag::CAP) && !scan.has(next, class::CALENDAR | class::HEAD) && scan.is_plain(next) {
            let mut end = run_end(scan, next, 5);
            // `Institute of Science and Technology`, `Organisation for Security and Co-operation in Europe`
            while scan.word_is(end, &["and", "in", "&"])
                && scan.is(end + 1, flag::CAP)
                && (scan.has(end + 1, class::COMMON | class::COUNTRY | class::BODY_END)
                    || !scan.has(end + 1, class::GIVEN | class::NAME_PART | class::EASTERN))
                && !scan.has(end + 1, class::HEAD)
            {
                end = run_end(scan, end + 1, 3);
            }
            if end > next {
                return Some((end, false));
            }
        }
    }
    if last == at {
        return None;
    }
    // `The Company`, `New Government`: everyday words alone name nothing.
    let everyday = (at..last).all(|w| {
        scan.has(w, class::COMMON | class::NEVER_PERSON) && !scan.has(w, class::COUNTRY | class::PLACE)
    });
    if everyday && (scan.is(at, flag::SENTENCE) || last - at == 1 && scan.has(at, class::NEVER_PERSON)) {
        return None;
    }
    Some((last + 1, place))
}

fn after_name_stop(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at - 1, class::CALENDAR) || scan.has(at - 1, class::HEAD)
}

/// Past the last of the capitalised words that stand together, at most so many.
fn run_end(scan: &Scan<'_>, at: usize, most: usize) -> usize {
    let mut end = at;
    let mut words = 0;
    while words < most && end < scan.len() {
        if end > at && scan.is(end, flag::SENTENCE) {
            break;
        }
        if (scan.is(end, flag::CAP) || words > 0 && scan.is(end, flag::NUMBER) && scan.is(end, flag::GLUED))
            && !scan.has(end, class::CALENDAR)
            && !(words > 0 && scan.has(end, class::HEAD) && !scan.has(end, class::BODY_END))
        {
            end += 1;
            words += 1;
        } else if words > 0
            && (scan.mark(end, b'-') || scan.mark(end, b'&'))
            && scan.is(end + 1, flag::CAP)
            && !scan.is(end + 1, flag::SENTENCE)
        {
            end += 1;
        } else if words > 0
            && scan.is(end, flag::POSSESSIVE)
            && scan.is(end + 1, flag::CAP)
            && !is_country(scan, end - 1)
        {
            // `People's Party`, `Workers' Union`.
            if !scan.has(end - 1, class::COMMON) {
                break;
            }
            end += 1;
        } else {
            break;
        }
    }
    while end > at && !scan.is(end - 1, flag::WORD | flag::NUMBER) {
        end -= 1;
    }
    end
}

fn is_country(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at, class::COUNTRY | class::PLACE)
}

/// Whether an ambiguous name of a body stands for the body here: in capitals mid-sentence, with an article or a verb.
pub(crate) fn is_body_here(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    if !scan.is_plain(at) {
        return false;
    }
    let article = at > 0 && scan.word_is(at - 1, &["the", "by", "at", "from", "to", "told", "of"]);
    let verb = scan.has(end, class::SAYING | class::ACTING) || scan.is(end, flag::POSSESSIVE);
    article || verb && !scan.is(at, flag::SENTENCE) || end - at > 1
}

/// Whether the phrase `( … )` after a name defines an acronym for it: the token that is the acronym.
pub(crate) fn acronym_after(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let at = end + 1;
    let closed = scan.mark(at + 1, b')') || scan.mark(at + 1, b';') || scan.mark(at + 1, b',');
    (scan.mark(end, b'(') && scan.is(at, flag::ALL_CAPS) && closed).then_some(at)
}
