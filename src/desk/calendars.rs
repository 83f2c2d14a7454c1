//! Calendars: those of the desk by name, and one of a file that is no desk's.

use super::config::Config;
use super::error::{CalendarError, Result};
use crate::domain::time::calendar::{AROUND_THE_CLOCK, Calendar, Hours};
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::format::{self, Fault};
use std::fs;
use std::path::Path;

impl Config {
    /// The hours of this name: a calendar of the desk, or `24x7`.
    ///
    /// # Errors
    /// [`CalendarError::Unknown`]; [`super::Error::BrokenConfig`].
    pub fn hours(&self, name: &str) -> Result<Hours> {
        let calendars = self.calendars()?;
        Hours::named(name, calendars).ok_or_else(|| {
            let known: Vec<String> = calendars.names().chain([AROUND_THE_CLOCK]).map(str::to_owned).collect();
            let nearest = nearest(name, known.iter().map(String::as_str));
            CalendarError::Unknown { name: name.to_owned(), nearest, known }.into()
        })
    }

    /// The only calendar that there is, with its name.
    ///
    /// # Errors
    /// [`CalendarError::Which`] when there are several, or none.
    pub fn only_hours(&self) -> Result<(String, Hours)> {
        let calendars = self.calendars()?;
        match calendars.list.as_slice() {
            [(name, calendar)] => Ok((name.clone(), Hours::Business(calendar.clone()))),
            _ => {
                let known = calendars.names().chain([AROUND_THE_CLOCK]).map(str::to_owned).collect();
                Err(CalendarError::Which { known }.into())
            }
        }
    }
}

/// The calendar in a text that came from `path`; the files that it names are read beside that.
///
/// # Errors
/// [`CalendarError::Broken`] with line and column.
pub fn calendar_of(path: &Path, text: &str) -> Result<Calendar> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let fetch = |named: &str| beside(folder, named);
    let broken = |fault: Fault| CalendarError::Broken { path: path.display().to_string(), fault: Box::new(fault) };
    Ok(format::read_calendar(text, &Limits::default(), &fetch).map_err(broken)?)
}

/// A file below a folder. A symbolic link does not lead out of it.
fn beside(folder: &Path, named: &str) -> std::result::Result<Vec<u8>, &'static str> {
    let why = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "missing",
        _ => "unreadable",
    };
    let inside = folder.canonicalize().map_err(why)?;
    let file = folder.join(named).canonicalize().map_err(why)?;
    if !file.starts_with(inside) {
        return Err("outside");
    }
    if !file.is_file() {
        return Err("unreadable");
    }
    fs::read(file).map_err(why)
}
