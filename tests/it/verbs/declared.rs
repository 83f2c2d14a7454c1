//! What a desk declares in `config/`, and what follows for its tickets.

use super::{LUIS, file, put, shown, status};
use crate::support::World;
use serde_json::json;

const PEOPLE: &str = "\
people:
  ana@example.com: admin
  luis@example.com: {name: Luis Gil, role: agent, groups: [payments]}
  eva@example.com: {role: agent, groups: [front]}
  sol@example.com: {role: requester}
";
const GROUPS: &str = "groups:\n  front: {level: 1, escalates_to: payments}\n  payments: {level: 2}\n";
const ORGANIZATIONS: &str =
    "organizations:\n  acme: {name: Acme, domains: [acme.com], contract: gold, priority: high}\n  other:\n";
const CATEGORIES: &str = "categories:\n  payments:\n    group: payments\n    categories: {checkout: {}}\n  hardware: {group: front}\n  ideas:\n";
const FIELDS: &str = "\
fields:
  service: {type: choice, choices: [gateway, web], required: create, when: {type: incident}}
  cause: {type: text, required: solve, when: {category: payments}}
  tries: {type: number, min: 0, max: 9}
  owner: {type: person}
  seen: {type: version}
  outage: {type: duration}
";

/// A desk that declares all there is.
fn declared() -> World {
    let world = World::with_desk();
    put(&world, "config/people.yaml", PEOPLE);
    put(&world, "config/groups.yaml", GROUPS);
    put(&world, "config/organizations.yaml", ORGANIZATIONS);
    put(&world, "config/categories.yaml", CATEGORIES);
    put(&world, "config/fields.yaml", FIELDS);
    world
}

#[test]
fn a_desk_that_declares_nothing_takes_any_name() {
    let world = World::with_desk();
    let more = ["--group", "x", "--category", "a/b", "--field", "any=thing", "--requester", "eva@acme.com"];
    let ticket = shown(&world, &file(&world, "Free", &more));
    assert_eq!((&ticket["group"], &ticket["category"]), (&"x".into(), &"a/b".into()));
    assert_eq!((&ticket["fields"], &ticket["organization"]), (&json!({"any": "thing"}), &json!(null)));
}

#[test]
fn a_filed_ticket_gets_its_organization_its_priority_and_the_group_of_its_category() {
    let world = declared();
    let line = ["new", "Pay", "--requester", "zoe@mail.acme.com", "--category", "Checkout", "--json"];
    let ticket = &world.desk(&line).json()["ticket"];
    assert_eq!((&ticket["organization"], &ticket["priority"]), (&"acme".into(), &"high".into()));
    assert_eq!((&ticket["category"], &ticket["group"]), (&"payments/checkout".into(), &"payments".into()));
    let own = [&line[..6], &["--group", "FRONT", "--priority", "low", "--json"]].concat();
    let ticket = &world.desk(&own).json()["ticket"];
    assert_eq!((&ticket["priority"], &ticket["group"]), (&"low".into(), &"front".into()));
    world.desk(&["check", "-q"]).ok();
}

#[test]
fn a_new_category_brings_its_group_and_who_is_not_in_it_lets_go() {
    let world = declared();
    let id = file(&world, "Screen", &["--category", "hardware", "--assignee", "eva@example.com"]);
    assert_eq!(shown(&world, &id)["group"], "front");
    let said = world.desk(&["edit", &id, "--category", "payments"]).ok();
    assert!(said.contains("group front → payments") && said.contains("assignee cleared (was eva"), "{said}");
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["group"], &ticket["assignee"]), (&"payments".into(), &json!(null)));
    // Ideas belong to nobody in particular: the group stays.
    world.desk(&["edit", &id, "--category", "ideas", "-q"]).ok();
    assert_eq!(shown(&world, &id)["group"], "payments");
    // Who is a member stays, and who is named beside the group is meant.
    world.desk(&["assign", &id, "luis@example.com", "-q"]).ok();
    world.desk(&["edit", &id, "--group", "payments", "-q"]).ok();
    assert_eq!(shown(&world, &id)["assignee"], "luis@example.com");
    world.desk(&["escalate", &id, "--to", "front", "-m", "Hardware after all", "-q"]).ok();
    assert_eq!(shown(&world, &id)["assignee"], json!(null));
    world.desk(&["escalate", &id, "-m", "Or not", "-q"]).ok();
    assert_eq!(shown(&world, &id)["group"], "payments");
    world.desk(&["check", "-q"]).ok();
}

