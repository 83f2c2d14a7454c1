//! Forms for people and for programs.

use super::layout::wrap;
use super::style::{Label, Style, width};
use super::words::Words;
use crate::domain::ticket::field::{Condition, Moment, Subject};
use crate::domain::ticket::form::{Checkbox, Element, ElementKind, Form, Target};
use crate::kit::escape::{self, one_line};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A form. Noun `form`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormView {
    /// What is typed.
    pub name: String,
    pub label: String,
    pub description: Option<String>,
    pub title: Option<String>,
    pub tags: Vec<String>,
    pub assignee: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    pub priority: Option<&'static str>,
    pub group: Option<String>,
    pub category: Option<String>,
    /// The brands that it is for; empty: all.
    pub brands: Vec<String>,
    pub elements: Vec<ElementView>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElementView {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub label: String,
    pub description: Option<String>,
    pub placeholder: Option<String>,
    pub required: bool,
    /// `create`, `solve`, or never.
    pub required_on: Option<&'static str>,
    /// It is asked only when each of these has one of its values: answers by id, or parts of the ticket.
    pub when: Map<String, Value>,
    pub multiple: bool,
    pub options: Vec<OptionView>,
    /// The answer that is there beforehand.
    pub value: Vec<String>,
    pub field: Option<String>,
    pub maps_to: Option<&'static str>,
}

/// Something that can be chosen. A required one must be ticked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionView {
    pub label: String,
    pub required: bool,
}

impl FormView {
    pub fn new(form: &Form) -> FormView {
        FormView {
            name: form.name.clone(),
            label: form.label.clone(),
            description: form.description.clone(),
            title: form.title.clone(),
            tags: form.tags.clone(),
            assignee: form.assignee.clone(),
            kind: form.kind.map(|kind| kind.as_str()),
            priority: form.priority.map(|priority| priority.as_str()),
            group: form.group.clone(),
            category: form.category.clone(),
            brands: form.brands.clone(),
            elements: form.elements.iter().map(ElementView::new).collect(),
        }
    }
}

impl ElementView {
    fn new(element: &Element) -> ElementView {
        let (field, maps_to) = match &element.target {
            Some(Target::Field(name)) => (Some(name.clone()), None),
            Some(Target::Part(part)) => (None, Some(part.as_str())),
            None => (None, None),
        };
        ElementView {
            id: element.id.clone(),
            kind: element.kind.as_str(),
            label: element.label.clone(),
            description: element.description.clone(),
            placeholder: element.placeholder.clone(),
            required: element.is_required(),
            required_on: if element.is_required() { Some(Moment::Create) } else { element.required }
                .map(Moment::as_str),
            when: element.when.iter().map(|condition| (subject(condition), json!(condition.any))).collect(),
            multiple: element.is_multiple(),
            options: options(element)
                .into_iter()
                .map(|o| OptionView { label: o.label, required: o.required })
                .collect(),
            value: element.preset.clone(),
            field,
            maps_to,
        }
    }
}

/// What a condition asks for, as the file has it.
fn subject(condition: &Condition) -> String {
    match &condition.on {
        Subject::Field(id) => id.clone(),
        key @ Subject::Key(_) => key.to_string(),
    }
}

fn options(element: &Element) -> Vec<Checkbox> {
    match &element.kind {
        ElementKind::Checkboxes(boxes) => boxes.clone(),
        _ => element.options().into_iter().map(|label| Checkbox { label, required: false }).collect(),
    }
}

