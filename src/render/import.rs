//! What came of an import, for people and for programs.

use super::words::{Arg, Words};
use crate::domain::outcome::import::{Cause, Imported};
use crate::kit::escape;
use serde_json::{Value, json};

/// The closing lines: read = imported + skipped, the reasons, the late ones, the first bad lines.
pub fn summary(imported: &Imported, words: &Words) -> Vec<String> {
    let skipped = imported.skipped_in_all();
    let counts = [("read", imported.read.into()), ("imported", imported.imported.into()), ("skipped", skipped.into())];
    let mut lines = vec![words.with("import-done", &counts)];
    for (why, n) in &imported.skipped {
        lines.push(format!("  {}", words.with(&format!("skip-{}", why.as_str()), &[("n", (*n).into())])));
    }
    if imported.floored > 0 {
        lines.push(words.with("import-floored", &[("n", imported.floored.into())]));
    }
    for (line, cause) in &imported.invalid {
        lines.push(match cause {
            Cause::At { .. } => cause_words(cause, words),
            _ => words.with("import-line", &[("line", (*line).into()), ("cause", cause_words(cause, words).into())]),
        });
    }
    lines
}

/// How far an import is, for a progress line.
pub fn progress(read: u64, words: &Words) -> String {
    words.with("import-progress", &[("read", read.into())])
}

/// The closing word of an import that was told to stop.
pub fn interrupted(words: &Words) -> String {
    words.say("import-interrupted")
}

fn cause_words(cause: &Cause, words: &Words) -> String {
    let key = |key: &'static str| ("key", Arg::from(key));
    match cause {
        Cause::TooLong { limit } => words.with("line-too-long", &[("limit", (*limit).into())]),
        Cause::NotJson { column } => words.with("line-not-json", &[("column", (*column).into())]),
        Cause::NotAnObject => words.say("line-not-an-object"),
        Cause::Missing { key: name } => words.with("line-missing", &[key(name)]),
        Cause::BadValue { key: name } => words.with("line-bad-value", &[key(name)]),
        Cause::UnknownType { name } => words.with("line-unknown-type", &[("name", tame(name).into())]),
        Cause::At { place, cause } => {
            let cause = cause_words(cause, words);
            match place.bytes().all(|b| b.is_ascii_digit()) {
                true => words.with("import-line", &[("line", tame(place).into()), ("cause", cause.into())]),
                false => format!("{}: {cause}", escape::one_line(place)),
            }
        }
        Cause::PullRequest => words.say("line-pull-request"),
        Cause::NoTicket { name } => words.with("line-no-ticket", &[("name", tame(name).into())]),
        Cause::UnknownWord { key: "priority", found } => {
            words.with("line-unknown-priority", &[("found", tame(found).into())])
        }
        Cause::UnknownWord { found, .. } => words.with("line-unknown-status", &[("found", tame(found).into())]),
        Cause::NotOurs { name } => words.with("line-not-ours", &[("name", tame(name).into())]),
        Cause::BrokenOff => words.say("line-broken-off"),
        Cause::TooMany { limit } => words.with("line-too-many", &[("limit", (*limit).into())]),
        Cause::NotWhole { have, total } => {
            words.with("line-not-whole", &[("have", (*have).into()), ("total", (*total).into())])
        }
        Cause::NoMail => words.say("line-no-mail"),
        Cause::Twice => words.say("line-twice"),
        Cause::Version { found } => words.with("line-version", &[("found", (*found).into())]),
        Cause::NoObject { name } => words.with("line-no-object", &[("name", tame(name).into())]),
    }
}

/// From a stranger: no more of it than a few words are long, and nothing that steers a terminal.
fn tame(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || "-_. #/:".contains(*c)).take(60).collect()
}

