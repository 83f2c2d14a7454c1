//! `requester`: who is meant, what is counted, and who is not known.

use super::{LUIS, file, path_of, rewrite};
use crate::support::World;
use serde_json::json;

/// Sol asked three times, Eva once, both for acme.
fn desk() -> World {
    let world = World::with_desk();
    let sol = ["--category", "pay/card", "--channel", "email"];
    let first = file(&world, "Apples", &sol);
    file(&world, "Bread", &[&sol[..], &["--priority", "urgent"]].concat());
    let third = file(&world, "Cheese", &["--channel", "phone"]);
    file(&world, "Of Eva", &["--requester", "eva@example.com"]);
    world.desk_as(&LUIS, &["solve", &third, "-m", "Done", "-q"]).ok();
    for id in [&first, &third] {
        rewrite(&world, &path_of(id), "requester: sol@example.com", "requester: sol@example.com\norganization: acme");
    }
    rewrite(&world, &path_of(&third), "created:", "csat:\n  score: good\ncreated:");
    world
}

#[test]
fn everything_about_somebody_is_on_one_screen() {
    let world = desk();
    let page = world.desk(&["requester", "sol@example.com"]).ok();
    let figures = "\
sol@example.com

  Tickets        3
  By status      New 2, Solved 1
  First contact  2026-11-20 10:12 (just now)
  Last contact   2026-11-20 10:12 (just now)
  Satisfaction   1 good of 1 rated
  Categories     pay/card 2
  Channels       e-mail 2, phone 1
  Organization   acme 2

Still to be done
";
    assert!(page.starts_with(figures), "{page}");
    let place = |title| page.find(title).unwrap_or_else(|| panic!("{title} in {page}"));
    assert!(place("Bread") < place("Apples"), "urgent first");
    assert!(place("Apples") < place("Latest solved") && place("Latest solved") < place("Cheese"));
    assert!(!page.contains("Of Eva"));
    let spanish = world.desk(&["requester", "sol@example.com", "--lang", "es"]).ok();
    assert!(spanish.contains("Por estado       Nuevo 2, Resuelto 1\n"), "{spanish}");
}

#[test]
fn programs_get_the_same_figures() {
    let answer = desk().desk(&["requester", "acme", "--json"]).json()["requester"].clone();
    assert_eq!(
        [&answer["who"], &answer["kind"], &answer["tickets"], &answer["people"], &answer["csat"]],
        [
            &json!("acme"),
            &json!("organization"),
            &json!(2),
            &json!([{"value": "sol@example.com", "tickets": 2}]),
            &json!({"rated": 1, "good": 1, "bad": 0}),
        ]
    );
    assert_eq!(answer["by_status_category"]["solved"], json!(1));
    assert_eq!(answer["open"][0]["title"], json!("Apples"));
}

#[test]
fn a_part_that_only_one_has_is_enough() {
    let world = desk();
    let who = |typed| world.desk(&["requester", typed, "--json"]).json()["requester"]["who"].clone();
    assert_eq!(
        [who("sol"), who("SOL@example.com"), who("me"), who("acm")].map(|w| w.as_str().unwrap_or_default().to_owned()),
        ["sol@example.com", "sol@example.com", "ana@example.com", "acme"]
    );
    assert_eq!(
        world.desk(&["requester", "me", "--json"]).json()["requester"]["tickets"],
        json!(0),
        "known, never asked"
    );
}

#[test]
fn nobody_and_several_are_refused() {
    let world = desk();
    let kind = |typed| -> String {
        let error: serde_json::Value =
            serde_json::from_str(&world.desk(&["requester", typed, "--json"]).fails(4)).expect("JSON");
        error["error"]["kind"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(kind("nobody"), "unknown-requester");
    assert_eq!(kind("@example.com"), "ambiguous-requester");
    let near = world.desk(&["requester", "slo@example.com"]).fails(4);
    assert!(
        near.starts_with("error: nobody here is called “slo@example.com”; there is “sol@example.com”\nhint: "),
        "{near}"
    );
    let several = world.desk(&["requester", "@example.com", "--lang", "es"]).fails(4);
    assert!(
        several.contains("varios tienen «@example.com»") && several.contains("  eva@example.com\n"),
        "{several}"
    );
    assert!(world.desk(&["requester"]).fails(2).contains("<WHO>"));
}
