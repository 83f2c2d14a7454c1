//! `config/sla.yaml` through the program: everything that can be wrong with it, at `check` and where it is
//! used, in both languages; and the policies of an older revision.

use super::{at, old_desk, put};
use crate::support::World;
use git_desk::desk::{Desk, Env, PolicyError};
use git_desk::domain::sla::Metric;
use git_desk::domain::time::at as second;
use git_desk::store::Store;

const CALENDARS: &str =
    "office:\n  time_zone: Europe/Madrid\n  hours: {mon: [[\"09:00\", \"17:00\"]], tue: [[\"09:00\", \"17:00\"]]}\n";

/// What stands below `policies:`, where it is wrong and how that is said in English and Spanish.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "- {name: a, targets: {first_replay: 4h}}",
        "2:23",
        "the key “first_replay” means nothing here; “first_reply” does",
        "la clave «first_replay» no significa nada aquí; sí existe «first_reply»",
    ),
    (
        "- {name: a, targets: {first_reply: {urgnet: 4h}}}",
        "2:37",
        "the key “urgnet” means nothing here; “urgent” does",
        "la clave «urgnet» no significa nada aquí; sí existe «urgent»",
    ),
    (
        "- {name: a, targets: {first_reply: soon}}",
        "2:36",
        "policies[0].targets.first_reply should be a duration such as 30m, 4h or PT4H, not “soon”",
        "policies[0].targets.first_reply debería ser una duración como 30m, 4h o PT4H, no «soon»",
    ),
    (
        "- {name: a, targets: {first_reply: 4h}, warn_at: [120%]}",
        "2:51",
        "policies[0].warn_at[0] should be a part of the target such as 80%, or the time left such as 30m, not “120%”",
        "policies[0].warn_at[0] debería ser una parte del objetivo como 80%, o el tiempo que queda como 30m, no «120%»",
    ),
    (
        "- {name: a, calendar: ofice, targets: {first_reply: 4h, resolution: 8h}}",
        "2:23",
        "there is no calendar “ofice”; there is “office”",
        "no existe «ofice» (calendario); sí existe «office»",
    ),
    (
        "- {name: a, targets: {}}",
        "2:22",
        "policies[0].targets should be targets of at least one metric, such as first_reply: 4h",
        "policies[0].targets debería ser objetivos de al menos una métrica, como first_reply: 4h",
    ),
    ("- {name: a}", "2:3", "“targets” is missing", "falta «targets»"),
    (
        "- {name: a, targets: {first_reply: {pause: [pending]}}}",
        "2:36",
        "policies[0].targets.first_reply should be a target by priority or by default, such as default: 4h",
        "policies[0].targets.first_reply debería ser un objetivo por prioridad o por defecto, como default: 4h",
    ),
    (
        "- {name: a, targets: {first_reply: 4h}}\n- {name: b, filter: tag:x, targets: {first_reply: 4h}}",
        "2:3",
        "policies[0].filter should be a query, since only the last policy may do without one",
        "policies[0].filter debería ser una consulta, pues solo la última política puede prescindir de ella",
    ),
    (
        "- {name: a, filter: tag:x, targets: {first_reply: 4h}}\n- {name: b, filter: tag:x tag:y, targets: {resolution: 4h}}",
        "3:10",
        "“b” is never reached, because “a” comes before it and takes everything",
        "nunca se llega a «b», pues «a» va antes y se lo lleva todo",
    ),
    (
        "- {name: a, filter: prority:high, targets: {first_reply: 4h}}",
        "2:21",
        "the filter of the policy “a” cannot be used: there is no key “prority”; did you mean priority?",
        "el filtro de la política «a» no se puede usar: no existe la clave «prority»; ¿quizá priority?",
    ),
    (
        "- {name: a, filter: \"tag:x created<7d\", targets: {first_reply: 4h}}",
        "2:36",
        "“7d” means nothing in a policy, which looks only at what the ticket itself says",
        "«7d» no significa nada en una política, que mira solo lo que dice el propio ticket",
    ),
];

fn desk() -> World {
    let world = World::with_desk();
    put(&world, "config/calendars.yaml", CALENDARS);
    world
}

