//! From a file to its articles.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::time::{SystemTime, UNIX_EPOCH};

use flate2::bufread::MultiGzDecoder;

use crate::article::{Article, Origin};
use crate::corpus::draft::finish;
use crate::corpus::encoding::decode;
use crate::corpus::format::Format;
use crate::corpus::json::{self, Held};
use crate::corpus::json_split::{Piece, Splitter, next_line};
use crate::corpus::walk::CorpusFile;
use crate::corpus::{html, markdown, text};
use crate::error::{Error, Result};

/// A text or page larger than this, or a JSON record, is no article (bytes, unpacked).
const LARGEST_ARTICLE: usize = 64 << 20;

/// How much of the beginning decides what a file is, in bytes.
const HEAD: usize = 16 << 10;

/// Takes the articles out of a file and hands each to `each`, in order, until it breaks off. Of JSON, no more
/// than one record is in memory at a time, however large the file.
///
/// # Errors
///
/// The outer error says that the file as a whole is not read, or not to its end: it can't be opened, its form
/// is not known, its gzip is damaged. `each` is handed an `Err` for one record that is no article; the others
/// are read.
pub fn read(file: &CorpusFile, each: &mut dyn FnMut(Result<Article>) -> ControlFlow<()>) -> Result<()> {
    let unreadable = |error: &io::Error| Error::Unreadable { path: file.path.clone(), reason: words(error) };
    // A pipe or device that has taken the place of the file would block when opened.
    if !std::fs::metadata(&file.path).map_err(|e| unreadable(&e))?.is_file() {
        return Err(passed_over(&file.origin, "not a regular file (a pipe, socket or device)"));
    }
    let source = File::open(&file.path).map_err(|e| unreadable(&e))?;
    let reader = BufReader::with_capacity(256 << 10, source);
    let desk = Desk { origin: &file.origin, today: today(), record: 0, used: false, each };
    read_packed(reader, desk)
}

/// As [`read`], of bytes that are in memory already. `name` stands for the origin, `today` is in days since
/// 1970-01-01: later dates are not believed.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    today: i32,
    each: &mut dyn FnMut(Result<Article>) -> ControlFlow<()>,
) -> Result<()> {
    read_packed(bytes, Desk { origin: name, today, record: 0, used: false, each })
}

/// What receives the articles of a file, and what they have in common.
struct Desk<'a> {
    origin: &'a str,
    today: i32,
    /// Number of the next record.
    record: u64,
    /// Whether anything was handed over.
    used: bool,
    each: &'a mut dyn FnMut(Result<Article>) -> ControlFlow<()>,
}

fn today() -> i32 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i32::try_from(since.as_secs() / 86_400).unwrap_or(i32::MAX)
}

fn read_packed(mut reader: impl BufRead, desk: Desk) -> Result<()> {
    let packed =
        reader.fill_buf().map_err(|e| passed_over(desk.origin, &words(&e)))?.starts_with(b"\x1F\x8B");
    if packed {
        read_unpacked(BufReader::with_capacity(256 << 10, MultiGzDecoder::new(reader)), desk)
    } else {
        read_unpacked(reader, desk)
    }
}

