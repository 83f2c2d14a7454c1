//! Answers to a form: read from what was typed, held against what the elements take.

use super::{Element, ElementKind, Facts, Form};
use crate::domain::ticket::field::{Condition, FieldFault, Moment, Subject};
use std::collections::BTreeMap;

/// By id of the element: the text, or the options chosen, in the order of the form. A question without an
/// answer is absent.
pub type Answers = BTreeMap<String, Vec<String>>;

/// What ticks the only box of an element.
const TICKED: [&str; 4] = ["yes", "true", "x", "on"];

impl Form {
    /// The answers that these pairs of id and text give. Several for one id are several lines, or several
    /// options. What is preset counts where nothing is given and the element is there.
    ///
    /// # Errors
    /// The first that is no answer: [`FieldFault::Unknown`], [`FieldFault::NoChoice`], and
    /// [`FieldFault::NotHere`] for an answer to what is not asked.
    pub fn read(&self, given: &[(String, String)], facts: &Facts) -> Result<Answers, FieldFault> {
        let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (id, text) in given {
            let known = || self.questions().map(|e| e.id.clone()).collect();
            let element = self
                .question(id)
                .ok_or_else(|| FieldFault::Unknown { name: id.clone(), known: known() })?;
            texts.entry(&element.id).or_default().push(text.clone());
        }
        let mut answers = Answers::new();
        for element in self.questions() {
            let unmet = self.unmet(element, &answers, facts);
            let answer = match (texts.get(element.id.as_str()), unmet) {
                (Some(texts), None) => element.read(texts)?,
                (Some(texts), Some(condition)) if texts.iter().any(|text| !text.trim().is_empty()) => {
                    return Err(FieldFault::NotHere { field: element.id.clone(), needs: told(condition) });
                }
                (None, None) => element.preset.clone(),
                _ => Vec::new(),
            };
            if !answer.is_empty() {
                answers.insert(element.id.clone(), answer);
            }
        }
        Ok(answers)
    }

    /// Refuses answers that lack one which must be there when a ticket is filed.
    ///
    /// # Errors
    /// [`FieldFault::Missing`] with the ids of all that are missing.
    pub fn complete(&self, answers: &Answers, facts: &Facts) -> Result<(), FieldFault> {
        let answer = |e: &Element| answers.get(&e.id).map_or(&[][..], Vec::as_slice);
        let asked = self.asked(answers, facts).filter(|e| e.is_question());
        let fields: Vec<String> = asked.filter(|e| e.lacks(answer(e), Moment::Create)).map(|e| e.id.clone()).collect();
        if fields.is_empty() { Ok(()) } else { Err(FieldFault::Missing { fields, moment: Moment::Create }) }
    }
}

/// A condition as the file has it: an answer by the id of its element.
fn told(condition: &Condition) -> String {
    let on = match &condition.on {
        Subject::Field(id) => id.clone(),
        key @ Subject::Key(_) => key.to_string(),
    };
    format!("{on}: {}", condition.any.join(", "))
}

impl Element {
    /// The answer that typed texts mean: the options in the order of the form, a text as it is. Options may
    /// be shortened while one only begins so, and stand between commas where several may be chosen.
    ///
    /// # Errors
    /// [`FieldFault::NoChoice`].
    pub fn read(&self, texts: &[String]) -> Result<Vec<String>, FieldFault> {
        let options = self.options();
        if options.is_empty() {
            let text = texts.join("\n");
            return Ok(if text.trim().is_empty() { Vec::new() } else { vec![text.trim_end().to_owned()] });
        }
        let mut chosen = vec![false; options.len()];
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            for place in self.places(text, &options)? {
                chosen[place] = true;
            }
        }
        let chosen: Vec<String> = options.iter().zip(chosen).filter(|(_, is)| *is).map(|(o, _)| o.clone()).collect();
        if chosen.len() > 1 && !self.is_multiple() {
            return Err(self.no_choice(&texts.join(", "), options));
        }
        Ok(chosen)
    }

    /// Whether an answer lacks something that must be there at this moment. Boxes that must be ticked must be so
    /// when the ticket is filed, unless the element says otherwise.
    pub fn lacks(&self, answer: &[String], now: Moment) -> bool {
        let from = self.required.unwrap_or(Moment::Create);
        let unticked = match &self.kind {
            ElementKind::Checkboxes(boxes) => boxes.iter().any(|b| b.required && !answer.contains(&b.label)),
            _ => false,
        };
        from <= now && (unticked || (self.required.is_some() && answer.is_empty()))
    }

    /// Whether anything must be answered here when the ticket is filed.
    pub fn is_required(&self) -> bool {
        self.lacks(&[], Moment::Create)
    }

    /// Which options a text names: one as a whole, else those between its commas.
    fn places(&self, text: &str, options: &[String]) -> Result<Vec<usize>, FieldFault> {
        if let Some(place) = place(text, options) {
            return Ok(vec![place]);
        }
        let ticks = matches!(self.kind, ElementKind::Checkboxes(_)) && options.len() == 1;
        if ticks && TICKED.iter().any(|word| text.trim().eq_ignore_ascii_case(word)) {
            return Ok(vec![0]);
        }
        let found = if self.is_multiple() { several(text, options) } else { None };
        found.ok_or_else(|| self.no_choice(text, options.to_vec()))
    }

    fn no_choice(&self, found: &str, known: Vec<String>) -> FieldFault {
        FieldFault::NoChoice { field: self.id.clone(), found: found.to_owned(), known }
    }
}

/// The options between commas, of which an option may have some itself.
fn several(text: &str, options: &[String]) -> Option<Vec<usize>> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let longest = options.iter().map(|option| option.matches(',').count() + 1).max().unwrap_or(1);
    let (mut places, mut start) = (Vec::new(), 0);
    while start < parts.len() {
        let ends = (start + 1..=(start + longest).min(parts.len())).rev();
        let found = ends.map(|end| (end, place(&parts[start..end].join(", "), options)));
        let (end, option) = found.into_iter().find_map(|(end, option)| Some((end, option?)))?;
        places.push(option);
        start = end;
    }
    Some(places)
}

/// The option of this name, in whatever case, or the only one that begins so.
fn place(text: &str, options: &[String]) -> Option<usize> {
    let wanted = text.trim().to_lowercase();
    let all = || options.iter().map(|option| option.to_lowercase()).enumerate();
    let whole = all().find(|(_, option)| *option == wanted);
    let mut begins = all().filter(|(_, option)| option.starts_with(&wanted));
    let only = match (begins.next(), begins.next()) {
        (Some(one), None) if !wanted.is_empty() => Some(one),
        _ => None,
    };
    whole.or(only).map(|(place, _)| place)
}
