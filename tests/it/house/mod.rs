//! The house rules that a machine can check: floors, steps, sizes, headers, nothing forgotten, nothing
//! of the machine that it was written on. `ARCHITECTURE.md` says why they are there.

mod source;

use source::{Named, Source, files_below, named, relative, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Rooms and their floors. A room sees the rooms below its floor, and no other.
const FLOORS: [(&str, u8); 9] = [
    ("domain", 0),
    ("kit", 0),
    ("store", 1),
    ("index", 1),
    ("intake", 1),
    ("outbox", 1),
    ("render", 1),
    ("desk", 2),
    ("cli", 3),
];

/// The steps inside `domain`: each uses only those before it. `src/domain/mod.rs` says the same.
const STEPS: [&str; 10] =
    ["people", "time", "settings", "ticket", "article", "query", "story", "sla", "insight", "outcome"];

/// What only these rooms may name. A room that needs one of them needs another room instead.
const KEPT: [(&str, &[&str]); 22] = [
    ("std::env", &["cli"]),
    ("std::net", &[]),
    ("std::process", &["kit", "store", "desk", "cli"]),
    ("std::fs", &["store", "index", "intake", "outbox", "desk", "cli"]),
    ("gix", &["store"]),
    ("rusqlite", &["index"]),
    ("getrandom", &["cli"]),
    ("anyhow", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("console", &["cli"]),
    ("dialoguer", &["cli"]),
    ("indicatif", &["cli"]),
    ("comfy_table", &["render"]),
    ("fluent_bundle", &["render"]),
    ("maud", &["render"]),
    ("serde_yaml", &["kit", "render"]),
    ("icalendar", &["store"]),
    ("quick_xml", &["intake"]),
    ("encoding_rs", &["intake"]),
    ("regex", &["intake"]),
];

/// Files longer than this are two files.
const LONGEST: usize = 600;

/// Fails with one line for each fault.
#[track_caller]
fn none(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Every path of ours that a room names, below `crate`.
fn ours(source: &Source) -> impl Iterator<Item = Named> {
    let inner = named(source).into_iter().filter(|n| n.path.len() > 1 && n.path[0] == "crate");
    inner.map(|n| Named { path: n.path[1..].to_vec(), ..n })
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut files = files_below(&Path::new(ROOT).join("src"));
    files.extend(files_below(&Path::new(ROOT).join("tests")));
    files.extend(files_below(&Path::new(ROOT).join("benches")));
    let sources = files.iter().filter(|f| f.extension().is_some_and(|e| e == "rs"));
    none(sources.filter_map(|file| {
        let text = std::fs::read_to_string(file).expect("sources are UTF-8");
        let said = text.lines().next().is_some_and(|l| l.starts_with("//! ") && l.len() > 12);
        (!said).then(|| format!("{}: begins with `//!` and a sentence", relative(Path::new(ROOT), file)))
    }));
}

#[test]
fn no_file_is_too_long() {
    let mut files = files_below(&Path::new(ROOT).join("src"));
    files.extend(files_below(&Path::new(ROOT).join("tests/it")));
    none(files.iter().filter(|f| f.extension().is_some_and(|e| e == "rs")).filter_map(|file| {
        let lines = std::fs::read_to_string(file).expect("sources are UTF-8").lines().count();
        let path = relative(Path::new(ROOT), file);
        (lines > LONGEST).then(|| format!("{path}: {lines} lines; two things, two files"))
    }));
}

#[test]
fn imports_point_down() {
    let mut faults = Vec::new();
    for source in sources(Path::new(ROOT)).iter().filter(|s| !s.module.is_empty()) {
        let Some(here) = floor(source.room()) else {
            faults.push(format!("{}: `{}` is no room", source.path, source.room()));
            continue;
        };
        for Named { path, line, .. } in ours(source).filter(|n| n.path[0] != source.room()) {
            if floor(&path[0]).is_none_or(|there| there >= here) {
                faults.push(format!("{}:{line}: {} does not see {}", source.path, source.room(), path.join("::")));
            }
        }
    }
    none(faults);
}

#[test]
fn steps_of_the_domain_come_in_order() {
    let step = |name: &str| STEPS.iter().position(|s| *s == name);
    let mut faults = Vec::new();
    for source in sources(Path::new(ROOT)).iter().filter(|s| s.room() == "domain" && s.module.len() > 1) {
        let Some(here) = step(&source.module[1]) else {
            faults.push(format!("{}: `{}` has no place among the steps", source.path, source.module[1]));
            continue;
        };
        for Named { path, line, .. } in ours(source).filter(|n| n.path[0] == "domain" && n.path.len() > 1) {
            if step(&path[1]).is_some_and(|there| there > here) {
                faults.push(format!("{}:{line}: {} comes before {}", source.path, STEPS[here], path.join("::")));
            }
        }
    }
    none(faults);
}

#[test]
fn the_order_of_the_steps_is_the_documented_one() {
    let text = std::fs::read_to_string(Path::new(ROOT).join("src/domain/mod.rs")).expect("it is there");
    let doc: String = text.lines().take_while(|l| l.starts_with("//!")).collect();
    let places: Vec<Option<usize>> = STEPS.iter().map(|step| doc.find(&format!("`{step}`"))).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "src/domain/mod.rs names {STEPS:?} in order"
    );
}

/// Folders, at any depth; single files of one folder may lean on each other, and so may tests.
#[test]
fn neighbouring_folders_do_not_need_each_other_in_a_circle() {
    let sources = sources(Path::new(ROOT));
    let folders: BTreeSet<&[String]> = sources.iter().flat_map(|s| s.module.split_last().map(|(_, up)| up)).collect();
    // For each folder, which of the folders in it name which other.
    let mut needs: BTreeMap<&[String], BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for source in sources.iter().filter(|s| !s.is_test()) {
        for Named { path, .. } in ours(source).filter(|n| !n.in_test) {
            let shared = path.iter().zip(&source.module).take_while(|(a, b)| a == b).count();
            let (Some(from), Some(to)) = (source.module.get(..=shared), path.get(..=shared)) else { continue };
            if folders.contains(from) && folders.contains(to) {
                let children = needs.entry(&source.module[..shared]).or_default();
                children.entry(from[shared].clone()).or_default().insert(to[shared].clone());
            }
        }
    }
    none(needs.iter().flat_map(|(parent, children)| {
        let circles = children.keys().filter(|child| reaches(children, child, child));
        circles.map(|child| format!("crate::{}: {child} needs itself, by way of its neighbours", parent.join("::")))
    }));
}

fn reaches(needs: &BTreeMap<String, BTreeSet<String>>, from: &str, wanted: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(here) = next.pop() {
        for there in needs.get(here).into_iter().flatten() {
            if there == wanted {
                return true;
            }
            if seen.insert(there) {
                next.push(there);
            }
        }
    }
    false
}

/// Tests are exempt: they read data, and compare with what git or another program says.
#[test]
fn each_library_stays_in_its_room() {
    let mut faults = Vec::new();
    for source in sources(Path::new(ROOT)).iter().filter(|s| !s.module.is_empty() && !s.is_test()) {
        for Named { path, line, .. } in named(source).into_iter().filter(|n| !n.in_test) {
            let path = path.join("::");
            let is_below = |outer: &str| path == outer || path.starts_with(&format!("{outer}::"));
            let kept = KEPT.iter().find(|(name, rooms)| is_below(name) && !rooms.contains(&source.room()));
            faults.extend(kept.map(|(name, rooms)| format!("{}:{line}: {name} is for {rooms:?}", source.path)));
        }
    }
    none(faults);
}

#[test]
fn every_test_file_is_mounted() {
    let dir = Path::new(ROOT).join("tests/it");
    let main = std::fs::read_to_string(dir.join("main.rs")).expect("it is there");
    let entries = std::fs::read_dir(&dir).expect("it is there").map(|e| e.expect("it can be read").path());
    let names = entries.map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned());
    let lost = names.filter(|name| name != "main" && !main.lines().any(|l| l == format!("mod {name};")));
    none(lost.map(|name| format!("tests/it/main.rs: `mod {name};` is missing, so its tests never run")));
}

#[test]
fn every_example_is_used_by_a_test() {
    let root = Path::new(ROOT);
    let mut readers = files_below(&root.join("src"));
    readers.extend(files_below(&root.join("tests")));
    let read = |f: &std::path::PathBuf| std::fs::read_to_string(f).unwrap_or_default();
    let sources: String = readers.iter().filter(|f| f.extension().is_some_and(|e| e == "rs")).map(read).collect();
    let is_named =
        |path: &str| sources.contains(path) || path.rsplit_once('/').is_some_and(|(_, f)| sources.contains(f));
    let examples = files_below(&root.join("examples")).into_iter().map(|f| relative(root, &f));
    let lost = examples.filter(|path| !path.ends_with("README.md") && !is_named(path));
    none(lost.map(|path| format!("{path}: no test reads it, so it may be wrong")));
}

/// Whatever looks like a path between backticks: below the crate, or below `src`, with or without `.rs`.
#[test]
fn the_map_names_places_that_exist() {
    let root = Path::new(ROOT);
    let is_path = |word: &str| word.contains('/') && word.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    let exists = |word: &str| {
        let below_src = root.join("src").join(word);
        root.join(word).exists() || below_src.exists() || root.join(format!("src/{word}.rs")).exists()
    };
    let mut faults = Vec::new();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root.join(page)).expect("it is there");
        let quoted = text.split('`').skip(1).step_by(2).filter(|word| is_path(word));
        faults.extend(quoted.filter(|word| !exists(word)).map(|word| format!("{page}: there is no {word}")));
    }
    none(faults);
}