#[test]
fn what_is_not_declared_is_refused_with_what_is() {
    let world = declared();
    let id = file(&world, "Screen", &[]);
    let before = world.git(&["rev-parse", "tickets"]);
    for (line, error, hint) in [
        (&["edit", &id, "--group", "paymnts"][..], "there is no group “paymnts”", "did you mean payments?"),
        (
            &["edit", &id, "--category", "hardwear"],
            "there is no category “hardwear”",
            "did you mean hardware?",
        ),
        (&["edit", &id, "--organization", "acmee"], "there is no organization “acmee”", "did you mean acme?"),
        (&["edit", &id, "--field", "tires=3"], "there is no custom field “tires”", "did you mean tries?"),
        (&["edit", &id, "--field", "tries=many"], "tries takes a number, not “many”", "config/fields.yaml"),
        (&["edit", &id, "--field", "tries=10"], "tries takes a number from 0 to 9, not 10", ""),
        (&["edit", &id, "--field", "owner=somebody"], "owner: nobody is called “somebody”", "an address"),
        (
            &["edit", &id, "--field", "service=web"],
            "service is there only with type: incident",
            "set that first",
        ),
        (
            &["edit", &id, "--type", "incident", "--field", "service=wbe"],
            "service has no choice “wbe”",
            "choices: did you mean web? (gateway, web)",
        ),
        (&["escalate", &id, "--to", "nobody", "-m", "x"], "there is no group “nobody”", "front, payments"),
    ] {
        let said = world.desk(line).fails(4);
        assert!(said.starts_with(&format!("error: {id}: {error}\n")) && said.contains(hint), "{said}");
        let spanish = world.desk(&[&["--lang", "es"], line].concat()).fails(4);
        assert!(spanish.starts_with(&format!("error: {id}: ")) && !spanish.contains(error), "{spanish}");
    }
    let json = world.desk(&["edit", &id, "--field", "tires=3", "--json"]).fails(4);
    let error: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(error["error"]["kind"], "unknown-field");
    let refused = world.desk(&["new", "X", "--group", "fornt"]).fails(4);
    assert!(refused.starts_with("error: there is no group “fornt”\n"), "{refused}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), before, "nothing was written");
}

#[test]
fn a_field_is_stored_in_the_form_of_its_type() {
    let world = declared();
    let line = ["--field", "tries=3", "--field", "owner=luis gil", "--field", "seen=1.10", "--field", "OUTAGE=90m"];
    let id = file(&world, "Typed", &line);
    let wanted = json!({"outage": "1h30m", "owner": "luis@example.com", "seen": "1.10", "tries": 3});
    assert_eq!(shown(&world, &id)["fields"], wanted);
    world.desk(&["edit", &id, "--field", "tries=", "--field", "owner=me", "-q"]).ok();
    let fields = &shown(&world, &id)["fields"];
    assert_eq!((&fields["tries"], &fields["owner"]), (&json!(null), &"ana@example.com".into()));
    world.desk(&["check", "-q"]).ok();
}

#[test]
fn required_fields_are_filled_when_filed_and_before_solved() {
    let world = declared();
    let file_one = ["new", "Down", "--type", "incident", "--category", "payments", "--json"];
    let said = world.desk(&file_one[..6]).fails(4);
    assert_eq!(said, "error: to be filled: service\nhint: add --field service=…\n");
    let ticket = world.desk(&[&file_one[..], &["--field", "service=Gateway"]].concat()).json();
    let id = ticket["ticket"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(ticket["ticket"]["fields"]["service"], "gateway");
    let emptied = world.desk(&["edit", &id, "--unset", "field.service"]).fails(4);
    assert!(emptied.starts_with(&format!("error: {id}: to be filled: service\n")), "{emptied}");

    let refused = world.desk(&["solve", &id, "-m", "Restarted"]).fails(4);
    let wanted = format!("error: {id}: to be filled before it is solved: cause\n");
    assert!(refused.starts_with(&wanted) && refused.contains("git desk edit ID --field cause=…"), "{refused}");
    let spanish = world.desk(&["--lang", "es", "reply", &id, "-m", "Listo", "--status", "solved"]).fails(4);
    assert!(spanish.contains("falta rellenar antes de resolver: cause"), "{spanish}");
    assert_eq!(status(&world, &id), "new");
    world.desk(&["edit", &id, "--field", "cause=A cable", "-q"]).ok();
    world.desk(&["solve", &id, "-m", "Restarted", "-q"]).ok();
    // A program need not know what people ask each other.
    world.desk(&["new", "By CI", "--type", "incident", "--channel", "ci", "-q"]).ok();
    // An old value that nobody touches is nobody's fault, and the conditions may change later.
    world.desk(&["check", "-q"]).ok();
}

#[test]
fn check_names_what_leads_nowhere_with_its_place() {
    let world = declared();
    let people = PEOPLE
        .replace("groups: [front]", "groups: [fornt], time_zone: Europe/Madird, organization: acm")
        .replace("  sol@", "  luís@example.com: agent\n  sol@");
    put(&world, "config/people.yaml", &people);
    put(
        &world,
        "config/groups.yaml",
        &GROUPS.replace("{level: 2}", "{members: [ana@example.com, lusi@example.com]}"),
    );
    put(&world, "config/categories.yaml", &CATEGORIES.replace("group: front", "group: fornt"));
    put(
        &world,
        "config/fields.yaml",
        &FIELDS.replace("{category: payments}", "{category: [payments, peyments]}"),
    );
    let out = world.desk(&["check"]);
    assert_eq!(out.code, 1);
    let said = out.stdout;
    for line in [
        "config/people.yaml:4:43: there is no group “fornt”; there is “front”",
        "config/people.yaml:4:62: there is no time zone “Europe/Madird”",
        "config/people.yaml:4:91: there is no organization “acm”; there is “acme”",
        "config/people.yaml:5:3: luís@example.com and luis@example.com are hard to tell apart",
        "config/groups.yaml:3:41: there is no person “lusi@example.com”; there is “luis@example.com”",
        "config/categories.yaml:5:21: there is no group “fornt”; there is “front”",
        "config/fields.yaml:3:68: there is no category “peyments”; there is “payments”",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    put(&world, "config/fields.yaml", "fields:\n  a: {type: txet}\n");
    let said = world.desk(&["check", "--lang", "es"]).stdout;
    assert!(said.contains("config/fields.yaml:2:13: fields.a.type debería ser uno de text"), "{said}");
    // A verb that needs the file says so; the others go on.
    world.desk(&["list"]).ok();
    let refused = world.desk(&["new", "X"]).fails(4);
    assert!(refused.starts_with("error: config/fields.yaml: line 2, column 13"), "{refused}");
}

#[test]
fn any_status_but_new_and_solved_may_be_switched_off() {
    let world = World::with_desk();
    let small = "create: {new: [requester, agent]}\nstatuses:\n  new: {to: {done: agent}}\n  done: {category: solved, aliases: [fixed], to: {new: agent}}\n";
    put(&world, "config/workflow.yaml", small);
    let (id, other) = (file(&world, "Small", &[]), file(&world, "Twin", &[]));
    for off in ["open", "pend", "hold", "close"] {
        let line = if off == "open" { vec!["status", &id, "open"] } else { vec![off, &id] };
        let refused = world.desk(&line).fails(2);
        assert!(refused.contains("statuses are new, done"), "{refused}");
    }
    world.desk(&["assign", &id, "--me", "-q"]).ok();
    assert_eq!(status(&world, &id), "new", "nothing opens by itself");
    world.desk(&["status", &id, "Fixed", "-q"]).ok();
    assert_eq!(status(&world, &id), "done");
    // A merge closes what it takes in, so it needs a status for that.
    world.desk(&["merge", &other, "--into", &id, "--yes", "-q"]).fails(4);
    world.desk(&["report", "summary", "-q"]).ok();
    let checked = world.desk(&["check", "-q"]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn the_schemas_on_the_branch_are_renewed() {
    let world = World::with_desk();
    let first = world.git(&["show", "tickets:config/people.yaml"]);
    assert!(first.starts_with("# yaml-language-server: $schema=schema/people.json\n"));
    let ours = world.git(&["show", "tickets:config/schema/people.json"]);
    assert_eq!(ours, world.desk(&["schema", "people-file"]).ok());
    let current = world.desk(&["schema", "config", "--install"]);
    assert_eq!((current.code, current.stdout.as_str()), (0, ""));
    put(&world, "config/schema/people.json", "{}\n");
    let would = world.desk(&["schema", "--install", "--dry-run", "-q"]).ok();
    assert_eq!(would, "config/schema/people.json\n");
    assert_eq!(
        world.desk(&["schema", "config", "--install", "--json", "-q"]).json()["schema"],
        json!([would.trim()])
    );
    assert_eq!(world.git(&["show", "tickets:config/schema/people.json"]), ours);
    world.desk(&["schema", "people", "--install"]).fails(2);
    let refused = world.desk_as(&LUIS, &["schema", "--install"]).fails(4);
    assert!(refused.starts_with("error: the configuration is for admins; this is done as agent\n"), "{refused}");
    world.fsck();
}