/// `{read, imported, skipped: [{reason, n}], floored, invalid: [{line, cause}]}`
pub fn view(imported: &Imported) -> Value {
    let skipped: Vec<_> = imported.skipped.iter().map(|(why, n)| json!({"reason": why.as_str(), "n": n})).collect();
    let invalid: Vec<_> = imported
        .invalid
        .iter()
        .map(|(line, c)| json!({"line": line, "cause": cause_view(c)}))
        .collect();
    json!({
        "read": imported.read,
        "imported": imported.imported,
        "skipped": skipped,
        "floored": imported.floored,
        "invalid": invalid,
    })
}

fn cause_view(cause: &Cause) -> Value {
    match cause {
        Cause::TooLong { limit } => json!({"kind": "too-long", "limit": limit}),
        Cause::NotJson { column } => json!({"kind": "not-json", "column": column}),
        Cause::NotAnObject => json!({"kind": "not-an-object"}),
        Cause::Missing { key } => json!({"kind": "missing", "key": key}),
        Cause::BadValue { key } => json!({"kind": "bad-value", "key": key}),
        Cause::UnknownType { name } => json!({"kind": "unknown-type", "name": name}),
        Cause::At { place, cause } => {
            let mut view = cause_view(cause);
            view["place"] = json!(place);
            view
        }
        Cause::PullRequest => json!({"kind": "pull-request"}),
        Cause::NoTicket { name } => json!({"kind": "no-ticket", "name": name}),
        Cause::UnknownWord { key, found } => json!({"kind": "unknown-word", "key": key, "found": found}),
        Cause::NotOurs { name } => json!({"kind": "not-ours", "name": name}),
        Cause::BrokenOff => json!({"kind": "broken-off"}),
        Cause::TooMany { limit } => json!({"kind": "too-many", "limit": limit}),
        Cause::NotWhole { have, total } => json!({"kind": "not-whole", "have": have, "total": total}),
        Cause::NoMail => json!({"kind": "no-mail"}),
        Cause::Twice => json!({"kind": "twice"}),
        Cause::Version { found } => json!({"kind": "version", "found": found}),
        Cause::NoObject { name } => json!({"kind": "no-object", "name": name}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::import::Skip;
    use crate::domain::ticket::replay::Refusal;
    use crate::render::words::Lang;

    fn some() -> Imported {
        let mut counts = Imported { read: 3, imported: 1, floored: 1, ..Imported::default() };
        counts.skip_line(7, Cause::UnknownType { name: "dan\u{1b}[2Jce".into() });
        counts.skip(Skip::Refused(Refusal::UnknownTicket));
        counts
    }

    #[test]
    fn the_closing_lines_add_up() {
        let lines = summary(&some(), &Words::new(Lang::En));
        assert_eq!(lines[0], "3 events read: 1 imported, 2 skipped.");
        assert!(lines[1].contains("1 line is no event"), "{}", lines[1]);
        assert_eq!(lines.last().map(String::as_str), Some("line 7: unknown type dan2Jce"));
    }

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let foreign = [Skip::Unreadable, Skip::UnknownWord, Skip::PullRequest, Skip::NotOurs, Skip::Twice];
        let plain = [Skip::AlreadyImported, Skip::Unchanged, Skip::Invalid, Skip::Order, Skip::OwnTicket];
        let refusals = [Refusal::UnknownTicket, Refusal::AlreadyCreated, Refusal::UnknownStatus, Refusal::BadValue];
        let more = [Skip::UnreadableTicket, Skip::TooLarge].into_iter().chain(refusals.map(Skip::Refused));
        for lang in Lang::ALL {
            let words = Words::new(lang);
            for why in plain.into_iter().chain(foreign).chain(more.clone()) {
                assert!(words.has(&format!("skip-{}", why.as_str())), "{lang:?} {why:?}");
            }
        }
    }

    #[test]
    fn programs_read_codes() {
        let view = view(&some());
        assert_eq!(view["skipped"], json!([{"reason": "invalid", "n": 1}, {"reason": "unknown-ticket", "n": 1}]));
        assert_eq!(view["invalid"][0]["cause"]["kind"], "unknown-type");
    }
}
