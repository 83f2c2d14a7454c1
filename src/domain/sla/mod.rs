//! Service levels: which policy a ticket has, and what its clocks say. Definitions: `helpdesk.md`, section 2.
//!
//! events → [`Track`] (one per ticket, foldable as history streams by) → clocks → [`Clock`]. A pure
//! function of history, policies and `now`: nothing is kept, and looking late changes nothing.

mod clock;
mod metric;
mod policy;
mod track;

pub use clock::{Clock, State};
pub use metric::Metric;
pub use policy::{Policies, Policy};
pub use track::{Governed, Track};
