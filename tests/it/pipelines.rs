//! The shell steps of `examples/pipelines/`, run in a clone as a pipeline has it.

use crate::support::{Out, World};
use std::path::{Path, PathBuf};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pipelines").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(example(name)).expect("an example")
}

/// A desk with one ticket that is late by its policy and, cloned from it, what a runner works in: the code is
/// checked out, the desk's branch is on the remote.
fn clone() -> (World, PathBuf) {
    let world = World::with_desk();
    let tree = world.root().join("tree");
    world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
    let policy =
        "policies:\n- name: all\n  filter: \"\"\n  calendar: 24x7\n  targets:\n    first_reply: {default: 1h}\n";
    std::fs::write(tree.join("config/sla.yaml"), policy).expect("written");
    world.git_in(&tree, &["add", "."]);
    world.git_in(&tree, &["commit", "-qm", "A promise"]);
    let then = [("GIT_AUTHOR_DATE", "2026-11-18T09:00:00Z"), ("GIT_COMMITTER_DATE", "2026-11-18T09:00:00Z")];
    world
        .desk_as(&then, &["new", "Late & <sorry>", "-m", "x", "--requester", "sol@example.com", "-q"])
        .ok();
    world.git(&["commit", "-q", "--allow-empty", "-m", "Code"]);
    let runner = world.root().join("runner");
    let from = world.repo().display().to_string();
    let into = runner.display().to_string();
    world.git_in(world.root(), &["clone", "-q", "--branch", "main", &from, &into]);
    (world, runner)
}

fn sh(world: &World, dir: &Path, script: &str) -> Out {
    world.run_in(dir, "sh", &["-euc", script], "")
}

/// Every step ends with 0, but for the one that finds the broken promise. Services of the pipeline are not
/// there.
#[track_caller]
fn run_all(steps: &[String]) {
    let (world, runner) = clone();
    let (mut broke, mut ran) = (0, 0);
    for step in steps.iter().filter(|step| !step.contains("curl ") && !step.contains("gh pr ")) {
        let out = sh(&world, &runner, step);
        let breaks = step.contains("--fail-on");
        assert_eq!(out.code, i32::from(breaks), "{step}\n{}", out.stderr);
        broke += usize::from(breaks);
        ran += 1;
    }
    assert!(broke == 1 && ran >= 3, "{steps:?}");
    let read = |name: &str| std::fs::read_to_string(runner.join(name)).expect(name);
    assert!(read("service-levels.xml").contains("failures=\"1\""));
    assert!(read("service-levels.xml").contains("Late &amp; &lt;sorry&gt;"));
    assert!(read("desk.html").starts_with("<!DOCTYPE html>"));
}

/// What stands behind `key`, on its line or, behind `|` or `>-`, on those below that are further in.
fn blocks(yaml: &str, key: &str) -> Vec<String> {
    let lines: Vec<&str> = yaml.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(rest) = line.trim_start().strip_prefix(key) else { continue };
        let inner = || lines[n + 1..].iter().take_while(|l| depth(l) > depth(line)).map(|l| l.trim());
        match rest.trim() {
            "|" => found.push(inner().collect::<Vec<_>>().join("\n")),
            ">-" => found.push(inner().collect::<Vec<_>>().join(" ")),
            step => found.push(step.to_owned()),
        }
    }
    found
}

/// Lists below `script:` and `before_script:`.
fn scripts(yaml: &str) -> Vec<String> {
    let is_step = |step: &String| step.starts_with("git ") || step.starts_with("curl ");
    blocks(yaml, "- ").into_iter().filter(is_step).collect()
}

#[test]
fn the_steps_of_github_run() {
    let steps = blocks(&text("github-actions.yml"), "run: ");
    assert_eq!(steps.iter().filter(|s| s.starts_with("git fetch")).count(), 3, "each job fetches the desk");
    run_all(&steps);
}

#[test]
fn the_steps_of_gitlab_run() {
    run_all(&scripts(&text("gitlab-ci.yml")));
}

#[test]
fn the_steps_of_jenkins_run() {
    let steps: Vec<String> = text("Jenkinsfile")
        .lines()
        .filter_map(|l| Some(l.split_once("sh '")?.1.strip_suffix('\'')?.to_owned()))
        .collect();
    assert_eq!(steps.len(), 3);
    run_all(&steps);
}

