//! Plain text: headline, header lines, byline, paragraphs.

use crate::article::PublishedFrom;
use crate::corpus::boilerplate::{is_furniture, without_furniture};
use crate::corpus::dateline::parse_dateline;
use crate::corpus::draft::{Draft, is_byline};
use crate::corpus::newsdate::{Slashes, parse, parse_partial};

/// A headline is no longer, in bytes.
const LONGEST_TITLE: usize = 250;

/// The article of a plain text.
pub(crate) fn draft(text: &str, today: i32) -> Draft {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut draft = Draft::default();
    let mut rest = header_lines(&text, &mut draft, today);
    if draft.title.is_empty()
        && let Some((title, after)) = headline(rest)
    {
        draft.title = title;
        rest = after;
    }
    rest = leading_lines(rest, &mut draft, today);
    draft.body = without_furniture(rest).trim().to_owned();
    draft
}

/// `Title: …`, `Date: …` lines before the text.
fn header_lines<'a>(text: &'a str, draft: &mut Draft, today: i32) -> &'a str {
    let mut rest = text.trim_start_matches(['\n', ' ', '\t', '\u{FEFF}']);
    let start = rest;
    let mut seen = 0;
    while let Some((name, value)) = rest.lines().next().and_then(header) {
        if !set_header(draft, &name, value, today) {
            break;
        }
        seen += 1;
        rest = after_line(rest);
    }
    // One header alone could be the first words of the text: `Source: the river`. It counts when a blank line
    // follows.
    if seen == 1 && !rest.starts_with('\n') && draft.title.is_empty() {
        *draft = Draft::default();
        return start;
    }
    rest
}

fn header(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let value = value.trim();
    (name.len() <= 16 && !value.is_empty()).then(|| (name.trim().to_lowercase(), value))
}

/// Takes one named value in; `false` where the name is not known.
pub(crate) fn set_header(draft: &mut Draft, name: &str, value: &str, today: i32) -> bool {
    let text = || Some(value.to_owned());
    match name {
        "title" | "headline" | "subject" => draft.title = value.to_owned(),
        "date" | "published" | "pubdate" | "publication date" | "date published" | "publish_date"
        | "published_at" => {
            draft
                .dates
                .extend(parse(value, Slashes::Unknown, today).map(|date| (PublishedFrom::Field, date)));
        }
        "by" | "byline" | "author" | "authors" | "from" => draft.byline = text(),
        "source" | "outlet" | "publisher" | "publication" | "newspaper" => draft.outlet = text(),
        "agency" | "wire" => draft.agency = text(),
        "url" | "link" | "canonical" | "permalink" | "canonical_url" => draft.url = text(),
        "language" | "lang" => draft.language = text(),
        "section" | "category" | "desk" => draft.section = text(),
        "genre" => draft.genre = text(),
        "place" | "city" | "dateline" => draft.place = text(),
        "id" | "guid" => draft.external_id = text(),
        _ => return false,
    }
    true
}

/// The headline, where the first lines stand apart from the text, and what follows it.
fn headline(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let (mut lines, mut rest) = (Vec::new(), text);
    while let Some(line) = rest.lines().next().filter(|line| !line.trim().is_empty()) {
        // A headline that is underlined.
        if lines.len() == 1 && line.trim().len() >= 3 && line.trim().bytes().all(|b| matches!(b, b'=' | b'-'))
        {
            return Some((title_of(&lines), after_line(rest)));
        }
        // The text follows at once: it opens as texts do, or its paragraphs are lines, and this one is far
        // longer than the one before.
        if lines.len() == 1 && (opens_text(line) || line.len() > 160.max(2 * lines[0].len())) {
            return may_be_title(&lines).then(|| (title_of(&lines), rest));
        }
        lines.push(line);
        rest = after_line(rest);
        if lines.len() > 3 {
            return None;
        }
    }
    if rest.trim().is_empty() || !may_be_title(&lines) {
        return None;
    }
    Some((title_of(&lines), rest))
}

fn opens_text(line: &str) -> bool {
    is_byline(line) || is_date_line(line) || parse_dateline(line).is_some()
}

fn may_be_title(lines: &[&str]) -> bool {
    let title = title_of(lines);
    let Some(last) = title.chars().next_back() else { return false };
    if title.len() > LONGEST_TITLE || !title.contains(char::is_alphabetic) || matches!(last, ',' | ';') {
        return false;
    }
    if parse_dateline(&title).is_some() || is_date_line(&title) || is_furniture(&title) {
        return false;
    }
    // A final period makes a sentence of it, unless it is that of an abbreviation, or the line is short and
    // all there is in it.
    last != '.'
        || ends_in_abbreviation(&title)
        || (title.len() <= 90 && !title.trim_end_matches('.').contains(". "))
}

