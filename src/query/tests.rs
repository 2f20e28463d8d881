//! What is typed against what it is read as.

use proptest::prelude::*;

use super::parse::{Join, Reading, expression, joined, not, parse};
use super::tokens::clean;
use super::{Expr, Filter};
use crate::document::Field;

fn read(text: &str) -> String {
    expression(text, Reading::Typed, &mut Vec::new()).map(|e| e.to_string()).unwrap_or_default()
}

fn notes(text: &str) -> String {
    parse(text, Reading::Typed).notes.join("; ")
}

#[test]
fn reads_words_phrases_and_operators() {
    for (typed, want) in [
        ("", ""),
        ("border", "border"),
        ("border talks", "border AND talks"),
        ("border AND talks", "border AND talks"),
        ("border && talks", "border AND talks"),
        ("border OR talks", "border OR talks"),
        ("border || talks", "border OR talks"),
        ("border | talks", "border OR talks"),
        ("border NOT talks", "border AND NOT talks"),
        ("border -talks", "border AND NOT talks"),
        ("-talks", "NOT talks"),
        ("NOT NOT talks", "talks"),
        ("a OR b c", "a OR (b AND c)"),
        ("(a OR b) c", "(a OR b) AND c"),
        ("a AND (b OR (c d)) NOT (e f)", "a AND (b OR (c AND d)) AND NOT (e AND f)"),
        ("((a b) c)", "a AND b AND c"),
        ("\"border talks\" x", "\"border talks\" AND x"),
        ("-\"border talks\"", "NOT \"border talks\""),
        ("“border talks”", "\"border talks\""),
        ("„border talks“", "\"border talks\""),
        ("« border talks »", "\"border talks\""),
        ("»border talks«", "\"border talks\""),
        ("‘border talks’", "\"border talks\""),
        ("'border talks'", "\"border talks\""),
        ("「border talks」", "\"border talks\""),
        ("\"border\"", "border"),
    ] {
        assert_eq!(read(typed), want, "{typed}");
    }
}

#[test]
fn everything_else_is_literal() {
    for (typed, want) in [
        ("O'Brien", "O'Brien"),
        ("O’Brien’s", "O’Brien’s"),
        ("Côte d'Ivoire", "Côte AND d'Ivoire"),
        ("a AND", "a"),
        ("AND a", "a"),
        ("a OR", "a"),
        ("a NOT", "a"),
        ("a OR OR b", "a OR b"),
        ("a AND OR b", "a OR b"),
        ("NOT", "\"NOT\""),
        ("AND OR", "\"AND\" AND \"OR\""),
        ("(", ""),
        ("()", ""),
        (") a (", "a"),
        ("(a", "a"),
        ("a)", "a"),
        ("\"a b", "a AND b"),
        ("a\" b", "a AND b"),
        ("\"\"", ""),
        ("- a", "a"),
        ("C++", "C++"),
        ("AT&T", "AT&T"),
        ("U.S.", "U.S"),
        ("Kim, Park; Lee.", "Kim AND Park AND Lee"),
        ("foreign-ministry", "foreign-ministry"),
        ("https://example.org/a?b=c", "\"https://example.org/a?b=c\""),
        ("ארה\"ב", "ארה״ב"),
        ("minist*", "minist"),
        ("10:30", "\"10:30\""),
    ] {
        assert_eq!(read(typed), want, "{typed}");
    }
}

#[test]
fn says_what_it_passed_over() {
    for (typed, part) in [
        ("a AND", "an `AND` that joins nothing"),
        ("a OR )", "without its partner"),
        ("(", "holds no word"),
        ("\"a b", "never closed"),
        ("minist*", "`*`"),
        ("word^2", "`^2`"),
        ("ofical:lavrov", "did you mean `official:`?"),
        ("colour:red", "there is no field `colour`"),
        ("date:soon", "`soon` is no date"),
        ("official:", "nothing stands after `official:`"),
    ] {
        assert!(notes(typed).contains(part), "{typed}: {}", notes(typed));
    }
    for typed in ["O'Brien", "a AND b", "10:30", "https://example.org", "\"a b\" -c", "Kim, Park."] {
        assert_eq!(notes(typed), "", "{typed}");
    }
}

