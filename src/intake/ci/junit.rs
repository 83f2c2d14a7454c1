//! JUnit XML, in the dialects of surefire, pytest, gtest, jest, nextest, gotestsum, phpunit and whoever else
//! writes it. There is no standard: <https://github.com/testmoapp/junitxml> collects what is common.
//!
//! Suites lie in suites; `<failure>` and `<error>` may come several times in a case, or in a suite without any
//! case; their words are text, CDATA, a `message` or a `<stackTrace>`. `flakyFailure` without `failure` passed at
//! last. A document type is refused, and an entity that XML itself does not know stays as it is written.

use super::kept::{Kept, short};
use super::{Case, Fault, Format, MOST_CASES, Outcome, Refusal, Report};
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// The deepest element that is read.
const DEPTH: usize = 64;

/// What is open, from the outside in.
enum Node {
    Suite {
        name: String,
        file: Option<String>,
    },
    Case(Box<Open>),
    /// A failure of the case or suite around it, and how that one ends by it.
    Failure {
        ending: Ending,
        kind: String,
        message: String,
        text: Kept,
    },
    /// `system-out` and `system-err`.
    Output(Kept),
    Other,
}

/// What an element within a case says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Failed,
    Error,
    Skipped,
    /// It failed before, and ran again.
    Retried,
}

struct Open {
    case: Case,
    text: Kept,
    output: Kept,
}

/// Reads what is left after decoding.
pub fn read(text: &str) -> Result<Report, Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut parse = Parse {
        stack: Vec::new(),
        deep: 0,
        seen: false,
        report: Report { format: Format::Junit, suites: 0, cases: Vec::new(), faults: Vec::new() },
    };
    let line = |at: u64| {
        text.bytes()
            .take(usize::try_from(at).unwrap_or(usize::MAX))
            .filter(|b| *b == b'\n')
            .count()
            + 1
    };
    loop {
        let before = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(Refusal::Doctype),
            Ok(event) => {
                if parse.report.cases.len() >= MOST_CASES {
                    parse.report.faults.push(Fault::TooMany { limit: MOST_CASES });
                    return Ok(parse.report);
                }
                parse.event(event, || line(before))?;
            }
            Err(_) if !parse.seen => return Err(Refusal::NotThis { line: line(reader.error_position()) }),
            Err(_) => {
                // The reader ends at the end of the text with an error as well, when something is left open.
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                let fault = match text.get(at..).is_none_or(|rest| !rest.contains('>')) {
                    true => parse.truncated(),
                    false => Fault::Broken { cases: parse.report.cases.len(), line: line(at as u64) },
                };
                parse.report.faults.push(fault);
                return Ok(parse.report);
            }
        }
    }
    match (parse.seen, parse.stack.is_empty() && parse.deep == 0) {
        (false, _) => return Err(Refusal::NotThis { line: 1 }),
        // The reader itself ends without a word when elements are left open.
        (true, false) => {
            let fault = parse.truncated();
            parse.report.faults.push(fault);
        }
        (true, true) => {}
    }
    Ok(parse.report)
}

struct Parse {
    stack: Vec<Node>,
    /// How many elements are open below the deepest that is read.
    deep: usize,
    /// The root was there.
    seen: bool,
    report: Report,
}

impl Parse {
    fn truncated(&self) -> Fault {
        Fault::Truncated { cases: self.report.cases.iter().filter(|c| !c.whole_suite).count() }
    }

