//! What a desk knows of one requester, or of one organization: counted over their tickets as they are.
//!
//! Tickets that were merged into another are left out of every figure, as in reports.

use crate::domain::people::same_person;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Csat, Ticket, Visibility};
use crate::domain::time::Time;

/// Whose tickets are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// The address or the name that the tickets have.
    Person(String),
    Organization(String),
}

impl Party {
    pub fn who(&self) -> &str {
        match self {
            Party::Person(who) | Party::Organization(who) => who,
        }
    }

    /// Whether a ticket is theirs.
    pub fn owns(&self, ticket: &Ticket) -> bool {
        let (party, owner) = match self {
            Party::Person(who) => (who, &ticket.requester),
            Party::Organization(name) => (name, &ticket.organization),
        };
        owner.as_deref().is_some_and(|owner| same_person(owner, party))
    }
}

/// How often something occurs.
pub type Count = (String, usize);

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub tickets: usize,
    /// In the order of [`Category::ALL`].
    pub by_category: [usize; Category::ALL.len()],
    /// When their first ticket was filed.
    pub first_contact: Option<Time>,
    /// When a requester of these tickets last wrote publicly, or filed one.
    pub last_contact: Option<Time>,
    /// Tickets with a satisfaction, and those of them where it is good.
    pub rated: usize,
    pub good: usize,
    /// What occurs most comes first.
    pub categories: Vec<Count>,
    pub channels: Vec<Count>,
    /// Who of an organization asked; of a person their organizations.
    pub company: Vec<Count>,
}

/// Counts the tickets of a party; `category` is that of a ticket's status.
pub fn card(party: &Party, tickets: &[Ticket], category: impl Fn(&Ticket) -> Category) -> Card {
    let mut card = Card::default();
    for ticket in tickets.iter().filter(|ticket| ticket.merged_into.is_none()) {
        let category = category(ticket);
        card.tickets += 1;
        card.by_category[Category::ALL.iter().position(|c| *c == category).unwrap_or_default()] += 1;
        card.first_contact = Some(card.first_contact.map_or(ticket.created, |first| first.min(ticket.created)));
        card.last_contact = card.last_contact.max(Some(last_contact(ticket)));
        card.rated += usize::from(ticket.csat.is_some());
        card.good += usize::from(ticket.csat.as_ref().is_some_and(Csat::is_good));
        let company = match party {
            Party::Person(_) => &ticket.organization,
            Party::Organization(_) => &ticket.requester,
        };
        for (counts, value) in [
            (&mut card.categories, &ticket.category),
            (&mut card.channels, &ticket.channel),
            (&mut card.company, company),
        ] {
            count(counts, value.as_deref());
        }
    }
    for counts in [&mut card.categories, &mut card.channels, &mut card.company] {
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    card
}

fn count(counts: &mut Vec<Count>, value: Option<&str>) {
    let Some(value) = value else { return };
    match counts.iter_mut().find(|(known, _)| known == value) {
        Some((_, n)) => *n += 1,
        None => counts.push((value.to_owned(), 1)),
    }
}

/// When the requester of a ticket last wrote publicly; when it was filed, if never.
pub fn last_contact(ticket: &Ticket) -> Time {
    let asks = |role, visibility| role == Author::Requester && visibility == Visibility::Public;
    let messages = ticket.messages.iter().rev();
    let last = messages.into_iter().find(|m| asks(m.role, m.visibility)).map(|m| m.at);
    last.map_or(ticket.created, |last| last.max(ticket.created))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::TicketId;
    use crate::domain::time::at;

    fn ticket(n: i64, requester: &str, organization: &str, category: &str) -> Ticket {
        let id = TicketId::derived("test", &n.to_string());
        let mut t = Ticket::new(id, n.to_string(), "open".to_owned(), at(n));
        t.requester = Some(requester.to_owned());
        t.organization = Some(organization.to_owned());
        t.category = Some(category.to_owned());
        t
    }

    #[test]
    fn a_ticket_belongs_to_its_requester_and_to_their_organization() {
        let t = ticket(1, "Ana@Example.com", "acme", "");
        assert!(Party::Person("ana@example.com".to_owned()).owns(&t));
        assert!(Party::Organization("ACME".to_owned()).owns(&t));
        assert!(!Party::Person("acme".to_owned()).owns(&t));
    }

    #[test]
    fn figures_are_counted_without_merged_tickets() {
        let mut tickets =
            vec![ticket(5, "ana", "acme", "pay"), ticket(3, "eva", "acme", "ship"), ticket(9, "eva", "acme", "pay")];
        tickets[0].csat = Some(Csat { score: "4".to_owned(), comment: None });
        tickets[1].csat = Some(Csat { score: "bad".to_owned(), comment: None });
        tickets.push(ticket(1, "ana", "acme", "pay"));
        tickets[3].merged_into = Some(tickets[0].id);
        let card = card(&Party::Organization("acme".to_owned()), &tickets, |_| Category::Hold);
        assert_eq!((card.tickets, card.rated, card.good), (3, 2, 1));
        assert_eq!(card.by_category, [0, 0, 0, 3, 0, 0]);
        assert_eq!((card.first_contact, card.last_contact), (Some(at(3)), Some(at(9))));
        assert_eq!(card.categories, [("pay".to_owned(), 2), ("ship".to_owned(), 1)]);
        assert_eq!(card.company, [("eva".to_owned(), 2), ("ana".to_owned(), 1)]);
    }
}
