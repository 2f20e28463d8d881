//! Cuts a text into the tokens that the recogniser labels, and marks where a line, a sentence or a paragraph begins.

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Nothing, or a blank.
    None,
    /// A single line break inside a sentence, as in wrapped text: a name may go on over it.
    Line,
    /// The end of a sentence.
    Sentence,
    /// A blank line, a tab, or the beginning of the text: no name goes on over it.
    Paragraph,
}

/// How the letters of a line are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// As in running text.
    Normal,
    /// ALL CAPITALS.
    Upper,
    /// Most Words Capitalised, as in headlines.
    Title,
}

/// The shape of a token: what its characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the examples say it")]
pub enum Shape {
    /// `talks`
    Lower,
    /// `Moscow`
    Title,
    /// `NATO`
    Upper,
    /// `A`
    Letter,
    /// `W.`
    Initial,
    /// `U.S.`
    Dotted,
    /// `Gen.`
    Abbreviation,
    /// `McCain`, `iPhone`, `O'Brien`
    Mixed,
    /// `Byung-won`
    TitleHyphenLower,
    /// `Saint-Denis`
    TitleHyphenTitle,
    /// `al-Abadi`
    LowerHyphenTitle,
    /// `re-elected`
    LowerHyphenLower,
    /// `12`, `3.5`
    Number,
    /// `1998`
    Year,
    /// `G20`, `5th`
    Alphanumeric,
    /// `'s`
    Possessive,
    Comma,
    Stop,
    Colon,
    Quote,
    Open,
    Close,
    Hyphen,
    Dash,
    Ampersand,
    Slash,
    OtherSign,
}

impl Shape {
    /// Whether a name can begin here: there is a capital letter in it.
    #[must_use]
    pub fn is_capital(self) -> bool {
        use Shape::{
            Abbreviation, Dotted, Initial, Letter, LowerHyphenTitle, Mixed, Title, TitleHyphenLower,
            TitleHyphenTitle, Upper,
        };
        matches!(
            self,
            Title
                | Upper
                | Letter
                | Initial
                | Dotted
                | Abbreviation
                | Mixed
                | TitleHyphenLower
                | TitleHyphenTitle
                | LowerHyphenTitle
        )
    }

    /// Whether it is a word, in capitals or not.
    #[must_use]
    pub fn is_word(self) -> bool {
        self <= Shape::LowerHyphenLower
    }
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of its first byte.
    pub start: u32,
    /// Byte offset past its last byte.
    pub end: u32,
    /// What stands before it.
    pub before: Break,
    /// Its shape.
    pub shape: Shape,
    /// How the line it stands in is written.
    pub case: Case,
}

/// Words that are written with a full stop that does not end the sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "Fr", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Cpl",
    "Adm", "Cmdr", "Brig", "Gov", "Sen", "Sens", "Rep", "Reps", "Pres", "Amb", "Sec", "Supt", "Insp", "St",
    "Ste", "Mt", "Ft", "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "Bros", "Dept", "Univ", "Assn", "Vs", "vs",
    "No", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Messrs", "Mme", "Mlle",
    "Del", "Ave", "Blvd",
];

/// What a compound with a hyphen may end in without being a name itself: `Moscow-based`.
const SUFFIXES: &[&str] = &[
    "affiliated",
    "aligned",
    "appointed",
    "area",
    "assisted",
    "backed",
    "based",
    "born",
    "bound",
    "brokered",
    "built",
    "controlled",
    "designed",
    "dominated",
    "drafted",
    "educated",
    "era",
    "flagged",
    "focused",
    "friendly",
    "funded",
    "held",
    "inspired",
    "installed",
    "language",
    "led",
    "like",
    "linked",
    "listed",
    "made",
    "majority",
    "mandated",
    "mediated",
    "occupied",
    "only",
    "owned",
    "proposed",
    "provided",
    "related",
    "run",
    "ruled",
    "sized",
    "speaking",
    "specific",
    "sponsored",
    "style",
    "supplied",
    "supported",
    "trained",
    "type",
    "wide",
];

/// What a compound with a hyphen may begin with without being a name itself: `anti-Taliban`.
const PREFIXES: &[&str] = &[
    "anti", "counter", "cross", "ex", "inter", "intra", "mid", "near", "non", "post", "pre", "pro", "then",
    "trans",
];

