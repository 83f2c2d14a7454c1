//! `assign`: gives tickets to somebody, to oneself, or to nobody.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::present::Noun;
use crate::cli::values::{Format, Rewriting, filled};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // The ids, then who: only `--me` and `--none` make the last word an id.
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub words: Vec<String>,
    #[arg(long, help_heading = "options", conflicts_with = "none")]
    pub me: bool,
    #[arg(long, help_heading = "options")]
    pub none: bool,
    #[arg(long, value_name = "QUERY", value_parser = filled, allow_hyphen_values = true, help_heading = "options")]
    pub query: Option<String>,
    #[command(flatten)]
    pub writing: Rewriting,
}

/// Who gets the tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<'a> {
    Me,
    Nobody,
    Who(&'a str),
}

impl Args {
    /// The ids and who gets them. `None` when one of them is missing, which parsing refuses.
    pub fn split(&self) -> Option<(&[String], To<'_>)> {
        let (ids, to) = match (self.me, self.none, self.words.as_slice()) {
            (true, _, ids) => (ids, To::Me),
            (_, true, ids) => (ids, To::Nobody),
            (_, _, [ids @ .., who]) => (ids, To::Who(who)),
            (_, _, []) => return None,
        };
        (ids.is_empty() == self.query.is_some()).then_some((ids, to))
    }
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (ids, to) = args.split().ok_or(EdgeError::Missing("WHO"))?;
    let who = match to {
        To::Me => Some("me"),
        To::Nobody => None,
        To::Who(who) => Some(who),
    };
    let desk = ctx.desk()?;
    let changed = desk.assign(&ctx.targets(ids, args.query.as_deref())?, who, args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
