//! Lines that cannot be carried out: for each its exit code, its kind for programs, and what people are told, in
//! both languages, as `bad_input.txt` has it. `UPDATE_SNAPSHOTS=1` writes that file; every line of it is read.

use super::{close, file, put, state};
use crate::support::World;
use git_desk::cli::args::Verb;

/// What was printed, beside this file.
const SNAPSHOT: &str = "tests/it/verbs/bad_input.txt";

/// A word in capitals stands for a ticket or a text: PLAIN, OTHER, SOLVED, CLOSED, MERGED, HELD, MESSAGE, LONG.
const LINES: &[&str] = &[
    "# The command line",
    "lst",
    "4k7x",
    "--nope",
    "list --nope",
    "list --limt 3",
    "list --limit",
    "list --limit many",
    "list --limit -1",
    "list --format xml",
    "list --json --format csv",
    "new Fan --format csv",
    "list --lang fr",
    "list --color sometimes",
    "list --now soon",
    "-C nowhere list",
    "--ref a..b list",
    "help nothing",
    "completions csh",
    "report nothing",
    "sla --fail-on never",
    "sla explain",
    "sla explain ID lifetime",
    "report times --by nothing",
    "import nothing x.jsonl",
    "check nothing..tickets",
    "# Which ticket",
    "show",
    "show PLAIN OTHER",
    "show ~''",
    "show zzzz",
    "show #9",
    "show #x",
    "show u",
    "show ref:github:a/b#1",
    "log zzzz",
    "reply zzzz -m Hi",
    "solve",
    "solve PLAIN zzzz",
    "solve PLAIN --query is:any",
    "solve --query ~''",
    "solve --query statsu:open",
    "assign",
    "assign PLAIN",
    "assign PLAIN --me --none",
    "assign PLAIN ~''",
    "status PLAIN",
    "status PLAIN done",
    "status",
    "# Values",
    "new",
    "new ~''",
    "new ~' '",
    "new Fan --priority hot",
    "new Fan --type bug",
    "new Fan --status done",
    "new Fan --status closed",
    "new Fan --due tomorow",
    "new Fan --field service",
    "new Fan --field =x",
    "new Fan --tag ~''",
    "new Fan --requester ~' '",
    "new Fan words too many",
    "new Fan -m a -F b",
    "edit PLAIN",
    "edit PLAIN --priority hot",
    "edit PLAIN --title ~''",
    "edit PLAIN --unset colour",
    "edit PLAIN --unset priority",
    "edit PLAIN --unset created",
    "edit PLAIN --unset title",
    "edit PLAIN --due 2026-02-30",
    "edit CLOSED --priority high",
    "tag PLAIN",
    "tag PLAIN --add ~''",
    "list --columns id,colour",
    "list --sort colour",
    "show PLAIN --at 25:00",
    "show PLAIN --at 2001-01-01",
    "# Queries",
    "list status:opne",
    "list statsu:open",
    "list priority>hot",
    "list created>soon",
    "list ~'title:\"open'",
    "list ~'(a'",
    "list ~'a)'",
    "list ~'()'",
    "list ~'a or'",
    "list is:nothing",
    "export status:opne --format csv",
    "# Texts and files",
    "reply PLAIN",
    "reply PLAIN -m ~' '",
    "reply PLAIN -m LONG",
    "reply PLAIN -F nowhere.txt",
    "reply PLAIN -F folder",
    "reply PLAIN -F latin.txt",
    "reply PLAIN -m Hi --status done",
    "reply PLAIN -m Hi --status closed",
    "reply PLAIN -m Hi --attach nowhere.txt",
    "reply PLAIN -m Hi --attach folder",
    "reply PLAIN -m Hi --attach large.txt",
    "reply CLOSED -m Hi",
    "note PLAIN",
    "note PLAIN -m Hi --until soon --status hold",
    "attach PLAIN",
    "attach PLAIN nowhere.txt",
    "attach PLAIN folder",
    "attach PLAIN large.txt",
    "attach CLOSED latin.txt",
    "attachment PLAIN none.txt",
    "attachment PLAIN -o x",
    "import events nowhere.jsonl",
    "# Statuses",
    "close PLAIN",
    "reopen CLOSED",
    "solve CLOSED -m Done",
    "pend PLAIN -m LONG",
    "status PLAIN hold --until soon",
    "# Hands",
    "claim PLAIN --for soon",
    "claim PLAIN --for 0m",
    "claim HELD",
    "solve HELD",
    "release HELD",
    "claim CLOSED",
    "escalate PLAIN",
    "escalate PLAIN -m Hard",
    "escalate PLAIN --to ~'' -m Hard",
    "follow CLOSED",
    "# Merging and links",
    "link PLAIN",
    "link PLAIN --to PLAIN",
    "link PLAIN --to zzzz",
    "link CLOSED --to PLAIN",
    "merge PLAIN",
    "merge PLAIN --into PLAIN",
    "merge PLAIN --into CLOSED",
    "merge PLAIN --into MERGED",
    "merge MERGED --into PLAIN",
    "merge CLOSED --into PLAIN",
    "unmerge PLAIN",
    "split PLAIN",
    "split PLAIN --messages zzzz",
    "split PLAIN --messages MESSAGE",
    "undo zzzz",
    "undo NEVER",
];

