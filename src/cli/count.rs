//! `dateline count`: how many articles match.

use std::io::{BufRead, Write};

use anyhow::Context;
use dateline::index::Index;
use dateline::query::Reading;

use super::filters::Asked;
use super::print::{pipe, say};
use super::{Common, Outcome};

/// Flags of `count`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// Read one query a line from standard input; print the number, a tab and the query
    #[arg(long, conflicts_with = "words")]
    batch: bool,
    /// How the number is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The number
    Text,
    /// As a JSON object
    Json,
}

/// Runs `dateline count`.
pub(super) fn run(args: Args, common: &Common) -> anyhow::Result<Outcome> {
    let index = Index::open(&common.index)?;
    let mut out = pipe();
    if !args.batch {
        let text = args.asked.text();
        let query = args.asked.query(&text, Reading::Typed)?;
        if !common.quiet {
            query.notes.iter().for_each(|note| say(note));
        }
        let total = index.count(&query)?;
        match args.format {
            Format::Text => writeln!(out, "{total}")?,
            Format::Json => writeln!(out, "{}", serde_json::json!({ "query": text, "total": total }))?,
        }
        out.flush()?;
        return Ok(Outcome::of(total > 0));
    }
    let mut found = false;
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.context("can't read standard input")?;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        let total = index.count(&args.asked.query(text, Reading::Typed)?)?;
        found |= total > 0;
        match args.format {
            Format::Text => writeln!(out, "{total}\t{text}")?,
            Format::Json => writeln!(out, "{}", serde_json::json!({ "query": text, "total": total }))?,
        }
    }
    out.flush()?;
    Ok(Outcome::of(found))
}
