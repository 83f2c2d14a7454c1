//! Submissions in real repositories: made in one, read by another, whatever a stranger puts there.

use super::*;
use crate::domain::ticket::submission::{Filed, MOST_BYTES, Submission};
use crate::kit::child::{git, git_in};
use crate::store::format::write_submission;

fn repo(kind: &[&str]) -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let args: Vec<&str> = ["init", "-q"].into_iter().chain(kind.iter().copied()).collect();
    git_in(dir.path(), &args).bytes().expect("git init");
    let git_dir = if kind.contains(&"--bare") { dir.path().to_owned() } else { dir.path().join(".git") };
    for (key, value) in [("user.name", "Ana"), ("user.email", "ana@example.com")] {
        git(&git_dir, &["config", key, value]).bytes().expect("git config");
    }
    let store = Store::open_at(&git_dir, None, 1).expect("a repository");
    (dir, store)
}

fn a_ticket() -> Submission {
    Submission::Ticket(Box::new(Filed { title: "Checkout fails".into(), ..Filed::default() }))
}

fn pending(object: ObjectId) -> Pending {
    Pending { name: "refs/desk/inbox/0123456789".to_owned(), object }
}

fn read(store: &Store, object: ObjectId) -> Read {
    store.read_incoming(pending(object)).expect("the objects are there")
}

#[test]
fn what_one_hands_in_is_what_another_reads() {
    for kind in [&[][..], &["--bare"], &["--object-format=sha256"], &["--ref-format=reftable"]] {
        let (_dir, store) = repo(kind);
        let commit = store
            .write_submission(&write_submission(&a_ticket()), &[], "Checkout fails")
            .expect("it is written");
        let incoming = read(&store, commit).expect("it can be read");
        assert_eq!((incoming.submission, incoming.author.who()), (a_ticket(), "ana@example.com"));
        let files = git(store.common_dir(), &["ls-tree", "-r", "--name-only", &commit.to_string()]);
        assert_eq!(files.text().expect("a tree"), "submission.yaml");
        assert_eq!(
            git(store.common_dir(), &["rev-list", "--count", &commit.to_string()])
                .text()
                .expect("a commit"),
            "1"
        );
    }
}

#[test]
fn what_waits_for_one_remote_does_not_go_to_another() {
    let (_dir, store) = repo(&[]);
    git(store.common_dir(), &["remote", "add", "origin", "/nowhere"])
        .bytes()
        .expect("a remote");
    let store = Store::open_at(store.common_dir(), None, 1).expect("a repository");
    let (origin, other) =
        (store.remote_named("origin").expect("a name"), store.remote_named("/other").expect("a path"));
    let commit = store.write_submission(&write_submission(&a_ticket()), &[], "x").expect("it is written");
    let waiting = store.put_in_outbox(&origin, commit).expect("it is kept");
    assert_eq!(store.put_in_outbox(&origin, commit).expect("it is there"), waiting, "the same twice is one");
    assert_eq!(store.outbox(&origin).expect("refs"), std::slice::from_ref(&waiting));
    assert_eq!(store.outbox(&other).expect("refs"), []);
    let gone = OwnRef { name: "refs/desk/outbox/gone".to_owned(), id: commit };
    store.drop_refs(&[gone, waiting.reference]).expect("what is there goes");
    assert_eq!(store.outbox(&origin).expect("refs"), []);
}

