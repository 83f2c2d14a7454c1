//! The directories on the way to tickets, and how two of them are compared.

use crate::domain::ticket::TicketId;
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::TreeRefIter;
use gix::objs::tree::EntryRef;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// Bytes that are compared at a time.
const BLOCK: usize = 256;

/// A directory on the way to tickets.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    Root,
    /// How many characters of an id lead there, and which.
    Shard(u8, [u8; 2]),
}

impl Place {
    pub fn root() -> Place {
        Place::Root
    }

    pub fn top() -> Place {
        Place::of("")
    }

    pub fn of(shard: &str) -> Place {
        let mut bytes = [0; 2];
        bytes.iter_mut().zip(shard.bytes()).for_each(|(byte, b)| *byte = b);
        Place::Shard(shard.len().min(2) as u8, bytes)
    }

    fn shard(&self) -> &[u8] {
        match self {
            Place::Root => &[],
            Place::Shard(len, bytes) => &bytes[..*len as usize],
        }
    }

    /// The directory of this name, where there is one below that leads to tickets.
    pub fn below(&self, name: &Name) -> Option<Place> {
        match (self, name) {
            (Place::Shard(0, _), Name::Shard(c)) => Some(Place::Shard(1, [*c, 0])),
            (Place::Shard(1, [first, _]), Name::Shard(c)) => Some(Place::Shard(2, [*first, *c])),
            _ => None,
        }
    }

    pub fn has(&self, ticket: TicketId) -> bool {
        matches!(self, Place::Shard(2, shard) if ticket.as_str().as_bytes().starts_with(shard))
    }

    /// Whether the id of any of these tickets begins so; with what no id can begin with, none does.
    pub fn begins_any(&self, ids: &BTreeSet<TicketId>) -> bool {
        let beginning = self.shard().to_str_lossy();
        let first = TicketId::parse(&format!("{beginning:0<10}"));
        first.is_some_and(|first| ids.range(first..).next().is_some_and(|id| id.as_str().starts_with(&*beginning)))
    }
}

/// What an entry on the way to tickets can be, by its name.
#[derive(PartialEq, Eq)]
pub enum Name {
    Shard(u8),
    Ticket(TicketId),
}

impl Name {
    fn read(name: &[u8]) -> Option<Name> {
        match name {
            [c] => Some(Name::Shard(*c)),
            _ => {
                let id = std::str::from_utf8(name.strip_suffix(b".yaml")?).ok()?;
                TicketId::parse(id).map(Name::Ticket)
            }
        }
    }

    pub fn ticket(&self) -> Option<TicketId> {
        match self {
            Name::Ticket(id) => Some(*id),
            Name::Shard(_) => None,
        }
    }
}

/// The directories that were looked at last, two of each place: the older side of one comparison is the newer
/// side of the next that has to do with it, on one line of history.
#[derive(Default)]
pub struct Shelf(HashMap<Place, Vec<(ObjectId, Vec<u8>)>>);

impl Shelf {
    pub fn take(&mut self, place: Place, id: ObjectId) -> Option<Vec<u8>> {
        let here = self.0.get_mut(&place)?;
        let at = here.iter().position(|(known, _)| *known == id)?;
        Some(here.swap_remove(at).1)
    }

    pub fn put(&mut self, place: Place, id: Option<ObjectId>, data: Vec<u8>) {
        let Some(id) = id else { return };
        let here = self.0.entry(place).or_default();
        if here.len() > 1 {
            here.remove(0);
        }
        here.push((id, data));
    }
}

/// A name that can lead to a ticket, and the object that it has in the old and in the new directory.
pub struct Difference {
    pub name: Name,
    pub old: Option<ObjectId>,
    pub new: Option<ObjectId>,
}

pub type Side<'a> = EntryRef<'a>;

/// The entries of a directory.
pub fn sides(tree: &[u8], hash: gix::hash::Kind) -> impl Iterator<Item = gix::Result<Side<'_>>> {
    TreeRefIter::from_bytes(tree, hash).filter(|e| e.as_ref().map_or(true, is_here))
}

/// Two directories side by side: the entries that differ. They are in git's order, for which the name of a
/// directory ends in a slash. What is equal on both sides, as most is, costs a comparison of bytes only.
pub fn join(mut old: &[u8], mut new: &[u8], hash: gix::hash::Kind) -> gix::Result<Vec<Difference>> {
    let mut out = Vec::new();
    while !(old.is_empty() && new.is_empty()) {
        let same = same_entries(old, new, hash.len_in_bytes());
        (old, new) = (&old[same..], &new[same..]);
        let (was, now) = (first(old, hash)?, first(new, hash)?);
        let order = match (&was, &now) {
            (None, None) => break,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(was), Some(now)) => was.cmp(now),
        };
        let (was, now) = (was.filter(|_| order.is_le()), now.filter(|_| order.is_ge()));
        old = &old[was.map_or(0, |_| length(old, hash))..];
        new = &new[now.map_or(0, |_| length(new, hash))..];
        let (was, now) = (was.filter(is_here), now.filter(is_here));
        if was.map(|entry| entry.oid) != now.map(|entry| entry.oid) {
            differs(&mut out, was, now);
        }
    }
    Ok(out)
}

/// A submodule's commit is not in this repository.
fn is_here(entry: &Side) -> bool {
    !entry.mode.is_commit()
}

fn first(tree: &[u8], hash: gix::hash::Kind) -> gix::Result<Option<Side<'_>>> {
    TreeRefIter::from_bytes(tree, hash).next().transpose()
}

/// The bytes of the first entry, which has been read: mode, blank, name, a zero, and the object.
fn length(tree: &[u8], hash: gix::hash::Kind) -> usize {
    tree.find_byte(0)
        .map_or(tree.len(), |name| (name + 1 + hash.len_in_bytes()).min(tree.len()))
}

/// How many bytes of whole entries two directories begin with alike.
fn same_entries(old: &[u8], new: &[u8], hash: usize) -> usize {
    let blocks = old.chunks(BLOCK).zip(new.chunks(BLOCK)).take_while(|(old, new)| old == new);
    let blocks = blocks.map(|(block, _)| block.len()).sum::<usize>();
    let bytes = old[blocks..].iter().zip(&new[blocks..]).take_while(|(old, new)| old == new).count();
    let alike = &old[..blocks + bytes];
    let mut whole = 0;
    while let Some(name) = alike[whole..].find_byte(0).filter(|name| whole + name + hash < alike.len()) {
        whole += name + 1 + hash;
    }
    whole
}

fn differs(out: &mut Vec<Difference>, old: Option<Side>, new: Option<Side>) {
    let Some(name) = old.or(new).and_then(|entry| Name::read(entry.filename)) else { return };
    let (old, new) = (old.map(|e| e.oid.to_owned()), new.map(|e| e.oid.to_owned()));
    match out.last_mut().filter(|last| last.name == name) {
        // A file where a directory was, or the other way round.
        Some(last) => (last.old, last.new) = (last.old.or(old), last.new.or(new)),
        None => out.push(Difference { name, old, new }),
    }
}
