//! What is wrong with a push: with its commits, and with the desk that it would make of the one that is there.

use super::gate::Gate;
use super::history::Known;
use super::{Checked, Finding, Scene, config, files, history};
use crate::desk::Desk;
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::outcome::push::PushFault;
use crate::store::ObjectId;
use crate::store::inspect::Range;

/// What a server wants of pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demands {
    /// New tickets in one push, at most.
    pub tickets: u64,
    /// Every ordinary commit bears a good signature of whoever recorded it.
    pub signed: bool,
}

impl Desk {
    /// What keeps the commits above `old` from being taken, the desk's tip being `old`. Faults only: what is merely
    /// worth a look is for `check`.
    ///
    /// # Errors
    /// When it could not look, as for [`Desk::check`].
    pub fn check_push(&self, old: ObjectId, new: ObjectId, demands: Demands) -> Result<Checked> {
        let store = &self.store;
        let (before, after) = (store.snapshot_at(Some(old))?, store.snapshot_at(Some(new))?);
        let now = self.env.now;
        let range = Range { hidden: vec![old], as_written: demands.signed, ..Range::all(new) };
        let back = Range { hidden: vec![new], ..Range::all(old) };
        let scene = Scene { store, snapshot: &after, range, strict: false, now };
        // The same files as they are here: what was wrong with them already is not the fault of this push.
        let here = Scene { store, snapshot: &before, range: back, strict: false, now };
        let (mut checked, mut known) = (Checked::default(), Checked::default());
        let config = config::check(&here, &mut known)?;
        let next = config::check(&scene, &mut checked)?;
        files::check(&here, config.as_ref(), None, &mut known)?;
        files::check(&scene, config.as_ref(), None, &mut checked)?;
        checked.faults.retain(|finding| !known.faults.contains(finding));
        let signers = demands.signed.then(|| store.signers(old, new)).transpose()?;
        let gate = config.as_ref().map(|config| Gate { config, next: next.as_ref(), signers });
        if let Some(gate) = &gate {
            self.numbers(gate, (old, new), &mut checked)?;
        }
        let created =
            history::judge(&scene, config.as_ref(), Known { gate: gate.as_ref(), events: None }, &mut checked)?;
        if created > demands.tickets {
            checked.faults.insert(0, whole(PushFault::TooMany { n: created, limit: demands.tickets }));
        }
        let (serious, _) = checked.warnings.drain(..).partition::<Vec<Finding>, _>(|f| Gate::is_serious(&f.what));
        checked.faults.extend(serious);
        checked.counts.faults = checked.faults.len() as u64;
        checked.counts.warnings = 0;
        Ok(checked)
    }

    /// What is known here by its number stays so, merged or not; of two with one number one may get another.
    fn numbers(&self, gate: &Gate, (old, new): (ObjectId, ObjectId), checked: &mut Checked) -> Result<()> {
        let limits = Config::limits(gate.config);
        let (before, after) = (self.store.snapshot_at(Some(old))?, self.store.snapshot_at(Some(new))?);
        for (ticket, _) in self.store.changed(old, new)? {
            let number = |found: Option<std::result::Result<crate::domain::ticket::Ticket, _>>| {
                found.and_then(std::result::Result::ok).map(|ticket| ticket.number)
            };
            let had = number(before.ticket(ticket, &limits)?).flatten();
            let Some(has) = had.and(number(after.ticket(ticket, &limits)?)) else { continue };
            checked.all(gate.renumbered(had, has, ticket).into_iter().collect());
        }
        Ok(())
    }
}

/// A fault of a push as a whole.
pub fn whole(fault: PushFault) -> Finding {
    Finding { place: Place::default(), what: super::What::Fault(Fault::Push(fault)) }
}
