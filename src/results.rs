//! What is answered: hits with snippets, facet counts, a timeline. Serialises to the JSON that scripts read.

use serde::Serialize;

use crate::article::{ArticleId, Origin};
use crate::date::Date;
use crate::entity::EntityId;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// What was typed.
    pub query: String,
    /// How it was read, in words.
    pub read_as: String,
    /// What the user should know: what was understood otherwise than typed, what emptied the result.
    pub notes: Vec<String>,
    /// How many articles there are in all.
    pub total: u64,
    /// How many stories they tell.
    pub stories: u64,
    /// Time within the engine, in milliseconds.
    pub took_ms: f64,
    /// One page of them.
    pub hits: Vec<Hit>,
    /// Counts over all articles found, in the order in which the facets were asked for.
    #[serde(serialize_with = "facets_as_map")]
    pub facets: Vec<Facet>,
    /// Articles a calendar unit, oldest first, where a timeline was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Vec<Period>>,
}

/// One article of the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// From 1, over all pages.
    pub rank: u64,
    /// Which article.
    pub id: ArticleId,
    /// The publisher's own id.
    pub external_id: Option<String>,
    /// BM25 score; 0 where the order is by date.
    pub score: f32,
    /// Headline.
    pub title: String,
    /// Date of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where in the corpus it came from.
    pub origin: Origin,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// How many other articles tell the same text.
    pub copies: u64,
    /// The lines that answer best.
    pub snippet: Snippet,
    /// Names of the officials in it, most mentioned first.
    pub officials: Vec<String>,
    /// Ministries with their countries: `Foreign Affairs (Russia)`.
    pub ministries: Vec<String>,
}

/// An excerpt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// One line of text, cut at word ends.
    pub text: String,
    /// Spans of `text` in characters, start inclusive and end exclusive, that answer the query.
    pub highlights: Vec<[usize; 2]>,
}

/// The values of one field over all articles found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The field, by its word in flags and JSON.
    #[serde(skip)]
    pub field: &'static str,
    /// The most frequent values; equal counts by id.
    pub values: Vec<FacetValue>,
    /// How many mentions of values (articles × values) are not shown.
    pub other: u64,
    /// Articles without any value.
    pub missing: u64,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The id of an entity, or the value itself.
    pub id: EntityId,
    /// The name it is shown by.
    pub name: String,
    /// Articles found that have it. Exact.
    pub count: u64,
}

/// One calendar unit of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// `2024`, `2024-02` or `2024-02-04`; `null` for the undated.
    pub from: Option<Date>,
    /// Articles found in it.
    pub count: u64,
}

fn facets_as_map<S: serde::Serializer>(facets: &[Facet], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facets.iter().map(|facet| (facet.field, facet)))
}
