//! What an article as a whole says about where it speaks from: its home country, and the countries that it names.

use rustc_hash::FxHashMap;

use super::Part;
use super::authority::{Authority, CountryCode};
use super::lexicon::{Entry, Lexicon};
use super::scan::Scan;
use super::text::flag;
use crate::article::Article;
use crate::date::Date;

/// Where an article speaks from.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) date: Option<Date>,
    /// The country of the dateline, else of the outlet.
    pub(crate) home: Option<CountryCode>,
    /// How often each country is named, by whatever word.
    pub(crate) counts: FxHashMap<CountryCode, u32>,
    /// The one named most.
    pub(crate) main: Option<CountryCode>,
}

impl Context {
    pub(crate) fn new(
        article: &Article,
        lexicon: &Lexicon,
        authority: &'static Authority,
        scans: [&Scan<'_>; 2],
    ) -> Self {
        let mut counts: FxHashMap<CountryCode, u32> = FxHashMap::default();
        for scan in scans {
            for at in 0..scan.len() {
                if let Some((country, _)) = country_word(scan, authority, at) {
                    *counts.entry(country).or_default() += 1;
                }
            }
        }
        let year = article.published.map_or(super::extract::TODAY, Date::year);
        let home = article
            .place
            .as_deref()
            .and_then(|place| country_of_text(place, lexicon, authority, year))
            .or_else(|| scans.iter().find(|s| s.part == Part::Body).and_then(|s| dateline(s, authority)))
            .or_else(|| outlet(article, lexicon, authority, year));
        let main = counts
            .iter()
            .max_by_key(|(country, count)| (**count, std::cmp::Reverse(**country)))
            .map(|(c, _)| *c);
        Self { date: article.published, home, counts, main }
    }

    /// Whether the article gives any ground to speak of this country.
    pub(crate) fn names(&self, country: CountryCode) -> bool {
        self.home == Some(country) || self.counts.contains_key(&country)
    }
}

/// The country that a word names in any form: `Russia`, `Russian`, `Moscow`, `the Kremlin`.
pub(crate) fn country_word(
    scan: &Scan<'_>,
    authority: &Authority,
    at: usize,
) -> Option<(CountryCode, usize)> {
    let mut found = None;
    for m in scan.matches_at(at) {
        match m.entry {
            Entry::Country(p, _) | Entry::Seat(p) if !m.ambiguous => {
                found = found.or(Some((p, m.end as usize)));
            }
            Entry::Capital(p) => {
                found = found.or(Some((p, m.end as usize)));
            }
            // A longer name of something else swallows the country: `Bank of China`.
            Entry::Organisation(_) | Entry::Place(_) if found.is_none() && m.end as usize > at + 1 => {
                return None;
            }
            _ => {}
        }
    }
    let (position, end) = found?;
    Some((authority.countries().get(position as usize)?.code, end))
}

/// The country of a place that stands alone in a text.
fn country_of_text(
    text: &str,
    lexicon: &Lexicon,
    authority: &'static Authority,
    year: i16,
) -> Option<CountryCode> {
    let scan = Scan::new(lexicon, Part::Body, text, year);
    (0..scan.len()).find_map(|at| country_of_place(&scan, authority, at))
}

fn country_of_place(scan: &Scan<'_>, authority: &Authority, at: usize) -> Option<CountryCode> {
    // `Tripoli` is the capital before it is a town of the same name elsewhere.
    let state = scan.matches_at(at).iter().find_map(|m| match m.entry {
        Entry::Country(p, _) | Entry::Seat(p) | Entry::Capital(p) => {
            authority.countries().get(p as usize).map(|c| c.code)
        }
        _ => None,
    });
    state.or_else(|| {
        scan.matches_at(at).iter().find_map(|m| match m.entry {
            Entry::Place(p) => authority.places().get(p as usize).and_then(|place| place.country),
            _ => None,
        })
    })
}

/// `SEOUL, Feb. 4 (Yonhap) -`, `WASHINGTON, D.C. –`: a place, and a dash or bracket soon after it.
fn dateline(scan: &Scan<'_>, authority: &Authority) -> Option<CountryCode> {
    let end = scan.len().min(16);
    let dash = (1..end).find(|&i| {
        scan.mark(i, b'_') || scan.mark(i, b'(') || (scan.mark(i, b'-') && !scan.is(i, flag::GLUED))
    })?;
    let plain = (0..dash).all(|i| scan.is(i, flag::CAP | flag::NUMBER) || !scan.is(i, flag::WORD));
    if !plain {
        return None;
    }
    // The country after the place speaks louder than the place: `CAMBRIDGE, Britain`.
    let named = (0..dash).find_map(|at| {
        scan.longest(at, |e| match e {
            Entry::Country(p, super::lexicon::Form::Name) => Some(p),
            _ => None,
        })
    });
    named
        .and_then(|(p, _)| authority.countries().get(p as usize).map(|c| c.code))
        .or_else(|| (0..dash).find_map(|at| country_of_place(scan, authority, at)))
}

fn outlet(
    article: &Article,
    lexicon: &Lexicon,
    authority: &'static Authority,
    year: i16,
) -> Option<CountryCode> {
    const STATE_MEDIA: &[(&str, &[u8; 2])] = &[
        ("kcna", b"kp"),
        ("rodong", b"kp"),
        ("yonhap", b"kr"),
        ("tass", b"ru"),
        ("ria novosti", b"ru"),
        ("interfax", b"ru"),
        ("xinhua", b"cn"),
        ("kyodo", b"jp"),
        ("anadolu", b"tr"),
        ("irna", b"ir"),
        ("ukrinform", b"ua"),
        ("bernama", b"my"),
        ("antara", b"id"),
        ("pti", b"in"),
        ("ansa", b"it"),
        ("belta", b"by"),
        ("sana", b"sy"),
        ("wam", b"ae"),
    ];
    let texts = [article.outlet.as_deref(), article.agency.as_deref()];
    for text in texts.into_iter().flatten() {
        let lower = text.to_ascii_lowercase();
        if lower.ends_with(".gov") || lower.ends_with(".mil") {
            return CountryCode::new(*b"us");
        }
        if let Some((_, code)) = STATE_MEDIA.iter().find(|(name, _)| lower.contains(name)) {
            return CountryCode::new(**code);
        }
        if let Some(country) = country_of_text(text, lexicon, authority, year) {
            return Some(country);
        }
    }
    let host = article.url.as_deref()?.split("//").nth(1)?.split('/').next()?.to_ascii_lowercase();
    if host.ends_with(".gov") || host.ends_with(".mil") {
        return CountryCode::new(*b"us");
    }
    let ending = host.rsplit('.').next()?;
    let code = <[u8; 2]>::try_from(ending.as_bytes()).ok()?;
    let code = if code == *b"uk" { *b"gb" } else { code };
    authority.country(CountryCode::new(code)?).map(|c| c.code)
}
