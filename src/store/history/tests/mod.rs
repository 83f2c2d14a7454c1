//! History against repositories that are made for the purpose.

mod desk;
mod since;
