//! JSON: an article an object, under whatever names its parts go.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::article::PublishedFrom;
use crate::corpus::draft::Draft;
use crate::corpus::encoding::decode;
use crate::corpus::newsdate::{Slashes, checked, parse};
use crate::date::Date;

/// What an object holds.
#[derive(Debug)]
pub(crate) enum Held {
    /// It is an article.
    One(Box<Draft>),
    /// It wraps a list of articles.
    List(Vec<Draft>),
    /// It has the keys of an article, and no values: a blank form.
    Nothing,
}

/// The articles of one object: itself, or those of the list that it wraps. `Err` says what is wrong with it.
pub(crate) fn drafts(record: &[u8], today: i32) -> Result<Held, String> {
    // Valid UTF-8 is the rule, and is checked by the parser where it matters.
    let fields: Fields = match serde_json::from_slice(record) {
        Ok(fields) => fields,
        Err(_) if std::str::from_utf8(record).is_err() => {
            serde_json::from_str(&decode(record, None)).map_err(|e| reason(&e))?
        }
        Err(error) => return Err(reason(&error)),
    };
    if !fields.has_text()
        && let Some(list) = wrapped(record)
    {
        let drafts = list.into_iter().filter(Fields::has_text).map(|fields| fields.into_draft(today));
        return Ok(Held::List(drafts.collect()));
    }
    let has_id = fields.values[Part::Id as usize].is_some();
    match (fields.has_text(), fields.is_article) {
        (false, false) => Err("no `title` and no `body`, `text`, `content` or `story_text` in it".to_owned()),
        (false, true) if !has_id => Ok(Held::Nothing),
        // The record of an article whose text was lost is kept: its publisher, date and id are known.
        _ => Ok(Held::One(Box::new(fields.into_draft(today)))),
    }
}

fn reason(error: &serde_json::Error) -> String {
    let what = error.to_string();
    match error.classify() {
        serde_json::error::Category::Eof => "not whole: the JSON ends too early".to_owned(),
        _ if what.contains("recursion limit") => "nested too deeply".to_owned(),
        serde_json::error::Category::Data => format!("not an article: {what}"),
        _ => format!("not valid JSON: {what}"),
    }
}

/// The first list of objects in an object without text of its own: `{"articles": [{…}, …]}`.
fn wrapped(record: &[u8]) -> Option<Vec<Fields>> {
    let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(record) else { return None };
    object.into_iter().find_map(|(_, value)| match value {
        Value::Array(items) if items.first().is_some_and(Value::is_object) => {
            Some(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
        }
        _ => None,
    })
}

/// The parts of an article that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    Title,
    Body,
    Date,
    Outlet,
    Byline,
    Language,
    Url,
    Section,
    Agency,
    Place,
    Genre,
}

/// How many [`Part`]s there are.
const PARTS: usize = 12;

/// The part that `key` names, and how sure that is: of two keys for one part, the lower number wins.
fn part(key: &str) -> Option<(Part, u8)> {
    let mut buffer = [0u8; 20];
    let mut length = 0;
    for byte in key.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ' | b'.' | b':')) {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    Some(match &buffer[..length] {
        b"id" => (Part::Id, 0),
        b"articleid" | b"externalid" | b"docid" | b"docno" | b"guid" | b"uuid" | b"uid" | b"identifier" => {
            (Part::Id, 1)
        }
        b"title" => (Part::Title, 0),
        b"headline" => (Part::Title, 1),
        b"heading" | b"head" | b"articletitle" => (Part::Title, 2),
        b"body" => (Part::Body, 0),
        b"text" => (Part::Body, 1),
        b"content" => (Part::Body, 2),
        b"storytext" => (Part::Body, 3),
        b"articlebody" | b"bodytext" | b"fulltext" | b"maintext" | b"articletext" | b"articlecontent" => {
            (Part::Body, 4)
        }
        b"story" | b"article" | b"contenttext" => (Part::Body, 5),
        b"description" | b"summary" | b"abstract" => (Part::Body, 9),
        b"date" => (Part::Date, 0),
        b"published" => (Part::Date, 1),
        b"publishedat" | b"datepublished" | b"publicationdate" | b"publisheddate" | b"publishdate"
        | b"pubdate" | b"publishedon" | b"datepublication" | b"publishedtime" | b"firstpublished" => {
            (Part::Date, 2)
        }
        b"datetime" | b"timestamp" | b"versioncreated" | b"firstcreated" | b"created" | b"createdat" => {
            (Part::Date, 5)
        }
        b"outlet" => (Part::Outlet, 0),
        b"source" => (Part::Outlet, 1),
        b"publisher" | b"publication" | b"newspaper" | b"sitename" | b"sourcename" | b"provider" => {
            (Part::Outlet, 2)
        }
        b"site" | b"domain" | b"sourcedomain" => (Part::Outlet, 5),
        b"byline" => (Part::Byline, 0),
        b"author" => (Part::Byline, 1),
        b"authors" | b"creator" | b"writer" | b"reporter" => (Part::Byline, 2),
        b"language" => (Part::Language, 0),
        b"lang" => (Part::Language, 1),
        b"inlanguage" | b"locale" | b"languagecode" => (Part::Language, 2),
        b"url" => (Part::Url, 0),
        b"link" => (Part::Url, 1),
        b"canonicalurl" | b"weburl" | b"permalink" | b"href" | b"uri" | b"articleurl" => (Part::Url, 2),
        b"section" => (Part::Section, 0),
        b"sectionname" | b"category" | b"desk" | b"rubric" | b"newsdesk" => (Part::Section, 1),
        b"agency" => (Part::Agency, 0),
        b"wire" | b"newsagency" => (Part::Agency, 1),
        b"place" => (Part::Place, 0),
        b"city" => (Part::Place, 1),
        b"genre" => (Part::Genre, 0),
        _ => return None,
    })
}

