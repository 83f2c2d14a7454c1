//! Wording for what `check` finds: a code, one line, and what mends it.

use super::error::{Described, of_refusal};
use super::pushed;
use super::words::{query_fault, yaml_fault_here};
use crate::desk::check::{Checked, Finding, ImportedCommit, What};
use crate::domain::outcome::fault::{Counts, Fault, Place};
use crate::domain::query;
use crate::domain::ticket::judge::Wrong;
use crate::kit::escape;
use crate::render::answers::{CheckView, CheckedView, FaultView, ImportedView};
use crate::render::words::{Arg, Lang, Words};

/// Characters of a commit's id that are shown.
const SHORT: usize = 12;

/// Something that was found, in words.
struct Worded {
    /// Programs match on it.
    kind: String,
    message: String,
    hint: Option<String>,
}

/// One line: where, what, and what mends it.
pub fn line(finding: &Finding, words: &Words) -> String {
    match apart(finding, words) {
        (what, Some(hint)) => format!("{what} ({hint})"),
        (what, None) => what,
    }
}

/// Where and what; and what mends it.
pub fn apart(finding: &Finding, words: &Words) -> (String, Option<String>) {
    let Worded { message, hint, .. } = worded(&finding.what, words);
    match place(&finding.place) {
        whole if whole.is_empty() => (message, hint),
        place => (format!("{place}: {message}"), hint),
    }
}

/// Where, as `path:line:column`, or the commit with the path or the ticket.
fn place(place: &Place) -> String {
    let commit = place.commit.as_deref().map(|c| c.chars().take(SHORT).collect::<String>());
    let shown = match (&place.path, commit) {
        (Some(path), Some(commit)) => format!("{commit} {path}"),
        (Some(path), None) => match place.at {
            Some((line, column)) => format!("{path}:{line}:{column}"),
            None => path.clone(),
        },
        (None, commit) => {
            let ticket = place.ticket.map(|id| id.to_string());
            commit.into_iter().chain(ticket).collect::<Vec<_>>().join(" ")
        }
    };
    escape::one_line(&shown).into_owned()
}

/// One line for a commit of an import.
pub fn imported(imported: &ImportedCommit, words: &Words) -> String {
    let at = Place { commit: Some(imported.commit.clone()), ticket: imported.ticket, ..Place::default() };
    let source = escape::one_line(&imported.source).into_owned();
    format!("{}: {}", place(&at), words.with("check-imported", &[("source", source.into())]))
}

/// The verdict with the counts.
pub fn closing(counts: &Counts, words: &Words) -> String {
    let count = |key: &str, n: u64| words.with(key, &[("n", n.into())]);
    let mut parts = vec![count("check-tickets", counts.tickets), count("check-commits", counts.commits)];
    if counts.imported > 0 {
        parts.push(count("check-of-import", counts.imported));
    }
    parts.push(count("check-warnings", counts.warnings));
    let counted = parts.join(", ");
    match counts.faults {
        0 => words.with("check-sound", &[("counts", counted.into())]),
        n => words.with("check-unsound", &[("n", n.into()), ("counts", counted.into())]),
    }
}

/// What the verdict does not say: nobody verified who the authors are.
pub fn note(counts: &Counts, words: &Words) -> String {
    let unsigned = counts.commits - counts.signed;
    words.with("check-unsigned", &[("unsigned", unsigned.into()), ("commits", counts.commits.into())])
}

/// What programs get; its texts are English.
pub fn view(checked: &Checked) -> CheckView {
    let words = Words::new(Lang::En);
    let list = |found: &[Finding]| found.iter().map(|f| fault_view(f, &words)).collect();
    let imported = |i: &ImportedCommit| ImportedView {
        commit: i.commit.clone(),
        ticket: i.ticket.map(|id| id.to_string()),
        source: i.source.clone(),
    };
    let counts = &checked.counts;
    let counted = CheckedView {
        tickets: counts.tickets,
        commits: counts.commits,
        imported: counts.imported,
        signed: counts.signed,
        faults: counts.faults,
        warnings: counts.warnings,
    };
    CheckView::new(
        list(&checked.faults),
        list(&checked.warnings),
        checked.imported.iter().map(imported).collect(),
        counted,
    )
}

