//! How large the object database is and whether it is due for git's own maintenance. We never run that:
//! it belongs to the user; `doctor` says when, and the command.
//!
//! Counted from names and headers of files, as `git gc --auto` does; no object is read.

use super::Store;
use gix::ObjectId;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Loose objects and packs from which `git gc --auto` works, where `gc.auto` and `gc.autoPackLimit` say
/// nothing else.
const LOOSE: i64 = 6_700;
const PACKS: i64 = 50;
/// Where the number of objects stands in an index of version 2: behind magic and version, the last of 256
/// sums of four bytes each.
const OBJECTS: u64 = 8 + 255 * 4;
/// How many commits are asked whether the commit-graph knows them.
const COMMITS: usize = 10_000;

/// The object database of this clone; what it borrows from others is theirs to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    pub packs: u64,
    /// Of the packs and their indexes.
    pub bytes: u64,
    /// In the packs.
    pub objects: u64,
    pub loose: u64,
    /// `git gc --auto` would find too many loose objects.
    pub too_loose: bool,
    /// `git gc --auto` would find too many packs.
    pub too_many_packs: bool,
    /// One index over all packs.
    pub multi_pack_index: bool,
}

/// What the commit-graph knows of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphState {
    Absent,
    /// Ten thousand commits or more came after it was written.
    Old,
    Fresh,
}

impl Store {
    pub fn upkeep(&self) -> Upkeep {
        let objects = self.repo.objects.store_ref().path().to_owned();
        let config = self.repo.config_snapshot();
        let limit = |key: &str, usual| config.integer(key).unwrap_or(usual);
        let (loose_limit, pack_limit) = (limit("gc.auto", LOOSE), limit("gc.autoPackLimit", PACKS));
        let mut upkeep = packs(&objects.join("pack"));
        upkeep.loose = (0..=255).map(|n| loose(&objects.join(format!("{n:02x}")))).sum();
        // git looks into one directory of 256, whose names are as good as drawn by lot.
        let sample = i64::try_from(loose(&objects.join("17"))).unwrap_or(i64::MAX);
        upkeep.too_loose = loose_limit > 0 && sample > loose_limit.saturating_add(255) / 256;
        let counted = i64::try_from(upkeep.packs).unwrap_or(i64::MAX);
        upkeep.too_many_packs = loose_limit > 0 && pack_limit > 0 && counted > pack_limit;
        upkeep
    }

    /// Whether the commit-graph is there and knows the history of `tip`.
    pub fn graph_state(&self, tip: ObjectId) -> GraphState {
        let Ok(Some(graph)) = self.repo.commit_graph_if_enabled() else { return GraphState::Absent };
        let mut next = Some(tip);
        for _ in 0..COMMITS {
            let Some(id) = next else { return GraphState::Fresh };
            if graph.lookup(id).is_some() {
                return GraphState::Fresh;
            }
            let parent = |commit: gix::Commit<'_>| commit.parent_ids().next().map(|id| id.detach());
            next = self.repo.find_commit(id).ok().and_then(parent);
        }
        GraphState::Old
    }
}

/// Packs that are to be kept as they are do not count.
fn packs(dir: &Path) -> Upkeep {
    let mut upkeep = Upkeep::default();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        upkeep.bytes = upkeep.bytes.saturating_add(entry.metadata().map_or(0, |data| data.len()));
        match path.extension().and_then(|end| end.to_str()) {
            Some("pack") if !path.with_extension("keep").exists() => upkeep.packs += 1,
            Some("idx") => upkeep.objects = upkeep.objects.saturating_add(objects(&path).unwrap_or(0)),
            _ => {}
        }
        upkeep.multi_pack_index |= entry.file_name() == "multi-pack-index";
    }
    upkeep
}

fn objects(index: &Path) -> std::io::Result<u64> {
    let mut file = File::open(index)?;
    file.seek(SeekFrom::Start(OBJECTS))?;
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes)?;
    Ok(u32::from_be_bytes(bytes).into())
}

/// The files of a directory that are named as objects are.
fn loose(dir: &Path) -> u64 {
    let is_object = |name: &str| matches!(name.len(), 38 | 62) && name.bytes().all(|b| b.is_ascii_hexdigit());
    let names = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_str().is_some_and(is_object)).map(|_| 1).sum()
}
