//! Raw arguments, made ready for the reader of flags, and forms that several commands share.

use std::ffi::OsString;

use clap::ValueEnum;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// Commands whose words are a query.
const QUERY_COMMANDS: [&str; 3] = ["search", "s", "count"];

/// `-fence` in a query denies a word; the reader of flags would take it for `-f -e -n -c -e`. A blank in front, which
/// means nothing in a query, keeps it from that. Flags of one letter and long ones are left as they are.
pub(super) fn with_denied_words(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.collect();
    let Some(at) =
        args.iter().skip(1).position(|arg| arg.to_str().is_some_and(|arg| QUERY_COMMANDS.contains(&arg)))
    else {
        return args;
    };
    for arg in args.iter_mut().skip(at + 2) {
        let Some(text) = arg.to_str() else { continue };
        if text == "--" {
            break;
        }
        if denies_word(text) {
            *arg = format!(" {text}").into();
        }
    }
    args
}

fn denies_word(arg: &str) -> bool {
    let Some(rest) = arg.strip_prefix('-') else { return false };
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    let flag = match first {
        '-' => true,
        'n' => rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || c == '='),
        'q' | 'h' | 'V' => rest.is_empty() || rest == "n",
        _ => false,
    };
    !flag && (first.is_alphanumeric() || "\"“„«(".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denied_words_are_no_flags() {
        for denied in ["-fence", "-country:china", "-north", "-\"a b\"", "-(a OR b)", "-1990", "-härte"] {
            assert!(denies_word(denied), "{denied}");
        }
        for flag in ["-n", "-n10", "-n=5", "-q", "-qn", "-h", "-V", "--all", "--", "-", "word"] {
            assert!(!denies_word(flag), "{flag}");
        }
        let args = ["dateline", "show", "-fence"].map(OsString::from);
        assert_eq!(with_denied_words(args.clone().into_iter()), args);
        let args = ["dateline", "-q", "search", "a", "-fence", "--", "-b"].map(OsString::from);
        assert_eq!(with_denied_words(args.into_iter())[4], " -fence");
    }
}
