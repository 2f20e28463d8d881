//! The date in a short text, as news writes dates. `None` rather than a guess.

use crate::corpus::months::month;
use crate::date::Date;

/// No newspaper is older.
const FIRST_YEAR: i16 = 1600;

/// How `3/4/2024` is read where both numbers could be the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Slashes {
    /// Not at all.
    #[default]
    Unknown,
    /// As 3 April.
    DayFirst,
    /// As March 4.
    MonthFirst,
}

/// What a text says of a date, perhaps without the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Partial {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

/// The first date in `text` that gives at least the year; the calendar day as written, whatever the time
/// zone. `today` is in days since 1970-01-01: what is later than tomorrow is refused, as is what is before
/// 1600.
pub(crate) fn parse(text: &str, slashes: Slashes, today: i32) -> Option<Date> {
    let tokens = tokens(text);
    let found = (0..tokens.len()).find_map(|i| {
        // The month and year of a day that the calendar does not have are no date either.
        let in_day = i > 0 && matches!(tokens[i - 1], Token::Number { digits: 1 | 2, .. });
        let partial = at(&tokens[i..], slashes)?;
        partial.year?;
        // A month and year within a sentence may be no date at all: `the march of 2000 men`.
        partial.on_calendar(today).filter(|date| precision(*date) == 3 || (!in_day && tokens.len() <= 4))
    });
    found.or_else(|| match tokens[..] {
        // A text that is nothing but a year.
        [Token::Number { value, digits: 4 }] => checked(Date::year_only(i16::try_from(value).ok()?), today),
        // Seconds or milliseconds since 1970.
        [Token::Number { value, digits: 9 | 10 }] => days(value / 86_400, today),
        [Token::Number { value, digits: 12 | 13 }] => days(value / 86_400_000, today),
        _ => None,
    })
}

/// The day and month in `text`, with the year where it stands there too.
pub(crate) fn parse_partial(text: &str) -> Option<Partial> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|i| at(&tokens[i..], Slashes::Unknown))
}

/// The date in a path or address: `2024-02-04` or `20240204` at the edges of a name, folders `2024/02/04`,
/// `2024/02` or `2024`. The last one in it counts; the vaguer only where there is no day.
pub(crate) fn in_path(path: &str, today: i32) -> Option<Date> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let mut best: Option<Date> = None;
    for (i, part) in parts.iter().enumerate() {
        let next = |n: usize| parts.get(i + n).copied();
        let date = in_name(part).or_else(|| in_folders(part, next(1), next(2)));
        if let Some(date) = date.and_then(|date| checked(date, today))
            && best.is_none_or(|best| precision(date) >= precision(best))
        {
            best = Some(date);
        }
    }
    best
}

/// 1 for a year, 2 for a month, 3 for a day.
pub(crate) fn precision(date: Date) -> u8 {
    1 + u8::from(date.month().is_some()) + u8::from(date.day().is_some())
}

/// `date`, unless it lies before 1600 or after tomorrow.
pub(crate) fn checked(date: Date, today: i32) -> Option<Date> {
    (date.year() >= FIRST_YEAR && date.first_day() <= today.saturating_add(1)).then_some(date)
}

impl Partial {
    /// As a date, where there is a year and the calendar has the day.
    pub(crate) fn on_calendar(self, today: i32) -> Option<Date> {
        let year = self.year?;
        let date = match (self.month, self.day) {
            (Some(month), Some(day)) => Date::day_of(year, month, day)?,
            (Some(month), None) => Date::month_of(year, month)?,
            (None, _) => Date::year_only(year),
        };
        checked(date, today)
    }
}

fn days(days: u64, today: i32) -> Option<Date> {
    checked(Date::from_days(i32::try_from(days).ok()?), today)
}

fn in_folders(part: &str, next: Option<&str>, after: Option<&str>) -> Option<Date> {
    let year: i16 = (part.len() == 4).then(|| number(part))?.and_then(|y| i16::try_from(y).ok())?;
    let small = |text: Option<&str>| {
        let text = text?;
        let value = if text.len() <= 2 { number(text) } else { month(&text.to_lowercase()).map(u64::from) };
        value.and_then(|value| u8::try_from(value).ok())
    };
    let Some(date) = small(next).and_then(|m| Date::month_of(year, m)) else {
        return Some(Date::year_only(year));
    };
    let day = small(after).and_then(|day| Date::day_of(year, date.month()?, day));
    Some(day.unwrap_or(date))
}

