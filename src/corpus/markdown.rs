//! Markdown: front matter, heading, and the text without its marks.

use crate::corpus::boilerplate::without_furniture;
use crate::corpus::draft::Draft;
use crate::corpus::text;

/// The article of a Markdown text.
pub(crate) fn draft(source: &str, today: i32) -> Draft {
    let source = source.replace("\r\n", "\n");
    let mut front = Draft::default();
    let rest = front_matter(&source, &mut front, today);
    let mut rest = rest.trim_start();
    // The first heading is the title; one that repeats the title of the front matter is no part of the text
    // either.
    if let Some((title, after)) = heading(rest)
        && (front.title.is_empty() || same_words(&front.title, &title))
    {
        front.title = title;
        rest = after;
    }
    let plain = without_marks(rest);
    // Byline and date lines are as in plain text; the headline only where nothing else gives one.
    let mut found = if front.title.is_empty() {
        text::draft(&plain, today)
    } else {
        text::draft(&format!("Title: {}\n\n{}", front.title.replace('\n', " "), plain.trim_start()), today)
    };
    if !front.title.is_empty() {
        found.title = front.title;
    }
    front.dates.append(&mut found.dates);
    Draft {
        title: found.title,
        body: without_furniture(&found.body).into_owned(),
        byline: front.byline.or(found.byline),
        ..front
    }
}

/// Reads the flat `key: value` lines between `---` and `---` (or `+++` with `key = value`), and gives what
/// follows.
fn front_matter<'a>(source: &'a str, draft: &mut Draft, today: i32) -> &'a str {
    let source = source.trim_start_matches(['\u{FEFF}', '\n', ' ']);
    let (fence, separator) = match source.get(..4) {
        Some("---\n") => ("---", ':'),
        Some("+++\n") => ("+++", '='),
        _ => return source,
    };
    let mut rest = &source[4..];
    let mut lines = Vec::new();
    loop {
        let Some((line, after)) = rest.split_once('\n').or_else(|| (!rest.is_empty()).then_some((rest, "")))
        else {
            // Never closed: a rule, not front matter.
            return source;
        };
        rest = after;
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            break;
        }
        lines.push(line);
    }
    let mut list: Vec<String> = Vec::new();
    let mut list_of = String::new();
    for line in lines {
        // `authors:` and then `  - Jane Doe` on lines of their own.
        if let Some(item) = line.trim_start().strip_prefix("- ").filter(|_| !list_of.is_empty()) {
            list.push(unquoted(item));
            text::set_header(draft, &list_of, &list.join(", "), today);
            continue;
        }
        let Some((name, value)) = line.split_once(separator).filter(|_| !line.starts_with([' ', '\t', '#']))
        else {
            continue;
        };
        let (name, value) = (name.trim().to_lowercase(), unquoted(value));
        if value.is_empty() {
            (list_of, list) = (name, Vec::new());
        } else {
            list_of.clear();
            text::set_header(draft, &name, &value, today);
        }
    }
    rest
}

/// A YAML scalar without quotes and comment; a list in brackets as `a, b`.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    if let Some(items) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return items.split(',').map(unquoted).collect::<Vec<_>>().join(", ");
    }
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|v| v.rfind(quote).map(|end| &v[..end])) {
            return if quote == '"' {
                inner.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inner.replace("''", "'")
            };
        }
    }
    value.split(" #").next().unwrap_or(value).trim().to_owned()
}

/// `# Title`, or a line underlined with `===`.
fn heading(text: &str) -> Option<(String, &str)> {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(title) = line.strip_prefix('#') {
        let title = title.trim_start_matches('#');
        return title.starts_with(' ').then(|| (inline(title.trim().trim_end_matches('#').trim()), rest));
    }
    let (under, after) = rest.split_once('\n').unwrap_or((rest, ""));
    let under = under.trim();
    (under.len() >= 3 && under.bytes().all(|b| b == b'=')).then(|| (inline(line.trim()), after))
}

fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    words(a) == words(b)
}

