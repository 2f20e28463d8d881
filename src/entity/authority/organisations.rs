//! Bodies that are no government departments.

use std::path::Path;

use super::countries::CountryCode;
use super::fold;
use super::tsv::{self, Name};
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// A body that is no government department: party, company, agency, international organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// `organisation:united-nations`.
    pub id: EntityId,
    /// The name it is shown by.
    pub name: &'static str,
    /// One word for what it is: `international`, `parliament`, `party`, `media`, `company`, `armed-group` …
    pub kind: &'static str,
    /// Its country, where it belongs to one.
    pub country: Option<CountryCode>,
    /// Everything it is called, `name` first.
    pub names: Vec<Name>,
    /// Its acronyms, in capitals.
    pub acronyms: Vec<Name>,
}

/// Reads lines of `name kind country acronyms names id`.
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Organisation>> {
    let mut organisations = Vec::with_capacity(1_500);
    let mut buffer = String::with_capacity(100);
    tsv::each_row(path, text, |row| {
        let name = Name::parse(row.needed(0, "name")?)?;
        let mut names = vec![name];
        names.extend(tsv::parse_names(row.field(4))?);
        organisations.push(Organisation {
            id: match row.field(5) {
                "" => fold::id_of(EntityKind::Organisation, name.text, &mut buffer),
                id => EntityId::new(EntityKind::Organisation, id),
            },
            name: name.text,
            kind: row.needed(1, "kind")?,
            country: match row.field(2) {
                "" => None,
                code => Some(code.parse()?),
            },
            names,
            acronyms: tsv::parse_names(row.field(3))?,
        });
        Ok(())
    })?;
    Ok(organisations)
}
