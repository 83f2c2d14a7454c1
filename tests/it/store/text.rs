//! Text on its way from the command line to the blob and back: the same, character for character.

use super::{DESK, desk_as, file, id_of, kind, path_of, script, ticket, titles};
use crate::support::{Out, World};
use std::io::Read;
use std::process::Stdio;

/// Texts that formats, shells and terminals get wrong.
#[expect(clippy::too_many_lines, reason = "a list of texts")]
fn nasty() -> Vec<String> {
    let mut texts: Vec<String> = [
        "no",
        "yes",
        "null",
        "~",
        "true",
        "1e3",
        "0x1F",
        "007",
        "1_000",
        "12:30:45",
        "2026-11-20",
        "1.0",
        ".inf",
        "-",
        "?",
        ":",
        "- a",
        "a: b",
        "# no comment",
        "a #b",
        "'",
        "\"",
        "\\",
        "\\n",
        "|",
        ">",
        "|-",
        "%YAML",
        "---",
        "...",
        "--- a\n...",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "@a",
        "`a",
        "{a}",
        "[a",
        "{{ a }}",
        "a,b",
        "=",
        "<<",
        "<<: *a",
        "+a",
        "-tag:ci",
        " leading",
        "trailing ",
        "  both  ",
        "a\n\n\nb",
        "\n\nfirst lines empty",
        " indented first\nthen not",
        "\tTab first",
        "a\tb",
        "trailing blank \nnext",
        "trailing tab\t\nnext",
        "ends with lines\n\n",
        "\n",
        "a\n ",
        "lone\rCR",
        "a\u{b}b",
        "\u{1b}[31mred\u{1b}[0m",
        "\u{1b}]0;title\u{7}",
        "bell\u{7}",
        "\u{7f}",
        "\u{85}",
        "\u{9b}31m",
        "\u{2028}line\u{2029}para",
        "\u{feff}bom",
        "zero\u{200b}width",
        "e\u{301} ≠ é",
        "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "שלום abc",
        "\u{202e}gnp.exe",
        "مرحبا",
        "漢字",
        "ñÑ¿¡",
        "\u{fffd}",
        "\u{e000}",
        "\u{10ffff}",
        "Ticket: k39fq2m7xd\nStatus: a -> b",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x",
        "# ------------------------ >8 ------------------------\nbelow",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("long line ".repeat(10_000));
    texts.push("a line\n".repeat(15_000));
    texts.push("x\u{301}".repeat(50_000));
    texts
}

fn texts_of(world: &World, id: &str) -> Vec<String> {
    let shown = ticket(world, id);
    let messages = shown["messages"].as_array().expect("messages").iter();
    messages.map(|m| m["text"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn every_text_comes_back_as_it_was_given() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let given: Vec<String> = nasty().into_iter().filter(|text| !text.trim().is_empty()).collect();
    for text in &given {
        // The operating system has a limit for one argument.
        let out = match text.len() {
            0..100_000 => world.desk(&["note", &id, "-m", text]),
            _ => world.desk_with(&["note", &id, "-F", "-"], &format!("{text}\n")),
        };
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{:?}", text.chars().take(60).collect::<String>());
    }
    let mut back = texts_of(&world, &id);
    let mut wanted = given.clone();
    back.sort();
    wanted.sort();
    assert_eq!(back.len(), wanted.len());
    for (back, wanted) in back.iter().zip(&wanted) {
        assert!(back == wanted, "{:.80?} became {:.80?}", wanted, back);
    }
    // The same from the branch, read by git: nothing but text, no carriage return that was not typed.
    let blob = world.git(&["show", &format!("tickets:{}", path_of(&id))]);
    assert!(!blob.contains('\r') && !blob.contains('\u{1b}'));
    world.fsck();
}

#[test]
fn single_values_come_back_as_they_were_given() {
    let world = World::with_desk();
    for (n, value) in nasty().iter().filter(|v| !v.trim().is_empty() && v.len() < 1000).enumerate() {
        let (field, category) = (format!("--field=note={value}"), format!("--category={value}"));
        let seed = format!("seed {n}");
        let out = desk_as(&world, &[("GIT_DESK_SEED", &seed)], &["new", "A ticket", &field, &category, "--json"]);
        let shown = ticket(&world, &id_of(out));
        assert_eq!(shown["fields"]["note"], **value, "{value:?}");
        assert_eq!(shown["category"], **value, "{value:?}");
    }
}

#[test]
fn nothing_of_a_text_reaches_the_terminal_raw() {
    let world = World::with_desk();
    let evil = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}x\r\u{0b}";
    let id = file(&world, &[&format!("Title {evil}"), "-m", evil, "--category", evil, "--tag", evil]);
    for verb in [
        &["list"][..],
        &["show", &id],
        &["log", &id],
        &[],
        &["list", "--format", "csv"],
        &["list", "--format", "markdown"],
        &["show", &id, "--format", "markdown"],
        &["note", &id, "-m", evil],
        &["list", evil],
        &["show", evil],
        &["status", &id, evil],
        &["--ref", evil, "list"],
        &["-C", evil, "list"],
        &["list", &format!("status:{evil}")],
        &["edit", &id, "--unset", evil],
        &[evil],
    ] {
        let out = world.desk(&[&["--color", "always"], verb].concat());
        for (stream, text) in [("stdout", &out.stdout), ("stderr", &out.stderr)] {
            // Our own colours are the only sequences.
            let bare = text.replace("\u{1b}[", "");
            let is_csv = verb.contains(&"csv") && stream == "stdout";
            let raw = bare
                .chars()
                .find(|c| c.is_control() && *c != '\n' && !(is_csv && *c == '\r') || *c == '\u{202e}');
            assert_eq!(raw, None, "{stream} of {verb:?}: {text:?}");
        }
    }
}

#[test]
fn lines_end_with_lf_whatever_was_typed() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "a\r\nb\r\n"]);
    assert_eq!(texts_of(&world, &id), ["a\nb\n"]);
    let blob = world.git(&["show", &format!("tickets:{}", path_of(&id))]);
    assert!(!blob.contains('\r'));
}

