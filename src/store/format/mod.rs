//! YAML to domain values and back: tickets and the files of configuration.
//!
//! Tickets keep what they do not know; configuration refuses it, because a misspelt key there would
//! silently change what the desk does. Every fault says where it is and what was expected.

mod article;
mod calendars;
mod categories;
mod ci;
mod circle;
mod fields;
mod forms;
mod groups;
mod holidays;
mod mailed;
mod numbers;
mod organizations;
mod people;
mod places;
mod reader;
mod reports;
mod settings;
mod sla;
mod submission;
#[cfg(test)]
pub(crate) mod tests;
mod ticket;
mod views;
mod workflow;

pub use article::read_article;
pub use calendars::{Fetch, holiday_files, read_calendar, read_calendars};
pub use categories::read_categories;
pub use ci::{WrittenCi, read_ci};
pub use fields::read_fields;
pub use forms::{form_of_path, read_form, strange_languages};
pub use groups::read_groups;
pub use numbers::{GREATEST_NUMBER, read_numbers, write_numbers};
pub use organizations::read_organizations;
pub use people::read_people;
pub use places::Places;
pub use reports::{PlacedReport, read_report, report_of_path};
pub use settings::read_settings;
pub use sla::{At, WrittenPolicy, WrittenTargets, read_sla};
pub use submission::{read_submission, write_submission};
pub use ticket::{read_ticket, read_ticket_bytes, write_ticket};
pub use views::{PlacedView, read_views};
pub use workflow::read_workflow;

pub use crate::kit::yaml::{Fault, FaultKind, Limits};
