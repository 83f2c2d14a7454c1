//! One test for each type of event, and the round trip through a timeline.

mod any;

pub(crate) use any::version;

use super::*;
use crate::domain::ticket::timeline::{Event, fold};
use crate::domain::ticket::workflow::{Category, Status};
use crate::domain::ticket::{Link, apply};
use crate::domain::time::at;
use proptest::prelude::*;

/// A workflow with these statuses, in which nothing is forbidden or done by itself.
pub(crate) fn workflow(statuses: &[(&str, Category)]) -> Workflow {
    let status = |(name, category): &(&str, Category)| Status {
        name: (*name).to_owned(),
        category: *category,
        aliases: Vec::new(),
        until: *name == "postponed",
        shown_as: None,
        to: Vec::new(),
    };
    Workflow {
        name: "test".into(),
        statuses: statuses.iter().map(status).collect(),
        create: Vec::new(),
        first_assignment: None,
        requester_message: None,
        resolution_required: false,
        assign_on_reply: false,
        close_after_days: None,
    }
}

/// Statuses that are called as their categories are.
pub(crate) fn support() -> Workflow {
    workflow(&Category::ALL.map(|c| (c.as_str(), c)))
}

fn liveagent() -> Workflow {
    use Category::{Closed, New, Open, Pending, Solved};
    workflow(&[
        ("new", New),
        ("open", Open),
        ("answered", Pending),
        ("postponed", Pending),
        ("resolved", Solved),
        ("closed", Closed),
    ])
}

fn event(seq: u64, action: Action) -> StreamEvent {
    StreamEvent { ticket: "T1".into(), id: None, at: at(seq as i64 * 60), seq, actor: "ana".into(), action }
}

fn word(word: &str) -> StatusWord {
    StatusWord { word: word.into(), name: None }
}

fn create() -> Action {
    let description = Comment::new(Visibility::Public, Author::Requester, " Hola.\r\n\tx\u{0} ".into());
    Action::Create(Box::new(Create {
        title: "Printer".into(),
        status: word("new"),
        requester: Some("eva".into()),
        channel: Some("chat".into()),
        category: Some("hardware".into()),
        subcategory: Some("printer".into()),
        priority: Some(Priority::High),
        language: Some("es".into()),
        tags: vec!["a".into(), "b".into()],
        description: Some(description),
        more: Vec::new(),
    }))
}

fn field(name: &str, to: Value) -> Action {
    Action::Field { scope: Scope::Any, name: name.into(), to }
}

/// The ticket after these actions, one a minute; every one of them must change something.
fn after(workflow: &Workflow, actions: impl IntoIterator<Item = Action>) -> Ticket {
    let mut state = None;
    for (n, action) in (1..).zip(actions) {
        match replay(state.as_ref(), &event(n, action.clone()), workflow) {
            Replayed::Changes(changes) => state = apply(state, id_of("T1"), &changes),
            other => panic!("{action:?} came to {other:?}"),
        }
    }
    state.expect("something was created")
}

fn outcome(ticket: &Ticket, action: Action) -> Replayed {
    replay(Some(ticket), &event(99, action), &support())
}

#[test]
fn create_sets_all_that_it_names() {
    let ticket = after(&support(), [create()]);
    assert_eq!(ticket.id, TicketId::derived("events", "T1"));
    assert_eq!(ticket.refs, ["events:T1"]);
    assert_eq!((ticket.title.as_str(), ticket.status.as_str()), ("Printer", "new"));
    assert_eq!(ticket.category.as_deref(), Some("hardware/printer"));
    assert_eq!((ticket.priority, ticket.language.as_deref()), (Some(Priority::High), Some("es")));
    assert_eq!(ticket.tags, ["a", "b"]);
    assert_eq!(ticket.created, at(60));
    let [message] = &ticket.messages[..] else { panic!("one message") };
    assert_eq!(message.text, " Hola.\r\n\tx\u{0} ", "kept character for character");
    assert_eq!((message.from.as_deref(), message.role), (Some("eva"), Author::Requester));
    assert_eq!(message.id, TicketId::derived("events-message", "T1/1"));
}

