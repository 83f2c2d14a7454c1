//! What `doctor` says of the size of a desk, and of what git keeps to read it quickly.

use super::Desk;
use super::doctor::Symptom;
use crate::index::Layer;
use crate::kit::child::git;
use crate::store::{GraphState, Snapshot};

/// Below so many objects nobody feels whether there is a commit-graph.
const GRAPH_FROM: u64 = 50_000;
/// From so many objects on, opening the indexes of packs takes longer than most commands: they are read
/// from end to end, and an index over all packs is not. Measured: benches/RESULTS.md.
const INDEX_FROM: u64 = 1_000_000;

impl Desk {
    pub(super) fn upkeep(&self, snapshot: &Snapshot) -> Vec<Symptom> {
        let upkeep = self.store.upkeep();
        let objects = upkeep.objects + upkeep.loose;
        let graph = snapshot.tip.map_or(GraphState::Absent, |tip| self.store.graph_state(tip));
        let mut found = vec![Symptom::ok("tickets", "tickets", snapshot.ids("").map_or(0, |ids| ids.len()))];
        // Without the graph, git would read each commit to count them.
        if graph == GraphState::Fresh || objects < GRAPH_FROM {
            found.extend(self.commits().map(|n| Symptom::ok("commits", "commits", n)));
        }
        found.push(Symptom::ok("size", "size", size(upkeep.bytes)));
        found.push(match upkeep.too_loose {
            true => Symptom::warning("loose-objects", "loose-objects-many", upkeep.loose),
            false => Symptom::ok("loose-objects", "loose-objects", upkeep.loose),
        });
        found.push(match upkeep.too_many_packs {
            true => Symptom::warning("packs", "packs-many", upkeep.packs),
            false => Symptom::ok("packs", "packs", upkeep.packs),
        });
        found.push(match graph {
            GraphState::Fresh => Symptom::ok("commit-graph", "commit-graph", ""),
            GraphState::Old => Symptom::warning("commit-graph", "commit-graph-old", ""),
            GraphState::Absent if objects < GRAPH_FROM => Symptom::ok("commit-graph", "commit-graph-none", ""),
            GraphState::Absent => Symptom::warning("commit-graph", "commit-graph-missing", ""),
        });
        found.push(match upkeep.multi_pack_index {
            true => Symptom::ok("multi-pack-index", "multi-pack-index", ""),
            false if objects < INDEX_FROM => Symptom::ok("multi-pack-index", "multi-pack-index-none", ""),
            false => Symptom::warning("multi-pack-index", "multi-pack-index-missing", objects),
        });
        found.push(self.index_state(snapshot));
        found
    }

    /// What there is of the index, without making one.
    fn index_state(&self, snapshot: &Snapshot) -> Symptom {
        if self.index_is_off() {
            return Symptom::warning("index", "index-off", "");
        }
        let place = self.index_place();
        let found = size(place.size() + place.texts().size());
        let known = place.open().and_then(|index| index.map(|index| index.tip(Layer::State)).transpose());
        match known {
            Err(error) if !error.is_busy() => Symptom::ok("index", "index-odd", found),
            Ok(None) => Symptom::ok("index", "index-none", ""),
            Ok(Some(known)) if known.as_deref() != snapshot.tip.as_ref().map(|tip| tip.as_slice()) => {
                Symptom::ok("index", "index-behind", found)
            }
            _ => Symptom::ok("index", "index", found),
        }
    }

    fn commits(&self) -> Option<u64> {
        let args = ["rev-list", "--count", self.store.reference(), "--"];
        git(self.store.common_dir(), &args).text().ok()?.trim().parse().ok()
    }
}

/// In the unit in which it is told: whole KiB or MiB, the last one begun counting whole.
fn size(bytes: u64) -> String {
    match bytes.div_ceil(1 << 10) {
        kib if kib < 1 << 10 => format!("{kib} KiB"),
        kib => format!("{} MiB", kib.div_ceil(1 << 10)),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_whole_units() {
        let told = [0, 1, 1024, 1025, (1 << 20) - 1, 1 << 20, (1 << 20) + 1].map(size);
        assert_eq!(told, ["0 KiB", "1 KiB", "1 KiB", "2 KiB", "1 MiB", "1 MiB", "2 MiB"]);
        assert_eq!(size(u64::MAX), "17592186044416 MiB");
    }
}
