//! What the authority is certain of on an article's date, where the text itself says less.

use super::authority::{CountryCode, Tenure};
use super::context::Context;
use super::persons::Person;
use super::shown;
use super::words::Head;

/// The ministry of an office that the authority knows: where the article names the country, and an office of the same
/// field (`the foreign ministers met`), or where it is one of the two highest.
pub(crate) fn ministry(person: &mut Person, context: &Context, spoken: &[&'static str]) {
    if person.ministry.is_some() || person.former || !says_nothing(person) {
        return;
    }
    let (Some(official), Some(date)) = (person.official, context.date) else { return };
    let mut held = official.tenures.iter().filter(|t| t.covers(date) && !is_lesser(t));
    let grounded = |t: &&Tenure| {
        t.country.is_some_and(|country: CountryCode| context.names(country))
            && t.portfolio
                .is_some_and(|p| spoken.contains(&p) || matches!(p, "presidency" | "prime-minister"))
    };
    if let Some(tenure) = held.find(grounded) {
        person.ministry = tenure.ministry();
    }
}

/// The office on the article's date, as the press words it, where the text gives none.
pub(crate) fn office(person: &mut Person, context: &Context) {
    if !says_nothing(person) {
        return;
    }
    let (Some(official), Some(date)) = (person.official, context.date) else { return };
    let held: Vec<&Tenure> = official.tenures.iter().filter(|t| t.from.is_some() && t.covers(date)).collect();
    let highest = |portfolio| held.iter().find(|t| t.portfolio == Some(portfolio) && !is_lesser(t));
    let tenure = match held.as_slice() {
        [only] => Some(only),
        _ => highest("presidency").or_else(|| highest("prime-minister")),
    };
    if let Some(tenure) = tenure {
        person.office = Some(shown::press(tenure.office));
    }
}

/// Whether the text gives no office, or only a title of birth: `Prince`.
fn says_nothing(person: &Person) -> bool {
    let title =
        |office: &str| matches!(office.to_ascii_lowercase().as_str(), "prince" | "sheikh" | "princess");
    person.office.is_none()
        || person.head == Some(Head::Monarch) && person.office.as_deref().is_some_and(title)
}

fn is_lesser(tenure: &Tenure) -> bool {
    let name = tenure.office.to_ascii_lowercase();
    ["deputy", "vice", "elect", "assistant"].iter().any(|word| name.contains(word))
}
