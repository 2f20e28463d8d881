//! The sample archive against what a careful reader finds in it (`tests/golden/`): every article, every query.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where each article stands: path, and record of a file that holds several.
type Place = (String, Option<u64>);

#[test]
fn the_sample_archive_is_read_as_a_careful_reader_reads_it() {
    let found = inspected();
    let gold = fs::read_to_string(root().join("tests/golden/corpus.jsonl")).unwrap();
    let mut differences = String::new();
    let mut scores = BTreeMap::<&str, Score>::new();
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let place = place(&gold);
        let read = found.get(&place).unwrap_or_else(|| panic!("{place:?} was not read"));
        let mut differ = Vec::new();
        fields(&gold, read, &mut scores, &mut differ);
        officials(&gold, read, &mut scores, &mut differ);
        for (kind, key) in [("ministry", "ministries"), ("country", "countries")] {
            ids(&gold, read, kind, key, &mut scores, &mut differ);
        }
        if !differ.is_empty() {
            let record = place.1.map(|r| format!(" record {r}")).unwrap_or_default();
            let _ = writeln!(differences, "{}{record}\n    {}", place.0, differ.join("\n    "));
        }
    }
    let mut table = String::new();
    for (what, score) in &scores {
        let _ = writeln!(
            table,
            "{what:<20} right {:>4}  wrong {:>3}  missed {:>3}",
            score.right, score.wrong, score.missed
        );
    }
    let path = root().join("tests/golden/differences.txt");
    let shown = format!("{table}\n{differences}");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap();
    assert_eq!(known, shown, "run `UPDATE_GOLDEN=1 cargo test golden` and look at the diff");
}

