//! Recurrence: what is seen again and again. Definitions: `helpdesk.md`, section 5.
//!
//! A *sighting* is an occurrence that a ticket records, or its creation, unless an occurrence is at least as old:
//! whoever files a ticket for a run records that run. A run that looked and saw nothing is none. Something is *recurring* when it is seen at least so
//! many times within a stretch so long, at any time.

use crate::domain::query::Recurs;
use crate::domain::ticket::{Occurrence, Ticket};
use crate::domain::time::Time;
use std::collections::HashMap;

/// When something was seen, and how often at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    pub at: Time,
    pub count: u32,
}

/// How often within how long makes it recurring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Often {
    pub at_least: u32,
    /// Seconds; of two sightings that are just as far apart both count.
    pub within_s: i64,
}

impl Default for Often {
    fn default() -> Self {
        Often { at_least: 3, within_s: 30 * 86_400 }
    }
}

/// What a ticket has seen: of one of its fingerprints, or of whatever it is about. Not in order. With
/// `per_run` a run counts once, however often it saw it.
pub fn sightings(ticket: &Ticket, created: Time, fingerprint: Option<&str>, per_run: bool) -> Vec<Sighting> {
    let about = |seen: &&Occurrence| seen.is_sighting() && fingerprint.is_none_or(|wanted| seen.fingerprint == wanted);
    let mut runs: HashMap<(Option<&str>, Option<Time>), Sighting> = HashMap::new();
    for seen in ticket.occurrences.iter().filter(about) {
        // A run that has a name is one, whenever its parts were seen.
        let run = (seen.run.as_deref(), seen.run.is_none().then_some(seen.at));
        let known = runs.entry(run).or_insert(Sighting { at: seen.at, count: 0 });
        *known = Sighting { at: seen.at.min(known.at), count: seen.count.max(known.count) };
    }
    let once = |Sighting { at, count }| Sighting { at, count: if per_run { 1 } else { count } };
    let mut all: Vec<Sighting> = runs.into_values().map(once).collect();
    if all.iter().all(|sighting| sighting.at > created) {
        all.push(Sighting { at: created, count: 1 });
    }
    all
}

/// Whether sightings, in order of time, come often enough anywhere.
pub fn is_recurring(sightings: &[Sighting], often: Often) -> bool {
    let (mut first, mut within) = (0, 0_u64);
    for sighting in sightings {
        within += u64::from(sighting.count);
        while (sighting.at - sightings[first].at).num_seconds() > often.within_s {
            within -= u64::from(sightings[first].count);
            first += 1;
        }
        if within >= u64::from(often.at_least) {
            return true;
        }
    }
    false
}

/// How often each fingerprint of a desk has been seen: what `recurs` and `is:recurring` ask.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, Recurs>);

