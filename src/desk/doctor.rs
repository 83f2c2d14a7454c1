//! Whether everything that a desk needs is there: git, the person, the repository, the desk itself.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use crate::domain::time::stamp;
use crate::store::{Snapshot, Trace};

/// How well it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Ok,
    /// Worth a look; the desk works as it is.
    Warning,
    /// Something does not work.
    Fault,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Fault => "fault",
        }
    }
}

/// What was found of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symptom {
    /// What was looked at: `git`, `desk` …
    pub check: &'static str,
    pub state: State,
    /// What was found, a word of its own (`git-old`).
    pub kind: &'static str,
    /// A version, a path, a name.
    pub found: String,
}

impl Symptom {
    pub fn new(check: &'static str, state: State, kind: &'static str, found: impl ToString) -> Symptom {
        Symptom { check, state, kind, found: found.to_string() }
    }

    pub fn ok(check: &'static str, kind: &'static str, found: impl ToString) -> Symptom {
        Symptom::new(check, State::Ok, kind, found)
    }

    pub(super) fn warning(check: &'static str, kind: &'static str, found: impl ToString) -> Symptom {
        Symptom::new(check, State::Warning, kind, found)
    }

    fn fault(check: &'static str, kind: &'static str, found: impl ToString) -> Symptom {
        Symptom::new(check, State::Fault, kind, found)
    }
}

/// The oldest git that does what we ask of it.
const OLDEST_GIT: (u32, u32) = (2, 31);

impl Desk {
    /// Looks at everything that can be looked at without a network and without writing.
    pub fn doctor(&self) -> Vec<Symptom> {
        let store = &self.store;
        let place = format!("{} ({}, {})", store.common_dir().display(), store.object_format(), store.ref_storage());
        let mut found = vec![self.git(), self.identity(), Symptom::ok("repository", "repository", place)];
        found.extend(self.place());
        found.push(self.remote());
        found.extend(self.autosync());
        if let Ok(snapshot) = store.snapshot() {
            found.extend(self.files(&snapshot));
            found.extend(self.clock(&snapshot));
            found.extend(self.upkeep(&snapshot));
        }
        found.push(match store.is_shallow() {
            true => Symptom::warning("history", "history-shallow", ""),
            false => Symptom::ok("history", "history", ""),
        });
        found.extend([self.worktrees(), self.lock(), self.texts()]);
        found
    }

    fn git(&self) -> Symptom {
        let Ok(version) = self.store.git_version() else { return Symptom::fault("git", "git-missing", "") };
        let mut parts = version.split('.').map_while(|part| part.parse::<u32>().ok());
        let numbers = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        if numbers < OLDEST_GIT {
            Symptom::fault("git", "git-old", version)
        } else {
            Symptom::ok("git", "git", version)
        }
    }

    fn identity(&self) -> Symptom {
        match self.store.author() {
            Ok(person) if person.name.is_empty() => Symptom::ok("identity", "identity", person.email),
            Ok(person) => Symptom::ok("identity", "identity", format!("{} <{}>", person.name, person.email)),
            Err(_) => Symptom::fault("identity", "identity-missing", ""),
        }
    }

    fn place(&self) -> Option<Symptom> {
        let reference = self.store.reference();
        Some(match (self.store.local_tip(), self.store.tracked()) {
            (Ok(Some(_)), _) => Symptom::ok("desk", "desk", reference),
            (Ok(None), Ok(Some(_))) => Symptom::warning("desk", "desk-remote-only", reference),
            (Ok(None), _) => Symptom::fault("desk", "desk-missing", reference),
            (Err(error), _) => Symptom::fault("desk", "desk-unreadable", error),
        })
    }

    fn remote(&self) -> Symptom {
        match (self.store.remote(), self.store.tracked()) {
            (None, _) => Symptom::ok("remote", "remote-none", ""),
            (Some(remote), Ok(Some(_))) => Symptom::ok("remote", "remote", remote),
            (Some(remote), _) => Symptom::warning("remote", "remote-without", remote),
        }
    }

    /// Syncing by itself, where somebody wants it.
    fn autosync(&self) -> Option<Symptom> {
        match (self.store.autosync_failure(), self.store.config_bool("desk.autosync")) {
            (Some(why), _) => Some(Symptom::warning("autosync", "autosync-failed", why)),
            (None, Some(true)) => Some(Symptom::ok("autosync", "autosync", "")),
            (None, _) => None,
        }
    }

    /// Configuration and schemas.
    fn files(&self, snapshot: &Snapshot) -> Vec<Symptom> {
        let whole = |config: Config| -> Result<()> {
            config.groups()?;
            config.organizations()?;
            config.categories()?;
            config.calendars()?;
            config.fields().map(drop)
        };
        let config = match Config::load(snapshot).and_then(whole) {
            Ok(()) => Symptom::ok("config", "config", ""),
            Err(Error::BrokenConfig { path, fault }) => {
                Symptom::fault("config", "config-broken", format!("{path}:{}:{}", fault.line, fault.column))
            }
            Err(Error::NewerFormat { found, .. }) => Symptom::fault("config", "config-newer", found),
            Err(error) => Symptom::fault("config", "config-broken", error),
        };
        let stale = super::schemas::stale(snapshot).unwrap_or_default();
        let schemas = match stale.len() {
            0 => Symptom::ok("schemas", "schemas", ""),
            n => Symptom::warning("schemas", "schemas-stale", n),
        };
        vec![config, schemas]
    }

    fn clock(&self, snapshot: &Snapshot) -> Option<Symptom> {
        let late = self.store.clock_behind(snapshot, self.env.now.timestamp()).ok()?;
        Some(match late {
            Some(recorded) => Symptom::warning("clock", "clock-behind", stamp(recorded)),
            None => Symptom::ok("clock", "clock", ""),
        })
    }

    fn worktrees(&self) -> Symptom {
        let dirs: Vec<String> = self.store.worktrees().iter().map(|dir| dir.display().to_string()).collect();
        match dirs.is_empty() {
            true => Symptom::ok("worktrees", "worktrees-none", ""),
            false => Symptom::ok("worktrees", "worktrees", dirs.join(", ")),
        }
    }

    fn lock(&self) -> Symptom {
        match self.store.ref_lock() {
            Some(path) => Symptom::warning("lock", "lock-left", path.display()),
            None => Symptom::ok("lock", "lock", ""),
        }
    }

    fn texts(&self) -> Symptom {
        let is_text = |trace: &&Trace| matches!(trace, Trace::Text(_));
        let kept = self.store.traces().unwrap_or_default().iter().filter(is_text).count();
        match kept {
            0 => Symptom::ok("texts", "texts-none", ""),
            _ => Symptom::warning("texts", "texts", self.store.common_dir().join("desk").display()),
        }
    }
}
