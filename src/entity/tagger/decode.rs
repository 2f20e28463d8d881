//! From scores to spans: probabilities by the forward and backward sums of a linear chain.

use std::ops::Range;

use super::Kind;
use super::model::{Scores, TAGS};

/// Outside of any name.
pub const OUTSIDE: usize = 0;

/// The tags of one kind of names.
#[must_use]
pub fn tags(kind: Kind) -> [usize; 4] {
    let first = 1 + 4 * kind as usize;
    [first, first + 1, first + 2, first + 3]
}

/// Whether one tag may follow another. Outside, last and only end nothing; begin and inside must go on.
#[must_use]
pub fn may_follow(from: usize, to: usize) -> bool {
    let opens = |tag: usize| tag == OUTSIDE || matches!((tag - 1) % 4, 0 | 3);
    let closes = |tag: usize| tag == OUTSIDE || matches!((tag - 1) % 4, 2 | 3);
    if closes(from) { opens(to) } else { !opens(to) && (from - 1) / 4 == (to - 1) / 4 }
}

/// Whether a chain may end with this tag.
#[must_use]
pub fn may_end(tag: usize) -> bool {
    may_follow(tag, OUTSIDE)
}

/// A name found: tokens `first..=last` of the chain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// What it names.
    pub kind: Kind,
    /// How probable exactly this is.
    pub probability: f32,
}

/// Sums over all ways to tag one chain, or several that lie one behind the other. Kept and used again, to save
/// allocations.
#[derive(Debug, Default)]
pub struct Chain {
    emit: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
    scale: Vec<f32>,
}

impl Chain {
    /// Sums over a chain of tokens with these scores, between two tokens outside of any name.
    /// `steps` are the exponentials of the transitions.
    pub fn sum(&mut self, scores: &[Scores], steps: &[Scores; TAGS]) {
        self.sum_at(0, scores, steps);
        let length = scores.len();
        self.emit.truncate(length);
        self.forward.truncate(length);
        self.backward.truncate(length);
        self.scale.truncate(length);
    }

    /// [`Chain::sum`] of the chain that begins at `first`; the others stay.
    pub fn sum_at(&mut self, first: usize, scores: &[Scores], steps: &[Scores; TAGS]) {
        let end = first + scores.len();
        if self.emit.len() < end {
            self.emit.resize(end, [0.0; 16]);
            self.forward.resize(end, [0.0; 16]);
            self.backward.resize(end, [0.0; 16]);
            self.scale.resize(end, 0.0);
        }
        let emits = &mut self.emit[first..end];
        let forwards = &mut self.forward[first..end];
        let backwards = &mut self.backward[first..end];
        let scales = &mut self.scale[first..end];
        for (row, emit) in scores.iter().zip(emits.iter_mut()) {
            let top = row[..TAGS].iter().copied().fold(f32::MIN, f32::max);
            for tag in 0..TAGS {
                emit[tag] = (row[tag] - top).max(-60.0).exp();
            }
        }
        let mut last = [0.0; 16];
        last[OUTSIDE] = 1.0;
        for (at, emit) in emits.iter().enumerate() {
            let mut next = [0.0; 16];
            for (from, step) in steps.iter().enumerate() {
                let weight = last[from];
                for to in 0..16 {
                    next[to] += weight * step[to];
                }
            }
            let mut sum = 0.0;
            for tag in 0..16 {
                next[tag] *= emit[tag];
                sum += next[tag];
            }
            let scale = 1.0 / sum.max(f32::MIN_POSITIVE);
            for value in &mut next {
                *value *= scale;
            }
            scales[at] = scale;
            forwards[at] = next;
            last = next;
        }
        // By the tag that is stepped to, so that all tags are summed up side by side.
        let mut steps_to = [[0.0; 16]; TAGS];
        for (to, row) in steps_to.iter_mut().enumerate() {
            for from in 0..TAGS {
                row[from] = steps[from][to];
            }
        }
        let mut next = steps_to[OUTSIDE];
        for at in (0..scores.len()).rev() {
            backwards[at] = next;
            let (emit, scale) = (&emits[at], scales[at]);
            let weighted: Scores = std::array::from_fn(|tag| next[tag] * emit[tag] * scale);
            next = [0.0; 16];
            for (to, row) in steps_to.iter().enumerate() {
                for from in 0..16 {
                    next[from] += weighted[to] * row[from];
                }
            }
        }
        let total: f32 =
            forwards.last().map_or(1.0, |last| (0..TAGS).map(|tag| last[tag] * steps[tag][OUTSIDE]).sum());
        let total = 1.0 / total.max(f32::MIN_POSITIVE);
        for row in backwards {
            for value in row {
                *value *= total;
            }
        }
    }

    /// How probable each tag of the token `at` is.
    #[must_use]
    pub fn probabilities(&self, at: usize) -> Scores {
        std::array::from_fn(|tag| self.forward[at][tag] * self.backward[at][tag])
    }

