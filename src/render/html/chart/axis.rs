//! The horizontal axis: what its points are called, and which of them have a label where there is
//! little, some, or much room.

/// A point of time, a class, or an hour.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// In full, for what is shown when somebody points at it: `March 2026`.
    pub name: String,
    /// Below the axis: `Mar`.
    pub label: String,
    /// On a second line, where it differs from that of the label before: `2026`.
    pub below: Option<String>,
    /// Its number in its kind, so that labels stand at round points: months since the year nought.
    pub ordinal: i64,
}

/// How many points lie between two labels, by the kind of the points; ascending.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub points: Vec<Point>,
    pub strides: &'static [i64],
    /// Labels of points that are narrow or wide: how many there may be at each width.
    pub room: [usize; 3],
}

/// A label: the place of its point, and its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    pub at: usize,
    pub text: &'a str,
    pub below: Option<&'a str>,
}

/// Labels of periods: this many on a telephone, a tablet and a desk.
pub const ROOM: [usize; 3] = [4, 8, 14];

impl Axis {
    /// The labels for narrow, middling and wide charts.
    pub fn labels(&self) -> [Vec<Label<'_>>; 3] {
        self.room.map(|most| self.fitting(most))
    }

    fn fitting(&self, most: usize) -> Vec<Label<'_>> {
        let last = self.strides.last().copied().unwrap_or(1).max(1);
        // Beyond the greatest stride its multiples go on.
        let further = (2..=10_000).map(|n| n * last);
        let strides = self.strides.iter().copied().chain(further);
        let labelled = |stride: i64| {
            let on = |(at, point): (usize, &Point)| (point.ordinal.rem_euclid(stride.max(1)) == 0).then_some(at);
            self.points.iter().enumerate().filter_map(on).collect::<Vec<_>>()
        };
        let places = strides.map(labelled).find(|places| places.len() <= most);
        let places = places
            .filter(|p| !p.is_empty())
            .unwrap_or_else(|| if self.points.is_empty() { vec![] } else { vec![0] });
        let mut before = None;
        let label = |at: usize| {
            let point = self.points.get(at)?;
            let below = point.below.as_deref().filter(|below| before != Some(*below));
            before = point.below.as_deref();
            Some(Label { at, text: &point.label, below })
        };
        places.into_iter().filter_map(label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(first: i64, n: i64) -> Axis {
        let point = |ordinal: i64| Point {
            name: ordinal.to_string(),
            label: (ordinal % 12 + 1).to_string(),
            below: Some((ordinal / 12).to_string()),
            ordinal,
        };
        Axis { points: (first..first + n).map(point).collect(), strides: &[1, 3, 6, 12], room: ROOM }
    }

    #[test]
    fn few_points_are_all_labelled_and_the_year_is_said_once() {
        let axis = months(24_300, 3);
        for labels in axis.labels() {
            let texts: Vec<_> = labels.iter().map(|l| (l.text, l.below)).collect();
            assert_eq!(texts, [("1", Some("2025")), ("2", None), ("3", None)]);
        }
    }

    #[test]
    fn many_points_are_labelled_at_round_ones_that_fit() {
        let axis = months(24_297, 60);
        for (labels, room) in axis.labels().into_iter().zip(ROOM) {
            assert!(!labels.is_empty() && labels.len() <= room, "{labels:?}");
            assert!(labels[0].below.is_some() && labels.iter().all(|l| ["1", "7"].contains(&l.text)), "{labels:?}");
        }
        assert!(months(0, 5_000).labels().iter().all(|l| !l.is_empty()));
    }

    #[test]
    fn no_points_have_no_labels() {
        assert_eq!(months(0, 0).labels(), [vec![], vec![], vec![]]);
    }
}
