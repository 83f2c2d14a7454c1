//! One submission after the other onto the desk, each as the person who handed it in: as a requester, or as the
//! program that they are, and never as staff, since an author who does not sign proves nothing.

use super::is_of_the_desk;
use super::known::Known;
use super::result::{Aside, Deed, Folded, Reason};
use crate::desk::change::step;
use crate::desk::config::Config;
use crate::desk::create::{NewTicket, build};
use crate::desk::declared;
use crate::desk::error::{Error, Result};
use crate::desk::find::load;
use crate::desk::forms::answered;
use crate::desk::scene::{Action, Ahead, Next, Scene};
use crate::desk::talk::{Talk, living, speak};
use crate::domain::people::Role;
use crate::domain::ticket::act::NewMessage;
use crate::domain::ticket::submission::{Filed, Known as KnownBy, Said, Submission};
use crate::domain::ticket::submission::{fingerprint_id, message_id};
use crate::domain::ticket::{Occurrence, Ticket, TicketId, Visibility};
use crate::domain::time::{Time, at};
use crate::store::inbox::{Incoming, Pending};
use crate::store::looked::Notes;
use crate::store::{NewCommit, Signature, Snapshot};
use std::rc::Rc;

/// The trailer that names the submission of which a commit came.
const TRAILER: &str = "Inbox";
/// How far ahead of ours the clock of whoever hands in may be, in seconds.
const AHEAD_S: i64 = 86_400;

/// What became of a submission.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Folded(Folded),
    Aside(Aside),
    Waits,
}

impl Outcome {
    pub fn aside(pending: &Pending, author: Option<&Signature>, reason: Reason) -> Outcome {
        Outcome::Aside(Aside { pending: pending.clone(), author: author.cloned(), reason })
    }
}

/// A desk onto which submissions are folded.
pub(super) struct Fold<'a> {
    snapshot: &'a Snapshot<'a>,
    config: &'a Config,
    looked: &'a Notes,
    known: Known,
    ahead: Ahead,
    now: Time,
    /// Tickets that may still be made.
    left: usize,
}

/// What a submission is to do: the deed, and the ticket that it is done to.
enum Wish {
    Do(Deed, Box<Action>, TicketId),
    Nothing(TicketId),
    Aside(Reason),
}

impl<'a> Fold<'a> {
    /// `now` and `limit`: the clock of whoever collects, and the most tickets to make.
    pub fn new(
        snapshot: &'a Snapshot<'a>,
        config: &'a Config,
        looked: &'a Notes,
        known: Known,
        (now, limit): (Time, usize),
    ) -> Fold<'a> {
        Fold { snapshot, config, looked, known, ahead: Ahead::default(), now, left: limit }
    }

    /// Folds one; gives what became of it, and the commit of it.
    ///
    /// # Errors
    /// Those of the object database only.
    pub fn one(&mut self, incoming: &Incoming) -> Result<(Outcome, Option<NewCommit>)> {
        let aside = |reason| Ok((Outcome::aside(&incoming.pending, Some(&incoming.author), reason), None));
        if incoming.author.seconds > self.now.timestamp().saturating_add(AHEAD_S) {
            return aside(Reason::Future);
        }
        let done = self.try_one(incoming);
        match done {
            Ok((Wish::Aside(reason), _, _)) => aside(reason),
            Ok((Wish::Do(Deed::Created, ..), _, _)) if self.left == 0 => Ok((Outcome::Waits, None)),
            Ok((wish, commit, tickets)) => Ok((self.done(incoming, &wish, tickets)?, commit)),
            Err(Error::Store(error)) => Err(error.into()),
            Err(error @ Error::BrokenTicket(_)) if is_of_the_desk(&error) => Ok((Outcome::Waits, None)),
            Err(error) if is_of_the_desk(&error) => Err(error),
            Err(error) => aside(Reason::Refused(Rc::new(error))),
        }
    }

    fn try_one(&self, incoming: &Incoming) -> Result<(Wish, Option<NewCommit>, Vec<Ticket>)> {
        let scene = Scene {
            snapshot: self.snapshot,
            config: self.config,
            person: &incoming.author,
            now: at(incoming.author.seconds),
            looked: self.looked,
            ahead: &self.ahead,
            at_most: Some(Role::Requester),
        };
        let asked = Asked { scene: &scene, known: &self.known, commit: incoming.pending.object.to_string() };
        let wish = match &incoming.submission {
            Submission::Ticket(filed) => asked.ticket(filed)?,
            Submission::Message(said) => asked.message(said)?,
            Submission::Occurrence(seen) => asked.seen_again(seen)?,
        };
        let Wish::Do(deed, action, ticket) = wish else { return Ok((wish, None, Vec::new())) };
        let mut action = *action;
        action.trailers.push((TRAILER, asked.commit.clone()));
        let (commit, changed) = step(action, &scene)?;
        let commit = commit.map(|commit| NewCommit { author: Some(incoming.author.clone()), ..commit });
        let tickets = changed.into_iter().map(|changed| changed.ticket).collect();
        let wish = Wish::Do(deed, Box::default(), ticket);
        Ok((if commit.is_some() { wish } else { Wish::Nothing(ticket) }, commit, tickets))
    }

    /// Learns what was done.
    fn done(&mut self, incoming: &Incoming, wish: &Wish, tickets: Vec<Ticket>) -> Result<Outcome> {
        let (deed, ticket) = match wish {
            Wish::Do(deed, _, ticket) => (*deed, *ticket),
            Wish::Nothing(ticket) => (Deed::Known, *ticket),
            Wish::Aside(reason) => return Ok(Outcome::aside(&incoming.pending, None, reason.clone())),
        };
        self.left -= usize::from(deed == Deed::Created && self.left > 0);
        for changed in tickets {
            self.known.learn_refs(&changed);
            if self.config.workflow.category(&changed.status).is_unsolved() {
                self.known.learn_fingerprints(&changed);
            }
            self.ahead.put(changed);
        }
        let written = || load(self.snapshot, self.config, ticket).map(|t| t.title).ok();
        let title = self.ahead.title(ticket).or_else(written).unwrap_or_default();
        Ok(Outcome::Folded(Folded { pending: incoming.pending.clone(), deed, ticket, title }))
    }
}

