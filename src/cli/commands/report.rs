//! `report`: figures from the history.

use super::report_page::pages;
use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::{Format, Span, span};
use crate::desk::{self, ReportError};
use crate::domain::insight::recurrence::Often;
use crate::domain::insight::report::{By, Check, Figure, Limit, Name, Own, Recurring, Report, Request, Saved, picture};
use crate::domain::time::zone::Zone;
use crate::kit::escape::one_line;
use crate::render::report::{self, ReportView};
use crate::render::report_words;
use crate::render::view::Document;
use crate::render::words::Arg;
use crate::render::{json, junit, openmetrics};
use anyhow::Result;

pub const FORMATS: &[Format] = &[
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Yaml,
    Format::Markdown,
    Format::Html,
    Format::Openmetrics,
    Format::Junit,
];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NAME", help_heading = "arguments")]
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
    // The hours in which every duration is counted.
    #[arg(long, value_name = "NAME", help_heading = "options")]
    pub calendar: Option<String>,
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
    #[arg(long, value_name = "REV", help_heading = "options")]
    pub policy_at: Option<String>,
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
    let (request, query) = asked(ctx, args)?;
    let format = ctx.global.format().unwrap_or(Format::Table);
    if format == Format::Junit && request.fail_if.is_empty() {
        return Err(EdgeError::Missing("--fail-if").into());
    }
    let requests = match format {
        Format::Html if is_headline(&request) => picture(&request),
        _ => vec![request],
    };
    let (mut reports, config) = ctx.desk()?.reports(&requests, &query)?;
    if format == Format::Html {
        ctx.print(&pages(ctx, &reports, &config)?)?;
        return tell_checks(ctx, &reports[0].checks, &config.zone);
    }
    let report = reports.remove(0);
    let checks = report.checks.clone();
    match format {
        Format::Json => ctx.print_json("report", ReportView::new(&report))?,
        Format::Jsonl => ctx.print(&json::lines(&ReportView::new(&report).rows)?)?,
        Format::Yaml => ctx.print_yaml(&Document { noun: "report", body: ReportView::new(&report) })?,
        Format::Csv | Format::Markdown => ctx.print_grid(&report::grid(&report), format)?,
        Format::Openmetrics => ctx.print(&openmetrics::write(&[report]))?,
        Format::Junit => ctx.print(&ctx.read_with(&config.zone, |r| junit::write(&[junit::suite(&report, r)]))?)?,
        _ => {
            ctx.page(&ctx.read_with(&config.zone, |reader| {
                report::table(&for_people(report), &reader.knowing(&config.people))
            })?)?
        }
    }
    tell_checks(ctx, &checks, &config.zone)
}

/// A summary of everything, of which a page shows the whole picture.
fn is_headline(request: &Request) -> bool {
    request.name == Name::Summary && request.by.is_empty() && !request.rows && !request.explain
}

/// Tells on stderr which promises are broken and which could not be looked at; how the verb ends.
fn tell_checks(ctx: &Context, checks: &[Check], zone: &Zone) -> Result<u8> {
    let condition = |check: &Check| Arg::from(one_line(&check.text).into_owned());
    for check in checks {
        for (row, cell) in &check.broken {
            let row = if row.is_empty() { String::new() } else { format!("{}: ", one_line(row)) };
            let value = ctx.read_with(zone, |reader| report_words::told(check, cell, reader))?;
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

/// What is asked for, and of which tickets. A name that is none of ours is that of the team's own report, to
/// which the flags are added: each stands for what the file says.
fn asked(ctx: &Context, args: &Args) -> Result<(Request, Vec<String>)> {
    let ours = Name::parse(&args.name);
    let saved = match ours {
        Some(_) => Saved::default(),
        None => ctx.desk()?.own_report(&args.name)?,
    };
    let name = ours.unwrap_or(Name::Custom);
    let by = args.by.iter().map(|key| By::parse(key).ok_or_else(|| unknown(key)));
    let by = by.collect::<Result<Vec<_>, _>>()?;
    let measures = measures(name, &args.measure)?;
    let time = |flag, text: &Option<String>, kept: &Option<String>| {
        text.as_ref().or(kept.as_ref()).map(|text| ctx.instant_here(flag, text)).transpose()
    };
    let request = Request {
        from: time("--from", &args.from, &saved.from)?,
        until: time("--until", &args.until, &saved.until)?,
        by: if by.is_empty() { saved.by } else { by },
        measures: if measures.is_empty() { saved.measures } else { measures },
        calendar: args.calendar.clone().or(saved.calendar),
        policy_at: args.policy_at.clone(),
        rows: args.rows,
        explain: args.explain,
        compare: args.compare,
        fail_if: [saved.fail_if, limits(&args.fail_if)?].concat(),
        top: args.top.or(saved.top),
        with_merged: args.with_merged,
        recurrence: recurring(args),
        own: ours.is_none().then_some(Own { name: saved.name, about: saved.about }),
        ..Request::new(name, ctx.now()?)
    };
    Ok((request, query(saved.query, &args.query)))
}

/// The tickets that a report of the team's own counts, narrowed by what is typed.
fn query(kept: Option<String>, typed: &[String]) -> Vec<String> {
    match kept {
        None => typed.to_vec(),
        Some(kept) if typed.is_empty() => vec![kept],
        Some(kept) => [vec![format!("({kept})")], typed.to_vec()].concat(),
    }
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

fn unknown(key: &str) -> EdgeError {
    EdgeError::UnknownKey(key.to_owned(), By::names())
}
