//! The texts of the command line in the reader's language.
//!
//! The grammar has no texts of its own: a walk over it fetches them from the catalogue. The keys of
//! `cli.ftl`: `cli-<verb>` is what a verb does, `cli-<verb>--<argument>` what an argument of it means,
//! `cli--<argument>` the same wherever the verb has no key of its own, `cli-<verb>-usage` a usage line
//! that cannot be derived, `cli-<verb>-examples` commands to try, `cli-<verb>-more` what only the
//! manual page says, `cli-value-<name>` the name of a
//! value, `cli-heading-<name>` and `cli-group-<name>` headings of arguments and of verbs.

use super::before;
use crate::render::words::{Lang, Words};
use clap::builder::StyledStr;
use clap::builder::styling::{AnsiColor, Style, Styles};
use clap::{Arg, Command};
use std::ffi::OsString;

/// The verbs as the help shows them.
pub const GROUPS: [(&str, &[&str]); 5] = [
    ("tickets", &["new", "list", "search", "similar", "show", "log", "edit", "requester", "view", "form"]),
    (
        "work",
        &[
            "next",
            "triage",
            "reply",
            "note",
            "assign",
            "claim",
            "release",
            "escalate",
            "status",
            "solve",
            "pend",
            "hold",
            "reopen",
            "close",
            "tag",
            "link",
            "follow",
            "merge",
            "unmerge",
            "split",
            "attach",
            "attachment",
            "undo",
        ],
    ),
    ("reports", &["sla", "report", "calendar", "export", "import", "intake"]),
    (
        "desk",
        &[
            "init",
            "sync",
            "conflicts",
            "collect",
            "people",
            "config",
            "check",
            "hook",
            "doctor",
            "demo",
            "merge-driver",
            "uninstall",
        ],
    ),
    ("help", &["help", "man", "completions", "schema"]),
];

/// The language to speak: `--lang`, then git's `desk.lang`, then the environment as gettext reads it
/// (`LANGUAGE` unless the locale is C, then `LC_ALL`, `LC_MESSAGES`, `LANG`), then English.
pub fn language(
    args: &[OsString],
    desk_lang: impl FnOnce() -> Option<String>,
    env: impl Fn(&str) -> Option<String>,
) -> Lang {
    let flag = before::value(args, "--lang").and_then(Lang::parse);
    let chosen = flag.or_else(|| Lang::parse(&desk_lang()?));
    chosen.or_else(|| environment(env)).unwrap_or(Lang::En)
}

fn environment(env: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let set = |name: &&str| env(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    if matches!(locale.as_deref(), Some("C" | "POSIX")) {
        return None;
    }
    let wishes = set(&"LANGUAGE").unwrap_or_default();
    wishes.split(':').find_map(Lang::parse).or_else(|| Lang::parse(&locale?))
}

/// Puts the texts of one language into the grammar.
pub fn localise(grammar: Command, words: &Words) -> Command {
    let styles = styles();
    let root = grammar.mut_subcommands(|verb| localise_verb(verb, words, &styles));
    let template = root_template(&root, words, &styles);
    root.mut_args(|arg| localise_arg(arg, "", words))
        .about(words.say("cli-about"))
        .long_about(words.say("cli-more"))
        .override_usage(words.say("cli-usage"))
        .subcommand_value_name(words.say("cli-value-verb"))
        .subcommand_help_heading(words.say("cli-group-verbs"))
        .after_help(words.say("cli-after"))
        .help_template(template)
        .styles(styles)
}

fn localise_verb(verb: Command, words: &Words, styles: &Styles) -> Command {
    let name = verb.get_name().to_owned();
    // Arguments are shown as they are declared; clap would sort some by their names.
    let mut places = 0..;
    let localised = |arg: Arg| localise_arg(arg, &name, words).display_order(places.next().unwrap_or_default());
    let verb = verb.about(words.say(&format!("cli-{name}"))).mut_args(localised);
    let usage = usage(&verb, words);
    let after = after(&name, words, styles.get_header());
    let heading = head(styles.get_usage(), "cli-heading-usage", words);
    let more = more(&name, words);
    // A verb with nothing to say of its own has no empty place for it.
    let args = if verb.get_arguments().any(|arg| !arg.is_hide_short_help_set()) { "{all-args}" } else { "" };
    verb.long_about(more)
        .override_usage(usage)
        .after_help(after)
        .help_template(format!("{{about}}\n\n{heading} {{usage}}\n\n{args}{{after-help}}"))
}

fn localise_arg(arg: Arg, verb: &str, words: &Words) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = Some(format!("cli-{verb}--{id}")).filter(|key| !verb.is_empty() && words.has(key));
    // What every verb has is shown once, by `git desk -h`, unless the verb has more to say of it.
    let (heading, hide) = match (arg.get_help_heading(), &own) {
        (Some("global"), Some(_)) => ("options", false),
        (Some("global"), None) => ("global", !verb.is_empty()),
        (other, _) => (other.unwrap_or("options"), false),
    };
    let heading = words.say(&format!("cli-heading-{heading}"));
    let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(|n| value_name(n, words)).collect();
    let help = words.say(&own.unwrap_or_else(|| format!("cli--{id}")));
    let arg = arg.help(help).help_heading(heading).hide_short_help(hide);
    // The help names the possible values; clap would do so in English.
    if arg.get_action().takes_values() { arg.value_names(names).hide_possible_values(true) } else { arg }
}

/// The name of a value: `WHO` by the key `cli-value-who`.
pub fn value_name(name: &str, words: &Words) -> String {
    let key: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    words.say(&format!("cli-value-{key}"))
}