fn ends_in_abbreviation(title: &str) -> bool {
    let word = title.rsplit(' ').next().unwrap_or(title);
    word.trim_end_matches('.').contains('.')
        || matches!(word, "Inc." | "Co." | "Corp." | "Ltd." | "Jr." | "Sr.")
}

fn title_of(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Bylines and dates that stand alone between headline and text.
fn leading_lines<'a>(text: &'a str, draft: &mut Draft, today: i32) -> &'a str {
    let mut rest = text.trim_start_matches('\n');
    for _ in 0..4 {
        let Some(line) = rest.lines().next() else { break };
        if is_byline(line) && draft.byline.is_none() {
            draft.byline = Some(line.trim()[3..].trim().to_owned());
        } else if is_date_line(line) {
            let date = parse(line, Slashes::Unknown, today);
            draft.dates.extend(date.map(|date| (PublishedFrom::Dateline, date)));
        } else if is_furniture(line) {
            // Passed over.
        } else {
            break;
        }
        rest = after_line(rest).trim_start_matches(['\n', ' ', '\t']);
    }
    rest
}

/// A line that is a date and hardly anything else: `Published: 4 February 2024, 10:30`.
pub(crate) fn is_date_line(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 70 || parse_partial(line).is_none_or(|p| p.year.is_none() || p.day.is_none()) {
        return false;
    }
    let words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && !w.contains(|c: char| c.is_numeric()));
    words.count() <= 3
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: i32 = 19_904;

    fn read(text: &str) -> (String, String) {
        let draft = draft(text, TODAY);
        (draft.title, draft.body)
    }

    #[test]
    fn the_headline_stands_apart() {
        let body = "SEOUL, Feb. 4 (Yonhap) - The two sides met on Friday.\n\nThey will meet again.";
        for head in [
            "Two sides meet\n\n",
            "Two sides\nmeet\n\n",
            "Two sides meet\n",
            "\n\nTwo sides meet\n==============\n\n",
        ] {
            assert_eq!(
                read(&format!("{head}{body}")),
                ("Two sides meet".to_owned(), body.to_owned()),
                "{head:?}"
            );
        }
        assert_eq!(read(body), (String::new(), body.to_owned()));
        assert_eq!(read("Envoy leaves the U.N.\n\nHe left.").0, "Envoy leaves the U.N.");
        assert_eq!(read("He left on Monday, saying that the talks were over. Nobody followed him out of the room.\n\nThey stayed.").0, "");
        let lines = format!(
            "Two sides meet\n{}\nThey will meet again.",
            "The two sides met on Friday in the hall. ".repeat(6)
        );
        assert_eq!(read(&lines).0, "Two sides meet");
        assert_eq!(read("One line alone").1, "One line alone");
    }

    #[test]
    fn header_lines_are_taken_in() {
        let draft = draft(
            "Title: Two sides meet\r\nDate: 4 February 2024\r\nSource: The Courier\r\n\r\nBy Jane Doe\r\n\r\nThe text.\r\n",
            TODAY,
        );
        assert_eq!((&*draft.title, &*draft.body), ("Two sides meet", "The text."));
        assert_eq!(draft.dates, [(PublishedFrom::Field, "2024-02-04".parse().unwrap())]);
        assert_eq!(
            (draft.outlet.as_deref(), draft.byline.as_deref()),
            (Some("The Courier"), Some("Jane Doe"))
        );
    }

    #[test]
    fn what_only_looks_like_a_header_is_text() {
        assert_eq!(
            read("Source: unclear, said the minister of the day.\nThe text goes on.").1.lines().count(),
            2
        );
    }

    #[test]
    fn a_date_line_dates_the_text() {
        let draft =
            draft("Two sides meet\n\nPublished: 4 February 2024, 10:30\n\nThe text.\n\nscroll to top", TODAY);
        assert_eq!(draft.dates, [(PublishedFrom::Dateline, "2024-02-04".parse().unwrap())]);
        assert_eq!(draft.body, "The text.");
    }

    proptest! {
        #[test]
        fn never_panics(text in "[A-Z:a-z .\n-]{0,120}|\\PC{0,60}") {
            let _ = draft(&text, TODAY);
        }
    }
}
