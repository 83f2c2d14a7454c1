//! The elements of a form: `body`.

use super::conditions;
use super::{each, each_item, fault, line, optional, owned, require, text, unexpected, unknown_key};
use crate::domain::ticket::field::Moment;
use crate::domain::ticket::form::{Checkbox, Element, ElementKind, Part, Target, id_of_label};
use crate::kit::yaml::{Expected, Fault, FaultKind, Node, Tree};
use crate::store::format::reader::{boolean, items, number, only_once, word};
use std::collections::HashSet;

const TYPES: [&str; 6] = ["markdown", "input", "textarea", "dropdown", "checkboxes", "upload"];
const KEYS: &[&str] = &["attributes", "field", "id", "maps_to", "required_on", "type", "validations", "when"];
const ATTRIBUTES: &[&str] =
    &["default", "description", "label", "multiple", "options", "placeholder", "render", "value"];

/// What is written below `attributes`.
#[derive(Default)]
struct Attributes {
    label: String,
    description: Option<String>,
    placeholder: Option<String>,
    value: Option<String>,
    render: Option<String>,
    multiple: bool,
    options: Vec<Checkbox>,
    /// A place in `options`.
    default: Option<u64>,
}

/// Reads the list. Elements without an id get one from their label.
pub fn read(node: &Node<'_>) -> Result<Vec<Element>, Fault> {
    let read = each_item(node, |item| {
        let element = element(item)?;
        let at = item.get("id").unwrap_or(item);
        Ok((element, (at.line, at.column)))
    })?;
    let mut seen = HashSet::new();
    for (element, at) in read.iter().filter(|(e, _)| !e.id.is_empty()) {
        only_once("element", &element.id, &mut seen, *at)?;
    }
    let named = |(mut element, _): (Element, _)| {
        if element.id.is_empty() {
            element.id = free(&element, &mut seen);
        }
        element
    };
    let mut elements: Vec<Element> = read.into_iter().map(named).collect();
    for (n, item) in items(node).iter().enumerate() {
        let Some(when) = item.get("when") else { continue };
        let here = |fault: Fault| fault.under("when").under(&format!("[{n}]"));
        let (before, rest) = elements.split_at_mut(n);
        let Some(element) = rest.first_mut() else { break };
        element.when = conditions::read(when, before).map_err(here)?;
    }
    Ok(elements)
}

/// An id that nothing else has.
fn free(element: &Element, seen: &mut HashSet<String>) -> String {
    let label = if element.is_question() { id_of_label(&element.label) } else { String::new() };
    let base = if label.is_empty() { element.kind.as_str().to_owned() } else { label };
    let mut id = base.clone();
    let mut n = 2;
    while !seen.insert(id.clone()) {
        id = format!("{base}-{n}");
        n += 1;
    }
    id
}

fn element(node: &Node<'_>) -> Result<Element, Fault> {
    require(node, &["type", "attributes"])?;
    let (mut kind, mut id, mut required, mut moment, mut target) = ("", String::new(), false, None, None);
    let mut attributes = Attributes::default();
    each(node, |entry| {
        let value = &entry.value;
        match &*entry.key {
            "type" => kind = word(value, &TYPES, |t| t)?,
            "id" => id = identifier(value)?,
            "attributes" => attributes = read_attributes(value)?,
            "validations" => required = validations(value)?,
            "required_on" => moment = Some(word(value, &Moment::ALL, Moment::as_str)?),
            // Read when all elements have their ids.
            "when" => {}
            "field" => target = Some(Target::Field(text(value)?.to_owned())),
            "maps_to" => target = Some(Target::Part(word(value, &Part::ALL, Part::as_str)?)),
            _ => return Err(unknown_key(entry, KEYS)),
        }
        Ok(())
    })?;
    let inside = |fault: Fault| fault.under("attributes");
    let place = node.get("attributes").unwrap_or(node);
    let required = moment.or(required.then_some(Moment::Create));
    let element = Element { id, required, target, ..build(kind, attributes, place).map_err(inside)? };
    fits(&element, node)?;
    Ok(element)
}

/// The element of a type, of which the attributes say the rest.
fn build(kind: &str, attributes: Attributes, place: &Node<'_>) -> Result<Element, Fault> {
    let missing = |key: &str| fault(place, FaultKind::Missing { key: key.to_owned() });
    if kind != "markdown" && attributes.label.is_empty() {
        return Err(missing("label"));
    }
    if matches!(kind, "dropdown" | "checkboxes") && attributes.options.is_empty() {
        return Err(missing("options"));
    }
    let labels = || attributes.options.iter().map(|o| o.label.clone()).collect::<Vec<_>>();
    let default = attributes.default.and_then(|n| labels().into_iter().nth(usize::try_from(n).ok()?));
    let (kind, preset) = match kind {
        "markdown" => (ElementKind::Markdown, None),
        "textarea" => (ElementKind::Textarea { render: attributes.render }, attributes.value.clone()),
        "dropdown" => (ElementKind::Dropdown { multiple: attributes.multiple, options: labels() }, default),
        "checkboxes" => (ElementKind::Checkboxes(attributes.options), None),
        "upload" => (ElementKind::Upload, None),
        _ => (ElementKind::Input, attributes.value.clone()),
    };
    let label = match kind {
        ElementKind::Markdown => attributes.value.ok_or_else(|| missing("value"))?,
        _ => attributes.label,
    };
    Ok(Element {
        id: String::new(),
        label,
        description: attributes.description,
        placeholder: attributes.placeholder,
        required: None,
        when: Vec::new(),
        preset: preset.into_iter().filter(|p| !p.trim().is_empty()).collect(),
        kind,
        target: None,
    })
}

