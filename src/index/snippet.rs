//! The lines of an article that answer best.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{TokenStream, Tokenizer};

use super::analyzer::{NewsTokenizer, words_of_query};
use crate::document::Field;
use crate::query::Expr;
use crate::results::Snippet;

/// Characters of an excerpt, at most.
const LONGEST: usize = 240;
/// Characters that stand before the first word that answers, if there are so many.
const BEFORE: usize = 60;
/// Bytes of a text that are looked through.
const SEARCHED: usize = 1 << 18;

/// What is marked: each word or phrase of a query that an article should have, as terms.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Each needle: its terms, one after the other.
    needles: Vec<Vec<String>>,
    /// For each term: the needles and the places in them.
    places: FxHashMap<String, Vec<(usize, usize)>>,
}

impl Marks {
    /// The words of `expr` that are looked for in the text.
    pub(super) fn of(expr: Option<&Expr>) -> Self {
        let mut marks = Self::default();
        if let Some(expr) = expr {
            marks.add(expr);
        }
        marks
    }

    /// Whether there is nothing to mark.
    pub(super) fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// The letters that the terms begin with.
    pub(super) fn initials(&self) -> impl Iterator<Item = char> + '_ {
        self.places.keys().filter_map(|term| term.chars().next())
    }

    fn add(&mut self, expr: &Expr) {
        match expr {
            Expr::Word(text) => self.add_needle(text),
            Expr::Phrase(words) => self.add_needle(&words.join(" ")),
            Expr::In(Field::Title | Field::Body | Field::Byline, inner) => self.add(inner),
            Expr::In(..) | Expr::Not(_) => {}
            Expr::And(all) | Expr::Or(all) => all.iter().for_each(|one| self.add(one)),
        }
    }

    fn add_needle(&mut self, text: &str) {
        let terms: Vec<String> = words_of_query(text).into_iter().map(|word| word.term).collect();
        if terms.is_empty() || self.needles.contains(&terms) {
            return;
        }
        let needle = self.needles.len();
        for (place, term) in terms.iter().enumerate() {
            self.places.entry(term.clone()).or_default().push((needle, place));
        }
        self.needles.push(terms);
    }

    /// Where needles stand in `text`: needle and bytes, in the order of their beginning.
    fn find(&self, text: &str, tokenizer: &mut NewsTokenizer) -> Vec<Match> {
        let mut found = Vec::new();
        if self.needles.is_empty() {
            return found;
        }
        // The words so far that stand in some needle.
        let mut met: Vec<Met<'_>> = Vec::new();
        let mut stream = tokenizer.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            let Some(places) = self.places.get(token.text.as_str()) else { continue };
            met.push(Met { places, position: token.position, start: token.offset_from });
            for &(needle, place) in places {
                if place + 1 == self.needles[needle].len()
                    && let Some(start) = start_of(&met, needle, place)
                {
                    found.push(Match { needle, start, end: token.offset_to });
                }
            }
        }
        found.sort_unstable_by_key(|m| (m.start, m.end));
        found
    }
}

/// A word of a text that stands in some needle.
struct Met<'a> {
    places: &'a [(usize, usize)],
    position: usize,
    start: usize,
}

