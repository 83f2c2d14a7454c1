//! The files of configuration: what they say, and every slip with its place.

use super::super::*;
use super::limits;
use crate::domain::people::Role;
use crate::domain::ticket::Priority;
use crate::domain::ticket::field::{FieldKind, Moment};
use crate::kit::yaml::Expected;
use crate::store::files::WorkflowName;
use proptest::prelude::*;

fn desk(text: &str) -> Result<crate::domain::settings::Settings, Fault> {
    read_settings(text, &limits())
}

#[test]
fn settings_are_read_and_every_slip_is_named() {
    let all = "format: 1\nname: 007\ntime_zone: America/Argentina/Buenos_Aires\ndefault_role: light\nlanguage: es-MX\nhome: origin\nfirst_reply_by: assign\nlimits:\n  message: 500 kB\n  attachment: 1048576\n";
    let settings = desk(all).expect("it is in order");
    assert_eq!(
        (settings.name.as_str(), settings.default_role, settings.home.as_deref()),
        ("007", Role::Light, Some("origin"))
    );
    assert_eq!(
        (settings.limits.message, settings.limits.ticket, settings.limits.attachment),
        (500_000, 8 << 20, 1 << 20)
    );
    assert!(settings.first_reply_by_assign);
    assert_eq!(desk("format: 1").expect("the rest has defaults"), Default::default());

    let newer = desk("fromat: 3\nformat: 2\n").unwrap_err();
    assert_eq!((newer.kind, newer.path.as_str(), newer.line), (FaultKind::Newer { found: 2, ours: 1 }, "format", 2));
    let slip = desk("format: 1\ntimezone: UTC\n").unwrap_err();
    let wanted = FaultKind::UnknownKey { key: "timezone".into(), nearest: Some("time_zone".into()) };
    assert_eq!((slip.kind, slip.line, slip.column), (wanted, 2, 1));
    for (bad, path) in [
        ("time_zone: ../../etc/passwd", "time_zone"),
        ("time_zone: /UTC", "time_zone"),
        ("language: español", "language"),
        ("default_role: bot", "default_role"),
        ("default_role: system", "default_role"),
        ("first_reply_by: mail", "first_reply_by"),
        ("limits: {message: 2 GiB}", "limits.message"),
        ("limits: {ticket: 0}", "limits.ticket"),
        ("limits: {ticket: 99999999999 GiB}", "limits.ticket"),
    ] {
        assert_eq!(desk(&format!("format: 1\n{bad}\n")).expect_err(bad).path, path);
    }
    assert_eq!(desk("name: x\n").unwrap_err().kind, FaultKind::Missing { key: "format".into() });
    assert_eq!(desk("format: 0\n").unwrap_err().path, "format");
}

#[test]
fn people_are_read_short_or_long() {
    let text = "people:\n  ana@example.com: lead\n  luis:\n    name: Luis\n    role: bot\n  eva:\n";
    let people = read_people(text, Role::Light, &limits()).expect("it is in order");
    let roles: Vec<Role> = people.list.iter().map(|p| p.role).collect();
    assert_eq!((roles, people.default_role), (vec![Role::Lead, Role::Bot, Role::Light], Role::Light));
    let fault = |text: &str| read_people(text, Role::Agent, &limits()).expect_err(text);
    assert!(matches!(
        fault("people:\n  a: system\n").kind,
        FaultKind::Unexpected { expected: Expected::OneOf(_), .. }
    ));
    assert!(matches!(
        fault("people:\n  a: agent\n  A: lead\n").kind,
        FaultKind::DuplicateName { what: "person", .. }
    ));
    assert_eq!(fault("people:\n  a:\n    rol: lead\n").path, "people.a.rol");
    let all = "people:\n  luis:\n    groups: payments\n    level: 2\n    skills: [php, sql]\n    languages: [es, pt-BR]\n    capacity: 0\n    time_zone: Europe/Madrid\n    organization: acme\n";
    let luis = &read_people(all, Role::Agent, &limits()).expect("it is in order").list[0];
    let words = (luis.groups.join(" "), luis.skills.join(" "), luis.languages.join(" "));
    assert_eq!(words, ("payments".into(), "php sql".into(), "es pt-BR".into()));
    assert_eq!((luis.level, luis.capacity), (Some(2), Some(0)));
    assert_eq!((luis.time_zone.as_deref(), luis.organization.as_deref()), (Some("Europe/Madrid"), Some("acme")));
}

