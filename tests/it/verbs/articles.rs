//! Articles among what `search` finds: which, how they look, who sees them, and that they are brought along. Each answer
//! is asked for twice: of the index, and of git without it.

use super::search::search;
use super::{file, put};
use crate::support::World;
use serde_json::{Value, json};

const REFUNDS: &str = "# How refunds work\n\nWe pay back within five days. The customer gets a mail.\n";
const SPANISH: &str = "---\ntitle: Reembolsos\nlanguage: es\n---\nLa devolución de un pago: refund.\n";

fn desk() -> World {
    let world = World::with_desk();
    file(&world, "Refund of a double charge", &["-m", "It was charged twice"]);
    for (path, text) in [
        ("articles/refunds.md", REFUNDS),
        ("articles/es/reembolsos.md", SPANISH),
        (
            "articles/staff.md",
            "---\nvisibility: internal\n---\n# When to refuse a refund\nWhen dunning runs.\n",
        ),
        ("articles/drafts/later.md", "Nothing yet on refunds.\n"),
        ("articles/soon.md", "---\ndraft: true\n---\nRefunds\n=======\n"),
        ("articles/odd.md", "---\nvisibility: [\n---\nrefund oddities\n"),
        ("articles/notes.txt", "refund notes\n"),
        ("elsewhere/page.md", "# refund page\n"),
    ] {
        put(&world, path, text);
    }
    world
}

/// What was found: ids of tickets as `ticket`, paths of articles.
#[track_caller]
fn found(world: &World, words: &[&str]) -> Vec<String> {
    let out = search(world, &[words, &["--json"]].concat());
    let answer: Value = serde_json::from_str(&out.stdout).expect("--json prints JSON");
    let matches = answer["matches"].as_array().expect("a list");
    assert_eq!(out.code, i32::from(matches.is_empty()), "exit 1 is: nothing found");
    let name = |found: &Value| {
        found["article"]
            .as_str()
            .map_or("ticket", |path| path.trim_start_matches("articles/"))
            .to_owned()
    };
    matches.iter().map(name).collect()
}

#[test]
fn articles_come_after_tickets_those_with_the_words_in_their_titles_first() {
    let world = desk();
    let rows: &[(&[&str], &[&str])] = &[
        (
            &["refund"],
            &["ticket", "refunds.md", "soon.md", "staff.md", "drafts/later.md", "es/reembolsos.md", "odd.md"],
        ),
        (&["REFUND", "five"], &["refunds.md"]),
        (&["five days"], &["refunds.md"]),
        (&["days five"], &[]),
        (&["devolucion"], &["es/reembolsos.md"]),
        (&["devolución", "or", "dunning"], &["es/reembolsos.md", "staff.md"]),
        (&["refund -mail -charge"], &["soon.md", "staff.md", "drafts/later.md", "es/reembolsos.md", "odd.md"]),
        (&["refund (mail or -yet) -soon five"], &["refunds.md"]),
        (&["charged or -refund"], &["ticket"]),
        (
            &["five or -charge"],
            &["drafts/later.md", "es/reembolsos.md", "odd.md", "refunds.md", "soon.md", "staff.md"],
        ),
        (&["reembolsos"], &["es/reembolsos.md"]),
        (&["language"], &[]),
        (&["notes"], &[]),
        (&["refund", "--limit", "2"], &["ticket", "refunds.md", "soon.md"]),
        (&["refund", "--limit", "0"], &[]),
    ];
    for (words, expected) in rows {
        if words.contains(&"0") {
            let out = search(&world, words);
            assert_eq!((out.code, out.stderr.as_str()), (0, "… and 7 more\n"));
        } else {
            assert_eq!(found(&world, words), *expected, "{words:?}");
        }
    }
}