#[test]
fn a_tag_named_twice_is_there_once() {
    let Action::Create(mut twice) = create() else { unreachable!() };
    twice.tags.push("a".into());
    assert_eq!(after(&support(), [Action::Create(twice)]).tags, ["a", "b"]);
}

#[test]
fn a_requester_that_is_not_named_stays_absent() {
    let Action::Create(mut bare) = create() else { unreachable!() };
    bare.requester = None;
    let ticket = after(&support(), [Action::Create(bare)]);
    assert_eq!((ticket.requester, ticket.messages[0].from.clone()), (None, None));
}

#[test]
fn status_closes_and_reopens_with_its_time() {
    let ticket = after(&support(), [create(), Action::Status(word("on-hold"))]);
    assert_eq!(ticket.status, "hold");
    let closed = after(&support(), [create(), Action::Status(word("closed"))]);
    assert_eq!(closed.closed, Some(at(120)));
    let open = after(&support(), [create(), Action::Status(word("closed")), Action::Status(word("open"))]);
    assert_eq!(open.closed, None);
    assert_eq!(outcome(&open, Action::Status(word("open"))), Replayed::Unchanged);
    assert_eq!(outcome(&open, Action::Status(word("opne"))), Replayed::Refused(Refusal::UnknownStatus));
}

#[test]
fn status_words_become_the_workflows_own_names() {
    let desk = liveagent();
    let ticket = after(&desk, [create(), Action::Status(word("pending"))]);
    assert_eq!(ticket.status, "answered");
    let ticket = after(&desk, [create(), Action::Status(word("postponed"))]);
    let pending = event(9, Action::Status(word("pending")));
    assert_eq!(replay(Some(&ticket), &pending, &desk), Replayed::Unchanged, "it is pending by another name");
    let ticket = after(&desk, [create(), Action::Status(word("on-hold"))]);
    assert_eq!(ticket.status, "hold", "a category that is switched off keeps its word");
}

#[test]
fn nothing_reacts_to_an_assignment_or_a_message() {
    let assign = Action::Assign { assignee: Some(Some("luis".into())), group: Some(Some("n1".into())) };
    let reply = Action::Comment(Comment::new(Visibility::Public, Author::Requester, "more".into()));
    let ticket = after(&support(), [create(), Action::Status(word("solved")), assign, reply]);
    assert_eq!(ticket.status, "solved");
    assert_eq!((ticket.assignee.as_deref(), ticket.group.as_deref()), (Some("luis"), Some("n1")));
}

#[test]
fn assign_clears_with_null_and_leaves_what_it_does_not_name() {
    let both = Action::Assign { assignee: Some(Some("luis".into())), group: Some(Some("n1".into())) };
    let clear = Action::Assign { assignee: Some(None), group: None };
    let ticket = after(&support(), [create(), both, clear.clone()]);
    assert_eq!((ticket.assignee.as_deref(), ticket.group.as_deref()), (None, Some("n1")));
    assert_eq!(outcome(&ticket, clear), Replayed::Unchanged);
}

#[test]
fn comment_keeps_its_role_and_its_author() {
    let said = |visibility, role| Action::Comment(Comment::new(visibility, role, "x".into()));
    let (note, bot) = (said(Visibility::Internal, Author::Agent), said(Visibility::Public, Author::Bot));
    let ticket = after(&support(), [create(), note, bot]);
    let roles: Vec<_> = ticket.messages.iter().map(|m| (m.visibility, m.role, m.from.as_deref())).collect();
    assert_eq!(roles[1], (Visibility::Internal, Author::Agent, Some("ana")));
    assert_eq!(roles[2], (Visibility::Public, Author::Bot, Some("ana")));
}

#[test]
fn priority_and_tags_change_once() {
    let tag = Action::Tag { add: vec!["c".into(), "a".into()], remove: vec!["b".into()] };
    let low = Action::Priority { to: Priority::Low };
    let ticket = after(&support(), [create(), low.clone(), tag.clone()]);
    assert_eq!((ticket.priority, ticket.tags.join(" ")), (Some(Priority::Low), "a c".into()));
    assert_eq!(outcome(&ticket, low), Replayed::Unchanged);
    assert_eq!(outcome(&ticket, tag), Replayed::Unchanged);
}