#[test]
fn fields_become_filters_where_all_depends_on_them() {
    let filters = |typed: &str| parse(typed, Reading::Typed).filters;
    let values = |field, values: &[&str], exclude| Filter::Values {
        field,
        values: values.iter().map(|v| (*v).to_owned()).collect(),
        exclude,
    };
    let dates =
        |since: &str, until: &str| Filter::Dates { since: since.parse().ok(), until: until.parse().ok() };
    for (typed, want) in [
        ("official:\"Andrey Rudenko\" x", values(Field::Official, &["Andrey Rudenko"], false)),
        ("official:“Andrey Rudenko” x", values(Field::Official, &["Andrey Rudenko"], false)),
        ("ministry:ru/foreign-affairs", values(Field::Ministry, &["ru/foreign-affairs"], false)),
        (
            "ministry:ministry:ru/foreign-affairs",
            values(Field::Ministry, &["ministry:ru/foreign-affairs"], false),
        ),
        (
            "ministry:(foreign affairs OR defence)",
            values(Field::Ministry, &["foreign affairs", "defence"], false),
        ),
        ("Country: Russia", values(Field::Country, &["Russia"], false)),
        ("-country:(russia OR china) x", values(Field::Country, &["russia", "china"], true)),
        ("source:herald,", values(Field::Outlet, &["herald"], false)),
        ("date:2014..2016 x", dates("2014", "2016")),
        ("date:2014-05", dates("2014-05", "2014-05")),
        ("x since:2014", dates("2014", "")),
        ("until:2014-03-02", dates("", "2014-03-02")),
    ] {
        assert_eq!(filters(typed), [want], "{typed}");
    }
    assert_eq!(read("title:(a OR b) country:x OR y"), "((title:a OR title:b) AND country:x) OR y");
    assert_eq!(filters("country:x OR y"), []);
    assert_eq!(filters("title:x"), []);
}

#[test]
fn sentences_ask_for_any_word() {
    let sentence = "which deputy minister said that the border would be closed to trains country:russia";
    let parsed = parse(sentence, Reading::Typed);
    assert!(matches!(parsed.expr, Some(Expr::Or(ref words)) if words.len() == 12), "{parsed:?}");
    assert_eq!((parsed.filters.len(), parsed.notes.len()), (1, 1));
    assert!(matches!(parse(sentence, Reading::All).expr, Some(Expr::And(_))));
    assert_eq!(
        read("one two three four five six seven eight"),
        "one AND two AND three AND four AND five AND six AND seven AND eight"
    );
    let any = |text| expression(text, Reading::Any, &mut Vec::new()).map(|e| e.to_string());
    assert_eq!(any("a b country:x").as_deref(), Some("country:x AND (a OR b)"));
    assert_eq!(any("a b AND c").as_deref(), Some("a OR (b AND c)"));
    let topic = parse("IS IT TRUE, OR NOT, THAT date:x (MAYBE) \"SO\"", Reading::Topic);
    assert_eq!(
        topic.expr.map(|e| e.to_string()).as_deref(),
        Some("IS OR IT OR TRUE OR \"OR\" OR \"NOT\" OR THAT OR \"date:x\" OR MAYBE OR SO")
    );
}

#[test]
fn long_and_deep_input_is_read_in_linear_time() {
    let start = std::time::Instant::now();
    for text in ["word ", "(", "(a ", "\"", "‘a ", "a' ", "-", "NOT ", "a OR ", "((a) ", "a:b:", "title:"] {
        let _ = parse(&text.repeat(200_000), Reading::Typed).expr.map(|e| e.to_string());
    }
    // Quadratic work on any of them would take minutes.
    assert!(start.elapsed().as_secs() < 60);
    let deep = format!("{}x{}", "(a OR (b ".repeat(5_000), "))".repeat(5_000));
    assert!(parse(&deep, Reading::Typed).notes.join(" ").contains("brackets within"));
}

/// Expressions in the form that the reader makes: nothing nested in its own sort, fields around leaves.
fn expr() -> impl Strategy<Value = Expr> {
    let word = prop_oneof![
        "[a-zé'’.:*^~+#&-]{0,3}[a-z0-9д]{1,4}[a-z()*:'\u{2014}&|-]{0,3}",
        Just("AND".to_owned()),
        Just("OR".to_owned()),
        Just("NOT".to_owned()),
        Just("official:kim".to_owned()),
        Just("ru/foreign-affairs".to_owned())
    ]
    .prop_filter_map("no word", |w| clean(&w));
    let leaf = prop_oneof![
        4 => word.clone().prop_map(Expr::Word),
        1 => proptest::collection::vec(word, 2..4).prop_map(Expr::Phrase),
    ];
    let fields: Vec<Field> = Field::ALL.into_iter().filter(|f| *f != Field::Date).collect();
    let leaf = (leaf, proptest::option::weighted(0.3, proptest::sample::select(fields))).prop_map(
        |(leaf, field)| match field {
            Some(field) => Expr::In(field, Box::new(leaf)),
            None => leaf,
        },
    );
    leaf.prop_recursive(4, 24, 4, |inner| {
        let many = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            many.clone().prop_filter_map("and", |parts| joined(parts, Join::And)),
            many.prop_filter_map("or", |parts| joined(parts, Join::Or)),
            inner.prop_map(not),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(expr in expr()) {
        let shown = expr.to_string();
        prop_assert_eq!(expression(&shown, Reading::All, &mut Vec::new()), Some(expr), "{}", shown);
    }

    #[test]
    fn any_text_can_be_read(text in "(\\PC|[ ()\"':*-]|AND |OR |NOT |title:|date:|country: ){0,30}", any in any::<bool>()) {
        let reading = if any { Reading::Any } else { Reading::Typed };
        if let Some(expr) = expression(&text, reading, &mut Vec::new()) {
            let shown = expr.to_string();
            prop_assert_eq!(expression(&shown, Reading::All, &mut Vec::new()), Some(expr), "{} -> {}", text, shown);
        }
        let _ = parse(&text, reading);
    }
}
