//! What comes from outside, through the program: what failed in a run of tests becomes tickets, and when it does not.

mod closing;
mod decisions;
mod hints;
mod recurrence;
mod storm;
mod ways;

use crate::support::{Out, World};
use serde_json::Value;
use std::path::PathBuf;

/// A desk, and the code whose tests run beside it.
pub struct Tests {
    pub world: World,
}

/// What became of something: the action, the reason, the ticket.
pub type Told = (String, String, String);

impl Tests {
    pub fn new() -> Tests {
        let world = World::with_desk();
        world.git(&["commit", "-q", "--allow-empty", "-m", "one"]);
        Tests { world }
    }

    /// The desk with these lines in place of its rules.
    pub fn with_rules(rules: &str) -> Tests {
        let tests = Tests::new();
        tests.configure("config/ci.yaml", rules);
        tests
    }

    /// Another file of the desk, as somebody writes it in a worktree.
    pub fn configure(&self, path: &str, text: &str) {
        let tree = self.world.root().join("tree");
        let shown = tree.display().to_string();
        self.world.git(&["worktree", "add", "-q", "--force", &shown, "tickets"]);
        std::fs::write(tree.join(path), text).expect("written");
        self.world.git_in(&tree, &["commit", "-qam", "Rules"]);
        self.world.git(&["worktree", "remove", "--force", &shown]);
    }

    /// A commit of the code; gives its name.
    pub fn commit(&self) -> String {
        self.world.git(&["commit", "-q", "--allow-empty", "-m", "more"]);
        self.world.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.world.repo().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("written");
        path
    }

    /// Files a report on a day of December 2026, as a run of this name.
    #[track_caller]
    pub fn file(&self, day: u32, run: &str, xml: &str, more: &[&str]) -> Vec<Told> {
        self.write("report.xml", xml);
        told(self.desk(day, &[&["intake", "junit", "report.xml", "--run", run, "--json"], more].concat()))
    }

    /// git-desk on a day of December 2026.
    pub fn desk(&self, day: u32, args: &[&str]) -> Out {
        let time = format!("2026-12-{day:02}T09:00:00Z");
        let variables = ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE", "GIT_DESK_NOW"].map(|name| (name, time.as_str()));
        self.world.desk_as(&variables, args)
    }

    pub fn ticket(&self, id: &str) -> Value {
        self.world.desk(&["show", id, "--json"]).json()["ticket"].clone()
    }

    pub fn tickets(&self) -> Vec<Value> {
        let all = self.world.desk(&["list", "is:any", "--json"]).json();
        all["tickets"].as_array().expect("a list").clone()
    }

    /// Nothing that was filed breaks a rule of the desk.
    #[track_caller]
    pub fn is_sound(&self) {
        let out = self.desk(31, &["check"]);
        assert_eq!(out.code, 0, "{}{}", out.stdout, out.stderr);
        self.world.fsck();
    }
}

#[track_caller]
pub fn told(out: Out) -> Vec<Told> {
    assert_eq!(out.code, 0, "{}{}", out.stdout, out.stderr);
    let answer: Value = serde_json::from_str(&out.stdout).expect("JSON");
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let list = answer["intake"].as_array().expect("a list");
    list.iter()
        .map(|one| (text(one, "action"), text(one, "reason"), text(one, "ticket")))
        .collect()
}

/// Actions and reasons alone.
pub fn done(all: &[Told]) -> Vec<(&str, &str)> {
    all.iter().map(|(action, reason, _)| (action.as_str(), reason.as_str())).collect()
}

/// A report of one suite; each test by its name and what it fails with, if it does.
pub fn junit(tests: &[(&str, Option<&str>)]) -> String {
    let case = |(name, failure): &(&str, Option<&str>)| {
        let (class, name) = name.split_once('.').unwrap_or(("Cart", name));
        match failure {
            Some(message) => format!(
                "<testcase classname='{class}' name='{name}'><failure message='{message}'>{message}</failure></testcase>"
            ),
            None => format!("<testcase classname='{class}' name='{name}'/>"),
        }
    };
    let cases: String = tests.iter().map(case).collect();
    format!("<testsuites><testsuite name='shop'>{cases}</testsuite></testsuites>")
}

/// One test that fails.
pub fn red() -> String {
    junit(&[("adds", Some("expected 2, got one")), ("pays", None)])
}

/// The same test, passing.
pub fn green() -> String {
    junit(&[("adds", None), ("pays", None)])
}