/// `2024-02-04`, `2024_02_04` or `20240204` in a file name, with nothing alphanumeric around it.
fn in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let starts = (0..bytes.len())
        .filter(|i| bytes[*i].is_ascii_digit() && (*i == 0 || !bytes[*i - 1].is_ascii_alphanumeric()));
    let ends_well = |end: usize| bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric() || *b == b'T');
    starts.into_iter().find_map(|i| {
        let digits = |range: std::ops::Range<usize>| number(name.get(range)?);
        let year = i16::try_from(digits(i..i + 4)?).ok()?;
        let small = |at: usize| digits(at..at + 2).and_then(|n| u8::try_from(n).ok());
        let separator = *bytes.get(i + 4)?;
        if matches!(separator, b'-' | b'_' | b'.')
            && bytes.get(i + 7) == Some(&separator)
            && ends_well(i + 10)
        {
            return Date::day_of(year, small(i + 5)?, small(i + 8)?);
        }
        ends_well(i + 8).then(|| Date::day_of(year, small(i + 4)?, small(i + 6)?)).flatten()
    })
}

fn number(text: &str) -> Option<u64> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number { value: u64, digits: usize },
    Word(String),
    Mark(char),
}

/// Numbers, words and marks; blanks only part them. No more of the text than any date takes.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().take(400).peekable();
    while let Some(c) = chars.next() {
        if let Some(digit) = digit(c) {
            let (mut value, mut digits) = (digit, 1);
            while let Some(digit) = chars.peek().copied().and_then(self::digit) {
                value = value.saturating_mul(10).saturating_add(digit);
                digits += 1;
                chars.next();
            }
            tokens.push(Token::Number { value, digits });
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(c) = chars.next_if(|c| c.is_alphabetic()) {
                word.extend(c.to_lowercase());
            }
            tokens.push(Token::Word(word));
        } else if !c.is_whitespace() {
            tokens.push(Token::Mark(c));
        }
    }
    tokens
}

/// The value of a European, Arabic or Persian digit.
fn digit(c: char) -> Option<u64> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(c) - 0x6F0,
        _ => return None,
    };
    Some(u64::from(value))
}

/// The date that starts with the first token.
fn at(tokens: &[Token], slashes: Slashes) -> Option<Partial> {
    match tokens.first()? {
        Token::Number { digits: 4, .. } => year_first(tokens),
        Token::Number { value, digits: 8 } => {
            let partial = Partial {
                year: i16::try_from(value / 10_000).ok(),
                month: u8::try_from(value / 100 % 100).ok(),
                day: u8::try_from(value % 100).ok(),
            };
            partial.on_calendar(i32::MAX).map(|_| partial)
        }
        Token::Number { .. } => day_first(tokens).or_else(|| all_numbers(tokens, slashes)),
        Token::Word(word) => month_first(month(word)?, &tokens[1..]),
        Token::Mark(_) => None,
    }
}

/// `2024-02-04…`, `2024/2/4`, `2024.02.04`, `2024-02`, `2024年2月4日`, `2024 February 4`.
fn year_first(tokens: &[Token]) -> Option<Partial> {
    let year = Some(year(tokens.first()?)?);
    match tokens.get(1..)? {
        [Token::Mark('-' | '‐' | '–'), m, Token::Mark('-' | '‐' | '–'), d, ..]
        | [Token::Mark('/'), m, Token::Mark('/'), d, ..]
        | [Token::Mark('.'), m, Token::Mark('.'), d, ..] => {
            Some(Partial { year, month: Some(small(m, 12)?), day: Some(small(d, 31)?) })
        }
        [Token::Word(y), m, Token::Word(w), d, ..] if matches!((&**y, &**w), ("年", "月") | ("년", "월")) => {
            Some(Partial { year, month: Some(small(m, 12)?), day: Some(small(d, 31)?) })
        }
        [Token::Word(word), d, ..] if month(word).is_some() && small(d, 31).is_some() => {
            Some(Partial { year, month: month(word), day: small(d, 31) })
        }
        [Token::Mark('-'), m @ Token::Number { digits: 2, .. }] => {
            Some(Partial { year, month: Some(small(m, 12)?), day: None })
        }
        _ => None,
    }
}