/// Cuts `text` into `tokens` (which is emptied first). Texts past 4 GiB are cut off there.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let len = bytes.len().min(u32::MAX as usize);
    let mut at = 0;
    let mut before = Break::Paragraph;
    let mut line_start = 0; // index of the line's first token
    while at < len {
        let byte = bytes[at];
        match byte {
            b' ' => at += 1,
            b'\n' | b'\r' | b'\t' | 0x0b | 0x0c => {
                let mut newlines = 0;
                let mut tabs = 0;
                while at < len && bytes[at].is_ascii_whitespace() {
                    newlines += usize::from(bytes[at] == b'\n');
                    tabs += usize::from(bytes[at] == b'\t');
                    at += 1;
                }
                set_case(text, &mut tokens[line_start..]);
                line_start = tokens.len();
                let found = match (newlines, tabs) {
                    (2.., _) => Break::Paragraph,
                    (_, 1..) => Break::Paragraph,
                    _ => after_line(text, tokens),
                };
                before = before.max(found);
            }
            _ => {
                let (end, shape) = if byte.is_ascii_alphanumeric() || byte >= 0x80 {
                    word_or_sign(text, at)
                } else {
                    sign(text, at)
                };
                if shape == Shape::OtherSign && text[at..end].chars().all(char::is_whitespace) {
                    at = end;
                    continue;
                }
                if before < Break::Sentence && ends_sentence(text, tokens) {
                    before = Break::Sentence;
                }
                let token = Token { start: at as u32, end: end as u32, before, shape, case: Case::Normal };
                push_word(text, token, tokens);
                before = Break::None;
                at = end;
            }
        }
    }
    set_case(text, &mut tokens[line_start..]);
}

/// Whether the tokens so far end a sentence: a full stop, question or exclamation mark, and closing signs after it.
fn ends_sentence(text: &str, tokens: &[Token]) -> bool {
    for token in tokens.iter().rev().take(3) {
        match token.shape {
            Shape::Stop => return true,
            Shape::Quote | Shape::Close => {}
            Shape::OtherSign => return matches!(text.as_bytes()[token.start as usize], b'|' | b'*'),
            _ => return false,
        }
    }
    false
}

/// What a single line break means: text that was wrapped goes on, anything else ends a sentence.
fn after_line(text: &str, tokens: &[Token]) -> Break {
    let Some(last) = tokens.last() else { return Break::Paragraph };
    if ends_sentence(text, tokens) {
        return Break::Sentence;
    }
    let line = text[..last.end as usize].rsplit('\n').next().unwrap_or_default();
    if line.len() >= 50 { Break::Line } else { Break::Sentence }
}

/// The case of a line's tokens, from all of them together.
fn set_case(text: &str, line: &mut [Token]) {
    let (mut upper, mut title, mut lower) = (0, 0, 0);
    for token in line.iter() {
        let length = token.end - token.start;
        match token.shape {
            Shape::Upper | Shape::Dotted => upper += 1,
            shape if shape.is_capital() => title += 1,
            Shape::Lower if length > 3 => lower += 1,
            _ => {}
        }
        if lower > 3 && lower > title {
            return;
        }
    }
    let stop = line
        .last()
        .is_some_and(|last| last.shape == Shape::Stop && text.as_bytes()[last.start as usize] == b'.');
    let case = if upper >= 3 && lower + title <= upper / 8 {
        Case::Upper
    } else if title + upper >= 4 && lower * 3 <= title && !stop {
        Case::Title
    } else {
        return;
    };
    for token in line {
        token.case = case;
    }
}

/// The sign at `at`, an ASCII one.
fn sign(text: &str, at: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    let shape = match bytes[at] {
        b'.' => {
            let dots = bytes[at..].iter().take_while(|&&b| b == b'.').count();
            return (at + dots, if dots == 1 { Shape::Stop } else { Shape::OtherSign });
        }
        b'!' | b'?' => Shape::Stop,
        b',' => Shape::Comma,
        b':' | b';' => Shape::Colon,
        b'\'' if matches!(next, b's' | b'S') && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric) => {
            return (at + 2, Shape::Possessive);
        }
        b'\'' | b'"' | b'`' => Shape::Quote,
        b'(' | b'[' | b'{' => Shape::Open,
        b')' | b']' | b'}' => Shape::Close,
        b'-' if next == b'-' => {
            return (at + bytes[at..].iter().take_while(|&&b| b == b'-').count(), Shape::Dash);
        }
        b'-' => Shape::Hyphen,
        b'&' => Shape::Ampersand,
        b'/' => Shape::Slash,
        _ => Shape::OtherSign,
    };
    (at + 1, shape)
}

