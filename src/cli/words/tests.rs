//! Bad files of configuration: reader and schema refuse the same ones, and both languages say why.

use super::yaml_fault;
use crate::render::words::{Lang, Words};
use crate::store::format::tests::schemas::{read, valid};

/// Who finds it: names that lead nowhere, circles and second spellings are beyond a schema.
#[derive(PartialEq)]
enum By {
    Both,
    Reader,
}
use By::{Both, Reader};

/// Name of the file, its text, who refuses it, and what is said in English and in Spanish.
const BAD: &[(&str, &str, By, &str, &str)] = &[
    (
        "people",
        "people:\n  a:\n    rol: lead\n",
        Both,
        "line 3, column 5: the key “rol” means nothing here; “role” does",
        "línea 3, columna 5: la clave «rol» no significa nada aquí; sí existe «role»",
    ),
    (
        "people",
        "people:\n  a: system\n",
        Both,
        "line 2, column 6: people.a should be one of requester, light, agent, guided, lead, admin, bot, not “system”",
        "línea 2, columna 6: people.a debería ser uno de requester, light, agent, guided, lead, admin, bot, no «system»",
    ),
    (
        "people",
        "people:\n  a: {level: 12}\n",
        Both,
        "line 2, column 14: people.a.level should be a whole number from 1 to 9, not “12”",
        "línea 2, columna 14: people.a.level debería ser un número entero de 1 a 9, no «12»",
    ),
    (
        "people",
        "people:\n  a: {languages: [español]}\n",
        Both,
        "line 2, column 19: people.a.languages[0] should be a language such as es or es-MX, not “español”",
        "línea 2, columna 19: people.a.languages[0] debería ser un idioma como es o es-MX, no «español»",
    ),
    (
        "people",
        "people:\n  a: {time_zone: ../UTC}\n",
        Both,
        "line 2, column 18: people.a.time_zone should be an IANA time zone such as Europe/Madrid, not “../UTC”",
        "línea 2, columna 18: people.a.time_zone debería ser una zona horaria IANA como Europe/Madrid, no «../UTC»",
    ),
    (
        "people",
        "people:\n  ana: lead\n  Ana: agent\n",
        Reader,
        "line 3, column 3: two are called “Ana” (person)",
        "línea 3, columna 3: hay dos con el nombre «Ana» (persona)",
    ),
    (
        "groups",
        "groups: [front]\n",
        Both,
        "line 1, column 9: groups should be a map",
        "línea 1, columna 9: groups debería ser un mapa",
    ),
    (
        "groups",
        "groups:\n  a: {escalates_to: bb}\n  b:\n",
        Reader,
        "line 2, column 21: there is no group “bb”; there is “b”",
        "línea 2, columna 21: no existe «bb» (grupo); sí existe «b»",
    ),
    (
        "groups",
        "groups:\n  a: {escalates_to: b}\n  b: {escalates_to: a}\n",
        Reader,
        "line 2, column 21: a → b → a goes round in a circle (group)",
        "línea 2, columna 21: a → b → a vuelve al principio (grupo)",
    ),
    (
        "organizations",
        "organizations:\n  acme: {domains: [ana@acme.com]}\n",
        Both,
        "line 2, column 20: organizations.acme.domains[0] should be a domain such as acme.com, not “ana@acme.com”",
        "línea 2, columna 20: organizations.acme.domains[0] debería ser un dominio como acme.com, no «ana@acme.com»",
    ),
    (
        "organizations",
        "organizations:\n  acme: {priority: higher}\n",
        Both,
        "line 2, column 20: organizations.acme.priority should be one of low, normal, high, urgent, not “higher”",
        "línea 2, columna 20: organizations.acme.priority debería ser uno de low, normal, high, urgent, no «higher»",
    ),
    (
        "organizations",
        "organizations:\n  a: {domains: x.org}\n  b: {domains: X.org}\n",
        Reader,
        "line 3, column 16: two are called “x.org” (domain)",
        "línea 3, columna 16: hay dos con el nombre «x.org» (dominio)",
    ),
    (
        "categories",
        "categories:\n  a//b:\n",
        Both,
        "line 2, column 3: categories.a//b should be a path such as payments/checkout, not “a//b”",
        "línea 2, columna 3: categories.a//b debería ser una ruta como pagos/compra, no «a//b»",
    ),
    (
        "categories",
        "categories:\n  a:\n    gruop: x\n",
        Both,
        "line 3, column 5: the key “gruop” means nothing here; “group” does",
        "línea 3, columna 5: la clave «gruop» no significa nada aquí; sí existe «group»",
    ),
    (
        "fields",
        "fields:\n  a: {help: x}\n",
        Both,
        "line 2, column 6: “type” is missing",
        "línea 2, columna 6: falta «type»",
    ),
    (
        "fields",
        "fields:\n  a: {type: choice}\n",
        Both,
        "line 2, column 6: “choices” is missing",
        "línea 2, columna 6: falta «choices»",
    ),
    (
        "fields",
        "fields:\n  a: {type: date, min: 3}\n",
        Both,
        "line 2, column 19: the key “min” means nothing here",
        "línea 2, columna 19: la clave «min» no significa nada aquí",
    ),
    (
        "fields",
        "fields:\n  my field: {type: text}\n",
        Both,
        "line 2, column 3: fields.my field should be a name of letters, digits, - and _, not “my field”",
        "línea 2, columna 3: fields.my field debería ser un nombre de letras, cifras, - y _, no «my field»",
    ),
    (
        "fields",
        "fields:\n  a: {type: text, required: always}\n",
        Both,
        "line 2, column 29: fields.a.required should be one of create, solve, not “always”",
        "línea 2, columna 29: fields.a.required debería ser uno de create, solve, no «always»",
    ),
    (
        "fields",
        "fields:\n  a: {type: text, when: {tpye: task}}\n",
        Both,
        "line 2, column 26: the key “tpye” means nothing here; “type” does",
        "línea 2, columna 26: la clave «tpye» no significa nada aquí; sí existe «type»",
    ),
    (
        "fields",
        "fields:\n  a: {type: multi, choices: [\"x,y\"]}\n",
        Both,
        "line 2, column 29: fields.a.choices should be a list of words without commas",
        "línea 2, columna 29: fields.a.choices debería ser una lista de palabras sin comas",
    ),
    (
        "fields",
        "fields:\n  a: {type: number, min: 3, max: 2}\n",
        Reader,
        "line 2, column 34: fields.a.max should be no less than min, not “2”",
        "línea 2, columna 34: fields.a.max debería ser no menor que min, no «2»",
    ),
    (
        "fields",
        "fields:\n  a: {type: text, when: {field.b: x}}\n  b: {type: text, when: {field.a: y}}\n",
        Reader,
        "line 2, column 25: a → b → a goes round in a circle (field)",
        "línea 2, columna 25: a → b → a vuelve al principio (campo)",
    ),
    (
        "desk",
        "format: 1\ndefault_role: boss\n",
        Both,
        "line 2, column 15: default_role should be one of requester, light, agent, guided, lead, admin, not “boss”",
        "línea 2, columna 15: default_role debería ser uno de requester, light, agent, guided, lead, admin, no «boss»",
    ),
    (
        "workflow",
        "create: {new: agent}\nstatuses:\n  new: {}\n  open: {}\n  closed: {}\n  hold: {}\n",
        Reader,
        "line 3, column 3: there must be at least one category solved",
        "línea 3, columna 3: hace falta al menos: categoría solved",
    ),
];

#[test]
fn a_bad_file_of_configuration_is_refused_by_reader_and_schema_and_told_in_both_languages() {
    for (name, text, by, english, spanish) in BAD {
        let fault = read(name, text).expect_err(text);
        assert_eq!(valid(name, text).is_err(), *by == Both, "{text}");
        let told = [Lang::En, Lang::Es].map(|lang| yaml_fault(&fault, &Words::new(lang)));
        assert_eq!(told, [(*english).to_owned(), (*spanish).to_owned()], "{text}");
    }
}
