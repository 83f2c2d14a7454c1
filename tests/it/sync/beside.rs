//! A ticket that one person closes while its requester writes: the message is neither lost nor unheard.

use super::Team;
use serde_json::json;

/// A team whose agents may close tickets.
fn closing() -> Team {
    let team = Team::new();
    team.rewrite("config/workflow.yaml", "closed: system", "closed: agent");
    team
}

/// Ana closes the ticket; Bea, who asked, has written meanwhile.
fn apart() -> (Team, String) {
    let team = closing();
    let made = team
        .desk("ana", &["new", "Printer is on fire", "--requester", "bea@example.com", "--json"])
        .json();
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    team.later("ana", 1, &["assign", &id, "me", "-q"]).ok();
    team.later("ana", 2, &["solve", &id, "-m", "Out", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.join("bea");
    team.desk("bea", &["sync", "-q"]);
    team.later("ana", 3, &["close", &id, "-q"]).ok();
    team.later("bea", 4, &["reply", &id, "-m", "It burns again", "-q"]).ok();
    (team, id)
}

#[test]
fn a_message_beside_a_close_gets_a_follow_up() {
    let (team, id) = apart();
    team.desk("bea", &["sync", "-q"]).ok();
    let would = team.desk("ana", &["sync", "--dry-run", "--json"]).json();
    let synced = team.desk("ana", &["sync", "--json"]).json();
    assert_eq!(would, synced);
    let next = synced["sync"]["follow_ups"][0].as_str().expect("a follow-up").to_owned();
    let ticket = team.shown("ana", &id);
    assert_eq!(ticket["status"], "closed");
    let texts = ticket["messages"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|m| m["text"] == "It burns again");
    assert_eq!(texts.count(), 1, "it stays where it was written");
    let next = team.shown("ana", &next);
    assert_eq!((&next["status"], &next["requester"]), (&json!("new"), &json!("bea@example.com")));
    assert_eq!(next["links"][0]["ticket"], id.as_str());
    // Nothing is made twice.
    assert_eq!(team.desk("ana", &["sync", "--json"]).json()["sync"]["follow_ups"], json!([]));
    team.later("bea", 9, &["new", "something else", "-q"]).ok();
    assert_eq!(team.desk("bea", &["sync", "--json"]).json()["sync"]["follow_ups"], json!([]));
    team.sound("ana");
    team.sound("bea");
}

#[test]
fn whoever_merges_makes_the_same_follow_up() {
    let (team, id) = apart();
    team.desk("bea", &["sync", "../ana", "--to", "x", "-q"]).ok();
    team.desk("ana", &["sync", "../bea", "--to", "y", "-q"]).ok();
    assert_eq!(team.tip("ana"), team.tip("bea"));
    let about = team.desk("ana", &["list", "is:any", "--json"]).json()["tickets"].clone();
    let follows =
        |t: &&serde_json::Value| t["links"].as_array().is_some_and(|l| l.iter().any(|l| l["ticket"] == id.as_str()));
    assert_eq!(about.as_array().expect("a list").iter().filter(follows).count(), 1);
}

#[test]
fn what_whoever_closed_it_had_seen_needs_no_follow_up() {
    let team = closing();
    let made = team
        .desk("ana", &["new", "Printer", "--requester", "bea@example.com", "-m", "It burns", "--json"])
        .json();
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    team.later("ana", 1, &["assign", &id, "me", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 2, &["tag", &id, "+a", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    team.later("ana", 3, &["solve", &id, "-m", "Out", "-q"]).ok();
    team.later("ana", 4, &["close", &id, "-q"]).ok();
    let synced = team.desk("ana", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!((&synced["merged"], &synced["follow_ups"]), (&json!(true), &json!([])));
}
