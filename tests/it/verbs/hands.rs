//! Whose hands tickets are in: collisions, claims, followers, links, escalation, queries as targets.

use super::{LUIS, SOL, at, file, old_desk, rewrite, status};
use crate::support::World;

fn ticket(world: &World, id: &str) -> serde_json::Value {
    world.desk(&["show", id, "--public", "--json"]).ok();
    let listed = world.desk(&["list", &format!("id:{id}"), "is:any", "--json"]).json();
    listed["tickets"][0].clone()
}

#[test]
fn what_changed_since_they_looked_is_shown_before_it_is_written_over() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk(&["show", &id]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "high"]).ok();
    let refused = world.desk(&["edit", &id, "--priority", "low"]).fails(3);
    let expected = format!(
        "error: {id} changed since you looked at it; luis@example.com did this:\n  priority: High\n\
         hint: look at it with git desk show {id} and try again; --force writes over it\n"
    );
    assert_eq!(refused, expected);
    assert_eq!(ticket(&world, &id)["priority"], "high");
    // Having seen it, or not caring, they may.
    world.desk(&["edit", &id, "--priority", "normal", "--force"]).ok();
    world.desk(&["edit", &id, "--priority", "low"]).ok();
    // Whoever never looked is not in the way of anybody.
    world.desk_as(&SOL, &["reply", &id, "-m", "Hello"]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "urgent"]).ok();
}

#[test]
fn a_message_is_taken_and_what_was_not_seen_is_told() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk(&["show", &id]).ok();
    world.desk_as(&SOL, &["reply", &id, "-m", "It works again"]).ok();
    let said = world.desk(&["reply", &id, "-m", "We are on it", "--status", "pending"]).ok();
    assert!(said.contains("changed since you looked (sol@example.com): message: “It works again”"), "{said}");
    assert_eq!(status(&world, &id), "pending");
}

#[test]
fn a_look_is_forgotten_after_twelve_hours() {
    let world = old_desk();
    let id = file(&world, "Printer", &[]);
    let clock = |time: &'static str| [("GIT_DESK_NOW", time)];
    world.desk_as(&clock("2026-11-10T08:00:00Z"), &["show", &id]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "high"]).ok();
    let low = ["edit", &id, "--priority", "low"];
    assert_eq!(world.desk_as(&clock("2026-11-10T19:59:00Z"), &low).code, 3);
    world.desk_as(&clock("2026-11-10T20:00:00Z"), &low).ok();
}

