//! The iCalendar files that a desk's calendars name.

use super::error::Result;
use crate::kit::yaml::Limits;
use crate::store::Snapshot;
use crate::store::format;

/// The files of holidays that the calendars of a desk name: path and bytes, `None` where there is none.
pub(super) struct HolidayFiles(Vec<(String, Option<Vec<u8>>)>);

impl HolidayFiles {
    /// Those that the text of calendars at `path` names, as the snapshot has them beside it.
    pub fn fetch(snapshot: &Snapshot, path: &str, calendars: Option<&[u8]>) -> Result<HolidayFiles> {
        let text = calendars.map(String::from_utf8_lossy).unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
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

    /// The bytes of all of them, with their paths.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_deref().unwrap_or_default()))
    }
}
