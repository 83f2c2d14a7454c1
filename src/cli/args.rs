//! What can be typed: the flags that every verb has, and the verbs.
//!
//! Clap stays here: what it refuses comes out as a [`Misuse`] for `usage` to word. The texts of the
//! help are put in by `localise`, so nothing here is for people to read.

use super::values::{Color, Format};
use super::{before, commands, localise};
use crate::render::words::Words;
use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Parser, Clone, Debug, PartialEq)]
#[command(name = "git-desk", bin_name = "git desk", version, args_override_self = true)]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    // Without a verb: my desk.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// The flags of every verb. They may stand before the verb or after it.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Global {
    #[arg(short = 'C', value_name = "DIR", global = true, help_heading = "global")]
    pub directory: Option<PathBuf>,
    #[arg(long = "ref", id = "ref", value_name = "REF", global = true, help_heading = "global")]
    pub reference: Option<String>,
    #[arg(long, value_name = "FORMAT", global = true, help_heading = "global")]
    pub format: Option<Format>,
    // Short for `--format json`; use `Global::format` to read both.
    #[arg(long, global = true, help_heading = "global")]
    pub json: bool,
    #[arg(long, value_name = "LANG", value_parser = ["en", "es"], global = true, help_heading = "global")]
    pub lang: Option<String>,
    #[arg(long, value_name = "WHEN", global = true, help_heading = "global")]
    pub color: Option<Color>,
    #[arg(short, long, global = true, help_heading = "global")]
    pub quiet: bool,
    #[arg(short, long, global = true, help_heading = "global")]
    pub verbose: bool,
    #[arg(long, global = true, help_heading = "global")]
    pub no_pager: bool,
    // RFC 3339, or what git understands.
    #[arg(long, value_name = "TIME", global = true, help_heading = "global")]
    pub now: Option<String>,
    #[arg(long, global = true, help_heading = "global")]
    pub no_input: bool,
}

impl Global {
    /// The format that was asked for, `--json` included.
    pub fn format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }
}

/// The name of a verb: that of its module, or one that no module can have.
macro_rules! name {
    ($module:ident) => {
        stringify!($module)
    };
    ($module:ident $name:literal) => {
        $name
    };
}

/// The verbs: variant, module in `commands`, its name where it is not the module's, another name.
///
/// Derived, a grammar would hold all verbs with all their arguments for each line that is read; here it
/// gets those that [`grammar`] or [`plainly`] add.
macro_rules! verbs {
    ($($variant:ident $module:ident $(as $name:literal)? $(($alias:literal))?),+ $(,)?) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum Verb {
            $($variant(Box<commands::$module::Args>)),+
        }

        impl Verb {
            /// Every verb with the formats of its answer.
            pub const ALL: &'static [(&'static str, &'static [Format])] =
                &[$((name!($module $($name)?), commands::$module::FORMATS)),+];

            pub fn name(&self) -> &'static str {
                match self { $(Verb::$variant(_) => name!($module $($name)?)),+ }
            }

            /// The grammar of one verb, by its name or another name of it.
            fn grammar(name: &str) -> Option<Command> {
                match name {
                    $(name!($module $($name)?) $(| $alias)? => {
                        let verb = Command::new(name!($module $($name)?))$(.alias($alias))?;
                        Some(commands::$module::Args::augment_args(verb))
                    })+
                    _ => None,
                }
            }
        }

        impl Subcommand for Verb {
            fn augment_subcommands(root: Command) -> Command {
                root
            }

            fn augment_subcommands_for_update(root: Command) -> Command {
                root
            }

            fn has_subcommand(name: &str) -> bool {
                Verb::ALL.iter().any(|(verb, _)| *verb == name)
            }
        }

        impl FromArgMatches for Verb {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Verb, clap::Error> {
                match matches.subcommand() {
                    $(Some((name!($module $($name)?), own)) => {
                        commands::$module::Args::from_arg_matches(own).map(|args| Verb::$variant(Box::new(args)))
                    })+
                    _ => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                *self = Verb::from_arg_matches(matches)?;
                Ok(())
            }
        }
    };
}

verbs! {
    New new,
    List list ("ls"),
    Show show,
    Log log,
    Edit edit,
    Reply reply,
    Note note,
    Assign assign,
    Status status,
    Solve solve,
    Pend pend,
    Hold hold,
    Reopen reopen,
    Close close,
    Claim claim,
    Release release,
    Escalate escalate,
    Tag tag,
    Link link,
    Follow follow,
    Merge merge,
    Unmerge unmerge,
    Split split,
    Attach attach,
    Attachment attachment,
    Undo undo,
    Next next,
    Triage triage,
    Requester requester,
    View view,
    Form form,
    Search search,
    Similar similar,
    Sla sla,
    Report report,
    Calendar calendar,
    Sync sync,
    Conflicts conflicts,
    MergeDriver merge_driver as "merge-driver",
    Export export,
    Import import,
    Intake intake,
    Collect collect,
    Init init,
    Check check,
    Hook hook,
    Config config,
    People people,
    Doctor doctor,
    Uninstall uninstall,
    Demo demo,
    Help help,
    Man man,
    Completions completions,
    Schema schema,
}