/// Whatever git stores can wait in the inbox; nothing of it is believed.
#[test]
fn what_is_no_submission_is_told_by_its_kind() {
    let (_dir, store) = repo(&[]);
    let git = |args: &[&str], input: &[u8]| {
        let text = git(store.common_dir(), args).input(input.to_vec()).text().expect("git");
        ObjectId::from_hex(text.as_bytes()).expect("an id")
    };
    let blob = git(&["hash-object", "-w", "--stdin"], b"format: 1\n");
    let huge = git(&["hash-object", "-w", "--stdin"], &vec![b'x'; usize::try_from(MOST_BYTES).expect("it fits") + 1]);
    let tree = |entries: &str| git(&["mktree"], entries.as_bytes());
    let commit = |tree: ObjectId| git(&["commit-tree", &tree.to_string(), "-m", "x"], b"");
    let file = |blob: ObjectId| format!("100644 blob {blob}\tsubmission.yaml\n");
    assert_eq!(read(&store, blob), Err(Bad::NotACommit));
    assert_eq!(read(&store, tree("")), Err(Bad::NotACommit));
    for entries in [
        String::new(),
        format!("100644 blob {blob}\tother.yaml\n"),
        format!("120000 blob {blob}\tsubmission.yaml\n"),
        format!("{}100644 blob {blob}\tz\n", file(blob)),
        format!("040000 tree {}\tsubmission.yaml\n", tree("")),
        format!("160000 commit {}\tsubmission.yaml\n", "1".repeat(40)),
    ] {
        assert_eq!(read(&store, commit(tree(&entries))), Err(Bad::Layout), "{entries}");
    }
    let size = MOST_BYTES + 1;
    assert_eq!(read(&store, commit(tree(&file(huge)))), Err(Bad::TooLarge { size, limit: MOST_BYTES }));
    assert!(matches!(read(&store, commit(tree(&file(blob)))), Err(Bad::Unreadable(_))));
    let raw = format!("tree {}\nauthor x <> 99999999999999 +0000\ncommitter x <> 0 +0000\n\nx\n", tree(&file(blob)));
    let odd = git(&["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], raw.as_bytes());
    assert_eq!(read(&store, odd), Err(Bad::NoAuthor));
}

#[test]
fn what_is_set_aside_keeps_the_submission_and_says_why_the_same_for_everybody() {
    let (_dir, store) = repo(&[]);
    let commit = store.write_submission("nonsense", &[], "x").expect("it is written");
    let aside = SetAside { pending: pending(commit), reason: "unreadable".into(), detail: "a\nReason: forged".into() };
    let made = store.write_aside(&aside).expect("it is written");
    assert_eq!(store.write_aside(&aside).expect("it is written"), made);
    let name = format!("{}/{}", store.quarantine_place().expect("a place"), aside.pending.id());
    store.keep_aside(&name, made).expect("it is kept");
    store.keep_aside(&name, made).expect("it is there");
    let all = store.quarantined().expect("refs");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].reason.as_str(), all[0].detail.as_str()), ("unreadable", "a Reason: forged"));
    assert_eq!(all[0].author.as_ref().map(|a| a.who()), Some("ana@example.com"));
    let blob = git(store.common_dir(), &["hash-object", "-w", "--stdin"])
        .input(b"x".to_vec())
        .text()
        .expect("git");
    let blob = ObjectId::from_hex(blob.as_bytes()).expect("an id");
    let aside = SetAside { pending: pending(blob), reason: "not-a-commit".into(), detail: String::new() };
    store.write_aside(&aside).expect("what is no commit is only named");
}

#[test]
fn the_place_of_the_inbox_is_a_place_and_not_the_desk() {
    let (dir, store) = repo(&[]);
    let set = |value: &str| {
        git_in(dir.path(), &["config", "desk.inboxRef", value]).bytes().expect("git config");
        Store::open_at(&dir.path().join(".git"), None, 1).expect("a repository").inbox_place()
    };
    assert_eq!(store.inbox_place().expect("a place"), "refs/desk/inbox");
    assert_eq!(set("refs/heads/inbox/").expect("a place"), "refs/heads/inbox");
    assert_eq!(set("desk-inbox").expect("a branch"), "refs/heads/desk-inbox");
    for bad in ["refs/heads/tickets", "refs/heads/*", "refs/heads/-x", "a..b", "refs/heads", "a b"] {
        assert!(matches!(set(bad), Err(Error::BadRef(_))), "{bad}");
    }
}

/// Jobs of one machine share a clone: each makes and removes its own beside the others.
#[test]
fn refs_come_and_go_beside_each_other() {
    let (_dir, store) = repo(&[]);
    let commit = store.write_submission(&write_submission(&a_ticket()), &[], "x").expect("it is written");
    let git_dir = store.common_dir().to_owned();
    std::thread::scope(|scope| {
        for job in 0..4 {
            let git_dir = &git_dir;
            scope.spawn(move || {
                let store = Store::open_at(git_dir, None, job).expect("a repository");
                for n in 0..25 {
                    let name = format!("refs/desk/outbox/there/{job}-{n}");
                    assert!(store.make_ref(&name, commit, "x").expect("it is made"));
                    store.drop_refs(&[OwnRef { name, id: commit }]).expect("it goes");
                }
            });
        }
    });
    assert_eq!(store.refs_below("refs/desk/outbox").expect("refs"), []);
}
