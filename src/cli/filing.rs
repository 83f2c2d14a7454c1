//! A ticket out of a form: the answers from flags, from a text in the shape of a form, and from whoever is at
//! the terminal.

use super::ask;
use super::context::Context;
use super::error::EdgeError;
use crate::desk::{self, Desk, FormError, NewTicket, fill};
use crate::domain::ticket::field::FieldFault;
use crate::domain::ticket::form::{Answers, Element, ElementKind, Form};
use anyhow::Result;

/// What was given on the command line.
pub struct Given<'a> {
    pub title: Option<&'a str>,
    /// `-m` or `-F`: the answers as a text, or more to say besides them.
    pub text: Option<String>,
    /// `--field`: by id of a question, or by name of a custom field.
    pub fields: &'a [(String, String)],
    pub has_files: bool,
}

/// A form that is being filled.
pub struct Filing {
    form: Form,
    answers: Answers,
    title: String,
    /// What was said besides the answers.
    more: String,
    /// Custom fields that the form does not ask for.
    pub fields: Vec<(String, String)>,
}

impl Filing {
    /// Collects the answers to the form of this name; asks for what was not given where somebody is there.
    ///
    /// # Errors
    /// [`FormError`]; [`EdgeError::Missing`] for a title or files; [`EdgeError::Aborted`].
    pub fn collect(ctx: &Context, desk: &Desk, name: &str, given: Given) -> Result<Filing> {
        let form = desk.form(name)?;
        let (typed, fields) = sort(desk, &form, given.fields)?;
        let text = given.text.unwrap_or_default();
        let is_body = form.is_body(&text);
        let said = |id: &str| typed.iter().any(|(known, _)| known.eq_ignore_ascii_case(id));
        let (mut pairs, more) = if is_body { form.parse(&text) } else { (Vec::new(), text) };
        pairs.retain(|(id, _)| !said(id));
        pairs.extend(typed);
        let answers = form.read(&pairs).map_err(|fault| wrong(&form, fault))?;
        let title = match (given.title, &form.title) {
            (Some(title), _) => title.to_owned(),
            (None, preset) if ctx.may_ask() => ask::title(ctx, preset.as_deref())?,
            (None, Some(preset)) => preset.clone(),
            (None, None) => return Err(EdgeError::Missing("TITLE").into()),
        };
        let mut filing = Filing { form, answers, title, more, fields };
        if ctx.may_ask() {
            filing.ask(ctx, |id| is_body || pairs.iter().any(|(known, _)| known.eq_ignore_ascii_case(id)))?;
        }
        let files = |e: &Element| e.kind == ElementKind::Upload && e.required;
        if filing.form.elements.iter().any(files) && !given.has_files {
            return Err(EdgeError::Missing("--attach").into());
        }
        filing.form.complete(&filing.answers).map_err(|fault| wrong(&filing.form, fault))?;
        Ok(filing)
    }

    /// Asks what is not `said`, and whatever lacks an answer that it must have. Answers up to where the
    /// person leaves are kept.
    fn ask(&mut self, ctx: &Context, said: impl Fn(&str) -> bool) -> Result<()> {
        let mut typed = String::new();
        for element in &self.form.elements {
            let answer = self.answers.get(&element.id).map_or(&[][..], Vec::as_slice);
            if element.kind == ElementKind::Markdown {
                ask::explain(ctx, Some(&element.label))?;
            }
            if !element.is_question() || (said(&element.id) && !element.lacks(answer)) {
                continue;
            }
            let answer = ctx.with_text(&typed, || ask::element(ctx, element))?;
            match answer.is_empty() {
                true => drop(self.answers.remove(&element.id)),
                false => drop(self.answers.insert(element.id.clone(), answer)),
            }
            typed = self.form.body(&self.answers);
        }
        Ok(())
    }

    /// The text of the ticket's first message.
    pub fn text(&self) -> String {
        let body = self.form.body(&self.answers);
        if self.more.trim().is_empty() { body } else { format!("{body}\n{}", self.more) }
    }

    /// The ticket, beside what the flags say of it.
    pub fn ticket(&self, flags: NewTicket) -> NewTicket {
        let (title, text) = (self.title.clone(), self.text());
        NewTicket { title, text, ..fill(&self.form, &self.answers, flags) }
    }
}

type Pairs = Vec<(String, String)>;

/// The pairs that are answers, and those that are custom fields of the desk.
fn sort(desk: &Desk, form: &Form, pairs: &[(String, String)]) -> Result<(Pairs, Pairs)> {
    let (_, config) = desk.open()?;
    let fields = config.fields()?;
    let own = |(name, _): &&(String, String)| form.question(name).is_none() && fields.find(name).is_some();
    let (fields, answers): (Vec<_>, Vec<_>) = pairs.iter().partition(own);
    Ok((answers.into_iter().cloned().collect(), fields.into_iter().cloned().collect()))
}

fn wrong(form: &Form, fault: FieldFault) -> desk::Error {
    FormError::Answers { form: form.name.clone(), fault }.into()
}
