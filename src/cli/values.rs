//! Values that flags take, read into the domain's types, and the flags that several verbs share.

use crate::desk;
use crate::domain::ticket::link::LinkKind;
use crate::domain::ticket::{Kind, Priority};
use crate::domain::time::duration::read_duration;
use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How an answer is written. Each verb names those that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Yaml,
    Markdown,
    Events,
    Html,
    Openmetrics,
    Junit,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Yaml => "yaml",
            Format::Markdown => "markdown",
            Format::Events => "events",
            Format::Html => "html",
            Format::Openmetrics => "openmetrics",
            Format::Junit => "junit",
        }
    }

    pub fn parse(text: &str) -> Option<Format> {
        Format::value_variants().iter().copied().find(|f| f.as_str() == text)
    }

    /// Reads one of `formats` only.
    pub fn parser(formats: &'static [Format]) -> ValueParser {
        let names = PossibleValuesParser::new(formats.iter().map(|f| f.as_str()));
        ValueParser::new(names.map(|name| Format::parse(&name).expect("a possible value is a format")))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Why a value was refused; clap carries it to the place that words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    #[error("not NAME=VALUE")]
    NotAPair,
    #[error("blank")]
    Blank,
    #[error("no duration")]
    NoDuration,
}

/// `NAME=VALUE`. The value may be empty and may hold further equals signs.
pub fn pair(text: &str) -> Result<(String, String), BadValue> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(BadValue::NotAPair),
    }
}

/// A text with something in it: a value is taken away with `--unset` or `--none`, not by being blank.
pub fn filled(text: &str) -> Result<String, BadValue> {
    if text.trim().is_empty() { Err(BadValue::Blank) } else { Ok(text.to_owned()) }
}

/// A length of time in seconds, more than none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span(pub i64);

pub fn span(text: &str) -> Result<Span, BadValue> {
    read_duration(text).filter(|seconds| *seconds > 0).map(Span).ok_or(BadValue::NoDuration)
}

/// The name of a kind of links, from either end.
pub fn link_kind() -> ValueParser {
    ValueParser::new(PossibleValuesParser::new(LinkKind::names_by_hand()))
}

pub fn priority() -> ValueParser {
    let names = PossibleValuesParser::new(Priority::ALL.iter().map(|p| p.as_str()));
    ValueParser::new(names.map(|name| Priority::parse(&name).expect("a possible value is a priority")))
}

pub fn kind() -> ValueParser {
    let names = PossibleValuesParser::new(Kind::ALL.iter().map(|k| k.as_str()));
    ValueParser::new(names.map(|name| Kind::parse(&name).expect("a possible value is a type")))
}

/// What people write: given on the line, in a file, or else asked for in an editor.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    // Several are paragraphs of one text.
    // A text may begin with a hyphen, as a list does.
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true, help_heading = "options")]
    pub message: Vec<String>,
    // `-` is standard input.
    #[arg(short = 'F', long, value_name = "FILE", conflicts_with = "message", help_heading = "options")]
    pub file: Option<PathBuf>,
}

/// What every verb that writes can be told.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    #[arg(long, help_heading = "options")]
    pub dry_run: bool,
}

/// What a verb can be told that writes over what others may have changed.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewriting {
    #[command(flatten)]
    pub writing: Writing,
    #[arg(long, help_heading = "options")]
    pub force: bool,
}

impl From<Rewriting> for desk::Writing {
    fn from(given: Rewriting) -> desk::Writing {
        desk::Writing { dry_run: given.writing.dry_run, force: given.force }
    }
}

/// The tickets that a verb is about: ids, or a query. On a terminal a person is asked when both are missing.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub ids: Vec<String>,
    #[arg(long, value_name = "QUERY", value_parser = filled, allow_hyphen_values = true, conflicts_with = "ids", help_heading = "options")]
    pub query: Option<String>,
}

/// Files to attach.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    #[arg(long, value_name = "FILE", help_heading = "options")]
    pub attach: Vec<PathBuf>,
}

/// The values of a ticket that both `new` and `edit` set.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub struct Facts {
    #[arg(long = "type", id = "type", value_name = "TYPE", value_parser = kind(), help_heading = "ticket")]
    pub kind: Option<Kind>,
    #[arg(long, value_name = "PRIORITY", value_parser = priority(), help_heading = "ticket")]
    pub priority: Option<Priority>,
    #[arg(long, value_name = "WHO", value_parser = filled, help_heading = "ticket")]
    pub requester: Option<String>,
    #[arg(long, value_name = "GROUP", value_parser = filled, help_heading = "ticket")]
    pub group: Option<String>,
    #[arg(long, value_name = "BRAND", value_parser = filled, help_heading = "ticket")]
    pub brand: Option<String>,
    #[arg(long, value_name = "CHANNEL", value_parser = filled, help_heading = "ticket")]
    pub channel: Option<String>,
    #[arg(long, value_name = "LANGUAGE", value_parser = filled, help_heading = "ticket")]
    pub language: Option<String>,
    #[arg(long, value_name = "CATEGORY", value_parser = filled, help_heading = "ticket")]
    pub category: Option<String>,
    #[arg(long, value_name = "TIME", help_heading = "ticket")]
    pub due: Option<String>,
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair, help_heading = "ticket")]
    pub field: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_split_at_its_first_equals_sign() {
        let owned = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(pair("url=http://x/?a=b"), Ok(owned("url", "http://x/?a=b")));
        assert_eq!(pair("empty="), Ok(owned("empty", "")));
        assert_eq!(pair("=x"), Err(BadValue::NotAPair));
        assert_eq!(pair("plain"), Err(BadValue::NotAPair));
    }

    #[test]
    fn every_format_is_read_as_it_is_written() {
        for format in Format::value_variants() {
            let value = format.to_possible_value().expect("no format is hidden");
            assert_eq!(value.get_name(), format.as_str());
        }
    }
}