/// Name, title and use of each form, and below them what it asks for.
pub fn list(forms: &[Form], words: &Words, style: &Style) -> String {
    if forms.is_empty() {
        return words.say("forms-none") + "\n";
    }
    let column = forms.iter().map(|form| width(&form.name)).max().unwrap_or_default() + 2;
    let one = |form: &Form| {
        let gap = " ".repeat(column.saturating_sub(width(&form.name)));
        let about = [Some(&form.label).filter(|label| **label != form.name), form.description.as_ref()];
        let about: Vec<String> = about.into_iter().flatten().map(|text| one_line(text).into_owned()).collect();
        let ids: Vec<String> =
            form.questions().map(|e| e.id.clone() + if e.is_required() { "*" } else { "" }).collect();
        let text = hang(&about.join(": "), column, style).into_iter().filter(|line| !line.is_empty());
        let asks = hang(&ids.join(", "), column, style)
            .into_iter()
            .map(|line| style.paint(Label::Dim, &line));
        let lines: Vec<String> = text.chain(asks).collect();
        style.paint(Label::Title, &form.name) + &gap + &lines.join(&format!("\n{}", " ".repeat(column))) + "\n"
    };
    let legend = style.paint(Label::Dim, &words.say("forms-legend"));
    forms.iter().map(one).collect::<String>() + &legend + "\n"
}

/// One form: its head, then each element with what it takes.
pub fn one(form: &Form, words: &Words, style: &Style) -> String {
    let mut out = style.paint(Label::Title, &one_line(&form.label)) + "\n";
    for text in form.description.iter() {
        block(text, 0, Label::Plain, style, &mut out);
    }
    if !form.brands.is_empty() {
        let brands = [("brands", one_line(&form.brands.join(", ")).into_owned().into())];
        block(&words.with("form-for-brands", &brands), 0, Label::Dim, style, &mut out);
    }
    for element in &form.elements {
        out.push('\n');
        if element.kind == ElementKind::Markdown {
            block(&element.label, 0, Label::Dim, style, &mut out);
            continue;
        }
        question(element, words, style, &mut out);
    }
    out
}

fn question(element: &Element, words: &Words, style: &Style, out: &mut String) {
    let mut takes = words.say(&format!("form-takes-{}", takes(element)));
    match element.required {
        Some(Moment::Solve) => takes.push_str(&format!(", {}", words.say("form-required-to-solve"))),
        _ if element.is_required() => takes.push_str(&format!(", {}", words.say("form-required"))),
        _ => {}
    }
    for condition in &element.when {
        let condition = format!("{}: {}", subject(condition), condition.any.join(", "));
        let needs = [("condition", one_line(&condition).into_owned().into())];
        takes.push_str(&format!(", {}", words.with("form-only-when", &needs)));
    }
    let head = format!("{}  {}", style.paint(Label::Header, &element.id), style.paint(Label::Dim, &takes));
    out.push_str(&format!("{head}\n"));
    block(&element.label, 2, Label::Plain, style, out);
    for text in element.description.iter().filter(|text| !text.trim().is_empty()) {
        block(text, 2, Label::Dim, style, out);
    }
    for option in options(element) {
        let must = if option.required { format!(" ({})", words.say("form-required")) } else { String::new() };
        let preset = if element.preset.contains(&option.label) { " *" } else { "" };
        block(&format!("- {}{must}{preset}", one_line(&option.label)), 4, Label::Plain, style, out);
    }
}

/// What an element takes, as a part of a key of the catalogue.
fn takes(element: &Element) -> &'static str {
    match &element.kind {
        ElementKind::Markdown | ElementKind::Input => "line",
        ElementKind::Textarea { .. } => "lines",
        ElementKind::Dropdown { multiple: false, .. } => "one",
        ElementKind::Dropdown { multiple: true, .. } => "some",
        ElementKind::Checkboxes(_) => "boxes",
        ElementKind::Upload => "files",
    }
}

/// A text as a block, its lines wrapped where there is a width.
fn block(text: &str, indent: usize, label: Label, style: &Style, out: &mut String) {
    for line in text.trim_end().lines() {
        for part in hang(&escape::one_line(line), indent, style) {
            out.push_str(&format!("{}{}\n", " ".repeat(indent), style.paint(label, &part)));
        }
    }
}

/// A line in the width that is left beside an indent.
fn hang(line: &str, indent: usize, style: &Style) -> Vec<String> {
    let pieces = wrap(line, indent, indent, style);
    pieces.into_iter().map(|piece| piece.trim_start().to_owned()).collect()
}
