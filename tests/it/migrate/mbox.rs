//! Kept mailboxes: what moves in, who spoke in it, and what comes to its tickets afterwards.

use super::{again, export, import, reason, ticket, write};
use crate::support::World;
use crate::verbs::put;
use serde_json::{Value, json};
use std::path::Path;

const ROOT: &str = "mail:root-1@kunde.example";

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn said(ticket: &Value) -> Vec<(&str, &str, &str)> {
    let messages = ticket["messages"].as_array().expect("messages").iter();
    messages.map(|m| (text(&m["from"]), text(&m["role"]), text(&m["visibility"]))).collect()
}

#[test]
fn threads_move_in_with_their_dates_their_files_and_who_spoke() {
    let world = World::with_desk();
    let (dry, _) = import(&world, "mbox", &export("support.mbox"), &["--dry-run"]);
    let (counts, bad) = import(&world, "mbox", &export("support.mbox"), &[]);
    assert_eq!((&counts, bad), (&dry, true));
    assert_eq!((reason(&counts, "unreadable"), reason(&counts, "twice")), (1, 1), "{counts}");
    assert_eq!(counts["invalid"][0]["cause"], json!({"kind": "no-mail", "place": "#10"}));
    let one = ticket(&world, ROOT);
    assert_eq!((&one["title"], &one["status"]), (&json!("The invoice is wrong"), &json!("solved")));
    assert_eq!((&one["created"], &one["channel"]), (&json!("2025-03-03T09:00:00Z"), &json!("email")));
    assert_eq!(
        (&one["requester"], &one["followers"]),
        (&json!("rosa@kunde.example"), &json!(["boss@kunde.example"]))
    );
    assert_eq!(
        said(&one),
        [
            ("rosa@kunde.example", "requester", "public"),
            ("support@acme.example", "agent", "public"),
            ("rosa@kunde.example", "bot", "internal"),
            ("boss@kunde.example", "requester", "public"),
            ("eve@evil.example", "requester", "internal"),
        ]
    );
    let own = one["id"].as_str().expect("an id");
    assert_eq!(world.desk(&["attachment", own, "factura.pdf"]).ok(), "%PDF-1.4\n% an invoice\n");
    let log = world.git(&["log", "tickets", "--format=%an %aI%n%b"]);
    assert!(
        log.contains("support@acme.example 2025-03-03T09:30:00Z\n") || log.contains("2025-03-03T09:30:00+00:00"),
        "{log}"
    );
    assert!(log.contains("> The total of the invoice is wrong"), "what was quoted is in the commit: {log}");
    again(&world, "mbox", &export("support.mbox"), &[]);
    world.desk(&["check", "--strict"]).ok();
    world.fsck();
}

/// A later answer finds the thread, and a mail that moved in is known when it comes in once more.
#[test]
fn mail_goes_on_where_the_mailbox_ended() {
    let world = World::with_desk();
    import(&world, "mbox", &export("support.mbox"), &[]);
    let reply = "From: rosa@kunde.example\nTo: support@acme.example\nSubject: Re: The invoice is wrong\nDate: Mon, 10 Mar 2025 08:00:00 +0000\nMessage-ID: <new@kunde.example>\nIn-Reply-To: <answer-1@acme.example>\nReferences: <root-1@kunde.example> <answer-1@acme.example>\n\nIt is wrong again.\n";
    let told = world.desk_with(&["intake", "mail", "-", "--json"], reply).json();
    assert_eq!(told["intake"][0]["action"], "reopened", "{told}");
    let reply = write(&world, "reply.mbox", reply);
    let reply = reply.to_str().expect("UTF-8");
    // Both ways at once: neither files it again, and what the desk made of the ticket stays.
    import(&world, "mbox", reply, &[]);
    let now = ticket(&world, ROOT);
    assert_eq!((now["messages"].as_array().map(Vec::len), &now["status"]), (Some(6), &json!("open")));
    let told = world.desk(&["intake", "mbox", &export("support.mbox"), "--json"]);
    let told: Value = serde_json::from_str(&told.stdout).expect("JSON");
    let known = |one: &&Value| one["action"] == "duplicate" && one["ticket"] == now["id"];
    assert!(told["intake"].as_array().expect("a list").iter().filter(known).count() >= 4, "{told}");
}

