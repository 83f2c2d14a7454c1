//! The configuration of the branch: each file by itself, so that one fault does not hide another.

use super::references::text;
use super::{Checked, Scene, What, ci, forms, in_file, policies, references, reports, unreadable};
use crate::desk::config::{
    CALENDARS, CATEGORIES, Config, FIELDS, GROUPS, ORGANIZATIONS, PEOPLE, SETTINGS, VIEWS, WORKFLOW,
};
use crate::desk::error::ViewError;
use crate::desk::error::{Error, Result};
use crate::desk::holiday_files::HolidayFiles;
use crate::desk::views::check_view;
use crate::domain::outcome::fault::{self, Place};
use crate::domain::people::Role;
use crate::domain::settings::FORMAT;
use crate::domain::time::zone::Zone;
use crate::store::Snapshot;
use crate::store::format::{self, Fault, FaultKind, Limits};

/// Reports what is wrong; gives the configuration when nothing is.
pub fn check(scene: &Scene, checked: &mut Checked) -> Result<Option<Config>> {
    let snapshot = scene.snapshot;
    let limits = Limits::default();
    match text(snapshot, SETTINGS)?.map(|text| format::read_settings(&text, &limits)) {
        None => checked.add(in_file(SETTINGS), What::Fault(fault::Fault::MissingFile)),
        Some(Err(Fault { kind: FaultKind::Newer { found, .. }, .. })) => return Err(newer(found)),
        Some(Err(fault)) => unreadable(SETTINGS, fault, checked),
        Some(Ok(settings)) if Zone::named(&settings.time_zone).is_none() => {
            checked.add(in_file(SETTINGS), What::Fault(fault::Fault::UnknownZone { name: settings.time_zone }));
        }
        Some(Ok(_)) => {}
    }
    let readers: [(&str, Reader); 6] = [
        (WORKFLOW, |text, limits| format::read_workflow(text, limits).map(drop)),
        (PEOPLE, |text, limits| format::read_people(text, Role::Agent, limits).map(drop)),
        (GROUPS, |text, limits| format::read_groups(text, limits).map(drop)),
        (ORGANIZATIONS, |text, limits| format::read_organizations(text, limits).map(drop)),
        (CATEGORIES, |text, limits| format::read_categories(text, limits).map(drop)),
        (FIELDS, |text, limits| format::read_fields(text, limits).map(drop)),
    ];
    for (path, read) in readers {
        if let Some(Err(fault)) = text(snapshot, path)?.map(|text| read(&text, &limits)) {
            unreadable(path, fault, checked);
        }
    }
    calendars(snapshot, checked)?;
    let config = load(snapshot)?;
    if let Some(config) = &config {
        references::check(snapshot, config, checked)?;
    }
    views(scene, config.as_ref(), checked)?;
    forms::check(scene, config.as_ref(), checked)?;
    policies::check(snapshot, config.as_ref(), checked)?;
    ci::check(snapshot, checked)?;
    reports::check(scene, config.as_ref(), checked)?;
    Ok(config)
}

/// The calendars, with the files of holidays that they name.
fn calendars(snapshot: &Snapshot, checked: &mut Checked) -> Result<()> {
    let Some(text) = text(snapshot, CALENDARS)? else { return Ok(()) };
    let files = HolidayFiles::fetch(snapshot, CALENDARS, Some(text.as_bytes()))?;
    if let Err(fault) = format::read_calendars(&text, &Limits::default(), &|path: &str| files.get(path)) {
        unreadable(CALENDARS, fault, checked);
    }
    Ok(())
}

/// The shared views: the file, and with a configuration to hold them against, each query.
fn views(scene: &Scene, config: Option<&Config>, checked: &mut Checked) -> Result<()> {
    let read = text(scene.snapshot, VIEWS)?.map(|text| format::read_views(&text, &Limits::default()));
    let views = match read {
        Some(Ok(views)) => views,
        Some(Err(fault)) => {
            unreadable(VIEWS, fault, checked);
            return Ok(());
        }
        None => return Ok(()),
    };
    // Whoever asks will be somebody.
    let me = ["me".to_owned()];
    for placed in views {
        let Some(config) = config else { continue };
        if let Err(Error::View(ViewError::Query { name, fault, .. })) = check_view(&placed.view, config, scene.now, &me)
        {
            checked.add(Place { at: Some(placed.at), ..in_file(VIEWS) }, What::View { name, fault });
        }
    }
    Ok(())
}

type Reader = fn(&str, &Limits) -> std::result::Result<(), Fault>;

/// The configuration, when it can be read. What follows from a fault in it is not reported again.
pub fn load(snapshot: &Snapshot) -> Result<Option<Config>> {
    match Config::load(snapshot) {
        Ok(config) => Ok(Some(config)),
        Err(error @ (Error::NewerFormat { .. } | Error::Store(_))) => Err(error),
        Err(_) => Ok(None),
    }
}

fn newer(found: u64) -> Error {
    Error::NewerFormat { found, known: FORMAT }
}