fn usage(verb: &Command, words: &Words) -> String {
    let name = verb.get_name();
    let key = format!("cli-{name}-usage");
    if words.has(&key) {
        return words.say(&key);
    }
    let mut line = format!("git desk {name} {}", words.say("cli-value-options"));
    for arg in verb.get_positionals() {
        line.push_str(&format!(" {arg}"));
    }
    line
}

/// What follows the arguments of a verb: commands to try, and where the other flags are.
fn after(verb: &str, words: &Words, header: &Style) -> StyledStr {
    let mut out = String::new();
    if let Some(examples) = examples(verb, words) {
        out.push_str(&head(header, "cli-heading-examples", words));
        for line in examples.lines() {
            out.push_str(&format!("\n  {line}"));
        }
        out.push_str("\n\n");
    }
    if verb == "list" {
        out.push_str(&head(header, "cli-heading-queries", words));
        out.push_str(&reference(words));
    }
    out.push_str(&words.say("cli-after-verb"));
    out.into()
}

/// The language of queries, within eighty columns; what does not fit goes on below itself.
fn reference(words: &Words) -> String {
    let text = words.say("query-reference");
    let fold = |line: &str| {
        let start = line.trim_start();
        let value = start
            .find("  ")
            .map_or(0, |gap| gap + start[gap..].len() - start[gap..].trim_start().len());
        let below = " ".repeat(2 + line.len() - start.len() + start[..value].chars().count());
        let options = textwrap::Options::new(80).initial_indent("  ").subsequent_indent(&below);
        textwrap::fill(line, options).trim_end().to_owned() + "\n"
    };
    format!("\n{}\n", text.lines().map(fold).collect::<String>())
}

/// How the manual page of a verb describes it.
fn more(verb: &str, words: &Words) -> String {
    let key = format!("cli-{verb}-more");
    words.say(&if words.has(&key) { key } else { format!("cli-{verb}") })
}

/// Commands to try, one a line.
pub fn examples(verb: &str, words: &Words) -> Option<String> {
    let key = format!("cli-{verb}-examples");
    words.has(&key).then(|| words.say(&key))
}

fn root_template(root: &Command, words: &Words, styles: &Styles) -> String {
    let literal = styles.get_literal();
    let mut out = format!("{{about}}\n\n{} {{usage}}\n", head(styles.get_usage(), "cli-heading-usage", words));
    for (group, verbs) in GROUPS {
        out.push_str(&format!("\n{}\n", head(styles.get_header(), &format!("cli-group-{group}"), words)));
        for verb in verbs {
            let about = root.find_subcommand(verb).and_then(Command::get_about).cloned().unwrap_or_default();
            out.push_str(&format!("  {literal}{verb:<13}{literal:#}{about}\n"));
        }
    }
    let heading = head(styles.get_header(), "cli-heading-global", words);
    out + &format!("\n{heading}\n{{options}}{{after-help}}")
}

fn head(style: &Style, key: &str, words: &Words) -> String {
    format!("{style}{}:{style:#}", words.say(key))
}

fn styles() -> Styles {
    Styles::plain()
        .header(Style::new().bold())
        .usage(Style::new().bold())
        .literal(AnsiColor::Cyan.on_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(flag: &[&str], desk: Option<&str>, env: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = ["git-desk"].iter().chain(flag).map(OsString::from).collect();
        language(
            &args,
            || desk.map(str::to_owned),
            |name| env.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()),
        )
    }

    #[test]
    fn each_variable_of_the_environment_can_choose_spanish() {
        for (name, value) in [
            ("LANG", "es_ES.UTF-8"),
            ("LC_ALL", "es_MX"),
            ("LC_MESSAGES", "es"),
            ("LANGUAGE", "es"),
            ("LANGUAGE", "ca:es_ES:en"),
        ] {
            assert_eq!(spoken(&[], None, &[(name, value)]), Lang::Es, "{name}={value}");
        }
        assert_eq!(spoken(&[], None, &[]), Lang::En);
        assert_eq!(spoken(&[], None, &[("LANG", "de_DE.UTF-8")]), Lang::En);
    }

    #[test]
    fn the_stronger_wish_wins() {
        let es = ("LANG", "es_ES.UTF-8");
        assert_eq!(spoken(&["--lang", "en"], Some("es"), &[es]), Lang::En);
        assert_eq!(spoken(&["list"], Some("en"), &[es]), Lang::En);
        assert_eq!(spoken(&[], None, &[es, ("LANGUAGE", "en")]), Lang::En);
        assert_eq!(spoken(&[], None, &[es, ("LC_ALL", "en_US.UTF-8")]), Lang::En);
        assert_eq!(spoken(&[], None, &[es, ("LC_ALL", ""), ("LANGUAGE", "")]), Lang::Es);
    }

    #[test]
    fn the_c_locale_of_scripts_is_english_whatever_language_says() {
        assert_eq!(spoken(&[], None, &[("LC_ALL", "C"), ("LANGUAGE", "es"), ("LANG", "es")]), Lang::En);
        assert_eq!(spoken(&[], None, &[("LANG", "C.UTF-8"), ("LANGUAGE", "es")]), Lang::Es);
    }

    #[test]
    fn a_language_that_nobody_speaks_is_passed_over() {
        assert_eq!(spoken(&["--lang", "xx"], Some("es"), &[]), Lang::Es);
        assert_eq!(spoken(&[], Some("xx"), &[("LANG", "es")]), Lang::Es);
    }
}
