//! One key for the ways in which a name is printed, and the slug that ids are made of.

use crate::entity::{EntityId, EntityKind};

/// Lower case, Latin letters without accents, no full stops or apostrophes, one space for everything else between
/// words, no article in front: `the U.S.`, `US` and `u.s.` are all `us`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_into(text, ' ', &mut key);
    key
}

/// The same with another mark between words, appended to `key`.
pub(super) fn fold_into(text: &str, between: char, key: &mut String) {
    let start = key.len();
    let mut gap = false;
    for c in text.chars() {
        match c {
            c if c.is_ascii() => push(c, between, key, start, &mut gap),
            '’' | '‘' | 'ʼ' | 'ʻ' => {}
            c => any_ascii::any_ascii_char(c).chars().for_each(|c| push(c, between, key, start, &mut gap)),
        }
    }
    let article = key[start..].strip_prefix("the").is_some_and(|rest| rest.starts_with(between));
    if article {
        key.replace_range(start..start + "the ".len(), "");
    }
}

#[inline]
fn push(c: char, between: char, key: &mut String, start: usize, gap: &mut bool) {
    match c {
        '.' | '\'' | '`' => {}
        c if c.is_ascii_alphanumeric() => {
            if *gap && key.len() > start {
                key.push(between);
            }
            *gap = false;
            key.push(c.to_ascii_lowercase());
        }
        '&' => {
            if key.len() > start {
                key.push(between);
            }
            key.push_str("and");
            *gap = true;
        }
        _ => *gap = true,
    }
}

/// `Chung Byung-won` is `chung-byung-won`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    fold_into(text, '-', &mut slug);
    slug
}

/// The id of `kind` whose slug this name makes. `buffer` is there to be used again.
pub(super) fn id_of(kind: EntityKind, name: &str, buffer: &mut String) -> EntityId {
    buffer.clear();
    buffer.push_str(kind.as_str());
    buffer.push(':');
    fold_into(name, '-', buffer);
    EntityId(buffer.as_str().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (a, b) in [
            ("the U.S.", "US"),
            ("Côte d’Ivoire", "Cote d'Ivoire"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("Türkiye", "TURKIYE"),
            ("Ban Ki-moon", "ban ki moon"),
            ("  The   Hague ", "Hague"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_eq!(fold("The"), "the");
        assert_eq!(fold(" .,- "), "");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Chung Byung-won"), "chung-byung-won");
        assert_eq!(slug("José María O’Neill"), "jose-maria-oneill");
    }
}
