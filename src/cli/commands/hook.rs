//! `hook`: what git calls on a server before it takes a push, and putting that there or taking it away.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::faults;
use crate::cli::values::Format;
use crate::desk::check::Checked;
use crate::desk::{Desk, Env, Push};
use crate::kit::escape::one_line;
use crate::store::{Found, HOOKS, Installed, Trace};
use anyhow::Result;
use std::path::Path;

pub const FORMATS: &[Format] = &[Format::Table];

/// Findings that a terminal is shown; the rest is counted.
const SHOWN: usize = 20;

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ACTION", value_parser = ["pre-receive", "update", "install", "uninstall"], help_heading = "arguments")]
    pub action: String,
    // What git gives to an update hook.
    #[arg(value_name = "WORD", help_heading = "arguments")]
    pub words: Vec<String>,
    #[arg(long, help_heading = "options", conflicts_with = "pre_receive")]
    pub update: bool,
    #[arg(long, help_heading = "options")]
    pub pre_receive: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if let Some(word) = args.words.first().filter(|_| args.action != "update") {
        return Err(EdgeError::Unwanted(word.clone()).into());
    }
    match args.action.as_str() {
        "install" => install(ctx, if args.update { "update" } else { "pre-receive" }),
        "uninstall" => uninstall(ctx),
        "update" => judge(ctx, &[updated(&args.words)?]),
        _ => judge(ctx, &received()?),
    }
}

/// `REF OLD NEW`.
fn updated(words: &[String]) -> Result<Push> {
    match words {
        [reference, old, new] => {
            Push::read(old, new, reference).ok_or_else(|| EdgeError::Unwanted(words.join(" ")).into())
        }
        [_, _, _, more, ..] => Err(EdgeError::Unwanted(more.clone()).into()),
        _ => Err(EdgeError::Missing("WORD").into()),
    }
}

/// `OLD NEW REF` on each line of standard input.
#[expect(clippy::disallowed_methods, reason = "git tells a hook on its standard input")]
fn received() -> Result<Vec<Push>> {
    let input = std::io::read_to_string(std::io::stdin().lock())?;
    let read = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let push = (|| Push::read(parts.next()?, parts.next()?, parts.next()?))();
        push.ok_or_else(|| EdgeError::Unwanted(line.to_owned()).into())
    };
    input.lines().map(read).collect()
}

/// Judges all, so that whoever pushed learns everything at once.
fn judge(ctx: &Context, pushes: &[Push]) -> Result<u8> {
    let dir = ctx.global.directory.as_deref().unwrap_or(Path::new("."));
    let found = Found::at(dir)?;
    // Until git takes a push its objects are kept aside.
    let variable = |name| ctx.around.variable(name).filter(|text| !text.is_empty());
    let (found, _aside) = match variable("GIT_QUARANTINE_PATH").and(variable("GIT_OBJECT_DIRECTORY")) {
        Some(aside) => {
            let more = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES").unwrap_or_default();
            let more: Vec<_> = std::env::split_paths(&more).collect();
            let (found, aside) = found.with_objects(Path::new(&aside), &more)?;
            (found, Some(aside))
        }
        None => (found, None),
    };
    let seed = u64::from_le_bytes(std::array::from_fn(|i| ctx.around.seed[i]));
    let store = found.desk(ctx.global.reference.as_deref(), seed)?;
    let desk = Desk::new(store, Env::new(ctx.around.now, ctx.around.seed));
    let mut code = OK;
    for push in pushes {
        let checked = desk.judge(push)?;
        if !checked.faults.is_empty() {
            code = NO;
            refuse(ctx, &push.reference, &checked)?;
        }
    }
    Ok(code)
}

/// Says to whoever pushed what is wrong, and what to do.
fn refuse(ctx: &Context, reference: &str, checked: &Checked) -> Result<()> {
    let words = ctx.words;
    let reference = one_line(reference).into_owned();
    let n = checked.faults.len();
    ctx.chat(&words.with("hook-refused", &[("reference", reference.into()), ("n", n.into())]))?;
    for finding in checked.faults.iter().take(SHOWN) {
        let (what, hint) = faults::apart(finding, words);
        ctx.chat(&format!("- {what}"))?;
        hint.map_or(Ok(()), |hint| ctx.chat(&format!("  → {hint}")))?;
    }
    if n > SHOWN {
        ctx.chat(&words.with("check-more", &[("n", (n - SHOWN).into())]))?;
    }
    ctx.chat(&words.say("hook-then"))?;
    if checked.counts.signed < checked.counts.commits {
        ctx.chat(&words.say("hook-unsigned"))?;
    }
    Ok(())
}

fn install(ctx: &Context, name: &str) -> Result<u8> {
    let store = ctx.store()?;
    let program = ctx.around.program.clone().ok_or(EdgeError::NoHome)?;
    match store.install_hook(name, &program, ctx.global.reference.as_deref())? {
        Installed::Here(path) => {
            ctx.print_line(&ctx.words.with("hook-installed", &[("path", shown(&path).into())]))?;
            ctx.chat(&ctx.words.with("hook-judges", &[("reference", store.reference().into())]))?;
            Ok(OK)
        }
        Installed::Foreign(path) => {
            let line = match name {
                "update" => "git-desk hook update \"$@\" || exit 1",
                _ => "input=$(cat); printf '%s\\n' \"$input\" | git-desk hook pre-receive || exit 1",
            };
            Err(EdgeError::ForeignHook { path, line }.into())
        }
    }
}

fn uninstall(ctx: &Context) -> Result<u8> {
    let store = ctx.store()?;
    let hooks = store.own_hooks()?;
    store.remove_hooks(&hooks)?;
    for hook in &hooks {
        if let Trace::Hook(path) = hook {
            ctx.print_line(&ctx.words.with("hook-removed", &[("path", shown(path).into())]))?;
        }
    }
    if hooks.is_empty() {
        ctx.chat(&ctx.words.with("hook-none", &[("hooks", HOOKS.join(", ").into())]))?;
    }
    Ok(OK)
}

fn shown(path: &Path) -> String {
    one_line(&path.display().to_string()).into_owned()
}
