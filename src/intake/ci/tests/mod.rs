//! Parsers of reports: what each dialect says, real files, and hostile ones.

mod dialects;
mod excerpts;
mod groups;
mod hostile;
mod lines;
mod runs;
mod samples;

use super::{Case, Format, Outcome, Report, read};

fn parsed(format: Format, text: &str) -> Report {
    read(format, text.as_bytes()).expect("it can be read")
}

/// Names and outcomes, in order.
fn ends(report: &Report) -> Vec<(String, Outcome)> {
    report.cases.iter().map(|c| (c.name.clone(), c.outcome)).collect()
}

fn only(report: &Report) -> &Case {
    assert_eq!(report.cases.len(), 1, "{:?}", report.cases);
    &report.cases[0]
}
