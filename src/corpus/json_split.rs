//! Cuts a stream of JSON into its records, without reading it all and without reading what is in them.

use std::io::{self, BufRead, Read};

/// One piece of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A whole record stands in the buffer.
    Record,
    /// A record was larger than allowed, and was passed over.
    TooLarge,
    /// The stream ends in the middle of a record.
    Truncated,
    /// Nothing is left.
    End,
}

/// Cuts `[{…}, {…}]`, `{…}` and `{…} {…}` into objects.
pub(crate) struct Splitter<R> {
    reader: R,
    /// Whether the objects stand in an array.
    pub(crate) in_array: bool,
}

impl<R: BufRead> Splitter<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, in_array: false }
    }

    /// Puts the bytes of the next object into `record`. Whatever stands between objects (commas, brackets,
    /// plain values) is skipped.
    pub(crate) fn next(&mut self, record: &mut Vec<u8>, most: usize) -> io::Result<Piece> {
        record.clear();
        let (mut depth, mut in_string, mut escaped, mut too_large) = (0usize, false, false, false);
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if depth > 0 { Piece::Truncated } else { Piece::End });
            }
            let (mut used, mut start, mut done) = (chunk.len(), (depth > 0).then_some(0), false);
            for (i, &byte) in chunk.iter().enumerate() {
                if in_string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                    continue;
                }
                match byte {
                    b'"' => in_string = true,
                    b'{' => {
                        if depth == 0 {
                            start = Some(i);
                        }
                        depth += 1;
                    }
                    b'}' if depth > 0 => {
                        depth -= 1;
                        if depth == 0 {
                            (used, done) = (i + 1, true);
                            break;
                        }
                    }
                    b'[' if depth == 0 => self.in_array = true,
                    _ => {}
                }
            }
            if let Some(start) = start {
                if record.len() + used - start > most {
                    too_large = true;
                    record.clear();
                } else if !too_large {
                    record.extend_from_slice(&chunk[start..used]);
                }
            }
            self.reader.consume(used);
            if done {
                return Ok(if too_large { Piece::TooLarge } else { Piece::Record });
            }
        }
    }
}

/// Puts the next line into `line`, without its end. A last line without an end is a line too.
pub(crate) fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<Piece> {
    line.clear();
    let read = reader.by_ref().take(most as u64 + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Piece::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read > most {
        line.clear();
        reader.skip_until(b'\n')?;
        return Ok(Piece::TooLarge);
    }
    Ok(Piece::Record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn pieces(source: &[u8], buffer: usize, most: usize) -> (Vec<String>, Vec<Piece>, bool) {
        let mut splitter = Splitter::new(BufReader::with_capacity(buffer, source));
        let (mut record, mut records, mut others) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            match splitter.next(&mut record, most).unwrap() {
                Piece::Record => records.push(String::from_utf8_lossy(&record).into_owned()),
                Piece::End => break,
                Piece::Truncated => {
                    others.push(Piece::Truncated);
                    break;
                }
                other => others.push(other),
            }
        }
        (records, others, splitter.in_array)
    }

    #[test]
    fn cuts_at_objects_whatever_the_buffer() {
        let source = br#" [ {"a": "} \" {"}, 7, {"b": {"c": [1]}} ] "#;
        for buffer in 1..40 {
            let (records, others, in_array) = pieces(source, buffer, 100);
            assert_eq!(records, [r#"{"a": "} \" {"}"#, r#"{"b": {"c": [1]}}"#], "{buffer}");
            assert!(others.is_empty() && in_array);
        }
    }

    #[test]
    fn tells_truncated_and_too_large() {
        assert_eq!(pieces(br#"{"a": 1} {"b": "#, 4, 100).1, [Piece::Truncated]);
        let (records, others, _) = pieces(br#"{"a": 1} {"b": "long long long"} {"c": 1}"#, 4, 10);
        assert_eq!((records.len(), others), (2, vec![Piece::TooLarge]));
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[a-c\n]{0,60}", buffer in 1usize..20) {
            let mut reader = BufReader::with_capacity(buffer, text.as_bytes());
            let (mut line, mut lines) = (Vec::new(), Vec::new());
            while next_line(&mut reader, &mut line, 1000).unwrap() == Piece::Record {
                lines.push(String::from_utf8(line.clone()).unwrap());
            }
            prop_assert_eq!(lines, text.lines().map(str::to_owned).collect::<Vec<_>>());
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            pieces(&bytes, 7, 50);
        }
    }
}
