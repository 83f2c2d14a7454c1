//! `config`: the settings in force, each with what decided it: the default, a file on the branch, git's
//! configuration, the environment, a flag. What comes later in this order is stronger.

use crate::cli::autosync;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::{Color, Format};
use crate::desk::Desk;
use crate::kit::escape::one_line;
use crate::render::answers::SettingView;
use crate::render::grid::{self, Grid};
use crate::render::words::Lang;
use crate::render::{table, view};
use anyhow::Result;
use serde_json::Value as Json;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "KEY", help_heading = "arguments")]
    pub key: Option<String>,
}

/// The layer without a name of its own.
const DEFAULT: &str = "default";

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let mut settings = of_machine(ctx, &desk);
    settings.extend(desk.in_force()?.into_iter().map(|setting| SettingView {
        key: setting.key,
        value: view::json(&setting.value),
        source: setting.file.unwrap_or(DEFAULT).to_owned(),
    }));
    if let Some(key) = &args.key {
        let known: Vec<String> = settings.iter().map(|s| s.key.clone()).collect();
        settings.retain(|s| s.key == *key);
        if settings.is_empty() {
            return Err(EdgeError::UnknownSetting(key.clone(), known).into());
        }
    }
    match (ctx.global.format(), &settings[..]) {
        (Some(Format::Json), _) => ctx.print_json("config", settings)?,
        // For scripts: the value and nothing else.
        (_, [one]) if args.key.is_some() => ctx.print_line(&one_line(&grid::text(&one.value)))?,
        _ => ctx.page(&listed(ctx, &settings)?)?,
    }
    Ok(OK)
}

fn listed(ctx: &Context, settings: &[SettingView]) -> Result<String> {
    let source = |s: &SettingView| match s.source.as_str() {
        DEFAULT => ctx.words.say("config-default"),
        named => named.to_owned(),
    };
    let row = |s: &SettingView| vec![s.key.as_str().into(), s.value.clone(), source(s).into()];
    let columns = ["setting", "value", "source"].map(str::to_owned).to_vec();
    let grid = Grid { columns, rows: settings.iter().map(row).collect() };
    ctx.read_with(&crate::domain::time::zone::Zone::utc(), |reader| table::grid(&grid, reader))
}

/// What this person and this machine decide.
fn of_machine(ctx: &Context, desk: &Desk) -> Vec<SettingView> {
    let store = &desk.store;
    let author = store.author().ok().map(|person| person.who().to_owned());
    let found = |key: &str, value: Option<String>, source: String| SettingView {
        key: key.to_owned(),
        value: value.map_or(Json::Null, Json::from),
        source,
    };
    let layers = Layers { ctx, desk };
    let global = ctx.global;
    vec![
        found(
            "ref",
            Some(store.reference().to_owned()),
            layers.source(global.reference.is_some().then_some("--ref"), &["git:desk.ref"]),
        ),
        found("lang", Some(ctx.words.lang().as_str().to_owned()), layers.language()),
        found(
            "autosync",
            Some(autosync::is_wanted(store).to_string()),
            layers.source(None, &["git:desk.autosync"]),
        ),
        found(
            "color",
            Some(color(global.color.unwrap_or_default(), ctx).to_owned()),
            layers.source(global.color.is_some().then_some("--color"), &["NO_COLOR"]),
        ),
        found("person", author, layers.source(None, &["GIT_AUTHOR_EMAIL", "git:user.email", "EMAIL"])),
        found(
            "editor",
            store.editor().ok(),
            layers.source(None, &["GIT_EDITOR", "git:core.editor", "VISUAL", "EDITOR"]),
        ),
        found(
            "pager",
            store.pager().filter(|_| !global.no_pager),
            layers.source(global.no_pager.then_some("--no-pager"), &["GIT_PAGER", "git:core.pager", "PAGER"]),
        ),
    ]
}

fn color(asked: Color, ctx: &Context) -> &'static str {
    match asked {
        Color::Always => "always",
        Color::Never => "never",
        Color::Auto if ctx.around.variable("NO_COLOR").is_some_and(|v| !v.is_empty()) => "never",
        Color::Auto => "auto",
    }
}

struct Layers<'a, 'c> {
    ctx: &'a Context<'c>,
    desk: &'a Desk,
}

impl Layers<'_, '_> {
    /// The first of these that says anything: a flag, variables of the environment and, behind `git:`, keys of
    /// git's configuration, the strongest first.
    fn source(&self, flag: Option<&str>, asked: &[&str]) -> String {
        let says = |name: &&&str| match name.strip_prefix("git:") {
            Some(key) => self.desk.store.config(key).is_some(),
            None => self.ctx.around.variable(name).is_some_and(|value| !value.is_empty()),
        };
        let named = |name: &&str| match name.strip_prefix("git:") {
            Some(key) => format!("git config {key}"),
            None => (*name).to_owned(),
        };
        flag.map(str::to_owned)
            .or_else(|| asked.iter().find(says).map(named))
            .unwrap_or_else(|| DEFAULT.to_owned())
    }

    /// Of the variables the one that names the language in force, not one that names a language which we do
    /// not speak.
    fn language(&self) -> String {
        let ours = |value: Option<String>| value.as_deref().and_then(Lang::parse) == Some(self.ctx.words.lang());
        if self.ctx.global.lang.is_some() {
            return "--lang".to_owned();
        }
        if ours(self.desk.store.config("desk.lang")) {
            return "git config desk.lang".to_owned();
        }
        let names = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];
        let first = |value: String| value.split(':').find_map(Lang::parse).map(|lang| lang.as_str().to_owned());
        let decides = |name: &&str| ours(self.ctx.around.variable(name).and_then(first));
        names.into_iter().find(decides).unwrap_or(DEFAULT).to_owned()
    }
}
