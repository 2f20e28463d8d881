//! The entities of the index: their names, and lists of them.

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy::{Searcher, Term};

use super::cache::Generation;
use super::schema::UNIT;
use super::values::squeezed;
use super::{Index, terms, values};
use crate::date::Date;
use crate::document::Field;
use crate::entity::authority::{Authority, slug};
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// Which entities are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityQuery {
    /// Part of a name or spelling, in any case, with or without accents; every entity where there is none.
    pub text: Option<String>,
    /// Only this kind.
    pub kind: Option<EntityKind>,
    /// Only those of this country, by its code or name: ministries, officials by their offices, the country itself.
    pub country: Option<String>,
    /// The order.
    pub sort: EntitySort,
    /// How many are passed over.
    pub offset: usize,
    /// How many are listed.
    pub limit: usize,
}

/// The order of listed entities; equal ones by id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EntitySort {
    /// Named in most articles first.
    #[default]
    Count,
    /// By name.
    Name,
    /// By the first article that names them, the earliest first.
    First,
    /// By the last article that names them, the latest first.
    Last,
}

/// A page of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EntityList {
    /// How many there are in all.
    pub total: u64,
    /// One page of them.
    pub entities: Vec<EntityRow>,
}

/// One entity of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityRow {
    /// Which.
    pub id: EntityId,
    /// Its kind.
    pub kind: EntityKind,
    /// The name it is shown by.
    pub name: String,
    /// Articles that name it.
    pub count: u64,
    /// Day of the first article that names it; `null` where all are undated.
    pub first: Option<Date>,
    /// Day of the last.
    pub last: Option<Date>,
    /// The forms in which it is named, the most frequent first.
    pub spellings: Vec<Spelling>,
}

/// A form in which an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spelling {
    /// As it stands in texts.
    pub text: String,
    /// Articles that have it.
    pub count: u64,
}

impl Index {
    /// Lists entities of the index.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownValue`](crate::error::Error::UnknownValue) where no such country is known;
    /// [`Error::Engine`](crate::error::Error::Engine) where the index can't be read.
    pub fn entities(&self, asked: &EntityQuery) -> Result<EntityList> {
        let searcher = self.reader.searcher();
        let country = match &asked.country {
            Some(name) => Some(country_codes(self, &searcher, name)?),
            None => None,
        };
        let mut all = Vec::new();
        for kind in EntityKind::ALL {
            if asked.kind.is_none_or(|asked| asked == kind) {
                all.extend(candidates(self, &searcher, kind, asked, country.as_deref())?);
            }
        }
        match asked.sort {
            EntitySort::Count => all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id))),
            EntitySort::Name => all.sort_by_cached_key(|one| (squeezed(&one.name), one.id.clone())),
            EntitySort::First | EntitySort::Last => {
                for one in &mut all {
                    (one.first, one.last) = span(self, &searcher, one)?;
                }
                let days = |one: &EntityRow| match asked.sort {
                    EntitySort::First => one.first.map_or(i64::MAX, |day| day.first_day().into()),
                    _ => one.last.map_or(i64::MAX, |day| -i64::from(day.first_day())),
                };
                all.sort_by(|a, b| days(a).cmp(&days(b)).then_with(|| a.id.cmp(&b.id)));
            }
        }
        let total = all.len() as u64;
        let mut entities: Vec<EntityRow> = all.into_iter().skip(asked.offset).take(asked.limit).collect();
        for one in &mut entities {
            (one.first, one.last) = span(self, &searcher, one)?;
            one.spellings = spellings(self, &searcher, one.id.as_str())?;
            one.name = name_among(one.id.as_str(), &one.spellings);
        }
        Ok(EntityList { total, entities })
    }

    /// One entity of the index, by its id; `None` where no article names it.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`](crate::error::Error::Engine) where the index can't be read.
    pub fn entity(&self, id: &EntityId) -> Result<Option<EntityRow>> {
        let searcher = self.reader.searcher();
        let Some(kind) = kind_of(id.as_str()) else { return Ok(None) };
        let count =
            terms::count(&searcher, &Term::from_field_text(self.fields.of(field_of(kind)), id.as_str()))?;
        if count == 0 {
            return Ok(None);
        }
        let spellings = spellings(self, &searcher, id.as_str())?;
        let name = name_among(id.as_str(), &spellings);
        let mut row = EntityRow { id: id.clone(), kind, name, count, first: None, last: None, spellings };
        (row.first, row.last) = span(self, &searcher, &row)?;
        Ok(Some(row))
    }

    /// The ids in `field` that a person means by `name`, as in a filter.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownValue`](crate::error::Error::UnknownValue) where neither the authority nor the index knows it.
    pub fn ids_named(&self, field: Field, name: &str) -> Result<Vec<EntityId>> {
        let terms = values::named(self, &self.reader.searcher(), field, name)?;
        Ok(terms.iter().filter_map(|term| term.value().as_str().map(|id| EntityId(id.into()))).collect())
    }
}

