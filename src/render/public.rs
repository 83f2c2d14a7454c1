//! What a requester may see of a ticket.
//!
//! The public version is built from nothing, so that a field that a later part adds to tickets stays
//! internal until somebody adds it here.

use crate::domain::people::same_person;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Message, Ticket, Visibility};
use crate::domain::time::Time;

/// The ticket as its requester sees it, and the category of its status there: public messages only, the
/// status as the workflow shows it, the assignee only when they wrote publicly, and nothing that the desk
/// keeps for itself (tags, group, category, custom fields, followers, links, fingerprints, resolution note).
pub fn public(ticket: &Ticket, workflow: &Workflow) -> (Ticket, Category) {
    let (status, category) = workflow.shown(&ticket.status);
    let mut seen = only_public(ticket, status);
    seen.until = ticket.until.filter(|_| status == ticket.status);
    (seen, category)
}

fn only_public(ticket: &Ticket, status: &str) -> Ticket {
    let mut seen = Ticket::new(ticket.id, ticket.title.clone(), status.to_owned(), ticket.created);
    seen.number = ticket.number;
    seen.kind = ticket.kind;
    seen.priority = ticket.priority;
    seen.requester = ticket.requester.clone();
    seen.brand = ticket.brand.clone();
    seen.channel = ticket.channel.clone();
    seen.language = ticket.language.clone();
    seen.csat = ticket.csat.clone();
    seen.closed = ticket.closed;
    seen.messages = ticket
        .messages
        .iter()
        .filter(|m| m.visibility == Visibility::Public)
        .map(public_message)
        .collect();
    let wrote = |who: &&String| seen.messages.iter().filter_map(|m| m.from.as_deref()).any(|f| same_person(f, who));
    let open = ticket.attachments.iter().filter(|a| a.visibility == Visibility::Public);
    seen.attachments = open.cloned().collect();
    seen.assignee = ticket.assignee.as_ref().filter(wrote).cloned();
    seen
}

/// When anything public last happened: what the desk did in between stays its own business.
pub fn public_updated(seen: &Ticket) -> Time {
    seen.last_message_at().max(seen.closed.unwrap_or(seen.created))
}

/// The public versions of the tickets that were merged into one: those of the same requester. What
/// others wrote in theirs is nobody else's to read.
pub fn sources(ticket: &Ticket, sources: &[Ticket]) -> Vec<Ticket> {
    let same = |source: &&Ticket| match (&ticket.requester, &source.requester) {
        (Some(one), Some(other)) => same_person(one, other),
        _ => false,
    };
    // Of a source only the messages are shown, so its status does not matter.
    sources.iter().filter(same).map(|source| only_public(source, &source.status)).collect()
}

fn public_message(message: &Message) -> Message {
    Message { unknown: Vec::new(), ..message.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::{full_ticket, workflow};

    #[test]
    fn nothing_internal_is_in_the_public_version() {
        let held = Ticket { status: "hold".into(), ..full_ticket() };
        let (seen, category) = public(&held, &workflow());
        assert_eq!((seen.status.as_str(), category), ("open", Category::Open));
        let all = format!("{seen:?}");
        for secret in ["SECRET", "eva@example.com", "payments", "regression", "junit:", "hold", "2027-01-01"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        assert!(all.contains("Since this morning"));
    }

    #[test]
    fn an_assignee_is_named_once_they_wrote() {
        let mut ticket = full_ticket();
        assert_eq!(public(&ticket, &workflow()).0.assignee.as_deref(), Some("luis@example.com"));
        ticket.messages.retain(|m| m.from.as_deref() != Some("luis@example.com"));
        assert_eq!(public(&ticket, &workflow()).0.assignee, None);
    }

    #[test]
    fn the_words_of_another_requester_are_not_in_a_merged_thread() {
        let ticket = full_ticket();
        let mut other = full_ticket();
        other.requester = Some("eva@example.com".into());
        let mut anonymous = full_ticket();
        anonymous.requester = None;
        let all = [full_ticket(), other, anonymous];
        let seen = sources(&ticket, &all);
        assert_eq!(seen.len(), 1);
        assert!(!format!("{seen:?}").contains("SECRET"));
    }

    #[test]
    fn an_internal_note_does_not_move_the_public_time() {
        let ticket = full_ticket();
        let (seen, _) = public(&ticket, &workflow());
        assert!(public_updated(&seen) < ticket.last_message_at());
    }
}
