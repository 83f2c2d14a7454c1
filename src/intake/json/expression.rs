//! One value of a map: an expression of MiniJinja, or a text with expressions in it.
//!
//! What is not there is a fault and no blank (`default` says otherwise), nothing is read from the disk, and each
//! evaluation has so much fuel: it bounds time and memory, some 64 bytes a unit.

use crate::kit::yaml::{Node, Style, Tree};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

/// What one evaluation may use.
const FUEL: u64 = 50_000;
/// The longest expression, in bytes.
pub const LONGEST: usize = 64 << 10;

/// What is wrong with an expression, or with what it makes of a body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {key} {line}:{column}")]
pub struct Wrong {
    /// The key of the map: `title`, `fields.service`.
    pub key: String,
    /// In the map, from 1.
    pub line: u32,
    pub column: u32,
    /// Of [`Wrong::CODES`].
    pub code: &'static str,
    /// The words of the library, to be quoted; may be empty.
    pub said: String,
}

impl Wrong {
    /// No expression, something that is not there, no end in sight, or anything else that cannot be done.
    pub const CODES: [&'static str; 4] = ["syntax", "undefined", "fuel", "failed"];
}

/// Where it stands, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    pub key: String,
    source: String,
    /// Of the value.
    line: u32,
    column: u32,
    /// Its text begins in the line below its place.
    is_block: bool,
}

/// The engine that evaluates.
#[derive(Debug)]
pub struct Engine(Environment<'static>);

impl Engine {
    pub fn new() -> Engine {
        let mut engine = Environment::new();
        engine.set_undefined_behavior(UndefinedBehavior::Strict);
        engine.set_fuel(Some(FUEL));
        engine.set_debug(false);
        // A text for a ticket is Markdown: nothing is escaped for HTML.
        engine.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        Engine(engine)
    }

    /// # Errors
    /// [`Wrong`] where it is no expression.
    pub fn check(&self, expression: &Expression) -> Result<(), Wrong> {
        let source = expression.source.as_str();
        let checked = match expression.is_text() {
            true => self.0.template_from_str(source).map(drop),
            false => self.0.compile_expression(source).map(drop),
        };
        checked.map_err(|error| expression.wrong(&error))
    }

    /// The value with these variables.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn value(&self, expression: &Expression, variables: &Value) -> Result<Value, Wrong> {
        let source = expression.source.as_str();
        let value = match expression.is_text() {
            true => self.0.render_str(source, variables.clone()).map(Value::from),
            false => self.0.compile_expression(source).and_then(|it| it.eval(variables.clone())),
        };
        let wrong = |error| expression.wrong(&error);
        match value.map_err(wrong)? {
            // The strict engine lets nothing of a body be printed that is not there; as a value it is as absent.
            value if value.is_undefined() => Err(expression.wrong(&Error::from(ErrorKind::UndefinedError))),
            value => Ok(value),
        }
    }
}

impl Expression {
    /// What stands at a node that is a text.
    pub fn of(key: &str, node: &Node<'_>) -> Option<Expression> {
        let Tree::Scalar(source, style) = &node.value else { return None };
        let is_block = source.contains('\n') || *style == Style::Block;
        let quoted = u32::from(*style == Style::Text && !is_block);
        let (key, source, line, column) =
            (key.to_owned(), source.clone().into_owned(), node.line, node.column + quoted);
        let is_some = !source.trim().is_empty() && source.len() <= LONGEST;
        is_some.then_some(Expression { key, source, line, column, is_block })
    }

    /// Whether it is a text with expressions in it.
    fn is_text(&self) -> bool {
        self.source.contains("{{") || self.source.contains("{%")
    }

    fn wrong(&self, error: &Error) -> Wrong {
        let code = match error.kind() {
            ErrorKind::SyntaxError => "syntax",
            ErrorKind::UndefinedError => "undefined",
            ErrorKind::OutOfFuel => "fuel",
            _ => "failed",
        };
        let said = error.detail().unwrap_or_default().chars().take(200).collect();
        let (line, column) = self.place(error);
        Wrong { key: self.key.clone(), line, column, code, said }
    }

    fn place(&self, error: &Error) -> (u32, u32) {
        let start = error.range().map_or(0, |range| range.start).min(self.source.len());
        let before = self.source.get(..start).unwrap_or_default();
        let (above, within) = match before.rsplit_once('\n') {
            Some((_, last)) => (before.matches('\n').count(), last),
            None => (0, before),
        };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match self.is_block {
            true => (self.line.saturating_add(count(above)), count(within.chars().count()).saturating_add(1)),
            false => (self.line, self.column.saturating_add(count(within.chars().count()))),
        }
    }
}
