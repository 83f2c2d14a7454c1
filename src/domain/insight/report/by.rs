//! What a report is broken down by: periods and hours of the desk's zone, and the values of tickets.

use crate::domain::ticket::Key;
use crate::domain::time::period::Period;

/// One key of `--by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The local period in which something happened.
    Period(Period),
    /// The local day of the week on which something happened.
    Weekday,
    /// The local hour of the day in which something happened, 0 to 23.
    Hour,
    /// Whose work it was; only the report `agents` asks for it.
    Agent,
    /// A single value that the ticket has as of `now`.
    Key(Key),
    /// A ticket of several tags is in the group of each of them.
    Tag,
    /// A ticket of several fingerprints is in the group of each of them.
    Fingerprint,
    /// The problem that the ticket is an incident of.
    Problem,
    /// A custom field; a list counts like tags.
    Field(String),
}

impl By {
    /// The single values that tickets can be grouped by.
    pub const KEYS: [Key; 10] = [
        Key::Priority,
        Key::Type,
        Key::Assignee,
        Key::Group,
        Key::Category,
        Key::Channel,
        Key::Language,
        Key::Brand,
        Key::Requester,
        Key::Organization,
    ];

    /// `month`, `weekday`, `priority`, `status`, `tag`, `field.service` … `None`: no such key.
    pub fn parse(text: &str) -> Option<By> {
        if let Some(name) = text.strip_prefix("field.") {
            return (!name.is_empty()).then(|| By::Field(name.to_owned()));
        }
        match text {
            "tag" => return Some(By::Tag),
            "fingerprint" => return Some(By::Fingerprint),
            "problem" => return Some(By::Problem),
            "weekday" => return Some(By::Weekday),
            "hour" => return Some(By::Hour),
            _ => {}
        }
        let keys = || By::KEYS.into_iter().chain([Key::Status]);
        Period::parse(text)
            .map(By::Period)
            .or_else(|| keys().find(|k| k.as_str() == text).map(By::Key))
    }

    /// The words that `parse` reads, for a hint; custom fields come as `field.NAME`.
    pub fn names() -> Vec<&'static str> {
        let periods = Period::ALL.iter().map(|p| p.as_str()).chain(["weekday", "hour"]);
        let keys = By::KEYS.into_iter().chain([Key::Status]).map(Key::as_str);
        periods.chain(keys).chain(["tag", "fingerprint", "problem"]).collect()
    }

    /// The word that `parse` reads, and the name of the column.
    pub fn name(&self) -> String {
        match self {
            By::Period(period) => period.as_str().to_owned(),
            By::Weekday => "weekday".to_owned(),
            By::Hour => "hour".to_owned(),
            By::Agent => "agent".to_owned(),
            By::Key(key) => key.as_str().to_owned(),
            By::Tag => "tag".to_owned(),
            By::Fingerprint => "fingerprint".to_owned(),
            By::Problem => "problem".to_owned(),
            By::Field(name) => format!("field.{name}"),
        }
    }

    pub(super) fn period(&self) -> Option<Period> {
        match self {
            By::Period(period) => Some(*period),
            _ => None,
        }
    }

    /// The same hour comes again on other days.
    pub fn is_of_clock(&self) -> bool {
        matches!(self, By::Weekday | By::Hour)
    }

    /// A value of the ticket, whatever happens to it.
    pub(super) fn is_of_ticket(&self) -> bool {
        !matches!(self, By::Period(_) | By::Weekday | By::Hour | By::Agent)
    }
}
