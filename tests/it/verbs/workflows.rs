//! The tables of transitions, cell by cell: who may send a ticket from where to where.

use super::{LUIS, SOL, put, rewrite};
use crate::support::World;

/// A workflow's table: its statuses, and for each the ones to which agents, requesters and bots may go.
struct Table {
    workflow: &'static str,
    /// Who may file a ticket in which status.
    create: [&'static str; 3],
    rows: &'static [[&'static str; 4]],
}

const SUPPORT: Table = Table {
    workflow: "support",
    create: ["new open pending hold solved", "new", "new"],
    rows: &[
        ["new", "open pending hold solved", "", ""],
        ["open", "pending hold solved", "", ""],
        ["pending", "open hold solved", "", ""],
        ["hold", "open pending solved", "", ""],
        ["solved", "open pending hold", "", "open"],
        ["closed", "", "", ""],
    ],
};

const LIVEAGENT: Table = Table {
    workflow: "liveagent",
    create: ["new open answered postponed resolved", "new", "new"],
    rows: &[
        ["new", "answered postponed resolved", "", ""],
        ["open", "answered postponed resolved", "", ""],
        ["answered", "open postponed resolved", "", ""],
        ["postponed", "open answered resolved", "", ""],
        ["hold", "open answered postponed resolved", "", ""],
        ["resolved", "open", "", "open"],
        ["closed", "", "", ""],
    ],
};

const ENGINEERING: Table = Table {
    workflow: "engineering",
    create: ["new open", "new", "new"],
    rows: &[
        ["new", "open pending solved closed", "closed", ""],
        ["open", "pending solved closed", "closed", ""],
        ["pending", "open solved closed", "open closed", ""],
        ["solved", "open closed", "open closed", "open"],
        ["closed", "open", "open", ""],
    ],
};

/// A desk of this workflow with a ticket of Sol's in `status`, put there by hand.
fn desk_with(workflow: &str, status: &str) -> (World, String) {
    let world = World::new();
    world.desk(&["init", "-q", "--workflow", workflow]).ok();
    let people = "people:\n  ana@example.com: admin\n  robot@example.com: bot\n  lea@example.com: lead\n  eva@example.com: light\n";
    put(&world, "config/people.yaml", people);
    let id = super::file(&world, "Printer is on fire", &[]);
    let until = if status == "postponed" { "\nuntil: 2026-12-24T00:00:00Z" } else { "" };
    rewrite(&world, &super::path_of(&id), "status: new", &format!("status: {status}{until}"));
    assert_eq!(super::status(&world, &id), status);
    (world, id)
}

fn person(email: &'static str) -> [(&'static str, &'static str); 1] {
    [("GIT_AUTHOR_EMAIL", email)]
}

fn check(table: &Table) {
    let statuses: Vec<&str> = table.rows.iter().map(|row| row[0]).collect();
    for [from, agents, requesters, bots] in table.rows {
        let (world, id) = desk_with(table.workflow, from);
        let people =
            [("agent", LUIS[1].1, agents), ("requester", SOL[1].1, requesters), ("bot", "robot@example.com", bots)];
        let others = [
            ("admin", "ana@example.com", agents),
            ("lead", "lea@example.com", agents),
            ("light agent", "eva@example.com", &""),
        ];
        // Roles are the same in every workflow, so once is enough.
        let others = others.into_iter().filter(|_| table.workflow == "support");
        for (role, email, allowed) in people.into_iter().chain(others) {
            for to in &statuses {
                let until = if to == from { [].as_slice() } else { &["--until", "2026-12-31"] };
                let line = [&["status", &id, to, "--dry-run", "-q"], until].concat();
                let out = world.desk_as(&person(email), &line);
                let may = to == from || allowed.split(' ').any(|a| a == *to);
                let cell = format!("{}: {role} {from} → {to}: {out:?}", table.workflow);
                assert_eq!(out.code, if may { 0 } else { 4 }, "{cell}");
                let refusal = format!("error: {id}: {from} → {to} is not possible for this role ({role})\n");
                assert!(may || out.stderr.starts_with(&refusal), "{cell}");
            }
        }
    }
}

