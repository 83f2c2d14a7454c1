//! `uninstall`: takes away what git-desk left in this repository beside the branch, which stays.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::prompt;
use crate::cli::values::{Format, Rewriting};
use crate::kit::escape::one_line;
use crate::render::answers::TraceView;
use crate::store::Trace;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub rewriting: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let store = ctx.desk()?.store;
    let reference = store.reference().to_owned();
    let traces = store.traces()?;
    let texts = traces.iter().filter(|trace| matches!(trace, Trace::Text(_))).count();
    if args.rewriting.writing.dry_run {
        ctx.chat(&ctx.words.say("dry-run"))?;
    } else {
        // What somebody typed goes only when they say so.
        if texts > 0 && !args.rewriting.force {
            confirm(ctx, texts)?;
        }
        store.remove(&traces)?;
    }
    let views: Vec<TraceView> = traces.iter().map(Trace::told).map(|(kind, what)| TraceView { kind, what }).collect();
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("uninstall", views)?;
        return Ok(OK);
    }
    for TraceView { kind, what } in &views {
        let kind = ctx.words.say(&format!("trace-{kind}"));
        ctx.print_line(&format!("{kind}: {}", one_line(what)))?;
    }
    if views.is_empty() {
        ctx.chat(&ctx.words.say("uninstall-nothing"))?;
    }
    ctx.chat(&ctx.words.with("uninstall-branch", &[("reference", (&reference).into())]))?;
    Ok(OK)
}

fn confirm(ctx: &Context, texts: usize) -> Result<()> {
    if !ctx.may_ask() {
        return Err(EdgeError::KeptTexts(texts).into());
    }
    prompt::confirm(&ctx.words.with("uninstall-texts", &[("n", texts.into())]))
}
