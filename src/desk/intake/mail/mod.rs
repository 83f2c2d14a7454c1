//! What a mail does to the desk.
//!
//! A mail proves nothing, so whatever stands in From it acts as a requester at most, and only on tickets that the
//! sender asked or follows. What anybody else sends to a ticket, and what a machine sends, is kept there internally and
//! changes no status; so is what one sender sends beyond the cap. Such mails are filed by whoever runs this, in the
//! sender's name; the others are the sender's own commits, unless staff is named in From: no commit of staff comes of
//! a mail. Nothing is dropped, and the same mail twice is one message.

mod content;
mod known;
mod read;
mod route;

pub(in crate::desk) use known::KnownMail;
pub use read::{MailRules, mail_item};

use super::decision::{Did, Why};
use super::work::{Asked, Wish};
use crate::desk::attach::{Upload, put};
use crate::desk::create::{NewTicket, build};
use crate::desk::declared;
use crate::desk::error::{Error, Result};
use crate::desk::scene::{Action, Next, Scene};
use crate::desk::talk::{Talk, living, speak};
use crate::domain::people::{Role, same_person};
use crate::domain::ticket::act::NewMessage;
use crate::domain::ticket::mailed::Mailed;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Link, LinkKind, Message, Ticket, TicketId, Visibility};
use crate::domain::time::{Time, at};
use crate::store::Signature;
use content::Content;

/// The channel of tickets and messages that come of mail.
const CHANNEL: &str = "email";
/// The trailer that names the mail of which a commit came.
const TRAILER: &str = "Message-Id";

/// In which manner a mail is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Manner {
    /// As its sender's word.
    Own,
    /// Internally, and without effect; why.
    Aside(Aside),
}

/// Why a mail has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Aside {
    Stranger,
    /// The code of what it was known by.
    Machine(String),
    TooMany,
}

/// A mail, and what it meets.
struct Post<'a> {
    asked: &'a Asked<'a>,
    mailed: &'a Mailed,
}

impl Asked<'_> {
    /// # Errors
    /// What the desk refuses, and those of its own files.
    pub fn mail(&self, mailed: &Mailed) -> Result<Wish> {
        Post { asked: self, mailed }.wish()
    }
}

