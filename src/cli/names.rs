//! `dateline names`: do two spellings name the same person, and why.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use dateline::entity::names::same;
use serde::Serialize;

use super::Outcome;
use super::print::{BOLD, DIM, line, pipe, screen};

/// Flags of `names`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// A spelling of a name
    #[arg(required_unless_present = "pairs", requires = "b")]
    a: Option<String>,
    /// Another spelling
    b: Option<String>,
    /// Read `name1 TAB name2` a line from a file, `-` for standard input; print both and 1 or 0
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pairs: Option<PathBuf>,
    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Words; with `--pairs` a third column of 1 or 0
    Text,
    /// One JSON object a pair
    Json,
    /// The same
    Jsonl,
}

#[derive(Serialize)]
struct Row<'a> {
    name1: &'a str,
    name2: &'a str,
    same: bool,
    why: String,
}

/// Runs `dateline names`.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    if let Some(path) = &args.pairs {
        return pairs(path, args.format);
    }
    let (Some(a), Some(b)) = (&args.a, &args.b) else { bail!("two names are needed") };
    let verdict = same(a, b);
    if args.format != Format::Text {
        let mut out = pipe();
        let row = Row { name1: a, name2: b, same: verdict.same, why: verdict.why };
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
        out.flush()?;
        return Ok(Outcome::of(row.same));
    }
    let mut out = screen();
    let word = if verdict.same { "same" } else { "not the same" };
    writeln!(out, "{BOLD}{word}{BOLD:#}: {DIM}{}{DIM:#}", line(&verdict.why))?;
    out.flush()?;
    Ok(Outcome::of(verdict.same))
}

/// One line out for each line in.
fn pairs(path: &Path, format: Format) -> anyhow::Result<Outcome> {
    let input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            File::open(path).with_context(|| format!("can't read `{}`", path.display()))?,
        ))
    };
    let mut out = pipe();
    for (number, bytes) in input.split(b'\n').enumerate() {
        let bytes = bytes.with_context(|| format!("can't read `{}`", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end_matches('\r');
        if text.is_empty() {
            continue;
        }
        let mut columns = text.split('\t');
        let (Some(a), Some(b)) = (columns.next(), columns.next()) else {
            bail!("no two names with a tab between them in line {} of `{}`", number + 1, path.display());
        };
        let verdict = same(a, b);
        if format == Format::Text {
            writeln!(out, "{a}\t{b}\t{}", u8::from(verdict.same))?;
        } else {
            let row = Row { name1: a, name2: b, same: verdict.same, why: verdict.why };
            writeln!(out, "{}", serde_json::to_string(&row)?)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}