#[test]
fn check_names_whatever_is_wrong_with_a_policy() {
    let world = desk();
    for (policies, place, english, spanish) in ROWS {
        put(&world, "config/sla.yaml", &format!("policies:\n{policies}\n"));
        for (lang, words) in [("en", english), ("es", spanish)] {
            let out = world.desk(&["check", "--lang", lang]);
            let line = out.stdout.lines().find(|l| l.contains("config/sla.yaml")).unwrap_or_default();
            assert!(
                line.contains(&format!("config/sla.yaml:{place}: ")) && line.contains(words),
                "{policies}\n{}",
                out.stdout
            );
            assert_eq!(out.code, 1);
        }
        // Where it is used, too.
        let used = world.desk(&["report", "sla"]).fails(4);
        let (line, column) = place.split_once(':').expect("a place");
        assert!(used.contains(&format!("config/sla.yaml: line {line}, column {column}: ")), "{used}");
        assert!(used.contains(english) && used.contains("\n") && used.contains('^'), "{used}");
        let found = &world.desk(&["check", "--json"]).stdout;
        let found: serde_json::Value = serde_json::from_str(found).expect("JSON");
        let fault = &found["faults"][0];
        assert_eq!(format!("{}:{}", fault["line"], fault["column"]), *place, "{found}");
    }
}

#[test]
fn check_warns_of_days_that_are_not_those_of_the_calendar() {
    let world = desk();
    let policy = "policies:\n- {name: a, calendar: office, targets: {resolution: 3d, first_reply: {default: 1d, calendar: 24x7}}}\n";
    put(&world, "config/sla.yaml", policy);
    let out = world.desk(&["check"]);
    assert_eq!(out.code, 0, "{out:?}");
    let warning = "config/sla.yaml:2:53: a day is 24 hours of the running clock, so 3d is 9 days of this calendar";
    assert!(out.stdout.contains(warning) && !out.stdout.contains("1d is"), "{}", out.stdout);
    let spanish = world.desk(&["check", "--lang", "es"]).stdout;
    assert!(
        spanish.contains("un día son 24 horas de reloj en marcha, así que 3d equivale a 9 días de este calendario"),
        "{spanish}"
    );
}

#[test]
fn the_examples_of_a_new_desk_are_in_order_once_they_are_no_comments() {
    let world = desk();
    let text = world.git(&["show", "tickets:config/sla.yaml"]);
    let example = |line: &str| {
        line.strip_prefix('#')
            .filter(|l| l.starts_with(['-', ' ']) && !l.starts_with(" T"))
            .map(str::to_owned)
    };
    let begin = text.find("policies:\n").expect("the key");
    let examples: Vec<String> = text[begin..].lines().map(|l| example(l).unwrap_or_else(|| l.to_owned())).collect();
    put(&world, "config/sla.yaml", &(examples.join("\n") + "\n"));
    let out = world.desk(&["check"]);
    assert!(out.code == 0 && !out.stdout.contains("sla.yaml"), "{}\n{examples:?}", out.stdout);
}

/// The target of the first reply, and the beginning of the revision, as a revision or date has it.
fn target(world: &World, revision: Option<&str>) -> Result<(i64, String), git_desk::desk::Error> {
    let store = Store::open(&world.repo(), None, 1).expect("a repository");
    let desk = Desk::new(store, Env::new(second(1_795_000_000), [0; 16]));
    let found = desk.policies_at(revision)?;
    let targets = found.policies.targets(0, Metric::FirstReply);
    Ok((targets.and_then(|t| t.default).unwrap_or_default(), found.revision))
}

#[test]
fn policies_of_a_revision_or_a_date_are_those_of_then() {
    let mut world = old_desk();
    let mut write = |time: &str, target: &str| {
        world.env = at(time).map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let text = format!("policies:\n- {{name: a, targets: {{first_reply: {target}}}}}\n");
        put(&world, "config/sla.yaml", &text);
        world.git(&["rev-parse", "tickets"]).trim().to_owned()
    };
    let first = write("2026-11-05T09:00:00Z", "1h");
    let second = write("2026-11-10T09:00:00Z", "2h");
    assert_eq!(target(&world, None).expect("the tip"), (7200, second.clone()));
    assert_eq!(target(&world, Some("tickets~1")).expect("a revision"), (3600, first.clone()));
    assert_eq!(target(&world, Some(&first[..12])).expect("a revision"), (3600, first.clone()));
    assert_eq!(target(&world, Some("2026-11-09")).expect("a date"), (3600, first.clone()));
    assert_eq!(target(&world, Some("2026-11-10T09:00:00Z")).expect("an instant"), (7200, second));
    assert_eq!(target(&world, Some("2026-11-05 10:00")).expect("in the desk's zone"), (3600, first));
    assert_eq!(target(&world, Some("2026-11-02")).expect("before there was one").0, 0);
    // Every desk begins with the same two commits of long ago.
    assert_eq!(target(&world, Some("2026-10-01")).expect("a date").0, 0);
    for none in ["1960-01-01", "nonsense", "main"] {
        let error = target(&world, Some(none)).expect_err(none);
        assert!(matches!(error, git_desk::desk::Error::Policy(PolicyError::Revision(_))), "{none}: {error}");
    }
}
