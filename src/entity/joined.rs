//! Words that were run together when a page was made into text: `PresidentKim Jong Unsent` is `President Kim Jong Un sent`.

use super::lexicon::{Lexicon, class};
use super::text::{Token, flag, fold_hash};

/// Splits such words, where both halves are known and the whole is not.
pub(crate) fn split(lexicon: &Lexicon, text: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        if token.is(flag::WORD) && token.end - token.start > 3 && !token.is(flag::ALL_CAPS | flag::DOTTED) {
            let word = token.text(text);
            let cut = in_front(lexicon, word).or_else(|| {
                // `Kim Il Sungand`: one or two words after a family name of the east.
                let eastern = |back: usize| {
                    at.checked_sub(back)
                        .and_then(|i| tokens.get(i))
                        .is_some_and(|t| t.is(flag::CAP) && lexicon.classes(t) & class::EASTERN != 0)
                };
                let hyphen = at > 0 && tokens[at - 1].is_mark(b'-');
                (eastern(1) || eastern(2) || hyphen && eastern(3)).then(|| behind(lexicon, word)).flatten()
            });
            if let Some(cut) = cut {
                let (front, back) = halves(token, word, cut);
                tokens[at] = front;
                tokens.insert(at + 1, back);
                continue;
            }
        }
        at += 1;
    }
}

/// `ofKim`, `PresidentKim`, `orJames`: an everyday word or title, then a name that begins with a capital.
fn in_front(lexicon: &Lexicon, word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let cut =
        (2..bytes.len()).find(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase())?;
    let (front, back) = (word.get(..cut)?, word.get(cut..)?);
    let known = lexicon.classes_of(front)
        & (class::COMMON | class::HEAD | class::COURTESY | class::NEVER_PERSON)
        != 0;
    // `MacArthur`, `DeKleer`, `LeBron` are whole.
    let particle =
        lexicon.classes_of(front) & class::PARTICLE != 0 || matches!(front, "Mac" | "Mc" | "Fitz" | "Van");
    let name =
        lexicon.classes_of(back) & (class::GIVEN | class::NAME_PART | class::EASTERN) != 0 && back.len() > 2;
    let joined = name || (front.len() > 4 && behind(lexicon, back).is_some());
    (known && !particle && joined).then_some(cut)
}

/// `Unsent`, `Sungand`: the last part of a name, then an everyday word in lower case.
fn behind(lexicon: &Lexicon, word: &str) -> Option<usize> {
    if !word.is_ascii() || lexicon.knows(word) || !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    (2..word.len() - 1).find(|&cut| {
        let (front, back) = word.split_at(cut);
        let name = lexicon.classes_of(front) & (class::NAME_PART | class::EASTERN) != 0;
        let everyday = lexicon.classes_of(back) & (class::COMMON | class::NEVER_PERSON) != 0;
        name && everyday && back.bytes().all(|b| b.is_ascii_lowercase())
    })
}

fn halves(token: Token, word: &str, cut: usize) -> (Token, Token) {
    let (front, back) = word.split_at(cut);
    let middle = token.start + cut as u32;
    let capital = |part: &str| if part.starts_with(char::is_uppercase) { flag::CAP } else { 0 };
    let first = Token {
        end: middle,
        hash: fold_hash(front),
        flags: token.flags & !flag::CAP | capital(front),
        ..token
    };
    let begins = flag::SENTENCE | flag::PARAGRAPH | flag::LINE | flag::GLUED | flag::CAP;
    let second = Token {
        start: middle,
        hash: fold_hash(back),
        flags: token.flags & !begins | capital(back),
        byte: back.as_bytes().first().copied().unwrap_or_default(),
        ..token
    };
    (first, second)
}
