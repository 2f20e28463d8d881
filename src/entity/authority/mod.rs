//! The lists: countries, ministries, officials, organisations and places with their names and dates, and how they are
//! looked up. The data are text files that people can read and extend; `data/README.md` documents them.

mod countries;
mod fold;
mod lookup;
mod ministries;
mod officials;
mod organisations;
mod places;
mod portfolios;
mod tsv;

use std::hash::Hash;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use lookup::Lookup;
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
use crate::entity::EntityId;
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
    ids: Ids,
    names: OnceLock<ByName>,
    digest: u64,
}

/// From ids to positions.
#[derive(Debug, Default)]
struct Ids {
    bodies: Lookup,
    officials: Lookup,
    organisations: Lookup,
    places: Lookup,
}

/// From names to positions.
#[derive(Debug, Default)]
struct ByName {
    countries: Lookup,
    portfolios: Lookup,
    ministries: Lookup,
    /// What the positions of `ministries` mean.
    ministry_ids: Vec<EntityId>,
    officials: Lookup,
    organisations: Lookup,
    places: Lookup,
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
            ids: Ids::default(),
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
        authority.ids.officials = Lookup::of_ids(numbered(authority.officials.iter().map(|o| o.id.as_str())));
        let ids = authority.organisations.iter().map(|organisation| organisation.id.as_str());
        authority.ids.organisations = Lookup::of_ids(numbered(ids));
        authority.ids.places =
            Lookup::of_ids(numbered(authority.places.iter().map(|place| place.id.as_str())));
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
                self.bodies.push(ministry);
            }
        }
        self.ids.bodies = Lookup::of_ids(numbered(self.bodies.iter().map(|ministry| ministry.id.as_str())));
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
        let named = self.by_name().countries.first(&key).map(|at| &self.countries[at]);
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
        self.by_name().portfolios.first(&fold(wording)).map(|at| &self.portfolios[at])
    }

    /// The ministry of an id: also of every country and portfolio that has no names of its own.
    #[must_use]
    pub fn ministry(&self, id: &EntityId) -> Option<&Ministry> {
        let (country, slug) = id.as_str().strip_prefix("ministry:")?.split_once('/')?;
        let country = country.parse().ok()?;
        let Some(cell) = self.ministry_cell(country, slug) else {
            return self.ids.bodies.first(id.as_str()).map(|at| &self.bodies[at]);
        };
        let (country, portfolio) = (self.country(country)?, self.portfolio(slug)?);
        Some(self.ministries[cell].get_or_init(|| ministries::compose(country, portfolio)))
    }

    /// Every ministry of a special name (`Pentagon`, `MOFA`), of a shown name (`Foreign Affairs (Russia)`), or of a
    /// country with a portfolio before or after it (`Russian Foreign Ministry`, `Ministry of Defence of Ukraine`).
    #[must_use]
    pub fn ministries_by_name(&self, name: &str) -> Vec<&Ministry> {
        let key = fold(name);
        let names = self.by_name();
        let found = names.ministries.at(&key).filter_map(|at| self.ministry(&names.ministry_ids[at]));
        let found: Vec<&Ministry> = found.collect();
        if found.is_empty() { self.composed_ministry(&key).into_iter().collect() } else { found }
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
        let at = |key: &str| names.countries.first(key).map(|at| &self.countries[at]);
        let country = at(country).or_else(|| at(country.strip_suffix('s')?))?;
        let portfolio = &self.portfolios[names.portfolios.first(portfolio)?];
        self.ministry(&ministry_id(country.code, portfolio.slug))
    }

    /// The official of an id.
    #[must_use]
    pub fn official(&self, id: &EntityId) -> Option<&Official> {
        self.ids.officials.first(id.as_str()).map(|at| &self.officials[at])
    }

    /// Everyone whose preferred or other name folds to the same key.
    pub fn officials_by_name(&self, name: &str) -> impl Iterator<Item = &Official> {
        self.by_name().officials.at(&fold(name)).map(|at| &self.officials[at])
    }

    /// The organisation of an id.
    #[must_use]
    pub fn organisation(&self, id: &EntityId) -> Option<&Organisation> {
        self.ids.organisations.first(id.as_str()).map(|at| &self.organisations[at])
    }

    /// Organisations by any of their names or acronyms.
    pub fn organisations_by_name(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        self.by_name().organisations.at(&fold(name)).map(|at| &self.organisations[at])
    }

    /// The place of an id.
    #[must_use]
    pub fn place(&self, id: &EntityId) -> Option<&Place> {
        self.ids.places.first(id.as_str()).map(|at| &self.places[at])
    }

    /// Places by any of their names.
    pub fn places_by_name(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.by_name().places.at(&fold(name)).map(|at| &self.places[at])
    }

    /// Who certainly held an office of this country and portfolio on this date, with the tenure that says so. Never
    /// someone whose dates are not known. `office` is the first words of the office in any case, or empty for all.
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
                && begins_with_words(tenure.office, office)
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

    fn by_name(&self) -> &ByName {
        self.names.get_or_init(|| {
            let countries = numbered(&self.countries);
            let portfolios = numbered(&self.portfolios);
            let officials = numbered(&self.officials);
            let organisations = numbered(&self.organisations);
            let ministries: Vec<&Ministry> = self.ministries().collect();
            ByName {
                countries: Lookup::of_names(countries.flat_map(|(country, at)| {
                    country.names.iter().chain(&country.demonyms).map(move |name| (name.text, at))
                })),
                portfolios: Lookup::of_names(portfolios.flat_map(|(portfolio, at)| {
                    let wordings = portfolio.wordings.iter().copied();
                    wordings.chain([portfolio.name, portfolio.slug]).map(move |wording| (wording, at))
                })),
                ministries: Lookup::of_names(numbered(&ministries).flat_map(|(ministry, at)| {
                    let names = ministry.names.iter().map(|name| name.text);
                    names.chain([ministry.shown.as_str()]).map(move |name| (name, at))
                })),
                ministry_ids: ministries.iter().map(|ministry| ministry.id.clone()).collect(),
                officials: Lookup::of_names(officials.flat_map(|(official, at)| {
                    let names = official.other_names.iter().copied();
                    names.chain([official.name]).map(move |name| (name, at))
                })),
                organisations: Lookup::of_names(organisations.flat_map(|(organisation, at)| {
                    let names = organisation.names.iter().chain(&organisation.acronyms);
                    names.map(move |name| (name.text, at))
                })),
                places: Lookup::of_names(
                    numbered(&self.places)
                        .flat_map(|(place, at)| place.names.iter().map(move |name| (name.text, at))),
                ),
            }
        })
    }
}

/// Whether `text` begins with these whole words, in any case.
fn begins_with_words(text: &str, words: &str) -> bool {
    let start = text.get(..words.len()).filter(|start| start.eq_ignore_ascii_case(words));
    start.is_some_and(|start| start.is_empty() || !text[start.len()..].starts_with(char::is_alphanumeric))
}

/// Each item with its position.
fn numbered<T>(items: impl IntoIterator<Item = T>) -> impl Iterator<Item = (T, u32)> {
    items.into_iter().zip(0..)
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