/// `4 February 2024`, `4th of Feb., 2024`, `4. Februar 2024`, `4 de febrero de 2024`, `04-Feb-2024`.
fn day_first(tokens: &[Token]) -> Option<Partial> {
    let day = small(tokens.first()?, 31)?;
    let mut rest = &tokens[1..];
    while let [first, tail @ ..] = rest {
        match first {
            Token::Mark('.' | '-' | 'º' | '/') => {}
            Token::Word(w) if matches!(&**w, "st" | "nd" | "rd" | "th" | "er" | "º" | "of" | "de" | "e") => {
            }
            Token::Word(w) => {
                let partial = Partial { year: None, month: Some(month(w)?), day: Some(day) };
                return Some(Partial { year: year_after(tail), ..partial });
            }
            _ => return None,
        }
        rest = tail;
    }
    None
}

/// `February 4, 2024`, `Feb. 4th 2024`, `February 2024`.
fn month_first(month: u8, tokens: &[Token]) -> Option<Partial> {
    let rest = if tokens.first() == Some(&Token::Mark('.')) { &tokens[1..] } else { tokens };
    let partial = Partial { year: None, month: Some(month), day: None };
    if let Some(year) = year_after(rest) {
        return Some(Partial { year: Some(year), ..partial });
    }
    let day = Some(small(rest.first()?, 31)?);
    let mut rest = &rest[1..];
    // `10:30` after a month is a time, not a day.
    if rest.first() == Some(&Token::Mark(':')) {
        return None;
    }
    if let [Token::Word(w), tail @ ..] = rest
        && matches!(&**w, "st" | "nd" | "rd" | "th")
    {
        rest = tail;
    }
    Some(Partial { year: year_after(rest), day, ..partial })
}

/// A year of four digits after nothing but `,`, `.`, `-`, `/`, `de`, `del`, `of`.
fn year_after(tokens: &[Token]) -> Option<i16> {
    for token in tokens.iter().take(3) {
        match token {
            Token::Number { .. } => return year(token),
            Token::Mark(',' | '.' | '-' | '/') => {}
            Token::Word(w) if matches!(&**w, "de" | "del" | "of") => {}
            _ => return None,
        }
    }
    None
}

/// `4.2.2024` is a day first; `4/2/2024` and `4-2-2024` only where one number is no month, or where `slashes`
/// says.
fn all_numbers(tokens: &[Token], slashes: Slashes) -> Option<Partial> {
    let [a, Token::Mark(m1), b, Token::Mark(m2), y, ..] = tokens else { return None };
    if m1 != m2 {
        return None;
    }
    let short_year = |token: &Token| match token {
        // `31.10.23`: in most of Europe, but not where the month may come first.
        Token::Number { value, digits: 2 } if *m1 == '.' && slashes == Slashes::DayFirst => {
            i16::try_from(*value).ok().map(|year| if year < 70 { 2000 + year } else { 1900 + year })
        }
        _ => None,
    };
    let (a, b, year) = (small(a, 31)?, small(b, 31)?, Some(year(y).or_else(|| short_year(y))?));
    let day_first = match (m1, slashes) {
        ('.', _) => true,
        ('/' | '-', _) if a > 12 => true,
        ('/' | '-', _) if b > 12 => false,
        ('/' | '-', _) if a == b => true,
        ('/' | '-', Slashes::DayFirst) => true,
        ('/' | '-', Slashes::MonthFirst) => false,
        _ => return None,
    };
    let (day, month) = if day_first { (a, b) } else { (b, a) };
    (month <= 12).then_some(Partial { year, month: Some(month), day: Some(day) })
}

fn year(token: &Token) -> Option<i16> {
    match token {
        Token::Number { value: value @ 1000..=2999, digits: 4 } => i16::try_from(*value).ok(),
        _ => None,
    }
}

