//! `check`: each fault, made by hand with git, is found; what git-desk makes has none.

use crate::support::World;
use std::path::PathBuf;

/// A desk with one ticket, and a worktree in which people edit by hand.
pub struct ByHand {
    pub world: World,
    pub tree: PathBuf,
    pub id: String,
}

impl ByHand {
    pub fn new() -> ByHand {
        ByHand::with(&[])
    }

    /// With more words for `new`.
    pub fn with(words: &[&str]) -> ByHand {
        let world = World::with_desk();
        let made = world
            .desk(&[&["new", "Printer on fire", "-m", "It really is.", "--json"], words].concat())
            .json();
        let id = made["ticket"]["id"].as_str().expect("a ticket has an id").to_owned();
        let tree = world.root().join("by-hand");
        world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
        ByHand { world, tree, id }
    }

    pub fn path_of(id: &str) -> String {
        format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2])
    }

    pub fn ticket(&self) -> String {
        ByHand::path_of(&self.id)
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.tree.join(path)).expect("the file is there")
    }

    pub fn write(&self, path: &str, text: &str) -> &ByHand {
        let path = self.tree.join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(path, text).expect("the file can be written");
        self
    }

    /// Replaces a piece of the ticket's file that has to be there.
    #[track_caller]
    pub fn edit(&self, from: &str, to: &str) -> &ByHand {
        let text = self.read(&self.ticket());
        assert!(text.contains(from), "{from} is not in\n{text}");
        self.write(&self.ticket(), &text.replacen(from, to, 1))
    }

    /// A line before the messages, of which each file of ours has some.
    pub fn line(&self, line: &str) -> &ByHand {
        self.edit("created:", &format!("{line}\ncreated:"))
    }

    pub fn commit(&self, message: &str) -> &ByHand {
        self.world.git_in(&self.tree, &["add", "-A"]);
        self.world.git_in(&self.tree, &["commit", "-q", "-m", message]);
        self
    }

    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        let out = self.world.desk(&[&["check", "--json"], words].concat());
        assert_eq!(out.stderr, "");
        let json: serde_json::Value = serde_json::from_str(&out.stdout).expect("--json prints JSON");
        let sound = json["faults"].as_array().expect("a list").is_empty();
        assert_eq!(out.code, i32::from(!sound), "{json:#}");
        json
    }

    pub fn kinds(&self, list: &str, words: &[&str]) -> Vec<String> {
        let json = self.json(words);
        let kinds = json[list].as_array().expect("a list").iter();
        kinds.map(|fault| fault["kind"].as_str().expect("a code").to_owned()).collect()
    }

    #[track_caller]
    pub fn has_faults(&self, expected: &[&str]) {
        assert_eq!(self.kinds("faults", &[]), expected);
    }

    #[track_caller]
    pub fn has_warnings(&self, expected: &[&str]) {
        assert_eq!(self.kinds("warnings", &[]), expected);
        self.has_faults(&[]);
    }
}

/// Somebody else commits from now on.
fn as_person(hand: &mut ByHand, email: &str) {
    for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
        hand.world.env.push((name.to_owned(), email.to_owned()));
    }
}

fn at(hand: &mut ByHand, author: &str, committer: &str) {
    hand.world.env.push(("GIT_AUTHOR_DATE".to_owned(), author.to_owned()));
    hand.world.env.push(("GIT_COMMITTER_DATE".to_owned(), committer.to_owned()));
}

#[test]
fn a_sound_desk_is_called_sound_in_both_languages() {
    let hand = ByHand::new();
    let told = hand.world.desk(&["check"]).ok();
    assert!(
        told.starts_with("The desk is sound: 1 ticket, 4 commits, no warnings.\nNote: an unsigned author"),
        "{told}"
    );
    let told = hand.world.desk(&["check", "--lang", "es"]).ok();
    assert!(
        told.starts_with("La mesa de ayuda está en orden: 1 ticket, 4 commits, ninguna advertencia.\nNota:"),
        "{told}"
    );
    assert_eq!(hand.json(&["--strict"])["checked"]["tickets"], 1);
}

