//! Against real remotes: bare repositories by path and over `git daemon`, hooks that refuse, refs that are odd.

use super::*;
use crate::kit::child::{git, git_in};
use crate::store::{Error, NewCommit, Plan, Signature};
use gix::ObjectId;
use std::fs;
use std::path::{Path, PathBuf};

struct World {
    dir: tempfile::TempDir,
}

impl World {
    /// A bare remote and a clone of it with one commit on the desk's branch.
    fn new() -> World {
        let world = World { dir: tempfile::tempdir().expect("a temporary directory") };
        git_in(world.dir.path(), &["init", "-q", "--bare", "remote.git"])
            .bytes()
            .expect("git init");
        world.clone("here");
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn clone(&self, name: &str) -> Store {
        git_in(self.dir.path(), &["clone", "-q", "remote.git", name]).bytes().expect("git clone");
        for (key, value) in [("user.name", "Ana"), ("user.email", "ana@example.com")] {
            git_in(&self.path(name), &["config", key, value]).bytes().expect("git config");
        }
        self.store(name)
    }

    fn store(&self, name: &str) -> Store {
        Store::open_at(&self.path(name).join(".git"), None, 1).expect("a repository")
    }

    fn remote(&self, args: &[&str]) -> String {
        git(&self.path("remote.git"), args).text().unwrap_or_else(|e| panic!("git {args:?}: {e}"))
    }

    fn hook(&self, name: &str, script: &str) {
        let path = self.path("remote.git/hooks").join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a hook");
        executable(&path);
    }
}

#[cfg(unix)]
fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[cfg(not(unix))]
fn executable(_: &Path) {}

/// One more commit on the desk's branch.
fn grow(store: &Store, text: &str) -> ObjectId {
    let file = ("a.txt".to_owned(), Some(text.as_bytes().to_vec()));
    let commits = vec![NewCommit {
        files: vec![file],
        message: text.to_owned(),
        author: Some(Signature::fixed()),
        committer: None,
    }];
    let plan = |_: &crate::store::Snapshot| Ok::<_, ()>(Plan { commits: commits.clone(), value: () });
    store.transact(plan).expect("it is written").commit.expect("a commit")
}

fn fault<T: std::fmt::Debug>(result: crate::store::Result<T>) -> RemoteFault {
    match result.expect_err("it fails") {
        Error::Remote(error) => error.fault,
        other => panic!("{other:?}"),
    }
}

const TICKETS: &str = "refs/heads/tickets";
const INBOX: &str = "refs/desk/inbox/a";

#[test]
fn a_ref_is_pushed_found_and_fetched_and_nothing_else_moves() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    assert_eq!(line.list(&[]).expect("it answers"), []);
    let refs_before = git(here.common_dir(), &["for-each-ref"]).text().expect("refs");
    line.push_one(&RefUpdate::forward(TICKETS, tip)).expect("it is taken");
    line.push_one(&RefUpdate::create(INBOX, tip)).expect("it is taken");
    assert_eq!(line.look_up(TICKETS).expect("it answers"), Some(tip));
    assert_eq!(line.list(&["refs/desk/inbox/*"]).expect("it answers").len(), 1);
    assert_eq!(line.look_up("refs/heads/none").expect("it answers"), None);
    let there = world.clone("there");
    world.remote(&["tag", "v1", TICKETS]);
    let line = there.over(there.remote_named("origin").expect("it is configured"), &wire);
    let spec = FetchSpec { from: INBOX.to_owned(), to: Some("refs/desk/incoming/a".to_owned()), force: true };
    line.fetch(&[spec], Depth::AsIs).expect("it comes");
    let refs = git(there.common_dir(), &["for-each-ref", "--format=%(refname)"]).text().expect("refs");
    assert!(refs.contains("refs/desk/incoming/a") && !refs.contains("refs/tags"), "{refs}");
    assert!(!there.common_dir().join("FETCH_HEAD").exists());
    let refs_after = git(here.common_dir(), &["for-each-ref"]).text().expect("refs");
    let moved: Vec<&str> = refs_after.lines().filter(|line| !refs_before.contains(line)).collect();
    assert!(moved.iter().all(|line| line.ends_with("refs/remotes/origin/tickets")), "{moved:?}");
}

