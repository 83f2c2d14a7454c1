//! What a map makes of a document: submissions, one for each of its items.

use super::expression::{Expression, Wrong};
use super::map::Map;
use crate::domain::ticket::change::read_stamp;
use crate::domain::ticket::submission::{Filed, MOST_ITEMS as MOST_OF_LIST, Remark, Sighting, Submission};
use crate::domain::ticket::{Kind, Occurrence, Priority, Value};
use crate::domain::time::{Time, at};
use crate::kit::escape::one_line;
use minijinja::value::Serde;
use minijinja::{Value as Any, context};
use serde_json::Value as Json;

/// The most items of one document.
pub const MOST_ITEMS: usize = 1_000;
/// The longest name, fingerprint or other word, in bytes.
const LONGEST: usize = 500;
/// Where a ticket comes in of which the map does not say it.
const CHANNEL: &str = "api";
/// Unix times from here on are milliseconds: in seconds they would be after the year 5000.
const MILLISECONDS: f64 = 1e11;

/// What was read of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it is, for people.
    pub source: String,
    /// `None`: the map leaves it alone.
    pub found: Result<Option<Submission>, Unmapped>,
}

/// Why an item becomes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmapped {
    #[error("{0}")]
    Wrong(#[from] Wrong),
    /// What came out is nothing that can stand there; the words that can, where they are few.
    #[error("unmapped {key} {found}")]
    Value { key: String, found: String, known: Vec<&'static str> },
    #[error("long-value {key}")]
    Long { key: String },
    /// `title` gave none.
    #[error("no-title")]
    NoTitle,
    /// Neither a fingerprint nor a name elsewhere says what is over.
    #[error("nothing-resolved")]
    NothingResolved,
    #[error("too-many-items {limit}")]
    TooMany { limit: usize },
}

impl Map {
    /// What becomes of a document that came at `now`. What is wrong with one item hinders no other.
    pub fn items(&self, document: &Json, now: Time) -> Vec<Read> {
        let body = Any::from(Serde(document));
        let alone = |wrong: Unmapped| vec![Read { source: String::new(), found: Err(wrong) }];
        let items = match self.get("items") {
            None => vec![body.clone()],
            Some(expression) => match self.engine.value(expression, &context! { body => body.clone() }) {
                Ok(list) if list.is_none() => Vec::new(),
                Ok(list) => match list.try_iter().ok().filter(|_| list.as_str().is_none()) {
                    Some(items) => items.take(MOST_ITEMS + 1).collect(),
                    None => return alone(bad("items", &list.to_string(), &[])),
                },
                Err(wrong) => return alone(wrong.into()),
            },
        };
        let is_cut = items.len() > MOST_ITEMS;
        let one = |(n, item): (usize, Any)| {
            let variables = context! { body => body.clone(), item => item, n => n };
            Item { map: self, variables, now }.read()
        };
        let mut read: Vec<Read> = items.into_iter().take(MOST_ITEMS).enumerate().map(one).collect();
        if is_cut {
            read.extend(alone(Unmapped::TooMany { limit: MOST_ITEMS }));
        }
        read
    }
}

/// One item, as expressions see it.
struct Item<'m> {
    map: &'m Map,
    variables: Any,
    now: Time,
}

type Result<T, E = Unmapped> = std::result::Result<T, E>;

