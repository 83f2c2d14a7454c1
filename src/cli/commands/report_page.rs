//! `report --format html`: what the page says besides the figures.

use super::demo::quoted;
use super::report::Args;
use crate::cli::context::Context;
use crate::desk::Config;
use crate::domain::insight::report::Report;
use crate::domain::time::stamp;
use crate::domain::time::zone::tzdb_version;
use crate::render::html::{Page, page};
use anyhow::Result;

/// The page of one report.
pub fn one(ctx: &Context, args: &Args, report: &Report, config: &Config) -> Result<String> {
    let (command, tzdb) = (command(ctx, args, report), tzdb_version());
    let described = Page {
        desk: &config.settings.name,
        name: report.name,
        version: env!("CARGO_PKG_VERSION"),
        zone: config.zone.name(),
        tzdb: tzdb.as_deref(),
        command: &command,
        reports: std::slice::from_ref(report),
        ..Page::default()
    };
    ctx.read_with(&config.zone, |reader| page(&described, reader))
}

/// The words that make the same page again, whenever and wherever they are typed.
fn command(ctx: &Context, args: &Args, report: &Report) -> String {
    let mut words: Vec<String> = ["git", "desk", "report", &args.name].map(str::to_owned).to_vec();
    words.extend(args.query.iter().cloned());
    let mut flag = |name: &str, value: Option<&str>| {
        words.extend(value.into_iter().flat_map(|value| [name.to_owned(), value.to_owned()]));
    };
    flag("--from", args.from.as_deref());
    flag("--until", args.until.as_deref());
    flag("--by", (!args.by.is_empty()).then(|| args.by.join(",")).as_deref());
    flag("--top", args.top.map(|n| n.to_string()).as_deref());
    flag("--ref", ctx.global.reference.as_deref());
    flag("--lang", Some(ctx.words.lang().as_str()));
    flag("--format", Some("html"));
    flag("--now", Some(&stamp(report.as_of)));
    let switches = [(args.rows, "--rows"), (args.explain, "--explain"), (args.with_merged, "--with-merged")];
    words.extend(switches.iter().filter(|(on, _)| *on).map(|(_, name)| (*name).to_owned()));
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}
