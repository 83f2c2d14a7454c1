//! Where a desk may be when it is exchanged: every kind of repository, remote and clone.

use super::Team;
use serde_json::json;

impl Team {
    /// A repository that is made by itself, and knows the hub as `origin`.
    fn lonely(&self, name: &str, options: &[&str]) -> bool {
        let args: Vec<&str> = [&["init", "-q"], options, &[name]].concat();
        if self.world.run_in(self.world.root(), "git", &args, "").code != 0 {
            eprintln!("skipped: this git cannot {options:?}");
            return false;
        }
        self.git(name, &["config", "user.name", name]);
        self.git(name, &["config", "user.email", &format!("{name}@example.com")]);
        self.git(name, &["remote", "add", "origin", "../hub.git"]);
        true
    }

    /// Sync brings the ticket here, and takes a change back to Ana.
    #[track_caller]
    fn goes_both_ways(&self, name: &str, id: &str, options: &[&str]) {
        let desk = |args: &[&str]| self.later(name, 30, &[options, args].concat());
        desk(&["sync", "-q"]).ok();
        desk(&["tag", id, &format!("+{name}"), "-q"]).ok();
        desk(&["sync", "-q"]).ok();
        self.later("ana", 40, &[options, &["sync", "-q"]].concat()).ok();
        let shown = self.desk("ana", &[options, &["show", id, "--json"]].concat()).json();
        assert!(shown["ticket"]["tags"].as_array().is_some_and(|tags| tags.contains(&json!(name))), "{shown}");
    }
}

#[test]
fn a_repository_that_has_no_desk_yet_gets_the_remotes() {
    let team = Team::new();
    let id = team.ticket();
    assert!(team.lonely("luis", &[]));
    team.goes_both_ways("luis", &id, &[]);
    team.sound("luis");
}

#[test]
fn a_bare_repository() {
    let team = Team::new();
    let id = team.ticket();
    assert!(team.lonely("mirror", &["--bare"]));
    team.goes_both_ways("mirror", &id, &[]);
    team.sound("mirror");
}

#[test]
fn a_repository_with_reftables() {
    let team = Team::new();
    let id = team.ticket();
    if team.lonely("tables", &["--ref-format=reftable"]) {
        team.goes_both_ways("tables", &id, &[]);
        team.desk("tables", &["sync", "--to", "aside", "-q"]).ok();
        team.sound("tables");
    }
}

#[test]
fn a_remote_by_its_address_or_under_another_one() {
    let team = Team::new();
    let id = team.ticket();
    assert!(team.lonely("luis", &[]));
    team.git("luis", &["remote", "set-url", "origin", "hub:desk"]);
    let hub = team.dir("hub.git").display().to_string();
    team.git("luis", &["config", &format!("url.{hub}.insteadOf"), "hub:desk"]);
    team.goes_both_ways("luis", &id, &[]);
    assert!(team.lonely("eva", &[]));
    team.git("eva", &["remote", "remove", "origin"]);
    team.desk("eva", &["sync", &hub, "-q"]).ok();
    assert_eq!(team.tip("eva"), team.tip("luis"));
    team.desk("eva", &["new", "By address", "-q"]).ok();
    team.desk("eva", &["sync", &hub, "-q"]).ok();
    team.desk("luis", &["sync", "-q"]).ok();
    assert_eq!(team.tip("eva"), team.tip("luis"));
}

#[test]
fn a_desk_outside_the_branches() {
    let team = Team::new();
    for name in ["ana", "luis"] {
        if name == "luis" {
            team.join(name);
        }
        team.git(name, &["config", "desk.ref", "refs/desk-of/us"]);
    }
    team.desk("ana", &["init", "-q"]).ok();
    let made = team.desk("ana", &["new", "Hidden", "--json"]).json();
    team.desk("ana", &["sync", "-q"]).ok();
    team.goes_both_ways("luis", made["ticket"]["id"].as_str().expect("an id"), &[]);
    assert_eq!(team.git("luis", &["for-each-ref", "refs/heads/tickets"]), "");
}

