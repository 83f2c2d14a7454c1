//! Properties that hold the readers and the emitter together, and what strangers may send.

use super::read::parse_any;
use super::*;
use proptest::prelude::*;
use std::borrow::Cow;
use std::io::Write;
use std::process::{Command, Stdio};

/// Texts that YAML readers are known to mistake, and texts that files are known to lose.
const NASTY: &str = include_str!("../../../tests/data/yaml/nasty.json");
/// What PyYAML 6.0.3 read from our emission of them.
const PYYAML: &str = include_str!("../../../tests/data/yaml/nasty.pyyaml.json");

fn nasty() -> Vec<String> {
    serde_json::from_str(NASTY).expect("the corpus is a JSON list of texts")
}

/// Each text as a quoted or bare value, as a block, as an item and as a key.
fn document(texts: &[String]) -> Node<'_> {
    let items = texts.iter().map(Node::text).collect();
    let blocks = texts
        .iter()
        .enumerate()
        .map(|(i, t)| Entry::new(format!("k{i}"), Node::block(t)))
        .collect();
    let keys = texts.iter().map(|t| Entry::new(t, Node::text(t))).collect();
    let nested = texts
        .iter()
        .map(|t| map([("a", Node::block(t)), ("b", Node::new(Tree::List(vec![Node::block(t)])))]));
    let nested = nested.collect();
    let deep = texts.iter().map(|t| Node::new(Tree::List(vec![Node::block(t), Node::text(t)]))).collect();
    map([
        ("items", Node::new(Tree::List(items))),
        ("blocks", Node::new(Tree::Map(blocks))),
        ("keys", Node::new(Tree::Map(keys))),
        ("nested", Node::new(Tree::List(nested))),
        ("deep", Node::new(Tree::List(deep))),
    ])
}

fn map<'a, const N: usize>(entries: [(&'a str, Node<'a>); N]) -> Node<'a> {
    Node::new(Tree::Map(entries.into_iter().map(|(k, v)| Entry::new(k, v)).collect()))
}

/// The tree without places and styles: what it means.
fn meaning(node: &Node<'_>) -> serde_json::Value {
    match &node.value {
        Tree::List(items) => items.iter().map(meaning).collect(),
        Tree::Map(entries) => {
            let pair = |e: &Entry<'_>| (e.key.to_string(), meaning(&e.value));
            serde_json::Value::Object(entries.iter().map(pair).collect())
        }
        Tree::Scalar(..) => match node.resolve().expect("a scalar resolves") {
            Plain::Null => serde_json::Value::Null,
            Plain::Bool(b) => b.into(),
            Plain::Int(n) => n.into(),
            Plain::Float(n) => n.into(),
            Plain::Text(t) => t.into(),
        },
    }
}

fn reads_back(node: &Node<'_>) {
    let text = emit(node);
    let limits = Limits::default();
    let tolerant = parse_any(&text, &limits).unwrap_or_else(|f| panic!("{f:?}\n{text}"));
    assert_eq!(meaning(&tolerant), meaning(node), "{text}");
    if let Some(strict) = strict::read(&text, &limits) {
        assert_eq!(strict, tolerant, "{text}");
    }
}

#[test]
fn every_nasty_text_comes_back_character_for_character() {
    for text in nasty() {
        reads_back(&document(&[text]));
    }
    reads_back(&document(&nasty()));
}

#[test]
fn every_nasty_text_is_the_same_to_pyyaml() {
    let texts = nasty();
    let recorded: serde_json::Value = serde_json::from_str(PYYAML).expect("the record is JSON");
    let node = document(&texts);
    assert_eq!(recorded, meaning(&node), "the record in tests/data/yaml is of another corpus");
    let Some(read) = pyyaml(&emit(&node)) else {
        eprintln!("skipped: no python3 with PyYAML here");
        return;
    };
    assert_eq!(serde_json::from_str::<serde_json::Value>(&read).expect("it prints JSON"), meaning(&node));
}

