//! Results as text for people.

use std::io::{self, Write};

use dateline::document::Field;
use dateline::index::Index;
use dateline::query::{Expr, Filter, Query};
use dateline::results::{Facet, Hit, Period, Results};

use super::print::{
    BOLD, DIM, NAME, bar, beside, columns, counted, cut, cut_name, fit, line, thousands, width, wrap,
    wrap_marked,
};

/// Prints results: how the query was read, the hits where `with_hits`, the counts.
pub(super) fn results(
    out: &mut dyn Write,
    results: &Results,
    query: &Query,
    with_hits: bool,
    quiet: bool,
) -> io::Result<()> {
    let width = width();
    let stories = if results.stories < results.total {
        format!(", {}", counted(results.stories, "story"))
    } else {
        String::new()
    };
    let head = format!("{}{stories} ({:.1} ms)", counted(results.total, "article"), results.took_ms);
    writeln!(out, "{BOLD}{head}{BOLD:#}")?;
    if !quiet {
        print_wrapped(out, "read as: ", &results.read_as, width)?;
        for note in &results.notes {
            print_wrapped(out, "note: ", note, width)?;
        }
    }
    if with_hits {
        let digits = results.hits.last().map_or(1, |hit| hit.rank.to_string().len()).max(2);
        for hit in &results.hits {
            writeln!(out)?;
            one_hit(out, hit, digits, width)?;
        }
        rest(out, results, query)?;
    }
    if results.total > 0 || !with_hits {
        facets(out, &results.facets, width)?;
        if let Some(periods) = &results.timeline {
            timeline(out, periods, width)?;
        }
    }
    Ok(())
}

fn print_wrapped(out: &mut dyn Write, label: &str, text: &str, width: usize) -> io::Result<()> {
    for (i, row) in wrap(&line(text), width.saturating_sub(label.len())).iter().enumerate() {
        writeln!(
            out,
            "{DIM}{}{row}{DIM:#}",
            if i == 0 { label.to_owned() } else { " ".repeat(label.len()) }
        )?;
    }
    Ok(())
}

fn one_hit(out: &mut dyn Write, hit: &Hit, digits: usize, width: usize) -> io::Result<()> {
    let indent = " ".repeat(digits + 2);
    let inner = width.saturating_sub(indent.len());
    let title = if hit.title.trim().is_empty() { "(no headline)" } else { hit.title.trim() };
    for (i, row) in wrap(title, inner).iter().enumerate() {
        if i == 0 {
            writeln!(out, "{DIM}{:>digits$}{DIM:#}  {BOLD}{row}{BOLD:#}", hit.rank)?;
        } else {
            writeln!(out, "{indent}{BOLD}{row}{BOLD:#}")?;
        }
    }
    let mut facts = vec![hit.published.map_or_else(|| "undated".to_owned(), |date| date.to_string())];
    facts.extend(hit.outlet.as_deref().map(line));
    if hit.copies > 0 {
        facts.push(if hit.copies == 1 {
            "1 copy".to_owned()
        } else {
            format!("{} copies", thousands(hit.copies))
        });
    }
    facts.push(hit.id.to_string());
    let facts = facts.join(" · ");
    let room = inner.saturating_sub(columns(&facts) + 3);
    // The end of a path tells more than its start.
    let path =
        if room >= 12 { format!(" · {}", cut_start(&line(&hit.origin.path), room)) } else { String::new() };
    writeln!(out, "{indent}{DIM}{}{DIM:#}", cut(&format!("{facts}{path}"), inner))?;
    for row in wrap_marked(&hit.snippet.text, &hit.snippet.highlights, inner) {
        writeln!(out, "{indent}{row}")?;
    }
    chips(out, &hit.officials, &hit.ministries, &indent, inner)
}

/// `Andrey Rudenko, Chung Byung-won · Foreign Affairs (Russia)`: on one line where they fit, else on one each.
fn chips(
    out: &mut dyn Write,
    officials: &[String],
    ministries: &[String],
    indent: &str,
    width: usize,
) -> io::Result<()> {
    let (officials, ministries) = (some(officials, width), some(ministries, width));
    let together = format!("{officials} · {ministries}");
    let rows = if officials.is_empty() || ministries.is_empty() || columns(&together) > width {
        vec![officials, ministries]
    } else {
        vec![together]
    };
    for row in rows.iter().filter(|row| !row.is_empty()) {
        writeln!(out, "{indent}{NAME}{row}{NAME:#}")?;
    }
    Ok(())
}

/// As many of `names` as fit into a line, four at most, and how many more there are.
fn some(names: &[String], width: usize) -> String {
    const MOST: usize = 4;
    let mut shown = String::new();
    for (i, name) in names.iter().enumerate() {
        let part = if i == 0 { cut_name(name, width) } else { format!(", {}", line(name)) };
        // Room for ` +12`.
        if i == MOST || (i > 0 && columns(&shown) + columns(&part) + 4 > width) {
            shown.push_str(&format!(" +{}", names.len() - i));
            break;
        }
        shown.push_str(&part);
    }
    shown
}

fn cut_start(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let skip = text.chars().count().saturating_sub(width.saturating_sub(1));
    format!("…{}", text.chars().skip(skip).collect::<String>())
}

