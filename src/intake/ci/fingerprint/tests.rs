//! Masks one by one, and what keys do and do not depend on.

use super::{BadMask, Masks, explain, plain};
use crate::intake::ci::{Case, Outcome};
use proptest::prelude::*;

fn masked(text: &str) -> String {
    Masks::default().apply(text)
}

#[test]
fn what_differs_from_run_to_run_is_masked() {
    for (text, expected) in [
        ("took 12 of 7", "took <number> of <number>"),
        ("at 0xdeadBEEF", "at <hex1>"),
        ("id 7c1811ed-e98f-4c9c-a9f9-58c757ff494f", "id <uuid1>"),
        ("commit a93c7d2", "commit <hex1>"),
        ("on 2024-02-20T22:16:36.5Z end", "on <date> end"),
        ("on 2024-02-20 22:16:36 +0000 UTC end", "on <date> end"),
        ("Mon, 02 Jan 2006 15:04:05 -0700", "<date>"),
        ("after 1.5s and 10 ms", "after <duration> and <duration>"),
        ("in /tmp/x1/y.txt: no", "in <path1>: no"),
        ("in C:\\Users\\x\\y no", "in <path1> no"),
        ("to db.internal:5432 and localhost:80", "to <host1> and <host2>"),
        ("to 10.0.0.1:80 and ::1", "to <ip1> and <ip2>"),
        ("from a.b+c@example.org", "from <email1>"),
        ("pods.go:1022", "pods.go:<number>"),
        ("12345:6:789 and 123456789", "<number>:<number>:<number> and <number>"),
        ("get https://x.y/z?q=1 now", "get <url1> now"),
    ] {
        assert_eq!(masked(text), expected, "{text}");
    }
}

#[test]
fn words_stay_words() {
    for text in [
        "effaceable",
        "deadbee",
        "Bee::buzz()",
        "utf-x and x86_64",
        "java.net.Socket",
        "k8s.io/a/b.rs",
        "sha256 int32",
        "pods.go:x",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn the_same_token_gets_the_same_number_unless_sameness_is_chance() {
    assert_eq!(masked("a93c7d2 is not b04d8e3 but a93c7d2"), "<hex1> is not <hex2> but <hex1>");
    assert_ne!(masked("a93c7d2 is not b04d8e3"), masked("a93c7d2 is not a93c7d2"));
    assert_eq!(masked("pod 2-7 left with 2"), masked("pod 1-0 left with 2"));
}

#[test]
fn a_project_masks_its_own_group_and_keeps_its_own_paths() {
    let masks = Masks::new(&[r"pod-([a-z]{5})\b".to_owned()], &["/build/project".to_owned()]).expect("valid");
    assert_eq!(masks.apply("pod-qwert died"), "pod-<own> died");
    assert_eq!(masks.apply("/build/project/src/a.rs and /elsewhere/x"), "src/a.rs and <path1>");
    let bad = |mask: &str| Masks::new(&[mask.to_owned()], &[]).err();
    assert_eq!(bad("(a)(b)"), Some(BadMask::Groups { mask: "(a)(b)".into(), found: 2 }));
    assert_eq!(bad("a("), Some(BadMask::Unreadable { mask: "a(".into() }));
    let huge = "(a{1000}){1000}{1000}";
    assert_eq!(bad(huge), Some(BadMask::Unreadable { mask: huge.into() }));
}

#[test]
fn colours_and_control_characters_are_no_part_of_a_text() {
    assert_eq!(plain("\u{1b}[31;1mred\u{1b}[0m \u{1b}]0;title\u{7}x\u{0}\ty\n"), "red x\ty\n");
}

fn failed(suite: &str, class: &str, name: &str, message: &str, text: &str) -> Case {
    let mut case = Case::new(suite, class, name, Outcome::Failed);
    (case.message, case.text) = (message.to_owned(), text.to_owned());
    case
}

fn key(case: &Case) -> String {
    explain(case, &Masks::default()).key
}

#[test]
fn parameters_are_no_part_of_the_name() {
    let one = key(&failed("s", "c", "t", "", ""));
    for name in ["t[1-a]", "t[x[0]]", "t(int, String)", "t/0", "t#01", " t "] {
        assert_eq!(key(&failed("s", "c", name, "other", "words")), one, "{name}");
    }
    for name in ["t2", "u", "t/sub", "handles 404"] {
        assert_ne!(key(&failed("s", "c", name, "", "")), one, "{name}");
    }
    assert_ne!(key(&failed("s", "ct", "", "", "")), one, "parts do not run into one another");
    assert_ne!(
        key(&failed("", "", "[1]", "", "")),
        key(&failed("", "", "[2]", "", "")),
        "a name of nothing but parameters"
    );
}

#[test]
fn a_cause_is_its_error_and_its_frames_without_lines() {
    let trace = |line: u32| {
        format!(
            "E: boom\nat java.base/x.Y(Z.java:1)\nat org.junit.A(B.java:2)\nat com.acme.Shop.pay(Shop.java:{line})\n"
        )
    };
    let cause = |name: &str, message: &str, line: u32| {
        explain(&failed("s", "c", name, message, &trace(line)), &Masks::default()).cause
    };
    assert_eq!(cause("a", "boom after 12 ms", 7), cause("b", "boom after 99 ms", 8));
    assert_ne!(cause("a", "boom", 7), cause("a", "bang", 7));
    let explained = explain(&failed("s", "c", "a", "boom", &trace(7)), &Masks::default());
    assert_eq!(explained.frames, ["at com.acme.Shop.pay(Shop.java:<number>)"]);
    assert_eq!(explain(&failed("s", "c", "a", "", ""), &Masks::default()).cause, None, "nothing said is no cause");
}

#[test]
fn keys_of_this_version_never_change() {
    let explained = explain(&failed("suite", "class", "name[1]", "boom 1", ""), &Masks::default());
    assert_eq!(
        (explained.key.as_str(), explained.cause.as_deref()),
        ("v1:7ce33f2d7f50dc6f43121fd1b63400a9", Some("v1:10178264a17441bef0f1d93fec042f4d"))
    );
}

/// What others published as one cluster; beside the repository, so skipped where it is absent.
#[test]
fn messages_of_one_published_cluster_share_a_mask_but_for_names() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/intake/fingerprint/k8s_must_be_one_cluster.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no {}", path.display());
        return;
    };
    let messages: Vec<String> = serde_json::from_str(&text).expect("a list");
    let masks = Masks::new(&[r"on node (\S+)".to_owned()], &[]).expect("valid");
    let kinds: std::collections::BTreeSet<String> = messages.iter().map(|m| masks.apply(m)).collect();
    assert_eq!(kinds.len(), 1, "{kinds:#?}");
}

proptest! {
    #[test]
    fn any_text_is_masked_without_panic_and_grows_little(text in any::<String>(), message in ".{0,200}") {
        let explained = explain(&failed(&text, "", &text, &message, &text), &Masks::default());
        prop_assert!(explained.key.starts_with("v1:") && explained.key.len() == 35);
        prop_assert!(masked(&text).len() <= 16 * (text.len() + 1));
    }
}
