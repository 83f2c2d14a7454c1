//! What the reports promise, on made-up stories, on random ones and on real histories.

mod before;
mod groups;
mod laws;
mod made;
mod real;
mod recurrence;
mod replay;
mod said;
mod worked;
