//! The tickets of an import at hand: those used last in memory, within a budget; the others in a file
//! without a name, which the system takes away however we end.
//!
//! A ticket that the import has changed cannot be read from the repository yet, so it is written out
//! when it must leave memory. Places in the file are sized by powers of two and used again, so that
//! the file stays within a small multiple of what is in it.

use crate::domain::ticket::{Message, Ticket, TicketId, Value};
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// An error of whoever reads tickets; its words are data.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How tickets are read and written.
pub struct Files<'a> {
    /// A ticket of the commit that the import builds on.
    pub load: &'a dyn Fn(TicketId) -> Result<Stored, Failure>,
    /// A ticket's file.
    pub write: &'a dyn Fn(&Ticket) -> String,
    /// The reverse of `write`.
    pub read: &'a dyn Fn(&str) -> Result<Ticket, Failure>,
}

/// What a desk has under an id.
#[derive(Clone, Debug)]
pub enum Stored {
    Absent,
    /// A file that is no ticket.
    Unreadable,
    Ticket(Box<Ticket>),
}

/// Tickets by id. One is taken, worked on, and put back.
pub struct Shelf<'a> {
    files: &'a Files<'a>,
    budget: usize,
    used: usize,
    held: HashMap<TicketId, Held>,
    /// The tickets in memory by when they were put, oldest first.
    order: BTreeMap<u64, TicketId>,
    turn: u64,
    spill: Spill,
}

struct Held {
    ticket: Ticket,
    weight: usize,
    turn: u64,
    changed: bool,
}

impl<'a> Shelf<'a> {
    /// With room for about so many bytes of tickets.
    pub fn new(files: &'a Files<'a>, budget: usize) -> Self {
        let (held, order) = (HashMap::new(), BTreeMap::new());
        Shelf { files, budget, used: 0, held, order, turn: 0, spill: Spill::default() }
    }

    /// Takes a ticket from wherever it is.
    pub fn take(&mut self, id: TicketId) -> Result<Stored, Failure> {
        if let Some(held) = self.held.remove(&id) {
            self.order.remove(&held.turn);
            self.used -= held.weight;
            return Ok(Stored::Ticket(Box::new(held.ticket)));
        }
        match self.spill.read(id)? {
            Some(text) => Ok(Stored::Ticket(Box::new((self.files.read)(&text)?))),
            None => (self.files.load)(id),
        }
    }

    /// Puts a ticket on the shelf; `changed`: it is not as the repository has it.
    pub fn put(&mut self, ticket: Ticket, changed: bool) -> Result<(), Failure> {
        let (weight, turn, id) = (weight(&ticket), self.turn, ticket.id);
        self.turn += 1;
        self.used += weight;
        self.order.insert(turn, id);
        self.held.insert(id, Held { ticket, weight, turn, changed });
        while self.used > self.budget {
            let Some((_, oldest)) = self.order.pop_first() else { break };
            self.evict(oldest)?;
        }
        Ok(())
    }

    fn evict(&mut self, id: TicketId) -> Result<(), Failure> {
        if let Some(held) = self.held.remove(&id) {
            self.used -= held.weight;
            if held.changed {
                self.spill.write(id, (self.files.write)(&held.ticket).as_bytes())?;
            }
        }
        Ok(())
    }
}

/// Texts in a file without a name.
#[derive(Default)]
struct Spill {
    file: Option<File>,
    places: HashMap<TicketId, Place>,
    /// Places that are free again, by the power of two that is their size.
    free: BTreeMap<u32, Vec<u64>>,
    end: u64,
}

struct Place {
    offset: u64,
    length: usize,
    power: u32,
}

impl Spill {
    fn read(&mut self, id: TicketId) -> io::Result<Option<String>> {
        let (Some(place), Some(file)) = (self.places.get(&id), &mut self.file) else { return Ok(None) };
        file.seek(SeekFrom::Start(place.offset))?;
        let mut bytes = vec![0; place.length];
        file.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map(Some).map_err(io::Error::other)
    }

    fn write(&mut self, id: TicketId, text: &[u8]) -> io::Result<()> {
        let power = text.len().next_power_of_two().trailing_zeros();
        let offset = self.place(id, power);
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(text)?;
        self.places.insert(id, Place { offset, length: text.len(), power });
        Ok(())
    }

