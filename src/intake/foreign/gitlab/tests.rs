//! What the answers of GitLab have in them beside the usual.

use super::*;
use crate::domain::ticket::model::Author;
use serde_json::json;

fn items(answers: &[Json]) -> (Vec<Item>, Vec<(String, Cause)>) {
    let text: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    let export = read(text.as_bytes(), &Mapping::default()).expect("an export");
    (export.items, export.bad)
}

fn issue(more: Json) -> Json {
    let mut all = json!({"id": 1, "iid": 1, "project_id": 5, "title": "t", "author": {"id": 7, "username": "rosa"},
        "state": "opened", "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-09T00:00:00Z"});
    all.as_object_mut()
        .expect("an object")
        .extend(more.as_object().expect("an object").clone());
    all
}

fn note(text: &str, who: &str, more: Json) -> Json {
    let mut all = json!({"id": 1, "body": text, "author": {"username": who}, "created_at": "2025-01-02T00:00:00Z", "system": false,
        "noteable_type": "Issue"});
    all.as_object_mut()
        .expect("an object")
        .extend(more.as_object().expect("an object").clone());
    all
}

#[test]
fn a_key_is_the_best_that_an_issue_says() {
    for (more, key) in [
        (json!({"references": {"full": "a/b/c#1"}, "web_url": "https://x.example/z/-/issues/1"}), "a/b/c#1"),
        (json!({"web_url": "https://x.example/a/b/-/work_items/1"}), "a/b#1"),
        (json!({"web_url": "https://x.example/a/b/issues/1"}), "a/b#1"),
        (json!({"web_url": "nonsense"}), "5#1"),
        (json!({"project_id": null}), "#1"),
    ] {
        assert_eq!(items(&[issue(more)]).0[0].key, key);
    }
}

#[test]
fn notes_of_two_projects_go_each_to_its_own() {
    let other = issue(json!({"id": 2, "project_id": 6}));
    let to = |project: u64| note("x", "eva", json!({"project_id": project, "noteable_iid": 1, "id": project}));
    let (items, bad) = items(&[issue(json!({})), other, to(6), to(7)]);
    assert_eq!((items[0].steps.len(), items[1].steps.len()), (0, 1));
    assert_eq!(bad, [("$3".to_owned(), Cause::NoTicket { name: "7#1".to_owned() })]);
}

#[test]
fn what_an_issue_holds_in_itself_is_its_own() {
    let discussion =
        json!({"id": "d", "individual_note": true, "notes": [note("in a discussion", "eva", json!({"id": 2}))]});
    let event = json!({"created_at": "2025-01-03T00:00:00Z", "user": {"username": "eva"}, "state": "closed"});
    let (items, bad) = items(&[issue(
        json!({"state": "closed", "closed_at": "2025-01-03T00:00:00Z", "notes": [note("plain", "eva", json!({}))],
        "discussions": [discussion], "resource_state_events": [event]}),
    )]);
    assert_eq!((items[0].steps.len(), bad), (3, Vec::new()));
}

#[test]
fn a_list_of_members_says_who_speaks_as_staff() {
    let said = |n: u64, who: &str| note("x", who, json!({"noteable_id": 1, "id": n}));
    let all = [said(1, "rosa"), said(2, "eva"), said(3, "guest"), said(4, "project_5_bot_a1")];
    let roles = |answers: &[Json]| -> Vec<Author> {
        let (items, _) = items(answers);
        let role = |step: &super::super::item::Step| match &step.what {
            What::Comment(said) => Some(said.role),
            _ => None,
        };
        items[0].steps.iter().filter_map(role).collect()
    };
    let mut answers = vec![issue(json!({}))];
    answers.extend(all);
    assert_eq!(roles(&answers), [Author::Requester, Author::Agent, Author::Agent, Author::Bot]);
    answers.push(
        json!([{"id": 3, "username": "eva", "access_level": 30}, {"id": 4, "username": "guest", "access_level": 10}]),
    );
    assert_eq!(roles(&answers), [Author::Requester, Author::Agent, Author::Requester, Author::Bot]);
}

#[test]
fn what_a_deleted_label_or_milestone_did_is_left_out() {
    let event = |key: &str| json!({"resource_type": "Issue", "resource_id": 1, "created_at": "2025-01-03T00:00:00Z", key: null, "action": "add", "state": "closed"});
    let (items, bad) = items(&[issue(json!({})), event("label"), event("milestone")]);
    assert_eq!(items[0].steps, []);
    assert!(bad.iter().all(|(_, cause)| matches!(cause, Cause::NotOurs { .. })) && bad.len() == 2, "{bad:?}");
}

#[test]
fn an_epic_is_no_issue_and_a_merge_request_is_none() {
    let epic = issue(json!({"group_id": 3, "project_id": null}));
    let request = issue(json!({"source_branch": "x"}));
    let (items, bad) = items(&[issue(json!({})), epic, request]);
    assert_eq!(items.len(), 1);
    let causes: Vec<&Cause> = bad.iter().map(|(_, cause)| cause).collect();
    assert_eq!(causes, [&Cause::NotOurs { name: "epic".to_owned() }, &Cause::PullRequest]);
}
