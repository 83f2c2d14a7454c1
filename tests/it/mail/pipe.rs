//! Where mails come from, and what a mail server hears.

use super::{NORA, count, file, mail, take, took};
use crate::support::World;
use std::fs;

#[test]
fn a_pipe_is_told_to_try_again_whatever_hinders() {
    let text = mail(NORA, 1, "Subject: x", "x");
    // No desk, no repository, no identity: nothing of it is the sender's fault.
    let world = World::new();
    for args in [&["intake", "mail"][..], &["intake", "mail", "-"], &["intake", "mail", "-", "--json"]] {
        world.desk_with(args, &text).fails(75);
    }
    let outside = world.root().join("home");
    let out = world.run_in(&outside, env!("CARGO_BIN_EXE_git-desk"), &["intake", "mail", "-"], &text);
    assert_eq!(out.code, 75, "{}", out.stderr);
    // A file is no pipe: the usual code.
    let path = file(&world, "x.eml", text.as_bytes());
    world.desk(&["intake", "mail", &path]).fails(4);
    let world = World::with_desk();
    let broken = world.root().join("repo/.git/refs/heads/tickets");
    let tip = fs::read(&broken).expect("a ref");
    fs::write(&broken, "0123456789012345678901234567890123456789\n").expect("it is written");
    world.desk_with(&["intake", "mail", "-"], &text).fails(75);
    fs::write(&broken, tip).expect("it is written");
    world.desk_with(&["intake", "mail", "-"], &text).ok();
    assert_eq!(count(&world), 1);
}

#[test]
fn what_is_no_mail_is_refused_by_name_in_both_languages() {
    let world = World::with_desk();
    let out = world.desk_with(&["intake", "mail", "-"], "no header at all\n");
    assert_eq!((out.code, out.stdout.contains("not a mail: it has no headers")), (4, true), "{}", out.stdout);
    let out = world.desk_with(&["intake", "mail", "-", "--lang", "es"], "\n");
    assert_eq!((out.code, out.stdout.contains("no hay nada dentro")), (4, true), "{}", out.stdout);
    world.desk(&["intake", "mbox"]).fails(2);
    world.desk(&["intake", "mail", "absent.eml"]).fails(4);
    world.desk(&["intake", "mail", "--root", "x"]).fails(2);
}

#[test]
fn a_mailbox_is_taken_in_mail_by_mail_and_again_adds_nothing() {
    let world = World::with_desk();
    let quoted = mail("eva@example.com", 2, "Subject: Two", "Before.\n\n>From here 10:00 on 2026 it fails.");
    let all = format!(
        "From ana Tue Nov 10 10:00:00 2026\n{}\nFrom eva Tue Nov 10 10:00:00 2026\n{quoted}\nFrom ana Tue Nov 10 10:00:00 2026\n{}\n",
        mail(NORA, 1, "Subject: One", "One."),
        mail(NORA, 3, "In-Reply-To: <m1@example.com>\nSubject: Re: One", "Three.")
    );
    let path = file(&world, "all.mbox", all.as_bytes());
    let dry = world.desk(&["intake", "mbox", &path, "--dry-run", "-q", "--json"]).json();
    assert_eq!((dry["intake"][2]["action"].as_str(), count(&world)), (Some("updated"), 0));
    let told = world.desk(&["intake", "mbox", &path, "--json"]).json();
    let actions: Vec<&str> = told["intake"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|o| o["action"].as_str())
        .collect();
    assert_eq!(actions, ["created", "created", "updated"]);
    let again = world.desk(&["intake", "mbox", &path, "--json"]).json();
    assert!(again["intake"].as_array().expect("a list").iter().all(|one| one["action"] == "duplicate"));
    assert_eq!(count(&world), 2);
    let both = world.desk_with(&["intake", "mbox", "-", "--lang", "es"], &all).ok();
    assert!(both.contains("ya conocido") || both.contains("conocid"), "{both}");
}

#[test]
fn a_maildir_is_taken_in_and_stays_as_it_is() {
    let world = World::with_desk();
    let dir = world.root().join("Maildir");
    for folder in ["new", "cur", "tmp"] {
        fs::create_dir_all(dir.join(folder)).expect("a folder");
    }
    fs::write(dir.join("new/1002.b"), mail(NORA, 2, "In-Reply-To: <m1@example.com>\nSubject: Re: One", "Two."))
        .expect("a mail");
    fs::write(dir.join("cur/1001.a:2,S"), mail(NORA, 1, "Subject: One", "One.")).expect("a mail");
    fs::write(dir.join("tmp/1003.c"), mail(NORA, 3, "Subject: Unfinished", "x")).expect("a mail");
    let told = world.desk(&["intake", "maildir", &dir.display().to_string(), "--json"]).json();
    let actions: Vec<&str> = told["intake"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|o| o["action"].as_str())
        .collect();
    assert_eq!((actions.as_slice(), count(&world)), (&["created", "updated"][..], 1));
    assert!(dir.join("new/1002.b").exists() && dir.join("cur/1001.a:2,S").exists());
    world.desk(&["intake", "maildir", "absent"]).fails(4);
}

#[test]
fn dates_that_cannot_be_are_not_believed() {
    let world = World::with_desk();
    let dated = |n: u32, date: &str, received: &str| {
        let text = mail(NORA, n, "Subject: x", "x").replace("Tue, 10 Nov 2026", date);
        take(&world, &format!("{received}{text}"))["ticket"].as_str().expect("an id").to_owned()
    };
    let created = |id: &str| super::ticket(&world, id)["created"].as_str().unwrap_or_default().to_owned();
    // In the future: now. Far from when a server took it: that.
    assert!(created(&dated(1, "Tue, 10 Nov 2099", "")).as_str() < "2027");
    let received = "Received: from x by y; Mon, 9 Nov 2026 10:00:00 +0000\n";
    assert_eq!(created(&dated(2, "Thu, 1 Jan 1998", received)), "2026-11-09T10:00:00Z");
    assert_eq!(created(&dated(3, "Mon, 9 Nov 2026", received)), "2026-11-09T09:03:00Z");
    let nonsense = mail(NORA, 4, "Subject: y", "y").replace("Date: Tue, 10 Nov 2026", "Date: yesterday,");
    assert_eq!(took(&world, &nonsense).0, "created");
}
