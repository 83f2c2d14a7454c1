//! What other tickets say of one: links from their end, and the threads that were merged into it.
//!
//! Nothing of this is stored in the ticket itself; it is derived on reading, so that no two files can
//! contradict each other.

use super::link::{End, LinkKind};
use super::{Message, Ticket, TicketId};

/// A link as one of its two tickets sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// As the link is stored.
    pub kind: String,
    /// The end at which the ticket that is looked at stands.
    pub end: End,
    /// The other ticket.
    pub ticket: TicketId,
    /// What to recognise the other ticket by; absent when there is none that can be read.
    pub face: Option<Face>,
}

/// As much of a ticket as another one shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    pub title: String,
    pub status: String,
}

impl Face {
    pub fn of(ticket: &Ticket) -> Face {
        Face { title: ticket.title.clone(), status: ticket.status.clone() }
    }
}

impl Relation {
    /// The name of the link from this end. Unknown kinds have none from the other end.
    pub fn name(&self) -> Option<&str> {
        match self.end {
            End::Source => Some(&self.kind),
            End::Target => LinkKind::parse(&self.kind).map(LinkKind::inverse),
        }
    }
}

/// The links of `other` that lead to `ticket`, as `ticket` sees them. One that `ticket` says itself in
/// the same words is not said twice.
pub fn inverse(ticket: &Ticket, other: &Ticket) -> Vec<Relation> {
    let leads_here = other.links.iter().filter(|link| link.ticket == ticket.id && other.id != ticket.id);
    let relation = |kind: &String| Relation {
        kind: kind.clone(),
        end: End::Target,
        ticket: other.id,
        face: Some(Face::of(other)),
    };
    let said = |relation: &Relation| {
        let name = relation.name();
        ticket.links.iter().any(|own| own.ticket == other.id && name == Some(own.kind.as_str()))
    };
    leads_here.map(|link| relation(&link.kind)).filter(|relation| !said(relation)).collect()
}

/// One message of a thread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said<'a> {
    pub message: &'a Message,
    /// The ticket it was written in, when that is another one.
    pub ticket: Option<TicketId>,
}

/// The messages of a ticket and of those that were merged into it, each once, in order of time.
pub fn thread<'a>(ticket: &'a Ticket, sources: &'a [Ticket]) -> Vec<Said<'a>> {
    let own = ticket.messages.iter().map(|message| Said { message, ticket: None });
    let theirs = |source: &'a Ticket| {
        let id = source.id;
        source.messages.iter().map(move |message| Said { message, ticket: Some(id) })
    };
    let mut all: Vec<Said> = own.chain(sources.iter().flat_map(theirs)).collect();
    // Stable: of a message that stands in two tickets, which only a hand can bring about, the ticket's
    // own comes first.
    all.sort_by_key(|said| (said.message.at, said.message.id));
    all.dedup_by(|one, other| one.message == other.message);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::model::Author;
    use crate::domain::ticket::{Link, Visibility};
    use crate::domain::time::at;

    fn id(text: &str) -> TicketId {
        TicketId::parse(text).expect("an id of the tests")
    }

    fn ticket(name: &str, links: &[(&str, &str)]) -> Ticket {
        let mut t = Ticket::new(id(name), name.to_owned(), "open".to_owned(), at(0));
        t.links = links.iter().map(|(kind, to)| Link { kind: (*kind).to_owned(), ticket: id(to) }).collect();
        t
    }

    fn say(ticket: &mut Ticket, name: &str, when: i64) {
        let message = Message {
            id: id(name),
            at: at(when),
            from: None,
            role: Author::Agent,
            channel: None,
            visibility: Visibility::Public,
            text: String::new(),
            unknown: Vec::new(),
        };
        ticket.add_message(message);
    }

    const A: &str = "aaaaaaaaaa";
    const B: &str = "bbbbbbbbbb";

    #[test]
    fn the_other_end_of_a_link_has_its_own_name() {
        let other = ticket(B, &[("blocks", A), ("blocks", "cccccccccc"), ("supersedes", A)]);
        let seen = inverse(&ticket(A, &[]), &other);
        let names: Vec<Option<&str>> = seen.iter().map(Relation::name).collect();
        assert_eq!(names, [Some("blocked-by"), None]);
        assert_eq!(seen[1].kind, "supersedes", "an unknown kind stays readable");
        assert_eq!(seen[0].face, Some(Face { title: B.to_owned(), status: "open".to_owned() }));
    }

    #[test]
    fn what_both_tickets_say_is_said_once() {
        let related = ticket(B, &[("related", A)]);
        assert!(inverse(&ticket(A, &[("related", B)]), &related).is_empty());
        assert_eq!(inverse(&ticket(A, &[("blocks", B)]), &related).len(), 1);
        assert!(inverse(&ticket(A, &[]), &ticket(A, &[("related", A)])).is_empty(), "not to itself");
    }

    #[test]
    fn threads_are_interleaved_by_time_and_name_their_ticket() {
        let mut target = ticket(A, &[]);
        let mut source = ticket(B, &[]);
        say(&mut target, "1111111111", 10);
        say(&mut target, "2222222222", 30);
        say(&mut source, "3333333333", 20);
        say(&mut source, "1111111111", 10);
        let sources = [source];
        let told: Vec<(&str, Option<TicketId>)> = thread(&target, &sources)
            .into_iter()
            .map(|s| (&s.message.id.as_str()[..1], s.ticket))
            .collect();
        assert_eq!(told, [("1", None), ("3", Some(id(B))), ("2", None)]);
    }
}
