//! What a commit did to a ticket, as bytes.

use super::bytes::{Eye, Pen, odd};
use super::ticket::{
    attachment, claim, csat, link, message, occurrence, put_attachment, put_claim, put_csat, put_link, put_message,
    put_occurrence, put_value, value,
};
use crate::domain::ticket::{Change, Key, Set};
use crate::index::Result;

pub fn put_change(pen: &mut Pen, change: &Change) {
    match change {
        Change::Created => pen.byte(0),
        Change::Removed => pen.byte(1),
        Change::Set { key, from, to } => {
            pen.byte(2);
            pen.byte(*key as u8);
            pen.maybe(from.as_deref(), Pen::text);
            pen.maybe(to.as_deref(), Pen::text);
        }
        Change::Field { name, from, to } => {
            pen.byte(3);
            pen.text(name);
            pen.maybe(from.as_ref(), put_value);
            pen.maybe(to.as_ref(), put_value);
        }
        Change::Unknown { name, from, to } => {
            pen.byte(4);
            pen.text(name);
            pen.maybe(from.as_ref(), put_value);
            pen.maybe(to.as_ref(), put_value);
        }
        Change::Added { set, item } => {
            pen.byte(5);
            pen.byte(*set as u8);
            pen.text(item);
        }
        Change::Dropped { set, item } => {
            pen.byte(6);
            pen.byte(*set as u8);
            pen.text(item);
        }
        other => put_part(pen, other),
    }
}

fn put_part(pen: &mut Pen, change: &Change) {
    match change {
        Change::Linked(it) => put(pen, 7, it, put_link),
        Change::Unlinked(it) => put(pen, 8, it, put_link),
        Change::Rated { from, to } => put_both(pen, 9, (from.as_ref(), to.as_ref()), put_csat),
        Change::Claimed { from, to } => put_both(pen, 10, (from.as_ref(), to.as_ref()), put_claim),
        Change::Seen(it) => put(pen, 11, it, put_occurrence),
        Change::Unseen(it) => put(pen, 12, it, put_occurrence),
        Change::Attached(it) => put(pen, 13, it, put_attachment),
        Change::Detached(it) => put(pen, 14, it, put_attachment),
        Change::Message(it) => put(pen, 15, &**it, put_message),
        Change::Edited { from, to } => {
            put(pen, 16, &**from, put_message);
            put_message(pen, to);
        }
        Change::Withdrawn(it) => put(pen, 17, &**it, put_message),
        Change::Created
        | Change::Removed
        | Change::Set { .. }
        | Change::Field { .. }
        | Change::Unknown { .. }
        | Change::Added { .. }
        | Change::Dropped { .. } => put_change(pen, change),
    }
}

fn put<T>(pen: &mut Pen, tag: u8, it: &T, write: impl FnOnce(&mut Pen, &T)) {
    pen.byte(tag);
    write(pen, it);
}

fn put_both<T>(pen: &mut Pen, tag: u8, (from, to): (Option<&T>, Option<&T>), write: impl Fn(&mut Pen, &T)) {
    pen.byte(tag);
    pen.maybe(from, |pen, it| write(pen, it));
    pen.maybe(to, |pen, it| write(pen, it));
}

pub fn change(eye: &mut Eye) -> Result<Change> {
    Ok(match eye.byte()? {
        0 => Change::Created,
        1 => Change::Removed,
        2 => Change::Set { key: eye.one_of(Key::ALL)?, from: eye.maybe(Eye::string)?, to: eye.maybe(Eye::string)? },
        3 => Change::Field { name: eye.string()?, from: eye.maybe(value)?, to: eye.maybe(value)? },
        4 => Change::Unknown { name: eye.string()?, from: eye.maybe(value)?, to: eye.maybe(value)? },
        5 => Change::Added { set: eye.one_of(Set::ALL)?, item: eye.string()? },
        6 => Change::Dropped { set: eye.one_of(Set::ALL)?, item: eye.string()? },
        7 => Change::Linked(link(eye)?),
        8 => Change::Unlinked(link(eye)?),
        9 => Change::Rated { from: eye.maybe(csat)?, to: eye.maybe(csat)? },
        10 => Change::Claimed { from: eye.maybe(claim)?, to: eye.maybe(claim)? },
        11 => Change::Seen(occurrence(eye)?),
        12 => Change::Unseen(occurrence(eye)?),
        13 => Change::Attached(attachment(eye)?),
        14 => Change::Detached(attachment(eye)?),
        15 => Change::Message(Box::new(message(eye)?)),
        16 => Change::Edited { from: Box::new(message(eye)?), to: Box::new(message(eye)?) },
        17 => Change::Withdrawn(Box::new(message(eye)?)),
        _ => return odd(),
    })
}
