//! What is packed is read back as it was, and what was not packed is odd, never a panic.

use super::bytes::{Eye, Pen};
use super::ticket::{put_ticket, ticket};
use super::{Before, Step, Tape, pack_story, unpack_story};
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::replay::tests::version;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Ticket, TicketId, diff};
use crate::domain::time::{Time, at};
use proptest::prelude::*;

fn tape(versions: &[Ticket]) -> Tape {
    let mut before: Option<&Ticket> = None;
    let steps = versions.iter().enumerate().map(|(n, version)| {
        let changes = diff(before, version);
        before = Some(version);
        let n = n as u8;
        let old = [Before::Nothing, Before::Version(vec![n.wrapping_sub(1); 20]), Before::Law];
        Step {
            commit: vec![n; 20 + 12 * usize::from(n % 2)],
            at: at(i64::from(n) * 1_000 - 3),
            depth: n.into(),
            before: old[usize::from(n) % 3].clone(),
            after: (n % 5 < 4).then(|| vec![n; 20]),
            changes,
        }
    });
    Tape(steps.collect())
}

fn event(step: Step) -> Event {
    let none = String::new;
    let (at, changes) = (step.at, step.changes);
    Event { commit: none(), at, actor: none(), actor_name: none(), source: None, subject: none(), changes }
}

proptest! {
    #[test]
    fn numbers_times_and_texts_come_back(
        numbers in prop::collection::vec((any::<u64>(), any::<i64>()), 0..4),
        times in prop::collection::vec((-1i64 << 40..1 << 40, prop_oneof![Just(0u32), 0..1_000_000_000u32]), 0..4),
        texts in prop::collection::vec(prop_oneof!["[ab]?", any::<String>()], 0..60),
    ) {
        let times: Vec<Time> = times.into_iter().filter_map(|(s, n)| Time::from_timestamp(s, n)).collect();
        let mut pen = Pen::default();
        pen.each(&numbers, |pen, (n, m)| { pen.number(*n); pen.signed(*m); });
        pen.each(&times, |pen, time| pen.time(*time));
        pen.each(&texts, |pen, text| pen.text(text));
        let mut eye = Eye::on(&pen.bytes);
        prop_assert_eq!(eye.each(|eye| Ok((eye.number()?, eye.signed()?))).expect("ours"), numbers);
        prop_assert_eq!(eye.each(Eye::time).expect("ours"), times);
        prop_assert_eq!(eye.each(Eye::string).expect("ours"), texts);
        prop_assert!(eye.is_at_end());
    }

    #[test]
    fn a_tape_is_read_back_as_it_was(versions in prop::collection::vec(version(), 0..5)) {
        let tape = tape(&versions);
        prop_assert_eq!(Tape::unpack(&tape.pack()).expect("ours"), tape);
    }

    #[test]
    fn a_ticket_is_read_back_as_it_was(it in version()) {
        let mut pen = Pen::default();
        put_ticket(&mut pen, &it);
        let back = ticket(&mut Eye::on(&pen.bytes), it.id).expect("ours");
        prop_assert_eq!(back, it);
    }

    #[test]
    fn a_story_is_read_back_as_it_was(versions in prop::collection::vec(version(), 1..5)) {
        let mut track = Track::new(versions[0].id);
        for step in tape(&versions).0 {
            let event = event(step);
            track.tell(&event, &Workflow::default(), &Policies::default(), at(1 << 40));
        }
        let back = unpack_story(versions[0].id, &pack_story(&track)).expect("ours");
        prop_assert_eq!(format!("{back:?}"), format!("{track:?}"));
    }

    #[test]
    fn bytes_of_strangers_are_odd_and_nothing_worse(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Tape::unpack(&bytes);
        let _ = unpack_story(TicketId::of_number(1), &bytes);
    }

    #[test]
    fn what_was_cut_off_is_odd(versions in prop::collection::vec(version(), 1..3), share in 0.0..1.0) {
        let track = Track::new(versions[0].id);
        let packed = pack_story(&track);
        let cut = (packed.len() as f64 * share) as usize;
        prop_assert!(unpack_story(versions[0].id, &packed[..cut]).is_err());
    }
}
