//! Documents as they are kept in the index: as fields to search by, and whole, in a compact form of their own.
//!
//! The whole document is one byte string: fixed numbers, then strings with their lengths, then what was found in the
//! text as numbers into a table of strings. Mentions stand last, so that a list of hits needs not decode them.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyDocument;

use super::schema::{FACETS, Fields, UNIT};
use crate::article::{Article, ArticleId, Origin, PublishedFrom};
use crate::date::Date;
use crate::document::{Document, Entities, EntityCount, Field};
use crate::entity::{EntityId, EntityKind, Mention, Part, names};

/// Longer values can't be looked up (they are kept all the same); the engine refuses terms of 64 kB.
const LONGEST_TERM: usize = 1 << 12;

/// The fields by which `document` is searched, and the whole of it.
pub(crate) fn fields_of(document: &Document, fields: &Fields) -> TantivyDocument {
    let Document { article, story, mentions, entities } = document;
    let mut out = TantivyDocument::with_capacity(article.body.len() * 2 + 1024);
    out.add_text(fields.title, &article.title);
    // The headline stands in the searched text too, twice: so a word is looked for in one list, and counts more where
    // it is in the headline (the idea of BM25F). A phrase can't reach from one into the other.
    for text in [&article.title, &article.title, &article.body] {
        if !text.is_empty() {
            out.add_text(fields.body, text);
        }
    }
    out.add_u64(fields.id, article.id.0);
    out.add_u64(fields.story, story_number(story));
    if let Some(date) = article.published {
        out.add_i64(fields.date, i64::from(date.first_day()));
    }
    for (field, value) in [
        (fields.byline, &article.byline),
        (fields.external_id, &article.external_id),
        (fields.url, &article.url),
        (fields.of(Field::Outlet), &article.outlet),
        (fields.of(Field::Agency), &article.agency),
        (fields.of(Field::Language), &article.language),
        (fields.of(Field::Genre), &article.genre),
    ] {
        if let Some(value) = value.as_deref().filter(|v| !v.is_empty() && v.len() <= LONGEST_TERM) {
            out.add_text(field, value);
        }
    }
    out.add_text(fields.path, up_to(&article.origin.path, LONGEST_TERM));
    for (kind, field) in EntityKind::ALL.into_iter().zip(FACETS) {
        for entity in entities.of(kind) {
            out.add_text(fields.of(field), up_to(entity.id.as_str(), LONGEST_TERM));
        }
    }
    let mut met = FxHashSet::default();
    let mut term = String::new();
    for mention in mentions {
        if met.insert((mention.id.as_str(), mention.text.as_str())) {
            term.clear();
            term.push_str(mention.id.as_str());
            term.push(UNIT);
            push_on_one_line(&mut term, &mention.text);
            out.add_text(fields.spelling, up_to(&term, LONGEST_TERM));
        }
        if let Some(office) = mention.office.as_deref().filter(|_| mention.kind == EntityKind::Official) {
            term.clear();
            term.push_str(mention.id.as_str());
            term.push(UNIT);
            push_on_one_line(&mut term, office);
            term.push(UNIT);
            term.push_str(mention.ministry.as_ref().map_or("", EntityId::as_str));
            out.add_text(fields.office, up_to(&term, LONGEST_TERM));
        }
    }
    for person in entities.official.iter().chain(&entities.person) {
        if let Some(key) = full_name_key(&person.name) {
            term.clear();
            term.push_str(key.as_str());
            term.push(UNIT);
            term.push_str(person.id.as_str());
            out.add_text(fields.name_key, up_to(&term, LONGEST_TERM));
        }
    }
    out.add_bytes(fields.document, &encode(document));
    out
}

/// The key of a name of several words; none where numbers tell names apart, for which keys have no ear.
pub(super) fn full_name_key(name: &str) -> Option<names::NameKey> {
    let full = name.trim().contains(char::is_whitespace) && !name.contains(|c: char| c.is_ascii_digit());
    full.then(|| names::key(name))
}

