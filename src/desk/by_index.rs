//! Queries answered by the index: of the tickets only those are read that it cannot judge, or that are shown.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::indexed::Need;
use super::select::{Selected, read_these};
use crate::domain::query::{Compiled, Order};
use crate::domain::ticket::TicketId;
use crate::index::{Ask, Index, Oid, Selection};
use crate::store::{FileAt, ObjectId, Snapshot};

/// What the index found.
struct Found {
    selection: Selection,
    /// Files that cannot be read.
    broken: Vec<(TicketId, Oid)>,
    /// The places of tickets in the order are true: promises are known, or nobody asks.
    placed: bool,
}

impl Desk {
    /// The tickets that match, in this order; the first so many. `None`: the index cannot tell.
    pub(super) fn query_index(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        compiled: &Compiled,
        order: &Order,
        limit: Option<usize>,
    ) -> Result<Option<Selected>> {
        // How often something was seen is told by all tickets together.
        if compiled.asks_recurrence() {
            return Ok(None);
        }
        let promised = order.asks_clocks() && config.promises();
        let look = |placed: bool| {
            move |index: &Index| {
                let placed = placed && (!promised || index.told_after(self.env.now)?.is_empty());
                let ask = Ask { workflow: &config.workflow, limit: limit.filter(|_| placed) };
                let selection = index.select(&compiled.filter, order, &ask)?;
                Ok(Found { selection, broken: index.broken()?, placed })
            }
        };
        let found = match order.asks_clocks() {
            // Without histories the promises are not known, and the order goes without them.
            true => self.ask(snapshot, config, Need::Promises, look(true)),
            false => None,
        };
        let found = found.or_else(|| self.ask(snapshot, config, Need::State, look(!order.asks_clocks())));
        let Some(Found { selection, broken, placed }) = found else { return Ok(None) };
        let (Some(files), Some(broken)) =
            (files(selection.hits.into_iter().map(|hit| (hit.id, hit.blob))), files(broken))
        else {
            return Ok(None);
        };
        let (tickets, odd) = read_these(&files, snapshot, config)?;
        let (mended, broken) = read_these(&broken, snapshot, config)?;
        if !odd.is_empty() || !mended.is_empty() {
            // It was made with another idea of what can be read.
            return Ok(None);
        }
        if selection.exact && selection.ordered && placed {
            return Ok(Some(Selected { tickets, broken, clocks: None }));
        }
        let mut selected = self.query_among((tickets, broken), snapshot, config, compiled)?;
        selected.tickets.truncate(limit.unwrap_or(usize::MAX));
        Ok(Some(selected))
    }
}

/// As the store names them; `None`: they are no objects of this repository.
pub(super) fn files(found: impl IntoIterator<Item = (TicketId, Oid)>) -> Option<Vec<FileAt>> {
    found
        .into_iter()
        .map(|(id, blob)| Some((id, ObjectId::try_from(&blob[..]).ok()?)))
        .collect()
}
