//! Known holders of public office, with dates.

use std::path::Path;

use super::countries::CountryCode;
use super::{fold, ministries, tsv};
use crate::date::Date;
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// Someone who holds or held public office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// `official:chung-byung-won`; with `@kr` where two of one name must be told apart.
    pub id: EntityId,
    /// The preferred name, in press order and spelling.
    pub name: &'static str,
    /// The family name (or what stands for it alone in the news), as it stands in `name`.
    pub surname: &'static str,
    /// Other spellings and names.
    pub other_names: Vec<&'static str>,
    /// Wikidata id, where known.
    pub wikidata: Option<&'static str>,
    /// Offices, the latest last.
    pub tenures: Vec<Tenure>,
}

/// One office held once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// In English, without the country: `Deputy Minister of Foreign Affairs`.
    pub office: &'static str,
    /// Whose office; `None` for offices of international bodies.
    pub country: Option<CountryCode>,
    /// Slug of the ministry of the office, where it belongs to one.
    pub portfolio: Option<&'static str>,
    /// First day, where known.
    pub from: Option<Date>,
    /// Last day, where known.
    pub to: Option<Date>,
    /// When it is known to have been held still, where the last day is not known.
    pub seen: Option<Date>,
}

impl Tenure {
    /// The ministry of the office, where it belongs to one.
    #[must_use]
    pub fn ministry(&self) -> Option<EntityId> {
        Some(ministries::id(self.country?, self.portfolio?))
    }

    /// Whether the office was certainly held on some day of `date`: false where too little is known.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        let begun = self.from.is_some_and(|from| from.first_day() <= date.last_day());
        let going_on = self.to.or(self.seen).is_some_and(|end| date.first_day() <= end.last_day());
        begun && going_on
    }
}

/// Reads people (`name other_names wikidata surname id`), each followed by lines that begin with a tab: the offices
/// (`country office portfolio from to seen`).
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Official>> {
    let mut officials: Vec<Official> = Vec::with_capacity(text.len() / 150);
    let mut buffer = String::with_capacity(100);
    tsv::each_row(path, text, |row| {
        if row.field(0).is_empty() {
            let official = officials.last_mut().ok_or("an office stands before the first person")?;
            official.tenures.push(tenure(row)?);
            return Ok(());
        }
        let name = row.field(0);
        let id = match row.field(4) {
            "" => fold::id_of(EntityKind::Official, name, &mut buffer),
            id => EntityId::new(EntityKind::Official, id),
        };
        let surname = match row.field(3) {
            "" => name.rsplit(' ').next().unwrap_or(name),
            surname if name.contains(surname) => surname,
            surname => return Err(format!("`{surname}` does not stand in `{name}`")),
        };
        officials.push(Official {
            id,
            name,
            surname,
            other_names: tsv::items(row.field(1)).collect(),
            wikidata: Some(row.field(2)).filter(|id| !id.is_empty()),
            tenures: Vec::with_capacity(1),
        });
        Ok(())
    })?;
    Ok(officials)
}

fn tenure(row: &tsv::Row) -> Result<Tenure, String> {
    let country = match row.field(1) {
        "" => None,
        code => Some(code.parse()?),
    };
    let date = |text: &str| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| format!("`{text}` is no date")),
    };
    Ok(Tenure {
        country,
        office: row.needed(2, "office")?,
        portfolio: Some(row.field(3)).filter(|slug| !slug.is_empty()),
        from: date(row.field(4))?,
        to: date(row.field(5))?,
        seen: date(row.field(6))?,
    })
}
