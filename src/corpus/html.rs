//! Web pages: the text without menus, and what the page says of itself.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::corpus::boilerplate::is_furniture;
use crate::corpus::dateline::parse_dateline;
use crate::corpus::draft::{Draft, is_byline};
use crate::corpus::html_page::{self, squeezed};
use crate::corpus::html_plain::{is_too_deep, text_of};
use crate::corpus::text::is_date_line;

/// The article of a page.
pub(crate) fn draft(source: &str, today: i32) -> Draft {
    if is_too_deep(source) {
        return Draft { body: paragraphs(&text_of(source)), ..Draft::default() };
    }
    let document = Document::from(source);
    let page = html_page::read(&document, today);
    let heading = squeezed(&document.select_single("h1").text());
    let head_title = squeezed(&document.select_single("title").text());
    let second = squeezed(&document.select_single("h2").text());
    document.select(MENUS).remove();
    remove_link_lists(&document);
    document
        .select("figcaption, .wp-caption-text, .caption, .image-caption, .photo-credit, .copyright")
        .remove();
    let fallback = plain_paragraphs(&document);
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let found =
        Readability::with_document(document, None, Some(config)).and_then(|mut reader| reader.parse());
    let (text, guessed) = match &found {
        Ok(article) => (paragraphs(&article.text_content), article.title.clone()),
        Err(_) => (String::new(), String::new()),
    };
    let title = title(page.titles, &heading, &second, guessed);
    let outlet = page.outlet.or_else(|| outlet_beside(&head_title, &title));
    let text = if text.len() < 200 && fallback.len() > text.len() { fallback } else { text };
    // The page tells its text itself; that counts where much of it was missed.
    let text = match page.body.map(|body| paragraphs(&body)) {
        Some(stated) if stated.len() > 2 * text.len() && !stated.contains("</") => stated,
        _ => text,
    };
    let (body, byline) = without_opening(&text, &title);
    Draft {
        title,
        body,
        dates: page.dates,
        outlet: outlet.or_else(|| page.url.as_deref().and_then(host)),
        byline: page.byline.or(byline),
        language: page.language,
        url: page.url,
        section: page.section,
        ..Draft::default()
    }
}

/// A page of more elements is a list or a table, and costs too much to weigh.
const MOST_ELEMENTS: usize = 100_000;

/// Menus that say so.
const MENUS: &str = r#"nav, [role="navigation"], #nav, #menu, #navigation, #breadcrumb, #breadcrumbs, .nav, .menu, .navigation, .navbar, .breadcrumb, .breadcrumbs, .share, .sharing, .social-share, .cookie-banner, #cookie-banner, .newsletter-signup"#;

