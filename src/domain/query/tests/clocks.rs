//! Clocks in queries: what they stand at, what is left, whose policy, and what is due next.

use super::*;
use crate::domain::query::clocks::{Reading, Readings};
use crate::domain::query::keys::{Key, Standing};
use crate::domain::query::{Metric, Order};

fn reading(metric: Metric, standing: Standing, left_s: i64) -> Reading {
    let running = !matches!(standing, Standing::Achieved | Standing::Cancelled);
    let due_at = (standing != Standing::Paused).then(|| at(NOW + left_s));
    Reading { metric, standing, warned: left_s < 1_800, running, left_s, due_at }
}

/// Answered in time, the next answer is over, an update has twenty minutes left, the rest is paused.
fn readings() -> Readings {
    let list = vec![
        reading(Metric::FirstReply, Standing::Achieved, 600),
        reading(Metric::NextReply, Standing::Breached, -3_600),
        reading(Metric::PeriodicUpdate, Standing::Active, 1_200),
        reading(Metric::AgentWork, Standing::Paused, 7_200),
    ];
    Readings { policy: Some("Gold".to_owned()), list }
}

#[track_caller]
fn holds(line: &str, expected: bool) {
    let query = compiled(line).unwrap_or_else(|fault| panic!("{line}: {fault:?}"));
    let (ticket, readings) = (printer(), readings());
    let facts = Facts::new(&ticket, &workflow(), at(NOW)).with_clocks(Some(&readings));
    assert_eq!(query.matches(&facts), expected, "{line}");
}

#[test]
fn a_ticket_is_found_by_how_any_of_its_clocks_stands() {
    for (line, expected) in [
        ("sla:breached", true),
        ("sla:achieved", true),
        ("SLA:Active", true),
        ("sla:paused", true),
        ("sla:warned", true),
        ("sla:cancelled", false),
        ("sla:none", false),
        ("sla:cancelled,paused", true),
        ("-sla:breached", false),
        ("sla.next_reply:breached", true),
        ("sla.first_reply:breached", false),
        ("sla.first_reply:achieved", true),
        ("sla.periodic_update:warned", true),
        ("sla.agent_work:warned", false),
        ("sla.next_reply:warned", false),
        ("sla.resolution:none", true),
        ("sla.agent_work:none", false),
    ] {
        holds(line, expected);
    }
}

#[test]
fn what_is_left_counts_for_clocks_that_are_still_to_be_fulfilled() {
    for (line, expected) in [
        ("sla.left<0", true),
        ("sla.left<-1h", false),
        ("sla.left<=-1h", true),
        ("sla.next_reply.left:-60m", true),
        ("sla.periodic_update.left<30m", true),
        ("sla.periodic_update.left<20m", false),
        ("sla.periodic_update.left<=PT20M", true),
        ("sla.periodic_update.left>19m", true),
        ("sla.periodic_update.left:0..20m", true),
        ("sla.left:21m..1h", false),
        ("sla.left:1h..", true),
        ("sla.first_reply.left<1d", false),
        ("sla.resolution.left>0", false),
    ] {
        holds(line, expected);
    }
}

#[test]
fn a_policy_is_found_by_its_name() {
    for (line, expected) in
        [("sla.policy:gold", true), ("sla.policy:g*", true), ("sla.policy:silver", false), ("-sla.policy:*", false)]
    {
        holds(line, expected);
    }
    let names = ["Gold".to_owned(), "standard".to_owned()];
    let asked = |line: &str| {
        with_scope(|scope| {
            let declared = Declared { policies: Some(&names), ..Declared::default() };
            compile(&parse(line)?, &Scope { declared, ..*scope })
        })
    };
    assert!(asked("sla.policy:GOLD").is_ok() && asked("sla.policy:other").is_ok());
    let fault = asked("sla.policy:standrad").expect_err("nearly a policy");
    assert_eq!(fault.suggestion.as_deref(), Some("standard"));
}

#[test]
fn where_nothing_is_promised_a_ticket_has_no_clock() {
    let ticket = printer();
    let matches = |line: &str| compiled(line).expect(line).matches(&Facts::new(&ticket, &workflow(), at(NOW)));
    assert!(matches("sla:none sla.first_reply:none -sla:breached -sla.policy:*"));
    assert!(!matches("sla:active or sla.left<1d or sla.policy:gold"));
}

