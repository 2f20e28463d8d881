//! `dateline stats`: the numbers of the index.

use std::io::Write;

use dateline::index::Index;

use super::print::{DIM, counted, pipe, screen, thousands};
use super::{Common, Outcome};

/// Flags of `stats`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// How they are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// Runs `dateline stats`.
pub(super) fn run(args: &Args, common: &Common) -> anyhow::Result<Outcome> {
    let stats = Index::open(&common.index)?.stats()?;
    if args.format == Format::Json {
        let mut out = pipe();
        writeln!(out, "{}", serde_json::to_string(&stats)?)?;
        out.flush()?;
        return Ok(Outcome::Found);
    }
    let mut out = screen();
    let mut row = |label: &str, text: String| writeln!(out, "{DIM}{label:<15}{DIM:#}{text}");
    row("articles", thousands(stats.articles))?;
    let dated = match (stats.first, stats.last) {
        (Some(first), Some(last)) => format!("{}, from {first} to {last}", thousands(stats.dated)),
        _ => thousands(stats.dated),
    };
    row("dated", dated)?;
    for (field, number) in &stats.values {
        if *number > 0 {
            row(field, thousands(*number))?;
        }
    }
    row("on disk", format!("{}, {}", size(stats.bytes), counted(stats.segments, "segment")))?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// `12.3 MB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
