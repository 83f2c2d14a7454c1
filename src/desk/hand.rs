//! Whose hands tickets are in: claims, followers, links, escalation.

use super::Desk;
use super::change::Changed;
use super::error::{Error, Result, refused};
use super::pick::Targets;
use super::scene::{Action, Next, Scene, Writing};
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, NewMessage, Refusal};
use crate::domain::ticket::link::{End, LinkKind};
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::domain::time::at;

/// A link to make or to take away.
#[derive(Clone, Debug)]
pub struct LinkEdit {
    /// The kind, and from which end it is told; `None` takes away links of every kind.
    pub kind: Option<(LinkKind, End)>,
    pub to: String,
    pub remove: bool,
}

/// Where an escalated ticket goes, and why.
#[derive(Clone, Debug)]
pub struct Escalation {
    /// `None`: to the group that the ticket's own one escalates to.
    pub to: Option<String>,
    pub reason: String,
}

impl Desk {
    /// Takes tickets in hand for so many seconds.
    pub fn claim(&self, targets: &Targets, seconds: i64, writing: Writing) -> Result<Changed> {
        let next = self.next(None)?;
        self.each(targets, writing, |ticket, scene| {
            let actor = scene.actor(ticket.requester.as_deref(), None);
            if actor.role == Role::Guided && next != Some(ticket.id) {
                return Err(Refusal::OutOfTurn);
            }
            let until = at(scene.now.timestamp().saturating_add(seconds));
            if writing.force {
                ticket.claim = None;
            }
            act::claim(ticket, &scene.config.workflow, until, &actor)
        })
    }

    /// Lets tickets go.
    pub fn release(&self, targets: &Targets, writing: Writing) -> Result<Changed> {
        self.each(targets, writing, |ticket, scene| act::release(ticket, &scene.config.workflow))
    }

    /// Adds a follower, or takes one away. `None` is whoever acts.
    pub fn follow(&self, targets: &Targets, who: Option<&str>, stop: bool, writing: Writing) -> Result<Changed> {
        self.each(targets, Writing { force: true, ..writing }, |ticket, scene| {
            let who = scene.who(who.unwrap_or("me"));
            match stop {
                false => act::follow(ticket, &scene.config.workflow, who),
                true => act::unfollow(ticket, &scene.config.workflow, who),
            }
        })
    }

    /// Links tickets to another one. A name that tells the link from its other end (`blocked-by`) is
    /// written there, once.
    pub fn link(&self, targets: &Targets, link: &LinkEdit, writing: Writing) -> Result<Changed> {
        let (kind, end) = link.kind.unwrap_or((LinkKind::Related, End::Source));
        let kind = (link.kind.is_some() || !link.remove).then_some(kind.as_str());
        self.write(writing.dry_run, |scene| {
            let other = self.find(scene.snapshot, scene.config, &link.to)?;
            let ids = self.pick(scene, targets)?;
            let (holders, others) = match end {
                End::Source => (ids, vec![other]),
                End::Target => (vec![other], ids),
            };
            let one = |id| {
                let before = self.free(id, scene, writing)?;
                let mut after = before.clone();
                for to in &others {
                    set_link(&mut after, scene, (kind, *to), link.remove).map_err(refused(id))?;
                }
                Ok(Next::of(before, after).into())
            };
            holders.into_iter().map(one).collect()
        })
    }

    /// Hands tickets to another group, with an internal note that says why.
    pub fn escalate(&self, targets: &Targets, wanted: &Escalation, writing: Writing) -> Result<Changed> {
        let id = self.env.fresh_id();
        self.change(targets, writing, |before, scene| {
            scene.check_size(&wanted.reason).map_err(refused(before.id))?;
            let group = next_group(&before, wanted, scene)?;
            let stays = match before.assignee.as_deref() {
                Some(who) => scene.config.is_member(who, &group)?,
                None => false,
            };
            let actor = scene.actor(before.requester.as_deref(), None);
            let (channel, text) = (Some("cli".to_owned()), wanted.reason.clone());
            let reason = NewMessage { id, channel, visibility: Visibility::Internal, text };
            let mut after = before.clone();
            act::escalate(&mut after, &scene.config.workflow, (&group, stays), reason, &actor)
                .map_err(refused(before.id))?;
            Ok(Action { body: Some(wanted.reason.clone()), ..Next::of(before, after).into() })
        })
    }

    fn each(
        &self,
        targets: &Targets,
        writing: Writing,
        act: impl Fn(&mut Ticket, &Scene) -> std::result::Result<(), Refusal>,
    ) -> Result<Changed> {
        self.change(targets, writing, |before, scene| {
            let mut after = before.clone();
            act(&mut after, scene).map_err(refused(before.id))?;
            Ok(Next::of(before, after).into())
        })
    }
}

fn set_link(
    ticket: &mut Ticket,
    scene: &Scene,
    (kind, to): (Option<&str>, TicketId),
    remove: bool,
) -> std::result::Result<(), Refusal> {
    let workflow = &scene.config.workflow;
    match (kind, remove) {
        (kind, true) => act::unlink(ticket, workflow, kind, to),
        (Some(kind), false) => act::link(ticket, workflow, kind, to),
        (None, false) => Ok(()),
    }
}

fn next_group(ticket: &Ticket, wanted: &Escalation, scene: &Scene) -> Result<String> {
    if let Some(group) = &wanted.to {
        return Ok(group.clone());
    }
    let next = match ticket.group.as_deref() {
        Some(group) => scene.config.escalates_to(group)?,
        None => None,
    };
    let none = || Error::NoNextLevel { ticket: ticket.id, group: ticket.group.clone() };
    next.ok_or_else(none)
}
