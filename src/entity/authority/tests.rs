use std::collections::HashSet;

use super::*;

fn embedded() -> &'static Authority {
    Authority::embedded()
}

fn ministry_names(name: &str) -> Vec<&'static str> {
    embedded().ministries_by_name(name).into_iter().map(|ministry| ministry.id.as_str()).collect()
}

#[test]
fn the_embedded_files_parse() {
    assert_eq!(Authority::read_embedded().map(drop).map_err(|error| error.to_string()), Ok(()));
}

#[test]
fn ids_are_unique() {
    let authority = embedded();
    let ids = (authority.officials().iter().map(|o| &o.id))
        .chain(authority.organisations().iter().map(|o| &o.id))
        .chain(authority.places().iter().map(|p| &p.id))
        .chain(authority.countries().iter().map(|c| &c.id))
        .chain(authority.ministries().map(|m| &m.id));
    let mut seen = HashSet::new();
    let twice: Vec<_> = ids.filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_code_and_portfolio_is_known() {
    let authority = embedded();
    for official in authority.officials() {
        assert!(!official.tenures.is_empty(), "{} holds nothing", official.id);
        for tenure in &official.tenures {
            let country = tenure.country;
            assert!(country.is_none_or(|code| authority.country(code).is_some()), "{}", official.id);
            let ministry = tenure.ministry();
            assert!(ministry.is_none_or(|id| authority.ministry(&id).is_some()), "{}", official.id);
            if let (Some(from), Some(to)) = (tenure.from, tenure.to) {
                assert!(from.first_day() <= to.last_day(), "{}: {from} to {to}", official.id);
            }
        }
    }
    let codes = (authority.organisations().iter().filter_map(|o| o.country))
        .chain(authority.places().iter().filter_map(|p| p.country));
    for code in codes {
        assert!(authority.country(code).is_some(), "{code}");
    }
    let known = authority.ministries().count();
    let lines = MINISTRIES.1.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(known, lines, "a line of ministries.tsv is of no country, or there twice");
}

#[test]
fn countries_are_found_by_every_name() {
    for (name, code) in [
        ("South Korea", "kr"),
        ("the Republic of Korea", "kr"),
        ("DPRK", "kp"),
        ("U.S.", "us"),
        ("us", "us"),
        ("Britons", "gb"),
        ("Ivory Coast", "ci"),
        ("TÜRKIYE", "tr"),
        ("Georgia", "ge"),
        ("ch", "ch"),
        ("Soviet Union", "su"),
        ("Czech", "cz"),
        ("East German", "dd"),
    ] {
        let found = embedded().country_by_name(name).map(|country| country.code.to_string());
        assert_eq!(found.as_deref(), Some(code), "{name}");
    }
    assert!(embedded().country_by_name("Atlantis").is_none());
    assert!(embedded().country_by_name("").is_none());
}

#[test]
fn ministries_are_found_by_special_and_composed_names() {
    assert_eq!(ministry_names("the Pentagon"), ["ministry:us/defence"]);
    assert_eq!(ministry_names("State Department"), ["ministry:us/foreign-affairs"]);
    assert_eq!(ministry_names("Quai d’Orsay"), ["ministry:fr/foreign-affairs"]);
    assert_eq!(ministry_names("Foreign Affairs (Russia)"), ["ministry:ru/foreign-affairs"]);
    assert_eq!(ministry_names("Russian Foreign Ministry"), ["ministry:ru/foreign-affairs"]);
    assert_eq!(ministry_names("Ministry of Defence of Ukraine"), ["ministry:ua/defence"]);
    assert_eq!(ministry_names("Mongolia's ministry of health"), ["ministry:mn/health"]);
    assert_eq!(ministry_names("Ministry of Silly Walks"), [""; 0]);
    assert!(ministry_names("MOFA").contains(&"ministry:kr/foreign-affairs"));
    assert!(ministry_names("MOFA").len() > 1);
}

#[test]
fn everything_has_a_name_to_show() {
    let name = |id: &str| embedded().name_of(&EntityId(id.into()));
    assert_eq!(name("ministry:ru/foreign-affairs"), Some("Foreign Affairs (Russia)"));
    assert_eq!(name("ministry:us/white-house"), Some("White House (United States)"));
    assert_eq!(name("country:kr"), Some("South Korea"));
    assert_eq!(name("ministry:zz/foreign-affairs"), None);
    assert_eq!(name("person:nobody"), None);
    assert_eq!(name("nonsense"), None);
}

#[test]
fn portfolios_are_found_by_wording() {
    for (wording, slug) in [
        ("External Affairs", "foreign-affairs"),
        ("defense", "defence"),
        ("Home", "interior"),
        ("trade", "trade"),
    ] {
        assert_eq!(embedded().portfolio_by_name(wording).map(|portfolio| portfolio.slug), Some(slug));
    }
}

#[test]
fn wordings_stand_once() {
    let mut seen = HashSet::new();
    for portfolio in embedded().portfolios() {
        for wording in &portfolio.wordings {
            assert!(seen.insert(*wording), "{wording}");
            assert_eq!(*wording, wording.to_lowercase());
        }
    }
}

#[test]
fn holders_are_found_by_date_and_never_guessed() {
    let authority = embedded();
    let on = |country: &str, portfolio: &str, office: &str, date: &str| -> Vec<&str> {
        let (country, date) = (country.parse().unwrap(), date.parse().unwrap());
        authority.holders(country, portfolio, office, date).map(|(official, _)| official.name).collect()
    };
    assert_eq!(on("ru", "foreign-affairs", "minister of foreign affairs", "2016-05-01"), ["Sergey Lavrov"]);
    assert_eq!(on("us", "foreign-affairs", "Secretary of State", "1963-03-01"), ["Dean Rusk"]);
    assert_eq!(on("kr", "presidency", "President", "2024-02-04"), ["Yoon Suk Yeol"]);
    assert_eq!(on("kr", "presidency", "President", "1850"), [""; 0]);
    assert_eq!(on("ru", "presidency", "President", "2014"), ["Vladimir Putin"]);
    assert!(on("ru", "presidency", "", "2014").contains(&"Dmitry Peskov"));
    let guessed = authority.officials().iter().flat_map(|official| &official.tenures);
    for tenure in guessed.filter(|tenure| tenure.from.is_none()) {
        assert!(!tenure.covers(Date::year_only(2019)));
    }
}

#[test]
fn officials_are_found_by_other_spellings() {
    let found = |name: &str| -> Vec<&str> {
        embedded().officials_by_name(name).map(|official| official.id.as_str()).collect()
    };
    assert_eq!(found("Sergei Lavrov"), ["official:sergey-lavrov"]);
    assert_eq!(found("KIM JONG-UN"), ["official:kim-jong-un"]);
    assert_eq!(found("Chung Byung Won"), ["official:chung-byung-won"]);
    assert_eq!(found("Nobody At All"), [""; 0]);
}