/// The value of each part with the rank of its key.
#[derive(Debug, Default)]
struct Fields {
    values: [Option<(u8, Value)>; PARTS],
    /// There are keys for title or body, be there anything in them or not.
    is_article: bool,
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<Key>()? {
            let Some((part, rank)) = key.0 else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value::<Value>()?;
            fields.is_article |= matches!(part, Part::Title | Part::Body) && value.is_string() && rank < 5;
            let slot = &mut fields.values[part as usize];
            if slot.as_ref().is_none_or(|(held, _)| rank < *held) && !is_empty(&value) {
                *slot = Some((rank, value));
            }
        }
        Ok(fields)
    }
}

/// A key, looked up without being copied.
struct Key(Option<(Part, u8)>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(Key(part(key)))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

impl Fields {
    fn has_text(&self) -> bool {
        let words = |part: Part| {
            matches!(
                &self.values[part as usize],
                Some((_, Value::String(_) | Value::Array(_) | Value::Object(_)))
            )
        };
        words(Part::Title) || words(Part::Body)
    }

    fn take(&mut self, part: Part) -> Option<Value> {
        self.values[part as usize].take().map(|(_, value)| value)
    }

    /// A short value in one line's worth of text.
    fn word(&mut self, part: Part) -> Option<String> {
        self.take(part)
            .and_then(|value| flat(value, ", "))
            .map(|text| text.trim().to_owned())
            .filter(|t| !t.is_empty())
    }

    fn into_draft(mut self, today: i32) -> Draft {
        let external_id = self.word(Part::Id);
        let is_address = |text: &&str| text.starts_with("http://") || text.starts_with("https://");
        let url =
            self.word(Part::Url).or_else(|| external_id.as_deref().filter(is_address).map(str::to_owned));
        let date = self.take(Part::Date).and_then(|value| date(&value, today));
        Draft {
            title: self.word(Part::Title).unwrap_or_default(),
            // Byte for byte: what is counted on it must hold in the file too.
            body: self.take(Part::Body).and_then(|value| flat(value, "\n\n")).unwrap_or_default(),
            dates: date.map(|date| (PublishedFrom::Field, date)).into_iter().collect(),
            outlet: self.word(Part::Outlet),
            agency: self.word(Part::Agency),
            byline: self.word(Part::Byline),
            place: self.word(Part::Place),
            language: self.word(Part::Language),
            genre: self.word(Part::Genre),
            section: self.word(Part::Section),
            external_id,
            url,
        }
    }
}

/// The text of a value: a string, a number, a list of them, the name in an object.
fn flat(value: Value, separator: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let parts: Vec<String> = items.into_iter().filter_map(|item| flat(item, separator)).collect();
            (!parts.is_empty()).then(|| parts.join(separator))
        }
        Value::Object(mut object) => {
            ["name", "title", "text", "value", "#text", "$t", "content", "rendered", "url", "id", "$oid"]
                .iter()
                .find_map(|key| object.remove(*key).and_then(|value| flat(value, separator)))
        }
        Value::Bool(_) | Value::Null => None,
    }
}

