//! Printing what verbs give back: tickets that changed, lists, single tickets.

use super::context::Context;
use super::error::of_desk;
use super::values::Format;
use crate::desk::{Changed, ChangedTicket, Clocks, Config, Listing, Unseen};
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::ticket::act::FOLLOW_UP;
use crate::domain::ticket::{Change, Link, Ticket};
use crate::kit::escape;
use crate::render::clock_view::ClockView;
use crate::render::columns::Column;
use crate::render::grid::{self, Grid};
use crate::render::reader::Reader;
use crate::render::table::Row;
use crate::render::view::{Document, TicketView};
use crate::render::{csv, json, log, markdown, page, table, yaml};
use anyhow::{Result, anyhow};
use serde::Serialize;
use std::path::PathBuf;

impl Context<'_> {
    /// What a verb did to tickets: a line each, or the tickets as JSON.
    pub fn present_changed(&self, noun: Noun, changed: &Changed, config: &Config) -> Result<()> {
        if changed.clock_behind.is_some() {
            self.chat(&self.words.say("clock-behind"))?;
        }
        self.tell_written(&changed.behind, changed.commit.as_deref(), changed.dry_run)?;
        if self.global.format() == Some(Format::Json) {
            let category = |t: &Ticket| config.workflow.category(&t.status);
            let view = |c: &ChangedTicket| TicketView::new(&c.ticket, category(&c.ticket), None);
            let views: Vec<TicketView> = changed.tickets.iter().map(view).collect();
            return match (noun, views.into_iter().next()) {
                (Noun::Ticket, Some(one)) => self.print_json("ticket", one),
                (_, first) => {
                    let rest = changed.tickets.iter().skip(1).map(view);
                    self.print_json("tickets", first.into_iter().chain(rest).collect::<Vec<_>>())
                }
            };
        }
        for line in self.changed_lines(changed, config)? {
            self.print_line(&line)?;
        }
        Ok(())
    }

    /// A line for each ticket: what became of it.
    pub fn changed_lines(&self, changed: &Changed, config: &Config) -> Result<Vec<String>> {
        self.read_with(&config.zone, |reader| {
            let with_prefix = changed.tickets.iter().zip(&changed.prefixes);
            let line = |(c, prefix): (&ChangedTicket, &usize)| {
                let id = table::id(c.ticket.id, *prefix, reader);
                let mut line = format!("{id}  {} · {}", page::title(&c.ticket, reader), log::done(&c.changes, reader));
                if let Some(source) = c.follows {
                    let merged = c.changes.first() != Some(&Change::Created) && !c.ticket.links.iter().any(follows_up);
                    let key = if merged { "went-to-target" } else { "followed-up" };
                    let note = self.words.with(key, &[("source", source.to_string().into())]);
                    line.push_str(&format!("\n  {note}"));
                }
                if let Some(unseen) = &c.unseen {
                    let note = unseen_line(unseen, reader);
                    line.push_str(&format!("\n  {note}"));
                }
                line
            };
            with_prefix.map(line).collect::<Vec<_>>()
        })
    }

    /// The chatter about a write: worktrees that stayed behind, the commit with `--verbose`, and whether
    /// it was only tried.
    pub fn tell_written(&self, behind: &[PathBuf], commit: Option<&str>, dry_run: bool) -> Result<()> {
        for dir in behind {
            self.chat(&self.words.with("worktree-behind", &[("dir", dir.display().to_string().into())]))?;
        }
        if let Some(commit) = commit.filter(|_| self.global.verbose) {
            self.chat(&self.words.with("written", &[("commit", commit.into())]))?;
        }
        if dry_run {
            self.chat(&self.words.say("dry-run"))?;
        }
        Ok(())
    }

    /// `{"version":1,"<noun>":body}`
    pub fn print_json<T: Serialize>(&self, noun: &'static str, body: T) -> Result<()> {
        let text = json::pretty(&Document { noun, body })?;
        Ok(self.print(&text)?)
    }

    /// A list of tickets in the format that was asked for.
    pub fn present_list(&self, listing: &Listing, columns: &[Column]) -> Result<()> {
        let workflow = &listing.config.workflow;
        let updated = &listing.updated;
        let views = || -> Vec<TicketView> {
            let view = |t: &Ticket| {
                let view = TicketView::new(t, workflow.category(&t.status), updated.get(&t.id).copied());
                view.with_clocks(listing.clocks.of(t.id).map(running))
            };
            listing.tickets.iter().map(view).collect()
        };
        let grid = || {
            let views = views();
            let names: Vec<String> = match columns {
                [] => grid::all_columns(&views),
                chosen => chosen.iter().map(Column::name).collect(),
            };
            grid::tickets(&views, &names)
        };
        match self.global.format().unwrap_or(Format::Table) {
            Format::Json => self.print_json("tickets", views()),
            Format::Jsonl => Ok(self.print(&json::lines(&views())?)?),
            Format::Csv => Ok(self.print(&csv::write(&grid())?)?),
            Format::Markdown => {
                let named: Vec<Column> = if columns.is_empty() {
                    Column::default_for(None, listing.clocks.promised)
                } else {
                    columns.to_vec()
                };
                let names: Vec<String> = named.iter().map(Column::name).collect();
                Ok(self.print(&markdown::write(&grid::tickets(&views(), &names)))?)
            }
            Format::Yaml => self.print_yaml(&Document { noun: "tickets", body: views() }),
            _ => {
                let rows = rows(listing);
                let text = self.read_with(&listing.config.zone, |reader| {
                    let reader = reader.knowing(&listing.config.people);
                    match columns {
                        [] => table::usual(&rows, None, &reader),
                        chosen => table::tickets(&rows, chosen, &reader),
                    }
                })?;
                self.page(&text)
            }
        }
    }

    /// Why clocks are missing that the desk promises.
    pub fn tell_clocks(&self, clocks: &Clocks) -> Result<()> {
        let Some(error) = &clocks.unknown else { return Ok(()) };
        let line = of_desk(error, self.words).message(self.words);
        Ok(self.chat(&self.words.with("sla-unknown", &[("line", line.into())]))?)
    }

    /// One generic table in a machine format.
    pub fn print_grid(&self, grid: &Grid, format: Format) -> Result<()> {
        let text = match format {
            Format::Csv => csv::write(grid)?,
            _ => markdown::write(grid),
        };
        Ok(self.print(&text)?)
    }

    pub fn print_yaml<T: Serialize>(&self, value: &T) -> Result<()> {
        let text = yaml::write(value).ok_or_else(|| anyhow!("a view has no YAML"))?;
        Ok(self.print(&text)?)
    }
}

