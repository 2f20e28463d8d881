//! `show`, `inspect`, `entities`, `stats`, `fields`, `completions`.

use crate::archive::Archive;

#[test]
fn show_prints_one_article() {
    let archive = Archive::of_four();
    let id = archive.run(&["search", "treaty", "--output", "ids"]).out.trim().to_owned();
    let ran = archive.run(&["show", &id]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.starts_with("A treaty on rivers\n2016-05-02 (from its date field) · The Harbour Courier"),
        "{}",
        ran.out
    );
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert!(ran.out.contains("country       France"), "{}", ran.out);
    let json = archive.json(&["show", &id, "--format", "json"]);
    assert_eq!(
        (&json["id"], &json["published_from"], &json["language"]),
        (&id.into(), &"field".into(), &"en".into())
    );
    let body = json["body"].as_str().unwrap();
    for mention in json["mentions"].as_array().unwrap().iter().filter(|mention| mention["in"] == "body") {
        let at = |key: &str| mention[key].as_u64().unwrap() as usize;
        assert_eq!(&body[at("start")..at("end")], mention["text"].as_str().unwrap());
    }
}

#[test]
fn show_takes_the_id_of_the_publisher_or_a_path() {
    let archive = Archive::of_four();
    assert!(archive.run(&["show", "w-1"]).out.starts_with("Budget talks fail\n"));
    assert!(archive.run(&["show", "corpus/2016/paris.md"]).out.starts_with("A treaty on rivers\n"));
    assert_eq!(archive.run(&["show", "corpus/wire.jsonl"]).code, 2);
    for id in ["a0000000000000000", "w-3"] {
        let ran = archive.run(&["show", id]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.starts_with(&format!("dateline: no article `{id}`")), "{}", ran.err);
    }
}

#[test]
fn inspect_needs_no_index() {
    let archive = Archive::new()
        .file("a.jsonl", "{\"id\": 7, \"title\": \"\", \"body\": \"Portugal signed.\\r\\n \"}\nnot json\n{\"id\": 8, \"body\": \"Peru signed.\"}\n")
        .file("b.txt", "Lima waits\n\nLIMA, Peru - Peru waits for an answer from Chile.\n");
    let ran = archive.run(&["inspect", "--format", "jsonl", "a.jsonl", "b.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 3, "{}", ran.out);
    assert_eq!((&rows[0]["external_id"], &rows[0]["body"]), (&"7".into(), &"Portugal signed.\r\n ".into()));
    assert_eq!(rows[2]["origin"]["path"], "b.txt");
    assert!(rows[2]["entities"]["country"].as_array().unwrap().iter().any(|one| one["id"] == "country:cl"));
    assert!(ran.err.contains("a.jsonl"), "the bad line is reported: {}", ran.err);
    let text = archive.run(&["inspect", "b.txt"]);
    assert!(text.out.starts_with("Lima waits\n") && text.out.contains("country:cl"), "{}", text.out);
    assert!(text.out.lines().all(|line| line.chars().count() <= 80), "{}", text.out);
    assert!(archive.json(&["inspect", "--format", "json", "b.txt"]).is_object());
    assert_eq!(
        archive.json(&["inspect", "--format", "json", "a.jsonl", "b.txt"]).as_array().map(Vec::len),
        Some(3)
    );
    assert_eq!(archive.run(&["inspect", "missing.txt"]).code, 2);
}

#[test]
fn entities_are_listed_and_looked_up() {
    let archive = Archive::of_four();
    let list = archive.json(&["entities", "--kind", "official", "--format", "json"]);
    assert_eq!(list["total"], 2, "{list}");
    let ran = archive.run(&["entities", "rudenko"]);
    assert!(ran.out.contains("official:andrey-rudenko"), "{}", ran.out);
    assert_eq!(archive.run(&["entities", "nobodyiscalledthis"]).code, 1);
    let one = archive.json(&["entity", "official:andrey-rudenko", "--format", "json"]);
    assert_eq!(
        (&one["name"], &one["count"], &one["first"]),
        (&"Andrey Rudenko".into(), &1.into(), &"2024-03-05".into())
    );
    let page = archive.run(&["entity", "Andrey", "Rudenko"]);
    assert!(page.out.starts_with("Andrey Rudenko\nofficial · official:andrey-rudenko\n"), "{}", page.out);
    assert_eq!(archive.run(&["entity", "nobodyiscalledthis"]).code, 1);
}

#[test]
fn numbers_fields_and_completions() {
    let archive = Archive::of_four();
    let stats = archive.json(&["stats", "--format", "json"]);
    assert_eq!(
        (&stats["articles"], &stats["first"], &stats["last"]),
        (&4.into(), &"2014-11-30".into(), &"2024-03-05".into())
    );
    assert!(archive.run(&["stats"]).out.contains("articles       4\n"));
    let fields = archive.run(&["fields"]).out;
    assert!(
        fields.contains("ministry:ru/foreign-affairs") && fields.contains("border OR frontier"),
        "{fields}"
    );
    assert!(fields.lines().all(|line| line.chars().count() <= 80), "{fields}");
    let fields = archive.json(&["fields", "--format", "json"]);
    for field in fields.as_array().unwrap() {
        let example = field["example"].as_str().unwrap();
        let ran = archive.run(&["count", example]);
        assert!(ran.code < 2 || ran.err.contains(" called `"), "{example}: {}", ran.err);
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(archive.run(&["completions", shell]).out.contains("not-ministry"), "{shell}");
    }
}

#[test]
fn demo_shows_the_sample_archive() {
    let archive = Archive::new();
    let ran = archive.run(&["demo", "-q", concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in ["$ dateline search foreign minister talks", "official ", "timeline", "to try next"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
    let none = Archive::new().run(&["demo"]);
    assert_eq!(none.code, 2);
    assert!(none.err.starts_with("dateline: no sample archive at `corpus`"), "{}", none.err);
}
