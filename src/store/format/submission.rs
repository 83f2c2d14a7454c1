//! `submission.yaml`: what somebody hands in through the inbox. Strangers write it, so whatever this version
//! does not know is refused, and so is what is too much.

use super::mailed::{mailed, tree_of_mailed};
use super::reader::{
    boolean, each, fault, number, optional, owned, require, text, texts, unexpected, unknown_key, word,
};
use super::ticket::{Keys, fields, id, map_of, occurrences, tree_of_occurrence};
use crate::domain::ticket::act::one_line_title;
use crate::domain::ticket::submission::{FORMAT, Filed, MOST_BYTES, MOST_ITEMS, Remark, Said, Sighting, Submission};
use crate::domain::ticket::{Kind, Occurrence, Priority, TicketId};
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, emit, parse, text_of};

/// The kinds of submissions, as they are written.
const KINDS: [&str; 5] = ["ticket", "message", "occurrence", "remark", "mail"];
/// The keys of each kind, in order.
const OF_TICKET: [&str; 19] = [
    "format",
    "kind",
    "title",
    "type",
    "priority",
    "requester",
    "group",
    "brand",
    "channel",
    "language",
    "category",
    "tags",
    "fields",
    "form",
    "refs",
    "fingerprints",
    "occurrences",
    "sighting",
    "text",
];
const OF_MESSAGE: [&str; 5] = ["format", "kind", "ticket", "channel", "text"];
const OF_REMARK: [&str; 6] = ["format", "kind", "ref", "fingerprint", "channel", "text"];
const OF_OCCURRENCE: [&str; 3] = ["format", "kind", "occurrences"];

/// Reads a submission from bytes that may be anything.
///
/// # Errors
/// The first fault, with line and column.
pub fn read_submission(bytes: &[u8]) -> Result<Submission, Fault> {
    let limits = Limits { bytes: usize::try_from(MOST_BYTES).unwrap_or(usize::MAX), ..Limits::default() };
    let source = text_of(bytes, &limits)?;
    parse(source, &limits)
        .and_then(|node| submission(&node))
        .map_err(|fault| fault.in_text(source))
}

/// The file of a submission, the same bytes for the same submission.
pub fn write_submission(submission: &Submission) -> String {
    emit(&match submission {
        Submission::Ticket(filed) => tree_of_filed(filed),
        Submission::Message(said) => tree_of_said(said),
        Submission::Remark(remark) => tree_of_remark(remark),
        Submission::Mail(mailed) => tree_of_mailed(mailed),
        Submission::Occurrence(seen) => {
            let mut keys = head("occurrence");
            keys.list("occurrences", seen.iter().map(tree_of_occurrence).collect());
            keys.node()
        }
    })
}

fn submission(node: &Node<'_>) -> Result<Submission, Fault> {
    // Proves that this is a map before a key is called missing.
    super::reader::entries(node)?;
    require(node, &["format", "kind"])?;
    each(node, |entry| if entry.key == "format" { known_format(&entry.value) } else { Ok(()) })?;
    let mut kind = KINDS[0];
    each(node, |entry| {
        if entry.key == "kind" {
            kind = word(&entry.value, &KINDS, |kind| kind)?;
        }
        Ok(())
    })?;
    match kind {
        "ticket" => ticket(node),
        "message" => message(node),
        "remark" => remark(node),
        "mail" => Ok(Submission::Mail(Box::new(mailed(node)?))),
        _ => occurrence(node),
    }
}

/// Looked at before anything else: a later format may have keys that this one does not know.
fn known_format(node: &Node<'_>) -> Result<(), Fault> {
    let found = number(node, 1, u64::MAX)?;
    match u32::try_from(found) {
        Ok(n) if n <= FORMAT => Ok(()),
        _ => Err(fault(node, FaultKind::Newer { found, ours: FORMAT })),
    }
}

fn ticket(node: &Node<'_>) -> Result<Submission, Fault> {
    require(node, &["title"])?;
    let mut filed = Filed::default();
    each(node, |entry| entry_of_filed(&mut filed, entry))?;
    filed.fields.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Submission::Ticket(Box::new(filed)))
}

