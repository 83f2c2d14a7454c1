//! What a form asks for later than when it is filed: before its ticket is solved.

use super::{Answers, Element, Facts, Form, Target};
use crate::domain::ticket::field::{FieldFault, Moment};
use crate::domain::ticket::{Ticket, Value};

impl Form {
    /// Refuses to solve a ticket of this form that lacks an answer which must be there by then.
    ///
    /// # Errors
    /// [`FieldFault::Missing`] with the custom fields that are to be filled.
    pub fn missing_to_solve(&self, ticket: &Ticket) -> Result<(), FieldFault> {
        let must = |e: &&Element| e.required == Some(Moment::Solve);
        if !self.questions().any(|e| must(&e)) {
            return Ok(());
        }
        let (answers, facts) = (self.answers_of(ticket), Facts::of(ticket));
        let here = self.questions().filter(must).filter(|e| self.is_asked(e, &answers, &facts));
        let lacks = here.filter(|e| e.lacks(answers.get(&e.id).map_or(&[][..], Vec::as_slice), Moment::Solve));
        let fields: Vec<String> = lacks.filter_map(field).collect();
        if fields.is_empty() { Ok(()) } else { Err(FieldFault::Missing { fields, moment: Moment::Solve }) }
    }

    /// The answers that a ticket has now: those of its first message, and over them what its fields and parts
    /// say, since that is where answers are changed. What is no answer any more is none.
    fn answers_of(&self, ticket: &Ticket) -> Answers {
        let first = ticket.messages.first().map_or("", |message| message.text.as_str());
        let said = if self.is_body(first) { self.parse(first).0 } else { Vec::new() };
        let mut answers = Answers::new();
        for element in self.questions() {
            let texts = match &element.target {
                Some(Target::Field(name)) => ticket.field(name).map(texts_of).unwrap_or_default(),
                Some(Target::Part(part)) => ticket.get(part.key()).into_iter().collect(),
                None => said.iter().filter(|(id, _)| *id == element.id).map(|(_, text)| text.clone()).collect(),
            };
            let answer = element.read(&texts).unwrap_or(texts);
            if !answer.is_empty() {
                answers.insert(element.id.clone(), answer);
            }
        }
        answers
    }
}

/// A field without anything in it answers nothing.
fn texts_of(value: &Value) -> Vec<String> {
    let texts = match value {
        Value::Null => Vec::new(),
        Value::List(items) => items.iter().map(Value::to_text).collect(),
        value => vec![value.to_text()],
    };
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}

fn field(element: &Element) -> Option<String> {
    match &element.target {
        Some(Target::Field(name)) => Some(name.clone()),
        _ => None,
    }
}
