//! Whether history kept the rules: may this version of a ticket follow that one, made by this person?
//!
//! [`super::act`] makes versions; this judges versions that somebody made, by git-desk or by hand,
//! so it must accept whatever `act` does: a transition may follow from an assignment or a message.

use super::act::{self, FOLLOW_UP, Refusal};
use super::deeds::{self, Maker};
use super::model::Author;
use super::workflow::{Category, Workflow};
use super::{Message, MessageId, Ticket, TicketId, Visibility, diff};
use crate::domain::people::{People, Role};

/// A rule that a version broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Refused(Refusal),
    /// Staff solved it, and nobody is its assignee.
    NeedsAssignee,
    /// Its file was taken away.
    Removed,
    /// The workflow has no such status; the ticket counts as open.
    UnknownStatus {
        status: String,
    },
    /// A closed ticket without its time of closing, or the time on one that is not closed.
    ClosedTime,
    /// A message is larger than the desk takes in.
    LongMessage {
        size: u64,
        limit: u64,
    },
    /// A follow-up has the id that derives from its source, so that there is one only.
    FollowUpId {
        source: TicketId,
        expected: TicketId,
    },
    /// It refers to a ticket that is not there. `key` is that of the ticket's file.
    Dangling {
        key: &'static str,
        ticket: TicketId,
    },
}

/// The rules of a desk at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub workflow: &'a Workflow,
    pub people: &'a People,
}

