//! `demo`: a desk with a real history to try things on. Needs no repository and no identity; it makes
//! both, and then shows around.

use super::show::Seen;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::present::rows;
use crate::cli::values::Format;
use crate::desk::demo::{self, SEED, Size};
use crate::desk::{Desk, Env, Listing};
use crate::domain::insight::report::{Name, Request};
use crate::domain::ticket::TicketId;
use crate::render::reader::Reader;
use crate::render::style::Label;
use crate::render::table;
use crate::render::{page, report};
use crate::store::Store;
use anyhow::Result;
use serde_json::json;
use std::path::{Path, PathBuf};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

/// The directory when nobody names one.
const DIRECTORY: &str = "git-desk-demo";
/// Tickets of the list that are shown.
const SHOWN: usize = 10;
const REPORTS: [Name; 2] = [Name::Times, Name::Volume];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "DIR", help_heading = "arguments")]
    pub dir: Option<PathBuf>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let named = args.dir.clone().unwrap_or_else(|| PathBuf::from(DIRECTORY));
    let dir = ctx.global.directory.clone().unwrap_or_default().join(named);
    let (desk, is_new) = desk(ctx, &dir)?;
    let size = desk.size()?;
    if ctx.global.format() == Some(Format::Json) {
        let body = json!({"directory": dir.display().to_string(), "created": is_new, "tickets": size.tickets, "commits": size.commits});
        ctx.print_json("demo", body)?;
        return Ok(OK);
    }
    let listing = desk.list(&[], super::list::DEFAULT, None)?;
    welcome(ctx, &dir, size, is_new)?;
    list(ctx, &listing)?;
    show(ctx, &desk)?;
    figures(ctx, &desk, &listing)?;
    next(ctx, &dir, &listing)?;
    Ok(OK)
}

/// Makes the desk, or opens the one that an earlier run made: trying things must not take them away.
fn desk(ctx: &Context, dir: &Path) -> Result<(Desk, bool)> {
    let (now, reference) = (ctx.around.now, ctx.global.reference.as_deref());
    let is_new = !demo::is_demo(dir);
    let store = if is_new {
        if !is_free(dir)? {
            return Err(EdgeError::NotEmpty(dir.to_owned()).into());
        }
        demo::make(dir, reference, now, SEED)?
    } else {
        Store::open_at(&dir.join(".git"), reference, SEED)?
    };
    Ok((Desk::new(store, Env::new(now, ctx.around.seed)), is_new))
}

fn is_free(dir: &Path) -> Result<bool> {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => Ok(false),
        Err(e) => Err(EdgeError::unreadable(dir, &e).into()),
    }
}

fn welcome(ctx: &Context, dir: &Path, size: Size, is_new: bool) -> Result<()> {
    let key = if is_new { "demo-made" } else { "demo-present" };
    let dir = dir.display().to_string();
    let args = [("dir", dir.into()), ("tickets", size.tickets.into()), ("commits", size.commits.into())];
    ctx.print_line(&ctx.words.with(key, &args))?;
    ctx.print_line(&ctx.words.say("demo-story"))?;
    Ok(())
}

fn heading(ctx: &Context, text: &str) -> Result<()> {
    Ok(ctx.print(&format!("\n{}\n\n", ctx.style().paint(Label::Title, text)))?)
}

/// The beginning of `git desk list`.
fn list(ctx: &Context, listing: &Listing) -> Result<()> {
    let (all, shown) = (listing.tickets.len(), listing.tickets.len().min(SHOWN));
    heading(ctx, &ctx.words.with("demo-list", &[("shown", shown.into()), ("all", all.into())]))?;
    let rows = rows(listing);
    let people = &listing.config.people;
    let text =
        ctx.read_with(&listing.config.zone, |reader| table::usual(&rows[..shown], None, &reader.knowing(people)))?;
    Ok(ctx.print(&text)?)
}

/// The ticket that the morning is about.
fn show(ctx: &Context, desk: &Desk) -> Result<()> {
    let id = demo::showpiece();
    // Somebody may have taken it out of a desk that was made earlier.
    let Ok(shown) = desk.show(id.as_str(), None) else { return Ok(()) };
    heading(ctx, &ctx.words.say("demo-ticket"))?;
    let seen = Seen::by_desk(&shown, true);
    let print = |reader: &Reader| page::ticket(&seen.page(shown.prefix), &reader.knowing(&shown.config.people));
    Ok(ctx.print(&ctx.read_with(&shown.config.zone, print)?)?)
}

fn figures(ctx: &Context, desk: &Desk, listing: &Listing) -> Result<()> {
    heading(ctx, &ctx.words.say("demo-figures"))?;
    for (n, name) in REPORTS.into_iter().enumerate() {
        let (made, _) = desk.report(&Request::new(name, ctx.around.now), &[])?;
        let text = ctx.read_with(&listing.config.zone, |reader| report::table(&made, reader))?;
        ctx.print(&format!("{}{text}", if n > 0 { "\n" } else { "" }))?;
    }
    Ok(())
}

/// Commands to try, with tickets that are there.
fn next(ctx: &Context, dir: &Path, listing: &Listing) -> Result<()> {
    heading(ctx, &ctx.words.say("demo-next"))?;
    let prefix = |id: TicketId| {
        let place = listing.tickets.iter().position(|t| t.id == id);
        place.map_or(id.as_str().to_owned(), |i| id.as_str()[..listing.prefixes[i].max(4)].to_owned())
    };
    let star = prefix(demo::showpiece());
    let free = listing
        .tickets
        .iter()
        .find(|t| t.assignee.is_none())
        .map_or(star.clone(), |t| prefix(t.id));
    let mut commands = vec![(format!("cd {}", quoted(&dir.display().to_string())), "demo-next-cd")];
    commands.extend(path(ctx).map(|path| (path, "demo-next-path")));
    commands.extend([
        ("git desk".to_owned(), "demo-next-mine"),
        ("git desk sla".to_owned(), "demo-next-sla"),
        (format!("git desk sla explain {star}"), "demo-next-explain"),
        (format!("git desk log {star}"), "demo-next-log"),
        (format!("git desk assign {free} me"), "demo-next-assign"),
        (
            format!("git desk reply {star} -m \"{}\" --status solved", ctx.words.say("demo-reply")),
            "demo-next-reply",
        ),
        ("git desk list status:pending organization:bramble-toys".to_owned(), "demo-next-list"),
        ("git desk report times --by group".to_owned(), "demo-next-report"),
        ("git desk report summary --format html > page.html".to_owned(), "demo-next-page"),
        ("git log --stat tickets".to_owned(), "demo-next-git"),
    ]);
    let widest = commands.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    for (command, why) in commands {
        let gap = " ".repeat(widest - command.chars().count());
        ctx.print_line(&format!("  {command}{gap}  {}", ctx.style().paint(Label::Dim, &ctx.words.say(why))))?;
    }
    Ok(())
}

/// What makes git find this program, unless it does already: `git desk` is `git-desk` on the `PATH`.
fn path(ctx: &Context) -> Option<String> {
    let own = ctx.around.program.as_deref()?;
    let path = ctx.around.variable("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|dir| dir.join("git-desk").is_file());
    let dir = own.parent()?.display().to_string();
    (!found && cfg!(unix)).then(|| format!("PATH={}:$PATH", quoted(&dir)))
}

/// As a word of a shell.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
