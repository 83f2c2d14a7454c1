//! What happens in a world, one step after the other.

use super::{PEOPLE, Play};
use crate::support::{Out, run};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");
/// 2026-11-20T09:12:44Z, when the first step is.
const START: i64 = 1_795_165_964;
/// A command is killed within so many milliseconds, when it is to be killed.
const LIFE: usize = 120;
const LIFE_OF_A_SYNC: usize = 500;

impl Play {
    pub fn step(&mut self) {
        self.step += 1;
        let who = self.dice.below(PEOPLE.len());
        match self.dice.below(24) {
            0..=11 => self.act(who),
            12 => self.kill(who, false),
            13 | 14 => self.kill(who, true),
            15..=18 => self.sync(who),
            19 => self.meet(who),
            20 => self.rush(),
            21 => self.break_by_hand(who),
            22 => self.remove_by_hand(who),
            _ => self.take_back(who),
        }
    }

    /// A command that is not started yet, by the clock of a person.
    fn command(&self, who: usize, args: &[&str]) -> Command {
        let mut command = self.team.world.command(&self.team.dir(PEOPLE[who]), DESK, args);
        let now = self.now(who);
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            command.env(name, format!("@{now} +0000"));
        }
        command.env("GIT_DESK_NOW", jiff::Timestamp::from_second(now).expect("in range").to_string());
        command.env("GIT_DESK_SEED", format!("{} {} {who}", self.seed, self.step));
        command
    }

    /// What a person's clock says, in seconds.
    fn now(&self, who: usize) -> i64 {
        START + i64::try_from(self.step).expect("few") * 60 + self.skews[who]
    }

    pub fn run(&mut self, who: usize, args: &[&str]) -> Out {
        run(self.command(who, args), "")
    }

    /// The same, and remembered. Nothing ever panics or says that it does not know what went wrong.
    fn noted(&mut self, who: usize, args: &[&str]) -> Out {
        let out = self.run(who, args);
        self.script
            .push(format!("{} {}: {args:?} → {} {}", self.step, PEOPLE[who], out.code, out.stderr.trim_end()));
        assert!([0, 1, 2, 3, 4, 5].contains(&out.code) && !out.stderr.contains("panicked"), "{out:?}");
        out
    }

    /// One of the verbs; `None`: it needs a ticket, and there is none here.
    fn words(&mut self, who: usize) -> Option<(Vec<String>, Option<String>)> {
        let text = format!("said-{}-{}-{who}", self.seed, self.step);
        let number = self.dice.below(17);
        if number < 3 || self.tickets.is_empty() {
            return Some((owned(&["new", &format!("Ticket {}", self.step), "-m", &text, "--json"]), None));
        }
        let (one, other) = (self.ticket(), self.ticket());
        let priority = self.dice.of(&["low", "normal", "high", "urgent"]);
        let tag = self.dice.of(&["+a", "+b", "+c"]);
        let less = self.dice.of(&["a", "b", "c"]);
        let title = format!("Title {}", self.step);
        let words: &[&str] = match number {
            3 | 4 => &["reply", &one, "-m", &text],
            5 => &["note", &one, "-m", &text],
            6 => &["edit", &one, "--priority", priority],
            7 => &["edit", &one, "--title", &title],
            8 => &["tag", &one, tag],
            9 => &["tag", &one, "--remove", less],
            10 => &["assign", &one, "--me"],
            11 => &["status", &one, "open"],
            12 => &["solve", &one, "-m", &text],
            13 => &["reopen", &one, "-m", &text],
            14 => &["link", &one, "--to", &other, "--as", "blocks"],
            15 => &["merge", &one, "--into", &other, "--yes"],
            _ => &["claim", &one],
        };
        let mut words = owned(words);
        words.push("-q".to_owned());
        Some((words, Some(one)))
    }

    fn ticket(&mut self) -> String {
        let n = self.dice.below(self.tickets.len());
        self.tickets[n].clone()
    }

    /// The first person files a ticket.
    pub fn file(&mut self) {
        self.step += 1;
        let words = owned(&["new", "First", "-m", &format!("said-{}-{}-0", self.seed, self.step), "--json"]);
        let out = self.noted(0, &words.iter().map(String::as_str).collect::<Vec<_>>());
        self.acknowledge(&words, None, &out);
    }

    fn act(&mut self, who: usize) {
        let Some((words, ticket)) = self.words(who) else { return };
        let args: Vec<&str> = words.iter().map(String::as_str).collect();
        let out = self.noted(who, &args);
        self.acknowledge(&words, ticket, &out);
    }

    /// What the command said that it did.
    fn acknowledge(&mut self, words: &[String], ticket: Option<String>, out: &Out) {
        if out.code != 0 {
            return;
        }
        let id = ticket.unwrap_or_else(|| {
            let made: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
            let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
            self.tickets.push(id.clone());
            id
        });
        if let Some(text) = words.iter().find(|word| word.starts_with("said-")) {
            let is_message = words[0] != "solve";
            self.said.insert(text.clone(), is_message.then_some(id));
        }
    }

    /// A command, or a sync, is killed at some instant; with what it has started, or alone.
    fn kill(&mut self, who: usize, is_sync: bool) {
        let (words, ticket) = match is_sync {
            true => (owned(&["sync", "-q"]), None),
            false => self.words(who).unwrap_or_default(),
        };
        let args: Vec<&str> = words.iter().map(String::as_str).collect();
        let life = self.dice.below(if is_sync { LIFE_OF_A_SYNC } else { LIFE });
        let with_all = self.dice.below(2) == 0;
        let mut command = self.command(who, &args);
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("git-desk");
        std::thread::sleep(Duration::from_millis(u64::try_from(life).expect("few")));
        if with_all {
            let group = format!("-{}", child.id());
            Command::new("kill")
                .args(["-9", "--", &group])
                .stderr(Stdio::null())
                .status()
                .expect("kill");
        }
        child.kill().ok();
        let ended = child.wait_with_output().expect("it ends");
        let out = Out {
            code: ended.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&ended.stdout).into_owned(),
            stderr: String::new(),
        };
        self.script
            .push(format!("{} {}: {args:?} killed after {life} ms → {}", self.step, PEOPLE[who], out.code));
        if !is_sync {
            self.acknowledge(&words, ticket, &out);
        }
    }

    /// What was taken back is in history only, as it should be.
    fn take_back(&mut self, who: usize) {
        let out = self.noted(who, &["undo", "--json"]);
        let Ok(answer) = serde_json::from_str::<serde_json::Value>(&out.stdout) else { return };
        let tickets = answer["undone"]["tickets"].as_array().expect("a list");
        self.by_hand.extend(tickets.iter().map(|id| id.as_str().expect("an id").to_owned()));
    }

    fn sync(&mut self, who: usize) {
        let out = self.noted(who, &["sync", "-q"]);
        assert_eq!(out.code, 0, "{}", out.stderr);
    }

    /// Clone to clone.
    fn meet(&mut self, who: usize) {
        let other = (who + 1 + self.dice.below(PEOPLE.len() - 1)) % PEOPLE.len();
        let path = format!("../{}", PEOPLE[other]);
        let out = self.noted(who, &["sync", &path, "-q"]);
        assert_eq!(out.code, 0, "{}", out.stderr);
    }

    /// Everybody at once.
    fn rush(&mut self) {
        let start = |who| {
            let mut command = self.command(who, &["sync", "-q"]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().expect("git-desk")
        };
        let children: Vec<_> = (0..PEOPLE.len()).map(start).collect();
        self.script.push(format!("{} all sync at once", self.step));
        for child in children {
            let out = child.wait_with_output().expect("it ends");
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        }
    }

    /// Conflict markers in a file.
    fn break_by_hand(&mut self, who: usize) {
        let Some((id, path, text)) = self.here(who) else { return };
        let broken = format!("{text}<<<<<<< HEAD\n");
        self.by_hand(who, &id, &format!("M 100644 inline {path}\ndata {}\n{broken}\n", broken.len()));
    }

    fn remove_by_hand(&mut self, who: usize) {
        let Some((id, path, _)) = self.here(who) else { return };
        self.by_hand(who, &id, &format!("D {path}\n"));
    }

    /// A ticket that a clone has, its path and its text.
    fn here(&mut self, who: usize) -> Option<(String, String, String)> {
        let id = (!self.tickets.is_empty()).then(|| self.ticket())?;
        let path = format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2]);
        let out = self.team.run(PEOPLE[who], "git", &["show", &format!("refs/heads/tickets:{path}")]);
        (out.code == 0).then_some((id, path, out.stdout))
    }

    fn by_hand(&mut self, who: usize, id: &str, change: &str) {
        self.by_hand.insert(id.to_owned());
        self.script.push(format!("{} {}: by hand {change}", self.step, PEOPLE[who]));
        let now = self.now(who);
        self.team.by_hand(PEOPLE[who], change, &format!("{now} +0000"));
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
