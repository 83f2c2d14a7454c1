//! Errors, word for word: what happened and where, what mends it, the exit code, and the same for programs.

use super::{file, put, rewrite};
use crate::support::{Out, World};

/// Checks an error for people, and the same one for programs: the text is English in every language, and
/// the shape is that of the schema.
#[track_caller]
fn refused(world: &World, line: &[&str], code: i32, kind: &str, expected: &str) {
    assert_eq!(world.desk(line).fails(code), expected, "{line:?}");
    let schema = world.desk(&["schema", "error"]).json();
    let for_programs = |lang: &str| {
        let out = world.desk(&[line, &["--json", "--lang", lang]].concat()).fails(code);
        let error: serde_json::Value = serde_json::from_str(&out).expect("an error in JSON");
        assert!(jsonschema::is_valid(&schema, &error), "{error}");
        error["error"].clone()
    };
    let error = for_programs("en");
    assert_eq!(error, for_programs("es"), "{line:?}");
    assert_eq!(error["kind"], kind);
    let message = format!("error: {}", error["message"].as_str().expect("a message"));
    assert_eq!(expected.lines().next(), Some(message.as_str()));
    let hint = error["hint"].as_str().map(|hint| format!("hint: {hint}"));
    assert_eq!(expected.lines().rfind(|l| l.starts_with("hint: ")).map(str::to_owned), hint);
}

#[test]
fn outside_of_a_repository() {
    let world = World::new();
    let here = |args: &[&str]| -> Out { world.run_in(world.root(), env!("CARGO_BIN_EXE_git-desk"), args, "") };
    let place = world.root().canonicalize().expect("the directory is there");
    let expected = format!(
        "error: there is no git repository at {}, nor above it\n\
         hint: go to one, name one with -C DIR, or make one: git init\n",
        place.display()
    );
    for line in [&["list"][..], &[], &["new", "x"], &["init"]] {
        assert_eq!(here(line).fails(4), expected, "{line:?}");
    }
    assert_eq!(here(&["schema"]).code, 0, "needs no repository");
    assert_eq!(
        here(&["-C", "nowhere", "list"]).fails(4),
        "error: there is no directory nowhere\nhint: name one that is there with -C DIR\n"
    );
}

#[test]
fn before_there_is_a_desk() {
    let world = World::new();
    let expected = "error: there is no desk here yet (refs/heads/tickets)\nhint: make one: git desk init\n";
    for line in [&["list"][..], &["show", "abcd"], &["new", "x"], &["solve", "abcd"]] {
        refused(&world, line, 4, "no-desk", expected);
    }
    assert_eq!(
        world.desk(&["--ref", "a b", "list"]).fails(2),
        "error: “a b” is no name for a branch\nhint: write one such as refs/heads/tickets\n"
    );
}

#[test]
fn ids_that_name_no_ticket() {
    let world = World::with_desk();
    let hint = "hint: see all of them: git desk list is:any\n";
    for typed in ["zzzz", "#7", "ref:github:acme/shop#1"] {
        let expected = format!("error: there is no ticket “{typed}”\n{hint}");
        for verb in ["show", "log", "solve"] {
            refused(&world, &[verb, typed], 4, "unknown-ticket", &expected);
        }
    }
    let hint = "hint: an id is the beginning of one in git desk list, #142, or ref:NAME\n";
    for typed in ["UUUU", "#x", "a/../b", "abcdefghjkmnp"] {
        refused(
            &world,
            &["show", typed],
            2,
            "bad-id",
            &format!("error: “{typed}” cannot be the id of a ticket\n{hint}"),
        );
    }
}

#[test]
fn a_beginning_that_several_ids_have() {
    let mut world = World::with_desk();
    let mut ids: Vec<String> = Vec::new();
    // Sooner or later two ids begin alike: there are 32 first characters.
    let (first, second) = loop {
        world = world.with("GIT_DESK_SEED", &format!("seed {}", ids.len()));
        let id = file(&world, &format!("ticket {}", ids.len()), &[]);
        if let Some(other) = ids.iter().find(|other| other[..1] == id[..1]) {
            break (other.clone(), id);
        }
        ids.push(id);
    };
    let mut both = [first, second];
    both.sort();
    let title = |id: &str| super::shown(&world, id)["title"].as_str().expect("a title").to_owned();
    let prefix = &both[0][..1];
    let expected = format!(
        "error: several tickets begin with “{prefix}”:\n  {}  {}\n  {}  {}\nhint: type one more character\n",
        both[0],
        title(&both[0]),
        both[1],
        title(&both[1])
    );
    refused(&world, &["show", prefix], 4, "ambiguous-ticket", &expected);
}

