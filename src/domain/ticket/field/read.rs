//! What somebody typed, or wrote into a file by hand, as the one form in which its type is stored.

use super::order::is_version;
use super::{Field, FieldFault, FieldKind};
use crate::domain::people::{People, same_person};
use crate::domain::ticket::Value;
use crate::domain::time::Time;
use crate::domain::time::duration::read_duration;
use crate::domain::time::period::Span;
use crate::domain::time::read::read_span;
use crate::domain::time::zone::Zone;
use chrono::NaiveDate;
use std::fmt::Write;

/// What the meaning of a text depends on.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub people: &'a People,
    /// In which `tomorrow` is a day.
    pub zone: &'a Zone,
    pub now: Time,
    /// Who is meant by `me`.
    pub me: &'a str,
}

/// Schemes that lead somewhere; `javascript:` and the like do not.
const SCHEMES: [&str; 7] = ["http", "https", "ftp", "ftps", "sftp", "ssh", "git"];
/// Hours of the day on which clocks go back.
const LONGEST_DAY_H: i64 = 25;
/// Digits that a number keeps exactly.
const DIGITS: usize = 15;

impl Field {
    /// The value that a typed text means. Words of a `multi` stand between commas.
    ///
    /// # Errors
    /// [`FieldFault`], but neither `Missing` nor `NotHere`.
    pub fn parse(&self, text: &str, reading: &Reading) -> Result<Value, FieldFault> {
        match &self.kind {
            FieldKind::Multi(_) => {
                let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
                self.words(words.map(str::to_owned).collect())
            }
            _ => self.scalar(text, reading),
        }
    }

    /// The same for a value that is there already, as a file has it. What a bare scalar of YAML may
    /// have lost (`1.10` is a number there, and ends as 1.1) is refused.
    ///
    /// # Errors
    /// Those of [`Field::parse`].
    pub fn read(&self, value: &Value, reading: &Reading) -> Result<Value, FieldFault> {
        let plain = |v: &Value| !matches!(v, Value::List(_) | Value::Map(_) | Value::Null);
        let lost = matches!((&self.kind, value), (FieldKind::Version, Value::Float(_)));
        match (&self.kind, value) {
            (FieldKind::Multi(_), Value::List(items)) if items.iter().all(plain) => {
                self.words(items.iter().map(Value::to_text).collect())
            }
            _ if plain(value) && !lost => self.parse(&value.to_text(), reading),
            _ => Err(self.form(&value.to_text())),
        }
    }

    fn scalar(&self, text: &str, reading: &Reading) -> Result<Value, FieldFault> {
        let typed = text.trim();
        let form = || self.form(typed);
        let owned = |ok: bool| if ok { Ok(Value::Text(typed.to_owned())) } else { Err(form()) };
        match &self.kind {
            FieldKind::Text => Ok(Value::Text(text.to_owned())),
            FieldKind::Number { least, most } => self.number(typed, *least, *most),
            FieldKind::Choice(choices) => self.choice(typed, choices).map(Value::Text),
            FieldKind::Multi(_) => self.words(vec![typed.to_owned()]),
            FieldKind::Date => date(typed, reading).map(Value::Text).ok_or_else(form),
            FieldKind::Duration => read_duration(typed).map(|s| Value::Text(spelt(s))).ok_or_else(form),
            FieldKind::Person => self.person(typed, reading),
            FieldKind::Version => owned(is_version(typed)),
            FieldKind::Url => owned(is_url(typed)),
        }
    }

    fn form(&self, found: &str) -> FieldFault {
        FieldFault::Form { field: self.name.clone(), kind: self.kind.as_str(), found: found.to_owned() }
    }

    fn number(&self, text: &str, least: Option<f64>, most: Option<f64>) -> Result<Value, FieldFault> {
        let (value, n) = read_number(text).ok_or_else(|| self.form(text))?;
        if least.is_some_and(|least| n < least) || most.is_some_and(|most| n > most) {
            let end = |n: Option<f64>| n.map(|n| n.to_string());
            let (field, found) = (self.name.clone(), text.to_owned());
            return Err(FieldFault::Range { field, found, least: end(least), most: end(most) });
        }
        Ok(value)
    }

    /// The choice as the desk spells it.
    fn choice(&self, word: &str, choices: &[String]) -> Result<String, FieldFault> {
        let known = choices.iter().find(|c| same_person(c, word)).cloned();
        known.ok_or_else(|| FieldFault::NoChoice {
            field: self.name.clone(),
            found: word.to_owned(),
            known: choices.to_vec(),
        })
    }

    fn words(&self, typed: Vec<String>) -> Result<Value, FieldFault> {
        let mut words: Vec<Value> = Vec::new();
        for word in typed {
            let word = Value::Text(self.choice(word.trim(), self.kind.choices())?);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Ok(Value::List(words))
    }

    /// Somebody whom the desk knows, by address or by name, or any address.
    fn person(&self, typed: &str, reading: &Reading) -> Result<Value, FieldFault> {
        if typed == "me" {
            return Ok(Value::Text(reading.me.to_owned()));
        }
        let named = |name: &Option<String>| name.as_deref().is_some_and(|name| same_person(name, typed));
        let known = || reading.people.list.iter();
        let found = reading.people.find(typed).or_else(|| known().find(|p| named(&p.name)));
        let is_address = typed.split_once('@').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
        match found {
            Some(person) => Ok(Value::Text(person.who.clone())),
            None if is_address && !typed.contains(char::is_whitespace) => Ok(Value::Text(typed.to_owned())),
            None => Err(FieldFault::NoPerson {
                field: self.name.clone(),
                found: typed.to_owned(),
                known: known().map(|p| p.who.clone()).collect(),
            }),
        }
    }
}

/// `3`, `-2.5`, `1e3`; a decimal comma is one too.
pub(super) fn read_number(text: &str) -> Option<(Value, f64)> {
    if let Ok(n) = text.parse::<i64>() {
        #[expect(clippy::cast_precision_loss, reason = "only for the comparison with the ends of a range")]
        return Some((Value::Int(n), n as f64));
    }
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',' | 'e' | 'E');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if !text.chars().all(is_plain) || digits > DIGITS || text.matches([',', '.']).count() > 1 {
        return None;
    }
    let n = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite())?;
    Some((Value::Float(n), n))
}

/// A day in ISO 8601; also `today`, `+3d` and whatever else means a day or a moment of one.
fn date(text: &str, reading: &Reading) -> Option<String> {
    let said = || read_span(text, reading.now, reading.zone).ok();
    let within_a_day = |span: &Span| (span.until - span.from).num_hours() <= LONGEST_DAY_H;
    let day = text.parse::<NaiveDate>().ok();
    let day = day.or_else(|| said().filter(within_a_day).map(|span| reading.zone.date(span.from)))?;
    let shown = day.format("%Y-%m-%d").to_string();
    // Years beyond four digits have a sign, which no calendar of people has.
    (shown.len() == 10).then_some(shown)
}

/// `1d2h30m`, the same for every way of saying it.
fn spelt(seconds: i64) -> String {
    let mut out = String::new();
    let mut left = seconds;
    for (unit, size) in [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)] {
        if left >= size {
            write!(out, "{}{unit}", left / size).ok();
            left %= size;
        }
    }
    if out.is_empty() { "0s".to_owned() } else { out }
}

fn is_url(text: &str) -> bool {
    let rest = text
        .split_once("://")
        .filter(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()));
    let is_open = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`');
    rest.is_some_and(|(_, rest)| !rest.is_empty() && !rest.contains(is_open))
}
