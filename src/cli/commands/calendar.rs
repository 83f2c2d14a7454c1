//! `calendar`: counting with business hours, of a calendar of the desk or of a file. With `--file` it needs
//! no repository.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::Format;
use crate::desk::calendar_of;
use crate::domain::time::calendar::{AROUND_THE_CLOCK, Hours};
use crate::domain::time::duration::read_duration;
use crate::domain::time::period::Span;
use crate::domain::time::read::read_instant;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at, stamp};
use crate::kit::yaml::{Limits, text_of};
use crate::render::calendar::{self, CalendarView, Told};
use crate::render::when;
use anyhow::Result;
use chrono::TimeDelta;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

const ACTIONS: [&str; 5] = ["elapsed", "add", "sub", "is-open", "show"];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ACTION", value_parser = ACTIONS, help_heading = "arguments")]
    pub action: String,
    #[arg(value_name = "START", help_heading = "arguments")]
    pub start: Option<String>,
    // Where a stretch ends, or how long it is.
    #[arg(value_name = "END", help_heading = "arguments")]
    pub end: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "file", help_heading = "options")]
    pub calendar: Option<String>,
    #[arg(long, value_name = "FILE", help_heading = "options")]
    pub file: Option<PathBuf>,
    // The period that `show` is about.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub from: Option<String>,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let [start, end] = [&args.start, &args.end].map(Option::as_deref);
    let needs = |name| move || EdgeError::Missing(name);
    let period = [("--from", &args.from), ("--until", &args.until)];
    let flag = period.into_iter().find(|(_, given)| args.action != "show" && given.is_some());
    let word = match args.action.as_str() {
        "show" => start,
        "is-open" => end,
        _ => None,
    };
    if let Some(unwanted) = flag.map(|(flag, _)| flag).or(word) {
        return Err(EdgeError::Unwanted(unwanted.to_owned()).into());
    }
    match args.action.as_str() {
        "show" => Counted::of(ctx, args)?.show(args),
        "is-open" => {
            let time = start.ok_or_else(needs("TIME"))?;
            Counted::of(ctx, args)?.is_open(time)
        }
        "elapsed" => {
            let (start, end) = (start.ok_or_else(needs("START"))?, end.ok_or_else(needs("END"))?);
            Counted::of(ctx, args)?.elapsed(start, end)
        }
        action => {
            let (start, duration) = (start.ok_or_else(needs("START"))?, end.ok_or_else(needs("DURATION"))?);
            Counted::of(ctx, args)?.moved(action == "sub", start, duration)
        }
    }
}

/// The hours that are counted with.
struct Counted<'c, 'w> {
    ctx: &'c Context<'w>,
    /// `None`: those of a file.
    name: Option<String>,
    hours: Hours,
    /// The calendar's; of one around the clock the desk's.
    zone: Zone,
}

impl<'c, 'w> Counted<'c, 'w> {
    fn of(ctx: &'c Context<'w>, args: &Args) -> Result<Counted<'c, 'w>> {
        if let Some(path) = &args.file {
            let hours = Hours::Business(Arc::new(calendar_of(path, &read(path)?)?));
            return Ok(Counted::new(ctx, None, hours, Zone::utc()));
        }
        let desk = ctx.desk()?;
        let (_, config) = desk.open()?;
        let (name, hours) = match &args.calendar {
            Some(name) => (name.clone(), config.hours(name)?),
            None => config.only_hours()?,
        };
        Ok(Counted::new(ctx, Some(name), hours, config.zone))
    }

    fn new(ctx: &'c Context<'w>, name: Option<String>, hours: Hours, zone: Zone) -> Counted<'c, 'w> {
        let zone = match &hours {
            Hours::Business(calendar) => calendar.zone().clone(),
            Hours::AroundTheClock => zone,
        };
        Counted { ctx, name, hours, zone }
    }

    fn is_json(&self) -> bool {
        self.ctx.global.format() == Some(Format::Json)
    }

    /// The present, as `--now` says it in the calendar's zone.
    fn now(&self) -> Result<Time> {
        let ctx = self.ctx;
        let Some(text) = &ctx.global.now else { return Ok(ctx.around.now) };
        let read = read_instant(text, ctx.around.now, &self.zone);
        Ok(read.map_err(|_| EdgeError::BadTime { flag: "--now", value: text.clone() })?)
    }

