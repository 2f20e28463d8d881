//! What is asked: an expression over words, filters that say yes or no, an order and a page.

mod dates;
mod display;
mod parse;
#[cfg(test)]
mod tests;
mod tokens;

use crate::date::Date;
use crate::document::Field;

pub use dates::{Range, range};
pub use display::read_as;
pub use parse::{Parsed, Reading, parse};

/// What can be typed, for people: shown by the command line, the web page and the README alike.
pub const SYNTAX: &str = include_str!("syntax.md");

/// A whole question. Plain data; [`parse`] makes the `expr` of it from what a person typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// What it is read as; `None` asks for every article.
    pub expr: Option<Expr>,
    /// What was understood otherwise than typed, a sentence each.
    pub notes: Vec<String>,
    /// Restrictions, all of which hold; they don't change the ranking.
    pub filters: Vec<Filter>,
    /// The order of the hits.
    pub sort: Sort,
    /// Which hits are shown.
    pub page: Page,
    /// The fields whose values are counted.
    pub facets: Vec<Field>,
    /// How many values of each facet are shown; the rest is summed up.
    pub facet_size: usize,
    /// The calendar unit of the timeline, where one is asked for.
    pub timeline: Option<Unit>,
    /// One hit a story, its copies folded.
    pub stories: bool,
    /// Whether hits carry the lines that answer best; lists of ids do without, and are far cheaper.
    pub snippets: bool,
}

/// An expression over the words of articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// One word, in any of its forms (stemmed, accents folded).
    Word(String),
    /// Words that stand side by side in this order.
    Phrase(Vec<String>),
    /// An expression within one field.
    In(Field, Box<Expr>),
    /// All hold.
    And(Vec<Expr>),
    /// At least one holds; more rank higher.
    Or(Vec<Expr>),
    /// Does not hold.
    Not(Box<Expr>),
}

/// A yes-no restriction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// One of `values` (ids, names or, for `outlet` and `language`, exact values) stands in `field`, or with `exclude` none.
    Values {
        /// Which field.
        field: Field,
        /// As the user named them.
        values: Vec<String>,
        /// Turn it round.
        exclude: bool,
    },
    /// Published in this range; undated articles are not.
    Dates {
        /// First day.
        since: Option<Date>,
        /// Last day.
        until: Option<Date>,
    },
}

/// The order of hits. Equal ones are ordered by date, newest first, then by id, so that pages are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

/// Which hits are shown. There is no last page but the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many hits are passed over.
    pub offset: usize,
    /// How many are shown.
    pub limit: usize,
}

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days.
    Day,
}

impl Default for Query {
    /// Every article, best first, ten a page, counted by official, ministry and country.
    fn default() -> Self {
        Self {
            text: String::new(),
            expr: None,
            notes: Vec::new(),
            filters: Vec::new(),
            sort: Sort::Relevance,
            page: Page { offset: 0, limit: 10 },
            facets: vec![Field::Official, Field::Ministry, Field::Country],
            facet_size: 10,
            timeline: None,
            stories: false,
            snippets: true,
        }
    }
}

impl Query {
    /// The question that a person typed, with the usual order, page and facets.
    #[must_use]
    pub fn read(text: &str, reading: Reading) -> Self {
        let Parsed { expr, filters, notes } = parse(text, reading);
        Self { text: text.to_owned(), expr, filters, notes, ..Self::default() }
    }
}
