//! Green runs: a ticket is solved after enough of them, and never because its test is gone.

use super::{Tests, done, green, junit, red, told};

const RULES: &str = "green_runs: 2\nquiet: 3d\n";

#[test]
fn enough_green_runs_and_quiet_days_solve_it() {
    let tests = Tests::with_rules(RULES);
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests.commit();
    assert_eq!(done(&tests.file(2, "r2", &green(), &[])), [("updated", "green")]);
    assert_eq!(done(&tests.file(2, "r3", &green(), &[])), [("updated", "green")]);
    assert_eq!(done(&tests.file(3, "r4", &green(), &[])), [("suppressed", "not-quiet")]);
    let told = tests.file(4, "r5", &green(), &[]);
    assert_eq!((done(&told), &told[0].2), (vec![("solved", "green")], &id));
    let ticket = tests.ticket(&id);
    assert_eq!(ticket["status"], "solved");
    assert_eq!(ticket["resolution"], "2 runs in a row passed, and it was not seen for 3 days.");
    assert_eq!(tests.file(5, "r6", &green(), &[]), [], "what is solved is left alone");
    assert_eq!(done(&tests.file(6, "r7", &red(), &[])), [("reopened", "back")], "one failure opens it again");
    tests.is_sound();
}

#[test]
fn a_program_that_people_yaml_lists_as_bot_solves_and_reopens() {
    let tests = Tests::with_rules("green_runs: 1\nquiet: 0d\n");
    tests.configure("config/people.yaml", "people:\n  ci@example.com: bot\n");
    let bot = [("GIT_AUTHOR_EMAIL", "ci@example.com")];
    let mut days = 1..;
    let mut file = |xml: &str| {
        tests.write("report.xml", xml);
        let day = days.next().expect("it has no end");
        let time = format!("2026-12-{day:02}T09:00:00Z");
        let variables = ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE", "GIT_DESK_NOW"].map(|name| (name, time.as_str()));
        let run = format!("r{day}");
        let args = ["intake", "junit", "report.xml", "--run", &run, "--json"];
        let told = told(tests.world.desk_as(&[&variables[..], &bot[..]].concat(), &args));
        tests.commit();
        (told[0].0.clone(), told[0].1.clone())
    };
    let word = |action: &str, reason: &str| (action.to_owned(), reason.to_owned());
    assert_eq!(file(&red()), word("created", "new"));
    assert_eq!(file(&green()), word("solved", "green"));
    assert_eq!(file(&red()), word("reopened", "back"));
    assert_eq!(file(&green()), word("solved", "green"), "from open as well");
    tests.is_sound();
}

#[test]
fn a_failure_in_between_begins_again() {
    let tests = Tests::with_rules(RULES);
    tests.file(1, "r1", &red(), &[]);
    tests.commit();
    tests.file(2, "r2", &green(), &[]);
    tests.commit();
    tests.file(3, "r3", &red(), &[]);
    tests.commit();
    assert_eq!(done(&tests.file(9, "r4", &green(), &[])), [("updated", "green")]);
}

#[test]
fn nothing_is_solved_because_a_test_is_absent_or_elsewhere_green() {
    let tests = Tests::with_rules("green_runs: 1\nquiet: 0d\n");
    tests.file(1, "r1", &red(), &["--platform", "linux"]);
    tests.commit();
    assert_eq!(tests.file(9, "r2", &junit(&[("pays", None)]), &["--platform", "linux"]), []);
    assert_eq!(tests.file(9, "r3", &green(), &["--platform", "macos"]), []);
    let skipped = "<testsuite name='shop'><testcase classname='Cart' name='adds'><skipped/></testcase></testsuite>";
    assert_eq!(tests.file(9, "r4", skipped, &["--platform", "linux"]), []);
    assert_eq!(done(&tests.file(9, "r5", &green(), &["--platform", "linux"])), [("solved", "green")]);
}

#[test]
fn zero_is_never_and_other_branches_do_not_count() {
    let tests = Tests::with_rules("green_runs: 0\nquiet: 0d\n");
    tests.file(1, "r1", &red(), &[]);
    tests.commit();
    assert_eq!(tests.file(9, "r2", &green(), &[]), []);
    let tests = Tests::with_rules("green_runs: 1\nquiet: 0d\n");
    tests.file(1, "r1", &red(), &[]);
    tests.commit();
    tests.world.git(&["checkout", "-q", "-b", "feature/x"]);
    assert_eq!(tests.file(9, "r2", &green(), &[]), []);
}

#[test]
fn a_green_run_of_older_code_proves_nothing() {
    let tests = Tests::with_rules("green_runs: 1\nquiet: 0d\n");
    let old = tests.world.git(&["rev-parse", "HEAD"]).trim().to_owned();
    tests.commit();
    tests.file(1, "r1", &red(), &[]);
    tests.world.git(&["checkout", "-q", &old]);
    assert_eq!(done(&tests.file(9, "r2", &green(), &["--any-branch"])), [("suppressed", "old-code")]);
}
