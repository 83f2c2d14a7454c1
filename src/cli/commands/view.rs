//! `view`: the saved views, one of them, and keeping or removing one.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::{Format, Writing};
use crate::desk::{Desk, KeptView, SavedView};
use crate::domain::query;
use crate::domain::query::view::View;
use crate::render::answers::SavedQueryView;
use crate::render::views;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // `NAME`, `save NAME QUERY…`, `remove NAME`.
    #[arg(value_name = "NAME", value_parser = unmark, help_heading = "arguments")]
    pub words: Vec<String>,
    #[arg(long, help_heading = "options")]
    pub shared: bool,
    #[arg(long, value_name = "TEXT", requires = "shared", help_heading = "options")]
    pub about: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => print(ctx, &desk.views()?)?,
        ["save"] | ["remove"] => return Err(EdgeError::Missing("NAME").into()),
        ["save", _] => return Err(EdgeError::Missing("QUERY").into()),
        ["save", name, ..] => told(ctx, "view-saved", &save(&desk, name, args)?)?,
        ["remove", name] => told(ctx, "view-removed", &desk.remove_view(name, args.shared, args.writing.dry_run)?)?,
        [name] => print(ctx, &[desk.view(name)?])?,
        [.., last] => return Err(EdgeError::Unwanted((*last).to_owned()).into()),
    }
    Ok(OK)
}

fn save(desk: &Desk, name: &str, args: &Args) -> Result<KeptView> {
    let query = query::join(&args.words[2..]);
    let view = View { name: name.to_owned(), query, about: args.about.clone() };
    Ok(desk.save_view(&view, args.shared, args.writing.dry_run)?)
}

fn print(ctx: &Context, saved: &[SavedView]) -> Result<()> {
    if ctx.global.format() == Some(Format::Json) {
        return ctx.print_json("view", saved.iter().map(shown).collect::<Vec<_>>());
    }
    let rows: Vec<SavedQueryView> = saved.iter().map(shown).collect();
    Ok(ctx.print(&views::list(&rows, ctx.words, &ctx.style()))?)
}

fn shown(saved: &SavedView) -> SavedQueryView {
    let SavedView { view, shared } = saved;
    SavedQueryView { name: view.name.clone(), query: view.query.clone(), about: view.about.clone(), shared: *shared }
}

fn told(ctx: &Context, key: &str, kept: &KeptView) -> Result<()> {
    ctx.tell_written(&kept.behind, kept.commit.as_deref(), kept.dry_run)?;
    if ctx.global.format() == Some(Format::Json) {
        return print(ctx, std::slice::from_ref(&kept.saved));
    }
    let whose = ctx.words.say(if kept.saved.shared { "view-shared" } else { "view-personal" });
    let name = kept.saved.view.name.as_str();
    Ok(ctx.print_line(&ctx.words.with(key, &[("name", name.into()), ("whose", whose.into())]))?)
}