#[test]
fn a_worktree_that_has_the_branch_checked_out_comes_along_or_keeps_what_is_its_own() {
    let team = Team::new();
    let id = team.ticket();
    team.join("luis");
    team.desk("luis", &["sync", "-q"]);
    team.git("luis", &["worktree", "add", "-q", "../files", "tickets"]);
    // Clean, and asked from inside it.
    team.goes_both_ways("files", &id, &[]);
    assert_eq!(team.git("files", &["status", "--porcelain"]), "");
    // Somebody has begun to change another file there.
    team.later("ana", 50, &["tag", &id, "+more", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    std::fs::write(team.dir("files").join("README.md"), "mine").expect("a file");
    team.desk("luis", &["sync", "-q"]);
    assert_eq!(team.git("files", &["status", "--porcelain"]), " M README.md\n");
    assert!(
        team.shown("luis", &id)["tags"]
            .as_array()
            .is_some_and(|tags| tags.contains(&json!("more")))
    );
    // And the very file that comes.
    let file = team.dir("files").join(format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2]));
    std::fs::write(&file, "mine").expect("a file");
    team.later("ana", 60, &["tag", &id, "+last", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.desk("luis", &["sync", "-q"]);
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "mine");
    assert_eq!(team.tip("luis"), team.tip("ana"));
}

#[test]
fn a_partial_clone_fetches_what_it_needs() {
    let team = Team::new();
    let id = team.ticket();
    team.git("hub.git", &["config", "uploadpack.allowFilter", "true"]);
    team.git("hub.git", &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let address = format!("file://{}", team.dir("hub.git").display());
    let options = ["clone", "-q", "--filter=blob:none", &address, "luis"];
    team.world.run_in(team.world.root(), "git", &options, "");
    team.git("luis", &["config", "user.email", "luis@example.com"]);
    team.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    team.goes_both_ways("luis", &id, &[]);
    team.later("luis", 50, &["tag", &id, "+b", "-q"]).ok();
    team.later("ana", 51, &["tag", &id, "+c", "-q"]).ok();
    team.desk("ana", &["sync", "-q"]).ok();
    assert_eq!(team.desk("luis", &["sync", "--json"]).json()["sync"]["merged"], true);
}

#[test]
fn repositories_with_long_names_of_objects() {
    let team = Team::new();
    let root = team.world.root();
    if team
        .world
        .run_in(root, "git", &["init", "-q", "--bare", "--object-format=sha256", "long.git"], "")
        .code
        != 0
    {
        eprintln!("skipped: this git has no SHA-256");
        return;
    }
    for name in ["one", "two"] {
        assert!(team.lonely(name, &["--object-format=sha256"]));
        team.git(name, &["remote", "set-url", "origin", "../long.git"]);
    }
    team.desk("one", &["init", "-q"]).ok();
    team.later("one", 1, &["new", "Long", "-q"]).ok();
    team.desk("one", &["sync", "-q"]).ok();
    team.desk("two", &["sync", "-q"]).ok();
    team.later("two", 2, &["tag", "#1", "+two", "-q"]).ok();
    team.later("one", 3, &["tag", "#1", "+one", "-q"]).ok();
    team.desk("two", &["sync", "-q"]).ok();
    team.desk("one", &["sync", "-q"]).ok();
    assert_eq!(team.shown("one", "#1")["tags"], json!(["two", "one"]));
    team.sound("one");
    // The two kinds cannot be mixed, and that is said.
    team.git("one", &["remote", "set-url", "origin", "../hub.git"]);
    assert_ne!(team.desk("one", &["sync", "-q"]).code, 0);
}

#[test]
fn a_merge_request_that_was_squashed_is_named() {
    let team = Team::new();
    let id = team.ticket();
    team.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
    team.later("ana", 2, &["tag", &id, "+b", "-q"]).ok();
    team.desk("ana", &["sync", "--to", "ana/tickets", "-q"]).ok();
    let tree = "refs/heads/ana/tickets^{tree}";
    let squash = ["commit-tree", tree, "-p", "refs/heads/tickets", "-m", "Tags (#1)"];
    team.git("hub.git", &["config", "user.email", "web@example.com"]);
    let commit = team.git("hub.git", &squash);
    team.git("hub.git", &["update-ref", "refs/heads/tickets", commit.trim()]);
    let synced = team.desk("ana", &["sync", "--json"]).json()["sync"].clone();
    assert_eq!(synced["squashed"], json!(["ana/tickets"]));
    assert_eq!(team.shown("ana", &id)["tags"], json!(["a", "b"]));
    assert_eq!(team.git("ana", &["for-each-ref", "refs/desk/aside"]), "", "it is told once");
    team.sound("ana");
}
