//! Values to bytes.
//!
//! For people: [`table`] (lists), [`page`] (one ticket), [`log`], [`report`]; all take a
//! [`reader::Reader`], that is language, terminal, clock and zone. For programs: the stable shapes of
//! [`view`] and [`answers`] (their schemas: [`schema`]), written by [`json`], [`yaml`], [`csv`], [`markdown`]; these never depend on the reader.

pub mod alike;
pub mod answers;
mod bars;
pub mod calendar;
pub mod clock_cases;
pub mod clock_view;
pub mod clocks;
pub mod columns;
pub mod countdown;
pub mod csv;
pub mod events;
pub mod excerpt;
pub mod explained;
pub mod facts;
pub mod failures;
pub mod files;
pub mod forms;
pub mod found_articles;
pub mod grid;
mod head;
pub mod html;
pub mod import;
pub mod intake;
pub mod json;
pub mod junit;
pub mod layout;
pub mod log;
pub mod markdown;
pub mod matches;
pub mod openmetrics;
pub mod page;
pub mod people;
pub mod prose;
pub mod public;
pub mod reader;
pub mod report;
mod report_rows;
pub mod report_words;
pub mod requester;
pub mod schema;
pub mod style;
pub mod table;
pub mod thread;
pub mod view;
pub mod views;
pub mod when;
pub mod words;
pub mod yaml;

#[cfg(test)]
mod tests;
