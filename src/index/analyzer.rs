//! Words of news: how a text becomes the terms that are indexed and asked for.
//!
//! A word is a run of letters and digits of any script. Inside it, apostrophes of every shape and the dots of an acronym
//! are passed over, so that `O’Brien` and `obrien`, `U.S.` and `US` are one term; what stands behind a one-letter
//! prefix (`O'Brien`, `d'Ivoire`) is a term of its own in the same place; a possessive `'s` is dropped. Accents are
//! folded, letters lowered, endings stemmed by the script of the word. Ideographs are a term each.

use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager,
};
use unicode_normalization::UnicodeNormalization;

use super::known::{Known, key_of};

/// The name under which the analyzer stands in the schema. Its number changes with the terms it makes.
pub(crate) const NEWS: &str = "news1";

/// Longer words are no words: encoded data, broken markup.
const LONGEST_WORD: usize = 128;

/// Makes the analyzer known to an index.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(NEWS, NewsTokenizer { known: Known::new(13), ..NewsTokenizer::for_texts() });
}

/// One term of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The term.
    pub(crate) term: String,
    /// The how manieth word it is; the two terms of `O'Brien` share one.
    pub(crate) position: usize,
    /// Byte offset of its first byte.
    pub(crate) start: usize,
    /// Byte offset past its last byte.
    pub(crate) end: usize,
}

/// The terms of something that is asked for, one a position: a word such as `Byung-won` gives several, which stand
/// side by side in a text.
pub(crate) fn words_of_query(text: &str) -> Vec<Word> {
    collect(NewsTokenizer::for_queries(), text)
}

fn collect(mut tokenizer: NewsTokenizer, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut stream = tokenizer.token_stream(text);
    while stream.advance() {
        let Token { text, position, offset_from, offset_to, .. } = stream.token();
        words.push(Word { term: text.clone(), position: *position, start: *offset_from, end: *offset_to });
    }
    words
}

/// Cuts and folds; keep one and reuse it, since it remembers words.
#[derive(Clone)]
pub(crate) struct NewsTokenizer {
    token: Token,
    /// Whether a word such as `O'Brien` also gives `brien`.
    both: bool,
    /// First letters, where only words are looked for that begin with one of them.
    only: Option<Box<[bool; 128]>>,
    known: Known,
    folded: String,
}

impl NewsTokenizer {
    /// For texts that are indexed or highlighted.
    pub(crate) fn for_texts() -> Self {
        Self { token: Token::default(), both: true, only: None, known: Known::new(9), folded: String::new() }
    }

    /// For what is asked: one term a word.
    pub(crate) fn for_queries() -> Self {
        Self { both: false, ..Self::for_texts() }
    }

    /// For finding again in a text terms that begin with one of `initials`; the other words are passed over, most of
    /// them unread.
    pub(crate) fn for_highlights(initials: impl Iterator<Item = char>) -> Self {
        let mut only = Box::new([false; 128]);
        for initial in initials {
            if let Some(wanted) = only.get_mut(initial as usize) {
                *wanted = true;
            }
        }
        Self { only: Some(only), ..Self::for_texts() }
    }

    /// Whether `word` surely has no term that is looked for.
    fn passes_over(&self, word: &str) -> bool {
        let Some(only) = &self.only else { return false };
        let mut chars = word.chars();
        let wanted = |c: char| only.get(c.to_ascii_lowercase() as usize).copied().unwrap_or(true);
        // The term of `O'Brien` may begin with either letter.
        !chars.next().is_none_or(wanted) && !chars.next().is_some_and(is_apostrophe)
    }

    /// Writes the term of the word at these bytes of `text` into the token; false where nothing is left of it.
    fn set_term(&mut self, text: &str, start: usize, end: usize) -> bool {
        self.token.text.clear();
        let key = key_of(text, start, end);
        if let Some(term) = key.and_then(|key| self.known.get(key)) {
            self.token.text.push_str(term);
            return !term.is_empty();
        }
        if end - start > LONGEST_WORD {
            return false;
        }
        self.folded.clear();
        fold_into(without_possessive(&text[start..end]), &mut self.folded);
        let stem = stem(&self.folded);
        self.token.text.push_str(&stem);
        if let Some(key) = key {
            self.known.insert(key, &stem);
        }
        !stem.is_empty()
    }
}

