//! The place and date line that opens a news text: `SEOUL, Feb. 4 (Yonhap) -`.

use crate::corpus::agency::agency;
use crate::corpus::months::{is_weekday, month};
use crate::corpus::newsdate::{Partial, parse_partial};

/// How far into the text a dateline may reach, in bytes.
const REACH: usize = 140;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place in its shown form: `Seoul` of `SEOUL, South Korea`.
    pub place: Option<String>,
    /// The year, where it is given.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The news agency in its shown form, or the name in brackets as it stands.
    pub agency: Option<String>,
    /// Byte offset at which the text proper begins.
    pub end: usize,
}

/// The dateline with which `text` begins, if it does.
#[must_use]
pub fn parse_dateline(text: &str) -> Option<Dateline> {
    let skipped = text.len() - text.trim_start().len();
    let text = &text[skipped..];
    let head = &text[..text.floor_char_boundary(REACH)];
    let head = head.split("\n\n").next().unwrap_or(head);
    let mut dateline = between_slashes(head).or_else(|| before_dash(head))?;
    dateline.end += skipped;
    Some(dateline)
}

/// `MOSCOW, March 3. /TASS/. `
fn between_slashes(head: &str) -> Option<Dateline> {
    let open = head.find(" /")? + 2;
    let close = open + head[open..].find('/')?;
    let agency = agency(&head[open..close])?;
    let rest = head[close + 1..].trim_start_matches(['.', ' ', '-', '–', '—']);
    let mut dateline = parse_head(&head[..open - 2])?;
    dateline.agency = Some(agency.to_owned());
    dateline.end = head.len() - rest.len();
    dateline.place.is_some().then_some(dateline)
}

fn before_dash(head: &str) -> Option<Dateline> {
    for (start, end) in separators(head).take(4) {
        let is_colon = head[start..].starts_with(':');
        let rest = head[end..].trim_start();
        let at = head.len() - rest.len();
        let Some(mut dateline) = parse_head(&head[..start]) else { continue };
        dateline.end = at;
        if dateline.place.is_none() {
            // `(ANSA) - ROMA, 4 FEB - Il testo`
            if let Some(inner) = before_dash(rest).filter(|inner| inner.place.is_some()) {
                return Some(Dateline {
                    agency: dateline.agency.or(inner.agency),
                    end: at + inner.end,
                    ..inner
                });
            }
            return Some(dateline).filter(|d| d.agency.as_deref().and_then(agency).is_some());
        }
        if dateline.agency.is_none()
            && let Some((found, length)) = agency_after(rest)
        {
            dateline.agency = Some(found.to_owned());
            dateline.end = at + length;
        }
        let dated = dateline.agency.is_some() || dateline.day.is_some();
        if dated || (!is_colon && stands_alone(&head[..start], rest)) {
            return Some(dateline);
        }
    }
    None
}

/// `– (AP) Text` and `— РИА Новости. Text`: the agency and the bytes up to the text.
fn agency_after(rest: &str) -> Option<(&'static str, usize)> {
    let (name, tail) = match rest.strip_prefix('(') {
        Some(inner) => inner.split_once(')')?,
        None => rest.split_once('.').filter(|(name, tail)| name.len() < 40 && tail.starts_with(' '))?,
    };
    let tail = tail.trim_start_matches([' ', '.', '-', '–', '—', ':']);
    agency(name).map(|found| (found, rest.len() - tail.len()))
}

/// Where the dateline may end: dashes that stand free, and colons. Start and end of each.
fn separators(head: &str) -> impl Iterator<Item = (usize, usize)> {
    head.char_indices().filter_map(move |(start, c)| {
        let before = head[..start].chars().next_back()?;
        let dashes = head[start..].len() - head[start..].trim_start_matches(['-', '–', '—', '―', '−']).len();
        let end = start + dashes.max(c.len_utf8());
        let free = head[end..].chars().next().is_none_or(char::is_whitespace);
        let stands = match c {
            '-' if dashes == 1 => (!before.is_alphanumeric() && (free || before == ')')) && before != '-',
            '-' | '–' | '—' | '―' | '−' => {
                !matches!(before, '-' | '–' | '—') && (!before.is_ascii_digit() || free)
            }
            ':' => free,
            _ => false,
        };
        stands.then_some((start, end))
    })
}

