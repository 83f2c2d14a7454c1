//! `merge-driver`: who merges, rebases or picks in a worktree with git itself gets what the law says.

use super::file;
use crate::support::World;
use git_desk::store::Store;
use std::path::{Path, PathBuf};

/// A desk with the driver, whose branch is checked out in a worktree beside the code.
struct Bench {
    world: World,
    tree: PathBuf,
}

impl Bench {
    fn new() -> Bench {
        let world = World::with_desk();
        world.desk(&["merge-driver", "--install", "-q"]).ok();
        let tree = world.root().join("tree");
        Bench { world, tree }
    }

    /// One branch with one text of a file, another one with another; the worktree has the first.
    fn part(&self, path: &str, [base, ours, theirs]: [&str; 3]) {
        self.world.git(&["worktree", "add", "-q", &self.tree.display().to_string(), "tickets"]);
        self.commit(path, base, "2026-11-21T12:00:00Z");
        self.git(&["branch", "side"]);
        self.commit(path, ours, "2026-11-21T13:00:00Z");
        self.git(&["checkout", "-q", "side"]);
        self.commit(path, theirs, "2026-11-21T12:30:00Z");
        self.git(&["checkout", "-q", "tickets"]);
    }

    fn commit(&self, path: &str, text: &str, at: &str) {
        let file = self.tree.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
        self.git(&["add", "-A"]);
        let mut command = self.world.command(&self.tree, "git", &["commit", "-q", "-m", "by hand"]);
        let done = command.env("GIT_AUTHOR_DATE", at).env("GIT_COMMITTER_DATE", at).status();
        assert!(done.expect("git runs").success());
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        self.world.git_in(&self.tree, args)
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.tree.join(path)).expect("a file")
    }
}

const PATH: &str = "tickets/k/3/k39fq2m7xd.yaml";

fn ticket(priority: &str, tags: &str) -> String {
    format!(
        "id: k39fq2m7xd\ntitle: Printer\nstatus: open\npriority: {priority}\ntags:\n{tags}created: 2026-11-20T09:12:44Z\n"
    )
}

/// What was there, what is here (the later one), what the side has.
fn texts() -> [String; 3] {
    [ticket("normal", "- a\n- b\n"), ticket("high", "- a\n- c\n"), ticket("low", "- a\n- b\n- d\n")]
}

