//! What a reader has taken out of a file, before the gaps are filled.

use xxhash_rust::xxh3::Xxh3;

use crate::article::{Article, ArticleId, Origin, PublishedFrom};
use crate::corpus::agency::{agency, agency_in_byline};
use crate::corpus::dateline::{Dateline, parse_dateline};
use crate::corpus::newsdate::{Partial, in_path, precision};
use crate::corpus::{language, newsdate};
use crate::date::Date;

/// An article as far as its own form tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) external_id: Option<String>,
    pub(crate) title: String,
    pub(crate) body: String,
    /// Dates that the file states, the surest first.
    pub(crate) dates: Vec<(PublishedFrom, Date)>,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) place: Option<String>,
    /// As declared, in whatever form.
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) genre: Option<String>,
    pub(crate) section: Option<String>,
}

/// Fills the gaps of a draft from its dateline, address and path. `Err` says why it is no article.
pub(crate) fn finish(draft: Draft, origin: Origin, today: i32) -> Result<Article, String> {
    let has_words = draft.title.contains(char::is_alphabetic) || draft.body.contains(char::is_alphabetic);
    if !has_words && draft.external_id.is_none() {
        return Err("no words in it".to_owned());
    }
    let dateline = opening_dateline(&draft.body);
    let (published, published_from) = published(&draft, dateline.as_ref(), &origin, today);
    let language = draft.language.as_deref().and_then(language::declared);
    let language = language.or_else(|| language::detect(&draft.body));
    let (place, wire) = dateline.map_or((None, None), |d| (d.place, d.agency));
    let agency = draft
        .agency
        .map(|name| agency(&name).map_or(name, str::to_owned))
        .or(wire)
        .or_else(|| draft.byline.as_deref().and_then(agency_in_byline).map(str::to_owned))
        .or_else(|| draft.outlet.as_deref().and_then(agency).map(str::to_owned));
    Ok(Article {
        id: article_id(draft.external_id.as_deref(), draft.outlet.as_deref(), &origin),
        external_id: draft.external_id,
        origin,
        title: draft.title,
        body: draft.body,
        published,
        published_from,
        outlet: draft.outlet,
        agency,
        byline: draft.byline,
        place: draft.place.or(place),
        language,
        url: draft.url,
        genre: draft.genre,
        section: draft.section,
    })
}

/// The dateline of a body: at its beginning, or behind a few short lines (date, headline, byline) that a JSON
/// input may open with.
fn opening_dateline(body: &str) -> Option<Dateline> {
    let mut rest = body.trim_start();
    for _ in 0..6 {
        if let Some(dateline) = parse_dateline(rest) {
            return Some(dateline);
        }
        let (line, after) = rest.split_once('\n')?;
        if line.len() > 160 {
            return None;
        }
        rest = after.trim_start();
    }
    None
}

/// Whether a line is a byline: `By Jane Doe`, `By JOHN SMITH, Associated Press`.
pub(crate) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else { return false };
    let words: Vec<&str> = names.split_whitespace().collect();
    let named = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '|'))
            || matches!(*word, "and" | "de" | "van" | "von" | "in" | "of" | "the")
    };
    (1..=12).contains(&words.len())
        && !line.ends_with(['.', ':', '?', '!', ','])
        && words.iter().all(named)
        && words[0].starts_with(char::is_uppercase)
}

/// The best date and what it was taken from.
fn published(
    draft: &Draft,
    dateline: Option<&Dateline>,
    origin: &Origin,
    today: i32,
) -> (Option<Date>, PublishedFrom) {
    let mut dates = draft.dates.clone();
    // Stamps in universal time are a day off the calendar of the place, and some pages stamp the day of their
    // rebuilding: a day in the address goes before both.
    let from_page = matches!(dates.first(), Some((PublishedFrom::JsonLd | PublishedFrom::Meta, _)));
    let in_url = draft.url.as_deref().and_then(path_of_url).and_then(|path| in_path(path, today));
    if let Some(day) = in_url.filter(|date| from_page && precision(*date) == 3) {
        return (Some(day), if dates[0].1 == day { dates[0].0 } else { PublishedFrom::Url });
    }
    // A sure date to the day needs no help.
    if !dates.iter().any(|(_, date)| precision(*date) == 3) {
        let path = in_path(&origin.path, today);
        let year = dates.iter().map(|(_, date)| *date).chain(in_url).chain(path).next();
        let line = dateline.and_then(|line| date_of(line, year, today));
        dates.extend(line.map(|date| (PublishedFrom::Dateline, date)));
        dates.extend(in_url.map(|date| (PublishedFrom::Url, date)));
        dates.extend(path.map(|date| (PublishedFrom::Path, date)));
    }
    let Some(&(first_from, first)) = dates.first() else { return (None, PublishedFrom::None) };
    // A vague date gives way to one that says the same to the day.
    let within = |date: Date| date.first_day() >= first.first_day() && date.last_day() <= first.last_day();
    let finer = dates
        .iter()
        .filter(|(_, date)| within(*date))
        .max_by_key(|(from, date)| (precision(*date), std::cmp::Reverse(*from)));
    match finer {
        Some(&(from, date)) if precision(date) > precision(first) => (Some(date), from),
        _ => (Some(first), first_from),
    }
}

