//! `dateline inspect`: what would be read and found in files, and by which rule, without an index.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use dateline::article::Article;
use dateline::corpus::{self, WalkOptions};
use dateline::dedupe;
use dateline::document::{self, Document};
use dateline::entity::authority::Authority;
use dateline::entity::extract::Extractor;

use super::print::{pipe, say, screen};
use super::{Common, Outcome, article};

/// Flags of `inspect`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// Files and folders to read
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How articles are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also print the text, with what is named highlighted
    #[arg(long)]
    body: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object for one article, an array for several
    Json,
    /// One JSON object an article, a line each
    Jsonl,
}

/// Runs `dateline inspect`.
pub(super) fn run(args: &Args, _common: &Common) -> anyhow::Result<Outcome> {
    let extractor = Extractor::new(Authority::embedded());
    let mut printer = Printer { args, read: 0, held: None };
    let mut out: Box<dyn Write> =
        if args.format == Format::Text { Box::new(screen()) } else { Box::new(pipe()) };
    let mut failed = false;
    for file in corpus::walk(&args.files, &WalkOptions { follow_links: false }) {
        let mut broken = None;
        let outcome = file.and_then(|file| {
            corpus::read(&file, &mut |article| {
                let article = match article {
                    Ok(article) => article,
                    Err(error) => {
                        failed = true;
                        say(&error.to_string());
                        return ControlFlow::Continue(());
                    }
                };
                match printer.print(&mut out, &documented(&extractor, article)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        broken = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })
        });
        if let Some(error) = broken {
            return Err(error);
        }
        if let Err(error) = outcome {
            failed = true;
            say(&error.to_string());
        }
    }
    printer.end(&mut out)?;
    out.flush()?;
    if printer.read == 0 && failed {
        anyhow::bail!("no article could be read");
    }
    Ok(Outcome::of(printer.read > 0))
}

fn documented(extractor: &Extractor, article: Article) -> Document {
    let mentions = extractor.extract(&article);
    let story = dedupe::story_id(&article.title, &article.body);
    document::build(article, mentions, story, |id| Authority::embedded().name_of(id).map(Arc::from))
}

struct Printer<'a> {
    args: &'a Args,
    read: u64,
    /// The first article as JSON: whether it stands alone shows with the second.
    held: Option<String>,
}

impl Printer<'_> {
    fn print(&mut self, out: &mut dyn Write, document: &Document) -> anyhow::Result<()> {
        self.read += 1;
        match self.args.format {
            Format::Jsonl => writeln!(out, "{}", serde_json::to_string(document)?)?,
            Format::Json => {
                let json = serde_json::to_string(document)?;
                match (self.read, self.held.take()) {
                    (1, _) => self.held = Some(json),
                    (_, Some(first)) => write!(out, "[{first},\n{json}")?,
                    (_, None) => write!(out, ",\n{json}")?,
                }
            }
            Format::Text => {
                if self.read > 1 {
                    writeln!(out, "\n")?;
                }
                article::head(out, document)?;
                if self.args.body {
                    article::body(out, document)?;
                }
                article::entities(out, document)?;
                article::mentions(out, document)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.args.format == Format::Json {
            match self.held.take() {
                Some(only) => writeln!(out, "{only}")?,
                None if self.read > 1 => writeln!(out, "]")?,
                None => {}
            }
        }
        Ok(())
    }
}
