//! Who may do what, from one table: through the verbs, and as commits by hand that `check` judges.

use super::{path_of, put, rewrite};
use crate::support::{Out, World};
use std::path::PathBuf;

/// Sol asked; Rita asks too, but not this. `who`, in which role, and how their messages are signed.
const PEOPLE: [(&str, &str, &str); 8] = [
    ("sol@example.com", "", "requester"),
    ("rita@example.com", "requester", "requester"),
    ("eva@example.com", "light", "agent"),
    ("luis@example.com", "agent", "agent"),
    ("gus@example.com", "guided", "agent"),
    ("lea@example.com", "lead", "agent"),
    ("ana@example.com", "admin", "agent"),
    ("robot@example.com", "bot", "bot"),
];

/// A column for each of `PEOPLE`: x may, - may not (exit 4).
const TABLE: &str = "
    verb            sol  rita  light  agent  guided  lead  admin  bot
    new             x    x     -      x      x       x     x      x
    new-for-other   x    -     -      x      x       x     x      x
    new-assigned    x    x     -      x      x       x     x      x
    new-by-ci       x    x     -      x      x       x     x      x
    reply           x    -     -      x      x       x     x      x
    note            -    -     x      x      x       x     x      x
    attach          x    -     -      x      x       x     x      x
    attach-internal -    -     x      x      x       x     x      x
    hold            -    -     -      x      x       x     x      -
    solve           -    -     -      x      x       x     x      x
    reopen          -    -     -      x      x       x     x      x
    assign          -    -     -      x      -       x     x      x
    assign-me       -    -     -      x      -       x     x      x
    claim           -    -     -      x      -       x     x      -
    release         -    -     -      x      x       x     x      -
    escalate        -    -     -      x      x       x     x      x
    tag             -    -     -      x      x       x     x      x
    link            -    -     -      x      x       x     x      x
    follow          -    -     x      x      x       x     x      x
    follow-other    -    -     -      x      x       x     x      x
    edit            -    -     -      x      x       x     x      x
    edit-field      -    -     -      x      x       x     x      x
    edit-requester  -    -     -      x      x       x     x      x
    merge           -    -     -      x      -       x     x      x
    unmerge         -    -     -      x      -       x     x      x
    split           -    -     -      x      -       x     x      x";

/// A desk with people and tickets of every kind that a verb needs.
struct Scene {
    world: World,
    ids: Vec<(&'static str, String)>,
    /// A message that can be split off.
    message: String,
}

impl Scene {
    fn new() -> Scene {
        let world = World::with_desk();
        std::fs::write(world.repo().join("log.txt"), "trace").expect("a file");
        let mut ids = Vec::new();
        for name in ["plain", "other", "solved", "claimed", "source", "target", "long"] {
            let line = ["new", name, "-m", "It is on fire", "--requester", "sol@example.com", "--json"];
            let made = world.desk_as(&person("luis@example.com"), &line).json();
            ids.push((name, made["ticket"]["id"].as_str().expect("an id").to_owned()));
        }
        let listed = PEOPLE.iter().filter(|(_, role, _)| !role.is_empty());
        let people: String = listed.map(|(who, role, _)| format!("  {who}: {role}\n")).collect();
        put(&world, "config/people.yaml", &format!("people:\n{people}"));
        let scene = Scene { world, ids, message: String::new() };
        let (world, id) = (&scene.world, |name| scene.id(name));
        world.desk_as(&person("luis@example.com"), &["solve", &id("solved"), "-q"]).ok();
        let claim = "claim:\n  by: zoe@example.com\n  until: 2026-11-01T00:00:00Z\ncreated:";
        rewrite(world, &path_of(&id("claimed")), "created:", claim);
        world
            .desk_as(&person("luis@example.com"), &["merge", &id("source"), "--into", &id("target"), "-q"])
            .ok();
        world
            .desk_as(&person("luis@example.com"), &["reply", &id("long"), "-m", "Second", "-q"])
            .ok();
        let shown = world.desk(&["show", &id("long"), "--json"]).json();
        let message = shown["ticket"]["messages"][1]["id"].as_str().expect("an id").to_owned();
        Scene { message, ..scene }
    }

    fn id(&self, name: &str) -> String {
        let found = self.ids.iter().find(|(other, _)| *other == name);
        found.map(|(_, id)| id.clone()).expect("a ticket of this name")
    }