#[test]
fn a_workflow_that_could_not_work_is_refused_with_its_place() {
    let support = WorkflowName::Support.text();
    let of = |from: &str, to: &str| {
        let text = support.replacen(from, to, 1);
        assert_ne!(text, support, "{from}");
        let fault = read_workflow(&text, &limits()).expect_err(from);
        assert!(fault.line > 0 && !fault.snippet.is_empty(), "{fault:?}");
        (fault.kind, fault.path)
    };
    let unknown = |name: &str, nearest: Option<&str>| FaultKind::UnknownName {
        what: "status",
        name: name.into(),
        nearest: nearest.map(String::from),
    };
    assert_eq!(
        of("      pending: agent", "      pendng: agent"),
        (unknown("pendng", Some("pending")), "statuses.new.to.pendng".into())
    );
    assert_eq!(of("first_assignment: open", "first_assignment: begun").0, unknown("begun", None));
    assert_eq!(of("shown_as: open", "shown_as: oppen").1, "statuses.hold.shown_as");
    assert_eq!(
        of("  solved:\n", "  solved:\n    category: hold\n").0,
        FaultKind::Lacks { what: "category", name: "solved" }
    );
    assert_eq!(
        of("  closed: {}", "  closed: {aliases: [Open]}").0,
        FaultKind::DuplicateName { what: "status", name: "Open".into() }
    );
    assert_eq!(of("  closed: {}", "  closed: {}\n  parked: {}").0, FaultKind::Missing { key: "category".into() });
    assert_eq!(of("  closed: {}", "  closed: {until: true}").1, "statuses.closed.category");
    assert_eq!(of("solved: [agent, system]", "solved: [agent, robot]").1, "statuses.pending.to.solved[1]");
    assert_eq!(of("close_after_days: 4", "close_after_days: 29").1, "close_after_days");
    assert_eq!(of("close_after_days: 4", "close_after_day: 4").1, "close_after_day");
    assert_eq!(of("create:\n", "create: {}\nx:\n").1, "x");
}

#[test]
fn agent_and_lead_stand_for_those_above_them() {
    let text = "create: {new: agent}\nstatuses:\n  new: {to: {open: lead}}\n  open: {to: {solved: guided}}\n  solved: {}\n  closed: {}\n";
    let workflow = read_workflow(text, &limits()).expect("it is in order");
    let by = |from, to| Role::ALL.into_iter().filter(|r| workflow.allows(from, to, *r)).collect::<Vec<_>>();
    assert_eq!(by(None, "new"), [Role::Agent, Role::Guided, Role::Lead, Role::Admin]);
    assert_eq!(by(Some("new"), "open"), [Role::Lead, Role::Admin]);
    assert_eq!(by(Some("open"), "solved"), [Role::Guided]);
}

#[test]
fn groups_form_a_ladder_that_ends() {
    let of = |text: &str| read_groups(text, &limits());
    let text = "groups:\n  front: {name: First line, level: 1, members: ana, escalates_to: back}\n  back:\n";
    let groups = of(text).expect("it is in order");
    let front = &groups.list[0];
    assert_eq!((front.level, front.escalates_to.as_deref(), front.members.len()), (Some(1), Some("back"), 1));
    assert_eq!(groups.find("first LINE").map(|g| g.id.as_str()), Some("front"));

    let slip = of(&text.replace("escalates_to: back", "escalates_to: bakc")).unwrap_err();
    let kind = FaultKind::UnknownName { what: "group", name: "bakc".into(), nearest: Some("back".into()) };
    assert_eq!((slip.kind, slip.path.as_str(), slip.line), (kind, "groups.front.escalates_to", 2));
    let round = of("groups:\n  z: {escalates_to: a}\n  a: {escalates_to: b}\n  b:\n    escalates_to: a\n").unwrap_err();
    let names = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!((round.kind, round.line, round.column), (FaultKind::Circle { what: "group", names }, 3, 21));
    assert_eq!(of("groups: {a: {escalates_to: a}}").unwrap_err().path, "groups.a.escalates_to");
    assert_eq!(of("").expect("nothing is declared").list.len(), 0);
}

#[test]
fn organizations_have_domains_of_their_own() {
    let of = |text: &str| read_organizations(text, &limits());
    let text = "organizations:\n  acme: {domains: [ACME.com, acme.example], contract: gold, priority: high}\n  x:\n    domains: x.org\n";
    let all = of(text).expect("it is in order");
    assert_eq!(all.list[0].domains, ["acme.com", "acme.example"]);
    assert_eq!((all.list[0].contract.as_deref(), all.list[0].priority), (Some("gold"), Some(Priority::High)));
    let twice = of(&text.replace("x.org", "Acme.com")).unwrap_err();
    let kind = FaultKind::DuplicateName { what: "domain", name: "acme.com".into() };
    assert_eq!((twice.kind, twice.path.as_str(), twice.line), (kind, "organizations.x.domains[0]", 4));
    assert_eq!(of(&text.replace("x.org", "ana@x.org")).unwrap_err().path, "organizations.x.domains[0]");
}

