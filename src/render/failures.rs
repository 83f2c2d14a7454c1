//! How the failures of a report get their keys: the stable JSON shape, and how people see it.

use super::layout::wrap;
use super::reader::Reader;
use super::style::Label;
use super::words::Words;
use crate::kit::escape::one_line;
use serde::Serialize;

/// Columns before what a line is about.
const INDENT: usize = 2;

/// What is read of files. Noun `explanation`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplanationView {
    /// The run of a pipeline in which we are; null outside of one that is known.
    pub run: Option<RunView>,
    /// Those that could be read.
    pub files: Vec<ReportView>,
    /// What of all files belongs together; flaky tests and parents of others are in none.
    pub groups: Vec<GroupView>,
}

/// Failures that are one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupView {
    /// What they have in common: `test`, `cause` or `file`.
    pub shared: &'static str,
    /// By what it is known again.
    pub key: String,
    /// The test, the masked error or the file.
    pub about: String,
    /// Different tests.
    pub tests: usize,
    pub failures: usize,
}

/// A run of a pipeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunView {
    /// `github`, `gitlab`, `jenkins` …
    pub system: &'static str,
    /// The same for all jobs of the run.
    pub id: String,
    pub commit: Option<String>,
    pub branch: Option<String>,
    /// The number of the pull or merge request.
    pub pull: Option<String>,
    pub job: Option<String>,
    pub url: Option<String>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportView {
    pub file: String,
    /// `junit`, `tap`, `gotest`, `libtest`, `sarif`.
    pub format: &'static str,
    pub counts: CountsView,
    /// What is wrong with the file, although it could be read.
    pub faults: Vec<ReportFault>,
    /// In the order of the file; each test once.
    pub failures: Vec<FailureView>,
}

/// Tests by how they ended; a test that ran several times is one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CountsView {
    pub tests: usize,
    pub passed: usize,
    pub flaky: usize,
    pub failed: usize,
    pub error: usize,
    pub skipped: usize,
}

/// What is wrong with a file; which of the others are there depends on the kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportFault {
    /// `truncated`, `broken`, `odd`, `too-many`, `too-deep`, `no-plan`, `other-than-planned`, `bailed-out`.
    pub kind: &'static str,
    /// How many tests were complete before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<usize>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ran: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A test that failed, was flaky, or broke; or a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailureView {
    pub suite: String,
    pub class: String,
    pub name: String,
    /// `failed`, `error` or `flaky`.
    pub outcome: &'static str,
    pub attempts: u32,
    /// It failed because a test below it did, which is in the list too.
    pub is_parent: bool,
    /// The first line of the error, as it is and masked.
    pub error: String,
    pub masked: String,
    /// Frames of the project, masked, the topmost first.
    pub frames: Vec<String>,
    /// What is hashed for `key`.
    pub parts: Vec<String>,
    /// The key of the test.
    pub key: String,
    /// The key of what went wrong; null when nothing was said.
    pub cause: Option<String>,
    /// What is worth keeping of what it says and prints: 8 kB at most, without colours, secrets hidden.
    pub excerpt: String,
}

/// The run, and each file.
pub fn lines(explanation: &ExplanationView, reader: &Reader) -> String {
    let run = explanation.run.iter().map(|run| run_line(run, reader));
    let files = explanation.files.iter().map(|report| report_lines(report, reader));
    let groups = (!explanation.groups.is_empty()).then(|| group_lines(&explanation.groups, reader));
    run.chain(files).chain(groups).collect::<Vec<_>>().join("\n")
}

fn group_lines(groups: &[GroupView], reader: &Reader) -> String {
    let words = reader.words;
    let mut out = words.with("ci-groups", &[("count", groups.len().into())]) + "\n";
    for group in groups {
        let args = [
            ("about", one_line(&group.about).into_owned().into()),
            ("tests", group.tests.into()),
            ("failures", group.failures.into()),
            ("key", group.key.as_str().into()),
        ];
        out.push_str(&below(&words.with(&format!("ci-group-{}", group.shared), &args), Label::Plain, reader));
    }
    out
}

