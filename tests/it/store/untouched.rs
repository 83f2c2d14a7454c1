//! What belongs to the user stays as it is: working tree, index, HEAD, hooks, configuration. Only a
//! worktree that has the desk's branch checked out is brought along.

use super::{desk_in, file, path_of, script, titles};
use crate::support::World;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a directory with its content and its time of change, but for what a desk may
/// change: objects, the desk's ref with its log, its own directory.
fn picture(dir: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let mut found = BTreeMap::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).expect("a directory").flatten() {
            let path = entry.path();
            if [".git/objects", ".git/desk", "heads/tickets"].iter().any(|own| path.ends_with(own)) {
                continue;
            }
            if path.is_dir() {
                dirs.push(path);
            } else {
                let changed = entry.metadata().and_then(|m| m.modified()).expect("a time");
                found.insert(path.clone(), (fs::read(&path).expect("a file"), changed));
            }
        }
    }
    found
}

const HOOKS: [&str; 20] = [
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "reference-transaction",
    "update",
];

/// Every hook leaves a mark, and refuses.
fn install_hooks(world: &World) -> PathBuf {
    let mark = world.root().join("a hook ran");
    let hooks = world.repo().join(".git/hooks");
    fs::create_dir_all(&hooks).expect("a directory");
    for hook in HOOKS {
        script(&hooks.join(hook), &format!("echo {hook} >> '{}'\nexit 1", mark.display()));
    }
    mark
}

#[test]
fn every_verb_leaves_the_users_things_alone() {
    let world = World::new();
    for (path, text) in [("staged", "1"), ("changed", "1"), ("kept", "1")] {
        fs::write(world.repo().join(path), text).expect("a file");
    }
    world.git(&["add", "."]);
    world.git(&["commit", "-qm", "work"]);
    fs::write(world.repo().join("staged"), "2").expect("a file");
    world.git(&["add", "staged"]);
    fs::write(world.repo().join("changed"), "2").expect("a file");
    fs::write(world.repo().join("untracked"), "2").expect("a file");
    world.git(&["status"]);
    let mark = install_hooks(&world);
    let before = picture(&world.repo());
    world.desk(&["init", "-q"]).ok();
    assert_eq!(picture(&world.repo()), before, "init");
    let id = &file(&world, &["A ticket", "-m", "text"]);
    for verb in [
        &["reply", id, "-m", "second"][..],
        &["note", id, "-m", "third"],
        &["status", id, "open"],
        &["assign", id, "--me"],
        &["tag", id, "+a"],
        &["edit", id, "--title", "x"],
        &["solve", id, "-m", "done"],
        &["list"],
        &["show", id],
        &["log", id],
        &[],
        &["new", ""],
        &["list", "no:such"],
    ] {
        world.desk(verb);
        assert_eq!(picture(&world.repo()), before, "{verb:?}");
    }
    assert!(!mark.exists(), "{}", fs::read_to_string(mark).unwrap_or_default());
    world.fsck();
}

/// A desk with one ticket, and its branch checked out beside it.
fn with_worktree() -> (World, String, PathBuf) {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "text"]);
    world.git(&["worktree", "add", "-q", "../files", "tickets"]);
    let files = world.root().join("files");
    (world, id, files)
}

#[track_caller]
fn assert_clean(world: &World, files: &Path) {
    // The status that we ask for must not run hooks either.
    assert_eq!(world.git_in(files, &["-c", "core.hooksPath=/dev/null", "status", "--porcelain"]), "");
    let tip = world.git(&["rev-parse", "tickets"]);
    assert_eq!(world.git_in(files, &["rev-parse", "HEAD"]), tip);
}

#[test]
fn a_clean_worktree_on_the_branch_is_brought_along_without_hooks() {
    let (world, id, files) = with_worktree();
    let mark = install_hooks(&world);
    let config = fs::metadata(files.join("desk.yaml")).and_then(|m| m.modified()).expect("a file");
    world.desk(&["reply", &id, "-m", "seen"]).ok();
    assert_clean(&world, &files);
    assert!(fs::read_to_string(files.join(path_of(&id))).expect("a ticket").contains("seen"));
    desk_in(&world, &files, &["new", "from inside", "--json"]).ok();
    assert_clean(&world, &files);
    // Only what changed was written.
    assert_eq!(fs::metadata(files.join("desk.yaml")).and_then(|m| m.modified()).expect("a file"), config);
    assert!(!mark.exists());
}

