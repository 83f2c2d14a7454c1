//! `doctor`: what git-desk needs here, whether it is there, and what to do where it is not.

use crate::cli::commands::man;
use crate::cli::context::Context;
use crate::cli::docs;
use crate::cli::error::{NO, OK, describe};
use crate::cli::shells;
use crate::cli::values::Format;
use crate::desk::{State, Symptom};
use crate::domain::time::zone::tzdb_version;
use crate::kit::escape::one_line;
use crate::render::answers::SymptomView;
use crate::render::style::Label;
use crate::render::words::{Lang, Words};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {}

pub fn run(ctx: &Context, _: &Args) -> Result<u8> {
    let mut found = match ctx.desk() {
        Ok(desk) => desk.doctor(),
        // Outside a repository the rest can still be looked at.
        Err(error) => {
            let why = describe(&error, ctx.words).message(ctx.words);
            vec![Symptom::new("repository", State::Fault, "repository-missing", why)]
        }
    };
    found.push(Symptom::ok("time-zones", "time-zones", tzdb_version().unwrap_or_default()));
    found.extend([program(ctx), pages(ctx), completions(ctx)]);
    let worst = found.iter().map(|symptom| symptom.state).max().unwrap_or(State::Ok);
    if ctx.global.format() == Some(Format::Json) {
        let words = Words::new(Lang::En);
        ctx.print_json("doctor", found.iter().map(|s| view(s, &words)).collect::<Vec<_>>())?;
    } else {
        let lines: String = found.iter().map(|symptom| line(symptom, ctx)).collect();
        ctx.page(&lines)?;
        ctx.print_line(&ctx.words.say(match worst {
            State::Ok => "doctor-well",
            State::Warning => "doctor-worth-a-look",
            State::Fault => "doctor-ill",
        }))?;
    }
    Ok(if worst == State::Fault { NO } else { OK })
}

fn told(symptom: &Symptom, words: &Words) -> (String, Option<String>) {
    let args = [("found", one_line(&symptom.found).into_owned().into())];
    let hint = format!("doctor-hint-{}", symptom.kind);
    let hint = words.has(&hint).then(|| words.with(&hint, &args));
    (words.with(&format!("doctor-{}", symptom.kind), &args), hint)
}

fn view(symptom: &Symptom, words: &Words) -> SymptomView {
    let (message, hint) = told(symptom, words);
    let found = one_line(&symptom.found).into_owned();
    SymptomView { check: symptom.check, state: symptom.state.as_str(), kind: symptom.kind, found, message, hint }
}

/// One line, and one more for what mends it.
fn line(symptom: &Symptom, ctx: &Context) -> String {
    let (message, hint) = told(symptom, ctx.words);
    let (mark, label) = match symptom.state {
        State::Ok => ("✓", Label::Done),
        State::Warning => ("!", Label::Warning),
        State::Fault => ("✗", Label::Error),
    };
    let mark = ctx.style().paint(label, mark);
    let hint = hint.map(|hint| format!("    {hint}\n")).unwrap_or_default();
    format!("{mark} {message}\n{hint}")
}

/// Whether git finds the program, so that `git desk` works.
fn program(ctx: &Context) -> Symptom {
    let path = ctx.around.variable("PATH").unwrap_or_default();
    let here = std::env::split_paths(&path).map(|dir| dir.join("git-desk")).find(|file| file.is_file());
    match here {
        Some(file) => Symptom::ok("program", "program", file.display()),
        None => Symptom::new("program", State::Warning, "program-not-found", ""),
    }
}

/// Whether the manual pages are where `man` looks, and are this program's.
fn pages(ctx: &Context) -> Symptom {
    let page = docs::man_pages(&Words::new(Lang::En)).into_iter().next();
    let (Some(dir), Some((name, text))) = (man::personal(ctx), page) else {
        return Symptom::new("man", State::Warning, "man-missing", "");
    };
    let path = dir.join(docs::man_section(Lang::En)).join(name);
    match fs::read(&path) {
        Ok(found) if found == text => Symptom::ok("man", "man", path.display()),
        Ok(_) => Symptom::new("man", State::Warning, "man-stale", path.display()),
        Err(_) => Symptom::new("man", State::Warning, "man-missing", ""),
    }
}

/// Whether the person's shell completes `git desk`, as far as files tell.
fn completions(ctx: &Context) -> Symptom {
    let shell = ctx.around.variable("SHELL").unwrap_or_default();
    let shell = Path::new(&shell)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let home = ctx.around.variable("HOME").map(PathBuf::from).unwrap_or_default();
    let script = shells::completion_script(&shell);
    let (Some((name, text)), Some(dir)) = (script, completion_dir(&shell, &home)) else {
        return Symptom::ok("completions", "completions-unknown", shell);
    };
    match fs::read(dir.join(name)).or_else(|_| fs::read(dir.join("git-desk"))) {
        Ok(found) if found == text.as_bytes() => Symptom::ok("completions", "completions", shell),
        Ok(_) => Symptom::new("completions", State::Warning, "completions-stale", shell),
        Err(_) => Symptom::new("completions", State::Warning, "completions-missing", shell),
    }
}

/// Where a person's own completions are; zsh has no such place by itself.
fn completion_dir(shell: &str, home: &Path) -> Option<PathBuf> {
    match shell {
        "bash" => Some(home.join(".local/share/bash-completion/completions")),
        "fish" => Some(home.join(".config/fish/completions")),
        _ => None,
    }
}