    /// Where a text of this size goes: where the ticket was, a free place, or the end.
    fn place(&mut self, id: TicketId, power: u32) -> u64 {
        if let Some(old) = self.places.remove(&id) {
            if old.power == power {
                return old.offset;
            }
            self.free.entry(old.power).or_default().push(old.offset);
        }
        if let Some(offset) = self.free.get_mut(&power).and_then(Vec::pop) {
            return offset;
        }
        let offset = self.end;
        self.end += 1 << power;
        offset
    }
}

/// About how many bytes a ticket takes in memory.
pub fn weight(ticket: &Ticket) -> usize {
    let texts = [&ticket.resolution, &ticket.requester, &ticket.organization, &ticket.assignee, &ticket.group];
    let more = [&ticket.brand, &ticket.channel, &ticket.language, &ticket.category];
    let single: usize = texts.into_iter().chain(more).flatten().map(String::len).sum();
    let sets = [&ticket.tags, &ticket.followers, &ticket.refs, &ticket.fingerprints];
    let sets: usize = sets.into_iter().flatten().map(|t| t.len() + size_of::<String>()).sum();
    let links: usize = ticket.links.iter().map(|l| l.kind.len() + size_of_val(l)).sum();
    let rated = ticket
        .csat
        .as_ref()
        .map_or(0, |c| c.score.len() + c.comment.as_ref().map_or(0, String::len));
    let messages: usize = ticket.messages.iter().map(message_weight).sum();
    let maps = map_weight(&ticket.fields) + map_weight(&ticket.unknown);
    size_of::<Ticket>() + ticket.title.len() + ticket.status.len() + single + sets + links + rated + messages + maps
}

fn message_weight(message: &Message) -> usize {
    let short = [&message.from, &message.channel].into_iter().flatten().map(String::len).sum::<usize>();
    size_of::<Message>() + message.text.len() + short + map_weight(&message.unknown)
}

fn map_weight(map: &[(String, Value)]) -> usize {
    map.iter().map(|(key, value)| size_of::<String>() + key.len() + value_weight(value)).sum()
}

fn value_weight(value: &Value) -> usize {
    let inside = match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(value_weight).sum(),
        Value::Map(map) => map_weight(map),
        _ => 0,
    };
    size_of::<Value>() + inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::at;
    use std::cell::RefCell;

    fn ticket(n: u64, title: String) -> Ticket {
        Ticket::new(TicketId::from_bits((n << 14).to_be_bytes()), title, "new".into(), at(0))
    }

    /// Titles of many lengths go out and come back; the file does not grow without end.
    #[test]
    fn what_leaves_memory_comes_back_as_it_was() {
        let loads = RefCell::new(0);
        let load = |_| {
            *loads.borrow_mut() += 1;
            Ok(Stored::Absent)
        };
        let write = |t: &Ticket| format!("{} {}", t.id, t.title);
        let read = |text: &str| {
            let (id, title) = text.split_once(' ').ok_or("no blank")?;
            let id = TicketId::parse(id).ok_or("no id")?;
            Ok(Ticket::new(id, title.to_owned(), "new".into(), at(0)))
        };
        let files = Files { load: &load, write: &write, read: &read };
        let mut shelf = Shelf::new(&files, 5000);
        let title = |n: u64, round: u64| "x".repeat(((n * 37 + round * 11) % 300) as usize) + &round.to_string();
        for round in 0..20 {
            for n in 0..40 {
                let found = shelf.take(ticket(n, String::new()).id).expect("the file can be read");
                match found {
                    Stored::Ticket(t) => assert_eq!(t.title, title(n, round - 1)),
                    _ => assert_eq!(round, 0),
                }
                shelf.put(ticket(n, title(n, round)), true).expect("the file can be written");
                assert!(shelf.used <= 5000);
            }
        }
        assert_eq!(*loads.borrow(), 40, "only what was never there is looked up");
        assert!(shelf.spill.end < 40 * 1024 * 2, "{}", shelf.spill.end);
    }

    #[test]
    fn an_unchanged_ticket_is_not_written_out() {
        let load = |_| Ok(Stored::Unreadable);
        let write = |_: &Ticket| -> String { unreachable!("nothing has changed") };
        let read = |_: &str| Err("nothing is there".into());
        let files = Files { load: &load, write: &write, read: &read };
        let mut shelf = Shelf::new(&files, 0);
        shelf.put(ticket(1, "a".into()), false).expect("nothing is written");
        assert!(matches!(shelf.take(ticket(1, String::new()).id), Ok(Stored::Unreadable)));
    }
}
