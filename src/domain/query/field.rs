//! Terms over custom fields. Where the desk declares a field, its type decides how values compare; else
//! what they look like does.

use super::ast::{Op, Value as Written};
use super::fault::{Expected, Fault, FaultKind};
use super::filter::{Filter, Test};
use super::pattern::{Pattern, lower};
use super::resolve::{Asked, Bounds};
use crate::domain::ticket::Value;
use crate::domain::ticket::field::{FieldKind, Sorted};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;
use chrono::{NaiveDate, NaiveTime};

#[derive(Clone, Debug, PartialEq)]
pub enum FieldTest {
    /// The text in lower case.
    Like(Pattern),
    Compare(Comparison),
}

/// A value in an order with another; of a day or a moment, in a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    op: Op,
    /// `None`: the desk does not declare the field.
    kind: Option<FieldKind>,
    /// What was asked for, in each way in which it can be read.
    readings: Vec<Sorted>,
    stretch: Option<Stretch>,
}

/// `[from, until)` for moments, and the same for whole days.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    moments: Bounds,
    days: (Option<NaiveDate>, Option<NaiveDate>),
}

impl FieldTest {
    pub fn holds(&self, value: &Value) -> bool {
        match value {
            Value::List(items) => items.iter().any(|item| self.holds(item)),
            value => self.holds_text(&value.to_text()),
        }
    }

    /// The same of the text of a value that is no list.
    pub fn holds_text(&self, text: &str) -> bool {
        match self {
            FieldTest::Like(pattern) => pattern.matches(&lower(text)),
            FieldTest::Compare(comparison) => comparison.holds(text),
        }
    }
}

impl Comparison {
    fn holds(&self, text: &str) -> bool {
        let stored = read(text, self.kind.as_ref());
        match (&stored, &self.stretch) {
            (Sorted::Day(day), Some(stretch)) => within(day, stretch.days),
            (Sorted::Moment(time), Some(stretch)) => within(time, stretch.moments),
            _ => {
                let compare = |stored: &Sorted| self.readings.iter().find_map(|asked| stored.compare(asked));
                // `1.9` looks like a number until it meets `1.10.2`.
                let as_version = || Sorted::read(text, &FieldKind::Version);
                let order = compare(&stored).or_else(|| match stored {
                    Sorted::Number(_) => compare(&as_version()).filter(|_| self.kind.is_none()),
                    _ => None,
                });
                order.is_some_and(|order| self.op.allows(order))
            }
        }
    }
}

fn within<T: PartialOrd>(value: &T, (from, until): (Option<T>, Option<T>)) -> bool {
    from.is_none_or(|from| from <= *value) && until.is_none_or(|until| *value < until)
}

fn read(text: &str, kind: Option<&FieldKind>) -> Sorted {
    kind.map_or_else(|| Sorted::look(text), |kind| Sorted::read(text, kind))
}

/// The first day that begins at this instant or later.
fn day_from(time: Time, zone: &Zone) -> NaiveDate {
    let local = zone.to_local(time);
    let midnight = local.time() == NaiveTime::MIN;
    if midnight { local.date() } else { local.date().succ_opt().unwrap_or(NaiveDate::MAX) }
}

impl Asked<'_> {
    pub(super) fn field(&self, name: &str) -> Result<Filter, Fault> {
        let kind = self.scope.declared.field(name).map(|field| &field.kind);
        let test = |test| Filter::from(Test::Field(name.to_owned(), test));
        let compare = |comparison| test(FieldTest::Compare(comparison));
        if let (Some(FieldKind::Person), Written::Text(_) | Written::Glob(_)) = (kind, &self.value.item) {
            return Ok(Filter::any(self.person_patterns()?.into_iter().map(|p| test(FieldTest::Like(p))).collect()));
        }
        if let Written::Range(from, until) = &self.value.item {
            let ends = [(Op::GreaterEqual, from), (Op::LessEqual, until)];
            let ends = ends.into_iter().filter_map(|(op, end)| Some((op, end.as_deref()?)));
            let ends = ends.map(|(op, end)| self.end(op, end, kind).map(compare));
            return Ok(Filter::All(ends.collect::<Result<_, _>>()?));
        }
        if self.op.is_comparison() {
            return self.comparison(self.text()?, kind).map(compare);
        }
        let like = test(FieldTest::Like(self.pattern()?));
        let Written::Text(text) = &self.value.item else { return Ok(like) };
        self.check_choice(text, kind)?;
        // The same in other words: `4h` is `240m`, a day is in its month.
        let comparison = self.comparison(text, kind)?;
        Ok(if comparison.has_meaning() { Filter::Any(vec![like, compare(comparison)]) } else { like })
    }

    fn check_choice(&self, text: &str, kind: Option<&FieldKind>) -> Result<(), Fault> {
        let choices: Vec<&str> = kind.map_or(&[][..], FieldKind::choices).iter().map(String::as_str).collect();
        let known = choices.iter().any(|choice| lower(choice) == lower(text));
        if known || self.op == Op::Equal { Ok(()) } else { self.unless_near(text, &choices) }
    }

    fn comparison(&self, text: &str, kind: Option<&FieldKind>) -> Result<Comparison, Fault> {
        self.comparing(self.op, text, kind, |text| self.bounds(text))
    }

    /// One end of a range. Of times the second does not belong to it.
    fn end(&self, op: Op, text: &str, kind: Option<&FieldKind>) -> Result<Comparison, Fault> {
        self.comparing(op, text, kind, |text| {
            let from = self.span(text)?.from;
            Ok(if op == Op::GreaterEqual { (Some(from), None) } else { (None, Some(from)) })
        })
    }

    fn comparing(
        &self,
        op: Op,
        text: &str,
        kind: Option<&FieldKind>,
        bounds: impl Fn(&str) -> Result<Bounds, Fault>,
    ) -> Result<Comparison, Fault> {
        let stretch = match (bounds(text), kind) {
            (Ok(moments), _) => Some(self.stretch_of(moments)),
            (Err(fault), Some(FieldKind::Date)) => return Err(fault),
            (Err(_), _) => None,
        };
        let mut readings = vec![read(text, kind)];
        match (kind, &readings[0]) {
            (Some(FieldKind::Number { .. } | FieldKind::Duration | FieldKind::Version), Sorted::Text(_)) => {
                let expected = match kind {
                    Some(FieldKind::Number { .. }) => Expected::Number,
                    Some(FieldKind::Duration) => Expected::Duration,
                    _ => Expected::Version,
                };
                let bad = Fault { found: text.to_owned(), ..self.fault(FaultKind::BadValue) };
                return Err(bad.expecting(expected));
            }
            (None, Sorted::Number(_)) => readings.push(Sorted::read(text, &FieldKind::Version)),
            _ => {}
        }
        Ok(Comparison { op, kind: kind.cloned(), readings, stretch })
    }

    fn stretch_of(&self, moments: Bounds) -> Stretch {
        let day = |end: Option<Time>| end.map(|time| day_from(time, self.scope.zone));
        Stretch { moments, days: (day(moments.0), day(moments.1)) }
    }
}

impl Comparison {
    /// Whether equality by meaning says more than that of the texts. Undeclared numbers stay texts: `1.1`
    /// is not the version `1.10`.
    fn has_meaning(&self) -> bool {
        let typed = match &self.kind {
            Some(FieldKind::Number { .. } | FieldKind::Date | FieldKind::Duration | FieldKind::Version) => true,
            Some(_) => false,
            None => matches!(self.readings.first(), Some(Sorted::Length(_))),
        };
        typed || (self.kind.is_none() && self.stretch.is_some())
    }
}
