//! Tiny archives: files in, the built program run over them, what it shows out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A throw-away folder with a corpus and, once asked for, its index.
pub(crate) struct Archive {
    dir: tempfile::TempDir,
}

/// What a run of the program showed.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Archive {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// Four articles in four forms that several tests share.
    pub(crate) fn of_four() -> Self {
        Self::new()
            .file(
                "corpus/2024/2024-03-05-seoul.txt",
                "Seoul and Moscow discuss military cooperation\n\nSEOUL, March 5 (Yonhap) - South Korean Deputy Foreign \
                 Minister Chung Byung-won received Russian Deputy Foreign Minister Andrey Rudenko on Tuesday.\n\nThe \
                 two deputies spoke about military cooperation in the region. Chung asked Rudenko for restraint.\n",
            )
            .file(
                "corpus/2016/paris.md",
                "---\ntitle: A treaty on rivers\ndate: 2016-05-02\noutlet: The Harbour Courier\nlanguage: en\n---\n\n\
                 # A treaty on rivers\n\nFrance and Germany signed a treaty on rivers in Paris. The French Foreign \
                 Ministry said that cooperation on water would grow.\n",
            )
            .file(
                "corpus/wire.jsonl",
                "{\"id\": \"w-1\", \"title\": \"Budget talks fail\", \"date\": \"2014-11-30\", \"outlet\": \"The Hill Gazette\", \
                 \"body\": \"Talks on the budget failed in Lisbon. Portugal will try again, the Finance Ministry said.\"}\n\
                 {\"id\": \"w-2\", \"title\": \"O'Brien opens a bridge in Côte d'Ivoire\", \"date\": \"2015-01-09\", \
                 \"outlet\": \"The Hill Gazette\", \"body\": \"The engineer Mary O'Brien opened a bridge. The café beside it \
                 serves the workers.\"}\n",
            )
            .indexed()
    }

    /// With this file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// With `corpus/` taken into `index/`.
    pub(crate) fn indexed(self) -> Self {
        let ran = self.run(&["index", "-q", "corpus"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs `dateline` in the folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// The same with standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self.command(args).spawn().unwrap();
        // A program that reads nothing may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// `dateline` with these arguments, ready to be run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .env_remove("DATELINE_INDEX")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Headlines of the hits, in their order.
    pub(crate) fn titles(&self, args: &[&str]) -> Vec<String> {
        let json = self.json(&[args, &["--format", "json"]].concat());
        let hits = json["hits"].as_array().unwrap();
        hits.iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
    }

    /// What the program printed, as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let ran = self.run(args);
        serde_json::from_str(&ran.out)
            .unwrap_or_else(|error| panic!("{args:?}: {error}: {} {}", ran.out, ran.err))
    }
}
