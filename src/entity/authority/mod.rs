//! The lists: countries, ministries, officials, organisations and places with their names and dates, and how they are
//! looked up. The data are text files that people can read and extend; `data/README.md` documents them.

mod countries;
mod fold;
mod ministries;
mod officials;
mod organisations;
mod places;
mod portfolios;
mod tsv;

use std::hash::Hash;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

pub use countries::{Country, CountryCode, CountryKind};
pub use fold::{fold, slug};
pub use ministries::{Ministry, id as ministry_id};
pub use officials::{Official, Tenure};
pub use organisations::Organisation;
pub use places::Place;
pub use portfolios::Portfolio;
pub use tsv::Name;

use crate::date::Date;
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// The embedded files: name and text.
const COUNTRIES: (&str, &str) = ("countries.tsv", include_str!("data/countries.tsv"));
const PORTFOLIOS: (&str, &str) = ("portfolios.tsv", include_str!("data/portfolios.tsv"));
const MINISTRIES: (&str, &str) = ("ministries.tsv", include_str!("data/ministries.tsv"));
const OFFICIALS: (&str, &str) = ("officials.tsv", include_str!("data/officials.tsv"));
const ORGANISATIONS: (&str, &str) = ("organisations.tsv", include_str!("data/organisations.tsv"));
const PLACES: (&str, &str) = ("places.tsv", include_str!("data/places.tsv"));

/// Everything that is known beforehand of who holds which office, and what things are called.
#[derive(Debug)]
pub struct Authority {
    countries: Vec<Country>,
    portfolios: Vec<Portfolio>,
    /// A cell for every country and portfolio, filled when it is first asked for or has names of its own.
    ministries: Vec<OnceLock<Ministry>>,
    /// Bodies with a slug that is no portfolio.
    bodies: Vec<Ministry>,
    officials: Vec<Official>,
    organisations: Vec<Organisation>,
    places: Vec<Place>,
    country_by_code: FxHashMap<CountryCode, u32>,
    portfolio_by_slug: FxHashMap<&'static str, u32>,
    by_id: FxHashMap<EntityId, u32>,
    names: OnceLock<ByName>,
    digest: u64,
}

/// Folded name to place in the list.
#[derive(Debug, Default)]
struct ByName {
    countries: FxHashMap<String, u32>,
    portfolios: FxHashMap<String, u32>,
    ministries: FxHashMap<String, Vec<EntityId>>,
    officials: FxHashMap<String, Vec<u32>>,
    organisations: FxHashMap<String, Vec<u32>>,
    places: FxHashMap<String, Vec<u32>>,
}

