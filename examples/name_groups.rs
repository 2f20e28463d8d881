//! Makes the lists of `src/entity/names`: groups of spellings and usual given names.
//!
//! ```text
//! cargo run --release --example name_groups -- name_groups.txt officials.tsv src/entity/names
//! ```
//!
//! The first file has a group of spellings a line, separated by commas (`rigour`, MIT). The second has tab-separated
//! columns, of which the third is a person and the first an ISO country code. What the rules of romanisation join anyway
//! is left out, and so is what would join two names: short words, women's forms of men's names, spellings far from the
//! rest of their group, names known to be mixed up.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use dateline::entity::names::{fold, word_code, word_skeleton};

/// Words that stand in groups where they don't belong: names of their own.
const MIXED_UP: &[&str] = &[
    "mehmood", "mehmud", "mahmud", "mahmood", "mahmoud", "hamudi", "mamadou", "mamadu", "moma", "momed",
    "wape", "roberts", "wiki", "lilie", "juras", "yurec", "johnson", "peters", "williams", "michaels",
    "petrovic", "ivanovic", "angelo", "mario", "andrea", "ahmet", "hamed", "hamid", "hamad", "hasan",
    "hassan", "salem", "salim", "said", "saeed", "sayed", "karim", "karam",
];

/// Usual given names that office-holders rarely have.
const ALSO_GIVEN: &[&str] = &[
    "friedrich",
    "hans",
    "karl",
    "kurt",
    "fritz",
    "otto",
    "ernst",
    "georg",
    "gerd",
    "jens",
    "lars",
    "nils",
    "niels",
    "olaf",
    "sven",
    "uwe",
    "jurgen",
    "heinz",
    "helmut",
    "horst",
    "dieter",
    "wilhelm",
    "johann",
    "johannes",
    "ludwig",
    "emmanuelle",
    "danielle",
    "gabrielle",
    "michelle",
    "simone",
    "jeanne",
    "pascale",
    "christiane",
    "marine",
    "marina",
    "maria",
    "marie",
    "mary",
    "olga",
    "oleg",
    "antonina",
    "anton",
    "franck",
    "julia",
    "julie",
    "juliette",
    "carla",
    "carlo",
    "paula",
    "paola",
    "paolo",
    "laura",
    "lauren",
    "laurent",
    "lara",
    "larissa",
    "irina",
    "irene",
    "elena",
    "helen",
    "ellen",
    "alan",
    "allan",
    "allen",
    "brian",
    "bryan",
    "ryan",
    "kevin",
    "kelvin",
    "karen",
    "karin",
    "karina",
    "tanya",
    "tina",
    "nina",
    "anna",
    "anne",
    "annie",
    "hanna",
    "hannah",
    "joan",
    "john",
    "jon",
    "juan",
    "jane",
    "jan",
    "jean",
    "dana",
    "dan",
    "diana",
    "diane",
    "denis",
    "dennis",
    "denise",
    "tom",
    "tim",
    "ted",
    "todd",
    "eric",
    "erica",
    "erik",
    "erika",
    "martin",
    "martina",
    "marta",
    "martha",
    "mark",
    "marc",
    "marco",
    "marcus",
    "markus",
    "sara",
    "sarah",
    "susan",
    "suzanne",
    "stefan",
    "stefano",
    "stephan",
    "stephen",
    "steven",
    "stefanie",
    "stephanie",
    "victor",
    "victoria",
    "viktor",
    "viktoria",
    "yuri",
    "yulia",
    "galina",
    "natalia",
    "natalie",
    "nadia",
    "nadine",
    "hassan",
    "hussein",
    "husni",
    "hosni",
    "ali",
    "alia",
    "omar",
    "amir",
    "amira",
    "salem",
    "salim",
    "salam",
    "salman",
    "sultan",
    "karim",
    "karima",
    "jamal",
    "jamil",
    "jamila",
    "kamal",
    "kamil",
    "hamid",
    "hamad",
    "hamed",
    "ahmed",
    "mahmoud",
    "mohammed",
];

/// Countries whose lists put the surname first.
const SURNAME_FIRST: &[&str] = &["KR", "KP", "CN", "TW", "VN", "JP", "HK", "HU", "KH", "SG", "MM"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(groups), Some(people), Some(folder)) = (args.next(), args.next(), args.next()) else {
        return Err("three arguments: the groups, the people, the folder to write to".into());
    };
    let folder = Path::new(&folder);
    let variants = fs::read_to_string(folder.join("variants.txt"))?;
    fs::write(folder.join("groups.txt"), group_lines(&variants, &fs::read_to_string(groups)?))?;
    let people = fs::read_to_string(people)?;
    fs::write(folder.join("given.txt"), lines(given_counts(&people)))?;
    fs::write(
        folder.join("surnames.txt"),
        lines(surname_counts(&people).into_iter().filter(|(_, count)| *count > 2)),
    )?;
    Ok(())
}

