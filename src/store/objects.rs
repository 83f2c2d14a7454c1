//! New objects onto the disk, durably: a few as loose objects, many as one pack.

use super::error::{Error, Result, io_kind};
use super::refs::{git_error, sync_dir};
use super::tidy::{self, Keep};
use crate::kit::child;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use gix::ObjectId;
use gix::objs::{Kind, Write as _};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// From this many objects on, one pack and one sync cost less than as many files.
const PACK_FROM: usize = 64;

/// How often objects are written again when what they go through vanishes.
const ATTEMPTS: usize = 50;

/// An object that so far exists in memory only.
pub type NewObject = (ObjectId, Kind, Vec<u8>);

/// Where objects go, and how much the repository wants to be sure of them.
pub struct ObjectSink<'a> {
    pub objects_dir: &'a Path,
    pub git_dir: &'a Path,
    pub hash: gix::hash::Kind,
    /// `core.fsync` may turn syncing off.
    pub sync: bool,
}

impl ObjectSink<'_> {
    /// Writes the objects; when this returns they survive a power cut, and a `git gc` as far as [`tidy`] says, which
    /// is why [`ObjectSink::secure`] has to follow once a ref leads to them.
    pub fn persist(&self, objects: &[NewObject]) -> Result<Keep> {
        if objects.len() >= PACK_FROM || tidy::is_under_way(self.git_dir) {
            return self.pack(objects);
        }
        self.loose(objects)?;
        Ok(Keep::default())
    }

    /// The same for what no ref leads to for a while: no `git gc` takes it away before what is given is dropped.
    pub fn keep(&self, objects: &[NewObject]) -> Result<Keep> {
        self.pack(objects)
    }

    /// A ref leads to these objects now: gives them once more to a `git gc` that began before it did.
    pub fn secure(&self, objects: &[NewObject], keep: &Keep) -> Result<()> {
        if keep.0.is_some() {
            return Ok(());
        }
        if tidy::is_under_way(self.git_dir) {
            // It looks for what is loose, and for packs that it knows from its beginning.
            return self.pack(objects).map(drop);
        }
        let store = gix::odb::loose::Store::at(self.objects_dir, self.hash);
        let gone = objects.iter().filter(|(id, ..)| !store.object_path(id).exists());
        let gone: Vec<NewObject> = gone.cloned().collect();
        if gone.is_empty() { Ok(()) } else { self.loose(&gone) }
    }

    fn loose(&self, objects: &[NewObject]) -> Result<()> {
        let store = gix::odb::loose::Store::at(self.objects_dir, self.hash);
        let mut paths = Vec::with_capacity(objects.len());
        for (id, kind, data) in objects {
            write_loose(&store, *kind, data).map_err(|e| Error::writing(self.objects_dir, &e))?;
            paths.push(store.object_path(id));
        }
        if self.sync { sync_files(&paths) } else { Ok(()) }
    }

    /// Syncs a loose object that another program wrote for us.
    pub fn sync_loose(&self, id: ObjectId) -> Result<()> {
        let store = gix::odb::loose::Store::at(self.objects_dir, self.hash);
        if self.sync { sync_files(&[store.object_path(&id)]) } else { Ok(()) }
    }

    /// One pack of whole objects; git indexes it, checks it and syncs it.
    fn pack(&self, objects: &[NewObject]) -> Result<Keep> {
        let keep = format!("--keep={}", tidy::mark());
        let args = ["index-pack", "--stdin", "--fix-thin", &keep];
        let mut attempts = 0;
        let said = loop {
            let pack = self.assemble(objects).map_err(|e| Error::io(self.objects_dir, &e))?;
            match child::git(self.git_dir, &args).input(pack).text() {
                Ok(said) => break said,
                // `git gc` takes away what others are about to finish.
                Err(child::Error::Failed { stderr, .. }) if tidy::took_away(&stderr) && attempts < ATTEMPTS => {
                    attempts += 1;
                }
                Err(child::Error::Failed { stderr, .. }) if stderr.contains("No space left") => {
                    return Err(Error::DiskFull { path: self.objects_dir.to_owned() });
                }
                Err(other) => return Err(git_error("index-pack")(other)),
            }
        };
        // `pack` instead of `keep`: somebody else keeps it already.
        let made = said.strip_prefix("keep\t").map(|name| format!("pack/pack-{}.keep", name.trim_end()));
        Ok(Keep(made.map(|name| self.objects_dir.join(name))))
    }

    /// The bytes of a pack. No two have the same name: one that was there before, without its `.keep`, may be about to
    /// go, since a `git gc` notes what it will remove when it begins.
    fn assemble(&self, objects: &[NewObject]) -> std::io::Result<Vec<u8>> {
        let longest = (0..objects.len()).max_by_key(|n| objects[*n].2.len());
        let mut pack = b"PACK\x00\x00\x00\x02".to_vec();
        let count = u32::try_from(objects.len()).map_err(std::io::Error::other)?;
        pack.extend(count.to_be_bytes());
        for (n, (_, kind, data)) in objects.iter().enumerate() {
            entry_header(&mut pack, *kind, data.len());
            let mut zlib = ZlibEncoder::new(&mut pack, Compression::default());
            let begun = if Some(n) == longest { begin_otherwise(&mut zlib, data)? } else { 0 };
            zlib.write_all(&data[begun..])?;
            zlib.finish()?;
        }
        let mut hasher = gix::hash::hasher(self.hash);
        hasher.update(&pack);
        let digest = hasher.try_finalize().map_err(std::io::Error::other)?;
        pack.extend(digest.as_slice());
        Ok(pack)
    }
}