fn small(token: &Token, most: u8) -> Option<u8> {
    match token {
        Token::Number { value, digits: 1 | 2 } => {
            u8::try_from(*value).ok().filter(|value| (1..=most).contains(value))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2024-06-30.
    const TODAY: i32 = 19_904;

    fn read(text: &str) -> Option<String> {
        parse(text, Slashes::Unknown, TODAY).map(|date| date.to_string())
    }

    #[test]
    fn reads_what_news_writes() {
        for text in [
            "2024-02-04",
            "2024-02-04T23:30:00-05:00",
            "2024-02-04 10:00",
            "20240204",
            "20240204T101500Z",
            "2024/2/4",
            "Sun, 04 Feb 2024 10:00:00 GMT",
            "4 February 2024",
            "February 4, 2024",
            "Feb. 4, 2024",
            "Feb 4th, 2024",
            "4. Februar 2024",
            "4 février 2024",
            "4 de febrero de 2024",
            "4 febbraio 2024",
            "4 de fevereiro de 2024",
            "4 februari 2024",
            "4 февраля 2024 г.",
            "04.02.2024",
            "13:05, 4 February 2024",
            "2024年2月4日",
            "Published on Sunday 4th February 2024 at 10:30",
            "4 فبراير 2024",
            "٤ فبراير ٢٠٢٤",
            "1707004800",
            "1707004800000",
            "Updated 10:15 Feb 4, 2024",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-02-04"), "{text}");
        }
        assert_eq!(read("13/02/2024").as_deref(), Some("2024-02-13"));
        assert_eq!(read("02/13/2024").as_deref(), Some("2024-02-13"));
        assert_eq!(read("February 2024").as_deref(), Some("2024-02"));
        assert_eq!(read("2024-02").as_deref(), Some("2024-02"));
        assert_eq!(read("1815").as_deref(), Some("1815"));
        assert_eq!(
            parse("3/4/2023", Slashes::DayFirst, TODAY).map(|d| d.to_string()).as_deref(),
            Some("2023-04-03")
        );
        assert_eq!(
            parse("3/4/2023", Slashes::MonthFirst, TODAY).map(|d| d.to_string()).as_deref(),
            Some("2023-03-04")
        );
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "3/4/2023",
            "2024-02-30",
            "2024-13-01",
            "31 February 2024",
            "4 February",
            "yesterday",
            "10:30",
            "2025-01-01",
            "1599-12-31",
            "the march of 2000 men",
            "12 of 2023 delegates",
            "0000-00-00",
            "555-2023",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn tomorrow_is_the_last_day() {
        assert_eq!(read("2024-07-01").as_deref(), Some("2024-07-01"));
        assert_eq!(read("2024-07-02"), None);
    }

    #[test]
    fn finds_dates_in_paths() {
        let at = |path: &str| in_path(path, TODAY).map(|date| date.to_string());
        for (path, date) in [
            ("corpus/2024/2024-02-04-talks.txt", Some("2024-02-04")),
            ("x/20240204.txt", Some("2024-02-04")),
            ("x/talks_20240204_2.txt", Some("2024-02-04")),
            ("https://example.org/2024/02/04/talks/", Some("2024-02-04")),
            ("https://example.org/2024/feb/04/talks", Some("2024-02-04")),
            ("https://example.org/2024/02/talks", Some("2024-02")),
            ("corpus/1962/talks.txt", Some("1962")),
            ("corpus/2024/1962-10-28.txt", Some("1962-10-28")),
            ("000_474af8a2aa15f511.txt", None),
            ("x/a20240204b.txt", None),
            ("x/2024020455.txt", None),
            ("x/budget-2024.txt", None),
            ("corpus/9999/x.txt", None),
        ] {
            assert_eq!(at(path).as_deref(), date, "{path}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,80}") {
            let _ = parse(&text, Slashes::DayFirst, TODAY);
            let _ = in_path(&text, TODAY);
        }

        #[test]
        fn reads_back_every_day(days in -135_000..TODAY) {
            let date = Date::from_days(days);
            prop_assert_eq!(parse(&date.to_string(), Slashes::Unknown, TODAY), Some(date));
            let name = format!("x/{date}.txt");
            prop_assert_eq!(in_path(&name, TODAY), Some(date));
        }
    }
}
