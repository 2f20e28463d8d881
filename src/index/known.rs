//! The terms of words met before. News repeats itself, and making a term costs more than all else that is done with a
//! word.

/// Terms by word, in slots; two words that fall into one slot put each other out.
#[derive(Clone)]
pub(super) struct Known {
    /// How many slots: 2 to the power of this. They are made with the first word.
    bits: u32,
    slots: Vec<Slot>,
    terms: String,
}

/// The bytes of a word as one number, see [`key_of`].
pub(super) type Key = u128;

#[derive(Clone, Copy, Default)]
struct Slot {
    /// 0 where the slot is free: no word has no bytes.
    word: Key,
    start: u32,
    length: u32,
}

/// When the terms, with those that were put out, take more bytes, all are forgotten.
const MOST_TERMS: usize = 1 << 20;

impl Known {
    /// Remembers 2^`bits` words at most.
    pub(super) fn new(bits: u32) -> Self {
        Self { bits, slots: Vec::new(), terms: String::new() }
    }

    pub(super) fn get(&self, word: Key) -> Option<&str> {
        let slot = self.slots.get(self.slot_of(word)).filter(|slot| slot.word == word)?;
        self.terms.get(slot.start as usize..(slot.start + slot.length) as usize)
    }

    pub(super) fn insert(&mut self, word: Key, term: &str) {
        if self.slots.is_empty() || self.terms.len() > MOST_TERMS {
            self.slots.clear();
            self.slots.resize(1 << self.bits, Slot::default());
            self.terms.clear();
        }
        let at = self.slot_of(word);
        self.slots[at] = Slot { word, start: self.terms.len() as u32, length: term.len() as u32 };
        self.terms.push_str(term);
    }

    fn slot_of(&self, word: Key) -> usize {
        let low = (word as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let high = ((word >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        ((low ^ high).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.bits)) as usize
    }
}

/// The key of the word at these bytes of `text`; `None` where it has more than 16 of them: such words are rare and are not
/// remembered.
pub(super) fn key_of(text: &str, start: usize, end: usize) -> Option<Key> {
    let bytes = text.as_bytes();
    let length = end - start;
    if length > 16 || length == 0 {
        return None;
    }
    if let Some(wide) = bytes.get(start..start + 16) {
        let wide = Key::from_le_bytes(wide.try_into().ok()?);
        return Some(wide & (Key::MAX >> (128 - 8 * length)));
    }
    let mut padded = [0; 16];
    padded[..length].copy_from_slice(&bytes[start..end]);
    Some(Key::from_le_bytes(padded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_word_wherever_it_stands() {
        let text = "a ministerial meeting of ministers";
        let key = |word: &str| text.find(word).and_then(|at| key_of(text, at, at + word.len()));
        assert_eq!(key("ministerial"), key_of("ministerial", 0, 11));
        assert_eq!(key("minister"), key_of("minister", 0, 8));
        assert_ne!(key("minister"), key("ministers"));
        assert_eq!(key("ministerial meeting"), None);
    }

    #[test]
    fn what_is_remembered_is_what_was_told() {
        let mut known = Known::new(4);
        let words: Vec<String> = (0..200).map(|n| format!("w{n}")).collect();
        for word in &words {
            let key = key_of(word, 0, word.len()).unwrap();
            assert!(known.get(key).is_none_or(|term| term == word), "{word}");
            known.insert(key, word);
            assert_eq!(known.get(key), Some(word.as_str()));
        }
        assert_eq!(words.iter().filter(|w| known.get(key_of(w, 0, w.len()).unwrap()) == Some(w)).count(), 16);
    }
}
