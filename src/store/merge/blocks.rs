//! A file of configuration in blocks: each key with its lines and the comments before it, and the keys below it.
//!
//! Configuration is merged key by key, and what people wrote around the keys stays: so the text is taken apart and
//! put together, and never written anew from its values.

use std::collections::{BTreeMap, BTreeSet};

/// The names of the keys that lead to a block. What comes after the last key has none.
pub type Path = Vec<String>;

/// The blocks of a text, in its order; a block is its own lines, without those of the keys below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline(pub Vec<(Path, String)>);

/// A line that opens a block.
struct Opening {
    indent: usize,
    name: String,
    /// Nothing after the colon but perhaps a comment: keys may follow below.
    is_open: bool,
}

impl Outline {
    pub fn of(text: &str) -> Outline {
        let mut blocks: Vec<(Path, String)> = Vec::new();
        // The keys above the present line, with their indents, and whether keys may stand below the last.
        let mut above: Vec<Opening> = Vec::new();
        let mut before = String::new();
        for line in text.split_inclusive('\n') {
            let bare = line.trim_start();
            let indent = line.len() - bare.len();
            if bare.trim_end().is_empty() || bare.starts_with('#') {
                let in_text = above.last().is_some_and(|key| !key.is_open && key.indent < indent);
                match blocks.last_mut().filter(|_| in_text && !bare.trim_end().is_empty() && before.is_empty()) {
                    Some((_, text)) => text.push_str(line),
                    None => before.push_str(line),
                }
                continue;
            }
            let parent = above.iter().rposition(|key| key.indent < indent).map_or(0, |at| at + 1);
            let inside_text = above.get(parent.wrapping_sub(1)).is_some_and(|key| !key.is_open);
            match opening(bare, indent).filter(|_| !inside_text) {
                Some(key) => {
                    above.truncate(parent);
                    above.push(key);
                    let path = above.iter().map(|key| key.name.clone()).collect();
                    blocks.push((path, std::mem::take(&mut before) + line));
                }
                None => {
                    // A value of several lines, or a list: all of it belongs to the key.
                    if let Some(last) = above.last_mut() {
                        last.is_open = false;
                    }
                    let lines = std::mem::take(&mut before) + line;
                    match blocks.last_mut() {
                        Some((_, text)) => text.push_str(&lines),
                        None => blocks.push((Path::new(), lines)),
                    }
                }
            }
        }
        if !before.is_empty() {
            blocks.push((Path::new(), before));
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
        texts.fold(String::new(), |mut all, text| {
            if !all.is_empty() && !all.ends_with('\n') {
                all.push('\n');
            }
            all + text
        })
    }
}

/// Where a path can stand that shall stand at `wish`: below its parent, and not between another and its children.
fn own_place(order: &[&Path], path: &Path, wish: usize) -> usize {
    let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
    let first =
        if parent.is_empty() { 0 } else { order.iter().position(|p| p.as_slice() == parent).map_or(0, |p| p + 1) };
    let below = |p: &&Path| parent.is_empty() || p.starts_with(parent) && p.len() > parent.len();
    let last = first + order[first..].iter().take_while(|p| below(p)).count();
    let mut place = wish.clamp(first, last);
    while place < last && order[place].len() > path.len() {
        place += 1;
    }
    place
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
    Some(Opening { indent, name: name.trim_end().to_owned(), is_open: rest.is_empty() || rest.starts_with('#') })
}
