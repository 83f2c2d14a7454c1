//! Which ticket a mail is about.

use super::{NORA, count, first, is_sound, mail, said, ticket, took};
use crate::support::World;

#[test]
fn a_first_mail_makes_a_ticket_of_its_sender() {
    let world = World::with_desk();
    let (_, _, id) = took(
        &world,
        &mail(
            NORA,
            1,
            "Subject: No puedo pagar\nCc: Eva <eva@example.com>, nora@example.com",
            "Desde esta mañana no puedo pagar con la tarjeta.",
        ),
    );
    let ticket = ticket(&world, &id);
    let keys =
        ["title", "requester", "channel", "status", "language"].map(|key| ticket[key].as_str().unwrap_or_default());
    assert_eq!(keys, ["No puedo pagar", "nora@example.com", "email", "new", "es"]);
    assert_eq!(ticket["followers"], serde_json::json!(["eva@example.com"]));
    assert_eq!(ticket["created"], "2026-11-10T09:01:00Z");
    let author = world.git(&["log", "-1", "--format=%an|%ae|%aI|%cn", "tickets"]);
    assert_eq!(author.trim(), "Nora Ruiz|nora@example.com|2026-11-10T09:01:00Z|Ana");
    is_sound(&world);
}

#[test]
fn the_same_mail_twice_is_one_message() {
    let world = World::with_desk();
    let id = first(&world);
    let known = |mail: &str| {
        let (action, reason, on) = took(&world, mail);
        assert_eq!((action.as_str(), reason.as_str(), on.as_str()), ("duplicate", "known", id.as_str()));
    };
    known(&mail(NORA, 1, "Subject: It fails", "The payment fails."));
    let answer = mail(NORA, 2, "In-Reply-To: <m1@example.com>\nSubject: Re: It fails", "Still.");
    assert_eq!(took(&world, &answer).0, "updated");
    known(&answer);
    // Over another way, with other headers.
    known(&format!("Received: from x by y; Tue, 10 Nov 2026 11:00:00 +0100\n{answer}"));
    let tip = world.git(&["rev-parse", "tickets"]);
    known(&answer);
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    assert_eq!((count(&world), said(&world, &id).len()), (1, 2));
    // Somebody else's mail of the same name is another mail.
    let (action, _, other) = took(&world, &mail("mallory@example.com", 1, "Subject: Other", "Other words."));
    assert_eq!((action.as_str(), other == id), ("created", false));
    let again = took(&world, &mail("mallory@example.com", 1, "Subject: Other", "Other words."));
    assert_eq!((again.0.as_str(), again.2), ("duplicate", other));
    is_sound(&world);
}

#[test]
fn a_message_that_was_split_off_is_known_when_its_mail_comes_again() {
    let world = World::with_desk();
    // No mail made this ticket, so that it is not found by its sender either.
    let new = world.desk(&["new", "It fails", "--requester", "nora@example.com", "--json"]).json();
    let id = new["ticket"]["id"].as_str().expect("an id").to_owned();
    let ours = format!("In-Reply-To: <git-desk.{id}@acme.example>\nSubject: Re: It fails");
    let first = mail(NORA, 2, &ours, "Still so.");
    assert_eq!(took(&world, &first).0, "updated");
    let answer = mail(NORA, 3, &ours, "And the printer burns.");
    assert_eq!(took(&world, &answer).0, "updated");
    let message = ticket(&world, &id)["messages"][1]["id"].as_str().expect("an id").to_owned();
    let split = world
        .desk(&["split", &id, "--messages", &message, "--title", "The printer burns", "--json"])
        .json();
    let all = split["tickets"].as_array().expect("two tickets");
    let other = all.iter().filter_map(|t| t["id"].as_str()).find(|other| *other != id).expect("a new one");
    let (action, reason, on) = took(&world, &answer);
    assert_eq!((action.as_str(), reason.as_str(), on.as_str()), ("duplicate", "known", other));
    is_sound(&world);
}

#[test]
fn a_mail_without_an_id_is_known_by_what_it_says() {
    let world = World::with_desk();
    let nameless = "From: ana@example.com\nDate: Tue, 10 Nov 2026 10:00:00 +0100\nSubject: x\n\nNo id.\n";
    assert_eq!(took(&world, nameless).0, "created");
    assert_eq!(took(&world, nameless).0, "duplicate");
    assert_eq!(took(&world, &nameless.replace("No id", "Other")).0, "created");
}

#[test]
fn our_own_ids_lead_to_their_ticket() {
    let world = World::with_desk();
    let id = first(&world);
    let headers = [
        format!("In-Reply-To: <git-desk.{id}.3f9a0c7kqe@acme.example>"),
        format!("References: <other@x> <git-desk.{id}@acme.example> <unknown@y>"),
        format!("References: <GIT-DESK.{}@ACME.EXAMPLE>", id.to_uppercase()),
        "In-Reply-To: <m1@example.com>".to_owned(),
    ];
    for (n, header) in (2..).zip(&headers) {
        let told = took(&world, &mail(NORA, n, &format!("{header}\nSubject: Anything"), "More."));
        assert_eq!((told.0.as_str(), told.2.as_str()), ("updated", id.as_str()), "{header}");
    }
    assert_eq!(count(&world), 1);
    is_sound(&world);
}

