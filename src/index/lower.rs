//! From what is asked to what the engine runs.
//!
//! A word is looked for in the text, which is indexed with its headline in front; what stands in the headline counts more
//! because it stands there again. Restrictions hold or don't; they never change the score.

use std::ops::Bound;

use rustc_hash::FxHashMap;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Engine,
    RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption::{Basic, WithFreqs};
use tantivy::{Searcher, Term};

use super::analyzer::{Word, words_of_query};
use super::{Index, values};
use crate::date::Date;
use crate::document::Field;
use crate::error::Result;
use crate::query::{Expr, Filter, Query, Range, range};

/// What the engine runs.
pub(super) struct Lowered {
    /// Finds the articles.
    pub(super) query: Box<dyn Engine>,
    /// Whether some articles answer better than others.
    pub(super) scores: bool,
}

type Clause = (Occur, Box<dyn Engine>);

/// More values than this are looked up in one walk through the dictionary.
const MANY_VALUES: usize = 64;

/// Lowers expression and filters; `without` leaves out the filters that ask for a value of one field.
///
/// # Errors
///
/// [`Error::UnknownValue`](crate::error::Error::UnknownValue) where a filter names what neither the authority nor the
/// index knows.
pub(super) fn lower(
    index: &Index,
    searcher: &Searcher,
    asked: &Query,
    without: Option<Field>,
) -> Result<Lowered> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut scores = false;
    match &asked.expr {
        None => {}
        Some(expr) => match expression(index, searcher, expr, None)? {
            None => return Ok(Lowered { query: Box::new(EmptyQuery), scores: false }),
            Some(Part::All(all)) => {
                scores = all.iter().any(|(occur, _)| *occur != Occur::MustNot) && !is_restriction(expr);
                clauses = all;
            }
            Some(Part::One(one)) => {
                scores = !is_restriction(expr);
                clauses.push((Occur::Must, one));
            }
        },
    }
    for filter in &asked.filters {
        if matches!(filter, Filter::Values { field, exclude: false, .. } if Some(*field) == without) {
            continue;
        }
        clauses.extend(restriction(index, searcher, filter)?);
    }
    Ok(Lowered { query: all_of(clauses), scores })
}

/// Whether an expression only says yes or no.
fn is_restriction(expr: &Expr) -> bool {
    match expr {
        Expr::Word(_) | Expr::Phrase(_) => false,
        Expr::In(field, inner) => field_has_values(*field) || is_restriction(inner),
        Expr::And(all) | Expr::Or(all) => all.iter().all(is_restriction),
        Expr::Not(_) => true,
    }
}

fn field_has_values(field: Field) -> bool {
    !matches!(field, Field::Title | Field::Body | Field::Byline)
}

/// An expression half-way: conditions that still can be joined by others, or a finished query.
enum Part {
    All(Vec<Clause>),
    One(Box<dyn Engine>),
}

impl Part {
    fn into_query(self) -> Box<dyn Engine> {
        match self {
            Self::All(clauses) => all_of(clauses),
            Self::One(query) => query,
        }
    }

    fn into_clauses(self) -> Vec<Clause> {
        match self {
            Self::All(clauses) => clauses,
            Self::One(query) => vec![(Occur::Must, query)],
        }
    }
}

/// All conditions hold; where there are only exclusions, they are taken from everything.
fn all_of(mut clauses: Vec<Clause>) -> Box<dyn Engine> {
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        if clauses.is_empty() {
            return Box::new(AllQuery);
        }
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    if clauses.len() == 1
        && let Some((_, only)) = clauses.pop()
    {
        return only;
    }
    Box::new(BooleanQuery::new(clauses))
}

fn any_of(mut any: Vec<Box<dyn Engine>>) -> Option<Box<dyn Engine>> {
    match any.len() {
        0 => None,
        1 => any.pop(),
        _ => Some(Box::new(BooleanQuery::union(any))),
    }
}

