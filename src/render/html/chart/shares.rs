//! Two parts of a whole: what was kept and what was not, of each of several promises.

use super::scale::{percent, share, short};
use super::{Names, legend, row_name};
use crate::render::html::figures::Figures;
use maud::{Markup, html};

const ROW: f64 = 44.0;
const THICK: f64 = 16.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub name: String,
    pub good: i64,
    pub bad: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// What the parts are called: the good one first.
    pub parts: [String; 2],
    pub shares: Vec<Share>,
}

impl Shares {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let [good, bad] = &self.parts;
        let inner = html! {
            @for (i, share) in self.shares.iter().enumerate() { (self.row(share, ROW * i as f64, figures)) }
        };
        html! {
            (legend(&[good, bad], "block"))
            (names.svg("left-0", (ROW * self.shares.len() as f64) as u32, &inner))
        }
    }

    fn row(&self, row: &Share, top: f64, figures: &Figures) -> Markup {
        let all = row.good as f64 + row.bad as f64;
        let part = share(row.good as f64, all);
        let [good, bad] = &self.parts;
        let y = short(top + 24.0);
        let told = figures
            .with("page-of", &[("part", figures.count(row.good).into()), ("whole", figures.number(all, 0).into())]);
        html! {
            g.mark {
                title { (row.name) ": " (good) " " (figures.count(row.good)) ", " (bad) " " (figures.count(row.bad)) }
                (row_name(&row.name, top + 17.0, [24, 60]))
                text.figure.at-end x="100%" y=(short(top + 17.0)) {
                    @if all > 0.0 { tspan.strong { (figures.percent(part * 100.0)) } " · " (told) } @else { "–" }
                }
                @if all > 0.0 {
                    g.s1 { rect x="0" y=(y) width=(percent(part)) height=(short(THICK)) {} }
                    g.s2 { rect.divided x=(percent(part)) y=(y) width=(percent(1.0 - part)) height=(short(THICK)) {} }
                } @else {
                    rect.nothing x="0" y=(y) width="100%" height=(short(THICK)) {}
                }
            }
        }
    }
}
