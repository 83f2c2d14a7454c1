//! Every name that a report can contain has its words.

use super::{Lang, Words};
use crate::domain::insight::report::{NOTES, Name, columns, metrics};

#[test]
fn every_column_metric_note_and_title_of_a_report_has_words() {
    let families = [
        ("column", columns()),
        ("metric", metrics()),
        ("note", NOTES.to_vec()),
        ("report", Name::ALL.map(Name::as_str).to_vec()),
    ];
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for (family, names) in &families {
            for name in names {
                let key = format!("{family}-{name}");
                assert!(words.has(&key), "{} lacks {key}", lang.as_str());
            }
        }
    }
}

#[test]
fn notes_say_how_many() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for note in NOTES.iter().take_while(|code| **code != "empty_periods_left_out") {
            for n in [1, 5_i64] {
                let said = words.with(&format!("note-{note}"), &[("n", n.into())]);
                assert!(said.contains(&n.to_string()), "{said}");
            }
        }
    }
}