/// The kind that an id begins with.
fn kind_of(id: &str) -> Option<EntityKind> {
    let (kind, _) = id.split_once(':')?;
    EntityKind::ALL.into_iter().find(|one| one.as_str() == kind)
}

fn field_of(kind: EntityKind) -> Field {
    match kind {
        EntityKind::Official => Field::Official,
        EntityKind::Person => Field::Person,
        EntityKind::Ministry => Field::Ministry,
        EntityKind::Country => Field::Country,
        EntityKind::Organisation => Field::Organisation,
        EntityKind::Place => Field::Place,
    }
}

/// All entities of a kind that fit, with count, and with name where the order or the text needs it.
fn candidates(
    index: &Index,
    searcher: &Searcher,
    kind: EntityKind,
    asked: &EntityQuery,
    countries: Option<&[String]>,
) -> Result<Vec<EntityRow>> {
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    let prefix = format!("{}:", kind.as_str());
    let field = index.fields.of(field_of(kind));
    terms::each_term(searcher, field, &prefix, |id, count| {
        *counts.entry(id.to_owned()).or_default() += u64::from(count);
    })?;
    if let Some(countries) = countries {
        let of_country = ids_of_countries(index, searcher, kind, countries)?;
        counts.retain(|id, _| of_country.contains(id));
    }
    if searcher.segment_readers().iter().any(tantivy::SegmentReader::has_deletes) {
        for (id, count) in &mut counts {
            *count = terms::count(searcher, &Term::from_field_text(field, id))?;
        }
        counts.retain(|_, count| *count > 0);
    }
    let mut names: FxHashMap<String, String> = FxHashMap::default();
    if asked.text.is_some() || asked.sort == EntitySort::Name {
        names = all_names(index, searcher, &prefix)?;
    }
    if let Some(text) = &asked.text {
        let wanted = squeezed(text);
        let mut fits: std::collections::HashSet<String> = names
            .iter()
            .filter(|(_, name)| squeezed(name).contains(&wanted))
            .map(|(id, _)| id.clone())
            .collect();
        terms::each_term(searcher, index.fields.spelling, &prefix, |term, _| {
            if let Some((id, form)) = term.split_once(UNIT)
                && !fits.contains(id)
                && squeezed(form).contains(&wanted)
            {
                fits.insert(id.to_owned());
            }
        })?;
        counts.retain(|id, _| fits.contains(id) || id.contains(text.as_str()));
    }
    let row = |(id, count): (String, u64)| EntityRow {
        name: names.remove(&id).unwrap_or_default(),
        id: EntityId(id.into()),
        kind,
        count,
        first: None,
        last: None,
        spellings: Vec::new(),
    };
    Ok(counts.into_iter().map(row).collect())
}

/// The name of every entity whose id begins with `prefix`, in one walk.
fn all_names(index: &Index, searcher: &Searcher, prefix: &str) -> Result<FxHashMap<String, String>> {
    let mut forms: FxHashMap<String, Vec<Spelling>> = FxHashMap::default();
    terms::each_term(searcher, index.fields.spelling, prefix, |term, count| {
        if let Some((id, form)) = term.split_once(UNIT) {
            let forms = forms.entry(id.to_owned()).or_default();
            match forms.iter_mut().find(|one| one.text == form) {
                Some(one) => one.count += u64::from(count),
                None => forms.push(Spelling { text: form.to_owned(), count: u64::from(count) }),
            }
        }
    })?;
    Ok(forms
        .into_iter()
        .map(|(id, forms)| (name_among(&id, &forms), id))
        .map(|(name, id)| (id, name))
        .collect())
}

/// The codes of the countries that `name` means.
fn country_codes(index: &Index, searcher: &Searcher, name: &str) -> Result<Vec<String>> {
    let terms = values::named(index, searcher, Field::Country, name)?;
    let code =
        |term: &Term| term.value().as_str().and_then(|id| id.strip_prefix("country:")).map(str::to_owned);
    Ok(terms.iter().filter_map(code).collect())
}