#[test]
fn a_fault_says_where_and_what_on_one_line() {
    let hand = ByHand::new();
    hand.edit("status: new", "status: [").commit("broken");
    let out = hand.world.desk(&["check"]);
    assert_eq!(out.code, 1);
    let first = out.stdout.lines().next().expect("a line");
    assert!(
        first.starts_with(&format!("{}:", hand.ticket())) && first.ends_with("(mend the file on the branch)"),
        "{first}"
    );
    assert!(
        out.stdout.contains("The desk is not sound: one fault; 1 ticket, 5 commits, 1 warning."),
        "{}",
        out.stdout
    );
}

#[test]
fn what_does_not_belong_below_tickets_is_found() {
    let hand = ByHand::new();
    hand.write("tickets/notes.txt", "x")
        .write("tickets/zz/x.yaml", "x")
        .write("forms/x.txt", "mine")
        .commit("strays");
    hand.has_faults(&["stray", "stray"]);
}

#[test]
fn a_ticket_in_another_place_or_under_another_id_is_found() {
    let hand = ByHand::new();
    let text = hand.read(&hand.ticket());
    hand.write(&format!("tickets/0/0/{}.yaml", hand.id), &text.replace("It really is.", "It is not."))
        .commit("moved");
    assert!(hand.kinds("faults", &[]).contains(&"elsewhere".to_owned()));
    let hand = ByHand::new();
    let other = "0000000000";
    hand.write(&ByHand::path_of(other), &hand.read(&hand.ticket())).commit("copied");
    hand.has_faults(&["other-id"]);
}

#[test]
fn an_unreadable_file_hides_no_other_fault() {
    let hand = ByHand::new();
    hand.write(&ByHand::path_of("0000000000"), "id: [")
        .line("merged_into: 7777777777")
        .commit("both");
    let json = hand.json(&[]);
    let kinds: Vec<_> = json["faults"].as_array().into_iter().flatten().map(|f| f["kind"].clone()).collect();
    assert_eq!(kinds, ["unreadable", "dangling"]);
    assert_eq!(
        (&json["faults"][0]["line"], &json["faults"][0]["path"]),
        (&1.into(), &ByHand::path_of("0000000000").into())
    );
}

#[test]
fn references_lead_somewhere_and_not_in_a_circle() {
    let hand = ByHand::new();
    hand.line("links:\n- kind: incident-of\n  ticket: \"7777777777\"").commit("link");
    hand.has_faults(&["dangling"]);
    let hand = ByHand::new();
    hand.line(&format!("merged_into: {}", hand.id)).commit("itself");
    hand.has_faults(&["merge-circle"]);
}

#[test]
fn a_follow_up_has_the_id_that_derives_from_its_source() {
    let hand = ByHand::new();
    let text = hand.read(&hand.ticket()).replace(&hand.id, "0000000000");
    let link = format!("links:\n- kind: follow-up-of\n  ticket: {}\ncreated:", hand.id);
    hand.write(&ByHand::path_of("0000000000"), &text.replace("created:", &link))
        .commit("a second follow-up");
    hand.has_faults(&["follow-up-id"]);
}

#[test]
fn sizes_are_those_of_the_desk() {
    let hand = ByHand::new();
    let limits = format!("{}limits:\n  message: 4 B\n  attachment: 3 B\n", hand.read("desk.yaml"));
    let folder = hand.ticket().replace("tickets/", "attachments/").replace(".yaml", "");
    hand.write("desk.yaml", &limits)
        .write(&format!("{folder}/log.txt"), "12345")
        .commit("limits");
    hand.has_faults(&["long-message", "large-file"]);
}

#[test]
fn attachments_belong_to_tickets() {
    let hand = ByHand::new();
    hand.write("attachments/0/0/0000000000/x", "x").commit("of nobody");
    hand.has_warnings(&["orphan"]);
    hand.write("attachments/x", "x").commit("nowhere");
    hand.has_faults(&["stray"]);
}

