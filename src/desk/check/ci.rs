//! `config/ci.yaml`: the file, and the regular expressions in it.

use super::references::text;
use super::{Checked, unreadable};
use crate::desk::ci_rules::wrong_in;
use crate::desk::config::CI;
use crate::desk::error::Result;
use crate::store::Snapshot;
use crate::store::format::{Limits, read_ci};

pub fn check(snapshot: &Snapshot, checked: &mut Checked) -> Result<()> {
    let Some(text) = text(snapshot, CI)? else { return Ok(()) };
    let fault = match read_ci(&text, &Limits::default()) {
        Ok(written) => wrong_in(&written).map(|fault| fault.in_text(&text)),
        Err(fault) => Some(fault),
    };
    fault.into_iter().for_each(|fault| unreadable(CI, fault, checked));
    Ok(())
}
