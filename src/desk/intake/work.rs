//! What one submission does to the desk: the next versions of tickets, and why these.
//!
//! The same for what is filed here and for what was handed in through the inbox; only who acts differs, and that is
//! the scene's.

use super::decision::{Did, Why};
use super::known::Known;
use crate::desk::Desk;
use crate::desk::create::{NewTicket, build};
use crate::desk::declared;
use crate::desk::error::{Error, Result};
use crate::desk::forms::answered;
use crate::desk::scene::{Action, Next, Scene};
use crate::desk::talk::{Talk, living, speak};
use crate::domain::people::Role;
use crate::domain::ticket::act::NewMessage;
use crate::domain::ticket::submission::{Filed, Known as KnownBy, Said, Submission};
use crate::domain::ticket::submission::{fingerprint_id, message_id};
use crate::domain::ticket::{Occurrence, Ticket, TicketId, Visibility};
use crate::render::words::{Lang, Words};

/// What a submission is to do.
pub(in crate::desk) struct Wish {
    pub did: Did,
    pub why: Why,
    /// The ticket that it is done to; absent where there is none.
    pub ticket: Option<TicketId>,
    /// Absent where nothing is to be done.
    pub action: Option<Action>,
}

impl Wish {
    pub fn to(did: Did, why: Why, ticket: TicketId, action: Action) -> Wish {
        Wish { did, why, ticket: Some(ticket), action: Some(action) }
    }

    /// On purpose nothing.
    pub fn left(why: Why, ticket: Option<TicketId>) -> Wish {
        Wish { did: Did::Suppressed, why, ticket, action: None }
    }

    /// The ticket has it already.
    pub fn nothing(ticket: TicketId) -> Wish {
        Wish { did: Did::Duplicate, why: Why::Known, ticket: Some(ticket), action: None }
    }
}

/// One submission, and what it meets.
pub(in crate::desk) struct Asked<'a> {
    pub desk: &'a Desk,
    pub scene: &'a Scene<'a>,
    pub known: &'a Known,
    /// What ids of the submission derive from: the commit in which it was handed in, in hexadecimal, or else a
    /// random word.
    pub seed: String,
}

impl Asked<'_> {
    /// # Errors
    /// What the desk refuses, and those of its own files.
    pub fn wish(&self, submission: &Submission) -> Result<Wish> {
        match submission {
            Submission::Ticket(filed) => match &filed.sighting {
                Some(sighting) if !filed.fingerprints.is_empty() => self.sighted(filed, sighting),
                _ => self.ticket(filed),
            },
            Submission::Message(said) => self.message(said),
            Submission::Occurrence(seen) => self.seen_again(seen),
            Submission::Remark(remark) => self.remark(remark),
            Submission::Mail(mailed) => self.mail(mailed),
        }
    }

    fn ticket(&self, filed: &Filed) -> Result<Wish> {
        let seen = self.occurrences(filed);
        let id = match filed.known_by() {
            KnownBy::Ref(name) => {
                let id = filed.ticket_id(&self.seed);
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
                        Err(there) => return Ok(Wish::nothing(there)),
                    },
                }
            }
            KnownBy::Itself => {
                let id = filed.ticket_id(&self.seed);
                if self.scene.has(id)? {
                    return Ok(Wish::nothing(id));
                }
                id
            }
        };
        self.create(id, filed, seen)
    }

    fn create(&self, id: TicketId, filed: &Filed, seen: Vec<Occurrence>) -> Result<Wish> {
        let after = self.built(id, filed, seen)?;
        Ok(Wish::to(Did::Created, Why::New, id, Next::new(after).into()))
    }

    /// The ticket that comes of it.
    pub(super) fn built(&self, id: TicketId, filed: &Filed, seen: Vec<Occurrence>) -> Result<Ticket> {
        let new = match &filed.form {
            Some(form) => answered(self.scene, form, wanted(filed))?,
            None => wanted(filed),
        };
        let made = build(&new, id, message_id(&self.seed), self.scene);
        let mut after = made.map_err(|refusal| Error::Refused { ticket: None, refusal })?;
        after.occurrences = seen;
        // What a program or a stranger brings is not lost for a field that they do not know.
        declared::file(&mut after, Role::Bot, self.scene)?;
        Ok(after)
    }

    /// The words of the desk: what is stored has one language.
    pub(super) fn words(&self) -> Words {
        Words::new(Lang::parse(&self.scene.config.settings.language).unwrap_or(Lang::En))
    }

    /// The runs that a ticket was seen in; one that names none is a run of its own.
    pub(super) fn occurrences(&self, filed: &Filed) -> Vec<Occurrence> {
        if !filed.occurrences.is_empty() {
            return filed.occurrences.clone();
        }
        let one = |fingerprint: &String| Occurrence {
            fingerprint: fingerprint.clone(),
            at: self.scene.now,
            run: Some(message_id(&self.seed).to_string()),
            count: 1,
            commit: None,
            branch: None,
            url: None,
            platform: None,
        };
        filed.fingerprints.iter().map(one).collect()
    }

    /// The id for what recurs after its ticket was solved; `Err`: a ticket that has been told of this before.
    pub(super) fn recurrence(
        &self,
        fingerprint: &str,
        seen: &[Occurrence],
    ) -> Result<std::result::Result<TicketId, TicketId>> {
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
            return Ok(Wish::nothing(id));
        }
        let body = filed.map(|filed| format!("{}\n\n{}", filed.title, filed.text));
        let action = Action { body, ..Next::of(before, after).into() };
        Ok(Wish::to(Did::Updated, Why::SeenAgain, id, action))
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
            id: message_id(&self.seed),
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
            return Ok(Wish::nothing(on));
        }
        let (did, why) = match told.and_then(|next| next.follows).filter(|_| before.is_none()) {
            Some(source) => (Did::FollowedUp, Why::FollowUp(source)),
            None => (Did::Updated, Why::Message),
        };
        Ok(Wish::to(did, why, on, action))
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
            let why = Why::NothingSeen(strange.fingerprint.clone());
            return Ok(Wish { did: Did::Refused, why, ticket: None, action: None });
        }
        let mut action = Action::default();
        let mut ids: Vec<TicketId> = seen.iter().filter_map(of).collect();
        ids.dedup();
        let first = ids.first().copied().unwrap_or_else(|| message_id(&self.seed));
        for id in ids {
            let before = living(self.scene.load(id)?, self.scene)?;
            if action.tickets.iter().any(|next| next.after.id == before.id) {
                continue;
            }
            let mut after = before.clone();
            seen.iter().filter(|one| of(one) == Some(id)).for_each(|one| see(&mut after, one));
            action.tickets.push(Next::of(before, after));
        }
        Ok(Wish::to(Did::Updated, Why::SeenAgain, first, action))
    }
}

pub(super) fn has_seen(ticket: &Ticket, one: &Occurrence) -> bool {
    let same_run = ticket.occurrences.iter().find(|there| there.is_of_same_run(one));
    same_run.is_some_and(|there| there.count >= one.count && (one.run.is_some() || there.at == one.at))
}

/// Adds a run; of one that is there already the greater count is the true one.
pub(super) fn see(ticket: &mut Ticket, one: &Occurrence) {
    if has_seen(ticket, one) {
        return;
    }
    if one.run.is_some() {
        ticket.occurrences.retain(|there| !there.is_of_same_run(one));
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
