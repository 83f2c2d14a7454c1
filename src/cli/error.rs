//! From an error to what a person reads: kind, one line, hint, exit code. The only place that words
//! errors, and the only one that knows exit codes.

pub use super::described::{BUG, COLLISION, Described, FAILED, NO, OK, USAGE};

use super::localise::value_name;
use super::outside::Outside;
use crate::desk::{self, PolicyError, ViewError, import};
use crate::domain::insight::report::Figure;
use crate::domain::people::Role;
use crate::domain::query::Fault;
use crate::domain::sla::Metric;
use crate::domain::ticket::act::Refusal;
use crate::intake::ci;
use crate::render::words::{Arg, Words};
use crate::store;
use std::path::{Path, PathBuf};

/// What goes wrong between the person and the desk.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// Something is missing, and nobody may be asked.
    #[error("missing {0}")]
    Missing(&'static str),
    /// `edit` without a value, where no editor can be opened.
    #[error("nothing-to-set")]
    NothingToSet,
    #[error("bad-time {flag}")]
    BadTime { flag: &'static str, value: String },
    /// A time that means something else tomorrow, where answers must not depend on the present.
    #[error("needs-now {0}")]
    NeedsNow(String),
    #[error("bad-duration {0}")]
    BadDuration(String),
    #[error("no-directory {0}")]
    NoDirectory(PathBuf),
    #[error("unreadable {path}")]
    Unreadable { path: PathBuf, kind: std::io::ErrorKind, cause: String },
    /// Neither `HOME` nor `XDG_DATA_HOME` says where a person's files are.
    #[error("no-home")]
    NoHome,
    /// A file that was asked for could not be written.
    #[error("unwritable {path}")]
    Unwritable { path: PathBuf, cause: String },
    /// What came from outside, or what should read it.
    #[error("{path}: {fault}")]
    Outside { path: PathBuf, fault: Outside },
    #[error("not-utf8 {0}")]
    NotUtf8(PathBuf),
    /// The person closed the editor without a text, or the prompt.
    #[error("aborted")]
    Aborted,
    #[error("editor {0}")]
    Editor(String),
    /// Context of another error: the text that was typed is in this file.
    #[error("kept {0}")]
    Kept(PathBuf),
    /// Context of another error: what was handed in waits on this ref.
    #[error("unsent {0}")]
    Unsent(String),
    #[error("unknown-column {0}")]
    UnknownColumn(String, Vec<&'static str>),
    #[error("unknown-key {0}")]
    UnknownKey(String, Vec<&'static str>),
    /// A word of `--measure` that is no figure.
    #[error("unknown-figure {0}")]
    UnknownFigure(String),
    /// Only `custom` is made of what is asked for.
    #[error("measure-elsewhere")]
    MeasureElsewhere,
    #[error("unknown-metric {0}")]
    UnknownMetric(String),
    #[error("unknown-noun {0}")]
    UnknownNoun(String, Vec<&'static str>),
    /// A word too many, or in the wrong place.
    #[error("unwanted {0}")]
    Unwanted(String),
    #[error("unknown-setting {0}")]
    UnknownSetting(String, Vec<String>),
    /// `uninstall` would take away texts that somebody typed, and nobody may be asked.
    #[error("kept-texts {0}")]
    KeptTexts(usize),
    /// Somebody else's hook is where ours would be; `line` is what calls ours from it.
    #[error("foreign-hook {path}")]
    ForeignHook { path: PathBuf, line: &'static str },
    #[error("not-empty {0}")]
    NotEmpty(PathBuf),
    /// An event stream needs no mapping.
    #[error("map-with-events")]
    MapWithEvents,
    /// Lines of an import that could not be read, and tickets that wait for a mapping; the rest was imported, or would be.
    #[error("bad-lines {count} {waiting} {dry_run}")]
    BadLines { count: u64, waiting: u64, dry_run: bool },
    /// A report of tests that is none.
    #[error("report {path}")]
    Report { path: PathBuf, refusal: ci::Refusal },
    /// Nothing below it looks like a report of tests that can be read.
    #[error("no-reports {0}")]
    NoReports(PathBuf),
    #[error("bad-mask")]
    BadMask(ci::fingerprint::BadMask),
}

impl EdgeError {
    pub fn unreadable(path: &Path, error: &std::io::Error) -> EdgeError {
        EdgeError::Unreadable { path: path.to_owned(), kind: error.kind(), cause: system_says(error) }
    }

    pub fn unwritable(path: &Path, error: &std::io::Error) -> EdgeError {
        EdgeError::Unwritable { path: path.to_owned(), cause: system_says(error) }
    }
}

/// What the system says, without its number.
fn system_says(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

/// A panic, told as a defect of ours.
pub fn tell_bug(cause: &str, words: &Words, err: &mut dyn std::io::Write) -> u8 {
    let described = Described::new("bug", BUG).with("cause", cause);
    writeln!(err, "{}", words.with("cli-error", &[("message", described.message(words).into())])).ok();
    let hint = described.hint(words).unwrap_or_default();
    writeln!(err, "{}", words.with("cli-hint", &[("hint", hint.into())])).ok();
    described.exit
}

/// What an error is, whatever layer it comes from.
pub fn describe(error: &anyhow::Error, words: &Words) -> Described {
    for cause in error.chain() {
        if let Some(e) = cause.downcast_ref::<desk::Error>() {
            return of_desk(e, words);
        }
        if let Some(e) = cause.downcast_ref::<store::Error>() {
            return of_store(e, words);
        }
        match cause.downcast_ref::<EdgeError>() {
            Some(EdgeError::Kept(_) | EdgeError::Unsent(_)) | None => {}
            Some(e) => return of_edge(e, words),
        }
        if let Some(e) = cause.downcast_ref::<std::io::Error>() {
            return Described::new("io", FAILED).with("path", "-").with("cause", system_says(e));
        }
    }
    Described::new("bug", BUG).with("cause", format!("{error:#}"))
}

fn of_edge(error: &EdgeError, words: &Words) -> Described {
    match error {
        EdgeError::Missing(what) => Described::new("missing", USAGE).with("what", argument(what, words)),
        EdgeError::NothingToSet => Described::new("nothing-to-set", USAGE),
        EdgeError::BadTime { flag, value } => {
            Described::new("bad-time", USAGE).with("flag", argument(flag, words)).with("value", value)
        }
        EdgeError::NeedsNow(value) => Described::new("needs-now", USAGE).with("value", value),
        EdgeError::BadDuration(value) => Described::new("bad-duration", USAGE).with("value", value),
        EdgeError::NoDirectory(path) => Described::new("no-directory", FAILED).with("path", path.display()),
        EdgeError::Unreadable { path, kind, cause } => Described::new("unreadable", FAILED)
            .with("path", path.display())
            .with("cause", cause_of(*kind, words).unwrap_or_else(|| cause.clone())),
        EdgeError::NoHome => Described::new("no-home", FAILED),
        EdgeError::Unwritable { path, cause } => {
            Described::new("unwritable", FAILED).with("path", path.display()).with("cause", cause)
        }
        EdgeError::NotUtf8(path) => Described::new("not-utf8", FAILED).with("path", path.display()),
        EdgeError::Unwanted(word) => Described::new("unwanted", USAGE).with("word", word),
        EdgeError::Aborted => Described::new("aborted", COLLISION),
        EdgeError::Editor(editor) => Described::new("editor", FAILED).with("editor", editor),
        EdgeError::Kept(path) => Described::new("bug", BUG).with("cause", path.display()),
        EdgeError::Unsent(reference) => Described::new("bug", BUG).with("cause", reference),
        EdgeError::UnknownColumn(name, known) => {
            Described::new("unknown-column", USAGE).with("name", name).with("known", known.join(", "))
        }
        EdgeError::UnknownKey(name, known) => {
            Described::new("unknown-key", USAGE).with("name", name).with("known", known.join(", "))
        }
        EdgeError::UnknownFigure(name) => super::refused::of_figure(name, &Figure::names(), words),
        EdgeError::MeasureElsewhere => Described::new("measure-elsewhere", USAGE),
        EdgeError::UnknownMetric(name) => {
            let known: Vec<&str> = Metric::ALL.iter().map(|metric| metric.as_str()).collect();
            Described::new("unknown-metric", USAGE).with("name", name).with("known", known.join(", "))
        }
        EdgeError::UnknownNoun(name, known) => {
            Described::new("unknown-noun", USAGE).with("name", name).with("known", known.join(", "))
        }
        EdgeError::UnknownSetting(name, known) => Described::new("unknown-setting", USAGE)
            .with("name", name)
            .with("known", known.join(", ")),
        EdgeError::ForeignHook { path, line } => {
            Described::new("foreign-hook", FAILED).with("path", path.display()).with("line", line)
        }
        EdgeError::KeptTexts(n) => {
            let mut described = Described::new("kept-texts", COLLISION);
            described.args.push(("n", Arg::from(*n)));
            described
        }
        EdgeError::NotEmpty(path) => Described::new("not-empty", FAILED).with("path", path.display()),
        EdgeError::Outside { path, fault } => super::outside::describe(path, fault, words),
        EdgeError::Report { path, refusal } => super::refused::of_report_file(path, refusal),
        EdgeError::NoReports(path) => Described::new("no-reports", FAILED).with("path", whole(path)),
        EdgeError::BadMask(bad) => super::refused::of_mask(bad),
        EdgeError::MapWithEvents => Described::new("map-with-events", USAGE),
        EdgeError::BadLines { count, waiting, dry_run } => {
            let mut described = Described::new("bad-lines", FAILED);
            described.args.push(("count", Arg::from(*count)));
            described.args.push(("waiting", Arg::from(*waiting)));
            described.with("dry", if *dry_run { "yes" } else { "no" })
        }
    }
}

/// A flag as it is typed, or the name of a value.
fn argument(name: &str, words: &Words) -> String {
    if name.starts_with('-') { name.to_owned() } else { format!("<{}>", value_name(name, words)) }
}

/// What the system most often says of a file, in our words.
fn cause_of(kind: std::io::ErrorKind, words: &Words) -> Option<String> {
    use std::io::ErrorKind as Kind;
    match kind {
        Kind::NotFound => Some(words.say("cause-not-found")),
        Kind::IsADirectory => Some(words.say("cause-directory")),
        Kind::PermissionDenied => Some(words.say("cause-permission")),
        _ => None,
    }
}

/// `.` says nothing to a person; where it is does.
fn whole(dir: &Path) -> String {
    dir.canonicalize().unwrap_or_else(|_| dir.to_owned()).display().to_string()
}

fn of_store(error: &store::Error, words: &Words) -> Described {
    use store::Error as E;
    let new = |kind| Described::new(kind, FAILED);
    match error {
        E::NotARepository(dir) => new("not-a-repository").with("path", whole(dir)),
        E::UnsafeRepository(dir) => new("unsafe-repository").with("path", dir.display()),
        E::NoDesk { reference } => new("no-desk").with("reference", reference),
        E::BadRef(name) => Described::new("bad-ref", USAGE).with("name", name),
        E::BadRange(text) => new("bad-range").with("range", text),
        E::RefInTheWay { reference, other } => new("ref-in-the-way").with("reference", reference).with("other", other),
        E::NoIdentity => new("no-identity"),
        E::BadDate(text) => Described::new("bad-date", USAGE).with("value", text),
        E::Busy(path) => new("busy").with("path", path.display()),
        E::NotWritable { path, cause } => new("not-writable").with("path", path.display()).with("cause", cause),
        E::DiskFull { path } => new("disk-full").with("path", path.display()),
        E::Corrupt { what, cause } => new("corrupt").with("what", what).with("cause", cause),
        E::Shallow => new("shallow"),
        E::Unrelated => new("unrelated"),
        E::Remote(error) => super::remote::describe(error, words),
        E::Git { command, stderr } => new("git").with("command", command).with("stderr", stderr),
        E::GitMissing => new("git-missing"),
        E::Signing(cause) => new("signing").with("cause", cause),
        E::Io { path, cause } => new("io").with("path", path.display()).with("cause", cause),
    }
}

fn of_bulk(error: &store::bulk::Error, words: &Words) -> Described {
    use store::bulk::Error as E;
    match error {
        E::GitMissing => of_store(&store::Error::GitMissing, words),
        E::Git { command, stderr } => {
            of_store(&store::Error::Git { command: (*command).to_owned(), stderr: stderr.clone() }, words)
        }
        E::Busy(path) => of_store(&store::Error::Busy(path.clone()), words),
        E::Io { path, cause } => of_store(&store::Error::io(path, cause), words),
    }
}

/// What an error of the desk is.
pub fn of_desk(error: &desk::Error, words: &Words) -> Described {
    use desk::Error as E;
    let new = |kind| Described::new(kind, FAILED);
    match error {
        E::Store(e) => of_store(e, words),
        E::UnknownTicket { typed } => new("unknown-ticket").with("typed", typed),
        E::Ambiguous { typed, candidates } => {
            let lines: Vec<String> = candidates.iter().map(|(id, title)| format!("  {id}  {title}")).collect();
            new("ambiguous-ticket").with("typed", typed).below(lines.join("\n"))
        }
        E::BadId { typed } => Described::new("bad-id", USAGE).with("typed", typed),
        E::BrokenTicket(broken) => new("broken-file")
            .with("path", &broken.path)
            .with("fault", fault(&broken.fault, words))
            .below(&*broken.fault.snippet),
        E::BrokenConfig { path, fault: f } => {
            new("broken-file").with("path", path).with("fault", fault(f, words)).below(&*f.snippet)
        }
        E::NewerFormat { found, known } => new("newer-format").with("found", found).with("known", known),
        E::UnknownZone(name) => Described::new("unknown-zone", USAGE).with("name", name),
        E::Refused { ticket, refusal } => {
            let ticket = ticket.map_or_else(String::new, |id| format!("{id}: "));
            let mut described = of_refusal(refusal, words);
            described.args.push(("ticket", Arg::from(ticket)));
            described
        }
        E::BadQuery { query, fault } => Described::new("bad-query", USAGE)
            .with("fault", super::words::query_fault(fault, words))
            .below(under(query, fault)),
        E::BadEdit { fault: f } => new("bad-edit").with("fault", fault(f, words)).below(&*f.snippet),
        E::Collision { id, unseen } => {
            let by = unseen.by.join(", ");
            let kind = if by.is_empty() { "collision" } else { "collision-by" };
            let changes = super::words::changes(&unseen.changes, words);
            Described::new(kind, COLLISION).with("id", id).with("by", by).below(changes)
        }
        E::NothingToUndo => new("nothing-to-undo"),
        E::Overtaken { id, change } => {
            let change = super::words::changes(std::slice::from_ref(change), words);
            Described::new("overtaken", COLLISION).with("id", id).below(change)
        }
        E::UnknownAttachment { ticket, name, known } => {
            let known = if known.is_empty() { words.say("known-none") } else { known.join(", ") };
            new("unknown-attachment").with("id", ticket).with("name", name).with("known", known)
        }
        E::NoNextLevel { ticket, group: Some(group) } => new("no-next-level").with("id", ticket).with("group", group),
        E::NoNextLevel { ticket, group: None } => new("no-group").with("id", ticket),
        E::Stream(cause) => new("stream").with("cause", cause),
        E::Moved => new("moved"),
        E::Bulk(e) => of_bulk(e, words),
        E::Import(import::Error::Stream(cause)) => new("stream").with("cause", cause),
        E::Import(import::Error::Bulk(e)) => of_bulk(e, words),
        E::Import(import::Error::Ticket(id, cause)) => new("corrupt").with("what", id).with("cause", cause),
        E::View(e) => of_view(e, words),
        E::Form(e) => super::refused::of_form(e, words),
        E::Policy(e) => of_policy(e, words),
        E::Report(e) => super::refused::of_report(e, words),
        E::Calendar(e) => super::refused::of_calendar(e, words),
        E::NoTicketThen(id) => new("no-ticket-then").with("id", id),
        E::NotAdmin(role) => new("not-admin").with("role", words.say(&format!("role-{role}"))),
        E::UnknownPerson { typed, nearest } => {
            let near = |who: &String| words.with("query-did-you-mean", &[("suggestion", who.into())]) + " ";
            let near = nearest.as_ref().map(near).unwrap_or_default();
            new("unknown-colleague").with("typed", typed).with("near", near)
        }
        E::UnknownRequester { typed, nearest } => {
            let near = |who: &String| words.with("requester-near", &[("nearest", who.into())]);
            let near = nearest.as_ref().map(near).unwrap_or_default();
            new("unknown-requester").with("typed", typed).with("near", near)
        }
        E::AmbiguousRequester { typed, candidates } => {
            let lines: Vec<String> = candidates.iter().map(|who| format!("  {who}")).collect();
            new("ambiguous-requester").with("typed", typed).below(lines.join("\n"))
        }
    }
}

fn of_view(error: &ViewError, words: &Words) -> Described {
    match error {
        ViewError::Unknown { name, nearest, known } => Described::new("unknown-view", USAGE)
            .with("name", name)
            .with("nearest", nearest.as_deref().unwrap_or("none"))
            .with("known", if known.is_empty() { "-".to_owned() } else { known.join(", ") }),
        ViewError::Name(name) => Described::new("bad-view-name", USAGE).with("name", name),
        ViewError::Query { name, query, fault } => Described::new("bad-view", FAILED)
            .with("name", name)
            .with("fault", super::words::query_fault(fault, words))
            .below(under(query, fault)),
        ViewError::Forbidden(role) => {
            Described::new("view-forbidden", FAILED).with("role", words.say(&format!("role-{role}")))
        }
        ViewError::Elsewhere(name) => Described::new("view-elsewhere", FAILED).with("name", name),
    }
}

fn of_policy(error: &PolicyError, words: &Words) -> Described {
    match error {
        PolicyError::Filter { path, at: (line, column), name, query, fault } => {
            let place = words.with("yaml-place", &[("line", (*line).into()), ("column", (*column).into())]);
            Described::new("bad-policy", FAILED)
                .with("path", path)
                .with("place", place)
                .with("name", name)
                .with("fault", super::words::query_fault(fault, words))
                .below(under(query, fault))
        }
        PolicyError::Revision(text) => Described::new("no-revision", USAGE).with("revision", text),
    }
}

/// The query with carets under what is wrong.
fn under(query: &str, fault: &Fault) -> String {
    fault
        .caret(query)
        .lines()
        .map(|l| format!("  {l}\n"))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// Why something cannot be done to a ticket. The argument `ticket` is the caller's to add.
pub(super) fn of_refusal(refusal: &Refusal, words: &Words) -> Described {
    let new = |kind| Described::new(kind, FAILED);
    match refusal {
        Refusal::Transition { from, to, role, allowed } => {
            let from_here = super::words::transitions(allowed, words);
            match from {
                Some(from) => new("transition").with("from", from),
                None => new("creation"),
            }
            .with("to", to)
            .with("role", words.say(&format!("role-{role}")))
            .with("allowed", from_here)
        }
        Refusal::UnknownStatus { word, known } => {
            Described::new("unknown-status", USAGE).with("word", word).with("known", known.join(", "))
        }
        Refusal::Closed => new("closed"),
        Refusal::NeedsResolution => new("needs-resolution"),
        Refusal::NeedsUntil { status } => new("needs-until").with("status", status),
        Refusal::CannotEmpty(key) => new("cannot-empty").with("key", words.say(&format!("field-{key}"))),
        Refusal::Immutable(what) => {
            let key = format!("field-{what}");
            new("immutable").with("what", if words.has(&key) { words.say(&key) } else { what.clone() })
        }
        Refusal::Forbidden { deed, role } => {
            let role_name = |role: &Role| words.say(&format!("role-{role}"));
            let roles: Vec<String> = deed.roles().filter(|r| *r != Role::System).map(|r| role_name(&r)).collect();
            let deed = words.say(&format!("deed-{}", deed.as_str()));
            new("forbidden")
                .with("deed", deed)
                .with("role", role_name(role))
                .with("roles", roles.join(", "))
        }
        Refusal::Claimed { by, until } => Described::new("claimed", COLLISION)
            .with("by", by)
            .with("until", crate::domain::time::stamp(*until)),
        Refusal::OutOfTurn => new("out-of-turn"),
        Refusal::OwnLink => Described::new("own-link", USAGE),
        Refusal::OwnMerge => Described::new("own-merge", USAGE),
        Refusal::Merged { into } => new("merged").with("into", into),
        Refusal::NotMerged => new("not-merged"),
        Refusal::NoMessage(typed) => new("no-message").with("typed", typed),
        Refusal::LargeFile { name, size, limit } => {
            new("large-file").with("name", name).with("size", size).with("limit", limit)
        }
        Refusal::Unknown { what, name, known } => super::refused::of_unknown(what, name, known, words),
        Refusal::Field(fault) => super::refused::of_field(fault, words),
        Refusal::EmptyText => Described::new("empty-text", USAGE),
        Refusal::TooLarge { size, limit } => new("too-large").with("size", size).with("limit", limit),
    }
}

fn fault(fault: &crate::kit::yaml::Fault, words: &Words) -> String {
    super::words::yaml_fault(fault, words)
}
