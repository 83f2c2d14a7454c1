//! What the words of trackers mean when no mapping says so.

use crate::domain::ticket::Priority;

/// Statuses by the stream's six words.
const STATUSES: [(&str, &[&str]); 6] = [
    ("new", &["new", "to do", "todo", "backlog", "untriaged", "triage", "nuevo", "nueva"]),
    (
        "open",
        &[
            "open",
            "opened",
            "reopened",
            "in progress",
            "in review",
            "active",
            "assigned",
            "abierto",
            "abierta",
            "en curso",
        ],
    ),
    ("pending", &["pending", "waiting", "waiting for customer", "needs info", "feedback", "pendiente"]),
    ("on-hold", &["on-hold", "on hold", "hold", "blocked", "deferred", "en espera"]),
    ("solved", &["solved", "resolved", "done", "fixed", "completed", "complete", "resuelto", "resuelta"]),
    ("closed", &["closed", "archived", "cancelled", "canceled", "deleted", "cerrado", "cerrada"]),
];

/// Priorities by ours. Jira's usual one is `Major`.
const PRIORITIES: [(Priority, &[&str]); 4] = [
    (Priority::Low, &["low", "lowest", "minor", "trivial", "p4", "baja"]),
    (Priority::Normal, &["normal", "medium", "moderate", "major", "default", "p3", "media"]),
    (Priority::High, &["high", "critical", "p2", "alta"]),
    (Priority::Urgent, &["urgent", "highest", "blocker", "emergency", "p1", "urgente"]),
];

/// The stream's word for a tracker's status.
pub fn status(word: &str) -> Option<&'static str> {
    let word = plain(word);
    STATUSES.iter().find(|(_, known)| known.contains(&word.as_str())).map(|(means, _)| *means)
}

pub fn priority(word: &str) -> Option<Priority> {
    let word = plain(word);
    PRIORITIES
        .iter()
        .find(|(_, known)| known.contains(&word.as_str()))
        .map(|(means, _)| *means)
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace('_', " ")
}
