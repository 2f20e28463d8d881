//! Labelled texts: read, cut into zones, labels laid on tokens.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::entity::tagger::decode::OUTSIDE;
use dateline::entity::tagger::features::Memory;
use dateline::entity::tagger::model::{Model, TAGS};
use dateline::entity::tagger::{Kind, Work, prepare, tag_of, trim};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    ents: Vec<(usize, usize, String)>,
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
}

/// A labelled text. All offsets are bytes.
#[derive(Debug, Clone)]
pub struct Text {
    pub id: String,
    pub text: String,
    pub names: Vec<(usize, usize, Kind)>,
    /// Places of which the labels say nothing.
    pub ignore: Vec<(usize, usize)>,
}

impl Text {
    /// Makes a headline of one of the text's own sentences, in Capitals Of Headlines or ALL CAPITALS, and puts it
    /// before the text, with its names.
    pub fn add_headline(&mut self, dice: u64) {
        let Some(mut headline) = self.headline(dice) else { return };
        let shift = headline.text.len() + 2;
        headline.names.extend(self.names.iter().map(|name| (name.0 + shift, name.1 + shift, name.2)));
        self.names = headline.names;
        self.ignore.iter_mut().for_each(|place| *place = (place.0 + shift, place.1 + shift));
        self.text = format!("{}\n\n{}", headline.text, self.text);
    }

    /// A headline made of one of the text's own sentences that has names.
    pub fn headline(&self, dice: u64) -> Option<Self> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, c) in self.text.char_indices() {
            if matches!(c, '.' | '\n' | '?') {
                let sentence = &self.text[start..at];
                let trimmed = start + sentence.len() - sentence.trim_start().len();
                let named = self.names.iter().any(|name| trimmed <= name.0 && name.1 <= at);
                let whole = self
                    .names
                    .iter()
                    .all(|name| name.1 <= trimmed || at <= name.0 || trimmed <= name.0 && name.1 <= at);
                let length = at.saturating_sub(trimmed);
                if named && whole && (25..140).contains(&length) && self.text[trimmed..at].is_ascii() {
                    sentences.push((trimmed, at));
                }
                start = at + 1;
            }
        }
        if sentences.is_empty() {
            return None;
        }
        let (start, end) = sentences[(dice >> 8) as usize % sentences.len()];
        let sentence = &self.text[start..end];
        let headline =
            if dice.is_multiple_of(2) { sentence.to_ascii_uppercase() } else { headline(sentence) };
        let inside = |from: usize, to: usize| start <= from && to <= end;
        let names = self.names.iter().filter(|name| inside(name.0, name.1));
        let names = names.map(|name| (name.0 - start, name.1 - start, name.2)).collect();
        let ignore = self.ignore.iter().filter(|place| inside(place.0, place.1));
        let ignore = ignore.map(|place| (place.0 - start, place.1 - start)).collect();
        Some(Self { id: self.id.clone(), text: headline, names, ignore })
    }
}

/// `A Sentence in the Capitals of Headlines`.
fn headline(sentence: &str) -> String {
    sentence
        .split_inclusive(' ')
        .map(|word| {
            let small = ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "the", "to", "with"];
            if small.contains(&word.trim()) {
                return word.to_owned();
            }
            word[..1].to_ascii_uppercase() + &word[1..]
        })
        .collect()
}

/// Reads JSON Lines `{id, text, ents: [[start, end, PER|ORG|LOC]], ignore: [[start, end]]}`, offsets in characters.
pub fn read(path: &Path) -> Result<Vec<Text>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("can't read `{}`", path.display()))?;
    file.lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line)?;
            let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
            bytes.push(line.text.len());
            let names = line
                .ents
                .iter()
                .filter_map(|(start, end, kind)| {
                    let kind = match kind.as_str() {
                        "PER" => Kind::Person,
                        "ORG" => Kind::Organisation,
                        _ => Kind::Place,
                    };
                    Some((*bytes.get(*start)?, *bytes.get(*end)?, kind))
                })
                .collect();
            let ignore = line
                .ignore
                .iter()
                .filter_map(|(start, end)| Some((*bytes.get(*start)?, *bytes.get(*end)?)))
                .collect();
            Ok(Text { id: line.id, text: line.text, names, ignore })
        })
        .collect()
}

pub const ALL_TAGS: u16 = (1 << TAGS) - 1;

/// What labels could not be laid on tokens.
#[derive(Debug, Default, Clone, Copy)]
pub struct Loss {
    pub names: usize,
    pub off_tokens: usize,
    pub off_zones: usize,
}

/// The allowed tags of every token of `work`, from the labels of `text`.
pub fn allowed(text: &Text, work: &Work, loss: &mut Loss) -> Vec<u16> {
    let mut allowed = vec![1_u16 << OUTSIDE; work.tokens.len()];
    for &(start, end) in &text.ignore {
        for (tags, token) in allowed.iter_mut().zip(&work.tokens) {
            if (token.start as usize) < end && start < token.end as usize {
                *tags = ALL_TAGS;
            }
        }
    }
    for &(start, end, kind) in &text.names {
        let (start, end) = trim(&text.text, start, end);
        loss.names += 1;
        let first = work.tokens.iter().position(|token| token.start as usize == start);
        let last = work.tokens.iter().position(|token| {
            let until = token.end as usize;
            until == end
                || until == end + 1 && text.text[end..].starts_with('.') && token.start as usize != end
        });
        let (Some(first), Some(last)) = (first, last) else {
            loss.off_tokens += 1;
            for (tags, token) in allowed.iter_mut().zip(&work.tokens) {
                if (token.start as usize) < end && start < token.end as usize {
                    *tags = ALL_TAGS;
                }
            }
            continue;
        };
        if first > last {
            continue;
        }
        if !work.zones.iter().any(|zone| zone.start <= first && last < zone.end) {
            loss.off_zones += 1;
        }
        for at in first..=last {
            allowed[at] = 1 << tag_of(kind, at - first, last - first + 1);
        }
    }
    // A name that reaches over the edge of a zone can't be tagged: nothing is said of it.
    for zone in &work.zones {
        for at in zone.clone() {
            let from = if at == zone.start { OUTSIDE as u32 } else { allowed[at - 1].trailing_zeros() };
            let known =
                allowed[at].count_ones() == 1 && (at == zone.start || allowed[at - 1].count_ones() == 1);
            let follows = dateline::entity::tagger::decode::may_follow;
            if known && !follows(from as usize, allowed[at].trailing_zeros() as usize) {
                for at in zone.clone() {
                    allowed[at] = ALL_TAGS;
                }
                break;
            }
            let last = at + 1 == zone.end && allowed[at].count_ones() == 1;
            if last && !dateline::entity::tagger::decode::may_end(allowed[at].trailing_zeros() as usize) {
                for at in zone.clone() {
                    allowed[at] = ALL_TAGS;
                }
            }
        }
    }
    allowed
}

/// Calls `each` with the features of every token in every zone of a text.
pub fn features(model: &Model, text: &str, work: &mut Work, mut each: impl FnMut(usize, &[u64])) {
    prepare(model, text, work);
    let mut out = Vec::new();
    for zone in work.zones.clone() {
        for at in zone {
            out.clear();
            work.reading.features(at, &mut out);
            each(at, &out);
        }
    }
}

/// The features of a memory.
pub fn memory_features(work: &Work, at: usize, memory: &Memory) -> Vec<u64> {
    let mut out = Vec::new();
    work.reading.memory(at, memory, &mut out);
    out
}
