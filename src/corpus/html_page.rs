//! What a web page says of itself: JSON-LD, `<meta>`, `<time>`, bylines.

use dom_query::Document;
use serde_json::Value;

use crate::article::PublishedFrom;
use crate::corpus::newsdate::{Slashes, parse};
use crate::date::Date;

/// The parts that a page states, the first and surest statement of each.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) titles: Vec<String>,
    pub(crate) dates: Vec<(PublishedFrom, Date)>,
    pub(crate) outlet: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) body: Option<String>,
}

/// Reads the head and the marked-up parts of a page, before anything is removed from it.
pub(crate) fn read(document: &Document, today: i32) -> Page {
    let mut page = Page::default();
    page.language = attribute(document, "html[lang]", "lang")
        .or_else(|| attribute(document, "html", "xml:lang"))
        .or_else(|| meta(document, &["content-language", "language", "dc.language", "dcterms.language"]));
    let slashes = slashes(page.language.as_deref());
    for script in document.select(r#"script[type="application/ld+json"]"#).iter() {
        json_ld(&script.text(), &mut page, today);
    }
    for (name, content) in metas(document) {
        if PUBLISHED.contains(&&*name)
            && let Some(date) = parse(&content, slashes, today)
        {
            page.dates.push((PublishedFrom::Meta, date));
        }
    }
    visible_dates(document, &mut page, slashes, today);
    let first = |names: &[&str]| meta(document, names);
    page.titles.extend(first(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "parsely-title",
        "headline",
    ]));
    page.outlet = page
        .outlet
        .take()
        .or_else(|| first(&["og:site_name", "application-name", "dc.publisher", "publisher", "copyright"]));
    page.byline = page.byline.take().or_else(|| {
        first(&[
            "author",
            "dc.creator",
            "dcterms.creator",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "byl",
        ])
        .filter(|author| !author.starts_with("http"))
    });
    page.byline = page.byline.take().or_else(|| {
        let mark = r#"[itemprop="author"], [rel="author"], .byline, .author, .article-author, .author-name"#;
        let text = squeezed(&document.select(mark).first().text());
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(&text).trim();
        (!name.is_empty() && name.len() <= 80).then(|| name.to_owned())
    });
    page.section = page.section.take().or_else(|| first(&["article:section", "section", "parsely-section"]));
    page.url = attribute(document, r#"link[rel="canonical"]"#, "href")
        .filter(|url| url.starts_with("http"))
        .or_else(|| first(&["og:url", "twitter:url"]).filter(|url| url.starts_with("http")))
        .or(page.url.take());
    page
}

/// Names of `<meta>` elements that hold the day of publication, in lower case.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.available",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "article:post_time",
    "published_time",
    "date.issued",
    "citation_date",
    "citation_publication_date",
    "creation_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "displaydate",
    "cxenseparse:recs:publishtime",
    "shareaholic:article_published_time",
    "bt:pubdate",
];

/// How slashes in dates are read in pages of this language.
fn slashes(language: Option<&str>) -> Slashes {
    let language = language.unwrap_or_default().to_ascii_lowercase();
    match language.split(['-', '_']).next().unwrap_or_default() {
        _ if matches!(&*language, "en-us" | "en_us") => Slashes::MonthFirst,
        "en" if language.len() < 4 => Slashes::Unknown,
        "" => Slashes::Unknown,
        _ => Slashes::DayFirst,
    }
}

/// Dates in elements that are made for them, in the order in which they stand.
fn visible_dates(document: &Document, page: &mut Page, slashes: Slashes, today: i32) {
    const MARKED: &str = r#"[itemprop="datePublished"], [property="datePublished"], time[pubdate], time.published, time.entry-date, abbr.published"#;
    const TIMES: &str = "article time[datetime], main time[datetime], header time[datetime], time[datetime]";
    for selector in [MARKED, TIMES] {
        for element in document.select(selector).iter() {
            let stated = ["datetime", "content", "title"]
                .iter()
                .find_map(|name| element.attr(name).filter(|v| !v.is_empty()));
            let text = stated.map_or_else(|| squeezed(&element.text()), |value| value.to_string());
            if let Some(date) = parse(&text, slashes, today) {
                page.dates.push((PublishedFrom::Meta, date));
                break;
            }
        }
    }
}

/// Takes in what the JSON-LD of a page says of an article.
fn json_ld(script: &str, page: &mut Page, today: i32) {
    let trimmed =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let Ok(value) = serde_json::from_str::<Value>(trimmed.trim()) else { return };
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                open.extend(object.get("@graph"));
                open.extend(object.get("mainEntity"));
                if is_article(object.get("@type")) {
                    take_article(object, page, today);
                }
            }
            _ => {}
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let article = |kind: &str| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "WebPage" | "Report" | "Review" | "CreativeWork")
    };
    match kind {
        Some(Value::String(kind)) => article(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(article),
        _ => false,
    }
}

fn take_article(object: &serde_json::Map<String, Value>, page: &mut Page, today: i32) {
    let text = |name: &str| object.get(name).and_then(named);
    if let Some(date) =
        object.get("datePublished").and_then(Value::as_str).and_then(|d| parse(d, Slashes::Unknown, today))
    {
        page.dates.push((PublishedFrom::JsonLd, date));
    }
    page.titles.extend(text("headline"));
    let fill = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    fill(&mut page.byline, text("author"));
    fill(&mut page.outlet, text("publisher"));
    fill(&mut page.section, text("articleSection"));
    fill(&mut page.language, text("inLanguage"));
    fill(&mut page.url, text("url").filter(|url| url.starts_with("http")));
    fill(&mut page.body, text("articleBody"));
}

/// A string, the `name` of an object, or those of a list.
fn named(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(object) => named(object.get("name")?)?,
        Value::Array(items) => items.iter().filter_map(named).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    (!text.is_empty() && (text.len() < 40 || !text.starts_with("http"))).then_some(text)
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The content of the first of these `<meta>` names that the page has.
fn meta(document: &Document, names: &[&str]) -> Option<String> {
    let all = metas(document);
    names
        .iter()
        .find_map(|wanted| all.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.clone()))
}

/// Names (in lower case) and contents of all `<meta>` elements.
fn metas(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for element in document.select("meta[content]").iter() {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|attribute| element.attr(attribute));
        let (Some(name), Some(content)) = (name, element.attr("content")) else { continue };
        let content = squeezed(&content);
        if !content.is_empty() {
            found.push((name.trim().to_lowercase(), content));
        }
    }
    found
}

/// One blank for any run of white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