#[test]
fn what_others_pushed_first_is_not_written_over() {
    let (world, wire) = (World::new(), Wire::default());
    let (here, there) = (world.store("here"), world.clone("there"));
    let (one, other) = (grow(&here, "one"), grow(&there, "other"));
    let ours = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    let theirs = there.over(there.remote_named("origin").expect("it is configured"), &wire);
    ours.push_one(&RefUpdate::forward(TICKETS, one)).expect("it is taken");
    let overtaken = RemoteFault::Overtaken { name: TICKETS.to_owned() };
    assert_eq!(fault(theirs.push_one(&RefUpdate::forward(TICKETS, other))), overtaken);
    assert_eq!(world.remote(&["rev-parse", TICKETS]), one.to_string());
    ours.push_one(&RefUpdate::create(INBOX, one)).expect("it is taken");
    let report = theirs.push(&[RefUpdate::delete(INBOX, other)]).expect("it answers");
    assert_eq!(report.verdict(INBOX), Some(&Verdict::Stale));
    let report = theirs.push(&[RefUpdate::delete(INBOX, one)]).expect("it answers");
    assert_eq!(report.verdict(INBOX), Some(&Verdict::Done));
    let report = theirs.push(&[RefUpdate::delete(INBOX, one)]).expect("it answers");
    assert_eq!(report.verdict(INBOX), Some(&Verdict::Stale), "who comes second is told");
}

#[test]
fn a_history_that_was_rewritten_is_not_taken_without_force() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let first = grow(&here, "one");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    line.push_one(&RefUpdate::forward(TICKETS, first)).expect("it is taken");
    let spec =
        |force| FetchSpec { from: TICKETS.to_owned(), to: Some("refs/remotes/origin/tickets".to_owned()), force };
    line.fetch(&[spec(false)], Depth::AsIs).expect("it comes");
    let there = world.clone("there");
    git(there.common_dir(), &["update-ref", "-d", TICKETS]).text().expect("gone");
    git(there.common_dir(), &["update-ref", "-d", "refs/remotes/origin/tickets"])
        .text()
        .expect("gone");
    let other = grow(&world.store("there"), "another beginning");
    git_in(&world.path("there"), &["push", "-qf", "origin", &format!("{other}:{TICKETS}")])
        .text()
        .expect("forced");
    assert_eq!(fault(line.fetch(&[spec(false)], Depth::AsIs)), RemoteFault::Forced);
    line.fetch(&[spec(true)], Depth::AsIs).expect("it is taken when that is meant");
}

#[test]
fn a_hook_that_refuses_says_why() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    world.hook("pre-receive", "echo 'tickets are closed on Sundays' >&2; exit 1");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    let Err(Error::Remote(error)) = line.push_one(&RefUpdate::forward(TICKETS, tip)) else { panic!("it is refused") };
    assert!(
        matches!(&error.fault, RemoteFault::Refused { reason, .. } if reason.contains("hook declined")),
        "{error:?}"
    );
    assert!(error.said.contains("closed on Sundays"), "{error:?}");
    world.hook("pre-receive", "exit 0");
    world.hook("update", "test \"$1\" != refs/heads/tickets || { echo no >&2; exit 1; }");
    let updates = [RefUpdate::forward(TICKETS, tip), RefUpdate::create(INBOX, tip)];
    let report = line.push(&updates).expect("it answers");
    assert_eq!(report.verdict(INBOX), Some(&Verdict::Done));
    assert!(matches!(report.verdict(TICKETS), Some(Verdict::Refused(_))), "{report:?}");
}

#[test]
fn hooks_of_the_clone_do_not_run() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    let (hooks, trace) = (world.path("here/.git/hooks"), world.path("trace"));
    fs::create_dir_all(&hooks).expect("a folder");
    for name in ["pre-push", "reference-transaction"] {
        fs::write(hooks.join(name), format!("#!/bin/sh\ntouch '{}'\nexit 1\n", trace.display())).expect("a hook");
        executable(&hooks.join(name));
    }
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    line.push_one(&RefUpdate::forward(TICKETS, tip)).expect("no hook of ours is asked");
    assert!(!trace.exists());
}

#[test]
fn a_name_is_never_an_option_and_never_a_command() {
    let world = World::new();
    let here = world.store("here");
    for name in ["-x", "--upload-pack=touch /tmp/x", "ext::sh -c true", " ext::sh", "fd::3", "", " ", "a\nb"] {
        assert_eq!(fault(here.remote_named(name)), RemoteFault::BadName, "{name:?}");
    }
    assert_eq!(fault(here.remote_named("nosuch")), RemoteFault::Unknown { known: vec!["origin".to_owned()] });
    git(here.common_dir(), &["config", "remote.-x.url", "remote.git"])
        .text()
        .expect("a remote with a bad name");
    assert_eq!(fault(world.store("here").remote_named("-x")), RemoteFault::BadName);
    git(here.common_dir(), &["config", "desk.remote", "--upload-pack=x"])
        .text()
        .expect("a setting");
    assert_eq!(fault(world.store("here").exchange_remote(None)), RemoteFault::BadName);
}

