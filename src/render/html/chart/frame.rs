//! Grid lines, marks and labels around values that stand above an axis.

use super::axis::Axis;
use super::scale::{Scale, percent, short};
use crate::domain::insight::report::Unit;
use crate::render::html::figures::Figures;
use maud::{Markup, html};

/// The height of the part where values stand, in pixels.
pub const HEIGHT: f64 = 200.0;
/// Room below it for two lines of labels, and above it for a figure.
pub const ABOVE: f64 = 18.0;
pub const BELOW: f64 = 36.0;

/// All of it.
pub fn height() -> u32 {
    (HEIGHT + ABOVE + BELOW) as u32
}

/// From the top of the drawing to a value.
pub fn y(scale: &Scale, value: f64) -> f64 {
    ABOVE + HEIGHT * (1.0 - scale.place(value))
}

/// The middle of a point's slot, from 0 to 1.
pub fn middle(point: usize, of: usize) -> f64 {
    (point as f64 + 0.5) / of.max(1) as f64
}

/// Grid, marks and labels.
pub fn frame(axis: &Axis, scale: &Scale, unit: Unit, figures: &Figures) -> Markup {
    html! {
        g.grid {
            @for mark in &scale.marks {
                line.base[*mark == 0.0] x1="0" x2="100%" y1=(short(y(scale, *mark))) y2=(short(y(scale, *mark))) {}
                text x="-8" y=(short(y(scale, *mark) + 4.0)) text-anchor="end" { (figures.of(unit, *mark)) }
            }
        }
        (labels(axis))
    }
}

/// The labels of the axis, a set for each width.
fn labels(axis: &Axis) -> Markup {
    let n = axis.points.len();
    let (first, second) = (short(ABOVE + HEIGHT + 16.0), short(ABOVE + HEIGHT + 30.0));
    html! {
        @for (labels, class) in axis.labels().iter().zip(["narrow", "middling", "wide"]) {
            g.labels.(class) {
                @for label in labels {
                    text x=(percent(middle(label.at, n))) y=(first) { (label.text) }
                    @if let Some(below) = label.below {
                        text.below x=(percent(middle(label.at, n))) y=(second) { (below) }
                    }
                }
            }
        }
    }
}

/// How wide the marks on the left are, as a class of the style sheet.
pub fn margin(scale: &Scale, unit: Unit, figures: &Figures) -> &'static str {
    let widest = scale.marks.iter().map(|m| figures.of(unit, *m).chars().count()).max();
    match widest.unwrap_or(0) {
        0..=3 => "left-3",
        4..=5 => "left-5",
        _ => "left-8",
    }
}
