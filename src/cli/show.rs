//! `dateline show`: one article with what was found in it.

use std::io::Write;

use anyhow::bail;
use dateline::article::ArticleId;
use dateline::document::Field;
use dateline::error::Error;
use dateline::index::Index;
use dateline::query::{Filter, Page, Query};

use super::print::{pipe, say, screen};
use super::{Common, Outcome, article};

/// Flags of `show`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Args {
    /// The id of the article, as `search` prints it, or the publisher's own
    id: String,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also print every mention with the rule that made it
    #[arg(long)]
    mentions: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// The same
    Jsonl,
}

/// Runs `dateline show`.
pub(super) fn run(args: &Args, common: &Common) -> anyhow::Result<Outcome> {
    let index = Index::open(&common.index)?;
    let Some(id) = find(&index, args.id.trim())? else {
        say(&format!("no article `{}`; ids are printed by `dateline search`", args.id));
        return Ok(Outcome::Nothing);
    };
    let document = match index.article(id) {
        Ok(document) => document,
        Err(error @ Error::NoArticle(_)) => {
            say(&error.to_string());
            return Ok(Outcome::Nothing);
        }
        Err(error) => bail!(error),
    };
    if args.format != Format::Text {
        let mut out = pipe();
        writeln!(out, "{}", serde_json::to_string(&document)?)?;
        out.flush()?;
        return Ok(Outcome::Found);
    }
    let mut out = screen();
    article::head(&mut out, &document)?;
    article::body(&mut out, &document)?;
    article::entities(&mut out, &document)?;
    if args.mentions {
        article::mentions(&mut out, &document)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// The article of this id, of this id at its publisher, or the only one of this file.
fn find(index: &Index, id: &str) -> anyhow::Result<Option<ArticleId>> {
    if let Ok(id) = id.parse() {
        return Ok(Some(id));
    }
    for field in [Field::Id, Field::Path] {
        let filters = vec![Filter::Values { field, values: vec![id.to_owned()], exclude: false }];
        let page = Page { offset: 0, limit: 2 };
        let query = Query { filters, page, facets: Vec::new(), ..Query::default() };
        let results = index.search(&query)?;
        if results.total > 1 {
            bail!(
                "`{id}` names {} articles; show one of them by its id, as `{}`",
                results.total,
                results.hits[0].id
            );
        }
        if let Some(hit) = results.hits.first() {
            return Ok(Some(hit.id));
        }
    }
    Ok(None)
}
