//! A text taken apart and put together is the text; and what is merged key by key stays what people wrote.

use super::{Outline, Path};
use crate::store::files::{VIEWS, WorkflowName, initial};
use crate::store::merge::keys::between;
use proptest::prelude::*;

fn again(text: &str) -> String {
    let outline = Outline::of(text);
    outline.with(&outline.by_path(), &outline)
}

fn keys(text: &str) -> Vec<String> {
    let joined = |(path, _): &(Path, String)| path.join(".").replace('\0', "(tail)");
    Outline::of(text).0.iter().map(joined).collect()
}

/// Key by key, and in how many keys somebody was overruled.
#[track_caller]
fn merged(base: &str, one: &str, other: &str) -> (String, usize) {
    let (text, lost) = between(Some(base), one, other).expect("YAML");
    (text, lost.len())
}

#[test]
fn every_file_of_a_new_desk_comes_together_as_it_was() {
    for workflow in WorkflowName::ALL {
        for (path, text) in initial(workflow, "en") {
            assert_eq!(again(&text), text, "{path}");
        }
    }
    assert!(keys(VIEWS).contains(&"views.stale.query".to_owned()));
}

#[test]
fn nasty_texts_come_together_as_they_were() {
    for text in [
        "",
        "# only a comment\n",
        "\n\n",
        "a: 1\r\nb:\r\n  c: 2\r\n# end\r\n",
        "---\n# head\na: 1\n\n# tail\n",
        "a: |\n  # no comment\n  b: no key\n\n  # nor this\n\n# of c\nc: >-\n  x\n",
        "list:\n- a\n# in between\n- b: 1\n  c: 2\n\nnext: 1\n",
        "list:\n  - text: |\n      a: b\n\n      # c\n    x: y\nnext: [a,\n  b, {c: d}]\n",
        "\"quoted key\": 1\n'other': 2\n\"with \\\" inside\": 3\nurl: http://a: b\n",
        "{a: 1,\n b: 2}\n",
        "a: &x\n  b: 1\nc: *x\n",
        "a:\n\n    b: 1\n\n\n    # deep\n    c: 2\n # shallow\nd: 3\n",
        "a: 1\na: 2\n",
        "? odd\n: value\nkey:\tvalue\n",
        "\u{feff}a: 1\n",
    ] {
        let known = Outline::of(text);
        let duplicate = known.by_path().len() < known.0.len();
        assert!(duplicate || again(text) == text, "{text:?} became {:?}", again(text));
        let joined: String = known.0.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(joined, text);
    }
}

#[test]
fn a_text_without_a_last_line_feed_gets_one() {
    assert_eq!(again("a: 1\nb: 2"), "a: 1\nb: 2\n");
    let (text, lost) = merged("a: 1\nb: 2", "a: 1\nb: 2\nc: 3", "a: 1\nb: 4");
    assert_eq!((text.as_str(), lost), ("a: 1\nb: 4\nc: 3\n", 0));
}

#[test]
fn lines_of_a_text_are_no_keys_and_no_comments() {
    let text = "a:\n  text: |\n    # x\n    b: c\n\n    # y\n  next: 1\n";
    assert_eq!(keys(text), ["a", "a.text", "a.next"]);
    assert_eq!(Outline::of(text).0[1].1, "  text: |\n    # x\n    b: c\n\n    # y\n");
}

#[test]
fn lists_and_flow_values_are_one_value() {
    assert_eq!(keys("a:\n- b: 1\n  c: 2\nd:\n  - e: 1\nf: {g: 1,\n  h: 2}\ni: 1\n"), ["a", "d", "f", "i"]);
}

#[test]
fn a_quoted_key_is_the_same_key() {
    assert_eq!(keys("\"a\":\n  'b': 1\n"), ["a", "a.b"]);
}

#[test]
fn head_and_tail_keep_their_places() {
    let (base, one, other) = ("---\na: 1\n# end\n", "---\na: 1\nb: 2\n# end\n", "---\na: 3\n# end\n# more\n");
    assert_eq!(merged(base, one, other).0, "---\na: 3\nb: 2\n# end\n# more\n");
}

