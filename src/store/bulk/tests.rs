//! Against the installed git, in repositories of every kind that we promise to work in.

use super::repack::repack_in_slices;
use super::*;
use crate::kit::child::{git, git_in};
use std::fs;
use std::io::Write;

/// A kind of repository: how it is made, and the git directory that the desk would be given.
const KINDS: [&[&str]; 4] = [&[], &["--bare"], &["--object-format=sha256"], &["--bare", "--object-format=sha256"]];

struct Repo {
    _dir: tempfile::TempDir,
    git_dir: PathBuf,
}

fn repo(kind: &[&str]) -> Repo {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let args: Vec<&str> = ["init", "-q"].into_iter().chain(kind.iter().copied()).collect();
    git_in(dir.path(), &args).bytes().expect("git init");
    let git_dir = if kind.contains(&"--bare") { dir.path().to_owned() } else { dir.path().join(".git") };
    Repo { _dir: dir, git_dir }
}

impl Repo {
    fn text(&self, args: &[&str]) -> String {
        git(&self.git_dir, args).text().unwrap_or_else(|e| panic!("git {args:?}: {e}"))
    }

    fn claim(&self) -> Claim {
        Claim::take(&self.git_dir, "key").expect("nobody else imports here")
    }

    fn packs(&self) -> Vec<String> {
        let dir = self.git_dir.join("objects/pack");
        let names = fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.file_name());
        let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
        names.retain(|n| n.ends_with(".pack"));
        names
    }
}

fn commit(writer: &mut BulkWriter, n: u64, actor: &str, message: &str) {
    let committer = Ident::person("Importer", "importer@example.com", 2_000_000_000, 3600);
    let (path, contents) = (format!("tickets/a/{}/t.yaml", n % 7), format!("n: {n}\n{}", "line\n".repeat(30)));
    let author = Ident::actor(actor, 1_500_000_000 + n as i64);
    let (committer, path, contents) = (&committer, path.as_str(), contents.as_bytes());
    writer
        .commit(&Commit { author, committer, message, path, contents, beside: &[] })
        .expect("git takes it");
}

/// Commits `from..to`, in checkpoints of ten.
fn import(claim: &Claim, base: Option<&str>, from: u64, to: u64) -> String {
    let mut writer = BulkWriter::with_checkpoint(claim, base, 10).expect("git starts");
    (from..to).for_each(|n| commit(&mut writer, n, "Value 2", &format!("event {n}\n")));
    writer.finish().expect("git ends well").expect("there are commits")
}

