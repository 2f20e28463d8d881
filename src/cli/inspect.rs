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

/// Articles are taken up to so many bytes of text at a time: enough to keep all cores busy, little to keep in memory.
const BATCH: usize = 1 << 18;

/// Runs `dateline inspect`.
pub(super) fn run(args: &Args, _common: &Common) -> anyhow::Result<Outcome> {
    let extractor = Extractor::new(Authority::embedded());
    let mut printer =
        Printer { args, extractor: &extractor, batch: Vec::new(), bytes: 0, read: 0, held: None };
    let mut out: Box<dyn Write> =
        if args.format == Format::Text { Box::new(screen()) } else { Box::new(pipe()) };
    let mut failed = false;
    for file in corpus::walk(&args.files, &WalkOptions { follow_links: false }) {
        let mut broken = None;
        let outcome = file.and_then(|file| {
            corpus::read(&file, &mut |article| {
                match article {
                    Ok(article) => {
                        if let Err(error) = printer.take(&mut out, article) {
                            broken = Some(error);
                            return ControlFlow::Break(());
                        }
                    }
                    Err(error) => {
                        failed = true;
                        say(&error.to_string());
                    }
                }
                ControlFlow::Continue(())
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
    printer.flush(&mut out)?;
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

/// The articles of a batch as documents and, where they are printed as such, as JSON; in their order, on all cores.
fn all_documented(
    extractor: &Extractor,
    batch: Vec<Article>,
    json: bool,
) -> Vec<(Document, serde_json::Result<String>)> {
    let one = |article: Article| {
        let document = documented(extractor, article);
        let text = if json { serde_json::to_string(&document) } else { Ok(String::new()) };
        (document, text)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(batch.len());
    if threads < 2 {
        return batch.into_iter().map(one).collect();
    }
    let share = batch.len().div_ceil(threads);
    let mut batch = batch.into_iter();
    let shares: Vec<Vec<Article>> = (0..threads).map(|_| batch.by_ref().take(share).collect()).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(|| share.into_iter().map(one).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

struct Printer<'a> {
    args: &'a Args,
    extractor: &'a Extractor,
    batch: Vec<Article>,
    bytes: usize,
    read: u64,
    /// The first article as JSON: whether it stands alone shows with the second.
    held: Option<String>,
}

impl Printer<'_> {
    fn take(&mut self, out: &mut dyn Write, article: Article) -> anyhow::Result<()> {
        self.bytes += article.body.len();
        self.batch.push(article);
        if self.bytes < BATCH { Ok(()) } else { self.flush(out) }
    }

    fn flush(&mut self, out: &mut dyn Write) -> anyhow::Result<()> {
        self.bytes = 0;
        let json = self.args.format != Format::Text;
        for (document, text) in all_documented(self.extractor, std::mem::take(&mut self.batch), json) {
            self.print(out, &document, text?)?;
        }
        Ok(())
    }

    fn print(&mut self, out: &mut dyn Write, document: &Document, json: String) -> anyhow::Result<()> {
        self.read += 1;
        match self.args.format {
            Format::Jsonl => writeln!(out, "{json}")?,
            Format::Json => match (self.read, self.held.take()) {
                (1, _) => self.held = Some(json),
                (_, Some(first)) => write!(out, "[{first},\n{json}")?,
                (_, None) => write!(out, ",\n{json}")?,
            },
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
