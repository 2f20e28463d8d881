//! How many of the articles found were published in each year, month or day.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::scan::{Found, Keys};
use crate::date::Date;
use crate::query::Unit;
use crate::results::Period;

/// Counts articles by calendar unit, oldest first; units without articles are left out, the undated come last.
pub(super) fn timeline(keys: &[Keys], found: &Found, unit: Unit) -> Vec<Period> {
    let mut by_day: FxHashMap<i64, u64> = FxHashMap::default();
    let mut undated = 0;
    for (keys, docs) in keys.iter().zip(&found.docs) {
        let mut values = vec![None; docs.len().min(BLOCK)];
        for block in docs.chunks(BLOCK) {
            // What has no value is not written.
            values.fill(None);
            let values = &mut values[..block.len()];
            keys.day.first_vals(block, values);
            for day in values.iter() {
                match day {
                    Some(day) => *by_day.entry(*day).or_default() += 1,
                    None => undated += 1,
                }
            }
        }
    }
    periods(&by_day.into_iter().collect(), undated, unit)
}

const BLOCK: usize = 1024;

fn periods(by_day: &BTreeMap<i64, u64>, undated: u64, unit: Unit) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (&day, &count) in by_day {
        let from = Some(unit_of(day as i32, unit));
        match periods.last_mut() {
            Some(last) if last.from == from => last.count += count,
            _ => periods.push(Period { from, count }),
        }
    }
    if undated > 0 {
        periods.push(Period { from: None, count: undated });
    }
    periods
}

fn unit_of(day: i32, unit: Unit) -> Date {
    let date = Date::from_days(day);
    let year = Date::year_only(date.year());
    match unit {
        Unit::Year => year,
        Unit::Month => date.month().and_then(|month| Date::month_of(date.year(), month)).unwrap_or(year),
        Unit::Day => date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(days: &[(&str, u64)], undated: u64, unit: Unit) -> Vec<(String, u64)> {
        let by_day = days.iter().map(|&(day, n)| (i64::from(day.parse::<Date>().unwrap().first_day()), n));
        let periods = periods(&by_day.collect(), undated, unit);
        periods.iter().map(|p| (p.from.map_or_else(|| "-".to_owned(), |d| d.to_string()), p.count)).collect()
    }

    #[test]
    fn days_are_summed_by_unit_and_the_undated_come_last() {
        let days = [("1962-10-16", 2), ("1962-10-28", 1), ("1962-11-01", 4), ("2024-02-29", 1)];
        let is = |unit, expected: &[(&str, u64)]| {
            let expected: Vec<_> = expected.iter().map(|&(a, b)| (a.to_owned(), b)).collect();
            assert_eq!(shown(&days, 3, unit), expected);
        };
        is(Unit::Year, &[("1962", 7), ("2024", 1), ("-", 3)]);
        is(Unit::Month, &[("1962-10", 3), ("1962-11", 4), ("2024-02", 1), ("-", 3)]);
        is(
            Unit::Day,
            &[("1962-10-16", 2), ("1962-10-28", 1), ("1962-11-01", 4), ("2024-02-29", 1), ("-", 3)],
        );
        assert_eq!(shown(&[], 0, Unit::Day), []);
    }
}
