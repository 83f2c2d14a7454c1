//! Long pages on a terminal go through the pager that git would use.

use super::context::Context;
use anyhow::Result;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

impl Context<'_> {
    /// Prints a page: through the pager on a terminal, as it is in a pipe.
    pub fn page(&self, text: &str) -> Result<()> {
        let fits = self.around.height.is_none_or(|height| text.lines().count() < height);
        if !self.around.stdout_is_terminal || self.global.no_pager || fits {
            return Ok(self.print(text)?);
        }
        let pager = self.desk().ok().and_then(|desk| desk.store.pager());
        match pager {
            Some(pager) => self.through(&pager, text),
            None => Ok(self.print(text)?),
        }
    }

    fn through(&self, pager: &str, text: &str) -> Result<()> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(pager).stdin(Stdio::piped());
        // As git does: quit when it fits, keep colours, leave the text on the screen.
        if self.around.variable("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        let Ok(mut child) = command.spawn() else { return Ok(self.print(text)?) };
        let mut stdin = child.stdin.take().expect("stdin is piped");
        match stdin.write_all(text.as_bytes()) {
            // The reader left before the end.
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {}
            written => written?,
        }
        drop(stdin);
        child.wait()?;
        Ok(())
    }
}
