//! Words and sentences of a text: where they stand, how they are written, and one hash for each folded word.

use xxhash_rust::xxh3::xxh3_64;

/// How a token is written and where it stands; a set of bits.
pub(crate) mod flag {
    /// Begins with a capital letter.
    pub(crate) const CAP: u16 = 1;
    /// Two letters or more, all of them capitals.
    pub(crate) const ALL_CAPS: u16 = 1 << 1;
    /// A word (letters), not a mark or a number.
    pub(crate) const WORD: u16 = 1 << 2;
    /// Begins with a digit.
    pub(crate) const NUMBER: u16 = 1 << 3;
    /// No white space stands before it.
    pub(crate) const GLUED: u16 = 1 << 4;
    /// First of a sentence.
    pub(crate) const SENTENCE: u16 = 1 << 5;
    /// First of a paragraph.
    pub(crate) const PARAGRAPH: u16 = 1 << 6;
    /// An abbreviation with its full stop, or an initial.
    pub(crate) const DOTTED: u16 = 1 << 7;
    /// `'s`, or the apostrophe after a plural.
    pub(crate) const POSSESSIVE: u16 = 1 << 8;
    /// Stands in a line whose words are nearly all capitalised: capitals say nothing there.
    pub(crate) const HEADLINE: u16 = 1 << 9;
    /// First of a line.
    pub(crate) const LINE: u16 = 1 << 10;
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Byte offset of the first byte.
    pub(crate) start: u32,
    /// Byte offset past the last byte.
    pub(crate) end: u32,
    /// Bits of [`flag`].
    pub(crate) flags: u16,
    /// The first byte: marks are told apart by it.
    pub(crate) byte: u8,
    /// Hash of the word without case and accents, see [`fold_hash`].
    pub(crate) hash: u64,
}

impl Token {
    pub(crate) fn is(&self, bits: u16) -> bool {
        self.flags & bits != 0
    }

    pub(crate) fn is_mark(&self, byte: u8) -> bool {
        self.byte == byte && !self.is(flag::WORD | flag::NUMBER)
    }

    /// The words as they stand in the text.
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Abbreviations that take their full stop with them, folded.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rep", "reps", "sen", "sens", "gov", "gen", "col", "lt", "maj", "capt",
    "sgt", "adm", "cpl", "pfc", "st", "jr", "sr", "hon", "rev", "fr", "amb", "inc", "corp", "co", "ltd",
    "bros", "dept", "brig", "cmdr", "cdr", "pres", "messrs", "mme", "mlle", "vs", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "govt", "supt", "sec",
];

/// Stands for `'s` in phrases.
const POSSESSIVE_HASH: u64 = 1;

/// Splits a text into words and marks. Hyphens stand alone, `'s` is cut off, `U.S.` and `J.` stay whole.
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::with_capacity(bytes.len() / 5 + 4);
    let mut at = 0;
    let mut space = true;
    let mut newlines = 2;
    let mut sentence = true;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            newlines += usize::from(byte == b'\n');
            space = true;
            at += 1;
            continue;
        }
        let first = match bytes[at].is_ascii() {
            true => char::from(byte),
            false => text[at..].chars().next().unwrap_or(' '),
        };
        if !first.is_ascii() && (first.is_whitespace() || first == '\u{feff}' || first == '\u{ad}') {
            space = true;
            at += first.len_utf8();
            continue;
        }
        let start = at;
        let mut flags = 0;
        if let Some(end) = possessive_end(text, at, space) {
            at = end;
            flags |= flag::POSSESSIVE;
        } else if first.is_alphanumeric() {
            at = word_end(text, at);
            flags |= word_flags(&text[start..at], first);
        } else {
            at += first.len_utf8();
        }
        let mut hash = if flags & flag::POSSESSIVE != 0 { POSSESSIVE_HASH } else { 0 };
        if flags & (flag::WORD | flag::NUMBER) != 0 {
            hash = fold_hash(&text[start..at]);
            if bytes.get(at) == Some(&b'.') && takes_stop(&text[start..at], bytes.get(at + 1)) {
                at += 1;
                flags |= flag::DOTTED;
            }
        }
        if !space {
            flags |= flag::GLUED;
        }
        if newlines > 0 {
            flags |= flag::LINE;
        }
        if newlines > 1 || (newlines == 1 && line_ends_sentence(&tokens, text, start)) {
            flags |= flag::PARAGRAPH | flag::SENTENCE;
            sentence = false;
        }
        let closes = matches!(first, '"' | '”' | '’' | ')' | '\'') && !space;
        if sentence && !closes {
            flags |= flag::SENTENCE;
            // An opening quotation mark does not use the beginning up.
            sentence = !first.is_alphanumeric() && flags & flag::PARAGRAPH == 0;
        } else if flags & flag::PARAGRAPH != 0 && !first.is_alphanumeric() {
            sentence = true;
        }
        if flags & (flag::WORD | flag::NUMBER) == 0 && matches!(first, '.' | '?' | '!' | '…' | '•') {
            sentence = true;
        }
        let mark = if first.is_ascii() { byte } else { plain_mark(first) };
        if hash == 0 {
            hash = 0x100 + u64::from(mark);
        }
        tokens.push(Token { start: start as u32, end: at as u32, flags, byte: mark, hash });
        space = false;
        newlines = 0;
    }
    mark_headlines(&mut tokens);
    tokens
}

