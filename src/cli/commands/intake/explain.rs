//! `intake explain`: shows what is read of a report of tests and how its failures get their keys; it needs no desk,
//! and writes nothing.

use super::Args;
use super::find;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::Format;
use crate::domain::time::zone::Zone;
use crate::intake::ci::fingerprint::{self, Explained, Masks};
use crate::intake::ci::{self, Case, Fault, Group, Outcome, Report, Run, Shared};
use crate::render::failures::{
    self, CountsView, ExplanationView, FailureView, GroupView, ReportFault, ReportView, RunView,
};
use anyhow::Result;
use std::path::Path;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let run = ci::run_of(|name| ctx.around.variable(name));
    let roots: Vec<String> = args.root.iter().cloned().chain(run.as_ref().and_then(|run| run.root.clone())).collect();
    let masks = Masks::new(&args.mask, &roots).map_err(EdgeError::BadMask)?;
    let (mut reports, mut refused, mut failures) = (Vec::new(), Vec::new(), Vec::new());
    for path in args.some_files()? {
        match find::read(path, args.read_as.as_deref().and_then(find::format_of)) {
            Ok(found) => {
                let (view, found) = explained(path, &found.report, &masks);
                reports.push(view);
                failures.extend(found);
            }
            Err(error) => refused.push(error),
        }
    }
    // Others may still be of use; a pipeline fails when nothing was.
    let first = if reports.is_empty() { refused.drain(..1).next() } else { None };
    for error in refused {
        ctx.report(&error.into());
    }
    if let Some(error) = first {
        return Err(error.into());
    }
    let explanation = ExplanationView { run: run.map(run_view), files: reports, groups: groups(&failures) };
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("explanation", explanation)?;
        return Ok(OK);
    }
    let text = ctx.read_with(&Zone::utc(), |reader| failures::lines(&explanation, reader))?;
    ctx.page(&text)?;
    Ok(OK)
}

fn run_view(run: Run) -> RunView {
    let Run { system, id, commit, branch, pull, job, url, root: _ } = run;
    RunView { system, id, commit, branch, pull, job, url }
}

fn explained(path: &Path, report: &Report, masks: &Masks) -> (ReportView, Vec<(Case, Explained)>) {
    let tests = report.tests();
    let count = |outcome| tests.iter().filter(|test| test.outcome == outcome).count();
    let counts = CountsView {
        tests: tests.len(),
        passed: count(Outcome::Passed),
        flaky: count(Outcome::Flaky),
        failed: count(Outcome::Failed),
        error: count(Outcome::Error),
        skipped: count(Outcome::Skipped),
    };
    let is_told = |test: &Case| test.outcome.is_bad() || test.outcome == Outcome::Flaky;
    let told = tests.into_iter().filter(is_told).map(|test| {
        let explained = fingerprint::explain(&test, masks);
        (test, explained)
    });
    let told: Vec<(Case, Explained)> = told.collect();
    let view = ReportView {
        file: path.display().to_string(),
        format: report.format.name(),
        counts,
        faults: report.faults.iter().map(fault).collect(),
        failures: told.iter().map(|(case, explained)| failure(case, explained)).collect(),
    };
    (view, told)
}

fn failure(case: &Case, explained: &Explained) -> FailureView {
    let explained = explained.clone();
    FailureView {
        suite: case.suite.clone(),
        class: case.class.clone(),
        name: case.name.clone(),
        outcome: case.outcome.name(),
        attempts: case.attempts,
        is_parent: case.is_parent,
        error: explained.error,
        masked: explained.masked,
        frames: explained.frames,
        parts: explained.test,
        key: explained.key,
        cause: explained.cause,
        excerpt: ci::excerpt(case),
    }
}

/// What belongs together, by what it has in common.
fn groups(failures: &[(Case, Explained)]) -> Vec<GroupView> {
    let view = |group: Group| {
        let first = group.members.first().and_then(|i| failures.get(*i));
        let about = first.map_or_else(String::new, |(_, explained)| match group.shared {
            Shared::Cause => explained.masked.clone(),
            Shared::File => group.file.clone().unwrap_or_default(),
            Shared::Test => explained.name(),
        });
        GroupView {
            shared: group.shared.name(),
            key: group.key,
            about,
            tests: group.tests,
            failures: group.members.len(),
        }
    };
    ci::group(failures).into_iter().map(view).collect()
}

/// What is wrong with a file, as data.
pub(super) fn fault(fault: &Fault) -> ReportFault {
    let new = |kind| ReportFault { kind, ..ReportFault::default() };
    match fault {
        Fault::Truncated { cases } => ReportFault { cases: Some(*cases), ..new("truncated") },
        Fault::Broken { cases, line } => ReportFault { cases: Some(*cases), line: Some(*line), ..new("broken") },
        Fault::Odd { line } => ReportFault { line: Some(*line), ..new("odd") },
        Fault::TooMany { limit } => ReportFault { limit: Some(*limit), ..new("too-many") },
        Fault::TooDeep { limit } => ReportFault { limit: Some(*limit), ..new("too-deep") },
        Fault::NoPlan => new("no-plan"),
        Fault::OtherThanPlanned { planned, ran } => {
            ReportFault { planned: Some(*planned), ran: Some(*ran), ..new("other-than-planned") }
        }
        Fault::BailedOut { reason } => ReportFault { reason: Some(reason.clone()), ..new("bailed-out") },
    }
}
