//! What the people of the story write, by language and occasion, from `texts.<language>.yaml`.

use super::cast::{items, scalar};
use super::dice::Dice;
use crate::kit::yaml::{Limits, Node, parse};

const EN: &str = include_str!("texts.en.yaml");
const ES: &str = include_str!("texts.es.yaml");

pub struct Texts {
    en: Node<'static>,
    es: Node<'static>,
}

impl Texts {
    pub fn read() -> Texts {
        let read = |text| parse(text, &Limits::default()).expect("a test reads our own files");
        Texts { en: read(EN), es: read(ES) }
    }

    fn of(&self, language: &str) -> &Node<'static> {
        if language == "es" { &self.es } else { &self.en }
    }

    /// One of the texts for an occasion that any ticket may have.
    pub fn common(&self, language: &str, occasion: &str, dice: &mut Dice) -> String {
        one(self.of(language), occasion, dice)
    }

    /// One of the texts for an occasion in tickets of this subject.
    pub fn about(&self, language: &str, subject: &str, occasion: &str, dice: &mut Dice) -> String {
        let node = self.of(language).get(subject);
        node.map_or_else(String::new, |node| one(node, occasion, dice))
    }
}

fn one(node: &Node, occasion: &str, dice: &mut Dice) -> String {
    dice.pick(items(node, occasion)).map_or("", scalar).to_owned()
}

/// What is filled in for `{name}` and the like.
pub struct Blanks(pub Vec<(&'static str, String)>);

impl Blanks {
    pub fn fill(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::demo::cast::Cast;
    use crate::kit::yaml::Tree;

    /// The occasions of a map of texts, with how many texts each has.
    fn occasions(node: &Node) -> Vec<(String, usize)> {
        let Tree::Map(entries) = &node.value else { return Vec::new() };
        entries
            .iter()
            .flat_map(|e| match &e.value.value {
                Tree::List(texts) => vec![(e.key.to_string(), texts.len())],
                _ => occasions(&e.value).into_iter().map(|(key, n)| (format!("{}.{key}", e.key), n)).collect(),
            })
            .collect()
    }

    #[test]
    fn both_languages_have_texts_for_the_same_occasions() {
        let texts = Texts::read();
        let (en, es) = (occasions(&texts.en), occasions(&texts.es));
        assert_eq!(en, es);
        assert!(en.iter().all(|(_, n)| *n > 0));
        for subject in Cast::read().subjects.iter().filter(|s| s.often > 0) {
            for occasion in ["titles", "openings", "replies", "answers", "solutions", "notes"] {
                let key = format!("{}.{occasion}", subject.key);
                assert!(en.iter().any(|(k, _)| *k == key), "{key}");
            }
        }
    }

    #[test]
    fn every_blank_is_known() {
        let known = ["name", "agent", "shop", "product", "order", "amount", "day"];
        for text in [EN, ES] {
            for part in text.split('{').skip(1) {
                let name = part.split('}').next().unwrap_or_default();
                assert!(known.contains(&name), "{name}");
            }
        }
    }
}
