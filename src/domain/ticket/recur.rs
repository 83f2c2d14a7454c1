//! What is seen again after its ticket was solved: reopened, filed anew, or left alone. And what is not seen for long
//! enough: solved. Definitions: `helpdesk.md`, section 5.
//!
//! A *green run* looked and saw nothing: an occurrence with the count 0.

use super::{Occurrence, Ticket};
use crate::domain::settings::ci::CiRules;
use crate::domain::time::Time;
use std::collections::{BTreeMap, BTreeSet};

/// Tickets with this tag pass and fail on the same commit; no machine solves them.
pub const FLAKY: &str = "flaky";
/// The reference that names the commit which fixed it: `commit:1f3a…`.
const COMMIT: &str = "commit:";

/// How a ticket stands of which something is seen again, and that is not worked on any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Closed for good.
    pub is_closed: bool,
    /// When it was solved, or the last that is known of it.
    pub solved: Time,
}

/// What becomes of a ticket that is not worked on any more and is seen again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    Reopen,
    /// A new ticket recurs it.
    Anew,
    /// It is known for what it is: only counted on.
    Count,
    /// The same, and closed: nothing of it changes.
    Leave,
    /// It was seen in code that does not have the fix yet.
    OldCode,
}

/// `now`: when it was seen. `has_fix`: whether the code has the commit that fixed it; `None`: nobody knows, and then it
/// counts.
pub fn again(past: Past, is_known: bool, has_fix: Option<bool>, now: Time, rules: &CiRules) -> Again {
    let age = (now - past.solved).num_seconds();
    match (is_known, past.is_closed) {
        (true, true) => Again::Leave,
        (true, false) => Again::Count,
        _ if has_fix == Some(false) => Again::OldCode,
        (false, false) if age <= rules.reopen_within_s => Again::Reopen,
        _ => Again::Anew,
    }
}

/// The commits that are said to have fixed it: those of its references, else those that its resolution names.
pub fn fixes(ticket: &Ticket) -> Vec<&str> {
    let named: Vec<&str> = ticket.refs.iter().filter_map(|name| name.strip_prefix(COMMIT)).collect();
    if !named.is_empty() {
        return named;
    }
    let words = ticket
        .resolution
        .as_deref()
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| is_commit(word)).collect()
}

/// Hexadecimal, and neither a number nor a word.
fn is_commit(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    (7..=64).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        && digits > 0
        && (digits < word.len() || word.len() >= 40)
}

/// The commits on which green runs looked since it was last seen.
pub fn good_commits(ticket: &Ticket) -> BTreeSet<&str> {
    let last = last_seen(ticket);
    let green = ticket.occurrences.iter().filter(|seen| !seen.is_sighting() && Some(seen.at) >= last);
    green.filter_map(|seen| seen.commit.as_deref()).collect()
}

/// When it was last seen.
pub fn last_seen(ticket: &Ticket) -> Option<Time> {
    ticket.occurrences.iter().filter(|seen| seen.is_sighting()).map(|seen| seen.at).max()
}

/// In how many of the runs that looked it was seen, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Runs<'t> {
    pub seen: usize,
    pub looked: usize,
    pub first: &'t Occurrence,
    pub last: &'t Occurrence,
}

/// `None`: no run has seen it.
pub fn runs(ticket: &Ticket) -> Option<Runs<'_>> {
    fn different<'o>(all: impl Iterator<Item = &'o Occurrence>) -> usize {
        all.map(|one| (one.run.as_deref(), one.run.is_none().then_some(one.at)))
            .collect::<BTreeSet<_>>()
            .len()
    }
    let seen = || ticket.occurrences.iter().filter(|one| one.is_sighting());
    let (first, last) = (seen().next()?, seen().next_back()?);
    Some(Runs { seen: different(seen()), looked: different(ticket.occurrences.iter()), first, last })
}

/// Whether the same commit passes and fails on the same platform, with what `one` says.
pub fn is_flaky_with(ticket: &Ticket, one: &Occurrence) -> bool {
    let other = |seen: &&Occurrence| seen.is_sighting() != one.is_sighting();
    let same = |seen: &Occurrence| seen.commit == one.commit && seen.platform == one.platform;
    one.commit.is_some() && ticket.occurrences.iter().filter(other).any(same)
}

/// How far a ticket is on the way to being solved by green runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greens {
    /// Runs in a row, on the platform that has the fewest.
    pub runs: u32,
    /// The quiet time is over.
    pub is_quiet: bool,
}

impl Greens {
    pub fn are_enough(self, rules: &CiRules) -> bool {
        rules.green_runs > 0 && self.runs >= rules.green_runs && self.is_quiet
    }
}

/// The green runs since it was last seen, on every platform on which it was.
pub fn greens(ticket: &Ticket, now: Time, rules: &CiRules) -> Greens {
    let runs = failed_on(ticket)
        .keys()
        .map(|platform| green_runs(ticket, platform.as_deref()))
        .min()
        .unwrap_or(0);
    let is_quiet = last_seen(ticket).is_none_or(|last| (now - last).num_seconds() >= rules.quiet_s);
    Greens { runs, is_quiet }
}

/// The platforms on which it was seen, each with the last time; `None`: one that nobody named.
pub fn failed_on(ticket: &Ticket) -> BTreeMap<Option<String>, Time> {
    let mut all: BTreeMap<Option<String>, Time> = BTreeMap::new();
    for seen in ticket.occurrences.iter().filter(|seen| seen.is_sighting()) {
        let last = all.entry(seen.platform.clone()).or_insert(seen.at);
        *last = seen.at.max(*last);
    }
    all
}

