//! The statistical recogniser: people, organisations and places that no list knows.
//!
//! A linear chain over the stretches of a text that hold capitals (everything else is outside of any name), with
//! hashed features of words, letters, shapes, clusters and lists, read in place from one embedded file. A text is
//! read twice: the second time each word remembers what it was taken for at its other places.
//! How the file is made, from which labels and with which figures: `README.md` beside this file.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub mod decode;
pub mod features;
pub mod model;
pub mod tokens;

use decode::{Chain, Found, OUTSIDE, exponentials, tags};
use features::{Memory, Reading};
use model::{Model, Scores, TAGS};
use tokens::{Break, Shape, Token, tokenize};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody.
    Person,
    /// A body of people: agency, party, company, team.
    Organisation,
    /// A country, town, river, building.
    Place,
}

impl Kind {
    /// All kinds, in the order of their tags.
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Place];
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Byte offset of its first byte.
    pub start: usize,
    /// Byte offset past its last byte.
    pub end: usize,
    /// What it names.
    pub kind: Kind,
    /// How probable it is that exactly this is a name of this kind, 0 to 1.
    pub confidence: f32,
}

/// Names less probable than this are not reported. Below a half, because a missed name costs as much as a false one.
pub const LEAST: f32 = 0.40;

/// How much a word that is part of somebody's full name elsewhere in the text counts for a person where it stands
/// alone, beyond what was learnt: silver labels know nothing of the rest of a text.
const SURNAME: f32 = 3.0;

/// Begins where a line of the cache begins, so that a bucket of weights is one line.
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

/// A recogniser. Shared by threads.
#[derive(Debug, Clone)]
pub struct Tagger {
    model: Model,
    steps: [Scores; TAGS],
}

/// What is known of a text after it was cut and looked up, and after the first reading.
#[derive(Debug, Default)]
pub struct Work {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// What is known of each token.
    pub reading: Reading,
    /// The stretches of tokens that may hold names.
    pub zones: Vec<Range<usize>>,
    scores: Vec<Scores>,
    taken: Vec<Memory>,
    features: Vec<u64>,
    chain: Chain,
    found: Vec<Found>,
}

