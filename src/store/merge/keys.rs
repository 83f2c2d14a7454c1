//! A file of configuration put together key by key: of each key, what the law chose of what was said about it.

use super::blocks::{Outline, Path, may_have_below};
use crate::kit::yaml;
use std::collections::{BTreeMap, BTreeSet};

/// The texts of a file's blocks.
pub type Blocks = BTreeMap<Path, String>;

/// What somebody set a key to.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Who, by the place in the one order: the greater is the later.
    pub who: usize,
    /// `None`: they took it away.
    pub text: Option<String>,
    /// It went with the key above it, which they took away or gave a value of its own.
    is_part: bool,
    /// They gave it a value of its own: there can be no keys below it.
    shuts: bool,
}

impl Said {
    /// What somebody did to a key who left `new`.
    pub fn of(who: usize, key: &[String], new: &Blocks) -> Said {
        let text = new.get(key).cloned();
        let above = key.split_last().map_or(&[][..], |(_, above)| above);
        let is_part = text.is_none() && !above.is_empty() && !has_below(new, above);
        let shuts = text.as_ref().is_some_and(|text| !may_have_below(text));
        Said { who, text, is_part, shuts }
    }
}

/// What was said of each key, none of which has seen another; in the one order.
pub type Sayings = BTreeMap<Path, Vec<Said>>;

/// A text, and what does not count in it: whose it is, and of which key.
pub type Whole = (String, BTreeSet<(usize, Path)>);

/// The text of a file that two sides have otherwise, the later side first. `None`: what comes out is no YAML.
pub fn put_together(sides: [&Outline; 2], said: &Sayings) -> Option<Whole> {
    let texts = sides.map(Outline::by_path);
    let mut whole = Draft { texts: &texts, said, wanted: texts[0].clone(), lost: BTreeSet::new() };
    whole.choose();
    whole.keep_parents();
    whole.one_shape();
    whole.keep_parts();
    let Draft { wanted, lost, .. } = whole;
    let text = sides[0].with(&wanted, sides[1]);
    yaml::parse(&text, &yaml::Limits::default()).ok()?;
    (Outline::of(&text).by_path() == wanted).then_some((text, lost))
}

/// What two people made of one text apart; the second is taken for the later one. `None`: key by key it cannot be done.
pub fn between(base: Option<&str>, one: &str, other: &str) -> Option<Whole> {
    let read = |text: &str| {
        let is_yaml = yaml::parse(text, &yaml::Limits::default()).is_ok();
        is_yaml.then(|| Outline::of(text))
    };
    let base = base.map_or(Some(Outline::default()), read)?.by_path();
    let sides = [read(one)?, read(other)?];
    let mut said = Sayings::new();
    for (who, side) in sides.iter().enumerate() {
        let new = side.by_path();
        let keys: BTreeSet<&Path> = base.keys().chain(new.keys()).collect();
        for key in keys.into_iter().filter(|key| base.get(*key) != new.get(*key)) {
            said.entry(key.clone()).or_default().push(Said::of(who, key, &new));
        }
    }
    put_together([&sides[1], &sides[0]], &said)
}

/// The one that counts: the greatest; of a change and a removal the change.
pub fn chosen(said: &[Said]) -> Option<&Said> {
    said.iter().rev().find(|one| one.text.is_some()).or(said.last())
}

struct Draft<'a> {
    texts: &'a [Blocks; 2],
    said: &'a Sayings,
    wanted: Blocks,
    lost: BTreeSet<(usize, Path)>,
}

impl Draft<'_> {
    fn keys(&self) -> BTreeSet<Path> {
        self.texts.iter().flat_map(|side| side.keys().cloned()).collect()
    }

    fn chosen(&self, key: &[String]) -> Option<&Said> {
        self.said.get(key).and_then(|said| chosen(said))
    }

    /// As one of the sides has it.
    fn text(&self, key: &[String]) -> Option<&String> {
        self.texts.iter().find_map(|side| side.get(key))
    }

    fn choose(&mut self) {
        for key in self.keys() {
            let said = self.said.get(&key).map_or(&[][..], Vec::as_slice);
            let text = match chosen(said) {
                Some(one) => one.text.clone(),
                None => self.text(&key).cloned(),
            };
            let lost = said.iter().filter(|one| one.text != text);
            self.lost.extend(lost.map(|one| (one.who, key.clone())));
            match text {
                Some(text) => self.wanted.insert(key, text),
                None => self.wanted.remove(&key),
            };
        }
    }

    /// What stays keeps the keys that lead to it.
    fn keep_parents(&mut self) {
        let keys: Vec<Path> = self.wanted.keys().cloned().collect();
        for above in keys.iter().flat_map(|key| (1..key.len()).map(|n| &key[..n])) {
            if let Some(text) = self.text(above).cloned() {
                self.wanted.entry(above.to_vec()).or_insert(text);
            }
        }
    }

    /// A key has a value or keys below it. Where one gave it a value and another changed something below,
    /// the greater of the two counts.
    fn one_shape(&mut self) {
        for key in self.keys() {
            let Some(shut) = self.chosen(&key).filter(|said| said.shuts).cloned() else { continue };
            let below: Vec<Path> = self.wanted.keys().filter(|path| is_below(path, &key)).cloned().collect();
            let changes = below.iter().filter_map(|path| Some((self.chosen(path)?.who, path.clone())));
            let changes: Vec<(usize, Path)> = changes.collect();
            // What went with it is told with it.
            self.lost.retain(|(who, path)| *who != shut.who || !is_below(path, &key));
            match changes.iter().map(|(who, _)| *who).max() {
                Some(who) if who > shut.who => {
                    let open = self.texts.iter().find(|side| has_below(side, &key)).and_then(|side| side.get(&key));
                    if let Some(text) = open.cloned() {
                        self.lost.insert((shut.who, key.clone()));
                        self.wanted.insert(key, text);
                    }
                }
                _ => {
                    below.iter().for_each(|path| drop(self.wanted.remove(path)));
                    self.lost.extend(changes);
                }
            }
        }
    }

    /// Where a key stays that somebody took away with all below it, all below it stays.
    fn keep_parts(&mut self) {
        for key in self.keys() {
            let went = self.chosen(&key).is_some_and(|said| said.is_part);
            let above = &key[..key.len().saturating_sub(1)];
            let is_shut = self
                .chosen(above)
                .is_some_and(|said| said.shuts && self.wanted.get(above) == said.text.as_ref());
            if went && !is_shut && self.wanted.contains_key(above) && !self.wanted.contains_key(&key) {
                let text = self.text(&key).cloned();
                text.into_iter().for_each(|text| drop(self.wanted.insert(key.clone(), text)));
            }
        }
    }
}

fn is_below(path: &[String], key: &[String]) -> bool {
    path.len() > key.len() && path.starts_with(key)
}

fn has_below(blocks: &Blocks, key: &[String]) -> bool {
    let after = blocks.range::<[String], _>((std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded));
    after.map(|(path, _)| path).next().is_some_and(|path| is_below(path, key))
}