/// The text without block and inline marks; paragraphs stay parted.
fn without_marks(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut fenced = false;
    for line in source.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let rule = bare.len() >= 3
            && (bare.bytes().all(|b| matches!(b, b'-' | b' '))
                || bare.bytes().all(|b| matches!(b, b'*' | b'_' | b'=' | b' ')));
        let definition = bare.starts_with('[') && bare.contains("]: ");
        if !fenced && (rule || definition || (bare.starts_with("<!--") && bare.ends_with("-->"))) {
            out.push('\n');
            continue;
        }
        let text = if fenced { line } else { without_block_mark(line) };
        out.push_str(&inline(text));
        out.push('\n');
    }
    out
}

fn without_block_mark(line: &str) -> &str {
    let mut text = line.trim_start();
    while let Some(quoted) = text.strip_prefix('>') {
        text = quoted.trim_start();
    }
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        return text[hashes..].trim().trim_end_matches('#').trim_end();
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(item) = text.strip_prefix(mark) {
            return item;
        }
    }
    text.trim_end()
}

/// Links and pictures as their text, emphasis and code without marks, escapes undone.
fn inline(text: &str) -> String {
    if !text.contains(['*', '_', '[', '`', '\\', '<', '!', '&']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '!' if after.starts_with('[') => match link(after) {
                Some((_, tail)) => tail,
                None => {
                    out.push(c);
                    after
                }
            },
            '[' => match link(rest) {
                Some((label, tail)) => {
                    out.push_str(&inline(label));
                    tail
                }
                None => {
                    out.push(c);
                    after
                }
            },
            '\\' => match after.chars().next().filter(char::is_ascii_punctuation) {
                Some(escaped) => {
                    out.push(escaped);
                    &after[1..]
                }
                None => {
                    out.push(c);
                    after
                }
            },
            '<' => match after.split_once('>') {
                Some((address, tail)) if address.starts_with("http") => {
                    out.push_str(address);
                    tail
                }
                Some((tag, tail)) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => tail,
                _ => {
                    out.push(c);
                    after
                }
            },
            '*' | '`' => after,
            // Within a word it is part of it: `snake_case`.
            '_' if out.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric) => {
                out.push(c);
                after
            }
            '_' => after,
            '&' if after.starts_with("amp;") => {
                out.push('&');
                &after[4..]
            }
            '&' if after.starts_with("nbsp;") => {
                out.push(' ');
                &after[5..]
            }
            _ => {
                out.push(c);
                after
            }
        };
    }
    out
}

/// `[label](address)` or `[label][name]`: the label and what follows. Labels within labels are not read.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let (label, rest) = inner.split_once(']')?;
    if label.contains('[') {
        return None;
    }
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    rest[1..].split_once(close).map(|(_, tail)| (label, tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: i32 = 19_904;

    #[test]
    fn reads_front_matter_and_strips_marks() {
        let draft = draft(
            "---\ntitle: \"Two sides: a meeting\"\ndate: 2024-02-04 # day\noutlet: 'The Courier'\nauthors:\n  - Jane Doe\n  - Li Wei\nlanguage: en\ntags: [a, b]\n---\n\n# Two Sides: A Meeting\n\nGENEVA, May 3 - The **two** sides met in [the hall](https://example.org/a_b).\n\n> - He said *no*.\n\n---\n\nEnd of snake_case.\n",
            TODAY,
        );
        assert_eq!(draft.title, "Two Sides: A Meeting");
        assert_eq!(
            draft.body,
            "GENEVA, May 3 - The two sides met in the hall.\n\nHe said no.\n\n\n\nEnd of snake_case."
        );
        assert_eq!(draft.dates.len(), 1);
        assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe, Li Wei"));
        assert_eq!(draft.language.as_deref(), Some("en"));
    }

    #[test]
    fn works_without_front_matter() {
        let plain = draft("Two sides meet\n==============\n\nBy Jane Doe\n\nThe text.\n", TODAY);
        assert_eq!(
            (&*plain.title, &*plain.body, plain.byline.as_deref()),
            ("Two sides meet", "The text.", Some("Jane Doe"))
        );
        let ruled = draft("---\nThe text is all here.\n\nThere is more of it.", TODAY);
        assert!(format!("{} {}", ruled.title, ruled.body).contains("all here"), "{ruled:?}");
    }

    proptest! {
        #[test]
        fn never_panics(text in "[-a-z#*_:>`!<&\\[\\]()\n \\\\]{0,120}|\\PC{0,60}") {
            let _ = draft(&text, TODAY);
        }
    }
}
