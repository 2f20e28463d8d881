//! What is this file?

/// The forms that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: headline, dateline, paragraphs.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// JSON: one article, or an array of them.
    Json,
    /// JSON Lines: an article a line.
    JsonLines,
}

impl Format {
    /// The form of a file with this name whose (unpacked) content begins with `head`; content goes before
    /// name, and `.gz` at the end of the name is looked through. `None`: not a form that is read, or empty.
    #[must_use]
    pub fn detect(name: &str, head: &[u8]) -> Option<Self> {
        let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
        if head.is_empty() || (!utf16 && is_binary(head)) {
            return None;
        }
        let named = Self::of_name(name);
        if utf16 {
            return Some(named.unwrap_or(Self::Text));
        }
        let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        if looks_like_json(start) {
            return Some(match named {
                Some(Self::JsonLines) => Self::JsonLines,
                Some(Self::Json) => Self::Json,
                _ if has_an_object_a_line(start) => Self::JsonLines,
                _ => Self::Json,
            });
        }
        if looks_like_html(start) {
            return Some(Self::Html);
        }
        match named {
            Some(named) => Some(named),
            None if is_foreign(name) => None,
            None if has_front_matter(start) => Some(Self::Markdown),
            None => Some(Self::Text),
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Some(match extension(name).as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "json" => Self::Json,
            "jsonl" | "ndjson" | "jsonlines" => Self::JsonLines,
            _ => return None,
        })
    }
}

/// The last part of the name after a dot, in lower case, below `.gz`.
fn extension(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}

/// Text by content, but not news by name: program source, tables, settings, styles.
fn is_foreign(name: &str) -> bool {
    const FOREIGN: &str = "bat bib c cfg conf cpp css csv eml go h ics ini java js lock log mbox pem php pl ps py rb rs rss \
     rtf sh sql svg tex toml ts tsv vcf vtt warc xml yaml yml";
    let extension = extension(name);
    FOREIGN.split(' ').any(|foreign| foreign == extension)
}

/// A NUL, or more control characters than any text has.
fn is_binary(head: &[u8]) -> bool {
    const MAGIC: &[&[u8]] =
        &[b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xFF\xD8\xFF", b"\x1F\x8B", b"{\\rtf"];
    if MAGIC.iter().any(|magic| head.starts_with(magic)) || head.contains(&0) {
        return true;
    }
    let control =
        head.iter().filter(|b| **b < 32 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0C | 0x1B)).count();
    control * 50 > head.len()
}

fn looks_like_json(start: &[u8]) -> bool {
    let Some((first, rest)) = start.split_first() else { return false };
    let next = rest.trim_ascii_start().first();
    match first {
        b'{' => matches!(next, Some(b'"' | b'}')),
        b'[' => matches!(next, Some(b'{' | b']')),
        _ => false,
    }
}

fn has_an_object_a_line(start: &[u8]) -> bool {
    let Some(end) = start.iter().position(|b| *b == b'\n') else { return false };
    let next = start[end..].trim_ascii_start().first();
    start[..end].trim_ascii_end().ends_with(b"}") && next == Some(&b'{')
}

fn looks_like_html(start: &[u8]) -> bool {
    let head = start[..start.len().min(1024)].to_ascii_lowercase();
    let contains = |tag: &[u8]| head.windows(tag.len()).any(|w| w == tag);
    if !head.starts_with(b"<") {
        return false;
    }
    if head.starts_with(b"<?xml") && !contains(b"<html") {
        return false;
    }
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<meta", b"<title", b"<article", b"<div", b"<p>"]
        .iter()
        .any(|tag| contains(tag))
}

fn has_front_matter(start: &[u8]) -> bool {
    start.starts_with(b"---\n") || start.starts_with(b"---\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_name() {
        let cases: &[(&str, &[u8], Option<Format>)] = &[
            ("a.txt", b"PARIS, May 3 - Talks went on.", Some(Format::Text)),
            ("a.txt", b"<!DOCTYPE html><html>", Some(Format::Html)),
            ("a", b"{\"title\": \"x\"}", Some(Format::Json)),
            ("a.txt", b"{\"title\": \"x\"}\n{\"title\": \"y\"}\n", Some(Format::JsonLines)),
            ("a.json", b"{\"title\": \"x\"}\n{\"title\": \"y\"}\n", Some(Format::Json)),
            ("a.jsonl.gz", b"{\"title\": \"x\"}", Some(Format::JsonLines)),
            ("a.json", b"\xEF\xBB\xBF [ {", Some(Format::Json)),
            ("a.txt", b"[Updated] The talks", Some(Format::Text)),
            ("a.md", b"# Talks", Some(Format::Markdown)),
            ("README", b"---\ntitle: x\n---\n", Some(Format::Markdown)),
            ("a.txt", b"\xFF\xFEa\0b\0", Some(Format::Text)),
            ("a.txt", b"\x89PNG\r\n", None),
            ("a.bin", b"ab\0cd", None),
            ("a.css", b"body { }", None),
            ("a.txt", b"", None),
        ];
        for (name, head, format) in cases {
            assert_eq!(Format::detect(name, head), *format, "{name} {head:?}");
        }
    }
}
