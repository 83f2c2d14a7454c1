//! GitHub: lists of `gh`, and its REST interface with events.

use super::{again, at_first, export, import, reason, ticket, write};
use crate::support::World;
use serde_json::json;

#[test]
fn a_list_of_gh_moves_in_with_its_comments_and_dates() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "github", &export("github-list.json"), &[]);
    assert!(bad, "a comment and an issue are broken");
    assert_eq!(counts["imported"], 5);
    assert_eq!(reason(&counts, "unreadable"), 2);
    let places: Vec<_> = counts["invalid"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|i| i["cause"]["place"].clone())
        .collect();
    assert_eq!(places, [json!("$0[0].comments[2]"), json!("$0[2]")]);
    let ticket = ticket(&world, "github:acme/shop#7");
    assert_eq!(ticket["title"], "Payments time out");
    assert_eq!(ticket["created"], "2025-03-01T09:00:00Z");
    assert_eq!(ticket["status"], "solved");
    assert_eq!(ticket["requester"], "rosa-m");
    assert_eq!(ticket["assignee"], "luis");
    assert_eq!(ticket["followers"], json!(["eva"]));
    assert_eq!(ticket["tags"], json!(["bug", "payments"]));
    assert_eq!(ticket["fields"]["milestone"], "v2.1");
    assert_eq!(ticket["refs"], json!(["github:acme/shop#7"]));
    let messages = ticket["messages"].as_array().expect("messages");
    let said: Vec<_> = messages.iter().map(|m| (m["from"].clone(), m["role"].clone(), m["at"].clone())).collect();
    assert_eq!(
        said,
        [
            (json!("rosa-m"), json!("requester"), json!("2025-03-01T09:00:00Z")),
            (json!("luis"), json!("agent"), json!("2025-03-01T10:15:00Z")),
            (json!("rosa-m"), json!("requester"), json!("2025-03-02T08:00:00Z")),
        ]
    );
    let authors = world.git(&["log", "tickets", "--format=%an %aI", "-1", "--skip=1"]);
    assert!(authors.starts_with("pau 2025-03-02") || authors.starts_with("rosa-m"), "{authors}");
    again(&world, "github", &export("github-list.json"), &[]);
    world.fsck();
}

#[test]
fn events_tell_how_an_issue_became_what_it_is() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "github", &export("github-rest.json"), &[]);
    assert!(bad, "a comment belongs to no issue of the file");
    assert_eq!(
        (reason(&counts, "pull-request"), reason(&counts, "not-ours"), reason(&counts, "unreadable")),
        (2, 1, 1)
    );
    let now = ticket(&world, "github:acme/shop#12");
    assert_eq!((&now["title"], &now["status"]), (&json!("Invoices in the wrong currency"), &json!("solved")));
    assert_eq!((&now["tags"], &now["assignee"]), (&json!(["billing", "confirmed"]), &json!("eva")));
    assert_eq!(now["messages"][1]["role"], "bot");
    let yaml = at_first(&world, &now);
    assert!(
        yaml.contains("title: Wrong money") && !yaml.contains("confirmed") && !yaml.contains("assignee"),
        "{yaml}"
    );
    again(&world, "github", &export("github-rest.json"), &[]);
}

#[test]
fn a_later_export_adds_what_happened_since() {
    let world = World::with_desk();
    let issue = |more: &str| {
        format!(
            "[{{\"number\":1,\"title\":\"A\",\"url\":\"https://github.com/o/r/issues/1\",\"author\":{{\"login\":\"x\"}},\"createdAt\":\"2025-01-01T00:00:00Z\",\"labels\":[{{\"name\":\"old\"}}]{more}}}]"
        )
    };
    let first = write(&world, "a.json", &issue(",\"state\":\"OPEN\""));
    assert_eq!(import(&world, "github", first.to_str().expect("UTF-8"), &[]).0["imported"], 1);
    world.desk(&["tag", "ref:github:o/r#1", "+ours"]).ok();
    let more = ",\"state\":\"CLOSED\",\"closedAt\":\"2025-01-03T00:00:00Z\",\"comments\":[{\"id\":\"c\",\"author\":{\"login\":\"y\"},\"body\":\"hi\",\"createdAt\":\"2025-01-02T00:00:00Z\"}]";
    let second = write(&world, "b.json", &issue(more));
    let (counts, _) = import(&world, "github", second.to_str().expect("UTF-8"), &[]);
    assert_eq!((counts["imported"].as_u64(), reason(&counts, "already-imported")), (Some(2), 1));
    let now = ticket(&world, "github:o/r#1");
    assert_eq!((&now["status"], &now["tags"]), (&json!("solved"), &json!(["old", "ours"])));
    again(&world, "github", second.to_str().expect("UTF-8"), &[]);
}

/// Issues first, their comments later: what was said is never lost, be it older than what is there or as old.
#[test]
fn an_older_comment_of_a_later_export_comes_in_once() {
    let world = World::with_desk();
    let issue = |more: &str| {
        format!(
            "[{{\"number\":1,\"title\":\"A\",\"url\":\"https://github.com/o/r/issues/1\",\"author\":{{\"login\":\"x\"}},\"createdAt\":\"2025-01-01T00:00:00Z\",\"state\":\"CLOSED\",\"closedAt\":\"2025-01-03T00:00:00Z\"{more}}}]"
        )
    };
    let first = write(&world, "a.json", &issue(""));
    assert_eq!(import(&world, "github", first.to_str().expect("UTF-8"), &[]).0["imported"], 2);
    let said = |id: &str, at: &str| {
        format!(
            "{{\"id\":\"{id}\",\"author\":{{\"login\":\"y\"}},\"body\":\"{id}\",\"createdAt\":\"2025-01-0{at}T00:00:00Z\"}}"
        )
    };
    let comments = format!(",\"comments\":[{},{}]", said("older", "2"), said("as-old", "3"));
    let second = write(&world, "b.json", &issue(&comments));
    let second = second.to_str().expect("UTF-8");
    let (dry, _) = import(&world, "github", second, &["--dry-run"]);
    let (counts, _) = import(&world, "github", second, &[]);
    assert_eq!(dry, counts);
    assert_eq!((counts["imported"].as_u64(), reason(&counts, "already-imported")), (Some(2), 2), "{counts}");
    let now = ticket(&world, "github:o/r#1");
    let texts: Vec<_> = now["messages"].as_array().expect("messages").iter().map(|m| &m["text"]).collect();
    assert_eq!((texts, &now["status"]), (vec![&json!("older"), &json!("as-old")], &json!("solved")));
    again(&world, "github", second, &[]);

    // What was taken away here stays away.
    let id = now["messages"][0]["id"].as_str().expect("an id");
    let tree = world.root().join("tree");
    world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
    let files = world.git_in(&tree, &["ls-files"]);
    let path = files
        .lines()
        .find(|path| path.contains(now["id"].as_str().expect("an id")))
        .expect("its file");
    let file = std::fs::read_to_string(tree.join(path)).expect("a file");
    let from = file.find(&format!("- id: {id}")).expect("the message");
    let to = file[from + 1..].find("- id: ").map_or(file.len(), |n| from + 1 + n);
    std::fs::write(tree.join(path), format!("{}{}", &file[..from], &file[to..])).expect("written");
    world.git_in(&tree, &["commit", "-qam", "away"]);
    assert_eq!(ticket(&world, "github:o/r#1")["messages"].as_array().map(Vec::len), Some(1));
    again(&world, "github", second, &[]);
}
