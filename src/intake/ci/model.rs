//! What a report says: its tests one by one, and what was wrong with it.

/// How a file says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// JUnit XML in all its dialects.
    Junit,
    /// The Test Anything Protocol, 12 to 14.
    Tap,
    /// `go test -json`: a stream of events.
    Gotest,
    /// Rust's test harness, its JSON and its plain text.
    Libtest,
    /// Findings of static analysis, OASIS SARIF 2.1.
    Sarif,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Junit, Format::Tap, Format::Gotest, Format::Libtest, Format::Sarif];

    /// As people and JSON name it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Junit => "junit",
            Format::Tap => "tap",
            Format::Gotest => "gotest",
            Format::Libtest => "libtest",
            Format::Sarif => "sarif",
        }
    }
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Not run, expected to fail, or set aside by a suppression.
    Skipped,
    Passed,
    /// Passed at last, and failed before that in the same run.
    Flaky,
    /// What it claims does not hold.
    Failed,
    /// It broke before it could say.
    Error,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Skipped => "skipped",
            Outcome::Passed => "passed",
            Outcome::Flaky => "flaky",
            Outcome::Failed => "failed",
            Outcome::Error => "error",
        }
    }

    /// Whether it makes a run red.
    pub fn is_bad(self) -> bool {
        matches!(self, Outcome::Failed | Outcome::Error)
    }
}

/// One test, or one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Innermost suite, package or tool; may be empty.
    pub suite: String,
    /// Class, file of tests, or rule; may be empty.
    pub class: String,
    /// Empty when a whole suite broke, and where a report leaves its tests without names.
    pub name: String,
    /// The source file that the report names.
    pub file: Option<String>,
    pub outcome: Outcome,
    /// The kind of failure that the report names: an exception, mostly.
    pub kind: String,
    /// What it says in one line or few.
    pub message: String,
    /// What it says at length, each failure of it after the other: stack traces, diagnostics.
    pub text: String,
    /// What it printed.
    pub output: String,
    /// Milliseconds.
    pub duration: Option<u64>,
    /// How often it ran; at least 1.
    pub attempts: u32,
    /// By what the tool that found it knows it again (SARIF).
    pub identity: Option<String>,
    /// It stands for its suite: there is no test that this could be said of.
    pub whole_suite: bool,
    /// It is red because one below it is, which is in the report too.
    pub is_parent: bool,
}

impl Case {
    /// A test of which nothing is known yet but its name.
    pub fn new(suite: &str, class: &str, name: &str, outcome: Outcome) -> Case {
        Case {
            suite: suite.to_owned(),
            class: class.to_owned(),
            name: name.to_owned(),
            file: None,
            outcome,
            kind: String::new(),
            message: String::new(),
            text: String::new(),
            output: String::new(),
            duration: None,
            attempts: 1,
            identity: None,
            whole_suite: false,
            is_parent: false,
        }
    }
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub format: Format,
    /// Suites, packages or runs that were seen.
    pub suites: u64,
    /// In the order of the file; a test that ran several times is here several times.
    pub cases: Vec<Case>,
    /// What was wrong with it, although it could be read.
    pub faults: Vec<Fault>,
}

/// What is wrong with a report of which something could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends before it should; `cases` were complete.
    Truncated { cases: usize },
    /// From line `line` on (the first is 1) it cannot be read; `cases` were complete.
    Broken { cases: usize, line: usize },
    /// There is something at this line that does not belong there; it was passed over.
    Odd { line: usize },
    /// More than `limit` tests; the others were not read.
    TooMany { limit: usize },
    /// Deeper than `limit`; what lies below was not read.
    TooDeep { limit: usize },
    /// It does not say how many tests there should be.
    NoPlan,
    /// It promises `planned` tests, and has `ran`.
    OtherThanPlanned { planned: u64, ran: u64 },
    /// The tests gave up, for this reason if they say one.
    BailedOut { reason: String },
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    /// Bytes.
    TooLarge {
        limit: usize,
    },
    /// The declared encoding is none that we know, or the bytes are not in it.
    Encoding {
        label: String,
    },
    /// A document type declaration: it could reach for files and addresses.
    Doctype,
    /// A document, but another one: its root or its version.
    Other {
        found: String,
    },
    /// Nothing of this format, as far as line `line`.
    NotThis {
        line: usize,
    },
}
