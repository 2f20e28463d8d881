//! The model file, read in place: word table, phrase table, name filter, transitions, weights.
//!
//! All numbers are little-endian; every section begins at a multiple of 64. The file is a header, then the sections in the order of [`Header`]:
//!
//! | section | layout |
//! |---|---|
//! | transitions | 13 rows (from) of 16 `f32` (to), by tag |
//! | coarse | one `u8` for each cluster: the coarse cluster it belongs to |
//! | words | buckets of 8 × (`u16` fingerprint, `u16` cluster, `u16` flags) |
//! | phrases | buckets of 8 × (24-bit fingerprint, `u8` kind) |
//! | names | a Bloom filter, 5 bits a name |
//! | present | a bit for each feature that has weights, among 2^21: most features have none |
//! | weights | buckets of 4 × (`u16` fingerprint, 13 × `i8` weight, one byte unused) |
//!
//! A fingerprint of 0 is an empty slot. The bucket is taken from the high half of a 64-bit hash and the fingerprint
//! from the low half, so that they are independent.

use std::borrow::Cow;
use std::ops::Range;

/// How many tags there are: outside, and begin, inside, last and only for each of three kinds.
pub const TAGS: usize = 13;
/// Scores of one token, a lane for each tag; the last three are unused.
pub type Scores = [f32; 16];

const MAGIC: &[u8; 4] = b"DLT1";
const WORD_BUCKET: usize = 8 * 6;
const PHRASE_BUCKET: usize = 8 * 4;
const WEIGHT_SLOT: usize = 16;
const WEIGHT_BUCKET: usize = 4 * WEIGHT_SLOT;
const HEADER: usize = 4 + 4 + 5 * 4;
/// Every section begins at a multiple of this.
const ALIGN: usize = 64;

/// What the word table knows of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    /// Which words it stands like; 0 for unknown words.
    pub cluster: u16,
    /// What kinds of words it is, see [`flag`].
    pub flags: u16,
}

/// The bits of [`Word::flags`].
pub mod flag {
    #![expect(missing_docs, reason = "the names say it")]
    pub const GIVEN: u16 = 1;
    pub const SURNAME: u16 = 1 << 1;
    pub const COUNTRY: u16 = 1 << 2;
    pub const DEMONYM: u16 = 1 << 3;
    pub const PLACE: u16 = 1 << 4;
    pub const ORGANISATION: u16 = 1 << 5;
    pub const RANK: u16 = 1 << 6;
    pub const OFFICE: u16 = 1 << 7;
    pub const GEOGRAPHY: u16 = 1 << 8;
    pub const TIME: u16 = 1 << 9;
    pub const SAYING: u16 = 1 << 10;
    pub const FUNCTION: u16 = 1 << 11;
    /// Two bits: how often the word is written small in running text.
    pub const SMALL: u16 = 3 << 12;
    pub const ALWAYS_CAPITAL: u16 = 1 << 14;
    /// Set at run time: a part of somebody's name.
    pub const NAME_PART: u16 = 1 << 15;
}

/// Why a model file was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAModel;

/// Sizes of the sections, and the step of the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Header {
    /// What one step of a stored weight is worth.
    pub step: f32,
    /// How many clusters, with the unknown one.
    pub clusters: u32,
    /// Buckets of the word table.
    pub words: u32,
    /// Buckets of the phrase table.
    pub phrases: u32,
    /// Bytes of the name filter.
    pub names: u32,
    /// Buckets of the weight table.
    pub weights: u32,
}

/// A model, as a view of its bytes.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    header: Header,
    transitions: [Scores; TAGS],
    coarse: Range<usize>,
    words: Range<usize>,
    phrases: Range<usize>,
    names: Range<usize>,
    present: Range<usize>,
    weights: Range<usize>,
}

