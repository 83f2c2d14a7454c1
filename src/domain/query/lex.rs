//! Cuts a query line into tokens. A whole term, key to last value, is one token.

use super::ast::{Op, Spanned, Term, Value};
use super::fault::{Fault, FaultKind};
use std::ops::Range;
use winnow::combinator::{alt, opt, preceded};
use winnow::error::ParserError;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::{any, literal, take_while};

type Input<'a> = LocatingSlice<&'a str>;
type Lexed<T> = Result<T, Failure>;

/// A fault on its way through winnow's combinators; none only means "try the next".
#[derive(Debug)]
struct Failure(Option<Box<Fault>>);

impl Failure {
    fn of(fault: Fault) -> Self {
        Failure(Some(Box::new(fault)))
    }
}

impl ParserError<Input<'_>> for Failure {
    type Inner = Self;

    fn from_input(_: &Input<'_>) -> Self {
        Failure(None)
    }

    fn is_backtrack(&self) -> bool {
        self.0.is_none()
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    Minus,
    Or,
    Term(Term),
}

/// The tokens of a line with their places.
pub(super) fn tokens(line: &str) -> Result<Vec<Spanned<Token>>, Fault> {
    let mut input = LocatingSlice::new(line);
    let mut out = Vec::new();
    loop {
        spaces.parse_next(&mut input).map_err(into_fault)?;
        if input.is_empty() {
            return Ok(out);
        }
        let (token, span) = token.with_span().parse_next(&mut input).map_err(into_fault)?;
        // `and` may be written; it changes nothing.
        if let Some(item) = token {
            out.push(Spanned { item, span });
        }
    }
}

/// Every character begins some token, so a failure without a fault does not get here.
fn into_fault(failure: Failure) -> Fault {
    failure.0.map_or_else(|| Fault::new(FaultKind::MissingTerm, 0..0, ""), |fault| *fault)
}

fn spaces(input: &mut Input<'_>) -> Lexed<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn token(input: &mut Input<'_>) -> Lexed<Option<Token>> {
    alt((
        '('.value(Some(Token::Open)),
        ')'.value(Some(Token::Close)),
        '-'.value(Some(Token::Minus)),
        keyed.map(|term| Some(Token::Term(term))),
        quotation.map(|text| Some(Token::Term(bare(text)))),
        word,
    ))
    .parse_next(input)
}

/// A term without a key.
fn bare(value: Spanned<Value>) -> Term {
    let start = value.span.start;
    Term { key: None, op: Spanned { item: Op::Is, span: start..start }, values: vec![value] }
}

/// A bare word, or `or` and `and`.
fn word(input: &mut Input<'_>) -> Lexed<Option<Token>> {
    let (text, span) = take_while(1.., is_word).with_span().parse_next(input)?;
    if text.eq_ignore_ascii_case("or") {
        return Ok(Some(Token::Or));
    }
    if text.eq_ignore_ascii_case("and") {
        return Ok(None);
    }
    Ok(Some(Token::Term(bare(Spanned { item: text_or_glob(text), span }))))
}

fn keyed(input: &mut Input<'_>) -> Lexed<Term> {
    let (name, place) = key.with_span().parse_next(input)?;
    let op = operator(name, input)?;
    let mut values = vec![value(name, place.start, input)?];
    while opt(literal(",")).parse_next(input)?.is_some() {
        values.push(value(name, place.start, input)?);
    }
    refuse_rest(name, place.start, input)?;
    Ok(Term { key: Some(Spanned { item: name.to_owned(), span: place }), op, values })
}

/// A key begins with a letter, so that `10:30` is a word.
fn key<'a>(input: &mut Input<'a>) -> Lexed<&'a str> {
    let inner = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    take_while(1.., inner)
        .verify(|name: &str| name.starts_with(char::is_alphabetic))
        .parse_next(input)
}

/// No operator: it was no key after all. One that does not exist: a fault, since a comparison that is
/// quietly searched for as text would be worse.
fn operator(key: &str, input: &mut Input<'_>) -> Lexed<Spanned<Op>> {
    let run = take_while(1..=3, |c| ":=<>!".contains(c)).verify(|run: &str| run.chars().any(|c| c != '!'));
    let (text, span) = run.with_span().parse_next(input)?;
    if let Some(item) = Op::parse(text) {
        return Ok(Spanned { item, span });
    }
    let fault = Fault::new(FaultKind::UnknownOperator, span, text).of_key(key);
    Err(Failure::of(match text {
        "==" | ":=" => fault.suggesting(":"),
        "=>" => fault.suggesting(">="),
        "=<" => fault.suggesting("<="),
        "!=" | "<>" | ":!" | ":!=" | "!:" => {
            let span = fault.span.start - key.len()..fault.span.end;
            Fault { span, found: format!("{key}{text}"), ..fault }.suggesting(format!("-{key}:"))
        }
        _ => fault,
    }))
}

