//! Packs that are cut off or gone, clocks that are wrong, permission that is lost while somebody writes.

use super::{DESK, can_unshare, file, script, ticket, titles};
use crate::support::World;
use std::fs;
use std::path::PathBuf;

/// The one pack of a repository in which everything is packed.
fn pack(world: &World) -> PathBuf {
    world.git(&["gc", "-q"]);
    let dir = fs::read_dir(world.repo().join(".git/objects/pack")).expect("packs").flatten();
    let mut packs = dir.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "pack"));
    packs.next().expect("a pack")
}

/// Writes over a file that git has made read-only.
fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    fs::remove_file(path).expect("it is ours");
    fs::write(path, bytes).expect("it is ours");
}

#[test]
fn a_pack_that_is_cut_off_names_what_is_lost_and_nothing_more_is() {
    let world = World::with_desk();
    let ids: Vec<String> = (0..8).map(|n| file(&world, &[&format!("n{n}"), "-m", &"text ".repeat(n + 1)])).collect();
    let wanted = titles(&world, &world.repo());
    let pack = pack(&world);
    let bytes = fs::read(&pack).expect("a pack");
    for index in ["true", "false"] {
        world.git(&["config", "desk.index", index]);
        for eighths in [0, 1, 3, 5, 6, 7] {
            overwrite(&pack, &bytes[..bytes.len() * eighths / 8]);
            for args in [
                &["list", "is:any"][..],
                &["list", "is:any", "--json"],
                &["show", &ids[0]],
                &["note", &ids[0], "-m", "x"],
            ] {
                let out = world.desk(args);
                assert!([0, 4].contains(&out.code), "{eighths}/8 {args:?}: {out:?}");
                assert!(!out.stderr.contains("panicked"), "{eighths}/8 {args:?}: {}", out.stderr);
                if out.code == 4 {
                    assert!(out.stderr.contains("git fsck"), "{eighths}/8 {args:?}: {}", out.stderr);
                }
            }
            // Somebody brings it back from a copy: all is as it was.
            overwrite(&pack, &bytes);
            assert_eq!(titles(&world, &world.repo()), wanted);
        }
    }
    world.fsck();
}

#[test]
fn a_pack_without_its_index_is_said_and_git_makes_it_again() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let pack = pack(&world);
    fs::remove_file(pack.with_extension("idx")).expect("an index");
    let out = world.desk(&["show", &id]);
    assert_eq!((out.code, out.stdout.as_str()), (4, ""));
    assert!(out.stderr.contains("git fsck"), "{}", out.stderr);
    world.git(&["index-pack", pack.to_str().expect("UTF-8")]);
    assert_eq!(ticket(&world, &id)["title"], "A ticket");
}

#[test]
fn clocks_that_are_wrong_are_warned_of_and_change_no_order() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let times = ["2026-11-20T10:00:00Z", "2026-11-20T09:00:00Z", "2027-11-20T09:00:00Z", "2026-11-20T10:05:00Z"];
    for (n, time) in times.iter().enumerate() {
        let names = ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE", "GIT_DESK_NOW", "GIT_DESK_SEED"];
        let out = world.desk_as(&names.map(|name| (name, *time)), &["note", &id, "-m", &format!("note {n}")]);
        assert_eq!(out.code, 0, "{}", out.stderr);
        // Only who is far behind the last commit is warned: either that one was wrong, or this one is.
        assert_eq!(out.stderr.contains("clock"), n == 3, "{time}: {}", out.stderr);
    }
    let checked = world.desk(&["check", "--json"]).json();
    assert_eq!(checked["faults"], serde_json::json!([]));
    assert!(checked["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty()), "{checked}");
    let log = world.desk(&["log", &id, "--json"]).json().to_string();
    let places: Vec<_> = world
        .git(&["log", "--reverse", "--format=%H", "tickets"])
        .lines()
        .skip(4)
        .map(|c| log.find(c))
        .collect();
    assert!(places.len() == 4 && places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[test]
fn permission_that_is_lost_while_a_loop_of_writers_runs_is_said_and_nothing_acknowledged_is_lost() {
    if !can_unshare() {
        return;
    }
    let world = World::with_desk();
    // After some tickets the disk becomes read-only.
    let body = format!(
        "mount --bind '{repo}' '{repo}' || exit 99\ncd '{repo}'\n\
         export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'\n\
         (sleep 0.4; until mount -o remount,bind,ro '{repo}' 2>/dev/null; do :; done) &\n\
         n=0; while [ $n -lt 200 ]; do\n\
         GIT_DESK_SEED=$n '{DESK}' new \"n$n\" -q -m text >/dev/null 2>\"$HOME/said\" && echo \"n$n\" || break\n\
         n=$((n+1)); done; wait; cat \"$HOME/said\" >&2",
        repo = world.repo().display(),
    );
    let start = world.root().join("start");
    script(&start, &body);
    let out = world.run_in(world.root(), "unshare", &["-rm", start.to_str().expect("UTF-8")], "");
    if out.code == 99 {
        eprintln!("skipped: no bind mounts here");
        return;
    }
    assert!(out.stderr.contains("error: "), "{out:?}");
    let mut said: Vec<&str> = out.stdout.lines().collect();
    said.sort_unstable();
    let there = titles(&world, &world.repo());
    assert!(said.iter().all(|title| there.iter().any(|t| t == title)), "{said:?} {there:?}");
    file(&world, &["it goes on"]);
    world.fsck();
}
