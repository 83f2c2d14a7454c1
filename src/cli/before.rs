//! The short pass over the command line before clap.
//!
//! Clap takes every word with a leading hyphen for a flag, but `-tag:ci` in a query is a negated
//! term. Such words are marked, and the query's value parser takes the mark off again, so that they
//! keep their place among the other terms. `+a` after `tag` becomes `--add=a`.

use clap::{Arg, Command};
use std::convert::Infallible;
use std::ffi::{OsStr, OsString};

/// No word of a real command line holds this character.
const MARK: char = '\0';

/// The verbs that take a query.
const QUERIES: [&str; 6] = ["list", "report", "export", "view", "search", "sla"];

/// The command line as clap shall see it; the first word is the program.
pub fn prepare(args: &[OsString], grammar: &Command) -> Vec<OsString> {
    let mut args = args.to_vec();
    let Some(place) = verb_place(&args, grammar) else {
        return args;
    };
    let verb = grammar.find_subcommand(&args[place]).map_or("", Command::get_name);
    let rewrite: fn(&str) -> Option<String> = match verb {
        "tag" => added_tag,
        verb if QUERIES.contains(&verb) => marked,
        _ => return args,
    };
    for word in args[place + 1..].iter_mut().take_while(|word| *word != "--") {
        if let Some(new) = word.to_str().and_then(rewrite) {
            *word = new.into();
        }
    }
    args
}

/// The verb that the command line names, an alias resolved, or the first word in its place.
pub fn verb(args: &[OsString], grammar: &Command) -> Option<String> {
    grammar.find_subcommand(verb_word(args, grammar)?).map(|verb| verb.get_name().to_owned())
}

/// The word in the place of the verb. The grammar needs to know the flags that may stand before it.
pub fn verb_word<'a>(args: &'a [OsString], grammar: &Command) -> Option<&'a OsStr> {
    args.get(verb_place(args, grammar)?).map(OsString::as_os_str)
}

/// Whether JSON was asked for, as far as can be told from a command line that clap refuses.
pub fn wants_json(args: &[OsString]) -> bool {
    let words = || args.iter().skip(1).take_while(|word| *word != "--");
    let pair = |(flag, value): (&OsString, &OsString)| flag == "--format" && value == "json";
    words().any(|word| word == "--json" || word == "--format=json") || words().zip(words().skip(1)).any(pair)
}

/// Takes the mark of a negated term off.
pub fn unmark(word: &str) -> Result<String, Infallible> {
    Ok(word.strip_prefix(MARK).unwrap_or(word).to_owned())
}

/// Where the verb stands: the first word that is neither a flag nor a flag's value.
fn verb_place(args: &[OsString], grammar: &Command) -> Option<usize> {
    let mut place = 1;
    while let Some(word) = args.get(place) {
        match word.to_str() {
            Some("--") => return None,
            Some(flag) if flag.starts_with('-') && flag.len() > 1 => {
                place += if takes_next(flag, grammar) { 2 } else { 1 };
            }
            _ => return Some(place),
        }
    }
    None
}

/// Whether the value of a flag is the next word.
fn takes_next(flag: &str, grammar: &Command) -> bool {
    let valued = |arg: &&Arg| arg.get_action().takes_values();
    let find = |wanted: &dyn Fn(&Arg) -> bool| grammar.get_arguments().filter(valued).any(wanted);
    match flag.strip_prefix("--") {
        Some(long) => find(&|arg| arg.get_long() == Some(long)),
        // In `-qC`, the last letter takes the next word; in `-Cdir` the value is there already.
        None => {
            let valued = |letter: char| find(&|arg| arg.get_short() == Some(letter));
            flag[1..].find(valued).is_some_and(|at| flag[1 + at..].chars().count() == 1)
        }
    }
}

/// `-key:…`, `-key<…`, `-(`, `-"…`: a term that a query negates.
fn marked(word: &str) -> Option<String> {
    let term = word.strip_prefix('-')?;
    let negated = term.starts_with(['(', '"']) || has_key(term);
    negated.then(|| format!("{MARK}{word}"))
}