impl Post<'_> {
    fn wish(&self) -> Result<Wish> {
        let route = self.route()?;
        if let Some(there) = route.known {
            let own = self.mailed.own().is_some_and(|(ticket, _)| ticket == there);
            let (did, why) = if own { (Did::Suppressed, Why::OwnMail) } else { (Did::Duplicate, Why::Known) };
            return Ok(Wish { did, why, ticket: Some(there), action: None });
        }
        let machine = self.machine();
        let is_too_much = self.is_too_much(route.target.as_ref())?;
        let manner = match (&route.target, machine) {
            (_, Some(code)) => Manner::Aside(Aside::Machine(code)),
            (_, None) if is_too_much => Manner::Aside(Aside::TooMany),
            (Some(ticket), None) if !self.takes_part(ticket)? => Manner::Aside(Aside::Stranger),
            _ => Manner::Own,
        };
        match (route.target, &manner) {
            (Some(ticket), Manner::Own) => self.say(ticket),
            (Some(ticket), Manner::Aside(aside)) => self.put_aside(ticket, aside),
            (None, Manner::Aside(Aside::TooMany)) => match self.latest()? {
                Some(ticket) => self.put_aside(ticket, &Aside::TooMany),
                None => self.create(&Manner::Own, None),
            },
            (None, manner) => self.create(manner, None),
        }
    }

    /// By what it is known to be a machine's: what was read of it, or that the desk knows the sender as one.
    fn machine(&self) -> Option<String> {
        let people = &self.asked.scene.config.people;
        let is_bot = |who: &String| people.find(who).is_some_and(|person| person.role == Role::Bot);
        let known = self.mailed.from.as_ref().filter(|who| is_bot(who)).map(|_| "auto-reply".to_owned());
        let own = self.mailed.own().map(|_| "loop".to_owned());
        self.mailed.machine.clone().or(own).or(known)
    }

    /// Whether the sender asked or follows a ticket, or the one that it is part of by now.
    fn takes_part(&self, ticket: &Ticket) -> Result<bool> {
        let part = |ticket: &Ticket| {
            let mut people = ticket.requester.iter().chain(&ticket.followers);
            self.mailed.from.as_ref().is_some_and(|from| people.any(|who| same_person(who, from)))
        };
        Ok(part(ticket) || part(&living(ticket.clone(), self.asked.scene)?))
    }

    /// The sender as git would know them; who runs this, where nobody is named.
    fn sender(&self, now: Time) -> Signature {
        let Some(from) = &self.mailed.from else { return self.filer(now) };
        let legal = |c: &char| !c.is_control() && !"<>\"".contains(*c);
        let name: String = self.mailed.name.as_deref().unwrap_or(from).chars().filter(legal).collect();
        let name = if name.trim().is_empty() { from.clone() } else { name.trim().to_owned() };
        Signature { name, email: from.clone(), seconds: now.timestamp(), offset: 0 }
    }

    /// Who runs this, at the time of the mail.
    fn filer(&self, now: Time) -> Signature {
        Signature { seconds: now.timestamp(), ..self.asked.scene.person.clone() }
    }

    /// Whose commit it is: the sender's, unless the desk knows them as more than a requester.
    fn author(&self, sender: &Signature, manner: &Manner) -> Signature {
        let people = &self.asked.scene.config.people;
        let is_staff = people.find(sender.who()).is_some_and(|person| person.role != Role::Requester);
        match manner {
            Manner::Own if !is_staff => sender.clone(),
            _ => self.filer(at(sender.seconds)),
        }
    }

    /// When it was sent: not after now, not before what it belongs to, and not in the second of another message, since
    /// ids change there.
    fn time(&self, ticket: Option<&Ticket>) -> Time {
        let sent = self.mailed.at.unwrap_or(self.asked.scene.now).min(self.asked.scene.now);
        let Some(ticket) = ticket else { return sent };
        let mut seconds = sent.timestamp().max(ticket.created.timestamp().saturating_add(1));
        while ticket.messages.iter().any(|one| one.at.timestamp() == seconds) {
            seconds = seconds.saturating_add(1);
        }
        at(seconds)
    }

    /// The desk as the sender meets it.
    fn scene<'s>(&'s self, sender: &'s Signature) -> Scene<'s> {
        let Scene { snapshot, config, looked, ahead, .. } = *self.asked.scene;
        Scene {
            snapshot,
            config,
            person: sender,
            now: at(sender.seconds),
            looked,
            ahead,
            at_most: Some(Role::Requester),
        }
    }

    /// As the sender's own word: it may reopen, and it goes to the follow-up of a closed ticket.
    fn say(&self, ticket: Ticket) -> Result<Wish> {
        let on = self.open_end(living(ticket.clone(), self.asked.scene)?)?;
        let sender = self.sender(self.time(Some(&on)));
        let scene = self.scene(&sender);
        let content = Content::of(self.mailed, &scene);
        let new = NewMessage {
            id: self.mailed.message_id(),
            channel: Some(CHANNEL.to_owned()),
            visibility: Visibility::Public,
            text: content.text.clone(),
        };
        let talk = Talk {
            text: content.text.clone(),
            visibility: Visibility::Public,
            channel: Some(CHANNEL.to_owned()),
            status: None,
            until: None,
            files: content.files.clone(),
        };
        let spoken_of = ticket.id;
        let mut action = speak(ticket, new, &talk, &scene, |_| Ok(None))?;
        self.sign(&mut action, content, self.author(&sender, &Manner::Own));
        let next = action.tickets.first();
        let on = next.map_or(spoken_of, |next| next.after.id);
        let (did, why) = match next {
            Some(Next { before: None, follows: Some(source), .. }) => (Did::FollowedUp, Why::FollowUp(*source)),
            Some(Next { before: Some(before), after, .. }) if self.reopens(before, after) => {
                (Did::Reopened, Why::Message)
            }
            _ => (Did::Updated, Why::Message),
        };
        Ok(Wish::to(did, why, on, action))
    }

    fn reopens(&self, before: &Ticket, after: &Ticket) -> bool {
        let workflow = &self.asked.scene.config.workflow;
        !workflow.category(&before.status).is_unsolved() && workflow.category(&after.status).is_unsolved()
    }

    /// Internally, without effect: on the ticket, or the follow-up of a closed one that is there, else on a new one.
    fn put_aside(&self, ticket: Ticket, aside: &Aside) -> Result<Wish> {
        let manner = Manner::Aside(aside.clone());
        let before = self.open_end(living(ticket, self.asked.scene)?)?;
        if self.is_closed(&before) {
            let own = if *aside == Aside::Stranger { Manner::Own } else { manner };
            return self.create(&own, Some(before.id));
        }
        let sender = self.sender(self.time(Some(&before)));
        let scene = self.scene(&sender);
        let content = Content::of(self.mailed, &scene);
        let mut after = before.clone();
        let message = self.message(&content.text, at(sender.seconds), &manner);
        let id = message.id;
        after.add_message(message);
        let files = put(&mut after, &content.files, (id, Visibility::Internal), &scene)?;
        let on = before.id;
        let mut action = Action { files, ..Next::of(before, after).into() };
        self.sign(&mut action, content, self.author(&sender, &manner));
        Ok(Wish::to(Did::Updated, why(&manner), on, action))
    }

    fn is_closed(&self, ticket: &Ticket) -> bool {
        self.asked.scene.config.workflow.category(&ticket.status) == Category::Closed
    }

    /// The message as it stands in a ticket.
    fn message(&self, text: &str, now: Time, manner: &Manner) -> Message {
        let (visibility, role) = match manner {
            Manner::Own => (Visibility::Public, Author::Requester),
            Manner::Aside(Aside::Machine(_)) => (Visibility::Internal, Author::Bot),
            Manner::Aside(_) => (Visibility::Internal, Author::Requester),
        };
        Message {
            id: self.mailed.message_id(),
            at: now,
            from: self.mailed.from.clone(),
            role,
            channel: Some(CHANNEL.to_owned()),
            visibility,
            text: text.to_owned(),
            unknown: Vec::new(),
        }
    }

    fn create(&self, manner: &Manner, about: Option<TicketId>) -> Result<Wish> {
        let sender = self.sender(self.time(None));
        let scene = self.scene(&sender);
        let content = Content::of(self.mailed, &scene);
        let id = self.free_id()?;
        let mut after = self.built(&content, id, &scene)?;
        after
            .links
            .extend(about.map(|ticket| Link { kind: LinkKind::Related.as_str().to_owned(), ticket }));
        let message = self.message(&content.text, at(sender.seconds), manner);
        let (beside, visibility) = (message.id, message.visibility);
        after.add_message(message);
        if let Manner::Aside(Aside::Machine(code)) = manner {
            after.tags.push(code.clone());
        }
        declared::file(&mut after, Role::Bot, &scene)?;
        let files = put(&mut after, &content.files, (beside, visibility), &scene)?;
        let mut action = Action { files, ..Next::new(after).into() };
        self.sign(&mut action, content, self.author(&sender, manner));
        let why = if *manner == Manner::Own { Why::New } else { why(manner) };
        Ok(Wish::to(Did::Created, why, id, action))
    }

    /// The ticket without its message.
    fn built(&self, content: &Content, id: TicketId, scene: &Scene) -> Result<Ticket> {
        let new = NewTicket {
            title: content.title.clone(),
            channel: Some(CHANNEL.to_owned()),
            language: self.mailed.language.clone(),
            refs: vec![format!("mail:{}", self.mailed.key)],
            ..NewTicket::default()
        };
        let made = build(&new, id, self.mailed.message_id(), scene);
        let mut after = made.map_err(|refusal| Error::Refused { ticket: None, refusal })?;
        after.requester = self.mailed.from.clone();
        for who in &self.mailed.cc {
            let mut known = after.requester.iter().chain(&after.followers);
            if !known.any(|known| same_person(known, who)) {
                after.followers.push(who.clone());
            }
        }
        Ok(after)
    }

    /// What is in the commit beside the ticket: whose it is, of which mail, and what that quoted.
    fn sign(&self, action: &mut Action, content: Content, author: Signature) {
        action.author = Some(author);
        action.trailers.push((TRAILER, self.mailed.key.clone()));
        action.body = content.quoted;
    }
}

fn why(manner: &Manner) -> Why {
    match manner {
        Manner::Own => Why::Message,
        Manner::Aside(Aside::Stranger) => Why::Stranger,
        Manner::Aside(Aside::Machine(code)) => Why::Machine(code.clone()),
        Manner::Aside(Aside::TooMany) => Why::TooMany,
    }
}
