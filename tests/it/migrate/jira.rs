//! Jira: searches with changelogs, and the CSV of its search.

use super::{again, at_first, export, import, named, reason, ticket, write};
use crate::support::World;
use serde_json::{Value, json};

fn said(ticket: &Value) -> Vec<(Value, Value, Value)> {
    let messages = ticket["messages"].as_array().expect("messages");
    messages
        .iter()
        .map(|m| (m["from"].clone(), m["visibility"].clone(), m["role"].clone()))
        .collect()
}

fn who(from: &str, visibility: &str, role: &str) -> (Value, Value, Value) {
    (json!(from), json!(visibility), json!(role))
}

#[test]
fn a_changelog_tells_an_issue_from_its_first_moment() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "jira", &export("jira.json"), &[]);
    assert!(bad, "an issue and a history are broken, comments are missing");
    let told = named(&counts);
    assert_eq!(
        told,
        [
            (json!("$0.issues[0].changelog.histories[4]"), json!("bad-value")),
            (json!("$0.issues[1].fields.comment"), json!("not-whole")),
            (json!("$0.issues[2]"), json!("missing")),
            (json!("$1.comments[1]"), json!("no-ticket")),
        ]
    );
    assert_eq!(reason(&counts, "not-ours"), 1, "the link is in the issue: {counts}");
    let now = ticket(&world, "jira:SHOP-7");
    assert_eq!(
        (&now["title"], &now["status"], &now["priority"], &now["resolution"]),
        (&json!("Payments time out"), &json!("solved"), &json!("urgent"), &json!("Fixed"))
    );
    assert_eq!((&now["requester"], &now["assignee"]), (&json!("Rosa M"), &json!("eva@acme.com")));
    assert_eq!((&now["created"], &now["tags"]), (&json!("2025-03-01T09:00:00Z"), &json!(["payments", "vip"])));
    assert_eq!(
        now["fields"],
        json!({
            "components": "Checkout", "customer_tier": "gold", "due_date": "2025-03-10", "fix_versions": "2.1",
            "files": ["shot.png https://acme.atlassian.net/rest/api/2/attachment/content/900"],
            "issue_type": "Bug", "linked_issues": "is blocked by OPS-3", "parent": "SHOP-1", "sprint": "Sprint 4",
            "story_points": 5,
        })
    );
    assert_eq!(now["messages"][0]["text"], "## Steps\n1. pay\n```\ntimeout\n```\nAsk @Eva Sol.");
    assert_eq!(now["messages"][1]["text"], "Looking, @Rosa M");
    assert_eq!(
        said(&now),
        [
            who("Rosa M", "public", "requester"),
            who("eva@acme.com", "public", "agent"),
            who("luis@acme.com", "internal", "agent"),
            who("Rosa M", "public", "requester"),
        ]
    );
    let first = at_first(&world, &now);
    for line in ["title: It is slow", "status: new", "priority: normal", "assignee: luis@acme.com", "story_points: 3"] {
        assert!(first.contains(line), "{line}: {first}");
    }
    assert!(
        !first.contains("vip") && !first.contains("resolution") && !first.contains("fix_versions"),
        "{first}"
    );
    let log = world.git(&["log", "--reverse", "--format=%aI %an %s", "tickets"]);
    let moves: Vec<&str> = log.lines().filter(|line| line.contains(" → ") && line.contains("2025-03")).collect();
    assert_eq!(moves.len(), 3, "{log}");
    assert!(moves[1].starts_with("2025-03-03") && moves[1].contains("open → pending"), "{log}");
    let other = ticket(&world, "jira:SHOP-8");
    assert_eq!(now["links"][0]["kind"], "duplicates");
    assert_eq!(now["links"][0]["ticket"], other["id"]);
    again(&world, "jira", &export("jira.json"), &[]);
    world.fsck();
    world.desk(&["check"]).ok();
}

