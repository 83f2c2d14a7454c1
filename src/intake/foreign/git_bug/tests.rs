//! Packs as git-bug writes them, and as nobody should.

use super::*;
use crate::domain::ticket::attachment::Enclosed;
use crate::intake::foreign::item::{Reworded, What};

/// A commit with this edit clock and these operations.
fn pack(clock: u64, author: &str, ops: &[&str]) -> Pack {
    let ops = format!(r#"{{"author":{{"id":"{author}"}},"ops":[{}]}}"#, ops.join(","));
    let names = vec!["version-4".to_owned(), format!("edit-clock-{clock}"), "ops".to_owned()];
    Pack { commit: format!("{clock:040x}"), names, ops: Ok(ops.into_bytes()), files: Vec::new() }
}

/// Another one of the first formats.
fn old(version: u64, ops: &[&str]) -> Pack {
    let ops = format!(r#"{{"version":{version},"ops":[{}]}}"#, ops.join(","));
    Pack { names: vec!["ops".to_owned(), "root".to_owned()], ops: Ok(ops.into_bytes()), ..pack(1, "", &[]) }
}

fn create(at: i64) -> String {
    format!(r#"{{"type":1,"timestamp":{at},"nonce":"x","title":"Leak","message":"It drips.","files":null}}"#)
}

fn id(op: &str) -> String {
    let pack = pack(1, "a", &[op]);
    ordered(&[pack], &mut Vec::new()).expect("readable")[0].id.clone()
}

fn read(packs: Vec<Pack>) -> Export {
    let mut reader = Reader::default();
    let rosa = br#"{"version":2,"unix_time":1,"name":"Rosa","email":"rosa@acme.com","login":"rosa"}"#;
    reader.identity("rosa-id", br#"{"name":"Old name"}"#);
    reader.identity("rosa-id", rosa);
    reader.identity("luis-id", br#"{"login":"luis","name":"Luis"}"#);
    reader.bug("0123456789abcdef", packs);
    reader.done().expect("there was a bug")
}

fn bad(export: &Export) -> Vec<(&str, &Cause)> {
    export.bad.iter().map(|(place, cause)| (place.as_str(), cause)).collect()
}

#[test]
fn packs_are_ordered_by_their_clocks_and_then_by_their_hashes() {
    let title = |n: u8, at: i64| format!(r#"{{"type":2,"timestamp":{at},"title":"{n}","was":""}}"#);
    let (first, a, b, last) = (create(100), title(1, 300), title(2, 200), title(3, 150));
    let at_once = [pack(3, "rosa-id", &[&a]), pack(3, "luis-id", &[&b])];
    let hashes: Vec<Vec<u8>> = at_once.iter().filter_map(|pack| pack.ops.clone().ok()).collect();
    let is_a_first = super::pack::hash(&hashes[0]) < super::pack::hash(&hashes[1]);
    let [one, two] = at_once;
    let export = read(vec![pack(4, "luis-id", &[&last]), two, pack(1, "rosa-id", &[&first]), one]);
    let item = &export.items[0];
    let titles: Vec<_> = item.steps.iter().map(|step| (step.what.clone(), step.at.timestamp())).collect();
    let named = |n: &str, at| (What::Title(n.to_owned()), at);
    let both = if is_a_first { [named("1", 300), named("2", 300)] } else { [named("2", 200), named("1", 300)] };
    // A clock that goes back does not bring a title back.
    assert_eq!(titles, [both.to_vec(), vec![named("3", 300)]].concat());
    assert_eq!((item.author.as_deref(), item.steps[2].actor.as_deref()), (Some("rosa@acme.com"), Some("luis")));
}

#[test]
fn an_edited_comment_reads_as_it_was_written_last_and_stays_its_authors() {
    let first = create(100);
    let comment = r#"{"type":3,"timestamp":200,"message":"Wich one?","files":null}"#;
    let edit = |target: &str, text: &str| {
        format!(r#"{{"type":6,"timestamp":190,"target":"{target}","message":"{text}","files":[]}}"#)
    };
    let ops = [comment.to_owned(), edit(&id(comment), "Which one?"), edit(&id(&first), "It leaks."), edit("77", "?")];
    let ops: Vec<&str> = ops.iter().map(String::as_str).collect();
    let export = read(vec![pack(1, "rosa-id", &[&first]), pack(2, "luis-id", &ops)]);
    let edits: Vec<&Reworded> = export.items[0]
        .steps
        .iter()
        .filter_map(|step| if let What::Reworded(now) = &step.what { Some(now) } else { None })
        .collect();
    let told: Vec<_> = edits
        .iter()
        .map(|now| (now.said.text.as_str(), now.author.as_deref(), now.at.timestamp()))
        .collect();
    assert_eq!(told, [("Which one?", Some("luis"), 200), ("It leaks.", Some("rosa@acme.com"), 100)]);
    assert_eq!(export.items[0].steps[1].at.timestamp(), 200, "no edit before what it edits");
    assert_eq!(bad(&export), [("bugs/0123456@0000000.ops[3]", &Cause::NoTicket { name: "77".into() })]);
}

#[test]
fn the_first_formats_are_read_and_later_ones_are_named() {
    let author = r#""author":{"name":"Ana","email":"ana@acme.com"}"#;
    let first = format!(r#"{{"type":1,{author},"timestamp":100,"title":"Old","message":"","files":null}}"#);
    let close = r#"{"type":4,"author":{"id":"luis-id"},"timestamp":200,"status":2}"#;
    for version in 1..=3 {
        let export = read(vec![old(version, &[&first]), old(version, &[close])]);
        let item = &export.items[0];
        assert_eq!((item.author.as_deref(), item.steps[0].actor.as_deref()), (Some("ana@acme.com"), Some("luis")));
    }
    let mut newer = pack(1, "rosa-id", &[&create(1)]);
    newer.names[0] = "version-5".to_owned();
    for (packs, found) in [(vec![newer], 5), (vec![old(9, &[&first])], 9)] {
        let export = read(packs);
        assert!(export.items.is_empty());
        assert_eq!(bad(&export), [("bugs/0123456", &Cause::Version { found })]);
    }
}

#[test]
fn a_file_counts_only_if_its_commit_brought_it() {
    let first = r#"{"type":1,"timestamp":9,"title":"t","message":"m","files":["aa","bb","cc"]}"#;
    let missing = Cause::NoObject { name: "bb".into() };
    let mut one = pack(1, "rosa-id", &[first]);
    one.files = vec![("aa".to_owned(), Ok(b"\x89PNG...".to_vec())), ("bb".to_owned(), Err(missing.clone()))];
    let export = read(vec![one]);
    let files: Vec<&Enclosed> = export.items[0].files.iter().collect();
    assert_eq!((files.len(), files[0].name.as_str()), (1, "aa.png"));
    let elsewhere = Cause::NoObject { name: "cc".into() };
    let place = "bugs/0123456@0000000.ops[0]";
    assert_eq!(bad(&export), [(place, &missing), (place, &elsewhere)]);
}

#[test]
fn what_bridges_know_becomes_further_ids() {
    let url = "https://github.com/acme/shop/issues/7";
    let first = format!(
        r#"{{"type":1,"timestamp":9,"title":"t","metadata":{{"origin":"github","github-url":"{url}","bad:key":"x","n":"a\nb"}}}}"#
    );
    let later = |target: &str| {
        format!(
            r#"{{"type":8,"timestamp":9,"target":"{target}","new_metadata":{{"origin":"other","gitlab-id":"12"}}}}"#
        )
    };
    let export = read(vec![pack(1, "rosa-id", &[&first, &later(&id(&first)), &later("77")])]);
    let expected = ["origin:github", "github:acme/shop#7", &format!("github-url:{url}"), "gitlab-id:12"];
    assert_eq!(export.items[0].refs, expected);
    assert_eq!(bad(&export)[0].1, &Cause::NotOurs { name: "set-metadata".into() });
}

#[test]
fn what_is_broken_is_named_and_the_rest_kept() {
    let first = create(100);
    let giant = format!(r#"{{"type":2,"timestamp":101,"title":"{}"}}"#, "x".repeat(5000));
    let (dance, no_time) = (r#"{"type":99,"timestamp":102}"#, r#"{"type":3,"message":"x"}"#);
    let (again, never) = (create(103), r#"{"type":4,"timestamp":1e30,"status":2}"#);
    let mut no_json = pack(3, "rosa-id", &[]);
    no_json.ops = Ok(b"{\"ops\":[".to_vec());
    let mut lost = pack(4, "rosa-id", &[]);
    lost.ops = Err(Cause::NoObject { name: "abc".into() });
    let ops = [giant.as_str(), dance, no_time, &again, never];
    let export = read(vec![pack(1, "rosa-id", &[&first]), pack(2, "nobody", &ops), no_json, lost]);
    assert_eq!(export.items.len(), 1);
    let title = &export.items[0].steps[0];
    assert!(matches!(&title.what, What::Title(title) if title.chars().count() == 1001));
    assert_eq!(title.actor.as_deref(), Some("nobody"));
    let causes: Vec<&Cause> = export.bad.iter().map(|(_, cause)| cause).collect();
    let expected = [
        Cause::NotJson { column: 8 },
        Cause::NoObject { name: "abc".into() },
        Cause::TooLong { limit: 1000 },
        Cause::UnknownType { name: "99".into() },
        Cause::Missing { key: "timestamp" },
        Cause::BadValue { key: "type" },
        Cause::Missing { key: "timestamp" },
    ];
    assert_eq!(causes, expected.iter().collect::<Vec<_>>());

    let without = read(vec![pack(1, "rosa-id", &[dance, no_time])]);
    assert!(without.items.is_empty());
    assert!(
        without.bad.contains(&("bugs/0123456".to_owned(), Cause::Missing { key: "create" })),
        "{:?}",
        without.bad
    );
    assert_eq!(Reader::default().done(), Err(Unreadable::NothingOf("git-bug")));
}
