//! What a sync did, for whoever asked for it.

use crate::domain::ticket::TicketId;
use crate::store::remote::RemoteError;
use crate::store::{Joined, Merge};

/// What a sync did, or would do.
#[derive(Debug, Default)]
pub struct Synced {
    pub remote: String,
    /// Commits of the remote that were new here.
    pub received: usize,
    /// Tickets that were changed on both sides.
    pub met: Vec<TicketId>,
    /// What was said and does not count, since somebody else said otherwise.
    pub lost: Vec<LostValue>,
    /// Where texts are kept that could not be read.
    pub kept: Vec<String>,
    /// The two were brought together by a merge commit.
    pub merged: bool,
    /// Branches of merge requests that were taken as one commit.
    pub squashed: Vec<String>,
    /// Tickets that go on where closed ones ended, whose requesters had written meanwhile.
    pub follow_ups: Vec<TicketId>,
    /// The desk is published here for the first time, and nothing says where its tickets get numbers.
    pub homeless: bool,
    /// So many tickets got a number.
    pub numbered: usize,
    /// Tickets that had the same number as others.
    pub renumbered: Vec<Renumbered>,
    /// So many submissions of the remote's inbox are in the desk now.
    pub collected: usize,
    /// So many are not, and wait to be looked at.
    pub set_aside: usize,
    pub publication: Publication,
    pub dry_run: bool,
}

/// A ticket that has another number now, since an earlier one had the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    pub ticket: TicketId,
    pub was: u64,
    pub now: u64,
}

/// A value that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostValue {
    /// The ticket's id, or the path of another file.
    pub of: String,
    /// The key, as a file has it; empty: the whole file.
    pub key: String,
    /// The commit that set it, in hexadecimal.
    pub commit: String,
}

/// What became of our own changes.
#[derive(Debug, Default)]
pub enum Publication {
    /// The remote had all of them.
    #[default]
    Nothing,
    /// So many commits are there now.
    Done(usize),
    /// The same on another branch, from which a merge request can be opened.
    Aside { commits: usize, branch: String },
    /// They are kept here; so many, and why.
    Failed { commits: usize, error: Box<RemoteError> },
}

impl Synced {
    /// What a second round did, which had nothing left to merge.
    pub(in crate::desk) fn go_on(&mut self, more: Synced) {
        self.numbered += more.numbered;
        self.renumbered.extend(more.renumbered);
        self.follow_ups.extend(more.follow_ups);
        match (&mut self.publication, more.publication) {
            (Publication::Done(before), Publication::Done(commits)) => *before += commits,
            (_, Publication::Nothing) => {}
            (publication, other) => *publication = other,
        }
    }

    /// Notes a push that the remote took; somebody may write in the meantime, and then there is another one.
    pub(super) fn published(&mut self, commits: usize, to: Option<&String>) {
        let before = if let Publication::Done(before) = self.publication { before } else { 0 };
        self.publication = match to {
            Some(branch) => Publication::Aside { commits, branch: branch.clone() },
            None => Publication::Done(before + commits),
        };
    }

    /// Notes what a merge did.
    pub(super) fn note(&mut self, joined: &Joined) {
        let Joined::Merged(merge) = joined else { return };
        self.merged = true;
        for id in &merge.met {
            if !self.met.contains(id) {
                self.met.push(*id);
            }
        }
        self.kept.extend(merge.kept.iter().cloned());
        self.lost.extend(lost(merge));
    }
}

fn lost(merge: &Merge) -> impl Iterator<Item = LostValue> + '_ {
    let tickets = merge.discarded.iter().map(|(ticket, lost)| LostValue {
        of: ticket.to_string(),
        key: crate::store::slot_name(&lost.lost.slot),
        commit: lost.commit.to_string(),
    });
    let files = merge.lost.iter().map(|(path, lost)| LostValue {
        of: path.clone(),
        key: lost.key.join("."),
        commit: lost.commit.to_string(),
    });
    tickets.chain(files)
}
