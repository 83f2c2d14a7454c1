//! `init`: makes the desk, or adopts the remote's. The desk's language is the global `--lang`.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, Writing};
use crate::desk::{InitRequest, Initialized, Remote, WorkflowName};
use crate::kit::escape;
use anyhow::Result;
use serde_json::json;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(long, value_name = "WORKFLOW", value_parser = ["support", "liveagent", "engineering"], help_heading = "options")]
    pub workflow: Option<String>,
    // An IANA name, such as `Europe/Madrid`.
    #[arg(long, value_name = "ZONE", help_heading = "options")]
    pub time_zone: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let workflow = args.workflow.as_deref().and_then(WorkflowName::parse).unwrap_or_default();
    let language = ctx.global.lang.clone().unwrap_or_else(|| ctx.words.lang().as_str().to_owned());
    let zone = args.time_zone.clone().unwrap_or_else(|| ctx.around.zone());
    let request = InitRequest { workflow, language, zone };
    let desk = ctx.desk()?;
    let (done, remote) = desk.init(&request, args.writing.dry_run)?;
    if let Remote::Unreachable { remote, cause } = &remote {
        let words = [("remote", remote.into()), ("cause", escape::one_line(cause).into_owned().into())];
        ctx.chat(&ctx.words.with("init-unreachable", &words))?;
    }
    let reference = desk.store.reference().to_owned();
    if ctx.global.format() == Some(Format::Json) {
        let body = json!({"reference": reference, "result": code(&done)});
        ctx.print_json("init", body)?;
        return Ok(OK);
    }
    let key = match done {
        Initialized::Created => "init-created",
        Initialized::Adopted => "init-adopted",
        Initialized::Present => "init-present",
        Initialized::WouldCreate => "init-would-create",
    };
    ctx.print_line(&ctx.words.with(key, &[("reference", reference.into())]))?;
    if done == Initialized::Created {
        ctx.chat(&ctx.words.say("init-next"))?;
    }
    Ok(OK)
}

fn code(done: &Initialized) -> &'static str {
    match done {
        Initialized::Created => "created",
        Initialized::Adopted => "adopted",
        Initialized::Present => "present",
        Initialized::WouldCreate => "would-create",
    }
}
