//! What a workflow can say besides its transitions: each option through the program, and `check` of the same by
//! hand.

use super::{LUIS, SOL, file, path_of, put, rewrite, shown, status};
use crate::support::World;

/// Statuses of one's own, words for them in two languages, some of the six categories left out.
const OWN: &str = "\
name: own
create:
  new: [requester, agent, bot]
statuses:
  new:
    to:
      doing: agent
      waiting: agent
      done: agent
  doing:
    category: open
    aliases: [wip, en curso]
    to:
      waiting: agent
      done: agent
  waiting:
    category: pending
    aliases: [esperando]
    shown_as: doing
    to:
      doing: [agent, system]
  done:
    category: solved
    aliases: [Hecho]
    to:
      doing: [agent, system]
      closed: lead
  closed: {}
first_assignment: doing
requester_message: doing
";

fn desk(workflow: &str) -> (World, String) {
    let world = World::with_desk();
    put(&world, "config/workflow.yaml", workflow);
    let id = file(&world, "Printer", &[]);
    (world, id)
}

/// The faults of the last commit, which somebody made by hand.
fn faults(world: &World) -> Vec<String> {
    let checked = world.desk(&["check", "tickets~1..tickets", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&checked.stdout).expect("--json prints JSON");
    let faults = json["faults"].as_array().expect("a list").iter();
    faults.map(|fault| fault["kind"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn statuses_of_ones_own_go_by_their_names_aliases_and_categories() {
    let (world, id) = desk(OWN);
    for (word, becomes) in [
        ("wip", "doing"),
        ("esperando", "waiting"),
        ("En Curso", "doing"),
        ("pending", "waiting"),
        ("OPEN", "doing"),
        ("hecho", "done"),
        ("doing", "doing"),
        ("solved", "done"),
    ] {
        world.desk(&["status", &id, word, "-q"]).ok();
        assert_eq!(status(&world, &id), becomes, "{word}");
    }
    world.desk(&["reopen", &id, "-q"]).ok();
    world.desk(&["pend", &id, "-q"]).ok();
    assert_eq!(shown(&world, &id)["status_category"], "pending");
    let listed = world.desk(&["list", "status:esperando", "--json"]).json();
    assert_eq!(listed["tickets"].as_array().map(Vec::len), Some(1));
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn a_status_that_is_switched_off_is_none() {
    let (world, id) = desk(OWN);
    let refused = world.desk(&["hold", &id]).fails(2);
    let known = "hint: statuses are new, doing, waiting, done, closed\n";
    assert_eq!(refused, format!("error: there is no status “hold”\n{known}"));
    let refused = world.desk(&["status", &id, "hold", "--lang", "es"]).fails(2);
    assert!(refused.starts_with("error: no existe el estado «hold»\n"), "{refused}");
    // By hand it may stand there; it is told, and the ticket counts as open.
    rewrite(&world, &path_of(&id), "status: new", "status: blocked");
    assert_eq!(faults(&world), ["transition"]);
    let told = world.desk(&["check"]).stdout;
    assert!(told.contains("the workflow has no status “blocked”; the ticket counts as open"), "{told}");
    assert_eq!(shown(&world, &id)["status_category"], "open");
}

#[test]
fn the_first_assignment_and_the_requesters_message_lead_to_statuses_of_ones_own() {
    let (world, id) = desk(OWN);
    world.desk(&["assign", &id, "luis@example.com", "-q"]).ok();
    assert_eq!(status(&world, &id), "doing");
    world.desk(&["status", &id, "waiting", "-q"]).ok();
    world.desk_as(&SOL, &["reply", &id, "-m", "And now?", "-q"]).ok();
    assert_eq!(status(&world, &id), "doing");
    world.desk(&["check", "--strict"]).ok();
    // Where the desk says nothing, nothing moves.
    let quiet = OWN.replace("first_assignment: doing\nrequester_message: doing\n", "");
    let (world, id) = desk(&quiet);
    world.desk(&["assign", &id, "luis@example.com", "-q"]).ok();
    assert_eq!(status(&world, &id), "new");
    world.desk(&["status", &id, "waiting", "-q"]).ok();
    world.desk_as(&SOL, &["reply", &id, "-m", "And now?", "-q"]).ok();
    assert_eq!(status(&world, &id), "waiting");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn requesters_see_the_status_that_one_is_shown_as() {
    let (world, id) = desk(OWN);
    world.desk(&["status", &id, "waiting", "-q"]).ok();
    let seen = world.desk(&["show", &id, "--public", "--json"]).json()["ticket"].clone();
    assert_eq!((&seen["status"], &seen["status_category"]), (&"doing".into(), &"open".into()));
    for format in ["jsonl", "csv", "events"] {
        let told = world.desk(&["export", "--public", "--format", format]).ok();
        assert!(!told.contains("waiting") && told.contains("doing"), "{format}: {told}");
    }
    assert_eq!(status(&world, &id), "waiting");
}

#[test]
fn a_resolution_is_asked_for_where_the_desk_wants_one() {
    let (world, id) = desk(&format!("{OWN}resolution_required: true\n"));
    let refused = world.desk(&["solve", &id]).fails(4);
    assert_eq!(refused, format!("error: {id}: solving needs a text that says how\nhint: add it with -m TEXT\n"));
    let refused = world.desk(&["status", &id, "hecho", "--lang", "es"]).fails(4);
    let expected =
        format!("error: {id}: para resolver hace falta un texto que diga cómo\nsugerencia: añadirlo con -m TEXTO\n");
    assert_eq!(refused, expected);
    rewrite(&world, &path_of(&id), "status: new", "status: done\nassignee: ana@example.com");
    assert_eq!(faults(&world), ["needs-resolution"]);
    rewrite(&world, &path_of(&id), "status: done", "status: new");
    rewrite(&world, &path_of(&id), "status: new", "status: done\nresolution: Switched on");
    assert_eq!(faults(&world), [""; 0]);
}

#[test]
fn who_answers_gets_the_ticket_where_the_desk_says_so() {
    let (world, id) = desk(&format!("{OWN}assign_on_reply: true\n"));
    world.desk_as(&LUIS, &["note", &id, "-m", "Looks bad", "-q"]).ok();
    assert_eq!(shown(&world, &id)["assignee"], serde_json::Value::Null, "a note is no answer");
    world.desk_as(&LUIS, &["reply", &id, "-m", "On it", "-q"]).ok();
    world.desk(&["reply", &id, "-m", "Me too", "-q"]).ok();
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["assignee"], &ticket["status"]), (&"luis@example.com".into(), &"doing".into()));
    world.desk(&["check", "--strict"]).ok();
    let (world, id) = desk(OWN);
    world.desk_as(&LUIS, &["reply", &id, "-m", "On it", "-q"]).ok();
    assert_eq!(shown(&world, &id)["assignee"], serde_json::Value::Null);
}

#[test]
fn a_transition_may_be_for_leads_alone() {
    let (world, id) = desk(OWN);
    world.desk_as(&LUIS, &["solve", &id, "-q"]).ok();
    let refused = world.desk_as(&LUIS, &["close", &id]).fails(4);
    let expected = format!(
        "error: {id}: done → closed is not possible for this role (agent)\n\
         hint: from done: doing (agent, system); closed (lead, admin)\n"
    );
    assert_eq!(refused, expected);
    world.desk(&["close", &id, "-q"]).ok();
    world.desk(&["check", "--strict"]).ok();
}
