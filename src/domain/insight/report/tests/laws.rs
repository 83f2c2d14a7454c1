//! Laws that hold for any history.

use super::made::*;
use crate::domain::insight::report::measures::{Measure, measured};
use crate::domain::insight::report::{By, Cell, Name, Request};
use crate::domain::story::Story;
use crate::domain::ticket::Change;
use crate::domain::time::calendar::Hours;
use crate::domain::time::period::{Period, Span};
use crate::domain::time::zone::Zone;
use proptest::prelude::*;

const STATUSES: [&str; 7] = ["new", "open", "pending", "hold", "solved", "closed", "limbo"];

/// Up to some minutes later: a status, a message, an assignee, a removal.
fn step() -> impl Strategy<Value = (i64, Change)> {
    let change = prop_oneof![
        6 => prop::sample::select(STATUSES.to_vec()).prop_map(status),
        1 => "[a-c]".prop_map(|name| reply(&name)),
        1 => prop::sample::select(vec!["anna", "berta"]).prop_map(assign),
        1 => prop::sample::select(vec!["x", "y"]).prop_map(tag),
    ];
    (0_i64..40_000, change)
}

fn history() -> impl Strategy<Value = Vec<(i64, Vec<Change>)>> {
    let first = (0_i64..100_000, prop::sample::select(STATUSES.to_vec()));
    (first, prop::collection::vec(step(), 0..8)).prop_map(|((start, first), steps)| {
        let mut events = vec![(start, vec![Change::Created, status(first)])];
        let mut now = start;
        for (later, change) in steps {
            now += later;
            events.push((now, vec![change]));
        }
        events
    })
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    prop::collection::vec(history(), 0..12)
        .prop_map(|all| all.iter().enumerate().map(|(n, events)| told(&n.to_string(), events)).collect())
}

fn int(cell: &Cell) -> i64 {
    if let Cell::Int(n) = cell { *n } else { i64::MIN }
}

/// How many tickets are unsolved just before `span` ends, straight from the stories.
fn unsolved(stories: &[Story], span: Span) -> i64 {
    let open = |s: &&Story| s.category_before(span.until).is_some_and(|c| c.is_unsolved());
    stories.iter().filter(open).count() as i64
}

proptest! {
    #[test]
    fn created_less_resolved_plus_reopened_is_the_backlog(
        stories in stories(), n in 0_usize..5, from in prop::option::of(0_i64..200_000),
    ) {
        let (period, zone) = (Period::ALL[n], Zone::utc());
        let now = minute(500_000);
        let request = Request { now, from: from.map(minute), ..ask(Name::Volume, &[period.as_str()]) };
        let report = answer(&request, &stories);
        let first = stories.iter().filter_map(Story::created).min();
        let start = first.map(|f| from.map_or(f, |from| f.max(minute(from))));
        let periods: Vec<_> = start.map(|s| zone.periods(period, s, now).collect()).unwrap_or_default();
        prop_assert_eq!(report.rows.len(), periods.len());
        let before = from.map_or(0, |_| int(total(&report, "backlog_before")));
        let mut backlog = before;
        for (row, (key, span)) in report.rows.iter().zip(&periods) {
            prop_assert_eq!(&row[0], &Cell::from(key.as_str()));
            backlog += int(&row[1]) - int(&row[2]) + int(&row[3]);
            prop_assert_eq!(int(&row[4]), backlog);
            prop_assert_eq!(backlog, unsolved(&stories, *span));
        }
        prop_assert_eq!(int(total(&report, "backlog")), backlog);
    }

    #[test]
    fn times_in_categories_add_up(stories in stories()) {
        for story in &stories {
            let all = Measure::ALL.map(|m| measured(story, m, false).map(|m| m.seconds(&Hours::default())));
            let [_, first, full, work, wait, pending, hold] = all;
            prop_assert_eq!(full.is_some(), story.category().is_some_and(|c| !c.is_unsolved()));
            prop_assert!(first.is_some() || full.is_none());
            if let (Some(full), Some(work), Some(wait), Some(pending), Some(hold)) = (full, work, wait, pending, hold) {
                prop_assert_eq!(wait, work + hold);
                prop_assert!(work + pending + hold <= full);
                prop_assert!(first <= Some(full));
            }
        }
    }

    #[test]
    fn periods_part_the_figures_without_loss(stories in stories(), by in prop::sample::select(vec!["day", "week", "quarter"])) {
        let whole = answer(&ask(Name::Flow, &[]), &stories);
        let parts = answer(&ask(Name::Flow, &[by]), &stories);
        for column in ["reopens", "replies", "assignee_handoffs", "one_touch"] {
            let sum: i64 = (0..parts.rows.len()).map(|row| int(cell(&parts, row, column))).sum();
            prop_assert_eq!(sum, int(cell(&whole, 0, column)), "{}", column);
        }
    }

    #[test]
    fn the_order_of_stories_does_not_matter(stories in stories()) {
        let mut turned = stories.clone();
        turned.reverse();
        for name in Name::ALL {
            let request = Request { explain: true, ..ask(name, &["month", "tag"]) };
            prop_assert_eq!(answer(&request, &stories), answer(&request, &turned));
        }
    }
}

/// [`answer`] asks again without what the request does not look at: of every report, by every key.
#[test]
fn what_is_let_go_of_a_case_changes_no_report() {
    use crate::domain::ticket::{Key, Set, Value};
    let add = |set, item: &str| Change::Added { set, item: item.to_owned() };
    let field = Change::Field { name: "release".to_owned(), from: None, to: Some(Value::Int(7)) };
    let stories: Vec<Story> = (0..6)
        .map(|n: i64| {
            let values = By::KEYS.map(|key| set(key, Some(if n % 2 == 0 { "high" } else { "low" })));
            let sets = [add(Set::Refs, "x:1"), add(Set::Fingerprints, "f"), add(Set::Tags, "a"), field.clone()];
            let more = if n == 4 { vec![tag("spam")] } else { vec![set(Key::Assignee, Some("rita"))] };
            let said = vec![reply("one"), from_requester("two"), status(if n == 2 { "open" } else { "solved" })];
            told(
                &n.to_string(),
                &[(n, creation()), (n + 1, values.into()), (n + 2, sets.into()), (n + 3, more), (n + 9, said)],
            )
        })
        .collect();
    let keys = By::names().into_iter().chain(["field.release"]).map(|key| vec![key]).chain([vec![]]);
    for by in keys {
        for name in Name::ALL {
            for (rows, with_merged) in [(false, false), (true, false), (false, true)] {
                answer(&Request { rows, with_merged, explain: true, ..super::made::ask(name, &by) }, &stories);
            }
        }
    }
}
