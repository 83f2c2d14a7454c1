//! Sets of the six categories of statuses.

use crate::domain::ticket::workflow::Category;

/// Some of the six categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Categories(u8);

impl Categories {
    pub const NONE: Categories = Categories(0);
    pub const ALL: Categories = Categories::of(&Category::ALL);
    /// New, open, pending and hold.
    pub const UNSOLVED: Categories =
        Categories::of(&[Category::New, Category::Open, Category::Pending, Category::Hold]);

    pub const fn of(list: &[Category]) -> Categories {
        let (mut bits, mut n) = (0, 0);
        while n < list.len() {
            bits |= 1 << list[n] as u8;
            n += 1;
        }
        Categories(bits)
    }

    pub const fn contains(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }

    /// Those of this set that are not in the other.
    pub const fn without(self, other: Categories) -> Categories {
        Categories(self.0 & !other.0)
    }
}
