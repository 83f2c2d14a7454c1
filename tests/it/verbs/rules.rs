//! What follows by itself from what people do.

use super::{LUIS, SOL, close, file, rewrite, shown, status};
use crate::support::World;

#[test]
fn the_first_assignment_opens_and_the_second_does_not() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    assert_eq!(status(&world, &id), "new");
    let said = world.desk(&["assign", &id, "luis@example.com"]).ok();
    assert_eq!(said, format!("{id}  Printer · status New → Open; assignee: luis@example.com\n"));
    world.desk(&["pend", &id, "-q"]).ok();
    world.desk(&["assign", &id, "eva@example.com"]).ok();
    assert_eq!(status(&world, &id), "pending");
    world.desk(&["assign", &id, "--none"]).ok();
    world.desk(&["assign", &id, "--me"]).ok();
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["status"], &ticket["assignee"]), (&"pending".into(), &"ana@example.com".into()));
}

#[test]
fn filing_with_an_assignee_opens() {
    let world = World::with_desk();
    assert_eq!(status(&world, &file(&world, "a", &["--assignee", "me"])), "open");
    assert_eq!(status(&world, &file(&world, "b", &["--assignee", "me", "--status", "new"])), "new");
    let by_sol = world.desk_as(&SOL, &["new", "c", "--assignee", "luis@example.com", "--json"]).json();
    assert_eq!(by_sol["ticket"]["status"], "open");
}

#[test]
fn a_requesters_message_reopens_what_waits_or_was_solved() {
    let world = World::with_desk();
    for waiting in ["pending", "hold", "solved"] {
        let id = file(&world, "Printer", &["--status", waiting]);
        world.desk_as(&SOL, &["reply", &id, "-m", "Still broken"]).ok();
        let ticket = shown(&world, &id);
        assert_eq!(ticket["status"], "open", "{waiting}");
        assert_eq!(ticket["messages"][0]["role"], "requester");
        assert_eq!(ticket["resolution"], serde_json::Value::Null);
    }
    for kept in ["new", "open"] {
        let id = file(&world, "Printer", &["--status", kept]);
        world.desk_as(&SOL, &["reply", &id, "-m", "Still broken"]).ok();
        assert_eq!(status(&world, &id), kept);
    }
    let id = file(&world, "Printer", &["--status", "pending"]);
    world.desk_as(&LUIS, &["reply", &id, "-m", "We are on it"]).ok();
    world.desk_as(&LUIS, &["note", &id, "-m", "We are not"]).ok();
    assert_eq!(status(&world, &id), "pending");
}

#[test]
fn the_solver_becomes_the_assignee_and_stays_it() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let said = world.desk_as(&LUIS, &["solve", &id, "-m", "Switched it on"]).ok();
    let told = "status New → Solved; resolution: Switched it on; assignee: luis@example.com";
    assert_eq!(said, format!("{id}  Printer · {told}\n"));
    world.desk(&["reopen", &id, "-q"]).ok();
    world.desk(&["solve", &id, "-q"]).ok();
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["assignee"], &ticket["resolution"]), (&"luis@example.com".into(), &().into()));
}

#[test]
fn solving_needs_a_resolution_where_the_desk_says_so() {
    let world = World::with_desk();
    rewrite(&world, "config/workflow.yaml", "resolution_required: false", "resolution_required: true");
    let id = file(&world, "Printer", &[]);
    let refused = world.desk(&["solve", &id]).fails(4);
    assert_eq!(refused, format!("error: {id}: solving needs a text that says how\nhint: add it with -m TEXT\n"));
    world.desk(&["solve", &id, "-m", "Switched it on"]).ok();
    assert_eq!(shown(&world, &id)["resolution"], "Switched it on");
    let second = file(&world, "Printer", &[]);
    world.desk(&["reply", &second, "-m", "It is on now", "--status", "solved"]).ok();
    assert_eq!(shown(&world, &second)["resolution"], "It is on now");
}

