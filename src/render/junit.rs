//! Promises as JUnit XML, so that a pipeline shows which of them broke: a suite for each report, a case for
//! each condition.
//!
//! Only characters that XML 1.0 knows are written, whatever the tickets say.

use super::reader::Reader;
use super::report_words::{title, told};
use super::words::Arg;
use crate::domain::insight::report::{Check, Report};
use crate::domain::time::Time;
use crate::kit::escape::visible;
use std::fmt::Write;

/// Cases that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Suite {
    pub name: String,
    /// What the cases were looked at: words for programs, `report.sla`.
    pub class: String,
    pub at: Time,
    pub properties: Vec<(&'static str, String)>,
    pub cases: Vec<Case>,
}

/// A promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub name: String,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Kept,
    /// What is, in a line, and everything that there is to say.
    Broken {
        message: String,
        details: String,
    },
    /// It could not be looked at, and why.
    Skipped(String),
}

/// The suite of a report: a case for each condition of `--fail-if`, with the tickets of a row that broke it
/// where the report lists them.
pub fn suite(report: &Report, reader: &Reader) -> Suite {
    let case = |check: &Check| Case {
        name: check.text.clone(),
        outcome: match check {
            check if check.is_broken() => broken(check, report, reader),
            check if check.missing => Outcome::Skipped(reader.words.say("junit-unmeasured")),
            _ => Outcome::Kept,
        },
    };
    let stamp = crate::domain::time::stamp;
    let mut properties = vec![("as_of", stamp(report.as_of))];
    properties.extend(report.from.map(|from| ("from", stamp(from))));
    properties.extend(report.until.map(|until| ("until", stamp(until))));
    Suite {
        name: title(report, reader),
        class: format!("git-desk.report.{}", report.name),
        at: report.as_of,
        properties,
        cases: report.checks.iter().map(case).collect(),
    }
}

fn broken(check: &Check, report: &Report, reader: &Reader) -> Outcome {
    let value = |cell| told(check, cell, reader);
    let mut details = String::new();
    for (row, cell) in &check.broken {
        let name = if row.is_empty() { &check.figure } else { row };
        // Writing to a string cannot fail.
        writeln!(details, "{name}: {}", value(cell)).ok();
        let place = report.rows.iter().position(|cells| !row.is_empty() && report.label(cells) == *row);
        for id in place.and_then(|place| report.explain.get(place)).into_iter().flatten() {
            writeln!(details, "  {id}").ok();
        }
    }
    let first = check.broken.first().map(|(_, cell)| value(cell)).unwrap_or_default();
    let args = [("condition", Arg::from(&check.text)), ("value", first.into()), ("n", check.broken.len().into())];
    Outcome::Broken { message: reader.words.with("junit-broken", &args), details }
}

/// The document.
pub fn write(suites: &[Suite]) -> String {
    let counted = |of: fn(&Outcome) -> bool| suites.iter().flat_map(|s| &s.cases).filter(|c| of(&c.outcome)).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let totals = attributes(&[
        ("name", "git-desk"),
        ("tests", &counted(|_| true).to_string()),
        ("failures", &counted(is_broken).to_string()),
        ("skipped", &counted(is_skipped).to_string()),
        ("errors", "0"),
        ("time", "0"),
    ]);
    out.push_str(&format!("<testsuites{totals}>\n"));
    suites.iter().for_each(|suite| write_suite(suite, &mut out));
    out.push_str("</testsuites>\n");
    out
}

fn is_broken(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Broken { .. })
}

fn is_skipped(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Skipped(_))
}

fn write_suite(suite: &Suite, out: &mut String) {
    let counted = |of: fn(&Outcome) -> bool| suite.cases.iter().filter(|c| of(&c.outcome)).count().to_string();
    let about = attributes(&[
        ("name", &suite.name),
        ("tests", &suite.cases.len().to_string()),
        ("failures", &counted(is_broken)),
        ("skipped", &counted(is_skipped)),
        ("errors", "0"),
        ("time", "0"),
        // The schema that most readers follow knows no zone.
        ("timestamp", &suite.at.format("%Y-%m-%dT%H:%M:%S").to_string()),
    ]);
    out.push_str(&format!("  <testsuite{about}>\n    <properties>\n"));
    for (name, value) in &suite.properties {
        out.push_str(&format!("      <property{}/>\n", attributes(&[("name", name), ("value", value)])));
    }
    out.push_str("    </properties>\n");
    for case in &suite.cases {
        let about = attributes(&[("classname", &suite.class), ("name", &case.name), ("time", "0")]);
        out.push_str(&match &case.outcome {
            Outcome::Kept => format!("    <testcase{about}/>\n"),
            Outcome::Skipped(why) => {
                let why = attributes(&[("message", why)]);
                format!("    <testcase{about}>\n      <skipped{why}/>\n    </testcase>\n")
            }
            Outcome::Broken { message, details } => {
                let what = attributes(&[("message", message), ("type", "broken")]);
                let details = escaped(details.trim_end());
                format!("    <testcase{about}>\n      <failure{what}>{details}</failure>\n    </testcase>\n")
            }
        });
    }
    out.push_str("  </testsuite>\n");
}

fn attributes(pairs: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!(" {name}=\"{}\"", escaped(value).replace('\n', "&#10;"));
    pairs.iter().map(one).collect()
}

/// Control characters, which XML 1.0 does not know, get visible names.
fn escaped(text: &str) -> String {
    let text = visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::at;

    #[test]
    fn a_case_says_whether_the_promise_was_kept() {
        let broken = Outcome::Broken { message: "it is <9>\u{0}\u{fffe}".into(), details: "x: \"9\" & ]]>\n".into() };
        let case = |name: &str, outcome| Case { name: name.to_owned(), outcome };
        let suite = Suite {
            name: "Flow".into(),
            class: "git-desk.report.flow".into(),
            at: at(1_795_165_964),
            properties: vec![("as_of", "now".into())],
            cases: vec![case("a<1", Outcome::Kept), case("b", broken), case("c", Outcome::Skipped("no\ttime".into()))],
        };
        assert_eq!(
            write(&[suite]),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="git-desk" tests="3" failures="1" skipped="1" errors="0" time="0">
  <testsuite name="Flow" tests="3" failures="1" skipped="1" errors="0" time="0" timestamp="2026-11-20T09:12:44">
    <properties>
      <property name="as_of" value="now"/>
    </properties>
    <testcase classname="git-desk.report.flow" name="a&lt;1" time="0"/>
    <testcase classname="git-desk.report.flow" name="b" time="0">
      <failure message="it is &lt;9&gt;␀&lt;U+FFFE&gt;" type="broken">x: &quot;9&quot; &amp; ]]&gt;</failure>
    </testcase>
    <testcase classname="git-desk.report.flow" name="c" time="0">
      <skipped message="no&#9;time"/>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
    }
}
