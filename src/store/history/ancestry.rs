//! Which commit is an ancestor of which, answered at once.
//!
//! Commits are laid on lanes: a lane is a run of commits in which each is the parent of the next. A
//! commit knows its place on its lane, and for every other lane the last place that it has among its
//! ancestors; that knowledge changes at merges and forks only, so most commits share it.

use super::load::{Order, Parents};
use std::collections::HashMap;
use std::rc::Rc;

type Lane = u32;
type Place = u32;

/// The ancestry of all commits of an order.
pub struct Ancestry {
    seats: Vec<Seat>,
}

#[derive(Clone)]
struct Seat {
    lane: Lane,
    place: Place,
    others: Rc<HashMap<Lane, Place>>,
}

impl Ancestry {
    pub fn of(order: &Order) -> Ancestry {
        let mut seats: Vec<Seat> = Vec::with_capacity(order.commits.len());
        let mut continued: Vec<bool> = vec![false; order.commits.len()];
        let mut lanes: Lane = 0;
        for node in &order.commits {
            let seat = match &node.parents {
                Parents::One(p) if !continued[*p as usize] => {
                    continued[*p as usize] = true;
                    let before = &seats[*p as usize];
                    Seat { lane: before.lane, place: before.place + 1, others: before.others.clone() }
                }
                parents => {
                    lanes += 1;
                    Seat { lane: lanes, place: 0, others: Rc::new(knowledge(&seats, parents)) }
                }
            };
            seats.push(seat);
        }
        Ancestry { seats }
    }

    /// Whether commit `a` (a place in the order) is an ancestor of `b`, or `b` itself.
    pub fn reaches(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.seats[a as usize], &self.seats[b as usize]);
        if a.lane == b.lane {
            return a.place <= b.place;
        }
        b.others.get(&a.lane).is_some_and(|place| a.place <= *place)
    }
}

fn knowledge(seats: &[Seat], parents: &Parents) -> HashMap<Lane, Place> {
    let mut known: HashMap<Lane, Place> = HashMap::new();
    let mut learn = |lane: Lane, place: Place| {
        let best = known.entry(lane).or_insert(place);
        *best = (*best).max(place);
    };
    for seat in parents.iter().map(|p| &seats[p as usize]) {
        learn(seat.lane, seat.place);
        seat.others.iter().for_each(|(lane, place)| learn(*lane, *place));
    }
    known
}