impl Verb {
    /// The formats of a verb's answer.
    pub fn formats(name: &str) -> &'static [Format] {
        Verb::ALL.iter().find(|(verb, _)| *verb == name).map_or(MY_DESK, |(_, formats)| formats)
    }
}

/// The formats of the answer without a verb.
const MY_DESK: &[Format] = &[Format::Table, Format::Json];

/// Why the words of a command line mean nothing.
#[derive(Debug)]
pub enum Misuse {
    Clap(clap::Error),
    /// `--json` beside another `--format`.
    TwoFormats,
    /// The verb does not answer in this format.
    NoSuchFormat {
        given: Format,
        formats: &'static [Format],
    },
    /// The last word of `assign` or `status` is missing: the name of its value.
    MissingLast(&'static str),
}

/// Why there is nothing to run.
#[derive(Debug)]
pub enum Stop {
    /// Help or the version was asked for: print it to stdout, exit 0.
    Answer(StyledStr),
    /// Exit 2. `verb` is the one that was meant, when it can be told.
    Misuse { misuse: Misuse, verb: Option<String> },
}

/// What can be typed, without texts.
pub fn grammar() -> Command {
    root().subcommands(Verb::ALL.iter().filter_map(|(name, _)| Verb::grammar(name)))
}

/// What can be typed before a verb.
fn root() -> Command {
    Cli::command().arg(help_flag()).arg(version_flag())
}

/// The grammar in which every verb has its own copy of the flags that all have: its formats are fewer,
/// and its help says other things of them.
pub fn full_grammar() -> Command {
    let root = grammar();
    let globals: Vec<Arg> = root.get_arguments().filter(|a| a.is_global_set()).cloned().collect();
    root.mut_subcommands(|verb| {
        let formats = Verb::formats(verb.get_name());
        let own = |arg: &Arg| match arg.get_id().as_str() {
            "format" => arg.clone().value_parser(Format::parser(formats)),
            _ => arg.clone(),
        };
        let globals: Vec<Arg> = globals.iter().map(own).collect();
        verb.args(globals)
    })
}

fn help_flag() -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::HelpShort)
        .global(true)
        .help_heading("global")
}

fn version_flag() -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help_heading("global")
}

/// The grammar with the texts of one language: for help, manual pages, completion and errors.
pub fn command(words: &Words) -> Command {
    localise::localise(full_grammar(), words)
}

/// Reads a command line, its first word being the program. `help` is answered here.
pub fn parse(args: &[OsString], words: &Words) -> Result<Cli, Stop> {
    plainly(args).unwrap_or_else(|| with_texts(args, words))
}

/// The same without making any texts, and of the grammar no more than the verb that was typed; for a
/// line that needs no others: one that is right, or asks for the version. `None`: read it with
/// [`with_texts`].
pub fn plainly(args: &[OsString]) -> Option<Result<Cli, Stop>> {
    let root = root();
    let verb = before::verb_word(args, &root).and_then(|word| Verb::grammar(word.to_str()?));
    let bare = root.subcommands(verb);
    let args = before::prepare(args, &bare);
    match read(bare, &args) {
        Ok(Cli { verb: Some(Verb::Help(_)), .. }) => None,
        Ok(cli) => Some(Ok(cli)),
        Err(Misuse::Clap(e)) if e.kind() == ErrorKind::DisplayVersion => Some(Err(Stop::Answer(e.render()))),
        Err(_) => None,
    }
}

/// Reads a line with the texts of the grammar, which help and errors take from it.
pub fn with_texts(args: &[OsString], words: &Words) -> Result<Cli, Stop> {
    let bare = grammar();
    let args = before::prepare(args, &bare);
    let verb = before::verb(&args, &bare);
    let cli = read(command(words), &args).map_err(|misuse| match misuse {
        Misuse::Clap(error) if is_answer(error.kind()) => Stop::Answer(error.render()),
        misuse => Stop::Misuse { misuse, verb },
    })?;
    match &cli.verb {
        Some(Verb::Help(help)) => parse(&help.line(), words),
        _ => Ok(cli),
    }
}

fn is_answer(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

fn read(command: Command, args: &[OsString]) -> Result<Cli, Misuse> {
    let matches = command.try_get_matches_from(args).map_err(Misuse::Clap)?;
    let cli = Cli::from_arg_matches(&matches).map_err(Misuse::Clap)?;
    check(&cli)?;
    Ok(cli)
}

/// What clap cannot see: flags on both sides of the verb, and the last of several words.
fn check(cli: &Cli) -> Result<(), Misuse> {
    let formats = cli.verb.as_ref().map_or(MY_DESK, |verb| Verb::formats(verb.name()));
    if cli.global.json && cli.global.format.is_some_and(|f| f != Format::Json) {
        return Err(Misuse::TwoFormats);
    }
    if let Some(given) = cli.global.format().filter(|f| !formats.contains(f)) {
        return Err(Misuse::NoSuchFormat { given, formats });
    }
    match &cli.verb {
        Some(Verb::Assign(args)) if args.split().is_none() && !args.asks() => Err(Misuse::MissingLast("WHO")),
        Some(Verb::Status(args)) if args.split().is_none() => Err(Misuse::MissingLast("STATUS")),
        _ => Ok(()),
    }
}
