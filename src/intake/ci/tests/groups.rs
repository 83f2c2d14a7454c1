//! Which failures of a run are one ticket.

use crate::intake::ci::fingerprint::{Masks, explain};
use crate::intake::ci::{Case, Group, Outcome, Shared, group};

fn failed(name: &str, message: &str, file: &str) -> Case {
    let mut case = Case::new("s", "", name, Outcome::Failed);
    case.message = message.to_owned();
    case.file = (!file.is_empty()).then(|| file.to_owned());
    case
}

fn groups(cases: Vec<Case>) -> Vec<Group> {
    let masks = Masks::default();
    let failures: Vec<_> = cases.into_iter().map(|case| (case.clone(), explain(&case, &masks))).collect();
    group(&failures)
}

fn told(groups: &[Group]) -> Vec<(Shared, usize, usize)> {
    groups.iter().map(|g| (g.shared, g.tests, g.members.len())).collect()
}

#[test]
fn more_than_ten_tests_of_one_cause_are_one_group_and_ten_are_not() {
    let of = |count: usize| (0..count).map(|i| failed(&format!("t{i}x"), &format!("no database after {i} ms"), ""));
    assert_eq!(groups(of(10).collect()).len(), 10);
    let eleven = groups(of(11).collect());
    assert_eq!(told(&eleven), [(Shared::Cause, 11, 11)]);
    let more = groups(of(30).chain([failed("other", "something else", "")]).collect());
    assert_eq!(told(&more), [(Shared::Cause, 30, 30), (Shared::Test, 1, 1)]);
    assert_eq!(more[0].key, eleven[0].key, "the key is that of the cause, however many have it");
}

#[test]
fn more_than_four_tests_of_one_file_are_one_group_and_four_are_not() {
    let word = |i: usize| "abcdefgh".chars().nth(i).expect("few").to_string();
    let of = |count: usize| (0..count).map(move |i| failed(&format!("t{i}x"), &word(i), "a.rs"));
    assert_eq!(groups(of(4).collect()).len(), 4);
    let five = groups(of(5).collect());
    assert_eq!((told(&five), five[0].file.as_deref()), (vec![(Shared::File, 5, 5)], Some("a.rs")));
    let mut elsewhere: Vec<Case> = of(5).collect();
    elsewhere[4].file = Some("b.rs".to_owned());
    assert_eq!(groups(elsewhere).len(), 5);
}

#[test]
fn parameters_are_one_test_and_a_parent_is_its_subtest() {
    let many = (0..50).map(|i| failed(&format!("t[{i}]"), &format!("said {i}"), "a.rs"));
    assert_eq!(told(&groups(many.collect())), [(Shared::Test, 1, 50)]);
    let mut parent = failed("outer", "", "");
    parent.is_parent = true;
    assert_eq!(told(&groups(vec![failed("outer/inner", "x", ""), parent])), [(Shared::Test, 1, 1)]);
    let mut flaky = failed("f", "x", "");
    flaky.outcome = Outcome::Flaky;
    assert_eq!(groups(vec![flaky]), []);
}

#[test]
fn a_storm_of_ten_thousand_failures_is_its_forty_causes() {
    let word = |n: usize| {
        format!("{}{}", ["disk", "net", "lock", "heap", "quota"][n % 5], "abcdefgh".chars().nth(n / 5).expect("few"))
    };
    let storm =
        (0..10_000).map(|i| failed(&format!("test x{i}y"), &format!("{} failed after {i} ms", word(i % 40)), ""));
    let groups = groups(storm.collect());
    assert_eq!(groups.len(), 40);
    assert!(groups.iter().all(|g| g.shared == Shared::Cause && g.tests == 250));
}
