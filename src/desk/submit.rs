//! Handing something in without reading the desk: kept here first, then sent, so that nothing is lost on the way.

use super::Desk;
use super::error::Result;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::mailed::MailedFile;
use crate::domain::ticket::submission::{Known, Submission};
use crate::store::format::write_submission;
use crate::store::inbox::{OwnRef, Waiting};
use crate::store::remote::{Line, RefUpdate, RemoteError, RemoteName, Verdict};

/// What was handed in.
#[derive(Debug)]
pub struct HandedIn {
    pub waiting: Waiting,
    pub remote: RemoteName,
    /// The id that its ticket gets, where it makes one.
    pub ticket: Option<TicketId>,
    /// Another ticket may get it: it has something by which it is known again.
    pub may_be_known: bool,
}

/// What became of all that waited for a remote.
#[derive(Debug, Default)]
pub struct Sent {
    pub sent: Vec<TicketId>,
    /// The remote does not take these; they stay here.
    pub refused: Vec<(TicketId, RemoteError)>,
}

impl Desk {
    /// Keeps a submission for a remote (else the one of the desk). It is durable when this returns, and goes
    /// to the remote with the next [`Desk::send`].
    ///
    /// # Errors
    /// Those of names of remotes, and of writing.
    pub fn hand_in(&self, submission: &Submission, remote: Option<&str>) -> Result<HandedIn> {
        let remote = self.store.exchange_remote(remote)?;
        self.store.inbox_place()?;
        let text = write_submission(submission);
        let commit = self.store.write_submission(&text, files(submission), about(submission))?;
        let waiting = self.store.put_in_outbox(&remote, commit)?;
        let (ticket, may_be_known) = match submission {
            Submission::Ticket(filed) => {
                (Some(filed.ticket_id(&commit.to_string())), filed.known_by() != Known::Itself)
            }
            Submission::Message(said) => (Some(said.ticket), true),
            Submission::Occurrence(_) | Submission::Remark(_) => (None, true),
            Submission::Mail(mailed) => (Some(mailed.ticket_id()), true),
        };
        Ok(HandedIn { waiting, remote, ticket, may_be_known })
    }

    /// Sends whatever waits here for a remote. Nothing is fetched.
    ///
    /// # Errors
    /// [`RemoteError`] when the remote gives no answer; all of it stays here then.
    pub fn send(&self, remote: &RemoteName) -> Result<Sent> {
        let waiting = self.store.outbox(remote)?;
        let line = self.store.over(remote.clone(), &self.env.wire);
        let place = self.store.inbox_place()?;
        let name = |waiting: &Waiting| format!("{place}/{}", waiting.id);
        let updates: Vec<RefUpdate> = waiting.iter().map(|w| RefUpdate::create(&name(w), w.commit)).collect();
        let report = line.push(&updates)?;
        let (mut sent, mut arrived) = (Sent::default(), Vec::<OwnRef>::new());
        for one in waiting {
            match report.refs.iter().find(|pushed| pushed.name == name(&one)) {
                Some(pushed) if !matches!(pushed.verdict, Verdict::Done | Verdict::UpToDate) => {
                    sent.refused.push((one.id, Line::refusal(&line, pushed, &report)));
                }
                _ => {
                    sent.sent.push(one.id);
                    arrived.push(one.reference);
                }
            }
        }
        self.store.drop_refs(&arrived)?;
        Ok(sent)
    }
}

/// The files that go beside it.
fn files(submission: &Submission) -> &[MailedFile] {
    match submission {
        Submission::Mail(mailed) => &mailed.files,
        _ => &[],
    }
}

/// What it is about, for the subject of its commit.
fn about(submission: &Submission) -> &str {
    match submission {
        Submission::Ticket(filed) => &filed.title,
        Submission::Message(said) => said.ticket.as_str(),
        Submission::Remark(remark) => remark.text.lines().next().unwrap_or_default(),
        Submission::Mail(mailed) => &mailed.subject,
        Submission::Occurrence(seen) => seen.first().map_or("", |seen| &seen.fingerprint),
    }
}
