//! What the command line promises as a whole: its contract, its help in both languages, its errors.

use super::args::{self, Cli, Verb, full_grammar};
use super::localise::GROUPS;
use super::understand;
use super::values::Format;
use crate::render::words::{Lang, Words};
use clap::Command;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsString;

/// The words of a line as a shell would pass them, as far as quotes go.
fn split(line: &str) -> Vec<OsString> {
    let mut out = vec![String::new()];
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => out.push(String::new()),
            (c, _) => out.last_mut().expect("there is always a word").push(c),
        }
    }
    out.into_iter().map(OsString::from).collect()
}

fn parse(line: &str) -> Result<Cli, args::Stop> {
    args::parse(&split(line), &Words::new(Lang::En))
}

/// The exit code of a line that is only read: 0 for one that would run.
fn code(line: &[OsString], lang: Lang, out: &mut Vec<u8>, err: &mut Vec<u8>) -> u8 {
    let words = Words::new(lang);
    match understand(args::parse(line, &words), line, &words, false, out, err) {
        Ok(_) => 0,
        Err(code) => code.expect("memory takes everything"),
    }
}

/// Exit code, stdout and stderr of a line.
fn typed(line: &str, lang: Lang) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = code(&split(line), lang, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("answers are UTF-8");
    (code, text(out), text(err))
}

fn refused(line: &str, lang: Lang) -> String {
    let (code, out, err) = typed(line, lang);
    assert_eq!((code, out.as_str()), (2, ""), "{line}: {err}");
    err
}

fn verbs() -> impl Iterator<Item = &'static str> {
    Verb::ALL.iter().map(|(verb, _)| *verb)
}

/// The help of git-desk and of every verb.
fn helps(lang: Lang) -> Vec<(String, String)> {
    let lines = verbs().map(|verb| format!("git-desk {verb} -h"));
    let lines = lines.chain(["git-desk -h".to_owned()]);
    lines.map(|line| (line.clone(), typed(&line, lang).1)).collect()
}

#[test]
fn clap_finds_no_fault_in_the_grammar() {
    for lang in Lang::ALL {
        args::command(&Words::new(lang)).debug_assert();
    }
}

#[test]
fn every_verb_is_shown_in_one_group() {
    let mut shown: Vec<&str> = GROUPS.iter().flat_map(|(_, verbs)| *verbs).copied().collect();
    let mut all: Vec<&str> = verbs().collect();
    shown.sort_unstable();
    all.sort_unstable();
    assert_eq!(shown, all);
}

#[test]
fn what_later_parts_bring_is_refused_until_then() {
    for line in [
        "reply k39f --canned hello",
        "assign k39f --auto",
        "assign k39f luis --explain",
        "import pivotal x.csv",
        "export --format html",
        "edit k39f --status open",
    ] {
        refused(&format!("git-desk {line}"), Lang::En);
    }
}

#[test]
fn flags_of_every_verb_stand_before_it_or_after_it() {
    for line in ["git-desk -C x --json list", "git-desk list -C x --json", "git-desk -C x list --json"] {
        let cli = parse(line).expect("the line is fine");
        assert_eq!(cli.global.directory.as_deref().and_then(|d| d.to_str()), Some("x"));
        assert_eq!(cli.global.format(), Some(Format::Json));
    }
    let cli = parse("git-desk --limit 3 list");
    assert!(cli.is_err(), "a verb's own flag stands after it");
}

#[test]
fn the_last_of_two_equal_flags_counts() {
    let cli = parse("git-desk list --limit 3 --limit 5 --lang es --lang en").expect("the line is fine");
    assert_eq!(cli.global.lang.as_deref(), Some("en"));
    assert!(matches!(cli.verb, Some(Verb::List(list)) if list.limit == Some(5)));
}

#[test]
fn without_a_verb_there_is_my_desk() {
    assert_eq!(parse("git-desk").expect("the line is fine").verb, None);
    assert_eq!(parse("git-desk --json").expect("the line is fine").verb, None);
}