#[test]
fn the_text_of_a_transition_is_never_lost() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let said = world.desk(&["pend", &id, "-m", "Waits for toner"]).ok();
    assert_eq!(said, format!("{id}  Printer · status New → Pending; internal note added\n"));
    assert_eq!(
        world.desk(&["pend", &id, "-m", "Toner is late"]).ok(),
        format!("{id}  Printer · internal note added\n")
    );
    let texts: Vec<String> = shown(&world, &id)["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|m| format!("{} {}", m["visibility"].as_str().unwrap_or(""), m["text"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(texts, ["internal Waits for toner", "internal Toner is late"]);
    world.desk(&["solve", &id]).ok();
    let said = world.desk(&["solve", &id, "-m", "Toner came"]).ok();
    assert_eq!(said, format!("{id}  Printer · resolution: Toner came\n"));
    let said = world.desk(&["solve", &id, "-m", "Again"]).ok();
    assert_eq!(said, format!("{id}  Printer · internal note added\n"), "the resolution is not written over");
}

#[test]
fn where_people_close_the_reason_is_the_resolution() {
    let world = World::new();
    world.desk(&["init", "-q", "--workflow", "engineering"]).ok();
    let id = file(&world, "Crash", &[]);
    world.desk(&["status", &id, "closed", "-m", "Duplicate"]).ok();
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["resolution"], &ticket["closed"]), (&"Duplicate".into(), &"2026-11-20T09:12:44Z".into()));
    world.desk_as(&SOL, &["reopen", &id]).ok();
    assert_eq!((&shown(&world, &id)["resolution"], status(&world, &id).as_str()), (&().into(), "open"));
}

#[test]
fn priority_type_title_and_status_cannot_be_emptied() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &["--priority", "high", "--type", "incident", "--category", "it"]);
    for key in ["priority", "type", "title", "status"] {
        let refused = world.desk(&["edit", &id, "--unset", key]).fails(4);
        assert_eq!(refused, format!("error: {id}: {key} cannot be emptied\nhint: once set it can only be changed\n"));
    }
    assert_eq!(
        world.desk(&["edit", &id, "--unset", "created"]).fails(4),
        format!(
            "error: {id}: created was fixed when the ticket was made\n\
             hint: it stays as it is; what is wrong with it can be said in a note\n"
        )
    );
    let said = world.desk(&["edit", &id, "--priority", "low", "--unset", "category"]).ok();
    assert_eq!(said, format!("{id}  Printer · priority High → Low; category cleared (was it)\n"));
}

#[test]
fn a_value_is_taken_away_and_not_left_blank() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    for line in [
        &["edit", &id, "--title", " "][..],
        &["edit", &id, "--requester", ""],
        &["edit", &id, "--category", ""],
        &["edit", &id, "--field", "=x"],
        &["assign", &id, ""],
        &["tag", &id, "--add", ""],
        &["new", ""],
        &["new", "x", "--assignee", " "],
    ] {
        let refused = world.desk(line).fails(2);
        assert!(refused.starts_with("error: ") && refused.contains("\nhint: "), "{line:?}: {refused}");
    }
    let mangled = world.desk(&["new", "one\n  two", "--json"]).json();
    assert_eq!(mangled["ticket"]["title"], "one two");
}

#[test]
fn on_a_closed_ticket_only_tags_change() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &["--status", "solved"]);
    close(&world, &id);
    for line in [
        &["edit", &id, "--priority", "high"][..],
        &["assign", &id, "luis@example.com"],
        &["note", &id, "-m", "x"],
        &["reply", &id, "-m", "x"],
    ] {
        let refused = world.desk(line).fails(4);
        let first = format!("error: {id}: closed is final; only tags change on a closed ticket");
        assert_eq!(refused.lines().next(), Some(first.as_str()), "{line:?}");
    }
    assert_eq!(world.desk(&["tag", &id, "+late"]).ok(), format!("{id}  Printer · tag added: late\n"));
    assert_eq!(world.desk(&["reopen", &id]).code, 4);
}

