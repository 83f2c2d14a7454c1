//! `edit`: sets values of a ticket, or opens its YAML in the editor when no flag sets one.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::present::Noun;
use crate::cli::values::{Facts, Format, Pick, Rewriting, filled};
use crate::desk::{Changed, Setting};
use crate::domain::ticket::{Key, Value};
use crate::domain::time::stamp;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[command(flatten)]
    pub writing: Rewriting,
    #[arg(long, value_name = "TITLE", value_parser = filled, help_heading = "ticket")]
    pub title: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = filled, help_heading = "ticket")]
    pub organization: Option<String>,
    #[command(flatten)]
    pub facts: Facts,
    #[arg(long, value_name = "KEY", help_heading = "ticket")]
    pub unset: Vec<String>,
}

impl Args {
    /// No flag sets anything: the editor is meant.
    pub fn is_bare(&self) -> bool {
        self.title.is_none() && self.organization.is_none() && self.unset.is_empty() && self.facts == Facts::default()
    }
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let changed = if args.is_bare() { by_hand(ctx, args)? } else { by_flags(ctx, args)? };
    let (_, config) = ctx.desk()?.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}

fn by_flags(ctx: &Context, args: &Args) -> Result<Changed> {
    let mut settings = of_facts(ctx, &args.facts)?;
    let texts = [(Key::Title, &args.title), (Key::Organization, &args.organization)];
    settings.extend(texts.into_iter().filter_map(|(key, v)| v.clone().map(|v| Setting::Key(key, Some(v)))));
    settings.extend(args.unset.iter().map(|name| unset(name)).collect::<Result<Vec<_>>>()?);
    let targets = ctx.pick(&args.pick)?;
    Ok(ctx.desk()?.set(&targets, &settings, args.writing.into())?)
}

fn of_facts(ctx: &Context, facts: &Facts) -> Result<Vec<Setting>> {
    let due = facts.due.as_deref().map(|due| ctx.instant_here("--due", due)).transpose()?;
    let keys = [
        (Key::Type, facts.kind.map(|k| k.to_string())),
        (Key::Priority, facts.priority.map(|p| p.to_string())),
        (Key::Requester, facts.requester.clone()),
        (Key::Group, facts.group.clone()),
        (Key::Brand, facts.brand.clone()),
        (Key::Channel, facts.channel.clone()),
        (Key::Language, facts.language.clone()),
        (Key::Category, facts.category.clone()),
        (Key::Due, due.map(stamp)),
    ];
    let mut settings: Vec<Setting> = keys
        .into_iter()
        .filter_map(|(key, value)| value.map(|v| Setting::Key(key, Some(v))))
        .collect();
    let field = |(name, value): &(String, String)| Setting::Field(name.clone(), Some(Value::Text(value.clone())));
    settings.extend(facts.field.iter().map(field));
    Ok(settings)
}

/// What `--unset` is for; of the other keys the desk says why not.
const EMPTIABLE: [Key; 10] = [
    Key::Requester,
    Key::Organization,
    Key::Assignee,
    Key::Group,
    Key::Brand,
    Key::Channel,
    Key::Language,
    Key::Category,
    Key::Due,
    Key::Resolution,
];

fn unset(name: &str) -> Result<Setting> {
    if let Some(field) = name.strip_prefix("field.") {
        return Ok(Setting::Field(field.to_owned(), None));
    }
    let key = Key::ALL.iter().copied().find(|k| k.as_str() == name);
    let known = || EMPTIABLE.iter().map(|k| k.as_str()).collect();
    key.map(|key| Setting::Key(key, None))
        .ok_or_else(|| EdgeError::UnknownKey(name.to_owned(), known()).into())
}

/// The whole ticket in the editor. A text that cannot be taken is kept, and the error names the file.
fn by_hand(ctx: &Context, args: &Args) -> Result<Changed> {
    if !ctx.may_ask() || args.pick.query.is_some() {
        return Err(EdgeError::NothingToSet.into());
    }
    let typed = match args.pick.ids.as_slice() {
        [] => ctx.one_id(None)?,
        [id] => id.clone(),
        [..] => return Err(EdgeError::NothingToSet.into()),
    };
    let (id, original) = ctx.desk()?.text_of(&typed)?;
    let name = format!("{id}.yaml");
    let edited = ctx.edit(&original, &name)?;
    ctx.with_file((&edited, &name), || Ok(ctx.desk()?.rewrite(id, &original, &edited, args.writing.into())?))
}
