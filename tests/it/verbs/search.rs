//! `search`: what it finds and in which order, what it never shows, and its answers. Each answer is asked for twice:
//! of the index, and of git without it.

use super::{at, file, old_desk, put};
use crate::support::{Out, World};

/// Tickets of three days; Ana made the desk and writes the notes.
fn desk() -> World {
    let world = old_desk();
    let on = |day: u32, line: &[&str]| {
        let when = format!("2026-11-{day}T10:00:00Z");
        let out = world.desk_as(&at(&when), &[line, &["--json"]].concat()).json();
        out["ticket"]["id"].as_str().unwrap_or_default().to_owned()
    };
    let sol = ["--requester", "sol@example.com"];
    on(10, &[&["new", "Timeout at checkout", "-m", "HTTP 502 from the gateway"], &sol[..]].concat());
    on(
        11,
        &[&["new", "Gateway restarts", "-m", "After a timeout error it restarts.\n\nEvery hour."], &sol[..]].concat(),
    );
    on(12, &["new", "Facturación rota", "-m", "La facturacion no sale: timeouts", "--status", "hold"]);
    let secret = on(13, &[&["new", "Payment page", "-m", "It hangs."], &sol[..]].concat());
    let when = at("2026-11-14T10:00:00Z");
    world.desk_as(&when, &["note", &secret, "-m", "Customer owes money; see dunning."]).ok();
    world
}

const NO_INDEX: [(&str, &str); 3] =
    [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "desk.index"), ("GIT_CONFIG_VALUE_0", "false")];

/// What the program answers, with the index and without it.
#[track_caller]
pub fn search(world: &World, words: &[&str]) -> Out {
    let line = [&["search"], words].concat();
    let (out, read) = (world.desk(&line), world.desk_as(&NO_INDEX, &line));
    assert_eq!((out.code, &out.stdout, &out.stderr), (read.code, &read.stdout, &read.stderr), "{words:?}");
    out
}

#[track_caller]
pub fn titles(world: &World, words: &[&str]) -> Vec<String> {
    let out = search(world, &[words, &["--json"]].concat());
    let found: serde_json::Value = serde_json::from_str(&out.stdout).expect("--json prints JSON");
    let titles: Vec<String> = found["matches"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|m| m["title"].as_str().expect("a title").to_owned())
        .collect();
    assert_eq!(out.code, i32::from(titles.is_empty()), "exit 1 is: nothing found");
    titles
}

const CHECKOUT: &str = "Timeout at checkout";
const GATEWAY: &str = "Gateway restarts";
const INVOICE: &str = "Facturación rota";
const PAYMENT: &str = "Payment page";

#[test]
fn titles_come_before_texts_and_the_latest_first() {
    let world = desk();
    let rows: &[(&[&str], &[&str])] = &[
        (&["timeout"], &[CHECKOUT, INVOICE, GATEWAY]),
        (&["TIME"], &[CHECKOUT, INVOICE, GATEWAY]),
        (&["time*"], &[CHECKOUT, INVOICE, GATEWAY]),
        (&["gateway"], &[GATEWAY, CHECKOUT]),
        (&["timeout", "gateway"], &[GATEWAY, CHECKOUT]),
        (&["timeout", "502"], &[CHECKOUT]),
        (&["timeout error"], &[GATEWAY]),
        (&["\"timeout error\" restarts"], &[GATEWAY]),
        (&["error timeout"], &[]),
        (&["facturación"], &[INVOICE]),
        (&["FACTURACION"], &[INVOICE]),
        (&["restarts every"], &[GATEWAY]),
        (&["out"], &[]),
        (&["502", "or", "rota"], &[INVOICE, CHECKOUT]),
        (&["timeout", "status:new"], &[CHECKOUT, GATEWAY]),
        (&["timeout", "-status:hold", "sort:-created"], &[GATEWAY, CHECKOUT]),
        (&["(timeout or hangs)", "created>=2026-11-12"], &[PAYMENT, INVOICE]),
        (&["timeout", "-\"at checkout\""], &[INVOICE, GATEWAY]),
        (&["timeout", "--limit", "1"], &[CHECKOUT]),
        (&["timeout", "--limit", "2"], &[CHECKOUT, INVOICE]),
        (&["timeout", "-\"gateway\"", "-\"rota\""], &[]),
        (&["timeout -restarts"], &[CHECKOUT, INVOICE]),
        (&["page or gateway", "-(502 or status:hold)"], &[PAYMENT, GATEWAY]),
        (&["timeout", "sort:title"], &[INVOICE, GATEWAY, CHECKOUT]),
        (&["factura"], &[INVOICE]),
        (&["sol@example.com", "payment"], &[PAYMENT]),
        (&["nothing"], &[]),
    ];
    for (words, expected) in rows {
        assert_eq!(titles(&world, words), *expected, "{words:?}");
    }
}

