//! `search`: what it finds and in which order, what it never shows, and its answers.

use super::{at, file, old_desk};
use crate::support::World;

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

fn titles(world: &World, words: &[&str]) -> Vec<String> {
    let out = world.desk(&[&["search"], words, &["--json"]].concat());
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
