//! Completion of a half-typed command line.
//!
//! Clap completes verbs, flags and closed sets of values. What the desk knows (ids, people, tags) comes
//! from a [`Lookup`], which `desk` makes.

mod desk;
mod terms;

pub use desk::respond;

use super::args::grammar;
use super::before;
use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;
use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Tickets that are still to be done before the others.
    Ids,
    /// Solved tickets before the others.
    SolvedIds,
    Statuses,
    People,
    Groups,
    Organizations,
    Brands,
    Categories,
    Tags,
    /// A tag, or a tag behind the plus sign that adds it.
    PlusTags,
    Fields,
    LinkKinds,
    /// Saved queries, shared and personal.
    Views,
    Forms,
    /// Names of SLA policies.
    Policies,
    /// What stands first after `sla`: a ticket, a term, `explain`.
    Sla,
    /// Ours, and those of the desk's own.
    Reports,
    /// Keys of `--by`.
    Keys,
    /// Figures of `--measure`.
    Figures,
    Calendars,
    /// Terms of a query.
    Terms,
    /// Orders of a list, either way round.
    Orders,
    Columns,
    Nouns,
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

/// What an argument takes, by verb and id of the argument.
fn sources(verb: &str, arg: &str) -> &'static [Source] {
    match (verb, arg) {
        ("assign", "words") => &[Source::Ids, Source::People],
        ("status", "words") => &[Source::Ids, Source::Statuses],
        ("tag", "ids") => &[Source::Ids, Source::PlusTags],
        ("reopen" | "close", "ids") => &[Source::SolvedIds],
        ("escalate", "to") | (_, "group") => &[Source::Groups],
        ("link", "as") => &[Source::LinkKinds],
        ("requester", "who") => &[Source::People, Source::Organizations],
        ("people", "who") => &[Source::People, Source::Groups],
        ("schema", "noun") => &[Source::Nouns],
        (_, "id" | "ids" | "to" | "into") => &[Source::Ids],
        (_, "status") => &[Source::Statuses],
        (_, "requester" | "assignee" | "who") => &[Source::People],
        (_, "organization") => &[Source::Organizations],
        (_, "brand") => &[Source::Brands],
        (_, "category") => &[Source::Categories],
        (_, "tag" | "add" | "remove") => &[Source::Tags],
        (_, "field") => &[Source::Fields],
        ("view", "words") | (_, "view") => &[Source::Views],
        ("form", "name") | (_, "form") => &[Source::Forms],
        ("sla", "words") => &[Source::Sla],
        ("report", "name") => &[Source::Reports],
        ("report", "by") => &[Source::Keys],
        ("report", "measure") => &[Source::Figures],
        (_, "calendar") => &[Source::Calendars],
        (_, "query") => &[Source::Terms],
        (_, "sort") => &[Source::Orders],
        (_, "columns") => &[Source::Columns],
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
        let Ok(typed) = before::unmark(&typed.to_string_lossy());
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

/// The command without its flags in sight, for a word of which nothing is typed: values and verbs are
/// wanted then. Where there are none, clap shows what is hidden.
fn without_flags(command: Command) -> Command {
    let hide = |arg: Arg| if arg.is_positional() { arg } else { arg.hide(true) };
    command.mut_args(hide).mut_subcommands(move |verb| verb.mut_args(hide))
}

/// The words as clap shall see them: a negated term is no flag. A tag that is added stays as it is typed,
/// since the shell compares it with what it gets.
fn readable(typed: &[OsString]) -> Vec<OsString> {
    let grammar = grammar();
    match before::verb(typed, &grammar).as_deref() {
        Some("tag") => typed.to_vec(),
        _ => before::prepare(typed, &grammar),
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
    if typed.last().is_some_and(|word| word.is_empty()) {
        command = without_flags(command);
    }
    command.build();
    completer.write_complete(&mut command, readable(typed), directory, out)?;
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
                Source::Terms => &["-tag:checkout"],
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
    fn before_anything_is_typed_values_are_shown_and_flags_are_not() {
        assert_eq!(complete(&["git-desk", "show", ""]), "k39f\tCheckout\n7pz0\tCheckout\n");
        assert!(complete(&["git-desk", ""]).starts_with("new\t"));
        assert!(complete(&["git-desk", "init", ""]).starts_with("--"), "flags, where there is nothing else");
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
        assert_eq!(complete(&["git-desk", "list", "-tag:c"]), "-tag:checkout\tCheckout\n", "no flag");
    }

    #[test]
    fn a_shell_that_nobody_knows_gets_no_answer() {
        let args = vec![OsString::from("git-desk")];
        let command = command(&Words::new(Lang::En));
        assert!(!answer("tcsh", &args, command, None, &mut Vec::new()).expect("nothing is written"));
    }
}
