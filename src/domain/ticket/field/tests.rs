//! What each type takes and how it is stored, and when a ticket's fields are in order.

use super::*;
use crate::domain::people::{People, Person, Role};
use crate::domain::ticket::{Key, Kind, Ticket, TicketId, Value};
use crate::domain::time::at;
use crate::domain::time::zone::Zone;
use proptest::prelude::*;
use std::cmp::Ordering;

fn people() -> People {
    let luis = Person { name: Some("Luis Gil".into()), ..Person::new("luis@example.com".into(), Role::Agent) };
    People { list: vec![luis], ..People::default() }
}

fn with_reading<T>(work: impl FnOnce(&Reading) -> T) -> T {
    let (people, zone) = (people(), Zone::named("Europe/Madrid").expect("a zone"));
    // 2026-11-20T23:30:00Z, the 21st in Madrid.
    work(&Reading { people: &people, zone: &zone, now: at(1_795_217_400), me: "ana@example.com" })
}

fn field(name: &str, kind: FieldKind) -> Field {
    let (label, help) = (Said::default(), Said::default());
    Field { name: name.to_owned(), kind, label, help, required: None, when: Vec::new() }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn parse(kind: FieldKind, text: &str) -> Result<Value, FieldFault> {
    with_reading(|reading| field("f", kind).parse(text, reading))
}

fn number() -> FieldKind {
    FieldKind::Number { least: Some(0.0), most: Some(10.0) }
}

#[test]
fn each_type_has_one_form() {
    let text = |t: &str| Ok(Value::Text(t.to_owned()));
    let choice = || FieldKind::Choice(words(&["Gateway", "web"]));
    assert_eq!(parse(FieldKind::Text, " as it is "), text(" as it is "));
    assert_eq!(parse(number(), "3"), Ok(Value::Int(3)));
    assert_eq!(parse(number(), "2,5"), Ok(Value::Float(2.5)));
    assert_eq!(parse(choice(), "gateway"), text("Gateway"));
    let multi = FieldKind::Multi(words(&["a", "b", "c"]));
    assert_eq!(parse(multi, "C, a,c,"), Ok(Value::List(vec!["c".into(), "a".into()])));
    assert_eq!(parse(FieldKind::Date, "2026-02-28"), text("2026-02-28"));
    assert_eq!(parse(FieldKind::Date, "today"), text("2026-11-21"));
    assert_eq!(parse(FieldKind::Duration, "90m"), text("1h30m"));
    assert_eq!(parse(FieldKind::Duration, "PT0S"), text("0s"));
    assert_eq!(parse(FieldKind::Person, "me"), text("ana@example.com"));
    assert_eq!(parse(FieldKind::Person, "luis gil"), text("luis@example.com"));
    assert_eq!(parse(FieldKind::Person, "eva@x.org"), text("eva@x.org"));
    assert_eq!(parse(FieldKind::Version, "v1.10.0-rc.1+7"), text("v1.10.0-rc.1+7"));
    assert_eq!(parse(FieldKind::Url, "https://example.com/a?b=c"), text("https://example.com/a?b=c"));
}

#[test]
fn what_is_not_of_the_type_is_refused_for_the_reason() {
    let form = |kind: FieldKind, text: &str| {
        let name = kind.as_str();
        match parse(kind, text) {
            Err(FieldFault::Form { kind, found, .. }) => assert_eq!((kind, found.as_str()), (name, text.trim())),
            other => panic!("{text}: {other:?}"),
        }
    };
    for text in ["", "three", "1.2.3", "1,000.5", "NaN", "inf", "0x10", "1234567890123456.5"] {
        form(number(), text);
    }
    let wrong: [(FieldKind, &[&str]); 4] = [
        (FieldKind::Date, &["2026-02-29", "20/11/2026", "2026-10", "soon", "+12026-01-01"]),
        (FieldKind::Duration, &["90", "1 month", "long", "-5m"]),
        (FieldKind::Version, &["", "latest", "1.0 beta", "1.0;rm"]),
        (
            FieldKind::Url,
            &["example.com", "javascript://%0aalert(1)", "https://", "https://a b", "data:text/html,x"],
        ),
    ];
    for (kind, texts) in wrong {
        texts.iter().for_each(|text| form(kind.clone(), text));
    }
    form(FieldKind::Version, &"1".repeat(65));
    form(FieldKind::Url, "https://a\u{1b}[2J");
    assert!(matches!(parse(number(), "11"), Err(FieldFault::Range { .. })));
    assert!(matches!(parse(number(), "-0.5"), Err(FieldFault::Range { .. })));
    let choice = FieldKind::Choice(words(&["web"]));
    assert!(matches!(parse(choice, "wbe"), Err(FieldFault::NoChoice { known, .. }) if known == ["web"]));
    assert!(
        matches!(parse(FieldKind::Multi(words(&["a"])), "a,b"), Err(FieldFault::NoChoice { found, .. }) if found == "b")
    );
    assert!(matches!(parse(FieldKind::Person, "somebody"), Err(FieldFault::NoPerson { .. })));
    assert!(matches!(parse(FieldKind::Person, "a @b"), Err(FieldFault::NoPerson { .. })));
}

#[test]
fn a_bare_value_of_a_file_is_read_unless_it_lost_something() {
    let read = |kind, value: Value| with_reading(|reading| field("f", kind).read(&value, reading));
    assert_eq!(read(FieldKind::Version, Value::Int(12)), Ok("12".into()));
    assert!(matches!(read(FieldKind::Version, Value::Float(1.1)), Err(FieldFault::Form { .. })));
    assert_eq!(read(number(), "7".into()), Ok(Value::Int(7)));
    assert_eq!(read(FieldKind::Text, Value::Bool(true)), Ok("true".into()));
    assert!(read(FieldKind::Text, Value::List(vec!["a".into()])).is_err());
    assert!(read(FieldKind::Text, Value::Null).is_err());
    let multi = || FieldKind::Multi(words(&["a", "b"]));
    assert_eq!(read(multi(), "b".into()), Ok(Value::List(vec!["b".into()])));
    assert_eq!(read(multi(), Value::List(vec!["A".into(), "a".into()])), Ok(Value::List(vec!["a".into()])));
}

#[test]
fn values_compare_by_what_they_mean() {
    use Ordering::*;
    let of = |kind: FieldKind, a: &str, b: &str| Sorted::read(a, &kind).compare(&Sorted::read(b, &kind));
    assert_eq!(of(number(), "9", "10"), Some(Less));
    assert_eq!(of(FieldKind::Date, "2026-11-09", "2026-10-10"), Some(Greater));
    assert_eq!(of(FieldKind::Duration, "90m", "1h30m"), Some(Equal));
    assert_eq!(of(FieldKind::Choice(words(&["low", "high"])), "high", "LOW"), Some(Greater));
    assert_eq!(of(FieldKind::Text, "a", "B"), Some(Less));
    assert_eq!(of(FieldKind::Version, "1.0", "x"), None);
    let rising = ["0.9", "1.0.0-alpha", "1.0.0-alpha.2", "1.0.0-rc.1", "1.0rc2", "1.0", "1.0.1", "1.9", "1.10", "v2"];
    for (i, a) in rising.iter().enumerate() {
        for (j, b) in rising.iter().enumerate().filter(|(j, _)| !(i.min(*j) == 3 && i.max(*j) == 4)) {
            assert_eq!(of(FieldKind::Version, a, b), Some(i.cmp(&j)), "{a} {b}");
        }
    }
    assert_eq!(of(FieldKind::Version, "1.0.0+5", "v1"), Some(Equal));
}

#[test]
fn what_is_not_declared_is_what_it_looks_like() {
    let kind = |text: &str| match Sorted::look(text) {
        Sorted::Choice(_) => "choice",
        Sorted::Number(_) => "number",
        Sorted::Day(_) => "day",
        Sorted::Moment(_) => "moment",
        Sorted::Length(_) => "length",
        Sorted::Version(_) => "version",
        Sorted::Text(_) => "text",
    };
    for (text, expected) in [
        ("250", "number"),
        ("-1.5", "number"),
        ("1.10", "number"),
        ("1.10.2", "version"),
        ("v2", "version"),
        ("1.0-rc1", "version"),
        ("2026-10-05", "day"),
        ("2026-10-05T10:00:00Z", "moment"),
        ("4h", "length"),
        ("PT90S", "length"),
        ("gateway", "text"),
        ("vista", "text"),
        ("3rd", "text"),
        ("", "text"),
        ("1-2", "text"),
    ] {
        assert_eq!(kind(text), expected, "{text}");
    }
}

fn declared() -> Fields {
    let when = |on: &str, any: &[&str]| Condition { on: Subject::parse(on).expect(on), any: words(any) };
    let service = Field {
        required: Some(Moment::Create),
        when: vec![when("type", &["incident", "problem"])],
        ..field("service", FieldKind::Choice(words(&["gateway", "web"])))
    };
    let cause = Field {
        required: Some(Moment::Solve),
        when: vec![when("field.service", &["gateway"]), when("category", &["payments"])],
        ..field("cause", FieldKind::Text)
    };
    Fields { list: vec![service, cause, field("build", FieldKind::Version)] }
}

fn ticket() -> Ticket {
    Ticket::new(TicketId::derived("test", "1"), "t".to_owned(), "new".to_owned(), at(0))
}

#[test]
fn a_field_is_there_and_required_only_under_its_conditions() {
    let fields = declared();
    let mut ticket = ticket();
    assert_eq!(fields.missing(&ticket, Moment::Solve), Ok(()));
    ticket.kind = Some(Kind::Incident);
    let missing = |fields: &[&str], moment| Err(FieldFault::Missing { fields: words(fields), moment });
    assert_eq!(fields.missing(&ticket, Moment::Create), missing(&["service"], Moment::Create));
    ticket.set_field("service", Some("gateway".into()));
    ticket.put(Key::Category, Some("payments/checkout"));
    assert_eq!(fields.missing(&ticket, Moment::Create), Ok(()));
    assert_eq!(fields.missing(&ticket, Moment::Solve), missing(&["cause"], Moment::Solve));
    ticket.set_field("cause", Some("  ".into()));
    assert_eq!(fields.missing(&ticket, Moment::Solve), missing(&["cause"], Moment::Solve));
    ticket.put(Key::Category, Some("paymentsx"));
    assert_eq!(fields.missing(&ticket, Moment::Solve), Ok(()));
}

#[test]
fn only_what_changed_is_judged() {
    let fields = declared();
    let mut before = ticket();
    before.set_field("legacy", Some("x".into()));
    let settle = |edit: &dyn Fn(&mut Ticket)| {
        let mut after = before.clone();
        edit(&mut after);
        with_reading(|reading| fields.settle(Some(&before), &mut after, reading)).map(|()| after)
    };
    let built = settle(&|t| t.set_field("BUILD", Some(Value::Int(12)))).expect("it is declared");
    assert_eq!(built.fields, [("build".to_owned(), "12".into()), ("legacy".to_owned(), "x".into())]);
    let unknown = settle(&|t| t.set_field("legacy", Some("y".into())));
    assert!(matches!(unknown, Err(FieldFault::Unknown { known, .. }) if known.len() == 3));
    let early = settle(&|t| t.set_field("service", Some("web".into()))).unwrap_err();
    let needs = "type: incident, problem".to_owned();
    assert_eq!(early, FieldFault::NotHere { field: "service".into(), needs });
    let both = |t: &mut Ticket| {
        t.kind = Some(Kind::Problem);
        t.set_field("service", Some("WEB".into()));
    };
    assert_eq!(settle(&both).expect("the order does not matter").field("service"), Some(&"web".into()));
}

#[test]
fn a_required_field_is_not_emptied_again() {
    let fields = declared();
    let mut before = ticket();
    before.kind = Some(Kind::Incident);
    before.set_field("service", Some("web".into()));
    let mut after = before.clone();
    after.set_field("service", Some(" ".into()));
    with_reading(|reading| fields.settle(Some(&before), &mut after, reading)).expect("it empties");
    assert_eq!(after.field("service"), None);
    assert!(matches!(fields.kept(&before, &after, Moment::Create), Err(FieldFault::Missing { .. })));
    after.kind = None;
    assert_eq!(fields.kept(&before, &after, Moment::Create), Ok(()));
}

#[test]
fn a_desk_that_declares_no_fields_takes_what_comes() {
    let mut ticket = ticket();
    let none = Fields::default();
    ticket.set_field("any", Some(" thing ".into()));
    with_reading(|reading| none.settle(None, &mut ticket, reading)).expect("it is free");
    assert_eq!(ticket.field("any"), Some(&" thing ".into()));
}

#[test]
fn help_is_in_the_nearest_language() {
    let said = |pairs: &[(&str, &str)]| Said(pairs.iter().map(|(l, t)| ((*l).to_owned(), (*t).to_owned())).collect());
    let both = said(&[("en", "where"), ("es", "dónde")]);
    assert_eq!((both.in_language("es-MX"), both.in_language("fr")), (Some("dónde"), Some("where")));
    assert_eq!(said(&[("es", "a"), ("", "b")]).in_language("en"), Some("b"));
    assert_eq!(Said::default().in_language("en"), None);
}

proptest! {
    /// Whatever is stored is read as itself again, so that a file edited elsewhere does not change.
    #[test]
    fn a_stored_value_is_its_own_form(text in "[ -~áñ]{0,24}", n in 0usize..9) {
        let list = words(&["a", "b c"]);
        let kinds = [
            FieldKind::Text, FieldKind::Number { least: None, most: None }, FieldKind::Choice(list.clone()),
            FieldKind::Multi(list), FieldKind::Date, FieldKind::Duration, FieldKind::Person, FieldKind::Version,
            FieldKind::Url,
        ];
        let field = field("f", kinds[n].clone());
        with_reading(|reading| {
            if let Ok(value) = field.parse(&text, reading) {
                prop_assert_eq!(field.read(&value, reading), Ok(value));
            }
            Ok(())
        })?;
    }

    #[test]
    fn versions_have_one_order(a in "v?[0-9]{1,3}([.~+-]?[a-c0-3]{1,2}){0,3}", b in "[0-9]([.-][a-c0-3]){0,3}", c in "[0-9]([.-][a-c0-3]){0,3}") {
        let read = |text: &str| Sorted::read(text, &FieldKind::Version);
        let of = |a: &str, b: &str| read(a).compare(&read(b)).expect("versions compare");
        prop_assert_eq!(of(&a, &b), of(&b, &a).reverse());
        if of(&a, &b) != Ordering::Greater && of(&b, &c) != Ordering::Greater {
            prop_assert_ne!(of(&a, &c), Ordering::Greater);
        }
    }
}
