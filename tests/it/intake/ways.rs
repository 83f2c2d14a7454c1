//! How it is called: files, folders, standard input, the environment of a CI; what it says and how it ends.

use super::{Tests, done, junit, red, told};
use std::process::Command;

#[test]
fn reports_are_found_by_their_usual_names() {
    let tests = Tests::new();
    tests.write("target/surefire-reports/TEST-a.xml", &red());
    tests.write("out/junit.xml", &junit(&[("ships", Some("no carrier"))]));
    tests.write("pom.xml", "<project/>");
    tests.write("node_modules/x/junit.xml", &junit(&[("theirs", Some("x"))]));
    assert_eq!(done(&told(tests.desk(1, &["intake", "ci", "--json"]))).len(), 2);
    assert_eq!(done(&told(tests.desk(1, &["intake", "junit", "out", "--json"]))).len(), 1);
    let stdin = tests
        .world
        .desk_with(&["intake", "junit", "-", "--json"], &junit(&[("sees", Some("nothing"))]));
    assert_eq!(done(&told(stdin)), [("created", "new")]);
}

#[test]
fn nothing_readable_is_4_and_what_can_be_read_is_filed() {
    let tests = Tests::new();
    tests.write("bad.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><testsuite/>");
    tests.write("good.xml", &red());
    assert!(tests.desk(1, &["intake", "junit", "bad.xml"]).fails(4).contains("DOCTYPE"));
    let both = tests.desk(1, &["intake", "junit", "bad.xml", "good.xml"]);
    assert_eq!((both.code, both.stdout.lines().count()), (0, 1), "{}", both.stderr);
    assert!(both.stderr.contains("DOCTYPE"));
    let none = tests.world.root().join("none");
    std::fs::create_dir(&none).expect("a folder");
    let out = tests.desk(1, &["intake", "ci", none.to_str().expect("UTF-8")]);
    assert!(out.fails(4).contains("looks like a report"));
    tests.write("cut.xml", "<testsuite><testcase name='a'><failure/></testcase><testcase");
    let cut = tests.desk(1, &["intake", "junit", "cut.xml", "--json"]);
    assert!(cut.code == 0 && cut.stderr.contains("truncated"), "{}", cut.stderr);
}

#[test]
fn the_environment_of_the_ci_says_which_run_it_is() {
    let tests = Tests::new();
    tests.write("report.xml", &red());
    let variables = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_RUN_ID", "42"),
        ("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567"),
        ("GITHUB_REF", "refs/heads/main"),
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "acme/shop"),
        ("GITHUB_JOB", "unit"),
    ];
    let all = told(tests.world.desk_as(&variables, &["intake", "ci", "--json"]));
    let ticket = tests.ticket(&all[0].2);
    let seen = &ticket["occurrences"][0];
    assert_eq!((&seen["run"], &seen["branch"]), (&"github:42".into(), &"main".into()));
    assert_eq!(seen["url"], "https://github.com/acme/shop/actions/runs/42");
    assert!(seen["platform"].as_str().is_some_and(|platform| platform.ends_with("/unit")), "{seen}");
    assert_eq!(seen["commit"], "0123456789abcdef0123456789abcdef01234567");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let tests = Tests::new();
    tests.write("report.xml", &red());
    let tip = tests.world.git(&["rev-parse", "tickets"]);
    let out = tests.desk(1, &["intake", "junit", "report.xml", "--dry-run"]);
    assert!(out.code == 0 && out.stdout.contains("filed"), "{}{}", out.stdout, out.stderr);
    assert_eq!(tests.world.git(&["rev-parse", "tickets"]), tip);
}

