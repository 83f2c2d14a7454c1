//! What the README shows works: its `sh` blocks run from top to bottom in one shell, as somebody would
//! who tries them, from a home with nothing in it but a name; its YAML is what the store writes.
//!
//! Blocks of `bash` set things up on the reader's machine and are not run here.

use crate::support::World;

const README: &str = include_str!("../../README.md");

/// A block of code: its language, the line of the page where it begins, its text.
struct Block {
    language: &'static str,
    line: usize,
    text: String,
}

fn blocks() -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, Option<Block>) = (Vec::new(), None);
    for (n, line) in README.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(language)) => open = Some(Block { language, line: n + 2, text: String::new() }),
            (Some(block), None) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "every block ends");
    blocks
}

fn of(language: &str) -> impl Iterator<Item = Block> {
    blocks().into_iter().filter(move |block| block.language == language)
}

/// Each block says where it begins, so that a failure has a place.
fn script() -> String {
    let script = of("sh").map(|b| format!("echo '== README.md:{}'\n{}", b.line, b.text));
    format!("set -eu\n{}", script.collect::<String>())
}

#[test]
fn the_tour_works_from_the_first_line_to_the_last() {
    let world = World::new();
    let out = world.run_in(world.root(), "sh", &["-c", &script()], "");
    assert_eq!(out.code, 0, "{}\n{}", out.stdout, out.stderr);
    assert!(of("sh").count() > 5, "the tour has its blocks");
}

#[test]
fn the_ticket_that_is_shown_is_the_one_that_the_tour_makes() {
    let world = World::new();
    let script = format!("{}\necho '== the ticket'; cd ../shop; git show \"tickets:$file\"\n", script());
    let out = world.run_in(world.root(), "sh", &["-c", &script], "");
    let stored = out.stdout.rsplit_once("== the ticket\n").map_or("", |(_, yaml)| yaml);
    let shown = of("yaml").next().expect("the README shows a ticket").text;
    assert_eq!(without_chance(stored), without_chance(&shown), "{}", out.stderr);
}

/// A ticket without what differs each time: ids and instants.
fn without_chance(yaml: &str) -> String {
    let chance = ["id: ", "- id: ", "  at: ", "created: "];
    let line = |l: &str| chance.into_iter().find(|key| l.starts_with(key)).unwrap_or(l).to_owned();
    yaml.lines().map(|l| line(l) + "\n").collect()
}

#[test]
fn exit_codes_are_those_of_the_table() {
    let world = World::with_desk();
    world.desk(&["list"]).ok();
    assert!(world.desk(&["list", "status:nowhere"]).fails(2).starts_with("error: "));
    let error = world.desk(&["show", "zzzz", "--json"]).fails(4);
    let error: serde_json::Value = serde_json::from_str(&error).expect("errors are JSON, too");
    assert_eq!(error["error"]["kind"], "unknown-ticket");
    for code in ["`0`", "`1`", "`2`", "`3`", "`4`", "`70`"] {
        assert!(README.contains(&format!("| {code} |")), "the table names {code}");
    }
}

#[test]
fn verbs_that_are_shown_exist() {
    let help = World::new().desk(&["help"]).ok();
    let verbs: Vec<&str> = help.lines().filter_map(|l| l.strip_prefix("  ")?.split_whitespace().next()).collect();
    for block in blocks() {
        for line in block.text.lines().map(|line| line.split(" #").next().unwrap_or_default()) {
            let mut words = line.split_once("git desk ").map_or("", |(_, rest)| rest).split_whitespace();
            // What comes first and is no flag nor its value.
            let verb = words.find(|w| !w.starts_with('-') && *w != "es").unwrap_or_default();
            assert!(verb.is_empty() || verbs.contains(&verb), "{line}: there is no {verb}");
        }
    }
}
