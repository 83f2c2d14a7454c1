//! What the answers of Jira have in them beside the usual.

use super::*;
use crate::intake::foreign::item::Word;
use serde_json::json;

fn items(answers: &[Json]) -> (Vec<Item>, Vec<(String, Cause)>) {
    let text: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    let export = read(text.as_bytes(), &Mapping::default()).expect("an export");
    (export.items, export.bad)
}

fn issue(fields: Json) -> Json {
    let mut all =
        json!({"summary": "t", "created": "2025-03-01T10:00:00.000+0000", "updated": "2025-03-09T10:00:00.000+0000"});
    let map = all.as_object_mut().expect("an object");
    map.extend(fields.as_object().expect("an object").clone());
    json!({"id": "10", "key": "A-1", "fields": all})
}

fn history(id: &str, item: Json) -> Json {
    json!({"id": id, "created": "2025-03-02T10:00:00.000+0000", "items": [item]})
}

fn field<'i>(item: &'i Item, name: &str) -> Option<&'i Value> {
    item.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

#[test]
fn a_changelog_may_come_in_answers_of_its_own() {
    let status = |from: &str, to: &str| json!({"field": "status", "fromString": from, "toString": to});
    let one = issue(json!({"status": {"name": "Done", "statusCategory": {"key": "done"}}}));
    let page = json!({"self": "https://x.example/rest/api/2/issue/A-1/changelog?startAt=0", "values": [history("1", status("To Do", "Done"))]});
    let bulk =
        json!({"issueChangeLogs": [{"issueId": "10", "changeHistories": [history("1", status("To Do", "Done"))]}]});
    for answer in [page.clone(), bulk.clone()] {
        let (items, bad) = items(&[one.clone(), answer]);
        assert_eq!((items[0].status.name.as_str(), items[0].steps.len(), bad), ("To Do", 1, Vec::new()));
    }
    let (items, _) = items(&[one, page, bulk]);
    assert_eq!(items[0].steps.len(), 1, "the same history twice is one");
}

#[test]
fn lists_of_fields_and_statuses_give_names_and_meanings() {
    let one = issue(json!({
        "status": {"name": "Shipped"}, "customfield_1": 3.5, "customfield_2": [{"value": "a"}, {"value": "b"}],
        "customfield_3": {"value": "x", "child": {"value": "y"}}, "customfield_4": "0|hzzzzz:", "customfield_5": [],
        "customfield_6": ["com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,state=CLOSED,name=Sprint 1,goal=]"],
        "customfield_7": {"displayName": "Eva", "emailAddress": "eva@acme.com"}, "customfield_8": {"unknown": 1},
    }));
    let status = json!([{"id": "9", "name": "Shipped", "statusCategory": {"key": "done"}}]);
    let names = json!([{"id": "customfield_1", "name": "Size", "custom": true}, {"id": "summary", "name": "Summary", "custom": false}]);
    let (items, bad) = items(&[one, status, names]);
    assert_eq!(bad, []);
    let said: Vec<String> = items[0]
        .fields
        .iter()
        .map(|(name, value)| format!("{name}={}", value.to_text()))
        .collect();
    assert!(said.contains(&"Size=3.5".to_owned()), "{said:?}");
    for (name, value) in [("customfield_3", "x / y"), ("customfield_6", "Sprint 1"), ("customfield_7", "eva@acme.com")]
    {
        assert_eq!(field(&items[0], name), Some(&Value::from(value)), "{name}");
    }
    assert_eq!(field(&items[0], "customfield_2"), Some(&Value::List(vec!["a".into(), "b".into()])));
    for name in ["customfield_4", "customfield_5", "customfield_8"] {
        assert_eq!(field(&items[0], name), None, "{name}");
    }
    assert_eq!(items[0].status, Word::meaning("new", "new"));
    assert_eq!(items[0].steps[0].what, What::Status(Word::meaning("Shipped", "solved")));
}

#[test]
fn a_moved_issue_keeps_its_old_key_and_lists_grow_one_by_one() {
    let change =
        |name: &str, from: Option<&str>, to: Option<&str>| json!({"field": name, "fromString": from, "toString": to});
    let mut one = issue(json!({"components": [{"name": "b"}, {"name": "c"}]}));
    one["changelog"] = json!({"histories": [
        history("3", change("Component", None, Some("c"))),
        history("2", change("Component", Some("a"), None)),
        history("1", change("Key", Some("OLD-7"), Some("A-1"))),
    ]});
    let (items, bad) = items(&[one]);
    assert_eq!(items[0].refs, ["jira:OLD-7"]);
    assert_eq!(field(&items[0], "components"), Some(&Value::List(vec!["b".into(), "a".into()])));
    let last = What::Field("components".to_owned(), Value::List(vec!["b".into(), "c".into()]));
    assert_eq!(items[0].steps.last().map(|step| &step.what), Some(&last));
    assert_eq!(bad.len(), 1, "the change of the key is no step: {bad:?}");
}

#[test]
fn a_status_means_what_its_category_says_unless_its_name_says_more() {
    let mut statuses = Statuses::default();
    for (name, category) in [
        ("Reopened", "new"),
        ("Selected", "new"),
        ("Blocked", "indeterminate"),
        ("Waiting for customer", "indeterminate"),
        ("Coding", "indeterminate"),
        ("Closed", "done"),
    ] {
        statuses.learn(&json!({"name": name, "statusCategory": {"key": category}}));
    }
    for (name, means) in [
        ("Reopened", Some("open")),
        ("Selected", Some("new")),
        ("Blocked", Some("on-hold")),
        ("Waiting for customer", Some("pending")),
        ("Coding", Some("open")),
        ("Closed", Some("solved")),
        ("Parked", None),
    ] {
        assert_eq!(statuses.word(name).means, means, "{name}");
    }
}
