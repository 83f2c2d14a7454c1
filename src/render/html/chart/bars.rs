//! Bars that lie below their names, for values that have names of any length.

use super::scale::{percent, short};
use super::{Names, legend, row_name, scale::share};
use crate::domain::insight::report::Unit;
use crate::render::html::figures::Figures;
use maud::{Markup, html};

/// From one name to the next with one bar; each further bar adds its own height.
const ROW: f64 = 40.0;
const THICK: f64 = 14.0;
/// What the longest bar takes of the width: its figure stands after it.
const LONGEST: f64 = 0.78;

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    /// One for each of the names of [`Bars::series`].
    pub values: Vec<Option<f64>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub unit: Unit,
    pub series: Vec<String>,
    pub bars: Vec<Bar>,
}

impl Bars {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let further = self.series.len().saturating_sub(1) as f64 * (THICK + 2.0);
        let row = ROW + further;
        let most = self.bars.iter().flat_map(|b| &b.values).flatten().copied().fold(0.0, f64::max);
        let most = if self.unit == Unit::Percent { 100.0 } else { most };
        let inner = html! {
            @for (i, bar) in self.bars.iter().enumerate() {
                (row_name(&bar.name, row * i as f64 + 14.0, [30, 60]))
                @for (place, value) in bar.values.iter().enumerate() {
                    @if let Some(value) = value {
                        (self.bar(bar, place, *value, (row * i as f64, share(*value, most)), figures))
                    }
                }
            }
        };
        let series: Vec<&str> = self.series.iter().map(String::as_str).collect();
        html! {
            (legend(&series, "block"))
            (names.svg("left-0", (row * self.bars.len() as f64) as u32, &inner))
        }
    }

    fn bar(&self, bar: &Bar, place: usize, value: f64, (top, part): (f64, f64), figures: &Figures) -> Markup {
        let y = top + 20.0 + place as f64 * (THICK + 2.0);
        let shown = figures.of(self.unit, value);
        html! {
            g.mark.{ "s" (place + 1) } {
                title { (bar.name) ": " (self.series.get(place).map_or("", String::as_str)) " " (shown) }
                rect x="0" y=(short(y)) width=(percent(part * LONGEST)) height=(short(THICK)) {}
                text.figure.after x=(percent(part * LONGEST)) dx="6" y=(short(y + 11.5)) { (shown) }
            }
        }
    }
}
