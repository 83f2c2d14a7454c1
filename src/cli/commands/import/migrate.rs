//! The files of `import` from other trackers: exports, and mappings.

use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::cli::outside::Outside;
use crate::desk::read_git_bug;
use crate::intake::events::open_stream;
use crate::intake::foreign::{self, Export, Kind, MOST_MAP_BYTES, Mapping, Unreadable};
use crate::intake::json::MapFault;
use anyhow::Result;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The mapping in a file; the empty one without a file.
pub fn mapping(path: Option<&Path>) -> Result<Mapping> {
    let Some(path) = path else { return Ok(Mapping::default()) };
    let unreadable = |e: std::io::Error| EdgeError::unreadable(path, &e);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST_MAP_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let bad = |fault| EdgeError::Outside { path: path.to_owned(), fault: Outside::Map(MapFault::Yaml(fault)) };
    Ok(Mapping::read(&bytes).map_err(bad)?)
}

/// The bytes of an export, unpacked: no more than one over the limit.
#[expect(clippy::disallowed_methods, reason = "the edge: an export may come on standard input")]
fn export(kind: Kind, path: &Path) -> Result<Vec<u8>> {
    let unreadable = |e: std::io::Error| EdgeError::unreadable(path, &e);
    let mut bytes = Vec::new();
    let input: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(std::io::stdin()),
        false => Box::new(File::open(path).map_err(unreadable)?),
    };
    let input = open_stream(input).map_err(unreadable)?;
    input.take(kind.most_bytes() as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// What an export holds: a file, or of git-bug a repository.
pub fn read(kind: Kind, path: &Path, mapping: &Mapping) -> Result<Export> {
    let fault = |fault| unreadable(path, kind, fault);
    Ok(match kind {
        Kind::GitBug => read_git_bug(path)?.map_err(fault)?,
        _ => foreign::read(kind, &export(kind, path)?, mapping).map_err(fault)?,
    })
}

/// A first mapping of what is in an export, under a head in the reader's language.
pub fn suggestion(ctx: &Context, (kind, path): (Kind, &Path)) -> Result<String> {
    let mapping = mapping(None)?;
    let suggest = |export: Export| foreign::suggest(&export, &mapping);
    let yaml = match kind {
        Kind::GitBug => suggest(read(kind, path, &mapping)?),
        _ => {
            let bytes = export(kind, path)?;
            match foreign::read(kind, &bytes, &mapping) {
                Ok(export) => suggest(export),
                Err(fault) => foreign::of_columns(kind, &bytes).ok_or_else(|| unreadable(path, kind, fault))?,
            }
        }
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    Ok(format!("# {}\n{yaml}", ctx.words.with("mapping-head", &[("path", name.into())])))
}

fn unreadable(path: &Path, kind: Kind, fault: Unreadable) -> EdgeError {
    EdgeError::Outside { path: path.to_owned(), fault: Outside::Export(kind, fault) }
}