#[test]
fn categories_are_a_tree_however_it_is_written() {
    let of = |text: &str| read_categories(text, &limits());
    let nested =
        "categories:\n  payments:\n    group: money\n    categories:\n      checkout: {name: Checkout}\n  hardware:\n";
    let flat = "categories:\n  payments: {group: money}\n  payments/checkout: {name: Checkout}\n  hardware:\n";
    let tree = of(nested).expect("it is in order");
    assert_eq!(tree, of(flat).expect("it is in order"));
    assert_eq!(tree.group_of("payments/checkout"), Some("money"));
    let twice = of(&format!("{nested}  payments/Checkout:\n")).unwrap_err();
    assert_eq!(twice.kind, FaultKind::DuplicateName { what: "category", name: "payments/Checkout".into() });
    assert_eq!(of("categories: {a//b: }").unwrap_err().path, "categories.a//b");
    assert_eq!(of("categories: {a: {group: [x]}}").unwrap_err().path, "categories.a.group");
}

#[test]
fn fields_say_what_they_hold_and_when() {
    let of = |text: &str| read_fields(text, &limits());
    let text = "fields:\n  service:\n    type: choice\n    choices: [gateway, 007]\n    required: create\n    when: {type: incident, category: [payments, hardware]}\n    name: Service\n    help: {en: Which, es: Cuál}\n  tries:\n    type: number\n    min: 0\n    max: 2.5\n    required: solve\n    when:\n      field.service: gateway\n";
    let fields = of(text).expect("it is in order");
    let service = &fields.list[0];
    assert_eq!(service.kind, FieldKind::Choice(vec!["gateway".into(), "007".into()]));
    assert_eq!((service.required, service.when.len()), (Some(Moment::Create), 2));
    assert_eq!((service.label.in_language("es"), service.help.in_language("es")), (Some("Service"), Some("Cuál")));
    assert_eq!(fields.list[1].kind, FieldKind::Number { least: Some(0.0), most: Some(2.5) });

    let fault = |from: &str, to: &str| {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "{from}");
        let fault = of(&edited).expect_err(to);
        assert!(fault.line > 0 && !fault.snippet.is_empty(), "{fault:?}");
        (fault.kind, fault.path, fault.line)
    };
    let unknown = |what, name: &str, nearest: &str| FaultKind::UnknownName {
        what,
        name: name.into(),
        nearest: Some(nearest.into()),
    };
    let (kind, path, line) = fault("field.service: gateway", "field.servcie: gateway");
    assert_eq!((kind, line), (unknown("field", "servcie", "service"), 15));
    assert_eq!(path, "fields.tries.when.field.servcie");
    assert_eq!(fault("field.service: gateway", "field.service: gatway").0, unknown("choice", "gatway", "gateway"));
    assert_eq!(fault("type: incident", "type: incidnt").1, "fields.service.when.type[0]");
    assert_eq!(fault("category: [", "categories: [").1, "fields.service.when.categories");
    assert_eq!(fault("type: choice", "type: chioce").1, "fields.service.type");
    assert_eq!(fault("type: choice", "type: text").1, "fields.service.choices");
    assert_eq!(fault("    choices: [gateway, 007]\n", "").0, FaultKind::Missing { key: "choices".into() });
    assert_eq!(fault("007]", "Gateway]").0, FaultKind::DuplicateName { what: "choice", name: "Gateway".into() });
    assert_eq!(fault("007]", "\"a,b\"]").1, "fields.service.choices");
    assert_eq!(fault("max: 2.5", "max: -1").1, "fields.tries.max");
    assert_eq!(fault("min: 0", "min: none").1, "fields.tries.min");
    assert_eq!(fault("required: create", "required: always").1, "fields.service.required");
    assert_eq!(fault("  tries:", "  a tries:").1, "fields.a tries");
    assert_eq!(fault("{en: Which", "{english language: Which").1, "fields.service.help.english language");
    assert_eq!(fault("when: {type: incident", "when: {field.tries: 1").0.code(), "circle");
    assert_eq!(of("fields: {a: }").unwrap_err().kind, FaultKind::Missing { key: "type".into() });
}

proptest! {
    #[test]
    fn hand_edits_of_the_configuration_never_panic(which in 0usize..10, at in any::<prop::sample::Index>(), with in "[ -~\n]{0,6}", cut in 0usize..20) {
        let files = crate::store::files::initial(WorkflowName::Support, "en");
        let yaml: Vec<&String> = files.iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, text)| text).collect();
        let mut text = super::schemas::uncommented(yaml[which % yaml.len()]);
        let start = at.index(text.len());
        if text.is_char_boundary(start) && text.is_char_boundary((start + cut).min(text.len())) {
            text.replace_range(start..(start + cut).min(text.len()), &with);
        }
        let _ = read_settings(&text, &limits());
        let _ = read_workflow(&text, &limits());
        let _ = read_people(&text, Role::Agent, &limits());
        let _ = read_groups(&text, &limits());
        let _ = read_organizations(&text, &limits());
        let _ = read_categories(&text, &limits());
        let _ = read_calendars(&text, &limits(), &|_| Err("missing"));
        let _ = read_fields(&text, &limits());
        let _ = read_sla(&text, &limits());
        let _ = read_ci(&text, &limits());
    }
}
