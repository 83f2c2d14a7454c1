//! Many writers at once, killed writers, and others who move the same ref.

use super::{DESK, desk_as, file, kind, titles};
use crate::support::World;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// One writer of a ticket with this title; ids must differ, so the seed does.
fn new_ticket(world: &World, title: &str) -> Command {
    let mut command = world.command(&world.repo(), DESK, &["new", title]);
    command
        .env("GIT_DESK_SEED", title)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// Runs `work` while `beside` is repeated in a thread of its own.
fn beside<T>(beside: impl Fn() + Sync, work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                beside();
            }
        });
        // A panic of `work` must not leave the other thread running for ever.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        done.store(true, Ordering::Relaxed);
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[test]
fn twenty_writers_of_ten_tickets_lose_nothing_while_git_tidies_up() {
    let world = World::with_desk();
    let tidy = || {
        let dir = world.repo();
        world.command(&dir, "git", &["pack-refs", "--all"]).output().expect("git");
        world.command(&dir, "git", &["gc", "-q"]).output().expect("git");
        std::thread::sleep(Duration::from_millis(20));
    };
    let failed: Vec<String> = beside(tidy, || {
        std::thread::scope(|scope| {
            let writer = |w: usize| {
                let world = &world;
                move || {
                    let one = |n: usize| new_ticket(world, &format!("w{w} n{n}")).output().expect("git-desk");
                    let outs = (0..10).map(one).filter(|out| !out.status.success());
                    outs.map(|out| String::from_utf8_lossy(&out.stderr).into_owned()).collect::<Vec<_>>()
                }
            };
            let writers: Vec<_> = (0..20).map(|w| scope.spawn(writer(w))).collect();
            writers.into_iter().flat_map(|w| w.join().expect("a writer ends")).collect()
        })
    });
    assert_eq!(failed, Vec::<String>::new());
    assert_eq!(titles(&world, &world.repo()).len(), 200);
    assert_eq!(world.git(&["rev-list", "--count", "tickets"]).trim(), "203");
    world.fsck();
}

#[test]
fn four_hundred_killed_writers_lose_nothing_and_block_nobody() {
    let world = World::with_desk();
    // A kill is no power cut: what was written stays, so the disk need not be waited for.
    world.git(&["config", "core.fsync", "none"]);
    let life = life_of_four_writers(&world);
    let ref_lock = world.repo().join(".git/refs/heads/tickets.lock");
    let (mut acknowledged, mut left_behind) = (Vec::new(), 0);
    for round in 0..100_u32 {
        // Four at a time, so that some are killed while they wait for the others.
        let title = |n: u32| format!("killed {round} {n}");
        let writers: Vec<Child> = (0..4).map(|n| new_ticket(&world, &title(n)).spawn().expect("git-desk")).collect();
        for (n, mut child) in (0..).zip(writers) {
            if round % 2 == 0 {
                // Steps of a number prime to the quarter of a life that each writer gets.
                std::thread::sleep(life * ((round * 37 + n * 11) % 100) / 300);
            } else {
                // The instants at which git's lock is held are too few to be met by chance.
                let give_up = Instant::now() + life / 2;
                while !ref_lock.exists() && Instant::now() < give_up {}
            }
            child.kill().ok();
            if child.wait().expect("the child ends").success() {
                acknowledged.push(title(n));
            }
        }
        left_behind += usize::from(ref_lock.exists());
        if round % 10 == 0 {
            let started = Instant::now();
            file(&world, &[&format!("after {round}")]);
            assert!(started.elapsed() < Duration::from_secs(5), "a dead writer was in the way");
        }
    }
    world.desk(&["new", "after all"]).ok();
    let there = titles(&world, &world.repo());
    let lost: Vec<&String> = acknowledged.iter().filter(|title| !there.contains(title)).collect();
    assert_eq!(lost, Vec::<&String>::new());
    // Both happened often, or the instants were not spread over a writer's life.
    assert!(acknowledged.len() > 20, "{} finished", acknowledged.len());
    assert!(acknowledged.len() < 380, "{} finished", acknowledged.len());
    assert!(left_behind > 0, "no writer was killed while it held git's lock");
    assert!(!ref_lock.exists());
    world.fsck();
}

/// How long four writers take here and now.
fn life_of_four_writers(world: &World) -> Duration {
    let started = Instant::now();
    for n in 0..5 {
        let titles = [0, 1, 2, 3].map(|m| format!("timed {n} {m}"));
        for mut child in titles.map(|title| new_ticket(world, &title).spawn().expect("git-desk")) {
            assert!(child.wait().expect("it ends").success());
        }
    }
    started.elapsed() / 5
}

