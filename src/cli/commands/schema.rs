//! `schema`: the JSON Schema of the machine-readable answers, and of the files on the branch. Needs no
//! repository.

use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::Format;
use crate::{render, store};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NOUN", help_heading = "arguments")]
    pub noun: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let Some(noun) = &args.noun else {
        let names = names();
        match ctx.global.format() {
            Some(Format::Json) => ctx.print_json("schema", names)?,
            _ => ctx.print_line(&names.join("\n"))?,
        }
        return Ok(OK);
    };
    let text = find(noun).ok_or_else(|| EdgeError::UnknownNoun(noun.clone(), names()))?;
    ctx.print(text)?;
    Ok(OK)
}

/// Ending of the names of files on the branch: `ticket` is an answer, `ticket-file` the file.
const FILE: &str = "-file";

fn find(name: &str) -> Option<&'static str> {
    match name.strip_suffix(FILE) {
        Some(file) => store::schema::schema(file),
        None => render::schema::find(name),
    }
}

/// The answers, then the files.
fn names() -> Vec<&'static str> {
    render::schema::nouns().chain(FILES.iter().copied()).collect()
}

const FILES: [&str; 4] = ["ticket-file", "desk-file", "people-file", "workflow-file"];

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
            assert!(text.ends_with('\n') && serde_json::from_str::<serde_json::Value>(text).is_ok(), "{name}");
        }
    }
}
