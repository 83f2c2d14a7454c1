//! Clones that have less than the whole: each works, or says what it lacks.

use super::Team;
use serde_json::json;

/// A clone made with these options over a transport that knows them.
fn join_with(team: &Team, name: &str, options: &[&str]) {
    let address = format!("file://{}", team.dir("hub.git").display());
    let args = [&["clone", "-q"], options, &[&address, name]].concat();
    team.world.git_in(team.world.root(), &args);
    team.git(name, &["config", "user.name", name]);
    team.git(name, &["config", "user.email", &format!("{name}@example.com")]);
}

fn objects_missing(team: &Team, name: &str) -> usize {
    let all = team.git(name, &["rev-list", "--objects", "--missing=print", "refs/heads/tickets"]);
    all.lines().filter(|line| line.starts_with('?')).count()
}

#[test]
fn a_partial_clone_has_its_desk_as_a_whole() {
    for filter in ["--filter=blob:none", "--filter=tree:0"] {
        let team = Team::new();
        team.git("hub.git", &["config", "uploadpack.allowFilter", "true"]);
        let id = team.ticket();
        join_with(&team, "luis", &[filter, "--no-checkout"]);
        let listed = team.desk("luis", &["list", "--json"]).json();
        assert_eq!(listed["tickets"][0]["id"], json!(id), "{filter}");
        assert_eq!(team.desk("luis", &["log", &id]).code, 0);
        assert_eq!(team.desk("luis", &["report", "summary"]).code, 0);
        team.later("luis", 1, &["tag", &id, "+mine", "-q"]).ok();
        team.later("ana", 2, &["tag", &id, "+theirs", "-q"]).ok();
        team.desk("ana", &["sync", "-q"]).ok();
        team.come_together(&id, &["mine", "theirs"]);
        assert_eq!(objects_missing(&team, "luis"), 0);
    }
}

#[test]
fn a_partial_clone_that_cannot_reach_its_remote_says_what_is_missing() {
    let team = Team::new();
    team.git("hub.git", &["config", "uploadpack.allowFilter", "true"]);
    let id = team.ticket();
    join_with(&team, "luis", &["--filter=blob:none", "--no-checkout"]);
    std::fs::rename(team.dir("hub.git"), team.dir("away.git")).expect("a move");
    let out = team.desk("luis", &["show", &id]);
    assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{}", out.stderr);
    std::fs::rename(team.dir("away.git"), team.dir("hub.git")).expect("a move");
    team.desk("luis", &["show", &id]).ok();
}

#[test]
fn a_single_branch_clone_of_the_code_finds_the_desk_by_sync() {
    let team = Team::new();
    team.git("ana", &["commit", "-q", "--allow-empty", "-m", "code"]);
    team.git("ana", &["push", "-q", "origin", "HEAD:refs/heads/main"]);
    let id = team.ticket();
    join_with(&team, "luis", &["--single-branch", "-b", "main"]);
    assert_eq!(team.desk("luis", &["list"]).code, 4, "no desk is here yet");
    assert_eq!(team.desk("luis", &["sync", "-q"]).code, 0);
    team.later("luis", 1, &["tag", &id, "+mine", "-q"]).ok();
    team.later("ana", 2, &["tag", &id, "+theirs", "-q"]).ok();
    team.come_together(&id, &["mine", "theirs"]);
}

#[test]
fn a_shallow_single_branch_clone_writes_and_is_deepened_by_sync() {
    let team = Team::new();
    let id = team.ticket();
    join_with(&team, "luis", &["--depth=1", "-b", "tickets"]);
    team.later("luis", 1, &["tag", &id, "+mine", "-q"]).ok();
    team.later("ana", 2, &["tag", &id, "+theirs", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.come_together(&id, &["mine", "theirs"]);
    assert_eq!(team.git("luis", &["rev-parse", "--is-shallow-repository"]).trim(), "false");
}
