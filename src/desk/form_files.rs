//! The forms in `forms/` on the branch, one file each.

use super::error::{Error, FormError, Result};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::field::FieldFault;
use crate::domain::ticket::form::Form;
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::Snapshot;
use crate::store::format::{Fault, form_of_path, read_form};
use crate::store::inspect::Kind as EntryKind;

/// Where forms are.
pub(super) const FOLDER: &str = "forms";

/// The form of this name, in whatever case it is written.
///
/// # Errors
/// [`FormError::Unknown`]; [`Error::BrokenConfig`].
pub(super) fn find(snapshot: &Snapshot, name: &str) -> Result<Form> {
    let paths = paths(snapshot)?;
    let of = |wanted: &str| paths.iter().find(|(known, _)| known.to_lowercase() == wanted.to_lowercase());
    // The name of the file is as good as what is before its ending.
    match of(name).or_else(|| of(form_of_path(&format!("{FOLDER}/{name}"))?)) {
        Some((name, path)) => read(snapshot, name, path)?.map_err(|fault| broken(path, fault)),
        None => {
            let known: Vec<String> = paths.into_iter().map(|(name, _)| name).collect();
            let nearest = nearest(name, known.iter().map(String::as_str));
            Err(FormError::Unknown { name: name.to_owned(), nearest, known }.into())
        }
    }
}

/// Name and path of every form, in order of the names. Of two files with one name the first counts.
pub(super) fn paths(snapshot: &Snapshot) -> Result<Vec<(String, String)>> {
    let files = snapshot.entries(FOLDER, &|_| false)?.into_iter().filter(|e| e.kind == EntryKind::File);
    let mut paths: Vec<(String, String)> =
        files.filter_map(|e| Some((form_of_path(&e.path)?.to_owned(), e.path.clone()))).collect();
    paths.sort();
    paths.dedup_by(|second, first| first.0 == second.0);
    Ok(paths)
}

/// A form, or what is wrong with its file.
pub(super) fn read(snapshot: &Snapshot, name: &str, path: &str) -> Result<std::result::Result<Form, Fault>> {
    let bytes = snapshot.file(path)?.unwrap_or_default();
    Ok(read_form(name, &String::from_utf8_lossy(&bytes), &Limits::default()))
}

pub(super) fn broken(path: &str, fault: Fault) -> Error {
    Error::BrokenConfig { path: path.to_owned(), fault: Box::new(fault) }
}

/// What the form of a ticket still asks for before the ticket is solved. A form that is gone, or that cannot be
/// read, asks for nothing: `check` names it, and nobody waits for it.
pub(super) fn missing_to_solve(ticket: &Ticket, snapshot: &Snapshot) -> Result<std::result::Result<(), FieldFault>> {
    let Some(name) = ticket.form.as_deref() else { return Ok(Ok(())) };
    let paths = paths(snapshot)?;
    let Some((name, path)) = paths.iter().find(|(known, _)| known == name) else { return Ok(Ok(())) };
    Ok(match read(snapshot, name, path)? {
        Ok(form) => form.missing_to_solve(ticket),
        Err(_) => Ok(()),
    })
}