#[test]
fn field_sets_keys_of_the_ticket_and_custom_fields() {
    let custom = |name: &str, to| Action::Field { scope: Scope::Custom, name: name.into(), to };
    let due = field("due", "2026-01-01T01:00:00+01:00".into());
    let ticket = after(
        &support(),
        [
            create(),
            field("title", "Scanner".into()),
            field("category", "x".into()),
            field("subcategory", "y".into()),
            field("number", Value::Int(7)),
            due,
            field("service", "gateway".into()),
            custom("title", Value::Bool(true)),
            field("followers", Value::List(vec!["eva".into()])),
            field("closed", "2026-01-01T00:00:00Z".into()),
        ],
    );
    assert_eq!(
        (ticket.title.as_str(), ticket.category.as_deref(), ticket.number),
        ("Scanner", Some("x/y"), Some(7))
    );
    assert_eq!(ticket.get(Key::Due).as_deref(), Some("2026-01-01T00:00:00Z"));
    let fields = [("service".to_owned(), Value::from("gateway")), ("title".to_owned(), Value::Bool(true))];
    assert_eq!(ticket.fields, fields);
    assert_eq!(ticket.followers, ["eva"]);
    assert!(matches!(outcome(&ticket, field("service", Value::Null)), Replayed::Changes(_)));
}

#[test]
fn field_refuses_what_a_key_cannot_hold() {
    let ticket = after(&support(), [create()]);
    let bad = [
        field("priority", "P3".into()),
        field("due", "tomorrow".into()),
        field("created", Value::Null),
        field("title", Value::List(vec![])),
        field("tags", "a".into()),
        field("messages", Value::Map(vec![("no id".into(), Value::Null)])),
        Action::Merge { into: "T1".into(), id: None },
    ];
    for action in bad {
        assert_eq!(outcome(&ticket, action.clone()), Replayed::Refused(Refusal::BadValue), "{action:?}");
    }
}

#[test]
fn merge_closes_and_names_the_other_ticket() {
    let ticket = after(&support(), [create(), Action::Merge { into: "T2".into(), id: None }]);
    assert_eq!(ticket.merged_into, Some(id_of("T2")));
    assert_eq!((ticket.status.as_str(), ticket.closed), ("closed", Some(at(120))));
}

#[test]
fn the_last_csat_counts() {
    let rate = |score: &str| Action::Csat { score: score.into(), comment: None };
    let ticket = after(&support(), [create(), rate("bad"), rate("good")]);
    assert_eq!(ticket.csat, Some(Csat { score: "good".into(), comment: None }));
}

#[test]
fn events_before_and_creations_after_the_first_are_refused() {
    let open = event(1, Action::Status(word("open")));
    assert_eq!(replay(None, &open, &support()), Replayed::Refused(Refusal::UnknownTicket));
    assert_eq!(outcome(&after(&support(), [create()]), create()), Replayed::Refused(Refusal::AlreadyCreated));
}

/// A timeline made of versions of a ticket, as git would give it.
fn timeline(versions: &[Ticket]) -> Vec<Event> {
    let mut before: Option<&Ticket> = None;
    let mut events = Vec::new();
    for (n, version) in (0..).zip(versions) {
        events.push(Event {
            commit: format!("{n:040}"),
            at: at(n * 600),
            actor: "ana".into(),
            actor_name: "Ana".into(),
            source: None,
            subject: String::new(),
            changes: diff(before, version),
        });
        before = Some(version);
    }
    events
}

/// What a reader of the told events has.
fn heard(told: &[StreamEvent], workflow: &Workflow) -> Option<Ticket> {
    told.iter().fold(None, |state, said| match replay(state.as_ref(), said, workflow) {
        Replayed::Changes(changes) => apply(state, said.ticket_id(), &changes),
        other => panic!("{said:?} came to {other:?}"),
    })
}