/// What goes into a closed set of words has to be a choice among them. What is answered later than when the
/// ticket is filed needs a place where it can be.
fn fits(element: &Element, node: &Node<'_>) -> Result<(), Fault> {
    if element.required == Some(Moment::Solve) && !matches!(element.target, Some(Target::Field(_))) {
        let place = node.get("required_on").unwrap_or(node);
        return Err(fault(place, FaultKind::Missing { key: "field".to_owned() }));
    }
    let Some(Target::Part(part @ (Part::Type | Part::Priority))) = element.target else { return Ok(()) };
    let options = element.options();
    let good = !element.is_multiple() && !options.is_empty() && options.iter().all(|o| part.takes(o));
    let place = node.get("maps_to").unwrap_or(node);
    let name = if part == Part::Type { "type-dropdown" } else { "priority-dropdown" };
    if good { Ok(()) } else { Err(unexpected(place, Expected::Form(name)).under("maps_to")) }
}

fn read_attributes(node: &Node<'_>) -> Result<Attributes, Fault> {
    let mut read = Attributes::default();
    each(node, |entry| {
        let value = &entry.value;
        match &*entry.key {
            "label" => read.label = line(value)?.unwrap_or_default(),
            "description" => read.description = owned(value)?.map(|t| t.trim_end().to_owned()),
            "placeholder" => read.placeholder = owned(value)?.map(|t| t.trim_end().to_owned()),
            "value" => read.value = owned(value)?.map(|t| t.trim_end().to_owned()),
            "render" => read.render = optional(value)?.and_then(|t| t.split_whitespace().next()).map(str::to_owned),
            "multiple" => read.multiple = boolean(value)?,
            "options" => read.options = options(value)?,
            "default" => read.default = Some(number(value, 0, u64::from(u32::MAX))?),
            _ => return Err(unknown_key(entry, ATTRIBUTES)),
        }
        Ok(())
    })?;
    let (last, place) = (read.options.len().saturating_sub(1) as u64, node.get("default"));
    match (read.default, place) {
        (Some(n), Some(place)) if n > last => {
            Err(unexpected(place, Expected::Number { least: 0, most: last }).under("default"))
        }
        _ => Ok(read),
    }
}

/// Options of a dropdown are texts, those of checkboxes have a label each.
fn options(node: &Node<'_>) -> Result<Vec<Checkbox>, Fault> {
    let option = |item: &Node<'_>| {
        if !matches!(item.value, Tree::Map(_)) {
            let label = line(item)?.ok_or_else(|| unexpected(item, Expected::Text))?;
            return Ok((Checkbox { label, required: false }, (item.line, item.column)));
        }
        require(item, &["label"])?;
        let (mut label, mut required) = (None, false);
        each(item, |entry| {
            match &*entry.key {
                "label" => label = line(&entry.value)?,
                "required" => required = boolean(&entry.value)?,
                _ => return Err(unknown_key(entry, &["label", "required"])),
            }
            Ok(())
        })?;
        let label = label.ok_or_else(|| unexpected(item, Expected::Text))?;
        Ok((Checkbox { label, required }, (item.line, item.column)))
    };
    let read = each_item(node, option)?;
    let mut seen = HashSet::new();
    read.iter()
        .try_for_each(|(option, at)| only_once("choice", &option.label, &mut seen, *at))?;
    Ok(read.into_iter().map(|(option, _)| option).collect())
}

/// Whether it must be answered. What is said of files is GitHub's affair.
fn validations(node: &Node<'_>) -> Result<bool, Fault> {
    let mut required = false;
    each(node, |entry| {
        match &*entry.key {
            "required" => required = boolean(&entry.value)?,
            "accept" => drop(owned(&entry.value)?),
            _ => return Err(unknown_key(entry, &["accept", "required"])),
        }
        Ok(())
    })?;
    Ok(required)
}

fn identifier(node: &Node<'_>) -> Result<String, Fault> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let id = text(node).ok().filter(|id| !id.is_empty() && id.chars().all(good));
    id.map(str::to_owned).ok_or_else(|| unexpected(node, Expected::Form("element-id")))
}
