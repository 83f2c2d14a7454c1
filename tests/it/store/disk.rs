//! Disks that are full or damaged, and files that people or merges have broken.

use super::{DESK, can_unshare, desk_in, file, kind, path_of, script, ticket};
use crate::support::{Out, World};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Runs git-desk in a copy of the repository on a small disk; `prepare` is shell, run there before,
/// `after` behind it.
fn on_a_small_disk(world: &World, prepare: &str, args: &[&str], after: &str) -> Option<Out> {
    if !can_unshare() {
        return None;
    }
    let small = world.root().join("small");
    fs::create_dir_all(&small).expect("a directory");
    let body = format!(
        "mount -t tmpfs -o size=2m none '{dir}' || exit 99\ncp -r '{repo}/.' '{dir}' && cd '{dir}' || exit 98\n\
         export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'\n{prepare}\n\
         '{DESK}' \"$@\"; code=$?\nrm -f filler\n{after}\nexit $code",
        dir = small.display(),
        repo = world.repo().display()
    );
    let start = world.root().join("start");
    script(&start, &body);
    Some(world.run_in(world.root(), "unshare", &[&["-rm", start.to_str().expect("UTF-8")], args].concat(), ""))
}

const FILL: &str = "cat /dev/zero > filler 2>/dev/null; true";

#[test]
fn a_full_disk_is_said_loses_nothing_and_the_text_is_kept_elsewhere() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "first"]);
    let args = ["reply", &id, "-m", "typed for an hour", "--json"];
    let after = format!("git fsck --strict --no-dangling >&2 && '{DESK}' reply {id} -m again >/dev/null || exit 97");
    let Some(out) = on_a_small_disk(&world, FILL, &args, &after) else { return };
    let error = out.stderr.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        (out.code, kind(&Out { stderr: error.clone(), ..out.clone() }).as_str()),
        (4, "disk-full"),
        "{out:?}"
    );
    let error: Value = serde_json::from_str(&error).expect("JSON");
    let kept = error["error"]["kept"].as_str().expect("the text is kept");
    assert_eq!(fs::read_to_string(kept).expect("the file is outside of the full disk"), "typed for an hour");
    fs::remove_file(kept).expect("the file is ours");
}

#[test]
fn reading_works_on_a_full_disk() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "first"]);
    let Some(out) = on_a_small_disk(&world, FILL, &["show", &id], "") else { return };
    assert!(out.code == 0 && out.stdout.contains("A ticket"), "{out:?}");
}

#[test]
fn an_export_to_a_full_disk_says_so() {
    let world = World::with_desk();
    (0..40).for_each(|n| _ = file(&world, &[&format!("n{n}"), "-m", &"text ".repeat(40)]));
    for format in ["jsonl", "csv", "events"] {
        let args = ["export", "--format", format, "-o", "out"];
        let Some(out) = on_a_small_disk(&world, FILL, &args, "git fsck --strict --no-dangling >&2 || exit 97") else {
            return;
        };
        assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{format}: {out:?}");
        assert!(out.stderr.contains("no room left"), "{format}: {}", out.stderr);
    }
}

/// The loose object of a revision.
fn object(world: &World, revision: &str) -> std::path::PathBuf {
    let id = world.git(&["rev-parse", revision]);
    let (dir, name) = id.trim().split_at(2);
    world.repo().join(".git/objects").join(dir).join(name)
}

#[test]
fn a_damaged_or_missing_object_is_named_and_never_a_panic() {
    for revision in ["tickets", "tickets^{tree}", "tickets:desk.yaml", "tickets:tickets"] {
        for damage in [None, Some(&b""[..]), Some(b"garbage"), Some(b"\x78\x9c\x4b\xca\xc9\x4f\x52")] {
            let world = World::with_desk();
            let id = file(&world, &["A ticket", "-m", "text"]);
            let path = object(&world, revision);
            fs::remove_file(&path).expect("an object");
            damage.inspect(|bytes| fs::write(&path, bytes).expect("damage"));
            for verb in [&["list", "--json"][..], &["show", &id, "--json"], &["tag", &id, "+a", "--json"]] {
                let out = world.desk(verb);
                assert_eq!((out.code, kind(&out).as_str()), (4, "corrupt"), "{revision} {damage:?} {verb:?}");
                assert!(out.stderr.contains("git fsck"), "{}", out.stderr);
            }
        }
    }
}

