//! What the recogniser looks at, as 64-bit hashes. No feature is ever written out as a string.

use std::ops::Range;

use any_ascii::any_ascii_char;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Kind;
use super::decode::tags;
use super::model::{Model, Scores, flag};
use super::tokens::{Break, Case, Shape, Token};

/// How many tokens beside a zone are looked at.
const AROUND: usize = 2;

/// What is known of a token before any label is guessed.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// Hash of the token in small plain letters.
    pub lower: u64,
    /// Its last two, three and four and first three and four bytes in small letters.
    affixes: [u32; 5],
    cluster: u16,
    coarse: u8,
    /// What kinds of words it is, see [`flag`].
    pub flags: u16,
    /// Which listed phrase it stands in, and where in it: `4 * kind + place`, place 0 only, 1 first, 2 inside, 3 last.
    phrase: u8,
    shape: Shape,
    case: Case,
    before: Break,
    /// The first and last capitalised token of the run of capitalised tokens it stands in.
    run: Option<(u32, u32)>,
}

const OUTSIDE: Info = Info {
    lower: 1,
    affixes: [0; 5],
    cluster: 0,
    coarse: 0,
    flags: 0,
    phrase: 0,
    shape: Shape::Stop,
    case: Case::Normal,
    before: Break::Paragraph,
    run: None,
};

/// What the whole text says of a word, as bits.
mod seen {
    pub(super) const MIDDLE: u16 = 1;
    pub(super) const SMALL: u16 = 1 << 1;
    pub(super) const AFTER_RANK: u16 = 1 << 2;
    pub(super) const AFTER_GIVEN: u16 = 1 << 3;
    pub(super) const AFTER_IN: u16 = 1 << 4;
    pub(super) const AFTER_THE: u16 = 1 << 5;
    pub(super) const BEFORE_SAYING: u16 = 1 << 6;
    pub(super) const POSSESSIVE: u16 = 1 << 7;
    pub(super) const IN_BRACKETS: u16 = 1 << 8;
    pub(super) const WITH_ORGANISATION: u16 = 1 << 9;
    pub(super) const WITH_GEOGRAPHY: u16 = 1 << 10;
    pub(super) const BEFORE_SURNAME: u16 = 1 << 11;
    pub(super) const ALL: u16 = 1 << 12;
}

/// What a word's places in the text were taken for at the first reading.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Memory {
    /// Sums of the probabilities of a person, an organisation, a place.
    pub kinds: [f32; 3],
    /// The part of those sums that comes from names of several words.
    pub long: [f32; 3],
    /// How many places.
    pub count: f32,
}

impl Memory {
    /// What one place was taken for, from how probable each tag is there.
    #[must_use]
    pub fn of(probabilities: &Scores) -> Self {
        let mut memory = Self { count: 1.0, ..Self::default() };
        for kind in Kind::ALL {
            let [begin, inside, last, only] = tags(kind).map(|tag| probabilities[tag]);
            memory.long[kind as usize] = begin + inside + last;
            memory.kinds[kind as usize] = begin + inside + last + only;
        }
        memory
    }

    /// This and another place.
    #[must_use]
    pub fn plus(mut self, other: &Self, sign: f32) -> Self {
        for kind in 0..3 {
            self.kinds[kind] = (self.kinds[kind] + sign * other.kinds[kind]).max(0.0);
            self.long[kind] = (self.long[kind] + sign * other.long[kind]).max(0.0);
        }
        self.count += sign * other.count;
        self
    }
}

/// A text made ready for its features to be taken.
#[derive(Debug, Default)]
pub struct Reading {
    /// One for each token.
    pub infos: Vec<Info>,
    seen: FxHashMap<u64, u16>,
    buffer: String,
}

impl Reading {
    /// Looks up the tokens of `text` in and around the zones; of the others only the word is known.
    pub fn read(&mut self, model: &Model, text: &str, tokens: &[Token], zones: &[Range<usize>]) {
        self.infos.clear();
        self.seen.clear();
        let mut zones = zones.iter();
        let mut zone = zones.next();
        for (at, token) in tokens.iter().enumerate() {
            while let Some(passed) = zone
                && at >= passed.end + AROUND
            {
                zone = zones.next();
            }
            let near = zone.is_some_and(|zone| at + AROUND >= zone.start);
            let word = &text[token.start as usize..token.end as usize];
            let info = info(model, word, token, near, &mut self.buffer);
            self.infos.push(info);
        }
        self.runs();
        self.phrases(model);
        self.see();
    }

