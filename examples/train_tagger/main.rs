//! Trains the recogniser and writes its model file. How to run it: `src/entity/tagger/README.md`.

#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs, unreachable_pub)]
// Rows and columns of tags are walked by number, as in the formulas.
#![allow(clippy::needless_range_loop)]

mod crf;
mod data;
mod lists;
mod score;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use crf::Crf;
use data::{Loss, Text};
use dateline::entity::tagger::features::Memory;
use dateline::entity::tagger::model::{Builder, Model, Scores};
use dateline::entity::tagger::{Tagger, Work, elsewhere, prepare, remember};
use rustc_hash::FxHashMap;
use score::Score;

#[derive(Debug, Clone)]
struct Settings {
    words: PathBuf,
    phrases: PathBuf,
    names: PathBuf,
    gold: Vec<PathBuf>,
    silver: Vec<PathBuf>,
    out: Option<PathBuf>,
    errors: Option<PathBuf>,
    hold: Option<usize>,
    folds: usize,
    epochs: usize,
    gold_epochs: usize,
    last_epochs: usize,
    gold_weight: f32,
    silver_weight: f32,
    rate: f32,
    decay: f32,
    gold_rate: f32,
    gold_decay: f32,
    silver_share: usize,
    headlines: u64,
    gold_headlines: usize,
    least_count: u8,
    slots: usize,
    seed: u64,
}

fn settings() -> Result<Settings> {
    let mut set = Settings {
        words: PathBuf::new(),
        phrases: PathBuf::new(),
        names: PathBuf::new(),
        gold: vec![],
        silver: vec![],
        out: None,
        errors: None,
        hold: None,
        folds: 5,
        epochs: 2,
        gold_epochs: 4,
        last_epochs: 2,
        gold_weight: 1.0,
        silver_weight: 0.5,
        rate: 0.1,
        decay: 1e-3,
        gold_rate: 0.1,
        gold_decay: 1e-2,
        silver_share: 100_000,
        headlines: 3,
        gold_headlines: 1,
        least_count: 3,
        slots: 180_000,
        seed: 1,
    };
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next().with_context(|| format!("`{flag}` needs a value"))?;
        match flag.as_str() {
            "--words" => set.words = value.into(),
            "--phrases" => set.phrases = value.into(),
            "--names" => set.names = value.into(),
            "--gold" => set.gold.push(value.into()),
            "--silver" => set.silver.push(value.into()),
            "--out" => set.out = Some(value.into()),
            "--hold" => set.hold = Some(value.parse()?),
            "--errors" => set.errors = Some(value.into()),
            "--folds" => set.folds = value.parse()?,
            "--epochs" => set.epochs = value.parse()?,
            "--gold-epochs" => set.gold_epochs = value.parse()?,
            "--last-epochs" => set.last_epochs = value.parse()?,
            "--gold-weight" => set.gold_weight = value.parse()?,
            "--silver-weight" => set.silver_weight = value.parse()?,
            "--rate" => set.rate = value.parse()?,
            "--gold-rate" => set.gold_rate = value.parse()?,
            "--gold-decay" => set.gold_decay = value.parse()?,
            "--gold-headlines" => set.gold_headlines = value.parse()?,
            "--headlines" => set.headlines = value.parse()?,
            "--silver-share" => set.silver_share = value.parse()?,
            "--decay" => set.decay = value.parse()?,
            "--least-count" => set.least_count = value.parse()?,
            "--slots" => set.slots = value.parse()?,
            "--seed" => set.seed = value.parse()?,
            _ => bail!("unknown flag `{flag}`"),
        }
    }
    Ok(set)
}

/// The set of headlines made of gold texts: learnt with them, never scored.
const HEADLINE: usize = usize::MAX - 1;

/// A text with its features.
struct Example {
    set: usize, // which gold set; silver is `usize::MAX`
    fold: usize,
    zones: Vec<Zone>,
}

struct Zone {
    features: Vec<u32>,
    ends: Vec<u32>,
    allowed: Vec<u16>,
    words: Vec<(u64, dateline::entity::tagger::tokens::Shape)>,
    /// With features of the memory.
    with_memory: Vec<Vec<u32>>,
}

