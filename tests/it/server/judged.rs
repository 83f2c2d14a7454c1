//! What is wrong with the commits of a push, one rule after the other.

use super::{PEOPLE, Server, path_of};

#[test]
fn what_the_verbs_do_is_taken() {
    let server = Server::new();
    let world = &server.world;
    for line in [
        &["reply", &server.id, "-m", "Water is on its way"] as &[&str],
        &["tag", &server.id, "+vip"],
        &["solve", &server.id, "-m", "Done"],
        &["undo"],
        &["new", "Second", "-m", "Another"],
    ] {
        world.desk(&[line, &["-q"]].concat()).ok();
        server.git(&["reset", "-q", "--hard"]);
        server.taken();
    }
}

#[test]
fn an_illegal_transition_is_told_in_short_lines_with_what_to_do() {
    let server = Server::new();
    server
        .edit("status: new", "status: closed")
        .edit("created:", "closed: 2026-11-20T09:00:00Z\ncreated:")
        .commit("closed");
    let told = server.refused("new → closed is not possible for this role (admin)");
    let commit = &server.git(&["rev-parse", "HEAD"])[..12];
    assert!(
        told.starts_with(&format!("refs/heads/tickets is not taken, for 2 reasons:\n- {commit} {}: ", server.id)),
        "{told}"
    );
    let told = told.lines().rev().take(2).collect::<Vec<_>>();
    let end = [
        "Note: the rules hold for whom a commit names, and an unsigned author proves nothing.",
        "Nothing was changed here, and nothing is lost where you are. Mend it there and push again; to look first: \
         git desk check origin/tickets..tickets",
    ];
    assert_eq!(told, end);
    server.configure("desk.lang", "es");
    let told = server.refused("No se acepta refs/heads/tickets por 2 motivos:");
    assert!(told.contains("un autor sin firma no prueba nada"), "{told}");
}

#[test]
fn a_closed_ticket_stays_as_it_is() {
    let server = Server::new();
    server
        .edit("status: new", "status: closed")
        .edit("created:", "assignee: ana@example.com\nclosed: 2026-11-20T09:00:00Z\ncreated:")
        .commit("closed\n\nEvent: events 1");
    server.taken();
    server.edit("title: Printer", "title: Plotter").commit("renamed");
    server.refused("closed");
}

#[test]
fn an_import_is_taken_from_an_admin_only() {
    let server = Server::new();
    let base = server.git(&["rev-parse", "HEAD"]);
    server
        .edit("status: new", "status: solved")
        .commit_as("luis@example.com", "solved\n\nEvent: events 1");
    server.refused("imports are recorded by admins (agent)");
    server.git(&["reset", "-q", "--hard", &base]);
    server.edit("status: new", "status: solved").commit("solved\n\nEvent: events 1");
    server.taken();
}

#[test]
fn whose_role_somebody_has_is_said_by_the_server_and_not_by_the_push() {
    let server = Server::new();
    // Made an admin by herself, on top of which she does as she likes.
    server
        .write("config/people.yaml", &PEOPLE.replace("eva@example.com: light", "eva@example.com: admin"))
        .commit_as("eva@example.com", "I am the admin");
    server.refused("configuration changed by somebody who is no admin (light agent)");
    server.edit("created:", "tags:\n- mine\ncreated:").commit_as("eva@example.com", "tagged");
    server.refused("configuration changed by somebody who is no admin (light agent)");
}

#[test]
fn whoever_lost_a_role_cannot_push_from_where_they_had_it() {
    let server = Server::new();
    let base = server.git(&["rev-parse", "HEAD"]);
    server
        .write("config/people.yaml", &PEOPLE.replace("luis@example.com: agent", "luis@example.com: light"))
        .commit("luis goes");
    server.taken();
    let tip = server.git(&["rev-parse", "HEAD"]);
    server.git(&["checkout", "-q", "--detach", &base]);
    server.edit("created:", "tags:\n- late\ncreated:").commit_as("luis@example.com", "tagged");
    let late = server.git(&["rev-parse", "HEAD"]);
    server.git(&["checkout", "-q", "tickets"]);
    server.git(&["merge", "-q", "--no-edit", &late]);
    server.refused("(light agent)");
    server.git(&["reset", "-q", "--hard", &tip]);
    server.taken();
}

