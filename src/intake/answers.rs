//! Answers to a form as JSON: an object with an answer by the id of each element. An answer is a text, a number,
//! `true` for a box that is ticked, a list of options, or an object of options and whether they are chosen.

use super::json::{BodyFault, one};
use serde_json::{Map, Value};

/// The most answers.
const MOST: usize = 1_000;
/// Under these keys programs that read GitHub's issue bodies have the boxes that are ticked and those that are not.
const SELECTED: &str = "selected";
const UNSELECTED: &str = "unselected";

/// Why these are no answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswersFault {
    #[error("{0}")]
    Body(#[from] BodyFault),
    /// No object.
    #[error("no-answers")]
    NotObject,
    #[error("too-many-answers {limit}")]
    TooMany { limit: usize },
    /// What stands at this key is no answer.
    #[error("no-answer {0}")]
    Answer(String),
}

/// The texts of each answer, by key in the order of the file; without texts it is said that there is none.
///
/// # Errors
/// [`AnswersFault`].
pub fn answers(bytes: &[u8]) -> Result<Vec<(String, Vec<String>)>, AnswersFault> {
    let Value::Object(map) = one(bytes)? else { return Err(AnswersFault::NotObject) };
    if map.len() > MOST {
        return Err(AnswersFault::TooMany { limit: MOST });
    }
    let answer = |(key, value): (String, Value)| match texts(&value) {
        Some(texts) => Ok((key, texts)),
        None => Err(AnswersFault::Answer(key)),
    };
    map.into_iter().map(answer).collect()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null | Value::Bool(false) => Some(Vec::new()),
        Value::Bool(true) => Some(vec!["yes".to_owned()]),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(map) => chosen(map),
        value => Some(vec![plain(value)?]),
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn chosen(map: &Map<String, Value>) -> Option<Vec<String>> {
    let is_parsed = map.keys().all(|key| key == SELECTED || key == UNSELECTED);
    if let Some(Value::Array(selected)) = map.get(SELECTED).filter(|_| is_parsed) {
        return selected.iter().map(plain).collect();
    }
    let options = map.iter().map(|(option, is)| Some((option, is.as_bool()?)));
    let options: Option<Vec<(&String, bool)>> = options.collect();
    Some(options?.into_iter().filter(|(_, is)| *is).map(|(option, _)| option.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_an_answer_is_read() {
        let json = br#"{"a": "x\ny", "n": 2.5, "yes": true, "no": false, "none": null, "list": ["p", 1],
            "boxes": {"One, two": true, "Three": false}, "parsed": {"selected": ["s"], "unselected": ["t"]}}"#;
        let read = answers(json).expect("answers");
        let of = |key: &str| read.iter().find(|(k, _)| k == key).map(|(_, t)| t.join("|")).expect(key);
        assert_eq!((of("a"), of("n"), of("yes"), of("no")), ("x\ny".into(), "2.5".into(), "yes".into(), "".into()));
        assert_eq!((of("none"), of("list")), ("".into(), "p|1".into()));
        assert_eq!((of("boxes"), of("parsed")), ("One, two".into(), "s".into()));
    }

    #[test]
    fn what_is_no_answer_is_named() {
        assert_eq!(answers(b"[1]"), Err(AnswersFault::NotObject));
        for bad in [&br#"{"x": [[1]]}"#[..], br#"{"x": {"y": 1}}"#, br#"{"x": [null]}"#] {
            assert_eq!(answers(bad), Err(AnswersFault::Answer("x".to_owned())));
        }
        assert!(matches!(answers(b"{"), Err(AnswersFault::Body(BodyFault::Syntax { .. }))));
    }
}
