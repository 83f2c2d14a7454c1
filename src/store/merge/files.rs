//! The files of the branch that are no tickets: by the same law, configuration key by key.
//!
//! A file that was set on one side only is taken whole. Else, of the commits that set it, those count that no other
//! one has among its ancestors. YAML is merged block by block; other text where its lines do not meet; of the rest the
//! greatest counts and the others are named in the commit of the merge.

use super::blocks::{Outline, Path};
use super::keys::{Blocks, Said, Sayings, chosen, put_together};
use crate::domain::time::Time;
use crate::kit::yaml;
use crate::store::error::{Error, Result};
use crate::store::history::{Leaf, Set, Union};
use gix::ObjectId;
use gix::merge::blob::builtin_driver::text;
use gix::objs::tree::EntryKind;
use std::collections::{BTreeMap, BTreeSet};

/// What a path holds after a merge.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Leaf(Option<Leaf>),
    Bytes(Vec<u8>),
}

/// A file after a merge, and what of it does not count.
#[derive(Clone, Debug)]
pub struct Merged {
    pub path: String,
    pub content: Content,
    pub discarded: Vec<Lost>,
}

/// What a commit wrote into a file in vain; `key`: the block, empty for the whole file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    pub commit: ObjectId,
    pub key: Path,
}

/// A set with its place in the one order of the file.
struct Ordered<'s> {
    at: Time,
    depth: usize,
    set: &'s Set,
}

/// What becomes of a path that the heads have otherwise.
pub fn merged(union: &Union, path: &str, heads: [Option<Leaf>; 2], sets: &[Set]) -> Result<Merged> {
    let whole = |content| Merged { path: path.to_owned(), content, discarded: Vec::new() };
    if let Some(head) = (0..2).find(|head| sets.iter().all(|set| union.is_below(set.at, *head))) {
        return Ok(whole(Content::Leaf(heads[head])));
    }
    let mut ordered = in_order(union, sets)?;
    let is_config = path.ends_with(".yaml") || path.ends_with(".yml");
    if is_config && let Some(merged) = by_key(union, path, heads, &ordered)? {
        return Ok(merged);
    }
    // A merge that has what one of its parents has, or what both come to, sets nothing.
    ordered.retain(|one| !one.set.is_merge || !one.set.old.contains(&one.set.new));
    let left = maximal(union, &ordered);
    let Some(greatest) = left.last() else { return Ok(whole(Content::Leaf(heads[0]))) };
    if let [one, other] = &left[..]
        && let Some(bytes) = clean(union, [one.set, other.set])?
    {
        return Ok(whole(Content::Bytes(bytes)));
    }
    // Somebody changed what another one removed: the change stands.
    let winner = left.iter().rev().find(|one| one.set.new.is_some()).unwrap_or(greatest);
    let lost = left.iter().filter(|one| one.set.new != winner.set.new);
    let discarded = lost.map(|one| Lost { commit: one.set.commit, key: Path::new() }).collect();
    Ok(Merged { discarded, ..whole(Content::Leaf(winner.set.new)) })
}

/// By effective time, depth and commit, as tickets are.
fn in_order<'s>(union: &Union, sets: &'s [Set]) -> Result<Vec<Ordered<'s>>> {
    let mut all: Vec<Ordered<'s>> = Vec::with_capacity(sets.len());
    // The sets come parents before children.
    for set in sets {
        let below: Vec<&Ordered> = all.iter().filter(|one| union.reaches(one.set.at, set.at)).collect();
        let at = below.iter().map(|one| one.at).fold(union.claimed(set)?, Time::max);
        let depth = below.iter().map(|one| one.depth + 1).max().unwrap_or(0);
        all.push(Ordered { at, depth, set });
    }
    all.sort_by_key(|one| (one.at, one.depth, one.set.commit));
    Ok(all)
}

/// Those that no other one has among its ancestors.
fn maximal<'o, 's>(union: &Union, ordered: &'o [Ordered<'s>]) -> Vec<&'o Ordered<'s>> {
    let is_seen = |one: &Ordered| ordered.iter().any(|o| o.set.at != one.set.at && union.reaches(one.set.at, o.set.at));
    ordered.iter().filter(|one| !is_seen(one)).collect()
}

/// A text of two sides that changed different lines of what both knew.
fn clean(union: &Union, sides: [&Set; 2]) -> Result<Option<Vec<u8>>> {
    let [Some(ours), Some(theirs)] = sides.map(|set| set.new) else { return Ok(None) };
    let base = sides.map(|set| set.old.first().copied().flatten());
    let (Some(base), true) = (base[0], base[0] == base[1]) else { return Ok(None) };
    if [ours, theirs, base]
        .iter()
        .any(|leaf| !matches!(leaf.kind, EntryKind::Blob | EntryKind::BlobExecutable))
    {
        return Ok(None);
    }
    let bytes = |leaf: Leaf| bytes_of(union, leaf.id);
    let (ours, theirs, base) = (bytes(ours)?, bytes(theirs)?, bytes(base)?);
    if [&ours, &theirs, &base].iter().any(|bytes| bytes.contains(&0)) {
        return Ok(None);
    }
    let mut out = Vec::new();
    let mut input = gix::diff::blob::InternedInput::new(&[][..], &[][..]);
    let labels = text::Labels { ancestor: None, current: None, other: None };
    let done = gix::merge::plumbing::blob::builtin_driver::text(
        &mut out,
        &mut input,
        labels,
        &ours,
        &base,
        &theirs,
        text::Options::default(),
    );
    Ok((done == gix::merge::blob::Resolution::Complete).then_some(out))
}

