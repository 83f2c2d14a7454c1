//! Statistics over whole seconds. Nothing is rounded on the way.

/// What is said of a set of durations, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stats {
    pub n: usize,
    pub sum: i64,
    pub mean: f64,
    pub min: i64,
    pub median: f64,
    pub p90: f64,
    pub p95: f64,
    pub max: i64,
}

impl Stats {
    /// `None` of nothing. A sum beyond the range of seconds stops at its end.
    pub fn of(mut values: Vec<i64>) -> Option<Stats> {
        values.sort_unstable();
        let (&min, &max) = (values.first()?, values.last()?);
        let sum: i128 = values.iter().map(|&v| i128::from(v)).sum();
        Some(Stats {
            n: values.len(),
            sum: i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }),
            mean: sum as f64 / values.len() as f64,
            min,
            median: quantile(&values, 50),
            p90: quantile(&values, 90),
            p95: quantile(&values, 95),
            max,
        })
    }
}

/// The quantile at `percent` (0 to 100) of sorted values, by linear interpolation between the closest
/// ranks: Hyndman and Fan's type 7, the default of numpy, pandas and spreadsheets. 0 of nothing.
pub fn quantile(sorted: &[i64], percent: usize) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    // The rank as a whole number of hundredths: floating point would miss ranks that are exact.
    let rank = last * percent.min(100);
    let (low, part) = (rank / 100, rank % 100);
    let (below, above) = (sorted[low], sorted[(low + 1).min(last)]);
    below as f64 + (above as f64 - below as f64) * part as f64 / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: numpy 2, `np.quantile(values, q)`.
    #[test]
    fn quantiles_are_those_of_numpy() {
        let table: [(&[i64], [f64; 3]); 6] = [
            (&[7], [7.0, 7.0, 7.0]),
            (&[1, 2], [1.5, 1.9, 1.95]),
            (&[1, 2, 3, 4], [2.5, 3.7, 3.85]),
            (&[15, 20, 35, 40, 50], [35.0, 46.0, 48.0]),
            (&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100], [0.0, 0.0, 50.0]),
            (&[3, 6, 7, 8, 8, 10, 13, 15, 16, 20], [9.0, 16.4, 18.2]),
        ];
        for (values, want) in table {
            let got = [50, 90, 95].map(|p| quantile(values, p));
            let near = got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-9);
            assert!(near, "{values:?}: {got:?} instead of {want:?}");
        }
    }

    #[test]
    fn order_does_not_matter_and_nothing_is_rounded() {
        let stats = Stats::of(vec![10, 1, 3, 6]).expect("values");
        assert_eq!((stats.n, stats.sum, stats.min, stats.max), (4, 20, 1, 10));
        assert_eq!((stats.mean, stats.median), (5.0, 4.5));
        assert_eq!(Stats::of(vec![1, 1, 2]).map(|s| s.mean), Some(4.0 / 3.0));
        assert_eq!(Stats::of(Vec::new()), None);
    }

    #[test]
    fn sums_beyond_the_range_stop_at_its_end() {
        let stats = Stats::of(vec![i64::MAX; 3]).expect("values");
        assert_eq!(stats.sum, i64::MAX);
        assert_eq!(stats.median, i64::MAX as f64);
    }
}