impl Item<'_> {
    fn read(&self) -> Read {
        let (said, found) = (self.word("source").ok().flatten(), self.submission());
        let title = || match &found {
            Ok(Some(Submission::Ticket(filed))) => Some(filed.title.clone()),
            _ => self.title().ok(),
        };
        let source = said.or_else(title).unwrap_or_default();
        Read { source, found }
    }

    fn submission(&self) -> Result<Option<Submission>> {
        if self.holds("skip")? {
            return Ok(None);
        }
        if self.holds("resolved")? {
            return self.remark().map(|remark| Some(Submission::Remark(remark)));
        }
        self.filed().map(|filed| Some(Submission::Ticket(Box::new(filed))))
    }

    /// It is over: worth a word to the ticket that is there, and no ticket of its own.
    fn remark(&self) -> Result<Remark> {
        let (name, fingerprint) = (self.word("external")?, self.word("fingerprint")?);
        if name.is_none() && fingerprint.is_none() {
            return Err(Unmapped::NothingResolved);
        }
        let text = match self.text("note")? {
            Some(text) => text,
            None => self.title()?,
        };
        Ok(Remark { name, fingerprint, channel: Some(self.channel()?), text })
    }

    fn filed(&self) -> Result<Filed> {
        let fingerprint = self.word("fingerprint")?;
        let occurrences = fingerprint.as_ref().filter(|_| !self.map.seen.is_empty());
        let occurrences = occurrences.map(|fingerprint| self.seen(fingerprint)).transpose()?;
        let external = self.word("external")?;
        // What has a name elsewhere goes by that; all else recurs as failed tests do.
        let is_sighting = external.is_none() && fingerprint.is_some();
        let sighting = Sighting { any_branch: true, max_new: u32::try_from(MOST_ITEMS).ok(), ..Sighting::default() };
        Ok(Filed {
            title: self.title()?,
            text: self.text("text")?.unwrap_or_default(),
            kind: self.closed("type", Kind::ALL, Kind::as_str)?,
            priority: self.closed("priority", Priority::ALL, Priority::as_str)?,
            requester: self.word("requester")?,
            group: self.word("group")?,
            brand: self.word("brand")?,
            channel: Some(self.channel()?),
            language: self.word("language")?,
            category: self.word("category")?,
            tags: self.tags()?,
            fields: self.fields()?,
            form: None,
            refs: external.into_iter().collect(),
            fingerprints: fingerprint.into_iter().collect(),
            occurrences: occurrences.into_iter().collect(),
            sighting: is_sighting.then_some(sighting),
        })
    }

    fn seen(&self, fingerprint: &str) -> Result<Occurrence> {
        let of = |key: &str| self.map.seen.iter().find(|e| e.key.ends_with(key)).map(|e| &e.key);
        let word = |key: &str| of(key).map_or(Ok(None), |key| self.word(key));
        let count = match word(".count")? {
            Some(text) => text.parse().ok().filter(|n| *n > 0).ok_or_else(|| bad("seen.count", &text, &[]))?,
            None => 1,
        };
        let time = match word(".at")? {
            Some(text) => time(&text).ok_or_else(|| bad("seen.at", &text, &[]))?,
            None => self.now,
        };
        Ok(Occurrence {
            fingerprint: fingerprint.to_owned(),
            at: time,
            run: word(".run")?,
            count,
            platform: None,
            commit: word(".commit")?,
            branch: word(".branch")?,
            url: word(".url")?,
        })
    }

    fn title(&self) -> Result<String> {
        let title = self
            .plain("title")?
            .map(|text| one_line(&text).split_whitespace().collect::<Vec<_>>().join(" "));
        let title = title.map(|text| text.chars().take(LONGEST).collect::<String>());
        title.filter(|text| !text.is_empty()).ok_or(Unmapped::NoTitle)
    }

    fn channel(&self) -> Result<String> {
        Ok(self.word("channel")?.unwrap_or_else(|| CHANNEL.to_owned()))
    }

    fn tags(&self) -> Result<Vec<String>> {
        let mut tags = Vec::new();
        for expression in &self.map.tags {
            let found = self.map.engine.value(expression, &self.variables)?;
            match json(&found) {
                Json::Array(items) => {
                    for item in items {
                        tags.extend(scalar("tags", &item)?);
                    }
                }
                one => tags.extend(scalar("tags", &one)?),
            }
        }
        tags.retain(|tag| !tag.trim().is_empty());
        tags.truncate(MOST_OF_LIST);
        match tags.iter().any(|tag| tag.len() > LONGEST) {
            true => Err(Unmapped::Long { key: "tags".to_owned() }),
            false => Ok(tags),
        }
    }

    fn fields(&self) -> Result<Vec<(String, Value)>> {
        let mut fields = Vec::new();
        for (name, expression) in &self.map.fields {
            let found = self.map.engine.value(expression, &self.variables)?;
            fields.extend(value(&expression.key, &json(&found))?.map(|value| (name.clone(), value)));
        }
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(fields)
    }

    /// A word out of a closed set, in whatever case.
    fn closed<T: Copy>(&self, key: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<Option<T>> {
        let Some(word) = self.word(key)? else { return Ok(None) };
        let found = all.iter().copied().find(|one| name(*one).eq_ignore_ascii_case(&word));
        let known = || all.iter().map(|one| name(*one)).collect::<Vec<_>>();
        found.map(Some).ok_or_else(|| bad(key, &word, &known()))
    }

    /// One line; a blank one is none.
    fn word(&self, key: &str) -> Result<Option<String>> {
        let Some(text) = self.plain(key)? else { return Ok(None) };
        let word = one_line(text.trim()).into_owned();
        match word.len() {
            0 => Ok(None),
            n if n > LONGEST => Err(Unmapped::Long { key: key.to_owned() }),
            _ => Ok(Some(word)),
        }
    }

    fn text(&self, key: &str) -> Result<Option<String>> {
        let text = self.plain(key)?.map(|text| text.replace("\r\n", "\n").trim_end().to_owned());
        Ok(text.filter(|text| !text.trim().is_empty()))
    }

    fn plain(&self, key: &str) -> Result<Option<String>> {
        let is_it = |e: &&Expression| e.key == key;
        let Some(expression) = self.map.get(key).or_else(|| self.map.seen.iter().find(is_it)) else { return Ok(None) };
        scalar(key, &json(&self.map.engine.value(expression, &self.variables)?))
    }

    /// Whether a condition is there and true, as MiniJinja sees it: neither `false`, nothing, nor empty.
    fn holds(&self, key: &str) -> Result<bool> {
        let Some(expression) = self.map.get(key) else { return Ok(false) };
        Ok(self.map.engine.value(expression, &self.variables)?.is_true())
    }
}

