//! How long a search takes, against the plain engine with headline and text as its default fields, in one run.
//!
//! `cargo bench --bench search -- [ARTICLES…]` prints a table for each size (default 10000 and 100000).

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generate;

use std::path::Path;
use std::time::Instant;

use dateline::document::Field;
use dateline::index::{Index, IndexWriter, Stamp, WriterOptions};
use dateline::query::{Expr, Page, Query, Sort};
use generate::{Join, Question};
use tantivy::TantivyDocument;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, STORED, STRING, Schema, TEXT, Value};
use tantivy::snippet::SnippetGenerator;

const ARCHIVE: u64 = 1945;
const QUESTIONS: usize = 400;
const FACETS: [Field; 3] = [Field::Official, Field::Ministry, Field::Country];

fn main() {
    let mut sizes: Vec<u64> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    for articles in sizes {
        measure(articles);
    }
}

fn measure(articles: u64) {
    let dir = tempfile::tempdir().unwrap();
    let (ours, plain) = (dir.path().join("ours"), dir.path().join("plain"));
    write_ours(&ours, articles);
    write_plain(&plain, articles);
    let questions = generate::questions(7, ARCHIVE, articles, QUESTIONS);
    println!("\n{articles} articles, {QUESTIONS} questions, milliseconds");
    println!("{:<44} {:>8} {:>8} {:>8} {:>8}", "", "p50", "p95", "p99", "mean");

    let plain = tantivy::Index::open_in_dir(&plain).unwrap();
    let schema = plain.schema();
    let fields = ["title", "body"].map(|name| schema.get_field(name).unwrap());
    let mut parser = QueryParser::for_index(&plain, fields.to_vec());
    parser.set_conjunction_by_default();
    let searcher = plain.reader().unwrap().searcher();
    let top = || TopDocs::with_limit(10).order_by_score();
    row("plain engine, top 10", &questions, |question| {
        let query = parser.parse_query(&as_text(question)).unwrap();
        searcher.search(&query, &top()).unwrap().len() as u64
    });
    row("plain engine, top 10 and total", &questions, |question| {
        let query = parser.parse_query(&as_text(question)).unwrap();
        searcher.search(&query, &(top(), Count)).unwrap().1 as u64
    });
    row("plain engine, top 10 with texts and snippets", &questions, |question| {
        let query = parser.parse_query(&as_text(question)).unwrap();
        let found = searcher.search(&query, &top()).unwrap();
        let snippets = SnippetGenerator::create(&searcher, &query, fields[1]).unwrap();
        let snippet = |at: &tantivy::DocAddress| {
            let document: TantivyDocument = searcher.doc(*at).unwrap();
            let body = document.get_first(fields[1]).and_then(|value| value.as_str().map(str::to_owned));
            snippets.snippet(&body.unwrap_or_default()).highlighted().len() as u64
        };
        found.iter().map(|(_, at)| snippet(at)).sum()
    });
    let request: Aggregations = serde_json::from_value(serde_json::json!({
        "official": {"terms": {"field": "official", "size": 10}},
        "ministry": {"terms": {"field": "ministry", "size": 10}},
        "country": {"terms": {"field": "country", "size": 10}},
    }))
    .unwrap();
    row("plain engine, top 10, total, 3 aggregations", &questions, |question| {
        let query = parser.parse_query(&as_text(question)).unwrap();
        let facets = AggregationCollector::from_aggs(request.clone(), Default::default());
        searcher.search(&query, &(top(), Count, facets)).unwrap().1 as u64
    });

    let index = Index::open(&ours).unwrap();
    let mut totals = 0;
    for (name, limit, facets) in [
        ("dateline, count", 0, &FACETS[..0]),
        ("dateline, ranking, total, stories", 0, &FACETS[..0]),
        ("dateline, top 10 as hits, total, stories", 10, &FACETS[..0]),
        ("dateline, the same and 3 facets", 10, &FACETS[..]),
    ] {
        totals = row(name, &questions, |question| {
            let asked = as_query(question, limit, facets);
            if name.ends_with("count") {
                index.count(&asked).unwrap()
            } else {
                index.search(&asked).unwrap().total
            }
        });
    }
    println!("{:.0} articles found a question", totals as f64 / QUESTIONS as f64);
    let facets = as_query(&questions[0], 10, &FACETS);
    let cold = Instant::now();
    let found = Index::open(&ours).unwrap().search(&facets).unwrap().total;
    println!(
        "opened and asked once with 3 facets ({found} found): {:.1} ms",
        cold.elapsed().as_secs_f64() * 1e3
    );
}

/// Asks every question three times and prints how long the fastest took.
fn row(name: &str, questions: &[Question], mut ask: impl FnMut(&Question) -> u64) -> u64 {
    let mut found = 0;
    let mut times: Vec<f64> = vec![f64::MAX; questions.len()];
    for round in 0..3 {
        for (time, question) in times.iter_mut().zip(questions) {
            let started = Instant::now();
            let total = ask(question);
            *time = time.min(started.elapsed().as_secs_f64() * 1e3);
            if round == 0 {
                found += total;
            }
        }
    }
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{name:<44} {:>8.3} {:>8.3} {:>8.3} {mean:>8.3}", at(0.5), at(0.95), at(0.99));
    found
}

fn as_text(question: &Question) -> String {
    match question.join {
        Join::All => question.words.join(" "),
        Join::Any => question.words.join(" OR "),
        Join::Phrase => format!("\"{}\"", question.words.join(" ")),
    }
}

fn as_query(question: &Question, limit: usize, facets: &[Field]) -> Query {
    let words = || question.words.iter().cloned().map(Expr::Word).collect();
    let expr = match question.join {
        Join::All => Expr::And(words()),
        Join::Any => Expr::Or(words()),
        Join::Phrase => Expr::Phrase(question.words.clone()),
    };
    Query {
        text: as_text(question),
        expr: Some(expr),
        notes: Vec::new(),
        filters: Vec::new(),
        sort: Sort::Relevance,
        page: Page { offset: 0, limit },
        facets: facets.to_vec(),
        facet_size: 10,
        timeline: None,
        stories: false,
        snippets: true,
    }
}

fn write_ours(dir: &Path, articles: u64) {
    let options = WriterOptions { memory: 400 << 20, threads: 2, full: false };
    let (mut writer, manifest) = IndexWriter::open(dir, &Stamp::new(0), &options).unwrap();
    for number in 0..articles {
        writer.put(&generate::document(ARCHIVE, number)).unwrap();
    }
    writer.commit(&manifest).unwrap();
    writer.finish().unwrap();
}

fn write_plain(dir: &Path, articles: u64) {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    let facets = FACETS.map(|field| schema.add_text_field(field.as_str(), STRING | FAST));
    std::fs::create_dir_all(dir).unwrap();
    let index = tantivy::Index::create_in_dir(dir, schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads(2, 200_000_000).unwrap();
    for number in 0..articles {
        let document = generate::document(ARCHIVE, number);
        let mut out = TantivyDocument::new();
        out.add_text(title, &document.article.title);
        out.add_text(body, &document.article.body);
        for (field, facet) in FACETS.into_iter().zip(facets) {
            let kind = field.entity_kind().unwrap();
            document.entities.of(kind).iter().for_each(|one| out.add_text(facet, one.id.as_str()));
        }
        writer.add_document(out).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}
