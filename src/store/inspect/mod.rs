//! What `check` looks at: every entry of the branch, sound or not, and every commit with the versions of
//! tickets that it made. Both are judged where they are read, in parallel, so that only findings are
//! kept and never history.

mod entries;
mod range;
mod steps;
mod weigh;

pub use entries::{Content, Entry, Kind, Since};
pub use range::Range;
pub use steps::{Peek, Step, Touch, Version, Wrote};
pub use weigh::Weight;