impl Model {
    /// Reads a model's header and checks the lengths; nothing is copied.
    ///
    /// # Errors
    /// Bytes that are no model of this version.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, NotAModel> {
        let bytes = bytes.into();
        let word =
            |at: usize| -> Option<u32> { Some(u32::from_le_bytes(*bytes.get(at..at + 4)?.first_chunk()?)) };
        let field = |n: usize| word(4 + 4 * n).ok_or(NotAModel);
        if bytes.get(..4) != Some(MAGIC) {
            return Err(NotAModel);
        }
        let header = Header {
            step: f32::from_bits(field(0)?),
            clusters: field(1)?,
            words: field(2)?,
            phrases: field(3)?,
            names: field(4)?,
            weights: field(5)?,
        };
        let mut transitions = [[0.0; 16]; TAGS];
        for (row, from) in transitions.iter_mut().enumerate() {
            for (column, to) in from.iter_mut().enumerate() {
                *to = f32::from_bits(word(HEADER + 4 * (16 * row + column)).ok_or(NotAModel)?);
            }
        }
        let mut at = (HEADER + 4 * 16 * TAGS).next_multiple_of(ALIGN);
        let mut section = |length: usize| {
            let range = at..at + length;
            at = range.end.next_multiple_of(ALIGN);
            range
        };
        let coarse = section(header.clusters as usize);
        let words = section(header.words as usize * WORD_BUCKET);
        let phrases = section(header.phrases as usize * PHRASE_BUCKET);
        let names = section(header.names as usize);
        let present = section(PRESENT_BITS / 8);
        let weights = section(header.weights as usize * WEIGHT_BUCKET);
        if at != bytes.len() || header.clusters == 0 {
            return Err(NotAModel);
        }
        Ok(Self { bytes, header, transitions, coarse, words, phrases, names, present, weights })
    }

    /// A model that knows nothing and finds nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            bytes: Cow::Borrowed(&[]),
            header: Header { step: 1.0, clusters: 0, words: 0, phrases: 0, names: 0, weights: 0 },
            transitions: [[0.0; 16]; TAGS],
            coarse: 0..0,
            words: 0..0,
            phrases: 0..0,
            names: 0..0,
            present: 0..0,
            weights: 0..0,
        }
    }

    /// The bytes, as written to a file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What a step from one tag (row) to another (lane) scores; `-inf` where it can't be.
    #[must_use]
    pub fn transitions(&self) -> &[Scores; TAGS] {
        &self.transitions
    }

    /// What is known of the word with this hash.
    #[must_use]
    pub fn word(&self, hash: u64) -> Word {
        let Some(bucket) = bucket(&self.bytes[self.words.clone()], hash, self.header.words, WORD_BUCKET)
        else {
            return Word::default();
        };
        let fingerprint = fingerprint(hash).to_le_bytes();
        for slot in bucket.as_chunks::<6>().0 {
            if slot[..2] == fingerprint {
                return Word {
                    cluster: u16::from_le_bytes([slot[2], slot[3]]),
                    flags: u16::from_le_bytes([slot[4], slot[5]]),
                };
            }
        }
        Word::default()
    }

    /// The coarse cluster of a cluster.
    #[must_use]
    pub fn coarse(&self, cluster: u16) -> u8 {
        self.bytes[self.coarse.clone()].get(usize::from(cluster)).copied().unwrap_or_default()
    }

    /// The kind of the phrase with this hash; 0 for none.
    #[must_use]
    pub fn phrase(&self, hash: u64) -> u8 {
        let Some(bucket) =
            bucket(&self.bytes[self.phrases.clone()], hash, self.header.phrases, PHRASE_BUCKET)
        else {
            return 0;
        };
        let fingerprint = phrase_fingerprint(hash);
        bucket.as_chunks::<4>().0.iter().find(|slot| slot[..3] == fingerprint).map_or(0, |slot| slot[3])
    }

    /// Whether the folded word with this hash is a part of somebody's name; wrong once in a hundred times.
    #[must_use]
    pub fn is_name_part(&self, hash: u64) -> bool {
        let filter = &self.bytes[self.names.clone()];
        !filter.is_empty()
            && name_bits(hash, filter.len()).iter().all(|bit| filter[bit / 8] & (1 << (bit % 8)) != 0)
    }

    /// The sums of the weights of features, in steps: a lane for each tag from the third on. The first two lanes mean
    /// nothing: they hold the fingerprints, so that a slot is added in one go. `features` keeps those that have
    /// weights only.
    #[must_use]
    pub fn sum(&self, features: &mut Vec<u64>) -> [i16; 16] {
        let present = &self.bytes[self.present.clone()];
        let weights = self.bytes[self.weights.clone()].as_chunks::<WEIGHT_BUCKET>().0;
        // No branch depends on what is found: half of all features have no weights, and no guess would be right.
        let mut kept = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let bit = present_bit(feature);
            features[kept] = feature;
            kept += usize::from(present.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1));
        }
        features.truncate(kept);
        // The buckets lie far apart: all are asked for at once, before the first is needed.
        let mut touched = 0;
        for &feature in features.iter() {
            touched ^= weights.get(bucket_of(feature, self.header.weights)).map_or(0, |bucket| bucket[0]);
        }
        std::hint::black_box(touched);
        let mut sum = [0_i16; 16];
        for &feature in features.iter() {
            let Some(bucket) = weights.get(bucket_of(feature, self.header.weights)) else { continue };
            let fingerprint = fingerprint(feature).to_le_bytes();
            let mut row = [0_u8; WEIGHT_SLOT];
            for slot in bucket.as_chunks::<WEIGHT_SLOT>().0 {
                let mask = if [slot[0], slot[1]] == fingerprint { 0xff } else { 0 };
                for (byte, weight) in row.iter_mut().zip(slot) {
                    *byte |= weight & mask;
                }
            }
            for (lane, weight) in sum.iter_mut().zip(row) {
                *lane = lane.wrapping_add(i16::from(weight.cast_signed()));
            }
        }
        sum
    }

    /// What one step is worth.
    #[must_use]
    pub fn step(&self) -> f32 {
        self.header.step
    }
}