#[test]
fn a_claim_keeps_others_off_until_it_ends() {
    let world = old_desk();
    let new = world.desk_as(&at("2026-11-10T08:00:00Z"), &["new", "Printer", "--json"]).json();
    let id = new["ticket"]["id"].as_str().expect("an id").to_owned();
    let [nine, ten, eleven] = ["2026-11-10T09:00:00Z", "2026-11-10T10:00:00Z", "2026-11-10T11:00:00Z"].map(at);
    let luis = |when: &[(&'static str, &'static str)]| [&LUIS[..], when].concat();
    world.desk_as(&luis(&nine), &["claim", &id, "--for", "90m"]).ok();
    let refused = world.desk_as(&ten, &["solve", &id]).fails(3);
    assert!(refused.starts_with(&format!("error: {id}: luis@example.com has it in hand until 2026-11-10T10:30:00Z")));
    assert_eq!(world.desk_as(&ten, &["claim", &id]).code, 3);
    world.desk_as(&ten, &["reply", &id, "-m", "Messages are always taken"]).ok();
    world.desk_as(&luis(&ten), &["edit", &id, "--priority", "high"]).ok();
    world.desk_as(&eleven, &["solve", &id]).ok();
    assert!(ticket(&world, &id)["claim"].is_null(), "what is solved is in nobody's hands");
    let bad = world.desk(&["claim", &id, "--for", "soon"]).fails(2);
    assert!(bad.contains("hint: write a length of time, such as 30m, 4h or 2d"), "{bad}");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn a_guided_agent_cannot_pick() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    rewrite(&world, "config/people.yaml", "\npeople:", "\npeople:\n  luis@example.com: guided");
    let refused = world.desk_as(&LUIS, &["assign", &id, "--me"]).fails(4);
    assert!(
        refused.starts_with(&format!("error: {id}: assigning tickets is not possible for this role")),
        "{refused}"
    );
    assert_eq!(world.desk_as(&LUIS, &["merge", &id, "--into", &file(&world, "Two", &[])]).code, 4);
    // Who solves it becomes its assignee by that.
    world.desk_as(&LUIS, &["solve", &id]).ok();
    assert_eq!(ticket(&world, &id)["assignee"], "luis@example.com");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn links_followers_and_escalation_are_written_once() {
    let world = World::with_desk();
    let [a, b] = ["one", "two"].map(|t| file(&world, t, &["--group", "web"]));
    world.desk(&["link", &a, "--to", &b, "--as", "blocks"]).ok();
    let again = world.desk(&["link", &a, "--to", &b, "--as", "blocks"]).ok();
    assert!(again.contains("unchanged"), "{again}");
    assert_eq!(world.desk(&["link", &a, "--to", &a]).code, 2);
    let unknown = world.desk(&["link", &a, "--to", &b, "--as", "bloks"]).fails(2);
    assert!(unknown.contains("blocks"), "{unknown}");
    // Told from its other end, it is written there, and only there.
    world.desk(&["link", &a, "--to", &b, "--as", "blocked-by"]).ok();
    assert_eq!(ticket(&world, &b)["links"][0]["ticket"], a.as_str());
    assert_eq!(ticket(&world, &a)["links"].as_array().map(Vec::len), Some(1));
    world.desk(&["link", &a, "--to", &b, "--as", "blocked-by", "--remove"]).ok();
    assert_eq!(ticket(&world, &b)["links"], serde_json::json!([]));
    world.desk(&["link", &a, "--to", &b, "--remove"]).ok();
    assert_eq!(ticket(&world, &a)["links"], serde_json::json!([]));
    world.desk_as(&LUIS, &["follow", &a, &b]).ok();
    world.desk(&["follow", &b, "--who", "LUIS@example.com", "--stop"]).ok();
    assert_eq!(ticket(&world, &a)["followers"], serde_json::json!(["luis@example.com"]));
    assert_eq!(ticket(&world, &b)["followers"], serde_json::json!([]));
    world.desk(&["assign", &a, "luis@example.com"]).ok();
    world.desk(&["escalate", &a, "--to", "network", "-m", "Needs the switch"]).ok();
    let escalated = ticket(&world, &a);
    assert_eq!((escalated["group"].as_str(), escalated["assignee"].as_str()), (Some("network"), None));
    let lost = world.desk(&["escalate", &b, "-m", "Nobody knows"]).fails(4);
    assert!(lost.starts_with(&format!("error: {b}: nothing says to whom group web escalates")), "{lost}");
    assert!(lost.contains("your text is in "), "{lost}");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn a_query_names_the_tickets_of_a_bulk_change() {
    let world = World::with_desk();
    let [a, b, c] = ["one", "two", "three"].map(|t| file(&world, t, &[]));
    world.desk(&["tag", &a, &b, "+ci"]).ok();
    let before: u32 = world.git(&["rev-list", "--count", "tickets"]).trim().parse().expect("a number");
    let told = world.desk(&["solve", "--query", "tag:ci", "-m", "Green again"]).ok();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert_eq!([&a, &b, &c].map(|id| status(&world, id)), ["solved", "solved", "new"].map(str::to_owned));
    let after: u32 = world.git(&["rev-list", "--count", "tickets"]).trim().parse().expect("a number");
    assert_eq!(after, before + 2, "one commit per ticket");
    assert_eq!(world.git(&["reflog", "show", "tickets", "-1", "--format=%gs"]).lines().count(), 1);
    world.desk(&["assign", "--query", "-tag:ci is:unsolved", "luis@example.com"]).ok();
    assert_eq!(world.desk(&["status", "--query", "id:zzzz", "open"]).ok(), "");
    assert_eq!(world.desk(&["tag", "--query", "tag:none", "+x"]).ok(), "");
    assert_eq!(world.desk(&["solve", &a, "--query", "tag:ci"]).code, 2);
    assert_eq!(world.desk(&["solve"]).fails(2).lines().next(), Some("error: <ID> is missing"));
}

#[test]
fn solving_a_problem_can_solve_its_incidents_with_one_public_message() {
    let world = World::with_desk();
    let problem = file(&world, "Gateway down", &["--type", "problem"]);
    let [a, b, c] = ["one", "two", "three"].map(|t| file(&world, t, &["--type", "incident"]));
    world.desk(&["link", &a, &b, "--to", &problem, "--as", "incident-of"]).ok();
    world.desk(&["solve", &b]).ok();
    let solved = world.desk(&["solve", &problem, "--incidents", "-m", "It is back", "--json"]).json();
    assert_eq!(solved["tickets"].as_array().map(Vec::len), Some(2), "{solved}");
    assert_eq!([&problem, &a, &c].map(|id| status(&world, id)), ["solved", "solved", "new"].map(str::to_owned));
    let told = world.desk(&["show", &a, "--public", "--json"]).json();
    assert_eq!(told["ticket"]["messages"][0]["text"], "It is back");
    let reflog = world.git(&["reflog", "show", "tickets", "--format=%gs"]);
    world.desk(&["undo", "-q"]).ok();
    assert_eq!(
        world.git(&["reflog", "show", "tickets", "--format=%gs"]).lines().count(),
        reflog.lines().count() + 1
    );
    assert_eq!([&problem, &a].map(|id| status(&world, id)), ["new", "new"].map(str::to_owned));
    world.desk(&["check", "--strict"]).ok();
}
