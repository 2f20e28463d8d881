//! Pages that no tree should be made of: nested so deeply that every step through the tree would cost its
//! whole depth.

/// Elements that stay open until they are closed. The others close of themselves, or hold nothing.
const NESTING: &str = "a abbr article aside b big blockquote button center code div em fieldset figure font footer form \
    header i ins label main map nav ol pre s section small span strike strong sub sup table tt u ul";

/// Deeper than this no page is that people read; browsers stop at the same depth.
const DEEPEST: usize = 512;

/// Whether elements are nested more deeply than any honest page has them.
pub(crate) fn is_too_deep(source: &str) -> bool {
    let mut depth = 0usize;
    for tag in source.split('<').skip(1) {
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..end.min(10)].to_ascii_lowercase();
        if name.is_empty() || !NESTING.split_ascii_whitespace().any(|nesting| nesting == name) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The text between the tags, a line for each stretch of it; scripts and styles are left out.
pub(crate) fn text_of(source: &str) -> String {
    let mut out = String::new();
    let mut skipped: Option<&str> = None;
    for piece in source.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        if let Some(open) = skipped
            && !(tag.starts_with('/') && name.eq_ignore_ascii_case(open))
        {
            continue;
        }
        skipped = ["script", "style", "head"]
            .into_iter()
            .find(|s| !tag.starts_with('/') && name.eq_ignore_ascii_case(s));
        if skipped.is_none() && !text.trim().is_empty() {
            out.push_str(text.trim());
            out.push('\n');
        }
    }
    out.replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_deep_pages_from_long_ones() {
        assert!(!is_too_deep(&"<div><p>One.<br></div>".repeat(2000)));
        assert!(!is_too_deep(&"<p>One.<li>Two.<br>".repeat(2000)));
        assert!(is_too_deep(&"<DIV class=x>".repeat(2000)));
    }

    #[test]
    fn the_text_is_all_there() {
        let text = text_of(
            "<html><head><title>T</title></head><script>a < b</script><div><p>One &amp; two.</p><b>Three</b></div>",
        );
        assert_eq!(text, "One & two.\nThree\n");
    }
}
