//! Saved views: those that the desk shares, on the branch, and those of one person, in git's own
//! configuration (`desk.view.NAME`). Of two with one name the personal one counts.

use super::Desk;
use super::config::{Config, VIEWS};
use super::error::{Error, Result, ViewError};
use super::read::Listing;
use crate::domain::people::Role;
use crate::domain::query::view::{View, is_name};
use crate::domain::query::{self, Compiled};
use crate::domain::time::Time;
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::format::{Fault, read_views};
use crate::store::{NewCommit, Plan, Snapshot, files};
use std::path::PathBuf;

/// The view that `git desk` alone shows, when there is one.
pub const MY_DESK: &str = "my-desk";

/// A view and where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    pub view: View,
    /// On the branch, for everybody; else in git's configuration, for one.
    pub shared: bool,
}

/// What saving or removing a view did, or would do.
#[derive(Debug)]
pub struct KeptView {
    pub saved: SavedView,
    /// The commit that was written, in hexadecimal; none for a personal view.
    pub commit: Option<String>,
    /// Worktrees on the branch that could not be brought along.
    pub behind: Vec<PathBuf>,
    pub dry_run: bool,
}

impl Desk {
    /// Every view that can be used: the personal ones by name, then the shared ones as the file has them.
    ///
    /// # Errors
    /// [`Error::BrokenConfig`] when the file of the shared ones cannot be read.
    pub fn views(&self) -> Result<Vec<SavedView>> {
        let (snapshot, _) = self.open()?;
        let mut views = self.personal_views();
        let hidden: Vec<String> = views.iter().map(|v| v.view.name.clone()).collect();
        let shared = shared_views(&snapshot)?.into_iter().filter(|v| !hidden.contains(&v.name));
        views.extend(shared.map(|view| SavedView { view, shared: true }));
        Ok(views)
    }

    /// The view of this name.
    ///
    /// # Errors
    /// [`ViewError::Unknown`].
    pub fn view(&self, name: &str) -> Result<SavedView> {
        let mut saved = self.views()?;
        match saved.iter().position(|saved| saved.view.name == name) {
            Some(place) => Ok(saved.swap_remove(place)),
            None => Err(unknown(name, &saved.into_iter().map(|saved| saved.view).collect::<Vec<_>>())),
        }
    }

    /// The tickets of a view, of which the words of a query may choose some, and sort them otherwise.
    pub fn list_view(&self, view: &View, words: &[String], limit: Option<usize>) -> Result<Listing> {
        let (snapshot, config) = self.open()?;
        let base = self.compile_view(&config, view)?;
        let own = self.compile(&config, words, "")?;
        self.listing(snapshot, config, &own.within(base), limit)
    }

    /// Keeps a query under a name. What a view of that name was for stays when nothing new is said.
    pub fn save_view(&self, view: &View, shared: bool, dry_run: bool) -> Result<KeptView> {
        if !is_name(&view.name) {
            return Err(ViewError::Name(view.name.clone()).into());
        }
        // Kept on one line, wherever it came from.
        let view = &View { query: view.query.replace(['\n', '\r', '\t'], " "), ..view.clone() };
        let (_, config) = self.open()?;
        self.compile(&config, std::slice::from_ref(&view.query), "")?;
        if shared {
            return self.edit_shared(&view.name, "saved", dry_run, |text, old| {
                let about = view.about.clone().or_else(|| find(old, &view.name)?.about.clone());
                let view = View { about, ..view.clone() };
                Ok((files::with_view(text, &view).map_err(broken)?, view))
            });
        }
        if !dry_run {
            self.store.keep(&key(&view.name), &view.query)?;
        }
        Ok(personal(view.clone(), dry_run))
    }

