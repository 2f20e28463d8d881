//! Counts and orders of a small archive, against counting by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::schema::schema;
use super::store::fields_of;
use super::{Index, Stamp, analyzer, cache};
use crate::article::{Article, ArticleId, Origin, PublishedFrom};
use crate::date::Date;
use crate::document::{Document, EntityCount, Field};
use crate::entity::{EntityId, EntityKind, Mention, Part};
use crate::query::{Expr, Filter, Page, Query, Sort, Unit};

/// An index in memory; each inner list becomes a segment.
fn index_of(segments: &[Vec<Document>]) -> Index {
    let (schema, fields) = schema();
    let tantivy = tantivy::Index::create_in_ram(schema);
    analyzer::register(tantivy.tokenizers());
    let mut writer = tantivy.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for segment in segments {
        for document in segment {
            writer.add_document(fields_of(document, &fields)).unwrap();
        }
        writer.commit().unwrap();
    }
    let reader = tantivy.reader().unwrap();
    Index {
        tantivy,
        reader,
        fields,
        dir: std::path::PathBuf::new(),
        cache: cache::Cache::default(),
        stamp: Stamp::new(0),
    }
}

fn document(id: u64, title: &str, body: &str) -> Document {
    let article = Article {
        id: ArticleId(id),
        external_id: None,
        origin: Origin { path: format!("corpus/{}/{id}.txt", id % 3), record: None },
        title: title.to_owned(),
        body: body.to_owned(),
        published: None,
        published_from: PublishedFrom::None,
        outlet: None,
        agency: None,
        byline: None,
        place: None,
        language: None,
        url: None,
        genre: None,
        section: None,
    };
    Document { article, story: format!("s{id:016x}"), mentions: Vec::new(), entities: Default::default() }
}

fn named(mut document: Document, kind: EntityKind, slug: &str, form: &str) -> Document {
    let id = EntityId::new(kind, slug);
    let entities = &mut document.entities;
    let list = match kind {
        EntityKind::Official => &mut entities.official,
        EntityKind::Person => &mut entities.person,
        EntityKind::Ministry => &mut entities.ministry,
        EntityKind::Country => &mut entities.country,
        EntityKind::Organisation => &mut entities.organisation,
        EntityKind::Place => &mut entities.place,
    };
    list.push(EntityCount { id: id.clone(), name: form.into(), count: 1 });
    document.mentions.push(Mention {
        part: Part::Body,
        start: 0,
        end: 0,
        text: form.to_owned(),
        kind,
        id,
        name: form.into(),
        office: None,
        ministry: None,
        rule: "test".into(),
    });
    document
}

fn ask(expr: Option<Expr>) -> Query {
    Query { expr, facets: Vec::new(), ..Query::default() }
}

fn word(text: &str) -> Expr {
    Expr::Word(text.to_owned())
}

fn phrase(text: &str) -> Expr {
    Expr::Phrase(text.split(' ').map(str::to_owned).collect())
}

fn values(field: Field, values: &[&str]) -> Filter {
    Filter::Values { field, values: values.iter().map(|&v| v.to_owned()).collect(), exclude: false }
}

fn ids(index: &Index, asked: &Query) -> Vec<u64> {
    let results = index.search(asked).unwrap();
    assert_eq!(index.count(asked).unwrap(), results.total);
    results.hits.iter().map(|hit| hit.id.0).collect()
}

fn treaty_archive() -> Index {
    index_of(&[
        vec![
            document(1, "Treaty signed", "The envoys met in the old town hall."),
            document(2, "Grain prices", "A treaty on grain was left unsigned by O'Brien."),
        ],
        vec![document(3, "", "The foreign minister met the minister of a foreign power in São Tomé.")],
    ])
}

#[test]
fn words_are_found_in_headline_and_text_and_count_more_in_the_headline() {
    let index = treaty_archive();
    assert_eq!(ids(&index, &ask(Some(word("treaties")))), [1, 2]);
    assert_eq!(ids(&index, &ask(Some(Expr::In(Field::Title, Box::new(word("treaty")))))), [1]);
    assert_eq!(ids(&index, &ask(Some(word("sao")))), [3]);
    assert_eq!(ids(&index, &ask(Some(word("Brien")))), [2]);
}

