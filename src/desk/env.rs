//! The surroundings of a command, passed in: nothing here is fetched.

use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::remote::Wire;
use std::cell::Cell;

/// What the edge knows and the desk needs.
#[derive(Debug)]
pub struct Env {
    /// The clock of lists, reports and relative dates (`--now`, else the present).
    pub now: Time,
    /// Told how far long work has come.
    pub watch: Watch,
    /// How the person takes part in talking to other repositories.
    pub wire: Wire,
    seed: [u8; 16],
    drawn: Cell<u64>,
}

/// Whoever is told how far long work has come: so much of so much.
#[derive(Default)]
pub struct Watch(Option<Box<dyn Fn(u64, u64) + Send + Sync>>);

impl Watch {
    pub fn new(told: impl Fn(u64, u64) + Send + Sync + 'static) -> Watch {
        Watch(Some(Box::new(told)))
    }

    pub(super) fn tell(&self, done: u64, all: u64) {
        self.0.iter().for_each(|told| told(done, all));
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Watch(somebody)" } else { "Watch(nobody)" })
    }
}

impl Env {
    /// `seed` is what random ids are made of.
    pub fn new(now: Time, seed: [u8; 16]) -> Env {
        Env { now, watch: Watch::default(), wire: Wire::default(), seed, drawn: Cell::new(0) }
    }

    /// A random id, a different one at each call.
    pub fn fresh_id(&self) -> TicketId {
        let n = self.drawn.get();
        self.drawn.set(n + 1);
        let seed: String = self.seed.iter().map(|b| format!("{b:02x}")).collect();
        TicketId::derived("random", &format!("{seed} {n}"))
    }
}
