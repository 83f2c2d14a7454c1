//! The settings that the branch decides, each with the file that does.

use super::Desk;
use super::config::{Config, SETTINGS, WORKFLOW};
use super::error::Result;
use crate::domain::ticket::Value;
use crate::store::Snapshot;
use crate::store::format::{Limits, Places};

/// A setting with what decided it.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    pub key: String,
    pub value: Value,
    /// The file on the branch; `None`: nothing says so, and this is the default.
    pub file: Option<&'static str>,
}

impl Desk {
    /// The settings of `desk.yaml` and `config/workflow.yaml`, in the order of the files.
    pub fn in_force(&self) -> Result<Vec<InForce>> {
        let (snapshot, config) = self.open()?;
        let mut all = of_file(&snapshot, SETTINGS, "", desk(&config))?;
        all.extend(of_file(&snapshot, WORKFLOW, "workflow.", workflow(&config))?);
        Ok(all)
    }
}

type Row = (&'static str, Value);

fn of_file(snapshot: &Snapshot, file: &'static str, prefix: &str, rows: Vec<Row>) -> Result<Vec<InForce>> {
    let bytes = snapshot.file(file)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let places = Places::of(&text, &Limits::default());
    let row = |(key, value): Row| {
        let said = places.key(&key.split('.').collect::<Vec<_>>()).is_some();
        InForce { key: format!("{prefix}{key}"), value, file: said.then_some(file) }
    };
    Ok(rows.into_iter().map(row).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn optional(word: Option<&str>) -> Value {
    word.map_or(Value::Null, text)
}

fn bytes(n: u64) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn desk(config: &Config) -> Vec<Row> {
    let settings = &config.settings;
    let numbers = if settings.numbers_at_creation { "at-creation" } else { "at-publication" };
    let first_reply = if settings.first_reply_by_assign { "assign" } else { "message" };
    vec![
        ("format", Value::Int(settings.format.into())),
        ("name", text(&settings.name)),
        ("time_zone", text(&settings.time_zone)),
        ("default_role", text(settings.default_role.as_str())),
        ("language", text(&settings.language)),
        ("home", optional(settings.home.as_deref())),
        ("numbers", text(numbers)),
        ("first_reply_by", text(first_reply)),
        ("limits.message", bytes(settings.limits.message)),
        ("limits.ticket", bytes(settings.limits.ticket)),
        ("limits.attachment", bytes(settings.limits.attachment)),
    ]
}

fn workflow(config: &Config) -> Vec<Row> {
    let workflow = &config.workflow;
    vec![
        ("name", text(&workflow.name)),
        ("first_assignment", optional(workflow.first_assignment.as_deref())),
        ("requester_message", optional(workflow.requester_message.as_deref())),
        ("resolution_required", Value::Bool(workflow.resolution_required)),
        ("assign_on_reply", Value::Bool(workflow.assign_on_reply)),
        ("close_after_days", workflow.close_after_days.map_or(Value::Null, |days| Value::Int(days.into()))),
    ]
}