#[test]
fn phrases_and_exclusions() {
    let index = treaty_archive();
    assert_eq!(ids(&index, &ask(Some(phrase("foreign minister")))), [3]);
    assert_eq!(ids(&index, &ask(Some(phrase("minister foreign")))), [0_u64; 0]);
    // A phrase can't begin in the headline and end in the text.
    assert_eq!(ids(&index, &ask(Some(phrase("signed the")))), [0_u64; 0]);
    let not = Expr::Not(Box::new(word("grain")));
    assert_eq!(ids(&index, &ask(Some(not.clone()))), [1, 3]);
    assert_eq!(ids(&index, &ask(Some(Expr::And(vec![word("treaty"), not.clone()])))), [1]);
    assert_eq!(ids(&index, &ask(Some(Expr::Or(vec![not, word("grain")])))).len(), 3);
    assert_eq!(ids(&index, &ask(Some(word("?!")))), [0_u64; 0]);
}

#[test]
fn an_article_comes_back_whole_and_unknown_ones_are_named() {
    let index = treaty_archive();
    assert_eq!(index.article(ArticleId(2)).unwrap().article.title, "Grain prices");
    let error = index.article(ArticleId(9)).unwrap_err().to_string();
    assert!(error.starts_with("no article `a0000000000000009`"), "{error}");
}

#[test]
fn files_are_found_by_path_and_folder() {
    let index = treaty_archive();
    let mut asked = ask(None);
    asked.filters = vec![values(Field::Path, &["corpus/1"])];
    assert_eq!(ids(&index, &asked), [1]);
    asked.filters = vec![values(Field::Path, &["corpus/2/2.txt"])];
    assert_eq!(ids(&index, &asked), [2]);
}

fn officials_archive() -> Index {
    let official = |d, slug, form| named(d, EntityKind::Official, slug, form);
    let ministry = |d, slug, form| named(d, EntityKind::Ministry, slug, form);
    index_of(&[
        vec![
            ministry(
                official(document(1, "", "x"), "chung-byung-won", "Chung Byung-won"),
                "kr/foreign-affairs",
                "MOFA",
            ),
            official(document(2, "", "x"), "chung-byung-won", "Chung Byung-won"),
        ],
        vec![ministry(
            official(document(3, "", "x"), "jose-diaz", "José Díaz"),
            "es/foreign-affairs",
            "Exteriores",
        )],
    ])
}

#[test]
fn values_are_named_in_any_spelling_or_by_portfolio() {
    let index = officials_archive();
    let found = |field, name: &str| {
        let mut asked = ask(None);
        asked.filters = vec![values(field, &[name])];
        ids(&index, &asked)
    };
    for name in ["official:chung-byung-won", "chung byung won", "CHUNG Byungwon", "Jeong Byeong-won"] {
        assert_eq!(found(Field::Official, name), [1, 2], "{name}");
    }
    assert_eq!(found(Field::Official, "Jose Diaz"), [3]);
    assert_eq!(found(Field::Ministry, "foreign affairs"), [1, 3]);
    assert_eq!(found(Field::Ministry, "kr/foreign-affairs"), [1]);
    assert_eq!(found(Field::Ministry, "exteriores"), [3]);
}

#[test]
fn a_name_finds_everyone_whom_another_spelling_of_it_names() {
    let official = |d, slug, form| named(d, EntityKind::Official, slug, form);
    let index = index_of(&[vec![
        official(document(1, "", "x"), "moammar-qadhafi", "Moammar Qadhafi"),
        official(document(2, "", "x"), "muammar-gaddafi", "Muammar Gaddafi"),
        official(document(3, "", "x"), "chou-en-lai", "Chou En-lai"),
    ]]);
    let mut asked = ask(None);
    asked.filters = vec![values(Field::Official, &["Muammar Gaddafi"])];
    assert_eq!(ids(&index, &asked), [1, 2]);
    asked.filters = vec![values(Field::Official, &["Zhou Enlai"])];
    assert_eq!(ids(&index, &asked), [3]);
}

