//! The house plan, checked: who may import whom, which outside library belongs to which room, and what no file
//! may hold. Each check is a function over source text, tried here on a sample that breaks it, then on the project.

use std::fs;
use std::path::Path;

/// The order of the `mod` lines in a `lib.rs`: a room may import itself and the rooms before it.
fn plan(lib_rs: &str) -> Vec<String> {
    let code = without_comments_and_strings(lib_rs);
    let lines = code.lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod "))?.strip_suffix(';')
    });
    lines.map(str::to_owned).collect()
}

/// The room a file under `src/` belongs to: `index` for `index/schema.rs`, `date` for `date.rs`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// How many `super::` lead from the top of a file to the crate root.
fn depth(file: &str) -> usize {
    file.split('/').count() - usize::from(file.ends_with("/mod.rs"))
}

/// Imports of rooms that stand below the file's own room, or not in the plan at all.
fn imports_down(plan: &[String], file: &str, source: &str) -> Vec<String> {
    let own = room(file);
    let floor = |name: &str| plan.iter().position(|r| r == name);
    let own_floor = floor(own).unwrap_or(usize::MAX);
    let mut wrong = Vec::new();
    for name in rooms_named(&without_comments_and_strings(source), depth(file)) {
        if name != own && floor(&name).is_some_and(|f| f > own_floor) {
            wrong.push(format!("{file} imports `{name}`, which stands below `{own}`"));
        }
    }
    wrong
}

/// First names after `crate::`, in a `crate::{…}` group, and after as many `super::` as reach the crate root.
fn rooms_named(code: &str, depth: usize) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with(|c: char| is_word(c) || c == '$') {
            names.extend(first_names(&code[at + "crate::".len()..]));
        }
    }
    let chain = "super::".repeat(depth);
    for (at, _) in code.match_indices(&chain) {
        if !code[..at].ends_with(is_word) {
            let rest = code[at + chain.len()..].trim_start_matches("super::");
            names.extend(first_names(rest));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// `a` of `a::b`; `a`, `c` of `{a::b, c::{d, e}}`.
fn first_names(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|&c| is_word(c)).collect::<String>();
    let Some(group) = path.trim_start().strip_prefix('{') else { return vec![word(path)] };
    let (mut names, mut level, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => level += 1,
            ',' | '}' if level == 0 => {
                names.push(word(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => level -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What only some rooms may name, in which rooms, and whether tests inside `src/` may too.
const RESERVED: [(&str, &[&str], bool); 10] = [
    ("tantivy", &["index"], false),
    ("walkdir", &["corpus"], false),
    ("clap", &["cli", "main"], false),
    ("anyhow", &["cli", "main"], false),
    ("println!", &["cli", "main"], true),
    ("eprintln!", &["cli", "main"], true),
    ("print!", &["cli", "main"], true),
    ("eprint!", &["cli", "main"], true),
    ("env::", &["cli", "main"], true),
    ("process::exit", &["cli", "main"], true),
];

/// Words that belong to another room.
fn out_of_room(file: &str, source: &str) -> Vec<String> {
    let code = without_comments_and_strings(source);
    let outside_tests = without_tests(&code);
    let mut wrong = Vec::new();
    for (word, rooms, tests_may) in RESERVED {
        let searched = if tests_may { &outside_tests } else { &code };
        if !rooms.contains(&room(file)) && has_word(searched, word) {
            wrong.push(format!("{file} says `{word}`, which belongs to {}", rooms.join(" and ")));
        }
    }
    wrong
}

/// `unwrap` and `expect` outside tests.
fn unwraps(file: &str, source: &str) -> Vec<String> {
    if file.ends_with("/tests.rs") || file.contains("/tests/") {
        return Vec::new();
    }
    let code = without_tests(&without_comments_and_strings(source));
    let mut wrong = Vec::new();
    for (number, line) in code.lines().enumerate() {
        if line.contains(".unwrap()") || line.contains(".expect(") {
            wrong.push(format!("{file}:{} unwraps outside tests", number + 1));
        }
    }
    wrong
}

/// A file that is longer than a person reads in one sitting, or a front door with rooms of its own.
fn too_long(file: &str, source: &str) -> Option<String> {
    let limit = if file == "main.rs" { 29 } else { 600 };
    let lines = source.lines().count();
    (lines > limit).then(|| format!("{file} has {lines} lines; {limit} are the limit"))
}

/// A name that says nothing about what is inside.
fn says_nothing(file: &str) -> Option<String> {
    const EMPTY: [&str; 8] = ["utils", "util", "common", "types", "core", "models", "helpers", "misc"];
    let mut names = file.split('/').map(|part| part.trim_end_matches(".rs"));
    names.find(|name| EMPTY.contains(name)).map(|name| format!("{file}: `{name}` says nothing"))
}

/// Places of the machine that a file was written on. In two halves, so that this file does not name them itself.
const MACHINE: [&str; 3] = [concat!("/wo", "rk"), concat!("/tm", "p"), concat!("share", "d/")];

/// Mentions of such places.
fn names_the_machine(file: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for place in MACHINE.iter().filter(|place| has_word(line, place)) {
            wrong.push(format!("{file}:{} names `{place}`", number + 1));
        }
    }
    wrong
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether `word` stands in `text` on its own, not as a part of a longer word.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let open_end = word.ends_with(is_word) && text[at + word.len()..].starts_with(is_word);
        !text[..at].ends_with(is_word) && !open_end
    })
}

/// The code alone: comments and the insides of literals become spaces, lines stay where they are.
fn without_comments_and_strings(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment_end(&chars, at),
            '"' => string_end(&chars, at),
            'r' if !code.ends_with(|c: char| is_word(c) && c != 'b') => raw_string_end(&chars, at),
            '\'' => char_end(&chars, at),
            _ => at,
        };
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| at + n)
}

fn block_comment_end(chars: &[char], mut at: usize) -> usize {
    let mut level = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (level, at) = (level + 1, at + 2),
            ('*', Some('/')) => (level, at) = (level - 1, at + 2),
            _ => at += 1,
        }
        if level == 0 {
            break;
        }
    }
    at.min(chars.len())
}