#[test]
fn names_that_mean_nothing() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let columns = "error: there is no column “colour”\n\
        hint: columns are id, status_category, updated, sla, number, title, status, until, resolution, type, priority, \
        requester, organization, assignee, group, brand, channel, language, category, form, due, merged_into, created, \
        closed, tags, followers, refs, fingerprints and field.NAME\n";
    refused(&world, &["list", "--columns", "id,colour"], 2, "unknown-column", columns);
    let keys = "error: there is no key “colour”\n\
        hint: keys are requester, organization, assignee, group, brand, channel, language, category, due, resolution \
        and field.NAME\n";
    refused(&world, &["edit", &id, "--unset", "colour"], 2, "unknown-key", keys);
    let statuses = "error: there is no status “done”\nhint: statuses are new, open, pending, hold, solved, closed\n";
    refused(&world, &["status", &id, "done"], 2, "unknown-status", statuses);
    refused(&world, &["new", "x", "--status", "done"], 2, "unknown-status", statuses);
    let verb = "error: there is no verb 'lst'\nhint: did you mean 'list'?\n";
    refused(&world, &["lst"], 2, "usage", verb);
    let format =
        "error: 'xml' is no value for '--format'\nhint: possible values: table, json, jsonl, csv, yaml, markdown\n";
    assert_eq!(world.desk(&["list", "--format", "xml"]).fails(2), format);
}

#[test]
fn queries_say_where_they_are_wrong() {
    let world = World::with_desk();
    let hint = "hint: the language is described in git desk help list\n";
    let rows = [
        ("status:opne", "“opne” is no value of status; did you mean open?\n  status:opne\n         ^^^^\n"),
        ("is:any (a or", "a term is missing beside “or”\n  is:any (a or\n            ^^\n"),
        (
            "created>soon",
            "“soon” is no value of created; expected a time such as 2026-10-01, \"2026-10-01 14:30\", yesterday, or a distance such as 7d, 2w, 3h\n  created>soon\n          ^^^^\n",
        ),
        ("title:\"open", "the quotation mark is never closed\n  title:\"open\n        ^^^^^\n"),
    ];
    for (query, told) in rows {
        refused(&world, &["list", query], 2, "bad-query", &format!("error: bad query: {told}{hint}"));
    }
    let sort = "error: bad query: “colour” is no value of sort; expected one of: priority, created, updated, status, \
                title, assignee, requester, organization, group, brand, channel, language, category, form, type, closed, due, \
                id, number, recurs, field.NAME\n  sort:colour\n       ^^^^^^\n";
    refused(&world, &["list", "--sort", "colour"], 2, "bad-query", &format!("{sort}{hint}"));
    assert!(world.desk(&["help", "list"]).ok().contains("\nQueries:\n"), "the hint tells the truth");
}

#[test]
fn times_that_are_none() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let hint = "hint: write 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d or yesterday\n";
    let rows: [(&[&str], &str); 4] = [
        (&["show", &id, "--at", "2026-02-30"], "--at: “2026-02-30”"),
        (&["new", "x", "--due", "soon"], "--due: “soon”"),
        (&["status", &id, "pending", "--until", ""], "--until: “”"),
        (&["list", "--now", "25:00"], "--now: “25:00”"),
    ];
    for (line, what) in rows {
        refused(&world, line, 2, "bad-time", &format!("error: {what} is no time\n{hint}"));
    }
}

#[test]
fn what_is_missing_where_nobody_can_be_asked() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let hint = "hint: give it on the command line: nobody can be asked here\n";
    refused(&world, &["reply", &id, "--no-input"], 2, "missing", &format!("error: -m is missing\n{hint}"));
    refused(&world, &["note", &id], 2, "missing", &format!("error: -m is missing\n{hint}"));
    refused(&world, &["new"], 2, "missing", &format!("error: <TITLE> is missing\n{hint}"));
    let nothing = "error: nothing was given that could be set\n\
                   hint: name values, such as --priority high; on a terminal, git desk edit ID opens the editor\n";
    refused(&world, &["edit", &id], 2, "nothing-to-set", nothing);
    assert_eq!(
        world.desk(&["reply", &id, "-m", " "]).fails(2),
        "error: the text is empty\nhint: write one with -m TEXT or -F FILE\n"
    );
    let in_spanish = world.desk(&["new", "--lang", "es"]).fails(2);
    assert_eq!(in_spanish.lines().next(), Some("error: falta <ASUNTO>"));
}