#[test]
fn an_unknown_value_is_an_error_that_offers_near_ones() {
    let index = officials_archive();
    let mut asked = ask(None);
    asked.filters = vec![values(Field::Official, &["Chung Byung-wan"])];
    let error = index.search(&asked).unwrap_err().to_string();
    let nearest_first = "no official called `Chung Byung-wan`; did you mean `Chung Byung-won`";
    assert!(error.starts_with(nearest_first), "{error}");
}

#[test]
fn a_facet_is_counted_as_if_its_own_filter_were_absent() {
    let index = officials_archive();
    let mut asked = ask(None);
    asked.facets = vec![Field::Official, Field::Ministry];
    asked.filters = vec![values(Field::Official, &["José Díaz"])];
    let results = index.search(&asked).unwrap();
    assert_eq!(results.read_as, "official: José Díaz");
    assert_eq!(results.total, 1);
    let shown = |at: usize| -> Vec<(String, u64)> {
        results.facets[at].values.iter().map(|v| (v.name.clone(), v.count)).collect()
    };
    assert_eq!(shown(0), [("Chung Byung-won".to_owned(), 2), ("José Díaz".to_owned(), 1)]);
    assert_eq!(shown(1).len(), 1);
    assert_eq!(results.facets[1].missing, 0);
}

#[test]
fn copies_of_a_story_are_counted_and_folded() {
    let mut copy = document(2, "Treaty signed", "Same text.");
    copy.story = document(1, "", "").story;
    let index = index_of(&[
        vec![document(1, "Treaty signed", "Same text.")],
        vec![copy, document(3, "", "After years of talks no treaty came of it.")],
    ]);
    let mut asked = ask(Some(word("treaty")));
    let results = index.search(&asked).unwrap();
    assert_eq!((results.total, results.stories), (3, 2));
    assert_eq!(results.hits.iter().map(|hit| hit.copies).collect::<Vec<_>>(), [1, 1, 0]);
    asked.stories = true;
    assert_eq!(ids(&index, &asked), [1, 3]);
}

#[test]
fn entities_are_listed_with_counts_and_spellings() {
    let index = officials_archive();
    let list = |asked| index.entities(&asked).unwrap();
    let asked = super::EntityQuery { kind: Some(EntityKind::Official), limit: 9, ..Default::default() };
    let all = list(asked.clone());
    assert_eq!(all.total, 2);
    assert_eq!((all.entities[0].name.as_str(), all.entities[0].count), ("Chung Byung-won", 2));
    let found = list(super::EntityQuery { text: Some("diaz".to_owned()), limit: 9, ..Default::default() });
    assert_eq!(found.entities.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["José Díaz"]);
    assert_eq!(found.entities[0].spellings[0].count, 1);
}

#[derive(Debug, Clone)]
struct Sketch {
    words: Vec<u8>,
    officials: Vec<u8>,
    day: Option<i32>,
    outlet: u8,
    story: u8,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    (
        prop::collection::vec(0..5_u8, 0..6),
        prop::collection::vec(0..12_u8, 0..4),
        prop::option::of(0..60_i32),
        0..3_u8,
        0..20_u8,
    )
        .prop_map(|(words, mut officials, day, outlet, story)| {
            officials.sort_unstable();
            officials.dedup();
            Sketch { words, officials, day, outlet, story }
        })
}

const WORDS: [&str; 5] = ["grain", "treaty", "envoy", "harbour", "talks"];

