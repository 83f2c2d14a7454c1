//! Questions at a terminal. Only asked when somebody is there to answer.

use super::context::Context;
use super::error::EdgeError;
use anyhow::Result;
use dialoguer::Input;

/// The title of a new ticket. An empty answer, or Ctrl-C, writes nothing.
pub fn title(ctx: &Context) -> Result<String> {
    let asked: dialoguer::Result<String> =
        Input::new().with_prompt(ctx.words.say("prompt-title")).allow_empty(true).interact_text();
    match asked {
        Ok(title) if !title.trim().is_empty() => Ok(title.trim().to_owned()),
        Ok(_) | Err(_) => Err(EdgeError::Aborted.into()),
    }
}
