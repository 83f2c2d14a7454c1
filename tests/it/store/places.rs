//! Wherever a repository is and however it is made: the desk works there, or says why not.

use super::{DESK, desk_in, file, id_of, kind, run_as, script, ticket, titles};
use crate::support::{Out, World};
use std::path::{Path, PathBuf};

/// Every verb that writes, and some that read, in this directory.
#[track_caller]
fn every_verb(world: &World, dir: &Path, flags: &[&str]) {
    let run = |args: &[&str]| desk_in(world, dir, &[flags, args].concat());
    let id = &id_of(run(&["new", "A ticket", "-m", "first", "--json"]));
    for verb in [
        &["reply", id, "-m", "second"][..],
        &["note", id, "-m", "third"],
        &["status", id, "open"],
        &["pend", id],
        &["hold", id],
        &["solve", id, "-m", "done"],
        &["reopen", id],
        &["assign", id, "--me"],
        &["tag", id, "+a"],
        &["edit", id, "--title", "Another title"],
        &["list"],
        &["log", id],
        &[],
    ] {
        let out = run(verb);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{verb:?}");
    }
    let shown = run(&["show", id, "--json"]).json();
    assert_eq!(shown["ticket"]["title"], "Another title");
    assert_eq!(shown["ticket"]["messages"].as_array().map(Vec::len), Some(3));
    assert_eq!(run(&["init"]).code, 0);
}

/// A directory beside the repository.
fn beside(world: &World, name: &str) -> PathBuf {
    world.root().join(name)
}

#[track_caller]
fn fsck_in(world: &World, dir: &Path) {
    let out = world.run_in(dir, "git", &["fsck", "--strict", "--no-dangling"], "");
    assert_eq!(out.code, 0, "{}{}", out.stdout, out.stderr);
}

