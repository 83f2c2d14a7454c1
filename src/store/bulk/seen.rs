//! What earlier imports have brought in: the greatest sequence number of each ticket, from trailers.

use super::Error;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::replay::SOURCE;
use crate::kit::child::git;
use std::collections::HashMap;

/// For each ticket with imported events below `tip` (a commit in hexadecimal), the greatest `seq`.
///
/// # Errors
/// [`Error::Git`].
pub fn seen(git_dir: &std::path::Path, tip: &str) -> Result<HashMap<TicketId, u64>, Error> {
    let args = ["log", "--no-show-signature", "--no-color", "--encoding=UTF-8"];
    let args = args.into_iter().chain(["--grep=^Event: ", "--format=%B%x00", tip, "--"]);
    let log = git(git_dir, &args.collect::<Vec<_>>()).bytes().map_err(Error::git("log"))?;
    let mut seen = HashMap::new();
    for message in log.split(|b| *b == 0) {
        if let Some((ticket, seq)) = event_of(&String::from_utf8_lossy(message)) {
            let greatest = seen.entry(ticket).or_insert(seq);
            *greatest = seq.max(*greatest);
        }
    }
    Ok(seen)
}

/// The ticket and number in the last paragraph of a message.
fn event_of(message: &str) -> Option<(TicketId, u64)> {
    let message = message.trim();
    let trailers = message.rsplit_once("\n\n").map_or("", |(_, last)| last);
    let value = |name: &str| trailers.lines().find_map(|l| l.strip_prefix(name));
    let (source, seq) = value("Event: ")?.split_once(' ')?;
    let seq = (source == SOURCE).then(|| seq.trim().parse().ok())??;
    Some((TicketId::parse(value("Ticket: ")?.trim())?, seq))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_paragraph_counts() {
        let message = "x\n\nEvent: events 9\n\nTicket: 0123456789\nEvent: events 7\n";
        assert_eq!(event_of(message), TicketId::parse("0123456789").map(|t| (t, 7)));
        assert_eq!(event_of("Ticket: 0123456789\nEvent: events 7\n"), None);
        assert_eq!(event_of("x\n\nTicket: 0123456789\nEvent: github 7\n"), None);
    }
}
