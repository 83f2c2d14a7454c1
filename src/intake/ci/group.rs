//! One cause, one ticket: which failures of a run belong together.
//!
//! A test and the test around it are one failure, the parameters of a test are one test. Of more than ten tests with
//! one cause, and then of more than four in one file, one group is made; every other test stands for itself.

use super::Case;
use super::fingerprint::{Explained, file_key};
use std::collections::{HashMap, HashSet};

/// From more tests than this on, those of one cause are one group.
const OF_ONE_CAUSE: usize = 10;
/// From more tests than this on, those of one file are one group.
const IN_ONE_FILE: usize = 4;

/// Why failures belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shared {
    /// They are one test.
    Test,
    Cause,
    /// They lie in one source file, or in one class where no file is named.
    File,
}

impl Shared {
    pub fn name(self) -> &'static str {
        match self {
            Shared::Test => "test",
            Shared::Cause => "cause",
            Shared::File => "file",
        }
    }
}

/// Failures of which one ticket is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub shared: Shared,
    /// By what it is known again.
    pub key: String,
    /// The file, for [`Shared::File`].
    pub file: Option<String>,
    /// Places of its failures among those that were given, in order; at least one.
    pub members: Vec<usize>,
    /// How many different tests these are.
    pub tests: usize,
}

/// The groups of a run's failures, in the order in which they begin.
pub fn group(failures: &[(Case, Explained)]) -> Vec<Group> {
    let real: Vec<usize> = (0..failures.len()).filter(|i| failures[*i].0.is_bad_itself()).collect();
    let cause = |i: usize| failures[i].1.cause.clone();
    let file = |i: usize| place(&failures[i].0);
    let causes = shared_by_more(failures, &real, OF_ONE_CAUSE, cause);
    let rest: Vec<usize> = real.iter().copied().filter(|i| cause(*i).is_none_or(|c| !causes.contains(&c))).collect();
    let files = shared_by_more(failures, &rest, IN_ONE_FILE, file);
    let mut known: HashMap<(Shared, String), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for i in real {
        let explained = &failures[i].1;
        let by_cause = cause(i).filter(|c| causes.contains(c)).map(|c| (Shared::Cause, c, None));
        let by_file = || file(i).filter(|f| files.contains(f)).map(|f| (Shared::File, file_key(&f), Some(f)));
        let (shared, key, file) = by_cause.or_else(by_file).unwrap_or((Shared::Test, explained.key.clone(), None));
        let at = *known.entry((shared, key.clone())).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.members.push(i),
            None => groups.push(Group { shared, key, file, members: vec![i], tests: 0 }),
        }
    }
    for group in &mut groups {
        group.tests = distinct(failures, &group.members);
    }
    groups
}

impl Case {
    /// Red for a reason of its own.
    fn is_bad_itself(&self) -> bool {
        self.outcome.is_bad() && !self.is_parent
    }
}

fn place(case: &Case) -> Option<String> {
    let class = (!case.class.is_empty()).then(|| format!("{} {}", case.suite, case.class).trim().to_owned());
    case.file.clone().or(class)
}

fn distinct(failures: &[(Case, Explained)], members: &[usize]) -> usize {
    members.iter().map(|i| failures[*i].1.key.as_str()).collect::<HashSet<_>>().len()
}

/// What more than so many different tests have in common.
fn shared_by_more(
    failures: &[(Case, Explained)],
    among: &[usize],
    limit: usize,
    by: impl Fn(usize) -> Option<String>,
) -> HashSet<String> {
    let mut tests: HashMap<String, HashSet<&str>> = HashMap::new();
    for &i in among {
        if let Some(common) = by(i) {
            tests.entry(common).or_default().insert(&failures[i].1.key);
        }
    }
    tests
        .into_iter()
        .filter(|(_, keys)| keys.len() > limit)
        .map(|(common, _)| common)
        .collect()
}
