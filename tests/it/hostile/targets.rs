//! Every parser of outside bytes as a plain function: it takes whatever comes, and panics when what must hold does not.
//!
//! `hostile` runs each over seeds of our own, whole, cut and bent; `fuzz/` wraps each for cargo-fuzz.

use git_desk::domain::article::Article;
use git_desk::domain::people::Role;
use git_desk::domain::query;
use git_desk::domain::ticket::attachment::{is_safe_name, safe_name};
use git_desk::domain::ticket::form::Facts;
use git_desk::domain::time::Time;
use git_desk::domain::time::zone::Zone;
use git_desk::intake::ci::fingerprint::{Masks, explain, test_key};
use git_desk::intake::ci::{Case, Format, MOST_EXCERPT, Owners, excerpt, group, run_of, sniff};
use git_desk::intake::foreign::git_bug::{Pack, Reader};
use git_desk::intake::foreign::{self, Kind, Mapping};
use git_desk::intake::json::{Map, documents};
use git_desk::intake::{answers, ci, events, mail};
use git_desk::kit::escape::{is_unsafe, one_line, visible};
use git_desk::store::format as stored;
use std::collections::HashMap;

/// A parser, and the folders that its seeds are in.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub seeds: &'static [&'static str],
}

const fn target(name: &'static str, run: fn(&[u8]), seeds: &'static [&'static str]) -> Target {
    Target { name, run, seeds }
}

pub const ALL: [Target; 15] = [
    target("answers", answered, &["tests/seeds/answers"]),
    target("article", article, &["tests/seeds/article"]),
    target("bug", bug, &["tests/seeds/bug"]),
    target("config", config, &["src/store/files", "tests/seeds/config"]),
    target("environment", environment, &["tests/seeds/environment"]),
    target("event", event, &["tests/seeds/event"]),
    target("export", export, &["tests/migration"]),
    target("mail", letter, &["tests/seeds/mail"]),
    target("map", map, &["examples/maps", "tests/seeds/map"]),
    target("owners", owners, &["tests/seeds/owners"]),
    target("query", asked, &["tests/seeds/query"]),
    target("report", report, &["tests/seeds/report"]),
    target("submission", submission, &["tests/seeds/submission"]),
    target("ticket", ticket, &["tests/seeds/ticket"]),
    target("webhook", webhook, &["tests/webhooks"]),
];

/// A report of tests in every format; then what is made of each failure.
pub fn report(bytes: &[u8]) {
    let _ = sniff(bytes);
    let masks = Masks::default();
    for format in Format::ALL {
        let Ok(report) = ci::read(format, bytes) else { continue };
        assert!(report.tests().len() <= report.cases.len(), "a test more than was read");
        let bad = |case: &&Case| case.outcome.is_bad();
        let failures: Vec<_> = report.cases.iter().filter(bad).map(|c| (c.clone(), explain(c, &masks))).collect();
        for (case, explained) in &failures {
            assert!(explained.key.len() == 35 && explained.key.starts_with("v1:"), "{}", explained.key);
            // What has no name at all is known by what it says.
            let is_named = explained.test.len() != 5;
            assert!(!is_named || test_key(case, &masks) == explained.key, "two keys of one test");
            let excerpt = excerpt(case);
            assert!(excerpt.len() <= MOST_EXCERPT, "an excerpt of {} bytes", excerpt.len());
            assert!(!excerpt.contains('\u{1b}'), "an escape in an excerpt");
        }
        let grouped: usize = group(&failures).iter().map(|group| group.members.len()).sum();
        assert!(grouped <= failures.len(), "a failure in two groups");
    }
}

/// The variables of a CI run, `NAME=VALUE` a line.
pub fn environment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let all: HashMap<&str, &str> = text.lines().filter_map(|line| line.split_once('=')).collect();
    if let Some(run) = run_of(|name| all.get(name).map(|value| (*value).to_owned())) {
        assert!(run.id.starts_with(run.system), "{}", run.id);
    }
}

