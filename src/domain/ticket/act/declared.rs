//! What a desk declares about its tickets, brought to bear on one of them: names as the desk spells them,
//! and what follows from a category, a requester, a group. Kinds of which the desk declares none are free.

use super::Refusal;
use crate::domain::people::{Groups, People};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::category::Categories;
use crate::domain::ticket::organization::Organizations;
use crate::domain::ticket::workflow::Workflow;

fn unknown<'k>(what: &'static str, name: &str, known: impl Iterator<Item = &'k str>) -> Refusal {
    Refusal::Unknown { what, name: name.to_owned(), known: known.map(str::to_owned).collect() }
}

/// The category as the desk spells it.
pub fn settle_category(ticket: &mut Ticket, categories: &Categories) -> Result<(), Refusal> {
    let Some(word) = ticket.category.as_deref().filter(|_| !categories.list.is_empty()) else { return Ok(()) };
    let known = || unknown("category", word, categories.list.iter().map(|c| c.path.as_str()));
    ticket.category = Some(categories.find(word).ok_or_else(known)?.path.clone());
    Ok(())
}

/// The group of the ticket's category, where it has one.
pub fn route(ticket: &mut Ticket, categories: &Categories) {
    let group = ticket.category.as_deref().and_then(|path| categories.group_of(path));
    ticket.group = group.map(str::to_owned).or(ticket.group.take());
}

/// The group as the desk spells it.
pub fn settle_group(ticket: &mut Ticket, groups: &Groups) -> Result<(), Refusal> {
    let Some(word) = ticket.group.as_deref().filter(|_| !groups.list.is_empty()) else { return Ok(()) };
    let known = || unknown("group", word, groups.list.iter().map(|g| g.id.as_str()));
    ticket.group = Some(groups.find(word).ok_or_else(known)?.id.clone());
    Ok(())
}

/// An assignee who is not in the group of an unsolved ticket is none any more, where the desk says who is.
pub fn leave_group(ticket: &mut Ticket, groups: &Groups, people: &People, workflow: &Workflow) {
    let (Some(group), Some(who)) = (ticket.group.as_deref(), ticket.assignee.as_deref()) else { return };
    let is_unsolved = workflow.category(&ticket.status).is_unsolved();
    if is_unsolved && groups.has_members(people, group) && !groups.is_member(people, group, who) {
        ticket.assignee = None;
    }
}

/// The organization as the desk spells it.
pub fn settle_organization(ticket: &mut Ticket, organizations: &Organizations) -> Result<(), Refusal> {
    let Some(word) = ticket.organization.as_deref().filter(|_| !organizations.list.is_empty()) else { return Ok(()) };
    let known = || unknown("organization", word, organizations.list.iter().map(|o| o.id.as_str()));
    ticket.organization = Some(organizations.find(word).ok_or_else(known)?.id.clone());
    Ok(())
}

/// The organization for which the requester asks.
pub fn of_requester(ticket: &mut Ticket, organizations: &Organizations, people: &People) {
    let found = ticket.requester.as_deref().and_then(|who| organizations.of(people, who));
    ticket.organization = found.map(str::to_owned).or(ticket.organization.take());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Group;
    use crate::domain::ticket::TicketId;
    use crate::domain::ticket::category::CategoryEntry;
    use crate::domain::time::at;

    fn ticket() -> Ticket {
        Ticket::new(TicketId::derived("test", "1"), "t".to_owned(), "open".to_owned(), at(0))
    }

    fn groups() -> Groups {
        let group = |id: &str, members: &[&str]| Group {
            id: id.to_owned(),
            members: members.iter().map(|m| (*m).to_owned()).collect(),
            ..Group::default()
        };
        Groups { list: vec![group("front", &["ana"]), group("back", &["luis"]), group("anybody", &[])] }
    }

    #[test]
    fn names_are_spelt_as_the_desk_does_and_strange_ones_refused() {
        let mut ticket = ticket();
        ticket.group = Some("FRONT".into());
        assert_eq!(settle_group(&mut ticket, &groups()), Ok(()));
        assert_eq!(ticket.group.as_deref(), Some("front"));
        ticket.group = Some("fornt".into());
        let refused = settle_group(&mut ticket, &groups()).unwrap_err();
        assert!(matches!(refused, Refusal::Unknown { what: "group", known, .. } if known.len() == 3));
        assert_eq!(settle_group(&mut ticket, &Groups::default()), Ok(()), "a desk without groups takes any");
        let category = CategoryEntry { path: "money/card".into(), name: None, group: Some("back".into()) };
        let categories = Categories { list: vec![category] };
        ticket.category = Some("Card".into());
        settle_category(&mut ticket, &categories).expect("it is the only one");
        route(&mut ticket, &categories);
        assert_eq!((ticket.category.as_deref(), ticket.group.as_deref()), (Some("money/card"), Some("back")));
    }

    #[test]
    fn who_is_not_in_the_new_group_lets_go_where_the_desk_says_who_is() {
        use crate::domain::ticket::workflow::Workflow;
        let workflow = Workflow::default();
        let after = |group: &str, status: &str| {
            let (group, who, status) = (Some(group.to_owned()), Some("ana".to_owned()), status.to_owned());
            let mut ticket = Ticket { group, assignee: who, status, ..ticket() };
            leave_group(&mut ticket, &groups(), &People::default(), &workflow);
            ticket.assignee.is_some()
        };
        assert!(after("front", "open") && after("anybody", "open") && after("back", "solved"));
        assert!(!after("back", "open"));
    }
}
