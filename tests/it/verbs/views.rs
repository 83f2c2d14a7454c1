//! Saved views: shared and personal, listed, kept, removed, and what they find.

use super::{LUIS, at, file, old_desk, put, rewrite, state};
use crate::support::World;

fn names(world: &World) -> Vec<(String, bool)> {
    let views = world.desk(&["view", "--json"]).json();
    let all = views["view"].as_array().expect("a list");
    all.iter()
        .map(|v| (v["name"].as_str().expect("a name").to_owned(), v["shared"] == true))
        .collect()
}

fn titles(world: &World, line: &[&str]) -> String {
    let found = world.desk(&[line, &["--json"]].concat()).json();
    let tickets = found["tickets"].as_array().expect("a list");
    tickets.iter().filter_map(|t| t["title"].as_str()).collect()
}

#[test]
fn ready_made_views_find_what_they_say() {
    let world = old_desk();
    let on = |day: u32, line: &[&str]| {
        let when = format!("2026-11-{day:02}T10:00:00Z");
        drop(world.desk_as(&at(&when), line).ok());
    };
    on(3, &["new", "a", "--requester", "sol@example.com"]);
    on(4, &["new", "b", "--assignee", "me"]);
    on(18, &["new", "c", "--assignee", "luis@example.com"]);
    on(19, &["new", "d", "--status", "solved"]);
    assert_eq!(titles(&world, &["list", "--view", "unassigned"]), "a");
    assert_eq!(titles(&world, &["list", "--view", "stale"]), "ab");
    assert_eq!(titles(&world, &["list", "--view", "mine"]), "b");
    assert_eq!(titles(&world, &["list", "--view", "recent"]), "dc");
    assert_eq!(titles(&world, &["list", "--view", "stale", "assignee:me"]), "b");
    assert_eq!(titles(&world, &["list", "--view", "stale", "--sort", "-title"]), "ba");
    assert_eq!(titles(&world, &["list", "--view", "recent", "--limit", "1"]), "d");
}

#[test]
fn a_personal_view_is_kept_in_git_and_hides_the_shared_one() {
    let world = World::with_desk();
    file(&world, "a", &["--tag", "ci"]);
    file(&world, "b", &[]);
    let before = state(&world);
    assert_eq!(world.desk(&["view", "save", "no-ci", "-tag:ci", "is:any"]).ok(), "View no-ci (yours): saved\n");
    assert_eq!(world.git(&["config", "--local", "desk.view.no-ci"]), "-tag:ci is:any\n");
    assert_eq!(titles(&world, &["list", "--view", "no-ci"]), "b");
    world.desk(&["view", "save", "stale", "tag:ci"]).ok();
    assert_eq!(titles(&world, &["list", "--view", "stale"]), "a");
    assert_eq!(names(&world).iter().filter(|(name, _)| name == "stale").count(), 1);
    world.desk(&["view", "remove", "stale"]).ok();
    assert!(names(&world).contains(&("stale".to_owned(), true)));
    assert_eq!(state(&world), before, "personal views write nothing to the desk");
    world.git(&["config", "--global", "desk.view.wide", "is:any"]);
    assert_eq!(titles(&world, &["list", "--view", "wide", "sort:title"]), "ab");
    let told = world.desk(&["view", "remove", "wide"]).fails(4);
    assert!(told.contains("git config --show-origin --get desk.view.wide"), "{told}");
}

#[test]
fn a_shared_view_is_a_commit_that_keeps_the_comments() {
    let world = World::with_desk();
    rewrite(&world, "config/views.yaml", "views:\n", "views:\n  # ours\n");
    let line = ["view", "save", "vip", "tag:vip", "sort:-priority", "--shared", "--about", "The loud ones"];
    let before = state(&world);
    world.desk(&[&line[..], &["--dry-run", "-q"]].concat()).ok();
    assert_eq!(state(&world), before);
    assert_eq!(world.desk(&line).ok(), "View vip (shared): saved\n");
    assert_eq!(world.git(&["log", "-1", "--format=%an %s", "tickets"]), "Ana View vip saved\n");
    let added = "+  vip:\n+    about: The loud ones\n+    query: tag:vip sort:-priority\n";
    let diff = world.git(&["show", "--format=", "-U0", "tickets"]);
    assert!(diff.ends_with(added) && !diff.contains("\n-  "), "{diff}");
    // A query is one line, whatever the shell passes.
    world.desk(&["view", "save", "two-lines", "tag:vip\nis:any", "--shared"]).ok();
    assert!(world.git(&["show", "tickets:config/views.yaml"]).contains("    query: tag:vip is:any\n"));
    // What it is for stays when only the query is new.
    let saved = world.desk(&["view", "save", "vip", "tag:vip,gold", "--shared", "--json"]).json();
    assert_eq!(saved["view"][0]["about"], "The loud ones");
    let again = state(&world);
    world.desk(&["view", "save", "vip", "tag:vip,gold", "--shared"]).ok();
    assert_eq!(state(&world), again, "nothing changed, nothing written");
    world.desk(&["view", "remove", "vip", "--shared"]).ok();
    assert!(!names(&world).contains(&("vip".to_owned(), true)));
    assert!(world.git(&["show", "tickets:config/views.yaml"]).contains("# ours"));
}

#[test]
fn shared_views_are_for_leads_and_admins() {
    let world = World::with_desk();
    let line = ["view", "save", "all", "is:any", "--shared"];
    let told = "error: shared views are not for the role agent to change\n\
                hint: a lead or an admin may; without --shared the view is yours alone\n";
    assert_eq!(world.desk_as(&LUIS, &line).fails(4), told);
    let people = world.git(&["show", "tickets:config/people.yaml"]);
    put(&world, "config/people.yaml", &format!("{people}  luis@example.com: lead\n"));
    world.desk_as(&LUIS, &line).ok();
}

