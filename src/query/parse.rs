//! Reads what a person typed as an expression and filters. No text is an error: what can't be meant is read as words.

use super::tokens::{Token, bag, clean, cut, note};
use super::{Expr, Filter, dates};
use crate::document::Field;

/// How words that stand side by side are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// All of them, but any of them where a whole sentence was typed.
    #[default]
    Typed,
    /// All of them.
    All,
    /// Any of them; articles with more of them rank higher.
    Any,
    /// A topic in plain language: any of its words, and nothing in it is an operator.
    Topic,
}

/// What a text was read as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What ranks; `None` asks for every article.
    pub expr: Option<Expr>,
    /// What only says yes or no: `country:russia` and the like, where all of the query depends on it.
    pub filters: Vec<Filter>,
    /// What was understood otherwise than typed, a sentence each.
    pub notes: Vec<String>,
}

/// From so many bare words on, a query without operators is taken for a sentence.
const SENTENCE: usize = 9;

/// Brackets deeper than this are passed over: nobody means them, and they would exhaust the stack.
const MAX_DEPTH: usize = 32;

/// Reads `text` in time linear in its length. See [`SYNTAX`](super::SYNTAX) for what can be written.
#[must_use]
pub fn parse(text: &str, reading: Reading) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(expr) = expression(text, reading, &mut parsed.notes) else {
        if !text.trim().is_empty() {
            parsed.notes.push(format!("`{}` holds no word to search for", shorten(text.trim())));
        }
        return parsed;
    };
    let parts = match expr {
        Expr::And(parts) => parts,
        expr => vec![expr],
    };
    let mut rest = Vec::new();
    for part in parts {
        match as_filter(part) {
            Ok(filter) => parsed.filters.push(filter),
            Err(part) => rest.push(part),
        }
    }
    parsed.expr = joined(rest, Join::And);
    parsed
}

/// The expression alone, filters and all.
pub(super) fn expression(text: &str, reading: Reading, notes: &mut Vec<String>) -> Option<Expr> {
    if reading == Reading::Topic {
        return joined(bag(text).into_iter().map(Expr::Word).collect(), Join::Or);
    }
    let mut tokens = cut(text, notes);
    if !tokens
        .iter()
        .any(|t| matches!(t, Token::Word(_) | Token::Phrase(_) | Token::Value(_) | Token::Field { .. }))
    {
        // `NOT`, or `OR` for Oregon: with nothing to join they are words.
        tokens = bag(text).into_iter().map(Token::Word).collect();
    }
    let tokens = balanced(tokens, notes);
    let bare = tokens.iter().filter(|t| matches!(t, Token::Word(_))).count();
    let simple = !tokens.iter().any(|t| matches!(t, Token::And | Token::Or | Token::Not | Token::Open));
    let sentence = simple && bare >= SENTENCE;
    let any = reading == Reading::Any || (reading == Reading::Typed && sentence);
    let mut reader = Reader { tokens: &tokens, at: 0, any: any && !simple, long: bare >= SENTENCE, notes };
    let expr = reader.either(None)?;
    if !(any && simple) {
        return Some(expr);
    }
    if reading == Reading::Typed {
        note(
            reader.notes,
            "read as a sentence: articles with any of these words, best first; `--all` asks for all of them"
                .to_owned(),
        );
    }
    loosened(expr)
}

/// Any of the words and phrases instead of all; what only says yes or no still has to hold.
fn loosened(expr: Expr) -> Option<Expr> {
    let Expr::And(parts) = expr else { return Some(expr) };
    let (mut firm, loose): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .partition(|part| matches!(part, Expr::In(field, _) if field.has_values() || *field == Field::Date));
    firm.extend(joined(loose, Join::Or));
    joined(firm, Join::And)
}

