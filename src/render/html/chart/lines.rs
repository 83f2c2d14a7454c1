//! Lines along an axis; the area below a single one is tinted.

use super::axis::Axis;
use super::frame::{self, ABOVE, HEIGHT, frame, middle, y};
use super::scale::{Scale, percent, short};
use super::{Names, Series, legend, scale};
use crate::domain::insight::report::Unit;
use crate::render::html::figures::Figures;
use maud::{Markup, html};

/// Up to here every point has a dot.
const DOTS: usize = 40;

#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    pub axis: Axis,
    pub unit: Unit,
    pub series: Vec<Series>,
}

impl Lines {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let scale = scale(self.unit, &self.series);
        let tall = frame::height();
        let inner = html! {
            (frame(&self.axis, &scale, self.unit, figures))
            // Stretched to the width of the chart; strokes are not.
            svg viewBox={ "0 0 1000 " (tall) } preserveAspectRatio="none" width="100%" height=(tall) {
                @for (place, series) in self.series.iter().enumerate() {
                    @for run in runs(&series.values) {
                        g.{ "s" (place + 1) } { (self.run(&run, &scale)) }
                    }
                }
            }
            @for (place, series) in self.series.iter().enumerate() {
                g.{ "s" (place + 1) } { (self.dots(series, &scale)) }
            }
            @for (place, value) in self.ends(&scale) {
                text.figure.last.{ "s" (place + 1) } x=(percent(self.middle(value.point))) y=(short(value.y)) {
                    (figures.of(self.unit, value.value))
                }
            }
            @for point in 0..self.axis.points.len() { (self.slot(point, figures)) }
        };
        let series: Vec<&str> = self.series.iter().map(|s| s.name.as_str()).collect();
        html! {
            (legend(&series, "stroke"))
            (names.svg(frame::margin(&scale, self.unit, figures), tall, &inner))
        }
    }

    fn run(&self, run: &[(usize, f64)], scale: &Scale) -> Markup {
        let n = self.axis.points.len();
        let x = |point: usize| short(middle(point, n) * 1000.0);
        let at = |(point, value): &(usize, f64)| format!("{},{}", x(*point), short(y(scale, *value)));
        let line = run.iter().map(at).collect::<Vec<_>>().join(" ");
        let base = short(ABOVE + HEIGHT);
        html! {
            @if let ([(first, _), .., (last, _)], 1) = (run, self.series.len()) {
                polygon.area points={ (x(*first)) "," (base) " " (line) " " (x(*last)) "," (base) } {}
            }
            polyline.stroke points=(line) vector-effect="non-scaling-stroke" {}
        }
    }

    fn middle(&self, point: usize) -> f64 {
        middle(point, self.axis.points.len())
    }

    fn dots(&self, series: &Series, scale: &Scale) -> Markup {
        let known = series.values.iter().enumerate().filter_map(|(point, value)| Some((point, (*value)?)));
        html! {
            @if self.axis.points.len() <= DOTS {
                @for (point, value) in known {
                    circle.dot cx=(percent(self.middle(point))) cy=(short(y(scale, value))) r="3" {}
                }
            }
        }
    }

    /// The last figure of each series is written out: above its point or, where another series ends
    /// higher, below it; where they end together, once.
    fn ends(&self, scale: &Scale) -> Vec<(usize, End)> {
        let last = |series: &Series| {
            let point = series.values.iter().rposition(Option::is_some)?;
            let value = series.values.get(point).copied().flatten()?;
            Some(End { point, value, y: y(scale, value) })
        };
        let all: Vec<(usize, End)> =
            self.series.iter().map(last).enumerate().filter_map(|(i, e)| Some((i, e?))).collect();
        let highest = all.iter().map(|(_, end)| end.y).fold(f64::INFINITY, f64::min);
        let mut shown: Vec<(usize, End)> = Vec::new();
        for (place, end) in all {
            let below = end.y > highest + APART;
            let y = if below { end.y + 18.0 } else { end.y - 8.0 };
            let free = shown.iter().all(|(_, other)| (other.y - y).abs() >= APART) && y < ABOVE + HEIGHT;
            if free {
                shown.push((place, End { y, ..end }));
            }
        }
        shown
    }

    /// The whole height at a point: what stands there, shown to whoever points at it.
    fn slot(&self, point: usize, figures: &Figures) -> Markup {
        let wide = 1.0 / self.axis.points.len().max(1) as f64;
        html! {
            rect.hit x=(percent(wide * point as f64)) width=(percent(wide)) y=(short(ABOVE)) height=(short(HEIGHT)) {
                title {
                    (self.axis.points.get(point).map_or("", |p| p.name.as_str())) ":"
                    @for series in &self.series {
                        @if let Some(value) = series.values.get(point).copied().flatten() {
                            " " (series.name) " " (figures.of(self.unit, value))
                        }
                    }
                }
            }
        }
    }
}

/// Where a series ends.
struct End {
    point: usize,
    value: f64,
    y: f64,
}

/// Lines that end closer together than this, in pixels, have one figure.
const APART: f64 = 16.0;

/// The stretches without a gap.
fn runs(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut runs: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut open = false;
    for (point, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) if open => run.push((point, *value)),
            (Some(value), _) => runs.push(vec![(point, *value)]),
            (None, _) => {}
        }
        open = value.is_some();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_gap_where_nothing_was_measured() {
        assert_eq!(runs(&[Some(1.0), None, Some(2.0), Some(3.0), None]), [vec![(0, 1.0)], vec![(2, 2.0), (3, 3.0)]]);
        assert!(runs(&[None]).is_empty());
    }
}