#[test]
fn the_last_word_is_who_or_the_status_wherever_flags_stand() {
    for line in ["assign a b luis", "assign a --dry-run b luis", "assign a b luis --dry-run"] {
        let Some(Verb::Assign(args)) = parse(&format!("git-desk {line}")).expect("the line is fine").verb else {
            panic!("{line} assigns");
        };
        let (ids, to) = args.split().expect("ids and who are there");
        assert_eq!((ids.join(" ").as_str(), to), ("a b", super::commands::assign::To::Who("luis")));
    }
    for line in ["status a b open", "status a -m x b open", "status a b open -m x"] {
        let Some(Verb::Status(args)) = parse(&format!("git-desk {line}")).expect("the line is fine").verb else {
            panic!("{line} moves");
        };
        let (ids, status) = args.split().expect("ids and a status are there");
        assert_eq!((ids.join(" ").as_str(), status), ("a b", "open"));
    }
}

#[test]
fn ids_come_from_stdin_with_a_hyphen() {
    let Some(Verb::Assign(args)) = parse("git-desk assign - --me").expect("the line is fine").verb else {
        panic!("it assigns");
    };
    assert_eq!(args.words, ["-"]);
    assert!(parse("git-desk status - open").is_ok());
    assert!(parse("git-desk new T -F -").is_ok());
}

#[test]
fn a_plus_adds_a_tag() {
    let Some(Verb::Tag(args)) = parse("git-desk tag a +x b +y --remove z").expect("the line is fine").verb else {
        panic!("it tags");
    };
    assert_eq!(
        (args.pick.ids, args.add, args.remove),
        (vec!["a".into(), "b".into()], vec!["x".into(), "y".into()], vec!["z".into()])
    );
}

#[test]
fn negated_terms_keep_their_place_and_flags_stay_flags() {
    let line = "git-desk -C x ls -tag:ci status:open --json -updated<7d or -(is:spam) -field.service=gw -text:'a b' -q";
    let cli = parse(line).expect("the line is fine");
    assert!(cli.global.json && cli.global.quiet);
    let Some(Verb::List(list)) = cli.verb else { panic!("it lists") };
    let wanted = ["-tag:ci", "status:open", "-updated<7d", "or", "-(is:spam)", "-field.service=gw", "-text:a b"];
    assert_eq!(list.query, wanted);
}

#[test]
fn a_negated_quotation_is_a_term_too() {
    let words = ["git-desk", "report", "volume", "-\"timeout error\"", "--by", "month,group"].map(OsString::from);
    let cli = args::parse(&words, &Words::new(Lang::En)).expect("the line is fine");
    let Some(Verb::Report(report)) = cli.verb else { panic!("it reports") };
    assert_eq!((report.query, report.by), (vec!["-\"timeout error\"".into()], vec!["month".into(), "group".into()]));
}

#[test]
fn elsewhere_a_hyphen_makes_a_flag() {
    refused("git-desk list -x", Lang::En);
    refused("git-desk list -tagci", Lang::En);
    refused("git-desk show -tag:ci", Lang::En);
    let Some(Verb::Export(export)) = parse("git-desk export -o=x.csv").expect("the line is fine").verb else {
        panic!("it exports");
    };
    assert_eq!(export.output.as_deref().and_then(|o| o.to_str()), Some("x.csv"));
}

#[test]
fn a_verb_answers_only_in_its_formats() {
    for line in ["export --format html", "--format html export", "schema --format table", "log a --format html"] {
        refused(&format!("git-desk {line}"), Lang::En);
    }
    refused("git-desk list --json --format csv", Lang::En);
    refused("git-desk --json list --format csv", Lang::En);
    assert!(parse("git-desk list --json --format json").is_ok());
}

