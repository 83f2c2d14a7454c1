//! Reports from history.

use super::Desk;
use super::config::Config;
use super::error::{ReportError, Result};
use super::policies::PoliciesAt;
use super::select::{Known, compile, facts};
use super::told::{Asked, Promises, Told};
use crate::domain::insight::recurrence::Seen;
use crate::domain::insight::report::{By, Case, Datum, Name, Needed, Note, Report, Request, Setting, report};
use crate::domain::query::Compiled;
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::{Ticket, TicketId, apply};
use crate::domain::time::Time;
use crate::domain::time::calendar::Hours;
use crate::store::history::Want;
use crate::store::{ObjectId, Snapshot};
use std::collections::{BTreeSet, HashMap};

impl Desk {
    /// A report over the tickets that match the query as of the request's `now`.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`], those of the query, and [`ReportError`].
    pub fn report(&self, request: &Request, words: &[String]) -> Result<(Report, Config)> {
        let (mut reports, config) = self.reports(std::slice::from_ref(request), words)?;
        Ok((reports.remove(0), config))
    }

    /// Several reports of one walk through history: all as of the same `now`, over the same tickets.
    ///
    /// # Errors
    /// As of [`Desk::report`].
    pub fn reports(&self, requests: &[Request], words: &[String]) -> Result<(Vec<Report>, Config)> {
        requests.iter().try_for_each(check)?;
        let (snapshot, config) = self.open()?;
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let first_reply_by_assign = config.settings.first_reply_by_assign;
        let asked = |request: &Request| Request { first_reply_by_assign, ..request.clone() };
        let requests: Vec<Request> = requests.iter().map(asked).collect();
        let now = requests.first().map_or(self.env.now, |request| request.now);
        let me = self.me();
        let query = compile(words, "", &config, now, &me)?;
        let promised = self.promised(&requests, &config, tip)?;
        let policies = promised.as_ref().map_or_else(Policies::default, |promised| promised.policies.clone());
        let promises = match &promised {
            None => Promises::None,
            Some(_) => Promises::of(&policies, requests.iter().all(|request| request.policy_at.is_none())),
        };
        let asking = requests.iter().find(|request| request.asks_clocks()).filter(|_| !policies.is_empty());
        let asked = Asked { config: &config, promises, only: None, now };
        let needed = Needed::by(&requests);
        let whole = query.asks_recurrence();
        let made = |track| {
            let case = case(track, asking, &policies);
            if whole { case } else { needed.of(case) }
        };
        let mut told = self.tell(&snapshot, asked, made)?;
        if !words.is_empty() {
            let matching = self.matching(&snapshot, tip, &config, &query, &told, now)?;
            told.of.retain(|case| matching.contains(&case.story.id));
        }
        let cases = told.of;
        let made = |request: &Request| {
            let hours = request.calendar.as_deref().map_or(Ok(Hours::default()), |name| config.hours(name))?;
            let setting =
                Setting { workflow: &config.workflow, zone: &config.zone, hours: &hours, policies: &policies };
            let mut report = report(request, &setting, &cases).map_err(ReportError::Limit)?;
            let promised = promised.as_ref().filter(|p| request.asks_clocks() && !p.policies.is_empty());
            let revision = promised.map(|promised| Datum::Text(promised.revision.clone()));
            report
                .notes
                .extend(revision.map(|of| Note { code: "policies", data: vec![("revision", of)] }));
            Ok(report)
        };
        let reports = requests.iter().map(made).collect::<Result<Vec<Report>>>()?;
        // So many are not freed while somebody waits for the answer.
        rayon::spawn(move || drop(cases));
        Ok((reports, config))
    }

    /// The policies of the tip, or of another revision, where a report looks at clocks.
    fn promised(&self, requests: &[Request], config: &Config, tip: ObjectId) -> Result<Option<PoliciesAt>> {
        let asking = requests.iter().find(|request| request.asks_clocks());
        match asking.map(|request| &request.policy_at) {
            None => Ok(None),
            Some(Some(revision)) => self.policies_at(Some(revision)).map(Some),
            Some(None) => Ok(Some(PoliciesAt { policies: config.policies()?, revision: tip.to_string() })),
        }
    }

    fn matching(
        &self,
        snapshot: &Snapshot,
        tip: ObjectId,
        config: &Config,
        query: &Compiled,
        told: &Told<Case>,
        now: Time,
    ) -> Result<BTreeSet<TicketId>> {
        let mut matching = BTreeSet::new();
        let told_of = || told.of.iter().filter_map(|c| Some((&*c.story.ticket, c.story.created()?)));
        let seen = query.asks_recurrence().then(|| Seen::among(told_of()));
        let all = || told.of.iter().map(|case| case.story.id).collect();
        let clocks = query.filter.asks_clocks().then(|| self.clocks(snapshot, config, &all())).transpose()?;
        let updated = told.of.iter().filter_map(|c| Some((c.story.id, c.story.last?))).collect();
        let known = Known { updated: Some(&updated), seen: seen.as_ref(), clocks: clocks.as_ref() };
        let mut look = |ticket: &Ticket| {
            if query.matches(&facts(ticket, config, &known)) {
                matching.insert(ticket.id);
            }
        };
        if told.later {
            self.states(tip, config, now)?.values().for_each(look);
        } else {
            snapshot.tickets(&config.limits(), |_, ticket| {
                if let Ok(ticket) = ticket {
                    look(&ticket);
                }
            })?;
        }
        Ok(matching)
    }

    /// The tickets as they were at an instant, from history.
    pub(super) fn states(&self, tip: ObjectId, config: &Config, now: Time) -> Result<HashMap<TicketId, Ticket>> {
        let mut states: HashMap<TicketId, Ticket> = HashMap::new();
        let limits = config.limits();
        let want = Want { only: None, texts: true, who: false, limits: &limits };
        self.store.history(tip, &want, |id, event| {
            if event.at <= now {
                let before = states.remove(&id);
                if let Some(after) = apply(before, id, &event.changes) {
                    states.insert(id, after);
                }
            }
        })?;
        Ok(states)
    }
}

/// A story with its clocks, where a report looks at them.
fn case(track: Track, asking: Option<&Request>, policies: &Policies) -> Case {
    let clocks = asking.map(|request| match request.with_merged {
        true => track.clocks_with_merged(policies, request.now),
        false => track.clocks(policies, request.now),
    });
    Case::new(track.story, &clocks.unwrap_or_default())
}

/// What cannot be asked for.
fn check(request: &Request) -> Result<()> {
    let by_clock = request.name == Name::Recurrence && request.by.iter().any(By::is_of_clock);
    match (request.from, request.until) {
        (Some(from), Some(until)) if until < from => Err(ReportError::Backwards { from, until }.into()),
        (None, _) if request.compare && !request.has_periods() => Err(ReportError::NothingBefore.into()),
        _ if by_clock => Err(ReportError::ByClock.into()),
        _ => Ok(()),
    }
}