fn string_end(chars: &[char], at: usize) -> usize {
    let mut next = at + 1;
    while next < chars.len() && chars[next] != '"' {
        next += 1 + usize::from(chars[next] == '\\');
    }
    (next + 1).min(chars.len())
}

/// `r"…"` and `r#"…"#`; `at` itself where there is none.
fn raw_string_end(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return at;
    }
    let closes = |&n: &usize| {
        chars[n] == '"' && chars[n + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
    };
    (open + 1..chars.len()).find(closes).map_or(chars.len(), |n| n + 1 + hashes)
}

/// `'x'` and `'\n'`; `at` itself where a lifetime begins.
fn char_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        // From the third on: the escaped one may be a quote itself.
        (Some('\\'), Some(_)) => {
            chars[at + 3..].iter().position(|&c| c == '\'').map_or(chars.len(), |n| at + 3 + n + 1)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

/// Code without the items that are compiled for tests only; expects no comments and strings in it.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = ["#[cfg(test)]", "#[cfg(all(test"].iter().filter_map(|mark| rest.find(mark)).min() {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = item_end(item);
        kept.extend(item[..end].chars().filter(|&c| c == '\n'));
        rest = &item[end..];
    }
    kept + rest
}

/// Where the item ends that `code` begins with: after its `;`, or after the brace that closes its first one.
fn item_end(code: &str) -> usize {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, c) in code.char_indices() {
        match c {
            '[' | '(' => brackets += 1,
            ']' | ')' => brackets = brackets.saturating_sub(1),
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return at + 1;
                }
            }
            ';' if braces == 0 && brackets == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` that is text, by its path from there; what is built, hidden or not ours is left out.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let entries = fs::read_dir(&next).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| is_ours(path)) {
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let built = ["target", "node_modules", "Cargo.lock"].contains(&&*name) || path == root().join("index");
    !built && !name.starts_with('.')
}

fn sources() -> Vec<(String, String)> {
    let mut files = texts(&root().join("src"));
    files.retain(|(file, _)| file.ends_with(".rs"));
    assert!(files.len() > 5, "the sources are not where they should be");
    files
}

fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_plan_once() {
    let mut plan = plan(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let mut rooms: Vec<String> = sources().iter().map(|(file, _)| room(file).to_owned()).collect();
    rooms.retain(|room| !["lib", "main", "cli"].contains(&room.as_str()));
    plan.retain(|room| room != "cli");
    plan.sort();
    rooms.sort();
    rooms.dedup();
    assert_eq!(plan, rooms);
}

#[test]
fn imports_go_up_the_page_only() {
    let plan = plan(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let library = sources().into_iter().filter(|(file, _)| !["lib", "main", "cli"].contains(&room(file)));
    assert_none(library.flat_map(|(file, source)| imports_down(&plan, &file, &source)).collect());
}

#[test]
fn each_outside_library_has_one_room() {
    assert_none(sources().iter().flat_map(|(file, source)| out_of_room(file, source)).collect());
}

#[test]
fn nothing_unwraps_outside_tests() {
    assert_none(sources().iter().flat_map(|(file, source)| unwraps(file, source)).collect());
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let folders = ["src", "tests", "benches", "examples", "fuzz"].map(|folder| root().join(folder));
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| texts(folder));
    let rust: Vec<(String, String)> = files.filter(|(file, _)| file.ends_with(".rs")).collect();
    let long = rust.iter().filter_map(|(file, source)| too_long(file, source));
    assert_none(long.chain(rust.iter().filter_map(|(file, _)| says_nothing(file))).collect());
}

#[test]
fn the_project_does_not_know_the_machine() {
    let files = texts(root());
    assert!(files.iter().any(|(file, _)| file == "Cargo.toml"), "the project is not where it should be");
    assert_none(files.iter().flat_map(|(file, text)| names_the_machine(file, text)).collect());
}

#[test]
fn the_checks_can_fail() {
    let plan = plan("pub mod date;\n// pub mod gone;\npub mod article;\n\npub mod index;\nmod ingest;\n");
    assert_eq!(plan, ["date", "article", "index", "ingest"]);

    let down = |file: &str, source: &str| imports_down(&plan, file, source).len();
    assert_eq!(down("date.rs", "use crate::article::Article;"), 1);
    assert_eq!(down("date.rs", "use super::article;"), 1);
    assert_eq!(down("article.rs", "use crate::{date::Date, index::{Index, Reader}, ingest};"), 2);
    assert_eq!(down("index/write.rs", "fn f() -> crate::ingest::Report { super::super::ingest::g() }"), 1);
    assert_eq!(
        down("index/write.rs", "use super::ingest; use crate::index::date; pub(crate) use crate::article;"),
        0
    );
    assert_eq!(
        down("date.rs", "//! [`Article`](crate::article::Article)\nconst S: &str = \"crate::index\";"),
        0
    );

    let strays = |file: &str, source: &str| out_of_room(file, source).len();
    assert_eq!(strays("query/mod.rs", "use tantivy::query::Query;"), 1);
    assert_eq!(strays("ingest.rs", "#[cfg(test)]\nmod tests { use walkdir::WalkDir; }"), 1);
    assert_eq!(strays("ingest.rs", "fn f() { println!(\"x\"); std::env::var(\"A\"); }"), 2);
    assert_eq!(
        strays("ingest.rs", "#[cfg(test)]\nmod tests { fn f() { println!(); std::env::temp_dir(); } }"),
        0
    );
    assert_eq!(strays("index/mod.rs", "use tantivy::Index; // not clap"), 0);
    assert_eq!(strays("cli/mod.rs", "use clap::Parser; fn f() { println!(); }"), 0);
    assert_eq!(strays("ingest.rs", "fn my_println() { let env = 1; }"), 0);

    let code = "fn f() { a.unwrap(); }\n#[cfg(test)]\n#[allow(x)]\nmod t { fn g() { b.unwrap() } }\nfn h() { c.expect(\"\") }";
    assert_eq!(
        unwraps("date.rs", code),
        ["date.rs:1 unwraps outside tests", "date.rs:5 unwraps outside tests"]
    );
    assert!(unwraps("date.rs", "/// a.unwrap()\nfn f() { a.unwrap_or(b) } #[cfg(test)] use x;").is_empty());

    assert!(
        too_long("date.rs", &"\n".repeat(601)).is_some() && too_long("date.rs", &"\n".repeat(600)).is_none()
    );
    assert!(
        too_long("main.rs", &"\n".repeat(30)).is_some() && too_long("main.rs", &"\n".repeat(29)).is_none()
    );
    assert!(says_nothing("index/utils.rs").is_some() && says_nothing("common/mod.rs").is_some());
    assert!(says_nothing("index/write.rs").is_none());

    for place in MACHINE {
        assert_eq!(
            names_the_machine("a.md", &format!("see {place}/x\nnetwork, {place}")).len(),
            2,
            "{place}"
        );
    }
    assert!(names_the_machine("a.md", "teamwork/x, tmp, they shared it, homework").is_empty());
}

#[test]
fn code_is_told_from_comments_and_literals() {
    let code = |source: &str| without_comments_and_strings(source).replace(' ', "");
    assert_eq!(code(r##"a /* b /* c */ d */ e // f"##), "ae");
    assert_eq!(code(r####"let s = r#"x " y"#; let t = br"z"; for"####), "lets=;lett=b;for");
    assert_eq!(code(r#"f('"', '\'', '\\', "\"", b'x') -> &'a str"#), "f(,,,,b)->&'astr");
    assert_eq!(code("let r = 1; // unterminated \"\n\"two\nlines\" x"), "letr=1;\n\nx");
    let kept = without_tests("a\n#[cfg(test)]\nmod t {\n{ } }\nb\n#[cfg(test)]\nmod u;\nc");
    assert_eq!(kept.split_whitespace().collect::<String>(), "abc");
    assert_eq!(kept.lines().count(), 8);
}
