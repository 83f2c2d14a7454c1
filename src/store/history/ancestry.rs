//! Which commit is an ancestor of which, answered at once.
//!
//! Commits are laid on lanes: on a lane, each is an ancestor of the next. A commit knows its place on its lane,
//! and for every other lane the last place that it has among its ancestors (a vector clock); that knowledge
//! changes at merges and forks only, so most commits share it. A lane whose last commit everybody on a new
//! branch has among their ancestors is used again, so there are about as many lanes as branches side by side.

use super::span::{CUT, Parents, Span};

type Lane = u32;
type Place = u32;

/// The ancestry of all commits of a span.
pub struct Ancestry {
    seats: Vec<Seat>,
    clocks: Vec<Box<[Place]>>,
}

#[derive(Clone, Copy)]
struct Seat {
    lane: Lane,
    /// From 1.
    place: Place,
    clock: u32,
}

impl Ancestry {
    pub fn of(span: &Span) -> Ancestry {
        let mut all = Ancestry { seats: Vec::with_capacity(span.len()), clocks: Vec::new() };
        // The last place of each lane so far.
        let mut lanes: Vec<Place> = Vec::new();
        for at in 0..span.len() as u32 {
            let parents = span.parents(at);
            let one = match parents {
                Parents::One(one) if one != CUT => Some(all.seats[one as usize]),
                _ => None,
            };
            let seat = match one.filter(|seat| lanes[seat.lane as usize] == seat.place) {
                Some(seat) => Seat { place: seat.place + 1, ..seat },
                None => all.seated(parents, &mut lanes),
            };
            lanes[seat.lane as usize] = seat.place;
            all.seats.push(seat);
        }
        all
    }

    /// The seat of a merge, a fork or a root: on a lane all of which it has below it, else on a new one.
    fn seated(&mut self, parents: Parents, lanes: &mut Vec<Place>) -> Seat {
        let mut clock: Vec<Place> = vec![0; lanes.len()];
        let all = match &parents {
            Parents::None => &[][..],
            Parents::One(one) => std::slice::from_ref(one),
            Parents::Many(all) => all,
        };
        for seat in all.iter().filter(|at| **at != CUT).map(|at| self.seats[*at as usize]) {
            for (lane, known) in self.clocks[seat.clock as usize].iter().enumerate() {
                clock[lane] = clock[lane].max(*known);
            }
            clock[seat.lane as usize] = clock[seat.lane as usize].max(seat.place);
        }
        let lane = lanes.iter().zip(&clock).position(|(last, known)| last == known).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(0);
        }
        self.clocks.push(clock.into());
        Seat { lane: lane as Lane, place: lanes[lane] + 1, clock: (self.clocks.len() - 1) as u32 }
    }

    /// Whether the commit at `a` is an ancestor of that at `b`, or the same. The cut is one of all.
    pub fn reaches(&self, a: u32, b: u32) -> bool {
        if a == CUT || b == CUT {
            return a == CUT;
        }
        let (a, b) = (self.seats[a as usize], self.seats[b as usize]);
        if a.lane == b.lane {
            return a.place <= b.place;
        }
        let clock = &self.clocks[b.clock as usize];
        clock.get(a.lane as usize).is_some_and(|known| a.place <= *known)
    }
}
