//! What is said of a command line that cannot be read. Clap never prints: its kinds and contexts are
//! worded here.

use super::args::Misuse;
use super::localise::value_name;
use super::values::{BadValue, Format};
use crate::domain::ticket::id;
use crate::kit::escape;
use crate::render::words::Words;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::cmp::Reverse;

/// A usage error in words: what is wrong, and what mends it. Exit 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    pub message: String,
    pub hint: String,
}

/// Words a misuse. `verb` is the one that was meant, when it can be told.
pub fn usage(misuse: &Misuse, verb: Option<&str>, words: &Words) -> Usage {
    let (message, hint) = match misuse {
        Misuse::Clap(error) => of_clap(error, words),
        Misuse::TwoFormats => {
            let args = [("flag", "--json".into()), ("others", "'--format'".into())];
            (words.with("cli-usage-conflict", &args), Some(words.say("cli-usage-hint-one")))
        }
        Misuse::NoSuchFormat { given, formats } => {
            let names: Vec<&str> = formats.iter().copied().map(Format::as_str).collect();
            (bad_value(words, given.as_str(), "--format"), Some(hint_values(words, &names)))
        }
        Misuse::MissingLast(value) => (missing(words, &[format!("<{}>", value_name(value, words))]), None),
    };
    // What was typed may come from a stranger, by way of a script.
    let harmless = |text: String| escape::visible(&text).into_owned();
    let (message, hint) = (harmless(message), hint.map(harmless));
    Usage { message, hint: hint.unwrap_or_else(|| hint_help(verb, words)) }
}

fn of_clap(error: &clap::Error, words: &Words) -> (String, Option<String>) {
    let text = |kind| texts(error, kind).into_iter().next().unwrap_or_default();
    let flag = flag_name(&text(ContextKind::InvalidArg));
    match error.kind() {
        ErrorKind::UnknownArgument => unknown(words, &flag, similar(error, ContextKind::SuggestedArg, words)),
        ErrorKind::InvalidSubcommand => unknown_verb(words, &text(ContextKind::InvalidSubcommand), error),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => invalid_value(words, &flag, error),
        ErrorKind::MissingRequiredArgument => (missing(words, &texts(error, ContextKind::InvalidArg)), None),
        ErrorKind::TooManyValues => (words.with("cli-usage-value-unwanted", &[("flag", (&flag).into())]), None),
        ErrorKind::ArgumentConflict => {
            let quoted = |other: &String| format!("'{}'", flag_name(other));
            let others: Vec<String> = texts(error, ContextKind::PriorArg).iter().map(quoted).collect();
            let args = [("flag", flag.into()), ("others", others.join(", ").into())];
            (words.with("cli-usage-conflict", &args), Some(words.say("cli-usage-hint-one")))
        }
        ErrorKind::InvalidUtf8 => (words.say("cli-usage-not-utf8"), None),
        _ => (words.say("cli-usage-unclear"), None),
    }
}

fn unknown(words: &Words, word: &str, similar: Option<String>) -> (String, Option<String>) {
    if word.starts_with('-') {
        (words.with("cli-usage-unknown-flag", &[("flag", word.into())]), similar)
    } else {
        let message = words.with("cli-usage-unexpected-word", &[("word", word.into())]);
        (message, Some(words.say("cli-usage-hint-quote")))
    }
}

/// Nobody's verb: most like another one, or else perhaps the id of a ticket.
fn unknown_verb(words: &Words, verb: &str, error: &clap::Error) -> (String, Option<String>) {
    let number = verb.trim_start_matches('#');
    let id = id::read_prefix(number).filter(|_| verb.contains(|c: char| c.is_ascii_digit()));
    let show = || id.map(|_| words.with("cli-usage-hint-show", &[("id", number.into())]));
    let hint = similar(error, ContextKind::SuggestedSubcommand, words).or_else(show);
    (words.with("cli-usage-unknown-verb", &[("verb", verb.into())]), hint)
}

fn invalid_value(words: &Words, flag: &str, error: &clap::Error) -> (String, Option<String>) {
    use std::error::Error;
    let value = texts(error, ContextKind::InvalidValue).into_iter().next().unwrap_or_default();
    let blank = error.source().is_some_and(|e| matches!(e.downcast_ref(), Some(BadValue::Blank)));
    let message = match value.as_str() {
        _ if blank => words.with("cli-usage-missing-value", &[("flag", flag.into())]),
        "" => words.with("cli-usage-missing-value", &[("flag", flag.into())]),
        value => bad_value(words, value, flag),
    };
    let values = texts(error, ContextKind::ValidValue);
    let hint = if !values.is_empty() {
        Some(hint_values(words, &values))
    } else if error.source().is_some_and(|e| matches!(e.downcast_ref(), Some(BadValue::NoDuration))) {
        Some(words.say("cli-usage-hint-duration"))
    } else if error.source().is_some_and(|e| matches!(e.downcast_ref(), Some(BadValue::NotAPair))) {
        Some(words.say("cli-usage-hint-pair"))
    } else if error.source().is_some_and(|e| e.is::<std::num::ParseIntError>()) {
        Some(words.say("cli-usage-hint-number"))
    } else {
        None
    };
    (message, hint)
}

fn bad_value(words: &Words, value: &str, flag: &str) -> String {
    words.with("cli-usage-bad-value", &[("value", value.into()), ("flag", flag.into())])
}

fn hint_values(words: &Words, values: &[impl AsRef<str>]) -> String {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    words.with("cli-usage-hint-values", &[("values", values.join(", ").into())])
}

fn missing(words: &Words, values: &[String]) -> String {
    words.with("cli-usage-missing", &[("count", values.len().into()), ("values", values.join(", ").into())])
}

fn hint_help(verb: Option<&str>, words: &Words) -> String {
    match verb {
        Some(verb) => words.with("cli-usage-hint-verb", &[("verb", verb.into())]),
        None => words.say("cli-usage-hint-verbs"),
    }
}

fn similar(error: &clap::Error, kind: ContextKind, words: &Words) -> Option<String> {
    let typed = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg]
        .into_iter()
        .find_map(|k| texts(error, k).pop());
    let typed = typed.unwrap_or_default();
    // Clap guesses by common letters; the nearest of its guesses is the one with the fewest slips, and of
    // two the longer: `list` rather than `ls`.
    let best = texts(error, kind)
        .into_iter()
        .min_by_key(|guess| (strsim::osa_distance(guess, &typed), Reverse(guess.len())))?;
    Some(words.with("cli-usage-hint-similar", &[("similar", best.into())]))
}

/// `--limit <N>` as it is typed: `--limit`. A value that has no flag is named as one: `[ID]...` is `<ID>`.
fn flag_name(arg: &str) -> String {
    let value = arg.trim_end_matches("...").strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match (arg.split_once(' '), value) {
        (Some((flag, _)), _) if flag.starts_with('-') => flag.to_owned(),
        (_, Some(name)) => format!("<{name}>"),
        _ => arg.to_owned(),
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}
