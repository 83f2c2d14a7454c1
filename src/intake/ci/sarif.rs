//! SARIF 2.1 (OASIS, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>); version 1.0 is refused by its name.
//!
//! A finding is known again by its `partialFingerprints`, else by rule, path and the text it is about, never by its
//! line. One that is suppressed, or that is only a note, is skipped; one that a baseline calls absent has passed.
//! A tool that says that it did not run to its end is an error of its own.

use super::kept::short;
use super::{Case, Fault, Format, MOST_CASES, Outcome, Refusal, Report};
use serde::Deserialize;
use std::collections::BTreeMap;

type Texts = Option<BTreeMap<String, Message>>;

#[derive(Deserialize)]
struct Log {
    version: Option<String>,
    runs: Option<Vec<Run>>,
}

#[derive(Deserialize)]
struct Run {
    tool: Option<Tool>,
    results: Option<Vec<Finding>>,
    invocations: Option<Vec<Invocation>>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Option<Driver>,
}

#[derive(Deserialize)]
struct Driver {
    name: Option<String>,
    rules: Option<Vec<Rule>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: Option<String>,
    short_description: Option<Message>,
    message_strings: Texts,
    default_configuration: Option<Configuration>,
}

#[derive(Deserialize)]
struct Configuration {
    level: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: Option<bool>,
    tool_execution_notifications: Option<Vec<Notification>>,
    tool_configuration_notifications: Option<Vec<Notification>>,
}

#[derive(Deserialize)]
struct Notification {
    message: Option<Message>,
    level: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    text: Option<String>,
    markdown: Option<String>,
    id: Option<String>,
    arguments: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: Option<String>,
    rule_index: Option<i64>,
    rule: Option<RuleRef>,
    level: Option<String>,
    kind: Option<String>,
    message: Option<Message>,
    locations: Option<Vec<Location>>,
    partial_fingerprints: Option<BTreeMap<String, String>>,
    fingerprints: Option<BTreeMap<String, String>>,
    baseline_state: Option<String>,
    suppressions: Option<Vec<Suppression>>,
}

#[derive(Deserialize)]
struct RuleRef {
    id: Option<String>,
    index: Option<i64>,
}

#[derive(Deserialize)]
struct Suppression {
    status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Option<Physical>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Option<Artifact>,
    region: Option<Region>,
    context_region: Option<Region>,
}

#[derive(Deserialize)]
struct Artifact {
    uri: Option<String>,
}

#[derive(Deserialize)]
struct Region {
    snippet: Option<Message>,
}

/// A document of which nothing but the version matters.
#[derive(Deserialize)]
struct Versioned {
    version: Option<String>,
}

pub fn read(text: &str) -> Result<Report, Refusal> {
    let log: Log = match serde_json::from_str(text) {
        Ok(log) => log,
        Err(error) => {
            // A version that we do not read may well have other shapes, and is named rather than its first oddity.
            let old = serde_json::from_str::<Versioned>(text).ok().and_then(|v| v.version);
            return Err(match old.filter(|v| !is_known(v)) {
                Some(version) => Refusal::Other { found: format!("SARIF {}", short(&version)) },
                None => Refusal::NotThis { line: error.line().max(1) },
            });
        }
    };
    match (log.version.as_deref(), log.runs) {
        (Some(version), _) if !is_known(version) => Err(Refusal::Other { found: format!("SARIF {}", short(version)) }),
        (Some(_), Some(runs)) => Ok(report(&runs)),
        _ => Err(Refusal::NotThis { line: 1 }),
    }
}

fn is_known(version: &str) -> bool {
    version == "2.1" || version.starts_with("2.1.")
}

fn report(runs: &[Run]) -> Report {
    let mut report = Report { format: Format::Sarif, suites: runs.len() as u64, cases: Vec::new(), faults: Vec::new() };
    for run in runs {
        let driver = run.tool.as_ref().and_then(|t| t.driver.as_ref());
        let tool = short(driver.and_then(|d| d.name.as_deref()).unwrap_or_default());
        let rules = driver.and_then(|d| d.rules.as_deref()).unwrap_or_default();
        for finding in run.results.as_deref().unwrap_or_default() {
            if report.cases.len() >= MOST_CASES {
                report.faults.push(Fault::TooMany { limit: MOST_CASES });
                return report;
            }
            report.cases.push(case(&tool, rules, finding));
        }
        let failed = run.invocations.iter().flatten().filter(|i| i.execution_successful == Some(false));
        report.cases.extend(failed.map(|invocation| broken(&tool, invocation)));
    }
    report
}

