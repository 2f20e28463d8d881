//! Places that are no countries.

use std::path::Path;

use super::countries::CountryCode;
use super::fold;
use super::tsv::{self, Name};
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// A place that is no country: city, region, sea, mountain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `place:crimea`; the country is added where two places share a name: `place:georgia-us`.
    pub id: EntityId,
    /// The name it is shown by.
    pub name: &'static str,
    /// One word for what it is: `city`, `region`, `water`, `mountain`, `island`, `continent`, `site` …
    pub kind: &'static str,
    /// The country it lies in, where that is one and undisputed.
    pub country: Option<CountryCode>,
    /// Everything it is called, `name` first.
    pub names: Vec<Name>,
}

/// Reads lines of `name kind country names id`.
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Place>> {
    let mut places = Vec::with_capacity(3_000);
    let mut buffer = String::with_capacity(100);
    tsv::each_row(path, text, |row| {
        let name = Name::parse(row.needed(0, "name")?)?;
        let mut names = vec![name];
        names.extend(tsv::parse_names(row.field(3))?);
        places.push(Place {
            id: match row.field(4) {
                "" => fold::id_of(EntityKind::Place, name.text, &mut buffer),
                id => EntityId::new(EntityKind::Place, id),
            },
            name: name.text,
            kind: row.needed(1, "kind")?,
            country: match row.field(2) {
                "" => None,
                code => Some(code.parse()?),
            },
            names,
        });
        Ok(())
    })?;
    Ok(places)
}
