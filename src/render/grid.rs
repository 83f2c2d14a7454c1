//! Rows and columns of plain values: what CSV, Markdown and simple tables are made of.

use super::view::{EventView, TicketView};
use serde_json::Value as Json;

/// A table without looks. Every row has as many values as there are columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Json>>,
}

impl Grid {
    /// Whether a column holds numbers only, and at least one.
    pub fn is_figures(&self, column: usize) -> bool {
        let mut values = self.rows.iter().filter_map(|row| row.get(column)).filter(|v| !v.is_null()).peekable();
        values.peek().is_some() && values.all(Json::is_number)
    }
}

/// The columns of the tickets' machine table when nobody chooses: all that the file may hold in one
/// value, then each custom field that any of the tickets has.
pub fn all_columns(tickets: &[TicketView]) -> Vec<String> {
    let fixed = "id number title status status_category until resolution type priority requester organization \
                 assignee group brand channel language category tags followers refs fingerprints due csat \
                 merged_into created closed updated form";
    let mut columns: Vec<String> = fixed.split_whitespace().map(str::to_owned).collect();
    if tickets.iter().any(|ticket| ticket.sla.is_some()) {
        columns.push("sla".to_owned());
    }
    let names: std::collections::BTreeSet<&String> = tickets.iter().flat_map(|t| t.fields.keys()).collect();
    columns.extend(names.into_iter().map(|name| format!("field.{name}")));
    columns
}

/// One row per ticket. A column is a key of the view or `field.NAME`; an unknown one is empty.
pub fn tickets(tickets: &[TicketView], columns: &[String]) -> Grid {
    let rows = tickets.iter().map(|ticket| ticket_row(ticket, columns)).collect();
    Grid { columns: columns.to_vec(), rows }
}

fn ticket_row(ticket: &TicketView, columns: &[String]) -> Vec<Json> {
    // A view is strings, numbers and maps with text keys: it always becomes a value.
    let whole = serde_json::to_value(ticket).unwrap_or_default();
    let pick = |column: &String| match column.strip_prefix("field.") {
        Some(name) => whole["fields"].get(name).cloned().unwrap_or_default(),
        None if column == "csat" => whole["csat"]["score"].clone(),
        // Of the clocks the seconds that are left of the one that is due first.
        None if column == "sla" => whole["sla"][0]["left_s"].clone(),
        None => whole.get(column).cloned().unwrap_or_default(),
    };
    columns.iter().map(pick).collect()
}

/// One row per change of a ticket's history. Of a message the text is what the change came `to`.
pub fn events(events: &[EventView]) -> Grid {
    let columns = ["at", "actor", "actor_name", "kind", "name", "from", "to", "visibility", "commit", "source"];
    let row = |event: &EventView| {
        let message = event.message.as_ref();
        vec![
            event.at.as_str().into(),
            event.actor.as_str().into(),
            event.actor_name.as_str().into(),
            event.kind.into(),
            event.name.as_deref().into(),
            event.from.clone(),
            message.map_or_else(|| event.to.clone(), |m| m.text.as_str().into()),
            message.map(|m| m.visibility).into(),
            event.commit.as_str().into(),
            event.source.as_deref().into(),
        ]
    };
    Grid { columns: columns.map(str::to_owned).to_vec(), rows: events.iter().map(row).collect() }
}

/// A value as the text of one cell: lists joined by commas, maps as `key=value`, null as nothing.
pub fn text(value: &Json) -> String {
    let joined = |items: Vec<String>| items.join(",");
    match value {
        Json::Null => String::new(),
        Json::Bool(b) => b.to_string(),
        Json::Number(n) => n.to_string(),
        Json::String(text) => text.clone(),
        Json::Array(items) => joined(items.iter().map(text).collect()),
        Json::Object(items) => joined(items.iter().map(|(k, v)| format!("{k}={}", text(v))).collect()),
    }
}
