//! Words that a question in plain language did not say: taken from the articles that answer it best, they put articles
//! of the same event in front (pseudo-relevance feedback after Abdul-Jaleel and others, "UMass at TREC 2004": RM3), as do
//! its own words where they stand side by side. What is found stays what it was; only its order changes.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query as Engine, TermQuery};
use tantivy::schema::IndexRecordOption::WithFreqs;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use tantivy::{Searcher, Term};

use super::analyzer::{NewsTokenizer, words_of_query};
use super::scan::Ranked;
use super::search::stored;
use super::snippet::floor_boundary;
use super::{Index, store};
use crate::error::Result;
use crate::query::{Expr, Query, Sort};

// Chosen on two collections of news questions; see `benches/README.md`.

/// Fewer alternatives are a choice, not a description.
const FEWEST_WORDS: usize = 4;
/// How many articles the words are taken from.
pub(super) const ARTICLES: usize = 10;
/// How steeply an article counts less than the best one, as a power of its share of the best score.
const STEEPNESS: i32 = 4;
/// Bytes of each article that are read.
const READ: usize = 1 << 13;
/// How many words are taken.
const WORDS: usize = 30;
/// How many are looked at more closely.
const LOOKED_UP: usize = 400;
/// What part of the score they make, about.
const PART: f32 = 0.25;
/// Words that stand in a larger part of all articles say nothing.
const TOO_FREQUENT: f32 = 0.1;
/// What two words of the question add that stand side by side, of what they are worth as a phrase.
const SIDE_BY_SIDE: f32 = 0.2;

/// The alternatives of a question that is a description in plain language.
pub(super) fn description(asked: &Query) -> Option<&[Expr]> {
    match &asked.expr {
        Some(Expr::Or(any)) if any.len() >= FEWEST_WORDS && asked.sort == Sort::Relevance => Some(any),
        _ => None,
    }
}

/// `query`, which says `description`, with the words of its `best` articles in favour.
pub(super) fn with_words_of(
    index: &Index,
    searcher: &Searcher,
    query: Box<dyn Engine>,
    description: &[Expr],
    best: &[Ranked],
) -> Result<Box<dyn Engine>> {
    let mut clauses: Vec<(Occur, Box<dyn Engine>)> = vec![(Occur::Must, query)];
    for pair in description.windows(2) {
        clauses.extend(side_by_side(index, pair).map(|pair| (Occur::Should, pair)));
    }
    let terms = telling_terms(index, searcher, terms_of(index, searcher, best)?)?;
    let sum: f32 = terms.iter().map(|(weight, _)| weight).sum();
    let scale = PART / (1.0 - PART) * description.len() as f32 / sum.max(f32::MIN_POSITIVE);
    for (weight, term) in terms {
        let term = Box::new(TermQuery::new(term, WithFreqs));
        clauses.push((Occur::Should, Box::new(BoostQuery::new(term, weight * scale))));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

fn side_by_side(index: &Index, pair: &[Expr]) -> Option<Box<dyn Engine>> {
    let [Expr::Word(one), Expr::Word(other)] = pair else { return None };
    let words = words_of_query(&format!("{one} {other}"));
    if words.len() != 2 || words.iter().any(|word| word.term.len() < 3) {
        return None;
    }
    let terms = words.iter().map(|word| Term::from_field_text(index.fields.body, &word.term)).collect();
    Some(Box::new(BoostQuery::new(Box::new(PhraseQuery::new(terms)), SIDE_BY_SIDE)))
}

/// The terms of the best articles, and how much of them they are. A text that was sent out twice counts once.
fn terms_of(index: &Index, searcher: &Searcher, best: &[Ranked]) -> Result<Vec<(f32, String)>> {
    let top = best.first().map_or(0.0, |one| one.score).max(f32::MIN_POSITIVE);
    let mut tokenizer = NewsTokenizer::for_texts();
    let mut weights: FxHashMap<String, f32> = FxHashMap::default();
    let mut stories = FxHashSet::default();
    for one in best {
        let document = stored(index, searcher, one.at, store::decode_without_mentions)?;
        if !stories.insert(document.story) {
            continue;
        }
        let body = &document.article.body;
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        let mut length = 0;
        for text in [document.article.title.as_str(), &body[..floor_boundary(body, READ)]] {
            let mut stream = tokenizer.token_stream(text);
            while stream.advance() {
                length += 1;
                let term = stream.token().text.as_str();
                match counts.get_mut(term) {
                    Some(count) => *count += 1,
                    None => _ = counts.insert(term.to_owned(), 1),
                }
            }
        }
        let share = (one.score / top).powi(STEEPNESS);
        for (term, count) in counts {
            *weights.entry(term).or_default() += share * count as f32 / length as f32;
        }
    }
    Ok(weights.into_iter().filter(|(term, _)| term.len() > 2).map(|(term, weight)| (weight, term)).collect())
}

/// The terms that tell these articles from others, the most telling first.
fn telling_terms(index: &Index, searcher: &Searcher, terms: Vec<(f32, String)>) -> Result<Vec<(f32, Term)>> {
    let articles = searcher.num_docs() as f32;
    let mut telling = Vec::new();
    for (weight, text) in most(terms, LOOKED_UP) {
        let term = Term::from_field_text(index.fields.body, &text);
        let frequency = searcher.doc_freq(&term)? as f32;
        if frequency < (articles * TOO_FREQUENT).max(2.0) {
            let idf = (1.0 + (articles - frequency + 0.5).max(0.0) / (frequency + 0.5)).ln();
            telling.push((weight * idf, term));
        }
    }
    Ok(most(telling, WORDS))
}

/// The `limit` heaviest, equal ones in their own order.
fn most<T: Ord>(mut all: Vec<(f32, T)>, limit: usize) -> Vec<(f32, T)> {
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.truncate(limit);
    all
}