fn entry_of_filed(filed: &mut Filed, entry: &Entry<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    match &*entry.key {
        "format" | "kind" => {}
        "title" => filed.title = title(node)?,
        "type" => filed.kind = optional(node)?.map(|_| word(node, Kind::ALL, Kind::as_str)).transpose()?,
        "priority" => {
            filed.priority = optional(node)?.map(|_| word(node, Priority::ALL, Priority::as_str)).transpose()?
        }
        "requester" => filed.requester = owned(node)?,
        "group" => filed.group = owned(node)?,
        "brand" => filed.brand = owned(node)?,
        "channel" => filed.channel = owned(node)?,
        "language" => filed.language = owned(node)?,
        "category" => filed.category = owned(node)?,
        "tags" => filed.tags = few(texts(node)?, node)?,
        "fields" => filed.fields = few(fields(node)?, node)?,
        "form" => filed.form = owned(node)?,
        "refs" => filed.refs = few(texts(node)?, node)?,
        "fingerprints" => filed.fingerprints = few(texts(node)?, node)?,
        "occurrences" => filed.occurrences = few(occurrences(node)?, node)?,
        "sighting" => filed.sighting = Some(sighting(node)?),
        "text" => filed.text = owned(node)?.unwrap_or_default(),
        _ => return Err(unknown_key(entry, &OF_TICKET)),
    }
    Ok(())
}

fn sighting(node: &Node<'_>) -> Result<Sighting, Fault> {
    let mut sighting = Sighting::default();
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "flaky" => sighting.is_flaky = boolean(node)?,
            "any_branch" => sighting.any_branch = boolean(node)?,
            "max_new" => sighting.max_new = Some(u32::try_from(number(node, 0, u32::MAX.into())?).unwrap_or(u32::MAX)),
            "cause" => sighting.cause = owned(node)?,
            _ => return Err(unknown_key(entry, &["flaky", "any_branch", "max_new", "cause"])),
        }
        Ok(())
    })?;
    Ok(sighting)
}

fn tree_of_sighting(sighting: &Sighting) -> Node<'_> {
    let mut keys = Keys::default();
    for (key, is_so) in [("flaky", sighting.is_flaky), ("any_branch", sighting.any_branch)] {
        if is_so {
            keys.put(key, Node::bare("true"));
        }
    }
    if let Some(most) = sighting.max_new {
        keys.put("max_new", Node::bare(most.to_string()));
    }
    keys.text("cause", sighting.cause.as_deref());
    keys.node()
}

fn message(node: &Node<'_>) -> Result<Submission, Fault> {
    require(node, &["ticket", "text"])?;
    let mut said = Said { ticket: TicketId::from_bits([0; 8]), channel: None, text: String::new() };
    each(node, |entry| {
        match &*entry.key {
            "format" | "kind" => {}
            "ticket" => said.ticket = id(&entry.value)?,
            "channel" => said.channel = owned(&entry.value)?,
            "text" => said.text = filled(&entry.value)?,
            _ => return Err(unknown_key(entry, &OF_MESSAGE)),
        }
        Ok(())
    })?;
    Ok(Submission::Message(said))
}

fn remark(node: &Node<'_>) -> Result<Submission, Fault> {
    require(node, &["text"])?;
    let mut remark = Remark::default();
    each(node, |entry| {
        match &*entry.key {
            "format" | "kind" => {}
            "ref" => remark.name = owned(&entry.value)?,
            "fingerprint" => remark.fingerprint = owned(&entry.value)?,
            "channel" => remark.channel = owned(&entry.value)?,
            "text" => remark.text = filled(&entry.value)?,
            _ => return Err(unknown_key(entry, &OF_REMARK)),
        }
        Ok(())
    })?;
    match (&remark.name, &remark.fingerprint) {
        (None, None) => Err(fault(node, FaultKind::Missing { key: "ref".to_owned() })),
        _ => Ok(Submission::Remark(remark)),
    }
}

fn occurrence(node: &Node<'_>) -> Result<Submission, Fault> {
    require(node, &["occurrences"])?;
    let mut seen: Vec<Occurrence> = Vec::new();
    each(node, |entry| {
        match &*entry.key {
            "format" | "kind" => {}
            "occurrences" => seen = few(occurrences(&entry.value)?, &entry.value)?,
            _ => return Err(unknown_key(entry, &OF_OCCURRENCE)),
        }
        Ok(())
    })?;
    match seen.is_empty() {
        true => Err(unexpected(node.get("occurrences").unwrap_or(node), Expected::List)),
        false => Ok(Submission::Occurrence(seen)),
    }
}

