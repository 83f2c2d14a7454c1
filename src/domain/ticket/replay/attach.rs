//! Files that come with an event: each gets a safe name that is free beside its message.

use super::StreamEvent;
use crate::domain::ticket::attachment::{Enclosed, free_name, safe_name};
use crate::domain::ticket::{Attachment, Change, MessageId, Ticket, Visibility};

/// A change for each of the files, in their order; none, when all of them are there.
pub fn put(
    ticket: &Ticket,
    event: &StreamEvent,
    (id, visibility): (MessageId, Visibility),
    files: &[Enclosed],
    out: &mut Vec<Change>,
) {
    if are_there(ticket, id, files) {
        return;
    }
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

/// Whether the message has files of these names and sizes already: its mail may have come in by itself.
fn are_there(ticket: &Ticket, id: MessageId, files: &[Enclosed]) -> bool {
    let mut left: Vec<&Attachment> = ticket.attachments.iter().filter(|file| file.id == id).collect();
    files.iter().all(|file| {
        let name = safe_name(&file.name);
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let is_it = |a: &&Attachment| a.size == file.bytes.len() as u64 && a.name.starts_with(stem);
        left.iter().position(is_it).map(|n| left.remove(n)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Replayed, replay};
    use super::*;
    use crate::domain::ticket::replay::tests::support;
    use crate::domain::ticket::{TicketId, apply};
    use crate::domain::time::at;

    #[test]
    fn files_of_one_name_lie_side_by_side_and_come_once() {
        let id = TicketId::derived("t", "1");
        let file = |text: &str| Enclosed { name: "../a.txt".into(), bytes: text.as_bytes().into() };
        let attach = |texts: &[&str]| StreamEvent {
            ticket: "t".into(),
            id: Some(id),
            at: at(5),
            seq: 1,
            actor: "ana".into(),
            action: Action::Attach {
                beside: TicketId::derived("m", "1"),
                visibility: Visibility::Internal,
                files: texts.iter().map(|text| file(text)).collect(),
            },
        };
        let ticket = Ticket::new(id, "t".into(), "new".into(), at(1));
        let Replayed::Changes(changes) = replay(Some(&ticket), &attach(&["one", "two"]), &support()) else {
            panic!("two files are new");
        };
        let ticket = apply(Some(ticket), id, &changes).expect("it is there");
        let names: Vec<&str> = ticket.attachments.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "a-2.txt"]);
        assert!(ticket.attachments.iter().all(|a| a.visibility == Visibility::Internal && a.size == 3));
        assert_eq!(replay(Some(&ticket), &attach(&["one", "two"]), &support()), Replayed::Unchanged);
        assert!(matches!(replay(Some(&ticket), &attach(&["three"]), &support()), Replayed::Changes(_)));
    }
}
