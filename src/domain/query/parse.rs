//! Tokens to a query.
//!
//! `or` binds weaker than the words beside it: `a b or c` is `(a b) or c`.

use super::ast::{Expr, Query, Sort, Spanned, Term, Value};
use super::fault::{Fault, FaultKind};
use super::lex::{Token, tokens};
use std::ops::Range;

/// Bytes in a query line.
pub const MAX_LEN: usize = 10_000;
/// Parentheses and minus signs within each other.
pub const MAX_DEPTH: usize = 64;

/// Reads a query line. The empty one lets everything through. Keys and values are checked by
/// [`compile`](super::compile::compile).
pub fn parse(line: &str) -> Result<Query, Fault> {
    if line.len() > MAX_LEN {
        return Err(Fault::new(FaultKind::TooLong, line.len()..line.len(), ""));
    }
    let tokens = tokens(line)?;
    let mut parser = Parser { rest: tokens.into_iter().peekable(), sort: Vec::new() };
    let filter = parser.alternatives(0)?;
    match parser.rest.next() {
        None => Ok(Query { filter, sort: parser.sort }),
        Some(token) => Err(Fault::new(FaultKind::UnopenedParen, token.span, ")")),
    }
}

struct Parser {
    rest: std::iter::Peekable<std::vec::IntoIter<Spanned<Token>>>,
    sort: Vec<Sort>,
}

impl Parser {
    /// What `or` parts, up to a closing parenthesis or the end. A line may be empty, a branch may not.
    fn alternatives(&mut self, depth: usize) -> Result<Expr, Fault> {
        let mut branches = vec![self.conjunction(depth)?];
        let mut or = None;
        while let Some(token) = self.rest.next_if(|t| t.item == Token::Or) {
            let span = or.insert(token.span).clone();
            self.refuse_empty(&branches, span)?;
            branches.push(self.conjunction(depth)?);
        }
        if let Some(span) = or {
            self.refuse_empty(&branches, span)?;
        }
        Ok(Expr::any(branches))
    }

    fn refuse_empty(&self, branches: &[Expr], or: Range<usize>) -> Result<(), Fault> {
        let empty = branches.last() == Some(&Expr::All(Vec::new()));
        if empty { Err(Fault::new(FaultKind::MissingTerm, or, "or")) } else { Ok(()) }
    }

    fn conjunction(&mut self, depth: usize) -> Result<Expr, Fault> {
        let mut parts = Vec::new();
        while let Some(token) = self.rest.next_if(|t| !matches!(t.item, Token::Or | Token::Close)) {
            match token.item {
                Token::Term(term) if is_sort(&term) && depth == 0 => self.sort.extend(read_sort(term)?),
                _ => parts.push(self.unary(token, depth)?),
            }
        }
        Ok(Expr::all(parts))
    }

    fn unary(&mut self, token: Spanned<Token>, depth: usize) -> Result<Expr, Fault> {
        if depth >= MAX_DEPTH {
            return Err(Fault::new(FaultKind::TooDeep, token.span, ""));
        }
        match token.item {
            Token::Term(term) if is_sort(&term) => Err(Fault::new(FaultKind::SortPlace, token.span, "sort:")),
            Token::Term(term) => Ok(Expr::Term(term)),
            Token::Open => self.group(token.span, depth),
            Token::Minus => {
                let adjacent = |t: &Spanned<Token>| t.span.start == token.span.end;
                let operand = |t: &Spanned<Token>| !matches!(t.item, Token::Or | Token::Close) && adjacent(t);
                match self.rest.next_if(operand) {
                    Some(next) => Ok(Expr::Not(Box::new(self.unary(next, depth + 1)?))),
                    None => Err(Fault::new(FaultKind::MissingTerm, token.span, "-")),
                }
            }
            Token::Close | Token::Or => Err(Fault::new(FaultKind::MissingTerm, token.span, "")),
        }
    }

    fn group(&mut self, open: Range<usize>, depth: usize) -> Result<Expr, Fault> {
        let inner = self.alternatives(depth + 1)?;
        let Some(close) = self.rest.next() else {
            return Err(Fault::new(FaultKind::UnclosedParen, open, "("));
        };
        if inner == Expr::All(Vec::new()) {
            return Err(Fault::new(FaultKind::EmptyGroup, open.start..close.span.end, "()"));
        }
        Ok(inner)
    }
}

fn is_sort(term: &Term) -> bool {
    term.key.as_ref().is_some_and(|key| key.item.eq_ignore_ascii_case("sort"))
}

fn read_sort(term: Term) -> Result<Vec<Sort>, Fault> {
    if term.op.item.is_comparison() {
        return Err(Fault::new(FaultKind::NoOrder, term.op.span, term.op.item.as_str()).of_key("sort"));
    }
    let read = |value: Spanned<Value>| {
        let Value::Text(text) = &value.item else {
            return Err(Fault::new(FaultKind::BadValue, value.span, &value.item.to_string()).of_key("sort"));
        };
        let (key, descending) = match text.strip_prefix('-') {
            Some(key) => (key, true),
            None => (text.as_str(), false),
        };
        Ok(Sort { key: Spanned { item: key.to_owned(), span: value.span }, descending })
    };
    term.values.into_iter().map(read).collect()
}
