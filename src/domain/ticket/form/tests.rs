//! Answers: what is taken, what is refused, and that a text of answers is read back as it was.

use super::*;
use crate::domain::ticket::field::{FieldFault, Moment, Subject};

fn element(id: &str, label: &str, kind: ElementKind) -> Element {
    Element {
        id: id.to_owned(),
        label: label.to_owned(),
        description: None,
        placeholder: None,
        required: None,
        when: Vec::new(),
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
        Element {
            required: Some(Moment::Create),
            ..element("what", "What happened?", ElementKind::Textarea { render: None })
        },
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
    form().read(&given, &Facts::default())
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
    let missing = |pairs: &[(&str, &str)]| match form().complete(&read(pairs).expect("answers"), &Facts::default()) {
        Err(FieldFault::Missing { fields, moment: Moment::Create }) => fields,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(&[]), ["what", "terms"]);
    assert_eq!(missing(&[("what", " \n"), ("terms", "tell")]), ["what", "terms"], "the other box is none");
    assert_eq!(
        form().complete(&read(&[("what", "x"), ("terms", "i agree")]).expect("answers"), &Facts::default()),
        Ok(())
    );
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
    let answers = form().read(&form().parse(BODY).0, &Facts::default()).expect("these are answers");
    assert_eq!(answers["what"], ["It broke.\n\n### Not a question\n\n```\n### Version\n```"]);
    assert_eq!(answers["log"], ["```"]);
    assert_eq!(answers["browsers"], ["Chrome", "Safari, mobile"]);
    assert_eq!(answers["terms"], ["I agree"]);
    let said = Answers::from_iter(answers.into_iter().filter(|(id, _)| id != "version"));
    assert_eq!(form().body(&said, &Facts::default()), BODY);
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

/// A question of where, and others that depend on it and on the brand.
fn conditional() -> Form {
    let when = |on: Subject, any: &[&str]| vec![Condition { on, any: strings(any) }];
    let area = ElementKind::Dropdown { multiple: true, options: strings(&["API", "Web"]) };
    let elements = vec![
        element("area", "Area", area),
        Element {
            required: Some(Moment::Create),
            when: when(Subject::Field("area".to_owned()), &["web"]),
            preset: strings(&["Firefox"]),
            ..element("browser", "Browser", ElementKind::Input)
        },
        Element {
            when: when(Subject::Field("browser".to_owned()), &["*"]),
            ..element("addons", "Add-ons", ElementKind::Input)
        },
        Element {
            when: when(Subject::Key(Key::Brand), &["acme"]),
            target: Some(Target::Field("contract".to_owned())),
            required: Some(Moment::Solve),
            ..element("contract", "Contract", ElementKind::Input)
        },
    ];
    Form { name: "c".to_owned(), elements, ..Form::default() }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn what_depends_on_an_answer_is_there_only_with_it() {
    let (form, none) = (conditional(), Facts::default());
    let read = |given: &[(&str, &str)]| form.read(&pairs(given), &none);
    let api = read(&[("area", "api")]).expect("answers");
    assert!(!api.contains_key("browser"), "not even what is preset: {api:?}");
    assert_eq!(form.complete(&api, &none), Ok(()));
    assert_eq!(form.body(&api, &none), "### Area\n\nAPI\n");
    let web = read(&[("area", "api, web")]).expect("answers");
    assert_eq!(web["browser"], ["Firefox"]);
    assert_eq!(form.asked(&web, &none).count(), 3);
    let emptied = read(&[("area", "web"), ("browser", "")]).expect("answers");
    assert!(matches!(form.complete(&emptied, &none), Err(FieldFault::Missing { fields, .. }) if fields == ["browser"]));
    let told = read(&[("area", "api"), ("browser", "Opera")]).expect_err("nobody asked");
    assert_eq!(told, FieldFault::NotHere { field: "browser".to_owned(), needs: "area: web".to_owned() });
    assert!(matches!(read(&[("addons", "x")]), Err(FieldFault::NotHere { .. })), "it hangs on what is not there");
}

#[test]
fn what_depends_on_the_ticket_sees_flags_then_answers_then_the_form() {
    let acme = Facts(vec![(Key::Brand, "ACME".to_owned())]);
    let there = |form: &Form, facts: &Facts| form.is_asked(&form.elements[3], &Answers::new(), facts);
    assert!(!there(&conditional(), &Facts::default()) && there(&conditional(), &acme));
    let own = Form { brands: strings(&["acme"]), ..conditional() };
    assert!(there(&own, &Facts::default()));
    assert!(!there(&own, &Facts(vec![(Key::Brand, "other".to_owned())])));
    assert!(own.is_for(Some("Acme")) && !own.is_for(Some("other")) && !own.is_for(None));
    assert!(conditional().is_for(None));
    let two = Form { brands: strings(&["acme", "shop"]), ..conditional() };
    assert!(two.is_for_others(&Facts::default()) && !two.is_for_others(&acme) && !own.is_for_others(&Facts::default()));
}

#[test]
fn a_ticket_is_not_solved_before_what_its_form_wants_is_in_its_fields() {
    use crate::domain::ticket::{Ticket, TicketId, Value};
    use crate::domain::time::at;
    let form = conditional();
    let mut ticket = Ticket::new(TicketId::derived("t", "1"), "t".into(), "open".into(), at(0));
    assert_eq!(form.missing_to_solve(&ticket), Ok(()), "it is of no brand that is asked");
    ticket.brand = Some("acme".into());
    let missing = FieldFault::Missing { fields: strings(&["contract"]), moment: Moment::Solve };
    assert_eq!(form.missing_to_solve(&ticket), Err(missing.clone()));
    ticket.set_field("contract", Some(Value::Text(" ".into())));
    assert_eq!(form.missing_to_solve(&ticket), Err(missing));
    ticket.set_field("contract", Some(Value::Text("C-1".into())));
    assert_eq!(form.missing_to_solve(&ticket), Ok(()));
    assert_eq!(form.complete(&Answers::new(), &Facts(vec![(Key::Brand, "acme".into())])), Ok(()), "filed without");
}