/// A value ends with its word: `a..b..c` and `"a"b` are no values.
fn refuse_rest(key: &str, start: usize, input: &mut Input<'_>) -> Lexed<()> {
    let rest: &str = input.as_ref();
    let end = rest.find(|c| !is_word(c) && c != '"').unwrap_or(rest.len());
    if end == 0 || rest.starts_with('(') {
        return Ok(());
    }
    let here = input.current_token_start();
    Err(Failure::of(Fault::new(FaultKind::BadValue, start..here + end, &rest[..end]).of_key(key)))
}

fn value(key: &str, start: usize, input: &mut Input<'_>) -> Lexed<Spanned<Value>> {
    let here = input.current_token_start();
    let missing = |end: usize| Fault::new(FaultKind::MissingValue, start..end, key).of_key(key);
    let from = opt(atom).parse_next(input)?;
    let until = opt(preceded("..", opt(atom))).parse_next(input)?;
    let span = here..input.current_token_start();
    let item = match (from, until) {
        (None, None | Some(None)) => return Err(Failure::of(missing(span.end))),
        (Some(only), None) => only.item,
        (from, Some(until)) => Value::Range(from.map(plain), until.map(plain)),
    };
    Ok(Spanned { item, span })
}

/// The text of a range's end; `*` is nothing special there.
fn plain(atom: Spanned<Value>) -> String {
    match atom.item {
        Value::Text(text) | Value::Glob(text) => text,
        Value::Range(..) => String::new(),
    }
}

/// One end of a range, or a whole value: a quotation, or what comes before `..`.
fn atom(input: &mut Input<'_>) -> Lexed<Spanned<Value>> {
    alt((quotation, unquoted)).parse_next(input)
}

fn unquoted(input: &mut Input<'_>) -> Lexed<Spanned<Value>> {
    let rest: &str = input.as_ref();
    let word = rest.find(|c| !is_word(c) || c == ',').unwrap_or(rest.len());
    let end = rest[..word].find("..").unwrap_or(word);
    if end == 0 {
        return Err(Failure(None));
    }
    let start = input.current_token_start();
    let text = input.next_slice(end);
    Ok(Spanned { item: text_or_glob(text), span: start..start + end })
}

fn text_or_glob(text: &str) -> Value {
    if text.contains('*') { Value::Glob(text.to_owned()) } else { Value::Text(text.to_owned()) }
}

/// `"…"`, where `\"` and `\\` stand for the character; other backslashes are themselves.
fn quotation(input: &mut Input<'_>) -> Lexed<Spanned<Value>> {
    let start = input.current_token_start();
    literal("\"").parse_next(input)?;
    let mut text = String::new();
    while let Some(c) = opt(any).parse_next(input)? {
        match c {
            '"' if text.is_empty() => return Err(fault(FaultKind::MissingValue, start..start + 2, "\"\"")),
            '"' => {
                let span = start..input.current_token_start();
                return Ok(Spanned { item: Value::Text(text), span });
            }
            '\\' => text.push(opt(alt(('"', '\\'))).parse_next(input)?.unwrap_or('\\')),
            c => text.push(c),
        }
    }
    Err(fault(FaultKind::UnclosedQuote, start..input.current_token_start(), "\""))
}

fn fault(kind: FaultKind, span: Range<usize>, found: &str) -> Failure {
    Failure::of(Fault::new(kind, span, found))
}

fn is_word(c: char) -> bool {
    !c.is_whitespace() && !"()\"".contains(c)
}

/// Whether a word reads as the beginning of a term with a key: its key and operator.
pub(super) fn key_and_operator(word: &str) -> Option<(&str, &str)> {
    let mut input = LocatingSlice::new(word);
    let name = key.parse_next(&mut input).ok()?;
    let operator = operator(name, &mut input).ok()?;
    Some((name, &word[operator.span]))
}
