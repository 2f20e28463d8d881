//! Which values a person means who names one: an id, a name in any spelling, a portfolio of all countries.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;
use tantivy::{Searcher, Term};

use super::schema::UNIT;
use super::store::full_name_key;
use super::{Index, terms};
use crate::article::ArticleId;
use crate::document::Field;
use crate::entity::authority::{Authority, slug};
use crate::entity::{EntityId, EntityKind, names};
use crate::error::{Error, Result};

/// How many names are offered in place of one that is unknown.
const NEAR: usize = 3;

/// The terms of `field` that `name` means; several where it is the name of several.
///
/// # Errors
///
/// [`Error::UnknownValue`] where neither the authority nor the index knows it.
pub(super) fn named(index: &Index, searcher: &Searcher, field: Field, name: &str) -> Result<Vec<Term>> {
    let name = name.trim();
    let handle = index.fields.of(field);
    match field {
        Field::Id => {
            return Ok(vec![match name.parse::<ArticleId>() {
                Ok(id) => Term::from_field_u64(handle, id.0),
                Err(_) => Term::from_field_text(index.fields.external_id, name),
            }]);
        }
        Field::Story => return Ok(vec![Term::from_field_u64(handle, super::store::story_number(name))]),
        Field::Path => return within_folder(searcher, handle, name),
        Field::Url => return Ok(vec![Term::from_field_text(handle, name)]),
        _ => {}
    }
    let ids = match field.entity_kind() {
        Some(kind) => ids(index, searcher, kind, name)?,
        None => whole_values(searcher, handle, name)?,
    };
    if ids.is_empty() {
        return Err(Error::UnknownValue {
            field: field.as_str(),
            text: name.to_owned(),
            near: near(index, searcher, field, name)?,
        });
    }
    Ok(ids.iter().map(|id| Term::from_field_text(handle, id)).collect())
}

/// The file of this path, or all files of this folder.
fn within_folder(searcher: &Searcher, field: tantivy::schema::Field, name: &str) -> Result<Vec<Term>> {
    let mut found = vec![Term::from_field_text(field, name)];
    let folder = format!("{}/", name.trim_end_matches('/'));
    terms::each_term(searcher, field, &folder, |path, _| found.push(Term::from_field_text(field, path)))?;
    Ok(found)
}

/// Values that are equal but for case, accents, spaces and punctuation.
fn whole_values(searcher: &Searcher, field: tantivy::schema::Field, name: &str) -> Result<Vec<String>> {
    let wanted = squeezed(name);
    let mut found = Vec::new();
    terms::each_term(searcher, field, "", |value, _| {
        if value == name || squeezed(value) == wanted {
            found.push(value.to_owned());
        }
    })?;
    Ok(found)
}

fn ids(index: &Index, searcher: &Searcher, kind: EntityKind, name: &str) -> Result<Vec<String>> {
    let prefix = format!("{}:", kind.as_str());
    let field = Field::from_word(kind.as_str()).map(|field| index.fields.of(field));
    let occurs = |id: &str| -> Result<bool> {
        let Some(field) = field else { return Ok(false) };
        Ok(terms::exists(searcher, &Term::from_field_text(field, id)).map_err(tantivy::TantivyError::from)?)
    };
    let authority = Authority::embedded();
    let lower = name.to_lowercase();
    let id = if lower.starts_with(&prefix) { lower } else { format!("{prefix}{lower}") };
    if occurs(&id)? || authority.name_of(&EntityId(id.as_str().into())).is_some() {
        return Ok(vec![id]);
    }
    let listed = listed(authority, kind, name);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for id in listed.iter().cloned().chain([format!("{prefix}{}", slug(name))]) {
        if occurs(&id)? {
            found.insert(id);
        }
    }
    if matches!(kind, EntityKind::Official | EntityKind::Person)
        && let Some(key) = full_name_key(name)
    {
        terms::each_term(searcher, index.fields.name_key, &format!("{key}{UNIT}{prefix}"), |term, _| {
            found.extend(term.split_once(UNIT).map(|(_, id)| id.to_owned()));
        })?;
    }
    if kind == EntityKind::Ministry && found.is_empty() {
        // The word for a portfolio means it in all countries.
        let portfolio =
            authority.portfolio_by_name(name).map_or_else(|| slug(name), |one| one.slug.to_owned());
        let ending = format!("/{portfolio}");
        terms::each_term(searcher, index.fields.of(Field::Ministry), &prefix, |id, _| {
            if id.ends_with(&ending) {
                found.insert(id.to_owned());
            }
        })?;
    }
    if found.is_empty() {
        let wanted = squeezed(name);
        terms::each_term(searcher, index.fields.spelling, &prefix, |term, _| {
            if let Some((id, form)) = term.split_once(UNIT)
                && squeezed(form) == wanted
            {
                found.insert(id.to_owned());
            }
        })?;
    }
    if found.is_empty() && matches!(kind, EntityKind::Official | EntityKind::Person) {
        found = in_any_spelling(index, searcher, &prefix, name)?;
    }
    // What is known but named nowhere is no error: nothing is found.
    Ok(if found.is_empty() { listed } else { found.into_iter().collect() })
}

