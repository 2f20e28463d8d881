//! `dateline index`: files and folders into the index.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;
use clap::ValueEnum;
use dateline::entity::EntityId;
use dateline::entity::authority::Authority;
use dateline::entity::extract::Extractor;
use dateline::index::Stamp;
use dateline::ingest::{self, Finder, Options, Progress, Report, Watch};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::{Common, Outcome, print};

/// How many of the files that were passed over are named.
const FAILURES_SHOWN: usize = 10;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files and folders of the corpus
    #[arg(required = true, value_name = "CORPUS")]
    corpus: Vec<PathBuf>,
    /// Threads that read and find [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Memory for the whole run, in MB
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u32).range(64..=1 << 20))]
    memory: u32,
    /// Begin the index anew; the old one holds until the new one is whole
    #[arg(long)]
    full: bool,
    /// Forget articles whose files are gone (as it does unless told otherwise)
    #[arg(long, overrides_with = "no_prune")]
    prune: bool,
    /// Keep articles whose files are gone
    #[arg(long, overrides_with = "prune")]
    no_prune: bool,
    /// Read files again that could not be read, though they did not change
    #[arg(long)]
    retry_failed: bool,
    /// Follow symbolic links
    #[arg(long)]
    follow_links: bool,
    /// Seconds between commits: what a power cut may cost
    #[arg(long, value_name = "S", default_value_t = 60.0, value_parser = seconds)]
    commit_every: f64,
    /// End with an error if anything was passed over
    #[arg(long)]
    strict: bool,
    /// What is printed at the end
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|s| (0.0..1e6).contains(s));
    seconds.ok_or_else(|| "a number of seconds is wanted".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A summary for people, on standard error
    Text,
    /// The report as one JSON object
    Json,
}

pub(super) fn run(args: &Args, common: &Common) -> anyhow::Result<Outcome> {
    let defaults = Options::default();
    let options = Options {
        threads: args.threads.map_or(defaults.threads, usize::from),
        memory: (args.memory as usize) << 20,
        full: args.full,
        prune: !args.no_prune,
        retry_failed: args.retry_failed,
        follow_links: args.follow_links,
        commit_every: Duration::from_secs_f64(args.commit_every),
    };
    let report = build(&args.corpus, &common.index, &options, common.quiet)?;
    if args.format == Format::Json {
        let mut out = print::pipe();
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
        out.flush()?;
    } else if !common.quiet {
        summarise(&report);
    }
    if report.stopped {
        return Ok(Outcome::Stopped);
    }
    if args.strict && !report.failed.is_empty() {
        let failed = print::counted(report.failed.len() as u64, "file");
        anyhow::bail!("{failed} or records passed over; the first is `{}`", report.failed[0].path);
    }
    Ok(Outcome::Found)
}

/// Takes `corpus` into the index in `dir`, with a bar where a terminal shows it.
pub(super) fn build(
    corpus: &[PathBuf],
    dir: &Path,
    options: &Options,
    quiet: bool,
) -> anyhow::Result<Report> {
    let stop = Arc::new(AtomicBool::new(false));
    let signal = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if signal.swap(true, Ordering::Relaxed) {
            // Asked twice: nothing is lost but what was done since the last commit.
            std::process::exit(130);
        }
        print::say("stopping; what is done will be kept (again to stop at once)");
    })
    .context("can't listen for Ctrl-C")?;
    let authority = Authority::embedded();
    let extractor = Extractor::new(authority);
    let mentions = |article: &dateline::article::Article| extractor.extract(article);
    let name_of = |id: &EntityId| authority.name_of(id).map(Arc::from);
    let finder = Finder { mentions: &mentions, name_of: &name_of };
    let bar = (!quiet && std::io::stderr().is_terminal()).then(Bar::new);
    let show = |progress: &Progress| {
        if let Some(bar) = &bar {
            bar.show(progress);
        }
    };
    let progress: Option<&dyn Fn(&Progress)> = if bar.is_some() { Some(&show) } else { None };
    let stamp = Stamp::new(authority.digest());
    let report = ingest::run(corpus, dir, &stamp, options, &finder, &Watch { progress, stop: &stop });
    if let Some(bar) = bar {
        bar.bar.finish_and_clear();
    }
    Ok(report?)
}

/// The bar: how much of the corpus, how fast, how long still, what was passed over.
struct Bar {
    bar: ProgressBar,
    sized: Cell<bool>,
}

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {bytes} {binary_bytes_per_sec} {msg}") {
            bar.set_style(style);
        }
        Self { bar, sized: Cell::new(false) }
    }

    fn show(&self, progress: &Progress) {
        if let Some(all) = progress.all_bytes
            && !self.sized.replace(true)
        {
            let template = "{wide_bar} {percent}% {binary_bytes_per_sec} {eta} left, {msg}";
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.bar.set_length(all);
        }
        self.bar.set_position(progress.bytes);
        let articles = print::counted(progress.articles, "article");
        let failed = print::thousands(progress.failed);
        self.bar.set_message(format!("{articles}, {failed} passed over"));
    }
}

fn summarise(report: &Report) {
    let mut parts = Vec::new();
    for (number, what) in [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", print::thousands(number)));
        }
    }
    if report.duplicates > 0 {
        parts.push(print::counted(report.duplicates, "duplicate"));
    }
    if !report.failed.is_empty() {
        parts.push(format!("{} passed over", print::thousands(report.failed.len() as u64)));
    }
    if parts.is_empty() {
        parts.push("nothing to read".to_owned());
    }
    let stopped = if report.stopped { "stopped: " } else { "" };
    print::say(&format!(
        "{stopped}{} in the index ({}) in {:.1} s, {} read",
        print::counted(report.articles, "article"),
        parts.join(", "),
        report.seconds,
        HumanBytes(report.bytes),
    ));
    for failure in report.failed.iter().take(FAILURES_SHOWN) {
        print::say(&format!("passed over `{}`: {}", failure.path, failure.reason));
    }
    if let Some(more) = report.failed.len().checked_sub(FAILURES_SHOWN).filter(|more| *more > 0) {
        print::say(&format!("… and {more} more; `--format json` lists them all"));
    }
}
