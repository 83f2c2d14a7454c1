//! What the desk declares about tickets, applied to every version that a verb makes. Files are read only
//! for what a version changed.

use super::error::{Error, Result};
use super::form_files::missing_to_solve;
use super::scene::Scene;
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, Refusal};
use crate::domain::ticket::field::{Moment, Reading};
use crate::domain::ticket::{Key, Ticket};

/// A ticket that is filed: the organization of its requester, the priority of that, the group of its
/// category, its custom fields. `role` is that of whoever files it.
pub fn file(ticket: &mut Ticket, role: Role, scene: &Scene) -> Result<()> {
    let refused = |refusal| Error::Refused { ticket: None, refusal };
    let config = scene.config;
    let organizations = config.organizations()?;
    if ticket.organization.is_none() {
        act::of_requester(ticket, organizations, &config.people);
    }
    let organization = ticket.organization.as_deref().and_then(|id| organizations.find(id));
    ticket.priority = ticket.priority.or(organization.and_then(|o| o.priority));
    names(None, ticket, scene, &refused)?;
    let fields = config.fields()?;
    let field = |fault| refused(Refusal::Field(fault));
    fields.settle(None, ticket, &reading(scene)).map_err(field)?;
    let is_solved = !config.workflow.category(&ticket.status).is_unsolved();
    let moment = if is_solved { Moment::Solve } else { Moment::Create };
    if must_fill(role) { fields.missing(ticket, moment).map_err(field) } else { Ok(()) }
}

/// The next version of a ticket that is there.
pub fn change(before: &Ticket, after: &mut Ticket, role: Role, scene: &Scene) -> Result<()> {
    let refused = |refusal| Error::Refused { ticket: Some(before.id), refusal };
    let workflow = &scene.config.workflow;
    if before.requester != after.requester && before.organization == after.organization {
        act::of_requester(after, scene.config.organizations()?, &scene.config.people);
    }
    names(Some(before), after, scene, &refused)?;
    let field = |fault| refused(Refusal::Field(fault));
    if before.fields != after.fields {
        let fields = scene.config.fields()?;
        fields.settle(Some(before), after, &reading(scene)).map_err(field)?;
        if must_fill(role) {
            fields.kept(before, after, Moment::Create).map_err(field)?;
        }
    }
    let is_unsolved = |ticket: &Ticket| workflow.category(&ticket.status).is_unsolved();
    let solves = is_unsolved(before) && !is_unsolved(after) && after.merged_into.is_none();
    if solves && must_fill(role) {
        scene.config.fields()?.missing(after, Moment::Solve).map_err(field)?;
        missing_to_solve(after, scene.snapshot)?.map_err(field)?;
    }
    Ok(())
}

/// Programs know what they know: what they bring is not lost for a field that they cannot fill.
fn must_fill(role: Role) -> bool {
    !matches!(role, Role::Bot | Role::System)
}

fn reading<'a>(scene: &'a Scene) -> Reading<'a> {
    Reading { people: &scene.config.people, zone: &scene.config.zone, now: scene.now, me: scene.person.who() }
}

/// Category, group and organization, as far as they changed, and what follows from them.
fn names(before: Option<&Ticket>, after: &mut Ticket, scene: &Scene, refused: &dyn Fn(Refusal) -> Error) -> Result<()> {
    let changed = |after: &Ticket, key: Key| match before {
        Some(before) => before.get(key) != after.get(key),
        None => after.get(key).is_some(),
    };
    let config = scene.config;
    if changed(after, Key::Category) {
        act::settle_category(after, config.categories()?).map_err(refused)?;
        if !changed(after, Key::Group) {
            act::route(after, config.categories()?);
        }
    }
    if changed(after, Key::Group) {
        act::settle_group(after, config.groups()?).map_err(refused)?;
        if before.is_some() && !changed(after, Key::Assignee) {
            act::leave_group(after, config.groups()?, &config.people, &config.workflow);
        }
    }
    if changed(after, Key::Organization) {
        act::settle_organization(after, config.organizations()?).map_err(refused)?;
    }
    Ok(())
}
