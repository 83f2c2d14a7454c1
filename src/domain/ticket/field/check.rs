//! A ticket held against the declarations of a desk.

use super::{Field, FieldFault, Fields, Reading};
use crate::domain::ticket::{Ticket, Value};

/// A moment in the life of a ticket from which on a field must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It is filed.
    Create,
    /// It is solved, or closed without having been.
    Solve,
}

impl Moment {
    pub const ALL: [Moment; 2] = [Moment::Create, Moment::Solve];

    pub fn as_str(self) -> &'static str {
        match self {
            Moment::Create => "create",
            Moment::Solve => "solve",
        }
    }
}

impl Field {
    /// Whether the field is there on a ticket like this.
    pub fn applies(&self, ticket: &Ticket) -> bool {
        self.when.iter().all(|condition| condition.holds(ticket))
    }

    fn is_filled(&self, ticket: &Ticket) -> bool {
        ticket.field(&self.name).is_some_and(|value| match value {
            Value::Null => false,
            Value::List(items) => !items.is_empty(),
            value => !value.to_text().trim().is_empty(),
        })
    }
}

impl Fields {
    /// The name of a field as the desk spells it.
    pub fn declared(&self, name: &str) -> Result<&Field, FieldFault> {
        let known = || self.list.iter().map(|f| f.name.clone()).collect();
        self.find(name)
            .ok_or_else(|| FieldFault::Unknown { name: name.to_owned(), known: known() })
    }

    /// Brings what changed between two versions into the form of its type; a blank text is none. What was
    /// there before stays as it is: a declaration that came later does not make old tickets wrong. A desk
    /// that declares no fields takes everything as it comes.
    ///
    /// # Errors
    /// The first field that changed and is not declared, not of its type, or not there on this ticket.
    pub fn settle(&self, before: Option<&Ticket>, after: &mut Ticket, reading: &Reading) -> Result<(), FieldFault> {
        if self.list.is_empty() {
            return Ok(());
        }
        let is_new = |(name, value): &&(String, Value)| before.and_then(|b| b.field(name)) != Some(value);
        let changed: Vec<(String, Value)> = after.fields.iter().filter(is_new).cloned().collect();
        for (name, value) in &changed {
            let field = self.declared(name)?;
            let is_blank = match value {
                Value::Null => true,
                Value::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            let value = if is_blank { None } else { Some(field.read(value, reading)?) };
            after.set_field(name, None);
            after.set_field(&field.name, value);
        }
        for (name, _) in &changed {
            let field = self.declared(name)?;
            if after.field(&field.name).is_none() {
                continue;
            }
            if let Some(condition) = field.when.iter().find(|condition| !condition.holds(after)) {
                let needs = condition.to_string();
                return Err(FieldFault::NotHere { field: field.name.clone(), needs });
            }
        }
        Ok(())
    }

    /// Fields that must be filled on this ticket from a moment on, and are not. What must be there when
    /// a ticket is filed must be there when it is solved.
    pub fn missing(&self, ticket: &Ticket, moment: Moment) -> Result<(), FieldFault> {
        let wanted = |f: &&Field| f.required.is_some_and(|from| from <= moment);
        let missing = self.list.iter().filter(wanted).filter(|f| f.applies(ticket) && !f.is_filled(ticket));
        let fields: Vec<String> = missing.map(|f| f.name.clone()).collect();
        if fields.is_empty() { Ok(()) } else { Err(FieldFault::Missing { fields, moment }) }
    }

    /// A field that had to be there and was emptied.
    pub fn kept(&self, before: &Ticket, after: &Ticket, moment: Moment) -> Result<(), FieldFault> {
        let wanted = |f: &&Field| f.required.is_some_and(|from| from <= moment);
        let emptied = |f: &&Field| f.applies(after) && f.is_filled(before) && !f.is_filled(after);
        let fields: Vec<String> = self.list.iter().filter(wanted).filter(emptied).map(|f| f.name.clone()).collect();
        if fields.is_empty() { Ok(()) } else { Err(FieldFault::Missing { fields, moment }) }
    }
}
