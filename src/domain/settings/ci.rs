//! How failures of continuous integration become tickets: `config/ci.yaml`.

const DAY_S: i64 = 86_400;

/// What the desk says of reports of tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiRules {
    /// Names of the branches whose failures are filed; `*` stands for anything, slashes included.
    pub branches: Vec<String>,
    /// A solved ticket that is seen again within so many seconds is reopened; later a new one is filed.
    pub reopen_within_s: i64,
    /// The most tickets that one run makes; what is left goes into one more.
    pub max_new: u32,
    /// After so many runs in a row that passed a ticket is solved; 0: never.
    pub green_runs: u32,
    /// And not before it has not been seen for so many seconds.
    pub quiet_s: i64,
    /// Tickets with one of these tags are known for what they are: they count, and nothing else.
    pub known_tags: Vec<String>,
    /// Regular expressions of one group each: what it finds differs from run to run.
    pub masks: Vec<String>,
    /// Failures that are no fault of the code, in order: the first that fits counts.
    pub infrastructure: Vec<Infrastructure>,
    /// Whose a file is, in order: the last that fits counts, before any CODEOWNERS.
    pub owners: Vec<OwnerRule>,
    /// New tickets have these tags.
    pub tags: Vec<String>,
}

/// A kind of failure that is no fault of the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Infrastructure {
    pub name: String,
    /// Regular expressions, of which one has to be found in what a failure says.
    pub matches: Vec<String>,
    /// The group whose tickets these are.
    pub group: Option<String>,
}

/// Whose the files of a pattern are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerRule {
    /// As in CODEOWNERS.
    pub path: String,
    pub group: String,
}

impl Default for CiRules {
    fn default() -> Self {
        let words = |all: &[&str]| all.iter().map(|&word| word.to_owned()).collect();
        CiRules {
            branches: words(&["main", "master", "release/*"]),
            reopen_within_s: 10 * DAY_S,
            max_new: 3,
            green_runs: 5,
            quiet_s: 3 * DAY_S,
            known_tags: words(&["known-issue", "wontfix"]),
            masks: Vec::new(),
            infrastructure: Vec::new(),
            owners: Vec::new(),
            tags: Vec::new(),
        }
    }
}

impl CiRules {
    /// Whether failures on this branch are filed.
    pub fn tracks(&self, branch: &str) -> bool {
        self.branches.iter().any(|pattern| fits(pattern, branch))
    }

    /// The tag by which a ticket is known for what it is.
    pub fn known_tag<'t>(&self, tags: &'t [String]) -> Option<&'t String> {
        tags.iter().find(|tag| self.known_tags.contains(tag))
    }
}

/// `*` stands for any number of characters. Takes time in proportion to both lengths at most.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_tracked_by_name_or_by_pattern() {
        let rules = CiRules::default();
        let tracked = ["main", "release/1.2", "release/"];
        let others = ["maine", "mai", "releases/1", "feature/main", ""];
        assert!(tracked.iter().all(|branch| rules.tracks(branch)));
        assert!(others.iter().all(|branch| !rules.tracks(branch)));
        assert!(fits("*", "anything") && fits("v*.x", "v1.2.x") && fits("a*b*c", "a-b-b-c"));
        assert!(!fits("v*.x", "v1.2.y") && !fits("a*a", "a") && !fits("a*b*c", "acb"));
    }

    #[test]
    fn a_tag_says_that_something_is_known() {
        let rules = CiRules::default();
        let tags = |all: &[&str]| all.iter().map(|&t| t.to_owned()).collect::<Vec<_>>();
        assert_eq!(rules.known_tag(&tags(&["ci", "wontfix"])).map(String::as_str), Some("wontfix"));
        assert_eq!(rules.known_tag(&tags(&["ci"])), None);
    }
}
