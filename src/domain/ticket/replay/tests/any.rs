//! Tickets of any kind, for laws that must hold for whatever comes.

use super::*;

/// Texts that are short, empty or odd; never more than a few, so that versions share some.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just("a".to_owned()), Just("no".into()), Just("x/y/z".into()), "[ -~\u{e1}\n]{1,12}"]
}

fn status() -> impl Strategy<Value = String> {
    let names = ["new", "open", "answered", "postponed", "resolved", "closed", "hold", "weird"];
    proptest::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        text().prop_map(Value::Text)
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::List),
            proptest::collection::btree_map("[a-c]", inner, 0..3).prop_map(|m| Value::Map(m.into_iter().collect())),
        ]
    })
}

fn map() -> impl Strategy<Value = Vec<(String, Value)>> {
    let name = prop_oneof![Just("title".to_owned()), Just("links".into()), "[a-c]"];
    proptest::collection::btree_map(name, value(), 0..3).prop_map(|m| m.into_iter().collect())
}

fn a_message() -> impl Strategy<Value = Message> {
    let role = proptest::sample::select(Author::ALL.to_vec());
    let visibility = proptest::sample::select(Visibility::ALL.to_vec());
    let names = (proptest::option::of(text()), proptest::option::of(text()));
    (0..4u8, 0..3000i64, names, role, visibility, text(), map()).prop_map(
        |(id, time, (from, channel), role, visibility, text, unknown)| Message {
            id: TicketId::from_bits([id; 8]),
            at: at(time),
            from,
            role,
            channel,
            visibility,
            text,
            unknown: unknown.into_iter().filter(|(k, _)| k.len() == 1).collect(),
        },
    )
}

fn occurrences() -> impl Strategy<Value = Vec<Occurrence>> {
    let one = |(at_s, fingerprint, run, count): (i64, String, Option<String>, u32)| {
        let (platform, commit, branch, url) = (run.clone(), None, None, None);
        Occurrence { fingerprint, at: at(at_s), run, count, platform, commit, branch, url }
    };
    let all = proptest::collection::btree_set((0..4i64, "[ab]", proptest::option::of("[rs]"), 0..3u32), 0..4);
    all.prop_map(move |all| all.into_iter().map(one).collect())
}

fn attachments() -> impl Strategy<Value = Vec<Attachment>> {
    let one = |((id, name), (size, from)): ((u8, String), (u64, Option<String>))| Attachment {
        id: TicketId::from_bits([id; 8]),
        name,
        size,
        at: at(i64::from(id)),
        from,
        visibility: if size == 0 { Visibility::Public } else { Visibility::Internal },
    };
    let all = proptest::collection::btree_map((0..3u8, "[ab]"), (0..3u64, proptest::option::of(text())), 0..3);
    all.prop_map(move |all| all.into_iter().map(one).collect())
}

prop_compose! {
    pub(crate) fn version()(
        title in text(),
        status in status(),
        single in proptest::collection::vec(proptest::option::of(text()), 8),
        times in proptest::collection::vec(proptest::option::of(0..9999i64), 3),
        created in 0..3i64,
        number in proptest::option::of(1..9u64),
        priority in proptest::option::of(proptest::sample::select(Priority::ALL.to_vec())),
        kind in proptest::option::of(proptest::sample::select(crate::domain::ticket::Kind::ALL.to_vec())),
        tags in proptest::collection::btree_set("[a-d]", 0..4),
        followers in proptest::collection::btree_set("[a-d]", 0..3),
        refs in proptest::collection::btree_set("(events:)?[a-d]", 0..3),
        fields in map(),
        unknown in map(),
        links in proptest::collection::btree_set(0..3u8, 0..3),
        csat in proptest::option::of((text(), proptest::option::of(text()))),
        merged in proptest::option::of(0..2u8),
        messages in proptest::collection::vec(a_message(), 0..4),
        more in (occurrences(), attachments()),
    ) -> Ticket {
        let mut ticket = Ticket::new(TicketId::from_bits([42; 8]), title, status, at(created));
        let mut single = single.into_iter();
        let mut next = || single.next().flatten();
        (ticket.resolution, ticket.requester, ticket.organization, ticket.assignee) = (next(), next(), next(), next());
        (ticket.group, ticket.brand, ticket.channel, ticket.category) = (next(), next(), next(), next());
        let times: Vec<_> = times.into_iter().map(|t| t.map(at)).collect();
        (ticket.until, ticket.due, ticket.closed) = (times[0], times[1], times[2]);
        (ticket.number, ticket.priority, ticket.kind) = (number, priority, kind);
        (ticket.tags, ticket.followers) = (tags.into_iter().collect(), followers.into_iter().collect());
        ticket.refs = refs.into_iter().collect();
        (ticket.fields, ticket.unknown) = (fields, unknown);
        let link = |n: u8| Link { kind: "related".into(), ticket: TicketId::from_bits([n; 8]) };
        ticket.links = links.into_iter().map(link).collect();
        ticket.csat = csat.map(|(score, comment)| Csat { score, comment });
        ticket.merged_into = merged.map(|n| TicketId::from_bits([n; 8]));
        messages.into_iter().for_each(|m| ticket.add_message(m));
        (ticket.occurrences, ticket.attachments) = more;
        ticket
    }
}
