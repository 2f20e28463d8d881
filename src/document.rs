//! An article with what was found in it, and the one list of fields it is searched by.

use std::sync::Arc;

use serde::Serialize;

use crate::article::Article;
use crate::entity::{EntityId, EntityKind, Mention};

/// What is indexed: an article and everything that was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The article as read.
    #[serde(flatten)]
    pub article: Article,
    /// `s` and 16 hex digits: articles that tell one text share it.
    pub story: String,
    /// Every place that names an entity, by part and offset.
    pub mentions: Vec<Mention>,
    /// The distinct entities by kind, most mentioned first.
    pub entities: Entities,
}

/// The distinct entities of one article, a list for each kind, most mentioned first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entities {
    /// People in public office.
    pub official: Vec<EntityCount>,
    /// Other people.
    pub person: Vec<EntityCount>,
    /// Ministries, also those that only an official's office names.
    pub ministry: Vec<EntityCount>,
    /// Countries.
    pub country: Vec<EntityCount>,
    /// Other bodies.
    pub organisation: Vec<EntityCount>,
    /// Places that are no countries.
    pub place: Vec<EntityCount>,
}

/// An entity and how often an article names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityCount {
    /// Which entity.
    pub id: EntityId,
    /// The name it is shown by.
    pub name: Arc<str>,
    /// Mentions in title and body.
    pub count: u32,
}

impl Entities {
    /// The list of one kind.
    #[must_use]
    pub fn of(&self, kind: EntityKind) -> &[EntityCount] {
        match kind {
            EntityKind::Official => &self.official,
            EntityKind::Person => &self.person,
            EntityKind::Ministry => &self.ministry,
            EntityKind::Country => &self.country,
            EntityKind::Organisation => &self.organisation,
            EntityKind::Place => &self.place,
        }
    }
}

/// Everything a document can be searched, filtered, counted or sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Words of the headline.
    Title,
    /// Words of the text.
    Body,
    /// Words of the byline.
    Byline,
    /// Who holds or held office.
    Official,
    /// Other people.
    Person,
    /// Government departments.
    Ministry,
    /// States and territories.
    Country,
    /// Other bodies.
    Organisation,
    /// Places named in the text.
    Place,
    /// Who published it.
    Outlet,
    /// The news agency.
    Agency,
    /// ISO 639-1 code.
    Language,
    /// What kind of text it is.
    Genre,
    /// Day of publication.
    Date,
    /// Origin path.
    Path,
    /// Article id.
    Id,
    /// Story id.
    Story,
    /// Address.
    Url,
}

impl Field {
    /// All fields, in the order in which they are shown.
    pub const ALL: [Field; 18] = [
        Self::Title,
        Self::Body,
        Self::Byline,
        Self::Official,
        Self::Person,
        Self::Ministry,
        Self::Country,
        Self::Organisation,
        Self::Place,
        Self::Outlet,
        Self::Agency,
        Self::Language,
        Self::Genre,
        Self::Date,
        Self::Path,
        Self::Id,
        Self::Story,
        Self::Url,
    ];

    /// The word for it in queries, flags and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Byline => "byline",
            Self::Official => "official",
            Self::Person => "person",
            Self::Ministry => "ministry",
            Self::Country => "country",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Outlet => "outlet",
            Self::Agency => "agency",
            Self::Language => "language",
            Self::Genre => "genre",
            Self::Date => "date",
            Self::Path => "path",
            Self::Id => "id",
            Self::Story => "story",
            Self::Url => "url",
        }
    }

    /// The field of this word, in any case, also by the words that other tools use for it (`source`, `author`).
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let field = match word.as_str() {
            "headline" => Self::Title,
            "text" => Self::Body,
            "author" => Self::Byline,
            "minister" => Self::Official,
            "department" => Self::Ministry,
            "org" | "organization" => Self::Organisation,
            "location" => Self::Place,
            "source" | "publisher" => Self::Outlet,
            "lang" => Self::Language,
            word => return Self::ALL.into_iter().find(|field| field.as_str() == word),
        };
        Some(field)
    }

    /// Whether articles carry whole values in it (entities, outlet, language …) that can be filtered by and counted,
    /// and no running text.
    #[must_use]
    pub fn has_values(self) -> bool {
        !matches!(self, Self::Title | Self::Body | Self::Byline | Self::Date | Self::Id | Self::Story)
    }

    /// The kind of entity whose ids stand in it.
    #[must_use]
    pub fn entity_kind(self) -> Option<EntityKind> {
        match self {
            Self::Official => Some(EntityKind::Official),
            Self::Person => Some(EntityKind::Person),
            Self::Ministry => Some(EntityKind::Ministry),
            Self::Country => Some(EntityKind::Country),
            Self::Organisation => Some(EntityKind::Organisation),
            Self::Place => Some(EntityKind::Place),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_own_word() {
        for field in Field::ALL {
            assert_eq!(Field::from_word(&field.as_str().to_uppercase()), Some(field));
        }
        assert_eq!(Field::from_word("organization"), Some(Field::Organisation));
        assert_eq!(Field::from_word("colour"), None);
    }
}
