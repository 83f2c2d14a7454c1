//! `schema`: the JSON Schema of the machine-readable answers, and of the files on the branch. Needs no
//! repository, but for putting the schemas of the configuration on the branch.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::{Format, Writing};
use crate::{render, store};
use anyhow::Result;
use serde_json::Value;
use std::borrow::Cow;

pub const FORMATS: &[Format] = &[Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NOUN", help_heading = "arguments")]
    pub noun: Option<String>,
    #[arg(long, help_heading = "options")]
    pub install: bool,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    if args.install {
        return install(ctx, args);
    }
    let Some(noun) = &args.noun else {
        return print_names(ctx, &names());
    };
    let text = find(noun).ok_or_else(|| EdgeError::UnknownNoun(noun.clone(), names()))?;
    ctx.print(&text)?;
    Ok(OK)
}

fn print_names<T: AsRef<str> + serde::Serialize>(ctx: &Context, names: &[T]) -> Result<u8> {
    match ctx.global.format() {
        Some(Format::Json) => ctx.print_json("schema", names)?,
        _ => names.iter().try_for_each(|name| ctx.print_line(name.as_ref()))?,
    }
    Ok(OK)
}

/// Puts the schemas of the configuration on the branch, where its files look for them.
fn install(ctx: &Context, args: &Args) -> Result<u8> {
    if let Some(noun) = args.noun.as_deref().filter(|noun| *noun != CONFIG) {
        return Err(EdgeError::UnknownNoun(noun.to_owned(), vec![CONFIG]).into());
    }
    let paths = ctx.desk()?.install_schemas(args.writing.dry_run)?;
    if args.writing.dry_run {
        ctx.chat(&ctx.words.say("dry-run"))?;
    }
    if paths.is_empty() {
        ctx.chat(&ctx.words.say("schemas-current"))?;
    }
    print_names(ctx, &paths)
}

/// The answer of `config`, and all files of configuration.
const CONFIG: &str = "config";
/// Ending of the names of files on the branch: `ticket` is an answer, `ticket-file` the file.
const FILE: &str = "-file";

/// A file that has the name of no answer needs no ending.
fn find(name: &str) -> Option<Cow<'static, str>> {
    if let Some(file) = name.strip_suffix(FILE) {
        return store::schema::schema(file).map(Cow::Borrowed);
    }
    match render::schema::find(name) {
        Some(text) if name == CONFIG => Some(Cow::Owned(with_files(text))),
        Some(text) => Some(Cow::Borrowed(text)),
        None => store::schema::schema(name).map(Cow::Borrowed),
    }
}

/// The schema of an answer that has those of all files of configuration below `$defs`.
fn with_files(text: &str) -> String {
    let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
    schema["$defs"] = Value::Object(store::schema::embedded());
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The answers, then the files.
fn names() -> Vec<&'static str> {
    render::schema::nouns().chain(FILES.iter().copied()).collect()
}

const FILES: [&str; 15] = [
    "ticket-file",
    "desk-file",
    "people-file",
    "groups-file",
    "organizations-file",
    "calendars-file",
    "categories-file",
    "ci-file",
    "fields-file",
    "form-file",
    "report-file",
    "sla-file",
    "submission-file",
    "views-file",
    "workflow-file",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_of_a_file_has_a_name() {
        let named: Vec<String> = store::schema::ALL.iter().map(|(name, _)| format!("{name}{FILE}")).collect();
        assert_eq!(named, FILES);
    }

    #[test]
    fn every_name_finds_its_schema() {
        for name in names() {
            let text = find(name).unwrap_or_else(|| panic!("{name}"));
            assert!(text.ends_with('\n') && serde_json::from_str::<Value>(&text).is_ok(), "{name}");
        }
        assert_eq!(find("groups"), find("groups-file"));
    }

    #[test]
    fn the_schema_of_the_configuration_holds_those_of_all_its_files() {
        let whole: Value = serde_json::from_str(&find(CONFIG).expect("it is a noun")).expect("it is JSON");
        assert!(jsonschema::draft202012::meta::is_valid(&whole));
        assert!(whole["properties"]["config"].is_object(), "it is that of the answer too");
        for (name, _) in store::schema::of_config() {
            let mut alone = whole.clone();
            let schema = alone.as_object_mut().expect("a schema is an object");
            schema.retain(|key, _| key == "$defs" || key == "$schema");
            schema.insert("$ref".to_owned(), format!("#/$defs/{name}").into());
            let validator = jsonschema::draft202012::new(&alone).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(!validator.is_valid(&serde_json::json!({"nonsense": 1})), "{name}");
        }
    }
}
