//! Clones that work apart with wrong clocks, are killed, exchange through a hub and with each other, and at the end
//! have the same: nothing that was acknowledged is lost.
//!
//! `GIT_DESK_SEEDS=200` plays that many worlds, `GIT_DESK_SEED_FROM=7` begins with the seventh. A seed gives the same
//! steps again; the instants of kills differ a little from run to run.

mod steps;

use super::Team;
use crate::support::number;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

const PEOPLE: [&str; 3] = ["ana", "luis", "eva"];
/// Worlds played at once.
const THREADS: usize = 2;
const SEEDS: u64 = 20;
const STEPS: usize = 24;
/// Rounds of everybody syncing after which all have the same: one to bring, one to fetch, one for what orphans of
/// killed processes still did.
const ROUNDS: usize = 4;

/// Two of them work on tickets that they asked for themselves.
const STAFF: &str = "people:\n  ana@example.com: admin\n  luis@example.com: agent\n  eva@example.com: agent\n";

/// One world and what is known of it.
struct Play {
    team: Team,
    dice: Dice,
    seed: u64,
    step: usize,
    /// Seconds by which the clock of each person is wrong.
    skews: [i64; PEOPLE.len()],
    tickets: Vec<String>,
    /// Texts that were acknowledged, and of which tickets they are messages. `None`: of none, but a resolution, which a
    /// later one may replace.
    said: BTreeMap<String, Option<String>>,
    /// Tickets that somebody broke or removed by hand, or of which something was taken back: their texts need only be in history.
    by_hand: BTreeSet<String>,
    /// What was done, for whoever looks for a defect.
    script: Vec<String>,
}

/// Numbers that depend on the seed only.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("fits") % n
    }

    fn of<T: Copy>(&mut self, choice: &[T]) -> T {
        choice[self.below(choice.len())]
    }
}

#[test]
fn clones_that_work_apart_and_are_killed_come_to_the_same_and_lose_nothing() {
    let from = number("GIT_DESK_SEED_FROM", 1);
    let (next, end) = (AtomicU64::new(from), from + number("GIT_DESK_SEEDS", SEEDS));
    let failed: Vec<u64> = std::thread::scope(|scope| {
        let worker = || {
            let seeds = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed)).take_while(|seed| *seed < end);
            seeds.filter(|seed| !holds(*seed)).collect::<Vec<u64>>()
        };
        let workers: Vec<_> = (0..THREADS).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|w| w.join().expect("a worker ends")).collect()
    });
    assert!(failed.is_empty(), "seeds {failed:?}: GIT_DESK_SEED_FROM=N GIT_DESK_SEEDS=1 plays one again");
}

/// Plays one world; says what was done when it does not hold.
fn holds(seed: u64) -> bool {
    let mut play = Play::new(seed);
    let held = catch_unwind(AssertUnwindSafe(|| {
        (0..STEPS).for_each(|_| play.step());
        play.settle();
        play.check();
    }));
    if held.is_err() {
        eprintln!("seed {seed}:\n{}", play.script.join("\n"));
    }
    held.is_ok()
}

impl Play {
    fn new(seed: u64) -> Play {
        let mut dice = Dice(seed);
        (0..4).for_each(|_| _ = dice.below(2));
        let (hour, year) = (3_600, 31_536_000);
        let skews = PEOPLE.map(|_| dice.of(&[0, 0, -hour, -7 * hour, 2 * hour, year]));
        let team = Team::new();
        team.write("ana", "config/people.yaml", STAFF);
        team.desk("ana", &["sync", "-q"]).ok();
        PEOPLE[1..].iter().for_each(|name| team.join(name));
        for name in PEOPLE {
            // Somebody who dies does not take the hub along.
            team.git(name, &["config", "remote.origin.receivepack", "setsid git-receive-pack"]);
            team.git(name, &["config", "remote.origin.uploadpack", "setsid git-upload-pack"]);
            // A kill is no power cut: what was written stays.
            team.git(name, &["config", "core.fsync", "none"]);
        }
        let mut play = Play {
            team,
            dice,
            seed,
            step: 0,
            skews,
            tickets: Vec::new(),
            said: BTreeMap::new(),
            by_hand: BTreeSet::new(),
            script: Vec::new(),
        };
        // What all of them know from the beginning.
        (0..2).for_each(|_| play.file());
        (0..PEOPLE.len()).for_each(|who| _ = play.run(who, &["sync", "-q"]));
        play
    }

    /// Everybody syncs until nothing moves.
    fn settle(&mut self) {
        for _ in 0..ROUNDS {
            for (who, name) in PEOPLE.iter().enumerate() {
                let out = self.run(who, &["sync", "-q"]);
                assert_eq!(out.code, 0, "{name}: {}", out.stderr);
            }
            if self.tips().len() == 1 {
                return;
            }
        }
        panic!("no end of it: {:?}", self.tips());
    }

    fn tips(&self) -> BTreeSet<String> {
        let all = PEOPLE.iter().chain(["hub.git"].iter());
        all.map(|name| self.team.tip(name)).collect()
    }

    fn check(&mut self) {
        for name in PEOPLE.iter().chain(["hub.git"].iter()) {
            self.team.git(name, &["fsck", "--strict", "--no-dangling"]);
        }
        self.assert_sound();
        let grep = self.team.run("ana", "git", &["grep", "-F", "said-", "tickets", "--", "tickets/"]).stdout;
        let history = self.history();
        for (text, id) in &self.said {
            let kept = match id.as_ref().filter(|id| !self.by_hand.contains(*id)) {
                // An answer to a ticket that was merged into another one goes there.
                Some(_) => grep.lines().any(|line| line.ends_with(text.as_str())),
                None => history.contains(text),
            };
            assert!(kept, "{text:?} of {id:?} is lost");
        }
    }

    /// `check` finds no more than what was broken by hand; clocks that are wrong it only warns of.
    fn assert_sound(&self) {
        let out = self.team.desk("ana", &["check", "--json"]);
        let answer: serde_json::Value = serde_json::from_str(&out.stdout).unwrap_or_else(|_| panic!("{out:?}"));
        let faults = answer["faults"].as_array().expect("a list");
        let is_ours =
            |fault: &serde_json::Value| !self.by_hand.iter().any(|id| fault.to_string().contains(id.as_str()));
        let ours: Vec<_> = faults.iter().filter(|fault| is_ours(fault)).collect();
        assert!(ours.is_empty(), "{ours:?}");
    }

    /// All that was ever in a file below the tip.
    fn history(&self) -> String {
        let objects = self.team.git("ana", &["rev-list", "--objects", "--no-object-names", "tickets"]);
        let dir = self.team.dir("ana");
        self.team
            .world
            .run_in(&dir, "git", &["cat-file", "--batch", "--buffer"], &filtered(&self.team, &objects))
            .stdout
    }
}

/// The files among these objects.
fn filtered(team: &Team, objects: &str) -> String {
    let format = "--batch-check=%(objecttype) %(objectname)";
    let out = team.world.run_in(&team.dir("ana"), "git", &["cat-file", format], objects);
    out.stdout
        .lines()
        .filter_map(|line| line.strip_prefix("blob "))
        .map(|id| format!("{id}\n"))
        .collect()
}
