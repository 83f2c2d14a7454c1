//! Many failures at once, many jobs at once, and many jobs through the inbox: few tickets, the same ones every time.

use super::{Tests, done, junit, red, told};
use crate::inbox::Inbox;
use std::collections::BTreeSet;

/// So many failures of so many causes.
fn storm(failures: usize, causes: usize) -> String {
    let names: Vec<String> = (0..failures).map(|n| format!("Class{n}.test{n}x")).collect();
    let word = |n: usize| format!("{}{}", char::from(b'g' + (n / 10) as u8), char::from(b'k' + (n % 10) as u8));
    let texts: Vec<String> = (0..causes).map(|n| format!("cannot {} this", word(n))).collect();
    let all: Vec<(&str, Option<&str>)> = names
        .iter()
        .enumerate()
        .map(|(n, name)| (name.as_str(), Some(texts[n % causes].as_str())))
        .collect();
    junit(&all)
}

#[test]
fn a_storm_of_one_run_is_three_tickets_and_one_for_the_rest_and_twice_the_same() {
    let tests = Tests::new();
    let xml = storm(2_000, 40);
    assert_eq!(tests.file(1, "r1", &xml, &[]).len(), 40);
    assert_eq!(tests.tickets().len(), 4);
    let tip = tests.world.git(&["rev-parse", "tickets"]);
    assert!(tests.file(1, "r1", &xml, &[]).iter().all(|one| one.0 == "duplicate"));
    assert_eq!(tests.world.git(&["rev-parse", "tickets"]), tip);
    tests.is_sound();
}

#[test]
fn eight_jobs_at_once_that_see_the_same_failure_are_one_ticket() {
    let tests = Tests::new();
    tests.write("report.xml", &red());
    let mut children: Vec<std::process::Child> = (0..8)
        .map(|job| {
            let args = ["intake", "junit", "report.xml", "--run", "r1", "--platform", &format!("job{job}"), "-q"];
            let mut command = tests.world.command(&tests.world.repo(), env!("CARGO_BIN_EXE_git-desk"), &args);
            // Each job draws its own ids.
            command.env("GIT_DESK_SEED", format!("job {job}")).stdout(std::process::Stdio::null());
            command.spawn().expect("it starts")
        })
        .collect();
    assert!(children.iter_mut().all(|child| child.wait().expect("it ends").success()));
    let all = tests.tickets();
    assert_eq!(all.len(), 1);
    assert_eq!(
        tests.ticket(all[0]["id"].as_str().expect("an id"))["occurrences"]
            .as_array()
            .map(Vec::len),
        Some(8)
    );
    tests.is_sound();
}

/// What each job of a run sees: job n fails with the cause n % 5.
fn jobs() -> Vec<(String, String)> {
    let texts = ["ga", "gb", "gc", "gd", "ge"];
    (0..12)
        .map(|n| {
            let text = format!("cannot {} this", texts[n % 5]);
            (format!("run{}", n / 4), junit(&[(&format!("C{}.t", texts[n % 5]), Some(&text))]))
        })
        .collect()
}

#[test]
fn jobs_through_the_inbox_are_the_tickets_and_occurrences_of_jobs_one_after_the_other() {
    let tests = Tests::new();
    for (run, xml) in jobs() {
        tests.write("report.xml", &xml);
        tests.world.desk(&["intake", "junit", "report.xml", "--run", &run, "-q"]).ok();
    }
    let inbox = Inbox::new();
    let clone = inbox.shallow("runner");
    for (run, xml) in jobs() {
        std::fs::write(clone.join("report.xml"), xml).expect("written");
        let out = inbox.desk_in(&clone, &["intake", "junit", "report.xml", "--run", &run, "--inbox", "--json"]);
        assert_eq!(done(&told(out)), [("handed-in", "waits")]);
    }
    assert_eq!(inbox.waiting(), 12);
    inbox.world.desk(&["collect", "-q"]).ok();
    assert_eq!(inbox.waiting(), 0);
    let collected = inbox.world.desk(&["list", "is:any", "--json"]).json();
    let collected = collected["tickets"].as_array().expect("a list");
    // Which three of a run come first is the order of the inbox; how many there are is not.
    assert_eq!(collected.len(), tests.tickets().len());
    let occurrences = |all: &[serde_json::Value]| {
        let each = all.iter().flat_map(|t| t["occurrences"].as_array().into_iter().flatten());
        each.map(|o| format!("{} {} {}", o["fingerprint"], o["run"], o["count"]))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(occurrences(collected), occurrences(&tests.tickets()));
}
