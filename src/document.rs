//! An article with what was found in it, and the one list of fields it is searched by.

use std::sync::Arc;

use rustc_hash::FxHashMap;
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

    fn of_mut(&mut self, kind: EntityKind) -> &mut Vec<EntityCount> {
        match kind {
            EntityKind::Official => &mut self.official,
            EntityKind::Person => &mut self.person,
            EntityKind::Ministry => &mut self.ministry,
            EntityKind::Country => &mut self.country,
            EntityKind::Organisation => &mut self.organisation,
            EntityKind::Place => &mut self.place,
        }
    }
}

/// Puts an article and what was found in it together, and counts the entities. An official's ministry counts as one of
/// the article's where the mention gives ground for it; `name_of` says how an entity is shown that no mention of its own
/// names.
pub fn build(
    article: Article,
    mentions: Vec<Mention>,
    story: String,
    name_of: impl Fn(&EntityId) -> Option<Arc<str>>,
) -> Document {
    let mut entities = Entities::default();
    let mut places = FxHashMap::default();
    for mention in &mentions {
        let mut count = |kind: EntityKind, id: &EntityId, name: &dyn Fn() -> Arc<str>| {
            let list = entities.of_mut(kind);
            let place = *places.entry((kind, id.clone())).or_insert(list.len());
            match list.get_mut(place) {
                Some(entity) => entity.count += 1,
                None => list.push(EntityCount { id: id.clone(), name: name(), count: 1 }),
            }
        };
        count(mention.kind, &mention.id, &|| Arc::clone(&mention.name));
        let of_office = mention.ministry.as_ref().filter(|id| **id != mention.id && !is_head_office(id));
        if let Some(ministry) = of_office {
            let name = || name_of(ministry).unwrap_or_else(|| spelled_out(ministry));
            count(EntityKind::Ministry, ministry, &name);
        }
    }
    for kind in EntityKind::ALL {
        // Stable: equal counts stay in the order of the text.
        entities.of_mut(kind).sort_by_key(|entity| std::cmp::Reverse(entity.count));
    }
    Document { article, story, mentions, entities }
}

/// Whether a ministry is only the office of a head of state or government: `President Doe` names no ministry, `the White
/// House` does.
fn is_head_office(ministry: &EntityId) -> bool {
    ministry.as_str().ends_with("/presidency") || ministry.as_str().ends_with("/prime-minister")
}

/// The slug of an id as words, where there is no better name.
fn spelled_out(id: &EntityId) -> Arc<str> {
    let slug = id.as_str().split_once(':').map_or(id.as_str(), |(_, slug)| slug);
    slug.rsplit('/').next().unwrap_or(slug).replace('-', " ").into()
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

    /// Whether articles carry whole values in it (entities, outlet, language, ids …) that can be filtered by,
    /// and no running text.
    #[must_use]
    pub fn has_values(self) -> bool {
        !matches!(self, Self::Title | Self::Body | Self::Byline | Self::Date)
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
    use crate::article::{ArticleId, Origin, PublishedFrom};
    use crate::entity::Part;

    #[test]
    fn every_field_is_found_by_its_own_word() {
        for field in Field::ALL {
            assert_eq!(Field::from_word(&field.as_str().to_uppercase()), Some(field));
        }
        assert_eq!(Field::from_word("organization"), Some(Field::Organisation));
        assert_eq!(Field::from_word("colour"), None);
    }

    #[test]
    fn entities_are_counted_with_the_ministries_of_offices() {
        let ministry = EntityId::new(EntityKind::Ministry, "kr/foreign-affairs");
        let mention = |kind, slug: &str, ministry: Option<&EntityId>| Mention {
            part: Part::Body,
            start: 0,
            end: 1,
            text: "x".into(),
            kind,
            id: EntityId::new(kind, slug),
            name: slug.to_uppercase().into(),
            office: None,
            ministry: ministry.cloned(),
            rule: "test".into(),
        };
        let mentions = vec![
            mention(EntityKind::Person, "once", None),
            mention(EntityKind::Person, "twice", None),
            mention(EntityKind::Official, "kim", Some(&ministry)),
            mention(EntityKind::Person, "twice", None),
            mention(EntityKind::Ministry, "kr/foreign-affairs", Some(&ministry)),
        ];
        let document =
            build(article(), mentions, "s0".into(), |_| Some("Foreign Affairs (South Korea)".into()));
        let counts =
            |kind| document.entities.of(kind).iter().map(|e| (&*e.name, e.count)).collect::<Vec<_>>();
        assert_eq!(counts(EntityKind::Person), [("TWICE", 2), ("ONCE", 1)]);
        assert_eq!(counts(EntityKind::Official), [("KIM", 1)]);
        assert_eq!(counts(EntityKind::Ministry), [("Foreign Affairs (South Korea)", 2)]);
        assert_eq!(&*spelled_out(&ministry), "foreign affairs");
    }

    fn article() -> Article {
        Article {
            id: ArticleId(1),
            external_id: None,
            origin: Origin { path: "a.txt".into(), record: None },
            title: String::new(),
            body: "x".into(),
            published: None,
            published_from: PublishedFrom::None,
            outlet: None,
            agency: None,
            byline: None,
            place: None,
            language: None,
            url: None,
            genre: None,
            section: None,
        }
    }
}
