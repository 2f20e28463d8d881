//! Bytes to text, whatever the encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text that `bytes` spell: by the byte-order mark, else as UTF-8 where they are valid, else by the
/// `declared` label (of a `<meta charset>`), else by the best guess. Never fails; a byte that fits nowhere
/// becomes U+FFFD.
///
/// Valid UTF-8 goes before a declaration: text in another encoding is almost never valid UTF-8 by chance, but
/// pages that were saved again keep their old declaration.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let label = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // A page that declares UTF-8 with a few bad bytes is UTF-8 all the same.
    let encoding = label.unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_almost_utf8(bytes) {
        return encoding_rs::UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(64 * 1024)], bytes.len() <= 64 * 1024);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether most of what is not ASCII is well-formed UTF-8: a file with one bad byte, or cut in the middle of
/// a letter.
fn is_almost_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(64 * 1024)].utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_encodings_of_the_world() {
        let russian = "Министр иностранных дел прибыл в Сеул для переговоров по безопасности на полуострове";
        let french =
            "Le ministre des affaires étrangères a été reçu à Genève où il a présenté son rapport annuel";
        for (text, label) in [(russian, "windows-1251"), (russian, "koi8-r"), (french, "windows-1252")] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(decode(&bytes, Some(label)), text, "declared {label}");
            assert_eq!(decode(&bytes, None), text, "guessed {label}");
        }
        assert_eq!(decode("\u{FEFF}é".as_bytes(), Some("windows-1252")), "é");
        assert_eq!(decode(b"\xFF\xFEh\0i\0", None), "hi");
        assert_eq!(decode("été".as_bytes(), Some("iso-8859-1")), "été");
    }

    #[test]
    fn one_bad_byte_spoils_nothing() {
        let mut bytes = "Путин прибыл в Пекин ".repeat(3).into_bytes();
        bytes.push(0xD0);
        assert!(decode(&bytes, None).starts_with("Путин"));
    }
}
