//! History against repositories that are made for the purpose.

mod desk;
mod laws;
mod merge;
mod parts;
mod past;
mod random;
mod since;
mod slow;