#[test]
fn a_repository_without_any_commit() {
    let world = World::with_desk();
    every_verb(&world, &world.repo(), &[]);
    world.fsck();
    assert_eq!(world.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_repository_with_work_of_its_own_from_a_subdirectory_or_with_dash_c() {
    let world = World::new();
    std::fs::create_dir_all(world.repo().join("src/deep")).expect("directories");
    std::fs::write(world.repo().join("src/deep/a"), "a").expect("a file");
    world.git(&["add", "."]);
    world.git(&["commit", "-qm", "work"]);
    desk_in(&world, &world.repo().join("src/deep"), &["init"]);
    every_verb(&world, &world.repo().join("src/deep"), &[]);
    every_verb(&world, world.root(), &["-C", "repo/src"]);
    assert_eq!(desk_in(&world, &world.repo().join(".git"), &["list"]).code, 0);
    world.fsck();
}

#[test]
fn a_detached_head() {
    let world = World::new();
    world.git(&["commit", "-q", "--allow-empty", "-m", "work"]);
    world.git(&["checkout", "-q", "--detach"]);
    world.desk(&["init", "-q"]).ok();
    every_verb(&world, &world.repo(), &[]);
}

#[test]
fn a_bare_repository() {
    let world = World::new();
    world.git_in(world.root(), &["init", "-q", "--bare", "bare.git"]);
    let bare = beside(&world, "bare.git");
    desk_in(&world, &bare, &["init", "-q"]).ok();
    every_verb(&world, &bare, &[]);
    fsck_in(&world, &bare);
}

#[test]
fn a_linked_worktree_and_its_main_one_share_the_desk() {
    let world = World::with_desk();
    world.git(&["commit", "-q", "--allow-empty", "-m", "work"]);
    world.git(&["worktree", "add", "-q", "../linked"]);
    every_verb(&world, &beside(&world, "linked"), &[]);
    assert_eq!(titles(&world, &world.repo()), ["Another title"]);
    world.fsck();
}

#[test]
fn a_submodule_has_a_desk_of_its_own() {
    let world = World::new();
    world.git_in(world.root(), &["init", "-q", "inner"]);
    world.git_in(&beside(&world, "inner"), &["commit", "-q", "--allow-empty", "-m", "work"]);
    world.git(&["-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "sub"]);
    let sub = world.repo().join("sub");
    desk_in(&world, &sub, &["init", "-q"]).ok();
    every_verb(&world, &sub, &[]);
    assert_eq!(kind(&world.desk(&["list", "--json"])), "no-desk");
    fsck_in(&world, &sub);
}

#[test]
fn git_dir_and_git_work_tree_are_obeyed() {
    let world = World::with_desk();
    let git_dir = world.repo().join(".git");
    let elsewhere = beside(&world, "elsewhere");
    std::fs::create_dir(&elsewhere).expect("a directory");
    let env = [("GIT_DIR", git_dir.to_str().expect("UTF-8")), ("GIT_WORK_TREE", elsewhere.to_str().expect("UTF-8"))];
    run_as(&world, world.root(), &env[..1], DESK, &["new", "by GIT_DIR"]).ok();
    run_as(&world, &elsewhere, &env, DESK, &["new", "by both"]).ok();
    assert_eq!(titles(&world, &world.repo()), ["by GIT_DIR", "by both"]);
    let index = beside(&world, "someone's index");
    let hook = [env[0], ("GIT_INDEX_FILE", index.to_str().expect("UTF-8"))];
    run_as(&world, &world.repo(), &hook, DESK, &["new", "from a hook"]).ok();
    assert!(!index.exists());
}

#[test]
fn another_desk_by_flag_or_by_configuration_also_outside_the_branches() {
    let world = World::with_desk();
    for (reference, full) in [("private", "refs/heads/private"), ("refs/desk/quiet", "refs/desk/quiet")] {
        let said = world.desk(&["--ref", reference, "init"]);
        assert!(said.stdout.contains(full), "{said:?}");
        every_verb(&world, &world.repo(), &["--ref", reference]);
        world.git(&["config", "desk.ref", reference]);
        assert_eq!(titles(&world, &world.repo()), ["Another title"]);
        world.git(&["config", "--unset", "desk.ref"]);
        world.git(&["rev-parse", full]);
    }
    assert_eq!(titles(&world, &world.repo()), Vec::<String>::new());
    world.fsck();
    for bad in ["refs/heads/a..b", "-x", "a b", "refs/heads/", "x.lock"] {
        let out = world.desk(&[&format!("--ref={bad}"), "list", "--json"]);
        assert_eq!((out.code, kind(&out).as_str()), (2, "bad-ref"), "{bad}");
    }
}

#[test]
fn a_symbolic_ref_is_followed_and_one_without_an_end_is_said() {
    let world = World::with_desk();
    world.git(&["symbolic-ref", "refs/heads/alias", "refs/heads/tickets"]);
    world.desk(&["--ref", "alias", "new", "through the alias"]).ok();
    assert_eq!(world.git(&["symbolic-ref", "refs/heads/alias"]).trim(), "refs/heads/tickets");
    assert_eq!(titles(&world, &world.repo()), ["through the alias"]);
    world.git(&["symbolic-ref", "refs/heads/a", "refs/heads/b"]);
    world.git(&["symbolic-ref", "refs/heads/b", "refs/heads/a"]);
    assert_eq!(kind(&world.desk(&["--ref", "a", "list", "--json"])), "corrupt");
}

#[test]
fn a_sha256_repository() {
    let world = World::new();
    world.git_in(world.root(), &["init", "-q", "--object-format=sha256", "long"]);
    let dir = beside(&world, "long");
    desk_in(&world, &dir, &["init", "-q"]).ok();
    every_verb(&world, &dir, &[]);
    assert_eq!(world.git_in(&dir, &["rev-parse", "tickets"]).trim().len(), 64);
    fsck_in(&world, &dir);
}

#[test]
fn a_reftable_repository_and_a_worktree_of_it() {
    let world = World::new();
    let made = world.run_in(world.root(), "git", &["init", "-q", "--ref-format=reftable", "table"], "");
    if made.code != 0 {
        eprintln!("skipped: this git has no reftables");
        return;
    }
    let dir = beside(&world, "table");
    world.git_in(&dir, &["branch", "-m", "main"]);
    desk_in(&world, &dir, &["init", "-q"]).ok();
    every_verb(&world, &dir, &[]);
    world.git_in(&dir, &["worktree", "add", "-q", "../files", "tickets"]);
    desk_in(&world, &dir, &["new", "seen"]).ok();
    assert_eq!(world.git_in(&beside(&world, "files"), &["status", "--porcelain"]), "");
    // A ref below the name is not the ref.
    world.git_in(&dir, &["update-ref", "refs/heads/other/deep", "tickets"]);
    assert_eq!(kind(&desk_in(&world, &dir, &["--ref", "other", "list", "--json"])), "no-desk");
    fsck_in(&world, &dir);
}

#[test]
fn a_fresh_clone_works_at_once_with_every_verb() {
    let world = World::with_desk();
    let id = file(&world, &["from the origin", "-m", "text"]);
    let verbs = [
        vec!["list"],
        vec!["show", &id],
        vec!["log", &id],
        vec!["new", "another"],
        vec!["reply", &id, "-m", "x"],
        vec!["note", &id, "-m", "x"],
        vec!["status", &id, "open"],
        vec!["assign", &id, "--me"],
        vec!["tag", &id, "+a"],
        vec!["edit", &id, "--title", "x"],
        vec!["init"],
    ];
    for verb in verbs {
        let clone = beside(&world, "clone");
        world.git_in(world.root(), &["clone", "-q", "repo", "clone"]);
        assert!(!clone.join(".git/refs/heads/tickets").exists());
        let out = desk_in(&world, &clone, &verb);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{verb:?}");
        world.git_in(&clone, &["merge-base", "--is-ancestor", "origin/tickets", "tickets"]);
        fsck_in(&world, &clone);
        std::fs::remove_dir_all(&clone).expect("the clone goes");
    }
}

#[test]
fn init_tells_no_desk_there_from_could_not_look() {
    let world = World::new();
    world.git(&["commit", "-q", "--allow-empty", "-m", "work"]);
    world.git_in(world.root(), &["clone", "-q", "repo", "one"]);
    world.git_in(world.root(), &["clone", "-q", "repo", "two"]);
    desk_in(&world, &beside(&world, "one"), &["init", "-q"]).ok();
    world.git_in(&beside(&world, "one"), &["push", "-q", "origin", "tickets"]);
    let adopted = desk_in(&world, &beside(&world, "two"), &["init", "--json"]).json();
    assert_eq!(adopted["init"]["result"], "adopted");
    world.git_in(world.root(), &["clone", "-q", "repo", "three"]);
    let three = beside(&world, "three");
    world.git_in(&three, &["update-ref", "-d", "refs/remotes/origin/tickets"]);
    world.git_in(&three, &["remote", "set-url", "origin", "/nowhere"]);
    let alone = desk_in(&world, &three, &["init"]);
    assert_eq!(alone.code, 0);
    assert!(alone.stderr.contains("origin"), "{alone:?}");
}

#[test]
fn a_repository_of_somebody_else_needs_safe_directory() {
    let world = World::with_desk();
    if !chown(&world, "12345") {
        eprintln!("skipped: only root can give a repository away");
        return;
    }
    for verb in [&["list", "--json"][..], &["new", "x", "--json"], &["init", "--json"]] {
        let out = world.desk(verb);
        assert_eq!((out.code, kind(&out).as_str()), (4, "unsafe-repository"), "{verb:?}");
        assert!(out.stderr.contains("safe.directory"), "{}", out.stderr);
    }
    let repo = world.repo();
    world.git(&["config", "--global", "--add", "safe.directory", repo.to_str().expect("UTF-8")]);
    every_verb(&world, &repo, &[]);
    chown(&world, "0");
}

fn chown(world: &World, owner: &str) -> bool {
    world.run_in(world.root(), "chown", &["-R", owner, "repo"], "").code == 0
}

#[test]
fn a_branch_in_the_way_of_the_name_is_named_and_desk_ref_leads_around_it() {
    for packed in [false, true] {
        let world = World::new();
        world.git(&["commit", "-q", "--allow-empty", "-m", "work"]);
        world.git(&["branch", "tickets/x"]);
        if packed {
            world.git(&["pack-refs", "--all"]);
        }
        let out = world.desk(&["init", "--json"]);
        assert_eq!((out.code, kind(&out).as_str()), (4, "ref-in-the-way"), "{out:?}");
        assert!(out.stderr.contains("tickets/x") && out.stderr.contains("desk.ref"), "{}", out.stderr);
        world.git(&["config", "desk.ref", "refs/heads/desk"]);
        world.desk(&["init", "-q"]).ok();
        every_verb(&world, &world.repo(), &[]);
        // The other way round: the name of a desk below an existing branch.
        let above = world.desk(&["--ref", "main/desk", "init", "--json"]);
        assert_eq!(kind(&above), "ref-in-the-way");
        assert!(above.stderr.contains("refs/heads/main"), "{}", above.stderr);
        world.fsck();
    }
}

#[test]
fn a_shallow_clone_tells_states_but_no_history() {
    let world = World::with_desk();
    let id = file(&world, &["old", "-m", "text"]);
    world.desk(&["reply", &id, "-m", "x"]).ok();
    let url = format!("file://{}", world.repo().display());
    world.git_in(world.root(), &["clone", "-q", "--depth", "1", "--branch", "tickets", &url, "shallow"]);
    let shallow = beside(&world, "shallow");
    let run = |args: &[&str]| -> Out { desk_in(&world, &shallow, args) };
    for state in [&["list", "--json"][..], &["show", &id, "--json"], &["tag", &id, "+a"], &["new", "here"], &[]] {
        let out = run(state);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{state:?}");
    }
    for history in [&["log", &id, "--json"][..], &["show", &id, "--at", "2026-11-20", "--json"]] {
        let out = run(history);
        assert_eq!((out.code, kind(&out).as_str()), (4, "shallow"), "{history:?}");
        assert!(out.stderr.contains("git fetch --unshallow"), "{}", out.stderr);
    }
    world.git_in(&shallow, &["fetch", "-q", "--unshallow"]);
    assert_eq!(run(&["log", &id]).code, 0);
}

#[test]
fn a_read_only_repository_is_read_and_its_state_is_said() {
    if !super::can_unshare() {
        return;
    }
    let world = World::with_desk();
    let id = file(&world, &["there", "-m", "text"]);
    let before = world.git(&["rev-parse", "tickets"]);
    script(
        &beside(&world, "read-only"),
        "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && cd \"$1\" && shift && exec \"$@\"",
    );
    let run = |args: &[&str]| {
        let repo = world.repo();
        let script = beside(&world, "read-only");
        let start = ["-rm", script.to_str().expect("UTF-8"), repo.to_str().expect("UTF-8"), DESK];
        world.run_in(world.root(), "unshare", &[&start, args].concat(), "")
    };
    run(&["list"]).ok();
    run(&["show", &id]).ok();
    for verb in [&["new", "x", "-m", "a text", "--json"][..], &["tag", &id, "+a", "--json"]] {
        let out = run(verb);
        assert_eq!((out.code, kind(&out).as_str()), (4, "not-writable"), "{out:?}");
    }
    assert_eq!(world.git(&["rev-parse", "tickets"]), before);
}

#[test]
fn desks_made_apart_have_one_history() {
    let (one, two) = (World::with_desk(), World::new().with("GIT_AUTHOR_NAME", "Luis"));
    let two = two
        .with("GIT_AUTHOR_EMAIL", "luis@example.com")
        .with("GIT_AUTHOR_DATE", "2030-01-01T00:00:00Z");
    two.desk(&["init", "-q", "--time-zone", "America/Lima"]).ok();
    let commits = |world: &World| -> Vec<String> {
        let log = world.git(&["log", "--reverse", "--format=%H", "tickets"]);
        log.lines().map(str::to_owned).collect()
    };
    let (first, second) = (commits(&one), commits(&two));
    assert_eq!((first.len(), &first[..2]), (3, &second[..2]));
    assert_ne!(first[2], second[2]);
    // The root is the same in every desk there will ever be.
    assert_eq!(first[0], ROOT);
    assert_eq!(one.git(&["rev-parse", &format!("{ROOT}^{{tree}}")]).trim(), EMPTY_TREE);
    assert_eq!(one.git(&["log", "-1", "--format=%ad|%cd", "--date=raw", ROOT]).trim(), "0 +0000|0 +0000");
    assert_eq!(ticket_count(&one), 0);
}

fn ticket_count(world: &World) -> usize {
    titles(world, &world.repo()).len()
}

const ROOT: &str = "414212fb924c871f7b7ebed22ff513ee9bd11c68";
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

#[test]
fn no_repository_and_no_desk_are_said() {
    let world = World::new();
    let nowhere = beside(&world, "home");
    assert_eq!(kind(&desk_in(&world, &nowhere, &["list", "--json"])), "not-a-repository");
    assert_eq!(kind(&world.desk(&["list", "--json"])), "no-desk");
    assert_eq!(kind(&world.desk(&["new", "x", "--json"])), "no-desk");
    // Looking leaves nothing behind.
    assert!(world.run_in(&world.repo(), "git", &["rev-parse", "--verify", "-q", "tickets"], "").code != 0);
}

#[test]
fn an_alternate_object_directory_is_read() {
    let world = World::with_desk();
    let id = file(&world, &["shared", "-m", "text"]);
    world.git_in(world.root(), &["clone", "-q", "--shared", "repo", "sharing"]);
    let shown = desk_in(&world, &beside(&world, "sharing"), &["show", &id, "--json"]).json();
    assert_eq!(shown["ticket"], ticket(&world, &id));
    every_verb(&world, &beside(&world, "sharing"), &[]);
}
