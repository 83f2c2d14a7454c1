//! Files of tickets: bytes in `attachments/`, an entry in the ticket.

use super::Desk;
use super::change::Changed;
use super::error::{Error, Result, refused};
use super::pick::Targets;
use super::scene::{Action, Next, Scene, Writing};
use crate::domain::ticket::act::{self, Refusal};
use crate::domain::ticket::attachment::{free_name, path, safe_name};
use crate::domain::ticket::{Attachment, MessageId, Ticket, Visibility};

/// A file to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// As it was given; it is stored under a safe name.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file that was asked for.
#[derive(Debug)]
pub struct Download {
    pub file: Attachment,
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Attaches files, all of them in one commit.
    pub fn attach(&self, typed: &str, files: &[Upload], visibility: Visibility, writing: Writing) -> Result<Changed> {
        let id = self.env.fresh_id();
        let note = format!("{} files", files.len());
        self.change(&Targets::one(typed), Writing { force: true, ..writing }, |before, scene| {
            act::ensure_not_closed(&before, &scene.config.workflow).map_err(refused(before.id))?;
            let actor = scene.actor(before.requester.as_deref(), None);
            act::ensure_part(&before, visibility, &actor).map_err(refused(before.id))?;
            let mut after = before.clone();
            let stored = put(&mut after, files, (id, visibility), scene)?;
            let body = (files.len() > 1).then(|| note.clone());
            Ok(Action { files: stored, body, ..Next::of(before, after).into() })
        })
    }

    /// One file of a ticket: the name, or a beginning that only one has. Of two files of one name the
    /// later one, unless `name` is `<id>/<name>`.
    ///
    /// # Errors
    /// [`Error::UnknownAttachment`] with those that are there.
    pub fn attachment(&self, typed: &str, name: &str) -> Result<Download> {
        let (snapshot, config) = self.open()?;
        let id = self.find(&snapshot, &config, typed)?;
        let ticket = super::find::load(&snapshot, &config, id)?;
        let known = || ticket.attachments.iter().map(|a| a.name.clone()).collect();
        let unknown = || Error::UnknownAttachment { ticket: id, name: name.to_owned(), known: known() };
        let file = named(&ticket, name).ok_or_else(unknown)?;
        let bytes = snapshot.file(&file.path(id))?.ok_or_else(unknown)?;
        Ok(Download { file: file.clone(), bytes })
    }
}

fn named<'t>(ticket: &'t Ticket, name: &str) -> Option<&'t Attachment> {
    let files = || ticket.attachments.iter().rev();
    let exact = files().find(|a| a.name == name || format!("{}/{}", a.id, a.name) == name);
    exact.or_else(|| {
        let mut fit = files().filter(|a| a.name.starts_with(name));
        fit.next().filter(|_| fit.next().is_none())
    })
}

/// Puts files into a ticket, beside the message `id`; gives what the commit is to hold.
pub(super) fn put(
    ticket: &mut Ticket,
    files: &[Upload],
    (id, visibility): (MessageId, Visibility),
    scene: &Scene,
) -> Result<Vec<(String, Option<Vec<u8>>)>> {
    let limit = scene.config.settings.limits.attachment;
    let mut stored = Vec::new();
    for file in files {
        let size = file.bytes.len() as u64;
        if size > limit {
            let refusal = Refusal::LargeFile { name: file.name.clone(), size, limit };
            return Err(refused(ticket.id)(refusal));
        }
        let name = free_name(&ticket.attachments, id, &safe_name(&file.name));
        stored.push((path(ticket.id, id, &name), Some(file.bytes.clone())));
        let from = Some(scene.person.who().to_owned());
        ticket.attachments.push(Attachment { id, name, size, at: scene.now, from, visibility });
    }
    Ok(stored)
}