/// A title that is still one when it stands in one line.
fn title(node: &Node<'_>) -> Result<String, Fault> {
    let title = one_line_title(text(node)?);
    if title.is_empty() { Err(unexpected(node, Expected::Text)) } else { Ok(title) }
}

fn filled(node: &Node<'_>) -> Result<String, Fault> {
    let text = text(node)?;
    if text.trim().is_empty() { Err(unexpected(node, Expected::Text)) } else { Ok(text.to_owned()) }
}

pub(super) fn few<T>(items: Vec<T>, node: &Node<'_>) -> Result<Vec<T>, Fault> {
    if items.len() > MOST_ITEMS { Err(fault(node, FaultKind::TooMany { limit: MOST_ITEMS })) } else { Ok(items) }
}

pub(super) fn head(kind: &'static str) -> Keys<'static> {
    let mut keys = Keys::default();
    keys.put("format", Node::bare(FORMAT.to_string()));
    keys.put("kind", Node::text(kind));
    keys
}

fn tree_of_filed(filed: &Filed) -> Node<'_> {
    let mut keys: Keys<'_> = head("ticket");
    keys.put("title", Node::text(&filed.title));
    keys.text("type", filed.kind.map(Kind::as_str));
    keys.text("priority", filed.priority.map(Priority::as_str));
    keys.text("requester", filed.requester.as_deref());
    keys.text("group", filed.group.as_deref());
    keys.text("brand", filed.brand.as_deref());
    keys.text("channel", filed.channel.as_deref());
    keys.text("language", filed.language.as_deref());
    keys.text("category", filed.category.as_deref());
    keys.texts("tags", &filed.tags);
    if !filed.fields.is_empty() {
        keys.put("fields", Node::new(map_of(&filed.fields)));
    }
    keys.text("form", filed.form.as_deref());
    keys.texts("refs", &filed.refs);
    keys.texts("fingerprints", &filed.fingerprints);
    keys.list("occurrences", filed.occurrences.iter().map(tree_of_occurrence).collect());
    if let Some(sighting) = &filed.sighting {
        keys.put("sighting", tree_of_sighting(sighting));
    }
    if !filed.text.is_empty() {
        keys.put("text", Node::block(&filed.text));
    }
    keys.node()
}

fn tree_of_said(said: &Said) -> Node<'_> {
    let mut keys: Keys<'_> = head("message");
    keys.put("ticket", Node::text(said.ticket.as_str()));
    keys.text("channel", said.channel.as_deref());
    keys.put("text", Node::block(&said.text));
    keys.node()
}