/// The same tokens with brackets that match, none empty and none too deep.
fn balanced(tokens: Vec<Token>, notes: &mut Vec<String>) -> Vec<Token> {
    // Where brackets open, and how many words stood before them.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut words = 0;
    let mut dropped = vec![false; tokens.len()];
    let mut stray = false;
    for (i, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => open.push((i, words)),
            Token::Close => match open.pop() {
                None => (stray, dropped[i]) = (true, true),
                Some((start, before)) => {
                    if words == before || open.len() >= MAX_DEPTH {
                        (dropped[start], dropped[i]) = (true, true);
                    }
                    if open.len() >= MAX_DEPTH {
                        note(notes, format!("brackets within more than {MAX_DEPTH} others are passed over"));
                    }
                }
            },
            _ => words += 1,
        }
    }
    for (start, _) in open {
        (stray, dropped[start]) = (true, true);
    }
    if stray {
        note(notes, "a bracket without its partner is passed over".to_owned());
    }
    let mut dropped = dropped.into_iter();
    let mut tokens = tokens;
    tokens.retain(|_| !dropped.next().unwrap_or_default());
    tokens
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Words side by side are joined by OR.
    any: bool,
    /// Too long for `place: Moscow` to be meant as a field.
    long: bool,
    notes: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// `a OR b`, up to a closing bracket or the end.
    fn either(&mut self, field: Option<Field>) -> Option<Expr> {
        let mut parts = Vec::new();
        loop {
            let before = self.at;
            let part = self.every(field);
            let missing = part.is_none();
            parts.extend(part);
            match self.tokens.get(self.at) {
                Some(Token::Or) => {
                    if missing {
                        self.idle("OR");
                    }
                    self.at += 1;
                    if matches!(self.tokens.get(self.at), None | Some(Token::Close)) {
                        self.idle("OR");
                    }
                }
                None | Some(Token::Close) => return joined(parts, Join::Or),
                // `every` stops at nothing else; this only makes sure of an end.
                Some(_) if self.at == before => self.at += 1,
                Some(_) => {}
            }
        }
    }

    /// `a AND b`, `a b`, `a NOT b`.
    fn every(&mut self, field: Option<Field>) -> Option<Expr> {
        let mut loose = Vec::new();
        let mut parts = Vec::new();
        let mut firm = false;
        loop {
            match self.tokens.get(self.at) {
                None | Some(Token::Close | Token::Or) => break,
                Some(Token::And) => {
                    self.at += 1;
                    let end = matches!(
                        self.tokens.get(self.at),
                        None | Some(Token::Close | Token::Or | Token::And)
                    );
                    if parts.is_empty() || end {
                        self.idle("AND");
                    } else {
                        firm = true;
                    }
                    continue;
                }
                Some(_) => {}
            }
            if self.any && !firm {
                loose.extend(joined(std::mem::take(&mut parts), Join::And));
            }
            firm = false;
            parts.extend(self.one(field));
        }
        loose.extend(joined(parts, Join::And));
        joined(loose, Join::Or)
    }

    /// One word, phrase, field or group, with the NOTs before it.
    fn one(&mut self, field: Option<Field>) -> Option<Expr> {
        let mut denied = false;
        while self.tokens.get(self.at) == Some(&Token::Not) {
            denied = !denied;
            self.at += 1;
        }
        let expr = match self.tokens.get(self.at) {
            // Left to the caller: the NOT before them denies nothing.
            None | Some(Token::And | Token::Or | Token::Not | Token::Close) => {
                self.idle("NOT");
                return None;
            }
            Some(Token::Word(word) | Token::Value(word)) => {
                self.at += 1;
                let words = self.value_words(word, field);
                Some(within(field, words))
            }
            Some(Token::Phrase(words)) => {
                self.at += 1;
                Some(within(field, words.clone()))
            }
            Some(Token::Open) => {
                self.at += 1;
                let expr = self.either(field);
                self.at += 1;
                expr
            }
            Some(Token::Field { field, typed, spaced }) => {
                self.at += 1;
                self.field(*field, typed, *spaced)
            }
        };
        if denied { expr.map(not) } else { expr }
    }

    /// `ministry:(foreign affairs)` names one value.
    fn value_words(&mut self, first: &str, field: Option<Field>) -> Vec<String> {
        let mut words = vec![first.to_owned()];
        if field.is_some_and(Field::has_values) {
            while let Some(Token::Word(word)) = self.tokens.get(self.at) {
                words.push(word.clone());
                self.at += 1;
            }
        }
        words
    }

    /// What stands after `field:`.
    fn field(&mut self, field: Field, typed: &str, spaced: bool) -> Option<Expr> {
        let words = match self.tokens.get(self.at) {
            Some(Token::Value(text)) => {
                self.at += 1;
                let Some(word) = value(field, text) else { return clean(typed).map(Expr::Word) };
                vec![word]
            }
            Some(Token::Word(word)) if !spaced || (field.has_values() && !self.long) => {
                self.at += 1;
                vec![word.clone()]
            }
            Some(Token::Phrase(words)) => {
                self.at += 1;
                words.clone()
            }
            Some(Token::Open) if !spaced => {
                self.at += 1;
                let expr = self.either(Some(field));
                self.at += 1;
                return expr;
            }
            _ => {
                if !self.long {
                    note(self.notes, format!("nothing stands after `{typed}:`; it is read as a word"));
                }
                return clean(typed).map(Expr::Word);
            }
        };
        if field == Field::Date && dates::range(&words.join(" ")).is_none() {
            let text = words.join(" ");
            note(
                self.notes,
                format!("`{text}` is no date; write `date:2014`, `date:2014-02..2016` or `date:..2016`"),
            );
            return Some(within(None, words));
        }
        Some(within(Some(field), words))
    }

    fn idle(&mut self, operator: &str) {
        note(self.notes, format!("an `{operator}` that joins nothing is passed over"));
    }
}

