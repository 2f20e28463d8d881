//! Government departments that have names of their own. All others are composed: country and portfolio.

use std::path::Path;

use super::countries::{Country, CountryCode};
use super::portfolios::Portfolio;
use super::tsv::{self, Name};
use crate::entity::{EntityId, EntityKind};
use crate::error::Result;

/// A government department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ministry {
    /// `ministry:kr/foreign-affairs`.
    pub id: EntityId,
    /// Whose.
    pub country: CountryCode,
    /// Slug of its portfolio, or of the body itself where it has none: `white-house`.
    pub portfolio: &'static str,
    /// What it is called in English: `Ministry of Foreign Affairs`, `State Department`.
    pub name: String,
    /// The name it is shown by, with its country: `Foreign Affairs (South Korea)`.
    pub shown: String,
    /// Names that the grammar of country and portfolio does not make: `Pentagon`, `Quai d'Orsay`, `MOFA`.
    pub names: Vec<Name>,
}

/// A line of the file: the special names of one ministry.
pub(super) struct Special {
    pub(super) country: CountryCode,
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) names: Vec<Name>,
}

/// Reads lines of `id name names`, the id without `ministry:` in front.
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Special>> {
    let mut specials = Vec::with_capacity(600);
    tsv::each_row(path, text, |row| {
        let id = row.needed(0, "id")?;
        let (country, slug) =
            id.split_once('/').ok_or_else(|| format!("`{id}` is no id like `kr/foreign-affairs`"))?;
        let name = Name::parse(row.needed(1, "name")?)?;
        let mut names = vec![name];
        names.extend(tsv::parse_names(row.field(2))?);
        specials.push(Special { country: country.parse()?, slug, name: name.text, names });
        Ok(())
    })?;
    Ok(specials)
}

/// The ministry of this country for this portfolio, with no special names.
pub(super) fn compose(country: &Country, portfolio: &Portfolio) -> Ministry {
    Ministry {
        id: id(country.code, portfolio.slug),
        country: country.code,
        portfolio: portfolio.slug,
        name: office_of(portfolio),
        shown: format!("{} ({})", portfolio.name, country.name),
        names: Vec::new(),
    }
}

/// `ministry:kr/foreign-affairs`.
#[must_use]
pub fn id(country: CountryCode, slug: &str) -> EntityId {
    EntityId::new(EntityKind::Ministry, &format!("{country}/{slug}"))
}

/// `Ministry of Foreign Affairs`, but `Presidency`.
fn office_of(portfolio: &Portfolio) -> String {
    match portfolio.slug {
        "presidency" | "cabinet" | "parliament" | "monarchy" => portfolio.name.to_owned(),
        "prime-minister" => "Prime Minister's Office".to_owned(),
        "central-bank" => "Central Bank".to_owned(),
        _ => format!("Ministry of {}", portfolio.name),
    }
}