#[test]
fn usage_errors_say_what_is_wrong_and_what_mends_it() {
    let cases = [
        ("list --limt 3", "error: there is no flag '--limt' here\nhint: did you mean '--limit'?\n"),
        ("lst", "error: there is no verb 'lst'\nhint: did you mean 'list'?\n"),
        ("#142", "error: there is no verb '#142'\nhint: 'git desk show 142' shows a ticket\n"),
        ("zzzzzz", "error: there is no verb 'zzzzzz'\nhint: 'git desk help' lists the verbs\n"),
        ("help lst", "error: there is no verb 'lst'\nhint: did you mean 'list'?\n"),
        ("log", "error: <ID> is missing\nhint: 'git desk help log' shows what it takes\n"),
        ("import", "error: <KIND>, <FILE> are missing\nhint: 'git desk help import' shows what it takes\n"),
        ("assign a", "error: <WHO> is missing\nhint: 'git desk help assign' shows what it takes\n"),
        ("status a", "error: <STATUS> is missing\nhint: 'git desk help status' shows what it takes\n"),
        ("tag a", "error: --add <TAG> is missing\nhint: 'git desk help tag' shows what it takes\n"),
        ("new a b", "error: 'b' is one word too many\nhint: put a text of several words in quotes\n"),
        (
            "new --priority hi",
            "error: 'hi' is no value for '--priority'\nhint: possible values: low, normal, high, urgent\n",
        ),
        (
            "list --limit many",
            "error: 'many' is no value for '--limit'\nhint: write a whole number, such as 20\n",
        ),
        ("list --limit", "error: '--limit' needs a value\nhint: 'git desk help list' shows what it takes\n"),
        (
            "new T --field x",
            "error: 'x' is no value for '--field'\nhint: write NAME=VALUE, such as service=gateway\n",
        ),
        (
            "new T -m x -F y",
            "error: '--message' and '--file' exclude each other\nhint: use only one of them\n",
        ),
        (
            "list --json=yes",
            "error: '--json' takes no value\nhint: 'git desk help list' shows what it takes\n",
        ),
        (
            "export --json",
            "{\"version\":1,\"error\":{\"kind\":\"usage\",\"message\":\"'json' is no value for '--format'\",\
             \"hint\":\"possible values: jsonl, csv, events\",\"kept\":null}}\n",
        ),
        (
            "list --json --format csv",
            "{\"version\":1,\"error\":{\"kind\":\"usage\",\"message\":\"'--json' and '--format' exclude each \
             other\",\"hint\":\"use only one of them\",\"kept\":null}}\n",
        ),
    ];
    for (line, wanted) in cases {
        assert_eq!(refused(&format!("git-desk {line}"), Lang::En), wanted, "{line}");
    }
}

#[test]
fn usage_errors_are_spanish_in_spanish() {
    let cases = [
        ("list --limt 3", "error: la opción '--limt' no existe aquí\nsugerencia: ¿quizá '--limit'?\n"),
        ("log", "error: falta <ID>\nsugerencia: 'git desk help log' muestra lo que admite\n"),
        ("assign a", "error: falta <QUIÉN>\nsugerencia: 'git desk help assign' muestra lo que admite\n"),
        (
            "import",
            "error: faltan <CLASE>, <ARCHIVO>\nsugerencia: 'git desk help import' muestra lo que admite\n",
        ),
    ];
    for (line, wanted) in cases {
        assert_eq!(refused(&format!("git-desk {line}"), Lang::Es), wanted, "{line}");
    }
}