/// What stands before the dash: place, regions, date, agency, in any order that is in use.
fn parse_head(head: &str) -> Option<Dateline> {
    let mut head = head.trim().trim_end_matches(['.', ',']).trim_end();
    let mut dateline = Dateline { place: None, year: None, month: None, day: None, agency: None, end: 0 };
    if let Some(open) = head.rfind(['(', '[']).filter(|_| head.ends_with([')', ']'])) {
        let name = head[open + 1..head.len() - 1].trim();
        dateline.agency = Some(match agency(name) {
            Some(shown) => shown.to_owned(),
            None if open > 0 && is_name(name, 4) && !is_party(name) => name.to_owned(),
            // `(Washington, D.C.) – text`
            None if open == 0 && name.contains(',') => {
                return parse_head(name).filter(|inner| inner.agency.is_none());
            }
            None => return None,
        });
        head = head[..open].trim_end().trim_end_matches([',', '.']);
    }
    if head.is_empty() {
        return dateline.agency.is_some().then_some(dateline);
    }
    let (places, date) = split_at_date(head);
    // A place is on one line; what stands above it is something else.
    if places.contains('\n') {
        return None;
    }
    if let Some(date) = date {
        let Partial { year, month, day } = parse_partial(date).filter(|partial| partial.day.is_some())?;
        // Nothing but a date may stand in the date.
        if date.split([' ', ',', '.', '-', '/']).any(|word| !belongs_to_date(word)) {
            return None;
        }
        (dateline.year, dateline.month, dateline.day) = (year, month, day);
    }
    let parts: Vec<&str> = places.split([',', '،']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 4 || !parts.iter().all(|part| is_name(part, 5)) {
        return None;
    }
    // The United Nations are an address, not a place: `UNITED NATIONS, New York`.
    let first = parts.first()?;
    let place =
        if first.eq_ignore_ascii_case("united nations") { parts.get(1).unwrap_or(first) } else { first };
    let place = place.split('/').next()?.trim();
    let district = [" D.C.", " D.C", " DC"].iter().find_map(|district| place.strip_suffix(district));
    let place = district.unwrap_or(place).trim();
    let first = place.split(' ').next().unwrap_or(place).trim_end_matches('.').to_lowercase();
    if is_weekday(&first) || month(&first).is_some_and(|_| !place.contains(' ') && place.len() > 2) {
        return None;
    }
    // A name in brackets that is no agency we know is one only behind what is a dateline beyond doubt.
    let sure = dateline.day.is_some() || !place.contains(char::is_lowercase);
    if !sure && dateline.agency.as_deref().is_some_and(|name| agency(name).is_none()) {
        return None;
    }
    dateline.place = Some(shown(place));
    Some(dateline)
}

/// `R-Nev.`, `D-Calif.`: the party and state of a member of Congress.
fn is_party(name: &str) -> bool {
    ["R-", "D-", "I-"].iter().any(|party| name.starts_with(party))
}

/// Parts `SEOUL, South Korea, Feb. 4, 2024` and `MOSCOW. March 3` at the date.
fn split_at_date(head: &str) -> (&str, Option<&str>) {
    let mut start = 0;
    for word in head.split_inclusive([' ', ',', '،', '\n']) {
        let bare = word.trim_end_matches([' ', ',', '،', '.', '\n']);
        let is_number = bare.starts_with(|c: char| c.is_numeric());
        let lower = bare.to_lowercase();
        // `RIO DE JANEIRO` ends in the Portuguese January: a number must follow.
        let is_month =
            month(&lower).is_some() && head[start + word.len()..].trim_start().starts_with(char::is_numeric);
        let begins = is_number || ((is_month || is_weekday(&lower)) && start > 0);
        if begins && !bare.is_empty() {
            let date = head[start..].trim();
            // A weekday alone is no date, but belongs to no place either.
            let has_number = date.contains(|c: char| c.is_numeric());
            return (head[..start].trim_end_matches([' ', ',', '،', '.', '\n']), has_number.then_some(date));
        }
        start += word.len();
    }
    (head, None)
}

fn belongs_to_date(word: &str) -> bool {
    let lower = word.to_lowercase();
    let digits = lower.trim_start_matches(|c: char| c.is_numeric());
    matches!(digits, "" | "st" | "nd" | "rd" | "th" | "er" | "de" | "of" | "г" | "\n")
        || month(&lower).is_some()
        || is_weekday(&lower)
}

/// Words that all begin with a capital (or in a script without capitals), small words of place names apart.
fn is_name(text: &str, most: usize) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let letter = word.chars().find(|c| c.is_alphabetic());
        let small = words > 1 && is_particle(word);
        if words == 1 && word.starts_with(['-', '/', '&']) {
            return false;
        }
        let fits = letter.is_some_and(|c| !c.is_lowercase()) && word.chars().all(is_name_char);
        if !fits && !small {
            return false;
        }
    }
    (1..=most).contains(&words) && text.len() <= 60
}

