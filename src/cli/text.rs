//! The text that a person gives to a verb: on the line, from a file or standard input, or in the editor
//! that git would open. What was typed is never lost: when something fails afterwards, it is in a file
//! that the error names.

use super::context::Context;
use super::error::EdgeError;
use super::values::Text;
use anyhow::Result;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines from this one on are not part of the text; the same mark as `git commit --verbose`.
const SCISSORS: &str = "# ------------------------ >8 ------------------------";

impl Context<'_> {
    /// The text of a message: `-m`, `-F`, else the editor. `about` is shown below the scissors.
    pub fn text(&self, given: &Text, about: &str) -> Result<String> {
        match self.given_text(given)? {
            Some(text) => Ok(text),
            None if self.may_ask() => self.compose(about),
            None => Err(EdgeError::Missing("-m").into()),
        }
    }

    /// The text that was given on the line, if any.
    #[expect(clippy::disallowed_methods, reason = "the edge: a text comes in on standard input")]
    pub fn given_text(&self, given: &Text) -> Result<Option<String>> {
        if !given.message.is_empty() {
            return Ok(Some(normal(&given.message.join("\n\n"))));
        }
        match &given.file {
            Some(path) if path == Path::new("-") => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(Some(normal(&utf8(bytes, path)?)))
            }
            Some(path) => {
                let unreadable = |e: std::io::Error| EdgeError::unreadable(path, &e);
                let bytes = fs::read(path).map_err(unreadable)?;
                Ok(Some(normal(&utf8(bytes, path)?)))
            }
            None => Ok(None),
        }
    }

    fn compose(&self, about: &str) -> Result<String> {
        let help = self.words.with("edit-help", &[("about", about.into())]);
        let commented: String = help.lines().map(|l| format!("# {l}\n")).collect();
        let edited = self.edit(&format!("\n{SCISSORS}\n{commented}"), "MESSAGE.md")?;
        let text = edited.split(SCISSORS).next().unwrap_or_default().trim();
        if text.is_empty() {
            return Err(EdgeError::Aborted.into());
        }
        Ok(normal(text))
    }

    /// Opens the person's editor on a text and gives back what it became.
    ///
    /// # Errors
    /// [`EdgeError::Editor`] names the file that holds the text when the editor fails.
    pub fn edit(&self, text: &str, name: &str) -> Result<String> {
        let path = self.keep(text, name)?;
        let editor = self.desk()?.store.editor()?;
        // As git does: the editor is a shell command, the file its argument.
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(&editor)
            .arg(&path)
            .status();
        let failed = || EdgeError::Editor { editor: editor.clone(), kept: path.clone() };
        if !status.is_ok_and(|s| s.success()) {
            return Err(failed().into());
        }
        let edited = fs::read(&path).map_err(|e| EdgeError::unreadable(&path, &e))?;
        let edited = utf8(edited, &path)?;
        fs::remove_file(&path).ok();
        Ok(edited)
    }

    /// Puts a text where it survives: in the repository's own directory, under a name of its own.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge: where else to keep a text when the repository is read-only"
    )]
    pub fn keep(&self, text: &str, name: &str) -> Result<PathBuf> {
        let desk = self.desk()?;
        let dir = desk.store.common_dir().join("desk");
        let dir = if fs::create_dir_all(&dir).is_ok() { dir } else { std::env::temp_dir() };
        let path = dir.join(format!("{}-{name}", desk.env.fresh_id()));
        let write = || fs::File::create(&path)?.write_all(text.as_bytes());
        write().map_err(|e| EdgeError::unreadable(&path, &e))?;
        Ok(path)
    }

    /// Runs a write with a text that a person typed; when it fails, the text is kept in a file.
    pub fn with_text<T>(&self, text: &str, write: impl FnOnce() -> Result<T>) -> Result<T> {
        write().map_err(|error| {
            if text.trim().is_empty() {
                return error;
            }
            match self.keep(text, "MESSAGE.md") {
                Ok(kept) => error.context(EdgeError::Kept(kept)),
                Err(_) => error,
            }
        })
    }
}

/// What people type ends lines with LF.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned()
}

/// Writes a file that somebody asked for, and the folders that lead to it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, bytes))
        .map_err(|e| EdgeError::unwritable(path, &e).into())
}

fn utf8(bytes: Vec<u8>, path: &Path) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| EdgeError::NotUtf8(path.to_owned()).into())
}
