//! Same text, same story.

use xxhash_rust::xxh3::xxh3_64;

/// Shorter texts are told apart by their headlines as well: "The markets are closed" is no story of its own.
const LETTERS_OF_A_STORY: usize = 100;

/// Which story a text tells: `s` and 16 hex digits. Texts share it that differ in nothing but case, spaces and
/// punctuation; the headline counts only where there is little text.
#[must_use]
pub fn story_id(title: &str, body: &str) -> String {
    let mut letters = Vec::with_capacity(body.len());
    push_letters(&mut letters, body);
    if letters.len() < LETTERS_OF_A_STORY {
        letters.push(b' ');
        push_letters(&mut letters, title);
    }
    format!("s{:016x}", xxh3_64(&letters))
}

fn push_letters(letters: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                letters.push(byte.to_ascii_lowercase());
            }
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { return };
        at += c.len_utf8();
        if c.is_alphanumeric() {
            let mut buffer = [0; 4];
            for c in c.to_lowercase() {
                letters.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_its_words() {
        let text = "The two ministers met on Monday and agreed to reopen the border crossing after eleven years, \
                    officials of both sides said in Tbilisi.";
        let other = "THE TWO MINISTERS met on Monday\nand agreed to re-open the border crossing after eleven years; \
                     officials of both sides said, in Tbilisi";
        assert_eq!(story_id("Border opens", text), story_id("Crossing to open", other));
        assert_ne!(story_id("", text), story_id("", &text.replace("Monday", "Tuesday")));
    }

    #[test]
    fn short_texts_need_the_same_headline() {
        assert_eq!(story_id("Été", "No trade today."), story_id("ÉTÉ", "no trade today"));
        assert_ne!(story_id("Frankfurt", "No trade today."), story_id("Zurich", "No trade today."));
        assert_ne!(story_id("a", "b"), story_id("", "ba"));
    }
}