#[test]
fn golden_queries_find_their_articles_first() {
    let home = tempfile::tempdir().unwrap();
    let index = home.path().join("index");
    let index = index.to_str().unwrap();
    dateline(&["index", "-q", "corpus", "--index", index]);
    let queries: toml::Table =
        fs::read_to_string(root().join("tests/golden/queries.toml")).unwrap().parse().unwrap();
    let mut wrong = Vec::new();
    for query in queries["query"].as_array().unwrap() {
        let text = query["text"].as_str().unwrap();
        let mut args =
            vec!["search", text, "--index", index, "--format", "json", "-n", "1000", "--facets", "none"];
        let flags = ["official", "ministry", "country", "since", "until"];
        let names = ["--official", "--ministry", "--country", "--since", "--until"];
        for (key, flag) in flags.iter().zip(names) {
            if let Some(value) = query.get(key).and_then(toml::Value::as_str) {
                args.extend([flag, value]);
            }
        }
        let results: Value = serde_json::from_str(&dateline(&args)).unwrap();
        let hits: Vec<String> =
            results["hits"].as_array().unwrap().iter().map(|hit| answer(&hit["origin"])).collect();
        let right: BTreeSet<String> =
            query["right"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned()).collect();
        let first: BTreeSet<String> = hits.iter().take(right.len()).cloned().collect();
        let exact = query.get("exact").and_then(toml::Value::as_bool).unwrap_or_default();
        let found = first == right && (!exact || hits.len() == right.len());
        if found != query.get("missed").is_none() {
            wrong.push(format!("{args:?}\n  wanted {right:?}\n  found {hits:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers of values that were found rightly, found wrongly, and not found.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

fn fields(gold: &Value, read: &Value, scores: &mut BTreeMap<&str, Score>, differ: &mut Vec<String>) {
    for field in ["title", "published", "place", "agency", "outlet", "language"] {
        let score = scores.entry(field).or_default();
        if gold[field] == read[field] {
            score.right += 1;
        } else {
            score.wrong += 1;
            differ.push(format!("{field}: {} is read as {}", gold[field], read[field]));
        }
    }
}

fn officials(gold: &Value, read: &Value, scores: &mut BTreeMap<&str, Score>, differ: &mut Vec<String>) {
    let mentions = read["mentions"].as_array().unwrap();
    let found = read["entities"]["official"].as_array().unwrap();
    let mut known = BTreeSet::new();
    for official in gold["officials"].as_array().unwrap() {
        let name = official["name"].as_str().unwrap();
        let is_named = |entity: &&Value| {
            folded(entity["name"].as_str().unwrap()) == folded(name)
                || mentions
                    .iter()
                    .any(|m| m["id"] == entity["id"] && folded(m["text"].as_str().unwrap()) == folded(name))
        };
        let Some(entity) = found.iter().find(is_named) else {
            scores.entry("official").or_default().missed += 1;
            differ.push(format!("official {name} is not found"));
            continue;
        };
        known.insert(entity["id"].as_str().unwrap());
        scores.entry("official").or_default().right += 1;
        let of = |key: &str| -> BTreeSet<String> {
            let own = mentions.iter().filter(|m| m["id"] == entity["id"]);
            own.filter_map(|m| m[key].as_str()).map(str::to_owned).collect()
        };
        if let Some(office) = official["office"].as_str() {
            let offices = of("office");
            let fits =
                |o: &String| folded(o).contains(&folded(office)) || folded(office).contains(&folded(o));
            judge("office", offices.iter().any(fits), scores, differ, || {
                format!("office of {name}: {office} is read as {offices:?}")
            });
        }
        if let Some(ministry) = official["ministry"].as_str() {
            let ministries = of("ministry");
            judge("ministry of official", ministries.contains(ministry), scores, differ, || {
                format!("ministry of {name}: {ministry} is read as {ministries:?}")
            });
        }
    }
    for entity in found.iter().filter(|e| !known.contains(e["id"].as_str().unwrap())) {
        scores.entry("official").or_default().wrong += 1;
        differ.push(format!("official {} is none", entity["name"]));
    }
}

fn judge<'a>(
    what: &'a str,
    right: bool,
    scores: &mut BTreeMap<&'a str, Score>,
    differ: &mut Vec<String>,
    words: impl Fn() -> String,
) {
    let score = scores.entry(what).or_default();
    if right {
        score.right += 1;
    } else {
        score.wrong += 1;
        differ.push(words());
    }
}

fn ids<'a>(
    gold: &Value,
    read: &Value,
    kind: &'a str,
    key: &str,
    scores: &mut BTreeMap<&'a str, Score>,
    differ: &mut Vec<String>,
) {
    let set = |list: &Value| -> BTreeSet<String> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_str().unwrap_or_else(|| v["id"].as_str().unwrap()).to_owned())
            .collect()
    };
    let wanted = set(&gold[key]);
    let allowed = set(&gold[format!("{key}_may")]);
    let found = set(&read["entities"][kind]);
    let missed: Vec<_> = wanted.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&wanted).filter(|id| !allowed.contains(*id)).collect();
    let score = scores.entry(kind).or_default();
    score.right += wanted.len() - missed.len();
    score.missed += missed.len();
    score.wrong += wrong.len();
    differ.extend(missed.iter().map(|id| format!("{id} is not found")));
    differ.extend(wrong.iter().map(|id| format!("{id} is not there")));
}

/// Every readable article of the sample archive, as `inspect` shows it.
fn inspected() -> BTreeMap<Place, Value> {
    let shown = dateline(&["inspect", "--format", "jsonl", "corpus"]);
    let articles = shown.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    articles.map(|article| (place(&article["origin"]), article)).collect()
}

fn place(value: &Value) -> Place {
    (value["path"].as_str().unwrap().to_owned(), value["record"].as_u64())
}

/// As the golden queries name it: the path below `corpus/`, and `#` with the record.
fn answer(origin: &Value) -> String {
    let (path, record) = place(origin);
    let path = path.trim_start_matches("corpus/");
    record.map_or_else(|| path.to_owned(), |record| format!("{path}#{record}"))
}

/// Lower case without accents and punctuation.
fn folded(name: &str) -> String {
    let plain = any_ascii::any_ascii(name).to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn dateline(args: &[&str]) -> String {
    let tool = env!("CARGO_BIN_EXE_dateline");
    let output =
        Command::new(tool).args(args).current_dir(root()).env_remove("DATELINE_INDEX").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