fn read_unpacked(mut reader: impl BufRead, desk: Desk) -> Result<()> {
    let (origin, today) = (desk.origin, desk.today);
    let failed = |error: io::Error| passed_over(origin, &words(&error));
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(failed)?;
    if head.is_empty() {
        return Err(passed_over(origin, "empty"));
    }
    let Some(format) = Format::detect(origin, &head) else {
        return Err(passed_over(
            origin,
            "not a form that is read (.txt, .md, .html, .json and .jsonl are, also with .gz)",
        ));
    };
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let mut source = io::Cursor::new(head).chain(reader);
    match format {
        Format::JsonLines if !wide => return read_lines(&mut source, desk),
        Format::Json if !wide => return read_objects(&mut source, desk),
        _ => {}
    }
    let mut bytes = Vec::new();
    source.take(LARGEST_ARTICLE as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > LARGEST_ARTICLE {
        return Err(passed_over(origin, "larger than 64 MB, which no article is"));
    }
    let declared = if format == Format::Html { html::declared_charset(&bytes) } else { None };
    let text = decode(&bytes, declared.as_deref());
    let draft = match format {
        Format::Text => text::draft(&text, today),
        Format::Markdown => markdown::draft(&text, today),
        Format::Html => html::draft(&text, today),
        Format::Json => return read_objects(&mut text.as_bytes(), desk),
        Format::JsonLines => return read_lines(&mut text.as_bytes(), desk),
    };
    let place = Origin { path: origin.to_owned(), record: None };
    let article = finish(draft, place, today).map_err(|reason| passed_over(origin, &reason))?;
    let _ = (desk.each)(Ok(article));
    Ok(())
}

fn read_lines(reader: &mut impl BufRead, mut desk: Desk) -> Result<()> {
    let (mut line, mut number) = (Vec::new(), 0u64);
    loop {
        let piece = next_line(reader, &mut line, LARGEST_ARTICLE)
            .map_err(|e| passed_over(desk.origin, &words(&e)))?;
        number += 1;
        let outcome = match piece {
            Piece::End | Piece::Truncated => break,
            Piece::TooLarge => Err("larger than 64 MB".to_owned()),
            Piece::Record => {
                let line =
                    if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
                let line = line.trim_ascii();
                if line.is_empty() {
                    continue;
                }
                json::drafts(line, desk.today)
            }
        };
        let outcome = outcome.map_err(|reason| format!("line {number}: {reason}"));
        if desk.hand_over(outcome, true)?.is_break() {
            return Ok(());
        }
    }
    desk.close()
}

fn read_objects(reader: &mut impl BufRead, mut desk: Desk) -> Result<()> {
    let origin = desk.origin;
    let mut splitter = Splitter::new(reader);
    let mut cut = |object: &mut Vec<u8>| -> Result<(Piece, bool)> {
        let piece = splitter.next(object, LARGEST_ARTICLE).map_err(|e| passed_over(origin, &words(&e)))?;
        Ok((piece, splitter.in_array))
    };
    let (mut object, mut next) = (Vec::new(), Vec::new());
    let (mut piece, mut several) = cut(&mut object)?;
    loop {
        let outcome = match piece {
            Piece::End => break,
            Piece::Truncated => Err("not whole: the file ends in the middle of it".to_owned()),
            Piece::TooLarge => Err("larger than 64 MB".to_owned()),
            Piece::Record => json::drafts(&object, desk.today),
        };
        // One object alone is not numbered; so the next one is sought first.
        let (following, _) = if piece == Piece::Truncated { (Piece::End, false) } else { cut(&mut next)? };
        several |= following != Piece::End;
        if desk.hand_over(outcome, several)?.is_break() {
            return Ok(());
        }
        std::mem::swap(&mut object, &mut next);
        piece = following;
    }
    desk.close()
}

impl Desk<'_> {
    /// Finishes what a record holds and hands it over, counting. A record alone in its file stands for the
    /// file: what is wrong with it is wrong with the file.
    fn hand_over(
        &mut self,
        outcome: std::result::Result<Held, String>,
        several: bool,
    ) -> Result<ControlFlow<()>> {
        let (drafts, several) = match outcome {
            Ok(Held::One(draft)) => (vec![*draft], several),
            Ok(Held::List(drafts)) => (drafts, true),
            Ok(Held::Nothing) => {
                self.record += 1;
                return Ok(ControlFlow::Continue(()));
            }
            Err(reason) if !several => return Err(passed_over(self.origin, &reason)),
            Err(reason) => return Ok(self.hand(Err(self.bad_record(reason)))),
        };
        for draft in drafts {
            let record = several.then_some(self.record);
            let place = Origin { path: self.origin.to_owned(), record };
            let outcome = match finish(draft, place, self.today) {
                Err(reason) if !several => return Err(passed_over(self.origin, &reason)),
                Err(reason) => Err(self.bad_record(reason)),
                Ok(article) => Ok(article),
            };
            if self.hand(outcome).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn hand(&mut self, outcome: Result<Article>) -> ControlFlow<()> {
        self.record += 1;
        self.used = true;
        (self.each)(outcome)
    }

    fn bad_record(&self, reason: String) -> Error {
        Error::BadRecord { path: self.origin.to_owned(), record: self.record, reason }
    }

    /// The end of a file in which there may have been nothing.
    fn close(self) -> Result<()> {
        if self.used { Ok(()) } else { Err(passed_over(self.origin, "no article in it")) }
    }
}

fn passed_over(origin: &str, reason: &str) -> Error {
    Error::PassedOver { path: origin.to_owned(), reason: reason.to_owned() }
}

/// What a failure of the system or of the gzip reader means for the user.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "permission denied; make it readable for this user, or leave it out".to_owned()
        }
        io::ErrorKind::UnexpectedEof => "the gzip data end too early; fetch the file again".to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            format!("damaged gzip data ({error}); fetch the file again")
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    const TODAY: i32 = 19_904;

    /// Titles of what is read, `!reason` for bad records, and the outer error.
    fn titles(name: &str, bytes: &[u8]) -> (Vec<String>, Option<String>) {
        let mut found = Vec::new();
        let outer = read_bytes(name, bytes, TODAY, &mut |article| {
            found.push(match article {
                Ok(article) => format!(
                    "{}{}",
                    article.title,
                    article.origin.record.map(|n| format!("#{n}")).unwrap_or_default()
                ),
                Err(error) => format!("!{error}"),
            });
            ControlFlow::Continue(())
        });
        (found, outer.err().map(|e| e.to_string()))
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn json_in_all_its_arrangements() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("a.json", r#"{"title": "a"}"#, &["a"]),
            ("a.json", r#"[{"title": "a"}]"#, &["a#0"]),
            ("a.json", r#"[{"title": "a"}, {"title": "b"}]"#, &["a#0", "b#1"]),
            ("a.json", "{\"title\": \"a\"}\n{\"title\": \"b\"}", &["a#0", "b#1"]),
            ("a.json", r#"{"docs": [{"title": "a"}, {"title": "b"}]}"#, &["a#0", "b#1"]),
            ("a.jsonl", "{\"title\": \"a\"}\n\n{\"title\": \"b\"}\n", &["a#0", "b#1"]),
            ("a.jsonl", "{\"title\": \"a\"}\n{\"title\": \"\"}\n{\"title\": \"b\"}", &["a#0", "b#2"]),
            ("a.jsonl", "{\"title\": \"\", \"id\": 7}\n{\"title\": \"b\"}", &["#0", "b#1"]),
            ("a.jsonl", "\u{FEFF}{\"title\": \"a\"}", &["a#0"]),
        ];
        for (name, json, expected) in cases {
            assert_eq!(
                titles(name, json.as_bytes()),
                (expected.iter().map(|t| (*t).to_owned()).collect(), None),
                "{json}"
            );
            assert_eq!(
                titles(&format!("{name}.gz"), &gz(json.as_bytes())).0.len(),
                expected.len(),
                "{json} packed"
            );
        }
    }

    #[test]
    fn a_bad_line_does_not_end_the_file() {
        let (found, outer) =
            titles("a.jsonl", b"{\"title\": \"a\"}\n{\"title\": \"b\n{\"price\": 1}\n7\n{\"title\": \"c\"}");
        assert_eq!((found.len(), outer), (5, None));
        assert!(found[1].contains("line 2") && found[1].contains("`a.jsonl`"), "{}", found[1]);
        assert!(found[2].contains("line 3") && found[2].contains("no `title`"));
        assert_eq!(found[4], "c#4");
    }

    #[test]
    fn says_why_a_file_is_passed_over() {
        let why = |name: &str, bytes: &[u8]| titles(name, bytes).1.unwrap();
        assert!(why("a.txt", b"").contains("empty"));
        assert!(why("a.png", b"\x89PNG\r\n\x1A\n\0\0").contains("not a form that is read"));
        assert!(why("a.txt", b" \n 12 \n").contains("no words"));
        assert!(why("a.json", b"{\"title\": \"a").contains("not whole"));
        assert!(why("a.json", b"{\"price\": 1}").contains("no `title`"));
        assert!(why("a.json", b"[]").contains("no article"));
        assert!(why("a.jsonl", b"{\"title\": \"\", \"text\": \"\"}").contains("no article"));
        let packed = gz("The two sides met on Friday, in the capital of one of them.".repeat(50).as_bytes());
        assert!(why("a.txt.gz", &packed[..packed.len() / 2]).contains("gzip"));
    }

    #[test]
    fn records_before_the_damage_are_read() {
        let lines: String =
            (0..2000).map(|n| format!("{{\"title\": \"t{n}\", \"body\": \"{}\"}}\n", n * 7919)).collect();
        let packed = gz(lines.as_bytes());
        let (found, outer) = titles("a.jsonl.gz", &packed[..packed.len() / 2]);
        assert!(found.len() > 100 && outer.is_some());
    }

    #[test]
    fn breaking_off_ends_the_reading() {
        let mut seen = 0;
        let outcome = read_bytes("a.jsonl", &b"{\"title\": \"a\"}\n".repeat(9), TODAY, &mut |_| {
            seen += 1;
            if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(outcome.is_ok() && seen == 2);
    }

    #[test]
    fn the_body_of_json_is_kept_byte_for_byte() {
        let body = "  By Jane Doe\r\nSEOUL, Feb. 4 (Yonhap) - It began. \t\r\n\r\nscroll to top\n ";
        let json = serde_json::json!({"title": "t", "body": body, "date": "2024"}).to_string();
        let mut bodies = Vec::new();
        read_bytes("a.json", json.as_bytes(), TODAY, &mut |article| {
            let article = article.unwrap();
            assert_eq!(
                (article.place.as_deref(), article.agency.as_deref()),
                (Some("Seoul"), Some("Yonhap"))
            );
            assert_eq!(article.published.unwrap().to_string(), "2024-02-04");
            bodies.push(article.body);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(bodies, [body]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0usize..8) {
            let starts: [&[u8]; 8] = [b"", b"{\"title\":\"", b"<html><p>", b"---\ntitle: ", b"\x1F\x8B\x08", b"\xFF\xFE", b"[{", b"# "];
            let bytes = [starts[start], &bytes].concat();
            for name in ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a", "a.jsonl.gz"] {
                titles(name, &bytes);
            }
        }
    }
}