/// The entities of a kind that belong to one of the countries.
fn ids_of_countries(
    index: &Index,
    searcher: &Searcher,
    kind: EntityKind,
    countries: &[String],
) -> Result<std::collections::HashSet<String>> {
    let mut ids = std::collections::HashSet::new();
    for code in countries {
        let in_ministry = format!("{UNIT}ministry:{code}/");
        let at_country = format!("@{code}");
        let ministry = format!("ministry:{code}/");
        match kind {
            EntityKind::Country => {
                ids.insert(format!("country:{code}"));
            }
            EntityKind::Official => terms::each_term(searcher, index.fields.office, "", |term, _| {
                if let Some((id, _)) = term.split_once(UNIT)
                    && (term.contains(&in_ministry) || id.ends_with(&at_country))
                {
                    ids.insert(id.to_owned());
                }
            })?,
            _ => {
                let prefix = format!("{}:", kind.as_str());
                terms::each_term(searcher, index.fields.of(field_of(kind)), &prefix, |id, _| {
                    if id.starts_with(&ministry) || id.ends_with(&at_country) {
                        ids.insert(id.to_owned());
                    }
                })?;
            }
        }
    }
    Ok(ids)
}

/// The days of the first and the last article that name it.
fn span(index: &Index, searcher: &Searcher, row: &EntityRow) -> Result<(Option<Date>, Option<Date>)> {
    let term = Term::from_field_text(index.fields.of(field_of(row.kind)), row.id.as_str());
    let mut span: Option<(i64, i64)> = None;
    for segment in searcher.segment_readers() {
        let days = segment.fast_fields().i64("date")?;
        terms::each_document(segment, &term, |doc| {
            if let Some(day) = days.first(doc) {
                span = Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        })?;
    }
    let date = |day: i64| Date::from_days(day as i32);
    Ok((span.map(|(first, _)| date(first)), span.map(|(_, last)| date(last))))
}

/// The forms in which an entity is named, the most frequent first.
fn spellings(index: &Index, searcher: &Searcher, id: &str) -> Result<Vec<Spelling>> {
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    terms::each_term(searcher, index.fields.spelling, &format!("{id}{UNIT}"), |term, count| {
        if let Some((_, form)) = term.split_once(UNIT) {
            *counts.entry(form.to_owned()).or_default() += u64::from(count);
        }
    })?;
    let mut all: Vec<Spelling> = counts.into_iter().map(|(text, count)| Spelling { text, count }).collect();
    all.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Ok(all)
}

/// The name that an entity is shown by.
pub(super) fn name_of(index: &Index, searcher: &Searcher, memory: &Generation, id: &str) -> Result<String> {
    let find = || match listed_name(id) {
        Some(name) => Ok(name),
        None => spellings(index, searcher, id).map(|forms| name_among(id, &forms)),
    };
    memory.name(id, find).map(|name| name.to_string())
}

fn listed_name(id: &str) -> Option<String> {
    Authority::embedded().name_of(&EntityId(id.into())).map(str::to_owned)
}

/// The authority's name, else the form that the id was made of, else the fullest, else the id in words.
fn name_among(id: &str, forms: &[Spelling]) -> String {
    if let Some(name) = listed_name(id) {
        return name;
    }
    let own = id.split_once(':').map_or(id, |(_, slug)| slug);
    let own = own.split_once('@').map_or(own, |(slug, _)| slug);
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let key = |form: &&Spelling| {
        (slug(&form.text) == own, !shouted(&form.text), form.text.split_whitespace().count(), form.count)
    };
    let best = forms.iter().max_by(|a, b| key(a).cmp(&key(b)).then_with(|| b.text.cmp(&a.text)));
    best.map_or_else(|| own.replace(['-', '/'], " "), |form| form.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(id: &str, forms: &[(&str, u64)]) -> String {
        let forms: Vec<_> =
            forms.iter().map(|&(text, count)| Spelling { text: text.to_owned(), count }).collect();
        name_among(id, &forms)
    }

    #[test]
    fn the_name_is_the_form_that_the_id_was_made_of() {
        let forms =
            [("Rudenko", 9), ("Andrey Rudenko", 4), ("ANDREY RUDENKO", 5), ("Andrey Yuryevich Rudenko", 1)];
        assert_eq!(name("official:andrey-rudenko", &forms), "Andrey Rudenko");
        assert_eq!(name("official:andrey-rudenko@ru", &forms), "Andrey Rudenko");
        assert_eq!(name("person:someone-else", &[("Else", 9), ("Some Else", 1)]), "Some Else");
        assert_eq!(name("organisation:acme-works", &[]), "acme works");
    }
}
