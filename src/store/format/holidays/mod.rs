//! Holidays in an iCalendar file (RFC 5545), as calendars publish them.
//!
//! Every event of whole days counts, on each day that it lasts and with its yearly repetitions; what was
//! cancelled, and what begins at a time of day, does not. The library below reads well-formed text; what
//! a stranger may send (endless lines, a thousand levels, no calendar at all) is told apart before.

mod repeat;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use icalendar::parser::{Component, Property};
use repeat::Rule;
use std::collections::{BTreeMap, HashSet};

/// Bytes of a file.
const LARGEST: usize = 4 << 20;
/// Components inside one another; three are usual.
const DEEPEST: usize = 16;
/// Days that one file may name.
const MOST: usize = 20_000;
const CALENDAR: &str = "VCALENDAR";
/// Events of one file.
const EVENTS: usize = 5_000;
/// Days of all its events, those that several name counted more than once.
const NAMED: usize = 100_000;

/// A holiday, and what it is called.
pub type Holidays = BTreeMap<NaiveDate, Option<String>>;

/// Why a file gives no holidays. `why` is a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadHolidays {
    pub why: &'static str,
    /// From 1; `None`: no single line is at fault.
    pub line: Option<u32>,
}

fn bad(why: &'static str, line: Option<usize>) -> BadHolidays {
    BadHolidays { why, line: line.and_then(|n| u32::try_from(n).ok()) }
}

/// Reads the holidays of a file.
///
/// # Errors
/// `large`, `no-calendar` (not iCalendar, or cut off), `deep`, `line` (a line that says nothing), `date`,
/// `rule` (a repetition that is not understood), `many`.
pub fn read_holidays(bytes: &[u8]) -> Result<Holidays, BadHolidays> {
    if bytes.len() > LARGEST {
        return Err(bad("large", None));
    }
    let text = String::from_utf8_lossy(bytes);
    let lines = unfold(text.trim_start_matches('\u{feff}'));
    let texts = calendars(&lines)?;
    let roots = texts
        .iter()
        .map(|text| Component::try_from(text.as_str()).map_err(|_| bad("no-calendar", None)));
    let roots: Vec<Component> = roots.collect::<Result<_, _>>()?;
    let all = roots
        .iter()
        .filter(|root| root.name.as_str() == CALENDAR)
        .flat_map(|root| &root.components);
    let events: Vec<&Component> = all.filter(|event| event.name.as_str() == "VEVENT").collect();
    if events.len() > EVENTS {
        return Err(bad("many", None));
    }
    let place = |value: &str| lines.iter().find(|(_, line)| !value.is_empty() && line.contains(value)).map(|(n, _)| *n);
    let mut found = Found { moved: moved(&events), named: 0, holidays: Holidays::new() };
    for event in events {
        found.add(event).map_err(|(why, value)| bad(why, place(&value)))?;
    }
    Ok(found.holidays)
}

/// The lines with those that go on with them, each with its number; blank ones are left out.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (i, line) in text.split('\n').flat_map(|line| line.trim_end_matches('\r').split('\r')).enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ if line.trim().is_empty() => {}
            _ => lines.push((i + 1, line.to_owned())),
        }
    }
    lines
}

/// The text of each calendar of a file, once each component ends where it should, and each line between says
/// something. Lines end as the library wants it: with bare line feeds it looks for the end of each one through
/// the whole text.
fn calendars(lines: &[(usize, String)]) -> Result<Vec<String>, BadHolidays> {
    let first = lines.first().and_then(|(_, line)| line.strip_prefix("BEGIN:"));
    if first.is_none_or(|name| name.trim_end() != CALENDAR) {
        return Err(bad("no-calendar", lines.first().map(|(n, _)| *n)));
    }
    let mut texts: Vec<String> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for (number, line) in lines {
        if open.is_empty() {
            texts.push(String::new());
        }
        if !follows(line.trim_end(), &mut open) {
            return Err(bad("line", Some(*number)));
        }
        if open.len() > DEEPEST {
            return Err(bad("deep", Some(*number)));
        }
        if let Some(text) = texts.last_mut() {
            text.push_str(line.trim_end());
            text.push_str("\r\n");
        }
    }
    if open.is_empty() { Ok(texts) } else { Err(bad("no-calendar", lines.last().map(|(n, _)| *n))) }
}

/// Whether a line can stand where these components are open; it opens or closes one.
fn follows<'l>(line: &'l str, open: &mut Vec<&'l str>) -> bool {
    match (line.strip_prefix("BEGIN:"), line.strip_prefix("END:")) {
        (Some(name), _) => {
            open.push(name);
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        (_, Some(name)) => open.pop() == Some(name),
        _ => !open.is_empty() && line.find([':', ';']).is_some_and(|i| i > 0) && line.contains(':'),
    }
}

fn property<'e>(event: &'e Component<'e>, name: &str) -> Option<&'e Property<'e>> {
    properties(event, name).next()
}

