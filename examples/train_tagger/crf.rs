//! A linear-chain conditional random field, trained by AdaGrad.

use dateline::entity::tagger::decode::{Chain, exponentials, may_follow};
use dateline::entity::tagger::model::{Scores, TAGS};

pub type Row = [f32; TAGS];

#[derive(Clone)]
pub struct Crf {
    pub weights: Vec<Row>,
    squares: Vec<Row>,
    pub transitions: [Scores; TAGS],
    transition_squares: [Scores; TAGS],
    pub rate: f32,
    pub decay: f32,
    /// What the weights decay to: what was learnt before.
    prior: Vec<Row>,
    /// Which features still learn; empty for all.
    alive: Vec<bool>,
    free: Chains,
}

#[derive(Default)]
struct Chains {
    free: Chain,
    bound: Chain,
}

impl Clone for Chains {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Crf {
    pub fn new(features: usize, rate: f32, decay: f32) -> Self {
        Self {
            weights: vec![[0.0; TAGS]; features],
            squares: vec![[1e-2; TAGS]; features],
            transitions: [[0.0; 16]; TAGS],
            transition_squares: [[1e-2; 16]; TAGS],
            rate,
            decay,
            prior: vec![],
            alive: vec![],
            free: Chains::default(),
        }
    }

    /// The same, about to learn from other texts: what it knows becomes its prior, its steps are long again.
    pub fn learn_on(&self, rate: f32, decay: f32) -> Self {
        let mut next = Self::new(self.weights.len(), rate, decay);
        next.weights.clone_from(&self.weights);
        next.prior.clone_from(&self.weights);
        next.transitions = self.transitions;
        next
    }

    /// Forgets all other features, for good.
    pub fn keep(&mut self, features: impl Iterator<Item = u32>) {
        self.alive = vec![false; self.weights.len()];
        for feature in features {
            self.alive[feature as usize] = true;
        }
        for (row, alive) in self.weights.iter_mut().zip(&self.alive) {
            if !alive {
                *row = [0.0; TAGS];
            }
        }
    }

    pub fn scores(&self, features: &[u32]) -> Scores {
        let mut sum = [0.0; 16];
        for &feature in features {
            for (sum, weight) in sum.iter_mut().zip(&self.weights[feature as usize]) {
                *sum += weight;
            }
        }
        sum
    }

    /// One step on one chain. `tokens` are the features of each token, `allowed` its tags. Gives the probabilities
    /// before the step.
    pub fn learn(&mut self, tokens: &[&[u32]], allowed: &[u16], weight: f32) -> Vec<Scores> {
        let scores: Vec<Scores> = tokens.iter().map(|features| self.scores(features)).collect();
        let steps = exponentials(&self.transitions);
        let Chains { free, bound } = &mut self.free;
        free.sum(&scores, &steps);
        let found: Vec<Scores> = (0..tokens.len()).map(|at| free.probabilities(at)).collect();
        if weight == 0.0 {
            return found;
        }
        let limited: Vec<Scores> = scores
            .iter()
            .zip(allowed)
            .map(|(row, allowed)| {
                std::array::from_fn(|tag| if allowed >> tag & 1 == 1 { row[tag] } else { -1e4 })
            })
            .collect();
        bound.sum(&limited, &steps);
        let (mut have, mut want) = ([[0.0; 16]; TAGS], [[0.0; 16]; TAGS]);
        let mut change = [[0.0_f32; 16]; TAGS];
        for at in 0..tokens.len() {
            free.steps(at, &steps, &mut have);
            bound.steps(at, &steps, &mut want);
            for from in 0..TAGS {
                for to in 0..TAGS {
                    change[from][to] += want[from][to] - have[from][to];
                }
            }
            let aim = bound.probabilities(at);
            let mut gradient = [0.0; TAGS];
            let mut any = false;
            for tag in 0..TAGS {
                gradient[tag] = weight * (aim[tag] - found[at][tag]);
                any |= gradient[tag].abs() > 1e-3;
            }
            if !any || !gradient.iter().all(|value| value.is_finite()) {
                continue;
            }
            for &feature in tokens[at] {
                if self.alive.get(feature as usize) == Some(&false) {
                    continue;
                }
                let row = &mut self.weights[feature as usize];
                let squares = &mut self.squares[feature as usize];
                let prior = self.prior.get(feature as usize).unwrap_or(&[0.0; TAGS]);
                for tag in 0..TAGS {
                    let slope = gradient[tag] - self.decay * (row[tag] - prior[tag]);
                    squares[tag] += slope * slope;
                    row[tag] += self.rate * slope / squares[tag].sqrt();
                }
            }
        }
        for from in 0..TAGS {
            for to in 0..TAGS {
                if may_follow(from, to) && change[from][to].is_finite() {
                    let slope = weight * change[from][to] - self.decay * self.transitions[from][to];
                    self.transition_squares[from][to] += slope * slope;
                    self.transitions[from][to] +=
                        self.rate * slope / self.transition_squares[from][to].sqrt();
                }
            }
        }
        found
    }
}
