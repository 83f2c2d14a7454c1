//! What a search can find of a ticket, as words.

use crate::domain::query::needle::append_words;
use crate::domain::query::searched::{Column, texts};
use crate::domain::ticket::{Ticket, TicketId};

/// Stands between two texts of a column, so that no phrase goes on from one to the next: a word to SQLite, and no
/// letter to us.
const BETWEEN: &str = " \u{b6}";

/// The words of a ticket, as needles have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub(super) id: TicketId,
    /// When something was said last, in seconds since 1970.
    pub(super) spoken: i64,
    /// When something public was said last.
    pub(super) heard: i64,
    /// In the order of [`Column::ALL`].
    pub(super) columns: [String; Column::ALL.len()],
}

impl Document {
    pub fn of(ticket: &Ticket) -> Document {
        let mut columns = Column::ALL.map(|_| String::new());
        for text in texts(ticket) {
            let column = &mut columns[text.column as usize];
            if !column.is_empty() {
                column.push_str(BETWEEN);
            }
            append_words(&text.text, column);
        }
        let public = ticket.messages.iter().rev().find(|message| message.visibility.is_public());
        Document {
            id: ticket.id,
            spoken: ticket.last_message_at().timestamp(),
            heard: public.map_or(ticket.created, |message| message.at.max(ticket.created)).timestamp(),
            columns,
        }
    }
}