/// The word at `at`, or the sign outside ASCII.
fn word_or_sign(text: &str, at: usize) -> (usize, Shape) {
    let Some(first) = text[at..].chars().next() else { return (at + 1, Shape::OtherSign) };
    if !first.is_alphanumeric() {
        let end = at + first.len_utf8();
        let shape = match first {
            '’' | '‘'
                if text[end..].starts_with(['s', 'S'])
                    && !text[end + 1..].starts_with(char::is_alphanumeric) =>
            {
                return (end + 1, Shape::Possessive);
            }
            '“' | '”' | '‘' | '’' | '„' | '«' | '»' | '‚' | '‹' | '›' => Shape::Quote,
            '–' | '—' | '―' => Shape::Dash,
            '‐' | '‑' => Shape::Hyphen,
            '。' | '？' | '！' => Shape::Stop,
            '•' | '·' => Shape::Stop,
            _ => Shape::OtherSign,
        };
        return (end, shape);
    }
    let end = word_end(text, at);
    let word = &text[at..end];
    (end, shape_of(word))
}

/// Where the word that begins at `at` ends.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    loop {
        // Letters and digits.
        while end < bytes.len() {
            if bytes[end].is_ascii_alphanumeric() {
                end += 1;
            } else if bytes[end] < 0x80 {
                break;
            } else {
                match text[end..].chars().next() {
                    Some(c) if c.is_alphanumeric() || is_mark(c) => end += c.len_utf8(),
                    _ => break,
                }
            }
        }
        // Signs that stand inside a word.
        let Some(sign) = text[end..].chars().next() else { return end };
        let rest = &text[end + sign.len_utf8()..];
        let Some(next) = rest.chars().next() else {
            return if sign == '.' && takes_stop(&text[at..end]) { end + 1 } else { end };
        };
        let joins = match sign {
            '\'' | '’' => {
                let tail = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let possessive = tail == 1 && matches!(next, 's' | 'S');
                next.is_alphabetic() && !possessive
            }
            '-' | '‑' | '‐' => next.is_alphanumeric(),
            '.' | ',' if next.is_ascii_digit() => bytes[end - 1].is_ascii_digit(),
            '.' if next.is_alphabetic() => {
                let word = &text[at..end];
                is_dotted(word)
                    || (next.is_ascii_lowercase()
                        && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'.'))
            }
            '.' => return if takes_stop(&text[at..end]) { end + 1 } else { end },
            '&' => next.is_ascii_uppercase() && text[at..end].bytes().all(|b| b.is_ascii_uppercase()),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += sign.len_utf8();
    }
}

/// Combining marks.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// `U`, `U.S`, `J`: single capital letters with stops between them.
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split('.');
    parts.all(|part| {
        let mut chars = part.chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
    })
}

/// Whether the full stop after `word` belongs to it.
fn takes_stop(word: &str) -> bool {
    is_dotted(word) && word != "I" || ABBREVIATIONS.contains(&word)
}

/// The shape of a word.
fn shape_of(word: &str) -> Shape {
    let bytes = word.as_bytes();
    if bytes.iter().all(|b| b.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    if let Some(stem) = word.strip_suffix('.') {
        return match (is_dotted(stem), stem.contains('.')) {
            (true, true) => Shape::Dotted,
            (true, false) => Shape::Initial,
            _ if stem.starts_with(char::is_uppercase) => Shape::Abbreviation,
            _ => Shape::Lower,
        };
    }
    let (mut upper, mut lower, mut digit, mut hyphen) = (0, 0, 0, None);
    for (at, c) in word.char_indices() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_alphabetic() {
            lower += 1;
        } else if c.is_numeric() {
            digit += 1;
        } else if matches!(c, '-' | '‑' | '‐') {
            hyphen = Some(at + c.len_utf8());
        }
    }
    if digit > 0 {
        return match (upper + lower, digit) {
            (0, 4) if bytes.len() == 4 && matches!(&bytes[..2], b"19" | b"20" | b"18") => Shape::Year,
            (0, _) => Shape::Number,
            _ => Shape::Alphanumeric,
        };
    }
    let starts_upper = word.starts_with(char::is_uppercase);
    if let Some(at) = hyphen {
        let tail_upper = word[at..].starts_with(char::is_uppercase);
        return match (starts_upper, tail_upper) {
            (true, true) if lower == 0 => Shape::Upper,
            (true, true) => Shape::TitleHyphenTitle,
            (true, false) => Shape::TitleHyphenLower,
            (false, true) => Shape::LowerHyphenTitle,
            (false, false) if upper == 0 => Shape::LowerHyphenLower,
            (false, false) => Shape::Mixed,
        };
    }
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Letter,
        (_, 0) => Shape::Upper,
        (1, _) if starts_upper => Shape::Title,
        _ if is_dotted(word) => Shape::Dotted,
        _ => Shape::Mixed,
    }
}

