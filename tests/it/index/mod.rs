//! The index is a cache: with it, without it, with a broken one, every answer is the same.

use crate::support::{Out, World};
use std::fs;
use std::path::PathBuf;

/// Switches the index off for one call.
const OFF: [(&str, &str); 3] =
    [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "desk.index"), ("GIT_CONFIG_VALUE_0", "false")];

/// What is asked after each step; `{}` stands for a ticket.
const QUESTIONS: [&str; 37] = [
    "list",
    "list is:any --limit 7",
    "list is:any --json",
    "list status:open,pending sort:-updated",
    "list priority>=high or tag:vip --json",
    "list -is:assigned created>2020-01-01 sort:title",
    "list assignee:*rivera* is:any",
    "list text:printer is:any",
    "list updated>2021-01-01 is:any sort:updated --limit 9",
    "list is:recurring sort:recurs",
    "list sla:breached",
    "list sla.first_reply.left<2h is:any",
    "list has:reply -has:note is:any --csv",
    "list field.service:* is:any",
    "list link:* is:any",
    "list requester:*@* -status:closed sort:due",
    "show {} --json",
    "show {}",
    "log {} --json",
    "sla",
    "sla {} --json",
    "sla explain {}",
    "search printer",
    "search factura --limit 3 --json",
    "search print or pag --public",
    "report summary --json",
    "report sla --by priority --json",
    "report backlog --by group --json",
    "report times --json -- tag:vip",
    "report recurrence --json",
    "report volume --by month --json",
    "report agents --json",
    "requester ana@example.com --json",
    "people --json",
    "views",
    "next --json",
    "",
];

/// Numbers that depend on the seed only.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("fits") % n
    }
}

fn words(line: &str, id: &str) -> Vec<String> {
    line.split_whitespace().map(|word| word.replace("{}", id)).collect()
}

fn ask(world: &World, line: &str, id: &str, variables: &[(&str, &str)]) -> Out {
    let words = words(line, id);
    world.desk_as(variables, &words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn folder(world: &World) -> PathBuf {
    world.repo().join(".git/desk/index")
}

/// The files of the index, those that hold the tables.
fn databases(world: &World) -> Vec<PathBuf> {
    let desks = fs::read_dir(folder(world)).into_iter().flatten().flatten();
    let files = desks.flat_map(|desk| fs::read_dir(desk.path()).into_iter().flatten().flatten());
    files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "sqlite"))
        .collect()
}

fn ids(world: &World) -> Vec<String> {
    let all = world.desk_as(&OFF, &["list", "is:any", "--json"]).json();
    let tickets = all["tickets"].as_array().expect("tickets").clone();
    tickets.iter().map(|t| t["id"].as_str().expect("an id").to_owned()).collect()
}

/// A desk with tickets of every kind, promises, and a history of months.
fn busy() -> World {
    let world = World::new();
    let dir = world.root().join("demo");
    world.desk(&["demo", dir.to_str().expect("UTF-8"), "-q"]);
    fs::remove_dir_all(world.repo()).expect("it is ours");
    fs::rename(dir, world.repo()).expect("it moves");
    world
}

/// Every answer, with the index as it is and without.
#[track_caller]
fn compare(world: &World, id: &str, when: &str) {
    for line in QUESTIONS {
        let with = ask(world, line, id, &[]);
        let without = ask(world, line, id, &OFF);
        assert_eq!(with, without, "{line:?} {id}, {when}");
    }
}

/// One change, by the desk or behind its back.
fn change(world: &World, dice: &mut Dice, ids: &[String]) -> String {
    let id = ids[dice.below(ids.len())].clone();
    let line = match dice.below(11) {
        0 => "new Printer -m Factura --tag vip --priority urgent -q",
        1 => "tag {} +vip -q",
        2 => "reply {} -m Impresora -q",
        3 => "note {} -m printer -q",
        4 => "solve {} -m done -q",
        5 => "undo -q",
        6 => "tag --query is:unsolved +sweep -q",
        7 => "assign {} --me -q",
        8 => "",
        _ => return article(world, dice),
    };
    if line.is_empty() {
        // A rewritten branch: the last commits never were.
        let back = format!("tickets~{}", 1 + dice.below(4));
        world.git(&["update-ref", "refs/heads/tickets", world.git(&["rev-parse", &back]).trim()]);
        return format!("after going back to {back}");
    }
    ask(world, line, &id, &[]);
    format!("after {line:?} of {id}")
}

/// An article comes, changes or goes, by a commit of git's own.
fn article(world: &World, dice: &mut Dice) -> String {
    let path = format!("articles/{}.md", ["a", "b", "drafts/a"][dice.below(3)]);
    let texts = ["# Printer\nfactura", "---\nvisibility: internal\n---\nprinter", "pagos\n"];
    let file = match dice.below(4) {
        3 => format!("D {path}\n"),
        n => format!("M 100644 inline {path}\ndata {}\n{}\n", texts[n].len(), texts[n]),
    };
    let head = "commit refs/heads/tickets\ncommitter Ana <ana@example.com> 1795000000 +0000\ndata 7\nby hand\n";
    let commit = format!("{head}from refs/heads/tickets^0\n{file}");
    world.run_in(&world.repo(), "git", &["fast-import", "--quiet"], &commit).ok();
    format!("after {file:?}")
}

