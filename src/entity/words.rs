//! The words that the grammars are made of: heads of offices, ranks, words that end the names of bodies and places.

/// What kind of office a head word names; decides about ministry, country and whether the office is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// A minister, or a secretary who is one: the portfolio names the ministry.
    Minister,
    /// A secretary: a minister where a portfolio stands beside it.
    Secretary,
    /// The United States' and others' secretary of state: foreign affairs unless a portfolio follows.
    SecretaryOfState,
    /// A president: of a state unless the text says otherwise.
    President,
    /// A head of government.
    PrimeMinister,
    /// A chancellor: head of government in Germany and Austria, finance in Britain with `of the Exchequer`.
    Chancellor,
    /// Kings, emperors, popes.
    Monarch,
    /// Speaks for a ministry, a government or another body.
    Spokesperson,
    /// Represents a state in another.
    Ambassador,
    /// Sent for a task.
    Envoy,
    /// Heads a staff or a bank, governs a province, a city: public, without a ministry.
    Public,
    /// Sits in a parliament.
    Legislator,
    /// A justice minister, or a public prosecutor.
    Attorney,
    /// Ranks of armed forces and police.
    Officer,
    /// Judges.
    Judge,
    /// Heads of anything: public only beside a country, a ministry or a public body.
    Leader,
    /// A profession: shows that a name is a person's, no office.
    Profession,
}

impl Head {
    /// The kinds by their names in `words/heads.txt`.
    const NAMES: [(&'static str, Head); 17] = [
        ("Minister", Head::Minister),
        ("Secretary", Head::Secretary),
        ("SecretaryOfState", Head::SecretaryOfState),
        ("President", Head::President),
        ("PrimeMinister", Head::PrimeMinister),
        ("Chancellor", Head::Chancellor),
        ("Monarch", Head::Monarch),
        ("Spokesperson", Head::Spokesperson),
        ("Ambassador", Head::Ambassador),
        ("Envoy", Head::Envoy),
        ("Public", Head::Public),
        ("Legislator", Head::Legislator),
        ("Attorney", Head::Attorney),
        ("Officer", Head::Officer),
        ("Judge", Head::Judge),
        ("Leader", Head::Leader),
        ("Profession", Head::Profession),
    ];
}

/// Head words and phrases of offices, in lower case, with whether they are plural.
pub(crate) fn heads() -> impl Iterator<Item = (Head, String, bool)> {
    lines(include_str!("words/heads.txt")).flat_map(|(name, list)| {
        let head = Head::NAMES.iter().find(|(known, _)| *known == name).map(|(_, head)| *head);
        head.into_iter()
            .flat_map(move |head| phrases(list).map(move |(phrase, plural)| (head, phrase, plural)))
    })
}

/// Words and phrases by the name of their class.
pub(crate) fn classes() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(include_str!("words/classes.txt"))
        .flat_map(|(name, list)| list.split('|').map(move |word| (name, word)))
}

/// `name: a|b` lines; `#` begins a comment.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

/// Yields each phrase, and its plural where it has `+s`.
fn phrases(list: &'static str) -> impl Iterator<Item = (String, bool)> {
    list.split('|').flat_map(|item| match item.strip_suffix("+s") {
        Some(single) => vec![(single.to_owned(), false), (format!("{single}s"), true)],
        None => vec![(item.to_owned(), is_irregular_plural(item))],
    })
}

fn is_irregular_plural(phrase: &str) -> bool {
    const PLURALS: [&str; 14] = [
        "secretaries",
        "secretaries of state",
        "spokesmen",
        "spokespeople",
        "spokespersons",
        "congressmen",
        "congresswomen",
        "reps.",
        "sens.",
        "mps",
        "members of parliament",
        "attorneys general",
        "secretaries-general",
        "co-chairs",
    ];
    PLURALS.contains(&phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_head_has_words() {
        for (name, head) in Head::NAMES {
            assert!(heads().any(|(other, ..)| other == head), "{name}");
        }
        assert!(heads().any(|(head, word, plural)| head == Head::Minister && word == "ministers" && plural));
        assert!(
            lines(include_str!("words/heads.txt"))
                .all(|(name, _)| Head::NAMES.iter().any(|(known, _)| *known == name))
        );
    }
}
