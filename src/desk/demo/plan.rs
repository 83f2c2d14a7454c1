//! The year: who writes when, and everything that follows, in order of time. The seed decides what is
//! said; the present decides only when, and where the year ends.

use super::cast::{Cast, Failure, Organization, Person, Subject};
use super::dice::Dice;
use super::life::{Life, Stop, Version, World};
use super::texts::{Blanks, Texts};
use super::today::{Today, happened};
use super::{cast, story};
use crate::domain::ticket::act::{Refusal, follow_up};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at as instant};
use chrono::{Datelike, Duration, NaiveTime, Weekday};

/// Tickets of people and of builds in a year.
const ASKED: u64 = 430;
const FAILED: u64 = 55;
const DAYS: f64 = 364.0;

impl World {
    pub fn new(workflow: Workflow, now: Time) -> World {
        World { cast: Cast::read(), texts: Texts::read(), workflow, now }
    }
}

/// Everything that happens in the year before `world.now`, in order.
///
/// # Errors
/// When the story asks for something that the workflow forbids.
pub fn plan(world: &World, seed: u64) -> Result<Vec<Version<'_>>, Refusal> {
    let mut all = Vec::new();
    for n in 0..ASKED {
        asked(world, seed, n, &mut all)?;
    }
    for n in 0..FAILED {
        failed(world, seed, n, &mut all)?;
    }
    for told in &Today::read().tickets {
        let key = cast::text(told, "key");
        let subject = world.cast.subject(&cast::text(told, "subject"));
        let requester = world.cast.person(&cast::text(told, "requester"));
        if let (Some(subject), Some(requester)) = (subject, requester) {
            let mut life = begin(world, &key, Dice::new(seed, 0), subject, requester, world.now);
            let going = happened(&mut life, told);
            keep(life, going, &mut all)?;
        }
    }
    all.sort_by_key(|v| v.at);
    Ok(all)
}

/// Takes a life's versions over. That the present ended it is as it should be.
fn keep<'a>(life: Life<'a>, going: Result<(), Stop>, all: &mut Vec<Version<'a>>) -> Result<(), Refusal> {
    all.extend(life.versions);
    match going {
        Err(Stop::Refused(refusal)) => Err(refusal),
        Ok(()) | Err(Stop::Present) => Ok(()),
    }
}

fn begin<'a>(
    world: &'a World,
    key: &str,
    mut dice: Dice,
    subject: &'a Subject,
    requester: &'a Person,
    at: Time,
) -> Life<'a> {
    let status = world.workflow.first_of(Category::New).map_or("new", |s| s.name.as_str());
    let mut ticket = Ticket::new(TicketId::derived("demo", key), String::new(), status.to_owned(), at);
    ticket.requester = Some(requester.who.clone());
    ticket.organization = Some(requester.of.clone()).filter(|o| !o.is_empty());
    ticket.language = Some(requester.language.clone()).filter(|l| !l.is_empty());
    ticket.priority = dice.pick(&subject.priorities).copied();
    let in_group: Vec<&Person> = world.cast.agents.iter().filter(|a| a.of == subject.group).collect();
    let agent = dice.pick(&in_group).copied().unwrap_or(&world.cast.agents[0]);
    let blanks = Blanks(Vec::new());
    Life { world, dice, ticket, at, versions: Vec::new(), subject, requester, agent, blanks }
}

fn asked<'a>(world: &'a World, seed: u64, n: u64, all: &mut Vec<Version<'a>>) -> Result<(), Refusal> {
    let mut dice = Dice::new(seed, n);
    let subject = dice.weighed(&world.cast.subjects, |s| s.often);
    let Some(subject) = subject else { return Ok(()) };
    let fitting: Vec<&Organization> = world.cast.organizations.iter().filter(|o| o.staff == subject.staff).collect();
    let Some(organization) = dice.pick(&fitting).copied() else { return Ok(()) };
    let Some(requester) = dice.pick(&organization.people) else { return Ok(()) };
    let at = arrival(&mut dice, world, &requester.zone);
    let mut life = begin(world, &format!("asked/{n}"), dice, subject, requester, at);
    life.ticket.channel = Some(channel(&mut life.dice, organization.staff).to_owned());
    life.blanks = blanks(&mut life.dice, organization, requester, at);
    let going = story::asked(&mut life, organization);
    twin(&mut life, organization, n, all)?;
    sequel(&life, n, all)?;
    keep(life, going, all)
}

