//! Charts as SVG: no scripts, no fonts, nothing from elsewhere.
//!
//! A chart is as wide as it may be: places along the horizontal are percentages, heights are pixels, so
//! text keeps its size on a telephone and on a wall. Colours are classes of the page's style sheet.
//! Every chart has a title and a description; the table behind it holds the figures.

pub mod axis;
mod bars;
mod columns;
mod frame;
mod heat;
mod lines;
mod ranges;
pub mod scale;
mod shares;
mod spans;

pub use bars::{Bar, Bars};
pub use columns::Columns;
pub use heat::Heat;
pub use lines::Lines;
pub use ranges::{Range, Ranges};
pub use shares::{Share, Shares};
pub use spans::{Span, Spans};

use super::figures::Figures;
use crate::domain::insight::report::Unit;
use crate::render::style::fit;
use maud::{Markup, html};
use scale::Scale;

/// A chart: what it is called, what it shows in a sentence or two, and what it draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub title: String,
    pub says: String,
    /// What of it is not drawn, told to everybody.
    pub partly: Option<String>,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Columns(Columns),
    Lines(Lines),
    Bars(Bars),
    Ranges(Ranges),
    Heat(Heat),
    Shares(Shares),
    Spans(Spans),
}

/// Values along an axis under one name. Colours go by the place of the series in its chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    /// One for each point; `None`: nothing was measured there.
    pub values: Vec<Option<f64>>,
}

impl Chart {
    pub fn new(title: String, says: String, body: Body) -> Chart {
        Chart { title, says, partly: None, body }
    }

    /// Says what is not drawn.
    pub fn partly(self, partly: Option<String>) -> Chart {
        Chart { partly, ..self }
    }

    /// The figure; `id` is unique on the page.
    pub fn draw(&self, id: &str, figures: &Figures) -> Markup {
        let names = Names { title: &self.title, says: &self.says, id };
        html! {
            figure.chart {
                figcaption {
                    (self.title)
                    @if let Some(partly) = &self.partly { " " small { (partly) } }
                }
                @match &self.body {
                    Body::Columns(columns) => (columns.draw(&names, figures)),
                    Body::Lines(lines) => (lines.draw(&names, figures)),
                    Body::Bars(bars) => (bars.draw(&names, figures)),
                    Body::Ranges(ranges) => (ranges.draw(&names, figures)),
                    Body::Heat(heat) => (heat.draw(&names, figures)),
                    Body::Shares(shares) => (shares.draw(&names, figures)),
                    Body::Spans(spans) => (spans.draw(&names)),
                }
            }
        }
    }
}

/// What a drawing is called for those who do not see it.
struct Names<'a> {
    title: &'a str,
    says: &'a str,
    id: &'a str,
}

impl Names<'_> {
    /// The drawing, `height` pixels high; `class` leaves room for labels beside it.
    fn svg(&self, class: &str, height: u32, inner: &Markup) -> Markup {
        let (title, desc) = (format!("{}-t", self.id), format!("{}-d", self.id));
        html! {
            div.plot.(class) {
                svg role="img" aria-labelledby={ (title) " " (desc) } width="100%" height=(height) {
                    title id=(title) { (self.title) }
                    desc id=(desc) { (self.says) }
                    (inner)
                }
            }
        }
    }
}

/// The name of a row, cut to what there is room for; whole in the table.
fn row_name(name: &str, y: f64, most: [usize; 2]) -> Markup {
    let [narrow, wide] = most.map(|most| fit(name, most));
    let y = scale::short(y);
    html! {
        @if narrow == wide {
            text.name.haloed x="0" y=(y) { (narrow) }
        } @else {
            text.name.haloed.narrow x="0" y=(y) { (narrow) }
            text.name.haloed.roomy x="0" y=(y) { (wide) }
        }
    }
}

/// A scale for the values of all series.
fn scale(unit: Unit, series: &[Series]) -> Scale {
    let most = series.iter().flat_map(|s| &s.values).flatten().copied().fold(0.0, f64::max);
    match unit {
        Unit::Percent => Scale::percent(),
        Unit::Seconds => Scale::seconds(most),
        _ => Scale::counts(most),
    }
}

/// Which colour is which; one series needs no legend, its chart is named after it.
fn legend(names: &[&str], kind: &str) -> Markup {
    html! {
        @if names.len() > 1 {
            ul.legend {
                @for (i, name) in names.iter().enumerate() {
                    li { span.swatch.(kind).{ "s" (i + 1) } {} (name) }
                }
            }
        }
    }
}
