//! One copy of a name for all the stories that a thread unpacks: a desk has few agents and groups, and many tickets.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

/// So many names are known; of others each ticket has its own copy.
const MOST: usize = 4096;

thread_local! {
    static KNOWN: RefCell<HashSet<Arc<str>>> = RefCell::default();
}

/// The name, shared where it is known.
pub fn shared(name: &str) -> Arc<str> {
    KNOWN.with_borrow_mut(|known| match known.get(name) {
        Some(there) => Arc::clone(there),
        None => {
            let new: Arc<str> = name.into();
            if known.len() < MOST {
                known.insert(Arc::clone(&new));
            }
            new
        }
    })
}
