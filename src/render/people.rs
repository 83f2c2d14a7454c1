//! People: the stable JSON shape, and a table.

use super::grid::Grid;
use super::reader::Reader;
use super::table;
use serde::Serialize;
use serde_json::Value as Json;

/// Somebody of the desk. Noun `people`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonView {
    pub who: String,
    pub name: Option<String>,
    pub role: String,
    pub groups: Vec<String>,
    pub level: Option<u8>,
    pub skills: Vec<String>,
    pub languages: Vec<String>,
    pub capacity: Option<u32>,
    pub time_zone: Option<String>,
    pub organization: Option<String>,
    /// Unsolved tickets that are assigned to them.
    pub open: u64,
    /// Whether `people.yaml` has them.
    pub listed: bool,
}

/// A table without the columns in which nobody has anything.
pub fn people(list: &[PersonView], reader: &Reader) -> String {
    let columns = ["person", "name", "role", "groups", "level", "skills", "open_tickets"];
    let load = |p: &PersonView| match p.capacity {
        Some(most) => format!("{}/{most}", p.open).into(),
        None => Json::from(p.open),
    };
    let row = |p: &PersonView| -> Vec<Json> {
        vec![
            p.who.as_str().into(),
            p.name.as_deref().into(),
            reader.word("role", &p.role).into(),
            p.groups.join(", ").into(),
            p.level.map_or(Json::Null, Json::from),
            p.skills.join(", ").into(),
            load(p),
        ]
    };
    let rows: Vec<Vec<Json>> = list.iter().map(row).collect();
    let is_empty = |value: &Json| value.is_null() || value.as_str() == Some("");
    let filled: Vec<usize> = (0..columns.len()).filter(|i| rows.iter().any(|row| !is_empty(&row[*i]))).collect();
    let grid = Grid {
        columns: filled.iter().map(|i| columns[*i].to_owned()).collect(),
        rows: rows.into_iter().map(|row| filled.iter().map(|i| row[*i].clone()).collect()).collect(),
    };
    table::grid(&grid, reader)
}
