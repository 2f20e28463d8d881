//! How an office is shown: without country, abbreviations spelled out, in the singular, with capitals.

use super::grammar::Parts;
use super::scan::Scan;

/// Heads that are shown with capitals, however the text writes them.
const PROPER: &[&str] = &[
    "minister",
    "president",
    "secretary",
    "chancellor",
    "ambassador",
    "king",
    "queen",
    "emperor",
    "senator",
    "governor",
    "premier",
];

/// Titles that the press abbreviates.
const ABBREVIATED: &[(&str, &str)] = &[
    ("Gov.", "Governor"),
    ("Gov", "Governor"),
    ("Rep.", "Representative"),
    ("Rep", "Representative"),
    ("Reps.", "Representatives"),
    ("Sen.", "Senator"),
    ("Sen", "Senator"),
    ("Sens.", "Senators"),
    ("Gen.", "General"),
    ("Lt.", "Lieutenant"),
    ("Col.", "Colonel"),
    ("Maj.", "Major"),
    ("Capt.", "Captain"),
    ("Sgt.", "Sergeant"),
    ("Adm.", "Admiral"),
    ("Brig.", "Brigadier"),
    ("PM", "Prime Minister"),
    ("MP", "member of parliament"),
];

/// The shown form of an office that was read.
pub(crate) fn form(scan: &Scan<'_>, parts: &Parts, plural: bool) -> String {
    let mut shown = String::new();
    if parts.former {
        shown.push_str("former");
    }
    for &(start, end) in &parts.shown {
        let glue = scan.mark(start, b'-');
        if !shown.is_empty() && !glue && !shown.ends_with('-') {
            shown.push(' ');
        }
        for (index, word) in scan.span(start, end).split_whitespace().enumerate() {
            if index > 0 {
                shown.push(' ');
            }
            let spelled = ABBREVIATED.iter().find(|(short, _)| short.eq_ignore_ascii_case(word));
            shown.push_str(spelled.map_or(word, |(_, long)| long));
        }
    }
    // `CONGRESSWOMAN` in a headline.
    if shown.len() > 5 && !shown.contains(char::is_lowercase) {
        shown = capitalised(&shown.to_lowercase());
    }
    if plural {
        shown = singular(&shown);
    }
    let proper = parts.shown.iter().any(|&(start, end)| (start..end).any(|at| scan.word_is(at, PROPER)));
    if proper { capitalised(&shown) } else { shown }
}

/// An office of the lists as the press words it: `Deputy Minister of Foreign Affairs` is `Deputy Foreign Minister`.
pub(crate) fn press(office: &str) -> String {
    let lower = office.to_ascii_lowercase();
    if lower.starts_with("spokes") {
        return lower.split([' ', ',']).next().unwrap_or_default().to_owned();
    }
    if let Some(field) = lower.strip_prefix("secretary of state for ") {
        let short = match field {
            _ if field.starts_with("foreign") => "Foreign",
            "defence" => "Defence",
            "the home department" => "Home",
            _ => return capitalised(office),
        };
        return format!("{short} Secretary");
    }
    let cut =
        ["minister of ", "minister for "].iter().find_map(|m| lower.find(m).map(|at| (at, at + m.len())));
    let Some((at, past)) = cut else { return capitalised(office) };
    let (rank, field) = (&lower[..at], lower[past..].trim_start_matches("the "));
    let field = match field {
        "foreign affairs" | "foreign and european affairs" | "europe and foreign affairs" => "foreign",
        "national defence" => "defence",
        "national defense" => "defense",
        "internal affairs" => "interior",
        other => other,
    };
    let plain = field.split(' ').count() <= 2
        && !field.contains([',', '(', '&'])
        && !field.starts_with("state")
        && !field.contains(" and");
    if !plain {
        return capitalised(office);
    }
    capitalised(&format!("{rank}{field} minister"))
}

/// `Foreign Ministers` as the office of one of them.
fn singular(shown: &str) -> String {
    const PLURALS: [(&str, &str); 5] = [
        ("secretaries", "secretary"),
        ("spokesmen", "spokesman"),
        ("men", "man"),
        ("women", "woman"),
        ("attorneys", "attorney"),
    ];
    // The head word is the first plural: `ministers of foreign affairs`, `deputy prime ministers`.
    let mut done = false;
    let words = shown.split(' ').map(|word| {
        let lower = word.to_ascii_lowercase();
        if done {
            return word.to_owned();
        }
        for (many, one) in PLURALS {
            if lower.ends_with(many) {
                done = true;
                return format!("{}{one}", word.get(..word.len() - many.len()).unwrap_or_default());
            }
        }
        let heads = [
            "ministers",
            "presidents",
            "premiers",
            "chancellors",
            "ambassadors",
            "senators",
            "representatives",
            "governors",
            "mayors",
            "envoys",
            "spokespersons",
            "leaders",
            "directors",
            "commissioners",
            "councillors",
            "judges",
            "chiefs",
            "lawmakers",
            "members",
            "reps.",
            "sens.",
            "mps",
            "heads",
            "advisers",
            "advisors",
            "officials",
            "negotiators",
        ];
        match word.char_indices().rev().find(|(_, c)| matches!(c, 's' | 'S')) {
            Some((at, _)) if heads.contains(&lower.as_str()) => {
                done = true;
                format!("{}{}", &word[..at], &word[at + 1..])
            }
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Capitals for all words but the small ones.
fn capitalised(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for word in text.split(' ') {
        if !result.is_empty() {
            result.push(' ');
        }
        let small = ["of", "for", "to", "the", "and", "former", "in", "at", "without", "a"].contains(&word);
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if !small => {
                result.extend(first.to_uppercase());
                result.push_str(chars.as_str());
            }
            _ => result.push_str(word),
        }
    }
    result
}