impl Zone {
    fn tokens(&self, memory: bool) -> Vec<Vec<u32>> {
        let mut start = 0;
        self.ends
            .iter()
            .enumerate()
            .map(|(at, &end)| {
                let mut features = self.features[start..end as usize].to_vec();
                start = end as usize;
                if memory && let Some(more) = self.with_memory.get(at) {
                    features.extend(more);
                }
                features
            })
            .collect()
    }
}

/// A small generator of random numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.roll() % (at as u64 + 1)) as usize);
        }
    }
}

/// Numbers for the features that are seen often enough.
struct Features {
    counts: Vec<u8>,
    ids: FxHashMap<u64, u32>,
    least: u8,
}

impl Features {
    const BITS: u32 = 27;

    fn count(&mut self, feature: u64, times: u8) {
        let slot = &mut self.counts[(feature >> (64 - Self::BITS)) as usize];
        *slot = slot.saturating_add(times);
    }

    fn id(&mut self, feature: u64) -> Option<u32> {
        if self.counts[(feature >> (64 - Self::BITS)) as usize] < self.least {
            return None;
        }
        let next = self.ids.len() as u32;
        Some(*self.ids.entry(feature).or_insert(next))
    }
}

fn examples(model: &Model, texts: &[(usize, usize, Text)], features: &mut Features) -> Vec<Example> {
    let mut work = Work::default();
    for (set, _, text) in texts {
        let times = if *set == usize::MAX { 1 } else { 2 };
        data::features(model, &text.text, &mut work, |_, all| {
            for &feature in all {
                features.count(feature, times);
            }
        });
    }
    let mut loss = Loss::default();
    let mut tokens = 0;
    let mut made = Vec::with_capacity(texts.len());
    for (set, fold, text) in texts {
        let mut by_token: Vec<(usize, Vec<u32>)> = Vec::new();
        data::features(model, &text.text, &mut work, |at, all| {
            by_token.push((at, all.iter().filter_map(|&feature| features.id(feature)).collect()));
        });
        let allowed = data::allowed(text, &work, &mut loss);
        tokens += by_token.len();
        let mut by_token = by_token.into_iter();
        let zones = work
            .zones
            .iter()
            .map(|range| {
                let mut zone = Zone {
                    features: vec![],
                    ends: vec![],
                    allowed: vec![],
                    words: vec![],
                    with_memory: vec![],
                };
                for (at, features) in by_token.by_ref().take(range.len()) {
                    zone.features.extend(features);
                    zone.ends.push(zone.features.len() as u32);
                    zone.allowed.push(allowed[at]);
                    zone.words.push((work.reading.infos[at].lower, work.tokens[at].shape));
                }
                zone
            })
            .collect();
        made.push(Example { set: *set, fold: *fold, zones });
    }
    eprintln!("{} texts, {tokens} tokens in zones, {} features, {loss:?}", made.len(), features.ids.len());
    made
}

/// One pass over examples in random order.
fn pass(crf: &mut Crf, examples: &[Example], order: &mut [usize], weights: (f32, f32), dice: &mut Dice) {
    dice.shuffle(order);
    for &at in order.iter() {
        let example = &examples[at];
        let weight = if example.set == usize::MAX { weights.0 } else { weights.1 };
        for zone in &example.zones {
            for memory in [false, true] {
                if memory && zone.with_memory.is_empty() {
                    continue;
                }
                let tokens = zone.tokens(memory);
                let tokens: Vec<&[u32]> = tokens.iter().map(Vec::as_slice).collect();
                crf.learn(&tokens, &zone.allowed, weight);
            }
        }
    }
}

