//! The parts of a name: what is a title, a particle, a suffix, an initial, and what is left to tell people apart by.

use super::sounds;
use super::words::{Word, words};

/// A word that tells people apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Folded letters, compounds joined: `abd al-Aziz` is `abdaziz`.
    pub(super) text: String,
    /// See [`sounds::code`].
    pub(super) code: String,
    /// One letter, or letters with stops.
    pub(super) initial: bool,
    /// `bin`, `de`, `al`: people may leave it out.
    pub(super) particle: bool,
    /// A title that may be a name as well: `Haji`, `Prince`, `Imam`.
    pub(super) soft_title: bool,
    /// Written in capitals in a name that is not.
    pub(super) caps: bool,
    /// Hyphened to the part before.
    pub(super) tied: bool,
    /// See [`Word::aspirated`].
    pub(super) aspirated: bool,
    /// Without short vowels.
    pub(super) abjad: bool,
    /// It follows `bin`, `ibn`, `ben`: the name of the father.
    pub(super) of_father: bool,
}

/// A name taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    /// In the order given name, surname, where a comma told so.
    pub(super) parts: Vec<Part>,
    /// `jr`, `sr`, `2` …, as marked.
    pub(super) suffix: Option<&'static str>,
    /// A title stood before it.
    pub(super) titled: bool,
    /// Vietnamese: its order is fixed.
    pub(super) vietnamese: bool,
    /// A comma told which part is the surname.
    pub(super) comma: bool,
}

impl Name {
    /// The parts that are neither particles nor soft titles.
    pub(super) fn full(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.particle)
    }
}

const TITLES: &[&str] = &[
    "admiral",
    "amb",
    "ambassador",
    "archbishop",
    "ayatollah",
    "baroness",
    "bishop",
    "brig",
    "brigadier",
    "cardinal",
    "cdr",
    "chairman",
    "chairwoman",
    "chancellor",
    "col",
    "colonel",
    "commissioner",
    "comrade",
    "congressman",
    "congresswoman",
    "cpt",
    "dame",
    "dato",
    "datuk",
    "delegate",
    "dhr",
    "dr",
    "engr",
    "eng",
    "excellency",
    "former",
    "frau",
    "gen",
    "gov",
    "governor",
    "herr",
    "hojatoleslam",
    "hon",
    "honourable",
    "honorable",
    "ing",
    "lt",
    "lieutenant",
    "madam",
    "madame",
    "maj",
    "mayor",
    "minister",
    "miss",
    "mme",
    "mlle",
    "mr",
    "mrs",
    "ms",
    "mx",
    "monsieur",
    "mevrouw",
    "meneer",
    "premier",
    "president",
    "presidente",
    "prasident",
    "prof",
    "professor",
    "rep",
    "representative",
    "rev",
    "reverend",
    "rt",
    "secretary",
    "sen",
    "senator",
    "senor",
    "senora",
    "sgt",
    "shri",
    "sig",
    "signor",
    "signora",
    "sir",
    "smt",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "sra",
    "vice",
    "deputy",
    "prime",
    "foreign",
    "defence",
    "defense",
    "chief",
    "gospodin",
    "cmdr",
    "capt",
    "captain",
    "right",
    "doctor",
    "doc",
    "drs",
    "ir",
    "messrs",
    "atty",
    "justice",
    "speaker",
    "vizier",
    "generaloberst",
    "lord",
];

const SOFT_TITLES: &[&str] = &[
    "general", "haji", "hajji", "hajj", "haj", "hadji", "imam", "king", "prince", "princess", "queen",
    "sheikh", "shaikh", "sheik", "shaykh", "shaik", "sayyid", "sayed", "seyed", "seyyed", "syed", "sayyed",
    "mullah", "maulana", "maulvi", "mawlawi", "emir", "judge", "major", "baron", "tun", "tan", "sri", "seri",
    "u", "daw", "dom", "don", "dona", "pope", "ustad", "mufti", "cheikh", "maulavi", "alhaji", "al-haji",
    "chaudhry",
];

const PEERS: &[&str] =
    &["baron", "baroness", "lord", "lady", "earl", "viscount", "marquess", "duke", "count", "graf"];

const AFTER: &[&str] = &[
    "phd", "md", "mp", "mep", "mla", "qc", "kc", "cbe", "obe", "mbe", "kbe", "dbe", "esq", "usa", "usn",
    "usaf", "ret", "ao", "ac", "am", "tribe", "llc", "sa", "ltd", "inc", "dc",
];

/// Particles, folded. A first or last word is never one.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "bin", "ibn", "ben", "bint", "binti", "ould", "oul", "wuld", "de", "da", "do", "dos",
    "das", "del", "della", "di", "du", "la", "le", "los", "las", "van", "von", "der", "den", "ter", "ten",
    "zu", "zum", "zur", "af", "av", "y", "e", "i", "of", "the", "dal", "dalla", "degli", "dei", "lo",
    "vander", "ver", "t", "ait", "aït", "bte", "b",
];