#[test]
fn the_remote_of_the_desk_is_the_one_that_was_chosen() {
    let world = World::new();
    let here = || world.store("here");
    let name = |given| here().exchange_remote(given).map(|r| r.as_str().to_owned());
    assert_eq!(name(None).expect("there is one"), "origin");
    let set = |args: &[&str]| drop(git_in(&world.path("here"), args).text().expect("git"));
    set(&["remote", "rename", "origin", "one"]);
    assert_eq!(name(None).expect("there is only one"), "one");
    set(&["remote", "add", "two", "../remote.git"]);
    assert!(matches!(fault(here().exchange_remote(None)), RemoteFault::None { known } if known.len() == 2));
    set(&["config", "desk.remote", "two"]);
    assert_eq!(name(None).expect("it is chosen"), "two");
    assert_eq!(name(Some("one")).expect("it is given"), "one");
}

#[test]
fn ways_to_fail_are_told_apart() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    let to = |name: &str| here.over(here.remote_named(name).expect("a name"), &wire);
    let gone = world.path("gone").display().to_string();
    assert_eq!(fault(to(&gone).list(&[])), RemoteFault::NoRepository);
    assert_eq!(fault(to("git://127.0.0.1:1/x").list(&[])), RemoteFault::Unreachable);
    assert_eq!(
        fault(to("git://127.0.0.1:1/x").push_one(&RefUpdate::forward(TICKETS, tip))),
        RemoteFault::Unreachable
    );
    let none = FetchSpec { from: "refs/heads/none".to_owned(), to: None, force: false };
    assert_eq!(fault(to("origin").fetch(&[none], Depth::AsIs)), RemoteFault::NoRef);
    to("origin").push_one(&RefUpdate::forward(TICKETS, tip)).expect("it is taken");
    fs::write(world.path("remote.git/refs/heads/tickets"), "12ab").expect("half a ref");
    assert_eq!(fault(to("origin").look_up(TICKETS)), RemoteFault::OddRef);
    fs::write(world.path("remote.git/refs/heads/tickets"), format!("{}\n", "1".repeat(40))).expect("a strange ref");
    let spec = FetchSpec { from: TICKETS.to_owned(), to: None, force: false };
    assert_eq!(fault(to("origin").fetch(&[spec], Depth::AsIs)), RemoteFault::OddRef);
}

#[test]
fn a_shallow_clone_pushes_what_stands_alone_and_is_told_of_what_does_not() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    grow(&here, "one");
    let tip = grow(&here, "two");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    line.push_one(&RefUpdate::forward(TICKETS, tip)).expect("it is taken");
    let address = format!("file://{}", world.path("remote.git").display());
    git_in(world.dir.path(), &["clone", "-q", "--depth=1", "-b", "tickets", &address, "cut"])
        .text()
        .expect("a clone");
    git_in(world.dir.path(), &["init", "-q", "--bare", "empty.git"])
        .text()
        .expect("another remote");
    let cut = world.store("cut");
    let empty = world.path("empty.git").display().to_string();
    let line = cut.over(cut.remote_named(&empty).expect("a path"), &wire);
    assert_eq!(fault(line.push_one(&RefUpdate::forward(TICKETS, tip))), RemoteFault::Shallow);
    let line = cut.over(cut.remote_named("origin").expect("it is configured"), &wire);
    let all = FetchSpec { from: TICKETS.to_owned(), to: Some("refs/remotes/origin/tickets".to_owned()), force: false };
    line.fetch(&[all], Depth::Whole).expect("the rest comes");
    assert!(!world.store("cut").is_shallow());
}

#[test]
fn many_refs_go_in_few_calls() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    let name = |n: usize| format!("refs/desk/inbox/{n:010}");
    let made: Vec<RefUpdate> = (0..1500).map(|n| RefUpdate::create(&name(n), tip)).collect();
    assert!(made.chunks(push::fitting(&made)).len() < 4);
    let report = line.push(&made).expect("it answers");
    assert_eq!((report.refs.len(), report.first_refused()), (1500, None));
    let gone: Vec<RefUpdate> = (0..1500).map(|n| RefUpdate::delete(&name(n), tip)).collect();
    assert_eq!(line.push(&gone).expect("it answers").first_refused(), None);
    assert_eq!(line.list(&["refs/desk/inbox/*"]).expect("it answers"), []);
}

#[test]
fn a_mirror_pushes_one_ref_like_any_clone() {
    let (world, wire) = (World::new(), Wire::default());
    let here = world.store("here");
    let tip = grow(&here, "one");
    git(here.common_dir(), &["config", "remote.origin.mirror", "true"])
        .text()
        .expect("a setting");
    let here = world.store("here");
    let line = here.over(here.remote_named("origin").expect("it is configured"), &wire);
    line.push_one(&RefUpdate::forward(TICKETS, tip)).expect("it is taken");
    assert_eq!(world.remote(&["for-each-ref", "--format=%(refname)"]), TICKETS);
}