fn bad(key: &str, found: &str, known: &[&'static str]) -> Unmapped {
    let found = one_line(found).chars().take(60).collect();
    Unmapped::Value { key: key.to_owned(), found, known: known.to_vec() }
}

/// Plain data; what is none, such as a function, is nothing.
fn json(found: &Any) -> Json {
    serde_json::to_value(found).unwrap_or_default()
}

fn scalar(key: &str, found: &Json) -> Result<Option<String>> {
    match found {
        Json::Null => Ok(None),
        Json::String(text) => Ok(Some(text.clone())),
        Json::Bool(_) | Json::Number(_) => Ok(Some(found.to_string())),
        _ => Err(bad(key, &found.to_string(), &[])),
    }
}

fn value(key: &str, found: &Json) -> Result<Option<Value>> {
    Ok(match found {
        Json::Bool(is) => Some(Value::Bool(*is)),
        Json::Number(number) => Some(match (number.as_i64(), number.as_f64()) {
            (Some(n), _) => Value::Int(n),
            (None, Some(n)) if n.is_finite() => Value::Float(n),
            _ => Value::Text(number.to_string()),
        }),
        Json::Array(items) => {
            let texts: Result<Vec<Option<String>>> = items.iter().map(|item| scalar(key, item)).collect();
            Some(Value::List(texts?.into_iter().flatten().map(Value::Text).collect()))
        }
        found => scalar(key, found)?.filter(|text| !text.trim().is_empty()).map(Value::Text),
    })
}

/// RFC 3339, or a Unix time in seconds or milliseconds.
fn time(text: &str) -> Option<Time> {
    if let Some(time) = read_stamp(text) {
        return Some(time);
    }
    let number: f64 = text.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)?;
    let seconds = if number >= MILLISECONDS { number / 1000.0 } else { number };
    #[expect(clippy::cast_possible_truncation, reason = "below the year 5000, without the fraction of a second")]
    (seconds < MILLISECONDS).then(|| at(seconds as i64))
}
