//! `config/sla.yaml`: what is promised to whom.
//!
//! ```yaml
//! policies:
//! - name: gold
//!   filter: organization:acme
//!   calendar: office
//!   targets:
//!     first_reply: {urgent: 15m, high: 1h, default: 4h}
//!     resolution: {default: 5d, pause: [pending], calendar: 24x7}
//!   warn_at: [50%, 30m]
//! - name: standard
//!   targets: {first_reply: 8h}
//! ```
//! Calendars are names and filters lines here; what they mean is for whoever knows the rest of the desk.
//! Without a calendar a target runs around the clock. A duration in place of a map is that of every
//! priority.

use super::reader::{each, each_item, one_of, optional, owned, require, text, unexpected, unknown_key};
use super::reader::{only_once, word};
use crate::domain::sla::{Categories, Metric, Targets, Warning};
use crate::domain::ticket::Priority;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::calendar::AROUND_THE_CLOCK;
use crate::domain::time::duration::{is_in_days, read_duration};
use crate::kit::yaml::{Entry, Expected, Fault, Limits, Node, Tree, parse};
use std::collections::{BTreeMap, HashSet};

const KEYS: [&str; 6] = ["name", "filter", "calendar", "targets", "first_reply_by", "warn_at"];

/// Line and column, from 1.
pub type At = (u32, u32);

/// A policy as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenPolicy {
    pub name: String,
    /// Of the policy, or of its name.
    pub at: At,
    /// A query on one line; empty: every ticket.
    pub filter: String,
    /// Of the filter; of the policy where it has none.
    pub filter_at: At,
    pub targets: BTreeMap<Metric, WrittenTargets>,
    /// `None`: what `desk.yaml` says.
    pub first_reply_by_assign: Option<bool>,
    pub warn_at: Vec<Warning>,
}

/// The targets of one metric as the file has them.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenTargets {
    /// Its `calendar` is the policy's, where the metric names none; its hours are still around the clock.
    pub targets: Targets,
    /// Of the name of the calendar.
    pub calendar_at: At,
    /// Durations that are written in days or weeks, in seconds, and where.
    pub in_days: Vec<(String, i64, At)>,
}

/// A name, and where it stands.
#[derive(Clone, Debug)]
struct Named {
    name: Option<String>,
    at: At,
}

/// Reads the file, in its order. Whether calendars exist and filters mean anything is not looked at here.
pub fn read_sla(source: &str, limits: &Limits) -> Result<Vec<WrittenPolicy>, Fault> {
    parse(source, limits).and_then(|node| sla(&node)).map_err(|fault| fault.in_text(source))
}

fn sla(node: &Node<'_>) -> Result<Vec<WrittenPolicy>, Fault> {
    let mut policies = Vec::new();
    each(node, |entry| match &*entry.key {
        "policies" if matches!(entry.value.value, Tree::Map(_)) => Err(unexpected(&entry.value, Expected::List)),
        "policies" => {
            policies = each_item(&entry.value, policy)?;
            let mut seen = HashSet::new();
            policies.iter().try_for_each(|p| only_once("policy", &p.name, &mut seen, p.at))
        }
        _ => Err(unknown_key(entry, &["policies"])),
    })?;
    Ok(policies)
}

fn policy(node: &Node<'_>) -> Result<WrittenPolicy, Fault> {
    super::reader::entries(node)?;
    require(node, &["name", "targets"])?;
    let at = (node.line, node.column);
    let mut policy = WrittenPolicy {
        name: String::new(),
        at,
        filter: String::new(),
        filter_at: at,
        targets: BTreeMap::new(),
        first_reply_by_assign: None,
        warn_at: Vec::new(),
    };
    let around = Named { name: None, at };
    let shared = node.get("calendar").map(calendar).transpose().map_err(|fault| fault.under("calendar"))?;
    let shared = shared.unwrap_or(around);
    each(node, |entry| entry_of_policy(&mut policy, entry, &shared))?;
    Ok(policy)
}

fn entry_of_policy(policy: &mut WrittenPolicy, entry: &Entry<'_>, shared: &Named) -> Result<(), Fault> {
    let node = &entry.value;
    match &*entry.key {
        "name" => {
            policy.name = optional(node)?.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).unwrap_or_default();
            policy.at = (node.line, node.column);
            if policy.name.is_empty() {
                return Err(unexpected(node, Expected::Text));
            }
        }
        "filter" => {
            let line = owned(node)?.unwrap_or_default().replace(['\n', '\r', '\t'], " ");
            policy.filter = line.trim().to_owned();
            policy.filter_at = (node.line, node.column);
        }
        // Read before, since the metrics take it over.
        "calendar" => {}
        "targets" => policy.targets = metrics(node, shared)?,
        "first_reply_by" => policy.first_reply_by_assign = Some(by_assign(node)?),
        "warn_at" => policy.warn_at = each_item(node, warning)?,
        _ => return Err(unknown_key(entry, &KEYS)),
    }
    Ok(())
}