#[test]
fn a_damaged_ticket_object_is_named_and_hides_no_other() {
    let world = World::with_desk();
    let (good, bad) = (file(&world, &["Good"]), file(&world, &["Bad"]));
    let revision = format!("tickets:{}", path_of(&bad));
    let (blob, object) = (world.git(&["rev-parse", &revision]).trim().to_owned(), object(&world, &revision));
    let away = world.root().join("away");
    fs::rename(&object, &away).expect("an object");
    assert_eq!(ticket(&world, &good)["title"], "Good");
    assert_eq!(kind(&world.desk(&["show", &bad, "--json"])), "corrupt");
    for index in ["true", "false"] {
        world.git(&["config", "desk.index", index]);
        let list = world.desk(&["list"]);
        assert!(list.code == 0 && list.stdout.contains("Good"), "{list:?}");
        assert!(list.stderr.contains(&blob) && list.stderr.contains(&path_of(&bad)), "{}", list.stderr);
    }
    world.desk(&["tag", &good, "+a"]).ok();
    // A healthy clone brings it back.
    fs::rename(&away, &object).expect("an object");
    world.git(&["config", "desk.index", "true"]);
    assert_eq!(super::titles(&world, &world.repo()), ["Bad", "Good"]);
}

#[test]
fn a_damaged_ref_is_named_and_never_written_over() {
    let world = World::with_desk();
    let path = world.repo().join(".git/refs/heads/tickets");
    for damage in [&b""[..], b"\0\0\0\0", b"nonsense\n", b"ref: \n", b"ref: ../../x\n", b"0123\n", b"\xff\xfe\n"] {
        fs::write(&path, damage).expect("damage");
        for verb in [&["list", "--json"][..], &["new", "x", "--json"], &["init", "--json"]] {
            let out = world.desk(verb);
            assert_eq!((out.code, kind(&out).as_str()), (4, "corrupt"), "{damage:?} {verb:?}: {out:?}");
        }
        assert_eq!(fs::read(&path).expect("a ref"), damage);
    }
    // A commit that is not there.
    fs::write(&path, "0123456789012345678901234567890123456789\n").expect("damage");
    assert_eq!(kind(&world.desk(&["list", "--json"])), "corrupt");
    assert_eq!(kind(&world.desk(&["new", "x", "--json"])), "corrupt");
}

/// Commits a file by hand.
fn commit(world: &World, path: &str, text: &[u8]) {
    let files = world.root().join("files");
    if !files.exists() {
        world.git(&["worktree", "add", "-q", "../files", "tickets"]);
    }
    fs::create_dir_all(files.join(path).parent().expect("a directory")).expect("directories");
    fs::write(files.join(path), text).expect("a file");
    world.git_in(&files, &["add", "."]);
    world.git_in(&files, &["commit", "-qm", "by hand"]);
}

#[test]
fn a_ticket_broken_by_hand_hides_no_other_and_is_never_written_over() {
    let world = World::with_desk();
    let (good, bad) = (file(&world, &["Good", "-m", "x"]), file(&world, &["Bad", "-m", "x"]));
    let text = world.git(&["show", &format!("tickets:{}", path_of(&bad))]);
    let conflict = format!("{text}<<<<<<< HEAD\n  x\n=======\n  y\n>>>>>>> other\n");
    let bomb = format!("{text}bomb: [{}", "[".repeat(200_000));
    for (broken, said) in [
        (text.replace("title: Bad", "title: [Bad").into_bytes(), "line 3"),
        (text.replace("status:", "status :\t- x:").into_bytes(), "line"),
        (conflict.into_bytes(), "conflict markers"),
        (b"\xff\xfe".to_vec(), "UTF-8"),
        (Vec::new(), "line 1"),
        (b"- a\n".to_vec(), "line 1"),
        (bomb.into_bytes(), "line"),
        (text.replace("created: 2026", "created: yesterday 2026").into_bytes(), "time"),
    ] {
        commit(&world, &path_of(&bad), &broken);
        let list = world.desk(&["list"]);
        assert!(list.code == 0 && list.stdout.contains("Good"), "{list:?}");
        assert!(list.stderr.contains(&path_of(&bad)), "{}", list.stderr);
        let as_json = world.desk(&["list", "--json"]);
        assert_eq!(
            serde_json::from_str::<Value>(&as_json.stdout).expect("JSON")["tickets"]
                .as_array()
                .map(Vec::len),
            Some(1)
        );
        let tip = world.git(&["rev-parse", "tickets"]);
        for verb in
            [&["reply", &bad, "-m", "a text"][..], &["tag", &bad, "+a"], &["tag", &good, &bad, "+a"], &["show", &bad]]
        {
            let out = world.desk(verb);
            assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{verb:?}");
            assert!(out.stderr.contains(&path_of(&bad)) && out.stderr.contains(said), "{said}: {}", out.stderr);
        }
        assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
        world.desk(&["note", &good, "-m", "x"]).ok();
        assert_eq!(world.desk(&["log", &bad]).code, 0);
    }
}

