//! `report`: figures from the history.

use super::report_page as pages;
use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::{Format, Span, span};
use crate::desk::{self, ReportError};
use crate::domain::insight::recurrence::Often;
use crate::domain::insight::report::{By, Check, Figure, Limit, Name, Recurring, Report, Request};
use crate::kit::escape::one_line;
use crate::render::json;
use crate::render::report::{self, ReportView};
use crate::render::report_words;
use crate::render::view::Document;
use crate::render::words::Arg;
use anyhow::Result;
use clap::builder::PossibleValuesParser;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown, Format::Html];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NAME", value_parser = names(), help_heading = "arguments")]
    pub name: String,
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    // The period is half-open: from this instant, until before that one.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub from: Option<String>,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[arg(long, value_name = "KEY", value_delimiter = ',', help_heading = "options")]
    pub by: Vec<String>,
    #[arg(long, value_name = "FIGURE", value_delimiter = ',', help_heading = "options")]
    pub measure: Vec<String>,
    #[arg(long, help_heading = "options", conflicts_with = "explain")]
    pub rows: bool,
    #[arg(long, help_heading = "options")]
    pub explain: bool,
    // Beside every figure what it was in the period before.
    #[arg(long, help_heading = "options", conflicts_with = "rows")]
    pub compare: bool,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub top: Option<usize>,
    #[arg(long, help_heading = "options")]
    pub with_merged: bool,
    #[arg(long, value_name = "LIMIT", help_heading = "options")]
    pub fail_if: Vec<String>,
    // What `recurrence` calls recurring, and which tickets repeat another one.
    #[arg(long, value_name = "DURATION", value_parser = span, help_heading = "options")]
    pub within: Option<Span>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "options")]
    pub at_least: Option<u32>,
    #[arg(long, value_name = "DURATION", value_parser = span, help_heading = "options")]
    pub repeat_within: Option<Span>,
    #[arg(long, help_heading = "options")]
    pub per_run: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let request = request(ctx, args)?;
    let (report, config) = ctx.desk()?.report(&request, &args.query)?;
    let checks = report.checks.clone();
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("report", ReportView::new(&report))?,
        Format::Jsonl => ctx.print(&json::lines(&ReportView::new(&report).rows)?)?,
        Format::Yaml => ctx.print_yaml(&Document { noun: "report", body: ReportView::new(&report) })?,
        format @ (Format::Csv | Format::Markdown) => ctx.print_grid(&report::grid(&report), format)?,
        Format::Html => ctx.print(&pages::one(ctx, args, &report, &config)?)?,
        _ => ctx.page(&ctx.read_with(&config.zone, |reader| report::table(&for_people(report), reader))?)?,
    }
    tell_checks(ctx, &checks)
}

/// Tells on stderr which promises are broken and which could not be looked at; how the verb ends.
fn tell_checks(ctx: &Context, checks: &[Check]) -> Result<u8> {
    let condition = |check: &Check| Arg::from(one_line(&check.text).into_owned());
    for check in checks {
        for (row, cell) in &check.broken {
            let row = if row.is_empty() { String::new() } else { format!("{}: ", one_line(row)) };
            let value = cell.number().map_or_else(String::new, |n| report_words::number(n, 3));
            let args = [("condition", condition(check)), ("row", row.into()), ("value", value.into())];
            ctx.chat(&ctx.words.with("report-broken", &args))?;
        }
        if check.missing {
            ctx.chat(&ctx.words.with("report-unmeasured", &[("condition", condition(check))]))?;
        }
    }
    Ok(if checks.iter().any(Check::is_broken) { NO } else { OK })
}

/// A report of one row repeats it in its totals; people need to read it once.
fn for_people(mut report: Report) -> Report {
    let is_whole = report.keys == 0 && report.explain.is_empty();
    if is_whole && report.rows.len() == 1 && !report.totals.is_empty() {
        report.rows.clear();
    }
    report
}

fn request(ctx: &Context, args: &Args) -> Result<Request> {
    let name = Name::parse(&args.name).ok_or_else(|| unknown(&args.name))?;
    let by = args.by.iter().map(|key| By::parse(key).ok_or_else(|| unknown(key)));
    let time = |flag, text: &Option<String>| text.as_deref().map(|t| ctx.instant_here(flag, t)).transpose();
    Ok(Request {
        from: time("--from", &args.from)?,
        until: time("--until", &args.until)?,
        by: by.collect::<Result<_, EdgeError>>()?,
        rows: args.rows,
        explain: args.explain,
        compare: args.compare,
        measures: measures(name, &args.measure)?,
        fail_if: limits(&args.fail_if)?,
        top: args.top,
        with_merged: args.with_merged,
        recurrence: recurring(args),
        ..Request::new(name, ctx.now()?)
    })
}

/// Who says how often wants to see what recurs so often.
fn recurring(args: &Args) -> Recurring {
    let usual = Recurring::default();
    Recurring {
        often: Often {
            at_least: args.at_least.unwrap_or(usual.often.at_least),
            within_s: args.within.map_or(usual.often.within_s, |span| span.0),
        },
        only: args.at_least.is_some() || args.within.is_some(),
        repeat_within_s: args.repeat_within.map_or(usual.repeat_within_s, |span| span.0),
        per_run: args.per_run,
    }
}

fn measures(name: Name, words: &[String]) -> Result<Vec<Figure>> {
    if name != Name::Custom && !words.is_empty() {
        return Err(EdgeError::MeasureElsewhere.into());
    }
    let read = |word: &String| Figure::parse(word).ok_or_else(|| EdgeError::UnknownFigure(word.clone()).into());
    words.iter().map(read).collect()
}

fn limits(conditions: &[String]) -> Result<Vec<Limit>, desk::Error> {
    let read = |text: &String| Limit::parse(text).map_err(|bad| ReportError::Limit(bad).into());
    conditions.iter().map(read).collect()
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(Name::ALL.map(Name::as_str))
}

fn unknown(key: &str) -> EdgeError {
    EdgeError::UnknownKey(key.to_owned(), By::names())
}
