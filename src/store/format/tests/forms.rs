//! Forms: GitHub's are read as they are, ours say more, and mistakes are named with their place.

use super::limits;
use crate::domain::ticket::Priority;
use crate::domain::ticket::field::Moment;
use crate::domain::ticket::form::{Answers, ElementKind, Facts, Form, Part, Target};
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
    for (key, path, code) in [
        ("    when: {urgancy: High}", "body[4].when.urgancy", "unknown-name"),
        ("    when: {terms: Yes}", "body[4].when.terms", "unknown-name"),
        ("    when: {urgency: Hihg}", "body[4].when.urgency[0]", "unknown-name"),
        ("    when: {urgency: []}", "body[4].when.urgency", "unexpected"),
        ("    required_on: close", "body[4].required_on", "unexpected"),
    ] {
        let fault = read(&format!("{FORM}{key}\n")).expect_err(key);
        assert_eq!((fault.path.as_str(), fault.kind.code()), (path, code), "{key}");
        assert!(fault.line == 25 && !fault.snippet.is_empty(), "{fault:?}");
    }
    let later = FORM.replace("    id: urgency", "    id: urgency\n    required_on: solve");
    let fault = read(&later).expect_err("no place for a later answer");
    assert_eq!(fault.kind, FaultKind::Missing { key: "field".to_owned() });
    let twice = FORM.to_owned() + "    id: urgency\n";
    let kind = read(&twice).expect_err("two of one id").kind;
    assert_eq!(kind, FaultKind::DuplicateName { what: "element", name: "urgency".to_owned() });
    assert!(matches!(read("name: x\n").expect_err("no body").kind, FaultKind::Missing { .. }));
}

#[test]
fn our_keys_say_brands_moments_and_conditions() {
    let form = read(&format!(
        "brand: acme, shop\n{FORM}    required_on: solve\n    when: {{URGENCY: [high], brand: acme, what-happened: '*'}}\n"
    ))
    .expect("a form");
    assert_eq!(form.brands, ["acme", "shop"]);
    let terms = &form.elements[4];
    assert_eq!((terms.required, terms.is_required()), (Some(Moment::Solve), false));
    let when: Vec<String> = terms.when.iter().map(ToString::to_string).collect();
    assert_eq!(when, ["field.urgency: High", "brand: acme", "field.what-happened: *"]);
    assert_eq!(form.elements[1].required, Some(Moment::Create));
}

/// `actual` says what `expected` of another program does: no answer is an empty list or absent, a choice may be
/// a list, ids may have other signs between their words.
fn agrees(form: &Form, answers: &Answers, expected: &serde_json::Map<String, serde_json::Value>) {
    let plain = |id: &str| id.replace('_', "-");
    let texts = |value: &serde_json::Value| -> Vec<String> {
        let list = value.get("selected").unwrap_or(value);
        match list {
            serde_json::Value::Array(items) => items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect(),
            text => text.as_str().map(str::to_owned).into_iter().collect(),
        }
    };
    for (id, value) in expected {
        let element = form.questions().find(|e| plain(&e.id) == plain(id)).expect(id);
        assert_eq!(answers.get(&element.id).cloned().unwrap_or_default(), texts(value), "{id}");
    }
    for id in answers.keys() {
        assert!(expected.keys().any(|known| plain(known) == plain(id)), "{id} is an answer here only");
    }
}

#[test]
fn real_submissions_give_the_answers_that_others_read() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake/issue-form-submissions");
    let file = |name: String| std::fs::read_to_string(dir.join(name)).ok();
    let mut read = 0;
    for (prefix, names) in [
        (
            "issue-ops____fixtures____",
            ["blank", "extra", "header", "invalid", "missing", "no-ids", "example"].as_slice(),
        ),
        (
            "stefanbuck__fixtures__",
            &[
                "full-example",
                "multiple-paragraphs",
                "paragraph-confusing-####",
                "paragraph-ignore-```",
                "paragraph-ignore-```sh",
                "readme-example",
            ],
        ),
    ] {
        for name in names {
            let ours = |ends: &[&str]| ends.iter().find_map(|end| file(format!("{prefix}{name}__{end}")));
            let form = ours(&["template.yml", "form.yml", ".github__ISSUE_TEMPLATE__template.yml"]);
            let body = ours(&["issue.md", "issue-body.md"]);
            let expected = ours(&["parsed-issue-with-template.json", "parsed-issue.json", "expected.json"]);
            let (Some(form), Some(body), Some(expected)) = (form, body, expected) else { continue };
            let form = read_form("x", &form, &limits()).expect(name);
            let pairs = if form.is_body(&body) { form.parse(&body).0 } else { Vec::new() };
            let answers = form.read(&pairs, &Facts::default()).expect(name);
            agrees(&form, &answers, &serde_json::from_str(&expected).expect(name));
            read += 1;
        }
    }
    if read == 0 {
        eprintln!("skipped: there is no ../shared/data");
    } else {
        assert_eq!(read, 13);
    }
}

#[test]
fn files_are_forms_by_their_names() {
    assert_eq!(form_of_path("forms/bug.yml"), Some("bug"));
    assert_eq!(form_of_path("forms/1_avería.yaml"), Some("1_avería"));
    for other in ["forms/config.yml", "forms/README.md", "forms/.yml", "bug.yml", "forms/a/b.yml"] {
        assert_eq!(form_of_path(other), None, "{other}");
    }
}