fn date(value: &Value, today: i32) -> Option<Date> {
    match value {
        Value::String(text) => parse(text, Slashes::Unknown, today),
        // A year, a day as 20240204, seconds or milliseconds since 1970 (before 1970, negative seconds).
        Value::Number(number) => match number.as_i64().or_else(|| number.as_f64().map(|n| n as i64))? {
            seconds @ ..0 => checked(Date::from_days(i32::try_from(seconds.div_euclid(86_400)).ok()?), today),
            positive => parse(&positive.to_string(), Slashes::Unknown, today),
        },
        Value::Object(object) => {
            object.get("$date").or_else(|| object.get("date")).and_then(|inner| date(inner, today))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: i32 = 19_904;

    fn read(json: &[u8]) -> Vec<Draft> {
        match drafts(json, TODAY).unwrap() {
            Held::One(draft) => vec![*draft],
            Held::List(drafts) => drafts,
            Held::Nothing => Vec::new(),
        }
    }

    fn one(json: &str) -> Draft {
        read(json.as_bytes()).remove(0)
    }

    #[test]
    fn reads_an_article_under_many_names() {
        let draft = one(
            r#"{"id": 7, "headline": " Talks ", "story_text": " one\r\ntwo  ", "published": "2024-02-04T10:00:00Z",
                "source": {"id": null, "name": "The Courier"}, "authors": ["Jane Doe", {"name": "Li Wei"}], "lang": "en",
                "link": "https://example.org/x", "section": "World", "other": [1, {"deep": []}]}"#,
        );
        assert_eq!(draft.external_id.as_deref(), Some("7"));
        assert_eq!((&*draft.title, &*draft.body), ("Talks", " one\r\ntwo  "));
        assert_eq!(draft.dates, [(PublishedFrom::Field, "2024-02-04".parse().unwrap())]);
        assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe, Li Wei"));
        assert_eq!(draft.url.as_deref(), Some("https://example.org/x"));
        assert_eq!(draft.section.as_deref(), Some("World"));
    }

    #[test]
    fn the_better_name_wins_in_any_order() {
        for json in [r#"{"description": "d", "text": "t", "body": "b"}"#, r#"{"body": "b", "text": "t"}"#] {
            assert_eq!(one(json).body, "b");
        }
        assert_eq!(one(r#"{"body": " ", "content": "c"}"#).body, "c");
        assert_eq!(one(r#"{"content": ["p", "q"]}"#).body, "p\n\nq");
    }

    #[test]
    fn reads_numbers_as_dates() {
        for json in ["1707004800", "1707004800000", "20240204"] {
            assert_eq!(
                date(&serde_json::from_str(json).unwrap(), TODAY).unwrap().to_string(),
                "2024-02-04",
                "{json}"
            );
        }
        assert_eq!(date(&serde_json::json!(-86_400), TODAY).unwrap().to_string(), "1969-12-31");
        assert_eq!(
            date(&serde_json::json!({"$date": "2024-02-04"}), TODAY).unwrap().to_string(),
            "2024-02-04"
        );
    }

    #[test]
    fn looks_into_wrappers() {
        let found = read(
            br#"{"status": "ok", "articles": [{"title": "a"}, {"title": "b", "content": "c"}, {"x": 1}]}"#,
        );
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn says_what_is_wrong() {
        let why = |json: &str| drafts(json.as_bytes(), TODAY).unwrap_err();
        assert!(why(r#"{"name": "x", "price": 7}"#).contains("no `title`"));
        assert!(why(r#"{"title": "x""#).contains("ends too early"));
        assert!(why(r#"{"title": x}"#).contains("not valid JSON"));
        assert!(why(&format!(r#"{{"title": {}"#, "[".repeat(100_000))).contains("nested too deeply"));
    }

    #[test]
    fn reads_what_is_not_utf8() {
        assert_eq!(read(b"{\"title\": \"caf\xE9 de Gen\xE8ve\"}")[0].title, "café de Genève");
    }

    proptest! {
        #[test]
        fn never_panics(json in "[{}\\[\\]\":,a-e0-9titlebody ]{0,80}") {
            let _ = drafts(json.as_bytes(), TODAY);
        }
    }
}
