//! Queries by chance: every key with every operator, and every order.

use super::desks::{FIELDS, IDS, KINDS, NUMBERS, STATUSES, WORDS, time, word};
use super::{NOW, workflow};
use crate::domain::people::Groups;
use crate::domain::query::filter::Test;
use crate::domain::query::keys::{Flag, Instant, Key, Person, Word};
use crate::domain::query::needle::Needle;
use crate::domain::query::pattern::{Pattern, fold, lower};
use crate::domain::query::searched::Sought;
use crate::domain::query::{Declared, Filter, Order, Scope, SortKey, compile, parse};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::field::{Field, FieldKind, Fields, Said};
use crate::domain::ticket::organization::{Organization, Organizations};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use proptest::prelude::*;
use proptest::{collection::vec, option, sample::select};

const OPERATORS: [&str; 6] = [":", "=", "<", "<=", ">", ">="];

/// Values that fit the key, most of them.
fn values(key: &Key) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let quoted = |words: &[&str]| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
    let globs = owned(&["*", "a*", "*a", "*a*", "A*c", "é*", "*@acme.com", "pay*/*", "**", "str*e"]);
    match key {
        Key::Status => [quoted(&STATUSES), owned(&["nuevo", "o*", "*s*", "in*", "closed,open"])].concat(),
        Key::Priority => owned(&["low", "normal", "high", "urgent", "low..normal", "high..", "..normal"]),
        Key::Type => owned(&["question", "incident", "problem", "task"]),
        Key::Instant(_) => owned(&[
            "7d",
            "1d",
            "+1d",
            "today",
            "yesterday",
            "2026-11",
            "2026-11-04..2026-11-12",
            "..7d",
            "7d..",
            "2026",
        ]),
        Key::Number | Key::Recurs => {
            let numbers = NUMBERS.iter().map(u64::to_string);
            numbers
                .chain(owned(&["0", "#9", "2..9", "2..", "..9", "9..18446744073709551615", "0..0"]))
                .collect()
        }
        Key::Id => IDS.iter().flat_map(prefixes).chain(owned(&["#9", "0", "z"])).collect(),
        Key::Link => {
            let of = |kind: &str| [format!("\"{kind}\""), format!("\"{kind}:000\""), format!("\"{kind}:zzz\"")];
            KINDS
                .iter()
                .flat_map(|kind| of(kind))
                .chain(IDS.iter().flat_map(prefixes))
                .chain(globs)
                .collect()
        }
        Key::Is => Flag::ALL.iter().map(|flag| flag.as_str().to_owned()).collect(),
        Key::Has => {
            let fields = FIELDS.iter().map(|field| format!("field.{field}"));
            let parts = crate::domain::query::keys::Part::ALL.iter().map(|part| part.as_str().to_owned());
            parts.chain(fields).collect()
        }
        Key::Clock(_, crate::domain::query::keys::Ask::Standing) => owned(&["breached", "none", "active", "warned"]),
        Key::Clock(_, crate::domain::query::keys::Ask::Left) => owned(&["0", "30m", "-1h", "0..2h"]),
        Key::Field(_) => {
            [quoted(&WORDS), globs, owned(&["9..250", "..9", "2026-11", "true", "9.0", "240m", "1.9"])].concat()
        }
        _ => [quoted(&WORDS), globs, owned(&["me", "@acme.com", "a,é", "checkout", "gold"])].concat(),
    }
}

fn prefixes(number: &u64) -> Vec<String> {
    let id = TicketId::of_number(*number);
    vec![id.to_string(), id.as_str()[..3].to_owned(), id.as_str()[..9].to_owned()]
}

/// A term as somebody would write it; one that is no query is everything.
fn written() -> impl Strategy<Value = Filter> {
    let named: Vec<String> = Key::names()
        .filter(|name| *name != "sort" && *name != "field.")
        .map(str::to_owned)
        .collect();
    let fields = FIELDS.iter().map(|field| format!("field.{field}"));
    let names: Vec<String> = named.into_iter().chain(fields).collect();
    let key = select(names).prop_map(|name| (Key::find(&name).expect("a key"), name));
    let value = key.prop_flat_map(|(key, name)| (Just(name), select(values(&key))));
    let colon = prop_oneof![3 => Just(":"), 2 => select(&OPERATORS[..])];
    (value, colon, any::<bool>()).prop_map(|((name, value), op, declared)| {
        let line = format!("{name}{op}{value}");
        with_scope(declared, |scope| {
            parse(&line)
                .and_then(|query| compile(&query, scope))
                .map_or(Filter::All(Vec::new()), |c| c.filter)
        })
    })
}