#[test]
fn a_broken_configuration_is_named_with_line_and_column() {
    for (path, text) in [
        ("desk.yaml", "format: [1\n"),
        ("desk.yaml", "format: 1\ntime_zone: [\n"),
        ("config/workflow.yaml", "statuses: nonsense\n"),
        ("config/people.yaml", "people:\n  ana: {role: king}\n"),
    ] {
        let world = World::with_desk();
        let id = file(&world, &["A ticket"]);
        commit(&world, path, text.as_bytes());
        for verb in [&["list", "--json"][..], &["show", &id, "--json"], &["new", "x", "-m", "y", "--json"]] {
            let out = world.desk(verb);
            assert_eq!((out.code, kind(&out).as_str()), (4, "broken-file"), "{path} {verb:?}: {out:?}");
            assert!(out.stderr.contains(path) && out.stderr.contains("line "), "{}", out.stderr);
        }
    }
}

#[test]
fn a_desk_of_a_newer_format_is_left_alone() {
    let world = World::with_desk();
    let text = world.git(&["show", "tickets:desk.yaml"]).replace("format: 1", "format: 99");
    commit(&world, "desk.yaml", text.as_bytes());
    for verb in [&["list", "--json"][..], &["new", "x", "--json"]] {
        assert_eq!(kind(&world.desk(verb)), "newer-format");
    }
}

#[test]
fn strange_entries_in_the_tree_are_no_trouble() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let (dir, name) = path_of(&id).rsplit_once('/').map(|(d, n)| (d.to_owned(), n.to_owned())).expect("a path");
    let files = world.root().join("files");
    commit(&world, "other.txt", b"x");
    let sibling = |c: &str| format!("{}{c}.yaml", name.trim_end_matches(".yaml").split_at(9).0);
    // A submodule, a link and a directory in the places of tickets.
    let commit_id = world.git(&["rev-parse", "tickets"]);
    let place = format!("{dir}/{}", sibling("0"));
    world.git_in(&files, &["update-index", "--add", "--cacheinfo", &format!("160000,{},{place}", commit_id.trim())]);
    std::os::unix::fs::symlink("/etc/passwd", files.join(&dir).join(sibling("1"))).expect("a link");
    fs::create_dir(files.join(&dir).join(sibling("2"))).expect("a directory");
    fs::write(files.join(&dir).join(sibling("2")).join("x"), "x").expect("a file");
    world.git_in(&files, &["add", &dir]);
    world.git_in(&files, &["commit", "-qm", "strange"]);
    assert!(desk_in(&world, &files, &["list"]).stdout.contains("A ticket"));
    assert_eq!(titles_quietly(&world, &files), ["A ticket"]);
    world.desk(&["show", &id]).ok();
    assert_eq!(world.desk(&["log", &id]).code, 0);
    assert_eq!(world.desk(&["tag", &id, "+a"]).code, 0);
}

fn titles_quietly(world: &World, dir: &Path) -> Vec<String> {
    let out = desk_in(world, dir, &["-q", "list", "is:any", "--json"]);
    assert_eq!((out.code, out.stderr.as_str()), (0, ""));
    let tickets: Value = serde_json::from_str(&out.stdout).expect("JSON");
    tickets["tickets"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|t| t["title"].as_str().expect("a title").to_owned())
        .collect()
}