    /// Marks the runs of capitalised tokens, in running text.
    fn runs(&mut self) {
        let mut at = 0;
        while at < self.infos.len() {
            if !self.in_run(at) {
                at += 1;
                continue;
            }
            let first = at;
            while at + 1 < self.infos.len() && self.in_run(at + 1) && self.infos[at + 1].before <= Break::Line
            {
                at += 1;
            }
            for info in &mut self.infos[first..=at] {
                info.run = Some((first as u32, at as u32));
            }
            at += 1;
        }
    }

    fn in_run(&self, at: usize) -> bool {
        let info = &self.infos[at];
        let function_at_start = info.before >= Break::Sentence && info.flags & flag::FUNCTION != 0;
        info.case == Case::Normal && info.shape.is_capital() && !function_at_start
    }

    /// Marks the listed phrases, the longest first.
    fn phrases(&mut self, model: &Model) {
        let mut at = 0;
        while at < self.infos.len() {
            let info = &self.infos[at];
            if !info.shape.is_capital() || info.flags & flag::FUNCTION != 0 && info.shape != Shape::Upper {
                at += 1;
                continue;
            }
            let mut hash = 0;
            let mut found = (0, 0);
            for length in 1..=PHRASE_TOKENS {
                let Some(next) = self.infos.get(at + length - 1) else { break };
                if length > 1 && next.before >= Break::Sentence {
                    break;
                }
                hash = phrase_hash(hash, next.lower);
                if next.shape.is_capital() || next.shape == Shape::Lower {
                    match model.phrase(hash) {
                        0 => {}
                        kind => found = (length, kind),
                    }
                }
            }
            let (length, kind) = found;
            for place in 0..length {
                let code = match (place, length) {
                    (0, 1) => 0,
                    (0, _) => 1,
                    _ if place + 1 == length => 3,
                    _ => 2,
                };
                self.infos[at + place].phrase = kind * 4 + code;
            }
            at += length.max(1);
        }
    }

    /// Gathers what the whole text says of each capitalised word.
    fn see(&mut self) {
        for at in 0..self.infos.len() {
            let info = self.infos[at];
            if !info.shape.is_capital() || info.case != Case::Normal {
                continue;
            }
            let mut bits = 0;
            if info.before < Break::Sentence {
                bits |= seen::MIDDLE;
                let previous = at.checked_sub(1).map_or(&OUTSIDE, |at| &self.infos[at]);
                if previous.shape.is_capital() {
                    if previous.flags & flag::RANK != 0 || previous.shape == Shape::Initial {
                        bits |= seen::AFTER_RANK;
                    }
                    if previous.flags & flag::GIVEN != 0 {
                        bits |= seen::AFTER_GIVEN;
                    }
                } else if previous.shape == Shape::Open {
                    bits |= seen::IN_BRACKETS;
                } else if self.after_preposition(at) {
                    bits |= seen::AFTER_IN;
                } else if previous.lower == THE.hash() {
                    bits |= seen::AFTER_THE;
                }
            }
            if let Some(next) = self.infos.get(at + 1).filter(|next| next.before < Break::Sentence) {
                if next.flags & flag::SAYING != 0 {
                    bits |= seen::BEFORE_SAYING;
                }
                if next.shape == Shape::Possessive {
                    bits |= seen::POSSESSIVE;
                }
                if next.shape.is_capital() && next.flags & flag::SURNAME != 0 {
                    bits |= seen::BEFORE_SURNAME;
                }
            }
            if let Some((first, last)) = info.run
                && last > first
            {
                let last = self.infos[last as usize].flags;
                if last & flag::ORGANISATION != 0 {
                    bits |= seen::WITH_ORGANISATION;
                }
                if last & flag::GEOGRAPHY != 0 {
                    bits |= seen::WITH_GEOGRAPHY;
                }
            }
            *self.seen.entry(info.lower).or_default() |= bits;
        }
        for info in &self.infos {
            if info.shape == Shape::Lower
                && let Some(bits) = self.seen.get_mut(&info.lower)
            {
                *bits |= seen::SMALL;
            }
        }
    }