/// Something happens to the index.
fn harm(world: &World, dice: &mut Dice) -> &'static str {
    let files = databases(world);
    match dice.below(4) {
        0 => {
            let _ = fs::remove_dir_all(folder(world));
            "the index removed"
        }
        1 => {
            files.iter().for_each(|file| fs::write(file, b"this is no database").expect("it is ours"));
            "the index overwritten"
        }
        2 => {
            for file in &files {
                let bytes = fs::read(file).expect("it is ours");
                fs::write(file, &bytes[..bytes.len() / 2]).expect("it is ours");
            }
            "the index cut off"
        }
        _ => "the index as it was",
    }
}

#[test]
fn no_answer_depends_on_it() {
    let world = busy();
    let mut dice = Dice(7);
    let first = ids(&world);
    compare(&world, &first[3], "made from nothing");
    for step in 0..4 {
        let ids = ids(&world);
        let mut when = change(&world, &mut dice, &ids);
        if step % 2 == 1 {
            when = format!("{when}, {}", harm(&world, &mut dice));
        }
        let ids = self::ids(&world);
        compare(&world, &ids[dice.below(ids.len())], &when);
    }
    let made = databases(&world);
    assert!(!made.is_empty(), "there was an index to compare with");
}

#[test]
fn merges_by_hand_and_what_comes_by_fetch_are_picked_up() {
    let world = busy();
    let first = ids(&world);
    compare(&world, &first[0], "before");
    let other = world.root().join("other");
    let path = other.to_str().expect("UTF-8").to_owned();
    world.git(&["clone", "-q", "--branch", "tickets", world.repo().to_str().expect("UTF-8"), &path]);
    let there = |args: &[&str]| world.run_in(&other, env!("CARGO_BIN_EXE_git-desk"), args, "");
    there(&["tag", &first[1], "+theirs", "-q"]).ok();
    there(&["reply", &first[2], "-m", "printer from afar", "-q"]).ok();
    world.desk(&["tag", &first[3], "+ours", "-q"]).ok();
    world.git(&["worktree", "add", "-q", "../files", "tickets"]);
    let files = world.root().join("files");
    world.git_in(&files, &["pull", "-q", "--no-rebase", "--no-edit", &path, "tickets"]);
    for id in &first[1..4] {
        compare(&world, id, "after a merge by hand");
    }
    assert!(world.desk(&["list", "tag:theirs", "is:any", "--json"]).ok().contains(&first[1]));
}

#[test]
fn a_repository_that_cannot_be_written_to_is_read_and_nobody_hears_of_it() {
    if !crate::store::can_unshare() {
        return;
    }
    let world = busy();
    let id = ids(&world)[0].clone();
    let wanted = world.desk_as(&OFF, &["show", &id]).ok();
    let _ = fs::remove_dir_all(folder(&world));
    let body = format!(
        "mount --bind '{0}' '{0}' && mount -o remount,bind,ro '{0}' || exit 99\ncd '{0}'\n\
         export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'\n\
         exec '{1}' \"$@\"",
        world.repo().display(),
        env!("CARGO_BIN_EXE_git-desk"),
    );
    let start = world.root().join("start");
    crate::store::script(&start, &body);
    let out = world.run_in(world.root(), "unshare", &["-rm", start.to_str().expect("UTF-8"), "show", &id], "");
    if out.code == 99 {
        eprintln!("skipped: no bind mounts here");
        return;
    }
    assert_eq!(out.ok(), wanted);
    assert!(!folder(&world).exists(), "nothing was written");
}

#[test]
fn a_desk_that_goes_back_and_on_again_keeps_its_order_of_work() {
    let world = busy();
    let list = world.desk(&["list"]).ok();
    let last = list.lines().nth(1).and_then(|line| line.split(' ').next()).expect("a ticket").to_owned();
    world.desk(&["tag", &last, "+again", "-q"]).ok();
    let wanted = world.desk(&["list"]).ok();
    // Somebody asks for what needs no history while the desk is where it was; then it is where it is.
    let tip = world.git(&["rev-parse", "tickets"]);
    world.git(&["update-ref", "refs/heads/tickets", "tickets~1"]);
    world.desk(&["list", "is:any", "sort:id", "--limit", "1"]).ok();
    world.git(&["update-ref", "refs/heads/tickets", tip.trim()]);
    assert_eq!(world.desk(&["list"]).ok(), wanted);
    assert_eq!(world.desk_as(&OFF, &["list"]).ok(), wanted);
}

#[test]
fn many_readers_and_writers_make_one_index_and_no_error() {
    let world = busy();
    let id = ids(&world)[0].clone();
    std::thread::scope(|scope| {
        for n in 0..6 {
            let (world, id) = (&world, &id);
            scope.spawn(move || {
                for round in 0..4 {
                    let tag = format!("+t{n}-{round}");
                    if n < 2 {
                        world.desk(&["tag", id, &tag, "-q"]).ok();
                    }
                    assert_eq!(world.desk(&["list", "is:any", "--limit", "3"]).code, 0);
                    assert_eq!(world.desk(&["sla"]).code, 0);
                }
            });
        }
    });
    compare(&world, &id, "after all of them");
    let desks = fs::read_dir(folder(&world)).expect("a folder").count();
    assert!(databases(&world).len() <= desks, "what is named no more was removed: {:?}", databases(&world));
}
