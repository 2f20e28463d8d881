//! A calendar date as precisely as a source gives it: a year, a month, or a day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A proleptic Gregorian date of known precision. Ordered by its first day, the vaguer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A whole year.
    #[must_use]
    pub fn year_only(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year; `None` where there is no such month.
    #[must_use]
    pub fn month_of(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day_of(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Days from 1970-01-01 to the first day that it may mean; negative before.
    #[must_use]
    pub fn first_day(self) -> i32 {
        days_from_epoch(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Days from 1970-01-01 to the last day that it may mean.
    #[must_use]
    pub fn last_day(self) -> i32 {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(12) | None, None) => days_from_epoch(self.year + 1, 1, 1) - 1,
            (Some(month), None) => days_from_epoch(self.year, month + 1, 1) - 1,
        }
    }

    /// The day that lies so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i32) -> Self {
        // Howard Hinnant, "chrono-compatible low-level date algorithms": civil_from_days.
        let z = i64::from(days) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as i16, month: Some(month as u8), day: Some(day as u8) }
    }
}

/// Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil.
fn days_from_epoch(year: i16, month: u8, day: u8) -> i32 {
    let year = i32::from(year) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (i32::from(month) + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + i32::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The text is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or the calendar has no such day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or(NotADate)?;
        let Some(month) = parts.next() else { return Ok(Self::year_only(year)) };
        let month = two_digits(month).ok_or(NotADate)?;
        let Some(day) = parts.next() else { return Self::month_of(year, month).ok_or(NotADate) };
        Self::day_of(year, month, two_digits(day).ok_or(NotADate)?).ok_or(NotADate)
    }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| text.parse().ok()).flatten()
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|NotADate| serde::de::Error::custom(format!("`{text}` is no date")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in ["2024", "2024-02", "2024-02-29", "1600-01-01"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "24", "2024-13", "2023-02-29", "2024-2-1", "2024-02-29-1", "-100"] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn days_go_there_and_back() {
        for days in (-140_000..140_000).step_by(37) {
            assert_eq!(Date::from_days(days).first_day(), days);
        }
        assert_eq!("1970-01-01".parse::<Date>().map(Date::first_day), Ok(0));
        assert_eq!("2024-02".parse::<Date>().map(Date::last_day), "2024-02-29".parse().map(Date::first_day));
    }
}