#[test]
fn another_form_is_a_fault_for_the_strict_only() {
    let hand = ByHand::new();
    hand.edit("title: Printer on fire", "title: \"Printer on fire\"").commit("quotes");
    hand.has_faults(&[]);
    assert_eq!(hand.kinds("faults", &["--strict"]), ["not-canonical"]);
}

#[test]
fn configuration_is_read_file_by_file() {
    let hand = ByHand::new();
    hand.write("config/workflow.yaml", "name: x\nsttuses: {}\n")
        .write("config/people.yaml", "people: 7\n");
    std::fs::remove_file(hand.tree.join("desk.yaml")).expect("it was there");
    hand.commit("broken configuration");
    hand.has_faults(&["missing-file", "unreadable", "unreadable"]);
    let hand = ByHand::new();
    hand.write("desk.yaml", "format: 1\ntime_zone: Europe/Atlantis\n").commit("no such zone");
    assert_eq!(hand.kinds("faults", &[]).len(), 1);
}

#[test]
fn the_query_of_each_shared_view_is_tried() {
    let hand = ByHand::new();
    let views = "views:\n  good: assignee:me is:unsolved\n  bad:\n    about: x\n    query: is:any statsu:open\n";
    hand.write("config/views.yaml", views).commit("views");
    let line = "config/views.yaml:5:12: view bad: there is no key “statsu”; did you mean status?";
    assert!(hand.world.desk(&["check"]).stdout.starts_with(line));
    hand.has_faults(&["bad-view"]);
    hand.write("config/views.yaml", "views: [x]\n").commit("no views");
    hand.has_faults(&["unreadable"]);
}

#[test]
fn a_newer_format_cannot_be_judged() {
    let hand = ByHand::new();
    hand.write("desk.yaml", "format: 99\n").commit("from the future");
    assert!(hand.world.desk(&["check"]).fails(4).contains("99"));
}

#[test]
fn what_is_fixed_or_kept_stays() {
    let hand = ByHand::new();
    hand.edit("created: 2026-11-20T09:12:44Z", "created: 2020-01-01T00:00:00Z")
        .commit("older");
    hand.has_faults(&["immutable"]);
    let hand = ByHand::with(&["--requester", "eva@example.com", "--priority", "high"]);
    hand.edit("priority: high\n", "").commit("no priority");
    hand.has_faults(&["cannot-empty"]);
}

#[test]
fn the_first_message_of_a_requester_is_not_rewritten() {
    let mut hand = ByHand::new();
    as_person(&mut hand, "eva@example.com");
    let made = hand
        .world
        .desk(&["new", "Mine", "-m", "first", "--requester", "eva@example.com", "--json"])
        .json();
    hand.id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    hand.has_faults(&[]);
    hand.world.git_in(&hand.tree, &["reset", "-q", "--hard"]);
    hand.edit("first", "second").commit("never said");
    let role = hand.read(&hand.ticket()).contains("role: requester");
    assert!(role, "{}", hand.read(&hand.ticket()));
    hand.has_faults(&["immutable"]);
}

#[test]
fn transitions_are_those_of_the_workflow_for_this_person() {
    let hand = ByHand::new();
    hand.edit("status: new", "status: closed")
        .line("closed: 2026-11-20T10:00:00Z")
        .commit("closed by hand");
    hand.has_faults(&["transition", "needs-assignee"]);
    let mut hand = ByHand::with(&["--requester", "eva@example.com"]);
    as_person(&mut hand, "eva@example.com");
    hand.edit("status: new", "status: pending").commit("as requester");
    let json = hand.json(&[]);
    assert_eq!(json["faults"][0]["kind"], "transition");
    assert!(json["faults"][0]["message"].as_str().is_some_and(|m| m.contains("requester")), "{json:#}");
}

#[test]
fn a_ticket_is_filed_as_the_role_may() {
    let mut hand = ByHand::new();
    as_person(&mut hand, "eva@example.com");
    let text = hand.read(&hand.ticket()).replace(&hand.id, "0000000000").replace("ana@", "eva@");
    hand.write(&ByHand::path_of("0000000000"), &text.replace("status: new", "status: hold"))
        .commit("filed");
    hand.has_faults(&["creation"]);
}

