//! Expressions in words, such that what is shown can be typed again and means the same.

use std::fmt;

use super::tokens::clean;
use super::{Expr, Filter, Query};
use crate::document::Field;

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) if is_plain(word) => f.write_str(word),
            Self::Word(word) => write!(f, "\"{word}\""),
            Self::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Self::In(field, inner) => {
                write!(f, "{}:", field.as_str())?;
                write_part(f, inner, matches!(**inner, Self::And(_) | Self::Or(_) | Self::Not(_)))
            }
            Self::And(parts) => {
                write_joined(f, parts, " AND ", |part| matches!(part, Self::And(_) | Self::Or(_)))
            }
            Self::Or(parts) => {
                write_joined(f, parts, " OR ", |part| matches!(part, Self::And(_) | Self::Or(_)))
            }
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                write_part(f, inner, matches!(**inner, Self::And(_) | Self::Or(_)))
            }
        }
    }
}

fn write_joined(
    f: &mut fmt::Formatter<'_>,
    parts: &[Expr],
    join: &str,
    bracket: fn(&Expr) -> bool,
) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(join)?;
        }
        write_part(f, part, bracket(part))?;
    }
    Ok(())
}

fn write_part(f: &mut fmt::Formatter<'_>, part: &Expr, bracket: bool) -> fmt::Result {
    if bracket { write!(f, "({part})") } else { write!(f, "{part}") }
}

/// Whether the word means itself without quotation marks.
fn is_plain(word: &str) -> bool {
    let own = |c: char| c.is_alphanumeric() || "'’.,-_/@#$%&+״׳·".contains(c) || is_mark(c);
    !matches!(word, "AND" | "OR" | "NOT")
        && word.chars().all(own)
        && !word.contains("&&")
        && clean(word).as_deref() == Some(word)
}

/// Marks that sit on letters in decomposed text.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// How a query is read, for people: `military AND cooperation, ministry: Foreign Affairs (Russia)`.
///
/// `shown` gives the name by which a value of a field is shown: of the id `ministry:ru/foreign-affairs`,
/// `Foreign Affairs (Russia)`; what has no other name is shown as it is.
#[must_use]
pub fn read_as(query: &Query, shown: &dyn Fn(Field, &str) -> String) -> String {
    let mut parts: Vec<String> = query.expr.iter().map(in_short).collect();
    for filter in &query.filters {
        parts.push(match filter {
            Filter::Values { field, values, exclude } => {
                let values: Vec<String> = values.iter().map(|value| shown(*field, value)).collect();
                let not = if *exclude { "not " } else { "" };
                format!("{not}{}: {}", field.as_str(), values.join(" or "))
            }
            Filter::Dates { since: Some(since), until: Some(until) } if since == until => {
                format!("date: {since}")
            }
            Filter::Dates { since: Some(since), until: Some(until) } => format!("date: {since} to {until}"),
            Filter::Dates { since: Some(since), until: None } => format!("date: since {since}"),
            Filter::Dates { since: None, until: Some(until) } => format!("date: until {until}"),
            Filter::Dates { since: None, until: None } => continue,
        });
    }
    if parts.is_empty() { "every article".to_owned() } else { parts.join(", ") }
}

/// Many words of which any will do are listed, and a pasted page of them not in full.
fn in_short(expr: &Expr) -> String {
    const LISTED: usize = 5;
    const SHOWN: usize = 12;
    match expr {
        Expr::Or(parts)
            if parts.len() >= LISTED && parts.iter().all(|part| matches!(part, Expr::Word(_))) =>
        {
            let shown: Vec<String> = parts.iter().take(SHOWN).map(Expr::to_string).collect();
            let more = parts.len() - shown.len();
            let more = if more > 0 { format!(" … and {more} more") } else { String::new() };
            format!("any of {}{more}", shown.join(" "))
        }
        expr => expr.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Reading;

    #[test]
    fn says_how_a_query_is_read() {
        let read = |text: &str| {
            let names =
                |_: Field, value: &str| value.replace("ru/foreign-affairs", "Foreign Affairs (Russia)");
            read_as(&Query::read(text, Reading::Typed), &names)
        };
        assert_eq!(
            read("military cooperation ministry:ru/foreign-affairs"),
            "military AND cooperation, ministry: Foreign Affairs (Russia)"
        );
        assert_eq!(read(""), "every article");
        assert_eq!(
            read("-country:(china OR iran) date:2014..2016 x OR y"),
            "(NOT (country:china OR country:iran) AND date:2014..2016 AND x) OR y"
        );
        assert_eq!(
            read("-country:(china OR iran) since:2014"),
            "not country: china or iran, date: since 2014"
        );
        assert_eq!(read(&"word ".repeat(40)).matches("word").count(), 12);
        assert_eq!(read("a OR b OR c OR d OR e"), "any of a b c d e");
    }
}
