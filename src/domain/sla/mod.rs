//! Service levels: which policy a ticket has, and what its clocks say. Definitions: `helpdesk.md`, section 2.
//!
//! events → [`Track`] (one per ticket, foldable as history streams by) → clocks → [`Clock`]. A pure
//! function of history, policies and `now`: nothing is kept, and looking late changes nothing.

mod categories;
mod clock;
mod clocks;
mod explain;
mod life;
mod past;
mod policy;
mod reach;
mod stored;
mod tape;
#[cfg(test)]
mod tests;
mod track;

pub use crate::domain::query::Metric;
pub use categories::Categories;
pub use clock::{Clock, State};
pub use explain::{Counted, Reason};
pub use policy::{Policies, Policy, Targets, Warning};
pub use reach::unreachable;
pub use stored::stored_filter;
pub use track::{Governed, Track};
