//! What a mail may do, and what is kept of it.

use super::{NORA, count, file, first, is_sound, mail, said, ticket, took};
use crate::support::World;

#[test]
fn a_stranger_is_kept_internally_and_changes_nothing() {
    let world = World::with_desk();
    let id = first(&world);
    world.desk(&["pend", &id, "-m", "Which card?"]).ok();
    let told = took(
        &world,
        &mail("mallory@example.com", 2, &format!("References: <git-desk.{id}@x>\nSubject: Re"), "I am Nora."),
    );
    assert_eq!((told.0.as_str(), told.1.as_str(), told.2.as_str()), ("updated", "stranger", id.as_str()));
    let all = said(&world, &id);
    let last = all.iter().find(|one| one[0] == "mallory@example.com").expect("a message");
    assert_eq!(*last, ["mallory@example.com", "requester", "internal", "I am Nora."]);
    assert_eq!(ticket(&world, &id)["status"], "pending");
    let public = world.desk(&["show", &id, "--public"]).ok();
    assert!(!public.contains("I am Nora."), "{public}");
    // It is filed by who runs this: nobody follows or speaks for having been named.
    assert_eq!(world.git(&["log", "-1", "--format=%ae", "tickets"]).trim(), "ana@example.com");
    is_sound(&world);
}

#[test]
fn an_address_of_staff_gives_nobody_the_rights_of_staff() {
    let world = World::with_desk();
    let id = first(&world);
    world.desk(&["solve", &id, "-m", "Done."]).ok();
    // Ana is the admin of this desk; anybody can write her address.
    let told = took(
        &world,
        &mail("Ana <ana@example.com>", 2, &format!("References: <git-desk.{id}@x>\nSubject: Re"), "Reopen it."),
    );
    assert_eq!((told.1.as_str(), ticket(&world, &id)["status"].as_str()), ("stranger", Some("solved")));
    assert_eq!(said(&world, &id).pop().expect("a message")[1..3], ["requester".to_owned(), "internal".to_owned()]);
    // A ticket of her own is a requester's ticket.
    let (_, _, own) = took(&world, &mail("Ana <ana@example.com>", 3, "Subject: My own", "My screen."));
    assert_eq!(said(&world, &own)[0][1], "requester");
    let answer = took(&world, &mail("ana@example.com", 4, "In-Reply-To: <m3@example.com>\nSubject: Re", "More."));
    assert_eq!(answer.1, "message");
    assert_eq!(ticket(&world, &own)["assignee"], serde_json::Value::Null);
    is_sound(&world);
}

#[test]
fn a_machine_is_kept_internally_and_changes_nothing() {
    let world = World::with_desk();
    let id = first(&world);
    world.desk(&["solve", &id, "-m", "Done."]).ok();
    let about = format!("References: <git-desk.{id}@x>");
    let machines = [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "X-Git-Desk: acme",
        "X-Failed-Recipients: nora@example.com",
    ];
    for (n, header) in (2..).zip(machines) {
        let told = took(&world, &mail(NORA, n, &format!("{header}\n{about}\nSubject: Re"), "I am away."));
        assert_eq!(
            (told.0.as_str(), told.1.as_str(), told.2.as_str()),
            ("updated", "machine", id.as_str()),
            "{header}"
        );
        let last = said(&world, &id).pop().expect("a message");
        assert_eq!(last[1..3], ["bot".to_owned(), "internal".to_owned()], "{header}");
        assert_eq!(ticket(&world, &id)["status"], "solved", "{header}");
    }
    // One that is about nothing is a ticket, so that nothing is lost, and says what it is.
    let (action, _, new) =
        took(&world, &mail("cron@example.com", 40, "Auto-Submitted: auto-generated\nSubject: Cron", "Disk full."));
    assert_eq!((action.as_str(), &ticket(&world, &new)["tags"]), ("created", &serde_json::json!(["auto-reply"])));
    assert_eq!(said(&world, &new)[0][2], "internal");
    // Exchange marks people's mail so.
    let person = took(&world, &mail(NORA, 41, &format!("X-Auto-Response-Suppress: All\n{about}\nSubject: Re"), "No!"));
    assert_eq!((person.0.as_str(), person.1.as_str()), ("reopened", "message"));
    is_sound(&world);
}

#[test]
fn a_bounce_lands_on_the_ticket_whose_mail_came_back() {
    let world = World::with_desk();
    let id = first(&world);
    let bounce = format!(
        "From: MAILER-DAEMON@mx.example\nMessage-ID: <b@mx.example>\nDate: Tue, 10 Nov 2026 12:00:00 +0100\n\
         Subject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\n\nNot delivered.\n--b\nContent-Type: message/rfc822\n\n\
         Message-ID: <git-desk.{id}.3f9a0c7kqe@acme.example>\nSubject: x\n\nours\n--b--\n"
    );
    assert_eq!(took(&world, &bounce), ("updated".into(), "machine".into(), id.clone()));
    let verp = mail(
        "MAILER-DAEMON@mx.example",
        9,
        &format!("Delivered-To: desk+{id}@acme.example\nSubject: Failed"),
        "No.",
    );
    assert_eq!(took(&world, &verp), ("updated".into(), "machine".into(), id));
    is_sound(&world);
}

