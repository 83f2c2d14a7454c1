//! What does not count is the same whether all of history is asked or only what came after the sides parted.

use super::random::{grow, history};
use crate::domain::ticket::TicketId;
use crate::store::format::Limits;
use crate::store::history::{Discarded, Past};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The places of deeds depend on how many are read.
fn without_places(mut all: Vec<(TicketId, Discarded)>) -> Vec<(TicketId, Discarded)> {
    all.iter_mut().for_each(|(_, lost)| (lost.lost.deed, lost.lost.by) = (0, 0));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn what_lies_below_the_merges_changes_nothing(seeds in history(true)) {
        let desk = grow(&seeds);
        let mailmap = gix::mailmap::Snapshot::default();
        for tip in &desk.order {
            let Some(past) = Past::below(&desk.store.repo, &mailmap, *tip).expect("whole") else { continue };
            let merges = past.merges();
            let tickets: BTreeSet<_> = desk.made[tip].files.keys().copied().collect();
            let limits = Limits::default();
            let all = past.discarded(&tickets, &limits).expect("readable");
            let some = past.discarded_at(&merges, &tickets, &limits).expect("readable");
            prop_assert_eq!(without_places(some), without_places(all));
        }
    }
}
