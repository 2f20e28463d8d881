//! The day on which a web page says that it was published, the surest statement first.

use dom_query::{Document, NodeRef};

use crate::article::PublishedFrom;
use crate::corpus::html_page::squeezed;
use crate::corpus::newsdate::{Slashes, parse, precision};
use crate::date::Date;

/// Names of `<meta>` elements that hold the day of publication, in lower case.
const PUBLISHED: &str = "article:published_time og:article:published_time og:published_time datepublished date dc.date \
    dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created dcterms.available pubdate publishdate \
    publish-date publish_date published-date publication_date publication-date publicationdate parsely-pub-date \
    sailthru.date article.published article:published article:post_time published_time date.issued citation_date \
    citation_publication_date creation_date originalpublicationdate rnews:datepublished displaydate \
    cxenseparse:recs:publishtime shareaholic:article_published_time bt:pubdate datecreated five_hundred_pixels:uploaded";

/// Names of `<meta>` elements that hold the day of the last change: better than nothing.
const CHANGED: &str = "article:modified_time og:updated_time datemodified dateupdate dcterms.modified last-modified \
    article:updated_time lastmod revised modified";

/// Parts of the `class` or `id` of elements that hold the date, and of such as hold it among other things.
const DATED: [&str; 11] = [
    "date",
    "datum",
    "publi",
    "posted",
    "timestamp",
    "fecha",
    "authored",
    "created",
    "pubtime",
    "erstellt",
    "h-time",
];
const AROUND: [&str; 9] =
    ["meta", "byline", "info", "submitted", "author", "release", "time", "entry-header", "kicker"];

/// Parts of the `class` or `id` of elements that hold other articles.
const ELSEWHERE: [&str; 13] = [
    "related",
    "sidebar",
    "comment",
    "footer",
    "widget",
    "calendar",
    "recommend",
    "popular",
    "latest",
    "teaser",
    "most-read",
    "navigation",
    "events",
];

/// What the page says, the surest first. `metas` are the names (in lower case) and contents of its `<meta>` elements.
pub(crate) fn read(
    document: &Document,
    metas: &[(String, String)],
    slashes: Slashes,
    today: i32,
) -> Vec<(PublishedFrom, Date)> {
    let read = |text: &str| parse(text, slashes, today);
    let stated = |names: &str| {
        metas
            .iter()
            .filter(|(name, _)| names.split(' ').any(|n| n == name))
            .find_map(|(_, content)| read(content))
    };
    let mut dates = Vec::new();
    let mut add = |from: PublishedFrom, date: Option<Date>| {
        dates.extend(date.map(|date| (from, date)));
        date.is_some_and(|date| precision(date) == 3)
    };
    // The first that is known to the day ends the search: what comes later is less sure and costs more.
    let _ = add(PublishedFrom::Meta, stated(PUBLISHED))
        || add(PublishedFrom::Meta, marked(document, &read))
        || add(PublishedFrom::Meta, in_time_element(document, &read))
        || add(PublishedFrom::Meta, in_dated_element(document, &read, &DATED))
        || add(PublishedFrom::Meta, in_dated_element(document, &read, &AROUND))
        || add(PublishedFrom::Dateline, near_heading(document, &read))
        || add(PublishedFrom::Meta, in_title(document, &read))
        || add(PublishedFrom::Meta, stated(CHANGED));
    dates
}

/// Elements marked as holding the date.
fn marked(document: &Document, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    const MARKED: &str = r#"[itemprop="datePublished"], [property$="datePublished"], [property$="dateCreated"], [itemprop="dateCreated"], time[pubdate], time.published, time.entry-date, abbr.published, [data-date-time]"#;
    document
        .select(MARKED)
        .nodes()
        .iter()
        .filter(|node| !is_elsewhere(node))
        .find_map(|node| stated_by(node, read))
}

fn in_time_element(document: &Document, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    document
        .select("time")
        .nodes()
        .iter()
        .filter(|node| !is_elsewhere(node))
        .find_map(|node| stated_by(node, read))
}

fn stated_by(node: &NodeRef, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    let attributes = ["datetime", "content", "data-date-time", "title"];
    attributes
        .iter()
        .find_map(|name| node.attr(name).and_then(|value| read(&value)))
        .or_else(|| read(&squeezed(&node.text())))
}

