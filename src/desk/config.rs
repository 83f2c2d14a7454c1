//! The desk's own configuration, as the branch has it at one commit.
//!
//! What every verb needs is read at once. What only some need ([`Config::fields`] and its like) is
//! fetched with the rest and understood when it is asked for.

use super::error::{Error, Result};
use super::holiday_files::HolidayFiles;
use crate::domain::people::{Groups, People};
use crate::domain::query::keys::{Ask, Key as QueryKey, Word};
use crate::domain::query::{Declared, Query, Scope};
use crate::domain::settings::Settings;
use crate::domain::settings::ci::CiRules;
use crate::domain::ticket::category::Categories;
use crate::domain::ticket::field::Fields;
use crate::domain::ticket::organization::Organizations;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::Time;
use crate::domain::time::calendar::Calendars;
use crate::domain::time::zone::Zone;
use crate::kit::yaml::{FaultKind, Limits};
use crate::store::Snapshot;
use crate::store::files::WorkflowName;
use crate::store::format::{self, Fault, WrittenCi, WrittenPolicy};
use std::sync::OnceLock;

/// Where each part of the configuration is.
pub(super) const SETTINGS: &str = "desk.yaml";
pub(super) const WORKFLOW: &str = "config/workflow.yaml";
pub(super) const PEOPLE: &str = "config/people.yaml";
pub(super) const GROUPS: &str = "config/groups.yaml";
pub(super) const ORGANIZATIONS: &str = "config/organizations.yaml";
pub(super) const CALENDARS: &str = "config/calendars.yaml";
pub(super) const CATEGORIES: &str = "config/categories.yaml";
pub(super) const FIELDS: &str = "config/fields.yaml";
pub(super) const SLA: &str = "config/sla.yaml";
pub(super) const CI: &str = "config/ci.yaml";
/// No part of a [`Config`]: read when a view is asked for.
pub(super) const VIEWS: &str = "config/views.yaml";
/// The files of a [`Config`] that say what may be done to tickets.
pub(super) const FILES: [&str; 7] = [SETTINGS, WORKFLOW, PEOPLE, GROUPS, ORGANIZATIONS, CATEGORIES, FIELDS];

/// `desk.yaml` and `config/`.
pub struct Config {
    pub settings: Settings,
    pub workflow: Workflow,
    pub people: People,
    pub zone: Zone,
    groups: Part<Groups>,
    organizations: Part<Organizations>,
    categories: Part<Categories>,
    fields: Part<Fields>,
    sla: Part<Vec<WrittenPolicy>>,
    policy_names: OnceLock<Vec<String>>,
    calendars: Part<Calendars>,
    ci: Part<WrittenCi>,
    /// What the calendars name.
    holidays: HolidayFiles,
}

/// A file that is understood when it is first asked for.
struct Part<T> {
    path: &'static str,
    /// `None`: there is no such file, and the part has its default.
    text: Option<Vec<u8>>,
    read: OnceLock<std::result::Result<T, Fault>>,
}

impl<T: Default> Part<T> {
    fn fetch(snapshot: &Snapshot, path: &'static str) -> Result<Part<T>> {
        Ok(Part { path, text: snapshot.file(path)?, read: OnceLock::new() })
    }

    fn get(&self, parse: impl Fn(&str, &Limits) -> std::result::Result<T, Fault>) -> Result<&T> {
        let understand = || match &self.text {
            None => Ok(T::default()),
            Some(bytes) => parse(&String::from_utf8_lossy(bytes), &Limits::default()),
        };
        self.read
            .get_or_init(understand)
            .as_ref()
            .map_err(|fault| broken(self.path, fault.clone()))
    }
}

impl Config {
    /// # Errors
    /// [`Error::BrokenConfig`] with file, line and column; [`Error::NewerFormat`].
    pub fn load(snapshot: &Snapshot) -> Result<Config> {
        let settings = read(snapshot, SETTINGS, format::read_settings)?.unwrap_or_default();
        let workflow = read(snapshot, WORKFLOW, format::read_workflow)?;
        let role = settings.default_role;
        let people = read(snapshot, PEOPLE, |text, limits| format::read_people(text, role, limits))?;
        let people = people.unwrap_or(People { list: Vec::new(), default_role: role });
        let zone = Zone::named(&settings.time_zone).ok_or_else(|| Error::UnknownZone(settings.time_zone.clone()))?;
        let workflow = match workflow {
            Some(workflow) => workflow,
            // The file was removed by hand: the desk goes on with the one it would start with.
            None => format::read_workflow(WorkflowName::Support.text(), &Limits::default())
                .map_err(|fault| broken(WORKFLOW, fault))?,
        };
        let calendars: Part<Calendars> = Part::fetch(snapshot, CALENDARS)?;
        Ok(Config {
            settings,
            workflow,
            people,
            zone,
            groups: Part::fetch(snapshot, GROUPS)?,
            organizations: Part::fetch(snapshot, ORGANIZATIONS)?,
            categories: Part::fetch(snapshot, CATEGORIES)?,
            fields: Part::fetch(snapshot, FIELDS)?,
            sla: Part::fetch(snapshot, SLA)?,
            policy_names: OnceLock::new(),
            ci: Part::fetch(snapshot, CI)?,
            holidays: HolidayFiles::fetch(snapshot, CALENDARS, calendars.text.as_deref())?,
            calendars,
        })
    }