struct Scene {
    world: World,
    names: Vec<(&'static str, String)>,
}

impl Scene {
    fn new() -> Scene {
        let world = World::with_desk();
        let text = world.git(&["show", "tickets:desk.yaml"]);
        put(&world, "desk.yaml", &format!("{text}\nlimits:\n  message: 64\n  attachment: 128\n"));
        std::fs::create_dir(world.repo().join("folder")).expect("a folder");
        std::fs::write(world.repo().join("latin.txt"), b"caf\xe9").expect("a file");
        std::fs::write(world.repo().join("large.txt"), "x".repeat(200)).expect("a file");
        let mut names: Vec<(&str, String)> = Vec::new();
        for name in ["PLAIN", "OTHER", "SOLVED", "CLOSED", "MERGED", "HELD"] {
            names.push((name, file(&world, name, &["-m", "It is on fire", "--priority", "normal"])));
        }
        let id = |name: &str| names.iter().find(|(n, _)| *n == name).map(|(_, id)| id.clone()).expect("a ticket");
        world.desk(&["solve", &id("SOLVED"), &id("CLOSED"), "-q"]).ok();
        close(&world, &id("CLOSED"));
        world.desk(&["merge", &id("MERGED"), "--into", &id("OTHER"), "-q"]).ok();
        world.desk_as(&super::LUIS, &["claim", &id("HELD"), "--for", "2h", "-q"]).ok();
        // With another seed: ids of messages would else be those of tickets.
        let sol = [&super::SOL[..], &[("GIT_DESK_SEED", "another")]].concat();
        world.desk_as(&sol, &["reply", &id("PLAIN"), "-m", "Still", "-q"]).ok();
        // Ana did nothing to this one.
        let theirs = world.desk_as(&super::LUIS, &["new", "NEVER", "--json"]).json();
        let never = theirs["ticket"]["id"].as_str().expect("an id").to_owned();
        let shown = world.desk(&["show", &id("PLAIN"), "--json"]).json();
        let messages = shown["ticket"]["messages"].as_array().expect("messages");
        let request = messages.iter().find(|m| m["role"] == "requester").expect("Sol's");
        let message = request["id"].as_str().expect("an id").to_owned();
        names.extend([("NEVER", never), ("MESSAGE", message), ("LONG", "x".repeat(99))]);
        Scene { world, names }
    }

    /// The words of a line: `~` begins one in quotation marks.
    fn words(&self, line: &str) -> Vec<String> {
        let (line, quoted) = match line.split_once('~') {
            Some((before, rest)) => {
                let (text, after) = rest[1..].split_once('\'').expect("it is closed");
                (format!("{before}{} {after}", '\u{1}'), Some(text))
            }
            None => (line.to_owned(), None),
        };
        let word = |word: &str| match self.names.iter().find(|(name, _)| *name == word) {
            Some((_, meant)) => meant.clone(),
            None if word == "\u{1}" => quoted.unwrap_or_default().to_owned(),
            None => word.to_owned(),
        };
        line.split_whitespace().map(word).collect()
    }

