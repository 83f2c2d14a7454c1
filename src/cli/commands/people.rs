//! `people`: who is who, in which groups, and how much each has to do.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, filled};
use crate::desk::Colleague;
use crate::render::people::{PersonView, people};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "WHO", value_parser = filled, help_heading = "arguments")]
    pub who: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let found = ctx.desk()?.people(args.who.as_deref())?;
    let views: Vec<PersonView> = found.list.iter().map(view).collect();
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("people", views)?;
    } else if views.is_empty() {
        ctx.chat(&ctx.words.say("people-none"))?;
    } else {
        ctx.page(&ctx.read_with(&found.config.zone, |reader| people(&views, reader))?)?;
    }
    ctx.tell_broken(&found.broken)?;
    Ok(OK)
}

fn view(colleague: &Colleague) -> PersonView {
    let person = &colleague.person;
    PersonView {
        who: person.who.clone(),
        name: person.name.clone(),
        role: person.role.to_string(),
        groups: colleague.groups.clone(),
        level: colleague.level,
        skills: person.skills.clone(),
        languages: person.languages.clone(),
        capacity: person.capacity,
        time_zone: person.time_zone.clone(),
        organization: person.organization.clone(),
        open: colleague.open,
        listed: colleague.listed,
    }
}
