//! `conflicts`: nothing that somebody said is lost; what does not count is listed until somebody says it anew.

use super::{LUIS, file};
use crate::support::World;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Two clones of one desk: that of the world and another one, and a remote between them.
struct Two {
    world: World,
    other: PathBuf,
}

impl Two {
    fn new() -> Two {
        let world = World::with_desk();
        let (remote, other) = (world.root().join("remote.git"), world.root().join("other"));
        world.git(&["init", "-q", "--bare", &remote.display().to_string()]);
        world.git(&["remote", "add", "origin", &remote.display().to_string()]);
        Two { world, other }
    }

    /// The other one begins with what there is.
    fn part(&self) {
        self.world.desk(&["sync", "-q"]).ok();
        let remote = self.world.root().join("remote.git").display().to_string();
        let target = self.other.display().to_string();
        self.world
            .git(&["clone", "-q", "--branch", "tickets", "--single-branch", &remote, &target]);
        self.world.git_in(&self.other, &["checkout", "-q", "--detach"]);
    }

    fn there(&self, now: &str, args: &[&str]) {
        let mut command = self.world.command(&self.other, env!("CARGO_BIN_EXE_git-desk"), args);
        let dates = [("GIT_DESK_NOW", now), ("GIT_AUTHOR_DATE", now), ("GIT_COMMITTER_DATE", now)];
        let out = command.envs(dates).envs(LUIS).output().expect("it runs");
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn here(&self, now: &str, args: &[&str]) {
        let dates = [("GIT_DESK_NOW", now), ("GIT_AUTHOR_DATE", now), ("GIT_COMMITTER_DATE", now)];
        let out = self.world.desk_as(&dates, args);
        assert_eq!(out.code, 0, "{args:?}: {}", out.stderr);
    }

    fn exchange(&self) {
        self.there(NOON, &["sync", "-q"]);
        self.world.desk(&["sync", "-q"]).ok();
    }

    fn conflicts(&self, args: &[&str]) -> Value {
        self.world.desk(&[&["conflicts", "--json"], args].concat()).json()["conflicts"].clone()
    }
}

const NOON: &str = "2026-11-21T12:00:00Z";
const ONE: &str = "2026-11-21T13:00:00Z";
const TWO: &str = "2026-11-21T14:00:00Z";

#[test]
fn a_value_that_does_not_count_is_listed_until_somebody_sets_it_again() {
    let two = Two::new();
    let (id, calm) = (file(&two.world, "Printer", &[]), file(&two.world, "Calm", &[]));
    two.part();
    two.here(NOON, &["edit", &id, "--priority", "high", "-q"]);
    two.there(ONE, &["edit", &id, "--priority", "low", "-q"]);
    two.there(TWO, &["edit", &calm, "--title", "Still calm", "-q"]);
    assert_eq!(two.conflicts(&[]), json!([]), "not before they meet");
    two.exchange();

    let found = two.conflicts(&[]);
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    let one = &found[0];
    assert_eq!((&one["kind"], &one["ticket"], &one["key"]), (&json!("overruled"), &json!(id), &json!("priority")));
    assert_eq!((&one["said"]["value"], &one["counts"]["value"]), (&json!("high"), &json!("low")));
    assert_eq!((&one["said"]["by"], &one["counts"]["by"]), (&json!("ana@example.com"), &json!("luis@example.com")));
    assert_eq!((two.conflicts(&[&id]), two.conflicts(&[&calm])), (found.clone(), json!([])));

    let told = two.world.desk(&["conflicts"]).ok();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], format!("{id}  priority"));
    assert!(lines[1].starts_with("  Does not count: High  ana@example.com · 2026-11-21 13:00"), "{told}");
    assert!(lines[2].starts_with("  Counts: Low  luis@example.com"), "{told}");
    let spanish = two.world.desk(&["conflicts", "--lang", "es"]).ok();
    assert!(spanish.contains("  No cuenta: Alta") && spanish.contains("  Cuenta: Baja"), "{spanish}");

    // Somebody who saw both says something: no conflict any more.
    two.here(TWO, &["edit", &id, "--priority", "urgent", "-q"]);
    assert_eq!(two.conflicts(&[]), json!([]));
    let none = two.world.desk(&["conflicts"]);
    assert_eq!((none.code, none.stdout.as_str()), (0, ""));
    assert!(none.stderr.contains("Nothing that somebody said was overruled."), "{}", none.stderr);
}

#[test]
fn an_unknown_ticket_is_refused() {
    let world = World::with_desk();
    assert!(world.desk(&["conflicts", "zzzz"]).fails(4).contains("zzzz"));
    assert_eq!(world.desk(&["conflicts", "--json"]).json()["conflicts"], json!([]));
}

/// Commits on both sides by hand, which then meet.
fn by_hand(two: &Two, path: &str, base: &str, ours: &str, theirs: &str) {
    commit(&two.world, &two.world.repo(), path, base, NOON);
    two.part();
    two.world
        .git_in(&two.other, &["update-ref", "refs/heads/tickets", "refs/remotes/origin/tickets"]);
    commit(&two.world, &two.world.repo(), path, ours, ONE);
    commit(&two.world, &two.other, path, theirs, TWO);
    two.exchange();
}