const VIETNAMESE_SURNAMES: [&str; 27] = [
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ngo",
    "duong", "ly", "dinh", "truong", "phung", "trinh", "mai", "to", "luong", "luu", "dao", "vuong", "doan",
    "cao",
];

/// The article of Arabic before a letter of the sun: only where a hyphen ties it to what follows.
const SUN: &[&str] = &[
    "ar", "as", "at", "an", "az", "ad", "ash", "adh", "ath", "er", "es", "en", "ez", "ed", "et", "esh", "as-",
];

fn suffix(word: &str) -> Option<&'static str> {
    Some(match word {
        "jr" | "junior" | "jnr" => "jr",
        "sr" | "senior" | "snr" => "sr",
        "ii" | "2nd" => "ii",
        "iii" | "3rd" => "iii",
        "iv" => "iv",
        "vi" => "vi",
        "vii" => "vii",
        "viii" => "viii",
        _ => return None,
    })
}

/// Takes a name apart.
pub(super) fn parse(text: &str) -> Name {
    let mut words = words(text);
    let mut name = Name::default();
    let all_caps = words.iter().all(|word| word.caps || word.text.len() < 2);
    cut_after(&mut words, &mut name);
    cut_titles(&mut words, &mut name);
    // `Quentin Davies, Baron Davies of Stamford`: what he became is left out.
    if let Some(at) = words.iter().position(|word| word.comma)
        && words.get(at + 1).is_some_and(|next| PEERS.contains(&next.text.as_str()))
    {
        words.truncate(at + 1);
        if let Some(last) = words.last_mut() {
            last.comma = false;
        }
    }
    // `SURNAME, Given`: the surname goes last.
    if let Some(at) = words.iter().position(|word| word.comma)
        && at + 1 < words.len()
    {
        words.rotate_left(at + 1);
        name.comma = true;
        cut_titles(&mut words, &mut name);
    }
    name.vietnamese = is_vietnamese(&words);
    name.parts = parts(words, all_caps, name.vietnamese);
    name
}

fn cut_after(words: &mut Vec<Word>, name: &mut Name) {
    while words.len() > 1 {
        let Some(last) = words.last() else { return };
        let text = last.text.as_str();
        // `MP`, `KC` are written in capitals; `Sa` and `Am` are names.
        if last.caps && AFTER.contains(&text) && !(text == "am" || text == "ac") {
            words.pop();
            continue;
        }
        let Some(found) = suffix(text) else { return };
        // `Junior` and `Senior` are names as well, and may stand for themselves.
        if words.len() == 2 && matches!(text, "junior" | "senior") {
            return;
        }
        name.suffix = Some(found);
        words.pop();
    }
    if let Some(last) = words.last_mut() {
        last.comma = false;
    }
}

fn cut_titles(words: &mut Vec<Word>, name: &mut Name) {
    let titles = words
        .iter()
        .take_while(|word| TITLES.contains(&word.text.as_str()) && !word.tied && !word.comma)
        .count();
    let titles = titles.min(words.len().saturating_sub(1));
    if titles > 0 {
        words.drain(..titles);
        name.titled = true;
    }
}

/// `Van` and `Thi` tell Vietnamese names apart; they are no particles there.
fn is_vietnamese(words: &[Word]) -> bool {
    words.len() >= 3 && words.first().is_some_and(|word| VIETNAMESE_SURNAMES.contains(&word.text.as_str()))
}

fn parts(words: Vec<Word>, all_caps: bool, vietnamese: bool) -> Vec<Part> {
    let count = words.len();
    let mut parts: Vec<Part> = Vec::with_capacity(count);
    let mut words = words.into_iter().enumerate().peekable();
    let mut father = false;
    while let Some((at, word)) = words.next() {
        let (first, last) = (at == 0, at + 1 == count);
        let next_tied = words.peek().is_some_and(|(_, next)| next.tied);
        let text = word.text.as_str();
        // `Abd al-Aziz`, `Abdul Aziz`, `Abdel-Aziz`: one word with what follows.
        if let Some((join, used)) = servant(&word, words.peek().map(|(_, next)| next)) {
            let mut joined = join;
            if used {
                words.next();
            }
            if joined == "abd" {
                let Some((_, next)) = words.next() else {
                    push(&mut parts, "abd".to_owned(), &word, all_caps, &mut father);
                    continue;
                };
                joined.push_str(&next.text);
            }
            push(&mut parts, servant_of_god(joined), &word, all_caps, &mut father);
            continue;
        }
        if text == "abu" && !last {
            if let Some((_, next)) = words.next() {
                let next = if matches!(next.text.as_str(), "al" | "el") {
                    words.next().map(|(_, next)| next)
                } else {
                    Some(next)
                };
                let rest = next.map(|next| next.text).unwrap_or_default();
                push(&mut parts, format!("abu{rest}"), &word, all_caps, &mut father);
            }
            continue;
        }
        // `Saif al-Din`, `Salah ad-Din`, `Salah ud Din`.
        if matches!(text, "din" | "deen" | "dine" | "eddin" | "eddine" | "uddin" | "ud" | "ed")
            && !parts.is_empty()
            && (last || text.len() > 2)
        {
            let article = parts.last().is_some_and(|part| part.particle);
            if article || text.len() > 4 {
                if article {
                    parts.pop();
                }
                if let Some(before) = parts.last_mut() {
                    before.text.push_str("udin");
                    before.code = sounds::code(&before.text);
                    continue;
                }
            }
        }
        let article = SUN.contains(&text) && next_tied;
        let particle = (!last || matches!(text, "bin" | "ibn" | "bint") && !parts.is_empty())
            && (article || PARTICLES.contains(&text))
            && (!first
                || article
                || matches!(text, "bin" | "ibn")
                || matches!(text, "al" | "el") && next_tied)
            && !(word.dot)
            && !vietnamese;
        if particle {
            father |= matches!(text, "bin" | "ibn" | "ben" | "bint" | "binti" | "ould" | "b");
            let text = word.text;
            parts.push(Part { code: text.clone(), text, particle: true, tied: word.tied, ..Part::default() });
            continue;
        }
        // `JC Juncker`: capitals without a vowel in a name that is not in capitals.
        let letters = text != "ng"
            && word.caps
            && !all_caps
            && text.len() <= 3
            && text.len() >= 2
            && !text.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
        if letters {
            for letter in word.text.chars() {
                let text = letter.to_string();
                parts.push(Part { code: text.clone(), text, initial: true, ..Part::default() });
            }
            continue;
        }
        let text = word.text.clone();
        push(&mut parts, text, &word, all_caps, &mut father);
    }
    parts
}