fn group_lines(variants: &str, text: &str) -> String {
    let mut groups: BTreeSet<Vec<String>> = BTreeSet::new();
    for line in text.lines() {
        let members: Vec<&str> = line
            .split(',')
            .filter(|word| word.len() > 4 && !word.contains('-') && !MIXED_UP.contains(word))
            .collect();
        if members.len() < 2 || is_of_genders(&members) {
            continue;
        }
        let kept: Vec<&str> = members.iter().copied().filter(|word| !is_womans(word, &members)).collect();
        let codes: BTreeSet<String> = near_the_middle(&kept).iter().map(|word| word_code(word)).collect();
        if codes.len() > 1 {
            groups.insert(codes.into_iter().collect());
        }
    }
    let mut groups: Vec<Vec<String>> = groups.into_iter().collect();
    // Groups that lie within a larger one say nothing more.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut sets: Vec<BTreeSet<String>> = Vec::new();
    let by_hand = variants.lines().map(|line| line.split(' ').map(word_code).collect::<Vec<_>>());
    for group in by_hand.chain(groups) {
        let set: BTreeSet<String> = group.into_iter().collect();
        let within = set
            .iter()
            .next()
            .and_then(|code| of.get(code))
            .is_some_and(|at| at.iter().any(|&at| set.is_subset(&sets[at])));
        if within {
            continue;
        }
        for code in &set {
            of.entry(code.clone()).or_default().push(sets.len());
        }
        sets.push(set);
    }
    let line = |(code, at): (String, Vec<usize>)| {
        let at: Vec<String> = at.into_iter().map(base_36).collect();
        format!("{code} {}\n", at.join(" "))
    };
    of.into_iter().map(line).collect()
}

/// Upper-case, so that a number is never the code of a word.
fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0').to_ascii_uppercase());
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().chain(std::iter::once('_')).collect();
        }
    }
}

/// Polish and Czech lists of a surname and its forms for wives and daughters; fathers' names of sons and daughters.
fn is_of_genders(members: &[&str]) -> bool {
    members.iter().any(|word| {
        ["owna", "owa", "ova", "anka", "ovna", "evna", "ina", "aite", "iene"]
            .iter()
            .any(|end| word.ends_with(end))
    }) && members.len() <= 3
        && members.iter().any(|word| !word.ends_with('a'))
}

/// A form in `-a` in a group that also has forms without.
fn is_womans(word: &str, members: &[&str]) -> bool {
    let men = members.iter().filter(|word| !word.ends_with('a')).count();
    (word.ends_with('a') && men > 0 && men * 2 >= members.len())
        || word.ends_with("owna")
        || word.ends_with("ovna")
        || word.ends_with("iene")
}

/// The spellings whose consonants are close to those of the most central one.
fn near_the_middle<'a>(members: &[&'a str]) -> Vec<&'a str> {
    let bones: Vec<String> = members.iter().map(|word| word_skeleton(word)).collect();
    let far = |at: usize| bones.iter().map(|other| distance(&bones[at], other)).sum::<usize>();
    let Some(middle) = (0..members.len()).min_by_key(|&at| (far(at), at)) else { return Vec::new() };
    let limit = match bones[middle].len() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    (0..members.len())
        .filter(|&at| distance(&bones[middle], &bones[at]) <= limit)
        .map(|at| members[at])
        .collect()
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

fn given_counts(text: &str) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut people = BTreeSet::new();
    for line in text.lines().skip(1) {
        let mut columns = line.split('\t');
        let (country, person) = (columns.next().unwrap_or(""), columns.nth(1).unwrap_or(""));
        if SURNAME_FIRST.contains(&country) || !people.insert(fold(person)) {
            continue;
        }
        let mut words = person.split_whitespace();
        let Some(first) = words.next().filter(|word| word.chars().any(char::is_lowercase)) else { continue };
        if words.next().is_none() || first.contains(['-', '.']) {
            continue;
        }
        let code = word_code(first);
        if code.len() > 2 {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts.extend(ALSO_GIVEN.iter().map(|name| (word_code(name), 1000)));
    // `Johnson` is a surname, whoever is called so at times.
    let surnames = surname_counts(text);
    counts.retain(|code, count| *count > 1 && *count * 2 >= surnames.get(code).copied().unwrap_or(0));
    counts
}

fn lines(counts: impl IntoIterator<Item = (String, u32)>) -> String {
    counts.into_iter().map(|(code, _)| code + "\n").collect()
}

fn surname_counts(text: &str) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut people = BTreeSet::new();
    for line in text.lines().skip(1) {
        let mut columns = line.split('\t');
        let (country, person) = (columns.next().unwrap_or(""), columns.nth(1).unwrap_or(""));
        if SURNAME_FIRST.contains(&country) || !people.insert(fold(person)) {
            continue;
        }
        let Some(last) = person.split_whitespace().next_back() else { continue };
        let code = word_code(last);
        if code.len() > 3 && !last.contains('.') {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}
