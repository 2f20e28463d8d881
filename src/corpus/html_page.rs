//! What a web page says of itself: JSON-LD, `<meta>`, `<time>`, bylines.

use dom_query::Document;
use serde_json::Value;

use crate::article::PublishedFrom;
use crate::corpus::html_dates;
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
    let metas = metas(document);
    let language = attribute(document, "html[lang]", "lang")
        .or_else(|| attribute(document, "html", "xml:lang"))
        .or_else(|| meta(&metas, &["content-language", "language", "dc.language", "dcterms.language"]));
    let mut page = Page { language, ..Page::default() };
    let slashes = slashes(page.language.as_deref());
    for script in document.select(r#"script[type="application/ld+json"]"#).iter() {
        json_ld(&script.text(), &mut page, today);
    }
    if page.dates.is_empty() {
        page.dates = html_dates::read(document, &metas, slashes, today);
    }
    let first = |names: &[&str]| meta(&metas, names);
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
fn meta(metas: &[(String, String)], names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|wanted| metas.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.clone()))
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