#[test]
fn it_is_told_in_spanish_and_the_ticket_is_in_the_language_of_the_desk() {
    let tests = Tests::new();
    tests.write("report.xml", &red());
    let said = tests.desk(1, &["intake", "junit", "report.xml", "--lang", "es"]).ok();
    assert!(said.contains("registrado") && said.contains("no se sabía nada de ello"), "{said}");
    assert_eq!(tests.tickets()[0]["title"], "shop · Cart · adds fails");
    let settings = tests.world.git(&["show", "tickets:desk.yaml"]).replace("language: en", "language: es");
    tests.configure("desk.yaml", &settings);
    tests.file(2, "r2", &junit(&[("C.ships", Some("no carrier"))]), &[]);
    assert!(tests.tickets().iter().any(|ticket| ticket["title"] == "shop · C · ships falla"));
}

#[test]
fn flags_that_mean_nothing_to_an_action_are_refused() {
    let tests = Tests::new();
    tests.write("report.xml", &red());
    assert!(
        tests
            .desk(1, &["intake", "explain", "report.xml", "--any-branch"])
            .fails(2)
            .contains("--any-branch")
    );
    assert!(tests.desk(1, &["intake", "junit"]).fails(2).contains("FILE"));
    tests.desk(1, &["intake", "junit", "report.xml", "--remote", "x"]).fails(2);
}

#[test]
fn a_fault_in_the_rules_is_named_with_its_place() {
    let tests = Tests::with_rules("max_new: 3\nmasks:\n- '(a'\n");
    tests.write("report.xml", &red());
    let told = tests.desk(1, &["intake", "junit", "report.xml"]).fails(4);
    assert!(told.contains("config/ci.yaml") && told.contains("line 3"), "{told}");
    assert_eq!(tests.desk(1, &["check"]).code, 1);
}

#[test]
fn secrets_and_controls_of_a_report_reach_neither_ticket_nor_terminal() {
    let tests = Tests::new();
    let bad = junit(&[("adds", Some("password=hunter2 &#27;[31mred &#x202e;evil"))]);
    tests.write("report.xml", &bad);
    let said = tests.desk(1, &["intake", "junit", "report.xml"]);
    assert!(!said.stdout.contains('\u{1b}') && !said.stdout.contains('\u{202e}'), "{:?}", said.stdout);
    let text = tests.world.git(&["log", "-1", "-p", "tickets"]);
    assert!(!text.contains("hunter2"), "{text}");
}

#[test]
fn a_shallow_clone_without_a_network_files_too() {
    let tests = Tests::new();
    tests.commit();
    let from = format!("file://{}", tests.world.repo().display());
    let clone = tests.world.root().join("shallow");
    let into = clone.display().to_string();
    tests
        .world
        .git_in(tests.world.root(), &["clone", "-q", "--depth", "1", "--no-single-branch", &from, &into]);
    std::fs::write(clone.join("report.xml"), red()).expect("written");
    let mut command: Command =
        tests
            .world
            .command(&clone, env!("CARGO_BIN_EXE_git-desk"), &["intake", "junit", "report.xml", "--json"]);
    command.env("GIT_ALLOW_PROTOCOL", "none");
    let out = command.output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn every_real_report_is_filed_or_refused_by_name() {
    let tests = Tests::new();
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake");
    let folders = ["junit", "tap", "sarif", "other-test-formats"].map(|name| data.join(name));
    if folders.iter().any(|folder| !folder.is_dir()) {
        eprintln!("skipped: no {}", data.display());
        return;
    }
    // All at once: what cannot be read hinders nothing.
    let all: Vec<String> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder").flatten())
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.path().display().to_string())
        .collect();
    let args: Vec<&str> = ["intake", "ci", "--json", "-q"]
        .into_iter()
        .chain(all.iter().map(String::as_str))
        .collect();
    let out = tests.desk(1, &args);
    assert_eq!(out.code, 0, "{}", out.stderr);
    assert!(!out.stdout.contains('\u{1b}') && !out.stderr.contains('\u{1b}'));
    assert!(tests.tickets().len() <= 4, "three, and one for the rest");
    tests.is_sound();
}