#[test]
fn what_a_killed_writer_left_at_any_step_is_cleared_by_the_next_one() {
    let world = World::with_desk();
    let git_dir = world.repo().join(".git");
    let ref_lock = git_dir.join("refs/heads/tickets.lock");
    let commit = "0123456789012345678901234567890123456789";
    for (note, lock) in [
        (format!("{commit}\nrefs/heads/tickets"), Some(format!("{commit}\n"))),
        (format!("{commit}\nrefs/heads/tickets"), None),
        (format!("{commit}\nrefs/heads/tic"), None),
        (commit[..7].to_owned(), None),
        ("\u{0}\u{1}garbage".to_owned(), None),
        (format!("{commit}\n../../etc/passwd"), None),
    ] {
        std::fs::write(git_dir.join("desk/write.lock"), &note).expect("a note");
        lock.inspect(|text| std::fs::write(&ref_lock, text).expect("a lock"));
        std::fs::write(git_dir.join("desk/ref.new"), "half of a").expect("a leftover");
        desk_as(&world, &[("GIT_DESK_SEED", &note.escape_debug().to_string())], &["new", "next"]).ok();
        assert!(!ref_lock.exists(), "{note:?}");
    }
    std::fs::write(git_dir.join("desk/write.lock"), [0xff, 0xfe, b'\n']).expect("a note");
    file(&world, &["last"]);
    world.fsck();
}

#[test]
fn a_leftover_that_is_a_second_name_of_the_ref_is_never_written_through() {
    let world = World::with_desk();
    let git_dir = world.repo().join(".git");
    std::fs::hard_link(git_dir.join("refs/heads/tickets"), git_dir.join("desk/ref.new")).expect("a link");
    let kept = std::fs::File::open(git_dir.join("refs/heads/tickets")).expect("a ref");
    let before = world.git(&["rev-parse", "tickets"]);
    file(&world, &["one"]);
    assert_eq!(std::io::read_to_string(kept).expect("a ref"), before);
}

#[test]
fn the_lock_of_a_dead_writer_is_known_again_after_the_repository_has_moved() {
    let world = World::with_desk();
    let git_dir = world.repo().join(".git");
    let commit = "0123456789012345678901234567890123456789";
    std::fs::write(git_dir.join("desk/write.lock"), format!("{commit}\nrefs/heads/tickets")).expect("a note");
    std::fs::write(git_dir.join("refs/heads/tickets.lock"), format!("{commit}\n")).expect("a lock");
    let moved = world.root().join("elsewhere");
    std::fs::rename(world.repo(), &moved).expect("a move");
    super::desk_in(&world, &moved, &["new", "one"]).ok();
}

#[test]
fn a_foreign_writer_of_the_ref_loses_nothing_to_us() {
    let world = World::with_desk();
    let foreign = || {
        let dir = world.repo();
        let run = |args: &[&str]| world.command(&dir, "git", args).output().expect("git");
        let text = |args: &[&str]| String::from_utf8_lossy(&run(args).stdout).trim().to_owned();
        let old = text(&["rev-parse", "refs/heads/tickets"]);
        let new = text(&["commit-tree", &format!("{old}^{{tree}}"), "-p", &old, "-m", "foreign"]);
        if run(&["update-ref", "refs/heads/tickets", &new, &old]).status.success() {
            std::fs::OpenOptions::new()
                .append(true)
                .create(true)
                .open(world.root().join("moved"))
                .and_then(|mut f| std::io::Write::write_all(&mut f, b"x"))
                .expect("a count");
        }
    };
    beside(foreign, || {
        for n in 0..30 {
            let out = new_ticket(&world, &format!("n{n}")).output().expect("git-desk");
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        }
    });
    assert_eq!(titles(&world, &world.repo()).len(), 30);
    let moved = std::fs::read(world.root().join("moved")).map_or(0, |moved| moved.len());
    assert!(moved > 0, "the foreign writer never moved the ref");
    assert_eq!(world.git(&["rev-list", "--count", "--grep=^foreign$", "tickets"]).trim(), moved.to_string());
    world.fsck();
}

#[test]
fn a_lock_that_git_holds_for_a_while_is_waited_for() {
    let world = World::with_desk();
    let ref_lock = world.repo().join(".git/refs/heads/tickets.lock");
    std::fs::write(&ref_lock, "").expect("a lock");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| world.desk(&["new", "patient"]));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!writer.is_finished());
        std::fs::remove_file(&ref_lock).expect("the lock is git's");
        writer.join().expect("the writer ends").ok();
    });
    assert_eq!(titles(&world, &world.repo()), ["patient"]);
}

#[test]
fn a_foreign_lock_that_stays_is_named_after_a_bounded_time() {
    let world = World::with_desk();
    let ref_lock = world.repo().join(".git/refs/heads/tickets.lock");
    std::fs::write(&ref_lock, "").expect("a lock");
    world.git(&["config", "core.filesRefLockTimeout", "200"]);
    let started = Instant::now();
    let out = world.desk(&["new", "stuck", "-m", "a text", "--json"]);
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!((out.code, kind(&out).as_str()), (4, "busy"));
    assert!(out.stderr.contains("refs/heads/tickets.lock"), "{}", out.stderr);
    // Only its owner may remove it.
    assert!(ref_lock.exists());
    std::fs::remove_file(&ref_lock).expect("the lock is ours");
    file(&world, &["free"]);
    assert_eq!(titles(&world, &world.repo()), ["free"]);
}

#[test]
fn a_repeated_seed_never_writes_over_a_ticket() {
    let world = World::with_desk();
    let (one, two) = (file(&world, &["one"]), file(&world, &["two"]));
    assert_ne!(one, two);
    assert_eq!(titles(&world, &world.repo()), ["one", "two"]);
}