    /// Whether the token stands without other capitals, and not after `in`, `at` or `near`.
    #[must_use]
    pub fn stands_alone(&self, at: usize) -> bool {
        self.infos[at].run.is_some_and(|(first, last)| first == last) && !self.after_preposition(at)
    }

    /// Whether the token stands after `in`, `at` or `near`.
    fn after_preposition(&self, at: usize) -> bool {
        let previous = self.around(at, -1).lower;
        [&IN, &AT, &NEAR].iter().any(|word| word.hash() == previous)
    }

    /// The token `offset` after `at`, or the edge of the sentence.
    #[inline]
    fn around(&self, at: usize, offset: isize) -> &Info {
        let Some(to) = at.checked_add_signed(offset).filter(|&to| to < self.infos.len()) else {
            return &OUTSIDE;
        };
        let (from, until) = if offset < 0 { (to, at) } else { (at, to) };
        if self.infos[from + 1..=until].iter().any(|info| info.before >= Break::Sentence) {
            return &OUTSIDE;
        }
        &self.infos[to]
    }

    /// Appends the features of the token `at`.
    pub fn features(&self, at: usize, out: &mut Vec<u64>) {
        let token = &self.infos[at];
        let (l1, l2) = (self.around(at, -1), self.around(at, -2));
        let (r1, r2) = (self.around(at, 1), self.around(at, 2));
        let case = token.case as u64;
        let start = u64::from(token.before >= Break::Sentence);
        let shape = token.shape as u64;
        let shapes = |a: &Info, b: &Info| (a.shape as u64) << 8 | b.shape as u64;
        let mut add = |template: u64, a: u64, b: u64| out.push(mix(template, a, b));

        // Words.
        add(0, case, 0);
        add(1, token.lower, 0);
        add(2, token.lower, shape << 2 | case);
        add(3, l1.lower, 0);
        add(4, r1.lower, 0);
        add(5, l2.lower, 0);
        add(6, r2.lower, 0);
        add(7, token.lower, l1.lower);
        add(8, token.lower, r1.lower);
        add(9, l1.lower, r1.lower);
        add(10, l1.lower, l2.lower);
        add(11, r1.lower, r2.lower);

        // Letters.
        add(12, token.affixes[0].into(), shape);
        add(13, token.affixes[1].into(), 0);
        add(14, token.affixes[2].into(), 0);
        add(15, token.affixes[3].into(), 0);
        add(16, token.affixes[4].into(), 0);
        add(17, shape, start << 2 | case);
        add(18, shapes(l1, token), r1.shape as u64);
        add(19, shapes(l2, l1), shape);
        add(20, shape, shapes(r1, r2));
        add(21, l1.affixes[1].into(), token.affixes[1].into());

        // Clusters.
        let cluster = u64::from(token.cluster);
        add(22, cluster, case);
        add(23, l1.cluster.into(), 0);
        add(24, r1.cluster.into(), 0);
        add(25, l2.cluster.into(), 0);
        add(26, r2.cluster.into(), 0);
        add(27, cluster, l1.cluster.into());
        add(28, cluster, r1.cluster.into());
        add(29, cluster, shapes(l1, r1));
        add(30, u64::from(l1.coarse) << 8 | u64::from(token.coarse), r1.coarse.into());
        add(31, u64::from(l2.coarse) << 8 | u64::from(l1.coarse), token.coarse.into());
        add(32, cluster, l1.lower);
        add(33, cluster, r1.lower);

        // Lists.
        let flags = u64::from(token.flags);
        let kinds = |info: &Info| u64::from(info.flags & !(flag::SMALL | flag::ALWAYS_CAPITAL));
        add(34, flags, shape << 2 | case);
        add(35, kinds(l1), l1.shape as u64);
        add(36, kinds(r1), r1.shape as u64);
        add(37, kinds(token), kinds(l1) << 16 | kinds(r1));
        add(38, kinds(token), kinds(l1) << 16 | kinds(l2));
        add(39, kinds(token), kinds(r1) << 16 | kinds(r2));
        add(40, kinds(token), l1.lower);
        add(41, kinds(token), r1.lower);
        add(
            42,
            u64::from(token.flags & (flag::SMALL | flag::ALWAYS_CAPITAL)),
            start << 8 | shape << 2 | case,
        );

        // Listed phrases.
        if token.phrase != 0 {
            let phrase = u64::from(token.phrase);
            add(43, phrase, shape << 2 | case);
            add(44, phrase, l1.lower);
            add(45, phrase, r1.lower);
            add(46, phrase, kinds(token) << 16 | kinds(l1));
            add(47, phrase, flags);
            add(48, phrase, kinds(r1));
        }
        add(49, l1.phrase.into(), r1.phrase.into());

        // The run of capitalised words.
        if let Some((first, last)) = token.run {
            let (first, last) = (first as usize, last as usize);
            let place = u64::from(at == first) << 1 | u64::from(at == last);
            let length = (last - first).min(5) as u64;
            let (head, tail) = (&self.infos[first], &self.infos[last]);
            let (outer, after) = (self.around(first, -1), self.around(last, 1));
            add(50, place, length);
            add(51, tail.lower, place);
            add(52, kinds(tail), place << 8 | length);
            add(53, tail.cluster.into(), place);
            add(54, head.lower, place);
            add(55, kinds(head), place << 16 | kinds(tail) << 32 | length);
            add(56, outer.lower, place);
            add(57, after.lower, place);
            add(58, outer.cluster.into(), place << 8 | length);
            add(59, after.cluster.into(), place << 8 | length);
            add(60, kinds(outer) << 16 | kinds(after), place << 8 | length);
            add(61, outer.lower, after.lower);
            let any = self.infos[first..=last].iter().fold(0, |all, info| all | info.flags);
            add(62, u64::from(any & ANY), place << 8 | length);
            if let Some(phrase) =
                self.infos[first..=last].iter().map(|info| info.phrase).find(|&phrase| phrase != 0)
            {
                add(63, u64::from(phrase / 4), place << 16 | kinds(tail) << 32);
            }
        }

        // The whole text.
        if token.shape.is_capital() {
            let bits = self.seen.get(&token.lower).copied().unwrap_or_default();
            add(64, u64::from(bits), start << 8 | shape << 2 | case);
            let mut bit = 1;
            while bit < seen::ALL {
                if bits & bit != 0 {
                    add(65, u64::from(bit), start << 2 | case);
                    add(66, u64::from(bit), kinds(token));
                }
                bit <<= 1;
            }
            if bits & seen::SMALL != 0 && bits & seen::MIDDLE == 0 {
                add(67, start, shape << 2 | case);
            }
        }
    }

