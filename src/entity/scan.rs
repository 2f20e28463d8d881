//! A text with its tokens and everything that the lexicon found in it: what the grammars read.

use super::Part;
use super::lexicon::{Entry, Lexicon, Match, class};
use super::text::{Token, flag, tokenise};

/// One part of an article, looked up.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    /// Bits of [`class`] for each token.
    pub(crate) classes: Vec<u32>,
    matches: Vec<Match>,
    /// For each token the first match that begins at it or later.
    first: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// Looks a text up; `year` is when it was written, for countries that come and go.
    pub(crate) fn new(lexicon: &Lexicon, part: Part, text: &'a str, year: i16) -> Self {
        let mut tokens = tokenise(text);
        super::joined::split(lexicon, text, &mut tokens);
        let (mut matches, mut classes) =
            (Vec::with_capacity(tokens.len() / 4), Vec::with_capacity(tokens.len()));
        lexicon.find(&tokens, &mut matches, &mut classes);
        lexicon.drop_gone(&mut matches, year);
        let mut first = Vec::with_capacity(tokens.len() + 1);
        let mut at = 0;
        for token in 0..=tokens.len() as u32 {
            while matches.get(at).is_some_and(|m| m.start < token) {
                at += 1;
            }
            first.push(at as u32);
        }
        Self { part, text, tokens, classes, matches, first }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The phrases that begin at a token, the longest first.
    pub(crate) fn matches_at(&self, at: usize) -> &[Match] {
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.matches[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest phrase at a token that `pick` takes, with what it makes of it.
    pub(crate) fn longest<T>(&self, at: usize, pick: impl Fn(Entry) -> Option<T>) -> Option<(T, usize)> {
        self.matches_at(at).iter().find_map(|m| pick(m.entry).map(|value| (value, m.end as usize)))
    }

    pub(crate) fn is(&self, at: usize, bits: u16) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(bits))
    }

    pub(crate) fn has(&self, at: usize, classes: u32) -> bool {
        self.classes.get(at).is_some_and(|c| c & classes != 0)
    }

    pub(crate) fn mark(&self, at: usize, byte: u8) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(byte))
    }

    /// The word at a token as it stands in the text; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    /// Whether the word is one of these, which are in lower case.
    pub(crate) fn word_is(&self, at: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(at) else { return words.contains(&"") };
        // Most words differ in length or in the first letter, and nothing more is looked at then.
        let length = (token.end - token.start) as usize;
        let first = self.text.as_bytes().get(token.start as usize).map(u8::to_ascii_lowercase);
        words.iter().any(|w| {
            w.len() == length
                && w.as_bytes().first().copied() == first
                && w.eq_ignore_ascii_case(token.text(self.text))
        })
    }

    /// The text of a span of tokens.
    pub(crate) fn span(&self, start: usize, end: usize) -> &'a str {
        match (self.tokens.get(start), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => {
                self.text.get(first.start as usize..last.end as usize).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// First token of the sentence that holds `at`.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        (0..=at.min(self.len().saturating_sub(1))).rev().find(|&i| self.is(i, flag::SENTENCE)).unwrap_or(0)
    }

    /// Whether capitals say something at this token.
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        !self.is(at, flag::HEADLINE)
    }

    /// Whether a token can stand in a name at all: capitalised, and no function word.
    pub(crate) fn is_name_word(&self, at: usize) -> bool {
        if !self.is(at, flag::CAP) {
            return false;
        }
        if self.is_initial(at) {
            return true;
        }
        if self.has(at, class::NEVER_PERSON | class::CALENDAR) {
            // `Bill Roe`, `Jan Doe`: also given names, where a name goes on.
            return self.has(at, class::GIVEN)
                && !self.is(at, flag::DOTTED)
                && self.is(at + 1, flag::CAP)
                && !self
                    .has(at + 1, class::NEVER_PERSON | class::CALENDAR | class::COMMON | class::BODY_END);
        }
        self.is_plain(at) || !self.has(at, class::COMMON | class::SAYING) || self.has(at, class::GIVEN)
    }

    /// A letter with a full stop, `J.`.
    pub(crate) fn is_initial(&self, at: usize) -> bool {
        self.is(at, flag::DOTTED) && self.word(at).len() == 2
    }

    /// Passes over an article: `the`.
    pub(crate) fn skip_article(&self, at: usize) -> usize {
        at + usize::from(self.word_is(at, &["the", "a", "an", "its", "his", "her", "their", "our"]))
    }
}