fn bytes_of(union: &Union, id: ObjectId) -> Result<Vec<u8>> {
    let mut object = union.reader().repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
    Ok(std::mem::take(&mut object.data))
}

/// What commits said of a block.
type Settings<'o> = Vec<(&'o Set, Said)>;

/// Block by block. `None`: one of the texts is no YAML, or what comes out is none.
fn by_key(union: &Union, path: &str, heads: [Option<Leaf>; 2], ordered: &[Ordered]) -> Result<Option<Merged>> {
    let [Some(first), Some(second)] = heads else { return Ok(None) };
    let (Some(first), Some(second)) = (outline(union, Some(first))?, outline(union, Some(second))?) else {
        return Ok(None);
    };
    let mut blocks: BTreeMap<Path, Settings> = BTreeMap::new();
    for (who, Ordered { set, .. }) in ordered.iter().enumerate() {
        let Some((olds, new)) = versions(union, set)? else { return Ok(None) };
        let keys: BTreeSet<&Path> = olds.iter().flat_map(|old| old.keys()).chain(new.keys()).collect();
        let changed = |key: &&Path| olds.iter().any(|old| old.get(*key) != new.get(*key));
        for key in keys.into_iter().filter(changed) {
            // What a merge has as the law has it below, it does not set; and what it has as one of its parents has it.
            let settings = blocks.entry(key.clone()).or_default();
            if !set.is_merge || law(union, settings, set.at).is_some_and(|law| law != new.get(key).cloned()) {
                settings.push((set, Said::of(who, key, &new)));
            }
        }
    }
    let said =
        |(key, all): (Path, Settings)| (key, undominated(union, &all).into_iter().map(|(_, said)| said).collect());
    let said: Sayings = blocks.into_iter().map(said).collect();
    // New keys stand in the order in which they were said, whichever head comes first.
    let sides = if later(union, ordered) == 0 { [&first, &second] } else { [&second, &first] };
    Ok(put_together(sides, &said).map(|(text, lost)| Merged {
        path: path.to_owned(),
        content: Content::Bytes(text.into_bytes()),
        discarded: lost.into_iter().map(|(who, key)| Lost { commit: ordered[who].set.commit, key }).collect(),
    }))
}

/// What a text says of a key, with the comments before it; all of it for no key.
pub fn block(text: &str, key: &[String]) -> Option<String> {
    if key.is_empty() { Some(text.to_owned()) } else { Outline::of(text).by_path().remove(key) }
}

/// The head that has the last that was said on one side only.
fn later(union: &Union, ordered: &[Ordered]) -> usize {
    let side = |one: &Ordered| match [0, 1].map(|head| union.is_below(one.set.at, head)) {
        [true, false] => Some(0),
        [false, true] => Some(1),
        _ => None,
    };
    ordered.iter().rev().find_map(side).unwrap_or(0)
}

/// The value below a place, if anybody set it there.
fn law(union: &Union, settings: &Settings, at: u32) -> Option<Option<String>> {
    let below: Settings = settings.iter().filter(|(set, _)| union.reaches(set.at, at)).cloned().collect();
    let left: Vec<Said> = undominated(union, &below).into_iter().map(|(_, said)| said).collect();
    chosen(&left).map(|said| said.text.clone())
}

fn undominated<'o>(union: &Union, settings: &Settings<'o>) -> Settings<'o> {
    let is_seen = |at: u32| settings.iter().any(|(set, _)| set.at != at && union.reaches(at, set.at));
    settings.iter().filter(|(set, _)| !is_seen(set.at)).cloned().collect()
}

/// What the parents of a commit had, in blocks, and what it left.
fn versions(union: &Union, set: &Set) -> Result<Option<(Vec<Blocks>, Blocks)>> {
    let mut olds = Vec::with_capacity(set.old.len());
    for old in &set.old {
        let Some(old) = outline(union, *old)? else { return Ok(None) };
        olds.push(old.by_path());
    }
    Ok(outline(union, set.new)?.map(|new| (olds, new.by_path())))
}

/// Nothing, for no file. `None`: it is no YAML.
fn outline(union: &Union, leaf: Option<Leaf>) -> Result<Option<Outline>> {
    let Some(leaf) = leaf else { return Ok(Some(Outline::default())) };
    let Ok(text) = String::from_utf8(bytes_of(union, leaf.id)?) else { return Ok(None) };
    Ok(yaml::parse(&text, &yaml::Limits::default()).is_ok().then(|| Outline::of(&text)))
}
