//! Chance that is the same every time: a small generator of pseudo-random numbers (SplitMix64).

/// A stream of numbers that depends on its seed only.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream number `lane` of a seed; lanes do not disturb each other.
    pub fn new(seed: u64, lane: u64) -> Dice {
        let mut dice = Dice(seed ^ lane.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.roll();
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 until before `n`; 0 for 0.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        usize::try_from(self.roll() % n.max(1)).unwrap_or(0)
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low).unwrap_or(0);
        low + i64::try_from(self.below(span + 1)).unwrap_or(0)
    }

    /// Like `between`, but small values are far more likely: most answers are quick, some never come.
    pub fn mostly_low(&mut self, low: i64, high: i64) -> i64 {
        (0..2).map(|_| self.between(low, high)).min().unwrap_or(low).min(self.between(low, high))
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Picks by weight.
    pub fn weighed<'a, T>(&mut self, of: &'a [T], weight: impl Fn(&T) -> usize) -> Option<&'a T> {
        let mut left = self.below(of.iter().map(&weight).sum());
        of.iter().find(|item| {
            let here = left < weight(item);
            left = left.saturating_sub(weight(item));
            here
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_everything_and_weights_hold() {
        let rolls = |seed, lane| {
            let mut dice = Dice::new(seed, lane);
            (0..50).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(rolls(1, 2), rolls(1, 2));
        assert_ne!(rolls(1, 2), rolls(1, 3));
        assert_ne!(rolls(1, 2), rolls(2, 2));
        let mut dice = Dice::new(7, 0);
        let heavy = (0..1000).filter(|_| dice.weighed(&[1, 9], |w| *w) == Some(&9)).count();
        assert!((850..950).contains(&heavy), "{heavy}");
        assert_eq!((dice.below(0), dice.pick::<u8>(&[])), (0, None));
    }
}
