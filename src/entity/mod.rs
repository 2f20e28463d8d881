//! The reading room: who and what is named in an article, and by which rule we know it.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub mod authority;
mod bodies;
mod by_date;
mod collect;
mod context;
pub mod extract;
mod grammar;
mod joined;
mod lexicon;
mod mentions;
mod ministries;
pub mod names;
mod offices;
mod people;
mod persons;
mod places;
mod recognised;
mod resolve;
mod scan;
mod shown;
pub mod tagger;
#[cfg(test)]
mod tests;
mod text;
mod words;

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person for whom the text or the authority names a public office.
    Official,
    /// Any other person.
    Person,
    /// A government department, told apart by country.
    Ministry,
    /// A state or territory.
    Country,
    /// Any other body: parties, companies, agencies, international organisations.
    Organisation,
    /// A place that is not a country.
    Place,
}

impl EntityKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [EntityKind; 6] =
        [Self::Official, Self::Person, Self::Ministry, Self::Country, Self::Organisation, Self::Place];

    /// The word for it in flags, JSON and ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Person => "person",
            Self::Ministry => "ministry",
            Self::Country => "country",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// `kind:slug`, as in `official:chung-byung-won`, `ministry:kr/foreign-affairs`, `country:kr`. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub Arc<str>);

impl EntityId {
    /// The id of `kind` with this slug.
    #[must_use]
    pub fn new(kind: EntityKind, slug: &str) -> Self {
        Self(format!("{}:{slug}", kind.as_str()).into())
    }

    /// The whole id, `kind:slug`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that articles name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Stable across runs and archives.
    pub id: EntityId,
    /// The name it is shown by.
    pub name: String,
}

/// Which text of an article a mention stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Title,
    /// The text.
    Body,
}

/// One place in a text that names an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Which text it stands in.
    #[serde(rename = "in")]
    pub part: Part,
    /// Byte offset of the first byte in that text.
    pub start: usize,
    /// Byte offset past the last byte.
    pub end: usize,
    /// The words as they stand there.
    pub text: String,
    /// The kind of `id`.
    pub kind: EntityKind,
    /// Which entity is named.
    pub id: EntityId,
    /// The name the entity is shown by.
    pub name: Arc<str>,
    /// The office that the text gives this person, in its shown form: `Deputy Foreign Minister`.
    pub office: Option<String>,
    /// The ministry that the text gives ground for: of the office, or of the ministry itself.
    pub ministry: Option<EntityId>,
    /// The rule that made the mention, as `office+name`, `surname`, `country-name`.
    pub rule: Arc<str>,
}
