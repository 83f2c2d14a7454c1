//! The desk and what is around it: `people`, `config`, `doctor`, `uninstall`.

use super::{LUIS, file, put};
use crate::support::World;
use serde_json::{Value, json};

fn valid(world: &World, noun: &str, answer: &Value) {
    let schema = world.desk(&["schema", noun]).json();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(answer).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}\n{answer}");
}

fn people() -> World {
    let world = World::with_desk();
    let text = "people:\n  ana@example.com: {name: Ana Ruiz, role: admin}\n  luis@example.com: {name: Luis Gil, role: agent, skills: [php], capacity: 8}\n";
    put(&world, "config/people.yaml", text);
    put(&world, "config/groups.yaml", "groups:\n  payments: {level: 2, members: [luis@example.com]}\n");
    world
}

#[test]
fn people_are_listed_with_what_they_have_to_do() {
    let world = people();
    file(&world, "One", &["--assignee", "Luis@example.com"]);
    file(&world, "Two", &["--assignee", "luis@example.com"]);
    file(&world, "Done", &["--assignee", "luis@example.com", "--status", "solved"]);
    file(&world, "Three", &["--assignee", "eva@example.com"]);
    let table = world.desk(&["people"]).ok();
    let cells = |line: &'_ str| line.split("  ").map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    let rows: Vec<Vec<String>> = table.lines().map(cells).collect();
    assert_eq!(rows[0], ["Person", "Name", "Role", "Groups", "Level", "Skills", "Open tickets"]);
    assert_eq!(rows[2], ["luis@example.com", "Luis Gil", "agent", "payments", "2", "php", "2/8"]);
    assert_eq!(rows[3][0], "eva@example.com");
    assert!(world.desk(&["people", "--lang", "es"]).ok().starts_with("Persona"));

    let all = world.desk(&["people", "--json"]).json();
    valid(&world, "people", &all);
    assert_eq!(all["people"][2]["listed"], false);
    for (who, found) in [("payments", 1), ("luis gil", 1), ("EXAMPLE", 3), ("me", 1)] {
        assert_eq!(
            world.desk(&["people", who, "--json"]).json()["people"].as_array().map(Vec::len),
            Some(found),
            "{who}"
        );
    }
    let nobody = world.desk(&["people", "luis@exmaple.com"]).fails(4);
    assert!(nobody.contains("did you mean luis@example.com?"), "{nobody}");
}

#[test]
fn each_setting_says_what_decided_it() {
    let world = World::with_desk();
    let of = |out: crate::support::Out, key: &str| {
        let all = out.json();
        valid(&world, "config", &all);
        let found = all["config"].as_array().expect("a list").iter().find(|s| s["key"] == key).cloned();
        let found = found.unwrap_or_else(|| panic!("{key}"));
        (found["value"].clone(), found["source"].as_str().expect("a source").to_owned())
    };
    let config = |key: &str| of(world.desk(&["config", "--json"]), key);
    assert_eq!(config("time_zone"), ("Europe/Madrid".into(), "desk.yaml".into()));
    assert_eq!(config("limits.message"), (json!(1 << 20), "default".into()));
    assert_eq!(config("workflow.close_after_days"), (4.into(), "config/workflow.yaml".into()));
    assert_eq!(config("ref"), ("refs/heads/tickets".into(), "default".into()));
    assert_eq!(config("home"), (Value::Null, "default".into()));
    world.git(&["config", "desk.ref", "refs/heads/tickets"]);
    assert_eq!(config("ref").1, "git config desk.ref");
    assert_eq!(of(world.desk(&["config", "--ref", "tickets", "--json"]), "ref").1, "--ref");
    let by_luis = world.desk_as(&LUIS, &["config", "--json"]);
    assert_eq!(of(by_luis, "person"), ("luis@example.com".into(), "GIT_AUTHOR_EMAIL".into()));
    assert_eq!(of(world.desk(&["config", "--lang", "es", "--json"]), "lang"), ("es".into(), "--lang".into()));

    assert_eq!(world.desk(&["config", "time_zone"]).ok(), "Europe/Madrid\n");
    let slip = world.desk(&["config", "timezone"]).fails(2);
    assert!(slip.starts_with("error: there is no setting “timezone”\n") && slip.contains("time_zone"), "{slip}");
    assert!(world.desk(&["config", "--lang", "es"]).ok().contains("(por defecto)"));
}

