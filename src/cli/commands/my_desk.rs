//! `git desk` alone: what needs me now, then what waits for others, each by clock; or the view that
//! somebody called `my-desk`.

use crate::cli::autosync;
use crate::cli::context::Context;
use crate::cli::error::{OK, describe};
use crate::cli::present::rows;
use crate::cli::values::Format;
use crate::desk::{self, Desk, Listing, MY_DESK, ViewError};
use crate::domain::query::view::View;
use crate::domain::ticket::workflow::Category;
use crate::render::columns::Column;
use crate::render::style::Label;
use crate::render::table::{self, Row};
use anyhow::Result;

/// Mine or nobody's, and still to be done.
const QUERY: &str = "is:unsolved (assignee:me or is:unassigned)";
/// What fits on a screen; the rest is counted.
const NOW: usize = 20;
const WAITING: usize = 5;

pub fn run(ctx: &Context) -> Result<u8> {
    let desk = ctx.desk()?;
    // Nobody's desk cannot be shown.
    desk.store.author()?;
    let listing = match own_view(ctx, &desk)? {
        Some(view) => desk.list_view(&view, &[], None)?,
        None => act_first(desk.list(&[QUERY.to_owned()], QUERY, None)?),
    };
    match ctx.global.format() {
        Some(Format::Json) => ctx.present_list(&listing, &[] as &[Column])?,
        _ => screen(ctx, &listing)?,
    }
    ctx.tell_clocks(&listing.clocks)?;
    ctx.tell_broken(&listing.broken)?;
    autosync::tell(ctx, &desk)?;
    Ok(OK)
}

/// It is somebody else's turn.
fn waits(category: Category) -> bool {
    matches!(category, Category::Pending | Category::Hold)
}

/// The same with what waits for others behind the rest.
fn act_first(listing: Listing) -> Listing {
    let workflow = &listing.config.workflow;
    let pairs = listing.tickets.into_iter().zip(listing.prefixes);
    let (waiting, now): (Vec<_>, Vec<_>) = pairs.partition(|(ticket, _)| waits(workflow.category(&ticket.status)));
    let (tickets, prefixes) = now.into_iter().chain(waiting).unzip();
    Listing { tickets, prefixes, ..listing }
}

fn screen(ctx: &Context, listing: &Listing) -> Result<()> {
    let (waiting, now): (Vec<Row>, Vec<Row>) = rows(listing).into_iter().partition(|row| waits(row.category));
    if now.is_empty() {
        ctx.print_line(&ctx.words.say("my-desk-empty"))?;
    } else {
        section(ctx, listing, &ctx.words.with("my-desk-now", &[("count", now.len().into())]), &now, NOW)?;
    }
    if !waiting.is_empty() {
        ctx.print("\n")?;
        section(
            ctx,
            listing,
            &ctx.words.with("my-desk-waiting", &[("count", waiting.len().into())]),
            &waiting,
            WAITING,
        )?;
    }
    Ok(())
}

/// A heading and the first of these tickets.
fn section(ctx: &Context, listing: &Listing, heading: &str, rows: &[Row], most: usize) -> Result<()> {
    ctx.print_line(&ctx.style().paint(Label::Title, heading))?;
    let shown = &rows[..rows.len().min(most)];
    let people = &listing.config.people;
    ctx.print(&ctx.read_with(&listing.config.zone, |reader| table::usual(shown, None, &reader.knowing(people)))?)?;
    if rows.len() > most {
        ctx.chat(&ctx.words.with("my-desk-more", &[("count", (rows.len() - most).into())]))?;
    }
    Ok(())
}

/// The view that somebody wants here. A file of views that cannot be read is named, and no more: nobody
/// asked for a view.
fn own_view(ctx: &Context, desk: &Desk) -> Result<Option<View>> {
    match desk.view(MY_DESK) {
        Ok(saved) => Ok(Some(saved.view)),
        Err(desk::Error::View(ViewError::Unknown { .. })) => Ok(None),
        Err(broken @ desk::Error::BrokenConfig { .. }) => {
            let line = describe(&broken.into(), ctx.words).message(ctx.words);
            ctx.chat(&ctx.words.with("check-warning", &[("line", line.into())]))?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
