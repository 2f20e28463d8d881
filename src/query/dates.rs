//! Ranges of dates as people write them: `2014`, `2014-02`, `2014..2016`, `2014-02-04..`, `..2016`.

use crate::date::Date;

/// First and last date; at least one of them is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First day that counts: the first of a year or month.
    pub since: Option<Date>,
    /// Last day that counts: the last of a year or month.
    pub until: Option<Date>,
}

/// The range that `text` names, turned round where it was written backwards; `None` where it names none.
#[must_use]
pub fn range(text: &str) -> Option<Range> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(Range { since: Some(date), until: Some(date) });
    }
    let (since, until) = split(text)?;
    let bound = |side: &str| -> Option<Option<Date>> {
        let side = side.trim();
        if side.is_empty() || side == "*" { Some(None) } else { side.parse().ok().map(Some) }
    };
    match (bound(since)?, bound(until)?) {
        (None, None) => None,
        (Some(a), Some(b)) if b.last_day() < a.first_day() => Some(Range { since: Some(b), until: Some(a) }),
        (since, until) => Some(Range { since, until }),
    }
}

fn split(text: &str) -> Option<(&str, &str)> {
    for sign in ["...", "..", "…", "–", "—"] {
        if let Some(sides) = text.split_once(sign) {
            return Some(sides);
        }
    }
    // `2014-2016`: a plain hyphen parts two years only.
    (text.len() == 9).then(|| text.split_once('-')).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let side = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        range(text).map(|r| format!("{}|{}", side(r.since), side(r.until)))
    }

    #[test]
    fn reads_what_people_write() {
        for (text, want) in [
            ("2014", "2014|2014"),
            ("2014-02", "2014-02|2014-02"),
            ("2014..2016", "2014|2016"),
            ("2014-2016", "2014|2016"),
            ("2014–2016", "2014|2016"),
            ("2014-02-04..", "2014-02-04|"),
            ("..2016-05", "|2016-05"),
            ("2016..2014", "2014|2016"),
            ("*..2016", "|2016"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(want), "{text}");
        }
        for text in ["", "..", "*..*", "14", "yesterday", "2014-13", "2014..soon", "2014-2016-2018"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
