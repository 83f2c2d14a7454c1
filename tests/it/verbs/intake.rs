//! `intake explain`: what is read of reports of tests, and how failures get their keys.

use crate::support::World;
use serde_json::Value;
use std::fs;

const JUNIT: &str = "<testsuites><testsuite name='shop' tests='7'>\
    <testcase classname='Cart' name='adds[1]'><failure message='took 12 ms to reach db.internal:5432'>\
    at com.acme.Cart.add(Cart.java:41)\nat java.base/java.lang.Thread.run(Thread.java:9)</failure></testcase>\
    <testcase classname='Cart' name='adds[2]'><failure message='took 99 ms to reach db.internal:5432'>\
    at com.acme.Cart.add(Cart.java:44)</failure></testcase>\
    <testcase classname='Cart' name='pays'/><testcase classname='Cart' name='pays'><flakyFailure/></testcase>\
    <testcase classname='Cart' name='ships'><skipped/></testcase></testsuite></testsuites>";

/// No repository: reports are read where the tests ran.
fn world(file: &str, text: &str) -> World {
    let world = World::new();
    fs::write(world.repo().join(file), text).expect("a file");
    world
}

fn explained(world: &World, more: &[&str]) -> Value {
    world.desk(&[&["intake", "explain"], more, &["--json"]].concat()).json()["explanation"]["files"].clone()
}

#[test]
fn failures_of_one_test_and_of_one_cause_share_their_keys() {
    let world = world("report.xml", JUNIT);
    let report = &explained(&world, &["report.xml"])[0];
    assert_eq!((&report["format"], &report["file"]), (&"junit".into(), &"report.xml".into()));
    let counts = |name: &str| report["counts"][name].as_u64().expect("a number");
    let all = ["tests", "failed", "error", "flaky", "skipped", "passed"].map(counts);
    assert_eq!(all, [4, 2, 0, 1, 1, 0]);
    let failures = report["failures"].as_array().expect("a list");
    let [first, second, flaky] = &failures[..] else { panic!("{failures:?}") };
    assert_eq!((&first["key"], &first["cause"]), (&second["key"], &second["cause"]));
    assert_eq!(first["masked"], "took <duration> to reach <host1>");
    let excerpt = first["excerpt"].as_str().expect("text");
    assert!(excerpt.starts_with("took 12 ms") && excerpt.ends_with("(Thread.java:9)"), "{excerpt}");
    assert_eq!(first["frames"], serde_json::json!(["at com.acme.Cart.add(Cart.java:<number>)"]));
    assert_eq!((&flaky["outcome"], &flaky["cause"], &flaky["attempts"]), (&"flaky".into(), &Value::Null, &3.into()));
}

#[test]
fn it_is_told_in_both_languages_from_raw_to_key() {
    let world = world("report.xml", JUNIT);
    let english = world.desk(&["intake", "explain", "report.xml"]).ok();
    let head = "report.xml (junit): 4 tests: 2 failed, 0 broke, 1 flaky, 1 skipped, 0 passed\n";
    assert!(english.starts_with(head), "{english}");
    let rows = [
        "Failed  shop · Cart · adds[1]\n  says: took 12 ms to reach db.internal:5432\n",
        "  masked: took <duration> to reach <host1>\n  frame: at com.acme.Cart.add(Cart.java:<number>)\n",
        "  known by: test · shop · Cart · adds\n  key of the test: v1:",
        "  key of the cause: none: it does not say what went wrong\n",
    ];
    rows.iter().for_each(|row| assert!(english.contains(row), "{row}\n{english}"));
    let spanish = world.desk(&["intake", "explain", "report.xml", "--lang", "es"]).ok();
    assert!(spanish.contains("con fallo 2") && spanish.contains("  clave de la prueba: v1:"), "{spanish}");
}

#[test]
fn masks_and_roots_of_a_project_are_tried_here() {
    let text = "1..1\nnot ok 1 - a\n# pod-qwert died in /build/shop/src/a.rs\n";
    let world = world("a.tap", text);
    let masked = |more: &[&str]| explained(&world, more)[0]["failures"][0]["masked"].clone();
    assert_eq!(masked(&["a.tap"]), "pod-qwert died in <path1>");
    let own = ["a.tap", "--mask", "pod-([a-z]{5})", "--root", "/build/shop"];
    assert_eq!(masked(&own), "pod-<own> died in src/a.rs");
    let two = world.desk(&["intake", "explain", "a.tap", "--mask", "(a)(b)"]).fails(2);
    assert!(two.contains("has 2 groups"), "{two}");
    let broken = world.desk(&["intake", "explain", "a.tap", "--mask", "(a", "--lang", "es"]).fails(2);
    assert!(broken.contains("no es una expresión regular"), "{broken}");
}