proptest! {
    /// No words of a stranger make it panic, and each line is either fine, an answer or refused.
    #[test]
    fn no_line_is_too_strange(words in vec("(-{0,2}[a-zé:<(=+\"#]{0,6})|list|tag|report|assign|status|--|-|-C|--lang|\\PC{0,4}", 0..7)) {
        let line: Vec<OsString> = std::iter::once("git-desk".to_owned()).chain(words).map(OsString::from).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = code(&line, Lang::Es, &mut out, &mut err);
        prop_assert!(code == 0 && err.is_empty() || code == 2 && out.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_word_that_is_not_utf8_is_refused_not_guessed() {
    use std::os::unix::ffi::OsStringExt;
    let words = ["git-desk".into(), "list".into(), OsString::from_vec(vec![b'-', b't', 0xff])];
    assert!(args::parse(&words, &Words::new(Lang::En)).is_err());
    let words = ["git-desk".into(), OsString::from_vec(vec![0xff])];
    assert!(args::parse(&words, &Words::new(Lang::En)).is_err());
}

#[test]
fn help_and_version_are_answers() {
    for line in ["git-desk -h", "git-desk --help", "git-desk help", "git-desk new -h", "git-desk help new"] {
        let (code, out, err) = typed(line, Lang::En);
        assert!(code == 0 && err.is_empty() && out.contains("Usage: git desk"), "{line}: {out}{err}");
    }
    assert_eq!(typed("git-desk help ls", Lang::En).1, typed("git-desk list -h", Lang::En).1);
    let version = format!("git-desk {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(typed("git-desk --version", Lang::Es).1, version);
}

#[test]
fn help_fits_eighty_columns() {
    for lang in Lang::ALL {
        let lines = helps(lang)
            .into_iter()
            .flat_map(|(_, help)| help.lines().map(str::to_owned).collect::<Vec<_>>());
        let long: Vec<String> = lines.filter(|line| line.chars().count() > 80).collect();
        assert!(long.is_empty(), "{long:#?}");
    }
}

#[test]
fn help_in_spanish_has_no_english_in_it() {
    let english = args::command(&Words::new(Lang::En));
    let own = |command: &Command| -> Vec<String> {
        let texts = command.get_arguments().filter_map(|a| a.get_help()).chain(command.get_about());
        texts.map(ToString::to_string).collect()
    };
    let mut texts: Vec<String> = english.get_subcommands().flat_map(own).chain(own(&english)).collect();
    let of_clap =
        ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "Print ", "possible values", "default:", "aliases"];
    texts.extend(of_clap.map(str::to_owned));
    for (line, help) in helps(Lang::Es) {
        let found = texts.iter().find(|text| help.contains(text.as_str()));
        assert_eq!(found, None, "{line}");
    }
}

#[test]
fn every_example_can_be_typed() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for verb in verbs() {
            for line in super::localise::examples(verb, &words).unwrap_or_default().lines() {
                let ours = line.split(" | ").filter(|part| part.starts_with("git desk"));
                for part in ours {
                    let words = split(&part.replacen("git desk", "git-desk", 1));
                    assert!(args::parse(&words, &Words::new(lang)).is_ok(), "{part}");
                }
            }
        }
    }
}

/// The keys that the walk over the grammar can ask for.
fn keys_of_the_grammar(words: &Words) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let grammar = full_grammar();
    for (group, _) in GROUPS {
        keys.insert(format!("cli-group-{group}"));
    }
    for command in grammar.get_subcommands().chain([&grammar]) {
        let verb = if command.get_name() == "git-desk" { "" } else { command.get_name() };
        if !verb.is_empty() {
            keys.extend(["", "-usage", "-examples", "-more"].map(|end| format!("cli-{verb}{end}")));
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str().replace('_', "-");
            let own = format!("cli-{verb}--{id}");
            keys.insert(if words.has(&own) { own } else { format!("cli--{id}") });
            keys.extend(arg.get_help_heading().map(|heading| format!("cli-heading-{heading}")));
            let names = arg.get_value_names().unwrap_or_default();
            keys.extend(names.iter().map(|n| format!("cli-value-{}", n.to_lowercase().replace(['=', '_'], "-"))));
        }
    }
    keys
}

fn catalogue(lang: Lang) -> BTreeSet<String> {
    let lines = lang.sources().join("\n");
    let keys = lines.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned());
    keys.filter(|key| key.starts_with("cli-")).collect()
}

#[test]
fn every_text_of_the_grammar_is_in_the_catalogue() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let optional = |key: &String| ["-usage", "-examples", "-more"].iter().any(|end| key.ends_with(end));
        // Flags without a value have a name for one in clap, which nobody sees.
        let unseen = |key: &String| key.starts_with("cli-value-") && !catalogue(lang).contains(key);
        let shown: String = helps(lang).into_iter().map(|(_, help)| help).collect();
        assert!(!shown.contains("cli-"), "a key is shown: {shown}");
        let keys = keys_of_the_grammar(&words).into_iter().filter(|key| !optional(key) && !unseen(key));
        let missing: Vec<String> = keys.filter(|key| !words.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn no_text_of_the_command_line_is_left_over() {
    let sources = [
        include_str!("args.rs"),
        include_str!("mod.rs"),
        include_str!("docs.rs"),
        include_str!("localise.rs"),
        include_str!("usage.rs"),
    ]
    .concat();
    let keys = keys_of_the_grammar(&Words::new(Lang::En));
    let used = |key: &String| keys.contains(key) || sources.contains(&format!("\"{key}\""));
    let left: Vec<String> = catalogue(Lang::En).into_iter().filter(|key| !used(key)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_panic_is_told_as_a_defect_and_has_an_exit_code_of_its_own() {
    let mut err = Vec::new();
    assert_eq!(super::error::tell_bug("out of bounds", &Words::new(Lang::En), &mut err), 70);
    let told = String::from_utf8(err).expect("UTF-8");
    assert!(told.starts_with("error: a defect in git-desk: out of bounds\nhint: please report it"), "{told}");
}
