//! git-bug: repositories as it writes them (format 4, and the first one), made of plain git commands.

use super::{again, import, reason, ticket};
use crate::support::World;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The hash of nothing, which the clocks and the version name.
const NOTHING: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

/// A repository with bugs beside the desk's.
struct Bugs<'w> {
    world: &'w World,
    dir: PathBuf,
}

/// A commit of a bug: its clocks, who wrote it, its operations as they are, the files that came with it.
#[derive(Default)]
struct Pack<'a> {
    create: Option<u64>,
    edit: u64,
    author: &'a str,
    ops: &'a [&'a str],
    files: &'a [&'a str],
}

impl<'w> Bugs<'w> {
    fn new(world: &'w World) -> Bugs<'w> {
        let dir = world.root().join("bugs");
        world.git_in(world.root(), &["init", "-q", "bugs"]);
        let bugs = Bugs { world, dir };
        assert_eq!(bugs.blob(""), NOTHING);
        bugs
    }

    fn path(&self) -> &str {
        self.dir.to_str().expect("UTF-8")
    }

    fn git(&self, args: &[&str], stdin: &str) -> String {
        self.world.run_in(&self.dir, "git", args, stdin).ok().trim().to_owned()
    }

    fn blob(&self, text: &str) -> String {
        self.git(&["hash-object", "-w", "--stdin"], text)
    }

    fn tree(&self, entries: &[(&str, &str, String)]) -> String {
        let lines = entries.iter().map(|(kind, name, id)| {
            let mode = if *kind == "tree" { "040000" } else { "100644" };
            format!("{mode} {kind} {id}\t{name}\n")
        });
        self.git(&["mktree", "--missing"], &lines.collect::<String>())
    }

    fn commit(&self, tree: &str, parents: &[&str]) -> String {
        let mut args = vec!["commit-tree", tree, "-m", ""];
        parents.iter().for_each(|parent| args.extend(["-p", parent]));
        self.git(&args, "")
    }

    /// An identity; its id.
    fn identity(&self, name: &str, email: &str, login: &str) -> String {
        let version = json!({"version": 2, "times": {"bugs-edit": 1}, "unix_time": 1, "name": name, "email": email,
            "login": login, "nonce": "c2l4dGVlbiBieXRlcyBhcmUgZW5vdWdo"})
        .to_string();
        let tree = self.tree(&[("blob", "version", self.blob(&version))]);
        let id = sha256(&version);
        self.point(&format!("refs/identities/{id}"), &self.commit(&tree, &[]));
        id
    }

    fn pack(&self, pack: &Pack, parents: &[&str]) -> String {
        let ops = match pack.ops {
            [] => "null".to_owned(),
            ops => format!("[{}]", ops.join(",")),
        };
        let ops = format!("{{\"author\":{{\"id\":\"{}\"}},\"ops\":{ops}}}", pack.author);
        let (edit, create) = (format!("edit-clock-{}", pack.edit), pack.create.map(|n| format!("create-clock-{n}")));
        let nothing = || NOTHING.to_owned();
        let mut entries = vec![("blob", "version-4", nothing()), ("blob", &edit, nothing())];
        entries.extend(create.iter().map(|name| ("blob", name.as_str(), nothing())));
        entries.push(("blob", "ops", self.blob(&ops)));
        let names: Vec<String> = (0..pack.files.len()).map(|n| format!("file{n}")).collect();
        let files = pack.files.iter().zip(&names).map(|(id, name)| ("blob", name.as_str(), (*id).to_owned()));
        let files: Vec<_> = files.collect();
        if !files.is_empty() {
            entries.push(("tree", "extra", self.tree(&files)));
        }
        self.commit(&self.tree(&entries), parents)
    }

    fn point(&self, name: &str, commit: &str) {
        self.git(&["update-ref", name, commit], "");
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An operation as git-bug writes it.
fn op(kind: u8, at: i64, more: &str) -> String {
    format!("{{\"type\":{kind},\"timestamp\":{at},\"nonce\":\"bm9uY2Ugbm9uY2Ugbm9uY2Ugbm9uY2U=\",{more}}}")
}

/// One bug with a merge, two of the same clock, an edit, files and metadata; its id.
fn one_bug(bugs: &Bugs) -> String {
    let rosa = bugs.identity("Rosa", "rosa@acme.com", "rosa-m");
    let luis = bugs.identity("Luis", "", "luis");
    let (log, trace) = (bugs.blob("a log\n"), bugs.blob("a trace\n"));
    let create = op(
        1,
        1_700_000_000,
        &format!(
            "\"metadata\":{{\"origin\":\"github\",\"github-url\":\"https://github.com/acme/shop/issues/7\"}},\"title\":\"Leak\",\"message\":\"It drips.\",\"files\":[\"{log}\"]"
        ),
    );
    let comment = op(3, 1_700_000_100, &format!("\"message\":\"Wich one?\",\"files\":[\"{trace}\"]"));
    let labels = op(5, 1_700_000_300, "\"added\":[\"bug\",\"water\"],\"removed\":null");
    let title = op(2, 1_700_000_250, "\"title\":\"Leak in the cellar\",\"was\":\"Leak\"");
    let close = op(4, 1_700_000_400, "\"status\":2");
    let edit = op(
        6,
        1_700_000_450,
        &format!("\"target\":\"{}\",\"message\":\"Which one?\",\"files\":null", sha256(&comment)),
    );
    let wish = op(
        8,
        1_700_000_460,
        &format!("\"target\":\"{}\",\"new_metadata\":{{\"jira-key\":\"SHOP-9\"}}", sha256(&create)),
    );
    let noop = op(7, 1_700_000_470, "\"metadata\":{}");

    let first = Pack { create: Some(1), edit: 1, author: &rosa, ops: &[&create], files: &[&log] };
    let first = bugs.pack(&first, &[]);
    let second = Pack { edit: 2, author: &luis, ops: &[&comment], files: &[&trace], ..Pack::default() };
    let second = bugs.pack(&second, &[&first]);
    let here = bugs.pack(&Pack { edit: 3, author: &luis, ops: &[&labels], ..Pack::default() }, &[&second]);
    let there = bugs.pack(&Pack { edit: 3, author: &rosa, ops: &[&title], ..Pack::default() }, &[&second]);
    let merge = bugs.pack(&Pack { edit: 4, author: &luis, ..Pack::default() }, &[&here, &there]);
    let last = [close.as_str(), &edit, &wish, &noop];
    let last = bugs.pack(&Pack { edit: 5, author: &luis, ops: &last, ..Pack::default() }, &[&merge]);
    let id = sha256(&create);
    bugs.point(&format!("refs/bugs/{id}"), &last);
    id
}

fn is_that_bug(world: &World, id: &str) {
    let one = ticket(world, &format!("git-bug:{id}"));
    assert_eq!((&one["title"], &one["status"]), (&json!("Leak in the cellar"), &json!("solved")));
    assert_eq!((&one["created"], &one["requester"]), (&json!("2023-11-14T22:13:20Z"), &json!("rosa@acme.com")));
    assert_eq!(one["tags"], json!(["bug", "water"]));
    let url = "github-url:https://github.com/acme/shop/issues/7";
    let refs = [&format!("git-bug:{id}"), "origin:github", "github:acme/shop#7", url, "jira-key:SHOP-9"];
    let mut known: Vec<&str> = one["refs"].as_array().expect("refs").iter().filter_map(Value::as_str).collect();
    known.sort_unstable();
    let mut expected = refs.to_vec();
    expected.sort_unstable();
    assert_eq!(known, expected);
    let said: Vec<_> = one["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|m| (&m["from"], &m["role"], &m["text"], &m["at"]))
        .collect();
    assert_eq!(
        said,
        [
            (&json!("rosa@acme.com"), &json!("requester"), &json!("It drips."), &json!("2023-11-14T22:13:20Z")),
            (&json!("luis"), &json!("agent"), &json!("Which one?"), &json!("2023-11-14T22:15:00Z")),
        ]
    );
    let own = one["id"].as_str().expect("an id");
    let files = one["attachments"].as_array().expect("files");
    let names: Vec<&str> = files.iter().filter_map(|file| file["name"].as_str()).collect();
    let bytes: Vec<String> = names.iter().map(|name| world.desk(&["attachment", own, name]).ok()).collect();
    assert_eq!(bytes, ["a log\n", "a trace\n"]);
    assert!(names[0].ends_with(".txt"), "{names:?}");
    let first = super::at_first(world, &one);
    assert!(first.contains("title: Leak\n") && !first.contains("bug\n"), "{first}");
    let told = world.git(&["log", "tickets", "--reverse", "--format=%an %at", "--", "tickets"]);
    let expected = "rosa@acme.com 1700000000\nrosa@acme.com 1700000000\nluis 1700000100\nluis 1700000100\nrosa@acme.com 1700000250\nluis 1700000300\nluis 1700000400\nluis 1700000450\n";
    assert_eq!(told, expected);
    let history = world.git(&["log", "tickets", "-p", "--", "tickets"]);
    assert!(history.contains("-  text: Wich one?") || history.contains("Wich one?"), "the first words are kept");
}

#[test]
fn a_bug_moves_in_with_its_merge_its_edits_and_its_files() {
    let world = World::with_desk();
    let bugs = Bugs::new(&world);
    let id = one_bug(&bugs);
    let tip = world.git(&["rev-parse", "tickets"]);
    let (dry, _) = import(&world, "git-bug", bugs.path(), &["--dry-run"]);
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    let (counts, bad) = import(&world, "git-bug", bugs.path(), &[]);
    assert_eq!((&counts, bad), (&dry, false));
    assert_eq!((counts["imported"].as_u64(), reason(&counts, "not-ours")), (Some(8), 1));
    is_that_bug(&world, &id);
    again(&world, "git-bug", bugs.path(), &[]);
    world.desk(&["check", "--strict"]).ok();
    world.fsck();
}

/// What was fetched and never merged counts where nothing else is there; a bare repository is one, too.
#[test]
fn bugs_are_found_in_bare_repositories_and_below_remotes() {
    let world = World::new();
    let bugs = Bugs::new(&world);
    let id = one_bug(&bugs);
    let bare = world.root().join("bare.git");
    let bare = bare.to_str().expect("UTF-8");
    world.git_in(world.root(), &["clone", "-q", "--mirror", bugs.path(), bare]);
    let clone = world.root().join("clone");
    world.git_in(world.root(), &["init", "-q", "clone"]);
    for kind in ["bugs", "identities"] {
        let refs = format!("refs/{kind}/*:refs/remotes/origin/{kind}/*");
        world.git_in(&clone, &["fetch", "-q", bugs.path(), &refs]);
    }
    world.git_in(&clone, &["repack", "-adq"]);
    for source in [Path::new(bare), &clone] {
        let world = World::with_desk();
        import(&world, "git-bug", source.to_str().expect("UTF-8"), &[]);
        is_that_bug(&world, &id);
    }
}

#[test]
fn words_are_mapped_and_a_mapping_is_suggested() {
    let world = World::with_desk();
    let bugs = Bugs::new(&world);
    let id = one_bug(&bugs);
    let suggested = world.desk(&["import", "git-bug", bugs.path(), "--suggest-map"]).ok();
    for line in ["  closed: solved", "  open: new", "  luis: luis"] {
        assert!(suggested.contains(line), "{line}\n{suggested}");
    }
    let changed = suggested
        .replace("closed: solved", "closed: closed")
        .replace("luis: luis", "luis: luis@acme.com");
    let map = super::write(&world, "map.yaml", &changed);
    import(&world, "git-bug", bugs.path(), &["--map", map.to_str().expect("UTF-8")]);
    let one = ticket(&world, &format!("git-bug:{id}"));
    assert_eq!((&one["status"], &one["messages"][1]["from"]), (&json!("closed"), &json!("luis@acme.com")));
}

/// A merge brings words that are older than what the desk has: they come in all the same.
#[test]
fn what_was_said_elsewhere_in_the_meantime_comes_with_the_next_import() {
    let world = World::with_desk();
    let bugs = Bugs::new(&world);
    let id = one_bug(&bugs);
    import(&world, "git-bug", bugs.path(), &[]);
    let name = format!("refs/bugs/{id}");
    let tip = bugs.git(&["rev-parse", &name], "");
    let root = bugs.git(&["rev-list", "--max-parents=0", &name], "");
    let said = op(3, 1_700_000_050, "\"message\":\"I was on the train.\",\"files\":null");
    let other = bugs.pack(&Pack { edit: 2, author: "somebody", ops: &[&said], ..Pack::default() }, &[&root]);
    bugs.point(&name, &bugs.pack(&Pack { edit: 6, author: "somebody", ..Pack::default() }, &[&tip, &other]));
    let (counts, _) = import(&world, "git-bug", bugs.path(), &[]);
    assert_eq!(counts["imported"], 1, "{counts}");
    let one = ticket(&world, &format!("git-bug:{id}"));
    let texts: Vec<_> = one["messages"].as_array().expect("messages").iter().map(|m| &m["text"]).collect();
    assert_eq!(texts, [&json!("It drips."), &json!("I was on the train."), &json!("Which one?")]);
    again(&world, "git-bug", bugs.path(), &[]);
}

#[test]
fn what_is_broken_is_named_and_hides_no_other_bug() {
    let world = World::with_desk();
    let bugs = Bugs::new(&world);
    let good = one_bug(&bugs);
    let create = |n: i64| op(1, n, "\"title\":\"T\",\"message\":\"m\",\"files\":null");
    let point = |op: &str, commit: &str| bugs.point(&format!("refs/bugs/{}", sha256(op)), commit);
    // No JSON, and an object that is nowhere.
    let (first, secret) = (create(1), bugs.blob("a secret of another branch"));
    let root = bugs.pack(&Pack { create: Some(2), edit: 9, author: "x", ops: &[&first], ..Pack::default() }, &[]);
    let nothing = || NOTHING.to_owned();
    let clocks = [("blob", "version-4", nothing()), ("blob", "edit-clock-10", nothing())];
    let with = |ops: String| bugs.tree(&[clocks[0].clone(), clocks[1].clone(), ("blob", "ops", ops)]);
    let no_json = bugs.commit(&with(bugs.blob("{\"author\":")), &[&root]);
    let lost = bugs.commit(&with("1234567890123456789012345678901234567890".to_owned()), &[&no_json]);
    let title = op(2, 5, &format!("\"title\":\"{}\"", "long ".repeat(2000)));
    let thief = op(3, 6, &format!("\"message\":\"look\",\"files\":[\"{secret}\"]"));
    let ops = [title.as_str(), "{\"type\":77,\"timestamp\":5}", &thief];
    point(&first, &bugs.pack(&Pack { edit: 11, author: "x", ops: &ops, ..Pack::default() }, &[&lost]));
    // A bug without its beginning, one of the future, one that is no commit, and a chain that is cut off.
    let close = op(4, 7, "\"status\":2");
    point(&close, &bugs.pack(&Pack { edit: 1, author: "x", ops: &[&close], ..Pack::default() }, &[]));
    let new = bugs.tree(&[("blob", "version-9", nothing()), ("blob", "ops", bugs.blob("{}"))]);
    point("new", &bugs.commit(&new, &[]));
    point("blob", &bugs.blob("not a commit"));

    let (counts, bad) = import(&world, "git-bug", bugs.path(), &[]);
    assert!(bad);
    assert_eq!(ticket(&world, &format!("git-bug:{good}"))["status"], "solved");
    let broken = ticket(&world, &format!("git-bug:{}", sha256(&first)));
    assert_eq!(broken["title"].as_str().map(|title| title.chars().count()), Some(1001));
    assert_eq!(broken["attachments"], json!([]), "a bug cannot name what its commits do not bring");
    let mut kinds: Vec<_> = counts["invalid"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|i| i["cause"]["kind"].as_str().map(str::to_owned))
        .collect();
    kinds.sort();
    let expected =
        ["missing", "no-object", "no-object", "no-object", "not-json", "too-long", "unknown-type", "version"];
    assert_eq!(kinds, expected, "{counts}");
    let spanish = world.desk(&["import", "git-bug", bugs.path(), "--lang", "es"]);
    assert!(spanish.stdout.contains("la versión 9 del formato no se puede leer"), "{spanish:?}");
    again(&world, "git-bug", bugs.path(), &[]);
    world.fsck();
}

#[test]
fn what_has_no_bugs_is_refused_by_name() {
    let world = World::with_desk();
    let out = world.desk(&["import", "git-bug", ".", "--json"]);
    let told: Value = serde_json::from_str(&out.stderr).expect("JSON");
    assert_eq!((out.code, &told["error"]["kind"]), (4, &json!("export-nothing")));
    world.desk(&["import", "git-bug", "nowhere"]).fails(4);
    let none = world.root().join("none");
    std::fs::create_dir(&none).expect("a directory");
    let out = world.desk(&["import", "git-bug", none.to_str().expect("UTF-8"), "--json"]);
    let told: Value = serde_json::from_str(&out.stderr).expect("JSON");
    assert_eq!(told["error"]["kind"], "not-a-repository", "{told}");
}
