//! How fast articles get into an index, beside plain tantivy over the same titles and texts in the same run.
//!
//! `cargo bench --bench indexing -- FILE.jsonl…` measures on the files given, by themselves on 20,000 articles of
//! seeded nonsense. Each line: articles, megabytes of text, seconds, megabytes a second, the ratio to plain tantivy.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline::article::Article;
use dateline::entity::authority::Authority;
use dateline::entity::extract::Extractor;
use dateline::entity::{EntityId, Mention};
use dateline::index::Stamp;
use dateline::ingest::{self, Finder, Options, Watch};
use serde_json::Value;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    if files.is_empty() {
        let file = folder.path().join("generated.jsonl");
        std::fs::write(&file, generated(20_000)).unwrap();
        files.push(file);
    }
    let none = |_: &Article| -> Vec<Mention> { Vec::new() };
    let authority = Authority::embedded();
    let extractor = Extractor::new(authority);
    let all = |article: &Article| extractor.extract(article);
    let name_of = |id: &EntityId| authority.name_of(id).map(Arc::from);
    let (articles, bytes) = size_of(&files);
    let plain = (0..2)
        .map(|n| plain_tantivy(&files, &folder.path().join(format!("plain{n}"))))
        .fold(f64::MAX, f64::min);
    print("plain tantivy", articles, bytes, plain, plain);
    for (what, mentions) in [("dateline without entities", &none as Find<'_>), ("dateline", &all)] {
        let ours = (0..2).map(|n| {
            let began = Instant::now();
            let finder = Finder { mentions, name_of: &name_of };
            let watch = Watch { progress: None, stop: &AtomicBool::new(false) };
            let dir = folder.path().join(format!("{what}{n}"));
            ingest::run(&files, &dir, &Stamp::new(0), &Options::default(), &finder, &watch).unwrap();
            began.elapsed().as_secs_f64()
        });
        print(what, articles, bytes, ours.fold(f64::MAX, f64::min), plain);
    }
}

type Find<'a> = &'a (dyn Fn(&Article) -> Vec<Mention> + Sync);

fn print(what: &str, articles: usize, bytes: usize, seconds: f64, plain: f64) {
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{what:28} {articles:8} articles {megabytes:8.1} MB {seconds:7.2} s {:7.2} MB/s {:5.2}",
        megabytes / seconds,
        plain / seconds
    );
}

fn each(files: &[PathBuf], mut visit: impl FnMut(&str, &str)) {
    for file in files {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            visit(text("title").unwrap_or_default(), text("body").or(text("text")).unwrap_or_default());
        }
    }
}

fn size_of(files: &[PathBuf]) -> (usize, usize) {
    let (mut articles, mut bytes) = (0, 0);
    each(files, |title, body| {
        articles += 1;
        bytes += title.len() + body.len();
    });
    (articles, bytes)
}

fn plain_tantivy(files: &[PathBuf], dir: &std::path::Path) -> f64 {
    std::fs::create_dir(dir).unwrap();
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    let began = Instant::now();
    let index = Index::create_in_dir(dir, schema.build()).unwrap();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, 170 << 20).unwrap();
    each(files, |headline, text| {
        writer.add_document(doc!(title => headline, body => text)).unwrap();
    });
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    began.elapsed().as_secs_f64()
}

/// Articles of words that are as frequent as words are, from one seed.
fn generated(articles: usize) -> String {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let syllables =
        ["ka", "ro", "min", "tel", "su", "ver", "an", "dor", "li", "pe", "gar", "ish", "on", "ta"];
    let words: Vec<String> = (0..30_000)
        .map(|_| (0..1 + next() % 4).map(|_| syllables[next() as usize % syllables.len()]).collect())
        .collect();
    let mut out = String::new();
    for number in 0..articles {
        let mut text = |length: u64| {
            let mut text = String::new();
            for i in 0..length {
                // Zipf: the rank is the inverse of an even number between 0 and 1.
                let rank = (words.len() as f64).powf((next() % 10_000) as f64 / 10_000.0) as usize;
                text.push_str(&words[rank.min(words.len() - 1)]);
                text.push_str(if i % 15 == 14 { ". " } else { " " });
            }
            text
        };
        let (title, body) = (text(8), text(450));
        out.push_str(&serde_json::json!({"id": number, "title": title, "body": body}).to_string());
        out.push('\n');
    }
    out
}