impl Rules<'_> {
    /// What is wrong with `new` as the successor of `old` (`None`: it was not there), made by `who`.
    /// `moved`: messages that other tickets of the same commit took over.
    pub fn change(&self, old: Option<&Ticket>, new: Option<&Ticket>, who: &str, moved: &[MessageId]) -> Vec<Wrong> {
        match (old, new) {
            (None, None) => Vec::new(),
            (None, Some(new)) => self.creation(new, who),
            (Some(old), None) if self.workflow.category(&old.status) == Category::Closed => {
                vec![Wrong::Refused(Refusal::Closed)]
            }
            (Some(_), None) => vec![Wrong::Removed],
            (Some(old), Some(new)) => self.rewrite(old, new, who, moved),
        }
    }

    fn creation(&self, new: &Ticket, who: &str) -> Vec<Wrong> {
        let role = self.role(who, new, None);
        let workflow = self.workflow;
        let files = workflow.create.iter().any(|t| t.by.contains(&role));
        let opened = files && new.assignee.is_some() && workflow.first_assignment.as_ref() == Some(&new.status);
        let follows = is_follow_up(new) && workflow.category(&new.status) == Category::New;
        let mut wrong = Vec::new();
        if !(opened || follows || workflow.allows(None, &new.status, role)) {
            wrong.push(Wrong::Refused(act::forbidden(workflow, None, &new.status, role)));
        }
        let maker = Maker { who, role, workflow, moved: &[] };
        wrong.extend(deeds::check(None, new, &diff(None, new), &maker).err().map(Wrong::Refused));
        wrong.extend(self.entry(None, new, role));
        wrong
    }

    fn rewrite(&self, old: &Ticket, new: &Ticket, who: &str, moved: &[MessageId]) -> Vec<Wrong> {
        if let Err(closed) = act::check_closed(old, new, self.workflow) {
            return vec![Wrong::Refused(closed)];
        }
        let role = self.role(who, new, Some(old));
        let maker = Maker { who, role, workflow: self.workflow, moved };
        let refusals = [
            act::check_fixed(old, new),
            act::check_kept(old, new),
            deeds::check(Some(old), new, &diff(Some(old), new), &maker),
        ];
        let mut wrong: Vec<Wrong> = refusals.into_iter().filter_map(Result::err).map(Wrong::Refused).collect();
        if old.status != new.status {
            if !self.may_go(old, new, role) {
                let refusal = act::forbidden(self.workflow, Some(&old.status), &new.status, role);
                wrong.push(Wrong::Refused(refusal));
            }
            wrong.extend(self.entry(Some(old), new, role));
        }
        wrong
    }

    /// In which role somebody made a version: a program is a bot whoever runs it.
    pub fn role(&self, who: &str, new: &Ticket, old: Option<&Ticket>) -> Role {
        let channel = match old {
            None => new.channel.as_deref(),
            Some(old) => written(old, new).find_map(|m| m.channel.as_deref()),
        };
        self.people.role_by(who, old.unwrap_or(new).requester.as_deref(), channel)
    }

    /// The role may go there from where the ticket was, or from where the same commit brought it first.
    fn may_go(&self, old: &Ticket, new: &Ticket, role: Role) -> bool {
        // A merge closes, and taking it back gives the ticket the status that it had.
        if old.merged_into.is_some() && new.merged_into.is_none() {
            return true;
        }
        let merged = old.merged_into.is_none() && new.merged_into.is_some();
        let allows = |from: &str| {
            let by_system = merged && self.workflow.allows(Some(from), &new.status, Role::System);
            by_system || self.workflow.allows(Some(from), &new.status, role)
        };
        let assigned = self.workflow.first_assignment.as_deref().filter(|_| self.is_first_assignment(old, new));
        let woken = self.workflow.requester_message.as_deref().filter(|_| self.is_woken(old, new));
        [Some(old.status.as_str()), assigned, woken].into_iter().flatten().any(allows)
    }

    fn is_first_assignment(&self, old: &Ticket, new: &Ticket) -> bool {
        let is_new = self.workflow.category(&old.status) == Category::New;
        is_new && old.assignee.is_none() && new.assignee.is_some()
    }

    fn is_woken(&self, old: &Ticket, new: &Ticket) -> bool {
        let category = self.workflow.category(&old.status);
        let waits = matches!(category, Category::Pending | Category::Hold | Category::Solved);
        let speaks = |m: &Message| m.role == Author::Requester && m.visibility == Visibility::Public;
        waits && written(old, new).any(speaks)
    }

    /// What the new status demands of a ticket that enters it.
    fn entry(&self, old: Option<&Ticket>, new: &Ticket, role: Role) -> Vec<Wrong> {
        let workflow = self.workflow;
        let mut wrong = Vec::new();
        if workflow.status(&new.status).is_some_and(|s| s.until) && new.until.is_none() {
            wrong.push(Wrong::Refused(Refusal::NeedsUntil { status: new.status.clone() }));
        }
        let was_unsolved = old.is_none_or(|old| workflow.category(&old.status).is_unsolved());
        let solves = was_unsolved && !workflow.category(&new.status).is_unsolved() && new.merged_into.is_none();
        if solves && workflow.resolution_required && new.resolution.is_none() {
            wrong.push(Wrong::Refused(Refusal::NeedsResolution));
        }
        if solves && role.is_staff() && new.assignee.is_none() {
            wrong.push(Wrong::NeedsAssignee);
        }
        wrong
    }

    /// What is wrong with a ticket as it stands, whoever made it so. `limit`: bytes of a message.
    pub fn state(&self, ticket: &Ticket, limit: u64, exists: impl Fn(TicketId) -> bool) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.workflow.status(&ticket.status).is_none() {
            wrong.push(Wrong::UnknownStatus { status: ticket.status.clone() });
        } else if (self.workflow.category(&ticket.status) == Category::Closed) != ticket.closed.is_some() {
            wrong.push(Wrong::ClosedTime);
        }
        wrong.extend(messages(ticket, limit));
        wrong.extend(references(ticket, exists));
        wrong
    }
}

