//! Mail that was made to do harm, and every mail that others collected.

use super::{count, is_sound, take_raw, ticket};
use crate::support::World;
use std::fs;

#[test]
fn nothing_of_a_mail_steers_a_terminal_a_path_or_a_commit() {
    let world = World::with_desk();
    let raw = b"From: \"Ana\x1b[2J\nStatus: closed\" <ana@example.com>\nTo: desk@acme.example\n\
        Date: Tue, 10 Nov 2026 10:00:00 +0100\nMessage-ID: <a\x1b]0;b\x07@x>\n\
        Subject: =?utf-8?q?=1b]0;owned=07_=0aTicket:_x?= \x00 end\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords \x1b[31mred\x00\n\nTicket: other\nStatus: new -> closed\n\
        --b\nContent-Type: text/plain; name=\"..\\\\..\\\\.git\\\\hooks\\\\x\x1b[2J\"\n\nfile\n\
        --b\nContent-Type: text/plain; name=\"/etc/passwd\"\n\nfile\n--b--\n";
    let told = take_raw(&world, raw).json();
    let id = told["intake"][0]["ticket"].as_str().expect("an id").to_owned();
    let shown = [
        world.desk(&["show", &id]).ok(),
        world.desk(&["list"]).ok(),
        world.desk(&["log", &id]).ok(),
        world.desk(&["intake", "mail", "raw.eml"]).ok(),
    ];
    for text in &shown {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\0']), "{text:?}");
    }
    let names: Vec<String> = ticket(&world, &id)["attachments"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|file| file["name"].as_str().map(str::to_owned))
        .collect();
    assert!(names.iter().all(|name| !name.contains(['/', '\\', '\u{1b}'])), "{names:?}");
    assert!(names.contains(&"passwd".to_owned()), "{names:?}");
    is_sound(&world);
}

#[test]
fn what_is_too_much_is_cut_and_the_source_kept() {
    let world = World::with_desk();
    let head = "From: ana@example.com\nDate: Tue, 10 Nov 2026 10:00:00 +0100\nMessage-ID: <m@x>\nSubject: x\n";
    let parts = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
        "--b\nContent-Type: image/png\n\nx\n".repeat(10_000)
    );
    let headers = format!("{head}{}\n\nwords\n", "X-Filler: x\n".repeat(100_000)).replace("<m@x>", "<h@x>");
    let nested =
        format!("{head}{}words\n", "Content-Type: message/rfc822\n\n".repeat(50_000)).replace("<m@x>", "<n@x>");
    let long = format!("{head}\n{}", "words and words\n".repeat(200_000)).replace("<m@x>", "<l@x>");
    for (name, raw) in [("parts", parts), ("headers", headers), ("nested", nested), ("long", long)] {
        let told = take_raw(&world, raw.as_bytes()).json();
        assert_eq!(told["intake"][0]["action"], "created", "{name}: {told}");
        let id = told["intake"][0]["ticket"].as_str().expect("an id").to_owned();
        let files = ticket(&world, &id)["attachments"].take();
        let all = files.as_array().map_or(0, Vec::len);
        let kept = files.as_array().is_some_and(|all| all.iter().any(|file| file["name"] == "mail.eml"));
        assert!(all <= 100 && (kept || name == "nested"), "{name}: {all} files");
    }
    is_sound(&world);
}

#[test]
fn a_mail_without_a_sender_is_a_ticket_of_nobody() {
    let world = World::with_desk();
    for (n, from) in ["", "From: \n", "From: <>\n", "From: undisclosed\n", "From: <a b@x>\n"]
        .iter()
        .enumerate()
    {
        let raw = format!("{from}Message-ID: <{n}@x>\nDate: Tue, 10 Nov 2026 10:00:00 +0100\nSubject: x\n\nwords\n");
        let told = take_raw(&world, raw.as_bytes()).json();
        assert_eq!(told["intake"][0]["action"], "created", "{from:?}: {told}");
    }
    assert_eq!(count(&world), 5);
    is_sound(&world);
}

#[test]
fn every_collected_mail_is_filed_or_refused_by_name() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/intake/email");
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: {folder} is not here");
        return;
    };
    let world = World::with_desk();
    let mut files: Vec<String> = entries.flatten().map(|entry| entry.path().display().to_string()).collect();
    files.sort();
    let args: Vec<&str> = ["intake", "mail", "--json"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let told = world.desk(&args);
    assert!(matches!(told.code, 0 | 4), "{}: {}", told.code, told.stderr);
    let told: serde_json::Value = serde_json::from_str(&told.stdout).expect("JSON");
    let told = told["intake"].as_array().expect("a list");
    assert_eq!(told.len(), files.len());
    let refused: Vec<&serde_json::Value> = told.iter().filter(|one| one["action"] == "refused").collect();
    assert!(refused.iter().all(|one| one["reason"] == "no-mail"), "{refused:?}");
    is_sound(&world);
}