/// What PyYAML reads, as JSON; `None` where it is not installed.
fn pyyaml(yaml: &str) -> Option<String> {
    let script = "import sys,json,yaml\nprint(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())))";
    let known = Command::new("python3").args(["-c", "import yaml"]).stderr(Stdio::null()).status();
    known.ok().filter(|status| status.success())?;
    let child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.expect("python3 has just run");
    child
        .stdin
        .take()
        .expect("it is piped")
        .write_all(yaml.as_bytes())
        .expect("python3 reads it");
    let output = child.wait_with_output().expect("python3 ends");
    assert!(output.status.success(), "PyYAML refused it:\n{yaml}");
    Some(String::from_utf8(output.stdout).expect("JSON is UTF-8"))
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,12}",
        3 => prop::sample::select(vec!["\n", "\n\n", " ", "  ", "\t", "\r", "\r\n", ": ", " #", "- ", "\\", "\"", "---"]).prop_map(String::from),
        1 => prop::sample::select(vec!["\u{85}", "\u{2028}", "\u{feff}", "\u{0}", "\u{7f}", "\u{fffe}", "😀", "ñ", "\u{a0}"])
            .prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_node() -> impl Strategy<Value = Node<'static>> {
    let leaf = prop_oneof![
        3 => any_text().prop_map(Node::text),
        2 => any_text().prop_map(Node::block),
        1 => prop::sample::select(vec!["null", "true", "12", "-7", "1.5", "2026-11-20T09:12:44Z"]).prop_map(Node::bare),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof!["[a-z_]{1,8}", any_text()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| Node::new(Tree::List(items))),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|entries| {
                Node::new(Tree::Map(entries.into_iter().map(|(k, v)| Entry::new(k, v)).collect()))
            }),
        ]
    })
}

/// YAML-like noise: it gets further into the readers than random bytes do.
fn noise() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b:",
        " ",
        "  ",
        "\n",
        "\n  ",
        "- ",
        ": ",
        "|",
        "|-\n",
        "|2+\n",
        ">",
        "\"",
        "'",
        "\\n",
        "\\x41",
        "[",
        "]",
        "{",
        "}",
        "[]\n",
        ",",
        "#",
        "&a",
        "*a",
        "!t",
        "?",
        "%",
        "~",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "é",
        "key: v\n",
        "- k: v\n",
        "\u{85}",
        "12",
        "=======\n",
        "<<: ",
        "@",
        "`",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What a person or a merge tool does to a line.
fn edit_line(text: &str, at: prop::sample::Index, edit: usize) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let i = at.index(lines.len());
    match edit {
        0 => drop(lines.remove(i)),
        1 => lines.insert(i, String::new()),
        2 => lines.insert(i, lines[i].clone()),
        3 => lines[i].insert(0, ' '),
        4 => lines[i] = lines[i].strip_prefix("  ").unwrap_or(&lines[i]).to_owned(),
        5 => lines[i] = lines[i].replace("|-", "|").replace("|+", "|-"),
        6 => lines[i] = lines[i].replace("|2", "|").replace("|-", "|+"),
        7 => lines[i].push(' '),
        _ => lines.swap(i, 0),
    }
    lines.join("\n") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn whatever_is_emitted_reads_back(node in any_node()) {
        let top = map([("top", node)]);
        reads_back(&top);
    }

    #[test]
    fn what_the_strict_reader_accepts_the_tolerant_one_reads_the_same(text in noise()) {
        let limits = Limits::default();
        if let Some(strict) = strict::read(&text, &limits) {
            prop_assert_eq!(Ok(strict), parse_any(&text, &limits));
        }
        let _ = parse(&text, &limits);
    }

    #[test]
    fn edits_of_a_canonical_text_never_set_the_readers_apart(node in any_node(), at in any::<prop::sample::Index>(), with in noise()) {
        let mut text = emit(&map([("a", node), ("b", Node::text("c"))]));
        let mut place = at.index(text.len());
        while !text.is_char_boundary(place) { place -= 1; }
        text.insert_str(place, with.get(..4).unwrap_or(" "));
        let limits = Limits::default();
        if let Some(strict) = strict::read(&text, &limits) {
            prop_assert_eq!(Ok(strict), parse_any(&text, &limits), "{}", text);
        }
    }

    #[test]
    fn edits_of_whole_lines_never_set_the_readers_apart(
        text in any_text(), node in any_node(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0..9usize), 1..4),
    ) {
        let whole = map([("a", Node::block(&text)), ("b", node), ("c", Node::block("x\ny\n\n")), ("d", Node::text("e"))]);
        let text = edits.into_iter().fold(emit(&whole), |text, (at, edit)| edit_line(&text, at, edit));
        let limits = Limits::default();
        if let Some(strict) = strict::read(&text, &limits) {
            prop_assert_eq!(Ok(strict), parse_any(&text, &limits), "{}", text);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse_bytes(&bytes, &Limits::default()).map(|node| emit(&node));
        let _ = parse(&String::from_utf8_lossy(&bytes), &Limits::default());
    }
}