fn told(id: TicketId, events: &[Event], workflow: &Workflow) -> Vec<StreamEvent> {
    retell(id, events, &Retelling { workflow, refs: &|_| None })
}

#[test]
fn an_export_says_what_an_import_said() {
    let desk = support();
    let said = [create(), Action::Status(word("on-hold")), Action::Merge { into: "T2".into(), id: None }];
    let mut events = Vec::new();
    let mut state = None;
    for (n, action) in (1..).zip(said.clone()) {
        let Replayed::Changes(changes) = replay(state.as_ref(), &event(n, action), &desk) else { panic!("no change") };
        state = apply(state, id_of("T1"), &changes);
        let mut one = timeline(&[after(&desk, [create()])]).remove(0);
        (one.at, one.changes) = (at(n as i64 * 60), changes);
        events.push(one);
    }
    let refs = |id| (id == id_of("T2")).then(|| vec!["mail:x".into(), "events:T2".into()]);
    let mut out = retell(id_of("T1"), &events, &Retelling { workflow: &desk, refs: &refs });
    if let Action::Create(create) = &mut out[0].action
        && let Some(description) = &mut create.description
    {
        assert_eq!(description.id.take(), Some(TicketId::derived("events-message", "T1/1")));
    }
    let actions: Vec<_> = out.into_iter().map(|e| e.action).collect();
    assert_eq!(actions, said);
}

#[test]
fn a_reply_that_solves_is_told_as_message_then_status() {
    let first = Ticket::new(TicketId::from_bits([7; 8]), "t".into(), "open".into(), at(0));
    let mut second = first.clone();
    (second.status, second.assignee) = ("solved".into(), Some("luis".into()));
    second.messages.push(Message {
        id: TicketId::from_bits([9; 8]),
        at: at(600),
        from: Some("luis".into()),
        role: Author::Agent,
        channel: None,
        visibility: Visibility::Public,
        text: "done".into(),
        unknown: Vec::new(),
    });
    let out = told(first.id, &timeline(&[first.clone(), second.clone()]), &support());
    let kinds: Vec<_> = out.iter().map(|e| std::mem::discriminant(&e.action)).collect();
    let example = |action: &Action| std::mem::discriminant(action);
    let assign = Action::Assign { assignee: None, group: None };
    let comment = Action::Comment(Comment::new(Visibility::Public, Author::Agent, String::new()));
    assert_eq!(kinds[1..], [example(&comment), example(&assign), example(&Action::Status(word("solved")))]);
    assert_eq!(out[0].id, Some(first.id), "its id does not derive from a name of the stream");
    assert_eq!(heard(&out, &support()), Some(second));
}

#[test]
fn a_message_older_than_its_commit_is_told_once_with_its_own_time() {
    let first = Ticket::new(TicketId::from_bits([7; 8]), "t".into(), "open".into(), at(0));
    let mut second = first.clone();
    second.messages.push(Message {
        id: TicketId::from_bits([9; 8]),
        at: at(300),
        from: None,
        role: Author::Requester,
        channel: Some("email".into()),
        visibility: Visibility::Public,
        text: "late".into(),
        unknown: vec![("to".into(), "desk".into())],
    });
    let out = told(first.id, &timeline(&[first, second]), &support());
    let [_, said] = &out[..] else { panic!("one event for each commit: {out:?}") };
    let Action::Comment(comment) = &said.action else { panic!("a message: {said:?}") };
    assert_eq!((comment.written, &comment.from), (Some(at(300)), &Some(None)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever a ticket went through, a reader of its export has the same ticket after each step.
    #[test]
    fn an_export_loses_nothing(versions in proptest::collection::vec(version(), 1..5)) {
        let desk = liveagent();
        let events = timeline(&versions);
        let id = versions[0].id;
        for length in 1..=events.len() {
            let events = &events[..length];
            let told = told(id, events, &desk);
            let (heard, goal) = (heard(&told, &desk), fold(id, events).expect("it was created"));
            prop_assert_eq!(goal.created, versions[length - 1].created);
            prop_assert_eq!(diff(heard.as_ref(), &goal), vec![]);
        }
    }
}
