//! Numbers for people: given once, by the home remote, when a ticket is published.

use super::Team;
use serde_json::{Value, json};

impl Team {
    /// The numbers of all tickets, by title.
    fn numbers(&self, name: &str) -> Vec<(String, Value)> {
        let listed = self.desk(name, &["list", "is:any", "--json"]).json()["tickets"].clone();
        let of = |t: &Value| (t["title"].as_str().expect("a title").to_owned(), t["number"].clone());
        let mut all: Vec<_> = listed.as_array().expect("a list").iter().map(of).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    fn file(&self, name: &str, path: &str) -> String {
        self.git(name, &["show", &format!("refs/heads/tickets:{path}")])
    }

    /// A team whose desk says this in its `desk.yaml`, and gives no numbers at its home.
    fn homeless(line: &str) -> Team {
        let team = Team::new();
        team.rewrite("desk.yaml", "home: origin\n", line);
        team
    }
}

#[test]
fn tickets_get_their_numbers_in_order_of_time_when_they_are_published() {
    let team = Team::new();
    team.later("ana", 2, &["new", "second", "-q"]).ok();
    team.later("ana", 1, &["new", "first", "-q"]).ok();
    let null = || json!(null);
    assert_eq!(team.numbers("ana"), [("first".into(), null()), ("second".into(), null())]);
    let said = team.desk("ana", &["sync"]).ok();
    assert_eq!(said, "2 tickets got numbers\norigin: 3 changes published\n");
    assert_eq!(team.numbers("ana"), [("first".into(), json!(1)), ("second".into(), json!(2))]);
    assert!(team.file("ana", "numbers.yaml").ends_with("\nnext: 3\n"));
    assert_eq!(team.desk("ana", &["sync"]).ok(), "origin and this clone have the same\n");
    assert_eq!(team.desk("ana", &["show", "#2", "--json"]).json()["ticket"]["title"], "second");
    team.sound("ana");
}

#[test]
fn a_number_stays_and_is_not_given_again_when_its_ticket_is_gone() {
    let team = Team::new();
    let first = team.ticket();
    team.git("ana", &["worktree", "add", "-q", "../files", "tickets"]);
    team.git("files", &["rm", "-q", &format!("tickets/{}/{}/{first}.yaml", &first[..1], &first[1..2])]);
    team.git("files", &["commit", "-qm", "gone"]);
    team.git("ana", &["worktree", "remove", "../files"]);
    team.later("ana", 3, &["new", "next", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("next".into(), json!(2))]);
}

#[test]
fn two_who_publish_at_once_give_no_number_twice() {
    let team = Team::new();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("ana", 1, &["new", "of Ana", "-q"]).ok();
    team.later("luis", 2, &["new", "of Luis", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("of Ana".into(), json!(2)), ("of Luis".into(), json!(1))]);
    assert_eq!(team.numbers("luis"), team.numbers("ana"));
    assert_eq!(team.tip("luis"), team.tip("ana"));
    team.sound("luis");
}

#[test]
fn numbers_that_the_home_does_not_take_are_not_given() {
    let team = Team::new();
    let hook = team.dir("hub.git").join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("a directory")).expect("a directory");
    std::fs::write(&hook, "#!/bin/sh\nexit 1\n").expect("a hook");
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a hook");
    team.later("ana", 1, &["new", "mine", "-q"]).ok();
    let tip = team.tip("ana");
    assert_ne!(team.desk("ana", &["sync", "-q"]).code, 0);
    assert_eq!((team.numbers("ana"), team.tip("ana")), (vec![("mine".into(), json!(null))], tip));
    std::fs::remove_file(&hook).expect("a file");
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("mine".into(), json!(1))]);
}

#[test]
fn another_remote_than_the_home_gives_no_numbers() {
    let team = Team::new();
    team.git("ana", &["init", "-q", "--bare", "../other.git"]);
    team.later("ana", 1, &["new", "mine", "-q"]).ok();
    team.desk("ana", &["sync", "../other.git", "-q"]).ok();
    team.desk("ana", &["sync", "--to", "aside", "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("mine".into(), json!(null))]);
    // The same place by its address.
    let address = team.git("ana", &["config", "remote.origin.url"]);
    team.desk("ana", &["sync", address.trim(), "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("mine".into(), json!(1))]);
}

#[test]
fn a_rehearsal_counts_the_numbers_and_gives_none() {
    let team = Team::new();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 1, &["new", "of Luis", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    team.later("ana", 2, &["new", "of Ana", "-q"]).ok();
    let would = team.desk("ana", &["sync", "--dry-run", "--json"]).json();
    assert_eq!(would["sync"]["numbered"], 1);
    assert_eq!(team.numbers("ana"), [("of Ana".into(), json!(null))]);
    assert_eq!(team.desk("ana", &["sync", "--json"]).json(), would);
}

#[test]
fn a_desk_without_a_home_gives_no_numbers_unless_it_says_so() {
    let team = Team::homeless("");
    team.later("ana", 1, &["new", "mine", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.numbers("ana"), [("mine".into(), json!(null))]);
    // How to get them is said where the desk is published for the first time.
    team.git("ana", &["init", "-q", "--bare", "../other.git"]);
    team.git("ana", &["remote", "add", "other", "../other.git"]);
    let told = |args: &[&str]| team.desk("ana", args).stderr.contains("home: other in desk.yaml");
    assert!(told(&["sync", "other"]));
    team.later("ana", 2, &["new", "more", "-q"]).ok();
    assert!(!told(&["sync", "other"]));
}

#[test]
fn of_two_equal_numbers_the_earlier_stays_and_the_other_is_kept_as_a_name() {
    let team = Team::homeless("numbers: at-creation\n");
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.later("luis", 5, &["new", "later", "-q"]).ok();
    team.later("ana", 1, &["new", "earlier", "-q"]).ok();
    let one = || json!(1);
    assert_eq!(
        (team.numbers("ana"), team.numbers("luis")),
        (vec![("earlier".into(), one())], vec![("later".into(), one())])
    );
    team.desk("luis", &["sync", "-q"]).ok();
    let synced = team.desk("ana", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!((&synced["renumbered"][0]["was"], &synced["renumbered"][0]["now"]), (&json!(1), &json!(2)));
    team.desk("luis", &["sync", "-q"]).ok();
    assert_eq!(team.numbers("luis"), [("earlier".into(), one()), ("later".into(), json!(2))]);
    let later = team.desk("luis", &["show", "#2", "--json"]).json()["ticket"].clone();
    assert_eq!(later["refs"], json!(["number:1"]));
    assert_eq!(team.tip("luis"), team.tip("ana"));
    team.later("luis", 9, &["new", "third", "-q"]).ok();
    assert_eq!(team.desk("luis", &["show", "#3", "--json"]).json()["ticket"]["title"], "third");
    team.sound("luis");
}

#[test]
fn a_number_that_came_meanwhile_stops_nobody() {
    let team = Team::new();
    team.later("ana", 1, &["new", "mine", "-q"]).ok();
    let id = team.desk("ana", &["list", "--json"]).json()["tickets"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    team.desk("ana", &["show", &id]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.later("ana", 9, &["edit", "#1", "--priority", "high", "-q"]).ok();
    let undone = team.later("ana", 10, &["undo", "--json"]).json();
    assert_eq!(undone["undone"]["commits"].as_array().map(Vec::len), Some(1));
    assert_eq!(team.numbers("ana"), [("mine".into(), json!(1))]);
}