fn run_line(run: &RunView, reader: &Reader) -> String {
    let words = reader.words;
    let said = |key: &str, value: &Option<String>| {
        let value = value.as_deref().map(|v| one_line(v).into_owned())?;
        Some(words.with(key, &[("value", value.into())]))
    };
    let first = words.with("ci-run", &[("value", one_line(&run.id).into_owned().into())]);
    let more = [
        said("ci-run-commit", &run.commit),
        said("ci-run-branch", &run.branch),
        said("ci-run-pull", &run.pull),
        said("ci-run-job", &run.job),
        run.url.as_deref().map(|url| one_line(url).into_owned()),
    ];
    let parts: Vec<String> = std::iter::once(first).chain(more.into_iter().flatten()).collect();
    parts.join(", ") + "\n"
}

/// A file for people: its counts, what is wrong with it, and each failure from what it says to its keys.
fn report_lines(report: &ReportView, reader: &Reader) -> String {
    let mut out = format!("{}\n", reader.style.paint(Label::Title, &head(report, reader.words)));
    for fault in &report.faults {
        out.push_str(&below(
            &reader.words.with("ci-warning", &[("fault", fault_words(fault, reader.words).into())]),
            Label::Warning,
            reader,
        ));
    }
    for failure in &report.failures {
        out.push('\n');
        out.push_str(&failure_lines(failure, reader));
    }
    out
}

fn head(report: &ReportView, words: &Words) -> String {
    let counts = &report.counts;
    let numbers = [
        ("tests", counts.tests.into()),
        ("failed", counts.failed.into()),
        ("error", counts.error.into()),
        ("flaky", counts.flaky.into()),
        ("skipped", counts.skipped.into()),
        ("passed", counts.passed.into()),
        ("file", one_line(&report.file).into_owned().into()),
        ("format", report.format.into()),
    ];
    words.with("ci-counts", &numbers)
}

/// What is wrong with a file, in words.
pub fn fault_words(fault: &ReportFault, words: &Words) -> String {
    let number = |n: Option<usize>| n.unwrap_or_default().into();
    let reason = fault.reason.as_deref().unwrap_or_default();
    let args = [
        ("cases", number(fault.cases)),
        ("line", number(fault.line)),
        ("limit", number(fault.limit)),
        ("planned", fault.planned.unwrap_or_default().into()),
        ("ran", fault.ran.unwrap_or_default().into()),
        ("reason", one_line(reason).into_owned().into()),
    ];
    words.with(&format!("ci-fault-{}", fault.kind), &args)
}

fn failure_lines(failure: &FailureView, reader: &Reader) -> String {
    let words = reader.words;
    let outcome = words.say(&format!("ci-outcome-{}", failure.outcome));
    let label = if failure.outcome == "flaky" { Label::Warning } else { Label::Error };
    let mut out = format!("{}  {}", reader.style.paint(label, &outcome), one_line(&title(failure)));
    if failure.is_parent {
        out.push_str(&format!("  ({})", words.say("ci-parent")));
    }
    out.push('\n');
    let mut row = |key: &str, text: &str| {
        if !text.is_empty() {
            out.push_str(&below(&format!("{}: {}", words.say(key), one_line(text)), Label::Plain, reader));
        }
    };
    row("ci-row-error", &failure.error);
    row("ci-row-masked", &failure.masked);
    failure.frames.iter().for_each(|frame| row("ci-row-frame", frame));
    let parts: Vec<&str> = failure.parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    row("ci-row-parts", &parts.join(" · "));
    row("ci-row-key", &failure.key);
    row("ci-row-cause", failure.cause.as_deref().unwrap_or(&words.say("ci-no-cause")));
    out
}

fn title(failure: &FailureView) -> String {
    let parts = [&failure.suite, &failure.class, &failure.name];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}

fn below(line: &str, label: Label, reader: &Reader) -> String {
    let pieces = wrap(line, INDENT, INDENT + 2, &reader.style);
    let indent = if reader.style.width.is_none() { " ".repeat(INDENT) } else { String::new() };
    pieces
        .iter()
        .map(|piece| format!("{indent}{}\n", reader.style.paint(label, piece)))
        .collect()
}
