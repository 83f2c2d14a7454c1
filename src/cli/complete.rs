//! Completion of a half-typed command line.
//!
//! Clap completes verbs, flags and closed sets of values. What only the desk knows (ids, people,
//! tags) comes from a [`Lookup`] that whoever opens the store hands in; [`nothing`] is the one for
//! when there is no desk.

use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// What the desk can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Ids,
    Statuses,
    People,
    Groups,
    Organizations,
    Brands,
    Categories,
    Tags,
    Fields,
    /// Terms of a query.
    Terms,
}

/// A value that fits, and what it stands for: a ticket's title, a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub value: String,
    pub about: Option<String>,
}

/// Gives the values of a source that begin with what has been typed. It is asked while somebody
/// waits with a finger on the key, so it answers in milliseconds or not at all, and says nothing.
pub type Lookup = Arc<dyn Fn(Source, &str) -> Vec<Candidate> + Send + Sync>;

/// The lookup without a desk.
pub fn nothing() -> Lookup {
    Arc::new(|_, _| Vec::new())
}

/// What an argument takes, by verb and id of the argument.
fn sources(verb: &str, arg: &str) -> &'static [Source] {
    match (verb, arg) {
        ("assign", "words") => &[Source::Ids, Source::People],
        ("status", "words") => &[Source::Ids, Source::Statuses],
        (_, "id" | "ids") => &[Source::Ids],
        (_, "status") => &[Source::Statuses],
        (_, "requester" | "assignee") => &[Source::People],
        ("requester", "who") => &[Source::People, Source::Organizations],
        (_, "group") => &[Source::Groups],
        (_, "organization") => &[Source::Organizations],
        (_, "brand") => &[Source::Brands],
        (_, "category") => &[Source::Categories],
        (_, "tag" | "add" | "remove") => &[Source::Tags],
        (_, "field") => &[Source::Fields],
        (_, "query") => &[Source::Terms],
        _ => &[],
    }
}

/// Lets the values of a command's arguments be completed from the desk.
pub fn attach(command: Command, lookup: &Lookup) -> Command {
    command.mut_subcommands(|verb| {
        let name = verb.get_name().to_owned();
        verb.mut_args(|arg| attach_arg(arg, &name, lookup))
    })
}

fn attach_arg(arg: Arg, verb: &str, lookup: &Lookup) -> Arg {
    let sources = sources(verb, arg.get_id().as_str());
    if sources.is_empty() {
        return arg;
    }
    let lookup = Arc::clone(lookup);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let found = sources.iter().flat_map(|source| lookup(*source, &typed));
        found
            .map(|c| CompletionCandidate::new(c.value).help(c.about.map(StyledStr::from)))
            .collect()
    }))
}

/// The half-typed command line in the arguments with which the scripts run git-desk, `COMPLETE` set:
/// what follows `git-desk --`. `None`: nobody asks for completion.
pub fn request(args: &[OsString]) -> Option<&[OsString]> {
    match args {
        [_, dashes, typed @ ..] if dashes == "--" && !typed.is_empty() => Some(typed),
        _ => None,
    }
}

/// Answers a [`request`] as `shell`, the value of `COMPLETE`, reads it. `Ok(false)`: the shell is not
/// one that we know.
pub fn answer(
    shell: &str,
    typed: &[OsString],
    mut command: Command,
    directory: Option<&Path>,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let shells = Shells::builtins();
    let Some(completer) = shells.completer(shell) else {
        return Ok(false);
    };
    command.build();
    completer.write_complete(&mut command, typed.to_vec(), directory, out)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::command;
    use crate::render::words::{Lang, Words};

    fn complete(line: &[&str]) -> String {
        let lookup: Lookup = Arc::new(|source, typed| {
            let values: &[&str] = match source {
                Source::Ids => &["k39f", "7pz0"],
                Source::People => &["luis@example.com"],
                _ => &[],
            };
            let fit = values.iter().filter(|v| v.starts_with(typed));
            fit.map(|v| Candidate { value: (*v).to_owned(), about: Some("Checkout".to_owned()) })
                .collect()
        });
        let mut out = Vec::new();
        let args: Vec<OsString> = ["git-desk", "--"].iter().chain(line).map(OsString::from).collect();
        let typed = request(&args).expect("the line is a request");
        let grammar = attach(command(&Words::new(Lang::Es)), &lookup);
        assert!(answer("fish", typed, grammar, None, &mut out).expect("writing to memory does not fail"));
        String::from_utf8(out).expect("candidates are UTF-8")
    }

    #[test]
    fn verbs_and_flags_are_completed_with_their_help_in_the_readers_language() {
        assert_eq!(complete(&["git-desk", "reo"]), "reopen\tReabrir tickets resueltos\n");
        assert_eq!(complete(&["git-desk", "list", "--lim"]), "--limit\tMostrar como mucho este número\n");
    }

    #[test]
    fn closed_sets_are_completed_without_a_desk() {
        assert_eq!(complete(&["git-desk", "new", "--priority", "u"]), "urgent\n");
        assert_eq!(complete(&["git-desk", "export", "--format", ""]), "jsonl\ncsv\nevents\n");
    }

    #[test]
    fn what_the_desk_knows_comes_from_the_lookup() {
        assert_eq!(complete(&["git-desk", "show", "k"]), "k39f\tCheckout\n");
        assert_eq!(complete(&["git-desk", "assign", "k39f", "l"]), "luis@example.com\tCheckout\n");
    }

    #[test]
    fn a_shell_that_nobody_knows_gets_no_answer() {
        let args = vec![OsString::from("git-desk")];
        let command = command(&Words::new(Lang::En));
        assert!(!answer("tcsh", &args, command, None, &mut Vec::new()).expect("nothing is written"));
    }
}