    /// A time that was typed. What depends on the present needs `--now`, so that an answer does not depend on
    /// when somebody asks.
    fn instant(&self, what: &'static str, text: &str) -> Result<Time> {
        let now = self.now()?;
        let time = self.near(what, text, now)?;
        // Far enough for days, weeks, months and years.
        let later = at(now.timestamp().saturating_sub(1_000 * 86_400));
        if self.ctx.global.now.is_none() && read_instant(text, later, &self.zone) != Ok(time) {
            return Err(EdgeError::NeedsNow(text.to_owned()).into());
        }
        Ok(time)
    }

    fn near(&self, what: &'static str, text: &str, now: Time) -> Result<Time> {
        let read = read_instant(text, now, &self.zone);
        Ok(read.map_err(|_| EdgeError::BadTime { flag: what, value: text.to_owned() })?)
    }

    fn elapsed(&self, start: &str, end: &str) -> Result<u8> {
        let span = Span { from: self.instant("START", start)?, until: self.instant("END", end)? };
        let seconds = self.hours.elapsed(span);
        if self.is_json() {
            self.ctx.print_json("seconds", seconds)?;
        } else {
            let told = calendar::length(seconds, self.ctx.words);
            self.ctx.print_line(&format!("{} ({told})", calendar::seconds(seconds, self.ctx.words)))?;
        }
        Ok(OK)
    }

    fn moved(&self, back: bool, start: &str, duration: &str) -> Result<u8> {
        let from = self.instant("START", start)?;
        // Nothing needs no unit.
        let none = (duration.trim() == "0").then_some(0);
        let seconds = read_duration(duration)
            .or(none)
            .ok_or_else(|| EdgeError::BadDuration(duration.to_owned()))?;
        let found = if back { self.hours.sub(from, seconds) } else { self.hours.add(from, seconds) };
        match found {
            _ if self.is_json() => self.ctx.print_json("at", found.map(stamp))?,
            Some(time) => self.ctx.print_line(&when::with_offset(time, &self.zone))?,
            None => self.ctx.print_line(&self.ctx.words.say("calendar-no-hours-left"))?,
        }
        Ok(if found.is_some() { OK } else { NO })
    }

    fn is_open(&self, text: &str) -> Result<u8> {
        let time = self.instant("TIME", text)?;
        let open = self.hours.is_open(time);
        if self.is_json() {
            self.ctx.print_json("open", open)?;
        } else {
            let until = if open { self.hours.next_closing(time) } else { self.hours.next_opening(time) };
            let until = until.map_or_else(|| "none".to_owned(), |time| when::with_offset(time, &self.zone));
            let key = if open { "calendar-open" } else { "calendar-closed" };
            self.ctx.print_line(&self.ctx.words.with(key, &[("until", until.into())]))?;
        }
        Ok(if open { OK } else { NO })
    }

    /// Without a period: the year from now on.
    fn show(&self, args: &Args) -> Result<u8> {
        let now = self.now()?;
        let given = |flag, text: &Option<String>| text.as_deref().map(|t| self.near(flag, t, now)).transpose();
        let (from, until) = (given("--from", &args.from)?, given("--until", &args.until)?);
        let start = from.unwrap_or(now);
        let end = until.or_else(|| self.zone.add_months(start, 12)).unwrap_or(start + TimeDelta::days(365));
        let told = Told {
            name: self.name.as_deref().or_else(|| self.is_around_the_clock().then_some(AROUND_THE_CLOCK)),
            hours: &self.hours,
            zone: &self.zone,
            period: Span { from: start, until: end },
            in_detail: from.is_some() || until.is_some(),
        };
        if self.is_json() {
            self.ctx.print_json("calendar", CalendarView::new(&told))?;
        } else {
            self.ctx.page(&self.ctx.read_with(&self.zone, |reader| calendar::show(&told, reader))?)?;
        }
        Ok(OK)
    }

    fn is_around_the_clock(&self) -> bool {
        self.hours == Hours::AroundTheClock
    }
}

/// The text of a calendar file.
fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|error| EdgeError::unreadable(path, &error))?;
    let text = text_of(&bytes, &Limits::default()).map_err(|_| EdgeError::NotUtf8(path.to_owned()))?;
    Ok(text.to_owned())
}
