//! Korean names in every romanisation: Revised, McCune-Reischauer, and what people write on their cards.
//!
//! A spelling stands for several syllables of Hangul: `chung` may be 정 or 충 or 청. Two spellings are the same where one
//! syllable can be behind both.

use super::parts::Part;

/// What one romanised syllable can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Syllable {
    /// Voiced, unvoiced and aspirated alike: the usual spellings do not tell them apart.
    onset: u8,
    /// A bit for each vowel of [`VOWELS`].
    vowels: u32,
    /// The vowel most often meant.
    likely: u8,
    coda: u8,
}

/// A name read as Korean.
#[derive(Debug, Clone)]
pub(super) struct Korean {
    surname: &'static str,
    given: Vec<Vec<Syllable>>,
}

const ONSETS: &[(&str, u8)] = &[
    ("tch", b'c'),
    ("kk", b'k'),
    ("gg", b'k'),
    ("gh", b'k'),
    ("kh", b'k'),
    ("tt", b't'),
    ("dd", b't'),
    ("th", b't'),
    ("pp", b'p'),
    ("bb", b'p'),
    ("ph", b'p'),
    ("jj", b'c'),
    ("ch", b'c'),
    ("ss", b's'),
    ("sh", b's'),
    ("k", b'k'),
    ("g", b'k'),
    ("t", b't'),
    ("d", b't'),
    ("p", b'p'),
    ("b", b'p'),
    ("j", b'c'),
    ("s", b's'),
    ("h", b'h'),
    ("n", b'n'),
    ("m", b'm'),
    ("r", b'r'),
    ("l", b'r'),
    ("", b'0'),
];

// One bit a vowel: a eo o u eu yeo yo yu ae e i oe wi ui wa wo wae ya ye.
const A: u32 = 1;
const EO: u32 = 1 << 1;
const O: u32 = 1 << 2;
const U: u32 = 1 << 3;
const EU: u32 = 1 << 4;
const YEO: u32 = 1 << 5;
const YO: u32 = 1 << 6;
const YU: u32 = 1 << 7;
const AE: u32 = 1 << 8;
const E: u32 = 1 << 9;
const I: u32 = 1 << 10;
const OE: u32 = 1 << 11;
const WI: u32 = 1 << 12;
const UI: u32 = 1 << 13;
const WA: u32 = 1 << 14;
const WO: u32 = 1 << 15;
const WAE: u32 = 1 << 16;
const YA: u32 = 1 << 17;
const YE: u32 = 1 << 18;

/// Spelling, what it can stand for, what it most often does.
const VOWELS: &[(&str, u32, u32)] = &[
    ("yeoh", YEO, YEO),
    ("yeo", YEO, YEO),
    ("yoeh", YEO, YEO),
    ("young", 0, 0),
    ("you", YEO | YU, YEO),
    ("yoo", YU, YU),
    ("yoh", YO, YO),
    ("yuh", YEO, YEO),
    ("yeh", YE, YE),
    ("yae", YE | YA, YE),
    ("yah", YA, YA),
    ("yu", YU | YEO, YU),
    ("yo", YO | YEO, YO),
    ("ya", YA, YA),
    ("ye", YE | YEO, YE),
    ("weo", WO, WO),
    ("wae", WAE, WAE),
    ("wah", WA, WA),
    ("woo", U, U),
    ("wo", WO | U, WO),
    ("wa", WA, WA),
    ("wu", U, U),
    ("wi", WI, WI),
    ("wei", WI, WI),
    ("we", WAE, WAE),
    ("eui", UI, UI),
    ("eoi", OE, OE),
    ("eo", EO, EO),
    ("eu", EU, EU),
    ("ee", I | UI, I),
    ("eh", E | AE, E),
    ("ei", E, E),
    ("e", E | AE, E),
    ("ui", UI | WI, UI),
    ("uh", EO, EO),
    ("u", U | EO | EU, U),
    ("oo", U | EU, U),
    ("ou", U | EO, U),
    ("oe", OE, OE),
    ("oi", OE, OE),
    ("oh", O, O),
    ("o", O | EO, O),
    ("ae", AE, AE),
    ("ai", AE, AE),
    ("ay", AE, AE),
    ("ah", A, A),
    ("aa", A, A),
    ("aw", EO, EO),
    ("a", A, A),
    ("ie", I, I),
    ("ih", I, I),
    ("iy", I, I),
    ("i", I | UI, I),
];

