//! git-desk-query(7): every example of the page finds what it says, and both languages have the same.

use super::{old_desk, path_of, put};
use crate::support::World;

const PAGES: [&str; 2] = [
    include_str!("../../../src/render/words/en/query_page.ftl"),
    include_str!("../../../src/render/words/es/query_page.ftl"),
];

/// The queries of the examples; what is indented more says what they find.
fn examples(page: &str) -> Vec<&str> {
    let (_, examples) = page.split_once("query-page-examples =\n").expect("the page has examples");
    examples.lines().filter(|line| !line.starts_with("      ")).map(str::trim).collect()
}

const FIELDS: &str = "fields:\n  service: {type: text}\n  release: {type: version}\n";
const ORGANIZATIONS: &str = "organizations:\n  acme: {contract: gold}\n  shop: {contract: silver}\n";

/// Nobody has had an answer yet: a note with which an agent opens a ticket is none.
const POLICIES: &str =
    "policies:\n- {name: all, filter: -status:hold, targets: {first_reply: {urgent: 24h, default: 30d}}}\n";

/// Id, when it last changed, and the file but for the id. Now is 2026-11-20; Ana is who asks.
const TICKETS: [(&str, &str, &str); 6] = [
    (
        "aaaaaaaaaa",
        "2026-11-18",
        "title: a timeout error\nstatus: open\npriority: high\nrequester: ana@acme.example\norganization: acme\n\
         category: payments/checkout\nrefs: [\"github:acme/shop#812\"]\ndue: 2026-11-21T12:00:00Z\n\
         created: 2026-11-18T10:00:00Z\n",
    ),
    (
        "bbbbbbbbbb",
        "2026-11-01",
        "title: b pays twice\nstatus: pending\ntype: incident\nassignee: ana@example.com\ntags: [ci]\n\
         links: [{kind: incident-of, ticket: dddddddddd}]\ncreated: 2026-10-05T10:00:00Z\n",
    ),
    (
        "cccccccccc",
        "2026-11-02",
        "title: c Facturación rota\nstatus: solved\nassignee: luis@example.com\norganization: acme\n\
         created: 2026-10-20T10:00:00Z\n",
    ),
    (
        "dddddddddd",
        "2026-11-19",
        "title: d gateway restarts\nstatus: new\ntype: problem\npriority: urgent\nrequester: bo@shop.example\n\
         organization: shop\nfields: {service: gateway, release: \"2.10.1\"}\ncreated: 2026-11-19T10:00:00Z\n",
    ),
    (
        "eeeeeeeeee",
        "2026-11-19",
        "title: e late\nstatus: hold\nassignee: ana@example.com\ngroup: payments\ndue: 2026-11-15T10:00:00Z\n\
         created: 2026-11-05T10:00:00Z\n",
    ),
    (
        "ffffffffff",
        "2026-11-10",
        "title: f old release\nstatus: open\npriority: low\nassignee: luis@example.com\norganization: acme\ntags: [ci]\n\
         fields: {service: gateway, release: \"2.9\"}\ncreated: 2026-09-01T10:00:00Z\nmessages:\n\
         - {id: 3f9a0c7kqe, at: 2026-11-10T10:00:00Z, role: agent, visibility: public, text: \"A timeout error.\"}\n",
    ),
];

fn desk() -> World {
    let mut world = old_desk();
    put(&world, "config/fields.yaml", FIELDS);
    put(&world, "config/organizations.yaml", ORGANIZATIONS);
    for (id, day, text) in TICKETS {
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            world.env.push((name.to_owned(), format!("{day}T10:00:00Z")));
        }
        put(&world, &path_of(id), &format!("id: {id}\n{text}"));
    }
    world.env.clear();
    put(&world, "config/sla.yaml", POLICIES);
    let log = world.root().join("gateway.log");
    std::fs::write(&log, "restarted\n").expect("a file");
    world.desk(&["attach", "dddd", log.to_str().expect("UTF-8")]).ok();
    world.desk(&["attach", "ffff", log.to_str().expect("UTF-8")]).ok();
    world
}

/// What each example finds, by the first letter of the title; where the example sorts, in this order.
const FOUND: [(&str, &str); 19] = [
    ("status:open,pending -tag:ci", "a"),
    ("priority>=high is:unassigned is:unsolved", "ad"),
    ("assignee:me updated>3d", "b"),
    ("requester:@acme.example created>=2026-11-01", "a"),
    ("created:2026-10", "bc"),
    ("(group:payments or category:payments/*) -is:solved", "ae"),
    ("\"timeout error\"", "af"),
    ("title:facturacion", "c"),
    ("due<+2d is:unsolved sort:due", "ea"),
    ("is:overdue", "e"),
    ("sla:breached is:unsolved", "bf"),
    ("sla.first_reply.left<2h is:unsolved sort:due", "fbd"),
    ("has:attachment -has:reply", "d"),
    ("field.service=gateway field.release>=2.10", "d"),
    ("contract:gold is:unsolved sort:-priority", "af"),
    ("link:incident-of", "b"),
    ("ref:github:*", "a"),
    ("-(status:pending or status:hold) is:unsolved", "adf"),
    ("is:any created<1w sort:-created", "da"),
];

#[test]
fn every_example_finds_what_the_page_says() {
    let world = desk();
    for (query, expected) in FOUND {
        let found = world.desk(&["list", query, "--json"]).json();
        let tickets = found["tickets"].as_array().expect("a list");
        let mut letters: Vec<char> = tickets
            .iter()
            .filter_map(|t| t["title"].as_str().and_then(|title| title.chars().next()))
            .collect();
        if !query.contains("sort:") {
            letters.sort_unstable();
        }
        assert_eq!(letters.into_iter().collect::<String>(), expected, "{query}");
    }
}

#[test]
fn both_languages_show_these_examples() {
    for page in PAGES {
        assert_eq!(examples(page), FOUND.map(|(query, _)| query));
    }
}

#[test]
fn the_page_is_written_and_installed_with_the_others() {
    let world = World::new();
    let dir = world.root().join("out");
    world.desk(&["man", "--out", dir.to_str().expect("UTF-8")]).ok();
    for (page, word) in [("man7/git-desk-query.7", ".SH EXAMPLES"), ("es/man7/git-desk-query.7", ".SH EJEMPLOS")] {
        let text = std::fs::read_to_string(dir.join(page)).expect("the page is there");
        assert!(text.contains(word), "{page}");
    }
}
