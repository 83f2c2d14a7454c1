//! Threads, who speaks in them, and mail that is none.

use super::super::item::{Item, Said, What};
use super::*;
use crate::domain::ticket::model::{Author, Visibility};

const SUPPORT: &[u8] = include_bytes!("../../../../tests/migration/support.mbox");

/// A mail of a minute of that day.
fn mail(minute: u8, id: &str, more: &str) -> String {
    format!(
        "From x Mon Mar  3 09:00:00 2025\nFrom: {id}@x.example\nTo: desk@acme.example\nSubject: {id}\nDate: Mon, 3 Mar 2025 10:{minute:02}:00 +0000\nMessage-ID: <{id}>\n{more}\nText of {id}.\n\n"
    )
}

fn of(text: &str) -> Export {
    read(text.as_bytes(), &Mapping::default()).expect("a mailbox")
}

fn said(item: &Item) -> Vec<&Said> {
    item.steps
        .iter()
        .filter_map(|step| if let What::Comment(said) = &step.what { Some(said) } else { None })
        .collect()
}

/// The threads by their mails.
fn threads(export: &Export) -> Vec<(&str, Vec<&str>)> {
    let ids = |item| said(item).iter().map(|one| one.id.as_str()).collect();
    export.items.iter().map(|item| (item.key.as_str(), ids(item))).collect()
}

#[test]
fn mails_that_answer_one_another_are_one_ticket_wherever_they_stand() {
    let a = mail(1, "a", "");
    let b = mail(2, "b", "References: <a>\n");
    let c = mail(3, "c", "In-Reply-To: <b>\n");
    let d = mail(4, "d", "");
    for order in [[&a, &b, &c, &d], [&c, &d, &b, &a]] {
        let export = of(&order.map(String::as_str).concat());
        assert_eq!(threads(&export), [("a", vec!["a", "b", "c"]), ("d", vec!["d"])]);
    }
}

#[test]
fn without_its_first_mail_a_thread_is_known_by_its_name() {
    let b = mail(2, "b", "References: <a> <gone>\n");
    let c = mail(3, "c", "References: <a>\n");
    assert_eq!(threads(&of(&(b + &c))), [("a", vec!["b", "c"])]);
}

/// Two threads stay two, though somebody answers both.
#[test]
fn an_answer_to_two_threads_joins_the_nearer_one_only() {
    let text = mail(1, "a", "") + &mail(2, "b", "") + &mail(3, "c", "In-Reply-To: <b>\nReferences: <a>\n");
    assert_eq!(threads(&of(&text)), [("a", vec!["a"]), ("b", vec!["b", "c"])]);
}

#[test]
fn a_circle_of_answers_is_one_thread_of_its_earliest() {
    let circle =
        [mail(3, "a", "In-Reply-To: <c>\n"), mail(2, "b", "In-Reply-To: <a>\n"), mail(4, "c", "In-Reply-To: <b>\n")];
    let own = mail(5, "d", "In-Reply-To: <d>\nReferences: <a>\n");
    assert_eq!(threads(&of(&(circle.concat() + &own))), [("b", vec!["b", "a", "c", "d"])]);
}

#[test]
fn strangers_and_machines_speak_internally_and_whoever_was_written_to_answers() {
    let export = read(SUPPORT, &Mapping::default()).expect("a mailbox");
    let item = &export.items[0];
    let told: Vec<_> = said(item).iter().map(|one| (one.id.as_str(), one.role, one.visibility)).collect();
    let expected = [
        ("root-1@kunde.example", Author::Requester, Visibility::Public),
        ("answer-1@acme.example", Author::Agent, Visibility::Public),
        ("auto-1@kunde.example", Author::Bot, Visibility::Internal),
        ("boss-1@kunde.example", Author::Requester, Visibility::Public),
        ("eve-1@evil.example", Author::Requester, Visibility::Internal),
    ];
    assert_eq!(told, expected);
    assert_eq!(item.followers, ["boss@kunde.example"]);
    let first = said(item)[0];
    assert!(first.text.contains("\n\nFrom here on"), "{}", first.text);
    assert_eq!((first.files[0].name.as_str(), first.files[0].bytes.len()), ("factura.pdf", 22));
    let answer = said(item)[1];
    assert_eq!(answer.text, "You are right. We send another one.");
    assert!(answer.quoted.as_ref().is_some_and(|quoted| quoted.contains("> The total")), "{:?}", answer.quoted);
}

#[test]
fn staff_that_writes_first_asks_nothing() {
    for staff in ["staff: [luis@ACME.example]", "staff: ['@acme.example']"] {
        let mapping = Mapping::read(staff.as_bytes()).expect("a mapping");
        let export = read(SUPPORT, &mapping).expect("a mailbox");
        let item = export.items.iter().find(|item| item.key == "root-2@acme.example").expect("it is there");
        assert_eq!(item.requester.as_deref(), Some("pau@other.example"));
        let roles: Vec<Author> = said(item).iter().map(|one| one.role).collect();
        assert_eq!(roles, [Author::Agent, Author::Requester]);
    }
    assert!(Mapping::read(b"staff: luis").is_err());
}

#[test]
fn a_mail_without_a_date_came_when_the_mailbox_says_and_what_is_none_is_named() {
    let export = read(SUPPORT, &Mapping::default()).expect("a mailbox");
    let item = export.items.iter().find(|item| item.key == "root-2@acme.example").expect("it is there");
    assert_eq!(crate::domain::time::stamp(item.steps[1].at), "2025-03-06T09:00:00Z");
    assert_eq!(export.bad, [("#9".to_owned(), Cause::Twice), ("#10".to_owned(), Cause::NoMail)]);
    assert_eq!(of("Subject: x\n\nhi\n").bad, [("#1".to_owned(), Cause::Missing { key: "Date" })]);
    assert_eq!(read(b" \n", &Mapping::default()).err(), Some(Unreadable::Empty));
}

#[test]
fn without_a_message_id_the_same_mail_has_the_same_name() {
    let nameless = mail(1, "a", "").replace("Message-ID: <a>\n", "");
    let export = of(&(nameless.clone() + &nameless + &mail(2, "b", "")));
    assert_eq!(export.items.len(), 2);
    assert!(export.items[0].key.starts_with("nameless."), "{}", export.items[0].key);
    assert_eq!(export.bad, [("#2".to_owned(), Cause::Twice)]);
}

/// A mail that answers one of a git-desk belongs to the ticket that this came from.
#[test]
fn what_a_desk_sent_leads_to_its_ticket() {
    let export = of(&mail(1, "a", "In-Reply-To: <git-desk.k39fq2m7xd.3f9a0c7kqe@acme.example>\n"));
    assert_eq!(export.items[0].ticket.map(|id| id.to_string()).as_deref(), Some("k39fq2m7xd"));
}
