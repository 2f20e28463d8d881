//! `dateline completions`: what a shell needs to complete commands and flags.

use std::io::Write;

use clap::CommandFactory;

use super::print::pipe;
use super::{Cli, Outcome};

/// Flags of `completions`.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_help = "For bash: dateline completions bash > ~/.local/share/bash-completion/completions/dateline"
)]
pub(super) struct Args {
    /// For which shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Runs `dateline completions`.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    // Written at once: the generator panics on a pipe that is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    let mut out = pipe();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Found)
}
