//! Articles without meaning but with the shape of news, the same for the same seed: words by Zipf's law, a headline,
//! some 450 words of text, and what would be found in them.

// Each bench uses a part of it.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::sync::Arc;

use dateline::article::{Article, ArticleId, Origin, PublishedFrom};
use dateline::date::Date;
use dateline::document::{Document, Entities, EntityCount};
use dateline::entity::{EntityId, EntityKind, Mention, Part};

/// A stream of numbers (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.draw() % limit as u64) as usize
    }

    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank below `limit`, small ones by far the most frequent.
    pub fn zipf(&mut self, limit: usize) -> usize {
        let rank = (self.unit() * (limit as f64 + 1.0).ln()).exp() as usize;
        rank.saturating_sub(1).min(limit - 1)
    }
}

const VOCABULARY: usize = 60_000;
/// How many entities of each kind there are, in the order of `EntityKind::ALL`.
const ENTITIES: [usize; 6] = [20_000, 120_000, 1_500, 200, 40_000, 15_000];
/// How many of each an article names, at most.
const NAMED: [usize; 6] = [4, 5, 2, 4, 4, 4];

/// The word of a rank: short for frequent ones, and no two alike.
pub fn word(rank: usize) -> String {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut left = rank + 1;
    let mut word = String::new();
    while left > 0 {
        word.push_str(ONSETS[left % 16]);
        left /= 16;
        word.push_str(VOWELS[left % 5]);
        left /= 5;
    }
    word.push('n');
    word
}

/// The `number`-th article of the archive that `seed` names.
pub fn document(seed: u64, number: u64) -> Document {
    let mut numbers = Numbers::new(seed ^ number.wrapping_mul(0xa076_1d64_78bd_642f));
    let title = text(&mut numbers, 9);
    let length = 150 + numbers.below(600);
    let body = text(&mut numbers, length);
    let mut entities = Entities::default();
    let mut mentions = Vec::new();
    for (at, kind) in EntityKind::ALL.into_iter().enumerate() {
        let mut list: Vec<EntityCount> = Vec::new();
        for _ in 0..numbers.below(NAMED[at] + 1) {
            let rank = numbers.zipf(ENTITIES[at]);
            let (slug, name) = (slug(kind, rank), word(rank));
            let id = EntityId::new(kind, &slug);
            if list.iter().any(|one| one.id == id) {
                continue;
            }
            let name: Arc<str> = name.into();
            list.push(EntityCount { id: id.clone(), name: name.clone(), count: 1 });
            mentions.push(Mention {
                part: Part::Body,
                start: 0,
                end: 0,
                text: name.to_string(),
                kind,
                id,
                name,
                office: None,
                ministry: None,
                rule: "generated".into(),
            });
        }
        match kind {
            EntityKind::Official => entities.official = list,
            EntityKind::Person => entities.person = list,
            EntityKind::Ministry => entities.ministry = list,
            EntityKind::Country => entities.country = list,
            EntityKind::Organisation => entities.organisation = list,
            EntityKind::Place => entities.place = list,
        }
    }
    let article = Article {
        id: ArticleId(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        external_id: None,
        origin: Origin { path: format!("generated/{}.jsonl", number / 1000), record: Some(number % 1000) },
        title,
        body,
        published: Some(Date::from_days(numbers.below(20_000) as i32)),
        published_from: PublishedFrom::Field,
        outlet: Some(format!("Outlet {}", numbers.zipf(40))),
        agency: None,
        byline: None,
        place: None,
        language: Some("en".to_owned()),
        url: None,
        genre: None,
        section: None,
    };
    Document { article, story: format!("s{:016x}", numbers.draw()), mentions, entities }
}

fn slug(kind: EntityKind, rank: usize) -> String {
    match kind {
        EntityKind::Ministry => format!("c{}/{}", rank % 200, word(rank / 200)),
        _ => word(rank),
    }
}

fn text(numbers: &mut Numbers, words: usize) -> String {
    let mut text = String::with_capacity(words * 7);
    for at in 0..words {
        if at > 0 {
            text.push_str(if at % 17 == 0 { ". " } else { " " });
        }
        text.push_str(&word(numbers.zipf(VOCABULARY)));
    }
    text
}

/// A question to the archive: words, and how they are joined.
#[derive(Debug, Clone)]
pub struct Question {
    pub words: Vec<String>,
    pub join: Join,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    All,
    Any,
    Phrase,
}

/// Questions whose words stand together in some article: one word, two or three, side by side, or alternatives.
pub fn questions(seed: u64, archive: u64, articles: u64, count: usize) -> Vec<Question> {
    let mut numbers = Numbers::new(seed);
    (0..count)
        .map(|at| {
            let body = document(archive, numbers.draw() % articles).article.body;
            let all: Vec<&str> = body.split([' ', '.']).filter(|word| word.len() > 4).collect();
            let pick = |numbers: &mut Numbers| all[numbers.below(all.len())].to_owned();
            let (length, join) = match at % 10 {
                0 | 1 => (1, Join::All),
                2..=5 => (2, Join::All),
                6 | 7 => (3, Join::All),
                8 => (2, Join::Phrase),
                _ => (3, Join::Any),
            };
            let words = if join == Join::Phrase {
                let start = numbers.below(all.len() - 1);
                vec![all[start].to_owned(), all[start + 1].to_owned()]
            } else {
                (0..length).map(|_| pick(&mut numbers)).collect()
            };
            Question { words, join }
        })
        .collect()
}
