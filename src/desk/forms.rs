//! Forms: those in `forms/` on the branch, and tickets that come out of them.

use super::Desk;
use super::create::NewTicket;
use super::error::{Error, FormError, Result};
use super::scene::Scene;
use crate::domain::ticket::form::{Answers, Form, Part, Target};
use crate::domain::ticket::{Kind, Priority, Value};
use crate::kit::yaml::Limits;
use crate::kit::yaml::near::nearest;
use crate::store::Snapshot;
use crate::store::format::{Fault, form_of_path, read_form};
use crate::store::inspect::Kind as EntryKind;

/// Where forms are, one file each.
pub(super) const FOLDER: &str = "forms";

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

fn find(snapshot: &Snapshot, name: &str) -> Result<Form> {
    let paths = paths(snapshot)?;
    let of = |wanted: &str| paths.iter().find(|(known, _)| known.to_lowercase() == wanted.to_lowercase());
    // The name of the file is as good as what is before its ending.
    match of(name).or_else(|| of(form_of_path(&format!("{FOLDER}/{name}"))?)) {
        Some((name, path)) => read(snapshot, name, path)?.map_err(|fault| broken(path, fault)),
        None => {
            let known: Vec<String> = paths.into_iter().map(|(name, _)| name).collect();
            let nearest = nearest(name, known.iter().map(String::as_str));
            Err(FormError::Unknown { name: name.to_owned(), nearest, known }.into())
        }
    }
}

/// Name and path of every form, in order of the names. Of two files with one name the first counts.
pub(super) fn paths(snapshot: &Snapshot) -> Result<Vec<(String, String)>> {
    let files = snapshot.entries(FOLDER, &|_| false)?.into_iter().filter(|e| e.kind == EntryKind::File);
    let mut paths: Vec<(String, String)> =
        files.filter_map(|e| Some((form_of_path(&e.path)?.to_owned(), e.path.clone()))).collect();
    paths.sort();
    paths.dedup_by(|second, first| first.0 == second.0);
    Ok(paths)
}

/// A form, or what is wrong with its file.
pub(super) fn read(snapshot: &Snapshot, name: &str, path: &str) -> Result<std::result::Result<Form, Fault>> {
    let bytes = snapshot.file(path)?.unwrap_or_default();
    Ok(read_form(name, &String::from_utf8_lossy(&bytes), &Limits::default()))
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
    pairs.extend(questions.into_iter().map(|(name, value)| (name, value.to_text())));
    let answers = form.read(&pairs).map_err(wrong)?;
    form.complete(&answers).map_err(wrong)?;
    let body = form.body(&answers);
    let text = if more.trim().is_empty() { body } else { format!("{body}\n{more}") };
    Ok(fill(&form, &answers, NewTicket { text, fields, ..new }))
}

fn broken(path: &str, fault: Fault) -> Error {
    Error::BrokenConfig { path: path.to_owned(), fault: Box::new(fault) }
}

/// The ticket that a form with its answers asks for, but for title and text. What `new` says already stays: a
/// value that was given beside the form is meant.
pub fn fill(form: &Form, answers: &Answers, mut new: NewTicket) -> NewTicket {
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
    new
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
