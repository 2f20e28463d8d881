//! One key for the ways in which a name is printed, and the slug that ids are made of.

/// Lower case, Latin letters without accents, no full stops or apostrophes, one space for everything else between
/// words, no article in front: `the U.S.`, `US` and `u.s.` are all `us`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| match c {
        '.' | '\'' | '`' => {}
        c if c.is_ascii_alphanumeric() => {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(c.to_ascii_lowercase());
        }
        '&' => {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str("and");
            gap = true;
        }
        _ => gap = true,
    };
    for c in text.chars() {
        match c {
            '’' | '‘' | 'ʼ' | 'ʻ' => {}
            c if c.is_ascii() => push(c),
            c => any_ascii::any_ascii_char(c).chars().for_each(&mut push),
        }
    }
    match key.strip_prefix("the ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => key,
    }
}

/// `Chung Byung-won` is `chung-byung-won`.
#[must_use]
pub fn slug(text: &str) -> String {
    fold(text).replace(' ', "-")
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
