//! One code for the ways in which a word of a name is written in Latin letters.

/// The code of a folded word: equal for the usual spellings of one name, whichever language romanised it, and
/// different wherever two spellings may be two names. It keeps all consonants and the order of all vowels.
///
/// The rules are those of the romanisations met in the press: `sch sh sz`, `tch tsch cz ch`, `zh j dj`, `kh x h`,
/// `ou u oo`, `iy ij yj yi y`, `ph f`, `-off -ow -ov`, doubled letters, mute `h`.
pub(super) fn code(word: &str) -> String {
    let mut code: Vec<u8> = Vec::with_capacity(word.len());
    consonants(word.as_bytes(), &mut code);
    let mut out: Vec<u8> = Vec::with_capacity(code.len());
    vowels(&code, &mut out);
    endings(&mut out, word.ends_with("ic"));
    // Every byte that went in is an ASCII letter.
    String::from_utf8(out).unwrap_or_default()
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Groups of consonants to one letter each: `S` sh, `C` ch, `J` zh and English j. `j` that is a vowel becomes `i`.
fn consonants(word: &[u8], out: &mut Vec<u8>) {
    let mut rest = word;
    let start = out.len();
    while let Some(&b) = rest.first() {
        let next = rest.get(1).copied().unwrap_or(0);
        let last = out.get(start..).and_then(|done| done.last()).copied().unwrap_or(0);
        let starts = |s: &str| rest.starts_with(s.as_bytes());
        let (to, used): (&[u8], usize) = match b {
            b's' if starts("schtsch") => (b"SC", 7),
            b's' if starts("shtsch") => (b"SC", 6),
            b's' if starts("stsch") || starts("stch") && last != 0 => {
                (b"SC", if starts("stsch") { 5 } else { 4 })
            }
            b's' if starts("szcz") || starts("shch") => (b"SC", 4),
            b's' if starts("schm")
                || starts("schn")
                || starts("schl")
                || starts("schr")
                || starts("schw") =>
            {
                (b"S", 3)
            }
            b's' if starts("sch") => (b"S", 3),
            b's' if next == b'h' || next == b'z' || next == b'j' => (b"S", 2),
            b't' if starts("tsch") => (b"C", 4),
            b't' if starts("tch") => (b"C", 3),
            b't' if starts("tsj") || starts("tsh") => (b"C", 3),
            b't' if next == b'j' => (b"C", 2),
            b't' if last == 0 && starts("tsi") => (b"t", 2),
            b't' if next == b'z' => (b"ts", 2),
            b't' if next == b'h' => (b"t", 2),
            b'c' if starts("chtch") => (b"SC", 5),
            b'c' if starts("chr") => (b"k", 2),
            b'c' if next == b'h' || next == b'z' => (b"C", 2),
            b'c' if next == b'k' => (b"k", 2),
            b'c' if next == b'c' => (b"k", 2),
            b'c' if matches!(next, b'e' | b'i' | b'y') => (b"s", 1),
            b'c' => (b"k", 1),
            b'd' if starts("dzm") => (b"d", 2),
            b'd' if starts("dzh") || starts("dsch") => (b"J", if starts("dzh") { 3 } else { 4 }),
            b'd' if next == b'j' => (b"J", 2),
            b'd' if next == b'h' => (b"d", 2),
            b'z' if next == b'h' => (b"J", 2),
            b'k' if next == b'h' => (b"H", 2),
            b'g' if next == b'h' => (b"g", 2),
            b'g' if next == b'u' && matches!(rest.get(2), Some(b'e' | b'i' | b'y')) => (b"g", 2),
            b'b' if next == b'h' => (b"b", 2),
            b'r' if next == b'h' => (b"r", 2),
            b'p' if next == b'h' => (b"f", 2),
            b'q' if next == b'u' => (b"k", 2),
            b'q' => (b"k", 1),
            b'x' if last != 0 => (b"ks", 1),
            b'x' => (b"h", 1),
            // A vowel after a vowel at the end or before a consonant: `Andrej`, `Sergejs`; and in `-ij`.
            b'j' if is_vowel(last) && !is_vowel(next) => (b"i", 1),
            b'j' => (b"J", 1),
            b'w' if starts("wski") || starts("wska") || starts("wsky") => (b"v", 1),
            b'w' => (b"v", 1),
            b'o' | b'a'
                if starts("ouski")
                    || starts("ouska")
                    || starts("auska")
                    || starts("auski")
                    || starts("ousky") =>
            {
                (b"ov", 2)
            }
            _ => (std::slice::from_ref(&rest[0]), 1),
        };
        for &b in to {
            if out.get(start..).and_then(|done| done.last()) != Some(&b) {
                out.push(b);
            }
        }
        rest = rest.get(used..).unwrap_or_default();
    }
}

/// Vowels and mute `h`.
fn vowels(code: &[u8], out: &mut Vec<u8>) {
    let mut i = 0;
    while let Some(&b) = code.get(i) {
        let next = code.get(i + 1).copied().unwrap_or(0);
        let last = out.last().copied().unwrap_or(0);
        let (to, used): (u8, usize) = match (b, next) {
            (b'o', b'u') | (b'o', b'o') | (b'u', b'e') => (b'u', 2),
            (b'o', b'e') => (b'o', 2),
            (b'a', b'e') => (b'a', 2),
            (b'e', b'e') | (b'i', b'e') => (b'i', 2),
            // `Yevgeny`, `Evgeny`; `Dmitriyev`, `Dmitriev`.
            (b'y', b'e') if last == b'i' => (b'i', 2),
            (b'y', b'e') => (b'e', 2),
            (b'y', _) => (b'i', 1),
            // Mute, but for the first letter and between vowels.
            (b'h', _) if last != 0 && !(is_vowel(last) && is_vowel(next)) => {
                if is_vowel(last) || !is_vowel(next) {
                    i += 1;
                    continue;
                }
                (b'h', 1)
            }
            // `kh` is never mute.
            (b'H', _) => (b'h', 1),
            _ => (b, 1),
        };
        if last != to {
            out.push(to);
        }
        i += used;
    }
}

/// `-off`, `-of`, `-ow` for `-ov`; Belarusian `-enka` for `-enko`.
fn endings(out: &mut [u8], word_ends_in_ic: bool) {
    let n = out.len();
    if n >= 4 && out[n - 1] == b'f' && matches!(out[n - 2], b'o' | b'e') {
        out[n - 1] = b'v';
    }
    // `Milosevic` without its accent; not `Eric` or `Dominic`.
    if n >= 5
        && [b"vik", b"sik", b"zik", b"Jik", b"Cik", b"Sik"].iter().any(|end| out.ends_with(*end))
        && word_ends_in_ic
    {
        out[n - 1] = b'C';
    }
    if n >= 6 && out.ends_with(b"nka") && matches!(out[n - 4], b'e' | b'i') {
        out[n - 1] = b'o';
    }
}

/// The consonants of a code, voiced and unvoiced ones alike, with `a` for a vowel that opens it: what is left of a name
/// in every spelling, the hasty ones too. It proposes; it never decides alone.
pub(super) fn skeleton(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let bytes = code.as_bytes();
    for (i, &b) in bytes.iter().enumerate() {
        let c = match b {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => {
                if i == 0 {
                    'a'
                } else {
                    continue;
                }
            }
            b'h' if i > 0 => continue,
            b'g' | b'h' => 'k',
            b'd' => 't',
            b'b' => 'p',
            b'f' => 'v',
            b'z' => 's',
            b'S' | b'C' => 'S',
            b'J' => 'J',
            other => char::from(other),
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}
