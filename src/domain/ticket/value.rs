//! The value of a custom field, or of a key that this version does not know.

use std::fmt::Write;

/// A plain value as YAML and JSON know it. Maps keep the order in which they were read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The value as one word for a table, a filter or a commit subject; a list joined by commas.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out);
        out
    }

    fn write_text(&self, out: &mut String) {
        match self {
            Value::Null => {}
            Value::Bool(b) => drop(write!(out, "{b}")),
            Value::Int(n) => drop(write!(out, "{n}")),
            Value::Float(n) => drop(write!(out, "{n}")),
            Value::Text(t) => out.push_str(t),
            Value::List(items) => join(out, items.iter().map(|v| (None, v))),
            Value::Map(items) => join(out, items.iter().map(|(k, v)| (Some(k.as_str()), v))),
        }
    }
}

fn join<'a>(out: &mut String, items: impl Iterator<Item = (Option<&'a str>, &'a Value)>) {
    for (n, (key, value)) in items.enumerate() {
        if n > 0 {
            out.push(',');
        }
        if let Some(key) = key {
            out.push_str(key);
            out.push('=');
        }
        value.write_text(out);
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
