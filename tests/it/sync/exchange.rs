//! What each of two people did arrives at the other, and nobody is asked about a conflict.

use super::Team;
use serde_json::json;

#[test]
fn work_of_two_people_comes_together_in_one_history() {
    let team = Team::new();
    let id = team.ticket();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 1, &["edit", &id, "--priority", "high", "-q"]).ok();
    team.later("luis", 2, &["reply", &id, "-m", "from Luis", "-q"]).ok();
    team.later("ana", 3, &["edit", &id, "--priority", "low", "-q"]).ok();
    team.later("ana", 4, &["note", &id, "-m", "from Ana", "-q"]).ok();
    assert_eq!(team.desk("ana", &["sync"]).ok(), "origin: 2 changes published\n");
    let synced = team.desk("luis", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!(synced["received"], 2);
    assert_eq!((&synced["merged"], &synced["met"]), (&json!(true), &json!([id])));
    let lost = &synced["overruled"][0];
    assert_eq!((&lost["of"], &lost["key"]), (&json!(id), &json!("priority")));
    let ours = team.git("luis", &["log", "--format=%H", "-1", "--grep=priority high", "refs/heads/tickets"]);
    assert_eq!(lost["commit"], ours.trim());
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.tip("ana"), team.tip("luis"));
    let ticket = team.shown("ana", &id);
    assert_eq!(ticket["priority"], "low", "the later one counts");
    let texts: Vec<_> = ticket["messages"].as_array().expect("a list").iter().map(|m| m["text"].clone()).collect();
    assert_eq!(texts, [json!("from Luis"), json!("from Ana")]);
    assert_eq!(team.shown("luis", &id), ticket);
    team.sound("ana");
    team.sound("luis");
}

#[test]
fn whoever_merges_makes_the_same_commit() {
    let team = Team::new();
    let id = team.ticket();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 1, &["tag", &id, "+a", "-q"]).ok();
    team.later("ana", 2, &["tag", &id, "+b", "-q"]).ok();
    // Each fetches the other's work, clone to clone.
    team.desk("luis", &["sync", "../ana", "--to", "from-luis", "-q"]);
    let ana = team.git("ana", &["rev-parse", "refs/heads/tickets"]);
    team.git("luis", &["fetch", "-q", "../ana", "refs/heads/tickets:refs/seen"]);
    assert_eq!(team.git("luis", &["rev-parse", "refs/seen"]), ana);
    team.desk("ana", &["sync", "../luis", "--to", "from-ana", "-q"]);
    assert_eq!(team.tip("ana"), team.tip("luis"));
    team.sound("luis");
}

#[test]
fn two_desks_that_were_made_apart_are_joined() {
    let team = Team::new();
    team.join("luis");
    // Luis did not look.
    team.git("luis", &["update-ref", "-d", "refs/remotes/origin/tickets"]);
    team.git("luis", &["remote", "rename", "origin", "hub"]);
    team.git("luis", &["remote", "set-url", "hub", "../nowhere.git"]);
    team.later("luis", 9, &["init", "-q", "--time-zone", "Europe/Lisbon"]);
    team.later("luis", 10, &["new", "Mine", "-q"]).ok();
    team.git("luis", &["remote", "set-url", "hub", "../hub.git"]);
    let synced = team.desk("luis", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!(synced["merged"], true);
    let people = team.git("luis", &["show", "refs/heads/tickets:config/people.yaml"]);
    assert!(people.contains("ana@example.com") && people.contains("luis@example.com"), "{people}");
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.tip("ana"), team.tip("luis"));
    team.sound("ana");
}

#[test]
fn nothing_but_the_refs_of_the_desk_moves() {
    let team = Team::new();
    team.join("luis");
    for name in ["ana", "luis"] {
        team.git(name, &["commit", "-q", "--allow-empty", "-m", "code"]);
        team.git(name, &["tag", &format!("v-{name}")]);
    }
    team.git("ana", &["push", "-q", "origin", "main", "v-ana"]);
    team.ticket();
    let refs = |name: &str| -> Vec<String> {
        let all = team.git(name, &["for-each-ref", "--format=%(objectname) %(refname)"]);
        let ours = |line: &&str| !line.ends_with("/tickets");
        all.lines().filter(ours).map(str::to_owned).collect()
    };
    let (hub, luis) = (refs("hub.git"), refs("luis"));
    team.desk("luis", &["sync", "-q"]);
    team.desk("luis", &["new", "Another", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    assert_eq!((refs("hub.git"), refs("luis")), (hub, luis));
    assert!(!team.dir("luis").join(".git/FETCH_HEAD").exists());
}

#[test]
fn a_rehearsal_says_what_would_be_and_moves_nothing() {
    let team = Team::new();
    let id = team.ticket();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 1, &["tag", &id, "+a", "-q"]).ok();
    team.later("ana", 2, &["tag", &id, "+b", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    let before = team.git("luis", &["for-each-ref"]);
    let would = team.desk("luis", &["sync", "--dry-run", "--json"]).json();
    assert_eq!(team.git("luis", &["for-each-ref"]), before);
    assert_eq!(team.desk("luis", &["sync", "--json"]).json(), would);
}

#[test]
fn a_clone_that_is_cut_off_is_deepened_before_it_merges() {
    let team = Team::new();
    let id = team.ticket();
    team.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    let address = format!("file://{}", team.dir("hub.git").display());
    team.world
        .git_in(team.world.root(), &["clone", "-q", "--depth=1", "-b", "tickets", &address, "luis"]);
    team.git("luis", &["config", "user.email", "luis@example.com"]);
    team.later("luis", 2, &["tag", &id, "+b", "-q"]).ok();
    team.later("ana", 3, &["tag", &id, "+c", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    let synced = team.desk("luis", &["sync", "--json"]).json();
    assert_eq!(synced["sync"]["merged"], true);
    assert_eq!(team.shown("luis", &id)["tags"], json!(["a", "b", "c"]));
    team.sound("luis");
}

#[test]
fn what_was_handed_in_is_folded_in_on_the_way() {
    let team = Team::new();
    team.ticket();
    team.join("job");
    let handed = team.later("job", 1, &["new", "The build is red", "--inbox", "-q"]);
    assert_eq!(handed.code, 0, "{}", handed.stderr);
    assert_ne!(team.git("hub.git", &["for-each-ref", "refs/desk/inbox"]), "");
    let synced = team.desk("ana", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!((&synced["collected"], &synced["set_aside"]), (&json!(1), &json!(0)));
    assert_eq!(team.git("hub.git", &["for-each-ref", "refs/desk/inbox"]), "");
    assert!(team.desk("ana", &["list"]).ok().contains("The build is red"));
    assert_eq!(team.desk("ana", &["sync"]).ok(), "origin and this clone have the same\n");
}