    /// How probable each step from the token before `at` to it is; `at` 0 has the step from outside only.
    pub fn steps(&self, at: usize, steps: &[Scores; TAGS], out: &mut [Scores; TAGS]) {
        let mut outside = [0.0; 16];
        outside[OUTSIDE] = 1.0;
        let last = if at == 0 { &outside } else { &self.forward[at - 1] };
        let (emit, backward, scale) = (&self.emit[at], &self.backward[at], self.scale[at]);
        for (from, row) in out.iter_mut().enumerate() {
            for tag in 0..16 {
                row[tag] = last[from] * steps[from][tag] * emit[tag] * scale * backward[tag];
            }
        }
    }

    /// The names of the chain with a probability of at least `least`, the more probable of two that overlap.
    pub fn names(&self, steps: &[Scores; TAGS], least: f32, found: &mut Vec<Found>) {
        self.names_at(0..self.forward.len(), steps, least, found);
    }

    /// [`Chain::names`] of the chain at these places; places are counted from the first chain's first.
    pub fn names_at(&self, places: Range<usize>, steps: &[Scores; TAGS], least: f32, found: &mut Vec<Found>) {
        found.clear();
        for first in places.clone() {
            let here = self.probabilities(first);
            for kind in Kind::ALL {
                let [begin, inside, last, only] = tags(kind);
                if here[only] >= least {
                    found.push(Found { first, last: first, kind, probability: here[only] });
                }
                if here[begin] < least {
                    continue;
                }
                // The weight of all ways that begin the name here, carried on inside it.
                let mut open = self.forward[first][begin];
                let mut from = begin;
                for at in first + 1..places.end {
                    let (emit, scale) = (&self.emit[at], self.scale[at]);
                    let probability = open * steps[from][last] * emit[last] * scale * self.backward[at][last];
                    if probability >= least {
                        found.push(Found { first, last: at, kind, probability });
                    }
                    open *= steps[from][inside] * emit[inside] * scale;
                    from = inside;
                    if open * self.backward[at][inside] < least {
                        break;
                    }
                }
            }
        }
        if found.len() > 1 {
            found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            let mut kept: Vec<Found> = Vec::with_capacity(found.len());
            for name in found.iter() {
                if kept.iter().all(|other| name.last < other.first || other.last < name.first) {
                    kept.push(*name);
                }
            }
            kept.sort_by_key(|name| name.first);
            *found = kept;
        }
    }
}

/// The exponentials of transitions, 0 where a step can't be.
#[must_use]
pub fn exponentials(transitions: &[Scores; TAGS]) -> [Scores; TAGS] {
    std::array::from_fn(|from| {
        std::array::from_fn(
            |to| if to < TAGS && may_follow(from, to) { transitions[from][to].exp() } else { 0.0 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All ways to tag `length` tokens, with their weights.
    fn ways(scores: &[Scores], steps: &[Scores; TAGS]) -> Vec<(Vec<usize>, f64)> {
        let mut all = vec![(vec![], 1.0, OUTSIDE)];
        for row in scores {
            all = all
                .into_iter()
                .flat_map(|(way, weight, from): (Vec<usize>, f64, usize)| {
                    (0..TAGS).filter(move |&to| may_follow(from, to)).map(move |to| {
                        let weight = weight * f64::from(steps[from][to]) * f64::from(row[to]).exp();
                        ([way.clone(), vec![to]].concat(), weight, to)
                    })
                })
                .collect();
        }
        all.into_iter().filter(|way| may_end(way.2)).map(|(way, weight, _)| (way, weight)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn sums_equal_those_over_all_ways(values in proptest::collection::vec(-3.0_f32..3.0, 3 * TAGS + TAGS)) {
            let scores: Vec<Scores> =
                (0..3).map(|at| std::array::from_fn(|tag| if tag < TAGS { values[at * TAGS + tag] } else { 0.0 })).collect();
            let transitions = std::array::from_fn(|from| std::array::from_fn(|to| {
                if to == OUTSIDE { 0.0 } else { values[3 * TAGS + from] * 0.1 }
            }));
            let steps = exponentials(&transitions);
            let mut chain = Chain::default();
            chain.sum(&scores, &steps);
            let all = ways(&scores, &steps);
            let total: f64 = all.iter().map(|way| way.1).sum();
            for at in 0..3 {
                let found = chain.probabilities(at);
                for (tag, &found) in found.iter().enumerate().take(TAGS) {
                    let want: f64 = all.iter().filter(|way| way.0[at] == tag).map(|way| way.1).sum::<f64>() / total;
                    prop_assert!((f64::from(found) - want).abs() < 1e-3);
                }
            }
            let mut found = Vec::new();
            chain.names(&steps, 0.05, &mut found);
            for name in found {
                let [begin, inside, last, only] = tags(name.kind);
                let want: f64 = all.iter().filter(|(way, _)| (name.first..=name.last).all(|at| {
                    way[at] == match (at == name.first, at == name.last) {
                        (true, true) => only, (true, false) => begin, (false, true) => last, _ => inside,
                    }
                })).map(|way| way.1).sum::<f64>() / total;
                prop_assert!((f64::from(name.probability) - want).abs() < 1e-3);
            }
        }
    }
}
