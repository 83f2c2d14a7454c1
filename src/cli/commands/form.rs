//! `form`: the forms of the desk, or one of them.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::Format;
use crate::render::forms::{self, FormView};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "FORM", value_parser = unmark, help_heading = "arguments")]
    pub name: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let found = match &args.name {
        Some(name) => vec![desk.form(name)?],
        None => desk.forms()?,
    };
    match (ctx.global.format(), found.as_slice()) {
        (Some(Format::Json), all) => ctx.print_json("form", all.iter().map(FormView::new).collect::<Vec<_>>())?,
        (_, [form]) if args.name.is_some() => ctx.page(&forms::one(form, ctx.words, &ctx.style()))?,
        (_, all) => ctx.print(&forms::list(all, ctx.words, &ctx.style()))?,
    }
    Ok(OK)
}
