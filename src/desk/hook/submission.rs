//! Submissions: what comes to the refs of the inbox is not read yet, only weighed; whoever collects it judges it.

use super::Push;
use crate::desk::Desk;
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::outcome::push::PushFault;
use crate::domain::settings::Limits;
use crate::store::inspect::Weight;

/// Files and directories of one submission, at most.
const ENTRIES: u64 = 200;

impl Desk {
    /// A submission is put there once, as one commit without parents, and taken away by whoever collected it.
    pub(super) fn submission(&self, push: &Push) -> Result<Option<PushFault>> {
        let new = match (push.old, push.new) {
            (_, None) => return Ok(None),
            (Some(_), Some(_)) => return Ok(Some(PushFault::InboxMoved)),
            (None, Some(new)) => new,
        };
        let Limits { ticket, attachment, .. } = self.inbox_limits()?;
        let most = Weight { parents: 0, bytes: ticket.saturating_add(attachment), entries: ENTRIES };
        Ok(match self.store.weigh(new, most)? {
            Some(weight) if weight.parents == 0 => {
                let large = weight.bytes > most.bytes || weight.entries > most.entries;
                large.then_some(PushFault::InboxLarge { limit: most.bytes })
            }
            _ => Some(PushFault::InboxOdd),
        })
    }

    /// Those of the desk, where it has any that can be read.
    fn inbox_limits(&self) -> Result<Limits> {
        let Some(tip) = self.store.local_tip()? else { return Ok(Limits::default()) };
        let config = Config::load(&self.store.snapshot_at(Some(tip))?);
        Ok(config.map_or_else(|_| Limits::default(), |config| config.settings.limits))
    }
}