#[test]
fn every_kind_of_repository_gets_one_sound_pack_and_a_graph() {
    for kind in KINDS {
        let repo = repo(kind);
        let claim = repo.claim();
        let base = claim.base(None).expect("git answers");
        let tip = import(&claim, base.as_deref(), 0, 45);
        assert_eq!(repo.packs().len(), 5, "{kind:?}");
        let packed = repack(&claim, &tip, None).expect("git packs");
        assert_eq!((packed.packs.len(), packed.removed), (1, 5));
        assert_eq!(repo.packs(), [format!("{}.pack", packed.packs[0])]);
        write_commit_graph(&claim, &tip).expect("git writes the graph");
        repo.text(&["commit-graph", "verify"]);
        repo.text(&["update-ref", "refs/heads/tickets", &tip]);
        claim.finish().expect("the progress is forgotten");
        assert_eq!(repo.text(&["for-each-ref", "--format=%(refname)"]), "refs/heads/tickets");
        assert_eq!(repo.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
        assert_eq!(repo.text(&["rev-list", "--count", &tip]), "45");
        assert_eq!(repo.text(&["log", "-1", "--format=%an|%ae|%at|%cn|%ce|%cd", "--date=iso", &tip]), {
            "Value 2|Value 2|1500000044|Importer|importer@example.com|2033-05-18 04:33:20 +0100"
        });
    }
}

#[test]
fn a_long_range_is_packed_in_slices_that_hold_everything() {
    let repo = repo(&[]);
    let claim = repo.claim();
    let base = claim.base(None).expect("git answers");
    let tip = import(&claim, base.as_deref(), 0, 45);
    let packed = repack_in_slices(&claim, &tip, None, 10).expect("git packs");
    assert_eq!((packed.packs.len(), repo.packs().len()), (5, 5));
    // Fails where there is none.
    repo.text(&["multi-pack-index", "verify", "--no-progress"]);
    assert!(repo.git_dir.join("objects/pack/multi-pack-index").is_file());
    repo.text(&["update-ref", "refs/heads/tickets", &tip]);
    assert_eq!(repo.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
    assert_eq!(repo.text(&["rev-list", "--count", &tip]), "45");
}

#[test]
fn what_was_there_before_is_left_alone() {
    let repo = repo(&[]);
    let branch = import(&repo.claim(), None, 0, 5);
    repo.text(&["update-ref", "refs/heads/tickets", &branch]);
    let claim = repo.claim();
    let mine = repo.packs();
    claim.finish().expect("the progress is forgotten");
    write_commit_graph(&repo.claim(), &branch).expect("git writes the graph");
    let claim = repo.claim();
    let base = claim.base(Some(&branch)).expect("git answers");
    assert_eq!(base.as_deref(), Some(branch.as_str()));
    let tip = import(&claim, base.as_deref(), 5, 30);
    repack(&claim, &tip, base.as_deref()).expect("git packs");
    write_commit_graph(&claim, &tip).expect("git adds to the graph");
    assert!(mine.iter().all(|p| repo.packs().contains(p)), "a pack that the import did not make is gone");
    assert_eq!(repo.packs().len(), mine.len() + 1);
    assert_eq!(repo.text(&["rev-list", "--count", &tip]), "30");
    repo.text(&["commit-graph", "verify"]);
    assert_eq!(repo.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
}

/// Killed while git moved the progress ref, an import leaves git's lock of that ref behind.
#[test]
fn the_ref_lock_of_a_killed_import_is_in_nobodys_way() {
    let repo = repo(&[]);
    import(&repo.claim(), None, 0, 5);
    let left = repo.git_dir.join("refs/desk/import/key.lock");
    fs::write(&left, "").expect("the folder is there");
    let claim = repo.claim();
    let base = claim.base(None).expect("git answers");
    import(&claim, base.as_deref(), 5, 10);
    assert!(!left.exists());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "waits for a child process")]
fn a_killed_import_goes_on_and_ends_in_the_same_tree() {
    let whole = repo(&[]);
    let expected = import(&whole.claim(), None, 0, 60);
    let repo = repo(&[]);
    {
        let claim = repo.claim();
        let mut writer = BulkWriter::with_checkpoint(&claim, None, 10).expect("git starts");
        (0..37).for_each(|n| commit(&mut writer, n, "Value 2", &format!("event {n}\n")));
        let input = writer.input.as_mut().expect("it has not ended");
        input.flush().expect("git listens");
        while claim::read_ref(&repo.git_dir, claim.reference()).expect("git answers").is_none() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        writer.child.kill().expect("it runs");
    }
    let claim = repo.claim();
    let base = claim.base(None).expect("git answers").expect("a checkpoint was reached");
    let done: u64 = repo.text(&["rev-list", "--count", &base]).parse().expect("a number");
    assert!((10..37).contains(&done), "{done}");
    let tip = import(&claim, Some(&base), done, 60);
    assert_eq!(tip, expected);
    let packed = repack(&claim, &tip, None).expect("git packs");
    assert_eq!(repo.packs(), [format!("{}.pack", packed.packs[0])], "the packs of the killed run are gone, too");
    assert_eq!(repo.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
}

#[test]
fn what_a_killed_run_kept_does_not_hinder_the_same_run() {
    let whole = repo(&[]);
    let expected = import(&whole.claim(), None, 0, 60);
    let (repo, pack) = (repo(&[]), whole.packs().remove(0));
    let folder = repo.git_dir.join("objects/pack");
    let (theirs, others) = (folder.join(pack).with_extension("keep"), folder.join("pack-0.keep"));
    for (keep, text) in [(&theirs, "fast-import"), (&others, "of somebody else")] {
        std::fs::write(keep, text).expect("it is written");
    }
    assert_eq!(import(&repo.claim(), None, 0, 60), expected);
    assert_eq!((theirs.exists(), others.exists()), (false, true));
}

/// Several children, one after the other; the last of them has nothing to do.
#[test]
fn a_long_import_is_one_line_of_history_through_all_its_children() {
    for (commits, children) in [(199, 1), (200, 2), (205, 2)] {
        let repo = repo(&[]);
        let claim = repo.claim();
        let mut writer = BulkWriter::with_checkpoint(&claim, None, 20).expect("git starts");
        let mut pids = std::collections::BTreeSet::from([writer.child.id()]);
        for n in 0..commits {
            commit(&mut writer, n, "Value 2", &format!("event {n}\n"));
            pids.insert(writer.child.id());
        }
        let tip = writer.finish().expect("git ends well").expect("there are commits");
        assert_eq!(pids.len(), children);
        assert_eq!(repo.text(&["rev-list", "--count", &tip]), commits.to_string());
        assert_eq!(repo.text(&["ls-tree", "-r", "--name-only", &tip]).lines().count(), 7);
        let packed = repack(&claim, &tip, None).expect("git packs");
        assert_eq!(repo.packs(), [format!("{}.pack", packed.packs[0])], "the packs of all children are replaced");
    }
}

#[test]
fn a_writer_that_is_dropped_keeps_what_it_wrote() {
    let repo = repo(&["--bare"]);
    let claim = repo.claim();
    let mut writer = BulkWriter::start(&claim, None).expect("git starts");
    (0..3).for_each(|n| commit(&mut writer, n, "a", "m\n"));
    drop(writer);
    drop(claim);
    let base = repo.claim().base(None).expect("git answers").expect("there is progress");
    assert_eq!(repo.text(&["rev-list", "--count", &base]), "3");
}

#[test]
fn progress_beside_a_branch_that_moved_on_is_dropped() {
    let repo = repo(&[]);
    let stale = import(&repo.claim(), None, 0, 5);
    let args = ["commit-tree", "-m", "other", &format!("{stale}^{{tree}}")].map(str::to_owned);
    let other = git(&repo.git_dir, &args).env("GIT_AUTHOR_NAME", "a").env("GIT_AUTHOR_EMAIL", "a@x");
    let other = other
        .env("GIT_COMMITTER_NAME", "a")
        .env("GIT_COMMITTER_EMAIL", "a@x")
        .text()
        .expect("a commit");
    let claim = repo.claim();
    assert_eq!(claim.base(Some(&other)).expect("git answers"), Some(other.clone()));
    let tip = import(&claim, Some(&other), 0, 12);
    assert_eq!(repo.text(&["rev-list", "--count", &tip]), "13");
}

#[test]
fn strangers_cannot_break_the_protocol() {
    let repo = repo(&[]);
    let claim = repo.claim();
    let mut writer = BulkWriter::start(&claim, None).expect("git starts");
    let actors = ["a <b> c", "x\ncommitter y <z> 1 +0000", "\0", "", " ", "<", "ñandú\u{202e}", "data 3", "a\\b\"c"];
    for (n, actor) in (0..).zip(actors) {
        commit(&mut writer, n, actor, "data 99\ncommit refs/heads/main\n\n\nEvent: events 1\n");
    }
    commit(&mut writer, 99, "", "");
    let tip = writer.finish().expect("git ends well").expect("there are commits");
    assert_eq!(repo.text(&["for-each-ref", "--format=%(refname)"]), "refs/desk/import/key");
    assert_eq!(repo.text(&["rev-list", "--count", &tip]), (actors.len() + 1).to_string());
    assert_eq!(repo.text(&["fsck", "--strict", "--full", "--no-dangling"]), "");
    let emails = repo.text(&["log", "--reverse", "--format=%ae", &tip]);
    assert!(
        emails.starts_with("a %3Cb%3E c\nx%0Acommitter y %3Cz%3E 1 +0000\n%00\n\n%20\n%3C\nñandú"),
        "{emails}"
    );
}

#[test]
fn a_linked_worktree_imports_into_the_common_repository() {
    let repo = repo(&[]);
    let tip = import(&repo.claim(), None, 0, 3);
    repo.text(&["update-ref", "refs/heads/tickets", &tip]);
    repo.claim().finish().expect("the progress is forgotten");
    let tree = tempfile::tempdir().expect("a temporary directory");
    let path = tree.path().join("w");
    repo.text(&["worktree", "add", "-q", &path.to_string_lossy(), "tickets"]);
    let git_dir = PathBuf::from(git_in(&path, &["rev-parse", "--absolute-git-dir"]).text().expect("a directory"));
    let claim = Claim::take(&git_dir, "key").expect("nobody else imports here");
    let tip = import(&claim, Some(&tip), 3, 25);
    let packed = repack(&claim, &tip, None).expect("git packs");
    write_commit_graph(&claim, &tip).expect("git writes the graph");
    assert!(repo.packs().contains(&format!("{}.pack", packed.packs[0])));
    assert_eq!(repo.text(&["rev-parse", "refs/desk/import/key"]), tip);
    assert_eq!(git_in(&path, &["status", "--porcelain"]).text().expect("a status"), "");
}

#[test]
fn a_child_that_gives_up_is_quoted() {
    let repo = repo(&[]);
    let claim = repo.claim();
    let mut writer = BulkWriter::start(&claim, Some("0000000000000000000000000000000000000001")).expect("git starts");
    let committer = Ident::actor("a", 1);
    let big = vec![b'x'; 1 << 20];
    let refused = (0..50).find_map(|_| {
        let (author, path) = (committer.clone(), "tickets/a/a/a.yaml");
        writer
            .commit(&Commit { author, committer: &committer, message: "m", path, contents: &big, beside: &[] })
            .err()
    });
    let refused = refused.or_else(|| writer.finish().err()).expect("there is no such commit");
    assert!(matches!(&refused, Error::Git { stderr, .. } if stderr.contains("fatal")), "{refused}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "waits for a program that a test beside this one starts")]
fn one_import_at_a_time() {
    let repo = repo(&[]);
    let claim = repo.claim();
    let other = fs::OpenOptions::new()
        .write(true)
        .open(repo.git_dir.join("desk/import.lock"))
        .expect("the lock's file");
    assert!(other.try_lock().is_err());
    drop(claim);
    // A test beside this one may start a program at this instant, which has the file until it has begun.
    let free = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(5));
        other.try_lock().is_ok()
    });
    assert!(free);
}

#[test]
fn what_has_been_imported_is_read_from_trailers() {
    let repo = repo(&[]);
    let claim = repo.claim();
    let mut writer = BulkWriter::start(&claim, None).expect("git starts");
    for (ticket, seq) in [("0123456789", 4), ("0123456789", 2), ("abcdefghjk", 3)] {
        commit(&mut writer, seq, "a", &format!("s\n\nTicket: {ticket}\nEvent: events {seq}\n"));
    }
    commit(&mut writer, 5, "a", "s\n\nTicket: abcdefghjk\nEvent: events 3\nMessage: 0123456789\n");
    let tip = writer.finish().expect("git ends well").expect("there are commits");
    let found = seen(&repo.git_dir, &tip).expect("git answers");
    assert_eq!(found.messages.len(), 1);
    let mut found: Vec<_> = found.greatest.into_iter().collect();
    found.sort();
    let found: Vec<_> = found.iter().map(|(id, seq)| (id.as_str(), *seq)).collect();
    assert_eq!(found, [("0123456789", 4), ("abcdefghjk", 3)]);
}