impl Seen {
    /// Counts over all tickets, each with its creation; merged ones left out, since the ticket that goes on
    /// stands for them.
    pub fn among<'t>(tickets: impl IntoIterator<Item = (&'t Ticket, Time)>) -> Seen {
        let mut all: HashMap<&str, Vec<Sighting>> = HashMap::new();
        for (ticket, created) in tickets.into_iter().filter(|(ticket, _)| ticket.merged_into.is_none()) {
            for fingerprint in &ticket.fingerprints {
                let seen = sightings(ticket, created, Some(fingerprint), false);
                all.entry(fingerprint).or_default().extend(seen);
            }
        }
        let judged = all.into_iter().map(|(fingerprint, mut sightings)| {
            sightings.sort_unstable();
            let times = sightings.iter().fold(0, |sum: u32, s| sum.saturating_add(s.count));
            (fingerprint.to_owned(), Recurs { times, is_recurring: is_recurring(&sightings, Often::default()) })
        });
        Seen(judged.collect())
    }

    /// What a ticket's fingerprints come to: the most of them. A ticket without one was never seen before.
    pub fn of(&self, ticket: &Ticket) -> Recurs {
        let known = ticket.fingerprints.iter().filter_map(|fingerprint| self.0.get(fingerprint));
        known.fold(Recurs::default(), |most, recurs| Recurs {
            times: most.times.max(recurs.times),
            is_recurring: most.is_recurring || recurs.is_recurring,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::TicketId;
    use crate::domain::time::at;

    const DAY: i64 = 86_400;

    fn ticket(day: i64, fingerprint: &str) -> Ticket {
        let id = TicketId::derived("test", &day.to_string());
        let mut ticket = Ticket::new(id, String::new(), "open".to_owned(), at(day * DAY));
        ticket.fingerprints = vec![fingerprint.to_owned()];
        ticket
    }

    fn seen(fingerprint: &str, day: i64, run: Option<&str>, count: u32) -> Occurrence {
        let run = run.map(str::to_owned);
        let fingerprint = fingerprint.to_owned();
        let (commit, branch, url, platform) = (None, None, None, None);
        Occurrence { fingerprint, at: at(day * DAY), run, count, commit, branch, url, platform }
    }

    fn days(mut sightings: Vec<Sighting>) -> Vec<(i64, u32)> {
        sightings.sort_unstable();
        sightings.iter().map(|s| (s.at.timestamp() / DAY, s.count)).collect()
    }

    #[test]
    fn creation_is_a_sighting_unless_an_occurrence_is_as_old() {
        let mut it = ticket(5, "f");
        assert_eq!(days(sightings(&it, it.created, Some("f"), false)), [(5, 1)]);
        it.occurrences = vec![seen("f", 7, Some("run-1"), 4)];
        assert_eq!(days(sightings(&it, it.created, Some("f"), false)), [(5, 1), (7, 4)]);
        assert_eq!(days(sightings(&it, it.created, Some("f"), true)), [(5, 1), (7, 1)], "a burst of one run is one");
        it.occurrences.push(seen("f", 9, Some("run-2"), 0));
        assert_eq!(days(sightings(&it, it.created, Some("f"), false)), [(5, 1), (7, 4)], "a run that passed is none");
        it.occurrences.push(seen("f", 5, Some("run-0"), 2));
        assert_eq!(days(sightings(&it, it.created, Some("f"), false)), [(5, 2), (7, 4)]);
    }

    #[test]
    fn only_the_fingerprint_that_is_meant_counts_and_without_one_a_run_counts_once() {
        let mut it = ticket(5, "f");
        it.occurrences = vec![seen("f", 5, Some("r"), 2), seen("g", 5, Some("r"), 3), seen("g", 6, None, 1)];
        assert_eq!(days(sightings(&it, it.created, Some("f"), false)), [(5, 2)]);
        assert_eq!(days(sightings(&it, it.created, None, false)), [(5, 3), (6, 1)]);
    }

    #[test]
    fn recurring_is_often_enough_within_the_stretch_its_end_included() {
        let at_days = |days: &[i64]| days.iter().map(|d| Sighting { at: at(d * DAY), count: 1 }).collect::<Vec<_>>();
        let often = Often::default();
        assert!(is_recurring(&at_days(&[0, 10, 30]), often));
        assert!(!is_recurring(&at_days(&[0, 10, 31]), often));
        assert!(is_recurring(&at_days(&[0, 40, 50, 60]), often));
        assert!(is_recurring(&[Sighting { at: at(0), count: 3 }], often));
        assert!(!is_recurring(&[], often));
    }

    #[test]
    fn the_most_frequent_fingerprint_of_a_ticket_counts_over_the_whole_desk() {
        let mut tickets = vec![ticket(1, "f"), ticket(2, "f"), ticket(3, "f"), ticket(4, "g")];
        tickets[3].fingerprints.push("f".to_owned());
        tickets.push(ticket(5, "f"));
        tickets[4].merged_into = Some(tickets[0].id);
        let seen = Seen::among(tickets.iter().map(|t| (t, t.created)));
        assert_eq!(seen.of(&tickets[3]), Recurs { times: 4, is_recurring: true });
        assert_eq!(seen.of(&ticket(9, "g")), Recurs { times: 1, is_recurring: false });
        assert_eq!(seen.of(&ticket(9, "unheard")), Recurs::default());
    }
}
