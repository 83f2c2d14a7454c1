//! Kill −9 in a loop over what takes long: changes of many tickets, imports, the making of the index.

use super::{DESK, file, titles};
use crate::support::{World, number};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each is killed.
fn kills() -> u32 {
    u32::try_from(number("GIT_DESK_KILLS", 12)).expect("few")
}

/// Starts a command and kills it at the n-th of a hundred instants of its life.
fn killed(mut command: Command, life: Duration, n: u32) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("git-desk");
    std::thread::sleep(life * (n * 37 % 100) / 100);
    child.kill().ok();
    child.wait().expect("it ends");
}

/// How long a command takes here and now.
fn life_of(mut command: Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("git-desk").success());
    start.elapsed()
}

fn desk_of(tickets: usize) -> World {
    let world = World::with_desk();
    world.git(&["config", "core.fsync", "none"]);
    (0..tickets).for_each(|n| _ = file(&world, &[&format!("n{n:02}")]));
    world
}

#[test]
fn a_change_of_many_tickets_that_is_killed_is_there_as_a_whole_or_not_at_all() {
    let world = desk_of(20);
    let bulk = |n: u32| {
        let tag = format!("+t{n}");
        world.command(&world.repo(), DESK, &["tag", "--query", "is:any", &tag, "-q"])
    };
    let life = life_of(bulk(1_000));
    for n in 0..kills() {
        killed(bulk(n), life, n);
        let found = world.desk(&["list", &format!("tag:t{n}"), "is:any", "--json"]).json();
        let count = found["tickets"].as_array().map(Vec::len);
        assert!(count == Some(0) || count == Some(20), "{count:?} of 20");
    }
    world.desk(&["tag", "--query", "is:any", "+last", "-q"]).ok();
    world.fsck();
    assert_eq!(world.desk(&["check"]).code, 0);
}

/// Events of many tickets.
fn stream(tickets: usize) -> String {
    let one = |n: usize| {
        format!(
            "{{\"ticket\":\"{n}\",\"at\":\"2026-01-05T09:00:00Z\",\"seq\":{n},\"actor\":\"rita\",\"type\":\"create\",\
             \"title\":\"T{n:03}\",\"status\":\"new\",\"requester\":\"rita\",\"channel\":\"email\"}}\n"
        )
    };
    (1..=tickets).map(one).collect()
}

#[test]
fn an_import_that_is_killed_is_done_again_and_does_nothing_twice() {
    let whole = World::with_desk();
    let path = |world: &World| world.root().join("events.jsonl");
    std::fs::write(path(&whole), stream(150)).expect("a stream");
    whole.desk(&["import", "events", path(&whole).to_str().expect("UTF-8"), "-q"]);
    let wanted = whole.git(&["rev-parse", "tickets:tickets"]);
    let world = World::with_desk();
    std::fs::write(path(&world), stream(150)).expect("a stream");
    let import = || world.command(&world.repo(), DESK, &["import", "events", path(&world).to_str().expect("UTF-8")]);
    let life = {
        let other = World::with_desk();
        life_of(other.command(&other.repo(), DESK, &["import", "events", path(&world).to_str().expect("UTF-8")]))
    };
    for n in 0..kills() {
        killed(import(), life, n);
        world.fsck();
        assert_eq!(world.desk(&["list", "is:any", "--json"]).code, 0);
    }
    assert_eq!(
        world
            .run_in(&world.repo(), DESK, &["import", "events", path(&world).to_str().expect("UTF-8"), "-q"], "")
            .code,
        0
    );
    assert_eq!(world.git(&["rev-parse", "tickets:tickets"]), wanted, "as if nobody had been killed");
    assert_eq!(world.git(&["rev-list", "--count", "--grep=^Event: ", "tickets"]).trim(), "150");
    world.fsck();
}

#[test]
fn an_index_whose_making_is_killed_tells_nothing_wrong() {
    let world = desk_of(20);
    let index = world.repo().join(".git/desk/index");
    let wanted = titles(&world, &world.repo());
    let list = |args: &[&str]| world.command(&world.repo(), DESK, args);
    std::fs::remove_dir_all(&index).ok();
    let life = life_of(list(&["report", "summary"]));
    for n in 0..kills() {
        if n % 3 == 0 {
            std::fs::remove_dir_all(&index).ok();
        }
        world.desk(&["tag", "--query", "title:n01", &format!("+t{n}"), "-q"]);
        let asked: &[&str] = if n % 2 == 0 { &["report", "summary"] } else { &["search", "n07"] };
        killed(list(asked), life, n);
        assert_eq!(titles(&world, &world.repo()), wanted);
        world.both(&world.repo(), &["list", "is:any", "--json"]);
        world.both(&world.repo(), &["report", "summary", "--json"]);
    }
}
