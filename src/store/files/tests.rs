//! The ready-made files say what the design says, cell by cell.

use super::*;
use crate::domain::people::Role;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::store::format::{read_people, read_settings, read_workflow};
use std::collections::BTreeSet;

fn workflow(name: WorkflowName) -> Workflow {
    read_workflow(name.text(), &Limits::default()).unwrap_or_else(|fault| panic!("{}: {fault:?}", name.as_str()))
}

const STAFF: [Role; 4] = [Role::Agent, Role::Guided, Role::Lead, Role::Admin];

/// The roles behind the letters of the design's table.
fn roles(cell: &str) -> BTreeSet<Role> {
    let of = |letter| match letter {
        'A' => STAFF.to_vec(),
        'R' => vec![Role::Requester],
        'S' => vec![Role::System],
        // Not in the design's tables: a program may file, and bring back what fails again.
        'B' => vec![Role::Bot],
        _ => vec![],
    };
    cell.chars().flat_map(of).collect()
}

/// Holds a table of transitions against the file, for every role and every pair of statuses.
fn holds(workflow: &Workflow, columns: &str, rows: &[(&str, &str)]) {
    let columns: Vec<&str> = columns.split_whitespace().collect();
    let names: Vec<&str> = workflow.statuses.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, columns);
    assert_eq!(rows.len(), columns.len() + 1);
    for (from, cells) in rows {
        let cells: Vec<&str> = cells.split_whitespace().collect();
        assert_eq!(cells.len(), columns.len(), "{from}");
        for (to, cell) in columns.iter().zip(cells) {
            let from = Some(*from).filter(|f| *f != "create");
            for role in Role::ALL {
                let wanted = cell == "=" || roles(cell).contains(&role);
                assert_eq!(workflow.allows(from, to, role), wanted, "{from:?} -> {to} by {role}");
            }
        }
    }
}

#[test]
fn support_is_the_table_of_the_design_and_lets_programs_solve_what_passes() {
    let workflow = workflow(WorkflowName::Support);
    holds(
        &workflow,
        "new open pending hold solved closed",
        &[
            ("create", "RAB AS A A A -"),
            ("new", "= AS A A AB S"),
            ("open", "- = A A AB S"),
            ("pending", "- AS = A AS S"),
            ("hold", "- AS A = A S"),
            ("solved", "- ASB A A = S"),
            ("closed", "- - - - - ="),
        ],
    );
    assert_eq!(workflow.first_assignment.as_deref(), Some("open"));
    assert_eq!(workflow.requester_message.as_deref(), Some("open"));
    assert_eq!(workflow.close_after_days, Some(4));
    assert_eq!(workflow.status("hold").and_then(|s| s.shown_as.as_deref()), Some("open"));
    assert_eq!(workflow.find("on-hold").map(|s| s.name.as_str()), Some("hold"));
    assert_eq!(workflow.find("Concluido").map(|s| s.name.as_str()), Some("solved"));
}

#[test]
fn liveagent_has_the_listed_transitions() {
    let workflow = workflow(WorkflowName::LiveAgent);
    holds(
        &workflow,
        "new open answered postponed hold resolved closed",
        &[
            ("create", "RAB AS A A - A -"),
            ("new", "= - A A - AB S"),
            ("open", "- = A A - AB S"),
            ("answered", "- AS = A - A S"),
            ("postponed", "S AS A = - A S"),
            ("hold", "- AS A A = A S"),
            ("resolved", "- ASB - - - = S"),
            ("closed", "- - - - - - ="),
        ],
    );
    use Category::*;
    let categories: Vec<Category> = workflow.statuses.iter().map(|s| s.category).collect();
    assert_eq!(categories, [New, Open, Pending, Pending, Hold, Solved, Closed]);
    let until: Vec<&str> = workflow.statuses.iter().filter(|s| s.until).map(|s| s.name.as_str()).collect();
    assert_eq!(until, ["postponed"]);
    assert_eq!(workflow.requester_message.as_deref(), Some("open"));
}