/// Takes out paragraphs, cells and lists that hold links and little else.
fn remove_link_lists(document: &Document) {
    for node in document.select("p, td, ul, ol").nodes() {
        let all = letters(&node.text());
        if all > 2000 {
            continue;
        }
        let links = node.descendants_it().filter(|descendant| descendant.has_name("a"));
        let (links, linked) =
            links.fold((0, 0), |(links, linked), link| (links + 1, linked + letters(&link.text())));
        let least = if node.has_name("p") { 2 } else { 3 };
        if links >= least && linked * 5 > all * 4 {
            node.remove_from_parent();
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The headline: as stated for other programs, without the name of the site where the heading of the page
/// shows that it is appended.
fn title(stated: Vec<String>, heading: &str, second: &str, guessed: String) -> String {
    let long = |text: &str| text.chars().count() >= 12;
    let Some(stated) = stated.iter().map(|title| squeezed(title)).find(|title| !title.is_empty()) else {
        return match heading {
            "" if long(second) && guessed.ends_with(second) => second.to_owned(),
            "" => guessed,
            _ => heading.to_owned(),
        };
    };
    let appended = stated.strip_prefix(heading).is_some_and(|rest| rest.starts_with([' ', '|', ':']));
    if long(heading) && appended { heading.to_owned() } else { stated }
}

/// The name of the site that stands beside the headline in the `<title>`: `Talks go on | The Courier`.
fn outlet_beside(head_title: &str, title: &str) -> Option<String> {
    let at = head_title.find(title).filter(|_| !title.is_empty())?;
    let is_mark = |c: char| matches!(c, '|' | '-' | '–' | '—' | ':' | '·' | '•' | '»' | '«' | '/');
    let after = head_title[at + title.len()..].rsplit(is_mark).next().unwrap_or_default().trim();
    let before = head_title[..at].split(is_mark).next().unwrap_or_default().trim();
    let name = if after.is_empty() { before } else { after };
    let fits = !name.is_empty()
        && name.len() <= 40
        && name.split(' ').count() <= 5
        && !name.contains(|c: char| c.is_ascii_digit());
    fits.then(|| name.to_owned())
}

/// The encoding that a page declares in its first bytes: `<meta charset=…>`, `charset=` in a content type,
/// `<?xml encoding=`.
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

/// The text without the headline, date and byline that it may repeat at its beginning; what stands before a
/// dateline is never text.
fn without_opening(text: &str, title: &str) -> (String, Option<String>) {
    let (mut rest, mut byline) = (text, None);
    let opens = rest.split("\n\n").take(12).position(|line| {
        line.len() > 80 && parse_dateline(line).is_some_and(|dateline| dateline.place.is_some())
    });
    for (i, line) in text.split("\n\n").take(12).enumerate() {
        let is_short = line.len() <= 120 && !line.ends_with(['.', '!', '?', '"', '”']);
        let before_dateline = is_short && opens.is_some_and(|opens| i < opens);
        let said = (!title.is_empty() && line == title) || is_date_line(line);
        if is_byline(line) {
            byline = byline.or_else(|| Some(line[3..].trim().to_owned()));
        } else if !said && !before_dateline {
            break;
        }
        rest = rest.split_once("\n\n").map_or("", |(_, after)| after);
    }
    (rest.to_owned(), byline)
}

fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: i32 = 19_904;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Two sides meet — The Courier</title>
        <meta property="article:published_time" content="2024-02-04T10:00:00Z"></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <div id="cookie-banner">We use cookies to make the site better.</div>
        <article><h1>Two sides meet</h1><p>4 February 2024 4 min read</p><p>By Jane Doe</p>
        <figure><img src="x.jpg"><figcaption>The hall. Photo: Li Wei</figcaption></figure>
        <p>GENEVA, Feb. 4 (Harbour Wire) – The two sides met on Sunday in the hall by the lake, where they had met before, and spoke of the border, of trade and of the return of those who had fled.</p>
        <p>They will meet again in the spring, the hosts said, if the truce along the river holds, and if the observers are let in as was agreed by all of them in the autumn of last year.</p>
        <p><a href="/print">Print</a> | <a href="/mail">Mail</a></p></article>
        <footer><p>© 2024 The Courier. All rights reserved.</p><a href="top">Scroll to top</a></footer></body></html>"#;

    #[test]
    fn the_text_stands_without_the_page() {
        let draft = draft(PAGE, TODAY);
        assert_eq!(draft.title, "Two sides meet");
        assert!(draft.body.starts_with("GENEVA, Feb. 4 (Harbour Wire) – The two"), "{}", draft.body);
        assert!(draft.body.ends_with("autumn of last year."), "{}", draft.body);
        assert!(draft.body.contains("had fled.\n\nThey will"));
        assert_eq!(draft.dates[0].1.to_string(), "2024-02-04");
        assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(draft.language.as_deref(), Some("en"));
    }

    #[test]
    fn json_ld_goes_first() {
        let linked = PAGE.replace(
            "</head>",
            r#"<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "The two meet", "datePublished": "2024-02-03",
            "author": [{"name": "Li Wei"}], "publisher": {"name": "Courier Group"}}]}</script></head>"#,
        );
        let draft = draft(&linked, TODAY);
        assert_eq!((&*draft.title, draft.outlet.as_deref()), ("The two meet", Some("Courier Group")));
        assert_eq!(
            (draft.dates[0].1.to_string().as_str(), draft.byline.as_deref()),
            ("2024-02-03", Some("Li Wei"))
        );
    }

    #[test]
    fn finds_the_declared_encoding() {
        assert_eq!(declared_charset(b"<meta charset=\"ISO-8859-1\">").as_deref(), Some("iso-8859-1"));
        assert_eq!(
            declared_charset(b"<meta content='text/html; charset=koi8-r'>").as_deref(),
            Some("koi8-r")
        );
        assert_eq!(declared_charset(b"<p>no charset="), None);
    }

    #[test]
    fn deep_pages_are_read() {
        let deep = format!("<html><body>{}<p>The two sides met on Sunday.</p>", "<div>".repeat(200_000));
        assert_eq!(draft(&deep, TODAY).body, "The two sides met on Sunday.");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn never_panics(html in "(<(p|div|h1|time|meta|a|td|script)( (class|content|property)=\"[a-z0-9-]{0,8}\")?>|</p>|</div>|[a-zé0-9 .,-]{0,12}){0,24}") {
            let _ = draft(&html, TODAY);
        }
    }
}