/// The date of a dateline. A dateline without a year takes it from `near`, which says at least in which year
/// the text came out; around the turn of the year the nearer one, where `near` is known to the day or month.
fn date_of(dateline: &Dateline, near: Option<Date>, today: i32) -> Option<Date> {
    let (month, day) = (dateline.month?, dateline.day?);
    if let Some(year) = dateline.year {
        let partial = Partial { year: Some(year), month: Some(month), day: Some(day) };
        return partial.on_calendar(today);
    }
    let near = near?;
    let in_year = |year: i16| Date::day_of(year, month, day).and_then(|date| newsdate::checked(date, today));
    if near.month().is_none() {
        return in_year(near.year());
    }
    let distance = |date: &Date| (date.first_day() - near.first_day()).abs();
    // Farther from what address or path say than a weekly's delay, one of the two speaks of something else.
    let nearest =
        [near.year() - 1, near.year(), near.year() + 1].into_iter().filter_map(in_year).min_by_key(distance);
    nearest.filter(|date| distance(date) <= 45)
}

fn path_of_url(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.find('/').map(|slash| &rest[slash..])
}

/// Of the publisher's own id within the outlet (or file) where there is one, else of the place in the corpus.
pub(crate) fn article_id(external: Option<&str>, outlet: Option<&str>, origin: &Origin) -> ArticleId {
    let mut hash = Xxh3::new();
    // The marks keep `ab` + `c` apart from `a` + `bc`, and ids apart from record numbers.
    match external {
        Some(id) => {
            hash.update(outlet.unwrap_or(&origin.path).as_bytes());
            hash.update(b"\x1Fid\x1F");
            hash.update(id.as_bytes());
        }
        None => {
            hash.update(origin.path.as_bytes());
            hash.update(b"\x1Frecord\x1F");
            if let Some(record) = origin.record {
                hash.update(&record.to_le_bytes());
            }
        }
    }
    ArticleId(hash.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: i32 = 19_904;

    fn done(draft: Draft, path: &str) -> Article {
        finish(draft, Origin { path: path.to_owned(), record: None }, TODAY).unwrap()
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn body(text: &str) -> Draft {
        Draft { body: text.to_owned(), ..Draft::default() }
    }

    #[test]
    fn a_dateline_takes_its_year_from_the_path() {
        let line = "SEOUL, Feb. 4 (Yonhap) - The two sides met.";
        let cases = [
            ("corpus/2024/x.txt", Some("2024-02-04"), PublishedFrom::Dateline),
            ("corpus/2024-02-05-x.txt", Some("2024-02-04"), PublishedFrom::Dateline),
            ("corpus/2024-06-05-x.txt", Some("2024-06-05"), PublishedFrom::Path),
            ("corpus/x.txt", None, PublishedFrom::None),
        ];
        for (path, published, from) in cases {
            let article = done(body(line), path);
            assert_eq!((article.published, article.published_from), (published.map(date), from), "{path}");
            assert_eq!(
                (article.place.as_deref(), article.agency.as_deref()),
                (Some("Seoul"), Some("Yonhap"))
            );
        }
        let turn = done(body("SEOUL, Dec. 31 (Yonhap) - The two sides met."), "x/2024-01-01.txt");
        assert_eq!(turn.published, Some(date("2023-12-31")));
    }

    #[test]
    fn a_vague_field_is_made_precise_by_what_agrees() {
        let draft = Draft { dates: vec![(PublishedFrom::Field, date("2024-02"))], ..body("Some words.") };
        let agreeing = done(draft.clone(), "x/2024-02-04.txt");
        assert_eq!(
            (agreeing.published, agreeing.published_from),
            (Some(date("2024-02-04")), PublishedFrom::Path)
        );
        let other = done(draft, "x/2023-02-04.txt");
        assert_eq!((other.published, other.published_from), (Some(date("2024-02")), PublishedFrom::Field));
    }

    #[test]
    fn ids_depend_on_what_they_should() {
        let origin = |path: &str, record| Origin { path: path.to_owned(), record };
        let id = article_id(Some("7"), Some("Courier"), &origin("a.json", Some(1)));
        assert_eq!(id, article_id(Some("7"), Some("Courier"), &origin("b.json", None)));
        let others = [
            article_id(Some("7"), None, &origin("a.json", Some(1))),
            article_id(Some("7"), None, &origin("b.json", Some(1))),
            article_id(None, Some("Courier"), &origin("a.json", Some(1))),
            article_id(None, Some("Courier"), &origin("a.json", Some(2))),
            article_id(None, Some("Courier"), &origin("a.json", None)),
        ];
        for (i, a) in others.iter().enumerate() {
            assert!(*a != id && !others[i + 1..].contains(a));
        }
    }

    #[test]
    fn bylines_are_told_from_sentences() {
        for line in ["By Jane Doe", "By JOHN SMITH, Associated Press", "By Ann de Groot and Li Wei"] {
            assert!(is_byline(line), "{line}");
        }
        for line in ["By Friday the talks had ended.", "By then", "Bystanders", "By the River"] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn without_words_it_is_no_article() {
        assert!(finish(body("123 -- 456"), Origin { path: "x".to_owned(), record: None }, TODAY).is_err());
    }
}
