//! Writes what was decided as mentions: ids, names, acronyms.

use std::sync::Arc;

use super::authority::{Authority, slug};
use super::bodies;
use super::collect::{Candidate, Found, tier};
use super::persons::People;
use super::resolve::Settled;
use super::scan::Scan;
use super::text::flag;
use super::{EntityId, EntityKind, Mention};

/// A span that stands, with what it means.
pub(crate) struct Chosen {
    pub(crate) candidate: Candidate,
    /// Position in [`People::list`] of a person.
    pub(crate) person: Option<usize>,
    pub(crate) ministry: Option<Settled>,
}

/// Writes the mentions of a text, with the acronyms that it defines.
pub(crate) fn write(
    authority: &'static Authority,
    scan: &Scan<'_>,
    people: &People,
    chosen: Vec<Chosen>,
    mentions: &mut Vec<Mention>,
) {
    let mut acronyms: Vec<(u64, EntityId, Arc<str>, EntityKind)> = Vec::new();
    let mut written: Vec<(usize, usize)> = Vec::with_capacity(chosen.len());
    let from = mentions.len();
    for choice in &chosen {
        let Some(acronym) = bodies::acronym_after(scan, choice.candidate.end) else { continue };
        if let Some((kind @ (EntityKind::Organisation | EntityKind::Ministry), id, name)) =
            identity(authority, scan, people, choice)
        {
            acronyms.push((scan.tokens[acronym].hash, id, name, kind));
        }
    }
    for mut choice in chosen {
        let candidate = &mut choice.candidate;
        let defined = match candidate.what {
            Found::Body | Found::Site | Found::Person(None)
                if candidate.end - candidate.start == 1 && candidate.tier <= tier::RECOGNISER =>
            {
                acronyms.iter().find(|a| a.0 == scan.tokens[candidate.start].hash)
            }
            _ => None,
        };
        let (kind, id, name) = match defined {
            Some((_, id, name, kind)) => {
                candidate.rule = "acronym";
                choice.person = None;
                (*kind, id.clone(), name.clone())
            }
            None => {
                let Some(identity) = identity(authority, scan, people, &choice) else { continue };
                identity
            }
        };
        let candidate = &choice.candidate;
        let person = choice.person.and_then(|at| people.list.get(at));
        let ministry = match (kind, person) {
            (EntityKind::Ministry, _) => Some(id.clone()),
            (_, Some(person)) => person.ministry.clone(),
            _ => None,
        };
        written.push((candidate.start, candidate.end));
        mentions.push(mention(
            scan,
            candidate,
            kind,
            id,
            name,
            person.and_then(|p| p.office.clone()),
            ministry,
        ));
    }
    if acronyms.is_empty() {
        return;
    }
    let mut next = 0;
    for at in 0..scan.len() {
        while written.get(next).is_some_and(|w| w.1 <= at) {
            next += 1;
        }
        if !scan.is(at, flag::ALL_CAPS) || written.get(next).is_some_and(|w| w.0 <= at) {
            continue;
        }
        let Some((_, id, name, kind)) = acronyms.iter().find(|a| a.0 == scan.tokens[at].hash) else {
            continue;
        };
        let candidate =
            Candidate { start: at, end: at + 1, what: Found::Body, tier: tier::LIST, rule: "acronym" };
        let ministry = (*kind == EntityKind::Ministry).then(|| id.clone());
        mentions.push(mention(scan, &candidate, *kind, id.clone(), name.clone(), None, ministry));
    }
    mentions[from..].sort_by_key(|m| m.start);
}

/// Which entity a span names.
fn identity(
    authority: &'static Authority,
    scan: &Scan<'_>,
    people: &People,
    choice: &Chosen,
) -> Option<(EntityKind, EntityId, Arc<str>)> {
    let candidate = &choice.candidate;
    let words = || one_line(scan.span(candidate.start, candidate.end));
    let listed = |kind, id: &EntityId, name: &str| Some((kind, id.clone(), Arc::from(name)));
    match candidate.what {
        Found::Country(code) => {
            let country = authority.country(code)?;
            listed(EntityKind::Country, &country.id, country.name)
        }
        Found::Ministry(_) => {
            let id = &choice.ministry.as_ref()?.id;
            match authority.name_of(id) {
                Some(name) => listed(EntityKind::Ministry, id, name),
                None => Some((EntityKind::Ministry, id.clone(), words().into())),
            }
        }
        Found::Organisation(at) => {
            let organisation = authority.organisations().get(at as usize)?;
            listed(EntityKind::Organisation, &organisation.id, organisation.name)
        }
        Found::Place(at) => {
            let place = authority.places().get(at as usize)?;
            listed(EntityKind::Place, &place.id, place.name)
        }
        Found::Body | Found::Site => {
            let kind = if matches!(candidate.what, Found::Body) {
                EntityKind::Organisation
            } else {
                EntityKind::Place
            };
            let words = words();
            Some((kind, EntityId::new(kind, &slug(&words)), words.into()))
        }
        Found::Person(_) => {
            let person = people.list.get(choice.person?)?;
            if let Some(official) = person.official {
                return listed(EntityKind::Official, &official.id, official.name);
            }
            let kind = person.kind();
            Some((kind, EntityId::new(kind, &slug(&person.name)), person.name.as_str().into()))
        }
    }
}

fn mention(
    scan: &Scan<'_>,
    candidate: &Candidate,
    kind: EntityKind,
    id: EntityId,
    name: Arc<str>,
    office: Option<String>,
    ministry: Option<EntityId>,
) -> Mention {
    let text = scan.span(candidate.start, candidate.end);
    let start = scan.tokens.get(candidate.start).map_or(0, |t| t.start as usize);
    Mention {
        part: scan.part,
        start,
        end: start + text.len(),
        text: text.to_owned(),
        kind,
        id,
        name,
        office,
        ministry,
        rule: candidate.rule.into(),
    }
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
