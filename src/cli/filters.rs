//! The flags that restrict a search, and what they mean.

use anyhow::bail;
use clap::Args;
use dateline::date::Date;
use dateline::document::Field;
use dateline::query::{Filter, Query, Reading};

/// Words and restrictions: what both `search` and `count` take.
#[derive(Debug, Clone, Args)]
pub(super) struct Asked {
    /// Words, "phrases", AND, OR, NOT, field:value; see `dateline fields`
    #[arg(value_name = "QUERY")]
    words: Vec<String>,
    /// Articles with any of the words, best first
    #[arg(long, conflicts_with = "all", help_heading = "Words")]
    any: bool,
    /// Only articles with all of the words, however many they are
    #[arg(long, help_heading = "Words")]
    all: bool,
    #[command(flatten)]
    filters: FilterFlags,
}

impl Asked {
    /// What was typed.
    pub(super) fn text(&self) -> String {
        self.words.join(" ").trim().to_owned()
    }

    /// How words side by side are taken, where nothing else is said as in `usual`.
    pub(super) fn reading(&self, usual: Reading) -> Reading {
        match (self.any, self.all) {
            (true, _) => Reading::Any,
            (_, true) => Reading::All,
            _ => usual,
        }
    }

    /// The query of `text` with the restrictions of the flags.
    pub(super) fn query(&self, text: &str, usual: Reading) -> anyhow::Result<Query> {
        let mut query = Query::read(text, self.reading(usual));
        query.filters.extend(self.filters.lowered()?);
        Ok(query)
    }
}

/// Restrictions; several values of one flag mean any of them.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Filters (repeat one for any of several values)")]
struct FilterFlags {
    /// Names this holder of an office, in any spelling
    #[arg(long, value_name = "NAME")]
    official: Vec<String>,
    /// Names this person
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Names this ministry: its id, any of its names, or a portfolio for all countries
    #[arg(long, value_name = "MINISTRY")]
    ministry: Vec<String>,
    /// Names this country
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,
    /// Names this organisation
    #[arg(long, visible_alias = "organization", value_name = "NAME")]
    organisation: Vec<String>,
    /// Names this place
    #[arg(long, value_name = "PLACE")]
    place: Vec<String>,
    /// Published by this outlet
    #[arg(long, value_name = "OUTLET")]
    outlet: Vec<String>,
    /// Written by this news agency
    #[arg(long, value_name = "AGENCY")]
    agency: Vec<String>,
    /// Written in this language, as `en`
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
    /// Of this kind: news, press-release, transcript, commentary …
    #[arg(long, value_name = "GENRE")]
    genre: Vec<String>,
    /// From this file or folder of the corpus
    #[arg(long, value_name = "PATH")]
    path: Vec<String>,
    /// Does not name this holder of an office
    #[arg(long, value_name = "NAME")]
    not_official: Vec<String>,
    /// Does not name this person
    #[arg(long, value_name = "NAME")]
    not_person: Vec<String>,
    /// Does not name this ministry
    #[arg(long, value_name = "MINISTRY")]
    not_ministry: Vec<String>,
    /// Does not name this country
    #[arg(long, value_name = "COUNTRY")]
    not_country: Vec<String>,
    /// Does not name this organisation
    #[arg(long, visible_alias = "not-organization", value_name = "NAME")]
    not_organisation: Vec<String>,
    /// Does not name this place
    #[arg(long, value_name = "PLACE")]
    not_place: Vec<String>,
    /// Not published by this outlet
    #[arg(long, value_name = "OUTLET")]
    not_outlet: Vec<String>,
    /// Not written by this news agency
    #[arg(long, value_name = "AGENCY")]
    not_agency: Vec<String>,
    /// Not written in this language
    #[arg(long, value_name = "CODE")]
    not_language: Vec<String>,
    /// Not of this kind
    #[arg(long, value_name = "GENRE")]
    not_genre: Vec<String>,
    /// Not from this file or folder of the corpus
    #[arg(long, value_name = "PATH")]
    not_path: Vec<String>,
    /// Published on this date or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<Date>,
    /// Published on this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
}

impl FilterFlags {
    fn lowered(&self) -> anyhow::Result<Vec<Filter>> {
        let flags = [
            (Field::Official, &self.official, &self.not_official),
            (Field::Person, &self.person, &self.not_person),
            (Field::Ministry, &self.ministry, &self.not_ministry),
            (Field::Country, &self.country, &self.not_country),
            (Field::Organisation, &self.organisation, &self.not_organisation),
            (Field::Place, &self.place, &self.not_place),
            (Field::Outlet, &self.outlet, &self.not_outlet),
            (Field::Agency, &self.agency, &self.not_agency),
            (Field::Language, &self.language, &self.not_language),
            (Field::Genre, &self.genre, &self.not_genre),
            (Field::Path, &self.path, &self.not_path),
        ];
        let mut filters = Vec::new();
        for (field, some, none) in flags {
            for (values, exclude) in [(some, false), (none, true)] {
                if values.iter().any(|value| value.trim().is_empty()) {
                    let not = if exclude { "not-" } else { "" };
                    bail!("`--{not}{}` has no value", field.as_str());
                }
                if !values.is_empty() {
                    filters.push(Filter::Values { field, values: values.clone(), exclude });
                }
            }
        }
        if self.since.is_some() || self.until.is_some() {
            if let (Some(since), Some(until)) = (self.since, self.until)
                && until.last_day() < since.first_day()
            {
                bail!("`--until {until}` lies before `--since {since}`");
            }
            filters.push(Filter::Dates { since: self.since, until: self.until });
        }
        Ok(filters)
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| "no such date; write YYYY, YYYY-MM or YYYY-MM-DD".to_owned())
}