/// A CODEOWNERS file, asked for some paths.
pub fn owners(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let owners = Owners::read(&text);
    for path in ["src/main.rs", "docs/a b/é.md", "/", "", "a/../../b"] {
        if let Some(owner) = owners.of_path(path) {
            assert!(owner.line <= text.lines().count(), "a line that is not there");
        }
    }
}

/// A mail, and the same bytes as a mailbox.
pub fn letter(bytes: &[u8]) {
    let mails = mail::Mbox::new(bytes).filter_map(Result::ok);
    for raw in mails.take(100).chain(std::iter::once(bytes.to_vec())) {
        let Ok(mail) = mail::read(&raw) else { continue };
        assert!(!mail.subject.contains(char::is_control), "a control character in {:?}", mail.subject);
        assert!(!mail.text.contains(['\r', '\0']) && !mail.quoted.contains(['\r', '\0']), "a raw text");
        assert!(mail.text.len() <= mail::MOST_TEXT + 16, "a text of {} bytes", mail.text.len());
        assert!(mail.attachments.len() <= mail::MOST_FILES, "{} files", mail.attachments.len());
        assert!(mail.attachments.iter().all(|file| is_safe_name(&safe_name(&file.name))), "a name that leads out");
        let ids = mail.message_id.iter().chain(&mail.references);
        assert!(ids.into_iter().all(|id| !id.contains(char::is_whitespace)), "an id of two words");
    }
}

/// Answers to a form as JSON, and as the body of an issue.
pub fn answered(bytes: &[u8]) {
    let _ = answers::answers(bytes);
    let text = String::from_utf8_lossy(bytes);
    let form = "name: f\nbody:\n  - {type: input, id: a, attributes: {label: A}}\n  \
                - {type: checkboxes, id: b, attributes: {label: B, options: [{label: x}, {label: y}]}}\n  \
                - {type: textarea, id: c, attributes: {label: C, render: sh}}\n";
    let form = stored::read_form("f", form, &stored::Limits::default()).expect("our own form can be read");
    let (given, _) = form.parse(&text);
    let Ok(read) = form.read(&given, &Facts::default()) else { return };
    // A code block that an answer opens and does not close goes on until the next that closes it, and what an answer says
    // like the label of a question is one.
    let is_form = |text: &String| ["```", "~~~", "### "].iter().any(|sign| text.contains(sign));
    if !read.values().flatten().any(is_form) {
        let body = form.body(&read, &Facts::default());
        let again = form.read(&form.parse(&body).0, &Facts::default());
        assert!(again.as_ref() == Ok(&read), "other answers are read back:\n{body}\n{read:?}\n{again:?}");
    }
}

/// The body of a webhook under every ready-made map.
pub fn webhook(bytes: &[u8]) {
    let maps = [
        include_str!("../../../examples/maps/alertmanager.yaml"),
        include_str!("../../../examples/maps/github.yaml"),
        include_str!("../../../examples/maps/gitlab.yaml"),
        include_str!("../../../examples/maps/sentry.yaml"),
        include_str!("../../../examples/maps/slack.yaml"),
    ];
    let (bodies, _) = documents(bytes);
    for map in maps {
        let map = Map::read(map.as_bytes()).expect("our own map can be read");
        for body in bodies.iter().take(3) {
            for read in map.items(body, Time::UNIX_EPOCH) {
                assert!(!read.source.contains('\n'), "a source of two lines");
            }
        }
    }
}