#[test]
fn a_query_about_tickets_finds_no_article() {
    let world = desk();
    for words in [&["refund", "status:new"][..], &["refund", "-tag:x"], &["refund", "title:refund"]] {
        assert_eq!(found(&world, words), ["ticket"], "{words:?}");
    }
    assert_eq!(found(&world, &["five", "sort:created"]), ["refunds.md"]);
    for (words, english, spanish) in [
        ("nix", "No ticket and no article has all of that.\n", "Ningún ticket ni artículo tiene todo eso.\n"),
        ("five status:new", "No ticket has all of that.\n", "Ningún ticket tiene todo eso.\n"),
    ] {
        assert_eq!(search(&world, &[words]).fails(1), english);
        assert_eq!(search(&world, &[words, "--lang", "es"]).fails(1), spanish);
    }
}

#[test]
fn requesters_see_neither_drafts_nor_internal_articles() {
    let world = desk();
    assert_eq!(found(&world, &["refund", "--public"]), ["ticket", "refunds.md", "es/reembolsos.md"]);
    for words in ["dunning", "oddities", "yet", "refuse -five"] {
        assert_eq!(found(&world, &["--public", words]), [""; 0], "{words}");
    }
    let out = search(&world, &["refund", "--public", "--limit", "1"]);
    assert_eq!(out.stderr, "… and one more\n", "no count tells of them");
}

#[test]
fn an_article_shows_its_title_its_path_and_where_the_words_are() {
    let world = desk();
    let shown = search(&world, &["refuse", "or", "five", "or", "yet", "or", "devolucion"]).ok();
    let expected = "Articles\n\
        When to refuse a refund\n  articles/staff.md (internal)\n\
        later\n  articles/drafts/later.md (draft): Nothing yet on refunds.\n\
        Reembolsos\n  articles/es/reembolsos.md (es): La devolución de un pago: refund.\n\
        How refunds work\n  articles/refunds.md: We pay back within five days. The customer gets a mail.\n";
    assert_eq!(shown, expected);
    let spanish = search(&world, &["refuse", "or", "yet", "--lang", "es"]).ok();
    let expected = "Artículos\nWhen to refuse a refund\n  articles/staff.md (interno)\n\
        later\n  articles/drafts/later.md (borrador): Nothing yet on refunds.\n";
    assert_eq!(spanish, expected);
    let both = search(&world, &["charge", "or", "refuse"]).ok();
    assert!(both.contains("charged twice\n\nArticles\nWhen"), "{both}");
    let lit = world.desk(&["search", "devolucion", "--color", "always"]).ok();
    assert!(lit.contains("La \u{1b}[1m\u{1b}[33mdevolución\u{1b}[0m de un pago"), "{lit:?}");
}

#[test]
fn answers_about_articles_follow_their_schema() {
    let world = desk();
    let schema = world.desk(&["schema", "matches"]).json();
    let answer = search(&world, &["refund", "--json"]).json();
    assert!(jsonschema::is_valid(&schema, &answer), "{answer}");
    let expected = json!({
        "article": "articles/es/reembolsos.md", "title": "Reembolsos", "language": "es", "draft": false,
        "visibility": "public", "in_title": false,
        "text": {"excerpt": "La devolución de un pago: refund.", "places": [[26, 32]]}
    });
    assert_eq!(answer["matches"][5], expected);
    let mut wrong = answer.clone();
    wrong["matches"][5]["id"] = wrong["matches"][0]["id"].take();
    assert!(!jsonschema::is_valid(&schema, &wrong), "a ticket without an id");
    let lines = search(&world, &["refund", "--format", "jsonl"]).ok();
    let last: Value = serde_json::from_str(lines.lines().last().expect("lines")).expect("JSON");
    assert_eq!(last["article"], "articles/odd.md");
}

