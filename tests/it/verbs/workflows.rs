//! The tables of transitions, cell by cell: who may send a ticket from where to where.

use super::{LUIS, SOL, put, rewrite};
use crate::support::World;
use git_desk::domain::people::Role;
use git_desk::kit::yaml::Limits;
use git_desk::render::words::{Lang, Words};
use git_desk::store::files::WorkflowName;
use git_desk::store::format::read_workflow;

/// A workflow's table: rows are where a ticket is, columns where it may go. R requester, L light agent, A agents
/// of every kind (agent, guided, lead, admin), B bot, S system; = stays, - nobody.
struct Table {
    workflow: WorkflowName,
    text: &'static str,
}

const SUPPORT: Table = Table {
    workflow: WorkflowName::Support,
    text: "
        from\\to    new   open   pending  hold  solved  closed
        (create)   RAB   AS     A        A     A       -
        new        =     AS     A        A     AB      S
        open       -     =      A        A     AB      S
        pending    -     AS     =        A     AS      S
        hold       -     AS     A        =     A       S
        solved     -     ASB    A        A     =       S
        closed     -     -      -        -     -       =",
};

const LIVEAGENT: Table = Table {
    workflow: WorkflowName::LiveAgent,
    text: "
        from\\to    new   open   answered  postponed  hold  resolved  closed
        (create)   RAB   AS     A         A          -     A         -
        new        =     -      A         A          -     AB        S
        open       -     =      A         A          -     AB        S
        answered   -     AS     =         A          -     A         S
        postponed  S     AS     A         =          -     A         S
        hold       -     AS     A         A          =     A         S
        resolved   -     ASB    -         -          -     =         S
        closed     -     -      -         -          -     -         =",
};

const ENGINEERING: Table = Table {
    workflow: WorkflowName::Engineering,
    text: "
        from\\to    new   open   pending  solved  closed
        (create)   RAB   AS     -        -       -
        new        =     AS     A        AB      RAS
        open       -     =      A        AB      RAS
        pending    -     RAS    =        A       RAS
        solved     -     RASB   -        =       RAS
        closed     -     RA     -        -       =",
};

const TABLES: [Table; 3] = [SUPPORT, LIVEAGENT, ENGINEERING];

impl Table {
    /// The statuses, in the order of the columns.
    fn statuses(&self) -> Vec<&'static str> {
        let head = self.text.lines().find(|line| line.contains("from")).unwrap_or_default();
        head.split_whitespace().skip(1).collect()
    }

    /// Each cell: from (`None`: at creation), to, and whoever may.
    fn cells(&self) -> Vec<(Option<&'static str>, &'static str, &'static str)> {
        let rows = self.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let rows = rows.filter(|row| row.len() > 1 && !row[0].starts_with("from"));
        let cell = |row: Vec<&'static str>| {
            let from = Some(row[0]).filter(|from| *from != "(create)");
            let letters: Vec<&str> = row[1..].to_vec();
            assert_eq!(letters.len(), self.statuses().len(), "{row:?}");
            self.statuses()
                .into_iter()
                .zip(letters)
                .map(move |(to, by)| (from, to, by))
                .collect::<Vec<_>>()
        };
        rows.flat_map(cell).collect()
    }
}

fn may(by: &str, role: Role) -> bool {
    let letter = match role {
        Role::Requester => 'R',
        Role::Light => 'L',
        Role::Agent | Role::Guided | Role::Lead | Role::Admin => 'A',
        Role::Bot => 'B',
        Role::System => 'S',
    };
    by == "=" || by.contains(letter)
}

#[test]
fn the_files_of_the_workflows_say_what_the_tables_say() {
    for table in TABLES {
        let workflow = read_workflow(table.workflow.text(), &Limits::default()).expect("it is ours");
        let names: Vec<&str> = workflow.statuses.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, table.statuses());
        for (from, to, by) in table.cells() {
            for role in Role::ALL {
                let cell = format!("{}: {from:?} → {to} by {role}", workflow.name);
                assert_eq!(workflow.allows(from, to, role), may(by, role), "{cell}");
            }
        }
    }
}

/// A desk of this workflow with a ticket of Sol's in `status`, put there by hand.
fn desk_with(workflow: &str, status: &str) -> (World, String) {
    let world = World::new();
    world.desk(&["init", "-q", "--workflow", workflow]).ok();
    let listed = PEOPLE.iter().filter(|(role, _)| !matches!(role, Role::Requester | Role::Agent));
    let lines: String = listed.map(|(role, who)| format!("  {who}: {role}\n")).collect();
    let people = format!("people:\n{lines}");
    put(&world, "config/people.yaml", &people);
    let id = super::file(&world, "Printer is on fire", &[]);
    let until = if status == "postponed" { "\nuntil: 2026-12-24T00:00:00Z" } else { "" };
    rewrite(&world, &super::path_of(&id), "status: new", &format!("status: {status}{until}"));
    assert_eq!(super::status(&world, &id), status);
    (world, id)
}

