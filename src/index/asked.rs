//! Questions that SQL hands back: whatever a comparison of columns cannot answer is answered by the very code that
//! evaluates queries in memory, so that both ways agree.

use super::Result;
use crate::domain::query::field::FieldTest;
use crate::domain::query::pattern::{Pattern, lower};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// `asked(number, text)`: whether the text will do; no text never does.
pub(super) const ASKED: &str = "asked";
/// `lowered(text)`: the text in lower case, as queries compare it.
pub(super) const LOWERED: &str = "lowered";

/// A question about one text of a column.
#[derive(Debug)]
pub(super) enum Question {
    /// Of a column in the case that the pattern is in.
    Like(Pattern),
    /// Of an item of a custom field, as it was written.
    Field(FieldTest),
    /// One of these.
    Among(HashSet<String>),
}

impl Question {
    fn holds(&self, text: &str) -> bool {
        match self {
            Question::Like(pattern) => pattern.matches(text),
            Question::Field(test) => test.holds_text(text),
            Question::Among(texts) => texts.contains(text),
        }
    }
}

/// The questions of the statements that are running, shared with the functions of one connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions(Arc<Mutex<Vec<Question>>>);

/// Questions that may be asked as long as this lives.
pub(super) struct Posed<'q> {
    questions: &'q Questions,
    /// The number of the first of them.
    pub first: usize,
}

impl Questions {
    /// Makes the functions known to a connection.
    pub fn register(&self, db: &Connection) -> Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        let questions = self.clone();
        db.create_scalar_function(ASKED, 2, flags, move |call| questions.answer(call))?;
        db.create_scalar_function(LOWERED, 1, flags, |call| {
            Ok(text_of(call.get_raw(0)).map(|text| lower(text).into_owned()))
        })?;
        Ok(())
    }

    pub fn pose(&self, questions: Vec<Question>) -> Posed<'_> {
        let mut known = self.lock();
        let first = known.len();
        known.extend(questions);
        Posed { questions: self, first }
    }

    fn answer(&self, call: &Context<'_>) -> rusqlite::Result<bool> {
        let Some(text) = text_of(call.get_raw(1)) else { return Ok(false) };
        let number = usize::try_from(call.get::<i64>(0)?).unwrap_or(usize::MAX);
        let known = self.lock();
        // The database may have been written to by anybody, so a number may be any number.
        Ok(known.get(number).is_some_and(|question| question.holds(text)))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Question>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Posed<'_> {
    fn drop(&mut self) {
        self.questions.lock().truncate(self.first);
    }
}

fn text_of(value: ValueRef<'_>) -> Option<&str> {
    value.as_str_or_null().ok().flatten()
}