/// The bucket of a hash among `count`.
#[inline]
fn bucket(section: &[u8], hash: u64, count: u32, size: usize) -> Option<&[u8]> {
    let at = bucket_of(hash, count) * size;
    section.get(at..at + size)
}

/// The number of a hash's bucket among `count`.
#[inline]
fn bucket_of(hash: u64, count: u32) -> usize {
    (((hash >> 32) * u64::from(count)) >> 32) as usize
}

#[inline]
fn fingerprint(hash: u64) -> u16 {
    (hash as u16).max(1)
}

#[inline]
fn phrase_fingerprint(hash: u64) -> [u8; 3] {
    let [a, b, c, ..] = (hash as u32 & 0xff_ffff).max(1).to_le_bytes();
    [a, b, c]
}

/// How many bits say which features have weights.
const PRESENT_BITS: usize = 1 << 21;

/// The bit of a feature: from the middle of its hash, which bucket and fingerprint leave alone in part.
#[inline]
fn present_bit(feature: u64) -> usize {
    (feature >> 13) as usize % PRESENT_BITS
}

fn name_bits(hash: u64, bytes: usize) -> [usize; 5] {
    let step = (hash >> 32) | 1;
    std::array::from_fn(|n| {
        let spread = hash.wrapping_add(step.wrapping_mul(n as u64)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (((spread >> 32) * (bytes as u64 * 8)) >> 32) as usize
    })
}

/// Puts a model together; the training program uses it.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// The coarse cluster of each cluster, 0 first.
    pub coarse: Vec<u8>,
    /// Words by hash, the most important first: later ones give way where a bucket is full.
    pub words: Vec<(u64, Word)>,
    /// Phrases by hash and kind (not 0), the most important first.
    pub phrases: Vec<(u64, u8)>,
    /// Hashes of folded name parts.
    pub names: Vec<u64>,
    /// Features by hash with their weights, the most important first.
    pub weights: Vec<(u64, [f32; TAGS])>,
    /// By tag and tag.
    pub transitions: [Scores; TAGS],
    /// What one step of a stored weight is worth; weights past 127 steps are cut.
    pub step: f32,
}

