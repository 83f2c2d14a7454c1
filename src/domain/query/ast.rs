//! The query as it was written: shape only, nothing is known about keys and values yet.
//!
//! Equality looks at what was written, not where. Printing gives a canonical line that parses to the
//! same query.

use std::fmt::{self, Write};
use std::ops::Range;

/// A filter and an order. The empty query lets everything through.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub filter: Expr,
    pub sort: Vec<Sort>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Everything in it holds; an empty one always does.
    All(Vec<Expr>),
    /// Something in it holds.
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Term(Term),
}

/// `status:open,pending`, or a bare word, which has no key.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub key: Option<Spanned<String>>,
    pub op: Spanned<Op>,
    /// At least one; any of them will do.
    pub values: Vec<Spanned<Value>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:`
    Is,
    /// `=`
    Equal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Taken as it is, whether it was quoted or not.
    Text(String),
    /// Has `*` in it, which stands for any text; it cannot be written in quotes.
    Glob(String),
    /// `a..b`; one end may be open.
    Range(Option<String>, Option<String>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    pub key: Spanned<String>,
    pub descending: bool,
}

/// Something with its place in the line, in bytes.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub item: T,
    pub span: Range<usize>,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.item == other.item
    }
}

impl Expr {
    /// All of these; an `All` within is dissolved, and one alone needs no wrapper.
    pub fn all(parts: Vec<Expr>) -> Expr {
        let parts = parts.into_iter().flat_map(|part| match part {
            Expr::All(inner) => inner,
            other => vec![other],
        });
        single(parts.collect()).unwrap_or_else(Expr::All)
    }

    /// The terms in it, negated ones too.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().flat_map(Expr::terms).collect(),
            Expr::Not(inner) => inner.terms(),
            Expr::Term(term) => vec![term],
        }
    }

    /// Any of these; an `Any` within is dissolved, and one alone needs no wrapper.
    pub fn any(parts: Vec<Expr>) -> Expr {
        let parts = parts.into_iter().flat_map(|part| match part {
            Expr::Any(inner) => inner,
            other => vec![other],
        });
        single(parts.collect()).unwrap_or_else(Expr::Any)
    }
}

fn single(mut parts: Vec<Expr>) -> Result<Expr, Vec<Expr>> {
    match parts.pop() {
        Some(only) if parts.is_empty() => Ok(only),
        Some(last) => {
            parts.push(last);
            Err(parts)
        }
        None => Err(parts),
    }
}

impl Op {
    pub fn as_str(self) -> &'static str {
        match self {
            Op::Is => ":",
            Op::Equal => "=",
            Op::Less => "<",
            Op::LessEqual => "<=",
            Op::Greater => ">",
            Op::GreaterEqual => ">=",
        }
    }

    /// The operator of this spelling; `created:>=…`, as GitHub writes it, is read too.
    pub fn parse(text: &str) -> Option<Op> {
        Some(match text {
            ":" => Op::Is,
            "=" => Op::Equal,
            "<" | ":<" => Op::Less,
            "<=" | ":<=" => Op::LessEqual,
            ">" | ":>" => Op::Greater,
            ">=" | ":>=" => Op::GreaterEqual,
            _ => return None,
        })
    }

    /// `<`, `<=`, `>`, `>=`.
    pub fn is_comparison(self) -> bool {
        !matches!(self, Op::Is | Op::Equal)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.filter)?;
        let empty = self.filter == Expr::All(Vec::new());
        for (n, sort) in self.sort.iter().enumerate() {
            let gap = if n == 0 && empty { "" } else { " " };
            let minus = if sort.descending { "-" } else { "" };
            write!(f, "{gap}sort:{minus}{}", sort.key.item)?;
        }
        Ok(())
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::All(parts) => join(f, parts, " ", |part| matches!(part, Expr::Any(_))),
            Expr::Any(parts) => join(f, parts, " or ", |_| false),
            Expr::Not(inner) => {
                f.write_char('-')?;
                part(f, inner, matches!(**inner, Expr::All(_) | Expr::Any(_)))
            }
            Expr::Term(term) => write!(f, "{term}"),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str, wrap: impl Fn(&Expr) -> bool) -> fmt::Result {
    for (n, expr) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        part(f, expr, wrap(expr))?;
    }
    Ok(())
}

fn part(f: &mut fmt::Formatter<'_>, expr: &Expr, wrap: bool) -> fmt::Result {
    if wrap { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(key) = &self.key {
            write!(f, "{}{}", key.item, self.op.item.as_str())?;
        }
        for (n, value) in self.values.iter().enumerate() {
            if n > 0 {
                f.write_char(',')?;
            }
            write!(f, "{}", value.item)?;
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: &Option<String>| end.as_deref().map(quoted).unwrap_or_default();
        match self {
            Value::Text(text) => f.write_str(&quoted(text)),
            Value::Glob(glob) => f.write_str(glob),
            Value::Range(from, until) => write!(f, "{}..{}", end(from), end(until)),
        }
    }
}

/// The text as it can stand in a query: in quotes unless it is plain.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./@#+'".contains(c);
    let edge = |c: char| c == '.' || c == '-';
    let keyword = ["or", "and"].iter().any(|k| text.eq_ignore_ascii_case(k));
    let bare = !text.is_empty()
        && text.chars().all(plain)
        && !text.starts_with(edge)
        && !text.ends_with('.')
        && !text.contains("..")
        && !keyword;
    if bare { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}
