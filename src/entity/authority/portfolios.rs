//! What ministries are for, in all usual wordings.

use std::path::Path;

use super::tsv;
use crate::error::Result;

/// What a ministry is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// As in ids: `foreign-affairs`.
    pub slug: &'static str,
    /// As shown: `Foreign Affairs`.
    pub name: &'static str,
    /// How it is worded in the names of ministries and ministers, in lower case, the usual one first: `foreign affairs`,
    /// `external affairs`, `foreign`. A ministry for several things goes by the first that is a portfolio.
    pub wordings: Vec<&'static str>,
}

/// Reads lines of `slug name wordings`.
pub(super) fn parse(path: &Path, text: &'static str) -> Result<Vec<Portfolio>> {
    let mut portfolios = Vec::with_capacity(100);
    tsv::each_row(path, text, |row| {
        portfolios.push(Portfolio {
            slug: row.needed(0, "slug")?,
            name: row.needed(1, "name")?,
            wordings: tsv::items(row.field(2)).collect(),
        });
        Ok(())
    })?;
    Ok(portfolios)
}
