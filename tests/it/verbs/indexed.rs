//! Whatever the index answers, git answers too: lists are the same with it and without it.

use super::{path_of, put};
use crate::support::World;
use std::path::{Path, PathBuf};

/// Every key of the language, most operators, every way to nest them.
const QUERIES: [&str; 39] = [
    "",
    "is:any",
    "is:unsolved",
    "is:unassigned",
    "is:overdue",
    "is:any is:merged",
    "is:any is:recurring",
    "status:closed",
    "status:o*",
    "status:*ed -status:closed",
    "-(status:open or status:new) is:unsolved",
    "priority>=high is:unsolved",
    "type:incident,problem",
    "title=*a*",
    "error",
    "\"the order\"",
    "text:pago or tag:billing",
    "requester:a*",
    "assignee:me",
    "is:unsolved (assignee:me or is:unassigned)",
    "organization:a*",
    "channel:email,form",
    "category:*/*",
    "tag:b*",
    "ref:github:*",
    "created>30d",
    "updated<7d",
    "-updated<30d",
    "-closed:2026",
    "due<+2d",
    "number>=1",
    "recurs>=2",
    "id:k",
    "link:*",
    "has:reply -has:note",
    "has:attachment",
    "field.release>=1.2",
    "sla:breached is:unsolved",
    "sla.first_reply.left<2h or priority:urgent",
];
const SORTS: [&str; 21] = [
    "priority",
    "created",
    "updated",
    "status",
    "title",
    "assignee",
    "requester",
    "organization",
    "group",
    "brand",
    "channel",
    "language",
    "category",
    "form",
    "type",
    "closed",
    "due",
    "id",
    "number",
    "recurs",
    "field.release",
];

fn demo() -> (World, PathBuf) {
    let world = World::new();
    world
        .run_in(world.root(), env!("CARGO_BIN_EXE_git-desk"), &["demo", "demo", "--json"], "")
        .json();
    let dir = world.root().join("demo");
    (world, dir)
}

fn has_index(dir: &Path) -> bool {
    dir.join(".git/desk/index").read_dir().is_ok_and(|mut files| files.next().is_some())
}

#[test]
fn lists_are_the_same_with_and_without_an_index() {
    let (world, dir) = demo();
    let mut found = 0;
    for query in QUERIES {
        let out = world.both(&dir, &["list", "--json", "--", query]);
        found += usize::from(out.json()["tickets"].as_array().is_some_and(|list| !list.is_empty()));
    }
    assert!(found > QUERIES.len() / 2, "{found} queries found something");
    assert!(has_index(&dir), "it was asked");
}

#[test]
fn orders_are_the_same_with_and_without_an_index() {
    let (world, dir) = demo();
    for (place, sort) in SORTS.iter().enumerate() {
        let minus = if place % 2 == 0 { "-" } else { "" };
        let sort = format!("sort:{minus}{sort}");
        world.both(&dir, &["list", "is:any", &sort, "--columns", "id", "--format", "csv"]).ok();
    }
    for query in ["status:closed", "error", "tag:billing or priority:urgent", "updated<90d sort:-updated"] {
        world.both(&dir, &["list", query, "--limit", "3", "--json"]).ok();
    }
}

#[test]
fn files_that_cannot_be_read_are_told_with_and_without_an_index() {
    let world = World::with_desk();
    world.desk(&["new", "sound", "-q"]).ok();
    world.both(&world.repo(), &["list"]).ok();
    put(&world, &path_of("aaaaaaaaaa"), "title: [\n");
    let told = world.both(&world.repo(), &["list"]);
    assert!(told.stderr.contains("aaaaaaaaaa"), "{}", told.stderr);
    put(
        &world,
        &path_of("aaaaaaaaaa"),
        "id: aaaaaaaaaa\ntitle: mended\nstatus: open\ncreated: 2026-11-01T10:00:00Z\n",
    );
    let mended = world
        .both(&world.repo(), &["list", "title:mended", "--columns", "id", "--format", "csv"])
        .ok();
    assert!(mended.contains("aaaa"), "{mended}");
}