fn is_name_char(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '/' | '&') || is_combining(c)
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x610..=0x61A | 0x64B..=0x65F | 0x900..=0x1000 | 0x200C..=0x200D)
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &str = "de la le les du des del della di da do dos das of the and sur am an der im in upon und y e el al ar as bei ob nad na zu";
    PARTICLES.split(' ').any(|particle| particle == word)
}

/// Whether a head without date or agency is a dateline all the same: the place in capitals, or a place with
/// its region, and then a sentence.
fn stands_alone(head: &str, rest: &str) -> bool {
    let starts = rest.chars().find(|c| c.is_alphanumeric());
    if starts.is_none_or(|c| c.is_lowercase()) {
        return false;
    }
    let head = head.trim().trim_matches(['(', ')']);
    let (place, region) =
        head.split_once(',').map_or((head, None), |(place, region)| (place, Some(region.trim())));
    if place.split_whitespace().any(is_label) {
        return false;
    }
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals =
        letters >= 4 && place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase);
    capitals || region.is_some_and(|region| !region.is_empty() && place.split_whitespace().count() <= 3)
}

/// Words in capitals that open texts and are no places: labels of the desk, speakers of a transcript.
fn is_label(word: &str) -> bool {
    const LABELS: &str = "ADVISORY ALERT ANALYSIS ANSWER BREAKING BULLETIN CHAIRMAN COMMENT COMMENTARY COMPERE CONTACT \
        CORRECTED CORRECTION DR EDITORIAL EMBARGOED EXCLUSIVE EXPLAINER FACTBOX FAX FEATURE FLASH FROM \
        HON HOST IMMEDIATE INTERVIEW INTERVIEWER JOURNALIST KEY LIVE MEDIA MINISTER MODERATOR MP MR MRS \
        MS NEWS NOTE OPENING OPINION PHOTOS PODCAST PRESENTER PRESIDENT PRESS PRIME PROOF QUESTION \
        REFILE RELEASE REPORTER REVIEW SENATOR SNAP SPEAKER STATEMENT SUMMARY TEL TIMELINE TO TRANSCRIPT \
        TREASURER UPDATE UPDATED URGENT VIDEO VIEW WATCH WRAPUP";
    let word = word.trim_matches(|c: char| !c.is_alphabetic());
    LABELS.split_whitespace().any(|label| label.eq_ignore_ascii_case(word))
}