const CODAS: &[(&str, u8)] = &[
    ("", b'0'),
    ("ng", b'g'),
    ("nn", b'n'),
    ("n", b'n'),
    ("m", b'm'),
    ("ll", b'l'),
    ("l", b'l'),
    ("r", b'l'),
    ("ck", b'k'),
    ("k", b'k'),
    ("g", b'k'),
    ("c", b'k'),
    ("p", b'p'),
    ("b", b'p'),
    ("t", b't'),
];

/// One whole syllable.
fn syllable(text: &str) -> Option<Syllable> {
    // 화 and 환 as `wha`, `whan`.
    if let Some(rest) = text.strip_prefix("wh") {
        return syllable(&format!("hw{rest}"));
    }
    for &(spelt, onset) in ONSETS {
        let Some(rest) = text.strip_prefix(spelt) else { continue };
        for &(spelt, vowels, likely) in VOWELS {
            if vowels == 0 {
                continue;
            }
            let Some(rest) = rest.strip_prefix(spelt) else { continue };
            let Some(&(_, coda)) = CODAS.iter().find(|(spelt, _)| *spelt == rest) else { continue };
            return plausible(onset, vowels, likely, coda, text);
        }
    }
    None
}

/// Drops what is no syllable of Korean names, and picks the likely vowel by what surrounds it.
fn plausible(onset: u8, vowels: u32, likely: u32, coda: u8, text: &str) -> Option<Syllable> {
    let closed = coda != b'0';
    // `teng`, `ling`, `rui` are Chinese.
    if closed && likely == E || coda == b'g' && likely == I || likely == UI && !matches!(onset, b'h' | b'0') {
        return None;
    }
    if onset == b'c' && matches!(likely, WO | WI) || closed && likely == YE && onset != b'h' && onset != b'0'
    {
        return None;
    }
    let mut vowels = vowels;
    let mut likely = likely;
    // 여 before a consonant, but for 용 and 윤.
    if closed && likely == YO && !(coda == b'g' && matches!(onset, b'0' | b'r')) {
        likely = YEO;
    }
    if closed && likely == YU && vowels & YEO != 0 && !(onset == b'0' && coda == b'n') {
        likely = YEO;
    }
    if closed && likely == YE {
        likely = YEO;
    }
    if closed && text.contains('u') && likely == U && vowels & EO != 0 && !text.contains("ou") {
        likely = match (onset, coda) {
            (b'c' | b's', b'g' | b'k') | (b'c', b'l') => EO,
            (b'0' | b'k', b'n') => EU,
            _ => U,
        };
    }
    if closed && likely == O && vowels & EO != 0 {
        likely = match (onset, coda) {
            (b's', b'n' | b'k' | b'g') | (b'c', b'l' | b'n') => EO,
            (b'c', b'g') if text.starts_with('c') => EO,
            _ => O,
        };
    }
    // 희 and 의 are written `hee`, `hi`, `ui`; a plain `i` elsewhere is 이.
    if onset == b'h' && likely == I {
        likely = UI;
    }
    if onset != b'h' && onset != b'0' {
        vowels &= !UI | if likely == UI { UI } else { 0 };
    }
    // `r` and `n` fall silent before `i` and `y` at the head of a word in the South.
    Some(Syllable { onset, vowels: vowels | likely, likely: likely.trailing_zeros() as u8, coda })
}

/// All ways to read one or two words as the two syllables of a given name; the likeliest first.
fn given(words: &[&Part]) -> Vec<Vec<Syllable>> {
    match words {
        [a, b] => match (syllable(&a.text), syllable(&b.text)) {
            (Some(a), Some(b)) => vec![vec![a, b]],
            _ => Vec::new(),
        },
        [one] => {
            let text = one.text.as_str();
            if text.len() > 12 {
                return Vec::new();
            }
            let splits = (1..text.len()).rev().filter_map(|at| {
                let (a, b) = (text.get(..at)?, text.get(at..)?);
                Some(vec![syllable(a)?, syllable(b)?])
            });
            let mut ways: Vec<_> = splits.collect();
            // `dae-jung`, not `daej-ung`; `jong-un`, not `jon-gun`.
            ways.sort_by_key(|way| {
                way.get(1).is_some_and(|b| b.onset == b'0') && way.first().is_some_and(|a| a.coda != b'g')
            });
            if ways.is_empty() {
                ways.extend(syllable(text).map(|one| vec![one]));
            }
            ways
        }
        _ => Vec::new(),
    }
}

