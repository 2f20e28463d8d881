//! One article with what was found in it, as text for people.

use std::io::{self, Write};

use dateline::article::{Article, PublishedFrom};
use dateline::document::{Document, EntityCount};
use dateline::entity::{EntityId, EntityKind, Mention, Part};

use super::print::{BOLD, DIM, NAME, columns, cut, fit, line, width, wrap, wrap_marked};

/// Headline, where and when it was published, and where it came from.
pub(super) fn head(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let article = &document.article;
    let width = width();
    let title = if article.title.trim().is_empty() { "(no headline)" } else { article.title.trim() };
    for row in wrap(title, width) {
        writeln!(out, "{BOLD}{row}{BOLD:#}")?;
    }
    for row in wrap(&facts(article), width) {
        writeln!(out, "{row}")?;
    }
    let record = article.origin.record.map(|record| format!(" record {record}")).unwrap_or_default();
    let from = format!("{} · {}{record}", article.id, line(&article.origin.path));
    for row in wrap(&from, width) {
        writeln!(out, "{DIM}{row}{DIM:#}")?;
    }
    if let Some(url) = &article.url {
        writeln!(out, "{DIM}{}{DIM:#}", line(url))?;
    }
    Ok(())
}

fn facts(article: &Article) -> String {
    let mut facts = Vec::new();
    match article.published {
        Some(date) => facts.push(format!("{date} (from {})", evidence(article.published_from))),
        None => facts.push("undated".to_owned()),
    }
    facts.extend(article.outlet.as_deref().map(line));
    facts.extend(
        article.agency.as_deref().filter(|agency| article.outlet.as_deref() != Some(agency)).map(line),
    );
    facts.extend(article.place.as_deref().map(line));
    facts.extend(article.byline.as_deref().map(line));
    facts.extend(article.genre.as_deref().map(line));
    facts.extend(article.section.as_deref().map(line));
    facts.extend(article.language.as_deref().map(line));
    facts.join(" · ")
}

fn evidence(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::JsonLd => "its JSON-LD",
        PublishedFrom::Meta => "its page head",
        PublishedFrom::Feed => "its feed",
        PublishedFrom::Field => "its date field",
        PublishedFrom::Dateline => "its dateline",
        PublishedFrom::Url => "its address",
        PublishedFrom::Path => "its path",
        PublishedFrom::FileTime => "the file's time",
        PublishedFrom::None => "nothing",
    }
}

/// The text in paragraphs, with the mentions of entities highlighted.
pub(super) fn body(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let body = document.article.body.as_str();
    let mentions: Vec<&Mention> = document.mentions.iter().filter(|m| m.part == Part::Body).collect();
    let mut start = 0;
    for paragraph in paragraphs(body) {
        // Paragraphs are slices of the body, in order.
        let at = body[start..].find(paragraph).map_or(start, |at| start + at);
        start = at + paragraph.len();
        let marks: Vec<[usize; 2]> = mentions
            .iter()
            .filter(|m| m.start >= at && m.end <= start)
            .filter_map(|m| {
                Some([body.get(at..m.start)?.chars().count(), body.get(at..m.end)?.chars().count()])
            })
            .collect();
        writeln!(out)?;
        for row in wrap_marked(paragraph, &marks, width()) {
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}

/// Blank lines part paragraphs; where there are none, every line is one.
fn paragraphs(body: &str) -> Vec<&str> {
    let body = body.trim();
    let blank = body.contains("\n\n") || body.contains("\r\n\r\n");
    let parts: Vec<&str> = if blank {
        body.split("\n\n").flat_map(|p| p.split("\r\n\r\n")).collect()
    } else {
        body.lines().collect()
    };
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The distinct entities, a line or more for each kind.
pub(super) fn entities(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let width = width();
    let mut first = true;
    for kind in EntityKind::ALL {
        let list = document.entities.of(kind);
        if list.is_empty() {
            continue;
        }
        if first {
            writeln!(out)?;
            first = false;
        }
        let named: Vec<String> = list.iter().map(|one| shown(one, document)).collect();
        for (i, row) in wrap(&named.join("; "), width.saturating_sub(14)).iter().enumerate() {
            let label = if i == 0 { kind.as_str() } else { "" };
            writeln!(out, "{DIM}{label:<14}{DIM:#}{row}")?;
        }
    }
    Ok(())
}

/// `Andrey Rudenko, Deputy Foreign Minister (3)`.
fn shown(one: &EntityCount, document: &Document) -> String {
    let office = document.mentions.iter().filter(|m| m.id == one.id).find_map(|m| m.office.as_deref());
    let office = office.map(|office| format!(", {office}")).unwrap_or_default();
    let times = if one.count > 1 { format!(" ({})", one.count) } else { String::new() };
    format!("{}{office}{times}", line(&one.name))
}

/// Every mention with what it names and the rule that made it, in aligned columns.
pub(super) fn mentions(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    if document.mentions.is_empty() {
        return writeln!(out, "\n{DIM}no one and nothing is named{DIM:#}");
    }
    let width = width();
    let widest = |of: fn(&Mention) -> usize, most: usize| {
        document.mentions.iter().map(of).max().unwrap_or(0).min(most)
    };
    let text = widest(|m| columns(&line(&m.text)), width / 3);
    let rule = widest(|m| columns(&m.rule), 24);
    let at = 6;
    let meaning = width.saturating_sub(at + text + rule + 6);
    writeln!(out)?;
    let head = format!("{:>6}  {}  {}  rule", "at", fit("text", text), fit("names", meaning));
    writeln!(out, "{DIM}{}{DIM:#}", head.trim_end())?;
    for m in &document.mentions {
        let place = match m.part {
            Part::Title => format!("t{}", m.start),
            Part::Body => m.start.to_string(),
        };
        let row =
            format!("{place:>6}  {}  {NAME}{}{NAME:#}  ", fit(&m.text, text), fit(m.id.as_str(), meaning));
        writeln!(out, "{row}{DIM}{}{DIM:#}", cut(&m.rule, rule))?;
        let ministry = m.ministry.as_ref().filter(|ministry| **ministry != m.id);
        let grounds: Vec<&str> =
            m.office.as_deref().into_iter().chain(ministry.map(EntityId::as_str)).collect();
        if !grounds.is_empty() {
            let indent = " ".repeat(at + text + 4);
            let room = width.saturating_sub(indent.len());
            writeln!(out, "{indent}{DIM}{}{DIM:#}", cut(&grounds.join(" · "), room))?;
        }
    }
    Ok(())
}
