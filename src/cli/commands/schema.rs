//! `schema`: the JSON Schema of the machine-readable answers. Needs no repository.

use crate::cli::values::Format;

pub const FORMATS: &[Format] = &[Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NOUN", help_heading = "arguments")]
    pub noun: Option<String>,
}
