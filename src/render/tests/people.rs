//! What people get to see, word for word, in both languages.

use super::*;
use crate::kit::escape::is_unsafe;
use crate::render::grid::Grid;
use crate::render::style::width;
use proptest::prelude::*;
use serde_json::json;

/// Compares with what is written below, where the first line break is only for looks.
fn assert_prints(printed: String, expected: &str) {
    assert_eq!(printed, expected.strip_prefix('\n').unwrap_or(expected), "printed:\n{printed}");
}

fn printed(ticket: &Ticket, category: Category, lang: Lang) -> String {
    with_reader(lang, terminal(99), |r| page_of(row(ticket, category), r))
}

#[test]
fn a_list_stays_in_its_columns_whatever_the_titles() {
    assert_prints(motley_list(Lang::En, terminal(90)), LIST_EN);
    assert_prints(motley_list(Lang::Es, terminal(90)), LIST_ES);
}

#[test]
fn chosen_columns_show_what_they_name() {
    let names = ["title", "number", "field.x\u{1b}", "field.tries", "type", "created", "due"];
    let columns: Vec<Column> = names.iter().filter_map(|name| Column::parse(name)).collect();
    let tickets = [full_ticket(), hostile()];
    let rows = tickets.each_ref().map(|t| row(t, Category::Hold));
    assert_prints(with_reader(Lang::Es, Style::default(), |r| table::tickets(&rows, &columns, r)), CHOSEN);
}

#[test]
fn a_plain_table_puts_figures_right_and_shows_harm() {
    let columns = ["title", "n"].map(str::to_owned).to_vec();
    let rows = vec![vec![json!("a\u{1b}\nb"), json!(7)], vec![json!(["x", "y"]), json!(12)]];
    let grid = Grid { columns, rows };
    let printed = with_reader(Lang::Es, Style::default(), |r| table::grid(&grid, r));
    assert_eq!(printed, "Asunto   N\na␛ b     7\nx,y     12\n");
}

#[test]
fn nothing_to_show_is_said_kindly() {
    let list =
        |lang| with_reader(lang, Style::default(), |r| table::tickets(&[], &Column::default_for(None, false), r));
    assert_eq!(list(Lang::En), "No tickets here.\n");
    assert_eq!(list(Lang::Es), "No hay tickets aquí.\n");
    assert_eq!(with_reader(Lang::Es, Style::default(), |r| log::events(&[], r)), "No hay eventos.\n");
}

#[test]
fn a_page_has_the_fields_and_then_the_conversation() {
    assert_prints(printed(&full_ticket(), Category::Hold, Lang::En), PAGE_EN);
    assert_prints(printed(&full_ticket(), Category::Hold, Lang::Es), PAGE_ES);
}

#[test]
fn a_narrow_terminal_gives_the_time_a_line_of_its_own_and_a_wide_one_pairs_the_facts() {
    let ticket = full_ticket();
    let page = |columns| with_reader(Lang::En, terminal(columns), |r| page_of(row(&ticket, Category::Hold), r));
    assert!(
        page(60).contains("\nluis@example.com · agent · e-mail · public\n  2026-11-20 10:22 (2 h ago)\n"),
        "{}",
        page(60)
    );
    assert!(page(60).lines().all(|line| width(line) <= 60), "{}", page(60));
    let paired = "\n  Status        On hold                             Due           2027-01-01 01:00 (in 41 d)\n";
    assert!(page(100).contains(paired), "{}", page(100));
}

#[test]
fn a_hostile_ticket_is_shown_and_not_obeyed() {
    assert_prints(printed(&hostile(), Category::Open, Lang::En), HOSTILE);
}

#[test]
fn text_is_wrapped_and_code_is_not() {
    let text = "one two three four five six seven\n\n    code code code code code code code\n```\nleft alone left alone left alone\n```\n> quoted quoted quoted quoted quoted\n";
    let mut ticket = Ticket::new(id("9zz0000001"), "t".into(), "new".into(), at(FILED));
    ticket.add_message(message("3f9a0c7kqe", 0, "a", Author::Bot, Visibility::Public, text));
    let page = with_reader(Lang::En, terminal(24), |r| page_of(row(&ticket, Category::New), r));
    let body = page.rsplit_once("(3 h ago)\n").map(|(_, body)| body);
    let expected = "  one two three four\n  five six seven\n\n      code code code code code code code\n  ```\n  left alone left alone left alone\n  ```\n  > quoted quoted quoted quoted quoted\n";
    assert_eq!(body, Some(expected), "{page}");
}

#[test]
fn a_log_has_one_line_per_event() {
    let log = |lang| with_reader(lang, Style::default(), |r| log::events(&history(), r));
    assert_eq!(log(Lang::En).lines().count(), history().len());
    let created = "2026-11-20 10:12  Ana  created “Checkout returns 502”; number: #142; status: On hold;";
    assert!(log(Lang::En).starts_with(created));
    let rest = |lang| with_reader(lang, terminal(100), |r| log::events(&history()[1..], r));
    assert_prints(rest(Lang::En), LOG_EN);
    assert_prints(rest(Lang::Es), LOG_ES);
}

