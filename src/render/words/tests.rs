//! The catalogue as a whole: both languages say the same things, and nothing in it is idle.

use super::{Arg, Lang, Words};
use crate::domain::people::Role;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Kind, LinkKind, Priority, Visibility};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Keys that code puts together from a prefix and a word which stands in the source as a literal:
/// `status-` and `"open"`. A key of the command line belongs to the walk in `cli/tests.rs`.
const FAMILIES: &[&str] = &[
    "expression-",
    "status-",
    "priority-",
    "type-",
    "visibility-",
    "role-",
    "clock-",
    "short-",
    "weekday-",
    "channel-",
    "csat-",
    "field-",
    "link-",
    "column-",
    "metric-",
    "note-",
    "query-",
    "query-fault-",
    "query-expected-",
    "yaml-fault-",
    "expected-form-",
    "error-",
    "hint-",
    "skip-",
    "takes-",
    "what-",
    "trace-",
    "doctor-",
    "doctor-hint-",
    "report-",
    "unit-",
    "deed-",
    "inbox-",
    "inbox-reason-",
    "file-",
    "other-file-",
    "form-takes-",
    "sla-state-",
    "sla-reason-",
    "sla-day-",
    "calendar-column-",
    "ci-group-",
    "ci-outcome-",
    "ci-fault-",
    "intake-did-",
    "intake-why-",
    "intake-machine-",
    "intake-no-mail-",
];

/// Words that are the same in both languages and why, and endings of keys that only hold commands to type.
const SAME: &[(&str, &str)] = &[
    ("intake-why-no-mail", "nothing but what it is filled with"),
    ("cli-group-tickets", "ticket is the Spanish word too"),
    ("cli-value-dir", "short for directory and for directorio"),
    ("cli-value-id", "id is the Spanish word too"),
    ("cli-value-lang", "names of languages as they are typed"),
    ("cli-value-level", "values as they are typed"),
    ("cli-value-n", "a number"),
    ("cli-value-ref", "git's word"),
    ("cli-value-shell", "the Spanish word too"),
    ("cli-error", "error is the Spanish word too"),
    ("channel-api", "an acronym"),
    ("channel-chat", "the Spanish word too"),
    ("channel-ci", "an acronym"),
    ("channel-web", "the Spanish word too"),
    ("check-commits", "git's word"),
    ("ci-run-commit", "git's word"),
    ("failure-row-commit", "git's word"),
    ("check-tickets", "ticket is the Spanish word too"),
    ("column-id", "ticket is the Spanish word too"),
    ("column-csat_n", "the sign of statistics"),
    ("column-n", "the sign of statistics"),
    ("column-targets_n", "the sign of statistics"),
    ("column-tickets", "ticket is the Spanish word too"),
    ("column-tickets_n", "the sign of statistics"),
    ("hint-measure-elsewhere", "a command to type"),
    ("hint-unknown-figure", "names as they are typed"),
    ("hint-unknown-row", "names as they are typed"),
    ("field-id", "id is the Spanish word too"),
    ("field-sla", "an acronym"),
    ("log-changed", "signs only"),
    ("log-set", "signs only"),
    ("page-cases", "signs only"),
    ("page-period", "signs only"),
    ("priority-normal", "the Spanish word too"),
    ("requester-tickets", "ticket is the Spanish word too"),
    ("role-bot", "the Spanish word too"),
    ("sla-explain-by", "signs only"),
    ("sla-explain-seconds", "signs only"),
    ("sla-head-commit", "git's word"),
    ("sla-head-ticket", "ticket is the Spanish word too"),
    ("unit-day", "a sign"),
    ("unit-hour", "a sign"),
    ("unit-minute", "a sign"),
    ("unit-second", "a sign"),
    ("yaml-fault-other-file", "signs only"),
];
const SAME_ENDINGS: &[&str] = &["-examples"];

/// Key to text, as the files have it.
fn messages(lang: Lang) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in lang.sources().iter().flat_map(|source| source.lines()) {
        if line.starts_with(' ') {
            let key: &String = last.as_ref().expect("an indented line goes on with a message");
            out.entry(key.clone()).or_default().push_str(&format!("\n{line}"));
        } else if let Some((key, text)) = line.split_once(" =").filter(|_| !line.starts_with('#')) {
            assert!(!out.contains_key(key), "{key} is there twice in {}", lang.as_str());
            out.insert(key.to_owned(), text.to_owned());
            last = Some(key.to_owned());
        }
    }
    out
}

