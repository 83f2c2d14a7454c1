//! Who acts, and in which quality: persons with their roles, and the groups that they work in.

mod group;
mod person;
mod rights;
mod role;

pub use group::{Group, Groups};
pub use person::{People, Person};
pub use rights::Deed;
pub use role::Role;

/// Two spellings of one person: addresses and names are compared without regard to case.
pub fn same_person(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}
