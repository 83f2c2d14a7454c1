//! What maps make of bodies, what is wrong with maps, and that neither takes for ever.

use super::{Map, MapFault, Read, Unmapped};
use crate::domain::ticket::submission::Submission;
use crate::domain::ticket::{Kind, Priority, Value};
use crate::domain::time::at;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn map(text: &str) -> Map {
    Map::read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

fn items(text: &str, body: &Json) -> Vec<Read> {
    map(text).items(body, at(1_000))
}

fn only(text: &str, body: &Json) -> Result<Option<Submission>, Unmapped> {
    let mut read = items(text, body);
    assert_eq!(read.len(), 1);
    read.remove(0).found
}

const WHOLE: &str = r#"
items: body.list
skip: item.level == "debug"
source: '"item " ~ n'
title: item.title
text: |
  {{ item.text }}
  {% for tag in item.tags %}* {{ tag }}
  {% endfor %}
type: item.kind | default("task")
priority: '{"bad": "urgent"}[item.level] | default(none)'
requester: item.who | default("")
tags: [item.tags, '"api"']
fields: {tries: item.tries, ratio: 0.5, sure: true, list: item.tags, none: '""'}
external: '"x:" ~ item.id'
fingerprint: '"f:" ~ item.id'
seen: {run: item.run, at: item.at, count: item.tries, branch: '"main"'}
resolved: item.over | default(false)
note: '"over"'
"#;

fn whole() -> Json {
    json!({"list": [
        {"id": 1, "level": "bad", "title": " Two\n lines ", "text": "It <b>broke</b>", "tags": ["a", "b"], "tries": 3,
         "run": "r1", "at": "2026-11-20T03:12:09.144Z"},
        {"id": 2, "level": "debug"},
        {"id": 3, "level": "bad", "over": true, "title": "x"},
        {"id": 4, "level": "bad"}
    ]})
}

#[test]
fn every_key_of_a_map_fills_its_part_of_the_ticket() {
    let read = items(WHOLE, &whole());
    let Ok(Some(Submission::Ticket(filed))) = &read[0].found else { panic!("{read:?}") };
    assert_eq!((read[0].source.as_str(), filed.title.as_str()), ("item 0", "Two lines"));
    assert_eq!(filed.text, "It <b>broke</b>\n* a\n* b");
    assert_eq!((filed.kind, filed.priority), (Some(Kind::Task), Some(Priority::Urgent)));
    assert_eq!((&filed.requester, filed.channel.as_deref()), (&None, Some("api")));
    assert_eq!(filed.tags, ["a", "b", "api"]);
    let list = Value::List(vec![Value::Text("a".into()), Value::Text("b".into())]);
    let fields = [("list", list), ("ratio", Value::Float(0.5)), ("sure", Value::Bool(true)), ("tries", Value::Int(3))];
    assert_eq!(filed.fields, fields.map(|(name, value)| (name.to_owned(), value)));
    assert_eq!((&filed.refs, &filed.fingerprints), (&vec!["x:1".to_owned()], &vec!["f:1".to_owned()]));
    let seen = &filed.occurrences[0];
    assert_eq!((seen.at, seen.count, seen.run.as_deref()), (at(1_795_144_329), 3, Some("r1")));
    assert_eq!(seen.branch.as_deref(), Some("main"));
}

#[test]
fn an_item_is_skipped_remarked_or_refused_by_itself() {
    let read = items(WHOLE, &whole());
    assert_eq!(read[1].found, Ok(None));
    let Ok(Some(Submission::Remark(remark))) = &read[2].found else { panic!("{read:?}") };
    assert_eq!((remark.name.as_deref(), remark.fingerprint.as_deref()), (Some("x:3"), Some("f:3")));
    assert_eq!(remark.text, "over");
    let Err(Unmapped::Wrong(wrong)) = &read[3].found else { panic!("{read:?}") };
    // The first that is missing, in the order of the ticket.
    assert_eq!((wrong.key.as_str(), wrong.code), ("seen.count", "undefined"));
}

#[test]
fn what_is_not_there_is_a_fault_unless_the_map_says_otherwise() {
    let body = json!({"a": {"b": null}, "n": 7});
    let undefined = |title: &str| match only(&format!("title: {title}\n"), &body) {
        Err(Unmapped::Wrong(wrong)) => wrong.code,
        other => panic!("{title}: {other:?}"),
    };
    for title in ["body.x", "body.x.y", "'{{ body.x }}'", "item.a.x ~ ''"] {
        assert_eq!(undefined(title), "undefined", "{title}");
    }
    let title = |title: &str| match only(&format!("title: {title}\n"), &body) {
        Ok(Some(Submission::Ticket(filed))) => filed.title,
        other => panic!("{title}: {other:?}"),
    };
    assert_eq!(title("body.x | default('none')"), "none");
    assert_eq!(title("body.n"), "7");
    assert_eq!(only("title: body.a.b\n", &body), Err(Unmapped::NoTitle), "null is nothing");
    assert!(matches!(only("title: body.a\n", &body), Err(Unmapped::Value { key, .. }) if key == "title"));
}

#[test]
fn words_of_a_closed_set_times_and_counts_are_held_against_what_they_can_be() {
    let with = |line: &str| only(&format!("title: '\"t\"'\nfingerprint: '\"f\"'\n{line}\n"), &json!({}));
    let value = |line: &str| match with(line) {
        Err(Unmapped::Value { key, known, .. }) => (key, known.len()),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(value("priority: '\"soon\"'"), ("priority".into(), 4));
    assert_eq!(value("type: '\"bug\"'"), ("type".into(), 4));
    assert_eq!(value("seen: {at: '\"yesterday\"'}"), ("seen.at".into(), 0));
    assert_eq!(value("seen: {count: 0}"), ("seen.count".into(), 0));
    assert_eq!(value("items: '\"text\"'"), ("items".into(), 0));
    assert_eq!(with("requester: '\"x\" * 600'"), Err(Unmapped::Long { key: "requester".into() }));
    for (time, seconds) in
        [("1795144329", 1_795_144_329), ("1795144329144", 1_795_144_329), ("1795144329.9", 1_795_144_329)]
    {
        let Ok(Some(Submission::Ticket(filed))) = with(&format!("seen: {{at: {time}}}")) else { panic!("{time}") };
        assert_eq!(filed.occurrences[0].at, at(seconds), "{time}");
    }
    let Ok(Some(Submission::Ticket(filed))) = with("seen: {run: '\"r\"'}") else { panic!("a run") };
    assert_eq!(filed.occurrences[0].at, at(1_000), "now");
    assert_eq!(only("title: '\"t\"'\nresolved: true\n", &json!({})), Err(Unmapped::NothingResolved));
}

#[test]
fn what_is_wrong_with_a_map_is_told_with_its_place() {
    let yaml = |text: &str| match Map::read(text.as_bytes()).expect_err(text) {
        MapFault::Yaml(fault) => (fault.kind.code(), fault.line, fault.column),
        MapFault::Expression(wrong) => panic!("{wrong}"),
    };
    assert_eq!(yaml(""), ("unexpected", 1, 1));
    assert_eq!(yaml("text: body\n"), ("missing", 1, 1));
    assert_eq!(yaml("title: body\ntilte: body\n"), ("unknown-key", 2, 1));
    assert_eq!(yaml("title: body\nseen:\n  runs: body\n"), ("unknown-key", 3, 3));
    assert_eq!(yaml("title: [body]\n"), ("unexpected", 1, 8));
    assert_eq!(yaml("title: body\nfields: {a: }\n").0, "unexpected");
    let wrong = |text: &str| match Map::read(text.as_bytes()).expect_err(text) {
        MapFault::Expression(wrong) => (wrong.key, wrong.code, wrong.line, wrong.column),
        MapFault::Yaml(fault) => panic!("{fault}"),
    };
    assert_eq!(wrong("title: body.a b\n"), ("title".into(), "syntax", 1, 15));
    assert_eq!(wrong("title: 'body.a b'\n"), ("title".into(), "syntax", 1, 16));
    assert_eq!(wrong("title: body\ntext: |\n  Hello\n  {{ body. }}\n").2, 4);
    assert_eq!(wrong("title: body\nfields:\n  a: body |\n").0, "fields.a");
    let filter = only("title: body | nonsense\n", &json!({}));
    assert!(matches!(filter, Err(Unmapped::Wrong(wrong)) if wrong.code == "failed" && wrong.said.contains("nonsense")));
}

#[test]
fn no_map_takes_for_ever_reads_a_file_or_fills_the_memory() {
    for title in [
        "'{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}'",
        "'{% set ns = namespace(s=\"x\") %}{% for a in range(9999) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}'",
        "'\"x\" * 999999999'",
        "'\"%0999999999d\" | format(1)'",
        "range(999999999) | join",
    ] {
        let found = only(&format!("title: {title}\n"), &json!({}));
        assert!(matches!(found, Err(Unmapped::Wrong(_))), "{title}: {found:?}");
    }
    for title in ["'{% include \"/etc/passwd\" %}'", "'{% extends \"x\" %}'", "'{% import \"x\" as y %}'"] {
        let text = format!("title: {title}\n");
        let found = Map::read(text.as_bytes()).map(|map| map.items(&json!({}), at(0)).remove(0).found);
        assert!(!matches!(found, Ok(Ok(_))), "{title}");
    }
}

#[test]
fn a_document_has_so_many_items_and_no_more() {
    let body = json!({"list": vec![1; super::MOST_ITEMS + 5]});
    let read = items("items: body.list\ntitle: '\"n\" ~ n'\n", &body);
    assert_eq!(read.len(), super::MOST_ITEMS + 1);
    assert_eq!(read[super::MOST_ITEMS].found, Err(Unmapped::TooMany { limit: super::MOST_ITEMS }));
    assert!(items("items: body.list\ntitle: item\n", &json!({"list": null})).is_empty());
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "[\\PC\\x00-\\x1f]{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop_oneof![
            Just("alerts".to_owned()),
            Just("labels".to_owned()),
            Just("status".to_owned()),
            Just("data".to_owned()),
            Just("issue".to_owned()),
            Just("event".to_owned()),
            Just("action".to_owned()),
            "[a-z]{1,4}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map(key, inner, 0..6).prop_map(Json::from_iter),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_body_makes_a_ready_made_map_panic(body in any_json()) {
        for text in [
            include_str!("../../../examples/maps/alertmanager.yaml"),
            include_str!("../../../examples/maps/github.yaml"),
            include_str!("../../../examples/maps/gitlab.yaml"),
            include_str!("../../../examples/maps/sentry.yaml"),
            include_str!("../../../examples/maps/slack.yaml"),
        ] {
            map(text).items(&body, at(0));
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_maps_panic(text in "[\\PC\n:{}%|'\" -]{0,200}") {
        drop(Map::read(text.as_bytes()));
        drop(Map::read(format!("title: '{}'\n", text.replace('\'', "''")).as_bytes()));
    }
}
