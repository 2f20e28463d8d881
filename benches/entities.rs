//! How well and how fast officials and ministries are found in real news, against labels by hand (`benches/gold/`).
//!
//! `cargo bench --bench entities -- FILE.jsonl…`: files of articles that hold the labelled ones by their `id`; see
//! `benches/gold/README.md` for what they are. Prints precision, recall and F1 of the sets per article, how often the
//! office of an official and the bearer of a surname are right, each miss, and the speed over all articles of the files.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dateline::article::Article;
use dateline::corpus::{self, WalkOptions};
use dateline::document::{self, Document};
use dateline::entity::authority::Authority;
use dateline::entity::extract::Extractor;
use dateline::entity::{EntityId, EntityKind, names};
use serde_json::Value;

fn main() {
    let files: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    let gold = gold();
    let began = Instant::now();
    let authority = Authority::embedded();
    let extractor = Extractor::new(authority);
    println!("start-up {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    let (articles, bytes) = read(&files);
    if articles.is_empty() {
        println!("no articles; name files that hold the labelled ones, as benches/gold/README.md says");
        return;
    }
    let began = Instant::now();
    let mut mentions = 0;
    for article in &articles {
        mentions += extractor.extract(article).len();
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{} articles, {:.1} MB, {mentions} mentions, one thread: {:.2} MB/s",
        articles.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
    let name_of = |id: &EntityId| authority.name_of(id).map(Into::into);
    let mut tally = Tally::default();
    for article in articles {
        let Some(gold) = article.external_id.as_deref().and_then(|id| gold.get(id)) else { continue };
        let mentions = extractor.extract(&article);
        tally.add(gold, &document::build(article, mentions, String::new(), name_of));
    }
    tally.print();
}

/// Labels by the publisher's id.
fn gold() -> HashMap<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/gold/news.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    let labels = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    labels.map(|label| (label["id"].as_str().unwrap().to_owned(), label)).collect()
}

fn read(files: &[PathBuf]) -> (Vec<Article>, usize) {
    let mut articles = Vec::new();
    for file in corpus::walk(files, &WalkOptions::default()) {
        let keep = &mut |article: dateline::error::Result<Article>| {
            articles.extend(article);
            ControlFlow::Continue(())
        };
        if let Err(error) = file.and_then(|file| corpus::read(&file, keep)) {
            println!("{error}");
        }
    }
    let bytes = articles.iter().map(|article| article.title.len() + article.body.len()).sum();
    (articles, bytes)
}

#[derive(Default)]
struct Tally {
    articles: usize,
    sets: BTreeMap<&'static str, [usize; 3]>,
    misses: Vec<String>,
}

impl Tally {
    fn count(&mut self, what: &'static str, right: usize, wrong: usize, missed: usize) {
        let set = self.sets.entry(what).or_default();
        for (sum, more) in set.iter_mut().zip([right, wrong, missed]) {
            *sum += more;
        }
    }

    fn add(&mut self, gold: &Value, found: &Document) {
        self.articles += 1;
        let mut misses = self.officials(gold, found);
        for (what, kind, key) in [
            ("ministries", EntityKind::Ministry, "ministries"),
            ("countries", EntityKind::Country, "countries"),
        ] {
            let wanted = strings(&gold[key]);
            let allowed = strings(&gold[format!("{key}_may")]);
            let have: BTreeSet<String> = found.entities.of(kind).iter().map(|e| e.id.to_string()).collect();
            let missed: Vec<_> = wanted.difference(&have).cloned().collect();
            let wrong: Vec<_> =
                have.iter().filter(|id| !wanted.contains(*id) && !allowed.contains(*id)).collect();
            misses.extend(missed.iter().map(|id| format!("missed {id}")));
            misses.extend(wrong.iter().map(|id| format!("false {id}")));
            self.count(what, wanted.len() - missed.len(), wrong.len(), missed.len());
        }
        if !misses.is_empty() {
            self.misses.push(format!("{} {}\n    {}", gold["set"], gold["id"], misses.join("\n    ")));
        }
    }

    fn officials(&mut self, gold: &Value, found: &Document) -> Vec<String> {
        let mut misses = Vec::new();
        let mut known = BTreeSet::new();
        for official in gold["officials"].as_array().unwrap() {
            let name = official["name"].as_str().unwrap();
            let doubtful = official["doubtful"].as_bool().unwrap_or_default();
            let everyone =
                found.entities.official.iter().chain(found.entities.person.iter().filter(|_| doubtful));
            let mut bearers = everyone.filter(|entity| {
                names::fold(&entity.name) == names::fold(name)
                    || found
                        .mentions
                        .iter()
                        .any(|m| m.id == entity.id && names::fold(&m.text) == names::fold(name))
            });
            let Some(entity) = bearers.next() else {
                if !doubtful {
                    misses.push(format!("missed official {name}"));
                    self.count("officials", 0, 0, 1);
                }
                continue;
            };
            known.insert(&entity.id);
            self.count("officials", 1, 0, 0);
            let own = || found.mentions.iter().filter(|m| m.id == entity.id);
            let offices: BTreeSet<String> =
                own().filter_map(|m| m.office.as_deref()).map(names::fold).collect();
            let right: Vec<String> = official["office"].as_str().into_iter().map(names::fold).collect();
            let also = official["office_also"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(names::fold);
            let right: Vec<String> = right.into_iter().chain(also).collect();
            if !right.is_empty() {
                let fits = offices.iter().any(|o| right.iter().any(|r| o.contains(r) || r.contains(o)));
                self.count("office of official", fits.into(), (!fits).into(), (!fits).into());
                if !fits {
                    misses.push(format!("office of {name}: {right:?} is read as {offices:?}"));
                }
            }
            let surnames = official["surname_mentions"].as_u64().unwrap_or_default() as usize;
            let alone = own().filter(|m| !m.text.trim().contains(' ')).count();
            self.count("surname alone", alone.min(surnames), 0, surnames.saturating_sub(alone));
        }
        for entity in found.entities.official.iter().filter(|entity| !known.contains(&entity.id)) {
            misses.push(format!("false official {}", entity.name));
            self.count("officials", 0, 1, 0);
        }
        misses
    }

    fn print(&self) {
        for miss in &self.misses {
            println!("{miss}");
        }
        println!("{} labelled articles", self.articles);
        for (what, [right, wrong, missed]) in &self.sets {
            let share = |other: &usize| *right as f64 / (right + other).max(1) as f64;
            let f1 = 2.0 * *right as f64 / (2 * right + wrong + missed).max(1) as f64;
            println!(
                "{what:20} right {right:4} wrong {wrong:4} missed {missed:4}  P {:.3} R {:.3} F1 {f1:.3}",
                share(wrong),
                share(missed)
            );
        }
    }
}

fn strings(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
