//! Offices as texts name them: whether they are public, and which portfolio they hold.

use super::authority::{Authority, CountryCode};
use super::ministries::What;
use super::words::Head;

/// An office as a text names it.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    /// First token.
    pub(crate) start: usize,
    /// Past the last token.
    pub(crate) end: usize,
    pub(crate) head: Head,
    /// `Foreign Ministers`: several names may follow.
    pub(crate) plural: bool,
    pub(crate) country: Option<CountryCode>,
    /// What the office belongs to, where it is a ministry.
    pub(crate) ministry: Option<What>,
    /// Position of the organisation that it belongs to.
    pub(crate) organisation: Option<u32>,
    /// It belongs to a body that no list knows.
    pub(crate) other_body: bool,
    /// It belongs to a province, a state of a federation or a city.
    pub(crate) local: bool,
    /// The words of that body say that it is public: a party, a parliament, an army.
    pub(crate) public_body: bool,
    /// The head word is written with a capital.
    pub(crate) capital: bool,
    pub(crate) former: bool,
    /// The office in its shown form, without country: `Deputy Foreign Minister`.
    pub(crate) shown: String,
    /// First token of the head word.
    pub(crate) head_at: usize,
    /// Past the last token of the head word.
    pub(crate) head_end: usize,
}

impl Office {
    /// Whether whoever holds it is an official.
    pub(crate) fn is_public(&self, authority: &Authority) -> bool {
        let public_body =
            self.organisation.and_then(|o| authority.organisations().get(o as usize)).is_some_and(|o| {
                matches!(
                    o.kind,
                    "international"
                        | "parliament"
                        | "party"
                        | "central-bank"
                        | "court"
                        | "agency"
                        | "armed-group"
                        | "government"
                        | "military"
                        | "intelligence"
                )
            });
        let governs = self.country.is_some() || self.ministry.is_some() || public_body || self.public_body;
        match self.head {
            Head::Minister
            | Head::SecretaryOfState
            | Head::PrimeMinister
            | Head::Ambassador
            | Head::Envoy
            | Head::Public
            | Head::Attorney
            | Head::Officer => !self.other_body || governs,
            // `our representative`, `the chairman`: of anything, in lower case.
            Head::Legislator => governs || !self.other_body && (self.capital || self.speaks_of_parliament()),
            Head::Monarch | Head::Judge => true,
            Head::President => self.organisation.is_none_or(|_| public_body) && (governs || !self.other_body),
            Head::Chancellor | Head::Secretary => governs || !self.other_body,
            Head::Spokesperson => governs,
            Head::Leader => governs && !self.shown.to_ascii_lowercase().ends_with("official"),
            Head::Profession => false,
        }
    }

    fn speaks_of_parliament(&self) -> bool {
        let shown = self.shown.to_ascii_lowercase();
        [
            "senator",
            "congress",
            "lawmaker",
            "parliament",
            "legislator",
            "opposition",
            "majority",
            "minority",
            "councillor",
            "assembly",
        ]
        .iter()
        .any(|word| shown.contains(word))
    }

    /// The portfolio that the office itself names, by its slug.
    pub(crate) fn portfolio(&self) -> Option<&'static str> {
        match (&self.ministry, self.head) {
            _ if self.local => None,
            // An under-secretary or state secretary for economic affairs may sit in any department.
            (Some(What::Portfolio(slug)), Head::Minister | Head::Secretary)
                if *slug != "foreign-affairs" && is_secretary_for(&self.shown) =>
            {
                None
            }
            // `Assistant Secretary of State for European Affairs` heads a bureau of the foreign ministry.
            (Some(_), Head::Minister | Head::Secretary | Head::SecretaryOfState)
                if is_bureau_of_state(&self.shown) =>
            {
                Some("foreign-affairs")
            }
            (Some(What::Portfolio(slug)), _) => Some(slug),
            (Some(_), _) => None,
            (None, Head::SecretaryOfState | Head::Ambassador) if self.organisation.is_none() => {
                Some("foreign-affairs")
            }
            (None, Head::President) if self.organisation.is_none() && !self.other_body => Some("presidency"),
            (None, Head::PrimeMinister | Head::Chancellor) if self.organisation.is_none() => {
                Some("prime-minister")
            }
            (None, Head::Attorney) => Some("justice"),
            (None, Head::Minister) if self.shown.eq_ignore_ascii_case("treasurer") => Some("finance"),
            _ => None,
        }
    }
}

fn is_bureau_of_state(shown: &str) -> bool {
    let lower = shown.to_ascii_lowercase().replace('-', " ");
    [
        "assistant secretary of state",
        "under secretary of state",
        "undersecretary of state",
        "deputy secretary of state",
    ]
    .iter()
    .any(|start| lower.contains(start))
        && !lower.contains("parliamentary")
}

fn is_secretary_for(shown: &str) -> bool {
    let lower = shown.to_ascii_lowercase().replace('-', " ");
    ["under secretary for", "undersecretary for", "assistant secretary for", "state secretary for"]
        .iter()
        .any(|start| lower.starts_with(start))
}
