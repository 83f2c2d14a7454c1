//! The neutral event stream, JSON Lines: bytes to [`StreamEvent`]s, one line at a time.
//!
//! Every line is an object with `ticket`, `at`, `seq`, `actor`, `type` and what the type needs; keys
//! that nobody knows are passed over. A line that is no event is data ([`Line`]), not the end of the
//! stream. No more than one line is ever in memory, and none that is longer than the limit.

mod parse;
#[cfg(test)]
mod tests;

pub use parse::parse;

use crate::domain::outcome::import::Cause;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::replay::StreamEvent;
use flate2::bufread::MultiGzDecoder;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is read, in bytes: a file is one line.
pub const LINE_LIMIT: usize = 128 << 20;
/// How many lines are looked at for the first event.
const LOOK_AHEAD: usize = 1000;
const CHUNK: usize = 1 << 16;

/// One line of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    pub event: Result<StreamEvent, Cause>,
}

/// The bytes of a stream, unpacked when they begin as gzip does.
pub fn open_stream(input: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut input = BufReader::with_capacity(CHUNK, input);
    let mut head = Vec::new();
    // A pipe may give one byte at a time, so the magic number is read rather than peeked at.
    input.by_ref().take(2).read_to_end(&mut head)?;
    let packed = head == [0x1f, 0x8b];
    let whole = io::Cursor::new(head).chain(input);
    Ok(match packed {
        true => Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(whole))),
        false => Box::new(whole),
    })
}

/// A stream being read. Blank lines are no lines.
pub struct EventStream<R> {
    input: R,
    limit: usize,
    number: u64,
    bytes: u64,
    buffer: Vec<u8>,
    ahead: VecDeque<Line>,
    /// Lines of somebody else, and how many of them have been told.
    given: Vec<Line>,
    gone: usize,
}

impl EventStream<io::Empty> {
    /// Lines that somebody else has read. They stay where they are, and can be gone through again.
    pub fn of(lines: Vec<Line>) -> Self {
        EventStream { given: lines, ..EventStream::new(io::empty()) }
    }

    /// From the first line on.
    pub fn rewind(&mut self) {
        self.ahead.clear();
        self.gone = 0;
    }
}

impl<R: BufRead> EventStream<R> {
    pub fn new(input: R) -> Self {
        EventStream::with_limit(input, LINE_LIMIT)
    }

    pub fn with_limit(input: R, limit: usize) -> Self {
        let (buffer, ahead, given) = (Vec::new(), VecDeque::new(), Vec::new());
        EventStream { input, limit, number: 0, bytes: 0, buffer, ahead, given, gone: 0 }
    }

    /// Bytes read so far, unpacked.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// A name for this stream, the same whenever it is read again: it depends on the first event.
    /// `None`: there is no event among the first thousand lines.
    ///
    /// # Errors
    /// Those of the input.
    pub fn key(&mut self) -> io::Result<Option<String>> {
        while self.ahead.len() < LOOK_AHEAD && !self.ahead.iter().any(|l| l.event.is_ok()) {
            match self.read_line()? {
                Some(line) => self.ahead.push_back(line),
                None => break,
            }
        }
        let first = self.ahead.iter().find_map(|l| l.event.as_ref().ok());
        Ok(first.map(|e| TicketId::derived("stream", &format!("{}\n{}\n{}", e.ticket, e.seq, e.at)).to_string()))
    }

    /// The next line that is not blank.
    ///
    /// # Errors
    /// Those of the input, a damaged gzip among them.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read_line(),
        }
    }

    fn read_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.given.get(self.gone) {
            self.gone += 1;
            return Ok(Some(line.clone()));
        }
        loop {
            self.buffer.clear();
            let Some(length) = self.fill()? else { return Ok(None) };
            self.number += 1;
            let number = self.number;
            if length > self.limit {
                return Ok(Some(Line { number, event: Err(Cause::TooLong { limit: self.limit }) }));
            }
            let mut line = self.buffer.trim_ascii();
            if number == 1 {
                line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            }
            if !line.is_empty() {
                return Ok(Some(Line { number, event: parse(line) }));
            }
        }
    }

    /// Reads up to the end of the line; of a line over the limit it keeps nothing more. The line's
    /// length without its end, or `None` at the end of the input.
    fn fill(&mut self) -> io::Result<Option<usize>> {
        let mut length = 0;
        loop {
            let chunk = match self.input.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                return Ok((length > 0).then_some(length));
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            length = usize::saturating_add(length, part.len());
            if length <= self.limit {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.bytes += used as u64;
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(length));
            }
        }
    }
}
