//! Forms: listed, shown, checked, and tickets that come out of them.

use super::put;
use crate::support::World;
use std::fs;
use std::path::{Path, PathBuf};

const BUG: &str = "\
name: Bug report
description: Something does not work as it should
title: '[Bug]'
labels: [bug]
type: incident
body:
  - type: markdown
    attributes:
      value: Thanks for taking the time!
  - type: input
    id: version
    field: version
    attributes: {label: Version, description: Of the shop, placeholder: 2.4.1}
    validations: {required: true}
  - type: dropdown
    id: urgency
    maps_to: priority
    attributes: {label: Urgency, options: [Low, High]}
  - type: textarea
    id: steps
    attributes: {label: Steps}
    validations: {required: true}
  - type: checkboxes
    id: terms
    attributes:
      label: Terms
      options:
        - {label: I have read the rules, required: true}
";

fn desk() -> World {
    let world = World::with_desk();
    put(&world, "forms/bug.yml", BUG);
    put(&world, "forms/idea.yaml", "body: [{type: input, attributes: {label: Idea}}]\n");
    put(&world, "forms/config.yml", "blank_issues_enabled: false\n");
    put(&world, "forms/README.md", "How to write forms\n");
    world
}

#[test]
fn forms_are_listed_and_one_is_shown() {
    let world = desk();
    let list = world.desk(&["form"]).ok();
    let expected = "\
bug   Bug report: Something does not work as it should
      version*, urgency, steps*, terms*
idea  idea
* must be answered
";
    assert_eq!(list, expected);
    let one = world.desk(&["form", "bug", "--lang", "es"]).ok();
    assert!(one.contains("version  una línea, obligatorio\n  Version\n  Of the shop\n"), "{one}");
    assert!(one.contains("    - I have read the rules (obligatorio)\n"), "{one}");
    let json = world.desk(&["form", "BUG.yml", "--json"]).json();
    assert_eq!((&json["form"][0]["name"], &json["form"][0]["type"]), (&"bug".into(), &"incident".into()));
    assert_eq!(json["form"][0]["elements"][2]["options"][1]["label"], "High");
    assert_eq!(json["form"][0]["elements"][1]["field"], "version");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn a_form_that_is_not_there_is_refused_with_the_one_that_was_meant() {
    let world = desk();
    assert!(world.desk(&["form", "bgu"]).fails(4).contains("did you mean bug?"));
    assert!(world.desk(&["form", "xxxxxxxx"]).fails(4).contains("forms are bug, idea"));
    let told = world.desk(&["form", "bgu", "--lang", "es"]).fails(4);
    assert!(told.contains("no existe el formulario «bgu»") && told.contains("¿quizá bug?"), "{told}");
    let empty = World::with_desk();
    assert!(empty.desk(&["form"]).ok().starts_with("There are no forms."));
    assert!(empty.desk(&["form", "bug"]).fails(4).contains("the desk has none"));
}

#[test]
fn check_names_the_place_of_a_mistake_in_a_form() {
    let world = desk();
    put(&world, "forms/bug.yml", &BUG.replace("    id: steps", "    field_id: steps"));
    put(&world, "forms/idea.yml", "body: []\n");
    let out = world.desk(&["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let faults = found["faults"].as_array().expect("a list");
    let places: Vec<_> = faults
        .iter()
        .map(|f| (f["kind"].as_str(), f["path"].as_str(), f["line"].as_u64()))
        .collect();
    let expected =
        [(Some("unreadable"), Some("forms/bug.yml"), Some(20)), (Some("stray"), Some("forms/idea.yml"), None)];
    assert_eq!((out.code, places), (1, expected.to_vec()));
    let told = world.desk(&["form", "bug"]).fails(4);
    assert!(told.contains("forms/bug.yml") && told.contains("line 20, column 5"), "{told}");
}

/// The files of real forms; `None`, with a word, where they are absent.
fn real() -> Option<Vec<PathBuf>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake/issue-forms");
    let Ok(entries) = fs::read_dir(dir) else {
        eprintln!("skipped: there is no ../shared/data");
        return None;
    };
    Some(entries.filter_map(|e| Some(e.ok()?.path())).collect())
}

#[test]
fn all_real_forms_are_read() {
    let Some(paths) = real() else { return };
    let world = World::with_desk();
    let mut count = 0;
    for path in paths.iter().filter(|p| !p.to_string_lossy().contains("__config.")) {
        let name = path.file_name().expect("a name").to_string_lossy();
        put(&world, &format!("forms/{name}"), &fs::read_to_string(path).expect("UTF-8"));
        count += 1;
    }
    world.desk(&["check"]).ok();
    let list = world.desk(&["form", "--json"]).json();
    assert_eq!(list["form"].as_array().map(Vec::len), Some(count));
    assert!(count > 0);
}
