//! What the README shows is what happens: each `console` block is run over the sample archive and compared.
//!
//! `UPDATE_README=1 cargo test readme` writes the present output into the README.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_readme_shows_what_happens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let home = archive_beside_an_index(root);
    let shown = with_outputs(&readme, |command| run(home.path(), command));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(root.join("README.md"), &shown).unwrap();
    }
    assert!(readme.matches("```console").count() >= 6, "the README shows the main job and five searches");
    assert_eq!(
        stable(&readme),
        stable(&shown),
        "run `UPDATE_README=1 cargo test readme` and look at the diff"
    );
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.lines().count() < 150, "{} lines", readme.lines().count());
}

#[test]
fn outputs_replace_what_stood_below_a_command() {
    let text = "a\n```console\n$ one\nold\n$ two\n```\nb\n";
    let shown = with_outputs(text, |command| format!("<{command}>\n"));
    assert_eq!(shown, "a\n```console\n$ one\n<one>\n$ two\n<two>\n```\nb\n");
}

/// The text with the output of each `$ command` of its `console` blocks below the command.
fn with_outputs(text: &str, run: impl Fn(&str) -> String) -> String {
    let mut shown = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line == "```console" {
            inside = true;
        } else if line == "```" {
            inside = false;
        }
        if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let _ = write!(shown, "$ {command}\n{}", run(command));
        } else if !inside || line == "```console" {
            let _ = writeln!(shown, "{line}");
        }
    }
    shown
}

/// A folder with the sample archive and its index, as they stand in a checkout after the first command.
fn archive_beside_an_index(root: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copy(&root.join("corpus"), &home.path().join("corpus"));
    run(home.path(), "dateline index -q corpus");
    home
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// Standard output and error of a command line of the README, which a POSIX shell reads.
fn run(home: &Path, command: &str) -> String {
    let tool = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let command = command.replace("cargo run --release --", "dateline");
    let path = format!("{}:{}", tool.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(home)
        .env("PATH", path)
        .env("COLUMNS", "80")
        .env_remove("DATELINE_INDEX")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Times and rates differ from run to run.
fn stable(text: &str) -> String {
    let mut stable = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let digits = word.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
        if digits && word.contains('.') { stable.push_str("# ") } else { stable.push_str(word) }
    }
    stable
}
