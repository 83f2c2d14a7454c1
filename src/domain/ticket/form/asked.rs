//! Which elements of a form are there: those whose conditions hold on what was answered before them and on what is
//! known of the ticket.

use super::{Answers, Element, Form, Part, Target};
use crate::domain::people::same_person;
use crate::domain::ticket::field::{Condition, Subject};
use crate::domain::ticket::{Key, Ticket};

/// What is known of a ticket beside the answers: what flags said, or the ticket itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub Vec<(Key, String)>);

impl Facts {
    /// What a ticket says.
    pub fn of(ticket: &Ticket) -> Facts {
        Facts(Subject::KEYS.into_iter().filter_map(|key| Some((key, ticket.get(key)?))).collect())
    }

    fn get(&self, key: Key) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }
}

impl Form {
    /// The elements that are there with these answers, texts between questions among them.
    pub fn asked<'f>(&'f self, answers: &'f Answers, facts: &'f Facts) -> impl Iterator<Item = &'f Element> {
        self.elements.iter().filter(|element| self.is_asked(element, answers, facts))
    }

    pub fn is_asked(&self, element: &Element, answers: &Answers, facts: &Facts) -> bool {
        self.unmet(element, answers, facts).is_none()
    }

    /// The first condition that does not hold. An element that depends on one that is not there is not there
    /// either: nobody answered that.
    pub fn unmet<'e>(&self, element: &'e Element, answers: &Answers, facts: &Facts) -> Option<&'e Condition> {
        element.when.iter().find(|condition| match &condition.on {
            Subject::Field(id) => !answers.get(id).is_some_and(|given| given.iter().any(|one| condition.fits(one))),
            Subject::Key(key) => !self.value(*key, answers, facts).is_some_and(|value| condition.fits(&value)),
        })
    }

    /// A part of the ticket: what is known of it, else what was answered, else what the form gives.
    fn value(&self, key: Key, answers: &Answers, facts: &Facts) -> Option<String> {
        let is_it = |e: &&Element| matches!(e.target, Some(Target::Part(part)) if part.key() == key);
        let answered = || self.questions().find(is_it).and_then(|e| Some(answers.get(&e.id)?.join(", ")));
        facts.get(key).map(str::to_owned).or_else(answered).or_else(|| self.given(key))
    }

    fn given(&self, key: Key) -> Option<String> {
        match (key, self.brands.as_slice()) {
            (Key::Type, _) => self.kind.map(|kind| kind.to_string()),
            (Key::Priority, _) => self.priority.map(|priority| priority.to_string()),
            (Key::Group, _) => self.group.clone(),
            (Key::Category, _) => self.category.clone(),
            (Key::Brand, [brand]) => Some(brand.clone()),
            _ => None,
        }
    }

    /// Whether no answer could still make it the right form: it is for other brands than what is known, or for several
    /// and asks for none.
    pub fn is_for_others(&self, facts: &Facts) -> bool {
        let asks = || self.questions().any(|e| e.target == Some(Target::Part(Part::Brand)));
        match facts.get(Key::Brand) {
            Some(brand) => !self.is_for(Some(brand)),
            None => self.brands.len() > 1 && !asks(),
        }
    }

    /// Whether tickets of this brand may be filed by it; a form for some brands is for none without one.
    pub fn is_for(&self, brand: Option<&str>) -> bool {
        self.brands.is_empty() || brand.is_some_and(|brand| self.brands.iter().any(|own| same_person(own, brand)))
    }
}