fn fault_view(finding: &Finding, words: &Words) -> FaultView {
    let Worded { kind, message, hint } = worded(&finding.what, words);
    let place = &finding.place;
    FaultView {
        kind,
        ticket: place.ticket.map(|id| id.to_string()),
        path: place.path.clone(),
        line: place.at.map(|(line, _)| u64::from(line)),
        column: place.at.map(|(_, column)| u64::from(column)),
        commit: place.commit.clone(),
        message,
        hint,
    }
}

fn worded(what: &What, words: &Words) -> Worded {
    match what {
        What::Unreadable(fault) => Worded {
            kind: "unreadable".to_owned(),
            message: yaml_fault_here(fault, words),
            hint: Some(words.say("fault-hint-file")),
        },
        What::View { name, fault } => of_query("bad-view", "error-bad-view", name, fault, words),
        What::Policy { name, fault } => of_query("bad-policy", "fault-bad-policy", name, fault, words),
        What::Report { name, fault } => of_query("bad-report", "error-bad-report", name, fault, words),
        What::Fault(Fault::Rule(Wrong::Refused(refusal))) => {
            let mut described: Described = of_refusal(refusal, words);
            described.args.push(("ticket", Arg::from("")));
            let (message, hint) = (described.message(words), described.hint(words));
            // How to go on is for who acts; afterwards only what would have been possible helps.
            let hint = hint.filter(|_| matches!(described.kind, "transition" | "creation" | "unknown-status"));
            Worded { kind: described.kind.to_owned(), message, hint }
        }
        What::Fault(fault) => {
            let (key, args) = told(fault, words);
            let kind = key.strip_prefix("fault-").unwrap_or(key).trim_end_matches("-near").to_owned();
            let hint = hint(fault).map(|key| words.with(key, &args));
            Worded { kind, message: words.with(key, &args), hint }
        }
    }
}

/// Something with a name whose query means nothing.
fn of_query(kind: &str, key: &str, name: &str, fault: &query::Fault, words: &Words) -> Worded {
    let args = [("name", Arg::from(name)), ("fault", query_fault(fault, words).into())];
    Worded { kind: kind.to_owned(), message: words.with(key, &args), hint: Some(words.say("fault-hint-file")) }
}

pub(super) type Args = Vec<(&'static str, Arg<'static>)>;

pub(super) fn text(name: &'static str, value: &dyn ToString) -> (&'static str, Arg<'static>) {
    (name, Arg::from(escape::one_line(&value.to_string()).into_owned()))
}