/// The messages and files that the next version of one ticket has of another one: what was split off.
pub fn moved<'a>(versions: impl Iterator<Item = (Option<&'a Ticket>, &'a Ticket)> + Clone) -> Vec<MessageId> {
    let here = |ticket: &Ticket| -> Vec<MessageId> {
        let files = ticket.attachments.iter().map(|a| a.id);
        ticket.messages.iter().map(|m| m.id).chain(files).collect()
    };
    let had: Vec<MessageId> = versions.clone().filter_map(|(old, _)| old).flat_map(here).collect();
    let come = versions.filter(|(old, _)| old.is_none()).flat_map(|(_, new)| here(new));
    come.filter(|id| had.contains(id)).collect()
}

/// The messages that a version has and the one before had not.
fn written<'a>(old: &'a Ticket, new: &'a Ticket) -> impl Iterator<Item = &'a Message> {
    new.messages.iter().filter(|m| !old.messages.iter().any(|o| o.id == m.id))
}

fn messages(ticket: &Ticket, limit: u64) -> impl Iterator<Item = Wrong> {
    let sizes = ticket.messages.iter().map(|m| m.text.len() as u64);
    sizes
        .filter(move |size| *size > limit)
        .map(move |size| Wrong::LongMessage { size, limit })
}

/// Its links and its target, if it was merged.
fn references(ticket: &Ticket, exists: impl Fn(TicketId) -> bool) -> Vec<Wrong> {
    let links = ticket.links.iter().map(|link| ("links", link.ticket));
    let named = links.chain(ticket.merged_into.map(|into| ("merged_into", into)));
    let dangling = named.filter(|(_, id)| !exists(*id)).map(|(key, ticket)| Wrong::Dangling { key, ticket });
    let mut wrong: Vec<Wrong> = dangling.collect();
    let sources = ticket.links.iter().filter(|link| link.kind == FOLLOW_UP).map(|link| link.ticket);
    let own = |source: TicketId| (source, act::follow_up_id(source));
    let strange = sources.map(own).filter(|(_, expected)| *expected != ticket.id);
    wrong.extend(strange.map(|(source, expected)| Wrong::FollowUpId { source, expected }));
    wrong
}

fn is_follow_up(ticket: &Ticket) -> bool {
    let mut links = ticket.links.iter().filter(|link| link.kind == FOLLOW_UP);
    links.any(|link| act::follow_up_id(link.ticket) == ticket.id)
}

#[cfg(test)]
mod tests {
    use super::super::act::{Actor, NewMessage, StatusExtras};
    use super::super::workflow::{Status, Transition};
    use super::*;
    use crate::domain::people::Person;
    use crate::domain::time::at;
    use proptest::prelude::*;

    /// `new`, `open`, `pending`, `solved` by agents, `closed` by the system.
    fn workflow() -> Workflow {
        let by = |to: &str, by: &[Role]| Transition { to: to.to_owned(), by: by.iter().copied().collect() };
        let status = |category: Category| {
            let agents = ["open", "pending", "solved"].iter().filter(|to| **to != category.as_str());
            let mut to: Vec<Transition> = agents.map(|to| by(to, &[Role::Agent])).collect();
            to.push(by("closed", &[Role::System]));
            let (name, aliases, shown_as) = (category.as_str().to_owned(), Vec::new(), None);
            Status { name, category, aliases, until: false, shown_as, to }
        };
        let create = vec![by("new", &[Role::Requester, Role::Agent]), by("open", &[Role::Agent])];
        let (first_assignment, requester_message) = (Some("open".to_owned()), Some("open".to_owned()));
        Workflow {
            name: "test".to_owned(),
            statuses: Category::ALL.into_iter().map(status).collect(),
            create,
            first_assignment,
            requester_message,
            resolution_required: false,
            assign_on_reply: true,
            close_after_days: None,
        }
    }

    fn ticket() -> Ticket {
        let mut ticket = Ticket::new(TicketId::derived("test", "1"), "t".to_owned(), "new".to_owned(), at(0));
        ticket.requester = Some("eva".to_owned());
        ticket
    }