    /// # Errors
    /// [`Error::BrokenConfig`], here as in the following.
    pub fn groups(&self) -> Result<&Groups> {
        self.groups.get(format::read_groups)
    }

    pub fn organizations(&self) -> Result<&Organizations> {
        self.organizations.get(format::read_organizations)
    }

    pub fn categories(&self) -> Result<&Categories> {
        self.categories.get(format::read_categories)
    }

    pub fn fields(&self) -> Result<&Fields> {
        self.fields.get(format::read_fields)
    }

    /// The policies as the file has them, and its text.
    pub(super) fn written_policies(&self) -> Result<(&[WrittenPolicy], String)> {
        let text = self.sla.text.as_deref().unwrap_or_default();
        Ok((self.sla.get(format::read_sla)?, String::from_utf8_lossy(text).into_owned()))
    }

    /// Whether there is any policy, or a file of them that cannot be read.
    pub(super) fn promises(&self) -> bool {
        self.written_policies().map_or(true, |(written, _)| !written.is_empty())
    }

    fn policy_names(&self) -> Result<&[String]> {
        let (written, _) = self.written_policies()?;
        Ok(self
            .policy_names
            .get_or_init(|| written.iter().map(|policy| policy.name.clone()).collect()))
    }

    /// The same configuration with the policies and calendars of another commit.
    pub(super) fn with_policies_of(mut self, snapshot: &Snapshot) -> Result<Config> {
        self.sla = Part::fetch(snapshot, SLA)?;
        self.calendars = Part::fetch(snapshot, CALENDARS)?;
        self.holidays = HolidayFiles::fetch(snapshot, CALENDARS, self.calendars.text.as_deref())?;
        Ok(self)
    }

    /// How failures of continuous integration become tickets.
    pub(super) fn written_ci(&self) -> Result<&WrittenCi> {
        self.ci.get(format::read_ci)
    }

    /// # Errors
    /// As the others.
    pub fn ci(&self) -> Result<&CiRules> {
        Ok(&self.written_ci()?.rules)
    }

    /// The files of holidays that the calendars name.
    pub(super) fn holiday_files(&self) -> &HolidayFiles {
        &self.holidays
    }

    /// With the holidays of the files that they name.
    pub fn calendars(&self) -> Result<&Calendars> {
        let fetch = |path: &str| self.holidays.get(path);
        self.calendars.get(|text, limits| format::read_calendars(text, limits, &fetch))
    }

    /// Whether somebody is in a group. A desk that does not say who is in it leaves that to people.
    pub fn is_member(&self, who: &str, group: &str) -> Result<bool> {
        Ok(self.groups()?.is_member(&self.people, group, who))
    }

    /// The group to which the next level of a group is.
    pub fn escalates_to(&self, group: &str) -> Result<Option<String>> {
        Ok(self.groups()?.find(group).and_then(|g| g.escalates_to.clone()))
    }

    /// What the words of a query mean to somebody at an instant. Of what the desk declares only that is
    /// looked at of which the query speaks.
    pub fn scope<'a>(&'a self, query: &Query, now: Time, me: &'a [String]) -> Result<Scope<'a>> {
        let word = |word| query.speaks_of(move |key| *key == QueryKey::Word(word));
        let fields = query.speaks_of(|key| matches!(key, QueryKey::Field(_)));
        let organizations = word(Word::Organization) || query.speaks_of(|key| *key == QueryKey::Contract);
        let policies = query.speaks_of(|key| matches!(key, QueryKey::Clock(_, Ask::Policy)));
        let declared = Declared {
            groups: word(Word::Group).then(|| self.groups()).transpose()?,
            organizations: organizations.then(|| self.organizations()).transpose()?,
            categories: word(Word::Category).then(|| self.categories()).transpose()?,
            fields: fields.then(|| self.fields()).transpose()?,
            policies: policies.then(|| self.policy_names()).transpose()?,
        };
        Ok(Scope { now, zone: &self.zone, me, workflow: &self.workflow, declared })
    }

    /// What one ticket file may cost to read.
    pub fn limits(&self) -> Limits {
        Limits { bytes: usize::try_from(self.settings.limits.ticket).unwrap_or(usize::MAX), ..Limits::default() }
    }
}

fn read<T>(
    snapshot: &Snapshot,
    path: &str,
    parse: impl Fn(&str, &Limits) -> std::result::Result<T, Fault>,
) -> Result<Option<T>> {
    let Some(bytes) = snapshot.file(path)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    parse(&text, &Limits::default()).map(Some).map_err(|fault| broken(path, fault))
}

pub(super) fn broken(path: &str, fault: Fault) -> Error {
    match fault.kind {
        FaultKind::Newer { found, ours } => Error::NewerFormat { found, known: ours },
        _ => Error::BrokenConfig { path: path.to_owned(), fault: Box::new(fault) },
    }
}
