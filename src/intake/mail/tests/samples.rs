//! Mails that others collected, against what another parser says of them.

use super::super::{Machine, read};
use std::fs;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake");
    if folder.join("email").is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no mails in {}", folder.display());
    None
}

/// `key=value` in a line of the index, up to the next key.
fn said<'l>(line: &'l str, key: &str, next: &str) -> &'l str {
    let rest = line.split_once(&format!(" {key}=")).map_or("", |(_, rest)| rest);
    rest.split_once(&format!(" {next}=")).map_or(rest, |(value, _)| value)
}

#[test]
fn every_collected_mail_is_read_or_refused_by_name() {
    let Some(folder) = folder() else { return };
    let index = fs::read_to_string(folder.join("INDEX.tsv")).expect("it is text");
    let (mut seen, mut wrong) = (0, Vec::new());
    for line in index.lines().filter(|line| line.starts_with("email/")) {
        let cells: Vec<&str> = line.split('\t').collect();
        let bytes = fs::read(folder.join(cells[0])).expect("it is in the index");
        seen += 1;
        let Ok(mail) = read(&bytes) else {
            wrong.push(format!("{}: refused {:?}", cells[0], read(&bytes)));
            continue;
        };
        let expected = cells[5];
        let is_machine = expected.contains("class=bounce") || expected.contains("class=auto");
        if is_machine && mail.machine.is_none() {
            wrong.push(format!("{}: a machine's", cells[0]));
        }
        if expected.contains("class=bounce") && !matches!(mail.machine, Some(Machine::Bounce { .. })) {
            wrong.push(format!("{}: a bounce, found {:?}", cells[0], mail.machine));
        }
        let from = said(expected, "from", "subject").to_lowercase();
        if from.contains('@') && mail.from.as_ref().map(|one| one.address.to_lowercase()) != Some(from.clone()) {
            wrong.push(format!("{}: from {from}, found {:?}", cells[0], mail.from));
        }
        if said(expected, "msgid", "inreplyto") == "y" && mail.message_id.is_none() {
            wrong.push(format!("{}: no message id", cells[0]));
        }
        if !is_machine && mail.machine.is_some() && !expected.contains("Precedence:junk") {
            wrong.push(format!("{}: no machine's, found {:?}", cells[0], mail.machine));
        }
    }
    assert!(seen >= 100 && wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_mail_with_words_shows_words() {
    let Some(folder) = folder() else { return };
    let mut without = Vec::new();
    for entry in fs::read_dir(folder.join("email")).expect("it is there").flatten() {
        let Ok(mail) = read(&fs::read(entry.path()).expect("it is a file")) else { continue };
        assert!(!mail.text.is_empty() || mail.quoted.is_empty() || mail.text.contains('>'), "{:?}", entry.path());
        if mail.text.is_empty() && mail.attachments.is_empty() {
            without.push(entry.file_name());
        }
    }
    eprintln!("neither words nor files: {without:?}");
}
