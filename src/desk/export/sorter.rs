//! More texts than memory should hold, brought into order: a chunk at a time is sorted in memory and written to a
//! file without a name, which the system takes away however we end; then the chunks are merged. What fits into one
//! chunk never sees the disk.

use crate::store;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Bytes of records that are held, with their places.
const BUDGET: usize = 32 << 20;
/// Bytes of a chunk that are read at a time while chunks are merged.
const BLOCK: usize = 128 << 10;
/// Key and length in front of a record in the file.
const HEAD: usize = 16;

/// Takes records in, in any order.
pub struct Sorter {
    budget: usize,
    held: String,
    places: Vec<Place>,
    spilled: Option<Spilled>,
}

/// Where a record is in memory.
#[derive(Clone, Copy)]
pub struct Place {
    key: i64,
    at: usize,
    length: usize,
}

/// The chunks in the file, each of them sorted, in the order in which their records came.
struct Spilled {
    file: File,
    ends: Vec<u64>,
}

impl Sorter {
    pub fn new() -> Sorter {
        Sorter::with_budget(BUDGET)
    }

    fn with_budget(budget: usize) -> Sorter {
        Sorter { budget, held: String::new(), places: Vec::new(), spilled: None }
    }

    /// Takes a record in. Records of one key keep the order in which they came.
    ///
    /// # Errors
    /// Those of the system's temporary directory, such as [`store::Error::DiskFull`].
    pub fn put(&mut self, key: i64, record: &str) -> store::Result<()> {
        let needed = self.held.len() + record.len() + (self.places.len() + 1) * size_of::<Place>();
        if needed > self.budget && !self.places.is_empty() {
            self.spill().map_err(|error| of_disk(&error))?;
        }
        self.places.push(Place { key, at: self.held.len(), length: record.len() });
        self.held.push_str(record);
        Ok(())
    }

    /// All records, in order of key.
    ///
    /// # Errors
    /// As [`Sorter::put`]; so do the records.
    pub fn finish(mut self) -> store::Result<Sorted> {
        self.merged().map_err(|error| of_disk(&error))
    }

    fn merged(&mut self) -> io::Result<Sorted> {
        if self.spilled.is_some() {
            self.spill()?;
        }
        let Some(Spilled { file, ends }) = self.spilled.take() else {
            self.places.sort_by_key(|place| place.key);
            let (held, places) = (std::mem::take(&mut self.held), std::mem::take(&mut self.places));
            return Ok(Sorted::Held { held, places: places.into_iter() });
        };
        self.held = String::new();
        let begins = [0].into_iter().chain(ends.iter().copied());
        let mut chunks: Vec<Chunk> = begins.zip(&ends).map(|(next, end)| Chunk::new(next, *end)).collect();
        let mut next = BinaryHeap::with_capacity(chunks.len());
        for (n, chunk) in chunks.iter_mut().enumerate() {
            next.extend(chunk.key(&file)?.map(|key| Reverse((key, n))));
        }
        Ok(Sorted::Spilled { file, chunks, next })
    }

    /// Writes what is held to the file.
    fn spill(&mut self) -> io::Result<()> {
        self.places.sort_by_key(|place| place.key);
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(Spilled { file: tempfile::tempfile()?, ends: Vec::new() }),
        };
        let mut end = spilled.ends.last().copied().unwrap_or(0);
        let mut out = BufWriter::with_capacity(BLOCK, &spilled.file);
        for place in &self.places {
            out.write_all(&place.key.to_le_bytes())?;
            out.write_all(&(place.length as u64).to_le_bytes())?;
            out.write_all(&self.held.as_bytes()[place.at..place.at + place.length])?;
            end += (HEAD + place.length) as u64;
        }
        out.flush()?;
        drop(out);
        spilled.ends.push(end);
        self.held.clear();
        self.places.clear();
        Ok(())
    }
}

/// Records in order.
pub enum Sorted {
    Held {
        held: String,
        places: std::vec::IntoIter<Place>,
    },
    Spilled {
        file: File,
        chunks: Vec<Chunk>,
        /// The next key of each chunk that is not at its end. Of equal keys the earlier chunk comes first.
        next: BinaryHeap<Reverse<(i64, usize)>>,
    },
}