#[test]
fn without_a_changelog_an_issue_is_what_it_is_since_its_last_change() {
    let world = World::with_desk();
    import(&world, "jira", &export("jira.json"), &[]);
    let now = ticket(&world, "jira:SHOP-8");
    assert_eq!((&now["status"], &now["type"]), (&json!("open"), &json!("incident")));
    assert!(at_first(&world, &now).contains("status: new"));
    let kinds: Vec<_> = said(&now).into_iter().map(|(_, visibility, _)| visibility).collect();
    assert_eq!(kinds, [json!("internal"), json!("public")], "a comment for a role stays inside");
}

#[test]
fn the_csv_of_a_search_moves_in_with_all_its_columns() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "jira", &export("jira.csv"), &[]);
    assert!(bad);
    assert_eq!(counts["invalid"][0]["cause"]["place"], "5", "{counts}");
    let now = ticket(&world, "jira:SHOP-7");
    assert_eq!((&now["created"], &now["status"]), (&json!("2024-03-12T15:04:00Z"), &json!("solved")));
    assert_eq!((&now["resolution"], &now["priority"]), (&json!("Fixed"), &json!("high")));
    assert_eq!((&now["tags"], &now["followers"]), (&json!(["payments", "vip"]), &json!(["Pau", "Eva Sol"])));
    assert_eq!(
        now["fields"],
        json!({
            "customer_tier": "gold", "issue_type": "Bug", "linked_issues": "OPS-3 Blocks", "story_points": 5,
            "files": ["shot.png https://acme.example/900", "log.txt https://acme.example/901"],
        })
    );
    assert_eq!(
        said(&now),
        [who("Rosa M", "public", "requester"), who("Eva Sol", "public", "agent"), who("Rosa M", "public", "requester"),]
    );
    assert_eq!(now["messages"][2]["text"], "Still; there.");
    let other = ticket(&world, "jira:SHOP-8");
    assert_eq!((&other["status"], &now["links"][0]["ticket"]), (&json!("open"), &other["id"]));
    let log = world.git(&["log", "--format=%aI %s", "tickets"]);
    assert!(
        log.lines()
            .any(|line| line.starts_with("2024-03-14T10:00") && line.contains("new → solved")),
        "{log}"
    );
    again(&world, "jira", &export("jira.csv"), &[]);
    world.desk(&["check"]).ok();
}

#[test]
fn a_suggested_mapping_serves_both_kinds_of_export() {
    let world = World::with_desk();
    let suggested = world.desk(&["import", "jira", &export("jira.json"), "--suggest-map"]).ok();
    for line in [
        "  Waiting for customer: pending",
        "  Highest: urgent",
        "  eva@acme.com: eva@acme.com",
        "  Story Points: story_points",
    ] {
        assert!(suggested.contains(line), "{line}\n{suggested}");
    }
    let map = write(
        &world,
        "map.yaml",
        &suggested.replace("Waiting for customer: pending", "Waiting for customer: on-hold"),
    );
    import(&world, "jira", &export("jira.json"), &["--map", map.to_str().expect("UTF-8")]);
    let log = world.git(&["log", "--format=%s", "tickets"]);
    assert!(log.contains("open → hold"), "{log}");
    let table = write(&world, "t.csv", "Zusammenfassung,Vorgangsschlüssel,Erstellt\nDrucker,AB-1,2024-03-12 15:04\n");
    let table = table.to_str().expect("UTF-8");
    let suggested = world.desk(&["import", "jira", table, "--suggest-map"]).ok();
    assert!(suggested.contains("  Zusammenfassung: zusammenfassung"), "{suggested}");
    let map = write(&world, "m.yaml", "fields: {Zusammenfassung: title, Vorgangsschlüssel: id, Erstellt: created}\n");
    import(&world, "jira", table, &["--map", map.to_str().expect("UTF-8")]);
    assert_eq!(ticket(&world, "jira:AB-1")["title"], "Drucker");
}
