//! Every way in which a query can be wrong: what is said, with carets under the place, in both languages,
//! and with exit code 2. The table has a row for each kind of fault of the language.

use super::put;
use crate::support::World;

const FIELDS: &str = "fields:\n  cost: {type: number}\n  since: {type: date}\n  effort: {type: duration}\n  \
                      release: {type: version}\n  severity: {type: choice, choices: [minor, major]}\n";
const GROUPS: &str = "groups:\n  payments:\n    name: Payments\n";
const ORGANIZATIONS: &str = "organizations:\n  acme:\n    contract: gold\n";

fn desk() -> World {
    let world = World::with_desk();
    put(&world, "config/fields.yaml", FIELDS);
    put(&world, "config/groups.yaml", GROUPS);
    put(&world, "config/organizations.yaml", ORGANIZATIONS);
    world
}

/// Query, carets under it, English, Spanish.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "statsu:open",
        "^^^^^^",
        "there is no key “statsu”; did you mean status?",
        "no existe la clave «statsu»; ¿quizá status?",
    ),
    (
        "x label:ci",
        "  ^^^^^",
        "there is no key “label”; did you mean tag?",
        "no existe la clave «label»; ¿quizá tag?",
    ),
    (
        "mood:good",
        "^^^^",
        "there is no key “mood”; to search for it as text, put it in quotation marks",
        "no existe la clave «mood»; para buscarlo como texto, ponerlo entre comillas",
    ),
    (
        "field.sinec>2026",
        "^^^^^^^^^^^",
        "there is no key “field.sinec”; did you mean field.since?",
        "no existe la clave «field.sinec»; ¿quizá field.since?",
    ),
    (
        "priority!=high",
        "^^^^^^^^^^",
        "there is no operator “priority!=”; did you mean -priority:?",
        "no existe el operador «priority!=»; ¿quizá -priority:?",
    ),
    (
        "status==open",
        "      ^^",
        "there is no operator “==”; did you mean :?",
        "no existe el operador «==»; ¿quizá :?",
    ),
    (
        "status:opne",
        "       ^^^^",
        "“opne” is no value of status; did you mean open?",
        "«opne» no es un valor de status; ¿quizá open?",
    ),
    (
        "priority>=hgih",
        "          ^^^^",
        "“hgih” is no value of priority; did you mean high?",
        "«hgih» no es un valor de priority; ¿quizá high?",
    ),
    (
        "type:story",
        "     ^^^^^",
        "“story” is no value of type; expected one of: question, incident, problem, task",
        "«story» no es un valor de type; se esperaba uno de: question, incident, problem, task",
    ),
    (
        "group:paymnets",
        "      ^^^^^^^^",
        "“paymnets” is no value of group; did you mean payments?",
        "«paymnets» no es un valor de group; ¿quizá payments?",
    ),
    (
        "contract:godl",
        "         ^^^^",
        "“godl” is no value of contract; did you mean gold?",
        "«godl» no es un valor de contract; ¿quizá gold?",
    ),
    (
        "is:unassinged",
        "   ^^^^^^^^^^",
        "“unassinged” is no value of is; did you mean unassigned?",
        "«unassinged» no es un valor de is; ¿quizá unassigned?",
    ),
    (
        "has:attachmnet",
        "    ^^^^^^^^^^",
        "“attachmnet” is no value of has; did you mean attachment?",
        "«attachmnet» no es un valor de has; ¿quizá attachment?",
    ),
    (
        "field.severity:majro",
        "               ^^^^^",
        "“majro” is no value of field.severity; did you mean major?",
        "«majro» no es un valor de field.severity; ¿quizá major?",
    ),
    (
        "number:x",
        "       ^",
        "“x” is no value of number; expected a number such as 142",
        "«x» no es un valor de number; se esperaba un número como 142",
    ),
    (
        "field.cost>many",
        "           ^^^^",
        "“many” is no value of field.cost; expected a number such as 142",
        "«many» no es un valor de field.cost; se esperaba un número como 142",
    ),
    (
        "field.effort>long",
        "             ^^^^",
        "“long” is no value of field.effort; expected a length of time such as 90m, 4h or 3d",
        "«long» no es un valor de field.effort; se esperaba una duración como 90m, 4h o 3d",
    ),
    (
        "field.release:1..x",
        "              ^^^^",
        "“x” is no value of field.release; expected a version such as 2.10.1",
        "«x» no es un valor de field.release; se esperaba una versión como 2.10.1",
    ),
    (
        "id:zzñ",
        "   ^^^",
        "“zzñ” is no value of id; expected the beginning of an id, ten characters at most, or a number such as #142",
        "«zzñ» no es un valor de id; se esperaba el comienzo de un id, de diez caracteres como máximo, o un número como #142",
    ),
    (
        "created>soon",
        "        ^^^^",
        "“soon” is no value of created; expected a time such as 2026-10-01, \"2026-10-01 14:30\", yesterday, or a distance such as 7d, 2w, 3h",
        "«soon» no es un valor de created; se esperaba un momento como 2026-10-01, \"2026-10-01 14:30\", ayer, o una distancia como 7d, 2w, 3h",
    ),
    (
        "due<2026-02-30",
        "    ^^^^^^^^^^",
        "there is no such date or time as “2026-02-30” (due); expected a time",
        "no existe la fecha u hora «2026-02-30» (due); se esperaba un momento",
    ),
    (
        "created>99999999d",
        "        ^^^^^^^^^",
        "“99999999d” (created) lies outside the years 1 to 9999",
        "«99999999d» (created) queda fuera de los años 1 a 9999",
    ),
    ("status: open", "^^^^^^^", "a value is missing (status)", "falta un valor (status)"),
    ("tag:a, b", "^^^^^^", "a value is missing (tag)", "falta un valor (tag)"),
    ("title:\"\"", "      ^^", "a value is missing (\"\")", "falta un valor (\"\")"),
    ("x or", "  ^^", "a term is missing beside “or”", "falta un término junto a «or»"),
    ("x - y", "  ^", "a term is missing beside “-”", "falta un término junto a «-»"),
    ("title:\"dead", "      ^^^^^", "the quotation mark is never closed", "las comillas no se cierran"),
    ("is:any (a", "       ^", "the parenthesis is never closed", "el paréntesis no se cierra"),
    (
        "a) b",
        " ^",
        "there is no opening parenthesis for this one",
        "no hay paréntesis de apertura para este",
    ),
    ("a ()", "  ^^", "there is nothing between the parentheses", "no hay nada entre los paréntesis"),
    (
        "tag>x",
        "   ^",
        "“>” means nothing for tag, which has no order; did you mean :?",
        "«>» no significa nada para tag, que no tiene orden; ¿quizá :?",
    ),
    (
        "priority>low,high",
        "         ^^^^^^^^",
        "a comparison of priority takes one value, not “low,high”",
        "una comparación de priority admite un solo valor, no «low,high»",
    ),
    (
        "tag:a..b",
        "    ^^^^",
        "tag takes no range such as “a..b”; did you mean \"a..b\"?",
        "tag no admite un intervalo como «a..b»; ¿quizá \"a..b\"?",
    ),
    (
        "created:2026-02..2026-01",
        "        ^^^^^^^^^^^^^^^^",
        "the range “2026-02..2026-01” of created ends where it begins, or before",
        "el intervalo «2026-02..2026-01» de created termina donde empieza, o antes",
    ),
    ("is:un*", "   ^^^", "is takes no “*”, as in “un*”", "is no admite «*», como en «un*»"),
    (
        "(x sort:due)",
        "   ^^^^^^^^",
        "“sort:” belongs outside parentheses and cannot be negated",
        "«sort:» va fuera de los paréntesis y no puede negarse",
    ),
    (
        "sort:-titel",
        "     ^^^^^^",
        "“titel” is no value of sort; did you mean title?",
        "«titel» no es un valor de sort; ¿quizá title?",
    ),
    (
        "sort:field.relaese",
        "     ^^^^^^^^^^^^^",
        "“field.relaese” is no value of sort; did you mean field.release?",
        "«field.relaese» no es un valor de sort; ¿quizá field.release?",
    ),
    (
        "title:日本 statsu:open",
        "           ^^^^^^",
        "there is no key “statsu”; did you mean status?",
        "no existe la clave «statsu»; ¿quizá status?",
    ),
];