fn check_creation(table: &Table) {
    let (world, _) = desk_with(table.workflow, "new");
    let filed = |email, channel, status: &str| {
        let line = ["new", "x", "--status", status, "--until", "2026-12-31", "--channel", channel, "-q", "--dry-run"];
        let other = ["--requester", "someone@example.com"];
        let line = if email == "sol@example.com" { line.to_vec() } else { [&line[..], &other].concat() };
        world.desk_as(&person(email), &line).code
    };
    for [status, ..] in table.rows {
        let people = [("luis@example.com", "phone"), ("sol@example.com", "web"), ("luis@example.com", "ci")];
        for ((email, channel), allowed) in people.into_iter().zip(table.create) {
            let may = allowed.split(' ').any(|a| a == *status);
            let cell = format!("{}: {email} by {channel} as {status}", table.workflow);
            assert_eq!(filed(email, channel, status), if may { 0 } else { 4 }, "{cell}");
        }
    }
}

#[test]
fn support_lets_everybody_do_what_its_table_says() {
    check(&SUPPORT);
    check_creation(&SUPPORT);
}

#[test]
fn liveagent_lets_everybody_do_what_its_table_says() {
    check(&LIVEAGENT);
    check_creation(&LIVEAGENT);
}

#[test]
fn engineering_lets_everybody_do_what_its_table_says() {
    check(&ENGINEERING);
    check_creation(&ENGINEERING);
}

#[test]
fn a_refusal_names_what_is_possible_and_for_whom() {
    let (world, id) = desk_with("support", "pending");
    let refused = world.desk(&["status", &id, "closed"]).fails(4);
    let expected = format!(
        "error: {id}: pending → closed is not possible for this role (admin)\n\
         hint: from pending: open (agent, system); hold (agent); solved (agent, system); closed (system)\n"
    );
    assert_eq!(refused, expected);
    let refused = world.desk_as(&SOL, &["solve", &id, "--lang", "es"]).fails(4);
    let expected = format!(
        "error: {id}: pending → solved no es posible para este rol (solicitante)\n\
         sugerencia: desde pending: open (agente, sistema); hold (agente); solved (agente, sistema); closed (sistema)\n"
    );
    assert_eq!(refused, expected);
    let refused = world.desk(&["new", "x", "--status", "closed"]).fails(4);
    let expected = "error: a ticket cannot be filed as closed by this role (admin)\n\
                    hint: possible: new (requester, agent, bot); open (agent, system); pending (agent); hold (agent); solved (agent)\n";
    assert_eq!(refused, expected);
}

#[test]
fn the_default_role_is_that_of_the_desk() {
    let (world, id) = desk_with("support", "new");
    rewrite(&world, "desk.yaml", "default_role: agent", "default_role: requester");
    assert_eq!(world.desk_as(&LUIS, &["solve", &id]).code, 4);
    assert_eq!(world.desk_as(&person("lea@example.com"), &["solve", &id, "-q"]).code, 0);
}

#[test]
fn postponing_needs_a_time_and_can_be_put_off_again() {
    let (world, id) = desk_with("liveagent", "new");
    let refused = world.desk(&["status", &id, "postponed"]).fails(4);
    assert_eq!(refused, format!("error: {id}: postponed needs to know until when\nhint: add --until TIME\n"));
    world.desk(&["status", &id, "postponed", "--until", "2026-12-01"]).ok();
    world.desk(&["status", &id, "postponed", "--until", "2026-12-02"]).ok();
    assert_eq!(super::shown(&world, &id)["until"], "2026-12-02T00:00:00Z");
    world.desk(&["status", &id, "answered"]).ok();
    assert_eq!(super::shown(&world, &id)["until"], serde_json::Value::Null);
}
