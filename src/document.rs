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
