//! The text that a person gives to a verb: on the line, from a file or standard input, or in the editor
//! that git would open. What was typed is never lost: when something fails afterwards, it is in a file
//! that the error names.

use super::context::Context;
use super::error::EdgeError;
use super::outside::Outside;
use super::values::Text;
use crate::desk::Env;
use crate::intake::{answers, json};
use anyhow::Result;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines from this one on are not part of the text; the same mark as `git commit --verbose`.
const SCISSORS: &str = "# ------------------------ >8 ------------------------";

/// How the file of a message is called that is kept.
pub const MESSAGE: &str = "MESSAGE.md";

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
                Ok(Some(of_file(&utf8(bytes, path)?)))
            }
            Some(path) => {
                let unreadable = |e: std::io::Error| EdgeError::unreadable(path, &e);
                let bytes = fs::read(path).map_err(unreadable)?;
                Ok(Some(of_file(&utf8(bytes, path)?)))
            }
            None => Ok(None),
        }
    }

    /// The answers in a file of JSON, or on standard input; none without one.
    #[expect(clippy::disallowed_methods, reason = "the edge: answers come in on standard input")]
    pub fn answers(&self, path: Option<&Path>) -> Result<Vec<(String, Vec<String>)>> {
        let Some(path) = path else { return Ok(Vec::new()) };
        let unreadable = |e: std::io::Error| EdgeError::unreadable(path, &e);
        let (mut bytes, most) = (Vec::new(), json::MOST_BYTES as u64 + 1);
        match path == Path::new("-") {
            true => std::io::stdin().lock().take(most).read_to_end(&mut bytes),
            false => fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
        }
        .map_err(unreadable)?;
        let bad = |fault| EdgeError::Outside { path: path.to_owned(), fault: Outside::Answers(fault) };
        Ok(answers::answers(&bytes).map_err(bad)?)
    }

    fn compose(&self, about: &str) -> Result<String> {
        let help = self.words.with("edit-help", &[("about", about.into())]);
        let text = self.compose_on("", &help, MESSAGE)?;
        if text.is_empty() { Err(EdgeError::Aborted.into()) } else { Ok(text) }
    }

    /// What the person's editor makes of a text, below which `help` stands; may be empty.
    pub fn compose_on(&self, text: &str, help: &str, name: &str) -> Result<String> {
        let commented: String = help.lines().map(|l| format!("# {l}\n")).collect();
        let edited = self.edit(&format!("{text}\n{SCISSORS}\n{commented}"), name)?;
        let text = edited.split(SCISSORS).next().unwrap_or_default().trim();
        Ok(normal(text))
    }

    /// Opens the person's editor on a text and gives back what it became.
    ///
    /// # Errors
    /// [`EdgeError::Editor`] when the editor fails; what was typed until then is kept, and the error names the file.
    pub fn edit(&self, text: &str, name: &str) -> Result<String> {
        let editor = self.desk()?.store.editor()?;
        let path = self.keep(text, name)?;
        // As git does: the editor is a shell command, the file its argument.
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(&editor)
            .arg(&path)
            .status();
        if !status.is_ok_and(|s| s.success()) {
            let failed = anyhow::Error::from(EdgeError::Editor(editor));
            // Nobody misses what the file held from the start.
            if fs::read(&path).is_ok_and(|left| left == text.as_bytes()) {
                fs::remove_file(&path).ok();
                return Err(failed);
            }
            return Err(failed.context(EdgeError::Kept(path)));
        }
        let edited = fs::read(&path).map_err(|e| EdgeError::unreadable(&path, &e))?;
        let edited = utf8(edited, &path)?;
        fs::remove_file(&path).ok();
        Ok(edited)
    }

    /// Puts a text where it survives, under a name of its own: in the repository's own directory, else
    /// (no repository, no room, no permission) in the one for temporary files.
    #[expect(
        clippy::disallowed_methods,
        reason = "the edge: where else to keep a text when the repository is read-only"
    )]
    pub fn keep(&self, text: &str, name: &str) -> Result<PathBuf> {
        let in_repository = self.desk().ok().map(|desk| desk.store.common_dir().join("desk"));
        let kept = in_repository.and_then(|dir| {
            fs::create_dir_all(&dir).ok()?;
            self.put(&dir, text, name).ok()
        });
        kept.map_or_else(|| self.put(&std::env::temp_dir(), text, name), Ok)
    }

    fn put(&self, dir: &Path, text: &str, name: &str) -> Result<PathBuf> {
        let ids = Env::new(self.around.now, self.around.seed);
        let (path, mut file) = loop {
            let path = dir.join(format!("{}-{name}", ids.fresh_id()));
            // A text that was kept before is never written over.
            match fs::OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => break (path, file),
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                Err(e) => return Err(EdgeError::unreadable(&path, &e).into()),
            }
        };
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|e| {
            fs::remove_file(&path).ok();
            EdgeError::unreadable(&path, &e)
        })?;
        Ok(path)
    }

    /// Runs a write with a text that a person typed; when it fails, the text is kept in a file.
    pub fn with_text<T>(&self, text: &str, write: impl FnOnce() -> Result<T>) -> Result<T> {
        self.with_file((text, MESSAGE), write)
    }

    /// The same with a text that has a name of its own.
    pub fn with_file<T>(&self, (text, name): (&str, &str), write: impl FnOnce() -> Result<T>) -> Result<T> {
        write().map_err(|error| {
            if text.trim().is_empty() {
                return error;
            }
            match self.keep(text, name) {
                Ok(kept) => error.context(EdgeError::Kept(kept)),
                Err(_) => error,
            }
        })
    }
}

/// What people type ends lines with LF; everything else stays as it is.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The end of a file's last line belongs to the file, not to the text.
fn of_file(text: &str) -> String {
    let mut text = normal(text);
    if text.ends_with('\n') {
        text.pop();
    }
    text
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