/// The surname behind a spelling, in the Revised Romanisation.
fn surname(text: &str) -> Option<&'static str> {
    Some(match text {
        "kim" | "gim" | "ghim" => "gim",
        "lee" | "yi" | "rhee" | "ri" | "rhie" | "i" | "ree" | "yee" | "rii" => "i",
        "park" | "pak" | "bak" | "bahk" | "pahk" | "bark" => "bak",
        "choi" | "choe" | "choy" | "chwe" | "tchoi" => "choe",
        "jung" | "jeong" | "chung" | "chong" | "cheong" | "joung" | "jong" => "jeong",
        "kang" | "gang" | "khang" => "gang",
        "cho" | "jo" | "joe" | "joh" | "choh" => "jo",
        "yoon" | "yun" | "youn" => "yun",
        "jang" | "chang" | "jahng" => "jang",
        "lim" | "im" | "rim" | "yim" | "leem" | "rhim" => "im",
        "han" | "hahn" => "han",
        "oh" | "o" => "o",
        "seo" | "suh" | "so" | "sur" | "seoh" => "seo",
        "shin" | "sin" | "shinn" => "sin",
        "kwon" | "gwon" | "kweon" | "kwun" => "gwon",
        "hwang" | "whang" => "hwang",
        "ahn" | "an" => "an",
        "song" | "soung" => "song",
        "ryu" | "yoo" | "yu" | "ryoo" | "you" | "rhyu" | "lyu" => "yu",
        "hong" => "hong",
        "jeon" | "jun" | "chun" | "chon" | "cheon" => "jeon",
        "ko" | "koh" | "go" | "goh" | "kho" => "go",
        "moon" | "mun" => "mun",
        "yang" | "ryang" => "yang",
        "son" | "sohn" | "shon" => "son",
        "bae" | "pae" | "bai" => "bae",
        "baek" | "paek" | "paik" | "baik" | "back" | "pek" => "baek",
        "heo" | "huh" | "hur" | "ho" | "hoh" | "hu" => "heo",
        "nam" => "nam",
        "shim" | "sim" => "sim",
        "noh" | "roh" | "no" | "ro" => "no",
        "ha" | "hah" => "ha",
        "kwak" | "gwak" | "kwack" => "gwak",
        "seong" | "sung" => "seong",
        "cha" => "cha",
        "joo" | "chu" | "ju" | "choo" => "ju",
        "woo" | "wu" | "u" => "u",
        "koo" | "ku" | "gu" | "goo" => "gu",
        "min" => "min",
        "jin" | "chin" => "jin",
        "na" | "ra" | "nah" | "rha" => "na",
        "ji" | "chi" | "jee" => "ji",
        "eom" | "um" | "om" | "uhm" => "eom",
        "won" => "won",
        "ban" | "pan" => "ban",
        "wang" => "wang",
        "kum" | "geum" | "keum" => "geum",
        "ok" | "ock" => "ok",
        "yook" | "yuk" | "ryuk" | "youk" => "yuk",
        "in" | "ihn" => "in",
        "maeng" => "maeng",
        "je" | "jae" => "je",
        "mo" | "moh" => "mo",
        "tak" | "tahk" => "tak",
        "kook" | "kuk" | "guk" => "guk",
        "eo" | "uh" | "eoh" => "eo",
        "eun" => "eun",
        "pyon" | "byun" | "byeon" | "byon" | "pyun" => "byeon",
        "do" | "toh" => "do",
        "ma" => "ma",
        "ki" | "gi" => "gi",
        "kil" | "gil" => "gil",
        "pyo" => "pyo",
        "myung" | "myeong" | "myong" => "myeong",
        "hyun" | "hyeon" | "hyon" => "hyeon",
        "ham" | "hahm" => "ham",
        "pang" | "bang" => "bang",
        "kong" | "gong" => "gong",
        "yeom" | "yum" | "ryom" | "yom" => "yeom",
        "yeo" | "ryo" | "yo" => "yeo",
        "choo-" | "chu-" => "chu",
        "thae" | "tae" => "tae",
        "namgung" | "namkoong" | "namgoong" => "namgung",
        "hwangbo" | "whangbo" => "hwangbo",
        "seonu" | "sunwoo" | "sonu" | "seonwoo" => "seonu",
        "jegal" | "chegal" => "jegal",
        _ => return None,
    })
}