/// `PORT-AU-PRINCE` as `Port-au-Prince`, `N'DJAMENA` as `N'Djamena`; what is not all capitals stays.
fn shown(place: &str) -> String {
    if place.chars().any(char::is_lowercase) {
        return place.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut words = Vec::new();
    for (i, word) in place.split_whitespace().enumerate() {
        let parts: Vec<String> = word
            .split('-')
            .enumerate()
            .map(|(j, part)| {
                let lower = part.to_lowercase();
                let small =
                    i + j > 0 && (is_particle(&lower) || lower == "au" || lower == "aux" || lower == "en");
                if small { lower } else { capitalised(part) }
            })
            .collect();
        words.push(parts.join("-"));
    }
    words.join(" ")
}

fn capitalised(part: &str) -> String {
    // `D.C.`, `U.N.`
    if part.matches('.').count() > 1 {
        return part.to_owned();
    }
    let mut out = String::new();
    let mut letters = 0;
    let mut raise = true;
    for c in part.chars() {
        if raise {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        letters += usize::from(c.is_alphabetic());
        // One letter before an apostrophe is an article or prefix: the name begins after it.
        raise = matches!(c, '\'' | '’') && letters == 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `place|day.month|year|agency|text`.
    fn read(text: &str) -> Option<String> {
        let d = parse_dateline(text)?;
        let show = |n: Option<u8>| n.map(|n| n.to_string()).unwrap_or_default();
        Some(format!(
            "{}|{}.{}|{}|{}|{}",
            d.place.unwrap_or_default(),
            show(d.day),
            show(d.month),
            d.year.map(|y| y.to_string()).unwrap_or_default(),
            d.agency.unwrap_or_default(),
            &text[d.end..],
        ))
    }

    #[test]
    fn reads_the_datelines_of_the_world() {
        for (text, expected) in [
            ("SEOUL, Feb. 4 (Yonhap) - Talks", "Seoul|4.2||Yonhap|Talks"),
            ("SEOUL, South Korea – The two", "Seoul|.|||The two"),
            ("Pyongyang, December 24 (KCNA) -- A", "Pyongyang|24.12||KCNA|A"),
            ("(Reuters) - The", "|.||Reuters|The"),
            ("MOSCOW, March 3. /TASS/. The", "Moscow|3.3||TASS|The"),
            ("MOSCOW, March 3 (TASS) – The", "Moscow|3.3||TASS|The"),
            ("MOSCOW. March 3 (Interfax) - The", "Moscow|3.3||Interfax|The"),
            ("WASHINGTON (AP) — The", "Washington|.||AP|The"),
            ("WASHINGTON, D.C. — The", "Washington|.|||The"),
            ("Washington, DC - Members", "Washington|.|||Members"),
            ("(Washington, D.C.) – Members", "Washington|.|||Members"),
            ("BEIJING, Jan. 5, 2024 (Xinhua) -- The", "Beijing|5.1|2024|Xinhua|The"),
            ("LONDON Feb 4 (Reuters) - The", "London|4.2||Reuters|The"),
            ("SEOUL/WASHINGTON, Feb 4 (Reuters) - The", "Seoul|4.2||Reuters|The"),
            ("PORT-AU-PRINCE, Haiti (AP) — The", "Port-au-Prince|.||AP|The"),
            ("RIO DE JANEIRO, July 1 - The", "Rio de Janeiro|1.7|||The"),
            ("N'DJAMENA, 4 mai (AFP) - Le", "N'Djamena|4.5||AFP|Le"),
            ("UNITED NATIONS — The", "United Nations|.|||The"),
            ("UNITED NATIONS, New York, Oct. 25 — The", "New York|25.10|||The"),
            ("ST. PETERSBURG, Russia -- The", "St. Petersburg|.|||The"),
            ("(ANSA) - ROMA, 04 FEB - Il", "Roma|4.2||ANSA|Il"),
            ("Madrid, 4 feb (EFE).- El", "Madrid|4.2||EFE|El"),
            ("МОСКВА, 3 мар — РИА Новости. Глава", "Москва|3.3||RIA Novosti|Глава"),
            ("القاهرة 4 فبراير (رويترز) - قال", "القاهرة|4.2||Reuters|قال"),
            ("واشنطن، 15 سبتمبر – وقعت", "واشنطن|15.9|||وقعت"),
            ("Bern, 26.03.2019 - The", "Bern|26.3|2019||The"),
            ("ISLAMABAD, Feb 4 (APP): The", "Islamabad|4.2||APP|The"),
            ("TRIPOLI, Oct. 20 (Harbour Wire) - The", "Tripoli|20.10||Harbour Wire|The"),
            ("\n  SEOUL, Feb. 4 (Yonhap) --\nTalks", "Seoul|4.2||Yonhap|Talks"),
            ("GENEVA, Switzerland, Friday, Feb. 4 — The", "Geneva|4.2|||The"),
            ("PARIS—The", "Paris|.|||The"),
            ("WASHINGTON D.C. – The", "Washington|.|||The"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn leaves_other_openings_alone() {
        for text in [
            "",
            "-",
            "The minister - who had left - returned.",
            "President Biden - who was there - spoke",
            "PRIME MINISTER: Thank you",
            "BREAKING — The talks",
            "Twenty-five ministers met.",
            "UPDATE 1 - Talks",
            "Talks between the two sides, Feb. 4 - the first",
            "Monday, March 4 - Talks",
            "NATO – the alliance – met",
            "He said: We",
            "Key facts: Seoul, Tokyo",
            "01.03.01\n CONGRESSWOMAN",
            "1945-1990: The years",
            "(See below) - The",
            "(FSO) – The",
            "FSO - The",
            "Smith (R-Nev.) - The",
            "By Jane Doe\nthe SEOUL office - The",
            "THE HON. ANN LEE MP - The",
            "A - B",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_ends_inside(text in "[A-Za-zéЖ ,.()/:—–-]{0,60}|\\PC{0,60}") {
            if let Some(dateline) = parse_dateline(&text) {
                prop_assert!(text.is_char_boundary(dateline.end) && dateline.end <= text.len());
            }
        }
    }
}
