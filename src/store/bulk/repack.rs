//! After the last commit: well-deltified packs in place of the raw ones, and the commit-graph.
//!
//! A pack of fast-import is quick to write and slow to read: in it the newest version of a tree is the
//! end of a chain of differences. So the imported range, and nothing else, is packed anew, without
//! taking those chains over; only once git has proved the new packs sound do the raw packs of this
//! import go, as listed by fast-import itself. A list that another run or a `git gc` has overtaken is no
//! harm. A long range is packed in slices: git holds every object of a pack in memory while it makes it.

use super::claim::{Claim, remove};
use super::{Error, path_of};
use crate::kit::child::git;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::thread::ScopedJoinHandle;

/// What a repack did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repacked {
    /// Names of the new packs, without directory and suffix.
    pub packs: Vec<String>,
    /// How many raw packs went.
    pub removed: usize,
}

/// Commits that go into one pack: some hundred thousand objects.
const SLICE: usize = 50_000;

/// Versions of a file lie side by side when git looks for differences, so that a few candidates do: a
/// quarter less work for a fiftieth more bytes, where measured.
const EFFORT: [&str; 2] = ["--window=3", "--compression=1"];

/// Packs what `tip` has and `base` (the branch before the import) has not.
///
/// Several packs get one index over all. Quicker where the commit-graph has the commits already.
///
/// # Errors
/// [`Error::Git`]; nothing has been removed then, or all is done but that index.
pub fn repack(claim: &Claim, tip: &str, base: Option<&str>) -> Result<Repacked, Error> {
    repack_in_slices(claim, tip, base, SLICE)
}

pub(super) fn repack_in_slices(claim: &Claim, tip: &str, base: Option<&str>, slice: usize) -> Result<Repacked, Error> {
    let mut packs = Vec::new();
    let mut below = base.map(str::to_owned);
    let ends = slice_ends(claim, tip, base, slice)?;
    // While one slice is proved sound the next is packed.
    std::thread::scope(|scope| {
        let mut proof = None;
        for end in ends {
            let made = pack_range(claim, &end, below.as_deref())?;
            joined(proof.take())?;
            let names = made.clone();
            proof = Some(scope.spawn(move || verify(claim, &names)));
            packs.extend(made);
            below = Some(end);
        }
        joined(proof)
    })?;
    let removed = remove_raw(claim, &packs)?;
    if packs.len() > 1 {
        index_all(claim)?;
    }
    Ok(Repacked { packs, removed })
}

fn joined(proof: Option<ScopedJoinHandle<'_, Result<(), Error>>>) -> Result<(), Error> {
    proof.map_or(Ok(()), |proof| proof.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

/// Has git read every object of these packs.
fn verify(claim: &Claim, packs: &[String]) -> Result<(), Error> {
    for pack in packs {
        let index = claim.packs.join(format!("{pack}.idx"));
        let args = [OsString::from("verify-pack"), index.into_os_string()];
        git(&claim.git_dir, &args).bytes().map_err(Error::git("verify-pack"))?;
    }
    Ok(())
}

/// One index over all packs: an object is found without a look into that of each pack.
fn index_all(claim: &Claim) -> Result<(), Error> {
    let args = ["multi-pack-index", "write", "--no-progress"];
    git(&claim.git_dir, &args).bytes().map_err(Error::git("multi-pack-index"))?;
    Ok(())
}

/// The last commit of each slice, oldest first; the very last is the tip.
fn slice_ends(claim: &Claim, tip: &str, base: Option<&str>, slice: usize) -> Result<Vec<String>, Error> {
    let mut args = vec!["rev-list".to_owned(), "--first-parent".to_owned(), "--reverse".to_owned(), tip.to_owned()];
    args.extend(base.map(|base| format!("^{base}")));
    let list = git(&claim.git_dir, &args).text().map_err(Error::git("rev-list"))?;
    let mut ends: Vec<String> = list.lines().skip(slice - 1).step_by(slice).map(str::to_owned).collect();
    if ends.last().is_none_or(|last| last != tip) {
        ends.push(tip.to_owned());
    }
    Ok(ends)
}

/// One pack of what `tip` has and `base` has not. Nothing, when there is nothing.
fn pack_range(claim: &Claim, tip: &str, base: Option<&str>) -> Result<Vec<String>, Error> {
    let mut range = format!("{tip}\n");
    if let Some(base) = base {
        range.push_str(&format!("^{base}\n"));
    }
    let stem = claim.packs.join("pack");
    let args = ["pack-objects", "--revs", "--quiet", "--delta-base-offset", "--non-empty", "--no-reuse-delta"];
    let args = args.iter().chain(&EFFORT);
    let mut args: Vec<OsString> = args.map(OsString::from).collect();
    args.push(stem.into_os_string());
    let call = git(&claim.git_dir, &args).input(range.into_bytes());
    let names = path_of(call.bytes().map_err(Error::git("pack-objects"))?).to_string_lossy().into_owned();
    Ok(names.lines().map(|hash| format!("pack-{hash}")).collect())
}

/// Removes the packs that fast-import listed, index first: without it nobody opens the pack anew.
fn remove_raw(claim: &Claim, kept: &[String]) -> Result<usize, Error> {
    let mut removed = 0;
    for name in raw_packs(claim)?.into_iter().filter(|name| !kept.contains(name)) {
        removed += usize::from(claim.packs.join(format!("{name}.pack")).exists());
        for suffix in ["idx", "rev", "bitmap", "keep", "pack"] {
            remove(&claim.packs.join(format!("{name}.{suffix}")))?;
        }
    }
    remove(&claim.made)?;
    Ok(removed)
}

/// Names from lines such as `<directory>/pack-<hash>.pack: <commit> …`.
fn raw_packs(claim: &Claim) -> Result<Vec<String>, Error> {
    let list = match fs::read(&claim.made) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        list => list.map_err(|e| Error::io(&claim.made, e))?,
    };
    Ok(String::from_utf8_lossy(&list).lines().filter_map(pack_name).collect())
}

fn pack_name(line: &str) -> Option<String> {
    let (path, _) = line.rsplit_once(".pack:")?;
    let name = path.rsplit(['/', '\\']).next()?;
    let hash = name.strip_prefix("pack-")?;
    (hash.len() >= 40 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then(|| name.to_owned())
}

/// Adds the commits below `tip` to the commit-graph; what it holds already stays.
///
/// # Errors
/// [`Error::Git`]. The import is complete without it, only slower to read.
pub fn write_commit_graph(claim: &Claim, tip: &str) -> Result<(), Error> {
    let args = ["commit-graph", "write", "--stdin-commits", "--split", "--no-progress"];
    let input = format!("{tip}\n").into_bytes();
    git(&claim.git_dir, &args).input(input).bytes().map_err(Error::git("commit-graph"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::pack_name;

    #[test]
    fn only_names_of_packs_are_read_from_the_list() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        let name = format!("pack-{hash}");
        assert_eq!(pack_name(&format!("/a/b: c/{name}.pack: {hash} {hash}")), Some(name.clone()));
        assert_eq!(pack_name(&format!("C:\\a\\{name}.pack:")), Some(name));
        assert_eq!(pack_name("/a/../pack-../../x.pack: 1"), None);
        assert_eq!(pack_name("pack-12.pack: 1"), None);
        assert_eq!(pack_name("nonsense"), None);
    }
}