#[test]
fn several_messages_are_paragraphs_and_files_lose_only_the_end_of_their_last_line() {
    let world = World::with_desk();
    let text = world.root().join("text");
    std::fs::write(&text, "from a file \r\n\r\n").expect("a file");
    let one = file(&world, &["One", "-m", "a", "-m", "b"]);
    let two = file(&world, &["Two", "-F", text.to_str().expect("UTF-8")]);
    let three = id_of(world.desk_with(&["new", "Three", "-F", "-", "--json"], "from\nstdin"));
    assert_eq!(texts_of(&world, &one), ["a\n\nb"]);
    assert_eq!(texts_of(&world, &two), ["from a file \n"]);
    assert_eq!(texts_of(&world, &three), ["from\nstdin"]);
}

#[test]
fn a_file_that_is_no_text_or_not_there_is_named() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let latin = world.root().join("latin");
    std::fs::write(&latin, b"ma\xf1ana").expect("a file");
    for (path, expected) in
        [(latin.as_path(), "not-utf8"), (world.root(), "unreadable"), ("/no/such".as_ref(), "unreadable")]
    {
        let path = path.to_str().expect("UTF-8");
        let out = world.desk(&["note", &id, "-F", path, "--json"]);
        assert_eq!((out.code, kind(&out).as_str()), (4, expected), "{path}");
        assert!(out.stderr.contains(path), "{}", out.stderr);
    }
    let empty = world.desk_with(&["note", &id, "-F", "-", "--json"], "\n \n");
    assert_eq!((empty.code, kind(&empty).as_str()), (2, "empty-text"));
    assert_eq!(texts_of(&world, &id), Vec::<String>::new());
}

#[test]
fn a_text_over_the_limit_is_refused_and_kept() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let text = "x".repeat((1 << 20) + 1);
    let out = world.desk_with(&["note", &id, "-F", "-", "--json"], &text);
    assert_eq!((out.code, kind(&out).as_str()), (4, "too-large"));
    assert_eq!(kept(&out), text);
    // A second failure keeps its own text beside the first.
    let again = world.desk_with(&["note", &id, "-F", "-", "--json"], &format!("{text}2"));
    assert_eq!((kept(&out), kept(&again)), (text.clone(), format!("{text}2")));
}

/// The text that an error says it kept.
#[track_caller]
fn kept(out: &Out) -> String {
    let error: serde_json::Value = serde_json::from_str(&out.stderr).expect("an error is JSON");
    let path = error["error"]["kept"]
        .as_str()
        .unwrap_or_else(|| panic!("nothing was kept: {}", out.stderr));
    std::fs::read_to_string(path).expect("the file is there")
}

#[test]
fn a_text_from_standard_input_is_kept_whatever_goes_wrong_after_reading_it() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let fails = |dir: &std::path::Path, args: &[&str], expected: &str| {
        let out = world.run_in(dir, DESK, &[args, &["-F", "-", "--json"]].concat(), "typed for an hour");
        assert_eq!(kind(&out), expected, "{args:?}");
        assert_eq!(kept(&out), "typed for an hour", "{args:?}");
    };
    fails(&world.repo(), &["new", "x", "--until", "never"], "bad-time");
    fails(&world.repo(), &["new", "x", "--status", "nonsense"], "unknown-status");
    fails(&world.repo(), &["solve", "zzzz"], "unknown-ticket");
    fails(&world.repo(), &["status", &id, "pending", "--until", "never"], "bad-time");
    fails(&world.root().join("home"), &["new", "x"], "not-a-repository");
    let fresh = World::new();
    fails(&fresh.repo(), &["new", "x"], "no-desk");
}

