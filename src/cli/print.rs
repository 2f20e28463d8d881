//! Text for people: wrapped, in columns, in colour where a terminal shows it, and free of control characters.

use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
pub(super) const MARK: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
pub(super) const NAME: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));

/// Standard output for people: colours are cut out where no terminal shows them or `NO_COLOR` is set.
pub(super) fn screen() -> impl Write {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
}

/// Standard output for programs: what is written arrives as it is.
pub(super) fn pipe() -> impl Write {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Columns to write in: those of the terminal, within what reads well; 80 where there is none.
pub(super) fn width() -> usize {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100))
}

/// `text` on one line, without control characters and marks of writing direction that could hide or fake something.
pub(super) fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

/// A note, warning or error: one line on standard error.
pub(super) fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "dateline: {}", line(text));
}

/// Columns that `text` takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// `text` cut to `width` columns, with `…` where something was cut off.
pub(super) fn cut(text: &str, width: usize) -> String {
    let text = line(text);
    if columns(&text) <= width {
        return text;
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

/// `Foreign Affairs (United Kingdom)` cut to `width` columns so that the country stays.
pub(super) fn cut_name(text: &str, width: usize) -> String {
    let text = line(text);
    let Some(at) = text.rfind(" (").filter(|_| text.ends_with(')') && columns(&text) > width) else {
        return cut(&text, width);
    };
    let tail = &text[at..];
    match width.checked_sub(columns(tail)) {
        Some(room) if room >= 4 => cut(&text, room) + tail,
        _ => cut(&text, width),
    }
}

/// `text` cut or filled up to exactly `width` columns.
pub(super) fn fit(text: &str, width: usize) -> String {
    let text = cut_name(text, width);
    let fill = width.saturating_sub(columns(&text));
    text + &" ".repeat(fill)
}

/// `text` in lines of at most `width` columns, cut between words where it can be.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_marked(text, &[], width)
}

/// The same with the spans `marks` (in characters, ascending) highlighted.
pub(super) fn wrap_marked(text: &str, marks: &[[usize; 2]], width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut marked = marks.iter().peekable();
    // Words with the columns they take.
    let mut words: Vec<(String, usize)> = Vec::new();
    let (mut word, mut used, mut lit) = (String::new(), 0, false);
    for (i, c) in text.chars().enumerate() {
        while marked.peek().is_some_and(|mark| mark[1] <= i) {
            marked.next();
        }
        let inside = marked.peek().is_some_and(|mark| mark[0] <= i);
        let blank = c.is_whitespace();
        if lit && (!inside || blank) {
            let _ = write!(word, "{MARK:#}");
            lit = false;
        }
        if blank {
            if !word.is_empty() {
                words.push((std::mem::take(&mut word), std::mem::take(&mut used)));
            }
            continue;
        }
        let wide = c.width().unwrap_or(0);
        if used + wide > width {
            // A word as wide as the page, or a script without spaces.
            if lit {
                let _ = write!(word, "{MARK:#}");
                lit = false;
            }
            words.push((std::mem::take(&mut word), std::mem::take(&mut used)));
        }
        if inside && !lit {
            let _ = write!(word, "{MARK}");
            lit = true;
        }
        if !c.is_control() {
            word.push(c);
            used += wide;
        }
    }
    if lit {
        let _ = write!(word, "{MARK:#}");
    }
    if !word.is_empty() {
        words.push((word, used));
    }
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for (word, used) in words {
        match lines.last_mut() {
            Some(last) if room > used => {
                last.push(' ');
                last.push_str(&word);
                room -= used + 1;
            }
            _ => {
                lines.push(word);
                room = width - used;
            }
        }
    }
    lines
}

/// A bar of eighths of a block: `part` of `whole` in `width` columns; something wherever `part` is not 0.
pub(super) fn bar(part: u64, whole: u64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if part == 0 || whole == 0 {
        return String::new();
    }
    let eighths = (u128::from(part) * width as u128 * 8 / u128::from(whole)).max(1) as usize;
    let eighths = eighths.min(width * 8);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// `1,234,567`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 article`, `2 articles`, `3 stories`, `4 ministries`.
pub(super) fn counted(number: u64, one: &str) -> String {
    let many = match one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{one}s"),
    };
    format!("{} {}", thousands(number), if number == 1 { one } else { &many })
}

/// One row of comma-separated values (RFC 4180).
pub(super) fn csv_row<S: AsRef<str>>(cells: &[S]) -> String {
    let mut row = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            row.push(',');
        }
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\n', '\r']) {
            let _ = write!(row, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            row.push_str(cell);
        }
    }
    row.push_str("\r\n");
    row
}

/// Two blocks of lines side by side, the left one `width` columns wide.
pub(super) fn beside(left: Vec<(String, usize)>, right: Vec<(String, usize)>, width: usize) -> Vec<String> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut lines = Vec::with_capacity(rows);
    for _ in 0..rows {
        let (a, used) = left.next().unwrap_or_default();
        let line = match right.next() {
            Some((b, _)) => format!("{a}{}{b}", " ".repeat(width.saturating_sub(used))),
            None => a,
        };
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_columns_and_keeps_marks() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("外交部发言人", 6), ["外交部", "发言人"]);
        let lines = wrap_marked("the border talks went on", &[[4, 16]], 12);
        let plain: Vec<String> = lines.iter().map(|l| anstream::adapter::strip_str(l).to_string()).collect();
        assert_eq!(plain, ["the border", "talks went", "on"]);
        assert_eq!(lines[1], format!("{MARK}talks{MARK:#} went"));
        assert!(wrap("a\u{1b}[31mb", 80)[0].chars().all(|c| c != '\u{1b}'));
    }

    #[test]
    fn lines_carry_no_control_characters() {
        assert_eq!(line("a\u{1b}[2Jb\nc\u{202e}d\u{9b}e"), "a[2Jb cde");
        assert_eq!(cut("Côte d'Ivoire", 6), "Côte…");
        assert_eq!(columns(&fit("한국", 7)), 7);
        assert_eq!(cut_name("Foreign Affairs (United Kingdom)", 26), "Foreign… (United Kingdom)");
        assert_eq!(cut_name("Foreign Affairs (United Kingdom)", 12), "Foreign Aff…");
        assert_eq!(cut_name("Finance (Peru)", 14), "Finance (Peru)");
    }

    #[test]
    fn numbers_and_bars() {
        assert_eq!(
            (thousands(0), thousands(999), thousands(1_234_567)),
            ("0".into(), "999".into(), "1,234,567".into())
        );
        assert_eq!(
            (counted(1, "story"), counted(2, "story"), counted(0, "article")),
            ("1 story".into(), "2 stories".into(), "0 articles".into())
        );
        assert_eq!((bar(8, 8, 4), bar(0, 8, 4), bar(1, 1000, 4)), ("████".into(), "".into(), "▏".into()));
        assert_eq!(csv_row(&["a", "b \"c\", d"]), "a,\"b \"\"c\"\", d\"\r\n");
    }
}