    fn event(&mut self, event: Event<'_>, line: impl Fn() -> usize) -> Result<(), Refusal> {
        match event {
            Event::Start(start) => self.start(&start, line)?,
            Event::Empty(start) => {
                self.start(&start, line)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.into_inner()),
            Event::CData(text) => self.text(&text.into_inner()),
            Event::GeneralRef(reference) => self.text(&resolved(reference)),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>, line: impl Fn() -> usize) -> Result<(), Refusal> {
        let name = start.local_name();
        if !self.seen {
            if !matches!(name.as_ref(), "testsuites" | "testsuite") {
                return Err(Refusal::Other { found: short(name.as_ref()) });
            }
            self.seen = true;
        }
        if self.deep > 0 || self.stack.len() >= DEPTH {
            if self.deep == 0 && !self.report.faults.contains(&Fault::TooDeep { limit: DEPTH }) {
                self.report.faults.push(Fault::TooDeep { limit: DEPTH });
            }
            self.deep += 1;
            return Ok(());
        }
        let (attributes, is_odd) = attributes(start);
        if is_odd && self.report.faults.len() < 20 {
            self.report.faults.push(Fault::Odd { line: line() });
        }
        let node = self.node(name.as_ref(), &attributes);
        self.stack.push(node);
        Ok(())
    }

    fn node(&mut self, name: &str, attributes: &Attributes) -> Node {
        let failure = |ending| Node::Failure {
            ending,
            kind: attributes.get("type"),
            message: attributes.get("message"),
            text: Kept::default(),
        };
        let around = self.stack.last();
        match (name, around) {
            ("testsuites", _) => Node::Suite { name: String::new(), file: None },
            ("testsuite", _) => {
                self.report.suites += 1;
                Node::Suite { name: attributes.get("name"), file: attributes.file() }
            }
            ("testcase", Some(Node::Suite { .. })) => Node::Case(Box::new(self.case(attributes))),
            ("failure", Some(Node::Case(_) | Node::Suite { .. })) => failure(Ending::Failed),
            ("error", Some(Node::Case(_) | Node::Suite { .. })) => failure(Ending::Error),
            ("skipped" | "ignored", Some(Node::Case(_))) => failure(Ending::Skipped),
            ("flakyFailure" | "flakyError" | "rerunFailure" | "rerunError", Some(Node::Case(_))) => {
                failure(Ending::Retried)
            }
            ("system-out" | "system-err", Some(Node::Case(_) | Node::Suite { .. })) => Node::Output(Kept::default()),
            _ => Node::Other,
        }
    }

    fn case(&self, attributes: &Attributes) -> Open {
        let suites = || {
            self.stack
                .iter()
                .rev()
                .filter_map(|n| if let Node::Suite { name, file } = n { Some((name, file)) } else { None })
        };
        let suite = suites().map(|(name, _)| name).find(|n| !n.is_empty()).cloned().unwrap_or_default();
        let mut case = Case::new(&suite, &attributes.class(), &attributes.get("name"), Outcome::Passed);
        case.file = attributes.file().or_else(|| suites().find_map(|(_, file)| file.clone()));
        case.duration = attributes.millis();
        Open { case, text: Kept::default(), output: Kept::default() }
    }

    /// Text belongs to the failure or the output around it, however deep it lies.
    fn text(&mut self, text: &str) {
        let inner = self.stack.iter_mut().rev().find(|n| !matches!(n, Node::Other));
        if let Some(Node::Failure { text: kept, .. } | Node::Output(kept)) = inner {
            kept.push(text);
        }
    }

    fn end(&mut self) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        match self.stack.pop() {
            Some(Node::Case(open)) => {
                let mut case = open.case;
                case.text = open.text.into_text();
                case.output = open.output.into_text();
                self.report.cases.push(case);
            }
            Some(Node::Failure { ending, kind, message, text }) => self.failed(ending, kind, message, text),
            Some(Node::Output(output)) => {
                if let Some(Node::Case(open)) = self.stack.last_mut() {
                    open.output.push(&output.into_text());
                    open.output.push("\n");
                }
            }
            Some(Node::Suite { .. } | Node::Other) | None => {}
        }
    }

    fn failed(&mut self, ending: Ending, kind: String, message: String, text: Kept) {
        match self.stack.last_mut() {
            Some(Node::Case(open)) => open.failed(ending, kind, message, text),
            Some(Node::Suite { name, file }) => {
                let mut case = Case::new(name, "", "", Outcome::Passed);
                (case.file, case.whole_suite) = (file.clone(), true);
                let mut open = Open { case, text: Kept::default(), output: Kept::default() };
                open.failed(ending, kind, message, text);
                open.case.text = open.text.into_text();
                self.report.cases.push(open.case);
            }
            _ => {}
        }
    }
}

impl Open {
    fn failed(&mut self, ending: Ending, kind: String, message: String, text: Kept) {
        let case = &mut self.case;
        let outcome = match (ending, case.outcome) {
            (Ending::Failed, before) if !before.is_bad() => Outcome::Failed,
            (Ending::Error, before) if !before.is_bad() => Outcome::Error,
            (Ending::Skipped, Outcome::Passed) => Outcome::Skipped,
            (Ending::Retried, Outcome::Passed) => Outcome::Flaky,
            (_, before) => before,
        };
        // The words of what decided come first; those of a retry stand behind it, where a person looks for them.
        if outcome != case.outcome {
            (case.outcome, case.kind, case.message) = (outcome, kind, message);
        }
        if ending == Ending::Retried {
            case.attempts = case.attempts.saturating_add(1);
        }
        if !text.is_blank() {
            if !self.text.is_blank() {
                self.text.push("\n\n");
            }
            self.text.push(&text.into_text());
        }
    }
}

struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn get(&self, name: &str) -> String {
        self.0.iter().find(|(n, _)| n == name).map_or_else(String::new, |(_, value)| short(value))
    }

    fn class(&self) -> String {
        let class = self.get("classname");
        if class.is_empty() { self.get("class") } else { class }
    }

    fn file(&self) -> Option<String> {
        Some(self.get("file")).filter(|f| !f.is_empty())
    }

    /// `1,234.5` is seen as well, and so is what is no number at all.
    fn millis(&self) -> Option<u64> {
        let seconds: f64 = self.get("time").replace(',', "").parse().ok()?;
        (seconds.is_finite() && (0.0..1e12).contains(&seconds)).then(|| (seconds * 1000.0).round() as u64)
    }
}

/// The attributes that say something, and whether one of them is not as XML wants it.
fn attributes(start: &BytesStart<'_>) -> (Attributes, bool) {
    let mut is_odd = false;
    let mut found = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let Ok(attribute) = attribute else {
            is_odd = true;
            continue;
        };
        let raw: &str = attribute.value.as_ref();
        is_odd |= raw.contains('<');
        let value = unescape(raw).map_or_else(|_| raw.to_owned(), |v| v.into_owned());
        found.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    (Attributes(found), is_odd)
}

/// The character of `&#10;` or `&lt;`; anything else stays as it is written.
fn resolved(reference: BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = format!("&{};", reference.into_inner());
    unescape(&name).map(|v| v.into_owned()).unwrap_or(name)
}
