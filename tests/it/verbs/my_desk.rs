//! `git desk` alone: what needs me now stands before what waits for others.

use super::{LUIS, file};
use crate::support::World;

#[test]
fn what_needs_me_comes_before_what_waits_for_others() {
    let world = World::with_desk();
    file(&world, "Nobody has it", &["--priority", "low"]);
    file(&world, "Mine and urgent", &["--priority", "urgent", "--assignee", "me"]);
    let held = file(&world, "Mine and held", &["--assignee", "me"]);
    world.desk(&["hold", &held, "-q"]).ok();
    file(&world, "Of Luis", &["--assignee", "luis@example.com"]);
    let screen = world.desk(&[]).ok();
    let lines: Vec<&str> = screen.lines().collect();
    assert_eq!((lines[0], lines[4], lines[5]), ("Needs me now (2)", "", "Waiting for others (1)"), "{screen}");
    assert!(lines[2].contains("Mine and urgent") && lines[3].contains("Nobody has it"), "{screen}");
    assert!(lines[7].contains("Mine and held"), "{screen}");
    assert!(!screen.contains("Of Luis"));
    let spanish = world.desk(&["--lang", "es"]).ok();
    assert!(spanish.starts_with("Requiere atención ahora (2)\n"), "{spanish}");
    assert!(spanish.contains("\nA la espera de otros (1)\n"), "{spanish}");
    assert_eq!(world.desk(&["--json"]).json()["tickets"].as_array().map(Vec::len), Some(3));
    assert!(
        world.desk_as(&LUIS, &[]).ok().starts_with("Needs me now (2)\n"),
        "everybody has a desk of their own"
    );
}

#[test]
fn an_empty_desk_says_so_and_a_long_one_is_counted() {
    let world = World::with_desk();
    assert_eq!(world.desk(&[]).ok(), "Nothing needs you now.\n");
    let ids: Vec<String> = (0..22).map(|n| file(&world, &format!("Ticket {n}"), &[])).collect();
    let out = world.desk(&[]);
    assert!(out.stdout.starts_with("Needs me now (22)\n"), "{}", out.stdout);
    assert_eq!((out.stdout.lines().count(), out.stderr.as_str()), (22, "… and 2 more: git desk list\n"));
    assert_eq!(world.desk(&["--lang", "es"]).stderr, "… y 2 más: git desk list\n");
    let words: Vec<&str> = ["pend"].into_iter().chain(ids.iter().map(String::as_str)).chain(["-q"]).collect();
    world.desk(&words).ok();
    assert!(
        world
            .desk(&["-q"])
            .ok()
            .starts_with("Nothing needs you now.\n\nWaiting for others (22)\n")
    );
}