#[test]
fn articles_are_brought_along_whoever_changes_them() {
    let world = World::with_desk();
    file(&world, "A till", &["-m", "It is red"]);
    assert_eq!(found(&world, &["red"]), ["ticket"]);
    let dir = world.root().join("worktree");
    let git = |args: &[&str]| world.git_in(&dir, args);
    world.git(&["worktree", "add", "-q", dir.to_str().expect("a path"), "tickets"]);
    let write = |path: &str, text: &str| {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("it can be written");
    };
    let commit = || {
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", "by hand"]);
    };
    write("articles/a.md", "# Red lamps\n");
    write("articles/b/c.md", "green, not red\n");
    commit();
    assert_eq!(found(&world, &["red"]), ["ticket", "a.md", "b/c.md"]);
    write("articles/a.md", "# Blue lamps\n");
    commit();
    assert_eq!((found(&world, &["red"]).len(), found(&world, &["blue"])), (2, vec!["a.md".to_owned()]));
    git(&["mv", "articles/b/c.md", "articles/d.md"]);
    commit();
    assert_eq!(found(&world, &["green"]), ["d.md"]);
    // Renaming it is publishing it, or not.
    std::fs::create_dir(dir.join("articles/drafts")).expect("a folder");
    git(&["mv", "articles/d.md", "articles/drafts/d.md"]);
    commit();
    assert_eq!((found(&world, &["green"]).len(), found(&world, &["green", "--public"]).len()), (1, 0));
    // A write of ours changes no article.
    file(&world, "Another", &["-m", "green"]);
    assert_eq!(found(&world, &["green"]), ["ticket", "drafts/d.md"]);
    git(&["rm", "-q", "articles/a.md"]);
    git(&["commit", "-q", "-m", "by hand"]);
    assert_eq!(found(&world, &["blue"]), [""; 0]);
    world.git(&["worktree", "remove", "--force", dir.to_str().expect("a path")]);
    world.git(&["update-ref", "refs/heads/tickets", "tickets~1"]);
    assert_eq!(found(&world, &["blue"]), ["a.md"]);
}

#[test]
fn what_is_no_text_or_too_large_or_too_deep_is_not_searched() {
    let world = World::with_desk();
    put(&world, "articles/binary.md", "red \u{0} red");
    put(&world, "articles/large.md", &format!("# Large\n{}", "red ".repeat(700)));
    put(&world, &format!("articles/{}deep.md", "a/".repeat(15)), "red");
    put(&world, &format!("articles/{}deep.md", "b/".repeat(16)), "red");
    put(&world, "articles/DESK.MD", "red");
    let deep = format!("{}deep.md", "a/".repeat(15));
    assert_eq!(found(&world, &["red"]), ["DESK.MD", deep.as_str(), "large.md"]);
    let settings = world.git(&["show", "tickets:desk.yaml"]);
    put(&world, "desk.yaml", &format!("{settings}\nlimits: {{message: 2KiB}}\n"));
    let out = search(&world, &["red"]);
    assert_eq!(out.stderr, "articles/large.md has more than 2048 bytes; it is not searched.\n");
    assert!(!out.stdout.contains("Large"), "{out:?}");
    let spanish = search(&world, &["red", "--lang", "es"]).stderr;
    assert_eq!(spanish, "articles/large.md tiene más de 2048 bytes; no se busca en él.\n");
    assert_eq!(search(&world, &["red", "--public"]).stderr, "");
    put(&world, "desk.yaml", &settings);
    assert_eq!(found(&world, &["red"]).len(), 3);
}

#[test]
fn names_and_texts_of_strangers_reach_no_terminal_raw() {
    let world = World::with_desk();
    let text = "---\ntitle: \"red \\e[31m\"\nlanguage: \"e\\e[31m\"\n---\nred \u{1b}[31m\u{202e}\n";
    put(&world, "articles/a\u{1b}[31m\u{202e}.md", text);
    for more in [&["--color", "always"][..], &["--json"]] {
        let shown = search(&world, &[&["red"], more].concat()).stdout;
        assert!(shown.contains("red") && !shown.contains("\u{1b}[31m") && !shown.contains('\u{202e}'), "{shown:?}");
    }
}

#[test]
fn what_is_no_folder_of_articles_disturbs_nobody() {
    let world = World::with_desk();
    file(&world, "Red", &["-m", "x"]);
    put(&world, "articles", "red");
    assert_eq!(found(&world, &["red"]), ["ticket"]);
    assert_eq!(search(&world, &["nix"]).fails(1), "No ticket has all of that.\n");
}
