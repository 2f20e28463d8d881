//! Answers a query: finds, ranks, counts, and makes hits of the page that is shown.

use std::time::Instant;

use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use super::analyzer::NewsTokenizer;
use super::cache::Generation;
use super::lower::{Lowered, lower};
use super::scan::{self, Found, Ranked};
use super::snippet::{Marks, lead, snippet};
use super::{Index, entities, facets, feedback, schema, store, stories, terms, timeline, values};
use crate::article::ArticleId;
use crate::document::{Document, EntityCount, Field};
use crate::error::{Error, Result};
use crate::query::{Filter, Query, Sort, read_as};
use crate::results::{Facet, FacetValue, Hit, Results, Snippet};

impl Index {
    /// Answers `asked`.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownValue`] where a filter names what nobody knows, [`Error::Engine`] where the index can't be read.
    pub fn search(&self, asked: &Query) -> Result<Results> {
        let started = Instant::now();
        let searcher = self.reader.searcher();
        let memory = self.cache.of(&searcher);
        let (found, ranked) =
            find(self, &searcher, &memory, asked, asked.page.offset.saturating_add(asked.page.limit))?;
        let stories = stories::distinct(memory.keys(&searcher)?, &found);
        let mut facets = Vec::with_capacity(asked.facets.len());
        for &field in &asked.facets {
            facets.extend(facet(self, &searcher, &memory, asked, &found, field)?);
        }
        let timeline = match asked.timeline {
            Some(unit) => Some(timeline::timeline(memory.keys(&searcher)?, &found, unit)),
            None => None,
        };
        let page = ranked.iter().skip(asked.page.offset).take(asked.page.limit);
        let mut shower = Shower::new(self, &searcher, &memory, asked);
        let mut hits = Vec::with_capacity(page.len());
        for (rank, one) in (asked.page.offset as u64 + 1..).zip(page) {
            hits.push(shower.hit(rank, one)?);
        }
        Ok(Results {
            query: asked.text.clone(),
            read_as: read_as(asked, &|field, value| shown(self, &searcher, &memory, field, value)),
            notes: asked.notes.clone(),
            total: found.total(),
            stories,
            took_ms: started.elapsed().as_secs_f64() * 1000.0,
            hits,
            facets,
            timeline,
        })
    }

    /// How many articles answer `asked`.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn count(&self, asked: &Query) -> Result<u64> {
        let searcher = self.reader.searcher();
        let lowered = lower(self, &searcher, asked, None)?;
        Ok(scan::count(&searcher, lowered.query.as_ref())?)
    }

    /// Calls `each` with every hit from the page's offset on, in order; all but the one at hand stay in the index.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search).
    pub fn each_hit(&self, asked: &Query, each: &mut dyn FnMut(Hit)) -> Result<()> {
        let searcher = self.reader.searcher();
        let memory = self.cache.of(&searcher);
        let (_, ranked) = find(self, &searcher, &memory, asked, usize::MAX)?;
        let mut shower = Shower::new(self, &searcher, &memory, asked);
        for (rank, one) in (1..).zip(&ranked).skip(asked.page.offset) {
            each(shower.hit(rank, one)?);
        }
        Ok(())
    }

    /// One article with everything that was found in it.
    ///
    /// # Errors
    ///
    /// [`Error::NoArticle`] where there is none of this id.
    pub fn article(&self, id: ArticleId) -> Result<Document> {
        let searcher = self.reader.searcher();
        let term = Term::from_field_u64(self.fields.id, id.0);
        for (ord, segment) in (0..).zip(searcher.segment_readers()) {
            let mut at = None;
            terms::each_document(segment, &term, |doc| at = Some(DocAddress::new(ord, doc)))?;
            if let Some(at) = at {
                return stored(self, &searcher, at, store::decode);
            }
        }
        Err(Error::NoArticle(id))
    }
}

/// The name by which a value that a person named is shown: of the entity, or of the few that it may mean.
fn shown(index: &Index, searcher: &Searcher, memory: &Generation, field: Field, value: &str) -> String {
    const FEW: usize = 3;
    let ids = match field.entity_kind() {
        Some(_) => values::named(index, searcher, field, value).unwrap_or_default(),
        None => return value.to_owned(),
    };
    if ids.is_empty() || ids.len() > FEW {
        return value.to_owned();
    }
    let ids = ids.iter().filter_map(|term| term.value().as_str().map(str::to_owned));
    let names: Vec<String> =
        ids.filter_map(|id| entities::name_of(index, searcher, memory, &id).ok()).collect();
    names.join(" or ")
}