/// One submission, and what it meets.
struct Asked<'a> {
    scene: &'a Scene<'a>,
    known: &'a Known,
    /// Of the submission, in hexadecimal.
    commit: String,
}

impl Asked<'_> {
    fn ticket(&self, filed: &Filed) -> Result<Wish> {
        let seen = self.occurrences(filed);
        let id = match filed.known_by() {
            KnownBy::Ref(name) => {
                let id = filed.ticket_id(&self.commit);
                let there = if self.scene.has(id)? { Some(id) } else { self.known.by_ref(name) };
                match there {
                    Some(there) => return self.again(there, filed, &seen),
                    None => id,
                }
            }
            KnownBy::Fingerprint(first) => {
                let open = filed.fingerprints.iter().find_map(|one| self.known.by_fingerprint(one));
                match open {
                    Some(open) => return self.note(open, &seen, Some(filed)),
                    None => match self.recurrence(first, &seen)? {
                        Ok(free) => free,
                        Err(there) => return Ok(Wish::Nothing(there)),
                    },
                }
            }
            KnownBy::Itself => {
                let id = filed.ticket_id(&self.commit);
                if self.scene.has(id)? {
                    return Ok(Wish::Nothing(id));
                }
                id
            }
        };
        self.create(id, filed, seen)
    }

    fn create(&self, id: TicketId, filed: &Filed, seen: Vec<Occurrence>) -> Result<Wish> {
        let new = match &filed.form {
            Some(form) => answered(self.scene, form, wanted(filed))?,
            None => wanted(filed),
        };
        let made = build(&new, id, message_id(&self.commit), self.scene);
        let mut after = made.map_err(|refusal| Error::Refused { ticket: None, refusal })?;
        after.occurrences = seen;
        // What a program or a stranger brings is not lost for a field that they do not know.
        declared::file(&mut after, Role::Bot, self.scene)?;
        Ok(Wish::Do(Deed::Created, Box::new(Next::new(after).into()), id))
    }

    /// The runs that a ticket was seen in; one that names none is a run of its own.
    fn occurrences(&self, filed: &Filed) -> Vec<Occurrence> {
        if !filed.occurrences.is_empty() {
            return filed.occurrences.clone();
        }
        let one = |fingerprint: &String| Occurrence {
            fingerprint: fingerprint.clone(),
            at: self.scene.now,
            run: Some(message_id(&self.commit).to_string()),
            count: 1,
            commit: None,
            branch: None,
            url: None,
        };
        filed.fingerprints.iter().map(one).collect()
    }

    /// The id for what recurs after its ticket was solved; `Err`: a ticket that has been told of this before.
    fn recurrence(&self, fingerprint: &str, seen: &[Occurrence]) -> Result<std::result::Result<TicketId, TicketId>> {
        for ordinal in 0.. {
            let id = fingerprint_id(fingerprint, ordinal);
            if !self.scene.has(id)? {
                return Ok(Ok(id));
            }
            let there = self.scene.load(id)?;
            if !seen.is_empty() && seen.iter().all(|one| has_seen(&there, one)) {
                return Ok(Err(id));
            }
        }
        Ok(Ok(fingerprint_id(fingerprint, 0)))
    }

    /// Adds runs to a ticket that is there. What was said with them is in the commit: a run is no message.
    fn note(&self, id: TicketId, seen: &[Occurrence], filed: Option<&Filed>) -> Result<Wish> {
        let before = living(self.scene.load(id)?, self.scene)?;
        let (id, mut after) = (before.id, before.clone());
        for one in seen {
            see(&mut after, one);
        }
        if after == before {
            return Ok(Wish::Nothing(id));
        }
        let body = filed.map(|filed| format!("{}\n\n{}", filed.title, filed.text));
        let action = Action { body, ..Next::of(before, after).into() };
        Ok(Wish::Do(Deed::Seen, Box::new(action), id))
    }

    /// What has a name elsewhere was handed in again: its runs are added, and its text where that is new.
    fn again(&self, id: TicketId, filed: &Filed, seen: &[Occurrence]) -> Result<Wish> {
        let there = living(self.scene.load(id)?, self.scene)?;
        let is_known = |text: &str| there.messages.iter().any(|m| m.text == text);
        if filed.text.trim().is_empty() || is_known(&filed.text) {
            return self.note(there.id, seen, Some(filed));
        }
        self.say(there, &filed.text, filed.channel.as_ref())
    }

    fn message(&self, said: &Said) -> Result<Wish> {
        let ticket = self.scene.load(said.ticket)?;
        self.say(ticket, &said.text, said.channel.as_ref())
    }

    fn say(&self, ticket: Ticket, text: &str, channel: Option<&String>) -> Result<Wish> {
        let spoken_of = ticket.id;
        let refused = |refusal| Error::Refused { ticket: Some(spoken_of), refusal };
        self.scene.check_size(text).map_err(refused)?;
        let role = self.scene.actor(ticket.requester.as_deref(), channel.map(String::as_str)).role;
        // What a program says is for those who work on it.
        let visibility = if role == Role::Bot { Visibility::Internal } else { Visibility::Public };
        let new = NewMessage {
            id: message_id(&self.commit),
            channel: Some(channel.cloned().unwrap_or_else(|| "cli".to_owned())),
            visibility,
            text: text.to_owned(),
        };
        let talk = Talk {
            text: text.to_owned(),
            visibility,
            channel: channel.cloned(),
            status: None,
            until: None,
            files: Vec::new(),
        };
        let action = speak(ticket, new, &talk, self.scene, |_| Ok(None))?;
        let told = action.tickets.first();
        let on = told.map_or(spoken_of, |next| next.after.id);
        let before = told.and_then(|next| next.before.as_ref());
        if before.is_some_and(|ticket| self.was_said(ticket, text)) {
            return Ok(Wish::Nothing(on));
        }
        let deed = if before.is_none() { Deed::Created } else { Deed::Message };
        Ok(Wish::Do(deed, Box::new(action), on))
    }

    /// The same person said the same in the same second.
    fn was_said(&self, ticket: &Ticket, text: &str) -> bool {
        let (who, now) = (self.scene.person.who(), self.scene.now);
        ticket
            .messages
            .iter()
            .any(|m| m.at == now && m.text == text && m.from.as_deref() == Some(who))
    }

    fn seen_again(&self, seen: &[Occurrence]) -> Result<Wish> {
        let of = |one: &Occurrence| self.known.by_fingerprint(&one.fingerprint);
        if let Some(strange) = seen.iter().find(|one| of(one).is_none()) {
            return Ok(Wish::Aside(Reason::NothingSeen(strange.fingerprint.clone())));
        }
        let mut action = Action::default();
        let mut ids: Vec<TicketId> = seen.iter().filter_map(of).collect();
        ids.dedup();
        let first = ids.first().copied().unwrap_or_else(|| message_id(&self.commit));
        for id in ids {
            let before = living(self.scene.load(id)?, self.scene)?;
            if action.tickets.iter().any(|next| next.after.id == before.id) {
                continue;
            }
            let mut after = before.clone();
            seen.iter().filter(|one| of(one) == Some(id)).for_each(|one| see(&mut after, one));
            action.tickets.push(Next::of(before, after));
        }
        Ok(Wish::Do(Deed::Seen, Box::new(action), first))
    }
}

