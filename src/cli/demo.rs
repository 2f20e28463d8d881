//! `dateline demo`: the sample archive into the index, one search, and what to try next.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use dateline::index::Index;
use dateline::ingest::Options;
use dateline::query::{Query, Reading, Unit};

use super::print::{BOLD, DIM, screen};
use super::{Common, Outcome, index, text};

/// Flags of `demo`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// The folder of articles
    #[arg(value_name = "CORPUS", default_value = "corpus")]
    corpus: PathBuf,
}

/// What is searched for first: two words that the sample archive has in several decades.
const FIRST: &str = "foreign minister talks";

const NEXT: [(&str, &str); 6] = [
    ("dateline search 'nuclear talks' --country russia --since 2010", "words and filters"),
    ("dateline search --ministry 'foreign affairs' --sort newest -n 5", "one ministry of all countries"),
    ("dateline search 'summit OR treaty' -washington --timeline year", "operators, and counts by year"),
    ("dateline entities --kind official", "who is named"),
    ("dateline inspect corpus/2024", "what is found in files, and by which rule"),
    ("dateline fields", "what can be typed"),
];

/// Runs `dateline demo`.
pub(super) fn run(args: &Args, common: &Common) -> anyhow::Result<Outcome> {
    if !args.corpus.exists() {
        bail!(
            "no sample archive at `{}`; run `dateline demo` where it is, or index a folder of your own with `dateline index FOLDER`",
            args.corpus.display()
        );
    }
    let report =
        index::build(std::slice::from_ref(&args.corpus), &common.index, &Options::default(), common.quiet)?;
    if report.stopped {
        return Ok(Outcome::Stopped);
    }
    let mut out = screen();
    let prompt = |out: &mut dyn Write, line: &str| writeln!(out, "{DIM}${DIM:#} {BOLD}{line}{BOLD:#}");
    prompt(&mut out, &format!("dateline index {}", args.corpus.display()))?;
    writeln!(out, "{} articles in {:.2} s\n", report.articles, report.seconds)?;
    prompt(&mut out, &format!("dateline search {FIRST} -n 3 --timeline year"))?;
    let index = Index::open(&common.index)?;
    let mut query = Query::read(FIRST, Reading::Typed);
    query.page.limit = 3;
    query.facet_size = 5;
    query.timeline = Some(Unit::Year);
    let results = index.search(&query)?;
    text::results(&mut out, &results, &query, true, common.quiet)?;
    writeln!(out, "\n{BOLD}to try next{BOLD:#}")?;
    for (line, what) in NEXT {
        writeln!(out, "  {DIM}# {what}{DIM:#}\n  {line}")?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