/// A key of the query language and an operator. No key has one letter, so that `-o=x` stays a flag.
fn has_key(term: &str) -> bool {
    let Some(end) = term.find([':', '<', '>', '=', '!']) else {
        return false;
    };
    let (key, dotted) = term[..end].split_once('.').unwrap_or((&term[..end], "x"));
    key.len() > 1 && key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !dotted.is_empty()
}

fn added_tag(word: &str) -> Option<String> {
    word.strip_prefix('+').filter(|tag| !tag.is_empty()).map(|tag| format!("--add={tag}"))
}

/// The value of a flag that is wanted before clap reads the line: `--lang es`, `--lang=es`. The last
/// one counts, as with clap.
pub fn value<'a>(args: &'a [OsString], flag: &str) -> Option<&'a str> {
    let words: Vec<&OsStr> = args.iter().skip(1).map(OsString::as_os_str).take_while(|w| *w != "--").collect();
    let joined = |word: &'a OsStr| word.to_str()?.strip_prefix(flag)?.strip_prefix('=');
    let at = |(n, word): (usize, &&'a OsStr)| {
        joined(word).or_else(|| (*word == flag).then(|| words.get(n + 1)?.to_str()).flatten())
    };
    words.iter().enumerate().filter_map(at).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::grammar;

    fn words(line: &[&str]) -> Vec<OsString> {
        std::iter::once("git-desk").chain(line.iter().copied()).map(OsString::from).collect()
    }

    #[test]
    fn the_verb_is_found_behind_flags_and_their_values() {
        let found = |line: &[&str]| verb(&words(line), &grammar());
        for line in [
            &["list"][..],
            &["-C", "show", "list"],
            &["-Cshow", "ls"],
            &["-qC", "show", "list"],
            &["--ref", "show", "--json", "list"],
            &["--ref=show", "list", "show"],
        ] {
            assert_eq!(found(line).as_deref(), Some("list"), "{line:?}");
        }
        assert_eq!(found(&["--", "list"]), None);
        assert_eq!(found(&["-C"]), None);
        assert_eq!(found(&["lst"]), None);
    }

    #[test]
    fn only_negated_terms_are_marked() {
        for term in ["-tag:ci", "-key<3", "-created>=2026-01-01", "-(", "-\"a", "-sla.first_reply.left<2h", "-due="] {
            assert_eq!(marked(term).map(|m| unmark(&m)), Some(Ok(term.to_owned())), "{term}");
        }
        for flag in ["-", "--", "--limit=3", "-o=x", "-o:x", "-x", "-tag", "-Cdir:x", "-1:x", "tag:ci", "-ñu:x", "-:x"]
        {
            assert_eq!(marked(flag), None, "{flag}");
        }
    }

    #[test]
    fn nothing_is_marked_behind_two_hyphens_or_in_other_verbs() {
        for line in [&["list", "--", "-tag:ci"][..], &["show", "-tag:ci"], &["new", "+a"], &["tag", "--", "+a"]] {
            assert_eq!(prepare(&words(line), &grammar()), words(line));
        }
    }

    #[test]
    fn a_flag_is_read_before_clap_reads_it() {
        let lang = |line: &[&str]| value(&words(line), "--lang").map(str::to_owned);
        assert_eq!(lang(&["list", "--lang", "es"]).as_deref(), Some("es"));
        assert_eq!(lang(&["--lang=es", "list"]).as_deref(), Some("es"));
        assert_eq!(lang(&["--lang=es", "list", "--lang", "en"]).as_deref(), Some("en"));
        assert_eq!(lang(&["list", "--", "--lang", "es"]), None);
        assert_eq!(lang(&["list", "--lang"]), None);
        assert_eq!(lang(&["list", "--language", "es"]), None);
    }

    #[test]
    fn a_wish_for_json_is_seen_in_a_line_that_is_refused() {
        for line in [&["lst", "--json"][..], &["--format", "json", "lst"], &["lst", "--format=json"]] {
            assert!(wants_json(&words(line)), "{line:?}");
        }
        for line in [&["lst"][..], &["--format", "csv"], &["list", "--", "--json"], &["list", "json"]] {
            assert!(!wants_json(&words(line)), "{line:?}");
        }
    }
}
