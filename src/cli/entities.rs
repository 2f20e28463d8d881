//! `dateline entities` and `dateline entity`: who and what the articles of the index name.

use std::io::Write;

use clap::ValueEnum;
use dateline::entity::{EntityId, EntityKind};
use dateline::index::{EntityQuery, EntityRow, EntitySort, Index};

use super::args::Format;
use super::print::{
    BOLD, DIM, columns, counted, csv_row, cut, fit, line, pipe, say, screen, thousands, width, wrap,
};
use super::{Common, Outcome};

/// Flags of `entities`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// Part of a name or spelling
    text: Vec<String>,
    /// Only this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Only those of this country
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// The order
    #[arg(long, value_enum, default_value_t = SortFlag::Count)]
    sort: SortFlag,
    /// How many are listed
    #[arg(long, short = 'n', value_name = "N", default_value_t = 40)]
    limit: usize,
    /// How many are passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Flags of `entity`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct EntityArgs {
    /// Its id, as `official:andrey-rudenko`, or a name
    #[arg(required = true, value_name = "ID-OR-NAME")]
    name: Vec<String>,
    /// Only this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Official,
    Person,
    Ministry,
    Country,
    #[value(alias = "organization")]
    Organisation,
    Place,
}

impl From<Kind> for EntityKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Official => Self::Official,
            Kind::Person => Self::Person,
            Kind::Ministry => Self::Ministry,
            Kind::Country => Self::Country,
            Kind::Organisation => Self::Organisation,
            Kind::Place => Self::Place,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SortFlag {
    /// Named in most articles first
    Count,
    /// By name
    Name,
    /// The earliest first mention first
    First,
    /// The latest last mention first
    Last,
}

/// Runs `dateline entities`.
pub(super) fn run(args: &Args, common: &Common) -> anyhow::Result<Outcome> {
    let index = Index::open(&common.index)?;
    let text = args.text.join(" ");
    let list = index.entities(&EntityQuery {
        text: Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        kind: args.kind.map(Into::into),
        country: args.country.clone(),
        sort: match args.sort {
            SortFlag::Count => EntitySort::Count,
            SortFlag::Name => EntitySort::Name,
            SortFlag::First => EntitySort::First,
            SortFlag::Last => EntitySort::Last,
        },
        offset: args.offset,
        limit: args.limit,
    })?;
    match args.format {
        Format::Json => {
            let mut out = pipe();
            writeln!(out, "{}", serde_json::to_string(&list)?)?;
            out.flush()?;
        }
        Format::Jsonl => {
            let mut out = pipe();
            for row in &list.entities {
                writeln!(out, "{}", serde_json::to_string(row)?)?;
            }
            out.flush()?;
        }
        Format::Csv => {
            let mut out = pipe();
            out.write_all(
                csv_row(&["id", "kind", "name", "count", "first", "last", "spellings"]).as_bytes(),
            )?;
            for row in &list.entities {
                out.write_all(csv_row(&csv_cells(row)).as_bytes())?;
            }
            out.flush()?;
        }
        Format::Text => {
            let mut out = screen();
            table(&mut out, &list.entities)?;
            let shown = args.offset as u64 + list.entities.len() as u64;
            if list.entities.is_empty() {
                let what = if list.total == 0 {
                    "no entity is named so".to_owned()
                } else {
                    format!("there are only {}", thousands(list.total))
                };
                writeln!(out, "{what}")?;
            } else if shown < list.total {
                let rest = list.total - shown;
                writeln!(
                    out,
                    "\n{DIM}{} more: --offset {shown}, or -n for longer pages{DIM:#}",
                    thousands(rest)
                )?;
            }
            out.flush()?;
        }
    }
    Ok(Outcome::of(!list.entities.is_empty()))
}

fn csv_cells(row: &EntityRow) -> [String; 7] {
    let day = |date: Option<dateline::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let spellings: Vec<&str> = row.spellings.iter().map(|spelling| spelling.text.as_str()).collect();
    [
        row.id.to_string(),
        row.kind.as_str().to_owned(),
        row.name.clone(),
        row.count.to_string(),
        day(row.first),
        day(row.last),
        spellings.join("; "),
    ]
}