/// Short elements whose class or id speaks of a date.
fn in_dated_element(
    document: &Document,
    read: &impl Fn(&str) -> Option<Date>,
    words: &[&str],
) -> Option<Date> {
    let named = document.select("body [class], body [id]");
    named.nodes().iter().find_map(|node| {
        let names = names_of(node);
        if !words.iter().any(|word| names.contains(word))
            || names.contains("update")
            || names.contains("modified")
        {
            return None;
        }
        let text = squeezed(&node.text());
        let fits = text.len() <= 160 && text.contains(|c: char| c.is_ascii_digit()) && !is_elsewhere(node);
        fits.then(|| read(&text)).flatten().filter(|date| precision(*date) == 3)
    })
}

/// The first short text after the heading that is hardly anything but a date, or else the last such before it.
fn near_heading(document: &Document, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    let heading = document.select_single("h1").nodes().first().map(|node| node.id);
    let body = document.body()?;
    let (mut seen, mut before, mut after_heading) = (heading.is_none(), None, 0usize);
    for node in body.descendants_it() {
        seen |= Some(node.id) == heading;
        if !node.is_text() {
            continue;
        }
        let text = squeezed(&node.text());
        if text.is_empty() {
            continue;
        }
        after_heading += usize::from(seen);
        // A date farther down belongs to something in the text.
        if after_heading > 40 {
            break;
        }
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).count();
        if text.len() > 80 || words > 4 || !text.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let inside = node.parent().is_some_and(|parent| {
            !matches!(parent.node_name().as_deref(), Some("script" | "style" | "noscript"))
        });
        if let Some(date) = read(&text).filter(|date| inside && precision(*date) == 3 && !is_elsewhere(&node))
        {
            if seen {
                return Some(date);
            }
            before = Some(date);
        }
    }
    before
}

fn in_title(document: &Document, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    read(&squeezed(&document.select_single("title").text())).filter(|date| precision(*date) == 3)
}

/// Whether a node stands among other articles, comments, menus.
fn is_elsewhere(node: &NodeRef) -> bool {
    node.ancestors_it(Some(8)).any(|ancestor| {
        let Some(name) = ancestor.node_name() else { return false };
        match &*name {
            "nav" | "footer" | "aside" => true,
            "div" | "section" | "ul" | "ol" | "li" | "table" => {
                let names = names_of(&ancestor);
                // Some systems put the article itself into a widget.
                ELSEWHERE.iter().any(|word| names.contains(word)) && !names.contains("widget blog")
            }
            _ => false,
        }
    })
}

/// Class and id in lower case.
fn names_of(node: &NodeRef) -> String {
    let class = node.class().unwrap_or_default();
    let id = node.id_attr().unwrap_or_default();
    format!("{class} {id}").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Option<String> {
        let document = Document::from(html);
        let dates = read(&document, &[], Slashes::DayFirst, 19_904);
        dates.first().map(|(_, date)| date.to_string())
    }

    #[test]
    fn finds_the_day_in_the_page() {
        for html in [
            r#"<body><time datetime="2024-02-04T10:00">today</time>"#,
            r#"<body><span itemprop="datePublished" content="2024-02-04"></span>"#,
            r#"<body><nav><time>1 May 2020</time></nav><article><time>4 February 2024</time>"#,
            r#"<body><div class="post-datum">04.02.2024</div>"#,
            r#"<body><div class="sidebar"><i class="date">1.5.2020</i></div><i class="date">4.2.24</i>"#,
            r"<body><p>1 May 2020</p><h1>Talks</h1><p>4 February 2024</p><p>Long text of 3 May 2021 that goes on and on.</p>",
            r"<head><title>Talks | 04.02.2024</title></head><body><h1>Talks</h1><p>The text.</p>",
        ] {
            assert_eq!(found(html).as_deref(), Some("2024-02-04"), "{html}");
        }
        assert_eq!(
            found(
                "<body><h1>Talks</h1><p>The talks of 4 February 2024 went on for the whole of the week.</p>"
            ),
            None
        );
    }
}
