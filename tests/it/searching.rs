//! `search` and `count` as people and scripts use them.

use crate::archive::Archive;

const SEOUL: &str = "Seoul and Moscow discuss military cooperation";
const RIVERS: &str = "A treaty on rivers";
const BUDGET: &str = "Budget talks fail";
const BRIDGE: &str = "O'Brien opens a bridge in Côte d'Ivoire";

#[test]
fn words_find_articles_and_the_best_comes_first() {
    let archive = Archive::of_four();
    assert_eq!(archive.titles(&["search", "military cooperation"]), [SEOUL]);
    assert_eq!(archive.titles(&["search", "cooperation"]).len(), 2);
    assert_eq!(archive.titles(&["search", "treaties"]), [RIVERS]);
    assert_eq!(archive.titles(&["search", "cafe"]), [BRIDGE]);
    assert_eq!(archive.titles(&["search", "cooperation", "-military"]), [RIVERS]);
    assert_eq!(archive.titles(&["search", "budget OR bridge", "--sort", "newest"]), [BRIDGE, BUDGET]);
    assert_eq!(archive.titles(&["search", "“military cooperation”"]), [SEOUL]);
    assert_eq!(archive.titles(&["search", "\"cooperation military\""]), Vec::<String>::new());
}

#[test]
fn no_text_is_an_error() {
    let archive = Archive::of_four();
    for typed in [
        "O'Brien",
        "O’Brien",
        "Côte d'Ivoire",
        "cote d’ivoire",
        "bridge AND",
        "(bridge",
        "bridge\"",
        "OR bridge",
    ] {
        assert_eq!(archive.titles(&["search", typed]), [BRIDGE], "{typed}");
    }
    for typed in [
        "(",
        "\"",
        "AND",
        "*",
        "a:b:c",
        "https://example.org/?q=(a)",
        "C++",
        "-",
        "😀",
        "date:never",
        "\u{202e}x",
    ] {
        let ran = archive.run(&["search", "--", typed]);
        assert!(matches!(ran.code, 0 | 1), "{typed}: {} {}", ran.code, ran.err);
        assert!(ran.err.is_empty(), "{typed}: {}", ran.err);
    }
    let long = "word ".repeat(10_000);
    assert_eq!(archive.run(&["search", &long]).code, 1);
}

#[test]
fn filters_say_yes_or_no() {
    let archive = Archive::of_four();
    let search = |flags: &[&str]| archive.titles(&[&["search", "--sort", "oldest"], flags].concat());
    assert_eq!(search(&["--official", "ANDREY  RUDENKO"]), [SEOUL]);
    assert_eq!(search(&["--official", "chung byung-won", "cooperation"]), [SEOUL]);
    assert_eq!(search(&["--ministry", "ministry:ru/foreign-affairs"]), [SEOUL]);
    assert_eq!(
        search(&["--ministry", "ru/foreign-affairs", "--ministry", "fr/foreign-affairs"]),
        [RIVERS, SEOUL]
    );
    assert_eq!(search(&["--ministry", "foreign affairs"]), [RIVERS, SEOUL]);
    assert_eq!(search(&["--country", "france"]), [RIVERS]);
    assert_eq!(search(&["cooperation", "--not-country", "FR"]), [SEOUL]);
    assert_eq!(search(&["--outlet", "the hill gazette"]), [BUDGET, BRIDGE]);
    assert_eq!(search(&["--since", "2015", "--until", "2016-05"]), [BRIDGE, RIVERS]);
    assert_eq!(search(&["cooperation date:2016"]), [RIVERS]);
    assert_eq!(search(&["country:(france OR portugal)"]), [BUDGET, RIVERS]);
    assert_eq!(search(&[]).len(), 4);
}