/// Count, name, id, years.
fn table(out: &mut dyn Write, rows: &[EntityRow]) -> std::io::Result<()> {
    let width = width();
    let digits = rows.iter().map(|row| thousands(row.count).len()).max().unwrap_or(1);
    let room = width.saturating_sub(digits + 2 + 2 + 2 + 9);
    let widest = rows.iter().map(|row| columns(&line(&row.name))).max().unwrap_or(0);
    let names = widest.min(room / 2);
    for row in rows {
        let years = match (row.first, row.last) {
            (Some(first), Some(last)) if first.year() == last.year() => first.year().to_string(),
            (Some(first), Some(last)) => format!("{}–{}", first.year(), last.year()),
            _ => String::new(),
        };
        let id = fit(row.id.as_str(), room - names);
        let text = format!(
            "{:>digits$}  {BOLD}{}{BOLD:#}  {DIM}{id}  {years}",
            thousands(row.count),
            fit(&row.name, names)
        );
        writeln!(out, "{}{DIM:#}", text.trim_end())?;
    }
    Ok(())
}

/// Runs `dateline entity`.
pub(super) fn run_one(args: &EntityArgs, common: &Common) -> anyhow::Result<Outcome> {
    let index = Index::open(&common.index)?;
    let name = args.name.join(" ");
    let name = name.trim();
    let Some(row) = find(&index, name, args.kind.map(Into::into))? else {
        say(&format!("no entity `{name}`; list those that are named with `dateline entities`"));
        return Ok(Outcome::Nothing);
    };
    match args.format {
        Format::Json | Format::Jsonl => {
            let mut out = pipe();
            writeln!(out, "{}", serde_json::to_string(&row)?)?;
            out.flush()?;
        }
        Format::Csv => {
            let mut out = pipe();
            out.write_all(
                csv_row(&["id", "kind", "name", "count", "first", "last", "spellings"]).as_bytes(),
            )?;
            out.write_all(csv_row(&csv_cells(&row)).as_bytes())?;
            out.flush()?;
        }
        Format::Text => {
            let mut out = screen();
            page(&mut out, &row)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Found)
}

/// By id; else the most frequent one of this name.
fn find(index: &Index, name: &str, kind: Option<EntityKind>) -> anyhow::Result<Option<EntityRow>> {
    if name.contains(':') {
        let id = EntityId(name.to_lowercase().into());
        if let Some(row) = index.entity(&id)? {
            return Ok(Some(row));
        }
    }
    let asked = EntityQuery { text: Some(name.to_owned()), kind, limit: 100, ..EntityQuery::default() };
    let mut rows = index.entities(&asked)?.entities;
    let wanted = name.to_lowercase();
    let exact = rows.iter().position(|row| {
        row.name.to_lowercase() == wanted || row.spellings.iter().any(|one| one.text.to_lowercase() == wanted)
    });
    let best = exact.unwrap_or(0);
    Ok((best < rows.len()).then(|| rows.swap_remove(best)))
}

fn page(out: &mut dyn Write, row: &EntityRow) -> std::io::Result<()> {
    let width = width();
    writeln!(out, "{BOLD}{}{BOLD:#}", cut(&row.name, width))?;
    writeln!(out, "{DIM}{} · {}{DIM:#}", row.kind.as_str(), line(row.id.as_str()))?;
    writeln!(out)?;
    let span = match (row.first, row.last) {
        (Some(first), Some(last)) if first == last => format!(", on {first}"),
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => String::new(),
    };
    writeln!(out, "named in {}{span}", counted(row.count, "article"))?;
    let spellings: Vec<String> = row
        .spellings
        .iter()
        .take(30)
        .map(|one| format!("{} ({})", line(&one.text), thousands(one.count)))
        .collect();
    for (i, row) in wrap(&spellings.join(", "), width.saturating_sub(4)).iter().enumerate() {
        writeln!(out, "{}{row}", if i == 0 { "as  " } else { "    " })?;
    }
    let flag = row.kind.as_str();
    writeln!(out, "\n{DIM}its articles: dateline search --{flag} {}{DIM:#}", line(row.id.as_str()))
}