/// A map, applied to a small body.
pub fn map(bytes: &[u8]) {
    let Ok(map) = Map::read(bytes) else { return };
    let (bodies, _) =
        documents(br#"{"title":"t","n":3,"list":[1,{"a":"b"}],"text":"a\nb","at":"2026-11-02T09:00:00Z"}"#);
    for body in &bodies {
        let _ = map.items(body, Time::UNIX_EPOCH);
    }
}

/// An export as that of every tracker, with and without what the same bytes say as a mapping.
pub fn export(bytes: &[u8]) {
    let mappings = std::iter::once(Mapping::default()).chain(Mapping::read(bytes));
    for mapping in mappings {
        for kind in Kind::ALL {
            let Ok(export) = foreign::read(kind, bytes, &mapping) else { continue };
            let _ = foreign::suggest(&export, &mapping);
            let times: Vec<Time> = foreign::lines(kind, export, &mapping, &|_| false)
                .into_iter()
                .filter_map(|line| line.event.ok())
                .map(|event| event.at)
                .collect();
            assert!(times.is_sorted(), "events out of order");
        }
    }
    for kind in Kind::ALL {
        let _ = foreign::of_columns(kind, bytes);
    }
}

/// A bug of git-bug. Between bytes of zero: an identity, then packs, the names in its tree on the first line of each.
pub fn bug(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut reader = Reader::default();
    reader.identity("a", parts.next().unwrap_or_default());
    let pack = |(n, part): (usize, &[u8])| {
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let names = String::from_utf8_lossy(&part[..line]).split(' ').map(str::to_owned).collect();
        Pack { commit: n.to_string(), names, ops: Ok(part[line..].to_vec()), files: Vec::new() }
    };
    reader.bug("b", parts.take(50).enumerate().map(pack).collect());
    if let Ok(export) = reader.done() {
        assert!(export.items.len() <= 1, "two bugs of one");
        let _ = foreign::lines(Kind::GitBug, export, &Mapping::default(), &|_| false);
    }
}

/// Lines of an event stream.
pub fn event(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n').take(100) {
        let _ = events::parse(line);
    }
}

/// A ticket's file: what was read is written so that the same is read back.
pub fn ticket(bytes: &[u8]) {
    let limits = stored::Limits::default();
    let Ok(ticket) = stored::read_ticket_bytes(bytes, &limits) else { return };
    let written = stored::write_ticket(&ticket);
    let again = stored::read_ticket(&written, &limits);
    assert!(again.as_ref() == Ok(&ticket), "another ticket is read back:\n{written}\n{again:?}");
}

/// A submission, from whoever can push to the inbox.
pub fn submission(bytes: &[u8]) {
    let Ok(submission) = stored::read_submission(bytes) else { return };
    let written = stored::write_submission(&submission);
    let again = stored::read_submission(written.as_bytes());
    assert!(again.as_ref() == Ok(&submission), "another submission is read back:\n{written}\n{again:?}");
}

/// Files below `config/`, forms and reports: whatever each of them is, the same bytes as all of them. Calendars too.
pub fn config(bytes: &[u8]) {
    let limits = stored::Limits::default();
    let ours = "time_zone: UTC\nhours: {mon: [[\"09:00\", \"17:00\"]]}\nholidays_ics: h.ics\n";
    let _ = stored::read_calendar(ours, &limits, &|_| Ok(bytes.to_vec()));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = stored::read_settings(text, &limits);
    let _ = stored::read_workflow(text, &limits);
    let _ = stored::read_people(text, Role::Requester, &limits);
    let _ = stored::read_groups(text, &limits);
    let _ = stored::read_organizations(text, &limits);
    let _ = stored::read_categories(text, &limits);
    let _ = stored::read_fields(text, &limits);
    let _ = stored::read_views(text, &limits);
    let _ = stored::read_ci(text, &limits);
    let _ = stored::read_sla(text, &limits);
    let _ = stored::read_calendars(text, &limits, &|_| Err("absent"));
    let _ = stored::read_form("f", text, &limits);
    let _ = stored::read_report("r", text, &limits);
}

/// An article with its front matter.
pub fn article(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Article { title, .. } = stored::read_article("articles/a.md", &text);
    assert!(!one_line(&title).contains(is_unsafe), "a title that a terminal obeys");
}

/// A query; and any text as a terminal gets it.
pub fn asked(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(read) = query::parse(&text) {
        let workflow = include_str!("../../../src/store/files/workflow-support.yaml");
        let workflow = stored::read_workflow(workflow, &stored::Limits::default()).expect("our own can be read");
        let (zone, me) = (Zone::utc(), ["ana@example.com".to_owned()]);
        let declared = query::Declared::default();
        let _ = query::compile(
            &read,
            &query::Scope { now: Time::UNIX_EPOCH, zone: &zone, me: &me, workflow: &workflow, declared },
        );
    }
    assert!(!visible(&text).contains(is_unsafe), "a text that a terminal obeys");
}