#[test]
fn an_unknown_value_is_named_with_near_ones() {
    let archive = Archive::of_four();
    let ran = archive.run(&["search", "--official", "Andrei Rudakov"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.starts_with("dateline: no official called `Andrei Rudakov`"), "{}", ran.err);
    let ran = archive.run(&["search", "--country", "Atlantis"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn exit_codes_and_streams() {
    let archive = Archive::of_four();
    assert_eq!(archive.run(&["search", "rivers"]).code, 0);
    assert_eq!(archive.run(&["search", "nobodysaysthis"]).code, 1);
    assert_eq!(archive.run(&["search", "rivers", "--index", "elsewhere"]).code, 2);
    let ran = archive.run(&["search", "rivers", "--index", "elsewhere"]);
    assert_eq!(ran.err, "dateline: no index at `elsewhere`; build one with `dateline index corpus`\n");
    for wrong in [
        &["search", "--sort", "best"][..],
        &["search", "--since", "soon"],
        &["search", "--facets", "colour"],
        &["serch"],
    ] {
        let ran = archive.run(wrong);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{wrong:?}");
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
    assert_eq!(archive.run(&["search", "--since", "2016", "--until", "2014"]).code, 2);
    assert_eq!(archive.run(&["--help"]).code, 0);
    assert_eq!(archive.run(&["--version"]).code, 0);
}

#[test]
fn json_is_as_promised() {
    let archive = Archive::of_four();
    let json = archive.json(&[
        "search",
        "military",
        "cooperation",
        "ministry:ru/foreign-affairs",
        "--format",
        "json",
        "--timeline",
        "month",
    ]);
    assert_eq!(json["query"], "military cooperation ministry:ru/foreign-affairs");
    assert_eq!(json["read_as"], "military AND cooperation, ministry: Foreign Affairs (Russia)");
    assert_eq!((&json["total"], &json["stories"]), (&1.into(), &1.into()));
    assert!(json["took_ms"].as_f64().is_some());
    let hit = &json["hits"][0];
    assert_eq!(
        (&hit["rank"], &hit["title"], &hit["published"]),
        (&1.into(), &SEOUL.into(), &"2024-03-05".into())
    );
    assert_eq!(hit["origin"]["path"], "corpus/2024/2024-03-05-seoul.txt");
    let (start, end) = (&hit["snippet"]["highlights"][0][0], &hit["snippet"]["highlights"][0][1]);
    let text: Vec<char> = hit["snippet"]["text"].as_str().unwrap().chars().collect();
    let marked: String =
        text[start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize].iter().collect();
    assert!(
        ["military", "cooperation", "military cooperation"].contains(&marked.to_lowercase().as_str()),
        "{marked}"
    );
    let officials = json["facets"]["official"]["values"].as_array().unwrap();
    assert_eq!(officials.len(), 2, "{officials:?}");
    let ids: Vec<&str> = officials.iter().map(|value| value["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"official:andrey-rudenko"), "{ids:?}");
    assert_eq!(json["facets"]["official"]["missing"], 0);
    assert_eq!(json["timeline"], serde_json::json!([{ "from": "2024-03", "count": 1 }]));
    let none = archive.json(&["search", "rivers", "--format", "json", "--facets", "none"]);
    assert_eq!((&none["facets"], &none["timeline"]), (&serde_json::json!({}), &serde_json::Value::Null));
}

#[test]
fn lines_for_programs() {
    let archive = Archive::of_four();
    let paths = archive.run(&["search", "treaty", "--output", "paths"]);
    assert_eq!(paths.out, "corpus/2016/paris.md\n");
    let ids = archive.run(&["search", "--output", "ids", "-n", "all"]);
    assert_eq!(ids.out.lines().count(), 4);
    assert!(ids.out.lines().all(|id| id.len() == 17 && id.starts_with('a')));
    assert_eq!(archive.run(&["search", "treaty", "--output", "count"]).out, "1\n");
    assert_eq!(archive.run(&["count", "treaty"]).out, "1\n");
    assert_eq!(archive.run(&["count"]).out, "4\n");
    let none = archive.run(&["count", "nobodysaysthis"]);
    assert_eq!((none.code, none.out.as_str()), (1, "0\n"));
    let batch = archive.run_with(&["count", "--batch"], "treaty\ncooperation\nnobodysaysthis\n");
    assert_eq!(batch.out, "1\ttreaty\n2\tcooperation\n0\tnobodysaysthis\n");
    let jsonl = archive.run(&["search", "cooperation", "--format", "jsonl"]);
    assert!(jsonl.out.lines().all(|line| line.starts_with("{\"rank\":")), "{}", jsonl.out);
    let csv = archive.run(&["search", "bridge", "--format", "csv"]);
    let mut rows = csv.out.lines();
    assert!(rows.next().unwrap().starts_with("rank,id,external_id,"));
    assert!(rows.next().unwrap().contains(",w-2,"), "{}", csv.out);
    let facets = archive.run(&["search", "--output", "facets", "--facets", "outlet", "--format", "csv"]);
    assert!(facets.out.contains("outlet,The Hill Gazette,The Hill Gazette,2"), "{}", facets.out);
}

#[test]
fn topics_are_answered_in_one_run() {
    let archive = Archive::of_four()
        .file("topics.tsv", "t1\tTALKS ON THE BUDGET, AND WHY NOT A BRIDGE?\nt2\tnothing whatsoever\n");
    let ran = archive.run(&["search", "--queries", "topics.tsv", "--format", "trec", "-n", "1000"]);
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split(' ').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 6 && row[1] == "Q0" && row[5] == "dateline"), "{}", ran.out);
    assert_eq!((rows[0][0], rows[0][2], rows[0][3]), ("t1", "w-1", "1"));
    assert!(rows.iter().any(|row| row[2] == "w-2"));
    let all = archive.run(&["search", "--queries", "topics.tsv", "--all", "--format", "trec"]);
    assert_eq!(all.code, 1, "{}", all.out);
}

#[test]
fn pages_follow_each_other() {
    let archive = Archive::of_four();
    let mut pages = Vec::new();
    for offset in ["0", "1", "2", "3", "4"] {
        pages.extend(archive.titles(&["search", "--sort", "oldest", "-n", "1", "--offset", offset]));
    }
    assert_eq!(pages, [BUDGET, BRIDGE, RIVERS, SEOUL]);
}

#[test]
fn text_is_for_people() {
    let archive = Archive::of_four();
    let ran = archive.run(&["search", "military cooperation"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colour into a pipe");
    for part in [
        "1 article",
        "read as: military AND cooperation",
        SEOUL,
        "2024-03-05",
        "Andrey Rudenko",
        "Foreign Affairs (Russia)",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let colour = archive.command(&["search", "military"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(String::from_utf8_lossy(&colour.stdout).contains("\u{1b}[1m"));
    let plain = archive
        .command(&["search", "military"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&plain.stdout).contains('\u{1b}'));
    let none = archive.run(&["search", "military rivers"]);
    assert_eq!(none.code, 1);
    assert!(
        none.out.contains("0 articles") && none.out.contains("military alone: 1 article"),
        "{}",
        none.out
    );
}

#[test]
fn control_characters_do_not_reach_a_terminal() {
    let archive = Archive::new()
        .file("corpus/x.json", r#"{"title": "Calm \u001b[31mseas \u009b2J ahead", "body": "Boats\u0007 went out \u001b]0;x\u0007 to sea."}"#)
        .indexed();
    let colour = archive.command(&["search", "boats"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let text = String::from_utf8_lossy(&colour.stdout).into_owned();
    assert!(
        !text.contains("\u{1b}[31m")
            && !text.contains('\u{9b}')
            && !text.contains('\u{7}')
            && !text.contains("\u{1b}]"),
        "{text:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let archive = Archive::of_four();
    let script = format!(
        "{0} search cooperation --format jsonl -n all | head -c 1; {0} fields | head -c 1; {0} completions bash | head -c 1",
        env!("CARGO_BIN_EXE_dateline")
    );
    let ran =
        std::process::Command::new("sh").args(["-c", &script]).current_dir(archive.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
}