fn draw(id: u64, sketch: &Sketch) -> Document {
    let body: Vec<&str> = sketch.words.iter().map(|&w| WORDS[usize::from(w)]).collect();
    let mut document = document(id, "", &body.join(" "));
    document.article.published = sketch.day.map(Date::from_days);
    document.article.outlet = (sketch.outlet > 0).then(|| format!("Outlet {}", sketch.outlet));
    document.story = format!("s{:016x}", sketch.story);
    for official in &sketch.officials {
        document = named(
            document,
            EntityKind::Official,
            &format!("person-{official:02}"),
            &format!("Person {official:02}"),
        );
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn everything_equals_counting_by_hand(
        sketches in prop::collection::vec(prop::collection::vec(sketch(), 1..14), 1..5),
        wanted in 0..5_u8,
        unwanted in prop::option::of(0..5_u8),
        since in prop::option::of(0..60_i32),
        official in prop::option::of(0..12_u8),
        size in 1..6_usize,
        sort in prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest]),
    ) {
        let mut id = 0;
        let segments: Vec<Vec<Document>> = sketches.iter().map(|segment| {
            segment.iter().map(|s| { id += 1; draw(id, s) }).collect()
        }).collect();
        let index = index_of(&segments);
        let all: Vec<(u64, &Sketch)> = (1..).zip(sketches.iter().flatten()).collect();

        let mut asked = ask(Some(word(WORDS[usize::from(wanted)])));
        if let Some(unwanted) = unwanted {
            let not = Expr::Not(Box::new(word(WORDS[usize::from(unwanted)])));
            asked.expr = Some(Expr::And(vec![word(WORDS[usize::from(wanted)]), not]));
        }
        if let Some(since) = since {
            asked.filters.push(Filter::Dates { since: Some(Date::from_days(since)), until: None });
        }
        let official = official.filter(|o| all.iter().any(|(_, s)| s.officials.contains(o)));
        if let Some(official) = official {
            asked.filters.push(values(Field::Official, &[&format!("person {official:02}")]));
        }
        asked.facets = vec![Field::Official, Field::Outlet];
        asked.facet_size = size;
        asked.sort = sort;
        asked.timeline = Some(Unit::Month);
        asked.page = Page { offset: 0, limit: 100 };

        let holds = |s: &Sketch| s.words.contains(&wanted)
            && !unwanted.is_some_and(|u| s.words.contains(&u))
            && since.is_none_or(|since| s.day.is_some_and(|day| day >= since));
        let base: Vec<(u64, &Sketch)> = all.iter().copied().filter(|(_, s)| holds(s)).collect();
        let found: Vec<(u64, &Sketch)> =
            base.iter().copied().filter(|(_, s)| official.is_none_or(|o| s.officials.contains(&o))).collect();

        // Twice: the second time some tables stand already.
        for _ in 0..2 {
            let results = index.search(&asked).unwrap();
            prop_assert_eq!(results.total, found.len() as u64);
            let stories: std::collections::BTreeSet<u8> = found.iter().map(|(_, s)| s.story).collect();
            prop_assert_eq!(results.stories, stories.len() as u64);

            let mut expected: BTreeMap<String, u64> = BTreeMap::new();
            for (_, s) in &base {
                for o in &s.officials {
                    *expected.entry(format!("official:person-{o:02}")).or_default() += 1;
                }
            }
            let mut expected: Vec<(String, u64)> = expected.into_iter().collect();
            expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let facet = &results.facets[0];
            let shown: Vec<(String, u64)> = facet.values.iter().map(|v| (v.id.to_string(), v.count)).collect();
            let cut = expected.len().min(size);
            prop_assert_eq!(&shown[..], &expected[..cut]);
            prop_assert_eq!(facet.other, expected[cut..].iter().map(|(_, n)| n).sum::<u64>());
            prop_assert_eq!(facet.missing, base.iter().filter(|(_, s)| s.officials.is_empty()).count() as u64);
            prop_assert_eq!(results.facets[1].missing, found.iter().filter(|(_, s)| s.outlet == 0).count() as u64);

            let timeline = results.timeline.unwrap();
            prop_assert_eq!(timeline.iter().map(|p| p.count).sum::<u64>(), found.len() as u64);

            let hits: Vec<u64> = results.hits.iter().map(|hit| hit.id.0).collect();
            let mut sorted: Vec<u64> = found.iter().map(|(id, _)| *id).collect();
            let day = |id: u64| all[id as usize - 1].1.day;
            match sort {
                Sort::Relevance => {
                    let mut hits = hits.clone();
                    hits.sort_unstable();
                    prop_assert_eq!(hits, sorted);
                    prop_assert!(results.hits.is_sorted_by(|a, b| a.score >= b.score - 1e-4));
                }
                Sort::Newest => {
                    sorted.sort_by_key(|&id| (day(id).map_or(1, |day| -day), id));
                    prop_assert_eq!(hits, sorted);
                }
                Sort::Oldest => {
                    sorted.sort_by_key(|&id| (day(id).unwrap_or(1000), id));
                    prop_assert_eq!(hits, sorted);
                }
            }
            // Pages are the whole, cut.
            let mut paged = Vec::new();
            for offset in (0..results.hits.len()).step_by(3) {
                let page = Query { page: Page { offset, limit: 3 }, ..asked.clone() };
                paged.extend(index.search(&page).unwrap().hits.into_iter().map(|hit| hit.id));
            }
            prop_assert_eq!(paged, results.hits.iter().map(|hit| hit.id).collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_authority_names_what_texts_name_otherwise() {
    let ministry = |d, slug, form| named(d, EntityKind::Ministry, slug, form);
    let country = |d, slug, form| named(d, EntityKind::Country, slug, form);
    let index = index_of(&[vec![
        country(ministry(document(1, "", "x"), "ru/foreign-affairs", "the ministry"), "ru", "Moscow"),
        ministry(document(2, "", "x"), "us/defence", "the Pentagon"),
    ]]);
    let found = |field, name: &str| {
        let mut asked = ask(None);
        asked.filters = vec![values(field, &[name])];
        ids(&index, &asked)
    };
    assert_eq!(found(Field::Ministry, "Foreign Affairs (Russia)"), [1]);
    assert_eq!(found(Field::Ministry, "Russian Foreign Ministry"), [1]);
    assert_eq!(found(Field::Ministry, "Pentagon"), [2]);
    assert_eq!(found(Field::Ministry, "defense"), [2]);
    assert_eq!(found(Field::Country, "Russian"), [1]);
    assert_eq!(found(Field::Country, "RU"), [1]);
    // Known to the authority, named nowhere here.
    assert_eq!(found(Field::Country, "Iceland"), [0_u64; 0]);

    let mut asked = ask(None);
    asked.facets = vec![Field::Ministry];
    asked.filters = vec![values(Field::Country, &["russia"])];
    let results = index.search(&asked).unwrap();
    assert_eq!(results.read_as, "country: Russia");
    assert_eq!(results.facets[0].values[0].name, "Foreign Affairs (Russia)");
    assert_eq!(results.hits[0].ministries, ["Foreign Affairs (Russia)"]);
}

#[test]
fn words_of_the_best_articles_put_others_of_the_event_in_front() {
    let filler = |n: u64| document(n, "", "Nothing of any note was heard of on that day in the town.");
    let mut all = vec![
        document(
            1,
            "",
            "A quake shook the harbour city and its old bridge fell; rescuers dug through the night.",
        ),
        document(2, "", "The rescuers of the fallen bridge were thanked after the quake."),
        document(3, "", "The night rescuers thanked all, one city councillor said of budgets and budgets."),
        document(4, "", "The city council set the night budgets of one harbour."),
    ];
    all.extend((5..40).map(filler));
    let index = index_of(&[all]);
    let words = ["quake", "bridge", "city", "harbour", "fell"].map(word).to_vec();
    let found = ids(&index, &ask(Some(Expr::Or(words.clone()))));
    // Its order changed, not what is found.
    let plain: u64 = index.count(&ask(Some(Expr::Or(words)))).unwrap();
    assert_eq!(found.len() as u64, plain);
    assert_eq!(found[..2], [1, 2]);
}
