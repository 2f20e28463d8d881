//! What a person typed, cut into words, phrases, fields and operators. Every text can be cut.

use crate::document::Field;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word, cleaned of the punctuation around it.
    Word(String),
    /// The words between two quotation marks.
    Phrase(Vec<String>),
    /// `official:`; `spaced` where blank follows it.
    Field {
        field: Field,
        typed: String,
        spaced: bool,
    },
    /// The raw text right after `field:`.
    Value(String),
    Open,
    Close,
    And,
    Or,
    Not,
}

/// Notes beyond this many would bury the answer.
pub(super) const MAX_NOTES: usize = 8;

/// Adds a note unless it says what was said before.
pub(super) fn note(notes: &mut Vec<String>, text: String) {
    if notes.len() < MAX_NOTES && !notes.contains(&text) {
        notes.push(text);
    }
}

/// Cuts `text`, in time linear in its length.
pub(super) fn cut(text: &str, notes: &mut Vec<String>) -> Vec<Token> {
    let mut chars: Vec<char> = text.chars().filter(|&c| !is_invisible(c)).collect();
    for i in 0..chars.len() {
        if chars[i].is_control() {
            chars[i] = ' ';
        } else if is_gershayim(&chars, i) {
            chars[i] = '\u{5f4}';
        }
    }
    let last_quote = chars.iter().rposition(|&c| is_double_quote(c)).unwrap_or(0);
    let single_closers: Vec<usize> = (1..chars.len()).filter(|&i| closes_single(&chars, i)).collect();
    let mut cutter = Cutter { chars, last_quote, single_closers, at: 0, tokens: Vec::new(), notes };
    while cutter.at < cutter.chars.len() {
        cutter.step();
    }
    cutter.tokens
}

/// The words of `text` and nothing else: no operators, no phrases, no fields.
pub(super) fn bag(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|&c| !is_invisible(c)).collect();
    text.split(|c: char| c.is_whitespace() || c.is_control() || is_double_quote(c) || "()[]{}".contains(c))
        .filter_map(clean)
        .collect()
}

/// A word without the punctuation around it; `None` where no letter or digit is left.
pub(super) fn clean(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| is_edge(c) || is_double_quote(c) || c.is_whitespace());
    word.contains(char::is_alphanumeric).then(|| word.to_owned())
}

pub(super) fn is_double_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '〝'
            | '〞'
            | '〟'
            | '❝'
            | '❞'
    )
}

fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´')
}

/// Punctuation that stands around words and is no part of them.
fn is_edge(c: char) -> bool {
    is_single_quote(c) || ",.;:!?¡¿…-‐‑‒–—―[]{}<>|&/\\=*~^、。，；：！？".contains(c)
}

/// Whether the single quotation mark at `i` can end a phrase: a word before it, none after it.
fn closes_single(chars: &[char], i: usize) -> bool {
    is_single_quote(chars[i])
        && !chars[i - 1].is_whitespace()
        && chars.get(i + 1).is_none_or(|c| c.is_whitespace() || ",.;:!?)".contains(*c))
}

/// Hebrew abbreviations carry a double quotation mark within the word: it stands for gershayim, U+05F4.
fn is_gershayim(chars: &[char], i: usize) -> bool {
    let hebrew = |c: Option<&char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(c));
    i > 0 && is_double_quote(chars[i]) && hebrew(chars.get(i - 1)) && hebrew(chars.get(i + 1))
}

/// Marks that come along when text is pasted: soft hyphens, zero-width spaces, marks of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

struct Cutter<'a> {
    chars: Vec<char>,
    /// Where the last double quotation mark stands: what opens there is never closed.
    last_quote: usize,
    /// Where single quotation marks can end a phrase, ascending.
    single_closers: Vec<usize>,
    at: usize,
    tokens: Vec<Token>,
    notes: &'a mut Vec<String>,
}