    /// Appends the features that remember how the token's word was labelled elsewhere in the text.
    pub fn memory(&self, at: usize, memory: &Memory, out: &mut Vec<u64>) {
        let token = &self.infos[at];
        if memory.count < 0.5 {
            return;
        }
        let several = u64::from(memory.count > 1.5) + u64::from(memory.count > 3.5);
        let length = token.run.map_or(7, |(first, last)| (last - first).min(3));
        let mut all = 0;
        for (kind, sum) in memory.kinds.iter().enumerate() {
            let share = ((sum / memory.count) * 5.99) as u64;
            all = all * 6 + share;
            out.push(mix(81, kind as u64, share << 4 | several));
            out.push(mix(82, kind as u64, share << 8 | u64::from(length) << 4 | several));
        }
        let place = u64::from(token.before >= Break::Sentence) << 2 | token.case as u64;
        out.push(mix(83, all, place));
        let mut long = 0;
        for sum in &memory.long {
            let level = u64::from(*sum > 0.3) + u64::from(*sum > 0.7) + u64::from(*sum > 1.7);
            long = long * 4 + level;
        }
        out.push(mix(84, long, u64::from(length)));
        out.push(mix(85, long, all));
        out.push(mix(86, long, u64::from(token.flags & ANY) << 4 | u64::from(length)));
    }
}

