//! A timeline: from when until when something was seen, and how often.

use super::axis::Axis;
use super::scale::{percent, short};
use super::{Names, row_name};
use maud::{Markup, html};

const ROW: f64 = 44.0;

/// From and until are places on the axis, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub name: String,
    pub from: f64,
    pub until: f64,
    /// Said at the end of the name's line.
    pub told: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Spans {
    pub axis: Axis,
    /// Where each point of the axis begins, from 0 to 1.
    pub starts: Vec<f64>,
    pub spans: Vec<Span>,
}

impl Spans {
    pub(super) fn draw(&self, names: &Names) -> Markup {
        let tall = ROW * self.spans.len() as f64;
        let inner = html! {
            @for (labels, class) in self.axis.labels().iter().zip(["narrow", "middling", "wide"]) {
                g.grid.(class) {
                    @for label in labels {
                        @let x = percent(self.starts.get(label.at).copied().unwrap_or(0.0));
                        line x1=(x) x2=(x) y1="0" y2=(short(tall)) {}
                        text x=(x) dx="3" y=(short(tall + 16.0)) { (label.text) }
                        @if let Some(below) = label.below { text.below x=(x) dx="3" y=(short(tall + 30.0)) { (below) } }
                    }
                }
            }
            @for (i, span) in self.spans.iter().enumerate() {
                @let top = ROW * i as f64;
                g.s1.mark {
                    title { (span.name) ": " (span.told) }
                    (row_name(&span.name, top + 17.0, [30, 60]))
                    text.figure.at-end.haloed x="100%" y=(short(top + 17.0)) { (span.told) }
                    line.span x1=(percent(span.from)) x2=(percent(span.until)) y1=(short(top + 30.0)) y2=(short(top + 30.0)) {}
                    circle cx=(percent(span.from)) cy=(short(top + 30.0)) r="4" {}
                    circle cx=(percent(span.until)) cy=(short(top + 30.0)) r="4" {}
                }
            }
        };
        names.svg("left-0", (tall + 38.0) as u32, &inner)
    }
}
