//! `dateline index`: what changed is done, nothing is lost, whatever happens.

use std::fs::{self, File};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::archive::{Archive, Ran};

#[test]
fn the_report_says_what_was_done() {
    let archive = Archive::of_four();
    let report = archive.json(&["index", "corpus", "--format", "json"]);
    assert_eq!((&report["unchanged"], &report["articles"]), (&4.into(), &4.into()));
    let archive = archive
        .file(
            "corpus/2016/paris.md",
            "---\ndate: 2016-05-02\n---\n# Rivers\n\nThe treaty on rivers was put off again.\n",
        )
        .file("corpus/broken.json", "{\"title\": \"never en")
        .file("corpus/empty.txt", "");
    fs::remove_file(archive.path().join("corpus/wire.jsonl")).unwrap();
    let report = archive.json(&["index", "corpus", "--format", "json"]);
    let numbers = ["added", "changed", "unchanged", "removed", "duplicates", "articles"]
        .map(|key| report[key].as_u64());
    assert_eq!(numbers, [0, 1, 1, 2, 0, 2].map(Some), "{report}");
    let failed: Vec<_> =
        report["failed"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert_eq!(failed, ["corpus/broken.json", "corpus/empty.txt"]);
    assert_eq!(archive.titles(&["search", "put off"]), ["Rivers"]);
    assert_eq!(archive.run(&["index", "corpus", "--strict", "-q"]).code, 2);
}

#[test]
fn what_is_gone_is_kept_on_request() {
    let archive = Archive::of_four();
    fs::remove_file(archive.path().join("corpus/wire.jsonl")).unwrap();
    let report = archive.json(&["index", "corpus", "--no-prune", "--format", "json"]);
    assert_eq!((&report["removed"], &report["articles"]), (&0.into(), &4.into()));
    let report = archive.json(&["index", "corpus/2024", "--format", "json"]);
    assert_eq!((&report["removed"], &report["articles"]), (&0.into(), &4.into()));
    let report = archive.json(&["index", ".", "--format", "json"]);
    assert_eq!((&report["removed"], &report["articles"]), (&2.into(), &2.into()));
}

#[test]
fn errors_say_what_to_do() {
    let archive = Archive::of_four();
    let Ran { code, err, .. } = archive.run(&["index", "corpsu"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("dateline: can't read `corpsu`: "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    let stamp = archive.path().join("index/dateline.json");
    let text = fs::read_to_string(&stamp).unwrap();
    fs::write(&stamp, text.replace("\"format\": ", "\"format\": 9")).unwrap();
    for args in [&["index", "corpus"][..], &["search", "rivers"]] {
        let Ran { code, err, .. } = archive.run(args);
        assert_eq!(code, 2);
        assert!(err.contains("rebuild it with `dateline index --full"), "{err}");
    }
    assert_eq!(archive.run(&["index", "corpus", "--full", "-q"]).code, 0);
    assert_eq!(archive.titles(&["search", "rivers treaty"]).len(), 1);
}

#[test]
fn a_second_writer_is_told_of_the_first() {
    let archive = Archive::of_four();
    let lock = File::options().write(true).open(archive.path().join("index/writer.lock")).unwrap();
    lock.lock().unwrap();
    let Ran { code, err, .. } = archive.run(&["index", "corpus"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("dateline: index at `index` is being written by another process (pid "), "{err}");
    assert_eq!(archive.run(&["count", "rivers"]).out.trim(), "1");
}

/// Some 400 articles in large and small files, some of which are copies of others.
fn archive_to_kill() -> Archive {
    let line = |id: usize| {
        let text = format!(
            "Envoys of both sides met for round {id} of the talks on river number {} and agreed. ",
            id % 97
        );
        format!(
            "{{\"id\": \"{id}\", \"title\": \"Round {id}\", \"outlet\": \"The Courier\", \"body\": \"{}\"}}\n",
            text.repeat(30)
        )
    };
    let mut archive = Archive::new().file("corpus/m.jsonl", &(0..300).map(line).collect::<String>());
    for number in 0..20 {
        let ids = number * 10 + 200..number * 10 + 215;
        archive = archive.file(&format!("corpus/f{number}.jsonl"), &ids.map(line).collect::<String>());
    }
    archive
}

#[test]
fn killed_at_any_moment_it_goes_on_where_it_was() {
    let args = ["index", "corpus", "-q", "--memory", "64", "--commit-every", "0.02"];
    let whole = archive_to_kill();
    let began = Instant::now();
    assert_eq!(whole.run(&args).code, 0);
    let a_run = began.elapsed();
    let articles = whole.run(&["count"]).out;
    let hits = whole.run(&["search", "river 13", "-n", "100", "--output", "ids", "--sort", "oldest"]).out;
    let mut archive = archive_to_kill();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for turn in 0..8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let moment = Duration::from_secs_f64(a_run.as_secs_f64() * (state % 1000) as f64 / 1000.0);
        let mut child = archive.command(&args).stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        let Ran { code, err, .. } = archive.run(&["count"]);
        let begun = archive.path().join("index/dateline.json").exists();
        assert!(if begun { code < 2 } else { code == 2 }, "turn {turn}: {code} {err}");
        if turn % 4 == 3 {
            assert_eq!(archive.run(&args).code, 0, "turn {turn}");
            assert_eq!(archive.run(&["count"]).out, articles, "turn {turn}");
            assert_eq!(
                archive.run(&["search", "river 13", "-n", "100", "--output", "ids", "--sort", "oldest"]).out,
                hits
            );
            archive = archive_to_kill();
        }
    }
    let report = archive.json(&["index", "corpus", "--format", "json"]);
    assert_eq!(report["articles"].to_string(), articles.trim());
    assert_eq!(report["failed"].as_array().map(Vec::len), Some(0));
}

#[test]
fn interrupted_it_keeps_what_is_done() {
    let archive = archive_to_kill();
    let mut interrupted = 0;
    for turn in 0..6 {
        let args = ["index", "corpus", "--threads", "1", "--memory", "64", "--commit-every", "0.001"];
        let child = archive.command(&args).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(15 * turn));
        let pid = child.id().to_string();
        std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        // Before the program listens and after its end, it is ended as others are.
        if output.status.code() == Some(130) {
            interrupted += 1;
            assert!(err.contains("dateline: stopped: ") && err.contains(" in the index"), "{err}");
            let said = err
                .split("stopped: ")
                .nth(1)
                .and_then(|rest| rest.split(' ').next())
                .unwrap()
                .replace(',', "");
            assert_eq!(archive.run(&["count"]).out.trim(), said);
        }
    }
    let report = archive.json(&["index", "corpus", "--format", "json"]);
    let fresh = archive_to_kill().indexed();
    assert_eq!(report["articles"].to_string(), fresh.run(&["count"]).out.trim(), "{interrupted} interrupted");
}