impl Cutter<'_> {
    fn step(&mut self) {
        let at = self.at;
        let next = self.chars.get(at + 1).copied();
        match self.chars[at] {
            c if c.is_whitespace() => self.at += 1,
            '(' | '（' => self.push(Token::Open),
            ')' | '）' => self.push(Token::Close),
            '&' if next == Some('&') => self.pair(Token::And),
            '|' if next == Some('|') => self.pair(Token::Or),
            '|' if next.is_none_or(char::is_whitespace) => self.push(Token::Or),
            '-' | '−' if self.denies(next) => self.push(Token::Not),
            c if is_double_quote(c) => self.quoted(),
            c if is_single_quote(c) && next.is_some_and(char::is_alphanumeric) => self.single_quoted(),
            _ => self.word(),
        }
    }

    fn push(&mut self, token: Token) {
        self.tokens.push(token);
        self.at += 1;
    }

    fn pair(&mut self, token: Token) {
        self.tokens.push(token);
        self.at += 2;
    }

    /// A hyphen says no where it leads a word, phrase or group and follows none.
    fn denies(&self, next: Option<char>) -> bool {
        let free =
            self.at == 0 || matches!(self.chars[self.at - 1], c if c.is_whitespace() || "(（".contains(c));
        free && next.is_some_and(|c| c.is_alphanumeric() || is_double_quote(c) || "(（".contains(c))
    }

    fn quoted(&mut self) {
        if self.at >= self.last_quote {
            if self.chars.get(self.at + 1).is_some() {
                let text = "a quotation mark is never closed; the words after it are read one by one";
                note(self.notes, text.to_owned());
            }
            self.at += 1;
            return;
        }
        let start = self.at + 1;
        let mut end = start;
        while !is_double_quote(self.chars[end]) {
            end += 1;
        }
        self.phrase(start, end);
        if self.chars.get(self.at) == Some(&'~') {
            note(self.notes, "`~` after a phrase is passed over: the words stand side by side".to_owned());
            self.at += 1;
            while self.chars.get(self.at).is_some_and(char::is_ascii_digit) {
                self.at += 1;
            }
        }
    }

    fn single_quoted(&mut self) {
        let next = self.single_closers.partition_point(|&closer| closer <= self.at + 1);
        match self.single_closers.get(next) {
            Some(&end) => self.phrase(self.at + 1, end),
            None => self.word(),
        }
    }

    fn phrase(&mut self, start: usize, end: usize) {
        let text: String = self.chars[start..end].iter().collect();
        let words: Vec<String> =
            text.split(|c: char| c.is_whitespace() || is_double_quote(c)).filter_map(clean).collect();
        self.at = end + 1;
        if !words.is_empty() {
            self.tokens.push(Token::Phrase(words));
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut colon = None;
        while let Some(&c) = self.chars.get(self.at) {
            let doubled = self.chars.get(self.at + 1) == Some(&c) && (c == '|' || c == '&');
            let quote = is_double_quote(c);
            if c.is_whitespace() || "()（）".contains(c) || (self.at > start && (quote || doubled)) {
                break;
            }
            if colon.is_none() && (c == ':' || c == '：') {
                colon = Some(self.at);
                if self.field(start) {
                    return;
                }
            }
            self.at += 1;
        }
        let raw: String = self.chars[start..self.at].iter().collect();
        match raw.as_str() {
            "AND" => self.tokens.push(Token::And),
            "OR" => self.tokens.push(Token::Or),
            "NOT" => self.tokens.push(Token::Not),
            _ => self.plain(&raw, colon.map(|at| at - start)),
        }
        // A quotation mark right after a digit or letter is an inch or a stray, not the start of a phrase.
        if self.chars.get(self.at) == Some(&'"') {
            self.at += 1;
        }
    }

    /// At a colon: a field, where the word before it is one.
    fn field(&mut self, start: usize) -> bool {
        let typed: String = self.chars[start..self.at].iter().collect();
        let rest = self.at + 1;
        let spaced = self.chars.get(rest).is_none_or(|c| c.is_whitespace());
        let value = |chars: &[char]| -> String {
            chars[rest..].iter().take_while(|c| !c.is_whitespace() && !"()（）".contains(**c)).collect()
        };
        if let side @ ("since" | "until") = typed.to_ascii_lowercase().as_str() {
            let date = value(&self.chars);
            if date.parse::<crate::date::Date>().is_err() {
                return false;
            }
            self.at = rest + date.chars().count();
            let range = if side == "since" { format!("{date}..") } else { format!("..{date}") };
            self.tokens.push(Token::Field { field: Field::Date, typed, spaced: false });
            self.tokens.push(Token::Value(range));
            return true;
        }
        // `url:` and `text:` followed by `//` are addresses.
        let address = self.chars.get(rest) == Some(&'/') && self.chars.get(rest + 1) == Some(&'/');
        let Some(field) = Field::from_word(&typed).filter(|_| !address) else { return false };
        self.at = rest;
        self.tokens.push(Token::Field { field, typed, spaced });
        let quote = self.chars.get(rest).is_some_and(|&c| is_double_quote(c) || is_single_quote(c));
        if spaced || quote {
            return true;
        }
        let text = value(&self.chars);
        // A value ends at a quotation mark, as any word.
        let text = text.split(is_double_quote).next().unwrap_or_default();
        self.at += text.chars().count();
        if !text.is_empty() {
            self.tokens.push(Token::Value(text.to_owned()));
        }
        true
    }

    fn plain(&mut self, raw: &str, colon: Option<usize>) {
        let mut text = raw;
        if text.ends_with('*') && text.len() > 1 {
            note(self.notes, "`*` stands for nothing here: a word is found in all its forms".to_owned());
        }
        if let Some((word, rest)) = text.split_once(['^', '~'])
            && !word.is_empty()
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            note(self.notes, format!("`{}` after a word is passed over", &text[word.len()..]));
            text = word;
        }
        let Some(word) = clean(text) else { return };
        if let Some(colon) = colon {
            self.unknown_field(raw, colon);
        }
        self.tokens.push(Token::Word(word));
    }

    /// `foo:bar` is read as it stands, with a word on what was perhaps meant.
    fn unknown_field(&mut self, raw: &str, colon: usize) {
        let prefix: String = raw.chars().take(colon).collect();
        let mut rest = raw.chars().skip(colon + 1);
        let named = (2..=20).contains(&colon) && prefix.chars().all(|c| c.is_ascii_alphabetic());
        if !named || !rest.next().is_some_and(char::is_alphanumeric) {
            return;
        }
        let meant = match near_field(&prefix) {
            Some(field) => format!("; did you mean `{}:`?", field.as_str()),
            None => String::new(),
        };
        note(self.notes, format!("there is no field `{prefix}`; `{raw}` is read as words{meant}"));
    }
}

/// The field whose word is one or two slips away.
fn near_field(word: &str) -> Option<Field> {
    let word = word.to_ascii_lowercase();
    let near = Field::ALL.into_iter().map(|field| (slips(&word, field.as_str()), field)).min()?;
    let allowed = if word.len() < 5 { 1 } else { 2 };
    (near.0 <= allowed).then_some(near.1)
}

/// Letters inserted, left out, changed, or swapped with their neighbour (optimal string alignment).
fn slips(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j - 1] + change).min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}