#[test]
fn faults_about_clocks_say_what_was_meant() {
    for (line, kind, suggestion) in [
        ("sla:breach", FaultKind::BadValue, Some("breached")),
        ("sla.frist_reply:breached", FaultKind::UnknownKey, Some("sla.first_reply")),
        ("sla.first_reply.letf<2h", FaultKind::UnknownKey, Some("sla.first_reply.left")),
        ("slaa:breached", FaultKind::UnknownKey, Some("sla")),
        ("sla>2h", FaultKind::NoOrder, Some(":")),
        ("sla.left<soon", FaultKind::BadValue, None),
        ("sla.left:2h..1h", FaultKind::EmptyRange, None),
        ("sla.left<1h,2h", FaultKind::OneValue, None),
        ("sla:b*", FaultKind::NoWildcard, None),
        ("sort:sla", FaultKind::BadValue, None),
    ] {
        let fault = fault(line);
        assert_eq!((fault.kind, fault.suggestion.as_deref()), (kind, suggestion), "{line}");
    }
}

#[test]
fn every_metric_has_its_keys() {
    for metric in Metric::ALL {
        for key in [format!("sla.{}", metric.as_str()), format!("sla.{}.left", metric.as_str())] {
            let Some(Key::Clock(found, _)) = Key::find(&key) else { panic!("{key} is no key") };
            assert_eq!(found, Some(metric), "{key}");
        }
    }
}

#[test]
fn a_query_says_whether_it_needs_clocks() {
    for line in ["sla:breached", "x or -sla.left<2h", "sort:due", "sla.policy:gold", "sort:-due"] {
        assert!(compiled(line).expect(line).asks_clocks(), "{line}");
    }
    for line in ["status:open", "due<2d", "text:sla sort:created"] {
        assert!(!compiled(line).expect(line).asks_clocks(), "{line}");
    }
}

#[test]
fn what_can_be_said_without_clocks_is_said_first() {
    let ticket = printer();
    let narrows = |line: &str| {
        let narrow = compiled(line).expect(line).filter.without_clocks();
        !narrow.asks_clocks() && narrow.matches(&Facts::new(&ticket, &workflow(), at(NOW)))
    };
    for line in ["sla:breached", "tag:ci sla:breached", "-sla:none", "(sla:warned or tag:none) type:incident"] {
        assert!(narrows(line), "{line}");
    }
    assert!(!narrows("tag:none sla:breached"));
}

#[test]
fn the_soonest_of_its_own_date_and_its_clocks_decides_when_a_ticket_is_due() {
    let ticket = |n: u32, due: Option<i64>| {
        let id = TicketId::parse(&format!("{n:010}")).expect("an id");
        let mut ticket = Ticket::new(id, n.to_string(), "open".into(), at(NOW));
        ticket.due = due.map(|after| at(NOW + after));
        ticket
    };
    let clock = |left| Readings { policy: None, list: vec![reading(Metric::Resolution, Standing::Active, left)] };
    let over = Readings { policy: None, list: vec![reading(Metric::NextReply, Standing::Breached, -60)] };
    let paused = Readings { policy: None, list: vec![reading(Metric::AgentWork, Standing::Paused, 1)] };
    let met = Readings { policy: None, list: vec![reading(Metric::AgentWork, Standing::Achieved, 1)] };
    let mut tickets = vec![
        (ticket(1, None), Some(clock(600))),
        (ticket(2, Some(300)), Some(clock(900))),
        (ticket(3, None), Some(over)),
        (ticket(4, None), Some(paused)),
        (ticket(5, Some(700)), None),
        (ticket(6, None), Some(met)),
    ];
    tickets[3].0.priority = Some(Priority::Low);
    let sorted = |order: &Order| -> String {
        let mut sorted = tickets.clone();
        sorted.sort_by_cached_key(|(t, c)| order.place(&Facts::new(t, &workflow(), at(NOW)).with_clocks(c.as_ref())));
        sorted.into_iter().map(|(t, _)| t.title).collect()
    };
    assert_eq!(sorted(&compiled("sort:due").expect("a query").order), "321546");
    assert_eq!(sorted(&compiled("sort:-due").expect("a query").order), "512346");
    assert_eq!(sorted(&Order::of_work()), "321546");
}
