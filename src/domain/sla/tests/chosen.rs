//! Which policy a ticket has: what a filter may ask, what it sees, and policies that no ticket can have.

use super::made::*;
use crate::domain::query::{self, Declared, Fault, FaultKind, Filter, Scope};
use crate::domain::sla::{Metric, Policies, Policy, stored_filter, unreachable};
use crate::domain::ticket::{Change, Key, Link, Priority, Set, TicketId, Value};
use crate::domain::time::zone::Zone;

fn filter(line: &str) -> Result<Filter, Fault> {
    let (workflow, zone) = (workflow(), Zone::utc());
    let me = ["anna".to_owned()];
    let scope = Scope { now: minute(0), zone: &zone, me: &me, workflow: &workflow, declared: Declared::default() };
    stored_filter(&query::parse(line)?, &scope)
}

/// A policy for what a query finds, with a target of 100 minutes for these priorities, or for every ticket.
fn asking(name: &str, line: &str, priorities: &[Priority]) -> Policy {
    let filter = filter(line).unwrap_or_else(|fault| panic!("{line}: {fault:?}"));
    let list: Vec<_> = priorities.iter().map(|p| (*p, 100)).collect();
    let targets = if list.is_empty() { within(100) } else { by_priority(&list) };
    Policy { filter, ..policy(name, &[(Metric::Resolution, targets)]) }
}

#[test]
fn a_filter_may_ask_what_is_stored() {
    for line in [
        "",
        "organization:acme priority>=high -tag:ci",
        "status:open,pending or is:unsolved",
        "contract:gold brand:shop type:incident channel:email language:es",
        "category:payments/* field.service=gateway has:field.service",
        "requester:@acme.com assignee:anna follower:eva group:front",
        "created>=2026-10-01 due<2027-01-01 closed:2026",
        "title:urgent number>100 id:k3 link:follow-up-of is:follow-up ref:x fingerprint:y",
        "is:any is:merged is:spam is:assigned has:priority has:csat",
    ] {
        assert!(filter(line).is_ok(), "{line}: {:?}", filter(line));
    }
}

#[test]
fn a_filter_may_not_ask_what_history_or_the_present_would_have_to_say() {
    for (line, found) in [
        ("timeout", "text"),
        ("tag:x text:timeout", "text"),
        ("updated<2026-10-01", "updated"),
        ("is:overdue", "overdue"),
        ("priority:high or is:claimed", "claimed"),
        ("is:recurring", "recurring"),
        ("recurs>=3", "recurs"),
        ("sla:breached", "sla"),
        ("sla.first_reply.left<2h", "sla.first_reply.left"),
        ("sla.policy:gold", "sla.policy"),
        ("created<7d", "7d"),
        ("created:yesterday", "yesterday"),
        ("-(tag:x created>2w)", "2w"),
        ("has:reply", "reply"),
        ("has:attachment", "attachment"),
        ("tag:x sort:created", "sort"),
    ] {
        let fault = filter(line).expect_err(line);
        assert_eq!((fault.kind, fault.found.as_str()), (FaultKind::NotStored, found), "{line}");
        assert!(!fault.span.is_empty() && fault.span.end <= line.len(), "{line}");
    }
    assert_eq!(filter("assignee:me").expect_err("nobody asks").kind, FaultKind::UnknownMe);
    assert_eq!(filter("colour:red").expect_err("no key").kind, FaultKind::UnknownKey);
    assert_eq!(filter("priority:hihg").expect_err("no value").kind, FaultKind::BadValue);
}