    /// What this machine and this run chose, by name.
    fn plain(&self, text: &str) -> String {
        let root = self.world.root().canonicalize().expect("it is there");
        let mut text = text.replace(&root.display().to_string(), "ROOT");
        for (name, meant) in &self.names {
            text = text.replace(meant.as_str(), name);
        }
        let kept = |line: &str| match line.find("-MESSAGE.md").and_then(|end| Some((line[..end].rfind('/')?, end))) {
            Some((start, end)) => format!("{}/KEPT{}", &line[..start], &line[end..]),
            None => line.to_owned(),
        };
        text.lines().map(|line| format!("    {}\n", kept(line))).collect()
    }

    fn told(&self, line: &str) -> String {
        let words = self.words(line);
        let run = |more: &[&str]| {
            let mut line: Vec<&str> = words.iter().map(String::as_str).collect();
            let end = line.iter().position(|w| *w == "--").unwrap_or(line.len());
            line.splice(end..end, more.iter().copied());
            self.world.desk(&line)
        };
        let (en, es) = (run(&["--lang", "en"]), run(&["--lang", "es"]));
        let silent = en.stdout.is_empty() && es.stdout.is_empty() && en.code == es.code && en.code != 0;
        assert!(silent, "{line}: {en:?} {es:?}");
        let mut kind = String::from("-");
        let has_json = !["--format", "completions", "help"].iter().any(|word| line.contains(word));
        if has_json {
            let json = run(&["--json"]);
            let error: serde_json::Value = serde_json::from_str(&json.stderr).unwrap_or_default();
            kind = error["error"]["kind"].as_str().unwrap_or("-").to_owned();
            let first = en.stderr.lines().next().unwrap_or_default();
            let message = error["error"]["message"].as_str().unwrap_or_default();
            assert!(kind == "-" || first == format!("error: {message}"), "{line}: {first} {json:?}");
            let hint = en.stderr.lines().find_map(|l| l.strip_prefix("hint: "));
            assert!(kind == "-" || error["error"]["hint"].as_str() == hint, "{line}: {json:?}");
        }
        format!("git desk {line} → {} {kind}\n{}{}", en.code, self.plain(&en.stderr), self.plain(&es.stderr))
    }
}

#[test]
fn every_bad_line_has_its_error_its_hint_and_its_exit_code() {
    let scene = Scene::new();
    let before = state(&scene.world).0;
    let mut found = String::new();
    for line in LINES {
        match line.strip_prefix("# ") {
            Some(title) => found.push_str(&format!("\n# {title}\n")),
            None => found.push_str(&format!("\n{}", scene.told(line))),
        }
    }
    assert_eq!(state(&scene.world).0, before, "nothing was written");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(SNAPSHOT);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &found).expect("the snapshot can be written");
    }
    let known = std::fs::read_to_string(&path).expect("the snapshot is there");
    let blocks = |text: &str| text.split("\n\n").map(|b| b.trim().to_owned()).collect::<Vec<_>>();
    for (found, known) in blocks(&found).iter().zip(blocks(&known)) {
        assert_eq!(found, &known, "UPDATE_SNAPSHOTS=1 takes it over");
    }
    assert_eq!(found, known);
}

#[test]
fn every_verb_refuses_what_it_does_not_know() {
    let world = World::with_desk();
    for (verb, formats) in Verb::ALL {
        let unknown = world.desk(&[verb, "--zzz"]).fails(2);
        let expected =
            format!("error: there is no flag '--zzz' here\nhint: 'git desk help {verb}' shows what it takes\n");
        assert_eq!(unknown, expected);
        let unknown = world.desk(&[verb, "--format", "xml"]).fails(2);
        let names: Vec<&str> = formats.iter().map(|f| f.as_str()).collect();
        let expected = format!(
            "error: 'xml' is no value for '--format'\nhint: possible values: {}\n",
            if names.is_empty() { "table".to_owned() } else { names.join(", ") }
        );
        assert_eq!(unknown, expected, "{verb}");
        let conflict = world.desk(&[verb, "--zzz", "--lang", "es"]).fails(2);
        assert_eq!(
            conflict,
            format!(
                "error: la opción '--zzz' no existe aquí\nsugerencia: 'git desk help {verb}' muestra lo que admite\n"
            )
        );
    }
}
