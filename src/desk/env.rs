//! The surroundings of a command, passed in: nothing here is fetched.

use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use std::cell::Cell;

/// What the edge knows and the desk needs.
#[derive(Debug)]
pub struct Env {
    /// The clock of lists, reports and relative dates (`--now`, else the present).
    pub now: Time,
    /// The machine's time zone, for a desk that is made here.
    pub zone: String,
    seed: [u8; 16],
    drawn: Cell<u64>,
}

impl Env {
    /// `seed` is what random ids are made of.
    pub fn new(now: Time, zone: String, seed: [u8; 16]) -> Env {
        Env { now, zone, seed, drawn: Cell::new(0) }
    }

    /// A random id, a different one at each call.
    pub fn fresh_id(&self) -> TicketId {
        let n = self.drawn.get();
        self.drawn.set(n + 1);
        let seed: String = self.seed.iter().map(|b| format!("{b:02x}")).collect();
        TicketId::derived("random", &format!("{seed} {n}"))
    }
}
