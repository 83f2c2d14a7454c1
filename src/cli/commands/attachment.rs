//! `attachment`: a file of a ticket, to stdout or into a file.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::text;
use crate::cli::values::{Format, filled};
use crate::render::view::AttachmentView;
use anyhow::Result;
use std::path::{Path, PathBuf};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: String,
    // Without it, the names of those that are there.
    #[arg(value_name = "NAME", value_parser = filled, help_heading = "arguments")]
    pub name: Option<String>,
    #[arg(short, long, value_name = "FILE", requires = "name", help_heading = "options")]
    pub output: Option<PathBuf>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    match &args.name {
        Some(name) => fetch(ctx, args, name),
        None => names(ctx, args),
    }
}

fn names(ctx: &Context, args: &Args) -> Result<u8> {
    let shown = ctx.desk()?.show(&args.id, None)?;
    let views: Vec<AttachmentView> = shown.ticket.attachments.iter().map(AttachmentView::new).collect();
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("attachments", views)?;
        return Ok(OK);
    }
    let lines = ctx.read_with(&shown.config.zone, |reader| crate::render::files::list(&shown.ticket, reader))?;
    ctx.print(&lines)?;
    Ok(OK)
}

/// The bytes as they are. On a terminal they go into a file: raw bytes could do anything to it.
fn fetch(ctx: &Context, args: &Args, name: &str) -> Result<u8> {
    let found = ctx.desk()?.attachment(&args.id, name)?;
    if ctx.global.format() == Some(Format::Json) && args.output.is_none() {
        ctx.print_json("attachments", vec![AttachmentView::new(&found.file)])?;
        return Ok(OK);
    }
    let own = PathBuf::from(&found.file.name);
    match args.output.as_ref().or(ctx.around.stdout_is_terminal.then_some(&own)) {
        None => ctx.out.borrow_mut().write_all(&found.bytes)?,
        Some(path) if path == Path::new("-") => ctx.out.borrow_mut().write_all(&found.bytes)?,
        Some(path) => {
            if args.output.is_none() && path.exists() {
                return Err(EdgeError::NotEmpty(path.clone()).into());
            }
            text::write(path, &found.bytes)?;
            let path = path.display().to_string();
            ctx.chat(&ctx.words.with("file-written", &[("path", path.into())]))?;
        }
    }
    Ok(OK)
}
