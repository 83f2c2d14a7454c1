//! Values and rules. Sees nothing else: no disk, no git, no SQL, no clap, no clock, no environment.
//!
//! Steps in order, each uses only earlier ones: `people`, `time` (and `settings`) → `ticket` → `article` →
//! `query` → `story` → `sla` → `insight` → `outcome`.

pub mod article;
pub mod insight;
pub mod outcome;
pub mod people;
pub mod query;
pub mod settings;
pub mod sla;
pub mod story;
pub mod ticket;
pub mod time;