impl Tagger {
    /// The recogniser of English news that is part of the program.
    #[must_use]
    pub fn embedded() -> &'static Tagger {
        static EMBEDDED: LazyLock<Tagger> = LazyLock::new(|| {
            static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("news.model"));
            let bytes: &'static [u8] = &BYTES.0;
            // A test proves that the embedded bytes are a model; with an empty one nothing would be found.
            Tagger::new(Model::new(bytes).unwrap_or_else(|_| Model::empty()))
        });
        &EMBEDDED
    }

    /// A recogniser with this model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let steps = exponentials(model.transitions());
        Self { model, steps }
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The names in `text`, in order, none overlapping another. A leading article and a closing `'s` are not part of
    /// a name.
    #[must_use]
    pub fn tag(&self, text: &str) -> Vec<Span> {
        self.tag_together(&[text], LEAST).pop().unwrap_or_default()
    }

    /// The names of at least this probability in texts that belong together, as headline and body do: what a word is
    /// taken for in one counts in the others.
    #[must_use]
    pub fn tag_together(&self, texts: &[&str], least: f32) -> Vec<Vec<Span>> {
        let mut memory = FxHashMap::default();
        let mut works: Vec<Work> = texts.iter().map(|text| self.first_reading(text, &mut memory)).collect();
        works
            .iter_mut()
            .zip(texts)
            .map(|(work, text)| self.second_reading(work, text, &memory, least))
            .collect()
    }

    /// The scores without memory, and what each word was taken for.
    fn first_reading(&self, text: &str, memory: &mut FxHashMap<u64, Memory>) -> Work {
        let mut work = Work::default();
        prepare(&self.model, text, &mut work);
        let Work { tokens, reading, zones, scores, taken, features, chain, .. } = &mut work;
        for zone in zones.iter() {
            let first = scores.len();
            for at in zone.clone() {
                features.clear();
                reading.features(at, features);
                scores.push(self.score(features));
            }
            chain.sum_at(first, &scores[first..], &self.steps);
            for (slot, at) in (first..).zip(zone.clone()) {
                let own = Memory::of(&chain.probabilities(slot));
                remember(memory, reading.infos[at].lower, tokens[at].shape, &own);
                taken.push(own);
            }
        }
        work
    }

    /// The same scores and what each word was taken for at its other places.
    fn second_reading(
        &self,
        work: &mut Work,
        text: &str,
        memory: &FxHashMap<u64, Memory>,
        least: f32,
    ) -> Vec<Span> {
        let Work { tokens, reading, zones, scores, taken, features, chain, found } = work;
        let mut spans = Vec::new();
        let mut first = 0;
        for zone in zones.iter() {
            let mut changed = false;
            for (slot, at) in (first..).zip(zone.clone()) {
                let own = &taken[slot];
                if let Some(memory) = elsewhere(memory, reading.infos[at].lower, tokens[at].shape, own) {
                    features.clear();
                    reading.memory(at, &memory, features);
                    // Most words stand in one place only.
                    if features.is_empty() {
                        continue;
                    }
                    changed = true;
                    let more = self.score(features);
                    for (score, more) in scores[slot].iter_mut().zip(more) {
                        *score += more;
                    }
                    let [person, organisation, place] = memory.long;
                    if person > 0.7 && person > 2.0 * (organisation + place) && reading.stands_alone(at) {
                        scores[slot][tags(Kind::Person)[3]] += SURNAME;
                    }
                }
            }
            let slots = first..first + zone.len();
            if changed {
                chain.sum_at(first, &scores[slots.clone()], &self.steps);
            }
            chain.names_at(slots, &self.steps, least, found);
            for name in found.iter() {
                let (mut first, last) = (zone.start + name.first - first, zone.start + name.last - first);
                let word = |at: usize| &text[tokens[at].start as usize..tokens[at].end as usize];
                while name.kind == Kind::Person && first < last && is_address(word(first)) {
                    first += 1;
                }
                let (start, end) = (&tokens[first], &tokens[last]);
                let (start, end) = trim(text, start.start as usize, end.end as usize);
                if start < end {
                    spans.push(Span { start, end, kind: name.kind, confidence: name.probability.min(1.0) });
                }
            }
            first += zone.len();
        }
        spans
    }

    fn score(&self, features: &mut Vec<u64>) -> Scores {
        let sum = self.model.sum(features);
        let mut scores = [0.0; 16];
        for (score, steps) in scores.iter_mut().zip(&sum[2..]) {
            *score = f32::from(*steps) * self.model.step();
        }
        scores
    }
}

/// Cuts a text, looks up its tokens and finds the stretches that may hold names.
pub fn prepare(model: &Model, text: &str, work: &mut Work) {
    tokenize(text, &mut work.tokens);
    zones(text, &work.tokens, &mut work.zones);
    work.reading.read(model, text, &work.tokens, &work.zones);
}

/// Notes what a word was taken for at one place.
pub fn remember(memory: &mut FxHashMap<u64, Memory>, word: u64, shape: Shape, taken: &Memory) {
    if shape.is_capital() {
        let all = memory.entry(word).or_default();
        *all = all.plus(taken, 1.0);
    }
}

/// What a word was taken for at its other places; nothing for words without a capital.
#[must_use]
pub fn elsewhere(memory: &FxHashMap<u64, Memory>, word: u64, shape: Shape, own: &Memory) -> Option<Memory> {
    if !shape.is_capital() {
        return None;
    }
    memory.get(&word).map(|all| all.plus(own, -1.0))
}

/// Small words that a name may begin with.
const PARTICLES: &[&str] = &[
    "al", "ap", "av", "ben", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la",
    "le", "op", "ten", "ter", "van", "von", "zu",
];

/// Small words that may stand inside a name.
const LINKS: &[&str] = &[
    "a", "ad", "al", "and", "at", "av", "bin", "by", "da", "das", "de", "del", "della", "der", "des", "di",
    "do", "dos", "du", "e", "el", "en", "et", "for", "ibn", "in", "la", "las", "le", "les", "los", "o", "of",
    "on", "or", "the", "to", "und", "van", "von", "with", "y", "zu",
];