fn told(fault: &Fault, words: &Words) -> (&'static str, Args) {
    match fault {
        Fault::Rule(wrong) => told_rule(wrong),
        Fault::MissingFile => ("fault-missing-file", vec![]),
        Fault::UnknownZone { name } => ("fault-unknown-zone", vec![text("name", name)]),
        Fault::NoSuch { what, name, nearest } => {
            let what = words.say(&format!("what-{what}"));
            let args = vec![("what", what.into()), text("name", name)];
            match nearest {
                Some(nearest) => ("fault-no-such-near", [args, vec![text("nearest", nearest)]].concat()),
                None => ("fault-no-such", args),
            }
        }
        Fault::Alike { name, other } => ("fault-alike", vec![text("name", name), text("other", other)]),
        Fault::InDays { written, days } => ("fault-in-days", vec![text("written", written), ("days", (*days).into())]),
        Fault::Stray => ("fault-stray", vec![]),
        Fault::Elsewhere { expected } => ("fault-elsewhere", vec![text("expected", expected)]),
        Fault::OtherId { found } => ("fault-other-id", vec![text("found", found)]),
        Fault::StrangeLanguage { name, nearest: Some(nearest) } => {
            ("fault-strange-language-near", vec![text("name", name), text("nearest", nearest)])
        }
        Fault::StrangeLanguage { name, nearest: None } => ("fault-strange-language", vec![text("name", name)]),
        Fault::LargeFile { size, limit } => {
            ("fault-large-file", vec![("size", (*size).into()), ("limit", (*limit).into())])
        }
        Fault::NotCanonical => ("fault-not-canonical", vec![]),
        Fault::Orphan { ticket } => ("fault-orphan", vec![text("ticket", ticket)]),
        Fault::Unlisted { ticket } => ("fault-unlisted", vec![text("ticket", ticket)]),
        Fault::NoAttachment { path } => ("fault-no-attachment", vec![text("path", path)]),
        Fault::MergeCircle => ("fault-merge-circle", vec![]),
        Fault::Timeline { keys } => ("fault-timeline", vec![text("keys", &keys.join(", "))]),
        Fault::Merge { keys } => ("fault-merge", vec![text("keys", &keys.join(", "))]),
        Fault::MergeBroken => ("fault-merge-broken", vec![]),
        Fault::MergeForm => ("fault-merge-form", vec![]),
        Fault::MergeFile => ("fault-merge-file", vec![]),
        Fault::Unrelated => ("fault-unrelated", vec![]),
        Fault::Push(fault) => pushed::told(fault, words),
        Fault::Kept => ("fault-kept", vec![]),
        Fault::SameNumber { number, other } => {
            ("fault-same-number", vec![text("number", number), text("other", other)])
        }
        Fault::TicketTrailer { said } => ("fault-ticket-trailer", vec![text("said", said)]),
        Fault::StatusTrailer { said, found: Some(found) } => {
            ("fault-status-trailer", vec![text("said", said), text("found", found)])
        }
        Fault::StatusTrailer { said, found: None } => ("fault-status-unchanged", vec![text("said", said)]),
        Fault::BrokenVersion => ("fault-broken-version", vec![]),
        Fault::Configured { role } => ("fault-configured", vec![("role", words.say(&format!("role-{role}")).into())]),
        Fault::AuthorAhead { seconds } => ("fault-author-ahead", vec![("seconds", (*seconds).into())]),
        Fault::ClockAhead { seconds } => ("fault-clock-ahead", vec![("seconds", (*seconds).into())]),
    }
}

fn told_rule(wrong: &Wrong) -> (&'static str, Args) {
    match wrong {
        Wrong::Refused(refusal) => ("fault-refused", vec![text("cause", refusal)]),
        Wrong::NeedsAssignee => ("fault-needs-assignee", vec![]),
        Wrong::Removed => ("fault-removed", vec![]),
        Wrong::UnknownStatus { status } => ("fault-no-such-status", vec![text("status", status)]),
        Wrong::ClosedTime => ("fault-closed-time", vec![]),
        Wrong::LongMessage { size, limit } => {
            ("fault-long-message", vec![("size", (*size).into()), ("limit", (*limit).into())])
        }
        Wrong::FollowUpId { source, expected } => {
            ("fault-follow-up-id", vec![text("source", source), text("expected", expected)])
        }
        Wrong::Dangling { key, ticket } => ("fault-dangling", vec![text("key", key), text("ticket", ticket)]),
    }
}