/// Writes a loose object; again, when `git gc` removed its directory between the making of it and the
/// use of it, since that was empty just then.
fn write_loose(store: &gix::odb::loose::Store, kind: Kind, data: &[u8]) -> gix::Result<()> {
    let vanished = |e: &gix::Error| io_kind(e) == Some(ErrorKind::NotFound);
    let mut attempts = 0;
    loop {
        match store.write_buf(kind, data) {
            Err(e) if vanished(&e) && attempts < ATTEMPTS => attempts += 1,
            written => return written.map(|_| ()),
        }
    }
}

/// Begins a stream in bytes that no other has: where it is flushed makes no difference to what it says. Gives how much
/// of the data it took.
fn begin_otherwise(zlib: &mut impl Write, data: &[u8]) -> std::io::Result<usize> {
    let one_of_a_kind = u64::from(std::process::id()) ^ nanoseconds().rotate_left(24);
    let begun = data.len().min(u64::BITS as usize);
    for (bit, byte) in data[..begun].iter().enumerate() {
        zlib.write_all(&[*byte])?;
        if one_of_a_kind >> bit & 1 == 1 {
            zlib.flush()?;
        }
    }
    Ok(begun)
}

#[expect(clippy::disallowed_methods, reason = "tells packs apart, and says nothing of when")]
fn nanoseconds() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_nanos() as u64)
}

/// The head of a pack entry: type and size, four bits and then seven at a time.
fn entry_header(pack: &mut Vec<u8>, kind: Kind, size: usize) {
    let kind: u8 = match kind {
        Kind::Commit => 1,
        Kind::Tree => 2,
        Kind::Blob => 3,
        Kind::Tag => 4,
    };
    let mut rest = size >> 4;
    let mut byte = (kind << 4) | (size & 15) as u8;
    while rest > 0 {
        pack.push(byte | 0x80);
        byte = (rest & 0x7f) as u8;
        rest >>= 7;
    }
    pack.push(byte);
}

fn sync_files(paths: &[PathBuf]) -> Result<()> {
    let mut dirs = BTreeSet::new();
    for path in paths {
        match File::open(path) {
            Ok(file) => file.sync_all().map_err(|e| Error::io(path, &e))?,
            // git packed it in the meantime, and git syncs its packs.
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) => return Err(Error::io(path, &e)),
        }
        dirs.extend(path.parent());
    }
    for dir in dirs {
        sync_dir(dir).map_err(|e| Error::io(dir, &e))?;
    }
    Ok(())
}
