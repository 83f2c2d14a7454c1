//! Tickets that come out of forms.

use super::Desk;
use super::create::NewTicket;
use super::error::{Error, FormError, Result};
use super::form_files::{broken, find, paths, read};
use super::scene::Scene;
use crate::domain::ticket::field::Subject;
use crate::domain::ticket::form::{Answers, Facts, Form, Part, Target};
use crate::domain::ticket::{Key, Kind, Priority, Value};

impl Desk {
    /// Every form, by name.
    ///
    /// # Errors
    /// [`Error::BrokenConfig`] when one cannot be read.
    pub fn forms(&self) -> Result<Vec<Form>> {
        let (snapshot, _) = self.open()?;
        paths(&snapshot)?
            .iter()
            .map(|(name, path)| read(&snapshot, name, path)?.map_err(|fault| broken(path, fault)))
            .collect()
    }

    /// The form of this name, in whatever case it is written.
    ///
    /// # Errors
    /// [`FormError::Unknown`]; [`Error::BrokenConfig`].
    pub fn form(&self, name: &str) -> Result<Form> {
        find(&self.open()?.0, name)
    }
}

/// The ticket that text and fields of `new` ask for as answers to a form. What of the text is no answer stays
/// below the answers, and so do fields that are no questions.
///
/// # Errors
/// [`FormError`]; [`Error::BrokenConfig`].
pub(super) fn answered(scene: &Scene, name: &str, new: NewTicket) -> Result<NewTicket> {
    let form = find(scene.snapshot, name)?;
    let wrong = |fault| Error::from(FormError::Answers { form: form.name.clone(), fault });
    let (mut pairs, more) =
        if form.is_body(&new.text) { form.parse(&new.text) } else { (Vec::new(), new.text.clone()) };
    let (questions, fields): (Vec<_>, Vec<_>) =
        new.fields.iter().cloned().partition(|(name, _)| form.question(name).is_some());
    for (name, value) in questions {
        match value {
            Value::List(items) => pairs.extend(items.iter().map(|item| (name.clone(), item.to_text()))),
            value => pairs.push((name, value.to_text())),
        }
    }
    let facts = facts(&new);
    let answers = form.read(&pairs, &facts).map_err(wrong)?;
    form.complete(&answers, &facts).map_err(wrong)?;
    let body = form.body(&answers, &facts);
    let text = if more.trim().is_empty() { body } else { format!("{body}\n{more}") };
    fill(&form, &answers, NewTicket { text, fields, ..new })
}

/// What is said of a ticket beside the answers to its form, as far as questions depend on it.
pub fn facts(new: &NewTicket) -> Facts {
    let value = |key| match key {
        Key::Type => new.kind.map(|kind| kind.to_string()),
        Key::Priority => new.priority.map(|priority| priority.to_string()),
        Key::Group => new.group.clone(),
        Key::Brand => new.brand.clone(),
        Key::Category => new.category.clone(),
        Key::Channel => new.channel.clone(),
        _ => None,
    };
    Facts(Subject::KEYS.into_iter().filter_map(|key| Some((key, value(key)?))).collect())
}

/// The ticket that a form with its answers asks for, but for title and text. What `new` says already stays: a
/// value that was given beside the form is meant.
///
/// # Errors
/// [`FormError::OtherBrand`].
pub fn fill(form: &Form, answers: &Answers, mut new: NewTicket) -> Result<NewTicket> {
    for element in form.questions() {
        let (Some(target), Some(answer)) = (&element.target, answers.get(&element.id)) else { continue };
        put(&mut new, target, answer);
    }
    new.kind = new.kind.or(form.kind);
    new.priority = new.priority.or(form.priority);
    new.group = new.group.or_else(|| form.group.clone());
    new.category = new.category.or_else(|| form.category.clone());
    new.assignee = new.assignee.or_else(|| form.assignee.clone());
    new.tags.extend(form.tags.iter().cloned());
    new.form = Some(form.name.clone());
    if let [brand] = form.brands.as_slice() {
        new.brand.get_or_insert_with(|| brand.clone());
    }
    match form.is_for(new.brand.as_deref()) {
        true => Ok(new),
        false => Err(FormError::OtherBrand { form: form.name.clone(), brands: form.brands.clone() }.into()),
    }
}

fn put(new: &mut NewTicket, target: &Target, answer: &[String]) {
    let text = answer.join(", ");
    let set = |slot: &mut Option<String>| {
        slot.get_or_insert_with(|| text.clone());
    };
    match target {
        Target::Field(name) if new.fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) => {}
        Target::Field(name) => new.fields.push((name.clone(), Value::Text(text))),
        Target::Part(Part::Type) => new.kind = new.kind.or_else(|| Kind::parse(&text.to_lowercase())),
        Target::Part(Part::Priority) => new.priority = new.priority.or_else(|| Priority::parse(&text.to_lowercase())),
        Target::Part(Part::Group) => set(&mut new.group),
        Target::Part(Part::Brand) => set(&mut new.brand),
        Target::Part(Part::Category) => set(&mut new.category),
        Target::Part(Part::Language) => set(&mut new.language),
        Target::Part(Part::Requester) => set(&mut new.requester),
    }
}
