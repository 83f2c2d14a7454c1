//! What people type in an editor is never lost: the file is named, and how to go on with it.

use super::prompts::Terminal;
use super::{file, shown, state};
use crate::support::World;

/// Writes a sentence where the text belongs, and fails.
const BREAKS: &str = "breaks() { echo 'half a sentence' > \"$1\"; return 1; }; breaks";

/// The verbs that open an editor.
fn lines(id: &str) -> [String; 4] {
    [format!("reply {id}"), format!("note {id}"), format!("escalate {id} --to network"), format!("edit {id}")]
}

/// Files that were kept.
fn kept(world: &World) -> Vec<String> {
    let files = std::fs::read_dir(world.repo().join(".git/desk")).into_iter().flatten().flatten();
    let names = files.map(|f| f.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains('-')).collect()
}

#[test]
fn an_editor_that_breaks_names_the_file_and_the_way_on() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    for line in lines(&id) {
        let before = state(&world);
        let Some(terminal) = Terminal::start(&world, &line, &[("GIT_EDITOR", BREAKS)]) else { return };
        let screen = terminal.sees("exit 4");
        assert!(screen.contains("error: the editor “breaks() {"), "{screen}");
        assert!(screen.contains("hint: choose another editor with GIT_EDITOR"), "{screen}");
        let path = screen.lines().find_map(|l| l.strip_prefix("your text is in ")).expect("a path");
        assert!(screen.contains("to go on with it"), "{line}: {screen}");
        let text = std::fs::read_to_string(world.repo().join(path)).expect("the file is there");
        assert_eq!(text, "half a sentence\n");
        assert_eq!(state(&world), before);
        if !line.starts_with("edit") {
            let words: Vec<&str> = line.split(' ').chain(["-F", path]).collect();
            world.desk(&words).ok();
            let messages = shown(&world, &id)["messages"].clone();
            let last = messages.as_array().and_then(|all| all.last()).expect("a message");
            assert_eq!(last["text"], "half a sentence");
        }
    }
}

#[test]
fn an_editor_that_does_nothing_leaves_nothing_behind() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let before = state(&world);
    for line in lines(&id) {
        let Some(terminal) = Terminal::start(&world, &line, &[("GIT_EDITOR", "false")]) else { return };
        let screen = terminal.sees("exit 4");
        assert!(screen.contains("error: the editor “false” failed\nhint: choose"), "{screen}");
        drop(terminal);
        let Some(terminal) = Terminal::start(&world, &line, &[("GIT_EDITOR", "true")]) else { return };
        let (code, told) = if line.starts_with("edit") { (0, "unchanged") } else { (3, "nothing was written") };
        let screen = terminal.sees(&format!("exit {code}"));
        assert!(screen.contains(told), "{screen}");
    }
    assert_eq!((state(&world), kept(&world)), (before, Vec::new()));
}

#[test]
fn a_ticket_that_cannot_be_taken_is_kept_and_goes_on_from_its_file() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let broken = [("GIT_EDITOR", "sed -i s/status:/stat:/"), ("LANG", "es_ES.UTF-8")];
    let Some(terminal) = Terminal::start(&world, &format!("edit {id}"), &broken) else { return };
    let screen = terminal.sees("exit 4");
    let path = screen
        .lines()
        .find_map(|l| l.strip_prefix("el texto está en "))
        .expect("a path")
        .to_owned();
    let again = format!("GIT_EDITOR=\"cp {path}\" git desk edit ID");
    assert!(screen.replace('\n', "").contains(&again), "{screen}");
    drop(terminal);
    let text = std::fs::read_to_string(world.repo().join(&path)).expect("the file is there");
    let mended = text.replace("stat:", "status:").replace("Printer", "Plotter");
    std::fs::write(world.repo().join(&path), mended).expect("the file can be written");
    let editor = format!("cp {path}");
    let Some(terminal) = Terminal::start(&world, &format!("edit {id}"), &[("GIT_EDITOR", &editor)]) else { return };
    terminal.sees("exit 0");
    assert_eq!(shown(&world, &id)["title"], "Plotter");
}

#[test]
fn a_status_typed_into_the_file_is_entered_as_by_a_verb() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    let editor = [("GIT_EDITOR", "sed -i 's/status: new/status: solved/'")];
    let Some(terminal) = Terminal::start(&world, &format!("edit {id}"), &editor) else { return };
    terminal.sees("exit 0");
    let ticket = shown(&world, &id);
    assert_eq!((&ticket["status"], &ticket["assignee"]), (&"solved".into(), &"ana@example.com".into()));
    world.desk(&["check", "--strict"]).ok();
}