/// `24x7`, or a name.
fn calendar(node: &Node<'_>) -> Result<Named, Fault> {
    let name = text(node)?.trim();
    if name.is_empty() {
        return Err(unexpected(node, Expected::Text));
    }
    let name = (name != AROUND_THE_CLOCK).then(|| name.to_owned());
    Ok(Named { name, at: (node.line, node.column) })
}

fn by_assign(node: &Node<'_>) -> Result<bool, Fault> {
    match text(node) {
        Ok("assign") => Ok(true),
        Ok("message") => Ok(false),
        _ => Err(one_of(node, &["message", "assign"])),
    }
}

fn metrics(node: &Node<'_>, shared: &Named) -> Result<BTreeMap<Metric, WrittenTargets>, Fault> {
    let mut metrics = BTreeMap::new();
    each(node, |entry| {
        let known = Metric::ALL.map(Metric::as_str);
        let metric = Metric::parse(&entry.key).ok_or_else(|| unknown_key(entry, &known))?;
        metrics.insert(metric, targets(metric, &entry.value, shared)?);
        Ok(())
    })?;
    match metrics.is_empty() {
        true => Err(unexpected(node, Expected::Form("targets"))),
        false => Ok(metrics),
    }
}

fn targets(metric: Metric, node: &Node<'_>, shared: &Named) -> Result<WrittenTargets, Fault> {
    let mut written = WrittenTargets {
        targets: Targets { calendar: shared.name.clone(), ..Targets::default() },
        calendar_at: shared.at,
        in_days: Vec::new(),
    };
    if !matches!(node.value, Tree::Map(_)) {
        written.targets.default = Some(duration(node, &mut written.in_days)?);
        return Ok(written);
    }
    each(node, |entry| entry_of_targets(&mut written, metric, entry))?;
    match written.targets.default.is_none() && written.targets.by_priority.is_empty() {
        true => Err(unexpected(node, Expected::Form("target"))),
        false => Ok(written),
    }
}

fn entry_of_targets(written: &mut WrittenTargets, metric: Metric, entry: &Entry<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    let WrittenTargets { targets, calendar_at, in_days } = written;
    match &*entry.key {
        "default" => targets.default = Some(duration(node, in_days)?),
        "pause" => targets.pause = Some(categories(node)?),
        "calendar" => {
            let named = calendar(node)?;
            (targets.calendar, *calendar_at) = (named.name, named.at);
        }
        "solved_time" if metric == Metric::Resolution => {
            word(node, &["count"], |word| word)?;
            targets.solved_time_counts = true;
        }
        "from" if metric == Metric::NextReply => {
            word(node, &["creation"], |word| word)?;
            targets.from_creation = true;
        }
        key => match Priority::parse(key) {
            Some(priority) => {
                targets.by_priority.insert(priority, duration(node, in_days)?);
            }
            None => return Err(unknown_key(entry, &keys_of(metric))),
        },
    }
    Ok(())
}

fn keys_of(metric: Metric) -> Vec<&'static str> {
    let own = match metric {
        Metric::Resolution => Some("solved_time"),
        Metric::NextReply => Some("from"),
        _ => None,
    };
    let priorities = Priority::ALL.iter().map(|p| p.as_str());
    priorities.chain(["default", "pause", "calendar"]).chain(own).collect()
}

fn categories(node: &Node<'_>) -> Result<Categories, Fault> {
    let list = each_item(node, |item| word(item, &Category::ALL, Category::as_str))?;
    Ok(Categories::of(&list))
}

/// At least a second. Remembers what is written in days or weeks.
fn duration(node: &Node<'_>, in_days: &mut Vec<(String, i64, At)>) -> Result<i64, Fault> {
    let wrong = || unexpected(node, Expected::Form("duration"));
    let written = optional(node).ok().flatten().ok_or_else(wrong)?;
    let seconds = read_duration(written).filter(|s| *s > 0).ok_or_else(wrong)?;
    if is_in_days(written) {
        in_days.push((written.trim().to_owned(), seconds, (node.line, node.column)));
    }
    Ok(seconds)
}

/// `80%` of the target are used up, or `30m` are left.
fn warning(node: &Node<'_>) -> Result<Warning, Fault> {
    let wrong = || unexpected(node, Expected::Form("warning"));
    let written = optional(node).ok().flatten().map(str::trim).ok_or_else(wrong)?;
    if let Some(percent) = written.strip_suffix('%') {
        let percent = percent.trim_end().parse().ok().filter(|p| (1..=100).contains(p));
        return percent.map(Warning::Percent).ok_or_else(wrong);
    }
    read_duration(written).filter(|s| *s > 0).map(Warning::Left).ok_or_else(wrong)
}
