//! Formats that go line by line: TAP, `go test -json`, Rust's harness.

use super::{ends, only, parsed};
use crate::intake::ci::{Fault, Format, Outcome, Refusal, read};

#[test]
fn tap_directives_are_words_of_their_own_and_not_escaped() {
    let text =
        "1..5\nnot ok 1 a # TODO later\nnot ok 2 b # TODOORNOT\nok 3 c # skip why\nok 4 d \\# SKIP\nnot ok 5 - e\n";
    let report = parsed(Format::Tap, text);
    let outcomes: Vec<Outcome> = report.cases.iter().map(|c| c.outcome).collect();
    assert_eq!(outcomes, [Outcome::Skipped, Outcome::Failed, Outcome::Skipped, Outcome::Passed, Outcome::Failed]);
    assert_eq!((report.cases[3].name.as_str(), report.cases[4].name.as_str()), ("d # SKIP", "e"));
    assert_eq!(report.faults, []);
}

#[test]
fn a_tap_plan_that_is_missing_or_not_kept_is_told() {
    assert_eq!(parsed(Format::Tap, "ok 1\n").faults, [Fault::NoPlan]);
    assert_eq!(parsed(Format::Tap, "1..3\nok 1\n").faults, [Fault::OtherThanPlanned { planned: 3, ran: 1 }]);
    let bailed = parsed(Format::Tap, "1..3\nok 1\nBail out! no database\n");
    assert_eq!(bailed.faults, [Fault::BailedOut { reason: "no database".to_owned() }]);
    assert_eq!(read(Format::Tap, b"hello\nokay then\n"), Err(Refusal::NotThis { line: 1 }));
}

#[test]
fn a_tap_subtest_belongs_to_the_point_behind_it() {
    let text = "TAP version 14\n# Subtest: outer\n    ok 1 - a\n        not ok 1 - deep\n        1..1\n    not ok 2 - b\n    1..2\nnot ok 1 - outer\nok 2 - other\n1..2\n";
    let report = parsed(Format::Tap, text);
    let of = |name: &str| report.cases.iter().find(|c| c.name == name).expect("it is there");
    assert_eq!((of("a").suite.as_str(), of("deep").suite.as_str()), ("outer", "outer > b"));
    assert!(of("outer").is_parent && of("b").is_parent && !of("deep").is_parent);
    assert_eq!(of("other").suite, "");
}

#[test]
fn what_tap_says_of_a_failure_is_kept_with_it() {
    let text = "1..2\nnot ok 1 - a\n  ---\n  message: 'it broke'\n  at: x.js\n  ...\nnot ok 2 - b\n# got 1\n";
    let report = parsed(Format::Tap, text);
    assert_eq!(report.cases[0].message, "it broke");
    assert!(report.cases[0].text.contains("at: x.js"));
    assert_eq!(report.cases[1].message, "got 1");
}

fn go(events: &[(&str, &str, &str)]) -> String {
    let line = |(action, test, output): &(&str, &str, &str)| {
        serde_json::json!({"Action": action, "Package": "p", "Test": (!test.is_empty()).then_some(test), "Output": output})
            .to_string()
    };
    events.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_go_test_and_its_subtest_are_one_failure() {
    let text = go(&[
        ("run", "T", ""),
        ("run", "T/sub", ""),
        ("output", "T/sub", "    x_test.go:12: it broke\n"),
        ("fail", "T/sub", ""),
        ("fail", "T", ""),
        ("fail", "", ""),
    ]);
    let report = parsed(Format::Gotest, &text);
    assert_eq!(report.cases.len(), 2, "the package says nothing of its own");
    assert_eq!((report.cases[0].message.as_str(), report.cases[0].is_parent), ("it broke", false));
    assert!(report.cases[1].is_parent);
}

#[test]
fn a_go_test_that_never_ended_went_down_with_its_package() {
    let panic = ("output", "T", "panic: boom\n");
    let report = parsed(Format::Gotest, &go(&[("run", "T", ""), panic, ("fail", "", "")]));
    assert_eq!((only(&report).name.as_str(), only(&report).outcome), ("T", Outcome::Error));
    assert_eq!(only(&report).message, "panic: boom");
    let cut = parsed(Format::Gotest, &go(&[("run", "T", ""), panic]));
    assert_eq!((cut.cases.len(), cut.faults), (0, vec![Fault::Truncated { cases: 0 }]));
}

#[test]
fn a_go_package_that_does_not_build_is_an_error_of_its_own() {
    let text = format!(
        "# p\n./x.go:1: syntax error\n{}",
        go(&[("output", "", "FAIL p [build failed]\n"), ("fail", "", "")])
    );
    let report = parsed(Format::Gotest, &text);
    assert!(only(&report).whole_suite && only(&report).outcome == Outcome::Error);
}

#[test]
fn rust_tests_in_plain_text_come_with_their_panics() {
    let text = "     Running unittests src/lib.rs (target/debug/deps/x-0123)\n\nrunning 3 tests\ntest a::b ... ok\ntest a::c ... FAILED\ntest d - should panic ... ignored\n\nfailures:\n\n---- a::c stdout ----\nthread 'a::c' panicked at src/lib.rs:7:9:\nassertion failed: x\nnote: run with\n\n\nfailures:\n    a::c\n\ntest result: FAILED. 1 passed; 1 failed\n";
    let report = parsed(Format::Libtest, text);
    let expected = [("a::b", Outcome::Passed), ("a::c", Outcome::Failed), ("d", Outcome::Skipped)];
    assert_eq!(ends(&report), expected.map(|(n, o)| (n.to_owned(), o)));
    assert_eq!((report.cases[1].message.as_str(), report.faults.len()), ("assertion failed: x", 0));
    assert_eq!(report.cases[1].suite, "unittests src/lib.rs");
}

#[test]
fn rust_tests_in_json_and_a_harness_that_was_cut_short() {
    let text = r#"{"type":"suite","event":"started","test_count":2}
{"type":"test","event":"started","name":"a"}
{"type":"test","name":"a","event":"failed","stdout":"thread 'a' panicked at 'old words', src/lib.rs:1:1\n","exec_time":0.25}
"#;
    let report = parsed(Format::Libtest, text);
    assert_eq!((only(&report).message.as_str(), only(&report).duration), ("old words", Some(250)));
    assert_eq!(report.faults, [Fault::Truncated { cases: 1 }]);
    let short = "running 2 tests\ntest a ... ok\ntest result: FAILED.\n";
    assert_eq!(parsed(Format::Libtest, short).faults, [Fault::OtherThanPlanned { planned: 2, ran: 1 }]);
}