/// The number in a story id: its 16 hex digits.
pub(crate) fn story_number(story: &str) -> u64 {
    let digits = story.strip_prefix('s').unwrap_or(story);
    u64::from_str_radix(digits, 16).unwrap_or_else(|_| xxhash_rust::xxh3::xxh3_64(story.as_bytes()))
}

fn up_to(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn push_on_one_line(out: &mut String, text: &str) {
    for (i, word) in text.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| *c != UNIT));
    }
}

/// The form of `encode`; another one is another format version of the index.
const FORM: u8 = 1;

fn encode(document: &Document) -> Vec<u8> {
    let Document { article, story, mentions, entities } = document;
    let mut out = Vec::with_capacity(article.body.len() + article.title.len() + 16 * mentions.len() + 512);
    out.push(FORM);
    out.extend_from_slice(&article.id.0.to_le_bytes());
    put_text(&mut out, story);
    put_text(&mut out, &article.origin.path);
    put_number(&mut out, article.origin.record.map_or(0, |r| r + 1));
    put_date(&mut out, article.published);
    out.push(ORDER_OF_FROM.iter().position(|f| *f == article.published_from).unwrap_or(0) as u8);
    for value in optional_texts(article) {
        match value {
            None => put_number(&mut out, 0),
            Some(text) => {
                put_number(&mut out, text.len() as u64 + 1);
                out.extend_from_slice(text.as_bytes());
            }
        }
    }
    put_text(&mut out, &article.title);
    put_text(&mut out, &article.body);
    let mut table = Table::default();
    let mut found = Vec::with_capacity(16 * mentions.len());
    for kind in EntityKind::ALL {
        put_number(&mut found, entities.of(kind).len() as u64);
        for entity in entities.of(kind) {
            put_number(&mut found, table.number_of(entity.id.as_str()));
            put_number(&mut found, table.number_of(&entity.name));
            put_number(&mut found, entity.count.into());
        }
    }
    put_number(&mut found, mentions.len() as u64);
    for mention in mentions {
        let text = match mention.part {
            Part::Title => &article.title,
            Part::Body => &article.body,
        };
        let as_it_stands = text.get(mention.start..mention.end) == Some(mention.text.as_str());
        let kind = EntityKind::ALL.iter().position(|k| *k == mention.kind).unwrap_or(0) as u8;
        found.push(kind | u8::from(mention.part == Part::Body) << 4 | u8::from(as_it_stands) << 5);
        put_number(&mut found, mention.start as u64);
        put_number(&mut found, mention.end.wrapping_sub(mention.start) as u64);
        if !as_it_stands {
            put_number(&mut found, table.number_of(&mention.text));
        }
        put_number(&mut found, table.number_of(mention.id.as_str()));
        put_number(&mut found, table.number_of(&mention.name));
        put_number(&mut found, mention.office.as_deref().map_or(0, |o| table.number_of(o) + 1));
        put_number(&mut found, mention.ministry.as_ref().map_or(0, |m| table.number_of(m.as_str()) + 1));
        put_number(&mut found, table.number_of(&mention.rule));
    }
    put_number(&mut out, table.texts.len() as u64);
    for text in table.texts {
        put_text(&mut out, text);
    }
    out.extend_from_slice(&found);
    out
}

/// A stored document; `None` where the bytes are none.
pub(crate) fn decode(bytes: &[u8]) -> Option<Document> {
    decode_with(bytes, true)
}

/// A stored document without its mentions, for lists.
pub(crate) fn decode_without_mentions(bytes: &[u8]) -> Option<Document> {
    decode_with(bytes, false)
}

