//! No English word of ours reaches a reader of Spanish: watched in every Spanish answer of the suite.

use super::Out;
use git_desk::render::words::Lang;
use std::ffi::OsStr;
use std::process::Command;
use std::sync::LazyLock;

/// Shorter texts may be part of another language's words.
const SHORTEST: usize = 12;

/// Texts of the English catalogue that the Spanish one does not have.
static ENGLISH: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spanish = Lang::Es.sources().concat();
    let texts = Lang::En.sources().iter().copied().flat_map(texts);
    texts
        .filter(|text| text.chars().count() >= SHORTEST && !spanish.contains(text))
        .map(str::to_owned)
        .collect()
});

/// What stands between the placeables of a Fluent source, line by line.
fn texts(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let value = match line.split_once(" = ") {
            Some((key, value)) if !key.starts_with(' ') => value,
            _ => line.split_once("] ").map_or(line, |(_, text)| text),
        };
        value.split(['{', '}']).step_by(2).map(str::trim)
    })
}

/// Fails when a command that was to speak Spanish said something in English.
#[track_caller]
pub fn watch(command: &Command, out: &Out) {
    let english = find(out).filter(|_| is_spanish(command));
    assert_eq!(english, None, "English in Spanish:\n{}{}", out.stdout, out.stderr);
}

fn find(out: &Out) -> Option<&'static str> {
    ENGLISH
        .iter()
        .map(String::as_str)
        .find(|text| out.stdout.contains(text) || out.stderr.contains(text))
}

/// `--lang es`, or `LANG=es…` without another wish. JSON is English in every language.
fn is_spanish(command: &Command) -> bool {
    let args: Vec<&OsStr> = command.get_args().collect();
    let is_json = args.iter().any(|a| ["--json", "json", "--format=json", "jsonl"].iter().any(|j| a == j));
    let wish = args.iter().position(|a| *a == "--lang").and_then(|at| args.get(at + 1));
    let lang = || command.get_envs().find(|(name, _)| *name == "LANG").and_then(|(_, value)| value);
    let starts = |value: &OsStr| value.to_string_lossy().starts_with("es");
    !is_json
        && command.get_program().to_string_lossy().ends_with("git-desk")
        && wish.map_or_else(|| lang().is_some_and(starts), |w| starts(w))
}

#[test]
fn english_in_a_spanish_answer_is_noticed() {
    assert!(ENGLISH.len() > 200, "{}", ENGLISH.len());
    let mut command = Command::new("git-desk");
    command.args(["list", "--lang", "es"]);
    let said = Out { code: 0, stdout: "No tickets here.\n".to_owned(), stderr: String::new() };
    assert!(is_spanish(&command));
    assert_eq!(find(&said), Some("No tickets here."));
}
