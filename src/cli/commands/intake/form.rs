//! `intake form`: a text in the shape of a form, as GitHub renders its issue forms, becomes a ticket.

use super::filed::{file, tell};
use super::{Args, bytes};
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, FAILED, OK};
use crate::cli::outside::Outside;
use crate::desk::{Did, Item};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::submission::{Filed, Submission};
use anyhow::Result;
use std::path::Path;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let form = args.form.as_deref().ok_or(EdgeError::Missing("--form"))?;
    let items = args
        .some_files()?
        .iter()
        .map(|path| item(ctx, args, form, path))
        .collect::<Result<Vec<_>>>()?;
    let decisions = file(ctx, args, &items)?;
    tell(ctx, &decisions)?;
    let is_refused = decisions.iter().any(|decision| decision.did == Did::Refused);
    Ok(if is_refused { FAILED } else { OK })
}

fn item(ctx: &Context, args: &Args, form: &str, path: &Path) -> Result<Item> {
    let bytes = bytes(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| EdgeError::NotUtf8(path.to_owned()))?
        .replace("\r\n", "\n");
    let mut title = args.title.clone();
    // Through the inbox nobody reads the desk; whoever collects does.
    if !args.inbox {
        let form = ctx.desk()?.form(form)?;
        if !form.is_body(&text) {
            return Err(EdgeError::Outside { path: path.to_owned(), fault: Outside::NotOfForm(form.name) }.into());
        }
        title = title.or(form.title);
    }
    let title = title.ok_or(EdgeError::Missing("--title"))?;
    // The same text under the same title of the same person is the same request.
    let key = [form, args.requester.as_deref().unwrap_or_default(), &title, &text].join("\0");
    let name = args
        .external
        .clone()
        .unwrap_or_else(|| format!("form:{form}/{}", TicketId::derived("form", &key)));
    let source = format!("{}: {title}", path.display());
    let filed = Filed {
        title,
        text,
        requester: args.requester.clone(),
        channel: Some("form".to_owned()),
        form: Some(form.to_owned()),
        refs: vec![name],
        ..Filed::default()
    };
    Ok(Item { source, submission: Submission::Ticket(Box::new(filed)) })
}
