//! One value of a term, resolved to a filter.

use super::ast::{Op, Spanned, Value, quoted};
use super::facts::Scope;
use super::fault::{Expected, Fault, FaultKind};
use super::filter::{Filter, Test};
use super::keys::{Ask, Flag, Instant, Key, Part, Person, Standing};
use super::needle::Needle;
use super::pattern::{Pattern, fold, lower};
use super::searched::Sought;
use crate::domain::ticket::id::read_prefix;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Kind, Priority};
use crate::domain::time::read::{BadTime, Shift, read_span};
use crate::domain::time::{Time, at};

/// A key, an operator, and one of the values.
pub(super) struct Asked<'a> {
    pub key: &'a Key,
    /// The key as it was written.
    pub name: &'a str,
    pub op: Op,
    pub value: &'a Spanned<Value>,
    pub scope: &'a Scope<'a>,
}

impl Asked<'_> {
    pub fn filter(&self) -> Result<Filter, Fault> {
        match self.key {
            Key::Status => self.status(),
            Key::Priority => self.priority(),
            Key::Type => {
                let kinds = Kind::ALL.iter().map(|k| k.as_str());
                Ok(Test::Type(self.one_of(Kind::parse, kinds)?).into())
            }
            Key::Title => Ok(Test::Title(self.prose()?).into()),
            Key::Text => Ok(Test::Text(self.prose()?).into()),
            Key::Words { public } => self.words(*public),
            Key::Word(word) => self.word(*word),
            Key::Contract => self.contract(),
            Key::Person(person) => self.person(*person),
            Key::Instant(instant) => self.instant(*instant),
            Key::Number => self.number(Test::Number),
            Key::Recurs => self.number(Test::Recurs),
            Key::Id => self.id(),
            Key::Link => self.link(),
            Key::Is => {
                let flags = Flag::ALL.iter().map(|f| f.as_str());
                Ok(Test::Is(self.one_of(Flag::parse, flags)?, self.scope.now).into())
            }
            Key::Has => self.has(),
            Key::Field(field) => self.field(field),
            Key::Clock(_, Ask::Policy) => self.policy(),
            Key::Clock(metric, Ask::Standing) => {
                let words = Standing::ALL.iter().map(|standing| standing.as_str());
                Ok(Test::Clock(*metric, self.one_of(Standing::parse, words)?).into())
            }
            Key::Clock(metric, Ask::Left) => self.left(*metric),
        }
    }

    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        let found = match &self.value.item {
            Value::Text(text) => text.clone(),
            other => other.to_string(),
        };
        Fault::new(kind, self.value.span.clone(), &found).of_key(self.name)
    }

    /// A plain text: neither a range nor with `*`.
    pub(super) fn text(&self) -> Result<&str, Fault> {
        match &self.value.item {
            Value::Text(text) => Ok(text),
            Value::Glob(_) => Err(self.fault(FaultKind::NoWildcard)),
            Value::Range(..) => Err(self.fault(FaultKind::NoRange)),
        }
    }

    /// A pattern over names. A range is none, but its text may be meant: in quotes it is.
    pub(super) fn pattern(&self) -> Result<Pattern, Fault> {
        match &self.value.item {
            Value::Text(text) => Ok(Pattern::exactly(lower(text))),
            Value::Glob(glob) => Ok(Pattern::glob(&lower(glob))),
            Value::Range(from, until) => Err(self.no_range(from.as_deref(), until.as_deref())),
        }
    }

    fn no_range(&self, from: Option<&str>, until: Option<&str>) -> Fault {
        let text = format!("{}..{}", from.unwrap_or_default(), until.unwrap_or_default());
        self.fault(FaultKind::NoRange).suggesting(quoted(&text))
    }

    /// A pattern over prose: `:` looks for it anywhere, `=` wants the whole.
    fn prose(&self) -> Result<Pattern, Fault> {
        let whole = match &self.value.item {
            Value::Text(text) => Pattern::exactly(fold(text)),
            Value::Glob(glob) => Pattern::glob(&fold(glob)),
            Value::Range(from, until) => return Err(self.no_range(from.as_deref(), until.as_deref())),
        };
        Ok(if self.op == Op::Equal { whole } else { whole.anywhere() })
    }

    /// Words to search for. The last may be the beginning of one, with `*` behind it or without.
    fn words(&self, public: bool) -> Result<Filter, Fault> {
        let text = match &self.value.item {
            Value::Text(text) => text.as_str(),
            Value::Glob(glob) => glob.trim_end_matches('*'),
            Value::Range(from, until) => return Err(self.no_range(from.as_deref(), until.as_deref())),
        };
        if matches!(self.value.item, Value::Glob(_)) && text.contains('*') {
            let instead = format!("text:{}", self.value.item);
            return Err(self.fault(FaultKind::NoWildcard).suggesting(instead));
        }
        let needle = Needle::read(text).ok_or_else(|| self.fault(FaultKind::NoWord))?;
        Ok(Test::Words(Sought { needle, public }).into())
    }

    fn one_of<T>(
        &self,
        parse: impl Fn(&str) -> Option<T>,
        words: impl Iterator<Item = &'static str>,
    ) -> Result<T, Fault> {
        parse(&self.text()?.to_lowercase()).ok_or_else(|| self.fault(FaultKind::BadValue).expecting_words(words))
    }

    /// `:` takes a name, an alias or a category, whichever it is, or several of them at once; `=` a
    /// name or an alias only.
    fn status(&self) -> Result<Filter, Fault> {
        if let Value::Glob(_) = self.value.item {
            return Ok(Test::Status(self.pattern()?).into());
        }
        let word = lower(self.text()?);
        let known = &self.scope.workflow.statuses;
        let named = known.iter().filter(|s| {
            let alias = s.aliases.iter().any(|alias| lower(alias) == word);
            alias || lower(&s.name) == word
        });
        let mut any: Vec<Filter> = named.map(|s| Test::Status(Pattern::exactly(lower(&s.name))).into()).collect();
        if self.op != Op::Equal {
            any.extend(Category::parse(&word).map(|c| Filter::from(Test::Category(c))));
        }
        if any.is_empty() {
            let names = known.iter().map(|s| s.name.as_str());
            let categories = Category::ALL.iter().map(|c| c.as_str());
            let more = categories.filter(|c| self.op != Op::Equal && !known.iter().any(|s| s.name == *c));
            return Err(self.fault(FaultKind::BadValue).expecting_words(names.chain(more)));
        }
        Ok(Filter::any(any))
    }

    fn priority(&self) -> Result<Filter, Fault> {
        let read = |text: &str| {
            let words = Priority::ALL.iter().map(|p| p.as_str());
            let found = Priority::parse(&text.to_lowercase());
            found.ok_or_else(|| {
                Fault { found: text.to_owned(), ..self.fault(FaultKind::BadValue) }.expecting_words(words)
            })
        };
        let end = |end: &Option<String>| end.as_deref().map(read).transpose();
        let good: Vec<Priority> = match &self.value.item {
            Value::Range(from, to) => {
                let (from, to) = (end(from)?, end(to)?);
                let inside = |p: &Priority| from.is_none_or(|f| f <= *p) && to.is_none_or(|t| *p <= t);
                Priority::ALL.iter().copied().filter(inside).collect()
            }
            _ => {
                let asked = read(self.text()?)?;
                Priority::ALL.iter().copied().filter(|p| self.op.allows(p.cmp(&asked))).collect()
            }
        };
        Ok(Test::Priority(good).into())
    }

    fn person(&self, person: Person) -> Result<Filter, Fault> {
        let any = self.person_patterns()?.into_iter().map(|pattern| Test::Person(person, pattern).into());
        Ok(Filter::any(any.collect()))
    }

    /// `me`, `@acme.com`, or an address or name; any of the patterns.
    pub(super) fn person_patterns(&self) -> Result<Vec<Pattern>, Fault> {
        match &self.value.item {
            Value::Text(text) if text.eq_ignore_ascii_case("me") => match self.scope.me {
                [] => Err(self.fault(FaultKind::UnknownMe)),
                names => Ok(names.iter().map(|name| Pattern::exactly(lower(name))).collect()),
            },
            Value::Text(text) if text.starts_with('@') => Ok(vec![Pattern::ends_with(lower(text))]),
            _ => Ok(vec![self.pattern()?]),
        }
    }

    fn number(&self, test: fn(Option<u64>, Option<u64>) -> Test) -> Result<Filter, Fault> {
        let read = |text: &str| {
            let digits = text.strip_prefix('#').unwrap_or(text);
            let bad = || Fault { found: text.to_owned(), ..self.fault(FaultKind::BadValue) };
            digits.parse::<u64>().map_err(|_| bad().expecting(Expected::Number))
        };
        if let Value::Range(from, to) = &self.value.item {
            let end = |end: &Option<String>| end.as_deref().map(read).transpose();
            return Ok(test(end(from)?, end(to)?).into());
        }
        let n = read(self.text()?)?;
        let (from, to) = match self.op {
            Op::Is | Op::Equal => (Some(n), Some(n)),
            Op::LessEqual => (None, Some(n)),
            Op::GreaterEqual => (Some(n), None),
            Op::Less => match n.checked_sub(1) {
                Some(below) => (None, Some(below)),
                None => return Ok(Filter::nothing()),
            },
            Op::Greater => match n.checked_add(1) {
                Some(above) => (Some(above), None),
                None => return Ok(Filter::nothing()),
            },
        };
        Ok(test(from, to).into())
    }

    /// The beginning of an id, or `#142`.
    fn id(&self) -> Result<Filter, Fault> {
        let text = self.text()?;
        if text.starts_with('#') {
            return self.number(Test::Number);
        }
        let prefix = read_prefix(text);
        let prefix = prefix.ok_or_else(|| self.fault(FaultKind::BadValue).expecting(Expected::Id))?;
        Ok(Test::Id(prefix).into())
    }

    /// A kind of link, the other ticket's id, or `KIND:ID`.
    fn link(&self) -> Result<Filter, Fault> {
        if let Value::Glob(_) = self.value.item {
            return Ok(Test::Link { kind: Some(self.pattern()?), id: None }.into());
        }
        let text = self.text()?;
        let kind_of = |text: &str| Some(Pattern::exactly(lower(text)));
        if let Some((kind, id)) = text.split_once(':') {
            let bad = || self.fault(FaultKind::BadValue).expecting(Expected::Id);
            let id = Some(read_prefix(id).ok_or_else(bad)?);
            return Ok(Test::Link { kind: kind_of(kind), id }.into());
        }
        let by_kind = Filter::from(Test::Link { kind: kind_of(text), id: None });
        let by_id = read_prefix(text).map(|id| Filter::from(Test::Link { kind: None, id: Some(id) }));
        Ok(Filter::any([Some(by_kind), by_id].into_iter().flatten().collect()))
    }

    fn has(&self) -> Result<Filter, Fault> {
        let text = self.text()?;
        if let Some(Key::Field(name)) = Key::find(text) {
            return match self.scope.declared.nearest_field(&name) {
                Some(near) => Err(self.fault(FaultKind::BadValue).suggesting(format!("field.{near}"))),
                None => Ok(Test::HasField(name).into()),
            };
        }
        let parts = Part::ALL.iter().map(|p| p.as_str()).chain(["field.NAME"]);
        Ok(Test::Has(self.one_of(Part::parse, parts)?).into())
    }

    fn instant(&self, instant: Instant) -> Result<Filter, Fault> {
        let (from, until) = match &self.value.item {
            Value::Range(from, until) => self.stretch(from.as_deref(), until.as_deref())?,
            _ => self.bounds(self.text()?)?,
        };
        Ok(Test::Instant(instant, from, until).into())
    }

    /// `a..b` is `[a, b)`.
    fn stretch(&self, from: Option<&str>, until: Option<&str>) -> Result<Bounds, Fault> {
        let end = |end: Option<&str>| end.map(|text| self.span(text)).transpose();
        let (from, until) = (end(from)?.map(|s| s.from), end(until)?.map(|s| s.from));
        match (from, until) {
            (Some(from), Some(until)) if until <= from => Err(self.fault(FaultKind::EmptyRange)),
            both => Ok(both),
        }
    }

    /// The bounds that one value asks for: a distance from now is an age, anything else a stretch.
    pub(super) fn bounds(&self, text: &str) -> Result<Bounds, Fault> {
        let span = self.span(text)?;
        Ok(match Shift::parse(text) {
            Some(shift) if !shift.future => self.age(span.from),
            Some(_) => match self.op {
                Op::Is | Op::Equal => (Some(self.scope.now), Some(span.until)),
                op => on_stretch(op, span.from, span.until),
            },
            None => on_stretch(self.op, span.from, span.until),
        })
    }

    /// `updated<7d`: less than seven days ago, so after that instant; `updated:7d`: within them.
    fn age(&self, then: Time) -> Bounds {
        match self.op {
            Op::Is | Op::Equal => (Some(then), Some(next(self.scope.now))),
            Op::Less => (Some(next(then)), None),
            Op::LessEqual => (Some(then), None),
            Op::Greater => (None, Some(then)),
            Op::GreaterEqual => (None, Some(next(then))),
        }
    }

    pub(super) fn span(&self, text: &str) -> Result<crate::domain::time::period::Span, Fault> {
        read_span(text, self.scope.now, self.scope.zone).map_err(|bad| {
            let kind = match bad {
                BadTime::Empty | BadTime::Unreadable => FaultKind::BadValue,
                BadTime::NoSuchDate => FaultKind::NoSuchDate,
                BadTime::OutOfRange => FaultKind::TimeRange,
            };
            Fault { found: text.to_owned(), ..self.fault(kind) }.expecting(Expected::Time)
        })
    }
}

/// `[from, until)`, either end open.
pub(super) type Bounds = (Option<Time>, Option<Time>);

fn on_stretch(op: Op, from: Time, until: Time) -> Bounds {
    match op {
        Op::Is | Op::Equal => (Some(from), Some(until)),
        Op::Less => (None, Some(from)),
        Op::LessEqual => (None, Some(until)),
        Op::Greater => (Some(until), None),
        Op::GreaterEqual => (Some(from), None),
    }
}

/// Times are whole seconds.
fn next(time: Time) -> Time {
    at(time.timestamp().saturating_add(1))
}
