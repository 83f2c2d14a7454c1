//! The files in `config/reports/`: readable, and of what they refer to everything is there.

use super::{Checked, Scene, What, in_file, unreadable};
use crate::desk::config::Config;
use crate::desk::error::{CalendarError, Error, Result};
use crate::desk::reports::{FOLDER, check_query, paths, read};
use crate::domain::outcome::fault::{Fault, Place};
use crate::store::format::PlacedReport;
use crate::store::inspect::Kind;

/// Checks every file in the folder. What is no YAML may stand there, as a page that explains the reports.
pub fn check(scene: &Scene, config: Option<&Config>, checked: &mut Checked) -> Result<()> {
    let paths = paths(scene.snapshot)?;
    for (name, path) in &paths {
        match read(scene.snapshot, name, path)? {
            Err(fault) => unreadable(path, fault, checked),
            Ok(placed) => {
                if let Some(config) = config {
                    hold(scene, config, path, &placed, checked)?;
                }
            }
        }
    }
    // A name that nobody could type, or that one of ours has.
    let yaml = |path: &str| path.ends_with(".yml") || path.ends_with(".yaml");
    for entry in scene.snapshot.entries(FOLDER, &|_| false)? {
        let used = paths.iter().any(|(_, path)| *path == entry.path);
        if !used && entry.kind == Kind::File && yaml(&entry.path) {
            checked.add(in_file(&entry.path), What::Fault(Fault::Stray));
        }
    }
    Ok(())
}

/// Holds what a report refers to against the desk.
fn hold(scene: &Scene, config: &Config, path: &str, placed: &PlacedReport, checked: &mut Checked) -> Result<()> {
    // Whoever asks will be somebody.
    let me = ["me".to_owned()];
    let report = &placed.report;
    let query = report.query.as_deref().map(|query| check_query(query, config, scene.now, &me));
    if let Some(name) = report.calendar.as_deref() {
        // A file of calendars that cannot be read has been reported before.
        if let Err(Error::Calendar(CalendarError::Unknown { name, nearest, .. })) = config.hours(name) {
            let place = Place { at: Some(placed.calendar_at), ..in_file(path) };
            checked.add(place, What::Fault(Fault::NoSuch { what: "calendar", name, nearest }));
        }
    }
    match query.transpose() {
        Ok(_) => {}
        Err(Error::BadQuery { fault, .. }) => {
            let place = Place { at: Some(placed.query_at), ..in_file(path) };
            checked.add(place, What::Report { name: report.name.clone(), fault });
        }
        Err(error) => return Err(error),
    }
    Ok(())
}