/// The people of the index whose full name is another spelling of `name`: other romanisations, scripts, orders.
fn in_any_spelling(index: &Index, searcher: &Searcher, prefix: &str, name: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    if !name.trim().contains(char::is_whitespace) && name.is_ascii() {
        return Ok(found);
    }
    let wanted: FxHashSet<String> = names::keys_for_lookup(name).into_iter().collect();
    terms::each_term(searcher, index.fields.spelling, prefix, |term, _| {
        if let Some((id, form)) = term.split_once(UNIT)
            && form.contains(char::is_whitespace)
            && !found.contains(id)
            && names::keys_for_lookup(form).iter().any(|key| wanted.contains(key))
            && names::same(name, form).same
        {
            found.insert(id.to_owned());
        }
    })?;
    Ok(found)
}

/// The ids that the authority has for a name.
fn listed(authority: &Authority, kind: EntityKind, name: &str) -> Vec<String> {
    match kind {
        EntityKind::Official => authority.officials_by_name(name).map(|one| one.id.to_string()).collect(),
        EntityKind::Person => Vec::new(),
        EntityKind::Ministry => {
            authority.ministries_by_name(name).into_iter().map(|one| one.id.to_string()).collect()
        }
        EntityKind::Country => {
            let id = |code: &str| EntityId::new(EntityKind::Country, code).to_string();
            authority.country_by_name(name).map(|one| id(one.code.as_str())).into_iter().collect()
        }
        EntityKind::Organisation => {
            authority.organisations_by_name(name).map(|one| one.id.to_string()).collect()
        }
        EntityKind::Place => authority.places_by_name(name).map(|one| one.id.to_string()).collect(),
    }
}

/// The values that are written most like `name`, the likest first.
fn near(index: &Index, searcher: &Searcher, field: Field, name: &str) -> Result<Vec<String>> {
    let wanted = squeezed(name);
    let mut met: FxHashSet<String> = FxHashSet::default();
    let mut all: Vec<(u32, String)> = Vec::new();
    let mut offer = |form: &str| {
        let likeness = likeness(&wanted, &squeezed(form));
        if likeness >= 400 && met.insert(form.to_owned()) {
            all.push((1000 - likeness, form.to_owned()));
        }
    };
    match field.entity_kind() {
        Some(kind) => {
            offer_listed(Authority::embedded(), kind, &mut offer);
            let prefix = format!("{}:", kind.as_str());
            terms::each_term(searcher, index.fields.spelling, &prefix, |term, _| {
                if let Some((_, form)) = term.split_once(UNIT) {
                    offer(form);
                }
            })?;
        }
        None => terms::each_term(searcher, index.fields.of(field), "", |value, _| offer(value))?,
    }
    all.sort_unstable();
    all.truncate(NEAR);
    // What is much less like it than the likest is no help.
    let likest = all.first().map_or(0, |(unlikeness, _)| 1000 - unlikeness);
    all.retain(|(unlikeness, _)| (1000 - unlikeness) * 4 >= likest * 3);
    Ok(all.into_iter().map(|(_, form)| form).collect())
}

fn offer_listed(authority: &Authority, kind: EntityKind, offer: &mut dyn FnMut(&str)) {
    match kind {
        EntityKind::Official => authority.officials().iter().for_each(|one| offer(one.name)),
        EntityKind::Country => authority.countries().iter().for_each(|one| offer(one.name)),
        EntityKind::Organisation => authority.organisations().iter().for_each(|one| offer(one.name)),
        EntityKind::Place => authority.places().iter().for_each(|one| offer(one.name)),
        EntityKind::Ministry => authority.portfolios().iter().for_each(|one| offer(one.name)),
        EntityKind::Person => {}
    }
}

/// Letters and digits in plain lower-case Latin, and nothing else: one form for all ways of hyphenating.
pub(super) fn squeezed(name: &str) -> String {
    let plain = any_ascii::any_ascii(name);
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// How many pairs of neighbouring letters two words share, of 1000.
fn likeness(a: &str, b: &str) -> u32 {
    let pairs = |text: &str| -> Vec<[u8; 2]> {
        let mut pairs: Vec<[u8; 2]> = text.as_bytes().windows(2).map(|pair| [pair[0], pair[1]]).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (mut at_a, mut at_b, mut shared) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(at_a), b.get(at_b)) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    2000 * shared / (a.len() + b.len()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_all_ways_of_writing() {
        for form in ["Chung Byung-won", "CHUNG Byung won", "Chung Byungwon"] {
            assert_eq!(squeezed(form), "chungbyungwon");
        }
    }

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert!(likeness("lavrov", "lavrow") > 600);
        assert!(likeness("lavrov", "lavrov") == 1000);
        assert!(likeness("lavrov", "kuleba") < 200);
        assert_eq!(likeness("x", "y"), 0);
    }
}
