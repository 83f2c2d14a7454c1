//! GitLab: its REST interface with notes and resource events, and the issues of a project export.

use super::{again, at_first, export, import, named, reason, ticket, write};
use crate::support::World;
use serde_json::{Value, json};

/// Who says what to whom.
fn said(ticket: &Value) -> Vec<(Value, Value, Value)> {
    let messages = ticket["messages"].as_array().expect("messages");
    messages
        .iter()
        .map(|m| (m["from"].clone(), m["visibility"].clone(), m["role"].clone()))
        .collect()
}

#[test]
fn events_and_notes_tell_how_an_issue_became_what_it_is() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "gitlab", &export("gitlab-rest.json"), &[]);
    assert!(bad, "an issue is broken, a note is nobody's");
    let places = named(&counts);
    assert_eq!(places, [(json!("$1[9]"), json!("no-ticket")), (json!("$0[2]"), json!("missing")),]);
    assert_eq!((reason(&counts, "pull-request"), reason(&counts, "not-ours")), (3, 3), "{counts}");
    let now = ticket(&world, "gitlab:acme/shop#11");
    assert_eq!(
        (&now["title"], &now["status"], &now["assignee"], &now["followers"]),
        (&json!("Invoices in the wrong currency"), &json!("solved"), &json!("eva"), &json!(["luis"]))
    );
    assert_eq!((&now["type"], &now["priority"]), (&json!("incident"), &json!("high")));
    assert_eq!(now["tags"], json!(["billing", "confidential", "confirmed"]));
    assert_eq!(
        now["fields"],
        json!({"due_date": "2025-02-10", "milestone": "v2.1", "time_estimate": 3600, "upvotes": 4, "weight": 3})
    );
    let who = |from: &str, visibility: &str, role: &str| (json!(from), json!(visibility), json!(role));
    assert_eq!(
        said(&now),
        [who("rosa-m", "public", "requester"), who("eva", "public", "agent"), who("luis", "internal", "agent"),]
    );
    let shot = "EUR, please.\n![shot](https://gitlab.example.com/acme/shop/uploads/0a1b/shot.png)";
    assert_eq!(now["messages"][0]["text"], shot);
    let first = at_first(&world, &now);
    assert!(first.contains("title: Wrong money") && first.contains("assignee: pau"), "{first}");
    assert!(!first.contains("confirmed") && !first.contains("milestone"), "{first}");
    let log = world.git(&["log", "--reverse", "--format=%aI %an %s", "tickets"]);
    let moves: Vec<&str> = log.lines().filter(|line| line.contains(" → ")).collect();
    assert_eq!(moves.len(), 3, "closed by a note, reopened by an event, closed by an event and a note: {log}");
    for (line, date) in moves.iter().zip(["2025-01-07", "2025-01-08", "2025-02-01"]) {
        assert!(line.starts_with(date), "{line}");
    }
    again(&world, "gitlab", &export("gitlab-rest.json"), &[]);
    world.fsck();
}

#[test]
fn a_mail_of_the_service_desk_is_its_senders() {
    let world = World::with_desk();
    import(&world, "gitlab", &export("gitlab-rest.json"), &[]);
    let now = ticket(&world, "gitlab:acme/shop#12");
    assert_eq!((&now["requester"], &now["channel"]), (&json!("pau@example.org"), &json!("email")));
    assert_eq!(
        (&now["status"], &now["tags"], &now["priority"]),
        (&json!("new"), &json!(["hardware"]), &json!(null))
    );
    let who = |from: &str, role: &str| (json!(from), json!("public"), json!(role));
    assert_eq!(said(&now), [who("eva", "agent"), who("support-bot", "requester")]);
}

#[test]
fn the_issues_of_a_project_export_move_in_with_what_they_hold() {
    let world = World::with_desk();
    let map = write(&world, "map.yaml", "source: acme/shop\n");
    let more = ["--map", map.to_str().expect("UTF-8")];
    let (counts, bad) = import(&world, "gitlab", &export("gitlab-project.ndjson"), &more);
    assert!(!bad, "{counts}");
    let now = ticket(&world, "gitlab:acme/shop#1");
    assert_eq!(
        (&now["status"], &now["tags"], &now["assignee"]),
        (&json!("solved"), &json!(["auth"]), &json!("luis"))
    );
    let who = |from: &str, visibility: &str, role: &str| (json!(from), json!(visibility), json!(role));
    assert_eq!(
        said(&now),
        [
            who("Rosa", "public", "requester"),
            // A list of members says who is staff.
            who("Pau", "public", "requester"),
            who("luis", "internal", "agent"),
        ]
    );
    assert!(!at_first(&world, &now).contains("auth"));
    assert_eq!(ticket(&world, "gitlab:acme/shop#2")["requester"], "Pau", "known by the notes alone");
    again(&world, "gitlab", &export("gitlab-project.ndjson"), &more);
}

#[test]
fn a_suggested_mapping_renames_people_and_statuses() {
    let world = World::with_desk();
    let suggested = world.desk(&["import", "gitlab", &export("gitlab-rest.json"), "--suggest-map"]).ok();
    for line in ["  closed: solved", "  opened: new", "  HIGH: high", "  rosa-m: rosa-m", "  milestone: milestone"] {
        assert!(suggested.contains(line), "{line}\n{suggested}");
    }
    let changed = suggested
        .replace("closed: solved", "closed: closed")
        .replace("rosa-m: rosa-m", "rosa-m: rosa@example.org")
        .replace("upvotes: upvotes", "upvotes: ~");
    let map = write(&world, "map.yaml", &changed);
    import(&world, "gitlab", &export("gitlab-rest.json"), &["--map", map.to_str().expect("UTF-8")]);
    let now = ticket(&world, "gitlab:acme/shop#11");
    assert_eq!((&now["status"], &now["requester"]), (&json!("closed"), &json!("rosa@example.org")));
    assert_eq!(now["fields"]["upvotes"], json!(null));
}