#[test]
fn what_an_admin_configures_holds_in_the_same_push() {
    let server = Server::new();
    server
        .write("config/people.yaml", &format!("{PEOPLE}  zoe@example.com: light\n"))
        .commit("zoe");
    server
        .write("config/people.yaml", &format!("{PEOPLE}  zoe@example.com: agent\n"))
        .commit("zoe is an agent");
    server.edit("created:", "tags:\n- a\ncreated:").commit_as("zoe@example.com", "tagged");
    server.taken();
}

#[test]
fn files_in_other_places_come_from_admins_only() {
    let server = Server::new();
    server.write("notes.txt", "x").commit_as("luis@example.com", "notes");
    server.refused("notes.txt: a desk has no files here, and this is by no admin (agent)");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    server.write(".github/workflows/check.yml", "on: push\n").commit("for the host");
    server.taken();
    server.write("tickets/notes.txt", "x").commit("even by an admin");
    server.refused("tickets/notes.txt: this does not belong here");
}

#[test]
fn what_is_too_large_is_refused_also_where_it_is_gone_again() {
    let server = Server::new();
    let limits = format!("{}limits:\n  attachment: 10 B\n", server.read("desk.yaml"));
    server.write("desk.yaml", &limits).commit("limits");
    server.taken();
    let folder = server.ticket().replace("tickets/", "attachments/").replace(".yaml", "");
    let path = format!("{folder}/0000000000/log.txt");
    server.write(&path, "eleven bytes").commit("large");
    std::fs::remove_file(server.tree.join(&path)).expect("it was there");
    server.commit("gone");
    server.refused("12 bytes; the limit is 10");
}

#[test]
fn a_version_that_cannot_be_read_hides_nothing() {
    let server = Server::new();
    server.edit("status: new", "status: [").commit("broken");
    server.git(&["checkout", "-q", "HEAD^", "--", "tickets"]);
    server
        .edit("status: new", "status: closed")
        .edit("created:", "closed: 2026-11-20T09:00:00Z\ncreated:")
        .commit("mended");
    server.refused("made a version of the ticket that cannot be read");
}

#[test]
fn a_ticket_is_taken_away_by_admins_only() {
    let server = Server::new();
    std::fs::remove_file(server.tree.join(server.ticket())).expect("it was there");
    server.git(&["add", "-A"]);
    server.commit_as("luis@example.com", "removed");
    server.refused("the ticket's file was removed");
    server.git(&["commit", "-q", "--amend", "--reset-author", "-m", "removed by an admin"]);
    server.taken();
}

#[test]
fn an_undo_is_believed_for_ones_own_commits_of_the_same_history_only() {
    let server = Server::new();
    let base = server.git(&["rev-parse", "HEAD"]);
    // Somewhere else, where nobody judges, a commit whose opposite is what is wanted.
    server.edit("status: new", "status: solved").commit("beside");
    server.git(&["reset", "-q", "--hard", &base]);
    server.world.desk(&["solve", &server.id, "-q"]).ok();
    server.git(&["reset", "-q", "--hard"]);
    server.taken();
    let solved = server.git(&["rev-parse", "HEAD"]);
    server.edit("status: solved", "status: new").edit("assignee: ana@example.com\n", "");
    server.commit_as("rita@example.com", &format!("undone\n\nUndo: {solved}"));
    server.refused("not possible for this role (requester)");
}

#[test]
fn more_new_tickets_than_the_limit_are_refused() {
    let server = Server::new();
    server.configure("desk.pushLimit", "2");
    for n in 0..3 {
        server.world.desk(&["new", &format!("Ticket {n}"), "-q"]).ok();
    }
    server.git(&["reset", "-q", "--hard"]);
    let told = server.refused("3 new tickets in one push; this server takes 2");
    assert!(told.contains("git push origin COMMIT:tickets"), "{told}");
    let out = server.push(&["tickets^:refs/heads/tickets"]);
    assert_eq!(out.code, 0, "{}", out.stderr);
    server.taken();
}