    /// Takes a view away.
    pub fn remove_view(&self, name: &str, shared: bool, dry_run: bool) -> Result<KeptView> {
        if shared {
            return self.edit_shared(name, "removed", dry_run, |text, old| {
                let view = find(old, name).ok_or_else(|| unknown(name, old))?;
                Ok((files::without_view(text, name).map_err(broken)?, view.clone()))
            });
        }
        self.open()?;
        let views: Vec<View> = self.personal_views().into_iter().map(|saved| saved.view).collect();
        let view = find(&views, name).ok_or_else(|| unknown(name, &views))?;
        if !dry_run && !self.store.drop_kept(&key(name))? {
            return Err(ViewError::Elsewhere(name.to_owned()).into());
        }
        Ok(personal(view.clone(), dry_run))
    }

    /// Changes the file of the shared views, in one commit. `edit` gets its text and the views in it.
    fn edit_shared(
        &self,
        name: &str,
        done: &str,
        dry_run: bool,
        edit: impl Fn(&str, &[View]) -> Result<(String, View)>,
    ) -> Result<KeptView> {
        let person = self.store.author()?;
        let plan = |snapshot: &Snapshot| -> Result<Plan<View>> {
            let role = Config::load(snapshot)?.people.role_on(person.who(), None);
            if !matches!(role, Role::Lead | Role::Admin) {
                return Err(ViewError::Forbidden(role).into());
            }
            let (text, view) = edit(&text_of(snapshot)?, &shared_views(snapshot)?)?;
            let stored = snapshot.file(VIEWS)?.is_some_and(|bytes| bytes == text.as_bytes());
            let commit = NewCommit {
                files: vec![(VIEWS.to_owned(), Some(text.into_bytes()))],
                message: format!("View {name} {done}\n"),
                ..NewCommit::default()
            };
            Ok(Plan { commits: if stored { Vec::new() } else { vec![commit] }, value: view })
        };
        let kept = |view, commit, behind| KeptView { saved: SavedView { view, shared: true }, commit, behind, dry_run };
        if dry_run {
            return Ok(kept(self.store.rehearse(plan)?, None, Vec::new()));
        }
        let done = self.store.transact(plan)?;
        Ok(kept(done.value, done.commit.map(|c| c.to_string()), done.behind))
    }

    fn personal_views(&self) -> Vec<SavedView> {
        let kept = self.store.personal("desk", "view").into_iter();
        let view = |(name, query)| SavedView { view: View { name, query, about: None }, shared: false };
        kept.map(view).collect()
    }

    fn compile_view(&self, config: &Config, view: &View) -> Result<Compiled> {
        check_view(view, config, self.env.now, &self.me())
    }
}

/// A view's query, ready to run for somebody at an instant.
pub(super) fn check_view(view: &View, config: &Config, now: Time, me: &[String]) -> Result<Compiled> {
    let bad = |fault| ViewError::Query { name: view.name.clone(), query: view.query.clone(), fault: Box::new(fault) };
    let parsed = query::parse(&view.query).map_err(bad)?;
    Ok(query::compile(&parsed, &config.scope(&parsed, now, me)?).map_err(bad)?)
}

fn key(name: &str) -> String {
    format!("desk.view.{name}")
}

fn personal(view: View, dry_run: bool) -> KeptView {
    KeptView { saved: SavedView { view, shared: false }, commit: None, behind: Vec::new(), dry_run }
}

fn find<'v>(views: &'v [View], name: &str) -> Option<&'v View> {
    views.iter().find(|view| view.name == name)
}

fn unknown(name: &str, views: &[View]) -> Error {
    let known: Vec<String> = views.iter().map(|view| view.name.clone()).collect();
    let nearest = nearest(name, known.iter().map(String::as_str));
    ViewError::Unknown { name: name.to_owned(), nearest, known }.into()
}

/// The file of the shared views; a desk without one has those that are ready-made.
fn text_of(snapshot: &Snapshot) -> Result<String> {
    let bytes = snapshot.file(VIEWS)?;
    Ok(bytes.map_or_else(|| files::VIEWS.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn shared_views(snapshot: &Snapshot) -> Result<Vec<View>> {
    let read = read_views(&text_of(snapshot)?, &Limits::default()).map_err(broken)?;
    Ok(read.into_iter().map(|placed| placed.view).collect())
}

fn broken(fault: Fault) -> Error {
    Error::BrokenConfig { path: VIEWS.to_owned(), fault: Box::new(fault) }
}
