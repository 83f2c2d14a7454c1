//! A push as a server sees it before it takes it: which of its refs are the desk's business, and what is wrong with them.
//!
//! Refs of others pass: the same repository may hold the team's code.

mod submission;

use super::Desk;
use super::check::{Checked, Demands, whole};
use super::error::Result;
use crate::domain::outcome::push::PushFault;
use crate::store::ObjectId;

/// New tickets in one push, unless `desk.pushLimit` says otherwise.
pub const PUSH_LIMIT: u64 = 1_000;

/// One line of what git tells a hook: a ref is to lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// `None`: there is no such ref yet.
    pub old: Option<ObjectId>,
    /// `None`: the ref is to be deleted.
    pub new: Option<ObjectId>,
    pub reference: String,
}

impl Push {
    /// `OLD NEW REF`, as git writes them; zeros stand for nothing. `None`: they mean nothing.
    pub fn read(old: &str, new: &str, reference: &str) -> Option<Push> {
        let read = |text: &str| ObjectId::from_hex(text.as_bytes()).ok().map(|id| Some(id).filter(|id| !id.is_null()));
        Some(Push { old: read(old)?, new: read(new)?, reference: reference.to_owned() })
    }
}

impl Desk {
    /// What keeps this repository from taking a push; no faults: nothing does.
    ///
    /// # Errors
    /// When it could not look.
    pub fn judge(&self, push: &Push) -> Result<Checked> {
        if push.reference == self.store.reference() {
            return self.branch(push);
        }
        let inbox = format!("{}/", self.store.inbox_place()?);
        let is_submission = push.reference.strip_prefix(&inbox).is_some_and(|id| !id.is_empty());
        Ok(if is_submission { refused(self.submission(push)?) } else { Checked::default() })
    }

    fn branch(&self, push: &Push) -> Result<Checked> {
        let (old, new) = match (push.old, push.new) {
            (_, None) => return Ok(refused(Some(PushFault::Deleted))),
            (None, Some(new)) => return self.arrival(new),
            (Some(old), Some(new)) => (old, new),
        };
        if self.store.weigh(new, Default::default())?.is_none() {
            return Ok(refused(Some(PushFault::NoCommit)));
        }
        if !self.store.has_below(new, old)? {
            return Ok(refused(Some(PushFault::Rewritten)));
        }
        self.check_push(old, new, self.demands())
    }

    /// A desk that comes here whole is judged by its own rules: there are no others yet.
    fn arrival(&self, new: ObjectId) -> Result<Checked> {
        if self.store.weigh(new, Default::default())?.is_none() {
            return Ok(refused(Some(PushFault::NoCommit)));
        }
        self.check_at(new)
    }

    fn demands(&self) -> Demands {
        let limit = self.store.config("desk.pushLimit").and_then(|text| text.trim().parse().ok());
        Demands {
            tickets: limit.unwrap_or(PUSH_LIMIT),
            signed: self.store.config_bool("desk.requireSigned").unwrap_or(false),
        }
    }
}

fn refused(fault: Option<PushFault>) -> Checked {
    let mut checked = Checked::default();
    checked.faults.extend(fault.map(whole));
    checked.counts.faults = checked.faults.len() as u64;
    checked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_stand_for_nothing_and_nonsense_is_no_push() {
        let (zeros, one) = ("0".repeat(40), "1".repeat(40));
        let push = Push::read(&zeros, &one, "refs/heads/x").expect("a push");
        assert!(push.old.is_none() && push.new.is_some());
        let push = Push::read(&"1".repeat(64), &"0".repeat(64), "refs/heads/x").expect("a push");
        assert!(push.old.is_some() && push.new.is_none());
        assert_eq!(Push::read("main", &one, "refs/heads/x"), None);
        assert_eq!(Push::read(&one, "", "refs/heads/x"), None);
    }
}