/// Anything quadratic would make this test take minutes.
#[test]
fn hostile_repetition_comes_to_an_end() {
    let units = [
        "[", "{", "- ", "? ", ": ", "a: ", "a:\n", "- a: ", "&a ", "*a ", "!a ", "!<", "%a\n", "#\n", "\"", "'", "\\",
        "|", "a\n", "\n", " ", " \n", "\t", "[]", "[a, ", "{a: ", "\"\\", "---\n", "...\n", "- - \n", "\r", "\u{85}",
        "[[]],", "x", "a b ", "{}", ",", "]",
    ];
    for unit in units {
        for prefix in ["", "a: ", "a: |\n", "a: \"", "a: [", "- "] {
            let text = format!("{prefix}{}", unit.repeat(200_000 / unit.len()));
            let _ = parse(&text, &Limits::default());
        }
    }
    let fault = parse(&"[".repeat(200_000), &Limits::default()).unwrap_err();
    assert_eq!(fault.kind, FaultKind::TooDeep { limit: 64 });
    let mut steps = String::new();
    for i in 0..600 {
        steps.push_str(&format!("{}a:\n", " ".repeat(i)));
    }
    assert_eq!(parse(&steps, &Limits::default()).unwrap_err().kind, FaultKind::TooDeep { limit: 64 });
}

fn fault(text: &str) -> Fault {
    parse(text, &Limits::default()).expect_err(text)
}

#[test]
fn each_budget_is_kept_and_named() {
    let limits = Limits { bytes: 40, depth: 2, nodes: 5 };
    assert_eq!(parse(&"a".repeat(41), &limits).unwrap_err().kind, FaultKind::TooLarge { limit: 40 });
    assert_eq!(parse("a: [[1]]", &limits).unwrap_err().kind, FaultKind::TooDeep { limit: 2 });
    assert_eq!(parse("a:\n  b:\n    c: 1\n", &limits).unwrap_err().kind, FaultKind::TooDeep { limit: 2 });
    assert_eq!(parse("[1, 2, 3, 4, 5]", &limits).unwrap_err().kind, FaultKind::TooMany { limit: 5 });
    assert_eq!(parse("a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n", &limits).unwrap_err().kind, FaultKind::TooMany { limit: 5 });
}