#[test]
fn addresses_and_subjects_lead_there_only_who_takes_part() {
    let world = World::with_desk();
    let id = first(&world);
    let number = ticket(&world, &id)["number"].as_u64();
    let ways = [
        format!("Delivered-To: desk+{id}@acme.example\nSubject: Hello"),
        format!("Cc: Desk <DESK+{}@acme.example>\nSubject: Hello", id.to_uppercase()),
        format!("Subject: Re: [#{id}] Hello"),
        format!("Subject: Re: [#{}] Hello", number.map_or_else(|| id.clone(), |n| n.to_string())),
    ];
    for (n, way) in (2..).zip(&ways) {
        let told = took(&world, &mail(NORA, n, way, "More."));
        assert_eq!((told.0.as_str(), told.2.as_str()), ("updated", id.as_str()), "{way}");
    }
    for (n, way) in (20..).zip(&ways) {
        let told = took(&world, &mail("mallory@example.com", n, way, "More."));
        assert_eq!((told.0.as_str(), told.2 == id), ("created", false), "{way}");
    }
    assert_eq!((said(&world, &id).len(), count(&world)), (5, 5));
    is_sound(&world);
}

#[test]
fn followers_take_part() {
    let world = World::with_desk();
    let (_, _, id) = took(&world, &mail(NORA, 1, "Subject: x\nCc: eva@example.com", "One."));
    let told = took(&world, &mail("EVA@example.com", 2, "In-Reply-To: <m1@example.com>\nSubject: Re: x", "Two."));
    assert_eq!((told.0.as_str(), told.1.as_str()), ("updated", "message"));
    assert_eq!(said(&world, &id)[1], ["EVA@example.com", "requester", "public", "Two."]);
    is_sound(&world);
}

#[test]
fn a_mail_reopens_what_was_solved() {
    let world = World::with_desk();
    let id = first(&world);
    world.desk(&["solve", &id, "-m", "Done."]).ok();
    let told = took(&world, &mail(NORA, 2, "In-Reply-To: <m1@example.com>\nSubject: Re: x", "No."));
    assert_eq!((told.0.as_str(), ticket(&world, &id)["status"].as_str()), ("reopened", Some("open")));
    is_sound(&world);
}

#[test]
fn a_mail_to_a_merged_ticket_lands_on_the_target() {
    let world = World::with_desk();
    let id = first(&world);
    let (_, _, target) = took(&world, &mail(NORA, 2, "Subject: Also", "Also this."));
    world.desk(&["merge", &id, "--into", &target]).ok();
    let answer = mail(NORA, 3, "In-Reply-To: <m1@example.com>\nSubject: Re: It fails", "More.");
    assert_eq!(took(&world, &answer), ("updated".into(), "message".into(), target.clone()));
    assert_eq!(took(&world, &answer).0, "duplicate");
    is_sound(&world);
}

#[test]
fn a_mail_to_a_closed_ticket_makes_one_follow_up() {
    let world = World::with_desk();
    let id = first(&world);
    let (_, _, target) = took(&world, &mail(NORA, 2, "Subject: Also", "Also this."));
    // Merging closes the source; the target is closed by hand, as an automation would.
    world.desk(&["merge", &id, "--into", &target]).ok();
    world.desk(&["unmerge", &id]).ok();
    close(&world, &target);
    let answer = mail(NORA, 3, "In-Reply-To: <m2@example.com>\nSubject: Re: Also", "Again.");
    let (action, reason, next) = took(&world, &answer);
    assert_eq!((action.as_str(), reason.as_str(), next == target), ("followed-up", "follow-up", false));
    assert_eq!(took(&world, &answer), ("duplicate".into(), "known".into(), next.clone()));
    let more = mail(NORA, 4, "In-Reply-To: <m2@example.com>\nSubject: Re: Also", "And again.");
    assert_eq!(took(&world, &more), ("updated".into(), "message".into(), next.clone()));
    // A machine's answer makes no follow-up.
    let machine = mail(NORA, 5, "Auto-Submitted: auto-replied\nIn-Reply-To: <m2@example.com>\nSubject: Away", "Away.");
    assert_eq!(took(&world, &machine), ("updated".into(), "machine".into(), next));
}

/// Closes a ticket by a commit of its file, as the system does.
fn close(world: &World, id: &str) {
    let path = format!("tickets/{}/{}/{id}.yaml", &id[0..1], &id[1..2]);
    world.git(&["worktree", "add", "-q", "../tree", "tickets"]);
    let tree = world.root().join("tree");
    let text = std::fs::read_to_string(tree.join(&path)).expect("a ticket");
    let closed = text.replace("status: new\n", "status: closed\n").replacen(
        "messages:",
        "closed: 2026-11-11T10:00:00Z\nmessages:",
        1,
    );
    std::fs::write(tree.join(&path), closed).expect("it is written");
    world.git_in(&tree, &["commit", "-qam", "closed"]);
}