#[test]
fn solved_needs_an_assignee() {
    let hand = ByHand::new();
    hand.edit("status: new", "status: solved").commit("solved by nobody");
    hand.has_faults(&["needs-assignee"]);
}

#[test]
fn closed_stays_closed_but_for_tags() {
    let hand = ByHand::new();
    let closed = hand.read(&hand.ticket()).replace("status: new", "status: closed");
    let closed = closed.replace("created:", "assignee: ana@example.com\nclosed: 2026-11-20T10:00:00Z\ncreated:");
    hand.write(&hand.ticket(), &closed).commit("closed\n\nEvent: events 1");
    hand.has_faults(&[]);
    hand.line("tags:\n- kept").commit("tagged");
    hand.has_faults(&[]);
    hand.edit("title: Printer", "title: Plotter").commit("renamed");
    hand.has_faults(&["closed"]);
    std::fs::remove_file(hand.tree.join(hand.ticket())).expect("it was there");
    hand.commit("removed");
    hand.has_faults(&["closed", "closed"]);
}

#[test]
fn a_status_that_nobody_knows_and_a_removed_ticket_are_warnings() {
    let hand = ByHand::new();
    std::fs::remove_file(hand.tree.join(hand.ticket())).expect("it was there");
    hand.commit("removed");
    hand.has_warnings(&["removed"]);
    let hand = ByHand::new();
    hand.edit("status: new", "status: parked").commit("parked\n\nEvent: events 1");
    hand.has_warnings(&["no-such-status"]);
}

#[test]
fn a_closed_ticket_says_when_and_no_other_does() {
    let hand = ByHand::new();
    hand.line("closed: 2026-11-20T10:00:00Z").commit("not closed");
    hand.has_faults(&["closed-time"]);
}

#[test]
fn commits_of_an_import_are_exempt_and_counted() {
    let hand = ByHand::new();
    let message = format!("closed\n\nTicket: {}\nEvent: events 7", hand.id);
    hand.edit("status: new", "status: closed")
        .line("closed: 2026-11-20T10:00:00Z")
        .commit(&message);
    let json = hand.json(&[]);
    assert_eq!((&json["checked"]["imported"], &json["imported"]), (&1.into(), &serde_json::json!([])));
    let json = hand.json(&["--strict"]);
    assert_eq!(
        (&json["imported"][0]["source"], &json["imported"][0]["ticket"]),
        (&"events 7".into(), &hand.id.as_str().into())
    );
}

#[test]
fn trailers_say_what_the_commit_does() {
    let hand = ByHand::new();
    hand.edit("status: new", "status: open")
        .commit("opened\n\nTicket: 0000000000\nStatus: new -> pending");
    hand.has_faults(&["ticket-trailer", "status-trailer"]);
    let hand = ByHand::new();
    hand.line("tags:\n- a")
        .commit(&format!("tagged\n\nTicket: {}\nStatus: new -> open", hand.id));
    hand.has_faults(&["status-unchanged"]);
}

#[test]
fn clocks_that_are_ahead_are_warnings() {
    let mut hand = ByHand::new();
    at(&mut hand, "2026-11-20T09:12:44Z", "2026-11-20T09:10:44Z");
    hand.line("tags:\n- a").commit("120 s are tolerated");
    hand.has_warnings(&[]);
    at(&mut hand, "2026-11-20T09:12:44Z", "2026-11-20T09:10:43Z");
    hand.edit("- a", "- b").commit("121 s are not");
    hand.has_warnings(&["author-ahead"]);
    at(&mut hand, "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z");
    hand.edit("- b", "- c").commit("from the future");
    hand.has_warnings(&["author-ahead", "clock-ahead"]);
}

#[test]
fn a_version_that_cannot_be_read_is_remembered_once_it_is_mended() {
    let hand = ByHand::new();
    let text = hand.read(&hand.ticket());
    hand.edit("status: new", "status: [").commit("broken");
    hand.write(&hand.ticket(), &text).commit("mended");
    hand.has_warnings(&["broken-version"]);
}