/// All articles that answer, and the first of them in their order.
fn find(
    index: &Index,
    searcher: &Searcher,
    memory: &Generation,
    asked: &Query,
    first: usize,
) -> Result<(Found, Vec<Ranked>)> {
    let Lowered { query, scores } = lower(index, searcher, asked, None)?;
    let query = match feedback::description(asked) {
        Some(description) => {
            let keys = memory.keys(searcher)?;
            let (_, best) =
                scan::ranked(searcher, keys, query.as_ref(), Sort::Relevance, feedback::ARTICLES)?;
            feedback::with_words_of(index, searcher, query, description, &best)?
        }
        None => query,
    };
    let sort = if asked.sort == Sort::Relevance && !scores { Sort::Newest } else { asked.sort };
    if asked.stories {
        let (found, all) = scan::ranked(searcher, memory.keys(searcher)?, query.as_ref(), sort, usize::MAX)?;
        let mut folded = stories::fold(memory.keys(searcher)?, all);
        folded.truncate(first);
        return Ok((found, folded));
    }
    Ok(scan::ranked(searcher, memory.keys(searcher)?, query.as_ref(), sort, first)?)
}

/// The counts of one field; `None` where it has no values that are counted.
fn facet(
    index: &Index,
    searcher: &Searcher,
    memory: &Generation,
    asked: &Query,
    found: &Found,
    field: Field,
) -> Result<Option<Facet>> {
    let Some(column) = schema::column(field) else { return Ok(None) };
    let own =
        |filter: &Filter| matches!(filter, Filter::Values { field: f, exclude: false, .. } if *f == field);
    let without_own = if asked.filters.iter().any(own) {
        let lowered = lower(index, searcher, asked, Some(field))?;
        Some(scan::all(searcher, lowered.query.as_ref())?)
    } else {
        None
    };
    let found = without_own.as_ref().unwrap_or(found);
    let counts = facets::count(searcher, column, found, asked.facet_size, &memory.tables.of(column))?;
    let mut values = Vec::with_capacity(counts.top.len());
    for (id, count) in counts.top {
        let name = match field.entity_kind() {
            Some(_) => entities::name_of(index, searcher, memory, &id)?,
            None => id.to_string(),
        };
        values.push(FacetValue { id: crate::entity::EntityId(id), name, count });
    }
    Ok(Some(Facet { field: column, values, other: counts.other, missing: counts.missing }))
}

/// Makes hits of articles.
struct Shower<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
    memory: &'a Generation,
    snippets: bool,
    marks: Marks,
    tokenizer: NewsTokenizer,
}

impl<'a> Shower<'a> {
    fn new(index: &'a Index, searcher: &'a Searcher, memory: &'a Generation, asked: &Query) -> Self {
        let marks = Marks::of(asked.expr.as_ref());
        let tokenizer = NewsTokenizer::for_highlights(marks.initials());
        Self { index, searcher, memory, snippets: asked.snippets, marks, tokenizer }
    }

    fn hit(&mut self, rank: u64, one: &Ranked) -> Result<Hit> {
        let document = stored(self.index, self.searcher, one.at, store::decode_without_mentions)?;
        let article = document.article;
        let snippet = if !self.snippets {
            Snippet::default()
        } else if self.marks.is_empty() {
            lead(&article.body)
        } else {
            snippet(&article.body, &self.marks, &mut self.tokenizer)
        };
        let names = |all: &[EntityCount]| -> Result<Vec<String>> {
            let name = |one: &EntityCount| {
                entities::name_of(self.index, self.searcher, self.memory, one.id.as_str())
            };
            all.iter().map(name).collect()
        };
        Ok(Hit {
            rank,
            id: article.id,
            external_id: article.external_id,
            score: one.score,
            title: article.title,
            published: article.published,
            outlet: article.outlet,
            origin: article.origin,
            url: article.url,
            copies: stories::copies(self.index, self.searcher, &document.story)?,
            snippet,
            officials: names(&document.entities.official)?,
            ministries: names(&document.entities.ministry)?,
        })
    }
}

/// Reads what is stored of an article.
pub(super) fn stored(
    index: &Index,
    searcher: &Searcher,
    at: DocAddress,
    decode: impl Fn(&[u8]) -> Option<Document>,
) -> Result<Document> {
    let fields: TantivyDocument = searcher.doc(at)?;
    let bytes =
        fields.get_first(index.fields.document).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
    bytes
        .as_deref()
        .and_then(decode)
        .ok_or_else(|| Error::Engine("a stored article can't be read".to_owned()))
}