/// git-desk on a terminal of its own, with this editor.
fn on_a_terminal(world: &World, editor: &str, args: &[&str]) -> Option<(bool, String)> {
    let tried = std::process::Command::new("script").arg("--version").output();
    if !tried.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: no script(1) here");
        return None;
    }
    let quoted: Vec<String> = args.iter().map(|a| format!("'{a}'")).collect();
    let line = format!("'{DESK}' {}", quoted.join(" "));
    let mut command = world.command(&world.repo(), "script", &["-qec", &line, "/dev/null"]);
    let out = command
        .env_remove("CI")
        .env("TERM", "dumb")
        .env("GIT_EDITOR", editor)
        .stdin(Stdio::null())
        .output();
    let out = out.expect("script");
    Some((out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned()))
}

fn editor(world: &World, name: &str, body: &str) -> String {
    let path = world.root().join(name);
    script(&path, body);
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn the_editor_writes_a_message_and_an_aborted_one_writes_nothing() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let writes = editor(
        &world,
        "writes",
        r#"printf 'from the editor \r\n# kept\n' > "$1.new"; cat "$1" >> "$1.new"; mv "$1.new" "$1""#,
    );
    let Some((done, said)) = on_a_terminal(&world, &writes, &["reply", &id]) else { return };
    assert!(done, "{said}");
    assert_eq!(texts_of(&world, &id), ["from the editor \n# kept"]);
    let aborts = editor(&world, "aborts", r#": > "$1""#);
    let (done, said) = on_a_terminal(&world, &aborts, &["reply", &id]).expect("a terminal");
    assert!(!done && said.contains("nothing was written"), "{said}");
    let (done, _) = on_a_terminal(&world, "true", &["reply", &id]).expect("a terminal");
    assert!(!done);
    assert_eq!(texts_of(&world, &id).len(), 1);
}

#[test]
fn an_editor_that_fails_keeps_the_text_and_names_the_file() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let fails = editor(&world, "fails", r#"echo 'half a thought' > "$1"; exit 7"#);
    let Some((done, said)) = on_a_terminal(&world, &fails, &["reply", &id]) else { return };
    assert!(!done && said.contains("MESSAGE.md"), "{said}");
    let dir = std::fs::read_dir(world.repo().join(".git/desk")).expect("a directory").flatten();
    let kept: Vec<String> = dir
        .filter(|e| e.path().extension().is_some_and(|x| x == "md"))
        .map(|e| std::fs::read_to_string(e.path()).expect("a text"))
        .collect();
    assert_eq!(kept, ["half a thought\n"]);
    let (done, said) = on_a_terminal(&world, "/no/such/editor", &["reply", &id]).expect("a terminal");
    assert!(!done && said.contains("/no/such/editor"), "{said}");
}

#[test]
fn a_ticket_edited_as_a_whole_is_taken_or_refused_with_line_and_column() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "text"]);
    let edits = editor(&world, "edits", r#"sed -i 's/^title: .*/title: Edited/' "$1""#);
    let Some((done, said)) = on_a_terminal(&world, &edits, &["edit", &id]) else { return };
    assert!(done, "{said}");
    assert_eq!(titles(&world, &world.repo()), ["Edited"]);
    let tip = world.git(&["rev-parse", "tickets"]);
    let breaks = editor(&world, "breaks", r#"sed -i 's/^title: .*/title: [broken/' "$1""#);
    let (done, said) = on_a_terminal(&world, &breaks, &["edit", &id]).expect("a terminal");
    assert!(!done && said.contains("line ") && said.contains("column "), "{said}");
    assert!(said.contains("your text is in"), "{said}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let world = World::with_desk();
    for n in 0..3 {
        file(&world, &[&format!("{n} {}", "long title ".repeat(6_000)), "-m", "x"]);
    }
    for format in ["table", "json", "csv", "yaml"] {
        let mut command = world.command(&world.repo(), DESK, &["list", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("git-desk");
        let mut first = [0; 10];
        child.stdout.take().expect("stdout").read_exact(&mut first).expect("ten bytes");
        let out = child.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{format}");
        assert_eq!(out.status.code(), Some(0), "{format}");
    }
}