/// How people are addressed, which is not part of their names.
fn is_address(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Dr"
            | "Prof"
            | "Rep"
            | "Sen"
            | "Gov"
            | "Gen"
            | "Lt"
            | "Col"
            | "Maj"
            | "Capt"
            | "Sgt"
            | "Adm"
            | "Cmdr"
            | "Rev"
            | "Hon"
            | "Amb"
            | "Messrs"
            | "Congressman"
            | "Congresswoman"
            | "Senator"
            | "Representative"
            | "MR"
            | "MRS"
            | "MS"
            | "DR"
            | "SENATOR"
            | "CONGRESSMAN"
            | "CONGRESSWOMAN"
    )
}

/// Words that are written with a capital for no other reason than where they stand.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "A" | "About"
            | "After"
            | "Also"
            | "Although"
            | "An"
            | "And"
            | "Another"
            | "Any"
            | "As"
            | "At"
            | "Because"
            | "Before"
            | "Both"
            | "But"
            | "By"
            | "Despite"
            | "During"
            | "Each"
            | "Even"
            | "Every"
            | "For"
            | "From"
            | "He"
            | "Her"
            | "Here"
            | "His"
            | "How"
            | "However"
            | "I"
            | "If"
            | "In"
            | "Is"
            | "It"
            | "Its"
            | "Let"
            | "Many"
            | "Meanwhile"
            | "More"
            | "Most"
            | "My"
            | "No"
            | "Not"
            | "Now"
            | "Of"
            | "On"
            | "Once"
            | "Or"
            | "Our"
            | "Over"
            | "She"
            | "Since"
            | "So"
            | "Some"
            | "Such"
            | "That"
            | "The"
            | "Their"
            | "Then"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "Through"
            | "Thus"
            | "To"
            | "Today"
            | "Under"
            | "Until"
            | "Was"
            | "We"
            | "What"
            | "When"
            | "Where"
            | "Whether"
            | "Which"
            | "While"
            | "Who"
            | "Why"
            | "With"
            | "Without"
            | "Would"
            | "Yes"
            | "Yesterday"
            | "Yet"
            | "You"
            | "Your"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Finds the stretches that may hold names: capitals, what links them, and numbers beside them.
pub fn zones(text: &str, tokens: &[Token], zones: &mut Vec<Range<usize>>) {
    zones.clear();
    let word = |at: usize| &text[tokens[at].start as usize..tokens[at].end as usize];
    let number = |at: usize| matches!(tokens[at].shape, Shape::Number | Shape::Year | Shape::Alphanumeric);
    let mut at = 0;
    while at < tokens.len() {
        if !(tokens[at].shape.is_capital() || number(at) && word(at).starts_with(char::is_uppercase)) {
            at += 1;
            continue;
        }
        let mut start = at;
        let floor = zones.last().map_or(0, |zone: &Range<usize>| zone.end);
        while start > floor
            && tokens[start].before < Break::Sentence
            && (number(start - 1)
                || tokens[start - 1].shape == Shape::Lower && PARTICLES.contains(&word(start - 1)))
        {
            start -= 1;
        }
        let mut end = at + 1; // past the last capital or number
        let mut next = end;
        while next < tokens.len() && tokens[next].before < Break::Sentence && next - end < 4 {
            let token = &tokens[next];
            next += 1;
            if token.shape.is_capital() || number(next - 1) {
                end = next;
                continue;
            }
            let links = match token.shape {
                Shape::Lower => LINKS.contains(&word(next - 1)),
                Shape::Hyphen
                | Shape::Ampersand
                | Shape::Slash
                | Shape::Quote
                | Shape::Comma
                | Shape::Possessive => true,
                _ => false,
            };
            if !links {
                break;
            }
        }
        at = end;
        // Most sentences begin with a word that is no name; alone it is none anywhere.
        let opens = tokens[start].before >= Break::Sentence || end == start + 1;
        if opens && tokens[start].shape != Shape::Upper && is_opener(word(start)) {
            start += 1;
            while start < end && !tokens[start].shape.is_capital() && !number(start) {
                start += 1;
            }
        }
        if start < end {
            zones.push(start..end);
        }
    }
}