impl Tokenizer for NewsTokenizer {
    type TokenStream<'a> = NewsTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsTokens<'a> {
        self.token.reset();
        NewsTokens { text, at: 0, behind_prefix: None, tokenizer: self }
    }
}

/// The terms of one text.
pub(crate) struct NewsTokens<'a> {
    text: &'a str,
    at: usize,
    /// The bytes of `Brien` after `O'Brien` was given.
    behind_prefix: Option<(usize, usize)>,
    tokenizer: &'a mut NewsTokenizer,
}

impl TokenStream for NewsTokens<'_> {
    fn advance(&mut self) -> bool {
        if let Some((start, end)) = self.behind_prefix.take()
            && self.tokenizer.set_term(self.text, start, end)
        {
            return true;
        }
        while let Some((start, end)) = next_word(self.text, self.at) {
            self.at = end;
            let word = &self.text[start..end];
            let token = &mut self.tokenizer.token;
            token.position = token.position.wrapping_add(1);
            token.offset_from = start;
            token.offset_to = end;
            if !self.tokenizer.passes_over(word) && self.tokenizer.set_term(self.text, start, end) {
                if self.tokenizer.both {
                    self.behind_prefix = behind_prefix(word).map(|at| (start + at, end));
                }
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}

/// The bounds of the first word that begins at byte `from` or later.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = from;
    // The bytes between words are nearly all ASCII.
    while start < bytes.len() && bytes[start].is_ascii() && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    let (offset, first) = text[start..].char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let start = start + offset;
    let mut end = start + first.len_utf8();
    if stands_alone(first) {
        return Some((start, end));
    }
    // Letters in the piece since the last dot; `None` once the word can't be an acronym.
    let mut acronym = first.is_alphabetic().then_some(1);
    while end < bytes.len() {
        let byte = bytes[end];
        if byte.is_ascii_alphanumeric() {
            acronym = acronym.map(|letters| letters + 1);
            end += 1;
            continue;
        }
        let Some(c) = text[end..].chars().next() else { break };
        let after = end + c.len_utf8();
        if is_mark(c) {
            end = after;
        } else if c.is_alphanumeric() {
            if stands_alone(c) {
                break;
            }
            acronym = acronym.map(|letters| letters + 1);
            end = after;
        } else if is_apostrophe(c) && text[after..].starts_with(char::is_alphabetic) {
            acronym = None;
            end = after;
        } else if c == '.' && acronym == Some(1) && begins_with_lone_letter(&text[after..]) {
            acronym = Some(0);
            end = after;
        } else {
            break;
        }
    }
    Some((start, end))
}

fn begins_with_lone_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Han, kana: written without spaces, so a character is a term.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{201B}' | '\u{02BC}' | '\u{02BB}' | '\u{FF07}')
}

/// Marks that change how a letter is said, not which letter it is: accents, Arabic and Hebrew vowel points, the
/// Arabic lengthening stroke, soft hyphens, zero-width joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0591}'..='\u{05C7}'
        | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

fn without_possessive(word: &str) -> &str {
    let Some(rest) = word.strip_suffix(['s', 'S']) else { return word };
    rest.strip_suffix(is_apostrophe).filter(|rest| !rest.is_empty()).unwrap_or(word)
}

/// Where in the word `Brien` of `O'Brien`, `Ivoire` of `d'Ivoire` begins.
fn behind_prefix(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let prefix = chars.next()?;
    let apostrophe = chars.next()?;
    if !is_apostrophe(apostrophe) || !prefix.is_alphabetic() {
        return None;
    }
    let at = prefix.len_utf8() + apostrophe.len_utf8();
    let rest = without_possessive(word).get(at..)?;
    rest.chars().nth(1).map(|_| at)
}

