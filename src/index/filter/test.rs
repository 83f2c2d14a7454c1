//! One test of a filter as a condition.

use super::super::asked::Question;
use super::super::entry::{FOLLOW_UP, Many, ONCE, SPAM, number_of};
use super::Reading;
use super::condition::{Bound, Condition, Reach};
use super::status::Set;
use super::text::Comparison;
use crate::domain::query::filter::Test;
use crate::domain::query::keys::{Flag, Instant, Part, Person, Word};
use crate::domain::query::pattern::Pattern;
use crate::domain::ticket::id::LEN;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Priority, TicketId};
use crate::domain::time::Time;

/// What the rows say of a test.
pub(super) enum Answer {
    /// All.
    Exactly(Condition),
    /// It holds where the first is true, and does not hold where the second is not.
    Between(Condition, Condition),
}

use Answer::{Between, Exactly};

/// The columns of the words that a ticket has once, in the order of [`ONCE`].
pub(in crate::index) const COLUMNS: [&str; 7] =
    ["organization", "team", "brand", "channel", "language", "topic", "form"];

impl Reading<'_> {
    pub(super) fn test(&mut self, test: &Test) -> Answer {
        Exactly(match test {
            Test::Status(pattern) => self.status(self.statuses.like(pattern)),
            Test::Category(category) => self.status(self.statuses.of(|c| c == *category)),
            Test::Priority(list) => priority(list),
            Test::Type(kind) => row("type = ?", [Bound::Number(*kind as i64)]),
            Test::Title(pattern) => self.column("title", pattern, Reach::Row),
            // Of the texts of messages nothing is known.
            Test::Text(pattern) => return Between(self.column("title", pattern, Reach::Row), Condition::TRUE),
            Test::Word(word, pattern) => self.word(*word, pattern),
            Test::Person(Person::Requester, pattern) => self.column("requester", pattern, Reach::Lookup),
            Test::Person(Person::Assignee, pattern) => self.column("assignee", pattern, Reach::LookupOrWork),
            Test::Person(Person::Follower, pattern) => self.hanging(Many::Follower, pattern),
            Test::Instant(instant, from, until) => return self.instant(*instant, *from, *until),
            Test::Number(from, to) => number(*from, *to),
            // What has no fingerprint was never seen.
            Test::Recurs(None | Some(0), _) => return Between(has(Part::Fingerprint).negated(), Condition::TRUE),
            Test::Recurs(..) => return Between(Condition::FALSE, has(Part::Fingerprint)),
            Test::Id(prefix) => id(prefix),
            Test::Link { kind, id } => self.link(kind.as_ref(), id.as_deref()),
            Test::Is(flag, now) => return self.flag(*flag, *now),
            Test::Has(part) => has(*part),
            Test::HasField(name) => row("id IN (SELECT id FROM field WHERE name = ?)", [Bound::Text(name.clone())]),
            Test::Field(name, test) => {
                let question = self.question(Question::Field(test.clone()));
                let sql = "id IN (SELECT id FROM field WHERE name = ? AND asked(?, text))";
                row(sql, [Bound::Text(name.clone()), question])
            }
            Test::Words(_) | Test::Clock(..) | Test::Left(..) | Test::Policy(_) => {
                return Between(Condition::FALSE, Condition::TRUE);
            }
        })
    }

    /// A column of the row. `reach`: that of a text that is given in whole or from its beginning.
    fn column(&mut self, column: &str, pattern: &Pattern, reach: Reach) -> Condition {
        let Comparison { sql, values, narrow } = self.like(column, pattern);
        let loose = match reach {
            Reach::Work | Reach::LookupOrWork => Reach::Work,
            Reach::Lookup | Reach::Row => Reach::Row,
        };
        Condition::leaf(sql, values, if narrow { reach } else { loose })
    }

    fn word(&mut self, word: Word, pattern: &Pattern) -> Condition {
        let many = match word {
            Word::Tag => Many::Tag,
            Word::Ref => Many::Ref,
            Word::Fingerprint => Many::Fingerprint,
            Word::Organization => return self.column("organization", pattern, Reach::Lookup),
            Word::Group => return self.column("team", pattern, Reach::Work),
            once => return self.column(column_of(once).unwrap_or("NULL"), pattern, Reach::Row),
        };
        self.hanging(many, pattern)
    }

    fn hanging(&mut self, kind: Many, pattern: &Pattern) -> Condition {
        let Comparison { sql, values, narrow } = self.like("word", pattern);
        let values = [vec![Bound::Number(kind as i64)], values].concat();
        let sql = format!("id IN (SELECT id FROM word WHERE kind = ? AND {sql})");
        Condition::leaf(sql, values, if narrow { Reach::LookupOrWork } else { Reach::Row })
    }

    fn instant(&self, instant: Instant, from: Option<Time>, until: Option<Time>) -> Answer {
        let within = |column: &str, reach| within(column, from, until, reach);
        match instant {
            Instant::Created => Exactly(within("created", Reach::Work)),
            Instant::Closed => Exactly(within("closed", Reach::Row)),
            Instant::Due => Exactly(within("due", Reach::Row)),
            Instant::Updated if self.times_known => Exactly(within("updated", Reach::Row)),
            Instant::Updated => {
                let known = within("updated", Reach::Row);
                Between(known.clone(), Condition::any([known, row("updated IS NULL", [])]))
            }
        }
    }

    fn link(&mut self, kind: Option<&Pattern>, id: Option<&str>) -> Condition {
        let (mut sql, mut values) = ("id IN (SELECT id FROM link WHERE TRUE".to_owned(), Vec::new());
        if let Some(prefix) = id {
            let Some((low, high)) = ids(prefix) else { return Condition::FALSE };
            sql.push_str(" AND target BETWEEN ? AND ?");
            values.extend([low, high].map(Bound::Number));
        }
        if let Some(kind) = kind {
            let like = self.like("kind", kind);
            sql.push_str(&format!(" AND {}", like.sql));
            values.extend(like.values);
        }
        sql.push(')');
        Condition::leaf(sql, values, if id.is_some() { Reach::LookupOrWork } else { Reach::Row })
    }

    fn flag(&mut self, flag: Flag, now: Time) -> Answer {
        let unsolved = self.statuses.of(Category::is_unsolved);
        Exactly(match flag {
            Flag::Unassigned => Condition::leaf("assignee IS NULL", Vec::new(), Reach::Work),
            Flag::Assigned => Condition::leaf("assignee IS NOT NULL", Vec::new(), Reach::Work),
            Flag::Any => Condition::TRUE,
            Flag::Unsolved => self.status(unsolved),
            Flag::Solved => self.status(unsolved.not()),
            Flag::Closed => self.status(self.statuses.of(|c| c == Category::Closed)),
            Flag::Overdue => Condition::all([self.status(unsolved), row("due < ?", [Bound::Number(ceiling(now))])]),
            Flag::Claimed => row("claimed > ?", [Bound::Number(now.timestamp())]),
            Flag::Merged => row("merged_into IS NOT NULL", []),
            Flag::Spam => marked(SPAM),
            Flag::FollowUp => marked(FOLLOW_UP),
            Flag::Recurring => return Between(Condition::FALSE, has(Part::Fingerprint)),
        })
    }

    fn status(&mut self, set: Set) -> Condition {
        if self.statuses.are_few() {
            return Condition::of(set);
        }
        let names = self.statuses.inside(&set).map(|(name, _)| name.clone()).collect();
        let question = self.question(Question::Among(names));
        row("asked(?, status)", [question])
    }
}