fn person(email: &'static str) -> [(&'static str, &'static str); 1] {
    [("GIT_AUTHOR_EMAIL", email)]
}

/// Who is in which role. Sol is not listed: the requester of her own tickets. Nor is Luis: an agent by default.
const PEOPLE: [(Role, &str); 7] = [
    (Role::Requester, "sol@example.com"),
    (Role::Light, "eva@example.com"),
    (Role::Agent, "luis@example.com"),
    (Role::Guided, "gus@example.com"),
    (Role::Lead, "lea@example.com"),
    (Role::Admin, "ana@example.com"),
    (Role::Bot, "robot@example.com"),
];

/// Each cell through the program, `--dry-run`: for every role once, then for those that the cells tell apart.
fn check(table: &Table) {
    let words = Words::new(Lang::En);
    for from in table.statuses() {
        let (world, id) = desk_with(table.workflow.as_str(), from);
        for (_, to, by) in table.cells().into_iter().filter(|(row, ..)| *row == Some(from)) {
            for (role, who) in PEOPLE {
                if table.workflow != WorkflowName::Support && matches!(role, Role::Light | Role::Guided | Role::Lead) {
                    continue;
                }
                let until = if to == from { [].as_slice() } else { &["--until", "2026-12-31"] };
                let line = [&["status", &id, to, "--dry-run", "-q"], until].concat();
                let out = world.desk_as(&person(who), &line);
                let cell = format!("{}: {role} {from} → {to}: {out:?}", table.workflow.as_str());
                assert_eq!(out.code, if may(by, role) { 0 } else { 4 }, "{cell}");
                let role_name = words.say(&format!("role-{role}"));
                let refusal = format!("error: {id}: {from} → {to} is not possible for this role ({role_name})\n");
                assert!(may(by, role) || out.stderr.starts_with(&refusal), "{cell}");
            }
        }
    }
}

fn check_creation(table: &Table) {
    let (world, _) = desk_with(table.workflow.as_str(), "new");
    for (_, status, by) in table.cells().into_iter().filter(|(from, ..)| from.is_none()) {
        for (role, who) in PEOPLE {
            let line = ["new", "x", "--status", status, "--until", "2026-12-31", "-q", "--dry-run"];
            let other = ["--requester", "someone@example.com"];
            let line = if role == Role::Requester { line.to_vec() } else { [&line[..], &other].concat() };
            let out = world.desk_as(&person(who), &line);
            let cell = format!("{}: {role} files as {status}: {out:?}", table.workflow.as_str());
            assert_eq!(out.code, if may(by, role) { 0 } else { 4 }, "{cell}");
        }
    }
}

/// From every status of a workflow: what is allowed from here and for whom, in words that come from the table.
fn check_hints(table: &Table, lang: Lang) {
    let words = Words::new(lang);
    let role_name = |role: Role| words.say(&format!("role-{role}"));
    for from in table.statuses() {
        let (world, id) = desk_with(table.workflow.as_str(), from);
        let cells: Vec<_> = table.cells().into_iter().filter(|(row, ..)| *row == Some(from)).collect();
        let Some((_, to, _)) = cells.iter().find(|(_, _, by)| !may(by, Role::Light)) else { continue };
        let line = ["status", &id, to, "--until", "2026-12-31", "--lang", lang.as_str()];
        let refused = world.desk_as(&person("eva@example.com"), &line).fails(4);
        let hint = refused.lines().last().unwrap_or_default().to_owned();
        for (_, to, by) in cells.into_iter().filter(|(_, to, _)| *to != from) {
            let kinds = [Role::Requester, Role::Agent, Role::Bot, Role::System];
            let named: Vec<String> = kinds.into_iter().filter(|role| may(by, *role)).map(role_name).collect();
            let told = format!("{to} ({})", named.join(", "));
            assert_eq!(hint.contains(&told), !named.is_empty(), "{told} in {hint}");
        }
        let nothing = format!(": {}", words.say("transition-none"));
        assert_eq!(hint.ends_with(&nothing), !hint.contains('('), "{refused}");
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
fn a_refusal_names_what_is_allowed_from_every_status() {
    check_hints(&SUPPORT, Lang::En);
    check_hints(&LIVEAGENT, Lang::Es);
    check_hints(&ENGINEERING, Lang::Es);
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
