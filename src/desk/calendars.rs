//! Calendars: those of the desk by name, and one of a file that is no desk's.

use super::config::{CALENDARS, Config};
use super::error::{CalendarError, Result};
use crate::domain::time::calendar::{AROUND_THE_CLOCK, Calendar, Hours};
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::Snapshot;
use crate::store::format::{self, Fault};
use std::fs;
use std::path::Path;

/// The files of holidays that the calendars of a desk name: path and bytes, `None` where there is none.
pub(super) struct HolidayFiles(Vec<(String, Option<Vec<u8>>)>);

impl HolidayFiles {
    /// Those that a text of calendars names, as the snapshot has them beside it.
    pub fn fetch(snapshot: &Snapshot, calendars: Option<&[u8]>) -> Result<HolidayFiles> {
        let text = calendars.map(String::from_utf8_lossy).unwrap_or_default();
        let folder = CALENDARS.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = format::holiday_files(&text, &Limits::default()).into_iter();
        let files = named.map(|path| {
            let bytes = snapshot.file(&format!("{folder}/{path}"))?;
            Ok((path, bytes))
        });
        Ok(HolidayFiles(files.collect::<Result<_>>()?))
    }

    /// As [`format::Fetch`] wants it.
    pub fn get(&self, path: &str) -> std::result::Result<Vec<u8>, &'static str> {
        let found = self.0.iter().find(|(known, _)| known == path);
        found.and_then(|(_, bytes)| bytes.clone()).ok_or("missing")
    }
}

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
