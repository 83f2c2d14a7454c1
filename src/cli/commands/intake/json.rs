//! `intake json`: bodies of webhooks become tickets, as a map says.

use super::filed::{file, tell};
use super::{Args, bytes};
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, FAILED, OK};
use crate::cli::outside::Outside;
use crate::desk::{Decision, Did, Item, Why};
use crate::intake::json::{self, Map, Read};
use anyhow::Result;
use std::path::Path;

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let path = args.map.as_deref().ok_or(EdgeError::Missing("--map"))?;
    let bad = |fault| EdgeError::Outside { path: path.to_owned(), fault: Outside::Map(fault) };
    let map = Map::read(&bytes(path)?).map_err(bad)?;
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for path in args.some_files()? {
        let (found, fault) = of_file(ctx, path, &map)?;
        read.extend(found);
        faults.extend(fault.map(|fault| EdgeError::Outside { path: path.clone(), fault: Outside::Body(fault) }));
    }
    // What could be read is kept; a pipeline fails when nothing was.
    if read.is_empty() && !faults.is_empty() {
        return Err(faults.remove(0).into());
    }
    let is_cut = !faults.is_empty();
    for fault in faults {
        ctx.report(&fault.into());
    }
    let decisions = decided(ctx, args, read)?;
    tell(ctx, &decisions)?;
    let is_refused = decisions.iter().any(|decision| decision.did == Did::Refused);
    Ok(if is_refused || is_cut { FAILED } else { OK })
}

fn of_file(ctx: &Context, path: &Path, map: &Map) -> Result<(Vec<Read>, Option<json::BodyFault>)> {
    let (documents, fault) = json::documents(&bytes(path)?);
    let (now, mut read) = (ctx.now()?, Vec::new());
    for document in &documents {
        for mut one in map.items(document, now) {
            if one.source.is_empty() {
                one.source = format!("{} #{}", path.display(), read.len() + 1);
            }
            read.push(one);
        }
    }
    Ok((read, fault))
}

/// Files what there is to file; the answers stand in the order in which the items came.
fn decided(ctx: &Context, args: &Args, read: Vec<Read>) -> Result<Vec<Decision>> {
    let (mut items, mut waiting) = (Vec::new(), Vec::with_capacity(read.len()));
    for Read { source, found } in read {
        let (did, why) = match found {
            Ok(Some(submission)) => {
                items.push(Item { source, submission });
                waiting.push(None);
                continue;
            }
            Ok(None) => (Did::Suppressed, Why::Skipped),
            Err(wrong) => (Did::Refused, Why::Unmapped(wrong)),
        };
        waiting.push(Some(Decision {
            source,
            did,
            why,
            ticket: None,
            title: None,
            fingerprint: None,
            similar: Vec::new(),
        }));
    }
    let mut filed = if items.is_empty() { Vec::new() } else { file(ctx, args, &items)? }.into_iter();
    Ok(waiting.into_iter().filter_map(|decision| decision.or_else(|| filed.next())).collect())
}
