//! The same in Spanish. That no English gets in is watched by `support::catalogue` in every answer.

use super::{SOL, at, file, old_desk};
use crate::support::World;

fn spanish(world: World) -> World {
    world.with("LANG", "es_ES.UTF-8")
}

#[test]
fn a_desk_is_made_and_says_how_to_go_on() {
    let world = spanish(World::new());
    let out = world.desk(&["init"]);
    assert_eq!(out.stdout, "La mesa de ayuda está lista en refs/heads/tickets.\n");
    assert_eq!(
        out.stderr,
        "A continuación: git desk new \"La impresora está en llamas\" -m \"De verdad.\" && git desk list\n"
    );
    assert_eq!(world.desk(&["init"]).ok(), "Ya hay una mesa de ayuda en refs/heads/tickets.\n");
    assert_eq!(world.desk(&[]).ok(), "Nada requiere atención ahora.\n");
    assert_eq!(world.desk(&["list"]).ok(), "No hay tickets aquí.\n");
    assert_eq!(
        world.git(&["show", "tickets:desk.yaml"]).lines().find(|l| l.starts_with("language")),
        Some("language: es")
    );
}

#[test]
fn what_was_done_is_one_short_line() {
    let world = spanish(World::with_desk());
    let said = world.desk(&["new", "La impresora arde", "-m", "De verdad.", "--priority", "high"]).ok();
    let id = said[..10].to_owned();
    assert_eq!(said, format!("{id}  La impresora arde · creado; estado: Nuevo\n"));
    let rows: &[(&[&str], &str)] = &[
        (&["reply", &id, "-m", "En camino"], "mensaje añadido"),
        (&["note", &id, "-m", "Llevar agua"], "nota interna añadida"),
        (
            &["note", &id, "-m", "Sin agua", "--status", "hold"],
            "estado Nuevo → En espera; nota interna añadida",
        ),
        (&["hold", &id], "sin cambios"),
        (&["assign", &id, "luis@example.com"], "agente asignado: luis@example.com"),
        (&["assign", &id, "--none"], "agente asignado: vaciado (antes luis@example.com)"),
        (&["tag", &id, "+fuego"], "etiqueta añadida: fuego"),
        (&["tag", &id, "--remove", "fuego"], "etiqueta quitada: fuego"),
        (
            &["edit", &id, "--priority", "urgent", "--due", "mañana"],
            "prioridad Alta → Urgente; vence: 2026-11-21 00:00",
        ),
        (
            &["solve", &id, "-m", "Otra nueva"],
            "estado En espera → Resuelto; resolución: Otra nueva; agente asignado: ana@example.com",
        ),
        (&["reopen", &id], "estado Resuelto → Abierto; resolución: vaciado (antes Otra nueva)"),
    ];
    for (line, told) in rows {
        assert_eq!(world.desk(line).ok(), format!("{id}  La impresora arde · {told}\n"), "{line:?}");
    }
    let tried = world.desk(&["pend", &id, "--dry-run"]);
    assert_eq!(tried.stderr, "no se escribió nada (--dry-run); sería:\n");
}

#[test]
fn a_list_a_page_and_a_log() {
    let world = spanish(old_desk());
    let new = ["new", "La impresora arde", "-m", "De verdad.", "--priority", "high", "--tag", "oficina", "--json"];
    let id = world.desk_as(&[&SOL[..], &at("2026-11-19T09:12:44Z")].concat(), &new).json()["ticket"]["id"].clone();
    let id = id.as_str().expect("an id");
    world.desk(&["note", id, "-m", "Llevar agua", "--status", "hold", "-q"]).ok();
    let list = format!(
        "ID          Estado     Prioridad  Asunto             Solicitante      Agente asignado  Actualizado  Etiquetas\n\
         {id}  En espera  Alta       La impresora arde  sol@example.com                   0 s          oficina\n"
    );
    assert_eq!(world.desk(&["list"]).ok(), list);
    let page = format!(
        "{id}
La impresora arde

  Estado       En espera
  Prioridad    Alta
  Solicitante  sol@example.com
  Canal        línea de comandos
  Creado       2026-11-19 10:12 (hace 1 d)
  Actualizado  2026-11-20 10:12 (ahora mismo)
  Etiquetas    oficina

sol@example.com · solicitante · línea de comandos · público · 2026-11-19 10:12 (hace 1 d)
  De verdad.

ana@example.com · agente · línea de comandos · nota interna · 2026-11-20 10:12 (ahora mismo)
┃ Llevar agua
"
    );
    assert_eq!(world.desk(&["show", id]).ok(), page);
    let seen = world.desk(&["show", id, "--public"]).ok();
    assert!(seen.contains("  Estado       Abierto\n") && !seen.contains("Llevar"), "{seen}");
    let log = "\
2026-11-19 10:12  Sol  creado: «La impresora arde»; estado: Nuevo; prioridad: Alta; solicitante: sol@example.com; \
canal: línea de comandos; etiqueta añadida: oficina; mensaje: «De verdad.»
2026-11-20 10:12  Ana  estado Nuevo → En espera; nota interna: «Llevar agua»
";
    assert_eq!(world.desk(&["log", id]).ok(), log);
}