fn with_scope<T>(declared: bool, run: impl FnOnce(&Scope<'_>) -> T) -> T {
    let field = |name: &str, kind| {
        let (label, help) = (Said::default(), Said::default());
        Field { name: name.to_owned(), kind, label, help, required: None, when: Vec::new() }
    };
    let list = vec![
        field("cost", FieldKind::Number { least: None, most: None }),
        field("since", FieldKind::Date),
        field("effort", FieldKind::Duration),
        field("release", FieldKind::Version),
        field("site", FieldKind::Person),
    ];
    let fields = Fields { list };
    let acme = Organization { id: "acme".into(), contract: Some("Gold".into()), ..Organization::default() };
    let organizations = Organizations { list: vec![acme] };
    let groups = Groups::default();
    let known = Declared {
        groups: Some(&groups),
        organizations: Some(&organizations),
        fields: Some(&fields),
        ..Declared::default()
    };
    let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
    let me = ["Luis@Example.com".to_owned(), "A".to_owned()];
    let declared = if declared { known } else { Declared::default() };
    run(&Scope { now: at(NOW), zone: &zone, me: &me, workflow: &workflow(), declared })
}

fn pattern(folded: fn(&str) -> String) -> impl Strategy<Value = Pattern> {
    let glob = vec(prop_oneof![Just("*".to_owned()), word()], 0..4).prop_map(|parts| parts.concat());
    (prop_oneof![word(), glob], 0..4).prop_map(move |(text, way)| {
        let text = folded(&text);
        match way {
            0 => Pattern::exactly(text),
            1 => Pattern::glob(&text),
            2 => Pattern::ends_with(text),
            _ => Pattern::glob(&text).anywhere(),
        }
    })
}

/// A time, perhaps within a second.
fn moment() -> impl Strategy<Value = Time> {
    (time(), any::<bool>()).prop_map(|(time, within)| time + chrono::Duration::milliseconds(i64::from(within) * 500))
}

/// Tests that no line of a query comes to, or seldom.
fn direct() -> impl Strategy<Value = Filter> {
    use Word::*;
    let words = vec![Organization, Group, Brand, Channel, Language, Category, Tag, Ref, Fingerprint];
    let persons = vec![Person::Requester, Person::Assignee, Person::Follower];
    let instants = vec![Instant::Created, Instant::Updated, Instant::Closed, Instant::Due];
    let low = || pattern(|text| lower(text).into_owned());
    let prose = || pattern(|text| fold(text).into_owned());
    prop_oneof![
        (select(words), low()).prop_map(|(word, pattern)| Test::Word(word, pattern)),
        (select(persons), low()).prop_map(|(person, pattern)| Test::Person(person, pattern)),
        low().prop_map(Test::Status),
        prose().prop_map(Test::Title),
        prose().prop_map(Test::Text),
        (word(), any::<bool>()).prop_filter_map("a word", |(text, public)| {
            Needle::read(&text).map(|needle| Test::Words(Sought { needle, public }))
        }),
        (select(instants), option::of(moment()), option::of(moment())).prop_map(|(i, a, b)| Test::Instant(i, a, b)),
        (select(Flag::ALL.to_vec()), moment()).prop_map(|(flag, now)| Test::Is(flag, now)),
        (option::of(low()), option::of("[0-9a-zu]{0,3}")).prop_map(|(kind, id)| Test::Link { kind, id }),
        "[0-9a-zu]{0,11}".prop_map(Test::Id),
        (option::of(select(&NUMBERS[..])), option::of(select(&NUMBERS[..]))).prop_map(|(a, b)| Test::Number(a, b)),
        Just(Test::Priority(Vec::new())),
    ]
    .prop_map(Filter::from)
}

pub fn filter() -> impl Strategy<Value = Filter> {
    prop_oneof![3 => written(), 1 => direct()].prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Filter::All),
            vec(inner.clone(), 0..4).prop_map(Filter::Any),
            inner.prop_map(|x| Filter::Not(Box::new(x))),
        ]
    })
}

pub fn order() -> impl Strategy<Value = Order> {
    let names: Vec<String> = Order::names().map(str::to_owned).chain(["field.cost".to_owned()]).collect();
    let named = select(names).prop_map(|name| {
        let compiled = with_scope(false, |scope| compile(&parse(&format!("sort:{name}")).expect("a query"), scope));
        compiled.expect("a good one").order.keys[0].0.clone()
    });
    let key = prop_oneof![9 => named, 1 => Just(SortKey::Turn), 1 => Just(SortKey::Waiting), 1 => Just(SortKey::Word(Word::Tag))];
    let keys = vec((key, any::<bool>()), 0..4).prop_map(|keys| Order { keys });
    prop_oneof![3 => keys, 1 => Just(Order::of_work()), 1 => Just(Order::by_urgency())]
}