#[test]
fn our_own_mail_that_comes_back_is_left_alone() {
    let world = World::with_desk();
    let id = first(&world);
    let message = ticket(&world, &id)["messages"][0]["id"].as_str().expect("an id").to_owned();
    let own =
        format!("From: desk@acme.example\nMessage-ID: <git-desk.{id}.{message}@acme.example>\nSubject: [#{id}]\n\nx\n");
    assert_eq!(took(&world, &own), ("suppressed".into(), "own-mail".into(), id.clone()));
    assert_eq!(said(&world, &id).len(), 1);
    // From the desk's own address, but none of its messages: of a machine at any rate.
    let path = file(&world, "x.eml", mail("Desk <desk@acme.example>", 7, "Subject: Loop", "x").as_bytes());
    let told = world.desk(&["intake", "mail", &path, "--address", "DESK@acme.example", "--json"]).json();
    assert_eq!(told["intake"][0]["reason"], "machine");
}

#[test]
fn one_sender_cannot_flood_the_desk() {
    let world = World::with_desk();
    let all: String = (0..40)
        .map(|n| format!("From x Tue Nov 10 10:00:00 2026\n{}\n", mail(NORA, n, &format!("Subject: {n}"), "Buy.")))
        .collect();
    let path = file(&world, "flood.mbox", all.as_bytes());
    let told = world.desk(&["intake", "mbox", &path, "--max-per-hour", "10", "--json"]).json();
    let told = told["intake"].as_array().expect("a list");
    let made = told.iter().filter(|one| one["action"] == "created").count();
    let aside = told.iter().filter(|one| one["reason"] == "too-many").count();
    assert_eq!((told.len(), made, aside, count(&world)), (40, 10, 30, 10));
    // Again changes nothing, and another sender is not hindered.
    let tip = world.git(&["rev-parse", "tickets"]);
    let again = world.desk(&["intake", "mbox", &path, "--max-per-hour", "10", "--json"]).json();
    assert!(again["intake"].as_array().expect("a list").iter().all(|one| one["action"] == "duplicate"));
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    assert_eq!(took(&world, &mail("eva@example.com", 59, "Subject: y", "y")).0, "created");
    is_sound(&world);
}

#[test]
fn what_is_quoted_and_signed_is_kept_out_of_sight() {
    let world = World::with_desk();
    let id = first(&world);
    let text =
        "It works now.\n\nOn Tue, Nov 10, 2026 at 10:05 AM Desk <desk@acme.example> wrote:\n> Which card?\n\n-- \nNora";
    took(&world, &mail(NORA, 2, "In-Reply-To: <m1@example.com>\nSubject: Re: It fails", text));
    assert_eq!(said(&world, &id)[1][3], "It works now.");
    let body = world.git(&["log", "-1", "--format=%B", "tickets"]);
    assert!(body.contains("> Which card?") && body.contains("Message-Id: m2@example.com"), "{body}");
    // A long one is a file.
    let long = format!(
        "Yes.\n\nOn Tue, Nov 10, 2026 at 10:05 AM Desk <d@x.y> wrote:\n{}",
        "> a long line of words\n".repeat(2_000)
    );
    took(&world, &mail(NORA, 3, "In-Reply-To: <m1@example.com>\nSubject: Re: It fails", &long));
    let files = ticket(&world, &id)["attachments"].take();
    assert_eq!((files[0]["name"].as_str(), files.as_array().map(Vec::len)), (Some("quoted.txt"), Some(1)));
}

#[test]
fn files_are_attached_under_safe_names_and_the_source_where_it_is_asked_for() {
    let world = World::with_desk();
    let parts = "Subject: Files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    let body = "--b\n\nSee below.\n--b\nContent-Type: image/png; name=\"../../etc/pass\u{1b}wd\"\n\
                Content-Transfer-Encoding: base64\n\niVBORw0K\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner\n--b--\n";
    let path = file(&world, "files.eml", mail(NORA, 1, parts.trim_end(), body).as_bytes());
    let told = world.desk(&["intake", "mail", &path, "--keep-source", "--json"]).json();
    let id = told["intake"][0]["ticket"].as_str().expect("an id").to_owned();
    let files = ticket(&world, &id)["attachments"].take();
    let names: Vec<&str> = files.as_array().expect("a list").iter().filter_map(|f| f["name"].as_str()).collect();
    assert_eq!(names, ["pass wd", "inner.eml", "mail.eml"]);
    let source = world.desk(&["attachment", &id, "mail.eml"]).ok();
    assert!(source.starts_with("From: Nora Ruiz"), "{source}");
    is_sound(&world);
}

#[test]
fn what_is_larger_than_the_desk_takes_is_named_and_the_rest_kept() {
    let world = World::with_desk();
    world.git(&["worktree", "add", "-q", "../tree", "tickets"]);
    let tree = world.root().join("tree");
    let settings = std::fs::read_to_string(tree.join("desk.yaml")).expect("settings");
    std::fs::write(tree.join("desk.yaml"), format!("{settings}\nlimits:\n  attachment: 100\n  message: 200\n"))
        .expect("it is written");
    world.git_in(&tree, &["commit", "-qam", "limits"]);
    let body = format!(
        "--b\n\n{}\n--b\nContent-Type: application/x; name=big.bin\n\n{}\n--b--\n",
        "words ".repeat(10),
        "x".repeat(500)
    );
    let told = took(&world, &mail(NORA, 1, "Subject: Large\nContent-Type: multipart/mixed; boundary=b", &body));
    assert_eq!(told.0, "created");
    assert!(
        said(&world, &told.2)[0][3].ends_with("[left out: big.bin, 500 bytes]"),
        "{:?}",
        said(&world, &told.2)
    );
    let told = took(&world, &mail(NORA, 2, "Subject: Long", &"words ".repeat(100)));
    let ticket = ticket(&world, &told.2);
    assert!(ticket["messages"][0]["text"].as_str().expect("text").len() <= 200);
}