#[test]
fn a_merge_comes_to_what_sync_would_make_of_it() {
    let bench = Bench::new();
    let [base, ours, theirs] = texts();
    bench.part(PATH, [&base, &ours, &theirs]);
    let heads = ["tickets", "side"].map(|name| bench.git(&["rev-parse", name]).trim().parse().expect("an id"));
    bench.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(bench.text(PATH), ticket("high", "- a\n- d\n- c\n"), "the later one counts, whichever is merged");
    let store = Store::open_at(&bench.world.repo().join(".git"), None, 0).expect("a store");
    let git_desk::store::Joined::Merged(law) = store.merge(heads[0], heads[1]).expect("a merge") else {
        panic!("both have something");
    };
    assert_eq!(bench.git(&["rev-parse", "HEAD^{tree}"]).trim(), law.tree.to_string());
    let check = bench.world.desk(&["check"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
}

#[test]
fn a_merge_the_other_way_round_comes_to_the_same() {
    let bench = Bench::new();
    let [base, ours, theirs] = texts();
    bench.part(PATH, [&base, &ours, &theirs]);
    bench.git(&["checkout", "-q", "side"]);
    bench.git(&["merge", "-q", "--no-edit", "tickets"]);
    assert_eq!(bench.text(PATH), ticket("high", "- a\n- d\n- c\n"));
}

#[test]
fn in_a_rebase_what_is_put_on_top_counts_and_sets_are_merged_by_element() {
    let bench = Bench::new();
    let [base, ours, theirs] = texts();
    bench.part(PATH, [&base, &ours, &theirs]);
    bench.git(&["rebase", "-q", "side"]);
    assert_eq!(bench.text(PATH), ticket("high", "- a\n- d\n- c\n"));
}

#[test]
fn a_picked_commit_is_merged_and_says_what_it_overrules() {
    let bench = Bench::new();
    let [base, ours, theirs] = texts();
    bench.part(PATH, [&base, &ours, &theirs]);
    let out = bench.world.run_in(&bench.tree, "git", &["cherry-pick", "side"], "");
    assert_eq!(out.code, 0, "{}", out.stderr);
    assert_eq!(bench.text(PATH), ticket("low", "- a\n- c\n- d\n"));
    assert!(out.stderr.contains("tickets/k/3/k39fq2m7xd.yaml: priority was set on both sides"), "{}", out.stderr);
}

#[test]
fn configuration_is_merged_key_by_key() {
    let bench = Bench::new();
    let views =
        |about: &str, query: &str| format!("# Ours.\nviews:\n  mine:\n    about: {about}\n    query: {query}\n");
    let (base, ours) = (views("Mine", "assignee:me"), views("My own", "assignee:me"));
    bench.part("config/views.yaml", [&base, &ours, &views("Mine", "assignee:me is:open")]);
    bench.git(&["cherry-pick", "side"]);
    assert_eq!(bench.text("config/views.yaml"), views("My own", "assignee:me is:open"));
}

#[test]
fn what_cannot_be_read_is_left_to_git_with_both_texts() {
    let bench = Bench::new();
    let [base, ours, _] = texts();
    bench.part(PATH, [&base, &ours, &base.replace("normal", "[low")]);
    let out = bench.world.run_in(&bench.tree, "git", &["cherry-pick", "side"], "");
    assert_eq!(out.code, 1, "{}", out.stderr);
    let text = bench.text(PATH);
    assert!(
        text.contains("<<<<<<<") && text.contains("priority: high") && text.contains("priority: [low"),
        "{text}"
    );
}

#[test]
fn code_that_has_a_folder_of_the_same_name_is_merged_as_ever() {
    let world = World::with_desk();
    world.desk(&["merge-driver", "--install", "-q"]).ok();
    let repo = world.repo();
    let write = |text: &str, words: &str| {
        std::fs::create_dir_all(repo.join("config")).expect("a folder");
        std::fs::write(repo.join("config/app.yaml"), text).expect("a file");
        world.git(&["add", "config"]);
        world.git(&["commit", "-q", "-m", words]);
    };
    write("port: 1\n", "base");
    world.git(&["branch", "side"]);
    write("port: 2\n", "ours");
    world.git(&["checkout", "-q", "side"]);
    write("port: 3\n", "theirs");
    let out = world.run_in(&repo, "git", &["merge", "--no-edit", "main"], "");
    assert_eq!(out.code, 1, "{}", out.stdout);
    let text = std::fs::read_to_string(repo.join("config/app.yaml")).expect("a file");
    assert!(text.contains("<<<<<<<") && text.contains("port: 2") && text.contains("port: 3"), "{text}");
}

fn attributes(world: &World) -> Option<String> {
    std::fs::read_to_string(world.repo().join(".git/info/attributes")).ok()
}

#[test]
fn it_is_installed_once_and_leaves_nothing_behind() {
    let world = World::with_desk();
    std::fs::create_dir_all(world.repo().join(".git/info")).expect("a folder");
    std::fs::write(world.repo().join(".git/info/attributes"), "*.png binary\n").expect("a file");
    world.desk(&["merge-driver", "--install", "-q"]).ok();
    let once = attributes(&world).expect("a file");
    assert!(once.starts_with("*.png binary\n/tickets/** merge=git-desk\n"), "{once}");
    world.desk(&["merge-driver", "--install", "-q"]).ok();
    assert_eq!(attributes(&world).as_ref(), Some(&once), "twice is once");
    assert!(
        world
            .git(&["config", "merge.git-desk.driver"])
            .contains("git-desk merge-driver %O %A %B %P")
    );

    let removed = world.desk(&["merge-driver", "--uninstall", "--lang", "es"]);
    assert!(removed.stderr.contains("como cualquier otro archivo"), "{}", removed.stderr);
    assert_eq!(attributes(&world).as_deref(), Some("*.png binary\n"));
    assert_eq!(world.run_in(&world.repo(), "git", &["config", "merge.git-desk.driver"], "").code, 1);
    assert!(world.desk(&["merge-driver", "--uninstall"]).stderr.contains("was not installed"));
}

#[test]
fn uninstall_takes_the_driver_away() {
    let world = World::with_desk();
    file(&world, "Printer", &[]);
    world.desk(&["merge-driver", "--install", "-q"]).ok();
    let told = world.desk(&["uninstall", "--dry-run", "-q"]).ok();
    assert!(
        told.contains("lines that say how to merge: ") && told.contains("setting: merge.git-desk.driver"),
        "{told}"
    );
    world.desk(&["uninstall", "-q"]).ok();
    assert_eq!(attributes(&world), None);
    assert_eq!(world.run_in(&world.repo(), "git", &["config", "merge.git-desk.driver"], "").code, 1);
}

#[test]
fn half_a_call_is_refused() {
    let world = World::with_desk();
    assert!(world.desk(&["merge-driver", "a", "b"]).fails(2).contains("THEIRS"));
    assert!(Path::new(&world.repo()).join(".git").exists());
}
