//! States and territories, with everything that names them.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::tsv::{self, Name};
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// ISO 3166-1 alpha-2 in lower case; `xk` is Kosovo; states that are gone have codes too (`su`, `yu`, `cs`, `dd`, `vd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code of these two lower-case letters; `None` where they are none.
    #[must_use]
    pub fn new(letters: [u8; 2]) -> Option<Self> {
        letters.iter().all(u8::is_ascii_lowercase).then_some(Self(letters))
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for CountryCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let letters = <[u8; 2]>::try_from(text.as_bytes()).ok();
        letters
            .and_then(Self::new)
            .ok_or_else(|| format!("`{text}` is no country code of two lower-case letters"))
    }
}

/// What a country is in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountryKind {
    /// Has a government of its own that other states deal with.
    State,
    /// Belongs to another state, or is claimed by one.
    Territory,
    /// Is gone, or bears another name now.
    Former,
}

/// A state or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Its code.
    pub code: CountryCode,
    /// `country:kr`.
    pub id: EntityId,
    /// What it is in law.
    pub kind: CountryKind,
    /// The short name it is shown by: `South Korea`.
    pub name: &'static str,
    /// The official name: `Republic of Korea`.
    pub full_name: &'static str,
    /// Everything it is called, `name` and `full_name` among it.
    pub names: Vec<Name>,
    /// The adjective, `South Korean`; the name where it has none.
    pub adjective: &'static str,
    /// The adjective and the words for its people, one and many: `Briton`, `Britons`, `British`.
    pub demonyms: Vec<Name>,
    /// Its seat of government, where it has one.
    pub capital: Option<Name>,
    /// What stands for its government in the news besides the capital: `Kremlin`, `Downing Street`.
    pub seats: Vec<Name>,
    /// First and last year, where it began or ended within living memory.
    pub years: (Option<i16>, Option<i16>),
}

/// Reads lines of `code kind name full_name names adjective demonyms capital seats years`.
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Country>> {
    let mut countries = Vec::with_capacity(300);
    tsv::each_row(path, text, |row| {
        let code: CountryCode = row.needed(0, "code")?.parse()?;
        let kind = match row.field(1) {
            "state" => CountryKind::State,
            "territory" => CountryKind::Territory,
            "former" => CountryKind::Former,
            other => return Err(format!("`{other}` is none of state, territory, former")),
        };
        let name = Name::parse(row.needed(2, "name")?)?;
        let full_name = Name::parse(row.needed(3, "full name")?)?;
        let mut names = vec![name];
        if full_name.text != name.text {
            names.push(full_name);
        }
        names.extend(tsv::parse_names(row.field(4))?);
        let adjective = tsv::parse_names(row.field(5))?.into_iter().next();
        let mut demonyms = Vec::from_iter(adjective);
        demonyms.extend(tsv::parse_names(row.field(6))?);
        countries.push(Country {
            code,
            id: EntityId::new(EntityKind::Country, code.as_str()),
            kind,
            name: name.text,
            full_name: full_name.text,
            names,
            adjective: adjective.map_or(name.text, |adjective| adjective.text),
            demonyms,
            capital: tsv::parse_names(row.field(7))?.into_iter().next(),
            seats: tsv::parse_names(row.field(8))?,
            years: match row.field(9) {
                "" => (None, None),
                years => tsv::parse_years(years)?,
            },
        });
        Ok(())
    })?;
    Ok(countries)
}