#[test]
fn a_requester_sees_neither_hold_nor_notes() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &["-m", "It burns", "--group", "hardware", "--tag", "vip"]);
    world.desk(&["note", &id, "-m", "SECRET", "--status", "hold"]).ok();
    world.desk(&["edit", &id, "--field", "cost=SECRET"]).ok();
    for format in ["table", "json", "yaml", "markdown"] {
        let seen = world.desk(&["show", &id, "--public", "--format", format]).ok();
        assert!(seen.contains("It burns"), "{format}: {seen}");
        for secret in ["SECRET", "hold", "On hold", "hardware", "vip"] {
            assert!(!seen.contains(secret), "{format}: {secret} in {seen}");
        }
        assert!(world.desk(&["show", &id, "--format", format]).ok().contains("SECRET"), "{format}");
    }
    let seen = world.desk(&["show", &id, "--public", "--json"]).json();
    assert_eq!((&seen["ticket"]["status"], &seen["ticket"]["status_category"]), (&"open".into(), &"open".into()));
}

#[test]
fn roles_decide_who_writes_what() {
    let world = World::with_desk();
    rewrite(&world, "config/people.yaml", "\npeople:", "\npeople:\n  eva@example.com: light");
    let id = file(&world, "Printer", &[]);
    let eva = [("GIT_AUTHOR_EMAIL", "eva@example.com")];
    world.desk_as(&eva, &["note", &id, "-m", "Seen"]).ok();
    let hint = "hint: possible for: requester, agent, guided agent, lead, admin, bot; who has which role is in config/people.yaml\n";
    let refused = world.desk_as(&eva, &["reply", &id, "-m", "Hello"]).fails(4);
    let kept = refused.lines().skip(1).take(2).collect::<Vec<_>>().join("\n");
    assert!(kept.starts_with("your text is in "), "{refused}");
    assert_eq!(
        refused,
        format!("error: {id}: writing public messages is not possible for this role (light agent)\n{kept}\n{hint}")
    );
    let refused = world.desk_as(&SOL, &["edit", &id, "--priority", "urgent"]).fails(4);
    let hint = hint.replace("requester, ", "");
    assert_eq!(refused, format!("error: {id}: changing values is not possible for this role (requester)\n{hint}"));
    for line in [&["note", &id, "-m", "x"][..], &["tag", &id, "+x"], &["assign", &id, "--me"], &["solve", &id]] {
        assert_eq!(world.desk_as(&SOL, line).code, 4, "{line:?}");
    }
    rewrite(&world, "desk.yaml", "default_role: agent", "default_role: requester");
    assert_eq!(world.desk_as(&LUIS, &["reply", &id, "-m", "Not my ticket"]).code, 4);
    world.desk_as(&SOL, &["reply", &id, "-m", "Mine"]).ok();
}

#[test]
fn two_messages_of_one_second_and_one_seed_are_two() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &["-m", "one"]);
    for text in ["two", "three"] {
        world.desk(&["reply", &id, "-m", text]).ok();
    }
    let later = [("GIT_AUTHOR_DATE", "2026-11-20T10:00:00Z"), ("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z")];
    world.desk_as(&later, &["reply", &id, "-m", "four"]).ok();
    let ticket = shown(&world, &id);
    let texts: Vec<&str> = ticket["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .filter_map(|m| m["text"].as_str())
        .collect();
    assert_eq!(texts, ["one", "two", "three", "four"]);
    world.fsck();
}

#[test]
fn verbose_names_the_commit_that_was_written() {
    let world = World::with_desk();
    let out = world.desk(&["new", "Printer is on fire", "-v"]);
    let tip = world.git(&["rev-parse", "tickets"]);
    assert_eq!((out.code, out.stderr), (0, format!("written as commit {tip}")));
}
