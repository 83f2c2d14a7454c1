//! One table of rights, three ways: the verb, `check`, and a push that the server judges.

use super::{Server, path_of};

/// Who does it, and whether they may: sol (asked), rita (requester), eva (light), luis (agent), lea (lead), ana
/// (admin), robot (bot).
const WHO: [&str; 7] = ["sol", "rita", "eva", "luis", "lea", "ana", "robot"];

const TABLE: [(&str, &str); 7] = [
    ("new", "xx-xxxx"),
    ("reply", "x--xxxx"),
    ("note", "--xxxxx"),
    ("tag", "---xxxx"),
    ("assign", "---xxxx"),
    ("edit", "---xxxx"),
    ("solve", "---xxxx"),
];

impl Server {
    fn line(&self, verb: &str) -> Vec<String> {
        let id = self.id.as_str();
        let line: &[&str] = match verb {
            "new" => &["new", "Fan"],
            "reply" => &["reply", id, "-m", "Hello"],
            "note" => &["note", id, "-m", "Hello"],
            "tag" => &["tag", id, "+vip"],
            "assign" => &["assign", id, "zoe@example.com"],
            "edit" => &["edit", id, "--priority", "high"],
            _ => &["solve", id],
        };
        line.iter().map(|word| (*word).to_owned()).collect()
    }

    fn as_person(&self, who: &str, verb: &str) -> i32 {
        let who = format!("{who}@example.com");
        let line = self.line(verb);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let names = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
        let code = self.world.desk_as(&names.map(|name| (name, who.as_str())), &line).code;
        self.git(&["reset", "-q", "--hard"]);
        code
    }

    fn back_to(&self, commit: &str) {
        self.git(&["reset", "-q", "--hard", commit]);
        std::fs::remove_dir_all(self.world.repo().join(".git/desk/looked")).ok();
    }

    /// What the verb did for the admin, as somebody else's commit.
    fn forge(&self, before: &str, who: &str) {
        let who = format!("{who}@example.com");
        let changed = self.git(&["diff", "--name-only", "--diff-filter=AM", before, "HEAD", "--", "tickets"]);
        let mut files = Vec::new();
        for path in changed.lines() {
            let old = self.world.run_in(&self.tree, "git", &["show", &format!("{before}:{path}")], "").stdout;
            let mut text = self.read(path);
            if who != "ana@example.com" && (path != self.ticket() || !old.contains("assignee")) {
                text = text.replace("ana@example.com", &who);
            }
            let signs = match who.as_str() {
                "sol@example.com" | "rita@example.com" => "requester",
                "robot@example.com" => "bot",
                _ => "agent",
            };
            if text.matches("role: agent").count() > old.matches("role: agent").count() {
                let at = text.rfind("role: agent").expect("a message");
                text.replace_range(at..at + "role: agent".len(), &format!("role: {signs}"));
            }
            files.push((path.to_owned(), text));
        }
        self.back_to(before);
        for (path, text) in &files {
            self.write(path, text);
        }
        self.commit_as(&who, "by hand");
    }
}

#[test]
fn a_role_may_do_the_same_by_the_verb_by_check_and_by_a_push() {
    let server = Server::new();
    assert!(server.ticket() == path_of(&server.id));
    let before = server.git(&["rev-parse", "HEAD"]);
    for (verb, row) in TABLE {
        let (mut by_verb, mut by_check, mut by_push) = (String::new(), String::new(), String::new());
        let letter = |may: bool| if may { 'x' } else { '-' };
        for who in WHO {
            by_verb.push(letter(server.as_person(who, verb) == 0));
            server.back_to(&before);
            assert_eq!(server.as_person("ana", verb), 0, "{verb}");
            server.forge(&before, who);
            by_check.push(letter(server.world.desk(&["check", &format!("{before}..tickets")]).code == 0));
            by_push.push(letter(server.push(&["tickets"]).code == 0));
            server.back_to(&before);
            server.world.git_in(&server.dir, &["update-ref", "refs/heads/tickets", &before]);
        }
        assert_eq!([by_verb.as_str(), &by_check, &by_push], [row; 3], "{verb}");
    }
}