    /// The words of a verb.
    fn line(&self, verb: &str) -> Vec<String> {
        let (plain, other) = (self.id("plain"), self.id("other"));
        let line: &[&str] = match verb {
            "new" => &["new", "Fan"],
            "new-for-other" => &["new", "Fan", "--requester", "boss@example.com"],
            "new-assigned" => &["new", "Fan", "--assignee", "zoe@example.com"],
            "new-by-ci" => &["new", "Fan", "--channel", "ci"],
            "reply" => &["reply", &plain, "-m", "Hello"],
            "note" => &["note", &plain, "-m", "Hello"],
            "attach" => &["attach", &plain, "log.txt"],
            "attach-internal" => &["attach", &plain, "log.txt", "--internal"],
            "hold" => &["hold", &plain],
            "solve" => &["solve", &plain],
            "reopen" => &["reopen", &self.id("solved")],
            "assign" => &["assign", &plain, "zoe@example.com"],
            "assign-me" => &["assign", &plain, "--me"],
            "claim" => &["claim", &plain],
            "release" => &["release", &self.id("claimed")],
            "escalate" => &["escalate", &plain, "--to", "network", "-m", "Too hard"],
            "tag" => &["tag", &plain, "+vip"],
            "link" => &["link", &plain, "--to", &other],
            "follow" => &["follow", &plain],
            "follow-other" => &["follow", &plain, "--who", "zoe@example.com"],
            "edit" => &["edit", &plain, "--priority", "high"],
            "edit-field" => &["edit", &plain, "--field", "service=web"],
            "edit-requester" => &["edit", &plain, "--requester", "zoe@example.com"],
            "merge" => &["merge", &plain, "--into", &other],
            "unmerge" => &["unmerge", &self.id("source")],
            "split" => &["split", &self.id("long"), "--messages", &self.message],
            other => panic!("no line for {other}"),
        };
        line.iter().map(|word| (*word).to_owned()).collect()
    }

    fn run(&self, who: &str, verb: &str) -> Out {
        let line = self.line(verb);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        self.world.desk_as(&person(who), &line)
    }

    fn tip(&self) -> String {
        self.world.git(&["rev-parse", "tickets"]).trim().to_owned()
    }

    fn reset(&self, tip: &str) {
        self.world.git(&["update-ref", "refs/heads/tickets", tip]);
        // Nobody remembers what never was.
        std::fs::remove_dir_all(self.world.repo().join(".git/desk/looked")).ok();
    }

    /// What the verb did for the admin, as a commit that somebody else made by hand: in their name.
    fn by_hand(&self, before: &str, after: &str, (who, _, signs): (&str, &str, &str)) {
        let index = self.world.root().join("index");
        let git = |args: &[&str], input: &str| git_as(&self.world, (who, &index), args, input);
        git(&["read-tree", after], "");
        let changed = git(&["diff-tree", "-r", "--name-only", "--diff-filter=AM", before, after, "--", "tickets"], "");
        for path in changed.lines() {
            let old = self
                .world
                .run_in(&self.world.repo(), "git", &["show", &format!("{before}:{path}")], "")
                .stdout;
            let new = git(&["show", &format!("{after}:{path}")], "");
            let mut text = new.replace("ana@example.com", who);
            if signs != "agent" && new.matches("role: agent").count() > old.matches("role: agent").count() {
                let at = text.rfind("role: agent").expect("a message");
                text.replace_range(at..at + "role: agent".len(), &format!("role: {signs}"));
            }
            let hash = git(&["hash-object", "-w", "--stdin"], &text);
            git(&["update-index", "--add", "--cacheinfo", &format!("100644,{},{path}", hash.trim())], "");
        }
        let tree = git(&["write-tree"], "");
        let commit = git(&["commit-tree", tree.trim(), "-p", before, "-m", "by hand"], "");
        self.reset(commit.trim());
    }
}

fn person(email: &str) -> [(&str, &str); 2] {
    [("GIT_AUTHOR_NAME", email), ("GIT_AUTHOR_EMAIL", email)]
}

#[track_caller]
fn git_as(world: &World, (who, index): (&str, &PathBuf), args: &[&str], input: &str) -> String {
    use std::io::Write;
    let mut command = world.command(&world.repo(), "git", args);
    command.env("GIT_INDEX_FILE", index).envs(person(who));
    let piped = std::process::Stdio::piped;
    let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().expect("git");
    child.stdin.take().expect("stdin").write_all(input.as_bytes()).expect("git reads");
    let out = child.wait_with_output().expect("git ends");
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("git speaks UTF-8")
}

/// The table with the letters that `may` gives, in the same form.
fn table(may: impl Fn(&str, usize) -> bool) -> String {
    let row = |line: &str| {
        let verb = line.split_whitespace().next().unwrap_or_default();
        if matches!(verb, "" | "verb") {
            return line.to_owned();
        }
        let letters = (0..PEOPLE.len()).map(|n| if may(verb, n) { "x" } else { "-" });
        let widths = [5, 6, 7, 7, 8, 6, 7, 1];
        let cells: String = letters.zip(widths).map(|(letter, width)| format!("{letter:width$}")).collect();
        format!("    {verb:16}{cells}")
    };
    TABLE.lines().map(row).collect::<Vec<_>>().join("\n")
}

fn letter(verb: &str, n: usize) -> &'static str {
    let rows = TABLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let row = rows.into_iter().find(|row| row.first() == Some(&verb));
    row.and_then(|row| row.get(n + 1).copied()).unwrap_or_default()
}

