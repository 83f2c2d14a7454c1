//! A grid of counts, the more the darker; each class of counts is named in the legend.

use super::Names;
use super::scale::{percent, short};
use crate::render::html::figures::Figures;
use maud::{Markup, html};

const ROW: f64 = 28.0;
/// Classes besides nought.
const CLASSES: i64 = 5;

#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<i64>)>,
    /// Every so many columns have a label where there is little, some, or much room.
    pub strides: [usize; 3],
}

impl Heat {
    pub(super) fn draw(&self, names: &Names, figures: &Figures) -> Markup {
        let most = self.rows.iter().flat_map(|(_, cells)| cells).copied().max().unwrap_or(0).max(0);
        let tall = ROW * self.rows.len() as f64;
        let inner = html! {
            @for (i, (name, cells)) in self.rows.iter().enumerate() {
                @let top = ROW * i as f64;
                text.name x="-8" y=(short(top + 18.0)) text-anchor="end" { (name) }
                @for (column, n) in cells.iter().enumerate() { (self.cell(name, column, *n, (top, most), figures)) }
            }
            @for (stride, class) in self.strides.into_iter().zip(["narrow", "middling", "wide"]) {
                g.labels.(class) {
                    @for (column, name) in self.columns.iter().enumerate().step_by(stride.max(1)) {
                        text x=(percent((column as f64 + 0.5) / self.wide())) y=(short(tall + 16.0)) { (name) }
                    }
                }
            }
        };
        html! {
            ul.legend {
                @for (class, (from, to)) in classes(most) {
                    li {
                        span.swatch.block.{ "h" (class) } {}
                        (figures.count(from)) @if to > from { "–" (figures.count(to)) }
                    }
                }
            }
            (names.svg("left-5", (tall + 24.0) as u32, &inner))
        }
    }

    fn wide(&self) -> f64 {
        self.columns.len().max(1) as f64
    }

    fn cell(&self, row: &str, column: usize, n: i64, (top, most): (f64, i64), figures: &Figures) -> Markup {
        let left = column as f64 / self.wide();
        let name = self.columns.get(column).map_or("", String::as_str);
        html! {
            g.{ "h" (class(n, most)) } {
                title { (row) " " (name) ": " (figures.count(n)) }
                rect.tile x=(percent(left)) y=(short(top + 1.0)) width=(percent(0.94 / self.wide())) height=(short(ROW - 2.0)) rx="3" {}
                @if n > 0 {
                    text.figure.inside x=(percent(left + 0.47 / self.wide())) y=(short(top + 18.0)) { (figures.count(n)) }
                }
            }
        }
    }
}

/// Nought is a class of its own; the others are equal parts of the most.
fn class(n: i64, most: i64) -> i64 {
    if n <= 0 || most <= 0 {
        return 0;
    }
    let classes = CLASSES.min(most);
    let part = (i128::from(n.min(most)) * i128::from(classes) + i128::from(most) - 1) / i128::from(most);
    i64::try_from(part).unwrap_or(classes)
}

/// The classes that there are, with the least and the greatest count in each.
fn classes(most: i64) -> Vec<(i64, (i64, i64))> {
    let classes = CLASSES.min(most.max(0));
    let end =
        |class: i64| i64::try_from(i128::from(most) * i128::from(class) / i128::from(classes.max(1))).unwrap_or(most);
    let one = |class: i64| (class, (end(class - 1) + 1, end(class)));
    std::iter::once((0, (0, 0))).chain((1..=classes).map(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_legend_says_what_is_in_each_class() {
        assert_eq!(classes(0), [(0, (0, 0))]);
        assert_eq!(classes(3), [(0, (0, 0)), (1, (1, 1)), (2, (2, 2)), (3, (3, 3))]);
        assert_eq!(classes(12)[1..], [(1, (1, 2)), (2, (3, 4)), (3, (5, 7)), (4, (8, 9)), (5, (10, 12))]);
    }

    proptest! {
        #[test]
        fn a_count_is_in_the_class_that_the_legend_names(most in 1_i64..i64::MAX, part in 0.0_f64..=1.0) {
            let n = ((most as f64 * part) as i64).min(most);
            let (_, (from, to)) = classes(most)[usize::try_from(class(n, most)).expect("a class")];
            prop_assert!(from <= n && n <= to, "{n} of {most} in {from}–{to}");
        }
    }
}
