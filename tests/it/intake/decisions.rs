//! What becomes of a failure: one test for each row of the table of decisions.

use super::{Tests, done, green, junit, red};
use serde_json::json;

#[test]
fn the_first_failure_is_a_ticket_the_same_run_nothing_and_another_run_an_occurrence() {
    let tests = Tests::new();
    let first = tests.file(1, "r1", &red(), &[]);
    assert_eq!(done(&first), [("created", "new")]);
    let tip = tests.world.git(&["rev-parse", "tickets"]);
    assert_eq!(done(&tests.file(1, "r1", &red(), &[])), [("duplicate", "known")]);
    assert_eq!(tests.world.git(&["rev-parse", "tickets"]), tip, "the same run twice changes nothing");
    let again = tests.file(2, "r2", &red(), &[]);
    assert_eq!((done(&again), &again[0].2), (vec![("updated", "seen-again")], &first[0].2));
    let ticket = tests.ticket(&first[0].2);
    assert_eq!(
        (&ticket["channel"], &ticket["type"], &ticket["status"]),
        (&json!("ci"), &json!("incident"), &json!("new"))
    );
    assert_eq!(ticket["messages"].as_array().map(Vec::len), Some(1), "what it says was known");
    let runs: Vec<&str> = ticket["occurrences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|o| o["run"].as_str())
        .collect();
    assert_eq!(runs, ["r1", "r2"]);
    tests.is_sound();
}

#[test]
fn another_text_is_a_note_and_the_same_with_other_numbers_is_not() {
    let tests = Tests::new();
    let id = tests.file(1, "r1", &junit(&[("adds", Some("took 12 ms"))]), &[]).remove(0).2;
    tests.file(2, "r2", &junit(&[("adds", Some("took 99 ms"))]), &[]);
    assert_eq!(tests.ticket(&id)["messages"].as_array().map(Vec::len), Some(1));
    tests.file(3, "r3", &junit(&[("adds", Some("no such column"))]), &[]);
    let ticket = tests.ticket(&id);
    let last = &ticket["messages"][1];
    assert_eq!((&last["visibility"], &last["role"]), (&json!("internal"), &json!("bot")));
    assert!(last["text"].as_str().is_some_and(|text| text.contains("no such column")), "{last}");
    tests.is_sound();
}

#[test]
fn solved_within_the_window_is_reopened_and_later_filed_anew_with_a_link() {
    let tests = Tests::new();
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests.desk(2, &["solve", &id, "-q"]).ok();
    let back = tests.file(12, "r2", &red(), &[]);
    assert_eq!((done(&back), &back[0].2), (vec![("reopened", "back")], &id));
    assert_eq!(tests.ticket(&id)["status"], "open");
    tests.desk(13, &["solve", &id, "-q"]).ok();
    let anew = tests.file(24, "r3", &red(), &[]);
    assert_eq!(done(&anew), [("followed-up", "recurs")]);
    assert_ne!(anew[0].2, id);
    let link = tests.ticket(&anew[0].2)["links"][0].clone();
    assert_eq!((&link["kind"], &link["ticket"]), (&json!("recurs"), &json!(id)));
    assert_eq!(tests.ticket(&id)["status"], "solved");
    assert_eq!(done(&tests.file(24, "r3", &red(), &[])), [("duplicate", "known")]);
    tests.is_sound();
}

#[test]
fn the_window_is_that_of_the_desk() {
    let tests = Tests::with_rules("reopen_within: 2d\n");
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests.desk(2, &["solve", &id, "-q"]).ok();
    assert_eq!(done(&tests.file(5, "r2", &red(), &[])), [("followed-up", "recurs")]);
}

#[test]
fn closed_is_for_good() {
    let tests = Tests::new();
    tests.configure(
        "config/workflow.yaml",
        &tests
            .world
            .git(&["show", "tickets:config/workflow.yaml"])
            .replace("closed: system", "closed: [agent, system]"),
    );
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests.desk(2, &["solve", &id, "-q"]).ok();
    tests.desk(2, &["close", &id, "-q"]).ok();
    assert_eq!(done(&tests.file(3, "r2", &red(), &[])), [("followed-up", "recurs")]);
    let second = tests.tickets();
    assert_eq!(second.len(), 2);
    tests.is_sound();
}

#[test]
fn what_is_known_is_only_counted_on() {
    let tests = Tests::new();
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests.desk(2, &["tag", &id, "+wontfix", "-q"]).ok();
    tests.desk(2, &["solve", &id, "-q"]).ok();
    let told = tests.file(3, "r2", &red(), &[]);
    assert_eq!((done(&told), &told[0].2), (vec![("updated", "known-issue")], &id));
    let ticket = tests.ticket(&id);
    assert_eq!((&ticket["status"], ticket["occurrences"].as_array().map(Vec::len)), (&json!("solved"), Some(2)));
    tests.is_sound();
}

#[test]
fn code_without_the_fix_reopens_nothing() {
    let tests = Tests::new();
    let old = tests.world.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    let fix = tests.commit();
    tests.desk(2, &["solve", &id, "-q", "-m", &format!("Fixed by {fix}")]).ok();
    tests.world.git(&["checkout", "-q", &old]);
    let told = tests.file(3, "r2", &red(), &[]);
    assert_eq!((done(&told), &told[0].2), (vec![("suppressed", "old-code")], &id));
    assert_eq!(tests.ticket(&id)["status"], "solved");
    tests.world.git(&["checkout", "-q", "main"]);
    assert_eq!(done(&tests.file(3, "r3", &red(), &[])), [("reopened", "back")], "this code has the fix");
}

#[test]
fn where_nobody_knows_what_the_code_contains_it_counts_and_that_is_said() {
    let tests = Tests::new();
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    tests
        .desk(2, &["solve", &id, "-q", "-m", "Fixed by 0123456789abcdef0123456789abcdef01234567"])
        .ok();
    tests.write("report.xml", &red());
    let told = tests.desk(3, &["intake", "junit", "report.xml"]).ok();
    assert!(told.contains("reopened") && told.contains("is not known here"), "{told}");
}

#[test]
fn a_test_that_passes_and_fails_on_one_commit_is_flaky_and_no_machine_solves_it() {
    let tests = Tests::with_rules("green_runs: 1\nquiet: 0d\n");
    let id = tests.file(1, "r1", &red(), &[]).remove(0).2;
    assert_eq!(done(&tests.file(2, "r2", &green(), &[])), [("updated", "flaky")]);
    tests.commit();
    assert_eq!(tests.file(3, "r3", &green(), &[]), [], "green runs of it say nothing");
    let ticket = tests.ticket(&id);
    assert_eq!((&ticket["tags"], &ticket["status"]), (&json!(["flaky"]), &json!("new")));
    tests.is_sound();
}

#[test]
fn what_passed_at_last_in_its_run_is_no_ticket_and_a_tag_on_one() {
    let tests = Tests::new();
    let retried = "<testsuite name='shop'><testcase classname='Cart' name='adds'><flakyFailure message='x'/></testcase></testsuite>";
    assert_eq!(done(&tests.file(1, "r1", retried, &[])), [("suppressed", "flaky")]);
    assert_eq!(tests.tickets().len(), 0);
    let id = tests.file(2, "r2", &red(), &[]).remove(0).2;
    assert_eq!(done(&tests.file(3, "r3", retried, &[])), [("updated", "flaky")]);
    assert_eq!(tests.ticket(&id)["tags"], json!(["flaky"]));
}

#[test]
fn more_than_ten_tests_of_one_cause_are_one_ticket_that_lists_them() {
    let tests = Tests::new();
    let names: Vec<String> = (0..11).map(|n| format!("Class{n}.test{n}x")).collect();
    let down = "cannot reach the database";
    let all: Vec<(&str, Option<&str>)> = names.iter().map(|name| (name.as_str(), Some(down))).collect();
    let first = tests.file(1, "r1", &junit(&all), &[]);
    assert_eq!(done(&first), [("created", "new")]);
    let ticket = tests.ticket(&first[0].2);
    let text = ticket["messages"][0]["text"].as_str().expect("text");
    assert!(text.contains("11 tests:") && text.contains("Class7 · test7x"), "{text}");
    assert_eq!(
        (&ticket["title"], &ticket["occurrences"][0]["count"]),
        (&json!("11 tests fail: cannot reach the database"), &json!(11))
    );
    let two = tests.file(2, "r2", &junit(&all[..2]), &[]);
    assert_eq!(done(&two), [("updated", "seen-again"); 2], "what is left of a group is about its ticket");
    assert!(two.iter().all(|one| one.2 == first[0].2));
}

#[test]
fn more_than_four_tests_of_a_file_are_one_ticket() {
    let tests = Tests::new();
    let all = [("a", Some("one")), ("b", Some("two")), ("c", Some("three")), ("d", Some("four")), ("e", Some("five"))];
    let told = tests.file(1, "r1", &junit(&all), &[]);
    assert_eq!(done(&told), [("created", "new")]);
    assert_eq!(tests.ticket(&told[0].2)["title"], "5 tests fail in shop Cart");
}

#[test]
fn a_parent_and_its_subtest_are_one_failure() {
    let tests = Tests::new();
    let line =
        |action: &str, test: &str| format!("{{\"Action\":\"{action}\",\"Package\":\"p\",\"Test\":\"{test}\"}}\n");
    let all: String = [("run", "T"), ("run", "T/sub"), ("fail", "T/sub"), ("fail", "T")]
        .map(|(a, t)| line(a, t))
        .concat();
    tests.write("go.json", &all);
    let told = super::told(tests.desk(1, &["intake", "gotest", "go.json", "--json"]));
    assert_eq!(done(&told), [("created", "new")]);
}

#[test]
fn a_run_makes_so_many_tickets_and_one_for_the_rest() {
    let tests = Tests::new();
    let texts = ["one", "two", "three", "four", "five", "six"];
    let names: Vec<String> = texts.iter().map(|text| format!("C{text}.t")).collect();
    let all: Vec<(&str, Option<&str>)> =
        names.iter().zip(texts).map(|(name, text)| (name.as_str(), Some(text))).collect();
    let told = tests.file(1, "r1", &junit(&all), &[]);
    let new = ("created", "new");
    assert_eq!(
        done(&told),
        [new, new, new, ("created", "overflow"), ("updated", "overflow"), ("updated", "overflow")]
    );
    assert_eq!(tests.tickets().len(), 4);
    let rest = tests.ticket(&told[3].2);
    let text = rest["messages"][0]["text"].as_str().expect("text");
    assert!(["Cfour", "Cfive", "Csix"].iter().all(|name| text.contains(name)), "{text}");
    let tip = tests.world.git(&["rev-parse", "tickets"]);
    assert!(tests.file(1, "r1", &junit(&all), &[]).iter().all(|one| one.0 == "duplicate"));
    assert_eq!(tests.world.git(&["rev-parse", "tickets"]), tip);
    assert!(
        tests.file(2, "r2", &junit(&all), &[]).iter().all(|one| one.1 == "seen-again"),
        "it counts there from now on"
    );
    let more = tests.file(3, "r3", &junit(&[("Cseven.t", Some("seven"))]), &["--max-new", "0"]);
    assert_eq!(done(&more), [("created", "overflow")]);
    tests.is_sound();
}

#[test]
fn only_tracked_branches_are_filed_unless_any_is_asked_for() {
    let tests = Tests::new();
    tests.world.git(&["checkout", "-q", "-b", "feature/x"]);
    assert_eq!(done(&tests.file(1, "r1", &red(), &[])), [("suppressed", "branch")]);
    assert_eq!(done(&tests.file(1, "r1", &red(), &["--any-branch"])), [("created", "new")]);
    tests.world.git(&["checkout", "-q", "-b", "release/2.1"]);
    assert_eq!(done(&tests.file(2, "r2", &red(), &[])), [("updated", "seen-again")]);
}

#[test]
fn faults_of_the_infrastructure_are_one_ticket_with_an_owner_of_its_own() {
    let tests = Tests::with_rules("infrastructure:\n- name: disk\n  match: [no space left]\n  group: platform\n");
    tests.configure("config/groups.yaml", "groups:\n  platform: {}\n");
    let full = "write: No space left on device";
    let told = tests.file(1, "r1", &junit(&[("A.a", Some(full)), ("B.b", Some(full)), ("C.c", Some("a bug"))]), &[]);
    assert_eq!(done(&told), [("created", "new"); 2]);
    let ticket = tests.ticket(&told[0].2);
    assert_eq!((&ticket["title"], &ticket["group"]), (&json!("Infrastructure: disk"), &json!("platform")));
    assert_eq!(ticket["occurrences"][0]["count"], 2);
    tests.is_sound();
}

#[test]
fn the_owner_is_that_of_the_last_line_that_fits_and_it_is_said_which() {
    let tests = Tests::new();
    tests.configure("config/groups.yaml", "groups:\n  shop: {}\n");
    tests.write("CODEOWNERS", "* @acme/all\n/tests/ @acme/shop\n");
    tests.write("tests/test_cart.py", "");
    let told = tests.file(1, "r1", &junit(&[("tests/test_cart.adds", Some("x"))]), &[]);
    let ticket = tests.ticket(&told[0].2);
    let text = ticket["messages"][0]["text"].as_str().expect("text");
    assert!(text.contains("- Owner: @acme/shop (CODEOWNERS:2 /tests/)"), "{text}");
    assert_eq!(ticket["group"], "shop");
}