/// The first reading of an example, and from it the features of the memory.
fn remember_all(
    crf: &mut Crf,
    example: &mut Example,
    texts: &[(usize, usize, Text)],
    at: usize,
    model: &Model,
    features: &mut Features,
) {
    let mut memory: FxHashMap<u64, Memory> = FxHashMap::default();
    let mut own: Vec<Vec<Memory>> = Vec::new();
    for zone in &example.zones {
        let tokens = zone.tokens(false);
        let tokens: Vec<&[u32]> = tokens.iter().map(Vec::as_slice).collect();
        let found: Vec<Scores> = crf.learn(&tokens, &zone.allowed, 0.0);
        let found: Vec<Memory> = found.iter().map(Memory::of).collect();
        for ((word, shape), taken) in zone.words.iter().zip(&found) {
            remember(&mut memory, *word, *shape, taken);
        }
        own.push(found);
    }
    let mut work = Work::default();
    prepare(model, &texts[at].2.text, &mut work);
    for ((zone, own), range) in example.zones.iter_mut().zip(&own).zip(&work.zones) {
        zone.with_memory = zone
            .words
            .iter()
            .zip(own)
            .zip(range.clone())
            .map(|(((word, shape), own), at)| {
                let Some(memory) = elsewhere(&memory, *word, *shape, own) else { return vec![] };
                let found = data::memory_features(&work, at, &memory);
                found
                    .into_iter()
                    .map(|feature| {
                        features.count(feature, u8::MAX);
                        let next = features.ids.len() as u32;
                        *features.ids.entry(feature).or_insert(next)
                    })
                    .collect()
            })
            .collect();
    }
}

/// The features that are kept, by number, the most important first.
fn select(crf: &Crf, features: &Features, slots: usize) -> Vec<(u64, u32)> {
    let mut all: Vec<(u64, u32, f32)> = features
        .ids
        .iter()
        .filter_map(|(&feature, &id)| {
            let row = crf.weights.get(id as usize)?;
            let size: f32 = row.iter().map(|weight| weight * weight).sum();
            let seen = f32::from(features.counts[(feature >> (64 - Features::BITS)) as usize]).max(1.0);
            Some((feature, id, size * seen.powf(POWER)))
        })
        .filter(|(_, _, size)| *size > 1e-6)
        .collect();
    all.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    all.truncate(slots);
    all.into_iter().map(|(feature, id, _)| (feature, id)).collect()
}

/// How much a feature's frequency counts when few are kept.
const POWER: f32 = 0.25;

fn finish(crf: &Crf, kept: &[(u64, u32)], lists: &Builder) -> Result<Model> {
    let mut builder = lists.clone();
    builder.step = 1.0 / 24.0;
    builder.weights = kept.iter().map(|&(feature, id)| (feature, crf.weights[id as usize])).collect();
    builder.transitions = crf.transitions;
    Model::new(builder.build(0.85)).ok().context("the model that was built is none")
}