    fn change(old: &Ticket, edit: impl Fn(&mut Ticket), who: &str) -> Vec<Wrong> {
        let (workflow, mut people) = (workflow(), People::default());
        people.list.push(Person::new("robot".into(), Role::Bot));
        let mut new = old.clone();
        edit(&mut new);
        Rules { workflow: &workflow, people: &people }.change(Some(old), Some(&new), who, &[])
    }

    fn message(n: u64, text: &str) -> NewMessage {
        let id = TicketId::derived("message", &n.to_string());
        NewMessage { id, channel: None, visibility: Visibility::Public, text: text.to_owned() }
    }

    #[test]
    fn only_a_message_of_the_requester_reopens_for_them() {
        let solved = Ticket { status: "solved".into(), assignee: Some("luis".into()), ..ticket() };
        let silent = change(&solved, |t| t.status = "open".into(), "eva");
        assert!(matches!(silent[..], [Wrong::Refused(Refusal::Transition { .. })]), "{silent:?}");
        let actor = Actor { who: "eva", role: Role::Requester, now: at(9) };
        let spoken = change(&solved, |t| act::write(t, &workflow(), message(1, "no"), &actor).expect("it may"), "eva");
        assert_eq!(spoken, Vec::new());
    }

    #[test]
    fn only_an_assignment_opens_for_who_may_not() {
        let opened = change(&ticket(), |t| t.status = "open".into(), "robot");
        assert!(matches!(opened[..], [Wrong::Refused(Refusal::Transition { .. })]), "{opened:?}");
        let assigned = change(&ticket(), |t| act::assign(t, &workflow(), Some("luis")).expect("it may"), "robot");
        assert_eq!(assigned, Vec::new());
    }

    #[test]
    fn only_the_system_closes_or_a_merge() {
        let closed = change(&ticket(), |t| t.status = "closed".into(), "luis");
        assert!(closed.contains(&Wrong::NeedsAssignee), "{closed:?}");
        let into = TicketId::derived("test", "2");
        let merge = |t: &mut Ticket| (t.status, t.merged_into) = ("closed".into(), Some(into));
        assert_eq!(change(&ticket(), merge, "luis"), Vec::new());
    }

    proptest! {
        #[test]
        fn whatever_a_verb_does_is_accepted(steps in prop::collection::vec((0u8..6, 0usize..4, any::<bool>()), 1..40)) {
            let (workflow, people) = (workflow(), People::default());
            let rules = Rules { workflow: &workflow, people: &people };
            let mut old = ticket();
            for (n, (verb, word, asks)) in steps.into_iter().enumerate() {
                let who = if asks { "eva" } else { "luis" };
                let role = people.role_on(who, old.requester.as_deref());
                let actor = Actor { who, role, now: at(n as i64) };
                let word = ["open", "pending", "solved", "closed"][word];
                let mut new = old.clone();
                let done = match verb {
                    0 => act::set_status(&mut new, &workflow, word, &StatusExtras::default(), &actor),
                    1 => act::assign(&mut new, &workflow, Some("luis")),
                    2 => act::assign(&mut new, &workflow, None),
                    3 => act::write(&mut new, &workflow, message(n as u64, "text"), &actor),
                    4 => act::write(&mut new, &workflow, message(n as u64, "text"), &actor)
                        .and_then(|()| act::set_status(&mut new, &workflow, word, &StatusExtras::default(), &actor)),
                    _ => act::assign(&mut new, &workflow, Some("luis"))
                        .and_then(|()| act::set_status(&mut new, &workflow, word, &StatusExtras::default(), &actor)),
                };
                let maker = Maker { who, role, workflow: &workflow, moved: &[] };
                let may = deeds::check(Some(&old), &new, &diff(Some(&old), &new), &maker);
                if done.is_ok() && may.is_ok() {
                    prop_assert_eq!(rules.change(Some(&old), Some(&new), who, &[]), Vec::new());
                    old = new;
                }
            }
        }
    }
}