#[test]
fn each_verb_does_for_each_role_what_the_table_says() {
    let scene = Scene::new();
    let before = scene.tip();
    let found = table(|verb, n| {
        let out = scene.run(PEOPLE[n].0, verb);
        scene.reset(&before);
        assert!(matches!(out.code, 0 | 4), "{verb} by {}: {out:?}", PEOPLE[n].0);
        out.code == 0
    });
    assert_eq!(found, TABLE, "found:\n{found}");
}

#[test]
fn check_judges_a_commit_by_hand_as_the_verb_would_have() {
    let scene = Scene::new();
    let before = scene.tip();
    let found = table(|verb, n| {
        // They are told from agents in nothing but what they may redact.
        if matches!(PEOPLE[n].1, "lead" | "agent") {
            return letter(verb, n) == "x";
        }
        // Whose turn a ticket is, is known to the verb and not to history.
        if (verb, PEOPLE[n].1) == ("claim", "guided") {
            return false;
        }
        scene.run("ana@example.com", verb).ok();
        let after = scene.tip();
        assert_ne!(before, after, "{verb}");
        scene.by_hand(&before, &after, PEOPLE[n]);
        let checked = scene.world.desk(&["check", &format!("{before}..tickets"), "--json"]);
        scene.reset(&before);
        let json: serde_json::Value = serde_json::from_str(&checked.stdout).expect("--json prints JSON");
        let faults = json["faults"].as_array().expect("a list");
        let rules = ["transition", "creation", "forbidden", "needs-assignee"];
        assert!(faults.iter().all(|fault| rules.iter().any(|kind| fault["kind"] == *kind)), "{verb}: {json:#}");
        checked.code == 0
    });
    assert_eq!(found, TABLE, "found:\n{found}");
}

#[test]
fn a_requester_speaks_as_what_they_are() {
    let scene = Scene::new();
    let before = scene.tip();
    scene.run("ana@example.com", "reply").ok();
    scene.by_hand(&before, &scene.tip(), ("sol@example.com", "", "agent"));
    let told = scene.world.desk(&["check", &format!("{before}..tickets")]);
    let said = "acting in the name of others is not possible for this role (requester)";
    assert!(told.code == 1 && told.stdout.contains(said), "{told:?}");
}

#[test]
fn a_refusal_names_the_roles_that_may() {
    let scene = Scene::new();
    let plain = scene.id("plain");
    let refused = scene.run("eva@example.com", "tag").fails(4);
    let expected = format!(
        "error: {plain}: adding and removing tags is not possible for this role (light agent)\n\
         hint: possible for: agent, guided agent, lead, admin, bot; who has which role is in config/people.yaml\n"
    );
    assert_eq!(refused, expected);
    let refused = scene
        .world
        .desk_as(&person("gus@example.com"), &["assign", &plain, "--me", "--lang", "es"])
        .fails(4);
    let expected = format!(
        "error: {plain}: asignar tickets no es posible para este rol (agente guiado)\n\
         sugerencia: es posible para: agente, líder, administrador, bot; quién tiene qué rol está en config/people.yaml\n"
    );
    assert_eq!(refused, expected);
    let refused = scene.run("rita@example.com", "new-for-other").fails(4);
    assert!(
        refused.starts_with("error: acting in the name of others is not possible for this role (requester)\n"),
        "{refused}"
    );
}

#[test]
fn a_follower_speaks_and_leaves_the_status_to_whoever_asked() {
    let scene = Scene::new();
    let world = &scene.world;
    let engineering = git_desk::store::files::WorkflowName::Engineering.text();
    put(world, "config/workflow.yaml", engineering);
    let plain = scene.id("plain");
    world.desk(&["follow", &plain, "--who", "rita@example.com", "-q"]).ok();
    world.desk_as(&person("rita@example.com"), &["reply", &plain, "-m", "Me too", "-q"]).ok();
    let refused = world.desk_as(&person("rita@example.com"), &["close", &plain]).fails(4);
    assert!(refused.contains("changing values is not possible for this role (requester)"), "{refused}");
    world.desk_as(&person("sol@example.com"), &["close", &plain, "-q"]).ok();
}
