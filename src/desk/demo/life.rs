//! One ticket's life: each step is done by the rules of the desk's own workflow, as if somebody had
//! typed it at that moment, and leaves a version behind. The present ends every life.

use super::cast::{Cast, Person, Subject};
use super::dice::Dice;
use super::hours::after_work;
use super::texts::{Blanks, Texts};
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, Actor, NewMessage, Refusal, StatusExtras};
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::domain::time::Time;
use chrono::Duration;

/// What all lives share.
pub struct World {
    pub cast: Cast,
    pub texts: Texts,
    pub workflow: Workflow,
    pub now: Time,
}

/// A ticket after somebody did something.
pub struct Version<'a> {
    pub at: Time,
    pub by: &'a Person,
    pub ticket: Ticket,
}

/// Why a life goes no further.
#[derive(Debug)]
pub enum Stop {
    /// What comes next lies in the future.
    Present,
    /// The workflow forbids what the story wants.
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

pub type Going = Result<(), Stop>;

/// A ticket that is being lived.
pub struct Life<'a> {
    pub world: &'a World,
    pub dice: Dice,
    pub ticket: Ticket,
    /// When the last thing happened.
    pub at: Time,
    pub versions: Vec<Version<'a>>,
    pub subject: &'a Subject,
    pub requester: &'a Person,
    /// Who has it; the first to be asked, as long as nobody has it.
    pub agent: &'a Person,
    pub blanks: Blanks,
}

impl<'a> Life<'a> {
    /// Does something at `at`; `by` becomes the author.
    pub fn step(
        &mut self,
        by: &'a Person,
        at: Time,
        change: impl FnOnce(&mut Ticket, &Workflow, &Actor) -> Result<(), Refusal>,
    ) -> Going {
        if at > self.world.now {
            return Err(Stop::Present);
        }
        let role = if std::ptr::eq(by, &self.world.cast.desk) { Role::System } else { by.role };
        let actor = Actor { who: &by.who, role, now: at };
        change(&mut self.ticket, &self.world.workflow, &actor)?;
        self.at = at;
        self.versions.push(Version { at, by, ticket: self.ticket.clone() });
        Ok(())
    }

    /// Someone writes, and perhaps moves the ticket in the same moment.
    pub fn write(
        &mut self,
        by: &'a Person,
        at: Time,
        visibility: Visibility,
        text: &str,
        status: Option<&str>,
    ) -> Going {
        let message = self.message(visibility, text);
        self.step(by, at, |ticket, workflow, actor| {
            act::write(ticket, workflow, message, actor)?;
            match status {
                Some(word) => act::set_status(ticket, workflow, word, &StatusExtras::default(), actor),
                None => Ok(()),
            }
        })
    }

    pub fn message(&self, visibility: Visibility, text: &str) -> NewMessage {
        let key = format!("{}/{}", self.ticket.id, self.ticket.messages.len());
        let channel = self.ticket.channel.clone();
        NewMessage { id: TicketId::derived("demo-message", &key), channel, visibility, text: self.blanks.fill(text) }
    }

    /// A public answer of the agent in the requester's language, after some time of work.
    pub fn reply(&mut self, occasion: &str, minutes: (i64, i64), status: Option<&str>) -> Going {
        let language = self.requester.language.as_str();
        let (dear, yours) = (self.common(language, "dear"), self.common(language, "yours"));
        let text = format!("{dear}\n\n{}\n\n{yours}\n", self.said(language, occasion));
        let at = self.later(self.agent, minutes);
        self.blanks.0.retain(|(name, _)| *name != "agent");
        self.blanks.0.push(("agent", self.agent.first_name().to_owned()));
        self.write(self.agent, at, Visibility::Public, &text, status)
    }

    /// An internal note of the agent in the agent's language.
    pub fn note(&mut self, occasion: &str, minutes: (i64, i64), status: Option<&str>) -> Going {
        let text = self.said(&self.agent.language, occasion);
        let at = self.later(self.agent, minutes);
        self.write(self.agent, at, Visibility::Internal, &format!("{text}\n"), status)
    }

    /// The requester writes; by the workflow, what waited or was solved is open again.
    pub fn answer(&mut self, occasion: &str, minutes: (i64, i64)) -> Going {
        let language = self.requester.language.as_str();
        let text = self.said(language, occasion);
        let bye = if self.dice.chance(40) { format!("\n\n{}", self.common(language, "bye")) } else { String::new() };
        let at = self.later(self.requester, minutes);
        self.write(self.requester, at, Visibility::Public, &format!("{text}{bye}\n"), None)
    }

    /// A text for the occasion: the subject's own, else one that fits every ticket.
    pub fn said(&mut self, language: &str, occasion: &str) -> String {
        let own = self.world.texts.about(language, &self.subject.key, occasion, &mut self.dice);
        if own.is_empty() { self.common(language, occasion) } else { own }
    }

    pub fn common(&mut self, language: &str, occasion: &str) -> String {
        self.world.texts.common(language, occasion, &mut self.dice)
    }

    /// The instant at which somebody has worked on it for so many minutes; mostly the quick end.
    pub fn later(&mut self, person: &Person, (low, high): (i64, i64)) -> Time {
        let seconds = self.dice.mostly_low(low * 60, high * 60);
        after_work(&person.zone, self.at, seconds)
    }

    pub fn days_later(&mut self, low: i64, high: i64) -> Time {
        let minutes = self.dice.between(low * 1440, high * 1440);
        self.at + Duration::minutes(minutes)
    }
}
