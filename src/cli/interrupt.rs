//! Ctrl-C during long work: noted, so that the work can end at a safe place.

use anyhow::Result;
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// From now on the first Ctrl-C is noted instead of ending the process; a second one ends it. The
/// answer says whether there was one.
pub fn catch() -> Result<impl FnMut() -> bool> {
    let asked = Arc::new(AtomicBool::new(false));
    // In this order: the shutdown looks at the flag before the same signal sets it.
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&asked))?;
    flag::register(SIGINT, Arc::clone(&asked))?;
    Ok(move || asked.load(Ordering::Relaxed))
}