/// What mends it, where a command or an edit does.
fn hint(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::MissingFile | Fault::OtherId { .. } | Fault::UnknownZone { .. } | Fault::NoSuch { .. } => {
            Some("fault-hint-file")
        }
        Fault::Rule(Wrong::Dangling { .. } | Wrong::ClosedTime) => Some("fault-hint-file"),
        Fault::Stray | Fault::Elsewhere { .. } => Some("fault-hint-place"),
        Fault::Merge { .. } | Fault::MergeBroken | Fault::MergeFile => Some("fault-hint-merge"),
        Fault::Unrelated => Some("fault-hint-unrelated"),
        Fault::Kept => Some("fault-hint-kept"),
        Fault::Push(fault) => Some(pushed::hint(fault)),
        Fault::SameNumber { .. } => Some("fault-hint-file"),
        Fault::LargeFile { .. } | Fault::Rule(Wrong::LongMessage { .. }) => Some("hint-too-large"),
        Fault::AuthorAhead { .. } | Fault::ClockAhead { .. } => Some("fault-hint-clock"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::push::PushFault;
    use crate::domain::people::Role;
    use crate::domain::ticket::TicketId;

    fn every_fault() -> Vec<Fault> {
        let id = TicketId::derived("test", "1");
        let text = || "x\u{1b}[2J".to_owned();
        let rules = [
            Wrong::NeedsAssignee,
            Wrong::Removed,
            Wrong::UnknownStatus { status: text() },
            Wrong::ClosedTime,
            Wrong::LongMessage { size: 2, limit: 1 },
            Wrong::FollowUpId { source: id, expected: id },
            Wrong::Dangling { key: "links", ticket: id },
        ];
        let mut all = vec![
            Fault::MissingFile,
            Fault::UnknownZone { name: text() },
            Fault::NoSuch { what: "group", name: text(), nearest: Some(text()) },
            Fault::NoSuch { what: "person", name: text(), nearest: None },
            Fault::Alike { name: text(), other: text() },
            Fault::InDays { written: text(), days: 9 },
            Fault::Stray,
            Fault::Elsewhere { expected: text() },
            Fault::OtherId { found: id },
            Fault::LargeFile { size: 2, limit: 1 },
            Fault::NotCanonical,
            Fault::Orphan { ticket: id },
            Fault::Unlisted { ticket: id },
            Fault::NoAttachment { path: text() },
            Fault::MergeCircle,
            Fault::Timeline { keys: vec![text()] },
            Fault::Merge { keys: vec![text()] },
            Fault::MergeBroken,
            Fault::MergeForm,
            Fault::MergeFile,
            Fault::Unrelated,
            Fault::Kept,
            Fault::SameNumber { number: 7, other: id },
            Fault::TicketTrailer { said: text() },
            Fault::StatusTrailer { said: text(), found: Some(text()) },
            Fault::StatusTrailer { said: text(), found: None },
            Fault::BrokenVersion,
            Fault::Configured { role: Role::Agent },
            Fault::AuthorAhead { seconds: 121 },
            Fault::ClockAhead { seconds: 121 },
        ];
        all.extend(rules.map(Fault::Rule));
        let role = Role::Guided;
        let pushed = [
            PushFault::Rewritten,
            PushFault::Deleted,
            PushFault::NoCommit,
            PushFault::Import { role },
            PushFault::Outside { role },
            PushFault::Unsigned,
            PushFault::OtherSigner { signer: text() },
            PushFault::InTheName { role },
            PushFault::TooMany { n: 2, limit: 1 },
            PushFault::Renumbered { from: 7 },
            PushFault::InboxMoved,
            PushFault::InboxOdd,
            PushFault::InboxLarge { limit: 1 },
        ];
        all.extend(pushed.map(Fault::Push));
        all
    }

    #[test]
    fn every_fault_has_words_in_both_languages_and_nothing_raw() {
        for words in Lang::ALL.map(Words::new) {
            for fault in every_fault() {
                let (key, _) = told(&fault, &words);
                assert!(words.has(key), "{key}");
                let path = Some("tickets/\u{1b}]0;x".to_owned());
                let finding = Finding { place: Place { path, ..Place::default() }, what: What::Fault(fault) };
                let line = line(&finding, &words);
                assert!(!line.contains('\u{1b}') && !line.contains("{$"), "{line}");
            }
        }
    }
}
