//! Forms: GitHub's are read as they are, ours say more, and mistakes are named with their place.

use super::limits;
use crate::domain::ticket::Priority;
use crate::domain::ticket::form::{ElementKind, Form, Part, Target};
use crate::kit::yaml::{Fault, FaultKind};
use crate::store::format::{form_of_path, read_form};

const FORM: &str = "\
name: Bug report
description: Something does not work
title: '[Bug]: '
labels: bug, needs triage
assignees: [octo, cat]
projects: [acme/1]
type: Bug
priority: high
body:
  - type: markdown
    attributes:
      value: Thanks!
  - type: textarea
    attributes: {label: What happened?, value: It }
    validations: {required: true}
  - type: input
    attributes: {label: What happened?}
  - type: dropdown
    id: urgency
    maps_to: priority
    attributes: {label: Urgency, options: [Low, High], default: 1}
  - type: checkboxes
    attributes: {label: Terms, options: [{label: Yes, required: true}]}
    field: terms
";

fn read(text: &str) -> Result<Form, Fault> {
    read_form("bug", text, &limits())
}

#[test]
fn a_form_of_github_with_keys_of_ours_is_read() {
    let form = read(FORM).expect("a form");
    assert_eq!((form.label.as_str(), form.title.as_deref()), ("Bug report", Some("[Bug]:")));
    assert_eq!(
        (form.tags, form.assignee),
        (vec!["bug".to_owned(), "needs triage".to_owned()], Some("octo".to_owned()))
    );
    assert_eq!((form.kind, form.priority), (None, Some(Priority::High)), "no type of ours");
    let ids: Vec<&str> = form.elements.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["markdown", "what-happened", "what-happened-2", "urgency", "terms"]);
    assert!(form.elements[1].is_required() && form.elements[4].is_required());
    assert_eq!(
        (&form.elements[1].preset, &form.elements[3].preset),
        (&vec!["It".to_owned()], &vec!["High".to_owned()])
    );
    assert_eq!(form.elements[3].target, Some(Target::Part(Part::Priority)));
    assert_eq!(form.elements[4].target, Some(Target::Field("terms".to_owned())));
    assert!(matches!(&form.elements[4].kind, ElementKind::Checkboxes(boxes) if boxes[0].label == "Yes"));
}

#[test]
fn a_mistake_is_named_with_its_place() {
    for (from, to, path, code) in [
        ("    id: urgency", "    ID: urgency", "body[3].ID", "unknown-key"),
        ("required: true}\n", "require: true}\n", "body[1].validations.require", "unknown-key"),
        ("priority: high", "priority: hihg", "priority", "unexpected"),
        ("type: dropdown", "type: drop", "body[3].type", "unexpected"),
        ("[Low, High]", "[Low, Soon]", "body[3].maps_to", "unexpected"),
        ("default: 1", "default: 2", "body[3].attributes.default", "unexpected"),
        ("id: urgency", "id: how urgent", "body[3].id", "unexpected"),
        ("{label: Urgency, ", "{", "body[3].attributes", "missing"),
        ("[Low, High]", "[Low, low]", "body[3].attributes.options", "duplicate-name"),
    ] {
        assert!(FORM.contains(from), "{from}");
        let fault = read(&FORM.replacen(from, to, 1)).expect_err(to);
        assert_eq!((fault.path.as_str(), fault.kind.code()), (path, code), "{to}");
        assert!(fault.line > 1 && !fault.snippet.is_empty(), "{fault:?}");
    }
    let twice = FORM.to_owned() + "    id: urgency\n";
    let kind = read(&twice).expect_err("two of one id").kind;
    assert_eq!(kind, FaultKind::DuplicateName { what: "element", name: "urgency".to_owned() });
    assert!(matches!(read("name: x\n").expect_err("no body").kind, FaultKind::Missing { .. }));
}

#[test]
fn files_are_forms_by_their_names() {
    assert_eq!(form_of_path("forms/bug.yml"), Some("bug"));
    assert_eq!(form_of_path("forms/1_avería.yaml"), Some("1_avería"));
    for other in ["forms/config.yml", "forms/README.md", "forms/.yml", "bug.yml", "forms/a/b.yml"] {
        assert_eq!(form_of_path(other), None, "{other}");
    }
}
