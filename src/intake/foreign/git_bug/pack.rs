//! The packs of a bug: what one commit says, and in which order several say it.

use super::person::Person;
use crate::domain::outcome::import::Cause;
use serde::Deserialize;
use serde_json::Value as Json;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// The newest format, with its number in the tree; before it the number stood in the JSON.
const NEWEST: u64 = 4;

/// A commit of a bug: what its tree holds.
#[derive(Clone, Debug)]
pub struct Pack {
    /// In hexadecimal.
    pub commit: String,
    /// The names in its tree; the version and the clocks are among them.
    pub names: Vec<String>,
    /// The file `ops`.
    pub ops: Result<Vec<u8>, Cause>,
    /// The files that came with it, by the name of their object in hexadecimal.
    pub files: Vec<(String, Result<Vec<u8>, Cause>)>,
}

/// An operation as it was written.
pub struct Op {
    /// Where it stands: `COMMIT.ops[2]`.
    pub place: String,
    /// SHA-256 of its JSON: by this others speak of it.
    pub id: String,
    pub author: Option<Author>,
    pub json: Json,
    /// The index of the pack among those of the bug.
    pub pack: usize,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq)]
pub enum Author {
    /// An identity of the repository.
    Known(String),
    /// Written out, as the first format had it.
    Plain(Person),
}

#[derive(Deserialize)]
struct Written<'a> {
    #[serde(default)]
    version: Option<u64>,
    #[serde(default)]
    author: Option<Json>,
    #[serde(borrow, default)]
    ops: Option<Vec<&'a RawValue>>,
}

/// The operations of all packs in their one order: that of the clocks, and of packs of one clock that of the hashes of
/// their bytes. Formats before the clocks could be relied on are one line of commits, and keep its order.
///
/// # Errors
/// [`Cause::Version`] where the whole bug is of a format that nobody here reads.
pub fn ordered(packs: &[Pack], bad: &mut Vec<(String, Cause)>) -> Result<Vec<Op>, Cause> {
    let mut read: Vec<(u64, String, Vec<Op>)> = Vec::new();
    for (n, pack) in packs.iter().enumerate() {
        let version = number(pack, "version-");
        if let Some(found) = version.filter(|version| !(1..=NEWEST).contains(version)) {
            return Err(Cause::Version { found });
        }
        let told = pack.ops.as_deref().map_err(Clone::clone).and_then(|bytes| {
            let ops = operations(n, pack, version, bytes)?;
            let clock = version.and_then(|_| number(pack, "edit-clock-")).unwrap_or(0);
            Ok((clock, hash(bytes), ops))
        });
        match told {
            Ok(told) => read.push(told),
            Err(Cause::Version { found }) => return Err(Cause::Version { found }),
            Err(cause) => bad.push((short(&pack.commit).to_owned(), cause)),
        }
    }
    if read.iter().all(|(clock, ..)| *clock > 0) {
        read.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    }
    Ok(read.into_iter().flat_map(|(.., ops)| ops).collect())
}

fn operations(n: usize, pack: &Pack, version: Option<u64>, bytes: &[u8]) -> Result<Vec<Op>, Cause> {
    let written: Written<'_> = serde_json::from_slice(bytes).map_err(|e| Cause::NotJson { column: e.column() })?;
    match (version, written.version) {
        (Some(_), _) | (None, Some(1..NEWEST)) => {}
        (None, found) => return Err(found.map_or(Cause::Missing { key: "version" }, |found| Cause::Version { found })),
    }
    let common = written.author.as_ref().and_then(author);
    let one = |(m, raw): (usize, &&RawValue)| {
        let json: Json = serde_json::from_str(raw.get()).map_err(|e| Cause::NotJson { column: e.column() })?;
        let own = json.get("author").and_then(author);
        Ok(Op {
            place: format!("{}.ops[{m}]", short(&pack.commit)),
            id: hash(raw.get().as_bytes()),
            author: own.or_else(|| common.clone()),
            json,
            pack: n,
        })
    };
    written.ops.unwrap_or_default().iter().enumerate().map(one).collect()
}

fn author(json: &Json) -> Option<Author> {
    if let Some(id) = json.get("id").and_then(Json::as_str) {
        return Some(Author::Known(id.to_owned()));
    }
    Person::read(json).map(Author::Plain)
}

/// The number behind a prefix of one of the names in the tree.
fn number(pack: &Pack, prefix: &str) -> Option<u64> {
    pack.names.iter().find_map(|name| name.strip_prefix(prefix)?.parse().ok())
}

pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As people see an id.
pub fn short(id: &str) -> &str {
    id.get(..7).unwrap_or(id)
}
