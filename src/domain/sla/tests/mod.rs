//! What clocks promise: each row of both tables, the worked example, laws for any history, real data.

mod made;
mod worked;
