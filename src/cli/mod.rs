//! The counter: what a person types is lowered once into plain options, run, and printed. One file a command.

mod args;
mod article;
mod completions;
mod count;
mod demo;
mod entities;
mod fields;
mod filters;
mod index;
mod inspect;
mod names;
mod print;
mod search;
mod show;
mod stats;
mod text;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Full-text search over news archives that knows who holds which office.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Start with `dateline demo`. What can be typed as a query: `dateline fields`.")]
pub(super) struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Common {
    /// The folder of the index
    #[arg(
        long,
        global = true,
        display_order = 900,
        env = "DATELINE_INDEX",
        value_name = "DIR",
        default_value = "index"
    )]
    index: PathBuf,
    /// Print results and errors only
    #[arg(long, short, global = true, display_order = 901)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files and folders into the index; a second run does only what changed
    Index(index::Args),
    /// Search: ranked hits with excerpts, counts of who and what is named
    #[command(visible_alias = "s")]
    Search(search::Args),
    /// Count the articles that match
    Count(count::Args),
    /// Print one article with what was found in it
    Show(show::Args),
    /// Print what would be read and found in files, and by which rule, without an index
    Inspect(inspect::Args),
    /// List or look up the officials, ministries, countries … of the index
    Entities(entities::Args),
    /// Print one entity: its names, first and last mention
    Entity(entities::EntityArgs),
    /// Say whether two spellings name the same person, and why
    Names(names::Args),
    /// Print the numbers of the index
    Stats(stats::Args),
    /// Print what can be searched, with an example each
    Fields(fields::Args),
    /// Index the sample archive, search it once, and say what to try next
    Demo(demo::Args),
    /// Print the completions of a shell
    Completions(completions::Args),
}

/// How a command ended, other than with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There was something to print.
    Found,
    /// Nothing matched, or there is no such article or entity.
    Nothing,
    /// The user stopped it; what was done holds.
    Stopped,
}

impl Outcome {
    fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

/// Runs the command line; 0 found, 1 nothing found, 2 an error in one line, 130 stopped.
pub(super) fn main() -> ExitCode {
    let cli = Cli::parse_from(args::with_denied_words(std::env::args_os()));
    match run(cli) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Stopped) => ExitCode::from(130),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            print::say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let common = cli.common;
    match cli.command {
        Command::Index(args) => index::run(&args, &common),
        Command::Search(args) => search::run(args, &common),
        Command::Count(args) => count::run(args, &common),
        Command::Show(args) => show::run(&args, &common),
        Command::Inspect(args) => inspect::run(&args, &common),
        Command::Entities(args) => entities::run(&args, &common),
        Command::Entity(args) => entities::run_one(&args, &common),
        Command::Names(args) => names::run(&args),
        Command::Stats(args) => stats::run(&args, &common),
        Command::Fields(args) => fields::run(&args),
        Command::Demo(args) => demo::run(&args, &common),
        Command::Completions(args) => completions::run(&args),
    }
}

/// Whoever reads has read enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn flags_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