fn has_seen(ticket: &Ticket, one: &Occurrence) -> bool {
    let is_same = |there: &&Occurrence| there.fingerprint == one.fingerprint && there.run == one.run;
    let same_run = ticket.occurrences.iter().find(is_same);
    same_run.is_some_and(|there| there.count >= one.count && (one.run.is_some() || there.at == one.at))
}

/// Adds a run; of one that is there already the greater count is the true one.
fn see(ticket: &mut Ticket, one: &Occurrence) {
    if has_seen(ticket, one) {
        return;
    }
    if one.run.is_some() {
        ticket
            .occurrences
            .retain(|there| there.fingerprint != one.fingerprint || there.run != one.run);
    }
    ticket.occurrences.push(one.clone());
    ticket.occurrences.sort_by_key(|there| there.at);
}

fn wanted(filed: &Filed) -> NewTicket {
    NewTicket {
        title: filed.title.clone(),
        text: filed.text.clone(),
        requester: filed.requester.clone(),
        kind: filed.kind,
        priority: filed.priority,
        group: filed.group.clone(),
        brand: filed.brand.clone(),
        channel: filed.channel.clone(),
        language: filed.language.clone(),
        category: filed.category.clone(),
        tags: filed.tags.clone(),
        fields: filed.fields.clone(),
        fingerprints: filed.fingerprints.clone(),
        refs: filed.refs.clone(),
        ..NewTicket::default()
    }
}
