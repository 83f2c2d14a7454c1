//! `list`: the tickets that a query finds.

use crate::cli::autosync;
use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::Format;
use crate::render::columns::Column;
use anyhow::Result;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    #[arg(long, value_name = "VIEW", help_heading = "options")]
    pub view: Option<String>,
    // `-due` is the other way round, so a hyphen does not make it a flag.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true, help_heading = "options")]
    pub sort: Option<String>,
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "options")]
    pub limit: Option<usize>,
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "options")]
    pub columns: Vec<String>,
}

/// Without a condition, a list is of what is still to be done.
pub const DEFAULT: &str = "is:unsolved";

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let columns = args.columns.iter().map(|name| column(name)).collect::<Result<Vec<_>>>()?;
    let mut query = args.query.clone();
    query.extend(args.sort.iter().map(|key| format!("sort:{key}")));
    let desk = ctx.desk()?;
    let listing = match &args.view {
        Some(name) => desk.list_view(&desk.view(name)?.view, &query, args.limit)?,
        None => desk.list(&query, DEFAULT, args.limit)?,
    };
    ctx.present_list(&listing, &columns)?;
    ctx.tell_clocks(&listing.clocks)?;
    ctx.tell_broken(&listing.broken)?;
    autosync::tell(ctx, &desk)?;
    Ok(OK)
}

fn column(name: &str) -> Result<Column> {
    Column::parse(name).ok_or_else(|| EdgeError::UnknownColumn(name.to_owned(), Column::names()).into())
}