#[test]
fn a_desk_that_changes_its_people_does_not_make_its_past_illegal() {
    let mut hand = ByHand::new();
    let people = hand.read("config/people.yaml");
    hand.write("config/people.yaml", &format!("{people}  eva@example.com: agent\n"))
        .commit("eva comes");
    as_person(&mut hand, "eva@example.com");
    hand.world.desk(&["solve", &hand.id]).ok();
    as_person(&mut hand, "ana@example.com");
    hand.world.git_in(&hand.tree, &["reset", "-q", "--hard"]);
    hand.write("config/people.yaml", &format!("{people}  eva@example.com: requester\n"))
        .commit("eva goes");
    hand.has_faults(&[]);
    as_person(&mut hand, "eva@example.com");
    hand.edit("status: solved", "status: pending").commit("too late");
    // Not hers, and no way for a requester.
    hand.has_faults(&["forbidden", "transition"]);
}

#[test]
fn configuration_changed_by_somebody_who_is_no_admin_is_a_warning() {
    let mut hand = ByHand::new();
    hand.write("desk.yaml", &hand.read("desk.yaml").replace("Help desk", "Support"))
        .commit("by the admin");
    hand.has_warnings(&[]);
    as_person(&mut hand, "eva@example.com");
    hand.write("desk.yaml", &hand.read("desk.yaml").replace("Support", "Mine"))
        .commit("by an agent");
    hand.has_warnings(&["configured"]);
}

#[test]
fn leads_look_after_the_shared_views_and_agents_do_not() {
    let mut hand = ByHand::new();
    let people = format!("{}  lea@example.com: lead\n", hand.read("config/people.yaml"));
    hand.write("config/people.yaml", &people).commit("a lead");
    as_person(&mut hand, "lea@example.com");
    hand.write("config/views.yaml", "views:\n  all: is:any\n").commit("views by a lead");
    hand.has_warnings(&[]);
    as_person(&mut hand, "eva@example.com");
    hand.write("config/views.yaml", "views: {}\n").commit("views by an agent");
    hand.has_warnings(&["configured"]);
    as_person(&mut hand, "lea@example.com");
    hand.write("desk.yaml", &hand.read("desk.yaml").replace("Help desk", "Support"))
        .commit("more than views by a lead");
    hand.has_warnings(&["configured", "configured"]);
}

#[test]
fn a_range_names_the_commits_that_are_judged() {
    let hand = ByHand::new();
    hand.edit("created: 2026-11-20T09:12:44Z", "created: 2020-01-01T00:00:00Z")
        .commit("older");
    hand.line("tags:\n- a").commit("tagged");
    assert_eq!(hand.kinds("faults", &["tickets^..tickets"]), Vec::<String>::new());
    assert_eq!(hand.json(&["tickets^..tickets"])["checked"]["commits"], 1);
    assert_eq!(hand.kinds("faults", &["tickets~2..tickets"]), ["immutable"]);
    assert_eq!(hand.kinds("faults", &["tickets~1^!"]), ["immutable"]);
    assert_eq!(hand.json(&["tickets..tickets"])["checked"]["commits"], 0);
    for hostile in ["nonsense", "a..b", "--all", "-x..y", "tickets:desk.yaml", "$(touch x)", "", "^tickets"] {
        let out = hand.world.desk(&["check", "--", hostile]);
        assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{hostile}: {}", out.stderr);
    }
}

#[test]
fn a_shallow_clone_cannot_be_judged() {
    let hand = ByHand::new();
    let dir = hand.world.root().join("shallow");
    let url = format!("file://{}", hand.world.repo().display());
    hand.world
        .git(&["clone", "-q", "--depth", "1", "--branch", "tickets", &url, dir.to_str().expect("UTF-8")]);
    let out = hand.world.desk(&["-C", dir.to_str().expect("UTF-8"), "check"]);
    assert_eq!((out.code, out.stdout.as_str()), (4, ""));
    assert!(out.stderr.contains("git fetch --unshallow"), "{}", out.stderr);
}