fn broken(tool: &str, invocation: &Invocation) -> Case {
    let both = [&invocation.tool_execution_notifications, &invocation.tool_configuration_notifications];
    let notes = both.into_iter().flatten().flatten().filter(|n| n.level.as_deref() == Some("error"));
    let said: Vec<String> = notes.filter_map(|n| n.message.as_ref()).map(|m| words(m, None)).collect();
    let mut case = Case::new(tool, "", "", Outcome::Error);
    (case.whole_suite, case.message, case.text) = (true, said.first().cloned().unwrap_or_default(), said.join("\n"));
    case
}

fn case(tool: &str, rules: &[Rule], finding: &Finding) -> Case {
    let index = finding.rule_index.or(finding.rule.as_ref().and_then(|r| r.index));
    let indexed = index.and_then(|i| usize::try_from(i).ok()).and_then(|i| rules.get(i));
    let named = finding.rule_id.as_deref().or(finding.rule.as_ref().and_then(|r| r.id.as_deref()));
    let id = named.or(indexed.and_then(|r| r.id.as_deref())).unwrap_or_default();
    // `CA1000/hint` is a variant of rule `CA1000`.
    let parent = id.split('/').next().unwrap_or_default();
    let rule = indexed.or_else(|| rules.iter().find(|r| r.id.as_deref().is_some_and(|i| i == id || i == parent)));
    let message = finding.message.as_ref().map_or_else(String::new, |m| words(m, rule));
    let place = finding.locations.iter().flatten().find_map(|l| l.physical_location.as_ref());
    let file = place.and_then(|p| p.artifact_location.as_ref()).and_then(|a| a.uri.as_deref()).map(short);
    let title = rule
        .and_then(|r| r.short_description.as_ref())
        .map_or_else(String::new, |m| words(m, None));
    let mut case =
        Case::new(tool, &short(id), if title.is_empty() { &message } else { &title }, outcome(finding, rule));
    case.identity = Some(identity(finding, id, file.as_deref(), place, &message));
    case.text = place.and_then(snippet).map(short).unwrap_or_default();
    (case.file, case.message) = (file, message);
    case
}

fn outcome(finding: &Finding, rule: Option<&Rule>) -> Outcome {
    let configured = rule.and_then(|r| r.default_configuration.as_ref()).and_then(|c| c.level.as_deref());
    let is_suppressed = finding
        .suppressions
        .iter()
        .flatten()
        .any(|s| matches!(s.status.as_deref(), None | Some("accepted")));
    match (finding.baseline_state.as_deref(), finding.kind.as_deref()) {
        (Some("absent"), _) | (_, Some("pass")) => Outcome::Passed,
        (_, Some("notApplicable" | "informational" | "open" | "review")) => Outcome::Skipped,
        _ if is_suppressed => Outcome::Skipped,
        _ => match finding.level.as_deref().or(configured) {
            Some("note" | "none") => Outcome::Skipped,
            _ => Outcome::Failed,
        },
    }
}

fn snippet(place: &Physical) -> Option<&str> {
    let regions = [&place.region, &place.context_region];
    regions.into_iter().flatten().find_map(|r| r.snippet.as_ref()?.text.as_deref())
}

fn identity(finding: &Finding, rule: &str, file: Option<&str>, place: Option<&Physical>, message: &str) -> String {
    let given = [&finding.fingerprints, &finding.partial_fingerprints];
    if let Some(keys) = given.into_iter().flatten().find(|keys| !keys.is_empty()) {
        let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}={value}")).collect();
        return format!("{rule}\n{}", keys.join("\n"));
    }
    // Indentation is no part of what is found.
    let about = place.and_then(snippet).unwrap_or(message);
    let about: Vec<&str> = about.split_whitespace().collect();
    format!("{rule}\n{}\n{}", file.unwrap_or_default(), about.join(" "))
}

/// The text of a message, with its arguments in their places.
fn words(message: &Message, rule: Option<&Rule>) -> String {
    let of_rule = || {
        let texts = rule?.message_strings.as_ref()?;
        texts.get(message.id.as_deref()?)?.text.as_deref()
    };
    let text = message
        .text
        .as_deref()
        .or(message.markdown.as_deref())
        .or_else(of_rule)
        .unwrap_or_default();
    let mut text = short(text);
    for (i, argument) in message.arguments.iter().flatten().enumerate().take(20) {
        text = short(&text.replace(&format!("{{{i}}}"), argument));
    }
    text
}
