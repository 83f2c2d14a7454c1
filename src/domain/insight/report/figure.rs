//! The figures that a group of tickets has, by name: what the columns of most reports are made of, and what
//! `--measure` asks for.
//!
//! Counts are of what happened in the row's period. `open` is what is unsolved at its end. `n` is the tickets
//! that have anything in the row. `percent_targets` = clocks achieved of those decided; `percent_tickets` =
//! tickets with every decided clock achieved, of those that have one; `score` and `csat` = good of rated;
//! `reopen_rate` and `one_touch_rate` are of tickets resolved. Percentages are 0 to 100, durations seconds.

use super::facts::Kind;
use super::measures::Measure;
use super::stats::Stats;
use super::table::{Cell, Unit};
use super::tally::{Tally, percent};

/// A figure that is no statistic of a duration.
struct Plain {
    name: &'static str,
    unit: Unit,
    of: fn(&Tally) -> Cell,
}

/// In the order in which `--measure` lists them. `offered` and `response_rate` have no value as long as
/// nothing records that a survey was offered.
static PLAIN: &[Plain] = &[
    count("tickets", |t| t.count(Kind::Created).into()),
    count("created", |t| t.count(Kind::Created).into()),
    count("resolved", |t| t.count(Kind::Resolved).into()),
    count("solved", |t| t.count(Kind::Resolved).into()),
    count("reopened", |t| t.count(Kind::Reopened).into()),
    count("reopens", |t| t.count(Kind::Reopened).into()),
    count("open", |t| t.left().len().into()),
    count("replies", |t| t.count(Kind::Reply).into()),
    count("tickets_reopened", |t| t.tickets(Kind::Reopened).into()),
    count("tickets_resolved", |t| t.tickets(Kind::Resolved).into()),
    rate("reopen_rate", |t| percent(t.tickets(Kind::Reopened), t.tickets(Kind::Resolved))),
    count("assignee_handoffs", |t| t.count(Kind::AssigneeHandoff).into()),
    count("tickets_with_assignee_handoffs", |t| t.tickets(Kind::AssigneeHandoff).into()),
    count("group_handoffs", |t| t.count(Kind::GroupHandoff).into()),
    count("tickets_with_group_handoffs", |t| t.tickets(Kind::GroupHandoff).into()),
    count("one_touch", |t| t.tickets(Kind::OneTouch).into()),
    rate("one_touch_rate", |t| percent(t.tickets(Kind::OneTouch), t.tickets(Kind::Resolved))),
    count("achieved", |t| t.kept().achieved.into()),
    count("breached", |t| t.kept().breached.into()),
    count("running", |t| t.kept().running.into()),
    count("cancelled", |t| t.kept().cancelled.into()),
    rate("percent_targets", |t| t.kept().percent()),
    count("targets_n", |t| t.kept().decided().into()),
    rate("percent_tickets", |t| percent(t.kept_tickets().0, t.kept_tickets().1)),
    count("tickets_n", |t| t.kept_tickets().1.into()),
    count("offered", |_| Cell::Null),
    count("rated", |t| rated(t).into()),
    count("good", |t| t.count(Kind::RatedGood).into()),
    count("bad", |t| t.count(Kind::RatedBad).into()),
    rate("score", |t| percent(t.count(Kind::RatedGood), rated(t))),
    rate("response_rate", |_| Cell::Null),
    rate("csat", |t| percent(t.count(Kind::RatedGood), rated(t))),
    count("csat_n", |t| rated(t).into()),
    count("n", |t| t.everyone().len().into()),
];

const fn count(name: &'static str, of: fn(&Tally) -> Cell) -> Plain {
    Plain { name, unit: Unit::Count, of }
}

const fn rate(name: &'static str, of: fn(&Tally) -> Cell) -> Plain {
    Plain { name, unit: Unit::Percent, of }
}

fn rated(tally: &Tally) -> i64 {
    tally.count(Kind::RatedGood) + tally.count(Kind::RatedBad)
}

/// What is said of a set of durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    N,
    Sum,
    Mean,
    Min,
    Median,
    P90,
    P95,
    Max,
}