#[test]
fn a_commit_of_another_repository_is_no_ticket_and_breaks_nothing() {
    let hand = ByHand::new();
    let link = format!("160000,{},{}", "1".repeat(40), ByHand::path_of("0000000000"));
    hand.world.git_in(&hand.tree, &["update-index", "--add", "--cacheinfo", &link]);
    hand.world.git_in(&hand.tree, &["commit", "-q", "-m", "submodule"]);
    hand.has_faults(&["stray"]);
    assert!(hand.world.desk(&["list"]).ok().contains("Printer on fire"));
    hand.world.desk(&["log", &hand.id]).ok();
}

#[test]
fn whatever_the_verbs_do_is_sound() {
    for workflow in ["support", "liveagent", "engineering"] {
        let mut world = World::new();
        world.desk(&["init", "-q", "--workflow", workflow, "--time-zone", "UTC"]).ok();
        let mut ids: Vec<String> = Vec::new();
        let mut done = 0;
        for step in 0..120_u32 {
            world.env.push(("GIT_DESK_SEED".to_owned(), format!("{workflow} {step}")));
            // A fixed, well-mixed sequence; what a verb refuses writes nothing, so it does not matter.
            let roll = step.wrapping_mul(2_654_435_761) >> 16;
            let person = ["ana@example.com", "luis@example.com", "eva@example.com"][roll as usize % 3];
            world.env.push(("GIT_AUTHOR_EMAIL".to_owned(), person.to_owned()));
            let id = ids.get(roll as usize % ids.len().max(1)).cloned().unwrap_or_default();
            let statuses = ["open", "pending", "hold", "solved", "closed", "new"];
            let status = statuses[(roll / 7) as usize % statuses.len()];
            let args: Vec<&str> = match (roll / 3) % 10 {
                _ if ids.len() < 4 => vec!["new", "A ticket", "-m", "text", "--requester", "eva@example.com"],
                0 => vec!["new", "Another", "--assignee", "luis@example.com", "--channel", "ci"],
                1 => vec!["reply", &id, "-m", "an answer", "--status", status],
                2 => vec!["note", &id, "-m", "a note"],
                3 => vec!["status", &id, status, "-m", "because"],
                4 => vec!["assign", &id, "luis@example.com"],
                5 => vec!["assign", &id, "--none"],
                6 => vec!["tag", &id, "--add", "a", "--remove", "b"],
                7 => vec!["edit", &id, "--priority", "high", "--type", "task"],
                8 => vec!["reply", &id, "-m", "a word"],
                _ => vec!["solve", &id, "-m", "done"],
            };
            let out = world.desk(&[args.as_slice(), &["--json"]].concat());
            done += u32::from(out.code == 0);
            let made: serde_json::Value = serde_json::from_str(&out.stdout).unwrap_or_default();
            ids.extend(made["ticket"]["id"].as_str().filter(|_| args[0] == "new").map(str::to_owned));
        }
        assert!(done > 60, "{workflow}: {done} of 120");
        let out = world.desk(&["check", "--strict"]);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{workflow}:\n{}", out.stdout);
    }
}

#[test]
fn an_import_is_sound() {
    let world = World::with_desk();
    let events = world.root().join("events.jsonl");
    let line = |seq: u32, rest: &str| {
        format!("{{\"ticket\":\"T1\",\"at\":\"2024-01-0{seq}T08:00:00Z\",\"seq\":{seq},\"actor\":\"ana\",{rest}}}\n")
    };
    let stream = [
        line(1, r#""type":"create","status":"new","title":"t","description":"d","requester":"eva""#),
        line(2, r#""type":"status","to":"closed""#),
        line(3, r#""type":"comment","visibility":"public","role":"customer","body":"after all""#),
        line(4, r#""type":"status","to":"open""#),
    ];
    std::fs::write(&events, stream.concat()).expect("the file can be written");
    world.desk(&["import", "events", events.to_str().expect("UTF-8")]).ok();
    let json = world.desk(&["check", "--strict", "--json"]).json();
    assert_eq!((&json["checked"]["imported"], &json["warnings"]), (&4.into(), &serde_json::json!([])), "{json:#}");
}
