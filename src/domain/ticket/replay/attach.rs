//! Files that come with an event: each gets a safe name that is free beside its message.

use super::StreamEvent;
use crate::domain::ticket::attachment::{Enclosed, free_name, safe_name};
use crate::domain::ticket::{Attachment, Change, MessageId, Ticket, Visibility};

/// A change for each of the files, in their order.
pub fn put(
    ticket: &Ticket,
    event: &StreamEvent,
    (id, visibility): (MessageId, Visibility),
    files: &[Enclosed],
    out: &mut Vec<Change>,
) {
    let mut known = ticket.attachments.clone();
    for file in files {
        let attachment = Attachment {
            id,
            name: free_name(&known, id, &safe_name(&file.name)),
            size: file.bytes.len() as u64,
            at: event.at,
            from: Some(event.actor.clone()).filter(|who| !who.is_empty()),
            visibility,
        };
        known.push(attachment.clone());
        out.push(Change::Attached(attachment));
    }
}
