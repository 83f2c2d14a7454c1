//! Completion in the shells themselves: each is asked for what a person would see after the tab key.

use crate::support::World;
use std::path::Path;

/// A desk with one ticket; its id.
fn desk() -> (World, String) {
    let world = World::with_desk();
    let new = ["new", "Printer is on fire", "--tag", "office", "--json"];
    let id = world.desk(&new).json()["ticket"]["id"].as_str().expect("an id").to_owned();
    (world, id)
}

/// What a script prints in this shell; `None`, with a word, where there is no such shell.
fn run(world: &World, shell: &str, args: &[&str], script: &str) -> Option<String> {
    if world.command(&world.repo(), shell, &["--version"]).output().is_err() {
        eprintln!("skipped: there is no {shell}");
        return None;
    }
    let out = world.run_in(&world.repo(), shell, &[args, &[script]].concat(), "");
    assert_eq!(out.code, 0, "{shell}: {}{}", out.stdout, out.stderr);
    Some(out.stdout)
}

/// Bash fills `COMPREPLY` for this line, the cursor at its end. The line is cut as readline cuts it.
fn bash(world: &World, setup: &str, function: &str, line: &str) -> Option<Vec<String>> {
    let words: Vec<String> = line.split(' ').flat_map(cut).map(|word| format!("'{word}'")).collect();
    let script = format!(
        "{setup}\neval \"$(git-desk completions bash)\"\nCOMP_WORDS=({})\nCOMP_CWORD={}\nCOMP_LINE='{line}'\n\
         COMP_POINT={}\nCOMP_TYPE=9\n{function}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() - 1,
        line.len(),
    );
    let out = run(world, "bash", &["--norc", "-c"], &script)?;
    Some(out.lines().map(str::to_owned).collect())
}

/// A word broken at its colons: they are words of their own.
fn cut(word: &str) -> Vec<String> {
    match word.split_once(':') {
        Some((key, value)) => vec![key.to_owned(), ":".to_owned(), value.to_owned()],
        None => vec![word.to_owned()],
    }
}

#[test]
fn bash_completes_git_desk_by_itself() {
    let (world, id) = desk();
    let alone = |line: &str| bash(&world, "", "__git_desk_alone", line);
    let Some(found) = alone(&format!("git-desk show {}", &id[..3])) else { return };
    assert_eq!(found, [format!("{id} ")], "one whole word gets its space and nothing more");
    world.desk(&["new", "Second", "-q"]).ok();
    let both = alone("git-desk show ").unwrap_or_default();
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.contains(&format!("{id}  Printer is on fire")), "titles stand beside: {both:?}");
    assert_eq!(alone("git-desk reop").unwrap_or_default(), ["reopen "]);
    assert_eq!(alone("git-desk list status:pe").unwrap_or_default(), ["pending "], "what follows the colon");
    assert_eq!(alone("git-desk list -tag:o").unwrap_or_default(), ["office "]);
    assert_eq!(alone("git-desk list sta").unwrap_or_default(), ["status:"], "no space behind a key");
}

#[test]
fn bash_completes_git_desk_within_gits_own_completion() {
    const GIT: &str = "/usr/share/bash-completion/completions/git";
    if !Path::new(GIT).exists() {
        eprintln!("skipped: git's completion for bash is not at {GIT}");
        return;
    }
    let (world, id) = desk();
    let within = |line: &str| bash(&world, &format!(". {GIT}"), "__git_wrap__git_main", line);
    let Some(found) = within(&format!("git desk show {}", &id[..3])) else { return };
    assert_eq!(found, [format!("{id} ")]);
    assert_eq!(within("git desk list status:pe").unwrap_or_default(), ["pending "]);
    let elsewhere = format!("git -C {} desk show {}", world.repo().display(), &id[..3]);
    assert_eq!(within(&elsewhere).unwrap_or_default(), [format!("{id} ")]);
}