/// Where the page ends before the results do.
fn rest(out: &mut dyn Write, results: &Results, query: &Query) -> io::Result<()> {
    let shown = results.hits.last().map_or(query.page.offset as u64, |hit| hit.rank);
    let all = if query.stories { results.stories } else { results.total };
    if results.hits.is_empty() && results.total > 0 && query.page.limit > 0 {
        return writeln!(
            out,
            "\n{DIM}no hits from {} on; there are {}{DIM:#}",
            query.page.offset + 1,
            thousands(all)
        );
    }
    if shown < all && !results.hits.is_empty() {
        let next = format!("--offset {shown}");
        return writeln!(
            out,
            "\n{DIM}{} more: {next}, or -n for longer pages{DIM:#}",
            thousands(all - shown)
        );
    }
    Ok(())
}

type Rows = Vec<(String, usize)>;

fn facets(out: &mut dyn Write, facets: &[Facet], width: usize) -> io::Result<()> {
    let filled: Vec<&Facet> = facets.iter().filter(|facet| !facet.values.is_empty()).collect();
    let two = width >= 72 && filled.len() > 1;
    let gap = 2;
    let column = if two { (width - gap) / 2 } else { width.min(60) };
    for pair in filled.chunks(if two { 2 } else { 1 }) {
        writeln!(out)?;
        let left = facet_rows(pair[0], column);
        let right = pair.get(1).map(|facet| facet_rows(facet, column)).unwrap_or_default();
        for row in beside(left, right, column + gap) {
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}

/// A facet as rows of exactly known width: name, bar, count.
fn facet_rows(facet: &Facet, width: usize) -> Rows {
    let most = facet.values.iter().map(|value| value.count).max().unwrap_or(0);
    let digits = thousands(most).len();
    let bars = 5;
    let names = width.saturating_sub(digits + bars + 4);
    let mut rows = vec![(format!("{BOLD}{}{BOLD:#}", facet.field), columns(facet.field))];
    for value in &facet.values {
        let bar = bar(value.count, most, bars);
        let fill = " ".repeat(bars - columns(&bar));
        let row = format!(
            "  {} {:>digits$} {NAME}{bar}{NAME:#}{fill}",
            fit(&value.name, names),
            thousands(value.count)
        );
        rows.push((row, 2 + names + 1 + digits + 1 + bars));
    }
    if facet.other > 0 {
        let text = format!("  + {} others", thousands(facet.other));
        rows.push((format!("{DIM}{text}{DIM:#}"), columns(&text)));
    }
    rows
}

fn timeline(out: &mut dyn Write, periods: &[Period], width: usize) -> io::Result<()> {
    if periods.is_empty() {
        return Ok(());
    }
    let most = periods.iter().map(|period| period.count).max().unwrap_or(0);
    let digits = thousands(most).len();
    writeln!(out, "\n{BOLD}timeline{BOLD:#}")?;
    for period in periods {
        let from = period.from.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let bar = bar(period.count, most, width.saturating_sub(digits + 16).min(40));
        writeln!(out, "  {from:<10} {:>digits$} {NAME}{bar}{NAME:#}", thousands(period.count))?;
    }
    Ok(())
}

/// What to try where nothing was found: which part of the query emptied it.
pub(super) fn nothing(out: &mut dyn Write, index: &Index, query: &Query) -> io::Result<()> {
    let alone = |expr: Option<&Expr>, filters: &[Filter]| {
        let query = Query { expr: expr.cloned(), filters: filters.to_vec(), ..Query::default() };
        index.count(&query).unwrap_or(0)
    };
    let mut hints: Vec<String> = Vec::new();
    if let Some(expr) = &query.expr {
        if !query.filters.is_empty() {
            let count = alone(Some(expr), &[]);
            if count > 0 {
                hints.push(format!("without the filters: {}", counted(count, "article")));
            }
        }
        if let Expr::And(parts) = expr {
            for part in parts.iter().filter(|part| !matches!(part, Expr::Not(_))).take(8) {
                let count = alone(Some(part), &query.filters);
                hints.push(format!("{part} alone: {}", counted(count, "article")));
            }
            let any = alone(Some(&Expr::Or(parts.clone())), &query.filters);
            if any > 0 && parts.iter().all(|part| !matches!(part, Expr::Not(_))) {
                hints.push(format!("--any, for articles with any of them: {}", counted(any, "article")));
            }
        } else if let Expr::Phrase(words) = expr {
            let count =
                alone(Some(&Expr::And(words.iter().cloned().map(Expr::Word).collect())), &query.filters);
            hints.push(format!(
                "the same words anywhere, without the quotation marks: {}",
                counted(count, "article")
            ));
        }
    }
    if query.filters.len() > 1 {
        for filter in &query.filters {
            let one = std::slice::from_ref(filter);
            let only = Query { filters: one.to_vec(), ..Query::default() };
            let shown = dateline::query::read_as(&only, &|_: Field, value: &str| value.to_owned());
            hints.push(format!("{shown} alone: {}", counted(alone(None, one), "article")));
        }
    }
    if hints.is_empty() {
        let all = index.count(&Query::default()).unwrap_or(0);
        hints.push(format!("another spelling or fewer words; the index has {}", counted(all, "article")));
        hints.push("what can be searched: dateline fields; who is named: dateline entities".to_owned());
    }
    writeln!(out, "\nto try:")?;
    for hint in hints {
        writeln!(out, "  {}", line(&hint))?;
    }
    Ok(())
}
