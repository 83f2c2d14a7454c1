//! What earlier imports have brought in, from trailers: the greatest sequence number of each ticket, and the messages that
//! the source calls by ids.

use super::Error;
use crate::domain::ticket::replay::SOURCE;
use crate::domain::ticket::{MessageId, TicketId};
use crate::kit::child::git;
use std::collections::{HashMap, HashSet};

/// The trailer with the id of an imported message.
pub const MESSAGE: &str = "Message";

/// What a history has of imports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Of each ticket with imported events the greatest `seq`.
    pub greatest: HashMap<TicketId, u64>,
    /// Messages that were imported under an id of their own, also those that have been taken away since.
    pub messages: HashSet<MessageId>,
}

/// What imports brought in below `tip`, a commit in hexadecimal.
///
/// # Errors
/// [`Error::Git`].
pub fn seen(git_dir: &std::path::Path, tip: &str) -> Result<Seen, Error> {
    let args = ["log", "--no-show-signature", "--no-color", "--encoding=UTF-8"];
    let args = args.into_iter().chain(["--grep=^Event: ", "--format=%B%x00", tip, "--"]);
    let log = git(git_dir, &args.collect::<Vec<_>>()).bytes().map_err(Error::git("log"))?;
    let mut seen = Seen::default();
    for message in log.split(|b| *b == 0) {
        if let Some((ticket, seq, said)) = event_of(&String::from_utf8_lossy(message)) {
            let greatest = seen.greatest.entry(ticket).or_insert(seq);
            *greatest = seq.max(*greatest);
            seen.messages.extend(said);
        }
    }
    Ok(seen)
}

/// The ticket, the number and the message in the last paragraph of a commit message.
fn event_of(message: &str) -> Option<(TicketId, u64, Option<MessageId>)> {
    let message = message.trim();
    let trailers = message.rsplit_once("\n\n").map_or("", |(_, last)| last);
    let value = |name: &str| trailers.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(": "));
    let (source, seq) = value("Event")?.split_once(' ')?;
    let seq = (source == SOURCE).then(|| seq.trim().parse().ok())??;
    let said = value(MESSAGE).and_then(|id| TicketId::parse(id.trim()));
    Some((TicketId::parse(value("Ticket")?.trim())?, seq, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_paragraph_counts() {
        let message = "x\n\nEvent: events 9\n\nTicket: 0123456789\nEvent: events 7\n";
        let id = TicketId::parse("0123456789");
        assert_eq!(event_of(message), id.map(|t| (t, 7, None)));
        let said = "x\n\nTicket: 0123456789\nEvent: events 7\nMessage: 0123456789\n";
        assert_eq!(event_of(said), id.map(|t| (t, 7, id)));
        assert_eq!(event_of("Ticket: 0123456789\nEvent: events 7\n"), None);
        assert_eq!(event_of("x\n\nTicket: 0123456789\nEvent: github 7\n"), None);
    }
}