/// What zsh shows of a line after the tab key, in a terminal of its own: until `wanted` is there, or five
/// seconds have gone.
fn zsh(world: &World, line: &str, wanted: &str) -> Option<String> {
    let script = format!(
        "zmodload zsh/zpty
        zpty shell 'zsh -f -i'
        hear() {{
            out=
            for _ in {{1..100}}; do
                while zpty -r -t shell chunk; do out+=$chunk; done
                [[ $out == *$1* ]] && break
                sleep 0.05
            done
        }}
        zpty -w shell 'fpath=($HOME/../zfunc $fpath); autoload -Uz compinit; compinit -u -D; print re\"\"ady'
        hear ready
        zpty -w -n shell '{line}'$'\\t'
        hear {wanted}
        zpty -d shell
        print -r -- $out"
    );
    world.desk(&["completions", "zsh", "--out", "../zfunc"]).ok();
    run(world, "zsh", &["-f", "-c"], &script)
}

#[test]
fn zsh_completes_git_desk_and_git_desk_in_one_word() {
    let (world, id) = desk();
    for program in ["git desk", "git-desk"] {
        let Some(screen) = zsh(&world, &format!("{program} show {}", &id[..3]), &id) else { return };
        assert!(screen.contains(&id), "{screen}");
    }
}

#[test]
fn fish_completes_git_desk_and_git_desk_in_one_word() {
    let (world, id) = desk();
    for program in ["git desk", "git-desk"] {
        let script = format!("git-desk completions fish | source; complete -C'{program} show {}'", &id[..3]);
        let Some(found) = run(&world, "fish", &["-c"], &script) else { return };
        assert_eq!(found, format!("{id}\tPrinter is on fire\n"));
    }
}

#[test]
fn every_kind_of_word_is_completed_from_the_desk() {
    let (world, id) = desk();
    let more = ["--category", "pay/card", "--group", "web", "--brand", "shop", "--field", "floor=3"];
    world.desk(&[&["edit", &id][..], &more, &["-q"]].concat()).ok();
    world.desk(&["view", "save", "mine-and-late", "assignee:me", "due<now"]).ok();
    let found = |words: &[&str]| -> Vec<String> {
        let mut command = world.command(&world.repo(), env!("CARGO_BIN_EXE_git-desk"), &["--", "git-desk"]);
        let out = command.args(words).env("COMPLETE", "fish").output().expect("it runs");
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        text.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    for (words, expected) in [
        (&["new", "x", "--category", ""][..], "pay/card"),
        (&["new", "x", "--group", "w"], "web"),
        (&["new", "x", "--brand", ""], "shop"),
        (&["new", "x", "--tag", ""], "office"),
        (&["new", "x", "--field", ""], "floor="),
        (&["new", "x", "--status", "o"], "open"),
        (&["tag", &id, "+o"], "+office"),
        (&["list", "assignee:m"], "assignee:me"),
        (&["list", "category:"], "category:pay/card"),
        (&["list", "--sort", "-c"], "-created"),
        (&["link", &id, "--as", "blocked"], "blocked-by"),
        (&["assign", &id, "ana@"], "ana@example.com"),
        (&["merge", &id, "--into", &id[..2]], &id),
        (&["list", "--view", "una"], "unassigned"),
        (&["view", "mi"], "mine-and-late"),
        (&["schema", "reques"], "requester"),
    ] {
        assert_eq!(found(words).first().map(String::as_str), Some(expected), "{words:?}");
    }
    assert_eq!(found(&["show", "not-an-id"]), [""; 0]);
}

#[test]
fn those_still_to_be_done_come_first_and_for_reopen_those_that_are_done() {
    let (world, open) = desk();
    let new = world.desk(&["new", "Done", "--json"]).json();
    let done = new["ticket"]["id"].as_str().expect("an id").to_owned();
    world.desk(&["solve", &done, "-m", "x", "-q"]).ok();
    let first = |verb: &str| {
        let line = ["--", "git-desk", verb, ""];
        let mut command = world.command(&world.repo(), env!("CARGO_BIN_EXE_git-desk"), &line);
        let out = command.env("COMPLETE", "fish").output().expect("it runs");
        String::from_utf8(out.stdout)
            .expect("UTF-8")
            .split('\t')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!([first("solve"), first("reopen")], [open, done]);
}

#[test]
fn without_a_desk_verbs_are_completed_and_nothing_is_said() {
    let world = World::new();
    let mut command = world.command(world.root(), env!("CARGO_BIN_EXE_git-desk"), &["--", "git-desk", "show", ""]);
    let out = command.env("COMPLETE", "fish").output().expect("it runs");
    assert!(out.status.success() && out.stderr.is_empty());
}
