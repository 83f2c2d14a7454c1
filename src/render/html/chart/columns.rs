//! Columns that stand on an axis, those of one point side by side.

use super::axis::Axis;
use super::frame::{self, ABOVE, HEIGHT, frame};
use super::scale::{percent, share, short};
use super::{Names, Series, legend, scale};
use crate::domain::insight::report::Unit;
use crate::render::html::figures::Figures;
use maud::{Markup, html};

/// Up to here every column has its figure above it.
const FIGURES: usize = 12;
/// And up to here where there is little room.
const NARROW: usize = 7;
/// What the columns of a point take of its slot.
const FILLED: f64 = 0.72;

#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    pub axis: Axis,
    pub unit: Unit,
    pub series: Vec<Series>,
}

impl Columns {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let scale = scale(self.unit, &self.series);
        let inner = html! {
            (frame(&self.axis, &scale, self.unit, figures))
            @for (place, series) in self.series.iter().enumerate() {
                g.{ "s" (place + 1) } {
                    @for (point, value) in series.values.iter().enumerate() {
                        @if let Some(value) = value {
                            (self.column(point, place, *value, scale.place(*value), figures))
                        }
                    }
                }
            }
        };
        let series: Vec<&str> = self.series.iter().map(|s| s.name.as_str()).collect();
        html! {
            (legend(&series, "block"))
            (names.svg(frame::margin(&scale, self.unit, figures), frame::height(), &inner))
        }
    }

    fn column(&self, point: usize, place: usize, value: f64, high: f64, figures: &Figures) -> Markup {
        let (n, k) = (self.axis.points.len().max(1) as f64, self.series.len().max(1) as f64);
        let slot = 1.0 / n;
        let wide = slot * FILLED / k;
        let left = slot * (point as f64 + (1.0 - FILLED) / 2.0) + wide * place as f64;
        let top = ABOVE + HEIGHT * (1.0 - high);
        let name = self.axis.points.get(point).map_or("", |p| p.name.as_str());
        let series = self.series.get(place).map_or("", |s| s.name.as_str());
        let shown = figures.of(self.unit, value);
        html! {
            g.mark {
                title { (name) ": " (series) " " (shown) }
                rect x=(percent(left)) y=(short(top)) width=(percent(share(wide, 1.0))) height=(short(HEIGHT * high)) {}
                @if self.axis.points.len() <= FIGURES && self.series.len() == 1 && value > 0.0 {
                    // Where there is little room, figures of many columns would run into each other.
                    text.figure.roomy[self.axis.points.len() > NARROW] x=(percent(left + wide / 2.0)) y=(short(top - 5.0)) { (shown) }
                }
            }
        }
    }
}
