//! Questions at a terminal: what is missing is asked for, and leaving writes nothing.

#![expect(clippy::disallowed_methods, reason = "a terminal is waited for")]

use super::{file, shown, state};
use crate::support::World;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A terminal in which git-desk runs; `None`, with a word, where there is no tmux.
pub struct Terminal<'a> {
    world: &'a World,
    /// A server of its own: one that is going away would take the next session with it.
    socket: TempDir,
}

impl<'a> Terminal<'a> {
    /// Starts one command line in a shell; what the shell prints after it is its exit code.
    pub fn start(world: &'a World, line: &str, variables: &[(&str, &str)]) -> Option<Terminal<'a>> {
        if Command::new("tmux").arg("-V").output().is_err() {
            eprintln!("skipped: there is no tmux");
            return None;
        }
        let terminal = Terminal { world, socket: tempfile::tempdir().expect("a temporary directory") };
        // Between two keys the terminal sends Ctrl-C to the shell as well, which has to stay.
        let script = format!("trap : INT; {} {line}; echo \"exit $?\"; sleep 60", env!("CARGO_BIN_EXE_git-desk"));
        let mut command = terminal.command(&["-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30"]);
        command.arg(script).env_remove("CI").env("TERM", "xterm-256color");
        command.envs(variables.iter().copied());
        assert!(command.status().expect("tmux").success());
        Some(terminal)
    }

    fn command(&self, args: &[&str]) -> Command {
        let socket = self.socket.path().join("tmux");
        let line = [&["-S", socket.to_str().expect("a path in UTF-8")], args].concat();
        self.world.command(&self.world.repo(), "tmux", &line)
    }

    fn screen(&self) -> String {
        let out = self.command(&["capture-pane", "-p"]).output().expect("tmux");
        String::from_utf8_lossy(&out.stdout).trim_end().to_owned()
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn sees(&self, text: &str) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(Instant::now() < end, "no {text:?} in\n{screen}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until a text is no longer on the screen.
    #[track_caller]
    fn misses(&self, text: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.screen().contains(text) {
            assert!(Instant::now() < end, "{text:?} stays in\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn types(&self, keys: &[&str]) {
        let sent = self.command(&[&["send-keys"], keys].concat()).status().expect("tmux");
        assert!(sent.success());
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        self.command(&["kill-server"]).status().ok();
    }
}

/// An editor that puts a text above what it is given.
pub const WRITES: (&str, &str) = (
    "GIT_EDITOR",
    "writes() { printf 'It really is.\\n' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"; }; writes",
);

#[test]
fn a_ticket_without_a_title_is_asked_for_it_and_then_for_its_text() {
    let world = World::with_desk();
    let Some(terminal) = Terminal::start(&world, "new", &[WRITES]) else { return };
    terminal.sees("Title");
    terminal.types(&["Printer is on fire", "Enter"]);
    let screen = terminal.sees("exit 0");
    assert!(screen.contains("  Printer is on fire · created; status: New"), "{screen}");
    let list = world.desk(&["list", "--json"]).json();
    let ticket = shown(&world, list["tickets"][0]["id"].as_str().expect("an id"));
    assert_eq!(
        (&ticket["title"], &ticket["messages"][0]["text"]),
        (&"Printer is on fire".into(), &"It really is.".into())
    );
}

#[test]
fn leaving_the_prompt_writes_nothing() {
    let world = World::with_desk();
    let before = state(&world);
    for (keys, lang, prompt, told) in [
        // The process ends by the signal, as shells expect.
        (&["Printer", "C-c"][..], "en_US.UTF-8", "Title", "exit 130"),
        (&["Enter"], "en_US.UTF-8", "Title", "error: nothing was written"),
        (&["Enter"], "es_ES.UTF-8", "Asunto", "error: no se escribió nada"),
    ] {
        let Some(terminal) = Terminal::start(&world, "new", &[WRITES, ("LANG", lang)]) else { return };
        terminal.sees(prompt);
        terminal.types(keys);
        let screen = terminal.sees("exit ");
        assert!(screen.contains(told) && !screen.contains("exit 0"), "{screen}");
        assert_eq!(state(&world), before);
    }
}

#[test]
fn a_message_is_written_in_the_editor() {
    let world = World::with_desk();
    let id = file(&world, "Printer is on fire", &[]);
    let Some(terminal) = Terminal::start(&world, &format!("reply {id}"), &[WRITES]) else { return };
    terminal.sees("exit 0");
    assert_eq!(shown(&world, &id)["messages"][0]["text"], "It really is.");
    drop(terminal);
    let Some(terminal) = Terminal::start(&world, &format!("reply {id}"), &[("GIT_EDITOR", "true")]) else { return };
    let screen = terminal.sees("exit 3");
    assert!(screen.contains("error: nothing was written: the text is empty"), "{screen}");
}

#[test]
fn an_editor_that_fails_leaves_the_text_where_the_error_says() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let before = state(&world);
    let editor = ("GIT_EDITOR", "breaks() { echo 'half a sentence' > \"$1\"; return 1; }; breaks");
    let Some(terminal) = Terminal::start(&world, &format!("note {id}"), &[editor]) else { return };
    let screen = terminal.sees("exit 4");
    let path = screen.lines().find_map(|l| l.strip_prefix("your text is in ")).expect("a path");
    let kept = std::fs::read_to_string(world.repo().join(path)).expect("the file is there");
    assert_eq!(kept, "half a sentence\n");
    assert_eq!(state(&world), before);
}

#[test]
fn a_ticket_is_edited_as_a_file() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let edit = |editor: &'static str| Terminal::start(&world, &format!("edit {id}"), &[("GIT_EDITOR", editor)]);
    let Some(terminal) = edit("sed -i s/Printer/Plotter/") else { return };
    let screen = terminal.sees("exit 0");
    assert!(screen.contains(&format!("{id}  Plotter · title Printer → Plotter")), "{screen}");
    drop(terminal);
    let before = state(&world).0;
    let Some(terminal) = edit("sed -i 's/status: new/status: closed/'") else { return };
    let screen = terminal.sees("exit 4");
    assert!(screen.contains("new → closed is not possible for this role (admin)"), "{screen}");
    assert!(screen.contains("your text is in "), "{screen}");
    drop(terminal);
    let Some(terminal) = edit("sed -i s/status:/stat:/") else { return };
    let screen = terminal.sees("exit 4");
    assert!(screen.contains("error: the edited ticket cannot be read: "), "{screen}");
    assert_eq!(state(&world).0, before);
}

#[test]
fn a_list_fits_its_terminal() {
    let world = World::with_desk();
    file(&world, &"a long title ".repeat(20), &["--tag", "vip"]);
    let Some(terminal) = Terminal::start(&world, "list", &[]) else { return };
    let screen = terminal.sees("exit 0");
    assert!(screen.contains("a long title") && screen.contains('…'), "{screen}");
    assert_eq!(screen.lines().count(), 3, "{screen}");
    drop(terminal);
    let Some(terminal) = Terminal::start(&world, "list", &[("NO_COLOR", "1")]) else { return };
    terminal.sees("exit 0");
    let raw = terminal.command(&["capture-pane", "-p", "-e"]).output().expect("tmux").stdout;
    assert!(!raw.contains(&0x1b), "NO_COLOR: {}", String::from_utf8_lossy(&raw));
}

#[test]
fn triage_is_a_screen_and_a_key_for_each_new_ticket() {
    let world = World::with_desk();
    let [a, b] = ["Printer", "Scanner"].map(|title| file(&world, title, &[]));
    let Some(terminal) = Terminal::start(&world, "triage", &[]) else { return };
    let screen = terminal.sees("q quit");
    assert!(screen.contains("Triage: 1 of 2"), "{screen}");
    let first = if screen.contains(&a) { &a } else { &b };
    terminal.types(&["m"]);
    terminal.sees("assignee: ana@example.com");
    terminal.types(&["p"]);
    terminal.sees("> Low");
    terminal.types(&["Down", "Down", "Enter"]);
    terminal.sees("priority: High");
    // Whoever thinks better of it is back at the ticket.
    terminal.types(&["p"]);
    terminal.sees("> Low");
    terminal.types(&["Escape"]);
    terminal.misses("> Low");
    terminal.types(&["Space"]);
    terminal.sees("Triage: 2 of 2");
    terminal.types(&["q"]);
    terminal.sees("exit 0");
    let ticket = shown(&world, first);
    assert_eq!((&ticket["assignee"], &ticket["priority"]), (&"ana@example.com".into(), &"high".into()));
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn whoever_names_no_ticket_chooses_one_by_a_part_of_its_title() {
    let world = World::with_desk();
    let [_, scanner] = ["Printer", "Scanner"].map(|title| file(&world, title, &[]));
    let Some(terminal) = Terminal::start(&world, "solve", &[("LANG", "es_ES.UTF-8")]) else { return };
    terminal.sees("Qué ticket");
    terminal.types(&["scan"]);
    terminal.types(&["Enter"]);
    terminal.sees("exit 0");
    assert_eq!(super::status(&world, &scanner), "solved");
}

#[test]
fn a_merge_is_shown_and_confirmed() {
    let world = World::with_desk();
    let [a, b] = ["Printer", "Scanner"].map(|title| file(&world, title, &[]));
    let before = state(&world);
    for (key, code) in [("n", "exit 3"), ("y", "exit 0")] {
        let Some(terminal) = Terminal::start(&world, &format!("merge {a} --into {b}"), &[]) else { return };
        let screen = terminal.sees("Merge them?");
        assert!(screen.contains(&format!("merged into: {b}")), "{screen}");
        assert_eq!(state(&world), before);
        terminal.types(&[key]);
        terminal.sees(code);
    }
    assert_eq!(super::status(&world, &a), "closed");
}

#[test]
fn whoever_names_neither_ticket_nor_person_chooses_both() {
    let world = World::with_desk();
    let [_, scanner] = ["Printer", "Scanner"].map(|title| file(&world, title, &[]));
    let Some(terminal) = Terminal::start(&world, "assign", &[]) else { return };
    terminal.sees("Which ticket");
    terminal.types(&["scan"]);
    terminal.types(&["Enter"]);
    terminal.sees("Who");
    terminal.types(&["ana"]);
    terminal.types(&["Enter"]);
    terminal.sees("exit 0");
    assert_eq!(shown(&world, &scanner)["assignee"], "ana@example.com");
    assert_eq!(world.desk(&["assign"]).fails(2).lines().next(), Some("error: <ID> is missing"));
}

#[test]
fn a_title_that_was_typed_is_said_again_when_the_text_is_not_written() {
    let world = World::with_desk();
    let Some(terminal) = Terminal::start(&world, "new", &[("GIT_EDITOR", "false")]) else { return };
    terminal.sees("Title");
    terminal.types(&["Printer is on fire", "Enter"]);
    let screen = terminal.sees("exit 4");
    assert!(screen.contains("the title was: Printer is on fire"), "{screen}");
}
