//! The law of merging in folders: `tests/law/<rule>` has what a file was (`base`), what two people made of it apart
//! (`ours`, `theirs`, sometimes `third`), and what it has to be when all of it has come together (`expected`). No such
//! file: there is none at that time.
//!
//! `path` says which file it is, where it is no ticket. `order` says `ours is later` (else theirs is, and the third is
//! the last), or `theirs saw ours`. `discarded` has the trailers of the merge; the name of a side stands for its commit.

use crate::support::World;
use git_desk::store::{Joined, ObjectId, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const ROOT: &str = "refs/heads/tickets";
const NOON: i64 = 1_795_176_000;

struct Case {
    name: String,
    /// Texts by name; without extension.
    files: BTreeMap<String, String>,
}

impl Case {
    fn read(dir: &Path) -> Case {
        let name = dir.file_name().expect("a name").to_string_lossy().into_owned();
        let file = |path: PathBuf| {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (stem, std::fs::read_to_string(&path).expect("a text"))
        };
        let entries = std::fs::read_dir(dir).expect("a folder");
        Case { name, files: entries.map(|entry| file(entry.expect("an entry").path())).collect() }
    }

    fn says(&self, words: &str) -> bool {
        self.files.get("order").is_some_and(|order| order.lines().any(|line| line == words))
    }

    fn path(&self) -> String {
        let ticket = || "tickets/k/3/k39fq2m7xd.yaml".to_owned();
        self.files.get("path").map_or_else(ticket, |path| path.trim().to_owned())
    }

    /// The sides, with the side each goes on from.
    fn sides(&self) -> Vec<(&'static str, &'static str)> {
        let under = if self.says("theirs saw ours") { "ours" } else { "base" };
        let mut sides = vec![("base", ROOT), ("ours", "base"), ("theirs", under)];
        if self.files.contains_key("third") {
            sides.push(("third", "base"));
        }
        sides
    }

    /// Commits for all sides, as `git fast-import` reads them.
    fn stream(&self) -> String {
        let mut out = String::new();
        let clock = |side: &str| match side {
            "ours" if self.says("ours is later") => 600,
            "ours" => 60,
            "theirs" => 120,
            "third" => 180,
            _ => 0,
        };
        for (side, under) in self.sides() {
            let (at, on) = (NOON + clock(side), self.reference(under));
            let reference = self.reference(side);
            write!(
                out,
                "commit {reference}\ncommitter {side} <{side}@example.com> {at} +0000\ndata 5\nsaid\n\nfrom {on}\n"
            )
            .expect("a text");
            match self.files.get(side) {
                Some(text) => write!(out, "M 100644 inline {}\ndata {}\n{text}\n", self.path(), text.len()),
                None => writeln!(out, "D {}", self.path()),
            }
            .expect("a text");
        }
        out
    }

    fn reference(&self, side: &str) -> String {
        if side == ROOT { format!("{ROOT}^0") } else { format!("refs/law/{}/{side}", self.name) }
    }
}

/// A repository in which cases come together.
struct Bench {
    world: World,
    store: Store,
}

impl Bench {
    fn new(cases: &[Case]) -> Bench {
        let world = World::with_desk().with("GIT_DESK_NOW", "2026-12-01T09:00:00Z");
        let stream: String = cases.iter().map(Case::stream).collect();
        let imported = world.run_in(&world.repo(), "git", &["fast-import", "--quiet", "--done"], &(stream + "done\n"));
        assert_eq!((imported.code, imported.stderr.as_str()), (0, ""));
        let store = Store::open_at(&world.repo().join(".git"), None, 0).expect("a store");
        Bench { world, store }
    }

    fn join(&self, one: ObjectId, other: ObjectId) -> ObjectId {
        let joined = self.store.merge(one, other).expect("one history");
        assert_eq!(joined.tip(), self.store.merge(other, one).expect("one history").tip(), "whoever merges");
        if let Joined::Merged(merge) = &joined {
            self.store.write_merge(merge).expect("a repository to write to");
        }
        joined.tip()
    }

    /// What is wrong with a case.
    fn faults(&self, case: &Case) -> Vec<String> {
        let commits: BTreeMap<&str, String> = case
            .sides()
            .into_iter()
            .map(|(side, _)| (side, self.world.git(&["rev-parse", &case.reference(side)]).trim().to_owned()))
            .collect();
        let commit = |side: &str| ObjectId::from_hex(commits[side].as_bytes()).expect("an id");
        let mut tips: Vec<ObjectId> = commits.keys().filter(|side| **side != "base").map(|side| commit(side)).collect();
        let mut faults = Vec::new();
        for turn in 0..tips.len() {
            tips.rotate_left(1);
            let tip = tips[1..].iter().fold(tips[0], |tip, next| self.join(tip, *next));
            let mut expect = |what: &str, is: String, wanted: String| {
                if is != wanted {
                    faults.push(format!("{} ({what}, turn {turn}):\n{is}--- instead of ---\n{wanted}", case.name));
                }
            };
            let text = |path: &str| {
                let (repo, object) = (self.world.repo(), format!("{tip}:{path}"));
                self.world.run_in(&repo, "git", &["cat-file", "blob", &object], "").stdout
            };
            expect("file", text(&case.path()), case.files.get("expected").cloned().unwrap_or_default());
            let (said, kept) = self.trailers(&tip.to_string(), &commits);
            expect("trailers", said, case.files.get("discarded").cloned().unwrap_or_default());
            for path in kept {
                let is_there = case.files.values().any(|file| *file == text(&path));
                expect("kept", format!("{path}: {is_there}\n"), format!("{path}: true\n"));
            }
            if turn == 0 {
                let known: BTreeSet<String> = tips.iter().flat_map(|side| self.found(*side)).collect();
                let new: Vec<String> = self.found(tip).difference(&known).cloned().collect();
                expect("check", new.join("\n"), String::new());
            }
        }
        faults
    }

    /// What `check` finds wrong below a commit.
    fn found(&self, tip: ObjectId) -> BTreeSet<String> {
        self.world.git(&["update-ref", ROOT, &tip.to_string()]);
        let found = self.world.desk(&["check", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&found.stdout).expect("JSON");
        let of = |key: &str| report[key].as_array().expect("a list").clone();
        // That a text is kept is no fault of the merge; `discarded` says whether it has to be.
        let all = of("faults").into_iter().chain(of("warnings")).filter(|found| found["kind"] != "kept");
        all.map(|found| found.to_string()).collect()
    }

    /// The trailers, with sides for commits; and the paths that were kept.
    fn trailers(&self, tip: &str, commits: &BTreeMap<&str, String>) -> (String, Vec<String>) {
        let message = self.world.git(&["log", "-1", "--format=%B", tip]);
        let lines = message
            .lines()
            .filter(|line| line.starts_with("Discarded: ") || line.starts_with("Kept: "));
        let kept = message
            .lines()
            .filter_map(|line| line.strip_prefix("Kept: "))
            .map(str::to_owned)
            .collect();
        let named = |line: &str| {
            let side = commits.iter().find(|(_, id)| line.ends_with(id.as_str()));
            let line = side.map_or(line.to_owned(), |(side, id)| line.replace(id.as_str(), side));
            line + "\n"
        };
        (lines.map(named).collect(), kept)
    }
}

fn cases() -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law");
    let mut cases: Vec<Case> = std::fs::read_dir(dir)
        .expect("the cases")
        .map(|entry| Case::read(&entry.expect("an entry").path()))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

#[test]
fn what_was_said_apart_comes_together_as_every_rule_wants_it() {
    let cases = cases();
    assert!(cases.len() > 50, "{}", cases.len());
    let bench = Bench::new(&cases);
    let root = bench.world.git(&["rev-parse", ROOT]).trim().to_owned();
    let mut faults = Vec::new();
    for case in &cases {
        faults.extend(bench.faults(case));
        bench.world.git(&["update-ref", ROOT, &root]);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    bench.world.fsck();
}
