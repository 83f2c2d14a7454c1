//! What reports of a run of tests say, as items: one for each thing that failed. And which tests passed.

use super::green::Passed;
use super::take::Item;
use crate::domain::settings::ci::CiRules;
use crate::domain::ticket::submission::{Filed, Sighting, Submission};
use crate::domain::ticket::{Kind, Occurrence};
use crate::domain::time::Time;
use crate::intake::ci::fingerprint::{self, Explained, Masks, infrastructure_key};
use crate::intake::ci::{self, Case, Group, Kinds, Outcome, Owner, Owners, Report, Shared};
use crate::render::words::Words;
use std::collections::{BTreeMap, HashSet};

/// The most fingerprints of a group: its own, and those of its tests.
const MOST_KEYS: usize = 100;
/// The most tests that a ticket lists.
const MOST_LISTED: usize = 50;
/// Of so many tests of a group it is asked in which file they lie.
const MOST_ASKED: usize = 5;
/// The longest title, in characters.
const TITLE: usize = 160;

/// The run whose reports these are.
#[derive(Clone, Debug)]
pub struct TestRun {
    pub at: Time,
    /// The same for all jobs of the run.
    pub run: String,
    pub commit: Option<String>,
    pub branch: Option<String>,
    /// The number of the pull or merge request.
    pub pull: Option<String>,
    pub job: Option<String>,
    pub url: Option<String>,
    pub platform: Option<String>,
}

/// By what failures are told apart, and how they are to be filed.
pub struct Reading<'a> {
    pub rules: &'a CiRules,
    pub masks: &'a Masks,
    pub infrastructure: &'a Kinds,
    /// The path of a CODEOWNERS, and what it says.
    pub owners: Option<(String, Owners)>,
    /// The source file of a test, as from the root of the repository.
    pub file_of: &'a dyn Fn(&Case) -> Option<String>,
    /// Whether the desk has a group of this name.
    pub is_group: &'a dyn Fn(&str) -> bool,
    /// In the language of the desk.
    pub words: &'a Words,
    pub any_branch: bool,
    pub max_new: Option<u32>,
}

impl Reading<'_> {
    /// An item for each thing that failed, and the tests that passed.
    pub fn read(&self, reports: &[Report], run: &TestRun) -> (Vec<Item>, Passed) {
        let (mut failures, mut flaky, mut passed) = (Vec::new(), Vec::new(), HashSet::new());
        let mut broken: BTreeMap<usize, Vec<(Case, Explained)>> = BTreeMap::new();
        for case in reports.iter().flat_map(Report::tests) {
            match case.outcome {
                Outcome::Passed => drop(passed.insert(fingerprint::test_key(&case, self.masks))),
                Outcome::Flaky => flaky.push(self.explained(case)),
                Outcome::Failed | Outcome::Error if !case.is_parent => match self.infrastructure.of(&case) {
                    Some(kind) => broken.entry(kind).or_default().push(self.explained(case)),
                    None => failures.push(self.explained(case)),
                },
                _ => {}
            }
        }
        for (_, explained) in failures.iter().chain(&flaky).chain(broken.values().flatten()) {
            passed.remove(&explained.key);
        }
        let filing = Filing { reading: self, run };
        let mut items: Vec<Item> = broken.iter().map(|(kind, failures)| filing.of_kind(*kind, failures)).collect();
        items.extend(ci::group(&failures).iter().map(|group| filing.of_group(group, &failures)));
        items.extend(flaky.iter().map(|one| filing.of_flaky(one)));
        (items, filing.passed(passed))
    }

    fn explained(&self, case: Case) -> (Case, Explained) {
        let explained = fingerprint::explain(&case, self.masks);
        (case, explained)
    }

    /// Whose a file is: by the rules of the desk, else by CODEOWNERS. Gives the group, where it is one, and what a
    /// person is told.
    fn owner(&self, path: &str) -> Option<(Option<String>, String)> {
        let own = Owners::of(self.rules.owners.iter().map(|rule| (rule.path.as_str(), rule.group.as_str())));
        if let Some(owner) = own.of_path(path) {
            let group = owner.who.first().cloned();
            return Some((group, self.told_owner("config/ci.yaml", owner)));
        }
        let (file, owners) = self.owners.as_ref()?;
        let owner = owners.of_path(path)?;
        let team = |who: &String| {
            let name = who.trim_start_matches('@');
            [Some(name), name.rsplit('/').next()]
                .into_iter()
                .flatten()
                .find(|name| (self.is_group)(name))
                .map(str::to_owned)
        };
        Some((owner.who.iter().find_map(team), self.told_owner(file, owner)))
    }

    fn told_owner(&self, file: &str, owner: &Owner) -> String {
        let who = if owner.who.is_empty() { "-".to_owned() } else { owner.who.join(" ") };
        let place = format!("{file}:{} {}", owner.line, owner.pattern);
        self.words.with("failure-owner", &[("who", who.into()), ("place", place.into())])
    }
}