fn properties<'e>(event: &'e Component<'e>, name: &str) -> impl Iterator<Item = &'e Property<'e>> {
    event.properties.iter().filter(move |p| p.name.as_str().eq_ignore_ascii_case(name))
}

/// Single days of a series that an event of its own speaks of: the id of the series, and the day.
fn moved(events: &[&Component]) -> HashSet<(String, NaiveDate)> {
    let of = |event: &&Component| {
        let day = read_date(property(event, "RECURRENCE-ID")?.val.as_str())?;
        Some((property(event, "UID")?.val.as_str().to_owned(), day))
    };
    events.iter().filter_map(of).collect()
}

/// A code, and the text of the file that it is about; empty when it is about all of it.
type Wrong = (&'static str, String);

/// What has been read of a file.
struct Found {
    moved: HashSet<(String, NaiveDate)>,
    named: usize,
    holidays: Holidays,
}

impl Found {
    /// Adds the days of an event.
    fn add(&mut self, event: &Component) -> Result<(), Wrong> {
        let cancelled = property(event, "STATUS").is_some_and(|p| p.val.as_str().eq_ignore_ascii_case("CANCELLED"));
        let Some((first, length)) = whole_days(event)?.filter(|_| !cancelled) else { return Ok(()) };
        let days = match property(event, "RRULE").map(|p| p.val.as_str()) {
            Some(rule) => Rule::read(rule).ok_or_else(|| ("rule", rule.to_owned()))?.days(first, MOST),
            None => vec![first],
        };
        let without = self.left_out(event);
        let name = property(event, "SUMMARY").map(|p| p.val.as_str().trim()).filter(|name| !name.is_empty());
        let days = days.into_iter().chain(properties(event, "RDATE").flat_map(dates));
        for day in days.filter(|day| !without.contains(day)).flat_map(|day| day.iter_days().take(length)) {
            let known = self.holidays.entry(day).or_default();
            *known = known.take().or_else(|| name.map(str::to_owned));
            self.named += 1;
            if self.holidays.len() > MOST || self.named > NAMED {
                return Err(("many", String::new()));
            }
        }
        Ok(())
    }

    /// The days on which a series does not happen, or not as it says.
    fn left_out(&self, event: &Component) -> HashSet<NaiveDate> {
        let mut days: HashSet<NaiveDate> = properties(event, "EXDATE").flat_map(dates).collect();
        let series = property(event, "UID").filter(|_| property(event, "RECURRENCE-ID").is_none());
        if let Some(uid) = series {
            let own = self.moved.iter().filter(|(id, _)| id == uid.val.as_str());
            days.extend(own.map(|(_, day)| *day));
        }
        days
    }
}

/// The first day of an event and how many there are; `None`: it begins or ends at a time of day.
fn whole_days(event: &Component) -> Result<Option<(NaiveDate, usize)>, Wrong> {
    let Some(start) = property(event, "DTSTART") else { return Ok(None) };
    let (value, end) = (start.val.as_str(), property(event, "DTEND").map(|p| p.val.as_str()));
    let at_midnight = |text: &str| text.ends_with("T000000");
    if value.contains('T') && !(at_midnight(value) && end.is_some_and(at_midnight)) {
        return Ok(None);
    }
    let date = |text: &str| read_date(text).ok_or_else(|| ("date", text.to_owned()));
    let first = date(value)?;
    let length = match (end, property(event, "DURATION")) {
        (Some(end), _) => (date(end)? - first).num_days(),
        (None, Some(duration)) => days_of(duration.val.as_str()).ok_or_else(|| ("date", duration.val.to_string()))?,
        (None, None) => 1,
    };
    // Some programs write the day itself as its end.
    let length = usize::try_from(length.max(1)).unwrap_or(MOST);
    if length > MOST { Err(("many", value.to_owned())) } else { Ok(Some((first, length))) }
}

/// `20261225`, and the date of `20261225T000000Z`.
fn read_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (digits, rest) = text.split_at_checked(8)?;
    let good = digits.bytes().all(|b| b.is_ascii_digit()) && (rest.is_empty() || rest.starts_with('T'));
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (part(0..4).filter(|_| good)?, part(4..6)?, part(6..8)?);
    let date = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
    (1..=9_998).contains(&year).then_some(date)
}

fn dates<'p>(property: &'p Property<'p>) -> impl Iterator<Item = NaiveDate> + 'p {
    property.val.as_str().split(',').filter_map(read_date)
}

/// `P2D`, `P1W`.
fn days_of(duration: &str) -> Option<i64> {
    let amount = duration.trim().trim_start_matches('+').strip_prefix('P')?;
    let (digits, days) = match (amount.strip_suffix('D'), amount.strip_suffix('W')) {
        (Some(digits), _) => (digits, 1),
        (_, digits) => (digits?, 7),
    };
    digits.parse::<u32>().ok().map(|n| i64::from(n) * days)
}