#[test]
fn a_merge_that_was_left_half_done_is_called_so() {
    for text in
        ["a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "a: 1\n=======\r\nb: 1\n", "a: 1\n>>>>>>> theirs\n"]
    {
        let fault = fault(text);
        assert_eq!((fault.kind, fault.line, fault.column), (FaultKind::ConflictMarkers, 2, 1));
    }
    let inside = "text: |\n  <<<<<<< HEAD\n  =======\n";
    assert!(parse(inside, &Limits::default()).is_ok());
}

#[test]
fn what_would_be_lost_on_writing_is_refused_with_its_place() {
    let of = |text: &str| {
        let fault = fault(text);
        (fault.kind, fault.line, fault.column)
    };
    assert_eq!(of("a: 1\nb: 2\na: 3\n"), (FaultKind::DuplicateKey("a".into()), 3, 1));
    assert_eq!(of("a: &x 1\nb: *x\n"), (FaultKind::Alias, 2, 4));
    assert_eq!(of("a: *x\n"), (FaultKind::Alias, 1, 4));
    assert_eq!(of("a: 1\n---\nb: 1\n"), (FaultKind::SecondDocument, 2, 1));
    assert!(matches!(of("a: !secret x\n").0, FaultKind::Tag(tag) if tag == "!secret"));
    assert!(matches!(of("[a]: 1\n").0, FaultKind::Unexpected { expected: Expected::Key, .. }));
    assert!(matches!(of("a: [1\n").0, FaultKind::Syntax(words) if !words.is_empty()));
    let many: String = (0..100).map(|i| format!("k{}: 1\n", i % 99)).collect();
    assert_eq!(of(&many), (FaultKind::DuplicateKey("k0".into()), 100, 1));
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    let fault = parse_bytes(b"a: 1\nb: \xff\n", &Limits::default()).unwrap_err();
    assert_eq!((fault.kind, fault.line, fault.column), (FaultKind::NotUtf8, 2, 4));
    assert_eq!(fault.snippet, "b: \u{fffd}\n   ^");
}

#[test]
fn a_bare_scalar_keeps_the_text_that_was_written() {
    let text = "\u{feff}# by hand\r\na: 007\r\nb: 12:30:45\r\nc: no\r\nd: 1.10\r\ne:\r\nf: |\r\n  x\r\n  y\r\n";
    let node = parse(text, &Limits::default()).expect("it is YAML");
    let source = |key: &str| match &node.get(key).expect("it is there").value {
        Tree::Scalar(text, _) => text.clone(),
        other => panic!("{other:?}"),
    };
    let texts: Vec<Cow<'_, str>> = ["a", "b", "c", "d", "e", "f"].map(source).into();
    assert_eq!(texts, ["007", "12:30:45", "no", "1.10", "", "x\ny\n"]);
}

#[test]
fn bare_scalars_resolve_as_the_core_schema_says() {
    use super::node::resolve;
    for (text, wanted) in [
        ("~", Plain::Null),
        ("null", Plain::Null),
        ("True", Plain::Bool(true)),
        ("no", Plain::Text("no")),
        ("-12", Plain::Int(-12)),
        ("0x1F", Plain::Int(31)),
        ("0o17", Plain::Int(15)),
        ("0x-1", Plain::Text("0x-1")),
        ("1e3", Plain::Float(1000.0)),
        ("-.5", Plain::Float(-0.5)),
        ("1.", Plain::Float(1.0)),
        ("1e", Plain::Text("1e")),
        (".", Plain::Text(".")),
        ("+", Plain::Text("+")),
        ("1_000", Plain::Text("1_000")),
        ("007", Plain::Text("007")),
        ("0", Plain::Int(0)),
        ("0.5", Plain::Float(0.5)),
        ("9223372036854775808", Plain::Text("9223372036854775808")),
        (".nan", Plain::Text(".nan")),
        ("1e999", Plain::Text("1e999")),
        ("12:30:45", Plain::Text("12:30:45")),
    ] {
        assert_eq!(resolve(text), wanted, "{text}");
    }
}

#[test]
fn what_git_desk_writes_takes_the_fast_way() {
    let text = "id: k39fq2m7xd\ntitle: \"12:30\"\ntags:\n- a\nfields:\n  servicio técnico: x\nmessages:\n- id: a\n  text: |2-\n     x\n\n    y\n- id: b\n  text: \"\\r\"\n";
    assert!(strict::read(text, &Limits::default()).is_some());
    assert_eq!(emit(&parse(text, &Limits::default()).expect("it is YAML")), text);
}