#[test]
fn cron_leaves_its_files_and_tells_of_a_broken_promise() {
    let (world, runner) = clone();
    let script = example("cron.sh");
    let out = world.run_in(&runner, script.to_str().expect("UTF-8"), &["out"], "");
    assert_eq!(out.code, 1, "{}", out.stderr);
    let read = |name: &str| std::fs::read_to_string(runner.join("out").join(name)).expect(name);
    assert!(read("desk.prom").ends_with("# EOF\n"));
    assert!(read("desk.html").starts_with("<!DOCTYPE html>"));
    assert!(read("service-levels.xml").contains(" first_reply 1\""));
}

#[test]
fn a_shallow_clone_is_refused_with_what_mends_it() {
    let (world, runner) = clone();
    let from = format!("file://{}", world.repo().display());
    let shallow = world.root().join("shallow").display().to_string();
    world.git_in(world.root(), &["clone", "-q", "--depth", "1", "--branch", "tickets", &from, &shallow]);
    let out = sh(&world, Path::new(&shallow), "git desk report summary --format html");
    assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{}", runner.display());
    assert!(out.stderr.contains("git fetch --unshallow"), "{}", out.stderr);
}

/// A bare remote with code and a desk, and a shallow clone of the code whose tests have failed.
fn runner() -> (World, PathBuf) {
    let world = World::new();
    world.git_in(world.root(), &["init", "-q", "--bare", "remote.git"]);
    let remote = world.root().join("remote.git");
    world.git(&["remote", "add", "origin", &remote.display().to_string()]);
    world.git(&["commit", "-q", "--allow-empty", "-m", "one"]);
    world.git(&["commit", "-q", "--allow-empty", "-m", "two"]);
    world.desk(&["init", "-q", "--time-zone", "Europe/Madrid"]).ok();
    world.git(&["push", "-q", "origin", "main", "tickets"]);
    let runner = world.root().join("runner");
    let (from, into) = (format!("file://{}", remote.display()), runner.display().to_string());
    world.git_in(world.root(), &["clone", "-q", "--depth=1", "--single-branch", "-b", "main", &from, &into]);
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/report.xml");
    std::fs::copy(report, runner.join("junit-shop.xml")).expect("a report");
    (world, runner)
}

/// Steps that file what failed: afterwards the remote's desk has one ticket, also when they run again.
#[track_caller]
fn run_intake(steps: &[String]) {
    let (world, runner) = runner();
    let steps: Vec<&String> = steps.iter().filter(|step| !step.starts_with("make ")).collect();
    assert!(steps.iter().any(|step| step.contains("git desk intake ci")), "{steps:?}");
    for step in steps.iter().chain(&steps).filter(|step| !step.is_empty()) {
        let out = sh(&world, &runner, step);
        assert_eq!(out.code, 0, "{step}\n{}{}", out.stdout, out.stderr);
    }
    world.desk(&["sync", "-q"]).ok();
    let tickets = world.desk(&["list", "--json"]).json();
    let [ticket] = tickets["tickets"].as_array().expect("a list").as_slice() else { panic!("{tickets}") };
    assert_eq!(ticket["title"], "shop · shop.CartTest · adds fails");
    assert_eq!(ticket["occurrences"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_intake_steps_of_github_run() {
    run_intake(&blocks(&text("intake-github.yml"), "run: "));
}

#[test]
fn the_intake_steps_of_gitlab_run() {
    let is_step = |step: &String| step.starts_with("git ") || step.starts_with("make ");
    let steps: Vec<String> = blocks(&text("intake-gitlab.yml"), "- ").into_iter().filter(is_step).collect();
    assert_eq!(steps.len(), 8);
    run_intake(&steps);
}

#[test]
fn the_intake_steps_of_jenkins_run() {
    let steps: Vec<String> = text("intake.Jenkinsfile")
        .lines()
        .filter_map(|l| Some(l.split_once("sh '")?.1.strip_suffix('\'')?.to_owned()))
        .collect();
    assert_eq!(steps.len(), 5);
    run_intake(&steps);
}
