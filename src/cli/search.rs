//! `dateline search`: one query, or a file of them.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;
use dateline::document::Field;
use dateline::index::Index;
use dateline::query::{Page, Query, Reading, Sort, Unit};
use dateline::results::{Hit, Results};
use serde::Serialize;

use super::filters::Asked;
use super::print::{csv_row, pipe, say, screen};
use super::{Common, Outcome, text};

/// Flags of `search`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Exit code: 0 where something was found, 1 where nothing was, 2 on an error.")]
pub(super) struct Args {
    /// The order of the hits
    #[arg(long, value_enum, default_value_t = SortFlag::Relevance)]
    sort: SortFlag,
    /// How many hits are shown; `all` for every one
    #[arg(long, short = 'n', value_name = "N", default_value = "10", value_parser = limit)]
    limit: usize,
    /// How many hits are passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// The fields whose values are counted; `none` for none of them
    #[arg(long, value_name = "FIELD,FIELD", default_value = "official,ministry,country", value_parser = facets)]
    facets: Facets,
    /// How many values of each are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    facet_size: usize,
    /// Count the articles of each year, month or day
    #[arg(long, value_enum, value_name = "UNIT")]
    timeline: Option<UnitFlag>,
    /// One hit a story, its copies folded
    #[arg(long)]
    stories: bool,
    /// How results are printed
    #[arg(long, value_enum, default_value_t = FormatFlag::Text)]
    format: FormatFlag,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Output::Hits)]
    output: Output,
    /// Answer each line `id<TAB>text` of a file (`-` for standard input), read as topics: any of the words, best first
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    queries: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SortFlag {
    /// Best first
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum UnitFlag {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatFlag {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One JSON object a hit, a line each
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// `qid Q0 docid rank score dateline`, as evaluation tools read it
    Trec,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// The hits, with counts after them
    Hits,
    /// The ids of the articles, a line each
    Ids,
    /// The paths of their files, a line each
    Paths,
    /// How many articles there are
    Count,
    /// Only the counts of values
    Facets,
}

#[derive(Debug, Clone)]
struct Facets(Vec<Field>);

/// Fields whose values can be counted.
const COUNTED: [Field; 10] = [
    Field::Official,
    Field::Person,
    Field::Ministry,
    Field::Country,
    Field::Organisation,
    Field::Place,
    Field::Outlet,
    Field::Agency,
    Field::Language,
    Field::Genre,
];

fn facets(text: &str) -> Result<Facets, String> {
    if text == "none" {
        return Ok(Facets(Vec::new()));
    }
    let mut fields = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        match Field::from_word(word).filter(|field| COUNTED.contains(field)) {
            Some(field) if fields.contains(&field) => {}
            Some(field) => fields.push(field),
            None => {
                let names: Vec<&str> = COUNTED.iter().map(|field| field.as_str()).collect();
                return Err(format!(
                    "`{word}` can't be counted; choose from {}, or `none`",
                    names.join(", ")
                ));
            }
        }
    }
    Ok(Facets(fields))
}

fn limit(text: &str) -> Result<usize, String> {
    if text == "all" {
        Ok(usize::MAX)
    } else {
        text.parse().map_err(|_| "write a number or `all`".to_owned())
    }
}

impl Args {
    /// What was typed, ready to be asked.
    fn query(&self, typed: &str, usual: Reading) -> anyhow::Result<Query> {
        let mut query = self.asked.query(typed, usual)?;
        query.sort = match self.sort {
            SortFlag::Relevance => Sort::Relevance,
            SortFlag::Newest => Sort::Newest,
            SortFlag::Oldest => Sort::Oldest,
        };
        query.page = Page { offset: self.offset, limit: self.limit };
        query.facet_size = self.facet_size;
        query.stories = self.stories;
        query.snippets =
            self.output == Output::Hits && !matches!(self.format, FormatFlag::Csv | FormatFlag::Trec);
        // What is not printed is not counted.
        let counts = match self.output {
            Output::Facets => true,
            Output::Hits => {
                matches!(self.format, FormatFlag::Text | FormatFlag::Json) && self.queries.is_none()
            }
            _ => false,
        };
        query.facets = if counts { self.facets.0.clone() } else { Vec::new() };
        query.timeline = self.timeline.filter(|_| counts).map(|unit| match unit {
            UnitFlag::Year => Unit::Year,
            UnitFlag::Month => Unit::Month,
            UnitFlag::Day => Unit::Day,
        });
        if self.output == Output::Facets {
            query.page = Page { offset: 0, limit: 0 };
        }
        Ok(query)
    }
}

/// Runs `dateline search`.
pub(super) fn run(args: Args, common: &Common) -> anyhow::Result<Outcome> {
    if args.output == Output::Facets && matches!(args.format, FormatFlag::Trec | FormatFlag::Jsonl) {
        bail!("`--output facets` is printed as text, json or csv");
    }
    let index = Index::open(&common.index)?;
    if let Some(path) = &args.queries {
        return batch(&args, &index, path);
    }
    let query = args.query(&args.asked.text(), Reading::Typed)?;
    if args.output == Output::Count {
        return count(&args, &index, &query);
    }
    // Programs that take a line a hit take them as they come, however many there are.
    let lines = matches!(args.output, Output::Ids | Output::Paths)
        || matches!(args.format, FormatFlag::Jsonl | FormatFlag::Csv | FormatFlag::Trec);
    if lines && args.output != Output::Facets {
        notes(&query.notes, common);
        return each_line(&args, &index, &query);
    }
    let results = index.search(&query)?;
    let found = Outcome::of(results.total > 0);
    match (args.output, args.format) {
        (Output::Facets, FormatFlag::Csv) => {
            notes(&results.notes, common);
            let mut out = pipe();
            write_facets_csv(&mut out, &results)?;
            out.flush()?;
        }
        (Output::Facets, FormatFlag::Json) => {
            let mut out = pipe();
            writeln!(out, "{}", serde_json::to_string(&FacetsOnly::of(&results))?)?;
            out.flush()?;
        }
        (_, FormatFlag::Json) => {
            let mut out = pipe();
            writeln!(out, "{}", serde_json::to_string(&results)?)?;
            out.flush()?;
        }
        (output, _) => {
            let mut out = screen();
            text::results(&mut out, &results, &query, output == Output::Hits, common.quiet)?;
            if results.total == 0 {
                text::nothing(&mut out, &index, &query)?;
            }
            out.flush()?;
        }
    }
    Ok(found)
}

fn notes(notes: &[String], common: &Common) {
    if !common.quiet {
        notes.iter().for_each(|note| say(note));
    }
}

fn count(args: &Args, index: &Index, query: &Query) -> anyhow::Result<Outcome> {
    let total = index.count(query)?;
    let mut out = pipe();
    match args.format {
        FormatFlag::Json | FormatFlag::Jsonl => writeln!(out, "{{\"total\":{total}}}")?,
        _ => writeln!(out, "{total}")?,
    }
    out.flush()?;
    Ok(Outcome::of(total > 0))
}

/// A line a hit, however many there are, in constant memory.
fn each_line(args: &Args, index: &Index, query: &Query) -> anyhow::Result<Outcome> {
    let mut out = pipe();
    if args.format == FormatFlag::Csv && args.output == Output::Hits {
        out.write_all(csv_row(&CSV_HEADER).as_bytes())?;
    }
    let mut found = false;
    let mut failed = None;
    let mut write = |hit: Hit| {
        found = true;
        if failed.is_none() {
            failed = write_line(&mut out, args, None, &hit).err();
        }
    };
    if args.limit == usize::MAX {
        index.each_hit(query, &mut write)?;
    } else {
        index.search(query)?.hits.into_iter().for_each(&mut write);
    }
    if let Some(error) = failed {
        return Err(error);
    }
    out.flush()?;
    Ok(Outcome::of(found))
}

/// A file of queries, answered in one process.
fn batch(args: &Args, index: &Index, path: &Path) -> anyhow::Result<Outcome> {
    let lines: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(path).with_context(|| format!("can't read `{}`", path.display()))?;
        Box::new(std::io::BufReader::new(file))
    };
    let mut out = pipe();
    if args.format == FormatFlag::Csv && args.output == Output::Hits {
        let mut header = vec!["qid"];
        header.extend(CSV_HEADER);
        out.write_all(csv_row(&header).as_bytes())?;
    }
    let mut found = false;
    for (number, line) in lines.split(b'\n').enumerate() {
        let line = line.with_context(|| format!("can't read `{}`", path.display()))?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            continue;
        }
        let (qid, typed) = match line.split_once('\t') {
            Some((qid, typed)) => (qid.trim().to_owned(), typed),
            None => ((number + 1).to_string(), line),
        };
        let mut query = args.query(typed.trim(), Reading::Topic)?;
        query.text = typed.trim().to_owned();
        if args.output == Output::Count {
            let total = index.count(&query)?;
            found |= total > 0;
            writeln!(out, "{qid}\t{total}")?;
            continue;
        }
        let results = index.search(&query)?;
        found |= results.total > 0;
        if args.format == FormatFlag::Json || args.output == Output::Facets {
            writeln!(out, "{}", serde_json::to_string(&Answered { qid: &qid, results: &results })?)?;
            continue;
        }
        for hit in &results.hits {
            write_line(&mut out, args, Some(&qid), hit)?;
        }
    }
    out.flush()?;
    Ok(Outcome::of(found))
}