#[test]
fn what_was_wrong_here_before_keeps_nobody_from_working() {
    let server = Server::new();
    std::fs::remove_file(server.dir.join("hooks/pre-receive")).expect("it was there");
    server
        .edit("created:", "links:\n- kind: related-to\n  ticket: \"7777777777\"\ncreated:")
        .commit("dangling");
    server.taken();
    server.on_server(&["hook", "install", "-q"]).ok();
    server.edit("created:", "tags:\n- a\ncreated:").commit("tagged");
    server.taken();
    server.edit("ticket: \"7777777777\"", "ticket: \"7777777778\"").commit("another");
    server.refused("there is no ticket 7777777778");
}

#[test]
fn a_clock_may_be_wrong_by_minutes_and_not_by_days() {
    let server = Server::new();
    let at = |when: &str| {
        server.edit("created:", "tags:\n- a\ncreated:").git(&["add", "-A"]);
        let mut command = server.world.command(&server.tree, "git", &["commit", "-q", "-m", "later"]);
        command.env("GIT_AUTHOR_DATE", when).env("GIT_COMMITTER_DATE", when);
        assert!(command.status().expect("git runs").success());
    };
    at("2026-11-22T09:12:44Z");
    server.refused("the date is 172800 s ahead of the clock");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    at("2026-11-20T10:12:44Z");
    server.taken();
}

/// A head beside the branch.
fn beside(server: &Server, from: &str, to: &str) -> String {
    server.git(&["checkout", "-q", "--detach"]);
    server.edit(from, to);
    server.commit("theirs");
    let theirs = server.git(&["rev-parse", "HEAD"]);
    server.git(&["checkout", "-q", "tickets"]);
    theirs
}

#[test]
fn a_merge_is_taken_if_it_is_what_its_parents_come_to() {
    let server = Server::new();
    let theirs = beside(&server, "title: Printer", "title: Plotter");
    server.edit("created:", "tags:\n- ours\ncreated:").commit("ours");
    server.git(&["merge", "-q", "--no-commit", "--no-ff", &theirs]);
    server.edit("title: Plotter", "title: Scanner").commit("evil");
    server.refused("an evil merge: it has title otherwise than its parents come to");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    server.git(&["merge", "-q", "--no-edit", "--no-ff", &theirs]);
    server.taken();
}

#[test]
fn a_message_beside_a_close_is_taken_with_the_merge() {
    let server = Server::new();
    let world = &server.world;
    let target = world.desk(&["new", "Target", "--json"]).json()["ticket"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    server.git(&["reset", "-q", "--hard"]);
    server.taken();
    let base = server.git(&["rev-parse", "HEAD"]);
    world.desk(&["reply", &server.id, "-m", "Written beside", "-q"]).ok();
    let spoken = world.git(&["rev-parse", "tickets"]).trim().to_owned();
    world.git(&["update-ref", "refs/heads/tickets", &base]);
    std::fs::remove_dir_all(world.repo().join(".git/desk/looked")).ok();
    world.desk(&["merge", &server.id, "--into", &target, "-q"]).ok();
    server.git(&["reset", "-q", "--hard"]);
    server.taken();
    let merged = with_message_of(&server, &spoken);
    server.git(&["reset", "-q", "--hard", &merged]);
    server.taken();
}

/// A merge by hand of the branch and another head that wrote a second message: the message comes last.
fn with_message_of(server: &Server, other: &str) -> String {
    let tip = server.git(&["rev-parse", "tickets"]);
    let theirs = server.git(&["show", &format!("{other}:{}", server.ticket())]);
    let at = theirs.rfind("\n- id:").expect("a second message");
    server.write(&server.ticket(), &format!("{}{}\n", server.read(&server.ticket()), theirs[at + 1..].trim_end()));
    server.git(&["add", "-A"]);
    let tree = server.git(&["write-tree"]);
    server.git(&["commit-tree", &tree, "-p", &tip, "-p", other, "-m", "merged by hand"])
}

#[test]
fn a_published_number_stays_and_no_two_are_the_same() {
    let server = Server::new();
    server.edit("title:", "number: 7\ntitle:").commit("number");
    server.taken();
    server.edit("number: 7\n", "").commit("no number");
    server.refused("known by the number 7, and would be no more");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    let second = server.read(&server.ticket()).replace(&server.id, "0000000000");
    server.write(&path_of("0000000000"), &second).commit("a double");
    let told = server.push(&["tickets"]);
    // Only a check of everything knows the numbers of what was not pushed.
    assert_eq!(told.code, 0, "{}", told.stderr);
}