#[test]
fn errors_say_what_and_how_to_go_on() {
    let world = spanish(World::with_desk());
    let id = file(&world, "Impresora", &[]);
    let rows: &[(&[&str], i32, &str)] = &[
        (
            &["show", "zzzz"],
            4,
            "error: no se encontró el ticket «zzzz»\nsugerencia: verlos todos: git desk list is:any\n",
        ),
        (
            &["show", "UUUU"],
            2,
            "error: «UUUU» no puede ser el identificador de un ticket\nsugerencia: sirve el comienzo de uno de git desk list, #142 o ref:NOMBRE\n",
        ),
        (
            &["status", &id, "hecho"],
            2,
            "error: no existe el estado «hecho»\nsugerencia: los estados son new, open, pending, hold, solved, closed\n",
        ),
        (
            &["list", "status:opne"],
            2,
            "error: consulta incorrecta: «opne» no es un valor de status; ¿quizá open?\n  status:opne\n         ^^^^\nsugerencia: el lenguaje se describe en git desk help list\n",
        ),
        (
            &["edit", &id, "--due", "pronto"],
            2,
            "error: --due: «pronto» no es una fecha ni una hora\nsugerencia: escribir 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d o ayer\n",
        ),
        (
            &["reply", &id],
            2,
            "error: falta -m\nsugerencia: indicarlo en la línea de órdenes: aquí no se puede preguntar a nadie\n",
        ),
        (
            &["edit", &id],
            2,
            "error: no se indicó nada que cambiar\nsugerencia: indicar valores, como --priority high; en un terminal, git desk edit ID abre el editor\n",
        ),
        (&["lst"], 2, "error: el verbo 'lst' no existe\nsugerencia: ¿quizá 'list'?\n"),
    ];
    for (line, code, expected) in rows {
        assert_eq!(world.desk(line).fails(*code), *expected, "{line:?}");
    }
    let refused = world.desk_as(&SOL, &["tag", &id, "+x"]).fails(4);
    assert_eq!(
        refused.lines().next(),
        Some(format!("error: {id}: poner y quitar etiquetas no es posible para este rol (solicitante)").as_str())
    );
}

#[test]
fn the_language_is_chosen_by_flag_configuration_or_environment() {
    let empty = |world: &World, args: &[&str]| world.desk(&[args, &["list"]].concat()).ok();
    let (spanish_words, english_words) = ("No hay tickets aquí.\n", "No tickets here.\n");
    let world = World::with_desk();
    assert_eq!(empty(&world, &[]), english_words);
    assert_eq!(empty(&world, &["--lang", "es"]), spanish_words);
    world.git(&["config", "desk.lang", "es"]);
    assert_eq!(empty(&world, &[]), spanish_words);
    assert_eq!(empty(&world, &["--lang", "en"]), english_words);
    world.git(&["config", "desk.lang", "en"]);
    let world = world.with("LANG", "de_DE.UTF-8");
    assert_eq!(empty(&world, &[]), english_words);
    world.git(&["config", "--unset", "desk.lang"]);
    assert_eq!(empty(&world.with("LANG", "es_MX.UTF-8"), &[]), spanish_words);
}

#[test]
fn help_is_spanish_too() {
    let world = spanish(World::new());
    for line in [&["-h"][..], &["help", "list"], &["new", "-h"], &["help", "status"]] {
        let help = world.desk(line).ok();
        assert!(help.contains("Uso: git desk"), "{help}");
    }
}