#[test]
fn what_was_removed_with_all_below_it_comes_back_whole_where_a_part_was_changed() {
    let base = "v:\n  a:\n    x: 1\n    y: 2\n  b: 3\n";
    let (text, lost) = merged(base, "v:\n  b: 3\n", "v:\n  a:\n    x: 9\n    y: 2\n  b: 3\n");
    assert_eq!((text.as_str(), lost), ("v:\n  a:\n    x: 9\n    y: 2\n  b: 3\n", 1));
}

#[test]
fn what_was_removed_alone_stays_removed() {
    let base = "v:\n  a:\n    x: 1\n    y: 2\n";
    let (text, lost) = merged(base, "v:\n  a:\n    x: 1\n", "v:\n  a:\n    x: 9\n    y: 2\n");
    assert_eq!((text.as_str(), lost), ("v:\n  a:\n    x: 9\n", 0));
}

#[test]
fn a_key_has_a_value_or_keys_below_it() {
    let base = "v:\n  a:\n    x: 1\n    y: 2\n";
    let (short, long) = ("v:\n  a: lead\n", "v:\n  a:\n    x: 9\n    y: 2\n");
    assert_eq!(merged(base, short, long), (long.to_owned(), 1), "the later one is the long form");
    assert_eq!(merged(base, long, short), (short.to_owned(), 1), "the later one is the short form");
}

#[test]
fn the_same_key_has_the_value_of_the_later_one_with_its_comment() {
    let (one, other) = ("# why\na: 1\n", "# because\na: 2 # so\n");
    assert_eq!(merged("a: 0\n", one, other), (other.to_owned(), 1));
}

/// Files as people write them: keys with values of every kind, comments, empty lines.
fn config() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just(" 1\n"),
        Just(" [a, b]\n"),
        Just(" |\n    # t\n    k: v\n\n"),
        Just("\n  - a\n  - b: 1\n"),
        Just("\n  x: 1\n  # c\n  y: 2\n"),
        Just(" text # c\n"),
    ];
    let before = prop_oneof![3 => Just(""), 1 => Just("# c\n"), 1 => Just("\n")];
    let entry = (prop::sample::select(vec!["a", "b", "c", "d"]), value, before);
    let entries = prop::collection::vec(entry, 1..5);
    (entries, any::<bool>()).prop_map(|(entries, tail)| {
        let mut known = std::collections::BTreeSet::new();
        let entries = entries.into_iter().filter(|(key, ..)| known.insert(*key));
        let text: String = entries.map(|(key, value, before)| format!("{before}{key}:{value}")).collect();
        text + if tail { "# end\n" } else { "" }
    })
}

proptest! {
    #[test]
    fn any_text_is_all_there_in_blocks(text in "[ab:#|>\\-\"'{} \n\r]{0,60}") {
        let mut joined: String = Outline::of(&text).0.into_iter().map(|(_, text)| text).collect();
        if !text.is_empty() && !text.ends_with('\n') {
            prop_assert_eq!(joined.pop(), Some('\n'));
        }
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn any_configuration_comes_together_as_it_was(text in config()) {
        prop_assert_eq!(again(&text), text);
    }

    #[test]
    fn who_did_nothing_changes_nothing(base in config(), next in config()) {
        for (one, other) in [(&base, &next), (&next, &base)] {
            let (text, lost) = merged(&base, one, other);
            prop_assert_eq!(Outline::of(&text).by_path(), Outline::of(&next).by_path());
            prop_assert_eq!(lost, 0);
        }
    }

    #[test]
    fn whatever_two_people_write_is_merged_or_told(base in config(), one in config(), other in config()) {
        let (text, lost) = between(Some(&base), &one, &other).expect("it is YAML");
        let (there, was) = (Outline::of(&text).by_path(), Outline::of(&base).by_path());
        for (who, side) in [&one, &other].into_iter().enumerate() {
            for (key, text) in Outline::of(side).by_path() {
                let is_new = was.get(&key) != Some(&text);
                let is_told = || lost.iter().any(|(loser, path)| *loser == who && (key.starts_with(path) || path.starts_with(&key)));
                prop_assert!(!is_new || there.get(&key) == Some(&text) || is_told(), "{key:?}: {text}");
            }
        }
    }
}
