//! Japanese words in Hepburn, Kunrei and the spellings of passports.

/// A word in Kunrei without long vowels, if it is made of Japanese syllables: `Junichirou`, `Zyun'itirô` and `Jun'ichirō`
/// are all `zyunitiro`.
pub(super) fn kunrei(word: &str) -> Option<String> {
    // Spelling, Kunrei; the longer first.
    const ONSETS: [(&str, &str); 32] = [
        ("tch", "ty"),
        ("sh", "sy"),
        ("ch", "ty"),
        ("ts", "t"),
        ("ky", "ky"),
        ("gy", "gy"),
        ("sy", "sy"),
        ("zy", "zy"),
        ("ty", "ty"),
        ("ny", "ny"),
        ("hy", "hy"),
        ("by", "by"),
        ("py", "py"),
        ("my", "my"),
        ("ry", "ry"),
        ("jy", "zy"),
        ("j", "zy"),
        ("f", "h"),
        ("k", "k"),
        ("g", "g"),
        ("s", "s"),
        ("z", "z"),
        ("t", "t"),
        ("d", "d"),
        ("n", "n"),
        ("h", "h"),
        ("b", "b"),
        ("p", "p"),
        ("m", "m"),
        ("r", "r"),
        ("y", "y"),
        ("w", "w"),
    ];
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        // A doubled consonant, `m` before a lip, `h` that makes a vowel long, `n` that closes.
        let bytes = rest.as_bytes();
        match (bytes.first(), bytes.get(1)) {
            (Some(a), Some(b)) if a == b && b"kstpcgdbz".contains(a) => rest = rest.get(1..)?,
            (Some(b'm'), Some(b'b' | b'p' | b'm')) => {
                out.push('n');
                rest = rest.get(1..)?;
                continue;
            }
            (Some(b'n'), next) if !matches!(next, Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) => {
                out.push('n');
                rest = rest.get(1..)?;
                continue;
            }
            (Some(b'h'), next)
                if out.ends_with(['o', 'u'])
                    && !matches!(next, Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) =>
            {
                rest = rest.get(1..)?;
                continue;
            }
            _ => {}
        }
        let (onset, used) = ONSETS
            .iter()
            .find(|(spelt, _)| rest.starts_with(spelt))
            .map_or(("", 0), |(spelt, kunrei)| (*kunrei, spelt.len()));
        rest = rest.get(used..)?;
        let vowel = rest.chars().next().filter(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))?;
        rest = rest.get(1..)?;
        let long = onset.is_empty()
            && matches!((out.chars().last(), vowel), (Some('o'), 'o' | 'u') | (Some('u'), 'u'));
        if long {
            continue;
        }
        // `si` and `syi` are one.
        out.push_str(if vowel == 'i' { onset.trim_end_matches('y') } else { onset });
        out.push(vowel);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::kunrei;

    #[test]
    fn hepburn_is_kunrei() {
        for (a, b) in [
            ("junichirou", "zyunitiro"),
            ("toshimitsu", "tosimitu"),
            ("fujii", "huzii"),
            ("satoh", "sato"),
            ("homma", "honma"),
        ] {
            assert!(kunrei(a).is_some());
            assert_eq!(kunrei(a), kunrei(b), "{a} {b}");
        }
        assert_ne!(kunrei("kishi"), kunrei("kishida"));
        assert_eq!(kunrei("smith"), None);
    }
}