#[test]
fn in_engineering_people_close_and_reopen() {
    let workflow = workflow(WorkflowName::Engineering);
    for role in [Role::Requester].into_iter().chain(STAFF) {
        for from in ["new", "open", "pending", "solved"] {
            assert!(workflow.allows(Some(from), "closed", role), "{from} by {role}");
        }
        assert!(workflow.allows(Some("solved"), "open", role) && workflow.allows(Some("closed"), "open", role));
    }
    assert!(!workflow.allows(Some("closed"), "open", Role::Bot));
}

#[test]
fn a_new_desk_can_be_read_and_has_the_language_of_its_maker() {
    for name in WorkflowName::ALL {
        let files = initial(name, "es");
        let of = |path: &str| files.iter().find(|(p, _)| p == path).map(|(_, text)| text.as_str()).expect(path);
        assert_eq!(workflow(name).name, name.as_str());
        assert_eq!(WorkflowName::parse(name.as_str()), Some(name));
        let settings = read_settings(of("desk.yaml"), &Limits::default()).expect("our own file");
        let people =
            read_people(of("config/people.yaml"), settings.default_role, &Limits::default()).expect("our own file");
        assert_eq!((settings.language.as_str(), settings.time_zone.as_str(), people.list.len()), ("es", "UTC", 0));
        assert_eq!(settings.limits, crate::domain::settings::Limits::default());
    }
}

/// Lines of `new` that `old` does not have, and the other way round.
fn changed(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (old, new) = (lines(old), lines(new));
    let minus = |a: &[String], b: &[String]| a.iter().filter(|l| !b.contains(l)).cloned().collect();
    (minus(&old, &new), minus(&new, &old))
}

#[test]
fn the_time_zone_changes_one_line_and_keeps_the_comments() {
    let edited = with_time_zone(DESK, "Europe/Madrid");
    assert_eq!(
        changed(DESK, &edited),
        (vec!["time_zone: UTC".to_owned()], vec!["time_zone: Europe/Madrid".to_owned()])
    );
    assert_eq!(
        with_time_zone("time_zone: UTC  # ours\r\nname: x\r\n", "GMT"),
        "time_zone: GMT  # ours\r\nname: x\r\n"
    );
    assert_eq!(with_time_zone("format: 1", "GMT"), "format: 1\ntime_zone: GMT\n");
}

#[test]
fn the_first_admin_is_added_and_the_comments_stay() {
    let edited = with_admin(PEOPLE, "ana@example.com", "Ana: \"jefa\"");
    let added = ["  ana@example.com:", "    name: \"Ana: \\\"jefa\\\"\"", "    role: admin"];
    assert_eq!(changed(PEOPLE, &edited), (vec![], added.map(str::to_owned).to_vec()));
    let people = read_people(&edited, Role::Agent, &Limits::default()).expect("our own file");
    assert_eq!((people.list[0].role, people.list[0].name.as_deref()), (Role::Admin, Some("Ana: \"jefa\"")));
    assert_eq!(with_admin(&edited, "ANA@example.com", "x"), edited);
}

#[test]
fn an_admin_finds_a_place_however_the_file_is_written() {
    let cases = [
        "",
        "people:\n",
        "people:\n    luis: lead # x\n",
        "people: {luis: lead}\n",
        "people: # all\n  luis: lead\n",
        "# x",
    ];
    for text in cases {
        for who in ["ana", "no", "a: b", "007", "[x]"] {
            let edited = with_admin(text, who, "");
            let people =
                read_people(&edited, Role::Agent, &Limits::default()).unwrap_or_else(|f| panic!("{f:?}\n{edited}"));
            assert_eq!(people.find(who).map(|p| p.role), Some(Role::Admin), "{edited}");
            assert_eq!(people.find("luis").is_some(), text.contains("luis"), "{edited}");
        }
    }
    assert_eq!(with_admin("people: [", "ana", ""), "people: [");
}
