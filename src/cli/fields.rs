//! `dateline fields`: what can be searched, with an example each.

use std::io::Write;

use dateline::document::Field;
use dateline::query::SYNTAX;
use serde::Serialize;

use super::Outcome;
use super::args::Format;
use super::print::{BOLD, DIM, columns, csv_row, fit, pipe, screen, width, wrap};

/// Flags of `fields`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Serialize)]
struct Row {
    field: &'static str,
    what: &'static str,
    example: &'static str,
}

fn row(field: Field) -> Row {
    let (what, example) = match field {
        Field::Title => ("words of the headline", "title:summit"),
        Field::Body => ("words of the text", "body:\"border talks\""),
        Field::Byline => ("words of the byline", "byline:novak"),
        Field::Official => ("who holds or held office", "official:\"Andrey Rudenko\""),
        Field::Person => ("other people", "person:\"Rosa Parks\""),
        Field::Ministry => ("government departments", "ministry:ru/foreign-affairs"),
        Field::Country => ("states and territories", "country:\"South Korea\""),
        Field::Organisation => ("other bodies", "organisation:IAEA"),
        Field::Place => ("places that are no countries", "place:Geneva"),
        Field::Outlet => ("who published it", "outlet:\"Harbour Courier\""),
        Field::Agency => ("the news agency", "agency:Yonhap"),
        Field::Language => ("language, ISO 639-1", "language:en"),
        Field::Genre => ("kind of text", "genre:press-release"),
        Field::Date => ("day of publication", "date:2014-05..2016"),
        Field::Path => ("file or folder of the corpus", "path:corpus/2024"),
        Field::Id => ("id of the article", "id:a0123456789abcdef"),
        Field::Story => ("articles that tell one text", "story:s0123456789abcdef"),
        Field::Url => ("address", "url:\"https://example.org/1\""),
    };
    Row { field: field.as_str(), what, example }
}

/// Runs `dateline fields`.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let rows = Field::ALL.map(row);
    let mut plain = pipe();
    match args.format {
        Format::Json => writeln!(plain, "{}", serde_json::to_string(&rows)?)?,
        Format::Jsonl => {
            for row in &rows {
                writeln!(plain, "{}", serde_json::to_string(row)?)?;
            }
        }
        Format::Csv => {
            plain.write_all(csv_row(&["field", "what", "example"]).as_bytes())?;
            for row in &rows {
                plain.write_all(csv_row(&[row.field, row.what, row.example]).as_bytes())?;
            }
        }
        Format::Text => {
            drop(plain);
            let mut out = screen();
            for row in &rows {
                writeln!(out, "{BOLD}{:<13}{BOLD:#}{:<31}{DIM}{}{DIM:#}", row.field, row.what, row.example)?;
            }
            writeln!(out)?;
            syntax(&mut out)?;
            out.flush()?;
            return Ok(Outcome::Found);
        }
    }
    plain.flush()?;
    Ok(Outcome::Found)
}

/// The table of what can be typed, without its Markdown.
fn syntax(out: &mut dyn Write) -> std::io::Result<()> {
    let plain = |cell: &str| cell.trim().replace("\\|", "|").replace('`', "");
    let cells = |line: &str| -> Option<(String, String)> {
        let line = line.strip_prefix("| ")?.strip_suffix(" |")?;
        let (typed, finds) = line.rsplit_once(" | ")?;
        Some((plain(typed), plain(finds)))
    };
    const LEFT: usize = 36;
    let width = width();
    for (i, (typed, finds)) in SYNTAX.lines().filter_map(cells).enumerate() {
        if i == 0 {
            writeln!(out, "{BOLD}{}{finds}{BOLD:#}", fit(&typed, LEFT))?;
            continue;
        }
        // What is too long for its column stands above its meaning.
        let above = columns(&typed) + 2 > LEFT;
        if above {
            writeln!(out, "{typed}")?;
        }
        for (j, row) in wrap(&finds, width.saturating_sub(LEFT)).iter().enumerate() {
            let left = if above || j > 0 { "" } else { &typed };
            writeln!(out, "{}{DIM}{row}{DIM:#}", fit(left, LEFT))?;
        }
    }
    let after =
        SYNTAX.lines().skip_while(|line| !line.starts_with('|')).skip_while(|line| line.starts_with('|'));
    writeln!(out)?;
    for row in wrap(&plain(&after.collect::<Vec<_>>().join(" ")), width) {
        writeln!(out, "{row}")?;
    }
    Ok(())
}