/// Lowers and folds `word`, and leaves out what stands within words without being a letter.
fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in word.nfkc().flat_map(char::to_lowercase) {
        if is_mark(c) || is_apostrophe(c) || c == '.' {
            continue;
        }
        match c {
            _ if c.is_ascii() => folded.push(c),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ə' => folded.push('a'),
            'ё' => folded.push('е'),
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ة' => folded.push('ه'),
            // Latin and Greek letters lose their accents; `й` is a letter of its own.
            '\u{00C0}'..='\u{03FF}' | '\u{1E00}'..='\u{1FFF}' => {
                folded.extend(std::iter::once(c).nfd().filter(|c| !is_mark(*c)));
            }
            _ => folded.push(c),
        }
    }
}

/// The word without its ending, by the rules of the language that its script is mostly used for here.
fn stem(word: &str) -> String {
    let language = match word.chars().next() {
        Some('a'..='z') => Language::English,
        Some('\u{0400}'..='\u{04FF}') => Language::Russian,
        Some('\u{0600}'..='\u{06FF}') => Language::Arabic,
        Some('\u{0370}'..='\u{03FF}') => Language::Greek,
        _ => return word.to_owned(),
    };
    let mut stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build();
    let mut stream = stemmer.token_stream(word);
    if stream.advance() && !stream.token().text.is_empty() {
        stream.token().text.clone()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        collect(NewsTokenizer::for_texts(), text).into_iter().map(|w| w.term).collect()
    }

    #[test]
    fn words_are_lowered_folded_and_stemmed() {
        assert_eq!(
            terms("The Ministers’ talks, in Côte d'Ivoire"),
            ["the", "minist", "talk", "in", "cote", "divoir", "ivoir"]
        );
        assert_eq!(terms("São Łódź Øresund Straße"), ["sao", "lodz", "oresund", "strass"]);
        assert_eq!(terms("cafe\u{301} caf\u{e9}"), ["cafe", "cafe"]);
    }

    #[test]
    fn apostrophes_of_every_shape_are_passed_over() {
        for text in ["O'Brien", "O’Brien", "O‘Brien's", "OʼBrien’s"] {
            assert_eq!(terms(text), ["obrien", "brien"], "{text}");
            assert_eq!(words_of_query(text).len(), 1, "{text}");
        }
        assert_eq!(terms("obrien"), ["obrien"]);
        assert_eq!(terms("Seoul's 'envoy'"), ["seoul", "envoy"]);
        assert_eq!(terms("Sana'a Sanaa"), ["sanaa", "sanaa"]);
        assert_eq!(terms("'s '' s'"), ["s", "s"]);
    }

    #[test]
    fn acronyms_are_one_word() {
        assert_eq!(terms("the U.S. and the U.N., U.S.-led"), ["the", "us", "and", "the", "un", "us", "led"]);
        assert_eq!(terms("J.Smith went. A day"), ["j", "smith", "went", "a", "day"]);
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(terms("Министр министра"), ["министр", "министр"]);
        assert_eq!(terms("Ёлкин"), terms("елкин"));
        assert_eq!(terms("外務省"), ["外", "務", "省"]);
        assert_eq!(terms("외교부"), ["외교부"]);
        assert_eq!(terms("مُحَمَّد"), terms("محمد"));
    }

    #[test]
    fn both_terms_of_a_prefixed_word_stand_in_one_place() {
        let words = collect(NewsTokenizer::for_texts(), "Mr O'Neill said");
        let at: Vec<_> = words.iter().map(|w| (w.term.as_str(), w.position, w.start, w.end)).collect();
        assert_eq!(at, [("mr", 0, 0, 2), ("oneil", 1, 3, 10), ("neill", 1, 3, 10), ("said", 2, 11, 15)]);
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_cut_at_characters(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in collect(NewsTokenizer::for_texts(), &text) {
                assert!(!word.term.is_empty() && word.start < word.end);
                assert!(text.is_char_boundary(word.start) && text.is_char_boundary(word.end));
                assert!(word.position >= last);
                last = word.position;
            }
        }

        #[test]
        fn what_is_asked_is_found_in_the_text_it_came_from(text in "\\PC{0,40}") {
            let indexed = collect(NewsTokenizer::for_texts(), &text);
            for word in words_of_query(&text) {
                assert!(indexed.iter().any(|w| w.term == word.term && w.position == word.position));
            }
        }
    }
}