/// The raw text after `field:` without the punctuation that ends a sentence; a date range keeps its dots.
fn value(field: Field, text: &str) -> Option<String> {
    let kept = field == Field::Date && dates::range(text).is_some();
    if kept { Some(text.to_owned()) } else { clean(text) }
}

fn within(field: Option<Field>, mut words: Vec<String>) -> Expr {
    let leaf = if words.len() == 1 { Expr::Word(words.remove(0)) } else { Expr::Phrase(words) };
    match field {
        Some(field) => Expr::In(field, Box::new(leaf)),
        None => leaf,
    }
}

pub(super) fn not(expr: Expr) -> Expr {
    match expr {
        Expr::Not(expr) => *expr,
        expr => Expr::Not(Box::new(expr)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
}

/// `parts` as one expression: none within another of its own sort, none of a single part.
pub(super) fn joined(parts: Vec<Expr>, join: Join) -> Option<Expr> {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match (part, join) {
            (Expr::And(inner), Join::And) | (Expr::Or(inner), Join::Or) => flat.extend(inner),
            (part, _) => flat.push(part),
        }
    }
    match (flat.len(), join) {
        (0 | 1, _) => flat.pop(),
        (_, Join::And) => Some(Expr::And(flat)),
        (_, Join::Or) => Some(Expr::Or(flat)),
    }
}

/// The filter that says the same, where the part only says yes or no.
fn as_filter(part: Expr) -> Result<Filter, Expr> {
    let (inner, exclude) = match &part {
        Expr::Not(inner) => (inner.as_ref(), true),
        part => (part, false),
    };
    let leaves = match inner {
        Expr::Or(leaves) => leaves.as_slice(),
        leaf => std::slice::from_ref(leaf),
    };
    let mut values = Vec::new();
    let mut only = None;
    for leaf in leaves {
        let Expr::In(field, leaf) = leaf else { return Err(part) };
        let text = match leaf.as_ref() {
            Expr::Word(word) => word.clone(),
            Expr::Phrase(words) => words.join(" "),
            _ => return Err(part),
        };
        if *only.get_or_insert(*field) != *field {
            return Err(part);
        }
        values.push(text);
    }
    match only {
        Some(field) if field.has_values() => Ok(Filter::Values { field, values, exclude }),
        Some(Field::Date) if values.len() == 1 && !exclude => match dates::range(&values[0]) {
            Some(dates::Range { since, until }) => Ok(Filter::Dates { since, until }),
            None => Err(part),
        },
        _ => Err(part),
    }
}

fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() { start + "…" } else { start }
}