/// A commit on the desk's branch, as somebody makes it without git-desk.
fn commit(world: &World, repo: &std::path::Path, path: &str, text: &str, at: &str) {
    let stream = format!(
        "commit refs/heads/tickets\ncommitter Ana <ana@example.com> {} +0000\ndata 7\nby hand\nfrom refs/heads/tickets^0\n\
         M 100644 inline {path}\ndata {}\n{text}\n",
        chrono_seconds(at),
        text.len()
    );
    let out = world.run_in(repo, "git", &["fast-import", "--quiet"], &stream);
    assert_eq!(out.code, 0, "{}", out.stderr);
}

fn chrono_seconds(at: &str) -> i64 {
    at.parse::<jiff::Timestamp>().expect("a time").as_second()
}

#[test]
fn a_key_of_the_configuration_is_listed_with_what_stands_there() {
    let two = Two::new();
    let views = |about: &str| format!("views:\n  mine:\n    about: {about}\n    query: assignee:me\n");
    by_hand(&two, "config/views.yaml", &views("Mine"), &views("My own"), &views("For me"));
    let found = two.conflicts(&[]);
    assert_eq!(found[0]["path"], "config/views.yaml");
    assert_eq!(found[0]["key"], "views.mine.about");
    assert_eq!(found[0]["said"]["value"], "    about: My own\n");
    assert_eq!(found[0]["counts"]["value"], "    about: For me\n");
    commit(&two.world, &two.world.repo(), "config/views.yaml", &views("Whoever asks"), TWO);
    assert_eq!(two.conflicts(&[]), json!([]));
}

#[test]
fn an_edited_message_is_told_in_full_and_a_redacted_one_to_nobody() {
    let ticket = |message: &str| {
        format!(
            "id: k39fq2m7xd\ntitle: Printer\nstatus: open\ncreated: 2026-11-20T09:12:44Z\nmessages:\n- id: m1qqqqqqqq\n  \
             at: 2026-11-20T09:12:44Z\n  role: agent\n  visibility: public\n{message}"
        )
    };
    let said = |words: &str| ticket(&format!("  text: |-\n    {words}\n"));
    let long = "The password of the printer is on the note under the printer, where it has always been.";
    let path = "tickets/k/3/k39fq2m7xd.yaml";
    let two = Two::new();
    by_hand(&two, path, &said("Pull the plug."), &said(long), &said("Wait."));
    let found = two.conflicts(&[]);
    assert_eq!((&found[0]["said"]["value"], &found[0]["redacted"]), (&json!(long), &json!(false)));
    assert!(two.world.desk(&["conflicts"]).ok().contains(&format!("    {long}\n")));

    let two = Two::new();
    by_hand(&two, path, &said("Pull the plug."), &said(long), &ticket("  redacted: true\n  text: \"\"\n"));
    let found = two.conflicts(&[]);
    assert_eq!((&found[0]["said"]["value"], &found[0]["redacted"]), (&Value::Null, &json!(true)));
    assert!(!two.world.desk(&["conflicts"]).ok().contains("password"));
}

#[test]
fn a_version_that_cannot_be_read_is_listed() {
    let two = Two::new();
    let ticket = |title: &str| format!("id: k39fq2m7xd\ntitle: {title}\nstatus: open\ncreated: 2026-11-20T09:12:44Z\n");
    by_hand(&two, "tickets/k/3/k39fq2m7xd.yaml", &ticket("A"), "id: k39f\ntitle: [\n", &ticket("B"));
    let found = two.conflicts(&[]);
    assert_eq!((&found[0]["kind"], &found[0]["ticket"]), (&json!("unreadable"), &json!("k39fq2m7xd")));
    let path = found[0]["path"].as_str().expect("a path");
    assert_eq!(two.world.git(&["show", &format!("tickets:{path}")]), "id: k39f\ntitle: [\n");
    assert_eq!(two.world.desk(&["conflicts"]).ok(), format!("A version that cannot be read is kept as {path}\n"));
}

#[test]
fn what_git_itself_merged_is_asked_of_the_law_too() {
    let two = Two::new();
    let id = file(&two.world, "Printer", &[]);
    two.world.desk(&["merge-driver", "--install", "-q"]).ok();
    two.world.git(&["branch", "side", "tickets"]);
    two.here(NOON, &["edit", &id, "--priority", "high", "-q"]);
    two.world.git(&["update-ref", "refs/heads/one", "tickets"]);
    two.world.git(&["update-ref", "refs/heads/tickets", "side"]);
    two.here(ONE, &["edit", &id, "--priority", "low", "-q"]);
    let tree = two.world.root().join("tree").display().to_string();
    two.world.git(&["worktree", "add", "-q", &tree, "tickets"]);
    two.world.git_in(tree.as_ref(), &["merge", "-q", "--no-edit", "one"]);
    let found = two.conflicts(&[]);
    assert_eq!((&found[0]["said"]["value"], &found[0]["counts"]["value"]), (&json!("high"), &json!("low")));
}