/// Files of the repository as text, by path; those that are not text have nothing to say here.
fn tracked() -> Vec<(String, String)> {
    let git = std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(ROOT).output();
    let listed = git.ok().filter(|out| out.status.success()).map(|out| out.stdout).unwrap_or_default();
    let listed = String::from_utf8(listed).expect("our paths are UTF-8");
    let paths = listed.split_terminator('\0').map(str::to_owned);
    paths
        .filter_map(|path| Some((path.clone(), std::fs::read_to_string(Path::new(ROOT).join(path)).ok()?)))
        .collect()
}

#[test]
fn nothing_of_the_machine_gets_into_the_repository() {
    // In two halves, or this file would find itself.
    let homes =
        [["/ho", "me/"], ["/Us", "ers/"], ["/ro", "ot/"], ["/wo", "rk/"], ["C:\\Us", "ers"]].map(|h| h.concat());
    let hosts = [["index.crates", ".io"], ["static.crates", ".io"], ["replace-", "with ="]];
    let hosts = hosts.map(|h| h.concat());
    let mut faults = Vec::new();
    for (path, text) in tracked() {
        for (n, line) in text.lines().enumerate() {
            let word = homes.iter().chain(&hosts).find(|word| line.contains(*word));
            faults.extend(word.map(|word| format!("{path}:{}: {word}", n + 1)));
        }
    }
    none(faults);
}

#[test]
fn dependencies_come_from_the_public_registry_only() {
    let lock = std::fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).expect("it is committed");
    let public = ["source = \"registry+https://github.com/rust-lang/", "crates.io-index\""].concat();
    none(lock.lines().filter(|l| l.starts_with("source =") && *l != public).map(str::to_owned));
}
