//! What is in the index: every field, and how it is indexed.
//!
//! | field | indexed | column | what |
//! |---|---|---|---|
//! | `title`, `body`, `byline` | words with positions | | analyzed by [`analyzer`](super::analyzer) |
//! | `id`, `story` | whole | `u64` | article id, story id |
//! | `date` | whole | `i64` | first day it may mean, in days from 1970-01-01; absent where undated |
//! | the facets | whole, no frequencies | strings, several a document | entity ids `kind:slug`, or the value as it stands |
//! | `external_id`, `path`, `url` | whole | | as they stand |
//! | `spelling` | whole | | `id ␟ form`: each form in which a document names an entity, once |
//! | `name_key` | whole | | `key ␟ id`: the key of every spelling of a person's name, see [`names::key`](crate::entity::names::key) |
//! | `office` | whole | | `official-id ␟ office ␟ ministry-id`: the last is empty where there is none |
//! | `document` | | | stored: all of it, see [`store`](super::store) |

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::analyzer::NEWS;
use crate::document;

/// Stands between the parts of a `spelling` or `office` term; no text that is kept holds it.
pub(crate) const UNIT: char = '\u{1f}';

/// The fields whose values can be counted, each in a column of its own name.
pub(crate) const FACETS: [document::Field; 10] = [
    document::Field::Official,
    document::Field::Person,
    document::Field::Ministry,
    document::Field::Country,
    document::Field::Organisation,
    document::Field::Place,
    document::Field::Outlet,
    document::Field::Agency,
    document::Field::Language,
    document::Field::Genre,
];

/// The handles of all fields.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub(crate) struct Fields {
    pub(crate) title: Field,
    pub(crate) body: Field,
    pub(crate) byline: Field,
    pub(crate) id: Field,
    pub(crate) story: Field,
    pub(crate) date: Field,
    pub(crate) external_id: Field,
    pub(crate) path: Field,
    pub(crate) url: Field,
    /// By the order of [`FACETS`].
    pub(crate) facets: [Field; FACETS.len()],
    pub(crate) spelling: Field,
    pub(crate) name_key: Field,
    pub(crate) office: Field,
    pub(crate) document: Field,
}

impl Fields {
    /// The handle of a field of the contract.
    pub(crate) fn of(&self, field: document::Field) -> Field {
        match field {
            document::Field::Title => self.title,
            document::Field::Body => self.body,
            document::Field::Byline => self.byline,
            document::Field::Official => self.facets[0],
            document::Field::Person => self.facets[1],
            document::Field::Ministry => self.facets[2],
            document::Field::Country => self.facets[3],
            document::Field::Organisation => self.facets[4],
            document::Field::Place => self.facets[5],
            document::Field::Outlet => self.facets[6],
            document::Field::Agency => self.facets[7],
            document::Field::Language => self.facets[8],
            document::Field::Genre => self.facets[9],
            document::Field::Date => self.date,
            document::Field::Path => self.path,
            document::Field::Id => self.id,
            document::Field::Story => self.story,
            document::Field::Url => self.url,
        }
    }
}

/// The name of a field's column; `None` where its values are not counted.
pub(crate) fn column(field: document::Field) -> Option<&'static str> {
    FACETS.contains(&field).then(|| field.as_str())
}

/// The schema of every index of this format, with its handles.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let mut facets = [Field::from_field_id(0); FACETS.len()];
    let title = words(&mut builder, "title");
    let body = words(&mut builder, "body");
    let byline = words(&mut builder, "byline");
    let id = builder.add_u64_field("id", INDEXED | FAST);
    let story = builder.add_u64_field("story", INDEXED | FAST);
    let date = builder.add_i64_field("date", INDEXED | FAST);
    for (handle, field) in facets.iter_mut().zip(FACETS) {
        *handle = builder.add_text_field(field.as_str(), whole().set_fast("raw"));
    }
    let fields = Fields {
        title,
        body,
        byline,
        id,
        story,
        date,
        facets,
        external_id: builder.add_text_field("external_id", whole()),
        path: builder.add_text_field("path", whole()),
        url: builder.add_text_field("url", whole()),
        spelling: builder.add_text_field("spelling", whole()),
        name_key: builder.add_text_field("name_key", whole()),
        office: builder.add_text_field("office", whole()),
        document: builder.add_bytes_field("document", STORED),
    };
    (builder.build(), fields)
}

fn words(builder: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(NEWS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn whole() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_has_its_column_under_its_own_name() {
        let (schema, fields) = schema();
        for field in FACETS {
            let entry = schema.get_field_entry(fields.of(field));
            assert_eq!(entry.name(), field.as_str());
            assert!(entry.is_fast() && entry.is_indexed());
        }
    }
}
