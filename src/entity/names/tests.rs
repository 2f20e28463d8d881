//! What holds of names in general, over many pairs of them.

use super::{fold, key, keys_for_lookup, same, slug};

/// Name, name, whether they are one person's.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    include_str!("pairs.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()? == "1"))
    })
}

#[test]
fn tells_who_is_who() {
    let (mut right, mut missed, mut merged) = (0, Vec::new(), Vec::new());
    for (a, b, truth) in pairs() {
        match (same(a, b).same, truth) {
            (true, true) => right += 1,
            (false, true) => missed.push((a, b)),
            (true, false) => merged.push((a, b)),
            (false, false) => {}
        }
    }
    assert!(right > 280, "{right}");
    assert!(merged.len() <= 2, "{merged:?}");
    assert!(missed.len() <= 6, "{missed:?}");
}

#[test]
fn verdicts_do_not_depend_on_the_side() {
    for (a, b, _) in pairs() {
        assert_eq!(same(a, b).same, same(b, a).same, "{a} | {b}");
    }
}

#[test]
fn a_name_is_itself() {
    for (a, b, _) in pairs() {
        assert!(same(a, a).same, "{a}");
        assert_eq!(key(b), key(b));
    }
}

#[test]
fn equal_keys_are_the_same_name() {
    let names: Vec<&str> = pairs().flat_map(|(a, b, _)| [a, b]).collect();
    for (i, a) in names.iter().enumerate() {
        let key_a = key(a);
        for b in names.iter().skip(i + 1).filter(|b| key(b) == key_a) {
            assert!(same(a, b).same, "{a} | {b} {key_a}");
        }
    }
}

#[test]
fn different_people_have_different_keys() {
    for (a, b, _) in pairs().filter(|(_, _, truth)| !truth) {
        assert_ne!(key(a), key(b), "{a} | {b}");
    }
}

#[test]
fn case_and_accents_do_not_matter() {
    for (a, _, _) in
        pairs().filter(|(a, ..)| !a.contains(['.', ',']) && !a.contains("JC") && !a.contains("ElB"))
    {
        assert_eq!(key(a), key(&a.to_lowercase()), "{a}");
        assert_eq!(fold(a), fold(&a.to_lowercase()), "{a}");
    }
    assert_eq!(key("Jonas Gahr Støre"), key("JONAS GAHR STORE"));
    assert_eq!(key("Łukasz Żółć"), key("Lukasz Zolc"));
}

#[test]
fn one_key_for_the_spellings_of_the_press() {
    let same_key = [
        ["Chung Byung-won", "CHUNG Byung Won", "Jeong Byeong-won"],
        ["Kim Jong-un", "KIM Jong Un", "Kim Jong Un"],
        ["Sergey Lavrov", "LAVROV, Sergei", "Сергей Лавров"],
        ["Mikhail Gorbachev", "Mihail Gorbačev", "Михаил Горбачёв"],
        ["Xi Jinping", "Hsi Chin-p'ing", "习近平"],
        ["Deng Xiaoping", "Teng Hsiao-p'ing", "DENG Xiaoping"],
        ["Mohammed bin Salman", "Muhammad bin Salman", "Mohamed Bin Salman"],
        ["Abdel Fattah el-Sisi", "Abd al-Fattah al-Sisi", "Abdelfattah al-Sissi"],
        ["Ursula von der Leyen", "VON DER LEYEN, Ursula", "Ursula VON DER LEYEN"],
        ["Viktor Orbán", "Orbán Viktor", "Viktor ORBAN"],
        ["Shinzō Abe", "ABE Shinzo", "Shinzo Abe"],
        ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"],
        ["Donald Trump Jr.", "Donald Trump, Jr.", "TRUMP, Donald, Jr."],
    ];
    for [a, b, c] in same_key {
        assert_eq!(key(a), key(b), "{a} | {b}");
        assert_eq!(key(a), key(c), "{a} | {c}");
    }
}

#[test]
fn every_spelling_is_looked_up() {
    let meet = |a: &str, b: &str| {
        let keys = keys_for_lookup(a);
        keys_for_lookup(b).iter().any(|key| keys.contains(key))
    };
    let alike: Vec<_> = pairs().filter(|(a, b, truth)| *truth && same(a, b).same).collect();
    let lost: Vec<_> = alike.iter().filter(|(a, b, _)| !meet(a, b)).collect();
    assert!(lost.len() * 25 < alike.len(), "{} of {}: {lost:?}", lost.len(), alike.len());
    assert!(pairs().all(|(a, _, _)| keys_for_lookup(a).len() <= 40));
}

#[test]
fn folds_and_slugs() {
    assert_eq!(fold("Kim Yo-jong"), "kim yo jong");
    assert_eq!(fold("  Nguyễn   Phú Trọng "), "nguyen phu trong");
    assert_eq!(fold("Teng Hsiao-p'ing"), "teng hsiao ping");
    assert_eq!(fold("Сергей Лавров"), "sergey lavrov");
    assert_eq!(fold("Ig0r Sech1n"), "igor sechin");
    assert_eq!(slug("Chung Byung-won"), "chung-byung-won");
    assert_eq!(slug("Thórdís O'Brien, Jr."), "thordis-obrien-jr");
    assert_eq!(slug("…"), "");
}

#[test]
fn says_why() {
    assert_eq!(same("Igor Morgulov", "Igor Morgunov").why, "`morgulov` against `morgunov`");
    assert_eq!(same("J. Smith", "John Smith").why, "an initial stands for a name");
    assert_eq!(same("John Smith Jr.", "John Smith Sr.").why, "one is marked jr, the other sr");
    assert_eq!(same("Xi Jinping", "Hsi Chin-ping").why, "the same name, spelt or ordered in another way");
}

#[test]
fn takes_anything() {
    for name in [
        "", " ", "-", "'", "Jr.", "III", ",", "A.", "bin", "al-", "J.-", "李", "é", "\u{301}", "0", "Dr.",
        "abd", "Abd al-", "()", "(x", "김", "x, y, z",
    ] {
        let _ = (
            key(name),
            keys_for_lookup(name),
            same(name, "John Smith"),
            same("John Smith", name),
            fold(name),
        );
        assert_eq!(same(name, name).same, same(name, name).same);
    }
    let long = "Ab-c. d'É ".repeat(500);
    let _ = (key(&long), keys_for_lookup(&long));
}
