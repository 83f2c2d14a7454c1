//! Answers: what is taken, what is refused, and that a text of answers is read back as it was.

use super::*;
use crate::domain::ticket::field::{FieldFault, Moment};

fn element(id: &str, label: &str, kind: ElementKind) -> Element {
    Element {
        id: id.to_owned(),
        label: label.to_owned(),
        description: None,
        placeholder: None,
        required: false,
        preset: Vec::new(),
        kind,
        target: None,
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|&w| w.to_owned()).collect()
}

fn form() -> Form {
    let tick = |label: &str, required| Checkbox { label: label.to_owned(), required };
    let some = strings(&["Chrome", "Firefox", "Safari, mobile"]);
    let elements = vec![
        element("intro", "Thanks!", ElementKind::Markdown),
        Element { required: true, ..element("what", "What happened?", ElementKind::Textarea { render: None }) },
        element("log", "Log", ElementKind::Textarea { render: Some("sh".to_owned()) }),
        Element {
            preset: strings(&["2.0"]),
            ..element(
                "version",
                "Version",
                ElementKind::Dropdown { multiple: false, options: strings(&["1.0", "2.0"]) },
            )
        },
        element("browsers", "Browsers", ElementKind::Dropdown { multiple: true, options: some }),
        element("terms", "Terms", ElementKind::Checkboxes(vec![tick("I agree", true), tick("Tell me more", false)])),
    ];
    Form { name: "bug".to_owned(), elements, ..Form::default() }
}

fn read(pairs: &[(&str, &str)]) -> Result<Answers, FieldFault> {
    let given: Vec<(String, String)> = pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    form().read(&given)
}

#[test]
fn options_are_read_in_any_case_shortened_repeated_and_between_commas() {
    for (given, expected) in [
        (vec![("browsers", "firefox,chrome")], vec!["Chrome", "Firefox"]),
        (vec![("browsers", "f"), ("browsers", "Chrome")], vec!["Chrome", "Firefox"]),
        (vec![("Browsers", "Safari, mobile")], vec!["Safari, mobile"]),
        (vec![("browsers", "Chrome, Safari, mobile")], vec!["Chrome", "Safari, mobile"]),
        (vec![("browsers", "")], vec![]),
    ] {
        let answers = read(&given).expect("these are options");
        assert_eq!(answers.get("browsers").cloned().unwrap_or_default(), strings(&expected), "{given:?}");
    }
    for bad in [vec![("browsers", "Opera")], vec![("version", "3")], vec![("version", "1.0"), ("version", "2.0")]] {
        assert!(matches!(read(&bad), Err(FieldFault::NoChoice { .. })), "{bad:?}");
    }
    assert!(
        matches!(read(&[("intro", "x")]), Err(FieldFault::Unknown { .. })),
        "a text to be read takes no answer"
    );
}

#[test]
fn what_is_preset_counts_until_something_is_said() {
    assert_eq!(read(&[]).expect("nothing is wrong")["version"], ["2.0"]);
    assert_eq!(read(&[("version", "1.0")]).expect("an option")["version"], ["1.0"]);
    assert!(!read(&[("version", "")]).expect("emptied").contains_key("version"));
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let missing = |pairs: &[(&str, &str)]| match form().complete(&read(pairs).expect("answers")) {
        Err(FieldFault::Missing { fields, moment: Moment::Create }) => fields,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(&[]), ["what", "terms"]);
    assert_eq!(missing(&[("what", " \n"), ("terms", "tell")]), ["what", "terms"], "the other box is none");
    assert_eq!(form().complete(&read(&[("what", "x"), ("terms", "i agree")]).expect("answers")), Ok(()));
}

#[test]
fn one_box_is_ticked_with_yes() {
    let kind = ElementKind::Checkboxes(vec![Checkbox { label: "I agree".to_owned(), required: true }]);
    let one = element("terms", "Terms", kind);
    assert_eq!(one.read(&strings(&["yes"])).expect("a tick"), ["I agree"]);
    assert!(form().question("terms").expect("it is there").read(&strings(&["yes"])).is_err(), "which of two?");
}

const BODY: &str = "\
### What happened?

It broke.

### Not a question

```
### Version
```

### Log

````sh
```
````

### Version

_No response_

### Browsers

Chrome, Safari, mobile

### Terms

- [x] I agree
- [ ] Tell me more
";

#[test]
fn a_body_is_read_back_with_headings_and_code_in_its_answers() {
    let answers = form().read(&form().parse(BODY).0).expect("these are answers");
    assert_eq!(answers["what"], ["It broke.\n\n### Not a question\n\n```\n### Version\n```"]);
    assert_eq!(answers["log"], ["```"]);
    assert_eq!(answers["browsers"], ["Chrome", "Safari, mobile"]);
    assert_eq!(answers["terms"], ["I agree"]);
    let said = Answers::from_iter(answers.into_iter().filter(|(id, _)| id != "version"));
    assert_eq!(form().body(&said), BODY);
}

#[test]
fn a_heading_of_another_form_ends_what_is_no_long_text_and_is_not_lost() {
    let (pairs, rest) = form().parse("### Version\n\nNone\n\n### Licence\n\nMIT\n\n### What happened?\n\nx\n");
    assert_eq!(pairs, [("what".to_owned(), "x".to_owned())]);
    assert_eq!(rest, "### Licence\n\nMIT\n\n");
}

#[test]
fn a_fence_that_stays_open_hides_no_question() {
    let (pairs, _) = form().parse("### What happened?\n```\nx\n### Version\n\n1.0\n");
    assert_eq!(pairs, [("what".to_owned(), "```\nx".to_owned()), ("version".to_owned(), "1.0".to_owned())]);
}

#[test]
fn many_headings_and_open_fences_take_no_time() {
    let body = "### Version\n".repeat(100_000);
    assert_eq!(form().parse(&body).1.len(), body.len() - "### Version\n".len());
    let body = "### What happened?\n".to_owned() + &"```x\n".repeat(100_000);
    assert_eq!(form().parse(&body).0.len(), 1);
}

#[test]
fn a_label_becomes_an_id() {
    assert_eq!(id_of_label("What happened?"), "what-happened");
    assert_eq!(id_of_label("  ¿Qué ha pasado?"), "qué-ha-pasado");
    assert_eq!(id_of_label("!?"), "");
}
