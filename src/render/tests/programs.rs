//! What programs get: the shapes and their schemas.

use super::*;
use crate::domain::outcome::import::{Cause, Imported, Skip};
use crate::render::answers::{CheckView, CheckedView, ErrorView, FaultView, ImportedView, SettingView};
use crate::render::view::{self, Document, TicketView};
use crate::render::{csv, grid, import, json, markdown, public, schema, yaml};
use serde_json::{Value as Json, json};

/// Fails unless the document follows the schema of its noun.
fn assert_valid<T: serde::Serialize>(noun: &'static str, body: T) -> Json {
    let document = serde_json::to_value(Document { noun, body }).expect("views are plain values");
    assert_document(noun, &document);
    document
}

fn assert_document(noun: &str, document: &Json) {
    let text = schema::find(noun).expect("the noun has a schema");
    let schema: Json = serde_json::from_str(text).expect("schemas are JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("schemas are valid");
    let faults: Vec<String> = validator.iter_errors(document).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{noun}: {faults:?}\n{document:#}");
}

fn view_of(ticket: &Ticket) -> TicketView {
    TicketView::new(ticket, Category::Hold, Some(at(NOW))).with_messages(ticket)
}

#[test]
fn every_schema_is_a_schema_and_closed_sets_are_complete() {
    for noun in schema::nouns() {
        let text = schema::find(noun).expect("it was listed");
        let schema: Json = serde_json::from_str(text).expect("schemas are JSON");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{noun}");
        assert_eq!(schema["properties"]["version"]["const"], json!(view::VERSION), "{noun}");
    }
    let ticket: Json = serde_json::from_str(schema::find("ticket").expect("listed")).expect("JSON");
    let enumerated = |name: &str| {
        let values = ticket["$defs"]["ticket"]["properties"][name]["enum"].as_array().expect("an enum");
        values.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(enumerated("priority"), Priority::ALL.iter().map(|p| p.as_str()).collect::<Vec<_>>());
    assert_eq!(enumerated("type"), Kind::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>());
    assert_eq!(enumerated("status_category"), Category::ALL.map(Category::as_str));
    assert_eq!(schema::find("nonsense"), None);
}

#[test]
fn views_follow_their_schemas() {
    let tickets = [full_ticket(), hostile(), Ticket::new(id("0000000000"), "t".into(), "new".into(), at(0))];
    for ticket in &tickets {
        assert_valid("ticket", view_of(ticket));
        let (seen, category) = public::public(ticket, &super::workflow());
        assert_valid("ticket", TicketView::new(&seen, category, None).with_messages(&seen));
    }
    let list: Vec<TicketView> = tickets.iter().map(|t| TicketView::new(t, Category::New, None)).collect();
    assert_valid("tickets", list);
    assert_valid("report", report::ReportView::new(&times()));
    assert_valid("schema", schema::nouns().collect::<Vec<_>>());
    assert_valid("error", ErrorView { kind: "not-found".into(), message: "m".into(), hint: None, kept: None });
    let mut imported = Imported { read: 2, imported: 0, ..Imported::default() };
    imported.skip(Skip::Unchanged);
    imported.skip_line(7, Cause::Missing { key: "at" });
    assert_valid("import", import::view(&imported));
    let fault = || FaultView { kind: "unreadable".into(), line: Some(3), ..FaultView::default() };
    let commit = ImportedView { commit: "00ff".into(), ticket: None, source: "events 7".into() };
    let check = CheckView::new(vec![fault()], vec![fault()], vec![commit], CheckedView::default());
    assert_document("faults", &serde_json::to_value(check).expect("views are plain values"));
    assert_valid("config", [SettingView { key: "lang".into(), value: json!("es"), source: "flag".into() }]);
}

#[test]
fn every_kind_of_change_is_in_the_schema_of_events() {
    let printed = assert_valid("events", view::events(&history()));
    let kinds: std::collections::BTreeSet<&str> = printed["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|e| e["kind"].as_str())
        .collect();
    for kind in ["created", "removed", "status", "field", "tag-added", "linked", "csat", "message", "note"] {
        assert!(kinds.contains(kind), "{kind}");
    }
    let keys = Key::ALL.iter().map(|&key| event(0, "", vec![set(key, None, None)])).collect::<Vec<_>>();
    assert_valid("events", view::events(&keys));
    for &set in Set::ALL {
        let item = || "x".to_owned();
        let changes = vec![Change::Added { set, item: item() }, Change::Dropped { set, item: item() }];
        assert_valid("events", view::events(&[event(0, "", changes)]));
    }
}

#[test]
fn a_change_of_status_reads_as_scripts_expect_it() {
    let printed = assert_valid("events", view::events(&history()[1..2]));
    let expected = json!({
        "at": "2026-11-20T09:13:44Z",
        "actor": "ana@example.com",
        "actor_name": "Ana\u{1b}[2J",
        "kind": "status",
        "from": "open",
        "to": "pending",
        "commit": "00ff",
    });
    assert_eq!(printed, json!({ "version": 1, "events": [expected] }));
}

#[test]
fn what_a_ticket_stores_is_in_its_view_by_the_names_of_the_file() {
    let printed = assert_valid("ticket", view_of(&full_ticket()));
    let ticket = &printed["ticket"];
    for key in Key::ALL.iter().map(|k| k.as_str()).chain(Set::ALL.iter().map(|s| s.as_str())) {
        assert!(ticket.get(key).is_some(), "{key}");
    }
    assert_eq!(ticket["created"], json!("2026-11-20T09:12:44Z"));
    assert_eq!(ticket["fields"], json!({ "service": "SECRET gateway", "tries": 3 }));
    assert_eq!(ticket["unknown"], json!({ "shiny": "SECRET" }));
    assert_eq!(ticket["messages"][0]["text"], json!("Since this morning every second payment fails.\n"));
    assert_eq!(ticket["status_category"], json!("hold"));
}

#[test]
fn a_list_becomes_one_csv_row_per_ticket() {
    let views =
        [TicketView::new(&full_ticket(), Category::Hold, None), TicketView::new(&hostile(), Category::New, None)];
    let columns = ["id", "number", "title", "requester", "tags", "csat", "field.tries", "nonsense"].map(str::to_owned);
    let expected = "id,number,title,requester,tags,csat,field.tries,nonsense\n\
        k39fq2m7xd,142,Checkout returns 502,ana@example.com,regression,good,3,\n\
        9zz0000001,,\"␛[2Jpwned <U+202E>txt.exe\nsecond line\",'=cmd|'/c calc'!A1,<U+009B>31m,,,\n";
    assert_eq!(csv::write(&grid::tickets(&views, &columns)).expect("text is writable"), expected);
    let all = grid::all_columns(&views);
    assert!(all.contains(&"field.service".to_owned()));
    let nulls = grid::tickets(&views, &all).rows[0].iter().filter(|v| v.is_null()).count();
    assert_eq!(nulls, 5, "merged_into closed updated form, and the other ticket's field");
}

#[test]
fn a_report_is_the_same_in_every_format() {
    let view = report::ReportView::new(&times());
    assert_eq!(view.rows[0]["mean_s"], json!(356_400.4));
    assert_eq!(view.totals["by_status"], json!({ "open": 7, "solved": 5 }));
    let grid = report::grid(&times());
    assert!(
        csv::write(&grid)
            .expect("text is writable")
            .contains("first_reply,12,356400.4,87.54,2026-11-20T09:12:44Z")
    );
    assert!(markdown::write(&grid).contains("| first\\_reply | 12 | 356400.4 | 87.54 | 2026-11-20T09:12:44Z |"));
    let document = Document { noun: "report", body: view };
    let from_yaml: Json = serde_yaml::from_str(&yaml::write(&document).expect("plain")).expect("our own YAML");
    let from_json: Json = serde_json::from_str(&json::pretty(&document).expect("plain")).expect("our own JSON");
    assert_eq!(from_yaml, from_json);
}