#[test]
fn a_filter_sees_everything_that_it_may_ask() {
    let other = TicketId::derived("test", "other");
    let all = vec![
        Change::Created,
        status("open"),
        set(Key::Title, Some("Urgent: nothing works")),
        set(Key::Requester, Some("rita@acme.com")),
        set(Key::Organization, Some("acme")),
        set(Key::Created, Some("2023-12-24T10:00:00Z")),
        set(Key::Resolution, Some("done")),
        Change::Added { set: Set::Tags, item: "vip".to_owned() },
        Change::Added { set: Set::Followers, item: "eva".to_owned() },
        Change::Added { set: Set::Fingerprints, item: "f1".to_owned() },
        Change::Field { name: "service".to_owned(), from: None, to: Some(Value::Text("gateway".to_owned())) },
        Change::Linked(Link { kind: "follow-up-of".to_owned(), ticket: other }),
    ];
    for line in [
        "title:urgent",
        "requester:@acme.com",
        "organization:acme",
        "created:2023-12",
        "tag:vip",
        "follower:eva",
        "fingerprint:f1",
        "field.service:gateway",
        "is:follow-up",
        "has:resolution",
        "is:unsolved status:open",
    ] {
        let policies = Policies::new(vec![asking("x", line, &[])], Zone::utc());
        assert_eq!(clocks(&policies, &[(0, all.clone())], 5).len(), 1, "{line}");
        let nobody = vec![Change::Created, status("solved")];
        assert_eq!(clocks(&policies, &[(0, nobody)], 5).len(), 0, "{line}");
    }
}

/// The names of the policies that cannot be reached, and which policy is in their way.
fn shadowed(list: &[(&str, &[Priority])]) -> Vec<(usize, String)> {
    let names = ["first", "second", "third"];
    let policies = list
        .iter()
        .zip(names)
        .map(|((line, priorities), name)| asking(name, line, priorities))
        .collect();
    let policies = Policies::new(policies, Zone::utc());
    (0..list.len())
        .filter_map(|n| Some((n, unreachable(&policies, n)?.name.clone())))
        .collect()
}

#[test]
fn a_policy_behind_one_that_takes_all_its_tickets_is_never_reached() {
    use Priority::{High, Urgent};
    let second = [(1, "first".to_owned())];
    assert_eq!(shadowed(&[("", &[]), ("tag:a", &[])]), second);
    assert_eq!(shadowed(&[("tag:a", &[]), ("tag:a", &[])]), second);
    assert_eq!(shadowed(&[("tag:a", &[]), ("tag:b tag:a", &[Urgent])]), second);
    assert_eq!(shadowed(&[("tag:a or tag:b", &[]), ("tag:b", &[])]), second);
    assert_eq!(shadowed(&[("tag:a,b,c", &[]), ("tag:b,a", &[])]), second);
    assert_eq!(shadowed(&[("-(tag:a tag:b)", &[]), ("-tag:a", &[])]), second);
    assert_eq!(shadowed(&[("priority>=high", &[]), ("priority:urgent tag:x", &[])]), second);
    assert_eq!(
        shadowed(&[("", &[High]), ("tag:a", &[Urgent]), ("tag:a", &[High, Urgent])]),
        [(2, "first".to_owned())]
    );
}

#[test]
fn a_policy_that_some_ticket_may_have_can_be_reached() {
    use Priority::{High, Urgent};
    assert_eq!(shadowed(&[("", &[High]), ("", &[Urgent])]), []);
    assert_eq!(shadowed(&[("", &[High]), ("tag:a", &[])]), []);
    assert_eq!(shadowed(&[("tag:a tag:b", &[]), ("tag:a", &[])]), []);
    assert_eq!(shadowed(&[("tag:a", &[]), ("tag:a or tag:b", &[])]), []);
    assert_eq!(shadowed(&[("-tag:a", &[]), ("-(tag:a tag:b)", &[])]), []);
    assert_eq!(shadowed(&[("priority:urgent", &[]), ("priority>=high", &[])]), []);
    assert_eq!(shadowed(&[("tag:a", &[]), ("", &[])]), []);
}

#[test]
fn a_proof_that_would_take_for_ever_is_none() {
    let deep =
        |word: &str| (0..12).fold(format!("tag:{word}"), |inner, n| format!("(tag:{n} or (tag:{n}{n} {inner}))"));
    assert_eq!(shadowed(&[(&deep("a"), &[]), (&deep("b"), &[])]), []);
}