/// Reads the parts of a name as Korean: surname and two syllables, joined, hyphened or apart, in either order.
pub(super) fn read(parts: &[Part]) -> Option<Korean> {
    // 오 is written `O`, without a stop.
    let initial = |(at, part): (usize, &Part)| {
        part.initial && !(at == 0 && part.text == "o" && parts.get(2).is_some_and(|part| part.tied))
    };
    if parts.iter().enumerate().any(initial) || parts.iter().any(|part| part.abjad) {
        return None;
    }
    let all: Vec<&Part> = parts.iter().collect();
    let (first, rest) = all.split_first()?;
    let (last, front) = all.split_last()?;
    if rest.is_empty() || all.len() > 3 {
        return None;
    }
    let tied = all.len() == 3 && rest.get(1).is_some_and(|part| part.tied);
    let tied_front = all.len() == 3 && front.get(1).is_some_and(|part| part.tied);
    if !tied_front
        && let Some(surname) = surname(&first.text)
        && (first.caps || !last.caps)
    {
        let ways = given(rest);
        let single = ways.first().is_some_and(|way| way.len() == 1);
        if !ways.is_empty() && !single {
            return Some(Korean { surname, given: ways });
        }
        if single && super::chinese::surname(&first.text).is_none() {
            return Some(Korean { surname, given: ways });
        }
    }
    if !tied && let Some(surname) = surname(&last.text) {
        let ways: Vec<_> = given(front).into_iter().filter(|way| way.len() == 2).collect();
        if !ways.is_empty() {
            return Some(Korean { surname, given: ways });
        }
    }
    None
}

impl Korean {
    /// A key of the likeliest syllables.
    pub(super) fn key(&self) -> String {
        let mut key = format!("k:{}", self.surname);
        for syllable in self.given.first().into_iter().flatten() {
            key.push(' ');
            key.push(char::from(syllable.onset));
            key.push(char::from(b'a' + syllable.likely));
            key.push(char::from(syllable.coda));
        }
        key
    }

    /// Keys under which it is looked up: consonants alone, one for each way to split it.
    pub(super) fn lookups(&self) -> impl Iterator<Item = String> {
        self.given.iter().map(|way| {
            let mut key = format!("k:{}", self.surname);
            for syllable in way {
                key.push(' ');
                key.push(char::from(if syllable.onset == b'r' { b'n' } else { syllable.onset }));
                key.push(char::from(syllable.coda));
            }
            key
        })
    }

    /// Whether one name can be behind both.
    pub(super) fn matches(&self, other: &Self) -> bool {
        let alike = |a: &[Syllable], b: &[Syllable]| {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.coda == b.coda && a.vowels & b.vowels != 0 && onsets_agree(*a, *b))
        };
        self.surname == other.surname && self.given.iter().any(|a| other.given.iter().any(|b| alike(a, b)))
    }

    /// Both halves of the given name are there.
    pub(super) fn whole(&self) -> bool {
        self.given.iter().any(|way| way.len() == 2)
    }
}

/// `Ryong` and `Yong`, `Ryol` and `Yol`: the North keeps an `r` that the South drops.
fn onsets_agree(a: Syllable, b: Syllable) -> bool {
    let y = YEO | YO | YU | YA | YE | I;
    a.onset == b.onset
        || a.vowels & b.vowels & y != 0
            && matches!((a.onset, b.onset), (b'r', b'0' | b'n') | (b'0' | b'n', b'r'))
        || matches!((a.onset, b.onset), (b'r', b'n') | (b'n', b'r'))
}
