//! Filing a ticket.

use super::Desk;
use super::attach::{Upload, put};
use super::change::Changed;
use super::declared;
use super::error::{Error, Result};
use super::scene::{Action, Next, Scene};
use crate::domain::ticket::act::{self, Actor, NewMessage, Refusal, StatusExtras};
use crate::domain::ticket::{Key, Kind, Message, Priority, Ticket, TicketId, Value, Visibility};
use crate::domain::time::Time;
use crate::store::Snapshot;

/// A ticket to be filed. What is `None` or empty stays absent, but for what every ticket gets: a
/// requester (who files it) and a channel (`cli`).
#[derive(Clone, Debug, Default)]
pub struct NewTicket {
    pub title: String,
    /// The first message; may be empty.
    pub text: String,
    pub requester: Option<String>,
    pub kind: Option<Kind>,
    pub priority: Option<Priority>,
    pub status: Option<String>,
    pub until: Option<Time>,
    pub assignee: Option<String>,
    pub group: Option<String>,
    pub brand: Option<String>,
    pub channel: Option<String>,
    pub language: Option<String>,
    pub category: Option<String>,
    /// The form of which it comes.
    pub form: Option<String>,
    pub tags: Vec<String>,
    pub fields: Vec<(String, Value)>,
    pub due: Option<Time>,
    pub fingerprints: Vec<String>,
    /// Names of this ticket elsewhere.
    pub refs: Vec<String>,
    /// Files that come with the first message.
    pub files: Vec<Upload>,
}

impl Desk {
    /// Files a ticket under a fresh id.
    pub fn create(&self, new: &NewTicket, dry_run: bool) -> Result<Changed> {
        if act::one_line_title(&new.title).is_empty() {
            return Err(Error::Refused { ticket: None, refusal: Refusal::CannotEmpty(Key::Title) });
        }
        let (id, message_id) = (self.env.fresh_id(), self.env.fresh_id());
        self.write(dry_run, |scene| {
            let after = build(new, free(scene.snapshot, id)?, message_id, scene);
            let mut after = after.map_err(|refusal| Error::Refused { ticket: None, refusal })?;
            let role = scene.actor(after.requester.as_deref(), new.channel.as_deref()).role;
            declared::file(&mut after, role, scene)?;
            let beside = after.messages.first().map_or(message_id, |m| m.id);
            let files = put(&mut after, &new.files, (beside, Visibility::Public), scene)?;
            Ok(vec![Action { files, ..Next::new(after).into() }])
        })
    }
}

/// This id, or one derived from it: a ticket that is there is never written over. Ids repeat when the
/// seed is fixed, and by chance.
pub(super) fn free(snapshot: &Snapshot, mut id: TicketId) -> Result<TicketId> {
    while snapshot.ids(id.as_str())?.contains(&id) {
        id = TicketId::derived("random", id.as_str());
    }
    Ok(id)
}

/// The ticket that is asked for, as whoever the scene is about files it.
pub(super) fn build(
    new: &NewTicket,
    id: TicketId,
    message_id: TicketId,
    scene: &Scene,
) -> std::result::Result<Ticket, Refusal> {
    scene.check_size(&new.text)?;
    let requester = new.requester.as_deref().map_or(scene.person.who(), |who| scene.who(who)).to_owned();
    let actor = scene.actor(Some(&requester), new.channel.as_deref());
    let mut ticket = Ticket::new(id, act::one_line_title(&new.title), String::new(), scene.now);
    ticket.requester = Some(requester);
    ticket.kind = new.kind;
    ticket.priority = new.priority;
    ticket.assignee = new.assignee.clone();
    ticket.group = new.group.clone();
    ticket.brand = new.brand.clone();
    ticket.channel = Some(new.channel.clone().unwrap_or_else(|| "cli".to_owned()));
    ticket.language = new.language.clone();
    ticket.category = new.category.clone();
    ticket.form = new.form.clone();
    ticket.due = new.due;
    act::tag(&mut ticket, &new.tags, &[]);
    new.fields.iter().for_each(|(name, value)| ticket.set_field(name, Some(value.clone())));
    ticket.fingerprints = unique(&new.fingerprints);
    ticket.refs = unique(&new.refs);
    let extras = StatusExtras { until: new.until, resolution: None };
    act::start(&mut ticket, &scene.config.workflow, new.status.as_deref(), &extras, &actor)?;
    if !new.text.trim().is_empty() {
        ticket.add_message(first_message(new, message_id, &ticket, &actor));
    }
    Ok(ticket)
}

/// The opening message wakes nothing and assigns nobody: the ticket is as it was asked to be.
fn first_message(new: &NewTicket, id: TicketId, ticket: &Ticket, actor: &Actor) -> Message {
    let new =
        NewMessage { id, channel: ticket.channel.clone(), visibility: Visibility::Public, text: new.text.clone() };
    act::message(new, actor)
}

fn unique(items: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in items {
        if !out.contains(item) {
            out.push(item.clone());
        }
    }
    out
}
