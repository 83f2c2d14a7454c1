//! No export, whatever became of it on its way, makes a reader panic; what it gives can be imported.

use super::*;
use proptest::prelude::*;

const EXPORTS: [(Kind, &[u8]); 9] = [
    (Kind::Github, include_bytes!("../../../tests/migration/github-list.json")),
    (Kind::Github, include_bytes!("../../../tests/migration/github-rest.json")),
    (Kind::Gitlab, include_bytes!("../../../tests/migration/gitlab-rest.json")),
    (Kind::Gitlab, include_bytes!("../../../tests/migration/gitlab-project.ndjson")),
    (Kind::Jira, include_bytes!("../../../tests/migration/jira.json")),
    (Kind::Jira, include_bytes!("../../../tests/migration/jira.csv")),
    (Kind::Mbox, include_bytes!("../../../tests/migration/support.mbox")),
    (Kind::Zendesk, include_bytes!("../../../tests/migration/zendesk.json")),
    (Kind::Csv, include_bytes!("../../../tests/migration/issues.csv")),
];

/// Everything that is done with an export; the numbers of a ticket's events rise.
fn all(kind: Kind, bytes: &[u8]) {
    let mapping = Mapping::default();
    let _ = of_columns(kind, bytes);
    let Ok(export) = read(kind, bytes, &mapping) else { return };
    let map = suggest(&export, &mapping);
    assert!(Mapping::read(map.as_bytes()).is_ok(), "{map}");
    let mut last = std::collections::HashMap::new();
    for event in lines(kind, export, &mapping, &|_| false).into_iter().filter_map(|line| line.event.ok()) {
        let before = last.entry((event.ticket.clone(), event.id)).or_insert(None);
        let is_first = matches!(event.action, crate::domain::ticket::replay::Action::Create(_));
        assert!(is_first || before.is_none_or(|seq| seq < event.seq), "{event:?}");
        *before = Some(event.seq);
    }
}

#[test]
fn the_exports_are_read() {
    for (kind, bytes) in EXPORTS {
        all(kind, bytes);
        let export = read(kind, bytes, &Mapping::default()).expect("an export");
        assert!(!export.items.is_empty());
    }
}

/// What a word outside a tracker's staff is, and a state that no event tells.
#[test]
fn of_github_members_speak_as_staff_and_the_state_of_now_has_the_last_word() {
    let said = |n: u8, who: &str, association: &str| {
        format!(
            r#"{{"id":{n},"body":"b","created_at":"2026-11-02T09:00:0{n}Z","user":{{"login":"{who}"}},"author_association":"{association}"}}"#
        )
    };
    let comments =
        [said(1, "ana", "OWNER"), said(2, "ben", "NONE"), said(3, "eva", "MEMBER"), said(4, "ivo", "CONTRIBUTOR")];
    let issue = format!(
        r#"[{{"number":1,"title":"t","state":"open","created_at":"2026-11-01T09:00:00Z","updated_at":"2026-11-05T09:00:00Z","user":{{"login":"ana"}},"comments":[{}],"events":[{{"event":"closed","created_at":"2026-11-03T09:00:00Z","actor":{{"login":"eva"}}}}]}}]"#,
        comments.join(",")
    );
    let export = read(Kind::Github, issue.as_bytes(), &Mapping::default()).expect("an export");
    let (mut roles, mut statuses) = (Vec::new(), Vec::new());
    for step in &export.items[0].steps {
        match &step.what {
            item::What::Comment(said) => roles.push(said.role.as_str()),
            item::What::Status(word) => statuses.push((step.at.timestamp(), word.means)),
            _ => {}
        }
    }
    assert_eq!(roles, ["requester", "requester", "agent", "requester"]);
    statuses.sort();
    assert_eq!(statuses, [(1_793_696_400, Some("solved")), (1_793_869_200, Some("open"))]);
}

#[test]
fn what_is_too_much_of_one_ticket_is_named() {
    let labels = vec![r#""l""#; MOST_OF_ONE + 1].join(",");
    let issue = format!(r#"[{{"number":1,"title":"t","createdAt":"2026-11-20T09:12:44Z","labels":[{labels}]}}]"#);
    let export = read(Kind::Github, issue.as_bytes(), &Mapping::default()).expect("an export");
    assert_eq!(export.items[0].tags.len(), MOST_OF_ONE);
    let named = |export: &Export| -> Vec<String> { export.bad.iter().map(|(place, _)| place.clone()).collect() };
    assert_eq!(named(&export), ["$0[0].labels[1000]"]);

    let columns = vec![",x"; MOST_OF_ONE].concat();
    let table = format!("id,title,created{columns}\n1,t,2026-11-20T09:12:44Z{columns}\n");
    let export = read(Kind::Csv, table.as_bytes(), &Mapping::default()).expect("an export");
    assert_eq!((export.items.len(), named(&export)), (1, vec!["1".to_owned()]));
}

proptest! {
    #[test]
    fn a_changed_export_never_panics(n in 0..EXPORTS.len(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12)) {
        let (kind, bytes) = EXPORTS[n];
        let mut bytes = bytes.to_vec();
        for (at, byte, what) in changes {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        for kind in Kind::ALL.into_iter().filter(|k| *k == kind || bytes.len().is_multiple_of(7)) {
            all(kind, &bytes);
        }
    }

    /// Values change their kind, as another version of a tracker would have them.
    #[test]
    fn values_of_another_kind_never_panic(n in 0..EXPORTS.len(), at in any::<prop::sample::Index>(), value in prop::sample::select(vec!["null", "[]", "{}", "-1", "1e999", "true", "\"\"", "[[[]]]"])) {
        let (kind, bytes) = EXPORTS[n];
        let text = String::from_utf8_lossy(bytes);
        let places: Vec<usize> = text.match_indices(": ").map(|(i, _)| i + 2).collect();
        if let Some(place) = (!places.is_empty()).then(|| places[at.index(places.len())]) {
            let end = text[place..].find([',', '}', '\n']).map_or(text.len(), |n| place + n);
            all(kind, format!("{}{value}{}", &text[..place], &text[end..]).as_bytes());
        }
    }

    #[test]
    fn any_mapping_is_a_mapping_or_a_fault(text in "[ -~\n]{0,200}") {
        let _ = Mapping::read(text.as_bytes());
    }
}
