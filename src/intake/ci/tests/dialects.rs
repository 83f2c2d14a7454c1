//! JUnit XML and SARIF, dialect by dialect.

use super::{ends, only, parsed};
use crate::intake::ci::{Fault, Format, Outcome, Refusal, read};

fn junit(inner: &str) -> crate::intake::ci::Report {
    parsed(
        Format::Junit,
        &format!("<testsuites><testsuite name='s' tests='99'>{inner}</testsuite></testsuites>"),
    )
}

#[test]
fn elements_are_counted_and_not_what_the_suite_claims() {
    let report = junit("<testcase name='a'/><testcase name='b'><failure/></testcase>");
    assert_eq!(ends(&report), [("a".to_owned(), Outcome::Passed), ("b".to_owned(), Outcome::Failed)]);
    assert_eq!((report.suites, report.faults.len()), (1, 0));
}

#[test]
fn words_stand_in_the_text_in_cdata_in_a_message_or_in_a_stack_trace() {
    for (inner, message, text) in [
        ("<failure>one &lt; two&#10;three</failure>", "", "one < two\nthree"),
        ("<failure><![CDATA[one < two]]></failure>", "", "one < two"),
        ("<failure message='one &#10; two'/>", "one \n two", ""),
        ("<failure message='m'><stackTrace>at x</stackTrace></failure>", "m", "at x"),
        ("<failure>&unheard; of</failure>", "", "&unheard; of"),
    ] {
        let report = junit(&format!("<testcase name='a'>{inner}</testcase>"));
        assert_eq!((only(&report).message.as_str(), only(&report).text.as_str()), (message, text), "{inner}");
    }
}

#[test]
fn several_failures_of_one_case_are_one_red_case_with_all_their_words() {
    let report = junit("<testcase name='a'><failure message='1'>x</failure><error message='2'>y</error></testcase>");
    let case = only(&report);
    assert_eq!((case.outcome, case.message.as_str(), case.text.as_str()), (Outcome::Failed, "1", "x\n\ny"));
}

#[test]
fn a_retry_that_passed_is_flaky_and_one_that_failed_again_is_red() {
    let report = junit("<testcase name='a'><flakyFailure message='once'/></testcase>");
    assert_eq!((only(&report).outcome, only(&report).attempts), (Outcome::Flaky, 2));
    let report = junit("<testcase name='a'><failure message='last'/><rerunFailure message='again'/></testcase>");
    assert_eq!((only(&report).outcome, only(&report).message.as_str()), (Outcome::Failed, "last"));
}

#[test]
fn one_name_several_times_is_one_test_with_retries() {
    let report =
        junit("<testcase name='a'><failure message='m'/></testcase><testcase name='a'/><testcase/><testcase/>");
    let tests = report.tests();
    assert_eq!(tests.len(), 3, "those without a name stay apart");
    assert_eq!((tests[0].outcome, tests[0].attempts, tests[0].message.as_str()), (Outcome::Flaky, 2, "m"));
    let green_first = junit("<testcase name='a'/><testcase name='a'><failure message='m'/></testcase>");
    let tests = green_first.tests();
    assert_eq!((tests[0].outcome, tests[0].message.as_str()), (Outcome::Flaky, "m"));
}

#[test]
fn an_error_of_a_suite_without_a_case_counts() {
    let report = junit("<testcase name='a'/><testsuite name='inner'><error message='no set-up'/></testsuite>");
    let broken = report.cases.iter().find(|c| c.whole_suite).expect("it counts");
    assert_eq!(
        (broken.suite.as_str(), broken.outcome, broken.message.as_str()),
        ("inner", Outcome::Error, "no set-up")
    );
}

#[test]
fn what_is_cut_off_says_after_which_case_and_keeps_what_was_read() {
    let whole = "<testsuites><testsuite name='s'><testcase name='a'/><testcase name='b'/></testsuite></testsuites>";
    for (cut, cases) in [("</testsuite></testsuites>", 2), ("testcase name='b'/></testsuite></testsuites>", 1)] {
        let report = parsed(Format::Junit, whole.strip_suffix(cut).expect("it ends so"));
        assert_eq!((report.cases.len(), report.faults), (cases, vec![Fault::Truncated { cases }]));
    }
    let broken = whole.replace("</testsuite></testsuites>", "\n</oops></testsuites>");
    assert_eq!(parsed(Format::Junit, &broken).faults, [Fault::Broken { cases: 2, line: 2 }]);
}

