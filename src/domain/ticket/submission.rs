//! What somebody hands in who has not read the desk: a ticket, a message, a mail, or that something was seen
//! again.
//!
//! Nothing of it acts as staff: it has no status, no assignee and no id of its own choosing. The id of its
//! ticket derives from what it is about, so that the same thing handed in twice is one ticket.

use super::mailed::Mailed;
use super::{Kind, Occurrence, Priority, TicketId, Value};

/// The format that this program writes, and the latest that it reads.
pub const FORMAT: u32 = 1;
/// The largest submission, in bytes.
pub const MOST_BYTES: u64 = 2 << 20;
/// The most elements that each of its lists has.
pub const MOST_ITEMS: usize = 100;

#[derive(Clone, Debug, PartialEq)]
pub enum Submission {
    Ticket(Box<Filed>),
    Message(Said),
    /// What is known was seen again: at least one.
    Occurrence(Vec<Occurrence>),
    Remark(Remark),
    Mail(Box<Mailed>),
}

/// A ticket that is handed in. What is `None` or empty stays absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filed {
    pub title: String,
    /// The first message; may be empty.
    pub text: String,
    pub kind: Option<Kind>,
    pub priority: Option<Priority>,
    /// Absent: whoever hands it in.
    pub requester: Option<String>,
    pub group: Option<String>,
    pub brand: Option<String>,
    pub channel: Option<String>,
    pub language: Option<String>,
    pub category: Option<String>,
    pub tags: Vec<String>,
    /// Custom fields, and answers to the questions of the form.
    pub fields: Vec<(String, Value)>,
    /// The form that the text and the fields fill.
    pub form: Option<String>,
    /// Names of the ticket elsewhere; by the first it is known again.
    pub refs: Vec<String>,
    /// By the first it is known again, where it has no name elsewhere.
    pub fingerprints: Vec<String>,
    /// The runs in which it was seen.
    pub occurrences: Vec<Occurrence>,
    /// A machine saw it: what becomes of it goes by the rules of recurrence.
    pub sighting: Option<Sighting>,
}

/// What a machine knows of something that it saw, beside the ticket that it may become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sighting {
    /// It went well at last in the same run.
    pub is_flaky: bool,
    /// To be filed whatever branch it was seen on.
    pub any_branch: bool,
    /// The most tickets that its run makes; absent: what the desk says.
    pub max_new: Option<u32>,
    /// The key of what it says: a ticket that has it needs no message of it.
    pub cause: Option<String>,
}

/// A message to a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub ticket: TicketId,
    pub channel: Option<String>,
    pub text: String,
}

/// A word for whoever works on the ticket that is known by this name or fingerprint, such as that an alert is over.
/// Where no unsolved ticket is, there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Its name elsewhere; goes before the fingerprint. At least one of them is there.
    pub name: Option<String>,
    pub fingerprint: Option<String>,
    pub channel: Option<String>,
    pub text: String,
}

/// By what a ticket is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// Its name elsewhere.
    Ref(&'a str),
    Fingerprint(&'a str),
    /// Nothing but the submission itself.
    Itself,
}

impl Filed {
    pub fn known_by(&self) -> Known<'_> {
        match (self.refs.first(), self.fingerprints.first()) {
            (Some(name), _) => Known::Ref(name),
            (None, Some(fingerprint)) => Known::Fingerprint(fingerprint),
            (None, None) => Known::Itself,
        }
    }

    /// The id of the ticket that comes of it, where nothing is known of it yet. `commit` is that of the
    /// submission, in hexadecimal.
    pub fn ticket_id(&self, commit: &str) -> TicketId {
        match self.known_by() {
            Known::Ref(name) => TicketId::derived("external", name),
            Known::Fingerprint(fingerprint) => fingerprint_id(fingerprint, 0),
            Known::Itself => TicketId::derived("inbox", commit),
        }
    }
}

/// The id of the ticket for what recurs for the so-manieth time.
pub fn fingerprint_id(fingerprint: &str, ordinal: u32) -> TicketId {
    match ordinal {
        0 => TicketId::derived("fingerprint", fingerprint),
        n => TicketId::derived("fingerprint", &format!("{fingerprint}\0{n}")),
    }
}

/// The name of a submission among those that wait: it derives from its commit, in hexadecimal.
pub fn submission_id(commit: &str) -> TicketId {
    TicketId::derived("submission", commit)
}

/// The id of the message that comes of a submission: who has it, has the submission.
pub fn message_id(commit: &str) -> TicketId {
    TicketId::derived("inbox message", commit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_elsewhere_makes_the_id_then_a_fingerprint_then_the_submission() {
        let mut filed = Filed { title: "t".into(), ..Filed::default() };
        assert_eq!(filed.ticket_id("a"), filed.ticket_id("a"));
        assert_ne!(filed.ticket_id("a"), filed.ticket_id("b"));
        filed.fingerprints = vec!["f".into(), "g".into()];
        assert_eq!(filed.ticket_id("a"), filed.ticket_id("b"));
        let by_fingerprint = filed.ticket_id("a");
        filed.refs = vec!["github:x/y#1".into()];
        assert_ne!(filed.ticket_id("a"), by_fingerprint);
        assert_eq!(filed.known_by(), Known::Ref("github:x/y#1"));
        assert_ne!(fingerprint_id("f", 1), by_fingerprint);
        assert_ne!(fingerprint_id("f", 1), fingerprint_id("f", 2));
    }
}