/// Now and then the same person writes once more before anybody has answered.
fn twin<'a>(
    first: &mut Life<'a>,
    organization: &Organization,
    n: u64,
    all: &mut Vec<Version<'a>>,
) -> Result<(), Refusal> {
    let (Some(triaged), true) = (first.versions.get(1), first.dice.chance(5)) else { return Ok(()) };
    let between = first.ticket.created + (triaged.at - first.ticket.created) / 2;
    let at = instant(between.timestamp());
    let dice = first.dice.clone();
    let mut life = begin(first.world, &format!("twin/{n}"), dice, first.subject, first.requester, at);
    life.ticket.channel = Some("email".to_owned());
    life.blanks = Blanks(first.blanks.0.clone());
    let merged_at = triaged.at + Duration::minutes(2);
    let going = story::merged(&mut life, organization, first.ticket.id, merged_at);
    keep(life, going, all)
}

/// Now and then a ticket that was closed for good has a sequel.
fn sequel<'a>(first: &Life<'a>, n: u64, all: &mut Vec<Version<'a>>) -> Result<(), Refusal> {
    let world = first.world;
    let mut dice = first.dice.clone();
    let is_closed = world.workflow.category(&first.ticket.status) == Category::Closed;
    let at = first.at + Duration::minutes(dice.between(2_000, 20_000));
    if !is_closed || !dice.chance(6) || at > world.now {
        return Ok(());
    }
    let key = format!("sequel/{n}");
    let mut life = begin(world, &key, dice, first.subject, first.requester, at);
    let priority = life.ticket.priority;
    life.ticket = follow_up(&first.ticket, &world.workflow, at);
    life.ticket.priority = priority;
    life.blanks = Blanks(first.blanks.0.clone());
    let going = story::followed_up(&mut life);
    keep(life, going, all)
}

fn failed<'a>(world: &'a World, seed: u64, n: u64, all: &mut Vec<Version<'a>>) -> Result<(), Refusal> {
    let mut dice = Dice::new(seed, 1_000_000 + n);
    let subject = world.cast.subject("build");
    let failure: Option<&Failure> = dice.weighed(&world.cast.failures, |f| f.often);
    let (Some(subject), Some(failure)) = (subject, failure) else { return Ok(()) };
    // Builds fail by day and by night.
    let ago = dice.between(300, 364 * 1440);
    let at = world.now - Duration::minutes(ago);
    let mut life = begin(world, &format!("failed/{n}"), dice, subject, &world.cast.ci, at);
    life.ticket.channel = Some("ci".to_owned());
    let going = story::failed(&mut life, failure);
    keep(life, going, all)
}

/// When somebody writes: by day, rarely at the weekend, and more often as the company grows.
fn arrival(dice: &mut Dice, world: &World, zone: &Zone) -> Time {
    let place = dice.between(0, 9_999) as f64 / 10_000.0;
    let days = Duration::days((DAYS * place.powf(1.5)) as i64);
    let minute = u32::try_from(dice.between(8 * 60, 20 * 60 - 1)).unwrap_or(0);
    let second = u32::try_from(dice.between(0, 59)).unwrap_or(0);
    let rests = dice.chance(80);
    let mut date = zone.date(world.now - days);
    while rests && matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        date = date.pred_opt().unwrap_or(date);
    }
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, second).unwrap_or_default();
    let mut at = zone.from_local(date.and_time(time));
    while at > world.now {
        at -= Duration::days(1);
    }
    at
}

fn channel(dice: &mut Dice, staff: bool) -> &'static str {
    let channels = match staff {
        true => [("chat", 6), ("email", 2), ("cli", 2), ("phone", 0), ("web", 0)],
        false => [("email", 50), ("form", 18), ("chat", 12), ("phone", 12), ("web", 8)],
    };
    dice.weighed(&channels, |(_, weight)| *weight).map_or("email", |(name, _)| name)
}

fn blanks(dice: &mut Dice, organization: &Organization, requester: &Person, at: Time) -> Blanks {
    let spanish = requester.language == "es";
    let cents = dice.between(450, 38_000);
    let euros = (cents / 100, cents % 100);
    let amount = match spanish {
        true => format!("{},{:02} €", euros.0, euros.1),
        false => format!("€{}.{:02}", euros.0, euros.1),
    };
    let product = dice.pick(&organization.products).cloned().unwrap_or_default();
    Blanks(vec![
        ("name", requester.first_name().to_owned()),
        ("shop", organization.shop.clone()),
        ("product", product),
        ("order", format!("M-{}", dice.between(10_200, 88_900))),
        ("amount", amount),
        (
            "day",
            weekday(requester.zone.date(at - Duration::days(dice.between(0, 3))).weekday(), spanish).to_owned(),
        ),
    ])
}

fn weekday(day: Weekday, spanish: bool) -> &'static str {
    const ES: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = if spanish { ES } else { EN };
    names[day.num_days_from_monday() as usize % 7]
}
