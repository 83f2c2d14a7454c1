//! `when` of an element: on which answers before it, or which values of the ticket, it depends.

use super::{each, each_item, text, unexpected};
use crate::domain::people::same_person;
use crate::domain::ticket::field::{Condition, Subject};
use crate::domain::ticket::form::Element;
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Node};

/// Stands for any answer at all.
const ANY: &str = "*";

/// Reads the conditions of an element, which may ask for elements `before` it: an element is asked when those
/// have been answered.
pub fn read(node: &Node<'_>, before: &[Element]) -> Result<Vec<Condition>, Fault> {
    let mut all = Vec::new();
    each(node, |entry| {
        all.push(condition(entry, before)?);
        Ok(())
    })?;
    Ok(all)
}

fn condition(entry: &Entry<'_>, before: &[Element]) -> Result<Condition, Fault> {
    let asked = before.iter().filter(|e| e.is_question()).find(|e| e.id.eq_ignore_ascii_case(&entry.key));
    let on = match (asked, Subject::parse(&entry.key)) {
        (Some(element), _) => Subject::Field(element.id.clone()),
        (None, Some(key @ Subject::Key(_))) => key,
        _ => return Err(unknown(entry, before)),
    };
    let any = each_item(&entry.value, |item| option(item, asked))?;
    match any.is_empty() {
        true => Err(unexpected(&entry.value, Expected::Text)),
        false => Ok(Condition { on, any }),
    }
}

/// A value that can come true: one of the options, where there are some.
fn option(node: &Node<'_>, asked: Option<&Element>) -> Result<String, Fault> {
    let word = text(node)?;
    let options = asked.map(Element::options).unwrap_or_default();
    if options.is_empty() || word == ANY {
        return Ok(word.to_owned());
    }
    let known = options.iter().find(|option| same_person(option, word)).cloned();
    known.ok_or_else(|| {
        let nearest = nearest(word, options.iter().map(String::as_str));
        let kind = FaultKind::UnknownName { what: "choice", name: word.to_owned(), nearest };
        Fault::new(kind, node.line, node.column)
    })
}

fn unknown(entry: &Entry<'_>, before: &[Element]) -> Fault {
    let ids = before.iter().filter(|e| e.is_question()).map(|e| e.id.as_str());
    let nearest = nearest(&entry.key, ids.chain(Subject::KEYS.iter().map(|key| key.as_str())));
    let kind = FaultKind::UnknownName { what: "element", name: entry.key.to_string(), nearest };
    Fault::new(kind, entry.line, entry.column)
}
