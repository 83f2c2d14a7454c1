//! `config/ci.yaml`: how failures of continuous integration become tickets.
//!
//! ```yaml
//! branches: [main, release/*]
//! reopen_within: 10d
//! max_new: 3
//! green_runs: 5
//! quiet: 3d
//! known_tags: [known-issue, wontfix]
//! masks: ['pod-([a-z0-9]+)']
//! infrastructure:
//! - {name: disk, match: [No space left on device], group: platform}
//! owners:
//! - {path: /src/shop/, group: shop}
//! tags: [ci]
//! ```
//! What is absent is as [`CiRules::default`] has it. Whether regular expressions are any is not looked at here.

use super::reader::{each, each_item, entries, number, optional, require, text, texts, unexpected, unknown_key};
use super::sla::At;
use crate::domain::settings::ci::{CiRules, Infrastructure, OwnerRule};
use crate::domain::time::duration::read_duration;
use crate::kit::yaml::{Entry, Expected, Fault, Limits, Node, Tree, parse};

const KEYS: [&str; 10] = [
    "branches",
    "reopen_within",
    "max_new",
    "green_runs",
    "quiet",
    "known_tags",
    "masks",
    "infrastructure",
    "owners",
    "tags",
];

/// The rules as the file has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WrittenCi {
    pub rules: CiRules,
    /// Where each mask stands, in their order.
    pub masks_at: Vec<At>,
    /// Where each expression of infrastructure stands, in the order of the file.
    pub matches_at: Vec<At>,
}

/// Reads the file.
///
/// # Errors
/// The first fault, with line and column.
pub fn read_ci(source: &str, limits: &Limits) -> Result<WrittenCi, Fault> {
    parse(source, limits).and_then(|node| ci(&node)).map_err(|fault| fault.in_text(source))
}

fn ci(node: &Node<'_>) -> Result<WrittenCi, Fault> {
    let mut written = WrittenCi::default();
    each(node, |entry| key(&mut written, entry))?;
    Ok(written)
}

fn key(written: &mut WrittenCi, entry: &Entry<'_>) -> Result<(), Fault> {
    let (node, rules) = (&entry.value, &mut written.rules);
    match &*entry.key {
        "branches" => rules.branches = texts(node)?,
        "reopen_within" => rules.reopen_within_s = duration(node)?,
        "max_new" => rules.max_new = small(node)?,
        "green_runs" => rules.green_runs = small(node)?,
        "quiet" => rules.quiet_s = duration(node)?,
        "known_tags" => rules.known_tags = texts(node)?,
        "tags" => rules.tags = texts(node)?,
        "masks" => {
            let placed = each_item(node, placed)?;
            (rules.masks, written.masks_at) = placed.into_iter().unzip();
        }
        "infrastructure" => {
            for (kind, places) in each_item(list(node)?, infrastructure)? {
                rules.infrastructure.push(kind);
                written.matches_at.extend(places);
            }
        }
        "owners" => rules.owners = each_item(list(node)?, owner)?,
        _ => return Err(unknown_key(entry, &KEYS)),
    }
    Ok(())
}

fn list<'n, 'a>(node: &'n Node<'a>) -> Result<&'n Node<'a>, Fault> {
    if matches!(node.value, Tree::Map(_)) { Err(unexpected(node, Expected::List)) } else { Ok(node) }
}

fn placed(node: &Node<'_>) -> Result<(String, At), Fault> {
    Ok((filled(node)?, (node.line, node.column)))
}

fn filled(node: &Node<'_>) -> Result<String, Fault> {
    let found = text(node)?.trim();
    if found.is_empty() { Err(unexpected(node, Expected::Text)) } else { Ok(found.to_owned()) }
}

fn small(node: &Node<'_>) -> Result<u32, Fault> {
    Ok(u32::try_from(number(node, 0, 10_000)?).unwrap_or(u32::MAX))
}

fn duration(node: &Node<'_>) -> Result<i64, Fault> {
    let written = optional(node).ok().flatten();
    let seconds = written.and_then(|written| if written.trim() == "0" { Some(0) } else { read_duration(written) });
    seconds.filter(|s| *s >= 0).ok_or_else(|| unexpected(node, Expected::Form("duration")))
}

fn infrastructure(node: &Node<'_>) -> Result<(Infrastructure, Vec<At>), Fault> {
    entries(node)?;
    require(node, &["name", "match"])?;
    let (mut kind, mut places) = (Infrastructure::default(), Vec::new());
    each(node, |entry| {
        match &*entry.key {
            "name" => kind.name = filled(&entry.value)?,
            "match" => (kind.matches, places) = each_item(&entry.value, placed)?.into_iter().unzip(),
            "group" => kind.group = optional(&entry.value)?.map(str::to_owned),
            _ => return Err(unknown_key(entry, &["name", "match", "group"])),
        }
        Ok(())
    })?;
    Ok((kind, places))
}

fn owner(node: &Node<'_>) -> Result<OwnerRule, Fault> {
    entries(node)?;
    require(node, &["path", "group"])?;
    let mut rule = OwnerRule::default();
    each(node, |entry| {
        match &*entry.key {
            "path" => rule.path = filled(&entry.value)?,
            "group" => rule.group = filled(&entry.value)?,
            _ => return Err(unknown_key(entry, &["path", "group"])),
        }
        Ok(())
    })?;
    Ok(rule)
}
