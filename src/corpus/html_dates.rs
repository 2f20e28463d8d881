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

/// What the page says, the surest first. `metas` are the names (in lower case) and contents of its `<meta>`
/// elements.
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

/// How many stretches of text after a heading may be its date.
const NEAR: usize = 14;

/// The first short text after a heading that is hardly anything but a date, or that says `published on`; else
/// the last such text before the first heading, else one that says so farther down.
fn near_heading(document: &Document, read: &impl Fn(&str) -> Option<Date>) -> Option<Date> {
    let (mut before, mut labelled) = (None, None);
    let (mut headings, mut since) = (0usize, usize::MAX);
    for node in document.body()?.descendants_it() {
        if node.has_name("h1") || node.has_name("h2") {
            headings += 1;
            since = 0;
            continue;
        }
        if !node.is_text() {
            continue;
        }
        let text = squeezed(&node.text());
        if text.is_empty() {
            continue;
        }
        since = since.saturating_add(1);
        if text.len() > 140 || !text.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let (bare, said) = (is_bare(&text), is_labelled(&text));
        let wanted = (bare && (since <= NEAR || headings == 0)) || (said && labelled.is_none());
        if !wanted || in_script(&node) || is_elsewhere(&node) {
            continue;
        }
        let Some(date) = read(&text).filter(|date| precision(*date) == 3) else { continue };
        match headings {
            0 => before = Some(date),
            _ if since <= NEAR => return Some(date),
            _ => labelled = Some(date),
        }
    }
    before.or(labelled)
}

/// Whether a text that holds a date holds little else, or begins with it.
fn is_bare(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).count();
    (text.len() <= 80 && words <= 4) || (text.starts_with(|c: char| c.is_ascii_digit()) && words <= 8)
}

fn is_labelled(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "published",
        "posted on",
        "veröffentlicht",
        "erstellt am",
        "stand:",
        "datum:",
        "beitrag wurde",
        "artikel wurde",
        "publié",
        "publicado",
        "pubblicato",
        "опубликован",
    ];
    let text = text.to_lowercase();
    LABELS.iter().any(|label| text.contains(label))
}

fn in_script(node: &NodeRef) -> bool {
    let parent = node.parent().and_then(|parent| parent.node_name());
    matches!(parent.as_deref(), Some("script" | "style" | "noscript" | "template"))
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
                // Some systems put the article itself into a widget, or its date below it.
                let within = ["widget blog", "asset-footer", "post-footer", "entry-footer", "article-footer"];
                ELSEWHERE.iter().any(|word| names.contains(word))
                    && !within.iter().any(|word| names.contains(word))
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
