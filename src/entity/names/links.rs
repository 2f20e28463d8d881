//! How one word of a name answers one word of another.

use super::data::{is_given, is_surname};
use super::parts::Part;
use super::{data, japanese, sounds};

/// How one part of a name answers another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// An initial and a name that begins with it.
    Initial,
    /// A consonant lost or added within a long word: not trusted in a surname.
    Lost,
    /// A slip of the pen: the same consonants, a letter doubled, lost or swapped.
    Slip,
    /// Spellings or short forms known to be of one name.
    Variant,
    /// The same by the rules of romanisation.
    Same,
}

pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Two neighbouring letters changed places, and nothing else.
pub(super) fn swapped(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut differ = a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(i), Some(j), None) => j == i + 1 && a.get(i) == b.get(j) && a.get(j) == b.get(i),
        _ => false,
    }
}

/// `a` with one letter left out is `b`.
fn one_more(a: &str, b: &str) -> Option<usize> {
    if a.len() != b.len() + 1 {
        return None;
    }
    let at = a.bytes().zip(b.bytes()).position(|(x, y)| x != y).unwrap_or(b.len());
    (a.get(at + 1..)? == b.get(at..)?).then_some(at)
}

/// `Ivanov` and `Ivanova`, `Aleksandr` and `Aleksandra`, `Mario` and `Maria`: a man and a woman.
fn genders_differ(a: &str, b: &str) -> bool {
    let woman = |w: &str, m: &str| {
        let Some(stem) = w.strip_suffix('a') else { return false };
        stem == m
            || m.strip_suffix('o').is_some_and(|m| m == stem)
            || m.strip_suffix("us").is_some_and(|m| m == stem)
            || stem
                .strip_suffix('i')
                .is_some_and(|stem| m.strip_suffix("o").is_some_and(|m| m == stem) || stem == m)
            || stem.strip_suffix("ai").or_else(|| stem.strip_suffix("ay")).is_some_and(|stem| {
                m.strip_suffix(['i', 'y']).is_some_and(|m| m.trim_end_matches(['i', 'y']) == stem)
            })
            || stem == m.trim_end_matches(['i', 'y']) && m.ends_with(['i', 'y'])
    };
    // `Emmanuelle`, `Jeanne`, `Simone`.
    let french = |w: &str, m: &str| {
        let Some(stem) = w.strip_suffix('e') else { return false };
        m.ends_with(['l', 'n'])
            && (stem == m || stem.strip_suffix(['l', 'n']) == Some(m) && stem.ends_with(&m[m.len() - 1..]))
            && is_given(&sounds::code(m))
    };
    woman(a, b) || woman(b, a) || french(a, b) || french(b, a)
}

/// How two parts answer each other, if they do.
pub(super) fn link(a: &Part, b: &Part) -> Option<Link> {
    if a.initial || b.initial {
        return match (a.initial, b.initial) {
            (true, true) => (a.text == b.text).then_some(Link::Same),
            _ => initial_of(&a.text, &b.text).then_some(Link::Initial),
        };
    }
    if a.code == b.code {
        return Some(Link::Same);
    }
    if a.abjad || b.abjad {
        let bare = |part: &Part| sounds::skeleton(&part.code).replace(['a', 'i', 'v', 'J'], "");
        let (x, y) = (bare(a), bare(b));
        return (!x.is_empty() && x == y).then_some(Link::Variant);
    }
    if genders_differ(&a.text, &b.text) {
        return None;
    }
    if japanese::kunrei(&a.text).is_some_and(|x| japanese::kunrei(&b.text).is_some_and(|y| x == y)) {
        return Some(Link::Variant);
    }
    if shortened(&a.text, &b.text)
        || shortened(&b.text, &a.text)
        || baltic(&a.code, &b.code)
        || baltic(&b.code, &a.code)
        || vowel_j(&a.code) == vowel_j(&b.code)
    {
        return Some(Link::Variant);
    }
    if data::share_group(&a.code, &b.code) || short_form(&a.text, &b.text) || short_form(&b.text, &a.text) {
        return Some(Link::Variant);
    }
    slip(a, b)
}

