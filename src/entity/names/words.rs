//! From any spelling in any script to plain lower-case Latin words.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

use super::scripts;

/// One word of a name in plain lower-case letters, and what its spelling told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// `a` to `z` only, never empty.
    pub(super) text: String,
    /// Written in capitals throughout, in at least two letters: a surname in many lists.
    pub(super) caps: bool,
    /// Hyphened to the word before.
    pub(super) tied: bool,
    /// Its first letter is a capital.
    pub(super) upper: bool,
    /// A syllable of Hangul or a Chinese character.
    pub(super) syllable: bool,
    /// An apostrophe follows its first consonant: aspirated in Wade-Giles, as `p'ing`.
    pub(super) aspirated: bool,
    /// A full stop follows.
    pub(super) dot: bool,
    /// From a script that leaves out short vowels.
    pub(super) abjad: bool,
    /// A comma follows.
    pub(super) comma: bool,
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    word: Word,
    upper: u32,
    lower: u32,
    digits: bool,
    tied: bool,
}

impl Reader {
    fn end(&mut self) {
        if self.word.text.is_empty() {
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        let letters = self.upper + self.lower;
        word.caps = self.upper >= 2 && self.lower == 0;
        word.tied = self.tied && !self.words.is_empty();
        if self.digits {
            word.text = letters_for_digits(&word.text);
        }
        (self.upper, self.lower, self.digits, self.tied) = (0, 0, false, false);
        if letters > 0 && !word.text.is_empty() {
            self.words.push(word);
        }
    }

    fn push(&mut self, word: Word) {
        self.end();
        self.tied = false;
        self.words.push(word);
    }

    fn letter(&mut self, c: char) {
        if c.is_ascii_uppercase() {
            self.word.upper |= self.word.text.is_empty();
            // `ElBaradei`, and only there: `McDonald` and `DeSantis` are one word.
            if (self.upper, self.lower) == (1, 1) && matches!(self.word.text.as_str(), "el" | "al") {
                self.end();
                self.tied = true;
            }
            self.upper += 1;
            self.word.text.push(c.to_ascii_lowercase());
        } else {
            self.lower += 1;
            self.word.text.push(c);
        }
    }
}

/// The words of a name. What stands in brackets is left out.
pub(super) fn words(name: &str) -> Vec<Word> {
    let composed: String;
    let name = if name.is_ascii() {
        name
    } else {
        composed = name.nfkc().collect();
        composed.as_str()
    };
    let mut reader = Reader { words: Vec::with_capacity(5), ..Reader::default() };
    let mut depth = 0_u32;
    let mut chars = name.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' => {
                reader.end();
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            'a'..='z' | 'A'..='Z' => reader.letter(c),
            '0'..='9' => {
                if !reader.word.text.is_empty() {
                    reader.word.text.push(c);
                    reader.digits = true;
                }
            }
            '.' => {
                reader.word.dot = true;
                reader.end();
                reader.word.dot = false;
            }
            ',' | ';' | '،' => {
                reader.end();
                if let Some(last) = reader.words.last_mut() {
                    last.comma = true;
                }
            }
            '-' | '‐' | '‑' | '–' | '־' | '·' | '・' => {
                reader.end();
                reader.tied = true;
            }
            '\'' | '’' | '‘' | '`' | '´' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʹ' | 'ʺ' | 'ʿ' | 'ʾ' | '"' | '“' | '”'
            | '«' | '»' => {
                reader.word.aspirated |=
                    matches!(reader.word.text.as_str(), "p" | "t" | "k" | "ch" | "ts" | "tz");
            }
            c if scripts::is_hangul(c) || scripts::is_han(c) => {
                let mut end = at + c.len_utf8();
                while let Some(&(next, c)) = chars.peek() {
                    if !(scripts::is_hangul(c) || scripts::is_han(c)) {
                        break;
                    }
                    end = next + c.len_utf8();
                    chars.next();
                }
                let first = reader.words.is_empty() && reader.word.text.is_empty();
                for word in scripts::read_run(&name[at..end], first) {
                    reader.push(word);
                }
            }
            c if scripts::is_mark(c) => {}
            c if c.is_alphabetic() => {
                reader.word.abjad |= scripts::is_abjad(c);
                for letter in scripts::latin(c).chars() {
                    let upper =
                        letter.is_ascii_uppercase() || (c.is_uppercase() && letter.is_ascii_lowercase());
                    // A capital that takes several letters, as Щ, counts once.
                    let letter = letter.to_ascii_lowercase();
                    if letter.is_ascii_lowercase() {
                        reader.letter(if upper { letter.to_ascii_uppercase() } else { letter });
                    }
                }
            }
            _ => reader.end(),
        }
    }
    reader.end();
    for word in &mut reader.words {
        if word.abjad {
            scripts::cut_article(&mut word.text);
        }
    }
    reader.words.retain(|word| !word.text.is_empty());
    reader.words
}

/// `Sech1n`: figures that stand for letters of like shape.
fn letters_for_digits(text: &str) -> String {
    let letter = |c| match c {
        '0' => Some('o'),
        '1' => Some('i'),
        '3' => Some('e'),
        '4' => Some('a'),
        '5' => Some('s'),
        '7' => Some('t'),
        '8' => Some('b'),
        '9' => Some('g'),
        c if c.is_ascii_digit() => None,
        c => Some(c),
    };
    text.chars().filter_map(letter).collect()
}

/// `any_ascii` of one character.
pub(super) fn plain(c: char) -> &'static str {
    any_ascii_char(c)
}