/// Cuts a leading article and a closing `'s` and stray signs off a name.
#[must_use]
pub fn trim(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    loop {
        let name = &text[start..end];
        if let Some(article) =
            ["the ", "a ", "an ", "The ", "A ", "An ", "THE "].iter().find(|a| name.starts_with(**a))
        {
            start += article.len();
        } else if let Some(tail) =
            ["'s", "’s", "'S", "’S", "'", "’", ","].iter().find(|t| name.ends_with(**t))
        {
            end -= tail.len();
        } else {
            let cut = name.len() - name.trim_start().len();
            start += cut;
            end -= name.trim_start().len() - name.trim().len();
            return (start, end.max(start));
        }
    }
}

/// The tag of a token at `place` of a name of `length` tokens.
#[must_use]
pub fn tag_of(kind: Kind, place: usize, length: usize) -> usize {
    let [begin, inside, last, only] = tags(kind);
    match (place, length) {
        (0, 1) => only,
        (0, _) => begin,
        _ if place + 1 == length => last,
        _ => inside,
    }
}

/// Whether a tag stands for something.
#[must_use]
pub fn names_something(tag: usize) -> bool {
    tag != OUTSIDE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(&str, Kind)> {
        Tagger::embedded()
            .tag(text)
            .into_iter()
            .map(|span| (&text[span.start..span.end], span.kind))
            .collect()
    }

    #[test]
    fn the_embedded_model_is_one_and_finds_names() {
        assert!(Model::new(Tagger::embedded().model().bytes().to_vec()).is_ok());
        let text =
            "Maria Delgado, who chairs the Northern Farmers Union, flew from Lisbon to Nairobi on Monday.";
        let found = names(text);
        assert!(found.contains(&("Maria Delgado", Kind::Person)), "{found:?}");
        assert!(found.contains(&("Northern Farmers Union", Kind::Organisation)), "{found:?}");
        assert!(found.contains(&("Lisbon", Kind::Place)), "{found:?}");
    }

    #[test]
    fn a_word_remembers_what_it_was_in_a_longer_name() {
        let text =
            "Amelia Milan, a nurse from Leeds, said she was pleased. \"We won,\" Milan told Mr. Tom Bell.";
        let found = names(text);
        assert!(found.contains(&("Amelia Milan", Kind::Person)), "{found:?}");
        assert!(found.contains(&("Milan", Kind::Person)), "{found:?}");
        assert!(found.contains(&("Tom Bell", Kind::Person)), "{found:?}");
    }

    #[test]
    fn texts_that_belong_together_are_read_together() {
        let parts = Tagger::embedded().tag_together(&["Amelia Milan dies", "", "She met Milan."], LEAST);
        assert_eq!(parts.len(), 3);
        assert!(parts[1].is_empty());
        assert_eq!(parts[2].first().map(|span| (span.start, span.end)), Some((8, 13)));
    }

    #[test]
    fn spans_are_in_order_and_do_not_overlap() {
        let text =
            "The U.S. Navy's John Paul Reyes met Ann-Marie O'Dowd of Acme Corp. in Port Harcourt, Nigeria.";
        let spans = Tagger::embedded().tag(text);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
        assert!(spans.iter().all(|span| span.confidence >= LEAST && span.confidence <= 1.0));
    }

    #[test]
    fn zones_hold_the_links_inside_names() {
        let text = "he saw the Bank of the South today and von Berg left";
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let mut found = Vec::new();
        zones(text, &tokens, &mut found);
        let word = |at: usize| &text[tokens[at].start as usize..tokens[at].end as usize];
        let ends: Vec<(&str, &str)> =
            found.iter().map(|zone| (word(zone.start), word(zone.end - 1))).collect();
        assert_eq!(ends, [("Bank", "South"), ("von", "Berg")]);
    }

    #[test]
    fn articles_and_possessives_are_cut() {
        let text = "the Senate's";
        assert_eq!(trim(text, 0, text.len()), (4, 10));
        assert_eq!(trim("a ", 0, 2), (2, 2));
    }
}