#[derive(Serialize)]
struct Answered<'a> {
    qid: &'a str,
    #[serde(flatten)]
    results: &'a Results,
}

#[derive(Serialize)]
struct AnsweredHit<'a> {
    qid: &'a str,
    #[serde(flatten)]
    hit: &'a Hit,
}

/// The counts without the hits.
#[derive(Serialize)]
struct FacetsOnly<'a> {
    query: &'a str,
    read_as: &'a str,
    notes: &'a [String],
    total: u64,
    facets: std::collections::BTreeMap<&'static str, &'a dateline::results::Facet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<&'a [dateline::results::Period]>,
}

impl<'a> FacetsOnly<'a> {
    fn of(results: &'a Results) -> Self {
        Self {
            query: &results.query,
            read_as: &results.read_as,
            notes: &results.notes,
            total: results.total,
            facets: results.facets.iter().map(|facet| (facet.field, facet)).collect(),
            timeline: results.timeline.as_deref(),
        }
    }
}

const CSV_HEADER: [&str; 11] = [
    "rank",
    "id",
    "external_id",
    "score",
    "published",
    "outlet",
    "title",
    "url",
    "path",
    "officials",
    "ministries",
];

fn write_line(out: &mut dyn Write, args: &Args, qid: Option<&str>, hit: &Hit) -> anyhow::Result<()> {
    match (args.output, args.format) {
        (Output::Ids, _) => writeln!(out, "{}{}", prefix(qid), hit.id)?,
        (Output::Paths, _) => writeln!(out, "{}{}", prefix(qid), hit.origin.path)?,
        (_, FormatFlag::Csv) => {
            let mut cells: Vec<String> = qid.map(str::to_owned).into_iter().collect();
            cells.extend([
                hit.rank.to_string(),
                hit.id.to_string(),
                hit.external_id.clone().unwrap_or_default(),
                hit.score.to_string(),
                hit.published.map(|date| date.to_string()).unwrap_or_default(),
                hit.outlet.clone().unwrap_or_default(),
                hit.title.clone(),
                hit.url.clone().unwrap_or_default(),
                hit.origin.path.clone(),
                hit.officials.join("; "),
                hit.ministries.join("; "),
            ]);
            out.write_all(csv_row(&cells).as_bytes())?;
        }
        (_, FormatFlag::Jsonl) => match qid {
            Some(qid) => writeln!(out, "{}", serde_json::to_string(&AnsweredHit { qid, hit })?)?,
            None => writeln!(out, "{}", serde_json::to_string(hit)?)?,
        },
        _ => {
            let id = hit.external_id.clone().unwrap_or_else(|| hit.id.to_string());
            // Columns are parted by blanks.
            let word = |text: &str| text.split_whitespace().collect::<Vec<_>>().join("_");
            writeln!(
                out,
                "{} Q0 {} {} {:.6} dateline",
                word(qid.unwrap_or("1")),
                word(&id),
                hit.rank,
                hit.score
            )?;
        }
    }
    Ok(())
}

fn prefix(qid: Option<&str>) -> String {
    qid.map(|qid| format!("{qid}\t")).unwrap_or_default()
}

fn write_facets_csv(out: &mut dyn Write, results: &Results) -> anyhow::Result<()> {
    out.write_all(csv_row(&["field", "id", "name", "count"]).as_bytes())?;
    for facet in &results.facets {
        for value in &facet.values {
            let row = [facet.field, value.id.as_str(), &value.name, &value.count.to_string()];
            out.write_all(csv_row(&row).as_bytes())?;
        }
    }
    Ok(())
}
