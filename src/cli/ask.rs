//! The questions of a form at a terminal, each as what fits it: a line, the editor, a list. What must be
//! answered is asked until it is.

use super::context::Context;
use super::error::EdgeError;
use crate::domain::ticket::field::Moment;
use crate::domain::ticket::form::{Element, ElementKind};
use crate::kit::escape::one_line;
use anyhow::Result;
use dialoguer::{Input, MultiSelect, Select};
use std::path::{Path, PathBuf};

/// The name of the file in which an answer is written.
const ANSWER: &str = "ANSWER.md";

/// Asks for the answer to one element; an empty list is none.
///
/// # Errors
/// [`EdgeError::Aborted`] when the person leaves; [`EdgeError::Editor`].
pub fn element(ctx: &Context, element: &Element) -> Result<Vec<String>> {
    explain(ctx, element.description.as_deref())?;
    loop {
        let answer = match &element.kind {
            ElementKind::Textarea { .. } => lines(ctx, element)?,
            ElementKind::Dropdown { multiple: false, options } => one(ctx, element, options)?,
            ElementKind::Dropdown { .. } | ElementKind::Checkboxes(_) => some(ctx, element)?,
            ElementKind::Markdown | ElementKind::Upload => return Ok(Vec::new()),
            ElementKind::Input => line(ctx, element)?,
        };
        if !element.lacks(&answer, Moment::Create) {
            return Ok(answer);
        }
        ctx.chat(&ctx.words.say("ask-required"))?;
        // An editor that comes back empty at once would do so for ever.
        if matches!(element.kind, ElementKind::Textarea { .. }) {
            return Err(EdgeError::Aborted.into());
        }
    }
}

/// Asks for files, a name at a time, until nothing is typed; one that cannot be read is asked for again.
///
/// # Errors
/// [`EdgeError::Aborted`] when the person leaves.
pub fn files(ctx: &Context, element: &Element) -> Result<Vec<PathBuf>> {
    explain(ctx, element.description.as_deref())?;
    let mut files = Vec::new();
    loop {
        let (required, absent) = (ctx.words.say("ask-required"), ctx.words.say("ask-no-file"));
        let must = element.is_required() && files.is_empty();
        let prompt = format!("{} ({})", label(element), ctx.words.say("ask-file"));
        let input =
            Input::new()
                .with_prompt(prompt)
                .allow_empty(true)
                .validate_with(move |text: &String| match text.trim() {
                    "" if must => Err(required.clone()),
                    "" => Ok(()),
                    name if Path::new(name).is_file() => Ok(()),
                    _ => Err(absent.clone()),
                });
        let name: String = input.interact_text().map_err(|_| EdgeError::Aborted)?;
        match name.trim() {
            "" => return Ok(files),
            name => files.push(PathBuf::from(name)),
        }
    }
}

/// A text between questions, or below one.
pub fn explain(ctx: &Context, text: Option<&str>) -> Result<()> {
    for line in text.unwrap_or_default().trim_end().lines() {
        ctx.chat(&format!("  {}", one_line(line)))?;
    }
    Ok(())
}

/// The title of a ticket, with one to begin with.
pub fn title(ctx: &Context, preset: Option<&str>) -> Result<String> {
    let input = Input::new().with_prompt(ctx.words.say("prompt-title")).allow_empty(true);
    let input = input.with_initial_text(preset.map(|text| format!("{} ", one_line(text))).unwrap_or_default());
    let asked: dialoguer::Result<String> = input.interact_text();
    let text = asked.map_err(|_| EdgeError::Aborted)?.trim().to_owned();
    if text.is_empty() { Err(EdgeError::Aborted.into()) } else { Ok(text) }
}

fn line(ctx: &Context, element: &Element) -> Result<Vec<String>> {
    let example = element.placeholder.as_deref().map(one_line);
    let prompt = match example {
        Some(example) => format!("{} ({example})", label(element)),
        None => label(element),
    };
    let required = ctx.words.say("ask-required");
    let input = Input::new().with_prompt(prompt).allow_empty(true);
    let input = input.with_initial_text(element.preset.concat());
    let must = element.is_required();
    let input = input.validate_with(move |text: &String| match must && text.trim().is_empty() {
        true => Err(required.clone()),
        false => Ok(()),
    });
    let text: String = input.interact_text().map_err(|_| EdgeError::Aborted)?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect())
}

fn lines(ctx: &Context, element: &Element) -> Result<Vec<String>> {
    let about: Vec<&str> =
        [Some(element.label.as_str()), element.description.as_deref(), element.placeholder.as_deref()]
            .into_iter()
            .flatten()
            .collect();
    let about = ctx.words.with("ask-editor", &[("about", about.join("\n\n").into())]);
    let text = ctx.compose_on(&element.preset.join("\n"), &about, ANSWER)?;
    // The screen shows what was asked, as it does for the other kinds.
    let first = text.lines().next().unwrap_or_default();
    let more = if text.lines().count() > 1 { " …" } else { "" };
    ctx.chat(&format!("{}: {}{more}", label(element), one_line(first)))?;
    Ok(if text.is_empty() { Vec::new() } else { vec![text] })
}

fn one(ctx: &Context, element: &Element, options: &[String]) -> Result<Vec<String>> {
    let none = (!element.is_required()).then(|| ctx.words.say("ask-none"));
    let mut shown: Vec<String> = options.iter().map(|option| one_line(option).into_owned()).collect();
    shown.extend(none);
    let preset = options.iter().position(|option| element.preset.contains(option));
    let start = preset.unwrap_or(if element.is_required() { 0 } else { options.len() });
    let chosen = Select::new().with_prompt(label(element)).items(&shown).default(start).interact_opt();
    let place = chosen.map_err(|_| EdgeError::Aborted)?.ok_or(EdgeError::Aborted)?;
    Ok(options.get(place).cloned().into_iter().collect())
}

fn some(ctx: &Context, element: &Element) -> Result<Vec<String>> {
    let options = element.options();
    let must = |option: &String| match &element.kind {
        ElementKind::Checkboxes(boxes) => boxes.iter().any(|b| b.required && b.label == *option),
        _ => false,
    };
    let shown: Vec<String> = options
        .iter()
        .map(|o| one_line(o).into_owned() + if must(o) { " *" } else { "" })
        .collect();
    let preset: Vec<bool> = options.iter().map(|option| element.preset.contains(option)).collect();
    let prompt = format!("{} ({})", label(element), ctx.words.say("ask-space"));
    let chosen = MultiSelect::new().with_prompt(prompt).items(&shown).defaults(&preset).interact_opt();
    let places = chosen.map_err(|_| EdgeError::Aborted)?.ok_or(EdgeError::Aborted)?;
    Ok(places.into_iter().filter_map(|place| options.get(place).cloned()).collect())
}

/// The question, with a star where it must be answered.
fn label(element: &Element) -> String {
    one_line(&element.label).into_owned() + if element.is_required() { " *" } else { "" }
}
