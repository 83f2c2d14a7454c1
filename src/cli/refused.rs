//! Wording for names that the desk does not declare and for custom fields that are not in order.

use super::described::{Described, FAILED, USAGE};
use super::words::yaml_fault;
use crate::desk::{CalendarError, FormError, ReportError};
use crate::domain::insight::report::BadLimit;
use crate::domain::ticket::field::{FieldFault, Moment};
use crate::domain::time::stamp;
use crate::intake::ci::{self, fingerprint::BadMask};
use crate::kit::yaml::near::nearest;
use crate::render::words::{Arg, Words};
use std::path::Path;

/// Known names that a hint lists.
const LISTED: usize = 12;

/// A group, a category or an organization that the desk does not know.
pub fn of_unknown(what: &str, name: &str, known: &[String], words: &Words) -> Described {
    let kind = match what {
        "group" => "unknown-group",
        "category" => "unknown-category",
        _ => "unknown-organization",
    };
    Described::new(kind, FAILED).with("name", name).with("known", listed(name, known, words))
}

pub fn of_field(fault: &FieldFault, words: &Words) -> Described {
    let new = |kind| Described::new(kind, FAILED);
    match fault {
        FieldFault::Unknown { name, known } => {
            new("unknown-field").with("name", name).with("known", listed(name, known, words))
        }
        FieldFault::Form { field, kind, found } => new("bad-field-value")
            .with("field", field)
            .with("expected", words.say(&format!("takes-{kind}")))
            .with("found", found),
        FieldFault::NoChoice { field, found, known } => new("unknown-choice")
            .with("field", field)
            .with("found", found)
            .with("known", listed(found, known, words)),
        FieldFault::Range { field, found, least, most } => {
            let text = |end: &Option<String>| end.clone().unwrap_or_default();
            let key = match (least, most) {
                (Some(_), Some(_)) => "range-both",
                (Some(_), None) => "range-least",
                _ => "range-most",
            };
            let range = words.with(key, &[("least", text(least).into()), ("most", text(most).into())]);
            new("out-of-range").with("field", field).with("found", found).with("range", range)
        }
        FieldFault::NoPerson { field, found, known } => {
            let meant = nearest(found, known.iter().map(String::as_str));
            let near = meant.map(|name| words.with("query-did-you-mean", &[("suggestion", name.into())]) + " ");
            new("unknown-person")
                .with("field", field)
                .with("found", found)
                .with("near", near.unwrap_or_default())
        }
        FieldFault::Missing { fields, moment } => {
            let flags: Vec<String> = fields.iter().map(|name| format!("--field {name}=…")).collect();
            let kind = match moment {
                Moment::Create => "missing-fields",
                Moment::Solve => "missing-fields-to-solve",
            };
            new(kind).with("fields", fields.join(", ")).with("flags", flags.join(" "))
        }
        FieldFault::NotHere { field, needs } => new("field-not-here").with("field", field).with("needs", needs),
    }
}

/// A figure that there is not, with the nearest one that there is.
pub fn of_figure(name: &str, known: &[String], words: &Words) -> Described {
    Described::new("unknown-figure", USAGE)
        .with("name", name)
        .with("known", listed(name, known, words))
}

/// Why a report cannot be made.
pub fn of_report(error: &ReportError, words: &Words) -> Described {
    let usage = |kind| Described::new(kind, USAGE);
    match error {
        ReportError::Unknown { name, nearest: Some(nearest), .. } => {
            usage("unknown-report-near").with("name", name).with("nearest", nearest)
        }
        ReportError::Unknown { name, known, .. } => {
            usage("unknown-report").with("name", name).with("known", known.join(", "))
        }
        ReportError::Backwards { from, until } => {
            usage("backwards-period").with("from", stamp(*from)).with("until", stamp(*until))
        }
        ReportError::NothingBefore => usage("nothing-before"),
        ReportError::ByClock => usage("recurrence-by-clock"),
        ReportError::Limit(BadLimit::Form(text)) => usage("bad-condition").with("text", text),
        ReportError::Limit(BadLimit::Figure { figure, known }) => of_figure(figure, known, words),
        ReportError::Limit(BadLimit::Row { figure, row, known }) => usage("unknown-row")
            .with("figure", figure)
            .with("row", row)
            .with("known", listed(row, known, words)),
        ReportError::Limit(BadLimit::Value { figure, value }) => {
            usage("bad-limit").with("figure", figure).with("value", value)
        }
    }
}