/// Pushes `token`, in three parts where it is a compound that holds a name: `Moscow-based`, `US-China`, `anti-Taliban`.
fn push_word(text: &str, token: Token, tokens: &mut Vec<Token>) {
    use Shape::{LowerHyphenTitle, TitleHyphenLower, TitleHyphenTitle, Upper};
    if matches!(token.shape, LowerHyphenTitle | TitleHyphenLower | TitleHyphenTitle | Upper) {
        let word = &text[token.start as usize..token.end as usize];
        if let Some(at) = word.find('-') {
            let (left, right) = (&word[..at], &word[at + 1..]);
            let acronym = left.len() <= 4 && left.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
            let splits = match token.shape {
                TitleHyphenLower => {
                    SUFFIXES.contains(&right) || acronym || right.len() > 7 || right.contains('-')
                }
                TitleHyphenTitle => {
                    acronym && left.len() > 1 || PREFIXES.contains(&left.to_ascii_lowercase().as_str())
                }
                LowerHyphenTitle => PREFIXES.contains(&left) || left.len() > 4,
                _ => acronym && left.len() > 1 && right.len() > 1,
            };
            if splits {
                let middle = token.start + at as u32;
                let part = |start, end, before| Token {
                    start,
                    end,
                    before,
                    shape: shape_of(&text[start as usize..end as usize]),
                    case: token.case,
                };
                tokens.push(part(token.start, middle, token.before));
                tokens.push(Token { shape: Shape::Hyphen, ..part(middle, middle + 1, Break::None) });
                tokens.push(part(middle + 1, token.end, Break::None));
                return;
            }
        }
    }
    tokens.push(token);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens
    }

    #[test]
    fn names_stay_whole_and_possessives_are_cut() {
        assert_eq!(
            words("Gen. O'Neill met Park Byung-won's aide."),
            ["Gen.", "O'Neill", "met", "Park", "Byung-won", "'s", "aide", "."]
        );
        assert_eq!(words("the Ba’ath and Qatar’s view"), ["the", "Ba’ath", "and", "Qatar", "’s", "view"]);
        assert_eq!(words("R&D at AT&T"), ["R&D", "at", "AT&T"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            words("George W. Hale of the U.S. left."),
            ["George", "W.", "Hale", "of", "the", "U.S.", "left", "."]
        );
        assert_eq!(
            words("J.R. Dunn saw it end.Then he left"),
            ["J.R.", "Dunn", "saw", "it", "end", ".", "Then", "he", "left"]
        );
    }

    #[test]
    fn compounds_give_up_the_name_in_them() {
        assert_eq!(words("a Moscow-based firm"), ["a", "Moscow", "-", "based", "firm"]);
        assert_eq!(words("US-China and anti-Taliban"), ["US", "-", "China", "and", "anti", "-", "Taliban"]);
        assert_eq!(words("al-Abadi, Jean-Luc"), ["al-Abadi", ",", "Jean-Luc"]);
    }

    #[test]
    fn breaks_are_told_apart() {
        let text =
            "One ends here. Two\n\nThree begins a line that is long enough to have been wrapped\nby hand.";
        let found: Vec<Break> = tokens(text).iter().map(|t| t.before).collect();
        assert_eq!(found[0], Break::Paragraph);
        assert_eq!(found[4], Break::Sentence);
        assert_eq!(found[5], Break::Paragraph);
        assert_eq!(found.iter().filter(|b| **b == Break::Line).count(), 1);
    }

    #[test]
    fn capitals_of_a_line_are_seen() {
        assert!(tokens("SENATE PASSES FARM BILL\nIt passed.")[..4].iter().all(|t| t.case == Case::Upper));
        assert!(
            tokens("Senate Passes Farm Bill Today\nIt passed.")[..5].iter().all(|t| t.case == Case::Title)
        );
        assert!(tokens("He said that NATO was not ready.").iter().all(|t| t.case == Case::Normal));
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_on_boundaries_and_not_blank(text in "\\PC{0,60}|[A-Za-z .'’\\n-]{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                let (start, end) = (token.start as usize, token.end as usize);
                prop_assert!(start >= last && end > start);
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
                prop_assert!(!text[start..end].trim().is_empty());
                last = end;
            }
        }
    }
}
