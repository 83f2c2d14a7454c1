//! The hooks of this repository that are ours.

use super::error::{Error, Result};
use super::files::hook;
use super::{Store, Trace};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The hooks that git-desk can be.
pub const HOOKS: [&str; 2] = ["pre-receive", "update"];

/// What came of installing a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    Here(PathBuf),
    /// Somebody else's hook is there, and stays.
    Foreign(PathBuf),
}

impl Store {
    /// Writes a hook, unless somebody else's is there. `program`: where git-desk is, should it not be on the path.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn install_hook(&self, name: &str, program: &Path, reference: Option<&str>) -> Result<Installed> {
        let path = self.hook_path(name)?;
        match fs::read(&path) {
            Ok(bytes) if !hook::is_ours(&String::from_utf8_lossy(&bytes)) => return Ok(Installed::Foreign(path)),
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(Error::io(&path, &e)),
            _ => {}
        }
        let text = hook::hook(name, &program.display().to_string(), reference);
        let dir = path.parent().unwrap_or(Path::new(".")).to_owned();
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&dir)?;
            // Never half a hook: git may run it at any moment.
            let mut file = tempfile::Builder::new().prefix("git-desk-").tempfile_in(&dir)?;
            std::io::Write::write_all(&mut file, text.as_bytes())?;
            executable(file.path())?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(|e| Error::io(&path, &e))?;
        Ok(Installed::Here(path))
    }

    /// The hooks of ours that are there.
    ///
    /// # Errors
    /// When the configuration cannot be read.
    pub fn own_hooks(&self) -> Result<Vec<Trace>> {
        let mut found = Vec::new();
        for name in HOOKS {
            let path = self.hook_path(name)?;
            if fs::read(&path).is_ok_and(|bytes| hook::is_ours(&String::from_utf8_lossy(&bytes))) {
                found.push(Trace::Hook(path));
            }
        }
        Ok(found)
    }

    /// Takes the hooks among these traces away.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn remove_hooks(&self, traces: &[Trace]) -> Result<()> {
        for trace in traces {
            if let Trace::Hook(path) = trace
                && let Err(e) = fs::remove_file(path)
                && e.kind() != ErrorKind::NotFound
            {
                return Err(Error::io(path, &e));
            }
        }
        Ok(())
    }

    /// Where git looks for a hook: `core.hooksPath`, or the folder of the repository.
    fn hook_path(&self, name: &str) -> Result<PathBuf> {
        let config = self.repo.config_snapshot();
        let configured = config.trusted_path("core.hooksPath");
        let configured = configured.map_err(|e| Error::reading("core.hooksPath", &e))?;
        // A relative one is seen from where git runs hooks: the work tree, else the repository itself.
        let base = self.repo.workdir().unwrap_or(self.common_dir());
        let dir = configured.map_or_else(|| self.common_dir().join("hooks"), |dir| base.join(dir));
        Ok(dir.join(name))
    }
}

#[cfg(unix)]
fn executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
