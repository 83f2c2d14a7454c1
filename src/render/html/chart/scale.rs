//! Where values stand on an axis, and which round values are marked on it.

/// A linear axis that begins at nought.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub top: f64,
    /// Ascending, nought first, `top` last.
    pub marks: Vec<f64>,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Round lengths of time, in seconds.
const LENGTHS: [f64; 21] = [
    1.0,
    5.0,
    15.0,
    30.0,
    MINUTE,
    5.0 * MINUTE,
    15.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    4.0 * HOUR,
    8.0 * HOUR,
    12.0 * HOUR,
    DAY,
    2.0 * DAY,
    5.0 * DAY,
    10.0 * DAY,
    20.0 * DAY,
    50.0 * DAY,
    100.0 * DAY,
    200.0 * DAY,
];

/// More marks than this are a ladder.
const MARKS: f64 = 4.0;

impl Scale {
    /// For whole numbers up to `most`.
    pub fn counts(most: f64) -> Scale {
        let least = (sane(most) / MARKS).max(1.0);
        let power = 10_f64.powf(least.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * power).find(|s| *s >= least);
        Scale::stepped(step.unwrap_or(least), most)
    }

    /// For seconds up to `most`.
    pub fn seconds(most: f64) -> Scale {
        let least = sane(most) / MARKS;
        match LENGTHS.into_iter().find(|s| *s >= least) {
            Some(step) => Scale::stepped(step, most),
            None => {
                let days = Scale::counts(most / DAY);
                Scale { top: days.top * DAY, marks: days.marks.iter().map(|m| m * DAY).collect() }
            }
        }
    }

    pub fn percent() -> Scale {
        Scale::stepped(25.0, 100.0)
    }

    fn stepped(step: f64, most: f64) -> Scale {
        let n = (sane(most) / step).ceil().clamp(1.0, 2.0 * MARKS);
        let marks: Vec<f64> = (0..=n as u32).map(|i| f64::from(i) * step).collect();
        Scale { top: n * step, marks }
    }

    /// Where a value stands between nought and `top`, from 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        share(value, self.top)
    }
}

/// A logarithmic axis of seconds, for lengths that range from minutes to months.
#[derive(Clone, Debug, PartialEq)]
pub struct Lengths {
    least: f64,
    most: f64,
    pub marks: Vec<f64>,
}

impl Lengths {
    /// From below `least` to above `most`; what is shorter than a minute stands at the left end.
    pub fn new(least: f64, most: f64) -> Lengths {
        let round = [1.0, 10.0, 60.0, 240.0, 1_440.0, 10_080.0, 43_200.0, 525_600.0, 5_256_000.0];
        let round = round.map(|minutes| minutes * MINUTE);
        let first = round.iter().rposition(|r| *r <= sane(least)).unwrap_or(0);
        let last = round.iter().position(|r| *r >= sane(most)).unwrap_or(round.len() - 1).max(first + 1);
        let marks = round.get(first..=last).unwrap_or(&round).to_vec();
        Lengths { least: round[first.min(round.len() - 1)], most: round[last.min(round.len() - 1)], marks }
    }

    /// From 0 to 1.
    pub fn place(&self, seconds: f64) -> f64 {
        let seconds = sane(seconds).clamp(self.least, self.most);
        share(seconds.ln() - self.least.ln(), self.most.ln() - self.least.ln())
    }
}

/// `part` of `whole`, from 0 to 1; nothing of nothing.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 && part.is_finite() { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// No figure of a history is beyond the range of its seconds.
fn sane(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1e19) } else { 0.0 }
}

/// A share as SVG wants it: `12.5%`.
pub fn percent(share: f64) -> String {
    format!("{}%", short(share * 100.0))
}

/// At most two decimals, so that the same chart has the same bytes everywhere.
pub fn short(n: f64) -> String {
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_round() {
        assert_eq!(Scale::counts(0.0).marks, [0.0, 1.0]);
        assert_eq!(Scale::counts(3.0).marks, [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(Scale::counts(47.0).marks, [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(Scale::seconds(9_000.0).marks, [0.0, 3_600.0, 7_200.0, 10_800.0]);
        assert_eq!(Scale::percent().marks, [0.0, 25.0, 50.0, 75.0, 100.0]);
    }

    #[test]
    fn lengths_of_all_sizes_have_a_place() {
        let axis = Lengths::new(300.0, 400_000.0);
        assert_eq!(axis.marks, [60.0, 600.0, 3_600.0, 14_400.0, 86_400.0, 604_800.0]);
        assert_eq!((axis.place(60.0), axis.place(604_800.0), axis.place(0.0)), (0.0, 1.0, 0.0));
        assert_eq!(Lengths::new(0.0, 0.0).marks.len(), 2);
    }

    proptest! {
        #[test]
        fn a_place_is_on_the_chart_whatever_the_figure(value in any::<f64>(), most in any::<f64>()) {
            for scale in [Scale::counts(most), Scale::seconds(most)] {
                prop_assert!((0.0..=1.0).contains(&scale.place(value)));
                prop_assert!((2..=10).contains(&scale.marks.len()));
                prop_assert!(scale.marks.windows(2).all(|w| w[0] < w[1]));
            }
            let axis = Lengths::new(value, most);
            prop_assert!((0.0..=1.0).contains(&axis.place(value)));
            prop_assert!((2..=9).contains(&axis.marks.len()));
        }
    }
}