/// Whether a line break ends a sentence: the line before is short, or was ended by a full stop.
fn line_ends_sentence(tokens: &[Token], text: &str, next: usize) -> bool {
    let Some(last) = tokens.last() else { return true };
    if matches!(last.byte, b',' | b'-' | b'(') && !last.is(flag::WORD) {
        return false;
    }
    let line_start = text[..last.end as usize].rfind('\n').map_or(0, |n| n + 1);
    let length = last.end as usize - line_start;
    let capital = text[next..].chars().next().is_some_and(|c| !c.is_lowercase());
    capital && (length < 45 || matches!(last.byte, b'.' | b'?' | b'!' | b':'))
}

/// The typographic marks by their plain relatives.
fn plain_mark(mark: char) -> u8 {
    match mark {
        '’' | '‘' => b'\'',
        '“' | '”' | '«' | '»' | '„' => b'"',
        '–' | '—' | '―' => b'_',
        '‐' | '‑' => b'-',
        _ => 0xff,
    }
}

/// The end of `'s` (or of the apostrophe of a plural) that is glued to a word.
fn possessive_end(text: &str, at: usize, space: bool) -> Option<usize> {
    let rest = &text[at..];
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    let after = &rest[mark.len_utf8()..];
    let end = at + mark.len_utf8();
    let mut chars = after.chars();
    let next = chars.next();
    if matches!(next, Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric) {
        return Some(end + 1);
    }
    let plural = matches!(text.as_bytes().get(at.wrapping_sub(1)), Some(b's' | b'z'));
    (!space && plural && next.is_some_and(char::is_whitespace)).then_some(end)
}

/// Where the word that begins here ends.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        match byte {
            b'\'' | b'&' | b'.' if joins(text, start, at, 1) => at += 1,
            0..=127 => break,
            _ => {
                let Some(next) = text[at..].chars().next() else { break };
                if next.is_alphanumeric()
                    || is_combining(next)
                    || (next == '’' && joins(text, start, at, next.len_utf8()))
                {
                    at += next.len_utf8();
                } else {
                    break;
                }
            }
        }
    }
    at
}