fn unscored(query: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// `None` where nothing that can be looked for is left of it.
fn expression(index: &Index, searcher: &Searcher, expr: &Expr, field: Option<Field>) -> Result<Option<Part>> {
    Ok(match expr {
        Expr::Word(text) => words(index, &words_of_query(text), field).map(Part::One),
        Expr::Phrase(parts) => words(index, &words_of_query(&parts.join(" ")), field).map(Part::One),
        Expr::In(inner_field, inner) if field_has_values(*inner_field) => {
            named(index, searcher, *inner_field, inner)?.map(Part::One)
        }
        Expr::In(inner_field, inner) => expression(index, searcher, inner, Some(*inner_field))?,
        Expr::Not(inner) => {
            let inner = expression(index, searcher, inner, field)?;
            inner.map(|part| Part::All(vec![(Occur::MustNot, part.into_query())]))
        }
        Expr::And(all) => {
            let mut clauses = Vec::with_capacity(all.len());
            for one in all {
                clauses.extend(
                    expression(index, searcher, one, field)?.map(Part::into_clauses).unwrap_or_default(),
                );
            }
            (!clauses.is_empty()).then_some(Part::All(clauses))
        }
        Expr::Or(any) => alternatives(index, searcher, any, field)?.map(Part::One),
    })
}

/// Alternatives. A word that is said several times counts several times, in one condition.
fn alternatives(
    index: &Index,
    searcher: &Searcher,
    any: &[Expr],
    field: Option<Field>,
) -> Result<Option<Box<dyn Engine>>> {
    let mut times: FxHashMap<&Expr, u16> = FxHashMap::default();
    for one in any {
        *times.entry(one).or_default() += 1;
    }
    let mut queries = Vec::with_capacity(times.len());
    for one in any {
        let Some(times) = times.remove(one) else { continue };
        let Some(part) = expression(index, searcher, one, field)? else { continue };
        let query = part.into_query();
        queries.push(if times == 1 { query } else { Box::new(BoostQuery::new(query, f32::from(times))) });
    }
    Ok(any_of(queries))
}

/// Words side by side.
fn words(index: &Index, words: &[Word], field: Option<Field>) -> Option<Box<dyn Engine>> {
    let field = index.fields.of(field.unwrap_or(Field::Body));
    let first = words.first()?;
    if words.len() == 1 {
        return Some(Box::new(TermQuery::new(Term::from_field_text(field, &first.term), WithFreqs)));
    }
    let at = |word: &Word| (word.position - first.position, Term::from_field_text(field, &word.term));
    Some(Box::new(PhraseQuery::new_with_offset(words.iter().map(at).collect())))
}

/// An expression within a field of whole values: `outlet:Reuters`, `ministry:(defence OR interior)`.
fn named(index: &Index, searcher: &Searcher, field: Field, expr: &Expr) -> Result<Option<Box<dyn Engine>>> {
    Ok(match expr {
        Expr::Word(text) => Some(value(index, searcher, field, std::slice::from_ref(text))?),
        Expr::Phrase(parts) => Some(value(index, searcher, field, &[parts.join(" ")])?),
        Expr::In(field, inner) => named(index, searcher, *field, inner)?,
        Expr::Not(inner) => {
            named(index, searcher, field, inner)?.map(|query| all_of(vec![(Occur::MustNot, query)]))
        }
        Expr::And(all) => {
            let mut clauses = Vec::with_capacity(all.len());
            for one in all {
                clauses.extend(named(index, searcher, field, one)?.map(|query| (Occur::Must, query)));
            }
            (!clauses.is_empty()).then(|| all_of(clauses))
        }
        Expr::Or(any) => {
            let mut queries = Vec::with_capacity(any.len());
            for one in any {
                queries.extend(named(index, searcher, field, one)?);
            }
            any_of(queries)
        }
    })
}

fn restriction(index: &Index, searcher: &Searcher, filter: &Filter) -> Result<Option<Clause>> {
    Ok(match filter {
        Filter::Values { values, .. } if values.is_empty() => None,
        Filter::Values { field, values, exclude } => {
            let occur = if *exclude { Occur::MustNot } else { Occur::Must };
            Some((occur, value(index, searcher, *field, values)?))
        }
        Filter::Dates { since: None, until: None } => None,
        Filter::Dates { since, until } => Some((Occur::Must, published(index, *since, *until))),
    })
}

/// Articles that were published between two days, both included.
fn published(index: &Index, since: Option<Date>, until: Option<Date>) -> Box<dyn Engine> {
    let term = |day: i32| Term::from_field_i64(index.fields.date, i64::from(day));
    let lower = since.map_or(Bound::Unbounded, |date| Bound::Included(term(date.first_day())));
    let upper = until.map_or(Bound::Unbounded, |date| Bound::Included(term(date.last_day())));
    unscored(Box::new(RangeQuery::new(lower, upper)))
}

/// Articles that carry one of the values that are named.
fn value(index: &Index, searcher: &Searcher, field: Field, names: &[String]) -> Result<Box<dyn Engine>> {
    if field == Field::Date {
        let ranges = names.iter().filter_map(|name| range(name));
        let any = any_of(ranges.map(|Range { since, until }| published(index, since, until)).collect());
        return Ok(any.unwrap_or_else(|| Box::new(EmptyQuery)));
    }
    let mut terms = Vec::new();
    for name in names {
        terms.extend(values::named(index, searcher, field, name)?);
    }
    terms.sort_unstable();
    terms.dedup();
    if terms.len() > MANY_VALUES {
        return Ok(unscored(Box::new(TermSetQuery::new(terms))));
    }
    let one = |term| -> Box<dyn Engine> { Box::new(TermQuery::new(term, Basic)) };
    let any = any_of(terms.into_iter().map(one).collect());
    Ok(any.map_or_else(|| -> Box<dyn Engine> { Box::new(EmptyQuery) }, unscored))
}