/// Where the needle begins whose last word, at `place`, is the last one met; `None` where it has not been met whole.
fn start_of(met: &[Met<'_>], needle: usize, place: usize) -> Option<usize> {
    let (last, before) = met.split_last()?;
    let mut start = last.start;
    for back in 1..=place {
        let position = last.position.checked_sub(back)?;
        let mut there = before.iter().rev().skip_while(|one| one.position > position);
        start = there
            .by_ref()
            .take_while(|one| one.position == position)
            .find(|one| one.places.contains(&(needle, place - back)))?
            .start;
    }
    Some(start)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    needle: usize,
    start: usize,
    end: usize,
}

/// The excerpt of `body` that has most of what is asked for; its beginning where it has nothing of it.
pub(super) fn snippet(body: &str, marks: &Marks, tokenizer: &mut NewsTokenizer) -> Snippet {
    let searched = &body[..floor_boundary(body, SEARCHED)];
    let found = marks.find(searched, tokenizer);
    let Some(best) = best_window(searched, &found, marks) else { return lead(body) };
    let start = window_start(body, best.0);
    cut(body, start, &found)
}

/// The beginning of a text.
pub(super) fn lead(body: &str) -> Snippet {
    cut(body, body.len() - body.trim_start().len(), &[])
}

/// The first and the last match of the window that says most.
fn best_window(text: &str, found: &[Match], marks: &Marks) -> Option<(usize, usize)> {
    let reach = LONGEST - BEFORE;
    let mut best: Option<(u32, usize, usize)> = None;
    let mut counts = vec![0_u32; marks.needles.len()];
    let mut end = 0;
    let mut score = 0;
    for begin in 0..found.len() {
        // Bytes stand for characters here: the window is only chosen by it, not cut.
        while end < found.len() && found[end].end - found[begin].start <= reach * bytes_a_char(text) {
            let count = &mut counts[found[end].needle];
            *count += 1;
            score += worth(*count, &marks.needles[found[end].needle]);
            end += 1;
        }
        if end > begin && best.is_none_or(|(best, ..)| score > best) {
            best = Some((score, found[begin].start, found[end - 1].end));
        }
        if end <= begin {
            end = begin + 1;
            continue;
        }
        let count = &mut counts[found[begin].needle];
        score -= worth(*count, &marks.needles[found[begin].needle]);
        *count -= 1;
    }
    best.map(|(_, start, end)| (start, end))
}

/// What the n-th occurrence of a needle adds: the first a lot, more of the same little; phrases more than words.
fn worth(nth: u32, needle: &[String]) -> u32 {
    let length = needle.len() as u32;
    // Words of one or two letters are hardly ever what is asked for.
    let weight = if length > 1 {
        10 * length
    } else if needle.iter().all(|term| term.len() <= 2) {
        2
    } else {
        8
    };
    match nth {
        1 => 4 * weight,
        2 | 3 => weight / 4,
        _ => 0,
    }
}

fn bytes_a_char(text: &str) -> usize {
    let head = &text[..floor_boundary(text, 256)];
    if head.is_ascii() { 1 } else { head.len().div_ceil(head.chars().count().max(1)) }
}

/// Where the excerpt begins, so that the first match has something before it: at the beginning of its sentence if
/// that is near, else at a word.
fn window_start(body: &str, first_match: usize) -> usize {
    let before = &body[..first_match];
    let mut earliest = before.len();
    let mut sentence = None;
    let mut word = None;
    let mut after: Option<char> = None;
    for (at, c) in before.char_indices().rev().take(BEFORE) {
        if c.is_whitespace() && after.is_none_or(|a| !a.is_whitespace()) {
            word = Some(at + c.len_utf8());
            let so_far = before[..at].trim_end().chars().next_back();
            if sentence.is_none() && (c == '\n' || matches!(so_far, Some('.' | '!' | '?' | '。' | '؟' | '”')))
            {
                sentence = Some(at + c.len_utf8());
            }
        }
        after = Some(c);
        earliest = at;
    }
    if let Some(sentence) = sentence {
        return sentence;
    }
    if before[..earliest].trim().is_empty() {
        before.len() - before.trim_start().len()
    } else {
        word.unwrap_or(first_match)
    }
}

/// Cuts an excerpt out of `body` from byte `start` on, as one line, with `found` in it marked.
fn cut(body: &str, start: usize, found: &[Match]) -> Snippet {
    let mut text = String::new();
    let mut length = 0;
    // Byte in body -> character in text, for the ends of matches.
    let mut matches = found.iter().filter(|m| m.start >= start).peekable();
    let mut highlights: Vec<[usize; 2]> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    if start > 0 && !body[..start].trim().is_empty() {
        text.push('…');
        length += 1;
    }
    let begin = text.len();
    // The last place where the excerpt may end, in bytes and characters of text.
    let mut word_end = (text.len(), length);
    let mut ended = true;
    for (at, c) in body[start..].char_indices() {
        let at = start + at;
        if let Some((end, from)) = open
            && at >= end
        {
            push_highlight(&mut highlights, [from, length]);
            open = None;
        }
        while let Some(m) = matches.peek().copied()
            && m.start <= at
        {
            matches.next();
            if m.start == at {
                open = match open {
                    Some((end, from)) => Some((end.max(m.end), from)),
                    None => Some((m.end, length)),
                };
            }
        }
        if c.is_whitespace() {
            word_end = if text.ends_with(' ') { word_end } else { (text.len(), length) };
        }
        if length >= LONGEST {
            ended = false;
            break;
        }
        if c.is_whitespace() {
            if text.len() > begin && !text.ends_with(' ') {
                text.push(' ');
                length += 1;
            }
        } else if !c.is_control() {
            text.push(c);
            length += 1;
        }
    }
    if let Some((_, from)) = open {
        push_highlight(&mut highlights, [from, length]);
    }
    if ended {
        let trimmed = text.trim_end().len();
        length -= text.len() - trimmed;
        text.truncate(trimmed);
    } else {
        // A text without spaces is cut where it must be.
        if word_end.0 > begin {
            text.truncate(word_end.0);
            length = word_end.1;
        }
        text.push('…');
    }
    highlights.retain_mut(|[from, to]| {
        *to = (*to).min(length);
        from < to
    });
    Snippet { text, highlights }
}

fn push_highlight(highlights: &mut Vec<[usize; 2]>, span: [usize; 2]) {
    match highlights.last_mut() {
        Some(last) if last[1] >= span[0] => last[1] = last[1].max(span[1]),
        _ => highlights.push(span),
    }
}

/// The last boundary of characters at `at` or before.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(body: &str, query: &[&str]) -> (String, Vec<String>) {
        let words = query.iter().map(|text| Expr::Phrase(text.split(' ').map(str::to_owned).collect()));
        let marks = Marks::of(Some(&Expr::And(words.collect())));
        let snippet = snippet(body, &marks, &mut NewsTokenizer::for_texts());
        let chars: Vec<char> = snippet.text.chars().collect();
        let marked = snippet.highlights.iter().map(|&[from, to]| chars[from..to].iter().collect()).collect();
        (snippet.text, marked)
    }

    #[test]
    fn all_forms_of_a_word_are_marked_in_any_script() {
        assert_eq!(marked("Two ministers met a Minister.", &["minister"]).1, ["ministers", "Minister"]);
        assert_eq!(marked("À São Paulo, hier", &["sao"]).1, ["São"]);
        assert_eq!(marked("Вчера министры встретились", &["министр"]).1, ["министры"]);
        assert_eq!(marked("وزارة الخارجية الروسية", &["الخارجية"]).1, ["الخارجية"]);
    }

    #[test]
    fn phrases_are_marked_whole_and_their_words_alone_are_not() {
        let text = "The foreign press. The\nforeign minister spoke of the minister.";
        assert_eq!(marked(text, &["foreign minister"]).1, ["foreign minister"]);
        assert_eq!(marked("so so so good", &["so so good"]).1, ["so so good"]);
    }

    #[test]
    fn the_window_with_most_of_the_words_is_taken_and_cut_at_word_ends() {
        let filler = "Nothing of note happened on that day, nor on the next one. ".repeat(20);
        let body = format!("{filler}Grain was sold. {filler}The grain treaty was signed in Ankara. {filler}");
        let (text, words) = marked(&body, &["grain", "treaty", "ankara"]);
        assert_eq!(words, ["grain", "treaty", "Ankara"]);
        assert!(text.chars().count() <= LONGEST + 2, "{text}");
        assert!(text.starts_with('…') && text.ends_with('…'));
        let inner = text.trim_matches('…');
        assert!(body.contains(inner) && body.contains(&format!(" {inner} ")), "{text}");
    }

    #[test]
    fn without_matches_the_beginning_is_shown_on_one_line() {
        assert_eq!(marked("\n First line.\n\nSecond  line.\n", &["absent"]).0, "First line. Second line.");
        assert_eq!(marked("", &["absent"]).0, "");
    }

    proptest! {
        #[test]
        fn highlights_lie_within_the_text_in_order(body in "([a-c]{1,4}|[ü\n .ש]| ){0,300}", query in "[a-c]{1,3}") {
            let (text, marked) = marked(&body, &[&query]);
            prop_assert!(!text.contains('\n'));
            prop_assert!(text.chars().count() <= LONGEST + 2);
            for word in marked {
                prop_assert!(!word.is_empty());
            }
        }
    }
}