fn tree_of_remark(remark: &Remark) -> Node<'_> {
    let mut keys: Keys<'_> = head("remark");
    keys.text("ref", remark.name.as_deref());
    keys.text("fingerprint", remark.fingerprint.as_deref());
    keys.text("channel", remark.channel.as_deref());
    keys.put("text", Node::block(&remark.text));
    keys.node()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::Value;
    use crate::domain::time::at;
    use crate::store::format::tests::schemas::valid;
    use proptest::prelude::*;

    fn seen(fingerprint: &str) -> Occurrence {
        let (run, branch, platform) = (Some("run 7".to_owned()), Some("main".to_owned()), Some("linux".to_owned()));
        let fingerprint = fingerprint.to_owned();
        Occurrence { fingerprint, at: at(9), run, count: 3, commit: None, branch, url: None, platform }
    }

    fn filed() -> Filed {
        Filed {
            title: "Checkout returns 502".into(),
            text: "Since this morning.\n\n  Every second payment.\n".into(),
            kind: Some(Kind::Incident),
            priority: Some(Priority::High),
            requester: Some("ana@example.com".into()),
            channel: Some("ci".into()),
            tags: vec!["regression".into(), "yes".into()],
            fields: vec![("service".into(), Value::Text("gateway".into()))],
            refs: vec!["github:acme/shop#812".into()],
            fingerprints: vec!["v1:abc".into()],
            occurrences: vec![seen("v1:abc")],
            sighting: Some(Sighting { is_flaky: true, any_branch: true, max_new: Some(0), cause: Some("v1:c".into()) }),
            ..Filed::default()
        }
    }

    #[test]
    fn what_is_written_is_read_back_and_valid_by_its_schema() {
        let said = Said { ticket: TicketId::derived("t", "1"), channel: Some("ci".into()), text: "Still so.\n".into() };
        for submission in [
            Submission::Ticket(Box::new(filed())),
            Submission::Ticket(Box::new(Filed { title: "yes".into(), ..Filed::default() })),
            Submission::Message(said),
            Submission::Occurrence(vec![seen("f")]),
            Submission::Remark(Remark {
                name: Some("sentry:7".into()),
                fingerprint: Some("f".into()),
                channel: Some("api".into()),
                text: "Resolved.\n".into(),
            }),
        ] {
            let text = write_submission(&submission);
            assert_eq!(read_submission(text.as_bytes()), Ok(submission), "{text}");
            assert_eq!(valid("submission", &text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_nobody_should_hand_in_is_refused_with_its_place() {
        let cases = [
            ("", "missing"),
            ("- x\n", "unexpected"),
            ("format: 1\nkind: ticket\n", "missing"),
            ("format: 2\nkind: ticket\ntitle: x\n", "newer"),
            ("format: 1\nkind: remark\ntext: x\n", "missing"),
            ("format: 1\nkind: remark\nref: x\ntext: ' '\n", "unexpected"),
            ("format: 1\nkind: config\ntitle: x\n", "unexpected"),
            ("format: 1\nkind: ticket\ntitle: ' '\n", "unexpected"),
            ("format: 1\nkind: ticket\ntitle: x\nstatus: solved\n", "unknown-key"),
            ("format: 1\nkind: ticket\ntitle: x\nid: k39fq2m7xd\n", "unknown-key"),
            ("format: 1\nkind: ticket\ntitle: x\nassignee: me\n", "unknown-key"),
            ("format: 1\nkind: ticket\ntitle: x\npriority: now\n", "unexpected"),
            ("format: 1\nkind: message\nticket: k39f\ntext: x\n", "unexpected"),
            ("format: 1\nkind: message\nticket: k39fq2m7xd\ntext: ''\n", "unexpected"),
            ("format: 1\nkind: message\nticket: k39fq2m7xd\ntext: x\nrole: agent\n", "unknown-key"),
            ("format: 1\nkind: occurrence\noccurrences: []\n", "unexpected"),
            ("format: 1\nkind: occurrence\noccurrences:\n- fingerprint: f\n", "missing"),
            ("format: 1\nkind: occurrence\noccurrences:\n- {fingerprint: f, at: soon}\n", "unexpected"),
            ("format: &a 1\nkind: *a\n", "alias"),
        ];
        for (text, code) in cases {
            let fault = read_submission(text.as_bytes()).expect_err(text);
            assert_eq!(fault.kind.code(), code, "{text}");
            assert!(matches!(code, "alias" | "unexpected") || valid("submission", text).is_err(), "{text}");
        }
        let many: String = (0..=MOST_ITEMS).map(|n| format!("- t{n}\n")).collect();
        let many = format!("format: 1\nkind: ticket\ntitle: x\ntags:\n{many}");
        assert_eq!(read_submission(many.as_bytes()).expect_err("too many").kind.code(), "too-many");
        let huge = vec![b'x'; usize::try_from(MOST_BYTES).expect("it fits") + 1];
        assert_eq!(read_submission(&huge).expect_err("too large").kind.code(), "too-large");
        assert_eq!(read_submission(b"\xff").expect_err("no text").kind.code(), "not-utf8");
    }

    proptest! {
        #[test]
        fn any_text_survives(title in "\\PC{1,40}", text in any::<String>(), tag in "\\PC{1,9}", name in "\\PC{1,9}") {
            let title = one_line_title(&title);
            prop_assume!(!title.is_empty() && !text.contains('\0'));
            let fields = vec![(name, Value::Text(tag.clone()))];
            let filed = Filed { title, text, tags: vec![tag], fields, ..Filed::default() };
            let submission = Submission::Ticket(Box::new(filed));
            prop_assert_eq!(read_submission(write_submission(&submission).as_bytes()), Ok(submission));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_submission(&bytes);
        }
    }
}