/// The column of a word that a ticket has once.
pub(in crate::index) fn column_of(word: Word) -> Option<&'static str> {
    ONCE.iter().position(|once| *once == word).map(|place| COLUMNS[place])
}

fn row<const N: usize>(sql: &'static str, values: [Bound; N]) -> Condition {
    Condition::leaf(sql, values.into(), Reach::Row)
}

fn priority(list: &[Priority]) -> Condition {
    let keys = list.iter().map(|priority| Bound::Number(-(*priority as i64))).collect::<Vec<_>>();
    let marks = vec!["?"; keys.len()].join(", ");
    // The `+` keeps SQLite from taking one priority for a constant, and with it from walking in the order of work.
    Condition::leaf(format!("+priority_key IN ({marks})"), keys, Reach::Work)
}

fn within(column: &str, from: Option<Time>, until: Option<Time>, reach: Reach) -> Condition {
    let sql = match (from, until) {
        (None, None) => format!("{column} IS NOT NULL"),
        (Some(_), None) => format!("{column} >= ?"),
        (None, Some(_)) => format!("{column} < ?"),
        (Some(_), Some(_)) => format!("{column} >= ? AND {column} < ?"),
    };
    let ends = from.into_iter().chain(until).map(|end| Bound::Number(ceiling(end)));
    Condition::leaf(sql, ends.collect(), reach)
}

/// The first whole second that is not before an instant: tickets know whole seconds.
fn ceiling(time: Time) -> i64 {
    time.timestamp() + i64::from(time.timestamp_subsec_nanos() > 0)
}

/// Numbers beyond those of SQLite are stored as negative ones, in their order.
fn number(from: Option<u64>, to: Option<u64>) -> Condition {
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(u64::MAX));
    let ends = vec![Bound::Number(from.cast_signed()), Bound::Number(to.cast_signed())];
    let crosses = i64::try_from(from).is_ok() && i64::try_from(to).is_err();
    match (from == to, crosses) {
        _ if from > to => Condition::FALSE,
        (true, _) => Condition::leaf("number = ?", ends[..1].to_vec(), Reach::Lookup),
        (_, true) => Condition::leaf("number >= ? OR number <= ?", ends, Reach::Row),
        (_, false) => Condition::leaf("number BETWEEN ? AND ?", ends, Reach::Row),
    }
}

fn id(prefix: &str) -> Condition {
    match ids(prefix) {
        Some((low, high)) => {
            Condition::leaf("id BETWEEN ? AND ?", [low, high].map(Bound::Number).into(), Reach::LookupOrWork)
        }
        None => Condition::FALSE,
    }
}

/// The first and the last id that begin so, as numbers.
pub(in crate::index) fn ids(prefix: &str) -> Option<(i64, i64)> {
    let end = |fill: &str| {
        let rest = LEN.checked_sub(prefix.len())?;
        TicketId::parse(&format!("{prefix}{}", fill.repeat(rest))).map(number_of)
    };
    Some((end("0")?, end("z")?))
}

fn has(part: Part) -> Condition {
    let bit = Part::ALL.iter().zip(0..).find(|(known, _)| **known == part);
    marked(bit.map_or(63, |(_, bit)| bit))
}

fn marked(bit: u32) -> Condition {
    row("marks & ? <> 0", [Bound::Number(1 << bit)])
}
