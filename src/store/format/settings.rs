//! `desk.yaml`: what holds for the whole desk.

use super::people::ROLES;
use super::reader::{each, fault, form, is_language, is_zone, number, one_of, optional, owned, require, role, text};
use super::reader::{unexpected, unknown_key};
use crate::domain::people::Role;
use crate::domain::settings::{FORMAT, Limits as Sizes, Settings};
use crate::kit::yaml::{Expected, Fault, FaultKind, Limits, Node, parse};

const KEYS: [&str; 9] =
    ["format", "name", "time_zone", "default_role", "language", "home", "numbers", "first_reply_by", "limits"];

/// Reads the file. The name of the zone is checked for its form only: whether there is such a zone
/// is for the zone rules to say.
pub fn read_settings(source: &str, limits: &Limits) -> Result<Settings, Fault> {
    parse(source, limits)
        .and_then(|node| settings(&node))
        .map_err(|fault| fault.in_text(source))
}

fn settings(node: &Node<'_>) -> Result<Settings, Fault> {
    let mut settings = Settings { format: format(node)?, ..Settings::default() };
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "format" => {}
            "name" => settings.name = owned(node)?.unwrap_or_default(),
            "time_zone" => settings.time_zone = form(node, "zone", is_zone)?,
            "default_role" => settings.default_role = default_role(node)?,
            "language" => settings.language = form(node, "language", is_language)?,
            "home" => settings.home = owned(node)?,
            "numbers" => settings.numbers_at_creation = at_creation(node)?,
            "first_reply_by" => settings.first_reply_by_assign = first_reply_by_assign(node)?,
            "limits" => sizes(&mut settings.limits, node)?,
            _ => return Err(unknown_key(entry, &KEYS)),
        }
        Ok(())
    })?;
    Ok(settings)
}

/// Looked at before anything else: a later format may have keys that this one does not know.
fn format(node: &Node<'_>) -> Result<u32, Fault> {
    // Proves that this is a map before a key is called missing.
    super::reader::entries(node)?;
    require(node, &["format"])?;
    let format = node.get("format").expect("it has just been required");
    let found = number(format, 1, u64::MAX).map_err(|fault| fault.under("format"))?;
    u32::try_from(found).ok().filter(|&n| n <= FORMAT).ok_or_else(|| {
        let newer = FaultKind::Newer { found, ours: FORMAT };
        fault(format, newer).under("format")
    })
}

fn default_role(node: &Node<'_>) -> Result<Role, Fault> {
    let people: Vec<Role> = ROLES.into_iter().filter(|r| *r != Role::Bot).collect();
    role(node, &people)
}

fn first_reply_by_assign(node: &Node<'_>) -> Result<bool, Fault> {
    match text(node) {
        Ok("assign") => Ok(true),
        Ok("message") => Ok(false),
        _ => Err(one_of(node, &["message", "assign"])),
    }
}

fn at_creation(node: &Node<'_>) -> Result<bool, Fault> {
    match text(node) {
        Ok("at-creation") => Ok(true),
        Ok("at-publication") => Ok(false),
        _ => Err(one_of(node, &["at-publication", "at-creation"])),
    }
}

fn sizes(sizes: &mut Sizes, node: &Node<'_>) -> Result<(), Fault> {
    each(node, |entry| {
        match &*entry.key {
            "message" => sizes.message = size(&entry.value)?,
            "ticket" => sizes.ticket = size(&entry.value)?,
            "attachment" => sizes.attachment = size(&entry.value)?,
            _ => return Err(unknown_key(entry, &["message", "ticket", "attachment"])),
        }
        Ok(())
    })
}

/// Bytes: `1048576`, `1 MiB`, `500 kB`; from one byte to 1 GiB.
fn size(node: &Node<'_>) -> Result<u64, Fault> {
    let bytes = optional(node).ok().flatten().and_then(read_size);
    let fits = |n: &u64| (1..=1 << 30).contains(n);
    bytes.filter(fits).ok_or_else(|| unexpected(node, Expected::Form("size")))
}

fn read_size(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = match text[digits..].trim_start_matches(' ') {
        "" | "B" => 1,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    text[..digits].parse::<u64>().ok()?.checked_mul(unit)
}