#[test]
fn a_document_type_is_refused_and_so_is_another_document() {
    let doctype = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuites>&x;</testsuites>";
    assert_eq!(read(Format::Junit, doctype.as_bytes()), Err(Refusal::Doctype));
    assert_eq!(read(Format::Junit, b"<catalog/>"), Err(Refusal::Other { found: "catalog".to_owned() }));
    assert_eq!(read(Format::Junit, b" \n"), Err(Refusal::Empty));
    assert!(matches!(read(Format::Junit, b"no xml at all"), Err(Refusal::NotThis { .. })));
}

#[test]
fn encodings_are_those_that_are_declared_or_marked() {
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?><testsuite><testcase name='caf\u{e9}'/></testsuite>";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert_eq!(only(&read(Format::Junit, &latin).expect("Latin-1")).name, "café");
    let wide: Vec<u8> = "\u{feff}<testsuite><testcase name='é'/></testsuite>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(only(&read(Format::Junit, &wide).expect("UTF-16")).name, "é");
    let unknown = b"<?xml version='1.0' encoding='klingon'?><testsuite/>";
    assert_eq!(read(Format::Junit, unknown), Err(Refusal::Encoding { label: "klingon".to_owned() }));
}

fn sarif(result: &str) -> crate::intake::ci::Report {
    let rules = r#"{"id":"R1","messageStrings":{"d":{"text":"'{0}' is odd"}},"defaultConfiguration":{"level":"note"}}"#;
    let run = format!(r#"{{"tool":{{"driver":{{"name":"T","rules":[{rules}]}}}},"results":[{result}]}}"#);
    parsed(Format::Sarif, &format!(r#"{{"version":"2.1.0","runs":[{run}]}}"#))
}

#[test]
fn a_finding_counts_by_level_baseline_and_suppression() {
    for (result, outcome) in [
        (r#"{"ruleId":"X"}"#, Outcome::Failed),
        (r#"{"ruleId":"X","level":"note"}"#, Outcome::Skipped),
        (r#"{"ruleId":"R1"}"#, Outcome::Skipped),
        (r#"{"ruleId":"X","baselineState":"absent"}"#, Outcome::Passed),
        (r#"{"ruleId":"X","suppressions":[{"kind":"inSource"}]}"#, Outcome::Skipped),
        (r#"{"ruleId":"X","suppressions":[{"status":"rejected"}]}"#, Outcome::Failed),
        (r#"{"ruleId":"X","kind":"pass"}"#, Outcome::Passed),
    ] {
        assert_eq!(only(&sarif(result)).outcome, outcome, "{result}");
    }
    let message = r#"{"ruleId":"R1","message":{"id":"d","arguments":["x"]}}"#;
    assert_eq!(only(&sarif(message)).message, "'x' is odd");
}

#[test]
fn a_finding_is_known_by_fingerprints_or_by_its_text_and_never_by_its_line() {
    let at = |line: u32, text: &str| {
        let region = format!(r#"{{"startLine":{line},"snippet":{{"text":"{text}"}}}}"#);
        let place = format!(r#"{{"artifactLocation":{{"uri":"a.c"}},"region":{region}}}"#);
        let result =
            format!(r#"{{"ruleId":"X","message":{{"text":"m"}},"locations":[{{"physicalLocation":{place}}}]}}"#);
        only(&sarif(&result)).identity.clone()
    };
    assert_eq!(at(1, "x = 1;"), at(90, "   x = 1;"));
    assert_ne!(at(1, "x = 1;"), at(1, "y = 1;"));
    let given = r#"{"ruleId":"X","partialFingerprints":{"p/v1":"abc"}}"#;
    assert_eq!(only(&sarif(given)).identity.as_deref(), Some("X\np/v1=abc"));
}
