//! Lengths of time on one logarithmic axis: median to percentile 90, between the least and the most.

use super::scale::{Lengths, percent, short};
use super::{Names, row_name};
use crate::render::html::figures::Figures;
use crate::render::when;
use maud::{Markup, html};

const ROW: f64 = 46.0;
/// Half the thickness of the stretch between median and percentile 90.
const HALF: f64 = 5.0;

/// In seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    pub name: String,
    pub n: i64,
    pub least: f64,
    pub median: f64,
    pub p90: f64,
    pub most: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    pub ranges: Vec<Range>,
}

impl Ranges {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let least = self.ranges.iter().map(|r| r.median).fold(f64::INFINITY, f64::min);
        let most = self.ranges.iter().map(|r| r.most).fold(0.0, f64::max);
        let axis = Lengths::new(least, most);
        let tall = ROW * self.ranges.len() as f64;
        let inner = html! {
            g.grid {
                @for (i, mark) in axis.marks.iter().enumerate() {
                    @let x = percent(axis.place(*mark));
                    line x1=(x) x2=(x) y1="0" y2=(short(tall)) {}
                    // Where there is little room every other mark has a label.
                    text.roomy[(axis.marks.len() - i).is_multiple_of(2)] x=(x) y=(short(tall + 16.0))
                        text-anchor=(anchor(i, axis.marks.len())) {
                        (when::about(*mark as i64, figures.reader.words))
                    }
                }
            }
            @for (i, range) in self.ranges.iter().enumerate() { (self.range(range, ROW * i as f64, &axis, figures)) }
        };
        html! {
            ul.legend {
                li { span.swatch.dot.s1 {} (figures.column("median_s")) }
                li { span.swatch.stroke.s1 {} (figures.say("page-up-to-p90")) }
                li { span.swatch.thin {} (figures.say("page-least-to-most")) }
            }
            (names.svg("left-0", (tall + 24.0) as u32, &inner))
        }
    }

    fn range(&self, range: &Range, top: f64, axis: &Lengths, figures: &Figures) -> Markup {
        let place = |seconds: f64| percent(axis.place(seconds));
        let y = top + 32.0;
        let wide = axis.place(range.p90) - axis.place(range.median);
        let args = [
            ("median", figures.span(range.median).into()),
            ("p90", figures.span(range.p90).into()),
            ("n", figures.count(range.n).into()),
        ];
        html! {
            g.s1.mark {
                title { (range.name) ": " (figures.with("page-range", &args)) }
                (row_name(&range.name, top + 18.0, [24, 30]))
                text.figure.at-end.haloed.roomy x="100%" y=(short(top + 18.0)) { (figures.with("page-range", &args)) }
                text.figure.at-end.haloed.narrow x="100%" y=(short(top + 18.0)) { (figures.span(range.median)) }
                line.thin x1=(place(range.least)) x2=(place(range.most)) y1=(short(y)) y2=(short(y)) {}
                rect x=(place(range.median)) y=(short(y - HALF)) width=(percent(wide)) height=(short(2.0 * HALF)) {}
                circle.ring cx=(place(range.median)) cy=(short(y)) r="6" {}
            }
        }
    }
}

/// The labels at the ends stay within the drawing.
fn anchor(i: usize, of: usize) -> &'static str {
    match i {
        0 => "start",
        i if i + 1 == of => "end",
        _ => "middle",
    }
}