#[test]
fn a_report_tells_durations_as_people_do() {
    let report = |lang| with_reader(lang, Style::default(), |r| report::table(&times(), r));
    assert!(report(Lang::En).contains("12  4 d 3 h       87.5 %  2026-11-20 10:12\n"), "{}", report(Lang::En));
    assert!(report(Lang::En).contains("Open 7, Solved 5"));
    assert!(report(Lang::Es).contains("Abierto 7, Resuelto 5"));
    assert!(report(Lang::En).contains("odd␛               0        –            –  –\n"));
    assert!(report(Lang::En).contains("\n  k39fq2m7xd 9zz0000001\n"));
}

#[test]
fn both_languages_have_the_same_words_with_the_same_arguments() {
    let shape = |source: &str| -> Vec<(String, Vec<String>)> {
        let entries = source.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" = "));
        let names = |text: &str| {
            text.split("{ $")
                .skip(1)
                .filter_map(|t| t.split_once(" }"))
                .map(|t| t.0.to_owned())
                .collect()
        };
        entries.map(|(key, text)| (key.to_owned(), names(text))).collect()
    };
    let (en, es) = (shape(include_str!("../words/en/ticket.ftl")), shape(include_str!("../words/es/ticket.ftl")));
    assert_eq!(en, es);
    let catalogue = Words::new(Lang::Es);
    assert!(en.iter().all(|(key, _)| catalogue.has(key)), "every entry is one that Fluent can read");
}

proptest! {
    #[test]
    fn no_text_of_a_stranger_reaches_a_terminal_raw(text in any::<String>(), low in 0u32..0xa0, columns in 0usize..200) {
        let text = format!("{text}{}\u{202e}\n\u{9b}{text}", char::from_u32(low).unwrap_or(' '));
        let mut ticket = hostile();
        for field in [&mut ticket.title, &mut ticket.status] {
            field.clone_from(&text);
        }
        let words = [&mut ticket.requester, &mut ticket.assignee, &mut ticket.channel, &mut ticket.resolution];
        words.into_iter().for_each(|word| *word = Some(text.clone()));
        ticket.tags = vec![text.clone()];
        ticket.links = vec![Link { kind: text.clone(), ticket: ticket.id }];
        ticket.csat = Some(Csat { score: text.clone(), comment: Some(text.clone()) });
        ticket.fields = vec![(text.clone(), text.as_str().into())];
        ticket.messages[0].text.clone_from(&text);
        ticket.messages[0].from = Some(text.clone());
        let all: Vec<Column> = Column::names().into_iter().filter_map(Column::parse).collect();
        let event = event(0, &text, diff(None, &ticket));
        let printed = with_reader(Lang::Es, terminal(columns), |r| {
            let row = row(&ticket, Category::New);
            [table::tickets(&[row], &all, r), page_of(row, r), log::events(std::slice::from_ref(&event), r)].concat()
        });
        prop_assert!(!printed.contains(is_unsafe), "{printed:?}");
    }

    #[test]
    fn a_list_fits_its_terminal(titles in proptest::collection::vec("\\PC{0,120}", 1..5), columns in 60usize..200) {
        let tickets: Vec<Ticket> =
            titles.iter().map(|t| Ticket::new(id("9zz0000001"), t.clone(), "new".into(), at(FILED))).collect();
        let rows: Vec<Row> = tickets.iter().map(|t| row(t, Category::New)).collect();
        let shown = Column::default_for(Some(columns), false);
        let printed = with_reader(Lang::Es, terminal(columns), |r| table::tickets(&rows, &shown, r));
        prop_assert_eq!(printed.lines().count(), rows.len() + 1);
        prop_assert!(printed.lines().all(|line| width(line) <= columns), "{}", printed);
    }
}

