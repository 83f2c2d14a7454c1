//! A file of configuration in blocks: each key with its lines and the comments before it, and the keys below it.
//!
//! Configuration is merged key by key, and what people wrote around the keys stays: so the text is taken apart and
//! put together, and never written anew from its values.

use std::collections::{BTreeMap, BTreeSet};

#[cfg(test)]
mod tests;

/// The names of the keys that lead to a block.
pub type Path = Vec<String>;

/// The path of what comes after the last key. No key is called so: such a character is refused in YAML.
const TAIL: &str = "\0";

/// The blocks of a text, in its order; a block is its own lines, without those of the keys below it, and each ends in
/// a line feed. What comes before the first key and is no comment of it has the empty path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline(pub Vec<(Path, String)>);

/// A line that opens a block.
struct Opening {
    indent: usize,
    name: String,
    value: Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// Nothing after the colon but perhaps a comment: keys may follow below.
    Open,
    /// Lines as they stand, whatever they look like: `|` or `>`.
    Text,
    Other,
}

/// A text while it is taken apart.
#[derive(Default)]
struct Reading {
    blocks: Vec<(Path, String)>,
    /// The keys above the present line.
    above: Vec<Opening>,
    /// Empty lines and comments: they belong to the key that follows.
    before: String,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let is_empty = bare.trim_end().is_empty();
        let last = self.above.last();
        let is_below_last = last.is_some_and(|key| key.value != Value::Open && key.indent < indent);
        if is_empty || bare.starts_with('#') {
            let is_value = is_below_last && !is_empty;
            return if is_value { self.go_on(line) } else { self.before.push_str(line) };
        }
        if is_below_last && last.is_some_and(|key| key.value == Value::Text) {
            return self.go_on(line);
        }
        let parent = self.above.iter().rposition(|key| key.indent < indent).map_or(0, |at| at + 1);
        let is_in_value = self.above[..parent].last().is_some_and(|key| key.value != Value::Open);
        match opening(bare, indent).filter(|_| !is_in_value) {
            Some(key) => {
                self.above.truncate(parent);
                self.above.push(key);
                let path = self.above.iter().map(|key| key.name.clone()).collect();
                self.blocks.push((path, std::mem::take(&mut self.before) + line));
            }
            None => {
                // A value of several lines, or a list: all of it belongs to the key.
                if let Some(last) = self.above.last_mut().filter(|last| last.value == Value::Open) {
                    last.value = Value::Other;
                }
                self.go_on(line);
            }
        }
    }

    /// One more line of the last block.
    fn go_on(&mut self, line: &str) {
        let lines = std::mem::take(&mut self.before) + line;
        match self.blocks.last_mut() {
            Some((_, text)) => text.push_str(&lines),
            None => self.blocks.push((Path::new(), lines)),
        }
    }
}

impl Outline {
    pub fn of(text: &str) -> Outline {
        let mut reading = Reading::default();
        text.split_inclusive('\n').for_each(|line| reading.line(line));
        let Reading { mut blocks, before, .. } = reading;
        if !before.is_empty() {
            blocks.push((vec![TAIL.to_owned()], before));
        }
        if let Some((_, last)) = blocks.last_mut().filter(|(_, last)| !last.ends_with('\n')) {
            last.push('\n');
        }
        Outline(blocks)
    }

    /// The text of each block by its path. Of two with one path the texts are one.
    pub fn by_path(&self) -> BTreeMap<Path, String> {
        let mut all: BTreeMap<Path, String> = BTreeMap::new();
        for (path, text) in &self.0 {
            all.entry(path.clone()).or_default().push_str(text);
        }
        all
    }

    /// The text in which the blocks have these texts and no others: in the order of this outline; those that
    /// it does not have stand where `other` has them.
    pub fn with(&self, wanted: &BTreeMap<Path, String>, other: &Outline) -> String {
        let mut order: Vec<&Path> = Vec::new();
        let mut known: BTreeSet<&Path> = BTreeSet::new();
        order.extend(self.0.iter().map(|(path, _)| path).filter(|path| known.insert(path)));
        let mut place = 0;
        for (path, _) in &other.0 {
            match order.iter().position(|there| *there == path) {
                Some(at) => place = at + 1,
                None => {
                    order.insert(own_place(&order, path, place), path);
                    place = order.iter().position(|there| *there == path).map_or(order.len(), |at| at + 1);
                }
            }
        }
        let texts = order.into_iter().filter_map(|path| wanted.get(path));
        texts.map(String::as_str).collect()
    }
}

/// Where a path can stand that shall stand at `wish`: below its parent, and not between another and its children.
fn own_place(order: &[&Path], path: &Path, wish: usize) -> usize {
    let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
    let first =
        if parent.is_empty() { 0 } else { order.iter().position(|p| p.as_slice() == parent).map_or(0, |p| p + 1) };
    let below = |p: &&Path| parent.is_empty() || p.starts_with(parent) && p.len() > parent.len();
    let is_tail = |p: &Path| p.as_slice() == [TAIL];
    if is_tail(path) {
        return order.len();
    }
    let last = first + order[first..].iter().take_while(|p| below(p) && !is_tail(p)).count();
    let mut place = wish.clamp(first, last);
    while place < last && order[place].len() > path.len() {
        place += 1;
    }
    place
}

/// Whether keys may stand below a block: it has a name and no value.
pub fn may_have_below(block: &str) -> bool {
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut lines = block.lines().filter(is_said);
    let key = lines.next().and_then(|line| opening(line.trim_start(), 0));
    key.is_some_and(|key| key.value == Value::Open) && lines.next().is_none()
}

/// `name:` with or without something after it.
fn opening(line: &str, indent: usize) -> Option<Opening> {
    let line = line.trim_end();
    if line.starts_with(['-', '[', '{', '|', '>', '&', '*', '!', '%', '@']) {
        return None;
    }
    let (name, rest) = match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let (name, rest) = line[1..].split_once(quote)?;
            (name, rest.trim_start().strip_prefix(':')?)
        }
        _ => match line.split_once(": ") {
            Some((name, rest)) => (name, rest),
            None => (line.strip_suffix(':')?, ""),
        },
    };
    let rest = rest.trim_start();
    let value = match rest.chars().next() {
        None | Some('#') => Value::Open,
        Some('|' | '>') => Value::Text,
        Some(_) => Value::Other,
    };
    Some(Opening { indent, name: name.trim_end().to_owned(), value })
}
