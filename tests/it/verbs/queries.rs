//! Queries through `list`: a table of questions to a small desk.

use super::{SOL, at, close, file, old_desk, path_of, put, rewrite};
use crate::support::World;

/// Six tickets, the sixth closed. Titles are letters, so that answers read as words.
fn desk() -> World {
    let world = old_desk();
    let on = |n: u32, line: &[&str]| {
        let out = world
            .desk_as(&at(&format!("2026-11-{n}T10:00:00Z")), &[line, &["--json"]].concat())
            .json();
        out["ticket"]["id"].as_str().expect("an id").to_owned()
    };
    let sol = ["--requester", "sol@example.com"];
    let a = on(
        10,
        &[&["new", "a", "-m", "Timeout error 502", "--priority", "high", "--tag", "ci", "--tag", "vip"], &sol[..]]
            .concat(),
    );
    on(
        11,
        &[&["new", "b", "--priority", "urgent", "--assignee", "me", "--category", "payments/checkout"], &sol[..]]
            .concat(),
    );
    on(
        12,
        &[
            "new",
            "c",
            "--requester",
            "max@other.example",
            "--status",
            "pending",
            "--group",
            "payments",
            "--due",
            "2026-11-19",
        ],
    );
    on(
        13,
        &["new", "d", "--status", "hold", "--field", "service=gateway", "--type", "incident", "--priority", "low"],
    );
    on(14, &["new", "e", "--status", "solved", "--channel", "email", "--external", "github:acme/shop#812"]);
    let f = on(15, &["new", "f", "--status", "solved", "--tag", "ci"]);
    close(&world, &f);
    put(&world, "config/organizations.yaml", "organizations:\n  acme:\n    contract: gold\n");
    rewrite(&world, &path_of(&titled(&world, "d")), "status: hold\n", "status: hold\norganization: acme\n");
    world.desk(&["claim", &titled(&world, "b"), "--for", "1d"]).ok();
    let trace = world.root().join("trace.txt");
    std::fs::write(&trace, "GET /pay 502\n").expect("a file");
    world.desk(&["attach", &a, trace.to_str().expect("UTF-8")]).ok();
    world
}

fn titled(world: &World, title: &str) -> String {
    let found = world.desk(&["list", "is:any", &format!("title={title}"), "--json"]).json();
    found["tickets"][0]["id"].as_str().expect("an id").to_owned()
}

fn titles(world: &World, words: &[&str]) -> String {
    let line = [&["list"], words, &["--json"]].concat();
    let found = world.desk(&line).json();
    found["tickets"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| t["title"].as_str())
        .collect()
}

#[test]
fn every_kind_of_term_finds_what_it_names() {
    let world = desk();
    let rows: &[(&[&str], &str)] = &[
        (&[], "cbad"),
        (&["is:any"], "cbadef"),
        (&["is:unsolved"], "cbad"),
        (&["is:solved"], "ef"),
        (&["is:closed"], "f"),
        (&["is:unassigned"], "adc"),
        (&["is:assigned"], "bef"),
        (&["status:new"], "a"),
        (&["status:open,pending"], "bc"),
        (&["status:on-hold"], "d"),
        (&["status:concluido"], "e"),
        (&["priority:high"], "a"),
        (&["priority>=high"], "ba"),
        (&["priority<high"], "d"),
        (&["type:incident"], "d"),
        (&["requester:sol@example.com"], "ba"),
        (&["requester:@other.example"], "c"),
        (&["assignee:me"], "bef"),
        (&["group:payments"], "c"),
        (&["category:payments/*"], "b"),
        (&["channel:email"], "e"),
        (&["ref:github:acme/shop#812"], "e"),
        (&["tag:ci"], "af"),
        (&["tag:ci", "is:unsolved"], "a"),
        (&["field.service=gateway"], "d"),
        (&["text:timeout error"], "a"),
        (&["TIMEOUT"], "a"),
        (&["has:due"], "c"),
        (&["is:overdue"], "c"),
        (&["is:claimed"], "b"),
        (&["contract:gold"], "d"),
        (&["field.service>gate"], "d"),
        (&["has:message"], "a"),
        (&["has:attachment"], "a"),
        (&["is:unsolved", "-has:attachment"], "bdc"),
        (&["created>=2026-11-13"], "def"),
        (&["created:2026-11-11..2026-11-13"], "bc"),
        (&["created<7d"], "def"),
        (&["due<2026-11-20"], "c"),
        (&["status:new", "or", "status:hold"], "ad"),
        (&["(status:new or status:hold)", "-priority:low"], "a"),
        (&["is:unsolved", "-tag:ci", "-status:pending"], "bd"),
        (&["-is:unsolved"], "ef"),
        (&["-(status:new or status:open)", "is:unsolved"], "dc"),
        (&["id:zzzz"], ""),
    ];
    let sorted = |letters: &str| {
        let mut letters: Vec<char> = letters.chars().collect();
        letters.sort_unstable();
        letters
    };
    for (words, expected) in rows {
        assert_eq!(sorted(&titles(&world, words)), sorted(expected), "{words:?}");
    }
}

#[test]
fn the_order_is_asked_for_or_that_of_work() {
    let world = desk();
    let rows: &[(&[&str], &str)] = &[
        (&[], "cbad"),
        (&["sort:created"], "abcd"),
        (&["sort:-created"], "dcba"),
        (&["--sort", "-created"], "dcba"),
        (&["--sort=-title", "is:any"], "fedcba"),
        (&["--sort", "priority"], "dabc"),
        (&["sort:-priority", "--limit", "2"], "ba"),
        (&["--limit", "0"], ""),
        (&["--limit", "99", "--sort", "due"], "cabd"),
        (&["sort:status,-title"], "abcd"),
    ];
    for (words, expected) in rows {
        assert_eq!(titles(&world, words), *expected, "{words:?}");
    }
}

#[test]
fn columns_are_chosen_and_named_in_both_languages() {
    let world = desk();
    let line = ["list", "is:any", "tag:ci", "--columns", "title,status,tags,priority", "--sort", "title"];
    let expected = "Title  Status  Tags     Priority\na      New     ci, vip  High\nf      Closed  ci\n";
    assert_eq!(world.desk(&line).ok(), expected);
    let expected = "Asunto  Estado   Etiquetas  Prioridad\na       Nuevo    ci, vip    Alta\nf       Cerrado  ci\n";
    assert_eq!(world.desk(&[&line[..], &["--lang", "es"]].concat()).ok(), expected);
    let chosen = ["list", "field.service=gateway", "--columns", "title,field.service,status_category"];
    assert_eq!(world.desk(&chosen).ok(), "Title  service  Status category\nd      gateway  On hold\n");
}

#[test]
fn my_desk_is_mine_and_nobodys_what_i_can_act_on_first() {
    let world = desk();
    file(&world, "g", &["--assignee", "luis@example.com"]);
    let mine = world.desk(&["--json"]).json();
    let titles: String = mine["tickets"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| t["title"].as_str())
        .collect();
    assert_eq!(titles, "bacd");
    let sols = world.desk_as(&SOL, &["--json"]).json();
    assert_eq!(sols["tickets"].as_array().map(Vec::len), Some(3));
}
