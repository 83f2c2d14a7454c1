//! The Test Anything Protocol, 12 to 14 (<https://testanything.org>), and what Perl's harness reads beside it.
//!
//! A point that is to be done (`# TODO`) counts as skipped when it fails. Points of a subtest come indented before
//! the point that stands for all of them. A stream that stops short of its plan says so in a [`Fault`].

use super::kept::{Kept, short};
use super::{Case, Fault, Format, MOST_CASES, Outcome, Refusal, Report};
use std::collections::HashSet;

/// The deepest indentation that is read, in columns.
const DEEPEST: usize = 64;

pub fn read(text: &str) -> Result<Report, Refusal> {
    let mut parse = Parse::default();
    for line in text.lines() {
        if parse.cases.len() >= MOST_CASES {
            parse.faults.push(Fault::TooMany { limit: MOST_CASES });
            break;
        }
        parse.line(line);
    }
    parse.finish()
}

#[derive(Default)]
struct Parse {
    cases: Vec<Case>,
    /// What was said of the case of the same place.
    said: Vec<Kept>,
    /// Indentation and place of those that wait for the point that stands for them.
    waiting: Vec<(usize, usize)>,
    /// Of the outermost level.
    plan: Option<u64>,
    ran: u64,
    todo: HashSet<u64>,
    /// In a block of YAML, which ends at this indentation.
    yaml: Option<usize>,
    seen: bool,
    bailed: bool,
    faults: Vec<Fault>,
}

impl Parse {
    fn line(&mut self, line: &str) {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let body = body.trim_end();
        if let Some(end) = self.yaml {
            if body == "..." && indent <= end {
                self.yaml = None;
            } else {
                self.say(line);
            }
            return;
        }
        if body == "---" && indent > 0 && !self.cases.is_empty() {
            self.yaml = Some(indent);
        } else if let Some(rest) = body.strip_prefix("1..") {
            self.planned(rest, indent);
        } else if let Some(reason) = body.strip_prefix("Bail out!") {
            (self.seen, self.bailed) = (true, true);
            self.faults.push(Fault::BailedOut { reason: short(reason) });
        } else if body.starts_with("TAP version ") {
            self.seen = true;
        } else if let Some((is_ok, rest)) = point(body).filter(|_| indent <= DEEPEST) {
            self.point(is_ok, rest, indent);
        } else if let Some(comment) = body.strip_prefix('#').filter(|c| !c.trim_start().starts_with("Subtest")) {
            self.say(comment.strip_prefix(' ').unwrap_or(comment));
        }
    }

    fn say(&mut self, line: &str) {
        if let (Some(said), Some(case)) = (self.said.last_mut(), self.cases.last())
            && case.outcome != Outcome::Passed
        {
            said.push(line);
            said.push("\n");
        }
    }

    fn planned(&mut self, rest: &str, indent: usize) {
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let Ok(number) = digits.parse() else { return };
        self.seen = true;
        if indent == 0 && self.plan.is_none() {
            self.plan = Some(number);
            // `1..10 todo 4 10;` of old
            let todo = rest[digits.len()..].trim_start().strip_prefix("todo ").unwrap_or_default();
            self.todo = todo.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        }
    }

    fn point(&mut self, is_ok: bool, rest: &str, indent: usize) {
        self.seen = true;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let is_number = !digits.is_empty() && rest[digits.len()..].chars().next().is_none_or(char::is_whitespace);
        let (number, rest) = if is_number { (digits.parse().ok(), &rest[digits.len()..]) } else { (None, rest) };
        let (description, directive) = directive(rest.trim_start());
        let description = description.trim().strip_prefix("- ").unwrap_or(description.trim()).trim();
        if indent == 0 {
            self.ran = self.ran.saturating_add(1);
        }
        let number: Option<u64> = number.or((indent == 0).then_some(self.ran));
        let is_todo =
            directive == Some(Directive::Todo) || (indent == 0 && number.is_some_and(|n| self.todo.contains(&n)));
        let outcome = match (is_ok, directive) {
            (_, Some(Directive::Skip)) => Outcome::Skipped,
            (true, _) => Outcome::Passed,
            (false, _) if is_todo => Outcome::Skipped,
            (false, _) => Outcome::Failed,
        };
        let name = unescaped(description);
        let is_parent = self.adopt(&name, indent) && outcome.is_bad();
        let mut case = Case::new("", "", &short(&name), outcome);
        case.is_parent = is_parent;
        self.waiting.push((indent, self.cases.len()));
        self.cases.push(case);
        self.said.push(Kept::default());
    }

    /// Those that are further in belong to this point. Whether one of them is red.
    fn adopt(&mut self, name: &str, indent: usize) -> bool {
        let mut has_red = false;
        for (at, place) in self.waiting.iter_mut().rev().take_while(|(at, _)| *at > indent) {
            *at = indent + 1;
            let Some(case) = self.cases.get_mut(*place) else { continue };
            has_red |= case.outcome.is_bad();
            case.suite = match case.suite.is_empty() {
                true => short(name),
                false => short(&format!("{name} > {}", case.suite)),
            };
        }
        if indent == 0 {
            self.waiting.clear();
        }
        has_red
    }

    fn finish(mut self) -> Result<Report, Refusal> {
        if !self.seen {
            return Err(Refusal::NotThis { line: 1 });
        }
        match self.plan {
            _ if self.bailed => {}
            None => self.faults.push(Fault::NoPlan),
            Some(planned) if planned != self.ran => {
                self.faults.push(Fault::OtherThanPlanned { planned, ran: self.ran });
            }
            Some(_) => {}
        }
        for (case, said) in self.cases.iter_mut().zip(self.said) {
            case.text = said.into_text();
            case.message = message(&case.text);
        }
        Ok(Report { format: Format::Tap, suites: 1, cases: self.cases, faults: self.faults })
    }
}

/// What a block of YAML or the first comment says went wrong.
fn message(said: &str) -> String {
    let keyed = said.lines().map(str::trim).find_map(|l| l.strip_prefix("message:"));
    let first = said.lines().map(str::trim).find(|l| !l.is_empty());
    short(keyed.or(first).unwrap_or_default().trim().trim_matches(['"', '\'']))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Directive {
    Todo,
    Skip,
}

/// `ok` or `not ok`, and what follows; a word that only begins like one is none.
fn point(body: &str) -> Option<(bool, &str)> {
    let (is_ok, rest) = match body.strip_prefix("not ok") {
        Some(rest) => (false, rest),
        None => (true, body.strip_prefix("ok")?),
    };
    let is_word = rest.chars().next().is_none_or(|c| c.is_whitespace());
    is_word.then(|| (is_ok, rest.trim_start()))
}

/// Splits `name # TODO why` at a `#` that no backslash takes its meaning.
fn directive(text: &str) -> (&str, Option<Directive>) {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\\' => is_escaped = !is_escaped,
            '#' if !is_escaped => {
                let rest = text[at + 1..].trim_start();
                let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(16).collect();
                match word.to_ascii_lowercase().as_str() {
                    "todo" => return (&text[..at], Some(Directive::Todo)),
                    "skip" | "skipped" | "skipping" => return (&text[..at], Some(Directive::Skip)),
                    _ if rest.starts_with("time=") => return (&text[..at], None),
                    _ => {}
                }
            }
            _ => is_escaped = false,
        }
    }
    (text, None)
}

fn unescaped(description: &str) -> String {
    description.replace("\\#", "#").replace("\\\\", "\\")
}