impl Authority {
    /// The lists that come with the program, read when they are first asked for.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Authority> = LazyLock::new(|| {
            // A test proves that the embedded files parse.
            Authority::read_embedded().unwrap_or_else(|_| Authority::empty())
        });
        &EMBEDDED
    }

    fn empty() -> Self {
        Self {
            countries: Vec::new(),
            portfolios: Vec::new(),
            ministries: Vec::new(),
            bodies: Vec::new(),
            officials: Vec::new(),
            organisations: Vec::new(),
            places: Vec::new(),
            country_by_code: FxHashMap::default(),
            portfolio_by_slug: FxHashMap::default(),
            by_id: FxHashMap::default(),
            names: OnceLock::new(),
            digest: 0,
        }
    }

    fn read_embedded() -> Result<Self> {
        let mut authority = Self {
            countries: countries::parse(Path::new(COUNTRIES.0), COUNTRIES.1)?,
            portfolios: portfolios::parse(Path::new(PORTFOLIOS.0), PORTFOLIOS.1)?,
            officials: officials::parse(Path::new(OFFICIALS.0), OFFICIALS.1)?,
            organisations: organisations::parse(Path::new(ORGANISATIONS.0), ORGANISATIONS.1)?,
            places: places::parse(Path::new(PLACES.0), PLACES.1)?,
            digest: digest_of(&[
                COUNTRIES.1,
                PORTFOLIOS.1,
                MINISTRIES.1,
                OFFICIALS.1,
                ORGANISATIONS.1,
                PLACES.1,
            ]),
            ..Self::empty()
        };
        authority.country_by_code = positions(authority.countries.iter().map(|country| country.code));
        authority.portfolio_by_slug = positions(authority.portfolios.iter().map(|portfolio| portfolio.slug));
        authority.by_id = positions(authority.officials.iter().map(|official| official.id.clone()));
        authority.by_id.extend(positions(authority.organisations.iter().map(|o| o.id.clone())));
        authority.by_id.extend(positions(authority.places.iter().map(|place| place.id.clone())));
        authority.add_ministries(ministries::parse(Path::new(MINISTRIES.0), MINISTRIES.1)?);
        Ok(authority)
    }

    fn add_ministries(&mut self, specials: Vec<ministries::Special>) {
        self.ministries.resize_with(self.countries.len() * self.portfolios.len(), OnceLock::new);
        for special in specials {
            let Some(country) = self.country(special.country) else { continue };
            if let Some(cell) = self.ministry_cell(special.country, special.slug) {
                let Some(portfolio) = self.portfolio(special.slug) else { continue };
                let composed = ministries::compose(country, portfolio);
                let ministry = Ministry { name: special.name.to_owned(), names: special.names, ..composed };
                let _ = self.ministries[cell].set(ministry);
            } else {
                let ministry = Ministry {
                    id: ministry_id(special.country, special.slug),
                    country: special.country,
                    portfolio: special.slug,
                    name: special.name.to_owned(),
                    shown: format!("{} ({})", special.name, country.name),
                    names: special.names,
                };
                let position = self.bodies.len() as u32;
                self.by_id.insert(ministry.id.clone(), position);
                self.bodies.push(ministry);
            }
        }
    }

    fn ministry_cell(&self, country: CountryCode, slug: &str) -> Option<usize> {
        let country = *self.country_by_code.get(&country)? as usize;
        let portfolio = *self.portfolio_by_slug.get(slug)? as usize;
        Some(country * self.portfolios.len() + portfolio)
    }

    /// All states and territories.
    #[must_use]
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// All portfolios.
    #[must_use]
    pub fn portfolios(&self) -> &[Portfolio] {
        &self.portfolios
    }

    /// All ministries that have names of their own; [`ministry`](Self::ministry) composes the others.
    pub fn ministries(&self) -> impl Iterator<Item = &Ministry> {
        let named = self.ministries.iter().filter_map(OnceLock::get).filter(|m| !m.names.is_empty());
        named.chain(&self.bodies)
    }

    /// All officials.
    #[must_use]
    pub fn officials(&self) -> &[Official] {
        &self.officials
    }

    /// All other bodies.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// All places.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The country of a code.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.country_by_code.get(&code).map(|&at| &self.countries[at as usize])
    }

    /// The country of a name, adjective, word for its people, or ISO alpha-2 code, in any case.
    #[must_use]
    pub fn country_by_name(&self, name: &str) -> Option<&Country> {
        let code = <[u8; 2]>::try_from(name.as_bytes())
            .ok()
            .and_then(|c| CountryCode::new(c.map(|b| b.to_ascii_lowercase())));
        let key = fold(name);
        let named = self.by_name().countries.get(&key).map(|&at| &self.countries[at as usize]);
        named.or_else(|| self.country(code?))
    }

    /// The portfolio of a slug.
    #[must_use]
    pub fn portfolio(&self, slug: &str) -> Option<&Portfolio> {
        self.portfolio_by_slug.get(slug).map(|&at| &self.portfolios[at as usize])
    }

    /// The portfolio of a wording, name or slug: `foreign affairs`, `External Affairs`, `defense`.
    #[must_use]
    pub fn portfolio_by_name(&self, wording: &str) -> Option<&Portfolio> {
        self.by_name().portfolios.get(&fold(wording)).map(|&at| &self.portfolios[at as usize])
    }

    /// The ministry of an id: also of every country and portfolio that has no names of its own.
    #[must_use]
    pub fn ministry(&self, id: &EntityId) -> Option<&Ministry> {
        let (country, slug) = id.as_str().strip_prefix("ministry:")?.split_once('/')?;
        let country = country.parse().ok()?;
        let Some(cell) = self.ministry_cell(country, slug) else {
            return self.by_id.get(id).map(|&at| &self.bodies[at as usize]);
        };
        let (country, portfolio) = (self.country(country)?, self.portfolio(slug)?);
        Some(self.ministries[cell].get_or_init(|| ministries::compose(country, portfolio)))
    }

    /// Every ministry of a special name (`Pentagon`, `MOFA`), of a shown name (`Foreign Affairs (Russia)`), or of a
    /// country with a portfolio before or after it (`Russian Foreign Ministry`, `Ministry of Defence of Ukraine`).
    #[must_use]
    pub fn ministries_by_name(&self, name: &str) -> Vec<&Ministry> {
        let key = fold(name);
        match self.by_name().ministries.get(&key) {
            Some(ids) => ids.iter().filter_map(|id| self.ministry(id)).collect(),
            None => self.composed_ministry(&key).into_iter().collect(),
        }
    }

    /// Reads a folded name as country and portfolio, in either order, with or without `ministry`.
    fn composed_ministry(&self, key: &str) -> Option<&Ministry> {
        const HEADS: [&str; 8] =
            ["ministry", "department", "office", "secretariat", "ministery", "of", "for", "the"];
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let without_heads = |words: &[&str]| {
            let is_head = |word: &&str| HEADS.contains(word);
            let start = words.iter().position(|word| !is_head(word)).unwrap_or(words.len());
            let end = words.iter().rposition(|word| !is_head(word)).map_or(start, |at| at + 1);
            words[start..end].join(" ")
        };
        (1..words.len()).find_map(|cut| {
            let (before, after) = (without_heads(&words[..cut]), without_heads(&words[cut..]));
            let country_first = self.country_and_portfolio(&before, &after);
            country_first.or_else(|| self.country_and_portfolio(&after, &before))
        })
    }

    fn country_and_portfolio(&self, country: &str, portfolio: &str) -> Option<&Ministry> {
        let names = self.by_name();
        let at = |key: &str| names.countries.get(key).map(|&at| &self.countries[at as usize]);
        let country = at(country).or_else(|| at(country.strip_suffix('s')?))?;
        let portfolio = names.portfolios.get(portfolio)?;
        self.ministry(&ministry_id(country.code, self.portfolios[*portfolio as usize].slug))
    }

    /// The official of an id.
    #[must_use]
    pub fn official(&self, id: &EntityId) -> Option<&Official> {
        self.at(id, EntityKind::Official).map(|at| &self.officials[at])
    }

    /// Everyone whose preferred or other name folds to the same key.
    pub fn officials_by_name(&self, name: &str) -> impl Iterator<Item = &Official> {
        let found = self.by_name().officials.get(&fold(name));
        found.into_iter().flatten().map(|&at| &self.officials[at as usize])
    }

    /// The organisation of an id.
    #[must_use]
    pub fn organisation(&self, id: &EntityId) -> Option<&Organisation> {
        self.at(id, EntityKind::Organisation).map(|at| &self.organisations[at])
    }

    /// Organisations by any of their names or acronyms.
    pub fn organisations_by_name(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        let found = self.by_name().organisations.get(&fold(name));
        found.into_iter().flatten().map(|&at| &self.organisations[at as usize])
    }

    /// The place of an id.
    #[must_use]
    pub fn place(&self, id: &EntityId) -> Option<&Place> {
        self.at(id, EntityKind::Place).map(|at| &self.places[at])
    }

    /// Places by any of their names.
    pub fn places_by_name(&self, name: &str) -> impl Iterator<Item = &Place> {
        let found = self.by_name().places.get(&fold(name));
        found.into_iter().flatten().map(|&at| &self.places[at as usize])
    }

    /// Who certainly held an office of this country and portfolio on this date, with the tenure that says so. Never
    /// someone whose dates are not known. `office` is the beginning of the office's name in any case, or empty for all.
    pub fn holders<'a>(
        &'a self,
        country: CountryCode,
        portfolio: &'a str,
        office: &'a str,
        date: Date,
    ) -> impl Iterator<Item = (&'a Official, &'a Tenure)> {
        let held = move |tenure: &&Tenure| {
            tenure.country == Some(country)
                && tenure.portfolio == Some(portfolio)
                && tenure.covers(date)
                && tenure.office.get(..office.len()).is_some_and(|start| start.eq_ignore_ascii_case(office))
        };
        self.officials
            .iter()
            .filter_map(move |official| official.tenures.iter().find(held).map(|tenure| (official, tenure)))
    }

    /// The name that anything in the lists is shown by; ministries with their country: `Foreign Affairs (Russia)`.
    #[must_use]
    pub fn name_of(&self, id: &EntityId) -> Option<&str> {
        let (kind, slug) = id.as_str().split_once(':')?;
        match kind {
            "ministry" => self.ministry(id).map(|ministry| ministry.shown.as_str()),
            "country" => self.country(slug.parse().ok()?).map(|country| country.name),
            "official" => self.official(id).map(|official| official.name),
            "organisation" => self.organisation(id).map(|organisation| organisation.name),
            "place" => self.place(id).map(|place| place.name),
            _ => None,
        }
    }

    /// Changes when any of the lists changes.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest
    }

    fn at(&self, id: &EntityId, kind: EntityKind) -> Option<usize> {
        let prefix = id.as_str().split_once(':')?.0;
        (prefix == kind.as_str()).then(|| self.by_id.get(id).map(|&at| at as usize)).flatten()
    }

    fn by_name(&self) -> &ByName {
        self.names.get_or_init(|| {
            let mut names = ByName::default();
            // First come, first served: the file lists the likelier owner of a shared name first.
            for (at, country) in self.countries.iter().enumerate() {
                for name in country.names.iter().chain(&country.demonyms) {
                    names.countries.entry(fold(name.text)).or_insert(at as u32);
                }
            }
            for (at, portfolio) in self.portfolios.iter().enumerate() {
                for wording in portfolio.wordings.iter().chain([&portfolio.name, &portfolio.slug]) {
                    names.portfolios.entry(fold(wording)).or_insert(at as u32);
                }
            }
            for ministry in self.ministries() {
                let texts = ministry.names.iter().map(|name| name.text).chain([ministry.shown.as_str()]);
                for text in texts {
                    let ids = names.ministries.entry(fold(text)).or_default();
                    if !ids.contains(&ministry.id) {
                        ids.push(ministry.id.clone());
                    }
                }
            }
            for (at, official) in self.officials.iter().enumerate() {
                for name in official.other_names.iter().chain([&official.name]) {
                    add(&mut names.officials, name, at);
                }
            }
            for (at, organisation) in self.organisations.iter().enumerate() {
                for name in organisation.names.iter().chain(&organisation.acronyms) {
                    add(&mut names.organisations, name.text, at);
                }
            }
            for (at, place) in self.places.iter().enumerate() {
                for name in &place.names {
                    add(&mut names.places, name.text, at);
                }
            }
            names
        })
    }
}

fn add(names: &mut FxHashMap<String, Vec<u32>>, name: &str, at: usize) {
    let list = names.entry(fold(name)).or_default();
    if !list.contains(&(at as u32)) {
        list.push(at as u32);
    }
}

fn positions<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> FxHashMap<K, u32> {
    keys.enumerate().map(|(at, key)| (key, at as u32)).collect()
}

fn digest_of(files: &[&str]) -> u64 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for file in files {
        hasher.update(file.as_bytes());
        hasher.update(&[0]);
    }
    hasher.digest()
}

#[cfg(test)]
mod tests;