impl Iterator for Sorted {
    type Item = store::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Sorted::Held { held, places } => {
                let Place { at, length, .. } = places.next()?;
                Some(Ok(held[at..at + length].to_owned()))
            }
            Sorted::Spilled { file, chunks, next } => {
                let Reverse((_, n)) = next.pop()?;
                let chunk = &mut chunks[n];
                let taken = chunk.record(file).and_then(|record| {
                    next.extend(chunk.key(file)?.map(|key| Reverse((key, n))));
                    Ok(record)
                });
                Some(taken.map_err(|error| of_disk(&error)))
            }
        }
    }
}

/// What is still to be read of a sorted chunk.
pub struct Chunk {
    /// Where to read on in the file, and where to stop.
    next: u64,
    end: u64,
    block: Vec<u8>,
    /// How much of the block has been taken.
    taken: usize,
}

impl Chunk {
    fn new(next: u64, end: u64) -> Chunk {
        Chunk { next, end, block: Vec::new(), taken: 0 }
    }

    /// The key of the next record; none at the end.
    fn key(&mut self, file: &File) -> io::Result<Option<i64>> {
        if self.next == self.end && self.taken == self.block.len() {
            return Ok(None);
        }
        let (key, _) = self.head(file)?;
        Ok(Some(i64::from_le_bytes(key)))
    }

    /// Takes the next record.
    fn record(&mut self, file: &File) -> io::Result<String> {
        let (_, length) = self.head(file)?;
        self.taken += HEAD;
        let length = usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?;
        let record = self.ahead(file, length)?.to_vec();
        self.taken += length;
        String::from_utf8(record).map_err(io::Error::other)
    }

    fn head(&mut self, file: &File) -> io::Result<([u8; 8], [u8; 8])> {
        let (mut key, mut length) = ([0; 8], [0; 8]);
        let head = self.ahead(file, HEAD)?;
        key.copy_from_slice(&head[..8]);
        length.copy_from_slice(&head[8..]);
        Ok((key, length))
    }

    /// The next so many bytes, which stay.
    fn ahead(&mut self, mut file: &File, count: usize) -> io::Result<&[u8]> {
        let there = self.block.len() - self.taken;
        if there < count {
            self.block.drain(..self.taken);
            self.taken = 0;
            let more = (self.end - self.next).min((count.max(BLOCK) - there) as u64);
            file.seek(SeekFrom::Start(self.next))?;
            self.next += file.take(more).read_to_end(&mut self.block)? as u64;
        }
        let bytes = self.block.get(self.taken..self.taken + count);
        bytes.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn of_disk(error: &io::Error) -> store::Error {
    store::Error::io(&tempfile::env::temp_dir(), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(budget: usize, records: &[(i64, String)]) -> (Vec<String>, bool) {
        let mut sorter = Sorter::with_budget(budget);
        for (key, record) in records {
            sorter.put(*key, record).expect("there is room");
        }
        let spilled = sorter.spilled.is_some();
        let all = sorter.finish().expect("there is room");
        (all.collect::<store::Result<_>>().expect("it can be read"), spilled)
    }

    proptest! {
        /// As a stable sort in memory has them, however small the chunks are.
        #[test]
        fn records_come_in_order_of_key_and_then_as_they_came(
            records in prop::collection::vec((-3i64..4, "\\PC{0,20}"), 0..60),
            budget in 0usize..3000,
        ) {
            let mut expected = records.clone();
            expected.sort_by_key(|(key, _)| *key);
            let expected: Vec<String> = expected.into_iter().map(|(_, record)| record).collect();
            prop_assert_eq!(sorted(budget, &records).0, expected);
        }
    }

    #[test]
    fn only_what_is_too_much_for_memory_goes_to_the_disk() {
        let records: Vec<(i64, String)> = (0..100).map(|n| (-n, n.to_string().repeat(500))).collect();
        let (few, spilled) = sorted(1 << 20, &records);
        assert!(!spilled);
        let (many, spilled) = sorted(1 << 12, &records);
        assert!(spilled);
        assert_eq!(few, many);
    }

    /// A record and a chunk that are longer than a block.
    #[test]
    fn long_records_come_back_whole() {
        let records: Vec<(i64, String)> =
            (0..9).map(|n| (n % 3, n.to_string().repeat(BLOCK - 20 + 10 * n as usize))).collect();
        let mut expected = records.clone();
        expected.sort_by_key(|(key, _)| *key);
        let (found, _) = sorted(3 * BLOCK, &records);
        assert!(found.iter().eq(expected.iter().map(|(_, record)| record)));
    }
}