fn follows_up(link: &Link) -> bool {
    link.kind == FOLLOW_UP
}

/// What others did since the person looked.
pub fn unseen_line(unseen: &Unseen, reader: &Reader) -> String {
    let told = log::told(&unseen.changes, reader);
    let by = escape::one_line(&unseen.by.join(", ")).into_owned();
    reader.words.with("unseen-changes", &[("changes", told.into()), ("by", by.into())])
}

/// The clocks that are still to be done, the soonest first.
fn running(clocks: &[TicketClock]) -> Vec<ClockView> {
    let mut running: Vec<&TicketClock> = clocks.iter().filter(|told| told.clock.is_running()).collect();
    running.sort_by_key(|told| (told.clock.due_at.is_none(), told.clock.due_at));
    running.into_iter().map(ClockView::new).collect()
}

/// The lines of a list.
pub fn rows(listing: &Listing) -> Vec<Row<'_>> {
    let row = |ticket, prefix: &usize| {
        let ticket: &Ticket = ticket;
        let category = listing.config.workflow.category(&ticket.status);
        let clocks = listing.clocks.of(ticket.id);
        Row { ticket, category, updated: listing.updated.get(&ticket.id).copied(), prefix: *prefix, clocks }
    };
    listing
        .tickets
        .iter()
        .zip(&listing.prefixes)
        .map(|(ticket, prefix)| row(ticket, prefix))
        .collect()
}

/// Whether a verb speaks of one ticket or of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    Ticket,
    Tickets,
}