/// `Elsisi` for `Sisi`, `Abdul Razak` for `Razak`.
fn shortened(long: &str, short: &str) -> bool {
    let article =
        short.len() >= 4 && ["al", "el"].iter().any(|article| long.strip_prefix(article) == Some(short));
    let servant = short.len() >= 4 && long.strip_prefix("abd") == Some(short);
    article || servant
}

/// Latvian `Sergejs Lavrovs` for `Sergey Lavrov`.
fn baltic(long: &str, short: &str) -> bool {
    short.len() >= 5 && long.strip_suffix('s') == Some(short) && short.ends_with(['v', 'i'])
}

/// `Julia` as `Yulia`.
fn vowel_j(code: &str) -> String {
    code.replace("Ji", "i").replace('J', "i")
}

/// The first letters of two parts are those of one name: `Y. Putina` does not ask whether `Yevgeny` or `Evgeny`.
fn initial_of(a: &str, b: &str) -> bool {
    let first = |text: &str| text.bytes().next().unwrap_or(0);
    if first(a) == first(b) {
        return true;
    }
    let (short, long) = if a.len() == 1 { (a, b) } else { (b, a) };
    matches!(
        (short, long.as_bytes()),
        ("e", [b'y', b'e', ..])
            | ("y", [b'i' | b'j', b'u' | b'o' | b'a', ..])
            | ("j", [b'y', b'u' | b'a', ..])
    )
}

fn short_form(short: &str, long: &str) -> bool {
    data::long_forms(short).any(|name| name == long || sounds::code(name) == sounds::code(long))
}

/// The same name but for a slip. Consonants that stand for others, as `Morgulov` and `Morgunov`, are no slip.
fn slip(a: &Part, b: &Part) -> Option<Link> {
    let (x, y) = (a.code.as_str(), b.code.as_str());
    let short = x.len().min(y.len());
    if short < 4 || x.len().abs_diff(y.len()) > 2 {
        return None;
    }
    // Two names that people bear are two names.
    if is_given(x) && is_given(y) || is_surname(x) && is_surname(y) {
        return None;
    }
    // German `ch` for `kh`; letters that lost their haček; Ukrainian `h` for `g`.
    if swapped(&a.text, &b.text)
        || swapped(x, y)
        || x.len() > 4
            && (x.replace('C', "h") == y.replace('C', "h")
                || bare(x) == bare(y)
                || x.replace('h', "") == y.replace('h', "")
                || x.replace('h', "g") == y.replace('h', "g"))
    {
        return Some(Link::Slip);
    }
    let (p, q) = (sounds::skeleton(x), sounds::skeleton(y));
    let voiced = |code: &str| {
        code.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h')).collect::<String>()
    };
    // A consonant voiced and not: then all vowels agree.
    if p == q && squeeze(&voiced(x)) != squeeze(&voiced(y)) {
        return (short >= 5 && vowels_apart(x, y) == 0).then_some(Link::Slip);
    }
    if p == q && p.len() >= 3 {
        return (vowels_apart(x, y) <= if short < 7 { 1 } else { 2 }).then_some(Link::Slip);
    }
    if p == q && p.len() == 2 && short >= 4 {
        return (vowels_apart(x, y) <= 1).then_some(Link::Slip);
    }
    // A letter lost or added within a long word.
    let (long, brief) = if a.text.len() > b.text.len() { (&a.text, &b.text) } else { (&b.text, &a.text) };
    let lost = brief.len() >= 5
        && one_more(long, brief).is_some_and(|at| at > 0 && !long.ends_with('a') && at + 1 < long.len());
    lost.then_some(Link::Lost)
}

/// `Vučić`, `Vuchich`, and `Vucic` without its accents.
fn bare(code: &str) -> String {
    code.replace(['C', 'S'], "s").replace('J', "z")
}

/// How many vowels differ between two codes of the same consonants, at least.
fn vowels_apart(a: &str, b: &str) -> usize {
    let runs = |code: &str| {
        let mut runs = vec![String::new()];
        for c in code.chars() {
            if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
                if let Some(last) = runs.last_mut() {
                    last.push(c);
                }
            } else {
                runs.push(String::new());
            }
        }
        runs
    };
    let (x, y) = (runs(a), runs(b));
    if x.len() != y.len() {
        return 2;
    }
    x.iter().zip(&y).filter(|(x, y)| x != y).count()
}