/// Making items of one run.
struct Filing<'a> {
    reading: &'a Reading<'a>,
    run: &'a TestRun,
}

impl Filing<'_> {
    fn of_group(&self, group: &Group, failures: &[(Case, Explained)]) -> Item {
        let members: Vec<&(Case, Explained)> = group.members.iter().filter_map(|i| failures.get(*i)).collect();
        let first = members.first().copied();
        let name = first.map(|(_, explained)| explained.name()).unwrap_or_default();
        let error = first.map(|(_, explained)| explained.error.clone()).unwrap_or_default();
        let args = [
            ("name", name.into()),
            ("error", error.into()),
            ("file", group.file.clone().unwrap_or_default().into()),
            ("tests", group.tests.into()),
        ];
        // A finding is what it says; a test has a name.
        let finding = first.filter(|(case, explained)| case.identity.is_some() && !explained.error.is_empty());
        let title = match (group.shared, finding) {
            (Shared::Test, Some((_, explained))) => explained.error.clone(),
            (Shared::Test, None) => self.reading.words.with("failure-test", &args),
            (Shared::Cause, _) => self.reading.words.with("failure-cause", &args),
            (Shared::File, _) => self.reading.words.with("failure-file", &args),
        };
        let mut keys = vec![group.key.clone()];
        if group.shared != Shared::Test {
            keys.extend(distinct(&members).take(MOST_KEYS - 1));
        }
        self.item(title, keys, &members, None)
    }

    fn of_kind(&self, kind: usize, failures: &[(Case, Explained)]) -> Item {
        let rule = self.reading.rules.infrastructure.get(kind);
        let name = rule.map(|rule| rule.name.clone()).unwrap_or_default();
        let members: Vec<&(Case, Explained)> = failures.iter().collect();
        let title = self.reading.words.with("failure-infrastructure", &[("name", name.clone().into())]);
        self.item(title, vec![infrastructure_key(&name)], &members, rule.and_then(|rule| rule.group.clone()))
    }

    fn of_flaky(&self, one: &(Case, Explained)) -> Item {
        let title = self.reading.words.with("failure-flaky", &[("name", one.1.name().into())]);
        let mut item = self.item(title, vec![one.1.key.clone()], &[one], None);
        if let Submission::Ticket(filed) = &mut item.submission {
            filed.sighting.iter_mut().for_each(|sighting| sighting.is_flaky = true);
        }
        item
    }

    fn item(
        &self,
        title: String,
        fingerprints: Vec<String>,
        members: &[&(Case, Explained)],
        group: Option<String>,
    ) -> Item {
        let path = members.iter().take(MOST_ASKED).find_map(|(case, _)| (self.reading.file_of)(case));
        let owner = path.as_deref().and_then(|path| self.reading.owner(path));
        let (owning, told) = owner.map_or((None, None), |(owning, told)| (owning, Some(told)));
        let cause = members.iter().find_map(|(_, explained)| explained.cause.clone());
        let filed = Filed {
            title: title.chars().take(TITLE).collect(),
            text: self.text(members, path.as_deref(), told.as_deref(), fingerprints.first(), cause.as_deref()),
            kind: Some(Kind::Incident),
            group: group.or(owning),
            channel: Some("ci".to_owned()),
            occurrences: fingerprints.first().map(|key| self.seen(key, members.len())).into_iter().collect(),
            fingerprints,
            sighting: Some(Sighting {
                is_flaky: false,
                any_branch: self.reading.any_branch,
                max_new: self.reading.max_new,
                cause,
            }),
            ..Filed::default()
        };
        Item { source: filed.title.clone(), submission: Submission::Ticket(Box::new(filed)) }
    }

    fn seen(&self, fingerprint: &str, count: usize) -> Occurrence {
        let TestRun { at, run, commit, branch, url, platform, .. } = self.run.clone();
        let (fingerprint, count) = (fingerprint.to_owned(), u32::try_from(count).unwrap_or(u32::MAX));
        Occurrence { fingerprint, at, run: Some(run), count, commit, branch, url, platform }
    }

    fn passed(&self, keys: HashSet<String>) -> Passed {
        let TestRun { at, run, commit, branch, url, platform, .. } = self.run.clone();
        Passed { keys, at, run: Some(run), commit, branch, url, platform, any_branch: self.reading.any_branch }
    }

    /// What the ticket says, in Markdown.
    fn text(
        &self,
        members: &[&(Case, Explained)],
        path: Option<&str>,
        owner: Option<&str>,
        key: Option<&String>,
        cause: Option<&str>,
    ) -> String {
        let words = self.reading.words;
        let mut out = String::new();
        let mut row = |key: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                out.push_str(&format!("- {}: {value}\n", words.say(key)));
            }
        };
        let run = self.run;
        let names: Vec<String> = distinct_names(members);
        if let [one] = names.as_slice() {
            row("failure-row-test", Some(one));
        }
        row("failure-row-file", path);
        row("failure-row-owner", owner);
        row("failure-row-platform", run.platform.as_deref());
        row("failure-row-commit", run.commit.as_deref());
        row("failure-row-branch", run.branch.as_deref());
        row("failure-row-pull", run.pull.as_deref());
        row("failure-row-run", Some(&run.run));
        row("failure-row-job", run.job.as_deref());
        row("failure-row-url", run.url.as_deref());
        if names.len() > 1 {
            out.push_str(&self.listed(&names));
        }
        if let Some((case, _)) = members.first() {
            let excerpt = ci::excerpt(case);
            if !excerpt.trim().is_empty() {
                let fence = fence_for(&excerpt);
                out.push_str(&format!("\n{fence}\n{excerpt}\n{fence}\n"));
            }
        }
        let keys: Vec<&str> = key.map(String::as_str).into_iter().chain(cause).collect();
        out.push_str(&format!("\n{}\n", words.with("failure-keys", &[("keys", keys.join(" ").into())])));
        out
    }

    fn listed(&self, names: &[String]) -> String {
        let words = self.reading.words;
        let mut out = format!("\n{}\n\n", words.with("failure-listed", &[("count", names.len().into())]));
        names.iter().take(MOST_LISTED).for_each(|name| out.push_str(&format!("- {name}\n")));
        if names.len() > MOST_LISTED {
            let more = words.with("failure-more", &[("count", (names.len() - MOST_LISTED).into())]);
            out.push_str(&format!("- {more}\n"));
        }
        out
    }
}

fn distinct(members: &[&(Case, Explained)]) -> impl Iterator<Item = String> {
    let mut known = HashSet::new();
    members
        .iter()
        .map(|(_, explained)| explained.key.clone())
        .filter(move |key| known.insert(key.clone()))
}

fn distinct_names(members: &[&(Case, Explained)]) -> Vec<String> {
    let mut known = HashSet::new();
    let names = members.iter().map(|(_, explained)| (explained.key.as_str(), explained.name()));
    names.filter(|(key, _)| known.insert(*key)).map(|(_, name)| name).collect()
}

/// A fence that nothing in the text ends.
fn fence_for(text: &str) -> String {
    let longest = text
        .lines()
        .map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count())
        .max();
    "`".repeat(longest.unwrap_or(0).max(2) + 1)
}
