//! The desk's own configuration, as the branch has it at one commit.

use super::error::{Error, Result};
use crate::domain::people::People;
use crate::domain::settings::Settings;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::zone::Zone;
use crate::kit::yaml::{FaultKind, Limits};
use crate::store::Snapshot;
use crate::store::files::WorkflowName;
use crate::store::format::{self, Fault};

/// Where each part of the configuration is.
pub(super) const SETTINGS: &str = "desk.yaml";
pub(super) const WORKFLOW: &str = "config/workflow.yaml";
pub(super) const PEOPLE: &str = "config/people.yaml";
/// The files that make a [`Config`].
pub(super) const FILES: [&str; 3] = [SETTINGS, WORKFLOW, PEOPLE];

/// `desk.yaml` and `config/`.
pub struct Config {
    pub settings: Settings,
    pub workflow: Workflow,
    pub people: People,
    pub zone: Zone,
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
                .map_err(|fault| Error::BrokenConfig { path: WORKFLOW.to_owned(), fault: Box::new(fault) })?,
        };
        Ok(Config { settings, workflow, people, zone })
    }

    /// Whether somebody is in a group. A desk that does not say who is in it leaves that to people.
    pub fn is_member(&self, _who: &str, _group: &str) -> bool {
        false
    }

    /// The group to which the next level of a group is.
    pub fn escalates_to(&self, _group: &str) -> Option<String> {
        None
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
    let broken = |fault: Fault| match fault.kind {
        FaultKind::Newer { found, ours } => Error::NewerFormat { found, known: ours },
        _ => Error::BrokenConfig { path: path.to_owned(), fault: Box::new(fault) },
    };
    let text = String::from_utf8_lossy(&bytes);
    parse(&text, &Limits::default()).map(Some).map_err(broken)
}