fn decode_with(bytes: &[u8], with_mentions: bool) -> Option<Document> {
    let mut left = bytes;
    if take_byte(&mut left)? != FORM {
        return None;
    }
    let (id, rest) = left.split_first_chunk()?;
    left = rest;
    let id = ArticleId(u64::from_le_bytes(*id));
    let story = take_text(&mut left)?.to_owned();
    let path = take_text(&mut left)?.to_owned();
    let record = take_number(&mut left)?.checked_sub(1);
    let published = take_date(&mut left)?;
    let published_from = *ORDER_OF_FROM.get(usize::from(take_byte(&mut left)?))?;
    let mut optional = || -> Option<Option<String>> {
        let Some(length) = take_number(&mut left)?.checked_sub(1) else { return Some(None) };
        Some(Some(take_bytes(&mut left, length)?.to_owned()))
    };
    let (external_id, outlet, agency) = (optional()?, optional()?, optional()?);
    let (byline, place, language) = (optional()?, optional()?, optional()?);
    let (url, genre, section) = (optional()?, optional()?, optional()?);
    let title = take_text(&mut left)?.to_owned();
    let body = take_text(&mut left)?.to_owned();
    let mut table: Vec<Arc<str>> = Vec::new();
    for _ in 0..take_number(&mut left)? {
        table.push(take_text(&mut left)?.into());
    }
    let entry = |number: u64| table.get(usize::try_from(number).ok()?).cloned();
    let mut entities = Entities::default();
    for list in [
        &mut entities.official,
        &mut entities.person,
        &mut entities.ministry,
        &mut entities.country,
        &mut entities.organisation,
        &mut entities.place,
    ] {
        for _ in 0..take_number(&mut left)? {
            let id = EntityId(entry(take_number(&mut left)?)?);
            let name = entry(take_number(&mut left)?)?;
            list.push(EntityCount { id, name, count: take_number(&mut left)?.try_into().ok()? });
        }
    }
    let mut mentions = Vec::new();
    if with_mentions {
        for _ in 0..take_number(&mut left)? {
            let flags = take_byte(&mut left)?;
            let part = if flags & 1 << 4 == 0 { Part::Title } else { Part::Body };
            let start = usize::try_from(take_number(&mut left)?).ok()?;
            let end = start.checked_add(usize::try_from(take_number(&mut left)?).ok()?)?;
            let text = if flags & 1 << 5 == 0 {
                entry(take_number(&mut left)?)?.to_string()
            } else {
                let text = if part == Part::Title { &title } else { &body };
                text.get(start..end)?.to_owned()
            };
            let kind = *EntityKind::ALL.get(usize::from(flags & 0xf))?;
            let id = EntityId(entry(take_number(&mut left)?)?);
            let name = entry(take_number(&mut left)?)?;
            let office = match take_number(&mut left)?.checked_sub(1) {
                Some(number) => Some(entry(number)?.to_string()),
                None => None,
            };
            let ministry = match take_number(&mut left)?.checked_sub(1) {
                Some(number) => Some(EntityId(entry(number)?)),
                None => None,
            };
            let rule = entry(take_number(&mut left)?)?;
            mentions.push(Mention { part, start, end, text, kind, id, name, office, ministry, rule });
        }
    }
    let article = Article {
        id,
        external_id,
        origin: Origin { path, record },
        title,
        body,
        published,
        published_from,
        outlet,
        agency,
        byline,
        place,
        language,
        url,
        genre,
        section,
    };
    Some(Document { article, story, mentions, entities })
}

const ORDER_OF_FROM: [PublishedFrom; 9] = [
    PublishedFrom::None,
    PublishedFrom::JsonLd,
    PublishedFrom::Meta,
    PublishedFrom::Feed,
    PublishedFrom::Field,
    PublishedFrom::Dateline,
    PublishedFrom::Url,
    PublishedFrom::Path,
    PublishedFrom::FileTime,
];

fn optional_texts(article: &Article) -> [&Option<String>; 9] {
    [
        &article.external_id,
        &article.outlet,
        &article.agency,
        &article.byline,
        &article.place,
        &article.language,
        &article.url,
        &article.genre,
        &article.section,
    ]
}

/// Distinct strings in the order in which they were met.
#[derive(Default)]
struct Table<'a> {
    texts: Vec<&'a str>,
    numbers: FxHashMap<&'a str, u64>,
}

impl<'a> Table<'a> {
    fn number_of(&mut self, text: &'a str) -> u64 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u64 - 1
        })
    }
}

pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn put_date(out: &mut Vec<u8>, date: Option<Date>) {
    match date {
        None => out.push(0),
        Some(date) => {
            out.push(1 + date.month().unwrap_or(0));
            out.push(date.day().unwrap_or(0));
            out.extend_from_slice(&date.year().to_le_bytes());
        }
    }
}

