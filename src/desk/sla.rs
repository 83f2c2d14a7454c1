//! The clocks that `sla` shows: those that are still to be done, those of one ticket, and each of them
//! opened up.

use super::Desk;
use super::clocks::{clocks_of, ids};
use super::config::Config;
use super::error::Result;
use super::find::{load, unique_prefix};
use super::policies::PoliciesAt;
use super::select::{Selected, read_all};
use super::told::Promises;
use crate::domain::outcome::clocks::{Deed, Explained, Interval, TicketClock};
use crate::domain::query::Order;
use crate::domain::sla::{Clock, Metric, Policies, Track};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use crate::store::{Broken, Snapshot};

/// What is promised for the tickets of a query, unless they are solved.
const UNSOLVED: &str = "is:unsolved";

/// Clocks that were asked for.
pub struct ClockList {
    /// Each with the place of its ticket.
    pub clocks: Vec<(usize, TicketClock)>,
    pub tickets: Vec<Ticket>,
    /// Characters of each ticket's id that are enough to name it.
    pub prefixes: Vec<usize>,
    /// The commit whose policies and calendars were asked, in hexadecimal, in full.
    pub policies_of: String,
    /// Whether those promise anything.
    pub promised: bool,
    pub broken: Vec<Broken>,
    pub config: Config,
}

/// The clocks of one ticket, opened up.
pub struct ExplainedTicket {
    pub ticket: Ticket,
    pub prefix: usize,
    pub clocks: Vec<Explained>,
    pub policies_of: String,
    pub promised: bool,
    pub config: Config,
}

impl Desk {
    /// The clocks that are still to be done of the unsolved tickets that a query finds, the soonest
    /// breach first; those that stand still come last. `policies_at` names a revision or a date.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`], and those of the query and of the policies.
    pub fn running_clocks(&self, words: &[String], policies_at: Option<&str>) -> Result<ClockList> {
        let (snapshot, config) = self.open()?;
        let PoliciesAt { policies, revision } = self.policies_at(policies_at)?;
        let unsolved = self.compile(&config, &[UNSOLVED.to_owned()], "")?;
        let asked = self.compile(&config, words, "")?.within(unsolved).or_by(Order::by_urgency);
        let read = self.read_then(&snapshot, &config)?;
        let Selected { tickets, broken, .. } = self.query_among(read, &snapshot, &config, &asked)?;
        let known =
            self.clocks_by(&snapshot, &config, Promises::of(&policies, policies_at.is_none()), &ids(&tickets))?;
        let of_ticket = |(n, ticket): (usize, &Ticket)| {
            let running = known.of(ticket.id).unwrap_or_default().iter().filter(|told| told.clock.is_running());
            running.map(|told| (n, told.clone())).collect::<Vec<_>>()
        };
        let mut clocks: Vec<(usize, TicketClock)> = tickets.iter().enumerate().flat_map(of_ticket).collect();
        clocks.sort_by_key(|(n, told)| (told.clock.due_at.is_none(), told.clock.due_at, *n));
        let prefixes = self.unique_prefixes(&snapshot, &config, &tickets)?;
        let promised = !policies.is_empty();
        Ok(ClockList { clocks, tickets, prefixes, policies_of: revision, promised, broken, config })
    }

    /// The tickets as they were, where the clock that counts stands in the past.
    fn read_then(&self, snapshot: &Snapshot, config: &Config) -> Result<(Vec<Ticket>, Vec<Broken>)> {
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        if self.store.at_or_before(tip, self.env.now)? == Some(tip) {
            return read_all(snapshot, config);
        }
        Ok((self.states(tip, config, self.env.now)?.into_values().collect(), Vec::new()))
    }

    /// Every clock of one ticket, ended ones too, in order of metric and instance.
    ///
    /// # Errors
    /// As [`Desk::running_clocks`], and those of the id.
    pub fn clocks_of_ticket(&self, typed: &str, policies_at: Option<&str>) -> Result<ClockList> {
        let Told { ticket, prefix, track, policies, revision, config, .. } = self.told(typed, policies_at)?;
        let (clocks, _) = clocks_of(ticket.id, &track, &policies, self.env.now);
        Ok(ClockList {
            clocks: clocks.into_iter().map(|told| (0, told)).collect(),
            tickets: vec![ticket],
            prefixes: vec![prefix],
            policies_of: revision,
            promised: !policies.is_empty(),
            broken: Vec::new(),
            config,
        })
    }

    /// The same, each clock opened up; of one metric only, where it is named.
    pub fn explain_clocks(
        &self,
        typed: &str,
        metric: Option<Metric>,
        policies_at: Option<&str>,
    ) -> Result<ExplainedTicket> {
        let told = self.told(typed, policies_at)?;
        let clocks = told.track.clocks(&told.policies, self.env.now).into_iter();
        let asked = clocks.filter(|clock| metric.is_none_or(|metric| clock.metric == metric));
        let clocks = asked.map(|clock| self.explain(&told, clock)).collect();
        let Told { ticket, prefix, policies, revision, config, .. } = told;
        Ok(ExplainedTicket { ticket, prefix, clocks, policies_of: revision, promised: !policies.is_empty(), config })
    }

    fn explain(&self, told: &Told, clock: Clock) -> Explained {
        let deed = |step: u32| told.events.get(usize::try_from(step).ok()?).map(deed);
        let intervals = told.track.explain(&told.policies, &clock, self.env.now).into_iter();
        Explained {
            zone: zone(&told.policies, &clock).clone(),
            started_by: deed(clock.step),
            ended_by: clock.ended_step.and_then(deed),
            intervals: intervals.map(|counted| Interval { by: deed(counted.step), counted }).collect(),
            clock: TicketClock::of(told.ticket.id, clock, &told.policies),
        }
    }

    fn told(&self, typed: &str, policies_at: Option<&str>) -> Result<Told> {
        let (snapshot, config) = self.open()?;
        let id: TicketId = self.find(&snapshot, &config, typed)?;
        let (ticket, prefix) = (load(&snapshot, &config, id)?, unique_prefix(&snapshot, id)?);
        let PoliciesAt { policies, revision } = self.policies_at(policies_at)?;
        let events = self.events(&snapshot, &config, id)?;
        let mut track = Track::new(id);
        events
            .iter()
            .for_each(|event| track.tell(event, &config.workflow, &policies, self.env.now));
        Ok(Told { ticket, prefix, events, track, policies, revision, config })
    }
}

/// What history says of one ticket.
struct Told {
    ticket: Ticket,
    prefix: usize,
    events: Vec<Event>,
    track: Track,
    policies: Policies,
    revision: String,
    config: Config,
}

fn deed(event: &Event) -> Deed {
    Deed { commit: event.commit.clone(), actor: event.actor.clone(), subject: event.subject.clone() }
}

/// The zone in which the days of a clock are told.
fn zone<'p>(policies: &'p Policies, clock: &Clock) -> &'p Zone {
    match policies.targets(clock.policy, clock.metric).map(|targets| &targets.hours) {
        Some(Hours::Business(calendar)) => calendar.zone(),
        Some(Hours::AroundTheClock) | None => &policies.zone,
    }
}
