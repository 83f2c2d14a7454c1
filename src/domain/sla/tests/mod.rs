//! What clocks promise: each row of both tables, the worked example, laws for any history, real data.

mod business;
mod chosen;
mod laws;
mod made;
mod metrics;
mod real;
mod rules;
mod worked;