impl Statistic {
    pub const ALL: [Statistic; 8] = [
        Statistic::N,
        Statistic::Sum,
        Statistic::Mean,
        Statistic::Min,
        Statistic::Median,
        Statistic::P90,
        Statistic::P95,
        Statistic::Max,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Statistic::N => "n",
            Statistic::Sum => "sum",
            Statistic::Mean => "mean",
            Statistic::Min => "min",
            Statistic::Median => "median",
            Statistic::P90 => "p90",
            Statistic::P95 => "p95",
            Statistic::Max => "max",
        }
    }

    /// Of the durations; `None` where there are none.
    pub(super) fn of(self, stats: Option<Stats>) -> Cell {
        let of = |value: fn(Stats) -> Cell| stats.map_or(Cell::Null, value);
        match self {
            Statistic::N => stats.map_or(0, |s| s.n).into(),
            Statistic::Sum => stats.map_or(0, |s| s.sum).into(),
            Statistic::Mean => of(|s| s.mean.into()),
            Statistic::Min => of(|s| s.min.into()),
            Statistic::Median => of(|s| s.median.into()),
            Statistic::P90 => of(|s| s.p90.into()),
            Statistic::P95 => of(|s| s.p95.into()),
            Statistic::Max => of(|s| s.max.into()),
        }
    }
}

/// A figure of a group: a count or a rate, or a statistic of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Its place in the list.
    #[doc(hidden)]
    Plain(usize),
    Of(Measure, Statistic),
}

impl Figure {
    /// `created`, `percent_targets` …; `first_reply.median`, or `first_reply_median_s` as its column is called.
    pub fn parse(text: &str) -> Option<Figure> {
        if let Some(place) = PLAIN.iter().position(|plain| plain.name == text) {
            return Some(Figure::Plain(place));
        }
        let dotted = || {
            let (measure, statistic) = text.split_once('.')?;
            let statistic = Statistic::ALL.into_iter().find(|s| s.as_str() == statistic)?;
            Some(Figure::Of(Measure::parse(measure)?, statistic))
        };
        dotted().or_else(|| Figure::durations().find(|figure| figure.name() == text))
    }

    /// The figures of these names, which are ours and known.
    pub(super) fn all(names: &[&str]) -> Vec<Figure> {
        names.iter().filter_map(|name| Figure::parse(name)).collect()
    }

    /// The words that `parse` reads, for a hint; of durations only their medians.
    pub fn names() -> Vec<String> {
        let medians = Measure::ALL.map(|m| format!("{}.median", m.as_str()));
        PLAIN.iter().map(|plain| plain.name.to_owned()).chain(medians).collect()
    }

    /// Every statistic of every duration.
    pub fn durations() -> impl Iterator<Item = Figure> {
        Measure::ALL
            .into_iter()
            .flat_map(|m| Statistic::ALL.into_iter().map(move |s| Figure::Of(m, s)))
    }

    /// The name of its column.
    pub fn name(self) -> String {
        match self {
            Figure::Plain(place) => PLAIN.get(place).map_or("", |plain| plain.name).to_owned(),
            Figure::Of(measure, Statistic::N) => format!("{}_n", measure.as_str()),
            Figure::Of(measure, statistic) => format!("{}_{}_s", measure.as_str(), statistic.as_str()),
        }
    }

    /// The measure and the column of `times` that its statistic is, of a statistic of a duration.
    pub fn parts(self) -> Option<(&'static str, String)> {
        match self {
            Figure::Plain(_) => None,
            Figure::Of(measure, Statistic::N) => Some((measure.as_str(), "n".to_owned())),
            Figure::Of(measure, statistic) => Some((measure.as_str(), format!("{}_s", statistic.as_str()))),
        }
    }

    pub(super) fn cell(self, tally: &Tally) -> Cell {
        match self {
            Figure::Plain(place) => PLAIN.get(place).map_or(Cell::Null, |plain| (plain.of)(tally)),
            Figure::Of(measure, Statistic::N) => tally.n(measure).into(),
            Figure::Of(measure, statistic) => statistic.of(tally.stats(measure)),
        }
    }

    pub(super) fn asks_clocks(self) -> bool {
        const CLOCKS: [&str; 8] = [
            "achieved",
            "breached",
            "running",
            "cancelled",
            "percent_targets",
            "targets_n",
            "percent_tickets",
            "tickets_n",
        ];
        CLOCKS.contains(&self.name().as_str())
    }
}

/// Names and units of the figures that are no statistics.
pub(super) fn plain() -> impl Iterator<Item = (&'static str, Unit)> {
    PLAIN.iter().map(|plain| (plain.name, plain.unit))
}

/// The figures of a group by their names.
pub(super) fn figures(figures: &[Figure], tally: &Tally) -> Vec<(String, Cell)> {
    figures.iter().map(|figure| (figure.name(), figure.cell(tally))).collect()
}