fn push(parts: &mut Vec<Part>, text: String, word: &Word, all_caps: bool, father: &mut bool) {
    let initial = text.len() == 1 && !word.syllable && (!word.tied || word.dot || word.upper);
    let leads = parts.iter().all(|part| part.soft_title || part.particle);
    let soft_title = leads && SOFT_TITLES.contains(&text.as_str()) && !word.tied;
    // `Salahuddin`, `Nooruddin`, `Aladdin`.
    let text =
        match ["uddin", "eddin", "addin", "eddine", "uddeen"].iter().find_map(|end| text.strip_suffix(end)) {
            Some(stem) if stem.len() >= 3 => format!("{stem}udin"),
            _ => text,
        };
    parts.push(Part {
        code: sounds::code(&text),
        text,
        initial,
        soft_title,
        caps: word.caps && !all_caps,
        tied: word.tied,
        abjad: word.abjad,
        aspirated: word.aspirated,
        of_father: std::mem::take(father),
        particle: false,
    });
}

/// Whether a word is, or begins with, the Arabic `servant of`: `abd` or the whole joined word, and whether the next word
/// is used up by it.
fn servant(word: &Word, next: Option<&Word>) -> Option<(String, bool)> {
    let text = word.text.as_str();
    if !text.starts_with("abd") && !text.starts_with("abt") {
        return None;
    }
    let article = |text: &str| matches!(text, "al" | "el" | "ul" | "ol" | "l") || SUN.contains(&text);
    match text {
        "abd" => Some(("abd".to_owned(), next.is_some_and(|next| article(&next.text)))),
        "abdul" | "abdel" | "abdal" | "abdol" | "abdoul" | "abdool" | "abdu" | "abdou" | "abdur"
        | "abder" | "abdus" | "abdes" | "abdun" | "abden" | "abdoh" | "abdil" | "abdil-" => {
            next.map(|_| ("abd".to_owned(), false))
        }
        _ => {
            let rest = text.strip_prefix("abd")?;
            let vowels = rest.len() - rest.trim_start_matches(['a', 'e', 'o', 'u', 'i']).len();
            let rest = rest.get(vowels..)?;
            // The article, as itself or as the letter of the sun that it took on.
            let bytes = rest.as_bytes();
            let rest = match (bytes.first(), bytes.get(1)) {
                (Some(b'l'), Some(_)) => rest.get(1..)?,
                (Some(a), Some(b)) if a == b => rest.get(1..)?,
                _ => return None,
            };
            let derived = rest.len() > 8
                || ["ian", "ov", "ev", "yan", "zade", "zadeh"].iter().any(|end| rest.ends_with(end));
            (vowels > 0 && rest.len() >= 2 && !derived).then(|| (format!("abd{rest}"), false))
        }
    }
}

/// `Abdullah`, `Abdallah`, `Abdulla`.
fn servant_of_god(joined: String) -> String {
    match joined.as_str() {
        "abdlah" | "abdah" | "abdla" | "abdallah" | "abdalah" | "abdulah" | "abdullah" => "abdala".to_owned(),
        _ => joined,
    }
}

/// `Vladimirovich`, `Igoryevna`, `Ilyich`: a Russian, Ukrainian or Belarusian name of the father.
pub(super) fn is_patronymic(text: &str) -> bool {
    const ENDS: [&str; 17] = [
        "ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ovic", "evic", "ovitch", "evitch",
        "owitsch", "ewitsch", "ilyich", "ilich", "avich", "yivna",
    ];
    text.len() >= 6 && ENDS.iter().any(|end| text.ends_with(end))
        || matches!(text, "ilyich" | "ilich" | "kuzmich" | "fomich" | "lukich" | "ilyinichna")
}