/// Which flags of a run's words matter wherever they stand in it.
const ANY: u16 = flag::GIVEN
    | flag::SURNAME
    | flag::COUNTRY
    | flag::PLACE
    | flag::ORGANISATION
    | flag::RANK
    | flag::OFFICE
    | flag::GEOGRAPHY;

/// The longest listed phrase, in tokens.
pub const PHRASE_TOKENS: usize = 5;

/// A word that is compared by its hash.
struct Known(std::sync::LazyLock<u64>);

impl Known {
    fn hash(&self) -> u64 {
        *self.0
    }
}

static IN: Known = Known(std::sync::LazyLock::new(|| xxh3_64(b"in")));
static AT: Known = Known(std::sync::LazyLock::new(|| xxh3_64(b"at")));
static NEAR: Known = Known(std::sync::LazyLock::new(|| xxh3_64(b"near")));
static THE: Known = Known(std::sync::LazyLock::new(|| xxh3_64(b"the")));

/// The hash of a phrase whose tokens so far have `hash`, with one more token.
#[must_use]
pub fn phrase_hash(hash: u64, token: u64) -> u64 {
    mix(99, hash, token)
}

/// The hash of a word as it stands, for the word table.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

/// Writes `word` in small plain letters into `folded`.
pub fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for c in word.chars() {
        match c {
            '’' | '‘' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(any_ascii_char(c).chars().map(|c| c.to_ascii_lowercase())),
        }
    }
}

fn info(model: &Model, word: &str, token: &Token, near: bool, buffer: &mut String) -> Info {
    let plain = token.shape == Shape::Lower && word.is_ascii();
    let folded = if plain {
        word
    } else {
        fold(word, buffer);
        buffer.as_str()
    };
    let lower = xxh3_64(folded.as_bytes());
    if !near {
        return Info { lower, shape: token.shape, case: token.case, before: token.before, ..OUTSIDE };
    }
    let bytes = folded.as_bytes();
    let tail = |length: usize| pack(&bytes[bytes.len().saturating_sub(length)..]);
    let head = |length: usize| pack(&bytes[..length.min(bytes.len())]);
    let mut affixes = [0; 5];
    let mut found = super::model::Word::default();
    let mut name_part = false;
    if token.shape.is_word() {
        affixes = [tail(2), tail(3), tail(4), head(3), head(4)];
        found = model.word(word_hash(word));
        let capitals = token.shape == Shape::Upper && word.len() > 1;
        if capitals && (token.case == Case::Upper || found.cluster == 0 && word.len() > 3) {
            let title = title(folded);
            let other = model.word(word_hash(&title));
            if other.cluster != 0 || found.cluster == 0 {
                found = other;
            }
        }
        if found.flags == 0
            && found.cluster == 0
            && bytes.last() == Some(&b'.')
            && token.shape != Shape::Dotted
        {
            found = model.word(word_hash(word.trim_end_matches('.')));
        }
        if token.shape.is_capital() && bytes.len() > 2 {
            name_part = model.is_name_part(lower);
            if !name_part && let Some(hyphen) = folded.find('-') {
                name_part = model.is_name_part(xxh3_64(&bytes[..hyphen]));
            }
        }
    }
    Info {
        lower,
        affixes,
        cluster: found.cluster,
        coarse: model.coarse(found.cluster),
        flags: found.flags | if name_part { flag::NAME_PART } else { 0 },
        phrase: 0,
        shape: token.shape,
        case: token.case,
        before: token.before,
        run: None,
    }
}

/// Up to four letters as a number.
fn pack(letters: &[u8]) -> u32 {
    letters.iter().fold(letters.len() as u32, |number, letter| number << 8 | u32::from(*letter))
}

/// `paris` as `Paris`.
fn title(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A feature's hash.
#[inline]
fn mix(template: u64, a: u64, b: u64) -> u64 {
    let left = (a ^ 0x9e37_79b9_7f4a_7c15).wrapping_add(template.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let right = b.wrapping_mul(0xa076_1d64_78bd_642f) ^ 0xe703_7ed1_a0b4_28db ^ template;
    let product = u128::from(left).wrapping_mul(u128::from(right | 1));
    let folded = (product as u64) ^ ((product >> 64) as u64);
    (folded ^ (folded >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (folded >> 32)
}