#[test]
fn internal_notes_are_not_there_in_public() {
    let world = desk();
    assert_eq!(titles(&world, &["dunning"]), [PAYMENT]);
    for words in [&["dunning"][..], &["hangs", "text:dunning"], &["hangs", "has:note"], &["(hangs or dunning)", "owes"]]
    {
        assert_eq!(titles(&world, &[&["--public"], words].concat()), [""; 0], "{words:?}");
    }
    let shown = world.desk(&["search", "--public", "rota or hangs"]).ok();
    assert!(!shown.contains("dunning") && !shown.contains("On hold") && shown.contains("Open"), "{shown}");
    let json = world.desk(&["search", "--public", "rota", "--json"]).json();
    assert_eq!(json["matches"][0]["status_category"], "open");
}

/// Tickets with a word of its own in each place, and public and internal files.
fn desk_of_places() -> (World, String) {
    let world = old_desk();
    put(&world, "config/fields.yaml", "fields: {service: {type: text}}");
    let more = ["--requester", "rosa@acme.test", "--category", "kiosk/printer", "--tag", "firmware", "-m", "Hello"];
    let fields = ["--field", "service=gateway", "--json"];
    let made = world.desk(&[&["new", "A till"], &more[..], &fields[..]].concat()).json();
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    for (name, flag) in [("receipt.pdf", None), ("dossier.pdf", Some("--internal"))] {
        std::fs::write(world.repo().join(name), "x").expect("it can be written");
        let line: Vec<&str> = ["attach", &id, name].into_iter().chain(flag).collect();
        world.desk(&line).ok();
    }
    world.desk(&["note", &id, "-m", "ask the lawyer"]).ok();
    (world, id)
}

#[test]
fn fields_and_names_of_files_are_searched_but_for_requesters() {
    let (world, _) = desk_of_places();
    for words in ["rosa", "acme.test", "kiosk", "printer", "firmware", "gatew", "dossier", "lawyer", "\"rosa acme\""] {
        assert_eq!(titles(&world, &[words]), ["A till"], "{words}");
        assert_eq!(titles(&world, &["--public", words]), [""; 0], "{words}");
        assert_eq!(titles(&world, &["--public", "hello", &format!("-({words})")]), ["A till"], "{words}");
        assert_eq!(titles(&world, &["--public", "hello", "or", words]), ["A till"], "{words}");
    }
    for words in ["till", "hello", "receipt", "receipt.pdf"] {
        assert_eq!(titles(&world, &["--public", words]), ["A till"], "{words}");
    }
    // One text does not go on in the next.
    assert_eq!(titles(&world, &["test kiosk"]), [""; 0]);
}