#[test]
fn doctor_says_what_is_missing_and_what_mends_it() {
    let world = World::new();
    let state = |world: &World, check: &str| {
        let out = world.desk(&["doctor", "--json"]);
        let all: Value = serde_json::from_str(&out.stdout).expect("JSON");
        valid(world, "doctor", &all);
        let found = all["doctor"].as_array().expect("a list").iter().find(|s| s["check"] == check).cloned();
        let found = found.unwrap_or_default();
        (out.code, found["kind"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(state(&world, "desk"), (1, "desk-missing".to_owned()));
    assert!(world.desk(&["doctor"]).stdout.contains("    git desk init\n"));
    world.desk(&["init", "-q"]).ok();
    assert_eq!(state(&world, "desk"), (0, "desk".to_owned()));
    put(&world, "config/schema/fields.json", "{}");
    assert_eq!(state(&world, "schemas"), (0, "schemas-stale".to_owned()));
    put(&world, "config/fields.yaml", "fields: {a: {type: txet}}");
    assert_eq!(state(&world, "config"), (1, "config-broken".to_owned()));
    let spanish = world.desk(&["doctor", "--lang", "es"]);
    assert!(spanish.stdout.contains("no se puede leer (config/fields.yaml:1:20)"), "{}", spanish.stdout);
    let outside = world.run_in(world.root(), env!("CARGO_BIN_EXE_git-desk"), &["doctor"], "");
    assert_eq!(outside.code, 1);
    assert!(outside.stdout.starts_with("✗ there is no git repository"), "{}", outside.stdout);
}

/// What `doctor` says of one thing: state, kind, what was found, hint.
fn symptom(world: &World, check: &str) -> [String; 4] {
    let all = world.desk(&["doctor", "--json"]).json();
    valid(world, "doctor", &all);
    let found = all["doctor"].as_array().expect("a list").iter().find(|s| s["check"] == check);
    let found = found.unwrap_or_else(|| panic!("{check} is looked at"));
    ["state", "kind", "found", "hint"].map(|key| found[key].as_str().unwrap_or_default().to_owned())
}

#[test]
fn doctor_says_how_large_the_desk_is_and_when_maintenance_is_due() {
    let world = World::with_desk();
    file(&world, "Printer", &[]);
    file(&world, "Till", &[]);
    assert_eq!(symptom(&world, "tickets"), ["ok", "tickets", "2", ""]);
    assert_eq!(symptom(&world, "commits")[2], world.git(&["rev-list", "--count", "tickets"]).trim());
    let [state, _, loose, _] = symptom(&world, "loose-objects");
    assert_eq!(state, "ok");
    assert!(world.git(&["count-objects"]).starts_with(&format!("{loose} objects")), "{loose}");
    // The world has turned it off. git looks into one directory, as if all were like it.
    world.git(&["config", "gc.auto", "6700"]);
    let sample = world.repo().join(".git/objects/17");
    std::fs::create_dir_all(&sample).expect("it can be made");
    for n in 0..28 {
        std::fs::write(sample.join(format!("{n:038x}")), "").expect("it can be written");
    }
    let hint = "git maintenance run";
    let [state, kind, _, mends] = symptom(&world, "loose-objects");
    assert_eq!((state.as_str(), kind.as_str(), mends.as_str()), ("warning", "loose-objects-many", hint));
    let spanish = world.desk(&["doctor", "--lang", "es"]).ok();
    assert!(spanish.contains("toca el mantenimiento de git\n    hacerlo: git maintenance run\n"), "{spanish}");
    world.git(&["config", "gc.auto", "0"]);
    assert_eq!(symptom(&world, "loose-objects")[0], "ok", "whoever turned it off is not reminded");
}

#[test]
fn doctor_counts_packs_and_knows_the_commit_graph() {
    let world = World::with_desk();
    file(&world, "Printer", &[]);
    assert_eq!(symptom(&world, "commit-graph")[1], "commit-graph-none");
    assert_eq!(symptom(&world, "multi-pack-index")[1], "multi-pack-index-none");
    world.git(&["repack", "-adq"]);
    world.git(&["commit-graph", "write", "--reachable"]);
    world.git(&["multi-pack-index", "write"]);
    assert_eq!(symptom(&world, "commit-graph")[1], "commit-graph");
    assert_eq!(symptom(&world, "multi-pack-index")[1], "multi-pack-index");
    assert_eq!(symptom(&world, "packs"), ["ok", "packs", "1", ""]);
    assert_eq!(symptom(&world, "loose-objects")[2], "0");
    assert!(symptom(&world, "size")[2].ends_with(" KiB"));
    world.git(&["config", "gc.auto", "6700"]);
    world.git(&["config", "gc.autoPackLimit", "1"]);
    file(&world, "Till", &[]);
    world.git(&["repack", "-dq"]);
    assert_eq!(symptom(&world, "packs"), ["warning", "packs-many", "2", "git maintenance run"]);
}

#[test]
fn uninstall_leaves_the_branch_and_nothing_else() {
    let world = World::with_desk();
    file(&world, "Printer", &[]);
    world.git(&["config", "desk.lang", "en"]);
    world.git(&["update-ref", "refs/desk/import/x", "tickets"]);
    let tip = world.git(&["rev-parse", "tickets"]);
    let would = world.desk(&["uninstall", "--dry-run", "--json", "-q"]).json();
    valid(&world, "uninstall", &would);
    let kinds: Vec<&str> = would["uninstall"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| t["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["file", "ref", "setting"]);
    assert!(world.repo().join(".git/desk").exists(), "nothing was done");

    // What somebody typed is not lost by the way.
    std::fs::write(world.repo().join(".git/desk/k39fq2m7xd-MESSAGE.md"), "A long text").expect("it can be written");
    let refused = world.desk(&["uninstall"]).fails(3);
    assert!(refused.starts_with("error: one text that somebody typed would be lost\n"), "{refused}");
    assert!(world.repo().join(".git/desk").exists());
    let out = world.desk(&["uninstall", "--force", "--lang", "es"]);
    assert!(out.code == 0 && out.stdout.contains("texto guardado: "), "{out:?}");
    assert!(!world.repo().join(".git/desk").exists());
    let left = world.run_in(&world.repo(), "git", &["config", "--local", "--get-regexp", "^desk"], "");
    assert_eq!(left.stdout, "");
    assert_eq!(world.git(&["for-each-ref", "refs/desk"]), "");
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip, "the branch stays");
    let again = world.desk(&["uninstall", "-q"]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
    world.desk(&["list"]).ok();
    world.fsck();
}