fn main() -> Result<()> {
    let set = settings()?;
    let started = Instant::now();
    let lists = lists::read(&set.words, &set.phrases, &set.names)?;
    let model = Model::new(lists.build(0.5)).ok().context("the lists make no model")?;
    let mut dice = Dice(set.seed);
    let mut texts: Vec<(usize, usize, Text)> = Vec::new();
    for (number, path) in set.gold.iter().enumerate() {
        let mut all = data::read(path)?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        dice.shuffle(&mut all);
        for (at, text) in all.into_iter().enumerate() {
            let fold = at % set.folds.max(1);
            for _ in 0..set.gold_headlines {
                texts.extend(text.headline(dice.roll()).map(|headline| (HEADLINE, fold, headline)));
            }
            texts.push((number, fold, text));
        }
    }
    for path in &set.silver {
        for (at, mut text) in data::read(path)?.into_iter().enumerate() {
            if dice.roll().is_multiple_of(set.headlines) {
                text.add_headline(dice.roll());
            }
            texts.push((usize::MAX, at % 2, text));
        }
    }
    let mut features =
        Features { counts: vec![0; 1 << Features::BITS], ids: FxHashMap::default(), least: set.least_count };
    let mut examples = examples(&model, &texts, &mut features);
    eprintln!("{:.0} s: features", started.elapsed().as_secs_f32());
    let room = features.ids.len() + 200_000;
    let silver: Vec<usize> = (0..examples.len()).filter(|&at| examples[at].set == usize::MAX).collect();

    // Memory of the silver texts: each half is read by what the other half taught.
    if !silver.is_empty() {
        for half in 0..2 {
            let mut crf = Crf::new(room, set.rate, set.decay);
            let mut order: Vec<usize> =
                silver.iter().copied().filter(|&at| examples[at].fold != half).collect();
            pass(&mut crf, &examples, &mut order, (1.0, 1.0), &mut dice);
            for &at in &silver {
                if examples[at].fold == half {
                    remember_all(&mut crf, &mut examples[at], &texts, at, &model, &mut features);
                }
            }
        }
    }
    eprintln!("{:.0} s: memory of the silver texts", started.elapsed().as_secs_f32());
    let mut base = Crf::new(room, set.rate, set.decay);
    // Gold texts are remembered by what silver alone taught, which never saw them.
    let gold: Vec<usize> = (0..examples.len()).filter(|&at| examples[at].set != usize::MAX).collect();
    for epoch in 0..set.epochs {
        let mut order = silver.clone();
        pass(&mut base, &examples, &mut order, (set.silver_weight, 0.0), &mut dice);
        eprintln!("{:.0} s: silver pass {}", started.elapsed().as_secs_f32(), epoch + 1);
    }
    if !silver.is_empty() && !gold.is_empty() {
        let tagger = Tagger::new(finish(&base, &select(&base, &features, set.slots), &lists)?);
        for (number, path) in set.gold.iter().enumerate() {
            let mut score = Score::default();
            for (_, _, text) in texts.iter().filter(|text| text.0 == number) {
                score.add(text, &tagger.tag(&text.text));
            }
            println!("silver only  {:<28} {}", path.file_name().unwrap_or_default().display(), score.line());
        }
    }
    for &at in &gold {
        remember_all(&mut base, &mut examples[at], &texts, at, &model, &mut features);
    }
    let finetune = |hold: Option<usize>, dice: &mut Dice| {
        let mut crf = base.learn_on(set.gold_rate, set.gold_decay);
        for _ in 0..set.gold_epochs {
            let mut order: Vec<usize> =
                gold.iter().copied().filter(|&at| Some(examples[at].fold) != hold).collect();
            let mut some = silver.clone();
            dice.shuffle(&mut some);
            some.truncate(silver.len() / set.silver_share);
            order.extend(some);
            pass(&mut crf, &examples, &mut order, (set.silver_weight, set.gold_weight), dice);
        }
        let kept = select(&crf, &features, set.slots);
        crf.keep(kept.iter().map(|&(_, id)| id));
        for _ in 0..set.last_epochs {
            let mut order: Vec<usize> =
                gold.iter().copied().filter(|&at| Some(examples[at].fold) != hold).collect();
            pass(&mut crf, &examples, &mut order, (set.silver_weight, set.gold_weight), dice);
        }
        (crf, kept)
    };
    if set.folds > 1 {
        let mut scores = vec![Score::default(); set.gold.len()];
        let mut errors = String::new();
        for fold in 0..set.folds {
            let (crf, kept) = finetune(Some(fold), &mut dice);
            let tagger = Tagger::new(finish(&crf, &kept, &lists)?);
            for (number, at, text) in texts.iter().filter(|text| text.0 < HEADLINE) {
                if *at == fold {
                    let found = tagger.tag(&text.text);
                    scores[*number].add(text, &found);
                    errors.push_str(&score::errors(text, &found));
                }
            }
        }
        if let Some(path) = &set.errors {
            std::fs::write(path, errors)?;
        }
        for (path, score) in set.gold.iter().zip(&scores) {
            println!(
                "{} folds  {:<30} {}",
                set.folds,
                path.file_name().unwrap_or_default().display(),
                score.line()
            );
        }
        eprintln!("{:.0} s: folds", started.elapsed().as_secs_f32());
    }
    if let Some(out) = &set.out {
        let (crf, kept) = finetune(set.hold, &mut dice);
        let model = finish(&crf, &kept, &lists)?;
        std::fs::write(out, model.bytes())?;
        println!("{} bytes in `{}`", model.bytes().len(), out.display());
    }
    Ok(())
}