#[test]
fn my_desk_is_the_view_of_that_name() {
    let world = World::with_desk();
    file(&world, "a", &["--assignee", "me"]);
    file(&world, "b", &["--assignee", "luis@example.com", "--tag", "vip"]);
    assert_eq!(titles(&world, &[]), "a");
    world.desk(&["view", "save", "my-desk", "tag:vip"]).ok();
    assert_eq!(titles(&world, &[]), "b");
}

#[test]
fn what_is_wrong_with_a_view_is_said_in_both_languages() {
    let world = World::with_desk();
    world.git(&["config", "desk.view.old", "is:any sort:colour"]);
    let rows: [(&[&str], i32, &str, &str); 9] = [
        (
            &["list", "--view", "stael"],
            2,
            "there is no view “stael”\nhint: did you mean stale?",
            "no existe la vista «stael»\nsugerencia: ¿quizá stale?",
        ),
        (
            &["view", "colours"],
            2,
            "there is no view “colours”\nhint: views are old, unassigned, stale, mine, recent; git desk view shows their queries",
            "no existe la vista «colours»\n",
        ),
        (
            &["view", "remove", "stale"],
            2,
            "there is no view “stale”\nhint: views are old;",
            "no existe la vista «stale»\n",
        ),
        (
            &["view", "save", "Mine", "is:any"],
            2,
            "“Mine” cannot be the name of a view\nhint: use small letters",
            "«Mine» no puede ser el nombre de una vista\n",
        ),
        (
            &["view", "save", "x", "statsu:open"],
            2,
            "bad query: there is no key “statsu”; did you mean status?\n  statsu:open\n  ^^^^^^\nhint: the language is described in git desk help list",
            "consulta",
        ),
        (
            &["list", "--view", "old"],
            4,
            "view old: “colour” is no value of sort;",
            "vista old: «colour» no es un valor de sort;",
        ),
        (&["view", "save", "x"], 2, "<QUERY> is missing", "falta <CONSULTA>"),
        (&["view", "remove"], 2, "<NAME> is missing", "falta <NOMBRE>"),
        (&["view", "stale", "mine"], 2, "“mine” is one word too many", "sobra «mine»"),
    ];
    for (line, code, english, spanish) in rows {
        let told = world.desk(line).fails(code);
        assert!(told.strip_prefix("error: ").is_some_and(|t| t.starts_with(english)), "{line:?}: {told}");
        let told = world.desk(&[line, &["--lang", "es"]].concat()).fails(code);
        assert!(told.contains(spanish), "{line:?}: {told}");
    }
    assert!(world.desk(&["view", "stale", "--about", "x"]).fails(2).contains("--shared"));
}

#[test]
fn what_view_prints_follows_its_schema_and_reads_well() {
    let world = World::with_desk();
    world.desk(&["view", "save", "vip", "tag:vip"]).ok();
    let schema = world.desk(&["schema", "view"]).json();
    for line in [&["view", "--json"][..], &["view", "vip", "--json"], &["view", "save", "a", "is:any", "--json"]] {
        let answer = world.desk(line).json();
        assert!(jsonschema::is_valid(&schema, &answer), "{answer}");
    }
    let shown = "vip  (yours)\n     tag:vip\n";
    assert_eq!(world.desk(&["view", "vip"]).ok(), shown);
    let shown = "stale  Unsolved, and nothing has happened for a week (compartida)\n       is:unsolved updated>7d sort:updated\n";
    assert_eq!(world.desk(&["view", "stale", "--lang", "es"]).ok(), shown);
}

#[test]
fn a_broken_file_of_views_says_where_and_stops_nothing_else() {
    let world = World::with_desk();
    rewrite(&world, "config/views.yaml", "  stale:", "  Stale:");
    let told = world.desk(&["list", "--view", "mine"]).fails(4);
    assert!(told.starts_with("error: config/views.yaml: line ") && told.contains("Stale"), "{told}");
    world.desk(&["list"]).ok();
    let out = world.desk(&[]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "Nothing needs you now.\n"));
    assert!(out.stderr.starts_with("warning: config/views.yaml: line "), "{}", out.stderr);
    let told = world.desk(&["view", "save", "x", "is:any", "--shared"]).fails(4);
    assert!(told.contains("config/views.yaml"), "{told}");
}

#[test]
fn a_desk_from_before_there_were_views_has_the_ready_made_ones() {
    let world = World::with_desk();
    put(&world, "config/views.yaml", "views:\n");
    assert_eq!(world.desk(&["view"]).ok(), "There are no saved views.\n");
    let index = world.root().join("index");
    let git = |args: &[&str]| {
        let out = world
            .command(&world.repo(), "git", args)
            .env("GIT_INDEX_FILE", &index)
            .output()
            .expect("git");
        String::from_utf8(out.stdout).expect("UTF-8").trim().to_owned()
    };
    git(&["update-index", "--remove", "--cacheinfo", "100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,config/x"]);
    git(&["rm", "-q", "--cached", "--ignore-unmatch", "config/views.yaml", "config/x"]);
    let tree = git(&["write-tree"]);
    let commit = world.git(&["commit-tree", &tree, "-p", "tickets", "-m", "by hand"]);
    world.git(&["update-ref", "refs/heads/tickets", commit.trim()]);
    assert_eq!(names(&world).len(), 4);
    world.desk(&["view", "remove", "recent", "--shared"]).ok();
    assert_eq!(names(&world).len(), 3);
}