impl Builder {
    /// Writes the model. `fill` is the share of the weight slots that are used, below 1.
    #[must_use]
    pub fn build(&self, fill: f64) -> Vec<u8> {
        let count = |entries: usize, slots: f64, fill: f64| (entries as f64 / slots / fill).ceil() as u32;
        let words = count(self.words.len(), 8.0, 0.8);
        let phrases = count(self.phrases.len(), 8.0, 0.8);
        let names = (self.names.len() * 9).div_ceil(8);
        let weights = count(self.weights.len(), 4.0, fill);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.step.to_le_bytes());
        let coarse: &[u8] = if self.coarse.is_empty() { &[0] } else { &self.coarse };
        for size in [coarse.len() as u32, words, phrases, names as u32, weights] {
            bytes.extend(size.to_le_bytes());
        }
        bytes.extend(self.transitions.iter().flatten().flat_map(|score| score.to_le_bytes()));
        pad(&mut bytes);
        bytes.extend(coarse);
        pad(&mut bytes);
        bytes.extend(table(words, WORD_BUCKET, 6, 2, &self.words, |&(hash, word), slot| {
            slot[..2].copy_from_slice(&fingerprint(hash).to_le_bytes());
            slot[2..4].copy_from_slice(&word.cluster.to_le_bytes());
            slot[4..].copy_from_slice(&word.flags.to_le_bytes());
            hash
        }));
        pad(&mut bytes);
        bytes.extend(table(phrases, PHRASE_BUCKET, 4, 3, &self.phrases, |&(hash, kind), slot| {
            slot[..3].copy_from_slice(&phrase_fingerprint(hash));
            slot[3] = kind;
            hash
        }));
        let mut filter = vec![0_u8; names];
        for &hash in &self.names {
            for bit in name_bits(hash, names) {
                filter[bit / 8] |= 1 << (bit % 8);
            }
        }
        pad(&mut bytes);
        bytes.extend(filter);
        pad(&mut bytes);
        let mut present = vec![0_u8; PRESENT_BITS / 8];
        for (feature, _) in &self.weights {
            let bit = present_bit(*feature);
            present[bit / 8] |= 1 << (bit % 8);
        }
        bytes.extend(present);
        pad(&mut bytes);
        bytes.extend(table(weights, WEIGHT_BUCKET, WEIGHT_SLOT, 2, &self.weights, |(feature, row), slot| {
            slot[..2].copy_from_slice(&fingerprint(*feature).to_le_bytes());
            for (byte, weight) in slot[2..].iter_mut().zip(row) {
                *byte = ((weight / self.step).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
            }
            *feature
        }));
        pad(&mut bytes);
        bytes
    }
}

/// Fills up to where the next section may begin.
fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
}

/// A table of `buckets`, filled in order; entries whose bucket is full, or has an entry with the same first `key`
/// bytes, are left out. `write` gives an entry's hash
/// and writes its slot.
fn table<T>(
    buckets: u32,
    bucket: usize,
    slot: usize,
    key: usize,
    entries: &[T],
    write: impl Fn(&T, &mut [u8]) -> u64,
) -> Vec<u8> {
    let mut bytes = vec![0_u8; buckets as usize * bucket];
    let mut buffer = vec![0_u8; slot];
    for entry in entries {
        let at = bucket_of(write(entry, &mut buffer), buckets) * bucket;
        let mut places = bytes[at..at + bucket].chunks_exact_mut(slot);
        let free = |place: &[u8]| place.iter().all(|&byte| byte == 0);
        if let Some(place) = places.find(|place| free(place) || place[..key] == buffer[..key])
            && free(place)
        {
            place.copy_from_slice(&buffer);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64;

    fn sample() -> Builder {
        let hash = |text: &str| xxh3_64(text.as_bytes());
        Builder {
            coarse: vec![0, 4, 5],
            words: vec![(hash("Lima"), Word { cluster: 2, flags: flag::PLACE })],
            phrases: vec![(hash("peru"), 3)],
            names: vec![hash("ana")],
            weights: vec![(hash("f"), std::array::from_fn(|n| n as f32 - 4.0))],
            transitions: [[0.5; 16]; TAGS],
            step: 0.5,
        }
    }

    #[test]
    fn a_built_model_reads_back() {
        let hash = |text: &str| xxh3_64(text.as_bytes());
        let model = Model::new(sample().build(0.5)).unwrap();
        assert_eq!(model.word(hash("Lima")), Word { cluster: 2, flags: flag::PLACE });
        assert_eq!(model.word(hash("Quito")), Word::default());
        assert_eq!((model.coarse(1), model.coarse(9)), (4, 0));
        assert_eq!((model.phrase(hash("peru")), model.phrase(hash("chile"))), (3, 0));
        assert!(model.is_name_part(hash("ana")));
        let sum = model.sum(&mut vec![hash("f"), hash("g")]);
        assert_eq!(sum[2..2 + TAGS], std::array::from_fn::<i16, TAGS, _>(|n| (n as i16 - 4) * 2));
    }

    proptest! {
        #[test]
        fn a_cut_model_is_refused(cut in 0_usize..300_000) {
            let bytes = sample().build(0.5);
            prop_assume!(cut < bytes.len());
            prop_assert!(Model::new(bytes[..cut].to_vec()).is_err());
        }
    }
}