/// What is wrong with a form, or with the answers to one.
pub fn of_form(error: &FormError, words: &Words) -> Described {
    let new = |kind| Described::new(kind, FAILED);
    match error {
        FormError::Unknown { name, nearest: Some(nearest), .. } => {
            new("unknown-form-near").with("name", name).with("nearest", nearest)
        }
        FormError::Unknown { name, known, .. } if known.is_empty() => new("no-forms").with("name", name),
        FormError::Unknown { name, known, .. } => {
            new("unknown-form").with("name", name).with("known", known.join(", "))
        }
        FormError::OtherBrand { form, brands } => {
            new("other-brand").with("form", form).with("brands", brands.join(", "))
        }
        FormError::Answers { form, fault: FieldFault::Unknown { name, known } } => new("unknown-answer")
            .with("form", form)
            .with("name", name)
            .with("known", listed(name, known, words)),
        FormError::Answers { form, fault } => {
            let mut described = of_field(fault, words);
            described.args.push(("ticket", Arg::from(format!("{form}: "))));
            described
        }
    }
}

/// What goes wrong with calendars of business hours.
pub fn of_calendar(error: &CalendarError, words: &Words) -> Described {
    match error {
        CalendarError::Unknown { name, nearest: Some(nearest), .. } => Described::new("unknown-calendar-near", FAILED)
            .with("name", name)
            .with("nearest", nearest),
        CalendarError::Unknown { name, known, .. } => Described::new("unknown-calendar", FAILED)
            .with("name", name)
            .with("known", known.join(", ")),
        CalendarError::Broken { path, fault } => Described::new("broken-calendar", FAILED)
            .with("path", path)
            .with("fault", yaml_fault(fault, words))
            .below(&*fault.snippet),
        CalendarError::Which { known } if known.len() == 1 => Described::new("no-calendars", USAGE),
        CalendarError::Which { known } => Described::new("which-calendar", USAGE).with("known", known.join(", ")),
    }
}

/// The names that there are, the probable one first.
fn listed(name: &str, known: &[String], words: &Words) -> String {
    let names = || known.iter().map(String::as_str);
    let mut list = names().take(LISTED).collect::<Vec<_>>().join(", ");
    if known.len() > LISTED {
        list.push_str(", …");
    }
    match nearest(name, names()) {
        Some(nearest) => {
            let meant = words.with("query-did-you-mean", &[("suggestion", nearest.into())]);
            format!("{meant} ({list})")
        }
        None => list,
    }
}

/// A report of tests that cannot be read.
pub fn of_report_file(path: &Path, refusal: &ci::Refusal) -> Described {
    let new = |kind| Described::new(kind, FAILED).with("path", path.display());
    match refusal {
        ci::Refusal::Empty => new("report-empty"),
        ci::Refusal::TooLarge { limit } => new("report-too-large").with("limit", limit),
        ci::Refusal::Encoding { label } => new("report-encoding").with("label", label),
        ci::Refusal::Doctype => new("report-doctype"),
        ci::Refusal::Other { found } => new("report-other").with("found", found),
        ci::Refusal::NotThis { line } => new("report-not-this").with("line", line),
    }
}

/// A mask of a project that cannot be used.
pub fn of_mask(bad: &ci::fingerprint::BadMask) -> Described {
    match bad {
        BadMask::Unreadable { mask } => Described::new("bad-mask", USAGE).with("mask", mask),
        BadMask::Groups { mask, found } => Described::new("mask-groups", USAGE).with("mask", mask).with("found", found),
    }
}
