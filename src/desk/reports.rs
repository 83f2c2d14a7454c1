//! Reports of the team's own: the files in `config/reports/`.

use super::Desk;
use super::config::Config;
use super::error::{Error, ReportError, Result};
use super::select::parse;
use crate::domain::insight::report::{Name, Saved};
use crate::domain::query::compile;
use crate::domain::time::Time;
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::Snapshot;
use crate::store::format::{Fault, PlacedReport, read_report, report_of_path};
use crate::store::inspect::Kind;

/// Where they are, one file each.
pub(super) const FOLDER: &str = "config/reports";

impl Desk {
    /// Every report of the team's own, by name.
    ///
    /// # Errors
    /// [`Error::BrokenConfig`] when one cannot be read.
    pub fn own_reports(&self) -> Result<Vec<Saved>> {
        let (snapshot, _) = self.open()?;
        paths(&snapshot)?.iter().map(|(name, path)| read_whole(&snapshot, name, path)).collect()
    }

    /// The report of this name.
    ///
    /// # Errors
    /// [`ReportError::Unknown`]; [`Error::BrokenConfig`].
    pub fn own_report(&self, name: &str) -> Result<Saved> {
        let (snapshot, _) = self.open()?;
        let paths = paths(&snapshot)?;
        match paths.iter().find(|(known, _)| known == name) {
            Some((name, path)) => read_whole(&snapshot, name, path),
            None => {
                let ours = Name::ALL.into_iter().map(|name| name.as_str().to_owned());
                let known: Vec<String> = ours.chain(paths.into_iter().map(|(name, _)| name)).collect();
                let nearest = nearest(name, known.iter().map(String::as_str));
                Err(ReportError::Unknown { name: name.to_owned(), nearest, known }.into())
            }
        }
    }
}

/// Name and path of every report, in order of the names. Of two files with one name the first counts.
pub(super) fn paths(snapshot: &Snapshot) -> Result<Vec<(String, String)>> {
    let files = snapshot.entries(FOLDER, &|_| false)?.into_iter().filter(|e| e.kind == Kind::File);
    let mut paths: Vec<(String, String)> = files
        .filter_map(|e| Some((report_of_path(&e.path)?.to_owned(), e.path.clone())))
        .collect();
    paths.sort();
    paths.dedup_by(|second, first| first.0 == second.0);
    Ok(paths)
}

/// A report, or what is wrong with its file.
pub(super) fn read(snapshot: &Snapshot, name: &str, path: &str) -> Result<std::result::Result<PlacedReport, Fault>> {
    let bytes = snapshot.file(path)?.unwrap_or_default();
    Ok(read_report(name, &String::from_utf8_lossy(&bytes), &Limits::default()))
}

fn read_whole(snapshot: &Snapshot, name: &str, path: &str) -> Result<Saved> {
    let broken = |fault| Error::BrokenConfig { path: path.to_owned(), fault: Box::new(fault) };
    Ok(read(snapshot, name, path)?.map_err(broken)?.report)
}

/// Whether the query of a report means anything.
///
/// # Errors
/// [`Error::BadQuery`].
pub(super) fn check_query(query: &str, config: &Config, now: Time, me: &[String]) -> Result<()> {
    let (line, parsed) = parse(&[query.to_owned()])?;
    compile(&parsed, &config.scope(&parsed, now, me)?).map_err(super::select::bad(&line))?;
    Ok(())
}