#[test]
fn what_is_no_report_is_refused_by_name_and_others_are_still_read() {
    let world = world("report.xml", JUNIT);
    let files = [
        ("empty.xml", "", "report-empty"),
        (
            "doctype.xml",
            "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><testsuites>&x;</testsuites>",
            "report-doctype",
        ),
        ("other.xml", "<catalog/>", "report-other"),
        ("coded.xml", "<?xml version='1.0' encoding='klingon'?><testsuite/>", "report-encoding"),
        ("notes.txt", "hello\n", "report-not-this"),
        ("old.sarif", "{\"version\":\"1.0.0\",\"runs\":[]}", "report-other"),
    ];
    for (file, text, kind) in files {
        fs::write(world.repo().join(file), text).expect("a file");
        let told: Value =
            serde_json::from_str(&world.desk(&["intake", "explain", file, "--json"]).fails(4)).expect("JSON");
        assert_eq!(told["error"]["kind"], kind, "{file}");
        for lang in ["en", "es"] {
            let told = world.desk(&["intake", "explain", file, "--lang", lang]).fails(4);
            assert!(told.contains(file), "{told}");
        }
    }
    let both = world.desk(&["intake", "explain", "empty.xml", "report.xml"]);
    assert_eq!(both.code, 0, "one of them could be read");
    assert!(both.stderr.contains("empty.xml is empty") && both.stdout.contains("4 tests"), "{}", both.stderr);
    world.desk(&["intake", "explain", "absent.xml"]).fails(4);
    world.desk(&["intake", "explain"]).fails(2);
    world.desk(&["intake", "explain", "report.xml", "--as", "moon"]).fails(2);
}

#[test]
fn what_is_wrong_with_a_file_is_told_and_the_rest_is_read() {
    let world =
        world("cut.xml", &JUNIT[..JUNIT.find("<testcase classname='Cart' name='ships'>").expect("it is there")]);
    let report = &explained(&world, &["cut.xml"])[0];
    assert_eq!(report["faults"], serde_json::json!([{"kind": "truncated", "cases": 4}]));
    let told = world.desk(&["intake", "explain", "cut.xml"]).ok();
    assert!(told.contains("Warning: the file is truncated after case 4; what was before it was read"), "{told}");
    let plan = "1..3\nok 1\nnot ok 2\n";
    fs::write(world.repo().join("short.tap"), plan).expect("a file");
    let told = world.desk(&["intake", "explain", "short.tap", "--lang", "es"]).ok();
    assert!(told.contains("se planearon 3 pruebas y se ejecutaron 2"), "{told}");
}

#[test]
fn the_run_is_told_by_the_variables_of_its_pipeline() {
    let world = world("a.tap", "1..1\nnot ok 1 - a\n# died in /w/shop/src/a.rs\n");
    let variables = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_RUN_ID", "12"),
        ("GITHUB_SHA", "abc"),
        ("GITHUB_REF", "refs/heads/main"),
        ("GITHUB_WORKSPACE", "/w/shop"),
    ];
    let told = world.desk_as(&variables, &["intake", "explain", "a.tap", "--json"]).json()["explanation"].clone();
    assert_eq!((&told["run"]["id"], &told["run"]["branch"]), (&"github:12".into(), &"main".into()));
    assert_eq!(told["files"][0]["failures"][0]["masked"], "died in src/a.rs", "the project lies where the run says");
    let lines = world.desk_as(&variables, &["intake", "explain", "a.tap", "--lang", "es"]).ok();
    assert!(lines.starts_with("Ejecución github:12, commit abc, rama main\n\na.tap"), "{lines}");
    let outside = world.desk(&["intake", "explain", "a.tap", "--json"]).json();
    assert_eq!(outside["explanation"]["run"], Value::Null);
}

#[test]
fn a_storm_is_told_as_what_belongs_together() {
    let point = |i: usize| format!("not ok {} - t{i}x\n# no {} after {i} ms\n", i + 1, ["disk", "net"][i % 2]);
    let storm: String = (0..40).map(point).collect();
    let world = world("storm.tap", &format!("1..41\n{storm}not ok 41 - alone\n# different\n"));
    let told = world.desk(&["intake", "explain", "storm.tap", "--json"]).json()["explanation"]["groups"].clone();
    let groups: Vec<(&str, u64)> = told
        .as_array()
        .expect("a list")
        .iter()
        .map(|g| (g["about"].as_str().expect("text"), g["tests"].as_u64().expect("a number")))
        .collect();
    assert_eq!(groups, [("no disk after <duration>", 20), ("no net after <duration>", 20), ("alone", 1)]);
    let lines = world.desk(&["intake", "explain", "storm.tap"]).ok();
    assert!(
        lines.contains("\nTogether these failures are 3 things:\n  cause “no disk after <duration>”: 20 tests (v1:"),
        "{lines}"
    );
    let spanish = world.desk(&["intake", "explain", "storm.tap", "--lang", "es"]).ok();
    assert!(spanish.contains("\n  prueba alone: 1 fallo (v1:"), "{spanish}");
}
