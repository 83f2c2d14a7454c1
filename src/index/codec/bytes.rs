//! Numbers, times and texts as bytes. Numbers are short when they are small; a time is told from the last one, and a
//! text that was there before by its place.

use super::names;
use crate::domain::ticket::TicketId;
use crate::domain::time::{Time, at};
use crate::index::{Error, Result};
use std::collections::HashMap;
use std::sync::Arc;

/// Texts up to this number are looked for one by one: quicker than a table.
const FEW: usize = 24;

/// What is being written.
#[derive(Default)]
pub struct Pen {
    pub bytes: Vec<u8>,
    texts: Vec<String>,
    places: HashMap<String, usize>,
    last: i64,
}

/// What is being read.
pub struct Eye<'b> {
    bytes: &'b [u8],
    texts: Vec<&'b str>,
    last: i64,
}

/// What is not as it was written.
pub fn odd<T>() -> Result<T> {
    Err(Error::Odd("a record"))
}

impl Pen {
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    pub fn count(&mut self, n: usize) {
        self.number(n as u64);
    }

    /// A number of either sign.
    pub fn signed(&mut self, n: i64) {
        self.number(((n << 1) ^ (n >> 63)) as u64);
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    pub fn text(&mut self, text: &str) {
        match self.place(text) {
            Some(place) => self.count(place + 1),
            None => {
                self.byte(0);
                self.raw(text.as_bytes());
                self.places.insert(text.to_owned(), self.texts.len());
                self.texts.push(text.to_owned());
            }
        }
    }

    fn place(&self, text: &str) -> Option<usize> {
        if self.texts.len() <= FEW {
            return self.texts.iter().position(|known| known == text);
        }
        self.places.get(text).copied()
    }

    pub fn time(&mut self, time: Time) {
        let (seconds, nanos) = (time.timestamp(), time.timestamp_subsec_nanos());
        self.signed(seconds.wrapping_sub(self.last));
        self.number(nanos.into());
        self.last = seconds;
    }

    pub fn id(&mut self, id: TicketId) {
        self.bytes.extend_from_slice(&id.number().to_be_bytes()[1..]);
    }

    /// Whether it is there, and it.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Pen, T)) {
        self.byte(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// How many, and each.
    pub fn each<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Pen, &T)) {
        self.count(list.len());
        list.iter().for_each(|item| write(self, item));
    }
}

impl<'b> Eye<'b> {
    pub fn on(bytes: &'b [u8]) -> Eye<'b> {
        Eye { bytes, texts: Vec::new(), last: 0 }
    }

    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn byte(&mut self) -> Result<u8> {
        let Some((first, rest)) = self.bytes.split_first() else { return odd() };
        self.bytes = rest;
        Ok(*first)
    }

    pub fn number(&mut self) -> Result<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(n);
            }
        }
        odd()
    }

    pub fn count(&mut self) -> Result<usize> {
        let n = self.number()?;
        usize::try_from(n).or_else(|_| odd())
    }

    /// A number that must fit.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T> {
        T::try_from(self.number()?).or_else(|_| odd())
    }

    pub fn signed(&mut self) -> Result<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    fn take(&mut self, n: usize) -> Result<&'b [u8]> {
        let Some((taken, rest)) = self.bytes.split_at_checked(n) else { return odd() };
        self.bytes = rest;
        Ok(taken)
    }

    pub fn raw(&mut self) -> Result<&'b [u8]> {
        let n = self.count()?;
        self.take(n)
    }

    pub fn text(&mut self) -> Result<&'b str> {
        match self.count()? {
            0 => {
                let text = std::str::from_utf8(self.raw()?).or_else(|_| odd())?;
                self.texts.push(text);
                Ok(text)
            }
            place => self.texts.get(place - 1).copied().map_or_else(odd, Ok),
        }
    }

    /// A name that other tickets have, too.
    pub fn shared(&mut self) -> Result<Arc<str>> {
        self.text().map(names::shared)
    }

    pub fn string(&mut self) -> Result<String> {
        self.text().map(str::to_owned)
    }

    pub fn time(&mut self) -> Result<Time> {
        let seconds = self.signed()?.wrapping_add(self.last);
        self.last = seconds;
        let nanos: u32 = self.small()?;
        match nanos {
            0 => Ok(at(seconds)),
            nanos => Time::from_timestamp(seconds, nanos).map_or_else(odd, Ok),
        }
    }

    pub fn id(&mut self) -> Result<TicketId> {
        let bytes = self.take(7)?;
        Ok(TicketId::of_number(bytes.iter().fold(0, |n, b| n << 8 | u64::from(*b))))
    }

    pub fn maybe<T>(&mut self, read: impl FnOnce(&mut Eye<'b>) -> Result<T>) -> Result<Option<T>> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => odd(),
        }
    }

    pub fn each<T>(&mut self, mut read: impl FnMut(&mut Eye<'b>) -> Result<T>) -> Result<Vec<T>> {
        let n = self.count()?;
        // Each is a byte at least, so a number that lies asks for no memory.
        if n > self.bytes.len() {
            return odd();
        }
        let mut list = Vec::with_capacity(n);
        for _ in 0..n {
            list.push(read(self)?);
        }
        Ok(list)
    }

    /// One of a closed set, by its place in it.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T> {
        let place = usize::from(self.byte()?);
        all.get(place).copied().map_or_else(odd, Ok)
    }
}