fn variables(text: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    text.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

/// The sources without their tests: a key that only a test names is idle.
fn sources() -> String {
    let mut out = String::new();
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

fn read_folder(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the sources can be read").path();
        if path.is_dir() {
            read_folder(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            out.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
}

#[test]
fn every_file_is_fluent_without_junk() {
    for lang in Lang::ALL {
        for source in lang.sources() {
            let errors = FluentResource::try_new((*source).to_owned()).err().map(|(_, errors)| errors);
            assert!(errors.is_none(), "{}: {errors:?}", lang.as_str());
        }
    }
}

#[test]
fn every_message_is_found() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let lost: Vec<String> = messages(lang).into_keys().filter(|key| !words.has(key)).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", lang.as_str());
    }
}

/// A message is cut out of its file and parsed alone: it says what the whole catalogue would say.
#[test]
fn a_message_alone_says_what_the_whole_catalogue_says() {
    for lang in Lang::ALL {
        let mut whole = FluentBundle::new(vec![lang.as_str().parse().expect("a tag")]);
        whole.set_use_isolating(false);
        for source in lang.sources() {
            let resource = FluentResource::try_new((*source).to_owned()).expect("no junk");
            whole.add_resource(resource).expect("no key is there twice");
        }
        let words = Words::new(lang);
        for (key, text) in messages(lang) {
            for count in [0, 1, 2, 21] {
                let names = variables(&text);
                let of = |name: &&str| if name.contains("count") { Arg::Count(count) } else { Arg::from("x {y}\nz") };
                let args: Vec<(&str, Arg)> = names.iter().map(|name| (*name, of(name))).collect();
                let mut given = FluentArgs::new();
                for (name, arg) in &args {
                    match arg {
                        Arg::Text(text) => given.set(*name, text.clone()),
                        Arg::Count(n) => given.set(*name, *n),
                    }
                }
                let pattern = whole.get_message(&key).and_then(|m| m.value()).expect("a text");
                let wanted = whole.format_pattern(pattern, Some(&given), &mut Vec::new());
                assert_eq!(words.with(&key, &args), wanted, "{} {key}", lang.as_str());
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_variables() {
    let (english, spanish) = (messages(Lang::En), messages(Lang::Es));
    let keys: BTreeSet<&String> = english.keys().chain(spanish.keys()).collect();
    for key in keys {
        let of = |messages: &BTreeMap<String, String>| {
            let text = messages.get(key).unwrap_or_else(|| panic!("{key} is missing in one language"));
            variables(text).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of(&english), of(&spanish), "the variables of {key}");
    }
}

#[test]
fn a_key_is_used_or_it_is_gone() {
    let sources = sources();
    let literal = |word: &str| sources.contains(&format!("\"{word}\""));
    // `-near`: the form of a fault that knows what was meant.
    let ending = |rest: &str| literal(rest) || rest.strip_suffix("-near").is_some_and(literal);
    let member = |key: &str| FAMILIES.iter().any(|f| key.strip_prefix(f).is_some_and(ending));
    // A status of a workflow whose file is no Rust.
    let shipped = |key: &str| key == "status-answered";
    let idle = |key: &String| !key.starts_with("cli-") && !shipped(key) && !literal(key) && !member(key);
    let idle: Vec<String> = messages(Lang::En).into_keys().filter(idle).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn a_family_has_a_word_for_every_member() {
    let families: [(&str, Vec<&str>); 6] = [
        ("status", Category::ALL.iter().map(|c| c.as_str()).collect()),
        ("priority", Priority::ALL.iter().map(|p| p.as_str()).collect()),
        ("type", Kind::ALL.iter().map(|k| k.as_str()).collect()),
        ("visibility", Visibility::ALL.iter().map(|v| v.as_str()).collect()),
        ("role", Role::ALL.iter().map(|r| r.as_str()).collect()),
        ("link", LinkKind::names().collect()),
    ];
    let keys = messages(Lang::En);
    for (family, members) in families {
        // A family that nobody words yet is no fault.
        if keys.keys().any(|key| key.starts_with(&format!("{family}-"))) {
            let missing: Vec<&str> =
                members.into_iter().filter(|m| !keys.contains_key(&format!("{family}-{m}"))).collect();
            assert!(missing.is_empty(), "{family}: {missing:?}");
        }
    }
}

#[test]
fn spanish_is_not_english() {
    let (english, spanish) = (messages(Lang::En), messages(Lang::Es));
    let may = |key: &str| SAME.iter().any(|(k, _)| *k == key) || SAME_ENDINGS.iter().any(|end| key.ends_with(end));
    let same: Vec<&String> = english.keys().filter(|key| !may(key) && english.get(*key) == spanish.get(*key)).collect();
    assert!(same.is_empty(), "{same:?}");
}

#[test]
fn the_list_of_equal_words_holds_no_other() {
    let (english, spanish) = (messages(Lang::En), messages(Lang::Es));
    let differs = |key: &&str| english.get(*key) != spanish.get(*key);
    let idle: Vec<&str> = SAME.iter().map(|(key, _)| *key).filter(differs).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
