//! Which tickets are most like one: by the words that they share, the rarer the more (TF-IDF).
//!
//! Two steps, so that it is quick among 100,000 tickets. First those are chosen that have most of the rarest words:
//! which tickets have a word, an index of words knows, and so does whoever has read all tickets; both come to the same.
//! Then each of these is compared word by word, on what is left of its texts without boilerplate. A word that is there
//! `n` times weighs 1 + ln n, in what is sought also the square of its rarity, ln((all + 21) / (having + 1)); the
//! product is divided by the length of the other's weights and by what the text would get compared with itself.
//! Held against recorded duplicates: `benches/RESULTS.md`.

pub mod read;
pub mod strip;
#[cfg(test)]
mod tests;
mod words;

pub use words::Bag;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use words::{is_telling, stem};

/// The most words of a text by which others are looked for.
pub const WORDS: usize = 128;
/// The rarest of them, by which some are chosen.
const RAREST: usize = 24;
/// So many are compared word by word.
const CHOSEN: usize = 100;
/// A word that more than every tenth ticket has chooses none, …
const COMMON: usize = 10;
/// … unless they are so few.
const FEW: usize = 20;
/// The most words that are named as what two have in common.
const TERMS: usize = 6;
/// In a small desk no word is rare yet: it counts as if there were so many tickets more.
const MORE: usize = 20;

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    bag: Bag,
    words: Vec<String>,
    /// It is one of the tickets among which it is looked for.
    within: bool,
}

/// In how many tickets each of the words is that are looked for, in their order, and how many tickets there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub all: usize,
    pub having: Vec<usize>,
}

/// What is looked for, with how much each word says.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// By stem: its weight, and the word as it was said.
    weights: BTreeMap<String, (f64, String)>,
    /// The words that choose, by their place among those of what is sought, with their weights in thousandths.
    rarest: Vec<(usize, u64)>,
    /// What it would get compared with itself.
    itself: f64,
}

/// How much two are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// From 0 to 1, as much alike as with itself.
    pub score: f64,
    /// What they have in common, what says most first.
    pub terms: Vec<String>,
}

impl Sought {
    pub fn of(bag: Bag, within: bool) -> Sought {
        let mut told: Vec<(&String, u32)> = bag
            .counts
            .iter()
            .map(|(word, n)| (word, *n))
            .filter(|(word, _)| is_telling(word))
            .collect();
        told.sort_by_key(|(word, n)| (Reverse(*n), *word));
        let words = told.into_iter().take(WORDS).map(|(word, _)| word.clone()).collect();
        Sought { bag, words, within }
    }

    /// Words of letters and digits only, folded as needles are; each once, at most [`WORDS`].
    pub fn words(&self) -> &[String] {
        &self.words
    }

    pub fn weigh(&self, known: &Known) -> Weighed {
        let own = usize::from(self.within);
        let all = known.all.saturating_sub(own);
        let most = (all / COMMON).max(FEW);
        let mut weights: BTreeMap<String, (f64, String)> = BTreeMap::new();
        let mut rarest = Vec::new();
        for (place, (word, having)) in self.words.iter().zip(&known.having).enumerate() {
            let having = having.saturating_sub(own);
            let rarity = rarity(all, having);
            let weight = rarity * often(self.count(word));
            if (1..=most).contains(&having) {
                rarest.push((place, thousandths(weight)));
            }
            // Of several forms of a word the most common one says how rare it is.
            let known = weights.entry(stem(word).to_owned()).or_insert((rarity, word.clone()));
            known.0 = known.0.min(rarity);
        }
        rarest.sort_by_key(|(place, weight)| (Reverse(*weight), &self.words[*place]));
        rarest.truncate(RAREST);
        let (stems, length) = stems(&self.bag);
        let count = |stem: &str| often(stems.get(stem).copied().unwrap_or(1));
        weights.iter_mut().for_each(|(stem, (weight, _))| *weight *= count(stem));
        let itself: f64 = weights.iter().map(|(stem, (weight, _))| weight * count(stem)).sum();
        Weighed { weights, rarest, itself: itself / length }
    }

    fn count(&self, word: &str) -> u32 {
        self.bag.counts.get(word).copied().unwrap_or(1)
    }
}

impl Weighed {
    /// The places of the words that choose, the rarest first.
    pub fn rarest(&self) -> impl Iterator<Item = usize> {
        self.rarest.iter().map(|(place, _)| *place)
    }

    /// Those that have most of the rarest words, when `having` says of each of these words who has it.
    pub fn choose<I: Copy + Ord + Hash>(&self, having: &[Vec<I>]) -> Vec<I> {
        let mut sums: HashMap<I, u64> = HashMap::new();
        for ((_, weight), ids) in self.rarest.iter().zip(having) {
            ids.iter().for_each(|id| *sums.entry(*id).or_default() += weight);
        }
        let mut best: Vec<(Reverse<u64>, I)> = sums.into_iter().map(|(id, sum)| (Reverse(sum), id)).collect();
        if best.len() > CHOSEN {
            best.select_nth_unstable(CHOSEN);
            best.truncate(CHOSEN);
        }
        best.sort_unstable();
        best.into_iter().map(|(_, id)| id).collect()
    }

    /// `None`: they have nothing in common.
    pub fn compare(&self, other: &Bag) -> Option<Likeness> {
        let (stems, length) = stems(other);
        let shared = self.weights.iter().filter_map(|(stem, (weight, word))| {
            let count = stems.get(stem.as_str())?;
            Some((weight * often(*count), word))
        });
        let mut shared: Vec<(f64, &String)> = shared.filter(|(weight, _)| *weight > 0.0).collect();
        let sum: f64 = shared.iter().map(|(weight, _)| weight).sum();
        let score = (sum / length / self.itself).min(1.0);
        shared.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        let terms = shared.into_iter().take(TERMS).map(|(_, word)| word.clone()).collect();
        (score > 0.0).then_some(Likeness { score, terms })
    }
}

/// How often each stem is in a text, and the length of its weights; never 0.
fn stems(bag: &Bag) -> (HashMap<&str, u32>, f64) {
    let mut stems: HashMap<&str, u32> = HashMap::with_capacity(bag.counts.len());
    // In the order of words: sums of fractions depend on it.
    let mut order: Vec<&str> = Vec::with_capacity(bag.counts.len());
    for (word, count) in &bag.counts {
        let stem = stem(word);
        let known = stems.entry(stem).or_insert_with(|| {
            order.push(stem);
            0
        });
        *known = known.saturating_add(*count);
    }
    let squares: f64 = order.iter().map(|stem| often(stems[stem]).powi(2)).sum();
    (stems, squares.sqrt().max(1.0))
}

fn often(count: u32) -> f64 {
    1.0 + f64::from(count.max(1)).ln()
}

fn rarity(all: usize, having: usize) -> f64 {
    let share = (all + MORE + 1) as f64 / (having + 1) as f64;
    share.max(1.0).ln().powi(2)
}

fn thousandths(weight: f64) -> u64 {
    (weight * 1000.0).round() as u64
}
