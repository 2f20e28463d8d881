//! The shape that all authority files share: a line a record, tabs between fields, `|` between items of a list.

use std::path::Path;

use crate::error::{Error, Result};

/// One name of something, with what limits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// As it is printed.
    pub text: &'static str,
    /// It also means other things (`Georgia`, `MFA`): taken only where the context speaks for it.
    pub ambiguous: bool,
    /// First and last year in which it was the name; either end may be open.
    pub years: (Option<i16>, Option<i16>),
}

impl Name {
    /// A name that means one thing, at all times.
    #[must_use]
    pub fn plain(text: &'static str) -> Self {
        Self { text, ambiguous: false, years: (None, None) }
    }

    /// `Georgia?` is ambiguous, `Foreign Office @1782-1968` has years.
    pub(super) fn parse(text: &'static str) -> Result<Self, String> {
        let (text, years) = match text.rsplit_once(" @") {
            Some((text, years)) => (text, parse_years(years)?),
            None => (text, (None, None)),
        };
        let (text, ambiguous) = match text.strip_suffix('?') {
            Some(text) => (text, true),
            None => (text, false),
        };
        if text.trim().is_empty() {
            return Err("a name is empty".to_owned());
        }
        Ok(Self { text, ambiguous, years })
    }
}

/// `1968-1990`, `1968-`, `-1990`.
pub(super) fn parse_years(text: &str) -> Result<(Option<i16>, Option<i16>), String> {
    let bad = || format!("`{text}` is no span of years like `1949-1990`");
    let (from, to) = text.split_once('-').ok_or_else(bad)?;
    let year = |text: &str| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| bad()),
    };
    Ok((year(from)?, year(to)?))
}

/// `A|B?|C @1990-`.
pub(super) fn parse_names(text: &'static str) -> Result<Vec<Name>, String> {
    items(text).map(Name::parse).collect()
}

/// The items of a list field.
pub(super) fn items(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split('|').filter(|item| !item.is_empty())
}

/// The fields of one line.
pub(super) struct Row {
    fields: [&'static str; MOST_FIELDS],
}

const MOST_FIELDS: usize = 10;

impl Row {
    fn of(line: &'static str) -> Option<Self> {
        let mut fields = [""; MOST_FIELDS];
        let (mut number, mut start) = (0, 0);
        for (at, byte) in line.bytes().enumerate() {
            if byte == b'\t' {
                *fields.get_mut(number)? = &line[start..at];
                (number, start) = (number + 1, at + 1);
            }
        }
        *fields.get_mut(number)? = &line[start..];
        Some(Self { fields })
    }

    /// The field of this number from 0; empty where the line is shorter.
    pub(super) fn field(&self, number: usize) -> &'static str {
        self.fields[number]
    }

    /// A field that may not be empty.
    pub(super) fn needed(&self, number: usize, what: &str) -> Result<&'static str, String> {
        match self.field(number) {
            "" => Err(format!("there is no {what}")),
            field => Ok(field),
        }
    }
}

/// Hands every line that is not empty and no `#` comment to `each`; what is wrong with one is told with its number.
pub(super) fn each_row(
    path: &Path,
    text: &'static str,
    mut each: impl FnMut(&Row) -> Result<(), String>,
) -> Result<()> {
    let mut rest = text;
    let mut number = 0;
    while !rest.is_empty() {
        let line;
        (line, rest) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.strip_suffix('\r').unwrap_or(line);
        number += 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = match Row::of(line) {
            Some(row) => each(&row),
            None => Err(format!("there are more than {MOST_FIELDS} fields")),
        };
        read.map_err(|reason| Error::BadAuthority { path: path.to_owned(), line: number, reason })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_carries_its_marks() {
        assert_eq!(Name::parse("Paris"), Ok(Name::plain("Paris")));
        let both = Name::parse("MFA? @1949-").unwrap();
        assert_eq!((both.text, both.ambiguous, both.years), ("MFA", true, (Some(1949), None)));
        assert!(Name::parse("Paris @then-now").is_err());
        assert!(Name::parse("?").is_err());
    }

    #[test]
    fn a_bad_line_is_told_by_its_number() {
        let read =
            each_row(Path::new("x.tsv"), "# note\na\tb\n\n\tb\n", |row| row.needed(0, "code").map(drop));
        assert_eq!(read.unwrap_err().to_string(), "`x.tsv`, line 4: there is no code");
    }
}