fn is_combining(mark: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&mark) || matches!(mark, '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Whether a mark inside a word belongs to it: `O'Brien`, `AT&T`, `U.S`.
fn joins(text: &str, start: usize, at: usize, width: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(next) = text[at + width..].chars().next() else { return false };
    if at == start || !next.is_alphanumeric() {
        return false;
    }
    match bytes[at] {
        b'&' => bytes[at - 1].is_ascii_uppercase() && next.is_ascii_uppercase(),
        b'.' => {
            // Single letters with stops, `U.S.`; or a number, `1.5`.
            let back = at >= 2 && bytes[at - 2].is_ascii_alphanumeric();
            let letter = bytes[at - 1].is_ascii_alphabetic()
                && !back
                && next.is_ascii_alphabetic()
                && bytes.get(at + 2).is_none_or(|b| !b.is_ascii_alphanumeric());
            letter || (bytes[at - 1].is_ascii_digit() && next.is_ascii_digit())
        }
        _ => {
            let after = &text[at + width + next.len_utf8()..];
            let possessive =
                matches!(next, 's' | 'S') && !after.chars().next().is_some_and(char::is_alphanumeric);
            !possessive && next.is_alphabetic()
        }
    }
}

fn word_flags(word: &str, first: char) -> u16 {
    if first.is_ascii_digit() {
        return flag::NUMBER;
    }
    let mut flags = flag::WORD;
    if first.is_uppercase() {
        flags |= flag::CAP;
        let mut letters = 0;
        let mut lower = false;
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            lower |= c.is_lowercase();
        }
        if letters > 1 && !lower {
            flags |= flag::ALL_CAPS;
        }
    }
    flags
}

/// Whether the full stop after this word belongs to it.
fn takes_stop(word: &str, after: Option<&u8>) -> bool {
    let bytes = word.as_bytes();
    if bytes.contains(&b'.') && bytes[0].is_ascii_alphabetic() {
        return true;
    }
    let word_follows = after.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b',' | b')' | b'-'));
    if bytes.len() == 1 {
        return bytes[0].is_ascii_uppercase() && word_follows;
    }
    if bytes.len() > 6 || !bytes[0].is_ascii_uppercase() || !word_follows {
        return false;
    }
    let mut lower = [0; 6];
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    ABBREVIATIONS.iter().any(|a| a.as_bytes() == &lower[..bytes.len()])
}

/// Marks the lines whose capitals say nothing: headlines, and text in capitals.
fn mark_headlines(tokens: &mut [Token]) {
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !tokens[end].is(flag::LINE) {
            end += 1;
        }
        let line = &tokens[start..end];
        let long = |t: &&Token| t.is(flag::WORD) && t.end - t.start > 3;
        let words = line.iter().filter(long).count();
        let capitals = line.iter().filter(long).filter(|t| t.is(flag::CAP)).count();
        // A long line with a full stop is a sentence full of names.
        let sentence = words > 6 && line.last().is_some_and(|t| t.is_mark(b'.'));
        if words >= 3 && capitals * 10 >= words * 8 && !sentence {
            for token in &mut tokens[start..end] {
                token.flags |= flag::HEADLINE;
            }
        }
        start = end;
    }
}

/// The hash of a word without case and accents: `Süd`, `SUD` and `sud` are one.
pub(crate) fn fold_hash(word: &str) -> u64 {
    let mut buffer = [0u8; 40];
    let bytes = word.as_bytes();
    if bytes.is_ascii() && bytes.len() <= buffer.len() {
        let mut length = 0;
        for byte in bytes.iter().filter(|b| **b != b'.') {
            buffer[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        return xxh3_64(&buffer[..length]);
    }
    xxh3_64(fold(word).as_bytes())
}

/// A word without case, accents and inner full stops, in plain Latin letters.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '.' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' => {}
            '’' | 'ʼ' => folded.push('\''),
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(any_ascii::any_ascii_char(c).chars().map(|c| c.to_ascii_lowercase())),
        }
    }
    folded
}

/// Extends the hash of a phrase by a word.
pub(crate) fn extend_hash(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(words("Mr. O'Brien of the U.S. met"), ["Mr.", "O'Brien", "of", "the", "U.S.", "met"]);
        assert_eq!(words("Kim Hong-kyun's plan."), ["Kim", "Hong", "-", "kyun", "'s", "plan", "."]);
        assert_eq!(
            words("the Greens’ vote, 1.5 at AT&T"),
            ["the", "Greens", "’", "vote", ",", "1.5", "at", "AT&T"]
        );
        assert_eq!(words("J. Doe said so.The end"), ["J.", "Doe", "said", "so", ".", "The", "end"]);
    }

    #[test]
    fn sentences_begin_after_full_stops_and_blank_lines() {
        let text = "He met Gen. Roe. “It went well,” he said\n\nA new line";
        let tokens = tokenise(text);
        let starts: Vec<_> = tokens.iter().filter(|t| t.is(flag::SENTENCE)).map(|t| t.text(text)).collect();
        assert_eq!(starts, ["He", "“", "It", "A"]);
    }

    #[test]
    fn folding_drops_case_and_accents() {
        assert_eq!(fold_hash("MÜNCHEN"), fold_hash("munchen"));
        assert_eq!(fold_hash("U.S"), fold_hash("us"));
        assert_ne!(fold_hash("Morgulov"), fold_hash("Morgunov"));
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_spans_of_any_text(text in "\\PC{0,200}") {
            let mut last = 0;
            for token in tokenise(&text) {
                prop_assert!(last <= token.start && token.start < token.end);
                prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
                last = token.end;
            }
            prop_assert!(last as usize <= text.len());
        }
    }
}