#[test]
fn a_match_in_a_field_says_which() {
    let (world, id) = desk_of_places();
    let below = |words: &[&str]| {
        let shown = search(&world, words).ok();
        shown.lines().nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(below(&["gateway"]), "service: gateway");
    assert_eq!(below(&["firm"]), "tags: firmware");
    assert_eq!(below(&["firm", "--lang", "es"]), "etiquetas: firmware");
    assert_eq!(below(&["dossier"]), "attachments: dossier.pdf");
    assert_eq!(below(&["dossier", "--lang", "es"]), "adjuntos: dossier.pdf");
    assert!(below(&["hello", "firm"]).ends_with(": Hello"), "a message says more");
    let schema = world.desk(&["schema", "matches"]).json();
    let answer = search(&world, &["gateway", "kiosk", "--json"]).json();
    assert!(jsonschema::is_valid(&schema, &answer), "{answer}");
    let found = &answer["matches"][0];
    assert_eq!((&found["id"], &found["message"]), (&id.into(), &serde_json::Value::Null));
    assert_eq!(
        found["field"],
        serde_json::json!({"name": "category", "excerpt": "kiosk/printer", "places": [[0, 5]]})
    );
    let field = search(&world, &["gateway", "--json"]).json();
    assert_eq!(field["matches"][0]["field"]["name"], "fields.service");
}

#[test]
fn no_count_tells_of_what_is_internal() {
    let world = desk();
    let two = search(&world, &["hangs", "or", "dunning", "or", "restarts", "--limit", "1", "--public"]);
    assert_eq!(two.stderr, "… and one more\n");
    let none = search(&world, &["dunning", "--public", "--limit", "1"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    // The note of the 14th does not put its ticket before the one of the 13th's eve.
    assert_eq!(titles(&world, &["hangs", "or", "sale"]), [PAYMENT, INVOICE]);
    let json = search(&world, &["page", "--public", "--json"]).ok();
    assert!(!json.contains("dunning") && !json.contains("internal") && !json.contains("sol@"), "{json}");
}

#[test]
fn a_match_shows_where_the_words_are() {
    let world = desk();
    let shown = world.desk(&["search", "timeout error"]).ok();
    let id = shown.split_whitespace().next().expect("an id").to_owned();
    let expected = format!(
        "{id}  New  {GATEWAY}\n            ana@example.com 2026-11-11: After a timeout error it restarts. Every hour.\n"
    );
    // Sol asked, but Ana typed it.
    assert_eq!(shown.replace("sol@example.com", "ana@example.com"), expected);
    let lit = world.desk(&["search", "facturacion", "--color", "always"]).ok();
    assert!(lit.contains("\u{1b}[1m\u{1b}[33mFacturación\u{1b}[0m"), "{lit:?}");
    assert!(lit.contains("La \u{1b}[1m\u{1b}[33mfacturacion\u{1b}[0m no sale"), "{lit:?}");
}

#[test]
fn answers_for_programs_follow_their_schema() {
    let world = desk();
    let schema = world.desk(&["schema", "matches"]).json();
    let answer = world.desk(&["search", "timeout", "--json"]).json();
    assert!(jsonschema::is_valid(&schema, &answer), "{answer}");
    let message = &answer["matches"][2]["message"];
    assert_eq!(
        (&message["excerpt"], &message["places"]),
        (&"After a timeout error it restarts. Every hour.".into(), &serde_json::json!([[8, 15]]))
    );
    let lines = world.desk(&["search", "timeout", "--format", "jsonl", "--limit", "2"]);
    assert_eq!((lines.code, lines.stdout.lines().count(), lines.stderr.as_str()), (0, 2, "… and one more\n"));
    let none = world.desk(&["search", "nothing", "--json"]);
    assert!(none.code == 1 && none.stderr.is_empty() && none.stdout.contains("\"matches\": []"), "{none:?}");
}

#[test]
fn what_cannot_be_searched_for_is_said_in_both_languages() {
    let world = desk();
    let rows: [(&[&str], i32, &str, &str); 6] = [
        (&["nothing"], 1, "No ticket has all of that.", "Ningún ticket tiene todo eso."),
        (&["status:new"], 2, "error: <TEXT> is missing", "error: falta <TEXTO>"),
        (&[], 2, "error: <TEXT> is missing", "error: falta <TEXTO>"),
        (&["!!"], 2, "there is no letter or digit in “!!”", "no hay ninguna letra ni cifra en «!!»"),
        (&["tim*out"], 2, "did you mean text:tim*out?", "¿quizá text:tim*out?"),
        (&["timeout", "statsu:new"], 2, "did you mean status?", "¿quizá status?"),
    ];
    for (words, code, english, spanish) in rows {
        let line = [&["search"], words].concat();
        let told = world.desk(&line).fails(code);
        assert!(told.contains(english), "{words:?}: {told}");
        let told = world.desk(&[&line[..], &["--lang", "es"]].concat()).fails(code);
        assert!(told.contains(spanish), "{words:?}: {told}");
    }
}

#[test]
fn text_of_strangers_reaches_no_terminal_raw() {
    let world = World::with_desk();
    file(&world, "bell \u{7} \u{1b}[31mtitle", &["-m", "red \u{1b}[31mtext\u{202e}"]);
    let shown = world.desk(&["search", "bell", "or", "red", "--color", "always"]).ok();
    assert!(
        !shown.contains("\u{1b}[31m") && !shown.contains('\u{7}') && !shown.contains('\u{202e}'),
        "{shown:?}"
    );
}
