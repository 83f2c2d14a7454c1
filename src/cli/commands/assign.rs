//! `assign`: gives tickets to somebody, to oneself, or to nobody.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::present::Noun;
use crate::cli::prompt;
use crate::cli::values::{Format, Rewriting, filled};
use crate::desk::Targets;
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

impl To<'_> {
    /// As the desk takes it: `me`, somebody, or nobody.
    fn word(self) -> Option<String> {
        match self {
            To::Me => Some("me".to_owned()),
            To::Nobody => None,
            To::Who(who) => Some(who.to_owned()),
        }
    }
}

impl Args {
    /// No ticket is named: whoever is at a terminal chooses one.
    pub fn asks(&self) -> bool {
        self.words.is_empty() && self.query.is_none()
    }

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

/// A ticket and a person, chosen.
fn asked(ctx: &Context, args: &Args) -> Result<(Targets, Option<String>)> {
    let targets = ctx.targets(&[], None)?;
    let who = match (args.me, args.none) {
        (true, _) => To::Me.word(),
        (_, true) => None,
        _ => Some(prompt::person(ctx)?.ok_or(EdgeError::Aborted)?),
    };
    Ok((targets, who))
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (targets, who) = match args.split() {
        Some((ids, to)) => (ctx.targets(ids, args.query.as_deref())?, to.word()),
        None => asked(ctx, args)?,
    };
    let desk = ctx.desk()?;
    let changed = desk.assign(&targets, who.as_deref(), args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