/// Different runs that passed on a platform since it was last seen there.
pub fn green_runs(ticket: &Ticket, platform: Option<&str>) -> u32 {
    let last = failed_on(ticket).get(&platform.map(str::to_owned)).copied();
    let green = ticket.occurrences.iter().filter(|seen| !seen.is_sighting());
    let after = green.filter(|seen| seen.platform.as_deref() == platform && last.is_none_or(|last| seen.at > last));
    let runs: BTreeSet<(Option<&str>, Option<Time>)> =
        after.map(|seen| (seen.run.as_deref(), seen.run.is_none().then_some(seen.at))).collect();
    u32::try_from(runs.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::TicketId;
    use crate::domain::time::at;

    const DAY: i64 = 86_400;

    fn rules() -> CiRules {
        CiRules { green_runs: 2, quiet_s: 3 * DAY, ..CiRules::default() }
    }

    fn judged(is_closed: bool, is_known: bool, has_fix: Option<bool>, day: i64) -> Again {
        again(Past { is_closed, solved: at(0) }, is_known, has_fix, at(day * DAY), &rules())
    }

    #[test]
    fn within_the_window_it_is_reopened_and_later_filed_anew() {
        assert_eq!(judged(false, false, Some(true), 10), Again::Reopen);
        assert_eq!(
            again(Past { is_closed: false, solved: at(0) }, false, None, at(10 * DAY + 1), &rules()),
            Again::Anew
        );
        assert_eq!(judged(true, false, None, 1), Again::Anew, "closed is for good");
    }

    #[test]
    fn what_is_known_is_only_counted_and_what_is_closed_left_alone() {
        assert_eq!(judged(false, true, Some(false), 1), Again::Count);
        assert_eq!(judged(false, true, None, 99), Again::Count);
        assert_eq!(judged(true, true, None, 1), Again::Leave);
    }

    #[test]
    fn old_code_reopens_nothing_and_where_nobody_knows_it_counts() {
        assert_eq!(judged(false, false, Some(false), 1), Again::OldCode);
        assert_eq!(judged(false, false, Some(false), 99), Again::OldCode);
        assert_eq!(judged(false, false, None, 1), Again::Reopen);
    }

    fn ticket() -> Ticket {
        Ticket::new(TicketId::derived("test", "1"), "t".to_owned(), "open".to_owned(), at(0))
    }

    fn run(day: i64, run: &str, count: u32, platform: Option<&str>) -> Occurrence {
        Occurrence {
            fingerprint: "f".to_owned(),
            at: at(day * DAY),
            run: Some(run.to_owned()),
            count,
            commit: Some(format!("c{day}")),
            branch: None,
            url: None,
            platform: platform.map(str::to_owned),
        }
    }

    #[test]
    fn a_reference_names_the_fix_else_the_resolution() {
        let mut it = ticket();
        it.resolution = Some("Fixed by 1f3a9c2, see issue 1234567 and the effaced facade (deadbee)".to_owned());
        assert_eq!(fixes(&it), ["1f3a9c2"]);
        it.refs = vec!["github:a/b#1".into(), "commit:abcdef0".into()];
        assert_eq!(fixes(&it), ["abcdef0"]);
    }

    #[test]
    fn green_runs_count_since_it_was_last_seen_and_on_every_platform() {
        let mut it = ticket();
        it.occurrences =
            vec![run(0, "a", 1, Some("linux")), run(1, "b", 0, Some("linux")), run(2, "c", 0, Some("linux"))];
        assert_eq!(greens(&it, at(2 * DAY), &rules()), Greens { runs: 2, is_quiet: false });
        assert!(greens(&it, at(3 * DAY), &rules()).are_enough(&rules()));
        assert!(!greens(&it, at(3 * DAY), &rules()).are_enough(&CiRules { green_runs: 0, ..rules() }), "0: never");
        it.occurrences.push(run(2, "c", 1, Some("macos")));
        assert_eq!(greens(&it, at(9 * DAY), &rules()).runs, 0, "nothing was green on macos");
        it.occurrences.push(run(4, "d", 1, Some("linux")));
        it.occurrences.extend([run(5, "e", 0, Some("macos")), run(6, "f", 0, Some("macos"))]);
        assert_eq!((green_runs(&it, Some("macos")), green_runs(&it, Some("linux"))), (2, 0), "seen again since");
    }

    #[test]
    fn runs_that_saw_it_are_counted_among_those_that_looked() {
        let mut it = ticket();
        assert_eq!(runs(&it), None);
        it.occurrences = vec![
            run(0, "a", 1, Some("linux")),
            run(0, "a", 1, Some("macos")),
            run(1, "b", 0, Some("linux")),
            run(2, "c", 3, Some("linux")),
            run(3, "d", 0, None),
        ];
        let all = runs(&it).expect("it was seen");
        assert_eq!((all.seen, all.looked, all.first.at, all.last.at), (2, 4, at(0), at(2 * DAY)));
    }

    #[test]
    fn flaky_is_what_passes_and_fails_on_one_commit_and_platform() {
        let mut it = ticket();
        it.occurrences = vec![run(1, "a", 1, Some("linux"))];
        assert!(is_flaky_with(&it, &run(1, "b", 0, Some("linux"))));
        assert!(!is_flaky_with(&it, &run(1, "b", 0, Some("macos"))), "another platform");
        assert!(!is_flaky_with(&it, &run(2, "b", 0, Some("linux"))), "another commit");
        assert!(!is_flaky_with(&it, &run(1, "b", 1, Some("linux"))), "it failed twice");
    }
}
