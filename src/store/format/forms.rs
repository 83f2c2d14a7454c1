//! `forms/NAME.yml`: what is asked of whoever files a kind of ticket. GitHub's issue forms are read as they
//! are; some keys are ours.
//!
//! ```yaml
//! name: Bug report
//! description: Something does not work
//! priority: normal            # ours, as group, category and brand
//! body:
//!   - type: dropdown
//!     id: version
//!     attributes: { label: Version, options: ["1.0", "2.0"] }
//!     validations: { required: true }
//!     field: version          # ours: into the custom field; maps_to: into a part of the ticket
//!     required_on: create     # ours: or solve, which needs a field
//!     when: {area: [api]}     # ours: asked only after these answers, or with these values of the ticket
//! ```

mod conditions;
mod elements;
mod languages;

pub use languages::strange_languages;

use super::reader::{each, each_item, fault, optional, owned, require, text, texts, unexpected, unknown_key, word};
use crate::domain::ticket::form::{Form, is_name};
use crate::domain::ticket::{Kind, Priority};
use crate::kit::yaml::{Expected, Fault, Limits, Node, Tree, parse};

const KEYS: &[&str] = &[
    "assignees",
    "body",
    "brand",
    "category",
    "description",
    "group",
    "labels",
    "name",
    "priority",
    "projects",
    "title",
    "type",
];

/// Reads the form of this name.
pub fn read_form(name: &str, source: &str, limits: &Limits) -> Result<Form, Fault> {
    parse(source, limits)
        .and_then(|node| form(name, &node))
        .map_err(|fault| fault.in_text(source))
}

/// The name of the form that a file holds; `None` for what is no form. `config.yml` is a file of GitHub's own
/// beside its forms.
pub fn form_of_path(path: &str) -> Option<&str> {
    let file = path.strip_prefix("forms/")?;
    let name = file.strip_suffix(".yml").or_else(|| file.strip_suffix(".yaml"))?;
    (is_name(name) && name != "config").then_some(name)
}

fn form(name: &str, node: &Node<'_>) -> Result<Form, Fault> {
    require(node, &["body"])?;
    let mut form = Form { name: name.to_owned(), label: name.to_owned(), ..Form::default() };
    each(node, |entry| {
        let value = &entry.value;
        match &*entry.key {
            "name" => form.label = line(value)?.unwrap_or_else(|| name.to_owned()),
            "description" => form.description = line(value)?,
            "title" => form.title = line(value)?,
            "labels" => form.tags = listed(value)?,
            "assignees" => form.assignee = listed(value)?.into_iter().next(),
            // Any word is a type at GitHub; here those of tickets mean something.
            "type" => form.kind = optional(value)?.and_then(|word| Kind::parse(&word.to_lowercase())),
            "projects" => drop(listed(value)?),
            "priority" => form.priority = Some(word(value, Priority::ALL, Priority::as_str)?),
            "group" => form.group = owned(value)?,
            "category" => form.category = owned(value)?,
            "brand" => form.brands = listed(value)?,
            "body" => {
                if !matches!(value.value, Tree::List(_)) {
                    return Err(unexpected(value, Expected::List));
                }
                form.elements = elements::read(value)?;
            }
            _ => return Err(unknown_key(entry, KEYS)),
        }
        Ok(())
    })?;
    Ok(form)
}

/// One line of text, blank ones left out.
fn line(node: &Node<'_>) -> Result<Option<String>, Fault> {
    let text = optional(node)?.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(text.filter(|t| !t.is_empty()))
}

/// A list of texts, or texts between commas.
fn listed(node: &Node<'_>) -> Result<Vec<String>, Fault> {
    if matches!(node.value, Tree::List(_)) {
        return texts(node);
    }
    let text = optional(node)?.unwrap_or_default();
    Ok(text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())
}