#[test]
fn texts_that_cannot_be_read() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    refused(
        &world,
        &["reply", &id, "-F", "none.txt"],
        4,
        "unreadable",
        "error: none.txt: there is no such file\nhint: look at its name and at who may read it\n",
    );
    std::fs::write(world.repo().join("latin.txt"), b"caf\xe9").expect("a file");
    let expected = "error: latin.txt is not UTF-8 text\nhint: convert it first, for example with iconv\n";
    refused(&world, &["reply", &id, "-F", "latin.txt"], 4, "not-utf8", expected);
}

#[test]
fn texts_over_the_limit_are_kept() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let text = world.git(&["show", "tickets:desk.yaml"]);
    put(&world, "desk.yaml", &format!("{text}\nlimits:\n  message: 16\n  ticket: 1 KiB\n"));
    let line = ["reply", &id, "-m", "Seventeen letters"];
    let out = world.desk(&line).fails(4);
    let mut lines = out.lines();
    assert_eq!(lines.next(), Some(format!("error: {id}: the text has 17 bytes; the limit is 16").as_str()));
    let kept = lines
        .next()
        .and_then(|l| l.strip_prefix("your text is in "))
        .expect("the file that has the text");
    assert_eq!(std::fs::read_to_string(world.repo().join(kept)).ok().as_deref(), Some("Seventeen letters"));
    let again = format!("to go on with it: the same command with -F {kept}");
    assert_eq!(lines.next(), Some(again.as_str()));
    assert_eq!(lines.next(), Some("hint: limits are in desk.yaml"));
    let title = "x".repeat(2000);
    let out = world.desk(&["new", &title]).fails(4);
    assert!(out.contains("the limit is 1024\nhint: limits are in desk.yaml\n"), "{out}");
    assert_eq!(super::shown(&world, &id)["messages"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_broken_ticket_is_named_and_the_others_go_on() {
    let world = World::with_desk();
    let (good, bad) = (file(&world, "good", &[]), file(&world, "bad", &[]));
    let path = super::path_of(&bad);
    rewrite(&world, &path, "status: new", "status: [new");
    let out = world.desk(&["show", &bad]).fails(4);
    let at = format!("error: {path}: line ");
    assert!(
        out.starts_with(&at) && out.ends_with("hint: mend the file on the branch; nothing else is affected\n"),
        "{out}"
    );
    let out = world.desk(&["list", "--columns", "title"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "Title\ngood\n"));
    assert!(out.stderr.starts_with("warning: one ticket cannot be read:\n  tickets/"), "{}", out.stderr);
    let out = world.desk(&["list", "--lang", "es"]);
    assert!(out.stderr.starts_with("advertencia: no se puede leer un ticket:\n"), "{}", out.stderr);
    assert_eq!(world.desk(&["solve", &good, &bad]).code, 4);
    assert_eq!(super::status(&world, &good), "new");
}

#[test]
fn a_broken_configuration_says_where() {
    let world = World::with_desk();
    rewrite(&world, "desk.yaml", "default_role: agent", "default_roll: agent");
    let out = world.desk(&["list"]).fails(4);
    assert!(out.starts_with("error: desk.yaml: line ") && out.contains("“default_roll”"), "{out}");
    assert!(out.contains("“default_role”"), "the nearest word: {out}");
    rewrite(&world, "desk.yaml", "default_roll: agent", "default_role: agent");
    rewrite(&world, "desk.yaml", "format: 1", "format: 2");
    let expected = "error: this desk has format 2; this git-desk knows up to 1\nhint: install a newer git-desk\n";
    refused(&world, &["list"], 4, "newer-format", expected);
}

#[test]
fn git_does_not_know_who_writes() {
    let world = World::with_desk();
    std::fs::write(world.root().join("home/.gitconfig"), "[user]\n\tuseConfigOnly = true\n").expect("a configuration");
    let expected = "error: git does not know who you are\n\
                    hint: git config --global user.name \"Ana\" && git config --global user.email ana@example.com\n";
    refused(&world, &["new", "x"], 4, "no-identity", expected);
    world.desk(&["list"]).ok();
}

#[test]
fn a_stream_that_is_not_there_is_named() {
    let world = World::with_desk();
    let told = world.desk(&["import", "events", "nowhere.jsonl"]).fails(4);
    assert!(told.starts_with("error: nowhere.jsonl: "), "{told}");
}