/// The same mailbox a month later, and the other folder: what is new comes in, also what is older.
#[test]
fn further_mailboxes_add_what_they_have_more() {
    let world = World::with_desk();
    let whole = std::fs::read_to_string(export("support.mbox")).expect("a fixture");
    let mut mails: Vec<String> = Vec::new();
    for line in whole.split_inclusive('\n') {
        if line.starts_with("From ") && line.contains(" 2025") {
            mails.push(String::new());
        }
        mails.last_mut().expect("it begins with such a line").push_str(line);
    }
    let folder = |name: &str, wanted: &[usize]| {
        let text: String = wanted.iter().map(|n| mails[*n].as_str()).collect();
        write(&world, name, &text).display().to_string()
    };
    // Without the first one, then with it.
    let sent = folder("sent.mbox", &[1, 2]);
    let inbox = folder("inbox.mbox", &[0, 3, 4]);
    import(&world, "mbox", &sent, &[]);
    assert_eq!(said(&ticket(&world, ROOT)).len(), 2);
    world.desk(&["status", &format!("ref:{ROOT}"), "open"]).ok();
    import(&world, "mbox", &inbox, &[]);
    let one = ticket(&world, ROOT);
    assert_eq!((said(&one).len(), &one["status"]), (4, &json!("open")), "{one}");
    assert_eq!(said(&one)[0].0, "rosa@kunde.example");
    assert_eq!(one["attachments"][0]["name"], "factura.pdf");
    // It names nothing but a mail that is in the other file.
    assert_eq!(said(&ticket(&world, "mail:answer-1@acme.example"))[0].0, "boss@kunde.example");
    for file in [&sent, &inbox] {
        again(&world, "mbox", file, &[]);
    }
}

#[test]
fn a_mapping_says_who_is_staff_and_how_threads_end() {
    let world = World::with_desk();
    let suggested = world.desk(&["import", "mbox", &export("support.mbox"), "--suggest-map"]).ok();
    assert!(suggested.contains("  archived: solved\n  received: new\n"), "{suggested}");
    let changed = suggested.replace("archived: solved", "archived: closed") + "staff: ['@acme.example']\n";
    let map = write(&world, "map.yaml", &changed);
    import(&world, "mbox", &export("support.mbox"), &["--map", map.to_str().expect("UTF-8")]);
    let one = ticket(&world, "mail:root-2@acme.example");
    assert_eq!((&one["status"], &one["requester"]), (&json!("closed"), &json!("pau@other.example")));
    assert_eq!(said(&one)[0], ("luis@acme.example", "agent", "public"));
}

/// Who is staff in the desk speaks as staff in the past as well.
#[test]
fn the_desks_own_people_are_known() {
    let world = World::with_desk();
    put(&world, "config/people.yaml", "people:\n  luis@acme.example: agent\n");
    import(&world, "mbox", &export("support.mbox"), &[]);
    assert_eq!(ticket(&world, "mail:root-2@acme.example")["requester"], "pau@other.example");
}

#[test]
fn a_file_over_the_limit_of_the_desk_is_named_and_the_rest_kept() {
    let world = World::with_desk();
    let settings = world.git(&["show", "tickets:desk.yaml"]);
    put(&world, "desk.yaml", &format!("{settings}\nlimits:\n  attachment: 10 B\n"));
    let (counts, _) = import(&world, "mbox", &export("support.mbox"), &[]);
    let named = json!({"kind": "too-long", "limit": 10, "place": "#1 factura.pdf"});
    assert!(counts["invalid"].as_array().expect("a list").iter().any(|one| one["cause"] == named), "{counts}");
    let one = ticket(&world, ROOT);
    assert_eq!((said(&one).len(), &one["attachments"]), (5, &json!([])));
}

/// Each sample of a mail is read, or refused by a name.
#[test]
fn every_mail_is_read_or_refused_by_name() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake/email");
    let Ok(entries) = std::fs::read_dir(&dir) else {
        eprintln!("skipped: there are no samples");
        return;
    };
    let world = World::with_desk();
    for path in entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()) {
        let out = world.desk(&["import", "mbox", path.to_str().expect("UTF-8"), "--json", "--dry-run"]);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let answer: Value = serde_json::from_str(&out.stdout).unwrap_or_else(|_| panic!("{name}: {out:?}"));
        let import = &answer["import"];
        match out.code {
            0 => assert!(import["imported"].as_u64() >= Some(2), "{name}: {answer}"),
            _ => {
                let kind = import["invalid"][0]["cause"]["kind"].as_str();
                assert!(matches!(kind, Some("missing" | "no-mail" | "too-long")), "{name}: {answer}");
            }
        }
    }
}
