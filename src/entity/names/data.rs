//! Lists of names, embedded as sorted lines and searched where they lie: nothing is loaded.

/// `code group group …`, sorted by code: spellings that belong together and that no rule of [`super::sounds`] joins.
/// Derived from the name groups of `rigour` (MIT, OpenSanctions), which come from aliases in Wikidata, by
/// `examples/name_groups.rs`.
const GROUPS: &str = include_str!("groups.txt");

/// Codes of usual given names, sorted, one a line: first names of office-holders in Wikidata (CC0) and in the lists of
/// the United States government, by the same program.
const GIVEN: &str = include_str!("given.txt");

/// Codes of surnames that several office-holders bear, sorted, one a line; from the same lists.
const SURNAMES: &str = include_str!("surnames.txt");

/// `short long long …`, sorted: short forms and the names that they stand for.
const NICKNAMES: &str = include_str!("nicknames.txt");

/// The line of a sorted list that begins with `word`, without it.
fn line(list: &'static str, word: &str) -> Option<&'static str> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes.get(low..middle)?.iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes.get(middle..)?.iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| middle + at);
        let line = list.get(start..end)?;
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        match key.cmp(word) {
            std::cmp::Ordering::Equal => return Some(rest),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// The groups of spellings that a code belongs to, the richest first.
pub(super) fn groups(code: &str) -> impl Iterator<Item = &'static str> {
    line(GROUPS, code).unwrap_or_default().split(' ').filter(|group| !group.is_empty())
}

/// Whether two codes are spellings of one name.
pub(super) fn share_group(a: &str, b: &str) -> bool {
    groups(a).any(|group| groups(b).any(|other| other == group))
}

/// Whether this code is that of a usual given name.
pub(super) fn is_given(code: &str) -> bool {
    line(GIVEN, code).is_some()
}

/// Whether this code is that of a surname that many bear.
pub(super) fn is_surname(code: &str) -> bool {
    line(SURNAMES, code).is_some()
}

/// The names that a short form stands for.
pub(super) fn long_forms(text: &str) -> impl Iterator<Item = &'static str> {
    line(NICKNAMES, text).unwrap_or_default().split(' ').filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        let sorted = |list: &str| {
            let keys: Vec<&str> = list.lines().map(|line| line.split(' ').next().unwrap_or(line)).collect();
            keys.is_sorted_by(|a, b| a < b)
        };
        assert!(sorted(GROUPS));
        assert!(sorted(GIVEN));
        assert!(sorted(SURNAMES));
        assert!(sorted(NICKNAMES));
    }

    #[test]
    fn every_line_is_found() {
        for list in [GROUPS, GIVEN, SURNAMES, NICKNAMES] {
            for text in list.lines() {
                let (key, rest) = text.split_once(' ').unwrap_or((text, ""));
                assert_eq!(line(list, key), Some(rest), "{key}");
            }
            assert_eq!(line(list, "~"), None);
            assert_eq!(line(list, ""), None);
        }
    }
}