#[test]
fn the_main_worktree_is_brought_along_too() {
    let world = World::with_desk();
    world.git(&["switch", "-q", "tickets"]);
    let id = file(&world, &["A ticket"]);
    assert_clean(&world, &world.repo());
    let sub = world.repo().join("tickets");
    desk_in(&world, &sub, &["tag", &id, "+a"]).ok();
    assert_clean(&world, &world.repo());
}

#[test]
fn edits_elsewhere_in_the_worktree_are_kept_and_do_not_stop_it() {
    let (world, id, files) = with_worktree();
    fs::write(files.join("desk.yaml"), "mine: true\n").expect("an edit");
    fs::write(files.join("untracked"), "mine").expect("a file");
    world.desk(&["reply", &id, "-m", "seen"]).ok();
    assert_eq!(world.git_in(&files, &["status", "--porcelain"]), " M desk.yaml\n?? untracked\n");
    assert_eq!(fs::read_to_string(files.join("desk.yaml")).expect("a file"), "mine: true\n");
}

#[test]
fn a_worktree_that_edits_the_same_ticket_is_kept_and_told_and_comes_along_later() {
    let (world, id, files) = with_worktree();
    let path = files.join(path_of(&id));
    let committed = fs::read_to_string(&path).expect("a ticket");
    fs::write(&path, format!("{committed}# mine\n")).expect("an edit");
    let out = world.desk(&["reply", &id, "-m", "seen"]);
    assert_eq!(out.code, 0);
    assert!(out.stderr.contains("files"), "{}", out.stderr);
    assert_eq!(fs::read_to_string(&path).expect("a ticket"), format!("{committed}# mine\n"));
    fs::write(&path, committed).expect("the edit is taken back");
    // Now it is behind, not dirty.
    world.desk(&["reply", &id, "-m", "again"]).ok();
    assert_clean(&world, &files);
}

#[test]
fn a_worktree_left_behind_by_a_bare_move_of_the_ref_is_brought_along() {
    let (world, id, files) = with_worktree();
    let tip = world.git(&["rev-parse", "tickets"]).trim().to_owned();
    let tree = format!("{tip}^{{tree}}");
    // Others move the branch under it: the files stay as they were.
    let other = world.git(&["commit-tree", &tree, "-p", &tip, "-m", "elsewhere"]);
    world.git(&["update-ref", "refs/heads/tickets", other.trim()]);
    world.desk(&["tag", &id, "+a"]).ok();
    assert_clean(&world, &files);
}

#[test]
fn a_held_index_lock_is_survived_and_told() {
    let (world, id, files) = with_worktree();
    let lock = world.repo().join(".git/worktrees/files/index.lock");
    fs::write(&lock, "").expect("a lock");
    let out = world.desk(&["reply", &id, "-m", "seen"]);
    assert_eq!(out.code, 0);
    assert!(out.stderr.contains("files"), "{}", out.stderr);
    assert!(lock.exists());
    fs::remove_file(lock).expect("the lock is ours");
    world.desk(&["reply", &id, "-m", "again"]).ok();
    assert_clean(&world, &files);
}

#[test]
fn a_worktree_in_another_repositorys_directory_is_that_ones_never_the_others() {
    // The git directory lies apart; the directory above the work tree is a repository of its own.
    let world = World::new();
    let inner = world.repo().join("inner");
    world.git(&["init", "-q", "--separate-git-dir", "../apart.git", "inner"]);
    fs::remove_file(inner.join(".git")).expect("the link goes");
    let apart = world.root().join("apart.git");
    world.git_in(&apart, &["config", "core.worktree", inner.to_str().expect("UTF-8")]);
    world.git_in(&apart, &["symbolic-ref", "HEAD", "refs/heads/tickets"]);
    let before = picture(&world.repo());
    desk_in(&world, &apart, &["init", "-q"]);
    desk_in(&world, &apart, &["new", "apart"]);
    assert_eq!(titles(&world, &apart), ["apart"]);
    let outer = picture(&world.repo());
    let outside = |p: &&PathBuf| !p.starts_with(&inner);
    assert_eq!(outer.keys().filter(outside).collect::<Vec<_>>(), before.keys().filter(outside).collect::<Vec<_>>());
    assert_eq!(world.git_in(&apart, &["status", "--porcelain"]), "");
}

#[test]
fn a_removed_worktree_is_no_trouble() {
    let (world, id, files) = with_worktree();
    fs::remove_dir_all(files).expect("the worktree goes");
    world.desk(&["reply", &id, "-m", "x"]).ok();
}
