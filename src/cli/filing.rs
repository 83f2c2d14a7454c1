//! A ticket out of a form: the answers from flags, from a text in the shape of a form, and from whoever is at
//! the terminal.

use super::ask;
use super::context::Context;
use super::error::EdgeError;
use crate::desk::{self, Desk, FormError, NewTicket, fill};
use crate::domain::ticket::field::{FieldFault, Moment};
use crate::domain::ticket::form::{Answers, Element, ElementKind, Facts, Form};
use anyhow::Result;
use std::path::PathBuf;

/// What was given on the command line.
pub struct Given<'a> {
    pub title: Option<&'a str>,
    /// `-m` or `-F`: the answers as a text, or more to say besides them.
    pub text: Option<String>,
    /// `--field`: by id of a question, or by name of a custom field.
    pub fields: &'a [(String, String)],
    /// `--answers`: the texts by id of a question; `--field` goes before them.
    pub answers: Vec<(String, Vec<String>)>,
    /// What flags say of the ticket, on which questions may depend.
    pub facts: Facts,
    pub has_files: bool,
}

/// A form that is being filled.
pub struct Filing {
    form: Form,
    answers: Answers,
    facts: Facts,
    title: String,
    /// What was said besides the answers.
    more: String,
    /// Custom fields that the form does not ask for.
    pub fields: Vec<(String, String)>,
    /// Files that were named at the terminal.
    pub files: Vec<PathBuf>,
}

impl Filing {
    /// Collects the answers to the form of this name; asks for what was not given where somebody is there.
    ///
    /// # Errors
    /// [`FormError`]; [`EdgeError::Missing`] for a title or files; [`EdgeError::Aborted`].
    pub fn collect(ctx: &Context, desk: &Desk, name: &str, mut given: Given) -> Result<Filing> {
        let form = desk.form(name)?;
        // Before anybody answers anything.
        if form.is_for_others(&given.facts) {
            let brands = form.brands.clone();
            return Err(desk::Error::from(FormError::OtherBrand { form: form.name, brands }).into());
        }
        let titled = titled(&form, &mut given.answers);
        let (typed, fields) = sort(desk, &form, given.fields)?;
        let text = given.text.unwrap_or_default();
        let is_body = form.is_body(&text);
        let (pairs, more) = if is_body { form.parse(&text) } else { (Vec::new(), text) };
        let pairs = over(over(pairs, flat(given.answers)), typed);
        let answers = form.read(&pairs, &given.facts).map_err(|fault| wrong(&form, fault))?;
        let title = match (given.title.map(str::to_owned).or(titled), &form.title) {
            (Some(title), _) => title,
            (None, preset) if ctx.may_ask() => ask::title(ctx, preset.as_deref())?,
            (None, Some(preset)) => preset.clone(),
            (None, None) => return Err(EdgeError::Missing("TITLE").into()),
        };
        let mut filing = Filing { form, answers, facts: given.facts, title, more, fields, files: Vec::new() };
        if ctx.may_ask() {
            let said = |id: &str| is_body || pairs.iter().any(|(known, _)| known.eq_ignore_ascii_case(id));
            filing.ask(ctx, said, given.has_files)?;
        }
        let has_files = given.has_files || !filing.files.is_empty();
        let lacks = |e: &Element| e.kind == ElementKind::Upload && e.required == Some(Moment::Create);
        if !has_files && filing.form.asked(&filing.answers, &filing.facts).any(lacks) {
            return Err(EdgeError::Missing("--attach").into());
        }
        let complete = filing.form.complete(&filing.answers, &filing.facts);
        complete.map_err(|fault| wrong(&filing.form, fault))?;
        Ok(filing)
    }

    /// Asks what is there and not `said`, and whatever lacks an answer that it must have. Answers up to where
    /// the person leaves are kept.
    fn ask(&mut self, ctx: &Context, said: impl Fn(&str) -> bool, has_files: bool) -> Result<()> {
        let mut typed = String::new();
        for element in &self.form.elements {
            if !self.form.is_asked(element, &self.answers, &self.facts) {
                self.answers.remove(&element.id);
                continue;
            }
            let answer = self.answers.get(&element.id).map_or(&[][..], Vec::as_slice);
            match element.kind {
                ElementKind::Markdown => ask::explain(ctx, Some(&element.label))?,
                ElementKind::Upload if !has_files => {
                    self.files.extend(ctx.with_text(&typed, || ask::files(ctx, element))?);
                }
                _ => {}
            }
            if !element.is_question() || (said(&element.id) && !element.lacks(answer, Moment::Create)) {
                continue;
            }
            let answer = ctx.with_text(&typed, || ask::element(ctx, element))?;
            match answer.is_empty() {
                true => drop(self.answers.remove(&element.id)),
                false => drop(self.answers.insert(element.id.clone(), answer)),
            }
            typed = self.form.body(&self.answers, &self.facts);
        }
        Ok(())
    }

    /// The text of the ticket's first message.
    pub fn text(&self) -> String {
        let body = self.form.body(&self.answers, &self.facts);
        if self.more.trim().is_empty() { body } else { format!("{body}\n{}", self.more) }
    }

    /// The ticket, beside what the flags say of it.
    ///
    /// # Errors
    /// [`FormError::OtherBrand`].
    pub fn ticket(&self, flags: NewTicket) -> Result<NewTicket> {
        let (title, text) = (self.title.clone(), self.text());
        Ok(NewTicket { title, text, ..fill(&self.form, &self.answers, flags)? })
    }
}

/// The title among the answers, unless the form asks for something of that name.
fn titled(form: &Form, answers: &mut Vec<(String, Vec<String>)>) -> Option<String> {
    let place = answers
        .iter()
        .position(|(id, _)| id == "title")
        .filter(|_| form.question("title").is_none())?;
    let title = answers.remove(place).1.join(" ");
    Some(title).filter(|title| !title.trim().is_empty())
}

/// Each text with its id; an answer that is said to be none is one blank text.
pub fn flat(answers: Vec<(String, Vec<String>)>) -> Pairs {
    let pairs = |(id, mut texts): (String, Vec<String>)| {
        if texts.is_empty() {
            texts.push(String::new());
        }
        texts.into_iter().map(move |text| (id.clone(), text))
    };
    answers.into_iter().flat_map(pairs).collect()
}

/// What was said later counts, question by question.
fn over(mut pairs: Pairs, later: Pairs) -> Pairs {
    pairs.retain(|(id, _)| !later.iter().any(|(known, _)| known.eq_ignore_ascii_case(id)));
    pairs.extend(later);
    pairs
}

pub type Pairs = Vec<(String, String)>;

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
