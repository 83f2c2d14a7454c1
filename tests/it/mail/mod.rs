//! Mail through the program: which ticket it is about, what it may do there, what is kept of it, and whatever
//! strangers send to do harm.

mod hostile;
mod inbox;
mod pipe;
mod rules;
mod threads;

use crate::support::{Out, World};
use serde_json::Value;
use std::fs;

/// Who asks in most of these mails.
const NORA: &str = "Nora Ruiz <nora@example.com>";

/// A mail from somebody, at a minute of 10:00 on 10 November, with more headers.
fn mail(from: &str, n: u32, more: &str, text: &str) -> String {
    let more = if more.is_empty() { String::new() } else { format!("{more}\n") };
    format!(
        "From: {from}\nTo: Desk <desk@acme.example>\nDate: Tue, 10 Nov 2026 10:{n:02}:00 +0100\n\
         Message-ID: <m{n}@example.com>\n{more}\n{text}\n"
    )
}

/// Takes a mail in; gives what became of it.
#[track_caller]
fn take(world: &World, mail: &str) -> Value {
    world.desk_with(&["intake", "mail", "--json"], mail).json()["intake"][0].take()
}

/// Takes a mail in; gives action, reason and ticket.
#[track_caller]
fn took(world: &World, mail: &str) -> (String, String, String) {
    let told = take(world, mail);
    let word = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    (word("action"), word("reason"), word("ticket"))
}

/// Nora's first mail, and the ticket that comes of it.
#[track_caller]
fn first(world: &World) -> String {
    let (action, reason, ticket) = took(world, &mail(NORA, 1, "Subject: It fails", "The payment fails."));
    assert_eq!((action.as_str(), reason.as_str()), ("created", "new"));
    ticket
}

#[track_caller]
fn ticket(world: &World, id: &str) -> Value {
    world.desk(&["show", id, "--json"]).json()["ticket"].take()
}

/// The messages of a ticket: from, role, visibility, text.
#[track_caller]
fn said(world: &World, id: &str) -> Vec<[String; 4]> {
    let ticket = ticket(world, id);
    let word = |value: &Value| value.as_str().unwrap_or_default().trim_end().to_owned();
    let all = ticket["messages"].as_array().expect("a list");
    all.iter()
        .map(|m| ["from", "role", "visibility", "text"].map(|key| word(&m[key])))
        .collect()
}

#[track_caller]
fn count(world: &World) -> usize {
    let all = world.git(&["ls-tree", "-r", "--name-only", "tickets", "tickets/"]);
    all.lines().count()
}

/// The desk is sound, to us and to git.
#[track_caller]
fn is_sound(world: &World) {
    let checked = world.desk(&["check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    world.fsck();
}

fn file(world: &World, name: &str, bytes: &[u8]) -> String {
    let path = world.repo().join(name);
    fs::write(&path, bytes).expect("a file");
    path.display().to_string()
}

/// Takes in raw bytes by way of a file.
fn take_raw(world: &World, bytes: &[u8]) -> Out {
    let path = file(world, "raw.eml", bytes);
    world.desk(&["intake", "mail", &path, "--json"])
}
