//! Strict span scores: a name counts where start, end and kind are right.

use std::collections::HashSet;

use dateline::entity::tagger::{Kind, Span};

use crate::data::Text;

#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    pub right: [usize; 3],
    pub false_: [usize; 3],
    pub missed: [usize; 3],
}

/// Cuts leading articles, closing `'s`, stops and commas and blanks, on both sides of a comparison alike.
pub fn trim(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    loop {
        let name = &text[start..end];
        let low = name.to_lowercase();
        if let Some(article) = ["the ", "a ", "an "].iter().find(|article| low.starts_with(**article)) {
            start += article.len();
            continue;
        }
        let tail = ["'s", "’s", "'", "’", ".", ","]
            .iter()
            .find(|tail| name.ends_with(**tail) && !(**tail == "." && name.chars().count() < 6));
        if let Some(tail) = tail {
            end -= tail.len();
            continue;
        }
        let cut = name.trim();
        start += name.len() - name.trim_start().len();
        return (start, start + cut.len());
    }
}

impl Score {
    pub fn add(&mut self, text: &Text, found: &[Span]) {
        let want: HashSet<(usize, usize, Kind)> = text
            .names
            .iter()
            .map(|&(start, end, kind)| {
                let (start, end) = trim(&text.text, start, end);
                (start, end, kind)
            })
            .collect();
        let have: HashSet<(usize, usize, Kind)> = found
            .iter()
            .map(|span| {
                let (start, end) = trim(&text.text, span.start, span.end);
                (start, end, span.kind)
            })
            .filter(|name| {
                want.contains(name) || !text.ignore.iter().any(|&(start, end)| name.0 < end && start < name.1)
            })
            .collect();
        for name in &have {
            if want.contains(name) {
                self.right[name.2 as usize] += 1;
            } else {
                self.false_[name.2 as usize] += 1;
            }
        }
        for name in want.difference(&have) {
            self.missed[name.2 as usize] += 1;
        }
    }

    pub fn line(&self) -> String {
        let f = |right: usize, wrong: usize, missed: usize| {
            let (right, wrong, missed) = (right as f64, wrong as f64, missed as f64);
            (
                right / (right + wrong).max(1.0),
                right / (right + missed).max(1.0),
                2.0 * right / (2.0 * right + wrong + missed).max(1.0),
            )
        };
        let (p, r, f1) = f(self.right.iter().sum(), self.false_.iter().sum(), self.missed.iter().sum());
        let kinds: Vec<String> = (0..3)
            .map(|k| {
                format!(
                    "{} {:.3}",
                    ["PER", "ORG", "LOC"][k],
                    f(self.right[k], self.false_[k], self.missed[k]).2
                )
            })
            .collect();
        format!("P {p:.3} R {r:.3} F1 {f1:.3}  {}", kinds.join(" "))
    }
}

/// The names that were missed (`-`) or falsely found (`+`), a line each with what stands around them.
pub fn errors(text: &Text, found: &[Span]) -> String {
    let mut lines = Vec::new();
    let want: Vec<_> =
        text.names.iter().map(|&(start, end, kind)| (trim(&text.text, start, end), kind)).collect();
    let have: Vec<_> = found.iter().map(|span| (trim(&text.text, span.start, span.end), span.kind)).collect();
    for name in want.iter().filter(|name| !have.contains(name)) {
        lines.push((name.0, '-', name.1, 0.0));
    }
    for (name, span) in have.iter().zip(found) {
        let ignored = text.ignore.iter().any(|&(start, end)| name.0.0 < end && start < name.0.1);
        if !want.contains(name) && !ignored {
            lines.push((name.0, '+', name.1, span.confidence));
        }
    }
    lines.sort_by_key(|line| line.0);
    let back = |at: usize| text.text[..at].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let ahead = |at: usize| text.text[at..].char_indices().nth(25).map_or(text.text.len(), |(by, _)| at + by);
    lines
        .into_iter()
        .map(|((start, end), sign, kind, confidence)| {
            let (before, name, after) =
                (&text.text[back(start)..start], &text.text[start..end], &text.text[end..ahead(end)]);
            format!("{sign} {kind:?} {confidence:.2} {}\t{before}[[{name}]]{after}", text.id)
                .replace('\n', "~")
                + "\n"
        })
        .collect()
}