const LIST_EN: &str = r#"
ID          Status              Prio.   Title                      Assignee  Age
bjyknkm8f4  New                 Low     Checkout returns 502                 3 h
h2k38f2ga1  Open                Normal  👩‍🚀 決済が失敗する 🇪🇸                 1 d
b0rtyy1fmw  Postponed           High    لا يعمل الدفع منذ الصباح              2 d
58vjwt1pwh  waiting for vendor  Urgent  café ␛[31mred␛[0m<U+202E>            3 d
7rsv6xzrtx  Closed                      x                                    4 d
"#;

const LIST_ES: &str = r#"
ID          Estado              Prior.   Asunto                     Agente  Hace
bjyknkm8f4  Nuevo               Baja     Checkout returns 502               3 h
h2k38f2ga1  Abierto             Normal   👩‍🚀 決済が失敗する 🇪🇸               1 d
b0rtyy1fmw  Pospuesto           Alta     لا يعمل الدفع منذ الصباح            2 d
58vjwt1pwh  waiting for vendor  Urgente  café ␛[31mred␛[0m<U+202E>          3 d
7rsv6xzrtx  Cerrado                      x                                  4 d
"#;

const CHOSEN: &str = r#"
Asunto                                 Número  x␛      tries  Tipo       Creado            Vence
Checkout returns 502                     #142          3      Incidente  2026-11-20 10:12  2027-01-01 01:00
␛[2Jpwned <U+202E>txt.exe second line          ␛]0;t␇                    2026-11-20 10:12
"#;

const PAGE_EN: &str = r#"
k39fq2m7xd  #142
Checkout returns 502

  Status        On hold
  Comes back    2027-01-01 01:00 (in 41 d)
  Resolution    SECRET resolution
  Type          Incident
  Priority      High
  Requester     ana@example.com
  Organization  SECRET organization
  Assignee      luis@example.com
  Group         payments
  Brand         shop
  Channel       e-mail
  Language      es
  Category      payments/checkout
  Due           2027-01-01 01:00 (in 41 d)
  Created       2026-11-20 10:12 (3 h ago)
  Updated       2026-11-20 10:27 (2 h ago)
  Tags          regression
  Followers     eva@example.com
  References    github:SECRET/shop#812
  Fingerprints  junit:checkout
  Satisfaction  good
  service       SECRET gateway
  tries         3
  shiny         SECRET
  Links         incident of 7pz0c4w1hn

ana@example.com · requester · e-mail · public · 2026-11-20 10:12 (3 h ago)
  Since this morning every second payment fails.

luis@example.com · agent · e-mail · public · 2026-11-20 10:22 (2 h ago)
  We are looking at it:

      curl -v /pay

luis@example.com · agent · e-mail · internal note · 2026-11-20 10:27 (2 h ago)
┃ SECRET: the gateway is down.
"#;

const PAGE_ES: &str = r#"
k39fq2m7xd  #142
Checkout returns 502

  Estado           En espera
  Vuelve           2027-01-01 01:00 (dentro de 41 d)
  Resolución       SECRET resolution
  Tipo             Incidente
  Prioridad        Alta
  Solicitante      ana@example.com
  Organización     SECRET organization
  Agente asignado  luis@example.com
  Grupo            payments
  Marca            shop
  Canal            correo electrónico
  Idioma           es
  Categoría        payments/checkout
  Vence            2027-01-01 01:00 (dentro de 41 d)
  Creado           2026-11-20 10:12 (hace 3 h)
  Actualizado      2026-11-20 10:27 (hace 2 h)
  Etiquetas        regression
  Seguidores       eva@example.com
  Referencias      github:SECRET/shop#812
  Huellas          junit:checkout
  Satisfacción     buena
  service          SECRET gateway
  tries            3
  shiny            SECRET
  Enlaces          incidente de 7pz0c4w1hn

ana@example.com · solicitante · correo electrónico · público · 2026-11-20 10:12 (hace 3 h)
  Since this morning every second payment fails.

luis@example.com · agente · correo electrónico · público · 2026-11-20 10:22 (hace 2 h)
  We are looking at it:

      curl -v /pay

luis@example.com · agente · correo electrónico · nota interna · 2026-11-20 10:27 (hace 2 h)
┃ SECRET: the gateway is down.
"#;

const HOSTILE: &str = r#"
9zz0000001
␛[2Jpwned <U+202E>txt.exe second line

  Status     odd␇
  Requester  =cmd|'/c calc'!A1
  Created    2026-11-20 10:12 (3 h ago)
  Updated    2026-11-20 10:27 (2 h ago)
  Tags       <U+009B>31m
  x␛         ␛]0;t␇
  y␛         ␛

a␛@b · bot · e-mail · public · 2026-11-20 10:12 (3 h ago)
  a␍b␛[1A<U+0085>
  c
"#;

const LOG_EN: &str = r#"
2026-11-20 10:13  Ana␛[2J  status Open → Pending
2026-11-20 10:14  ana@example.com  internal note: “SECRET: the gateway is down.”
2026-11-20 10:15  Luis  assignee cleared (was luis@example.com); tries 2 → 3; shiny: x; tag added:
                  ci; follower removed: eva@example.com; linked: incident of 7pz0c4w1hn; link
                  removed: blocks 7pz0c4w1hn; satisfaction: good; message edited: “Since this
                  morning every second payment fails.”; message withdrawn: “Since this morning every
                  second payment fails.”
2026-11-20 10:16  Luis  deleted
"#;

const LOG_ES: &str = r#"
2026-11-20 10:13  Ana␛[2J  estado Abierto → Pendiente
2026-11-20 10:14  ana@example.com  nota interna: «SECRET: the gateway is down.»
2026-11-20 10:15  Luis  agente asignado: vaciado (antes luis@example.com); tries 2 → 3; shiny: x;
                  etiqueta añadida: ci; seguidor quitado: eva@example.com; enlace añadido: incidente
                  de 7pz0c4w1hn; enlace quitado: bloquea a 7pz0c4w1hn; satisfacción: buena; mensaje
                  corregido: «Since this morning every second payment fails.»; mensaje retirado:
                  «Since this morning every second payment fails.»
2026-11-20 10:16  Luis  eliminado
"#;
