//! One key for every spelling of a person's name.
//!
//! A name is folded to Latin words ([`fold`]), titles and particles are set aside, and what is left gets a code that is the
//! same in every usual romanisation. [`key`] is that code for the whole name: equal keys are one name, always the same
//! for the same spelling, and made without looking at any other name. [`same`] compares two names and may accept more
//! than equal keys: initials, short forms, names left out, slips of the pen. [`keys_for_lookup`] finds candidates for
//! [`same`] in a large list without comparing with each of them.

mod chinese;
mod compare;
mod data;
mod japanese;
mod korean;
mod links;
mod parts;
mod scripts;
mod sounds;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use self::compare::East;
use self::parts::Name;

/// What all spellings of one name have in common. Compare it, hash it, sort by it; its text means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey(Box<str>);

impl NameKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether two spellings name one person, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// They do.
    pub same: bool,
    /// The reason in words, for people.
    pub why: String,
}

/// The words of a name in plain lower-case Latin letters, with one blank between them: no case, accents, punctuation or
/// hyphens, whatever the script. `Kim Yo-jong` is `kim yo jong`, `Сергей Лавров` is `sergey lavrov`.
#[must_use]
pub fn fold(name: &str) -> String {
    join(name, ' ')
}

/// [`fold`] with hyphens, as in ids: `kim-yo-jong`.
#[must_use]
pub fn slug(name: &str) -> String {
    join(name, '-')
}

fn join(name: &str, with: char) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words::words(name) {
        if !out.is_empty() {
            out.push(with);
        }
        out.push_str(&word.text);
    }
    out
}

/// The key of a name: equal for spellings of one name, and only for such ([`same`] is true of names with equal keys).
///
/// It does not depend on case, accents, hyphens, the order of given name and surname, titles, particles (`al`, `de`,
/// `bin`), romanisation or script. It does depend on each further name, patronymic, initial, and on `Jr.`: whoever wants to
/// join those asks [`same`].
#[must_use]
pub fn key(name: &str) -> NameKey {
    NameKey(key_of(&parts::parse(name)).into())
}

fn key_of(name: &Name) -> String {
    match compare::east(name) {
        Some(East::Korean(korean)) => return korean.key(),
        Some(East::Chinese(chinese)) => return chinese.key(),
        None => {}
    }
    // A word that belongs to a group of spellings is known by its richest group.
    let mut codes: Vec<&str> =
        name.full().map(|part| data::groups(&part.code).next().unwrap_or(&part.code)).collect();
    // Given names only: their order is all that tells `Hans Friedrich` from `Friedrich Hans`.
    if !name.vietnamese && !name.full().all(|part| data::is_given(&part.code)) {
        codes.sort_unstable();
    }
    let mut key = codes.join(" ");
    if name.full().any(|part| part.abjad) {
        key.insert_str(0, "a:");
    }
    if let Some(suffix) = name.suffix {
        key.push(',');
        key.push_str(suffix);
    }
    key
}

/// Keys to file a name under, and to look one up by: two names that [`same`] accepts have one in common, but for rare
/// cases, and few others do. Between 1 and about 20.
#[must_use]
pub fn keys_for_lookup(name: &str) -> Vec<String> {
    let name = parts::parse(name);
    let mut keys: Vec<String> = Vec::new();
    if let Some(korean) = korean::read(&name.parts) {
        keys.extend(korean.lookups());
    }
    if let Some(chinese) = chinese::read(&name.parts) {
        keys.extend(chinese.lookups());
    }
    let full: Vec<&parts::Part> = name.full().collect();
    let bones: Vec<String> = full.iter().map(|part| bones(part)).collect();
    for (i, a) in bones.iter().enumerate().take(6) {
        for b in bones.iter().skip(i + 1).take(6) {
            keys.push(if a <= b { format!("{a} {b}") } else { format!("{b} {a}") });
        }
    }
    // `J. Smith`, and `John Smith` for its sake.
    let first = |at: usize| full.get(at).and_then(|part| part.text.get(..1)).unwrap_or_default();
    if let [Some(head), Some(tail)] = [bones.first(), bones.last()]
        && bones.len() > 1
    {
        keys.push(format!("{} . {tail}", first(0)));
        keys.push(format!("{} . {head}", first(bones.len() - 1)));
    }
    // `AlisherUsmanov`; a name of one word.
    keys.push(format!(
        "= {}",
        sounds::skeleton(&sounds::code(&full.iter().map(|part| part.text.as_str()).collect::<String>()))
    ));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What is left of one word in every spelling.
fn bones(part: &parts::Part) -> String {
    let long = data::long_forms(&part.text).next().map(sounds::code);
    let code = long.as_deref().unwrap_or(&part.code);
    if part.abjad {
        return sounds::skeleton(code);
    }
    match data::groups(code).next() {
        Some(group) => group.to_owned(),
        None => sounds::skeleton(code),
    }
}

/// Whether two spellings name the same person as far as names can tell: nothing contradicts it, and enough agrees.
#[must_use]
pub fn same(a: &str, b: &str) -> Verdict {
    compare::same(a, b)
}

/// The code of one word: for programs that make the lists of this module.
#[doc(hidden)]
#[must_use]
pub fn word_code(word: &str) -> String {
    sounds::code(&fold(word).replace(' ', ""))
}

#[doc(hidden)]
#[must_use]
pub fn word_skeleton(word: &str) -> String {
    sounds::skeleton(&word_code(word))
}