pub(super) fn take_byte(left: &mut &[u8]) -> Option<u8> {
    let (byte, rest) = left.split_first()?;
    *left = rest;
    Some(*byte)
}

pub(super) fn take_number(left: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take_byte(left)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn take_bytes<'a>(left: &mut &'a [u8], length: u64) -> Option<&'a str> {
    let (text, rest) = left.split_at_checked(usize::try_from(length).ok()?)?;
    *left = rest;
    std::str::from_utf8(text).ok()
}

pub(super) fn take_text<'a>(left: &mut &'a [u8]) -> Option<&'a str> {
    let length = take_number(left)?;
    take_bytes(left, length)
}

fn take_date(left: &mut &[u8]) -> Option<Option<Date>> {
    let Some(month) = take_byte(left)?.checked_sub(1) else { return Some(None) };
    let day = take_byte(left)?;
    let (year, rest) = left.split_first_chunk()?;
    *left = rest;
    let year = i16::from_le_bytes(*year);
    Some(Some(match (month, day) {
        (0, _) => Date::year_only(year),
        (month, 0) => Date::month_of(year, month)?,
        (month, day) => Date::day_of(year, month, day)?,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mention(part: Part, start: usize, end: usize, text: &str, kind: EntityKind) -> Mention {
        let ministry =
            (kind == EntityKind::Official).then(|| EntityId::new(EntityKind::Ministry, "kr/defence"));
        Mention {
            part,
            start,
            end,
            text: text.into(),
            kind,
            id: EntityId::new(kind, "some-one"),
            name: "Some One".into(),
            office: ministry.as_ref().map(|_| "Minister of Defence".into()),
            ministry,
            rule: "office+name".into(),
        }
    }

    fn sample() -> Document {
        let article = Article {
            id: ArticleId(7),
            external_id: Some(String::new()),
            origin: Origin { path: "corpus/1999/é.txt".into(), record: Some(0) },
            title: "Some One résumés".into(),
            body: "Some\nOne spoke.".into(),
            published: Date::month_of(1999, 12),
            published_from: PublishedFrom::Path,
            outlet: None,
            agency: Some("Agency".into()),
            byline: None,
            place: Some("Łódź".into()),
            language: None,
            url: None,
            genre: None,
            section: None,
        };
        let mentions = vec![
            mention(Part::Title, 0, 8, "Some One", EntityKind::Official),
            mention(Part::Body, 0, 8, "Some\nOne", EntityKind::Person),
            mention(Part::Body, 900, 908, "not there", EntityKind::Place),
        ];
        let count = |id: &EntityId| EntityCount { id: id.clone(), name: "Some One".into(), count: 300 };
        let entities = Entities {
            official: vec![count(&mentions[0].id)],
            place: vec![count(&mentions[2].id), count(&mentions[1].id)],
            ..Entities::default()
        };
        Document { article, story: "s0000000000000abc".into(), mentions, entities }
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let document = sample();
        let bytes = encode(&document);
        assert_eq!(decode(&bytes), Some(document.clone()));
        let bare = decode_without_mentions(&bytes);
        assert_eq!(bare, Some(Document { mentions: Vec::new(), ..document }));
    }

    #[test]
    fn forms_and_offices_are_written_on_one_line() {
        let (schema, fields) = super::super::schema::schema();
        let json = tantivy::schema::Document::to_json(&fields_of(&sample(), &fields), &schema);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["spelling"][1], "person:some-one\u{1f}Some One");
        assert_eq!(json["office"][0], "official:some-one\u{1f}Minister of Defence\u{1f}ministry:kr/defence");
        assert_eq!(json["story"][0], 0xabc);
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_no_document(cut in 0usize..400, flip in any::<(prop::sample::Index, u8)>()) {
            let mut bytes = encode(&sample());
            let at = flip.0.index(bytes.len());
            bytes[at] ^= flip.1;
            let _ = decode(&bytes);
            bytes.truncate(cut);
            let _ = decode(&bytes);
        }

        #[test]
        fn numbers_come_back(number in any::<u64>()) {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            prop_assert_eq!(take_number(&mut bytes.as_slice()), Some(number));
        }
    }
}
