//! Web pages: the text without menus, and what the page says of itself.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::corpus::boilerplate::is_furniture;
use crate::corpus::draft::{Draft, is_byline};
use crate::corpus::html_page::{self, squeezed};

/// The article of a page.
pub(crate) fn draft(source: &str, today: i32) -> Draft {
    let document = Document::from(source);
    let page = html_page::read(&document, today);
    let heading = squeezed(&document.select_single("h1").text());
    let fallback = plain_paragraphs(&document);
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found =
        Readability::with_document(document, None, Some(config)).and_then(|mut reader| reader.parse());
    let (text, guessed) = match &found {
        Ok(article) => (paragraphs(&article.text_content), article.title.clone()),
        Err(_) => (String::new(), String::new()),
    };
    let title = page.titles.into_iter().map(|title| squeezed(&title)).find(|t| !t.is_empty());
    let title = title.unwrap_or(if heading.is_empty() { guessed } else { heading });
    let text = if text.len() < 200 && fallback.len() > text.len() { fallback } else { text };
    let (body, byline) = without_opening(&text, &title);
    Draft {
        title,
        body,
        dates: page.dates,
        outlet: page.outlet.or_else(|| page.url.as_deref().and_then(host)),
        byline: page.byline.or(byline),
        language: page.language,
        url: page.url,
        section: page.section,
        ..Draft::default()
    }
}

/// The encoding that a page declares in its first bytes: `<meta charset=…>`, `charset=` in a content type, `<?xml encoding=`.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let value = ["charset=", "encoding="]
        .iter()
        .find_map(|mark| head.find(mark).map(|at| &head[at + mark.len()..]))?;
    let value = value.trim_start_matches([' ', '"', '\'']);
    let end = value
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))
        .unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

/// Lines without furniture; paragraphs parted by a blank line.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(squeezed).filter(|line| !line.is_empty() && !is_furniture(line));
    lines.collect::<Vec<_>>().join("\n\n")
}

/// All paragraphs of a page in which no main part can be made out.
fn plain_paragraphs(document: &Document) -> String {
    let texts: Vec<String> =
        document.select("p").iter().map(|p| squeezed(&p.text())).filter(|p| p.len() > 40).collect();
    texts.join("\n\n")
}

/// The text without the headline and byline that it may repeat at its beginning.
fn without_opening(text: &str, title: &str) -> (String, Option<String>) {
    let (mut rest, mut byline) = (text, None);
    for _ in 0..3 {
        let (line, after) = rest.split_once("\n\n").unwrap_or((rest, ""));
        if !title.is_empty() && line == title {
            // Said already.
        } else if is_byline(line) {
            byline = Some(line[3..].trim().to_owned());
        } else {
            break;
        }
        rest = after;
    }
    (rest.to_owned(), byline)
}

fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host).to_owned())
}