#[test]
fn each_fault_says_where_and_what_would_do() {
    let world = desk();
    for (query, carets, english, spanish) in ROWS {
        for (lang, error, told) in
            [("en", "error: bad query: ", english), ("es", "error: consulta incorrecta: ", spanish)]
        {
            let words: Vec<&str> = query.split(' ').collect();
            let out = world.desk(&[&["list", "--lang", lang], &words[..]].concat()).fails(2);
            let mut lines = out.lines();
            let first = lines.next().unwrap_or_default();
            assert!(first.strip_prefix(error).is_some_and(|t| t.starts_with(told)), "{query}: {first}");
            assert_eq!((lines.next(), lines.next()), (Some(&*format!("  {query}")), Some(&*format!("  {carets}"))));
            assert!(lines.next().is_some_and(|hint| hint.contains("git desk help list")), "{query}");
        }
    }
}

#[test]
fn what_is_too_deep_or_too_long_is_refused_too() {
    let world = desk();
    let rows = [
        ("(".repeat(100), "too many parentheses", "demasiados paréntesis"),
        ("x ".repeat(6_000), "the query is too long", "la consulta es demasiado larga"),
    ];
    for (query, english, spanish) in rows {
        assert!(world.desk(&["list", &query]).fails(2).contains(english));
        assert!(world.desk(&["list", &query, "--lang", "es"]).fails(2).contains(spanish));
    }
}

#[test]
fn every_verb_that_takes_a_query_refuses_a_bad_one_alike() {
    let world = desk();
    let kind = |line: &[&str]| {
        let told = world.desk(line).fails(2);
        let error: serde_json::Value = serde_json::from_str(&told).expect("an error in JSON");
        error["error"]["kind"].clone()
    };
    let lines: [&[&str]; 6] = [
        &["list", "statsu:open"],
        &["search", "x", "statsu:open"],
        &["report", "summary", "statsu:open"],
        &["export", "statsu:open", "--format", "csv"],
        &["solve", "--query", "statsu:open"],
        &["view", "save", "x", "statsu:open"],
    ];
    for line in lines {
        let told = world.desk(line).fails(2);
        assert!(
            told.contains("did you mean status?\n") && told.contains("\n  ") && told.contains("^^^^^^\n"),
            "{told}"
        );
        // The lines of an export are JSON by themselves.
        if line[0] != "export" {
            assert_eq!(kind(&[line, &["--json"]].concat()), "bad-query", "{line:?}");
        }
    }
}
