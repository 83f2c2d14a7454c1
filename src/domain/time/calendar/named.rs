//! The calendars of a desk, by name.

use super::business::Calendar;
use std::sync::Arc;

/// What every desk has without declaring it: every second counts.
pub const AROUND_THE_CLOCK: &str = "24x7";

/// In the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendars {
    pub list: Vec<(String, Arc<Calendar>)>,
}

impl Calendars {
    /// The calendar of this name, in whatever case it is written.
    pub fn find(&self, name: &str) -> Option<&Arc<Calendar>> {
        let name = name.to_lowercase();
        self.list
            .iter()
            .find(|(known, _)| known.to_lowercase() == name)
            .map(|(_, calendar)| calendar)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.list.iter().map(|(name, _)| name.as_str())
    }
}
