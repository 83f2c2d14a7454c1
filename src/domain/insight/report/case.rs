//! What a report is made of, ticket by ticket, and what it is made with.

use crate::domain::sla::{Clock, Policies};
use crate::domain::story::Story;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;

/// A ticket's story up to an instant, and its clocks as of that instant.
#[derive(Clone, Debug)]
pub struct Case {
    pub story: Story,
    /// Empty where the desk promises nothing, or where the report does not ask; see
    /// [`super::Request::asks_clocks`].
    pub clocks: Vec<Clock>,
}

impl From<Story> for Case {
    fn from(story: Story) -> Case {
        Case { story, clocks: Vec::new() }
    }
}

/// What the desk says about how to count.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub workflow: &'a Workflow,
    pub zone: &'a Zone,
    /// In which every duration is counted; the clocks of policies have their own.
    pub hours: &'a Hours,
    pub policies: &'a Policies,
}
