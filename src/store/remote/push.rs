//! Pushing named refs, and what became of each.

use super::Line;
use super::error::{RemoteError, RemoteFault};
use super::fetch::own;
use crate::store::error::Result;
use gix::ObjectId;
use std::time::Duration;

/// Bytes of arguments that one call of git is given: systems allow so much, Windows the least.
const ARGUMENTS: usize = if cfg!(windows) { 24_000 } else { 200_000 };

/// How long is waited before what others were in the way of is pushed again, in milliseconds.
const PAUSES: [Option<u64>; 5] = [Some(20), Some(80), Some(320), Some(1_000), None];

/// What is to become of a ref of the remote. Nothing is ever forced but what has an `expected`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefUpdate {
    /// In full.
    pub to: String,
    /// `None` deletes it.
    pub new: Option<ObjectId>,
    /// Only if the remote has it so: `Some(None)` means, not at all. `None`: only forward.
    pub expected: Option<Option<ObjectId>>,
}

impl RefUpdate {
    /// Forward only.
    pub fn forward(to: &str, new: ObjectId) -> RefUpdate {
        RefUpdate { to: to.to_owned(), new: Some(new), expected: None }
    }

    /// Only if there is none yet.
    pub fn create(to: &str, new: ObjectId) -> RefUpdate {
        RefUpdate { to: to.to_owned(), new: Some(new), expected: Some(None) }
    }

    /// Only if it still is what we saw.
    pub fn delete(to: &str, old: ObjectId) -> RefUpdate {
        RefUpdate { to: to.to_owned(), new: None, expected: Some(Some(old)) }
    }

    fn spec(&self) -> String {
        format!("{}:{}", self.new.map(|id| id.to_string()).unwrap_or_default(), self.to)
    }

    fn lease(&self) -> Option<String> {
        let old = self.expected?.map(|id| id.to_string()).unwrap_or_default();
        Some(format!("--force-with-lease={}:{old}", self.to))
    }
}

/// What became of one ref.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Done,
    /// The remote had it so already.
    UpToDate,
    /// The remote has commits that we lack: fetch first.
    Behind,
    /// The remote's is not what was expected: somebody was faster.
    Stale,
    /// The remote cannot take histories that are cut off.
    Shallow,
    /// A hook, a protected branch, or the remote's own rules; its reason.
    Refused(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedRef {
    pub name: String,
    pub verdict: Verdict,
}

/// What a push came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushReport {
    pub refs: Vec<PushedRef>,
    /// What the remote said for people, line by line: the text of strangers.
    pub said: Vec<String>,
}

impl PushReport {
    /// What became of a ref; `None`: git did not speak of it.
    pub fn verdict(&self, name: &str) -> Option<&Verdict> {
        self.refs.iter().find(|pushed| pushed.name == name).map(|pushed| &pushed.verdict)
    }

    /// The first ref that is not as it was to be.
    pub fn first_refused(&self) -> Option<&PushedRef> {
        self.refs
            .iter()
            .find(|pushed| !matches!(pushed.verdict, Verdict::Done | Verdict::UpToDate))
    }
}

impl Line<'_> {
    /// Pushes, in as few calls as fit. That the remote refused some refs is no error: the report says which.
    ///
    /// # Errors
    /// [`RemoteError`] when nothing was said of the refs: the remote could not be reached, for example.
    pub fn push(&self, updates: &[RefUpdate]) -> Result<PushReport> {
        let mut report = PushReport::default();
        let mut rest = updates;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(fitting(rest));
            self.push_some(now, &mut report)?;
            rest = later;
        }
        Ok(report)
    }

    /// Pushes one ref.
    ///
    /// # Errors
    /// [`RemoteError`] also when the remote does not take it: `Overtaken`, `Refused`, `Shallow`.
    pub fn push_one(&self, update: &RefUpdate) -> Result<()> {
        let report = self.push(std::slice::from_ref(update))?;
        match report.first_refused() {
            None => Ok(()),
            Some(refused) => Err(self.refusal(refused, &report).into()),
        }
    }

    /// The error that says why a ref was not taken.
    pub fn refusal(&self, refused: &PushedRef, report: &PushReport) -> RemoteError {
        let name = refused.name.clone();
        let fault = match &refused.verdict {
            Verdict::Shallow => RemoteFault::Shallow,
            Verdict::Refused(reason) => RemoteFault::Refused { name, reason: reason.clone() },
            _ => RemoteFault::Overtaken { name },
        };
        RemoteError { remote: self.remote.as_str().to_owned(), fault, said: report.said.join("\n") }
    }

    /// Pushes what fits into one call; again what others were in the way of.
    fn push_some(&self, updates: &[RefUpdate], report: &mut PushReport) -> Result<()> {
        let mut left = updates.to_vec();
        for pause in PAUSES {
            let now = self.push_once(&left)?;
            let is_passing = |pushed: &PushedRef| matches!(&pushed.verdict, Verdict::Refused(r) if passes(r));
            let (passing, rest): (Vec<_>, Vec<_>) = now.refs.into_iter().partition(is_passing);
            report.refs.extend(rest);
            left.retain(|update| passing.iter().any(|pushed| pushed.name == update.to));
            match pause.filter(|_| !left.is_empty()) {
                Some(pause) => self.wait(pause),
                None => {
                    report.said.extend(now.said);
                    report.refs.extend(passing);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "waits for another who pushes, and not for ever")]
    fn wait(&self, milliseconds: u64) {
        std::thread::sleep(Duration::from_millis(milliseconds + self.store.seed % milliseconds.max(1)));
    }

    fn push_once(&self, updates: &[RefUpdate]) -> Result<PushReport> {
        let mut options = own(&["--porcelain", "--no-follow-tags", "--recurse-submodules=no", "--no-mirror"]);
        options.extend(updates.iter().filter_map(RefUpdate::lease));
        let specs: Vec<String> = updates.iter().map(RefUpdate::spec).collect();
        let said = self.run("push", &options, &specs)?;
        let refs: Vec<PushedRef> = said.stdout.lines().filter_map(pushed).collect();
        // git speaks of no ref when it did not come so far, and of all when it did.
        let spoken = updates.iter().all(|update| refs.iter().any(|pushed| pushed.name == update.to));
        if said.code.is_none() || !spoken {
            return Err(self.failed(&said));
        }
        let remote = said.stderr.lines().filter_map(|line| line.strip_prefix("remote:"));
        let said = remote.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        Ok(PushReport { refs, said: said.collect() })
    }
}

/// How many of the updates fit into one call; one at least.
pub(super) fn fitting(updates: &[RefUpdate]) -> usize {
    let weight = |update: &RefUpdate| update.spec().len() + update.lease().map_or(0, |lease| lease.len()) + 16;
    let mut left = ARGUMENTS;
    let fits = updates.iter().take_while(|update| {
        let (weight, before) = (weight(update), left);
        left = left.saturating_sub(weight);
        before >= weight
    });
    fits.count().max(1)
}

/// A line of `--porcelain`: flag, refs, summary with the reason in brackets.
fn pushed(line: &str) -> Option<PushedRef> {
    let mut parts = line.splitn(3, '\t');
    let (flag, refs, summary) = (parts.next()?, parts.next()?, parts.next()?);
    let name = refs.split_once(':')?.1.to_owned();
    let verdict = match flag {
        " " | "+" | "-" | "*" => Verdict::Done,
        "=" => Verdict::UpToDate,
        "!" => refused(summary),
        _ => return None,
    };
    Some(PushedRef { name, verdict })
}

/// What two who push in the same instant do to each other at the remote: it is over the next instant.
fn passes(reason: &str) -> bool {
    let known = ["failed to update ref", "cannot lock ref", "unable to lock", "unable to migrate objects"];
    known.iter().any(|saying| reason.contains(saying))
}

fn refused(summary: &str) -> Verdict {
    let reason = summary.split_once('(').map_or(summary, |(_, reason)| reason.trim_end_matches(')'));
    match reason {
        "non-fast-forward" | "fetch first" | "needs force" => Verdict::Behind,
        "stale info" | "remote ref updated since checkout" | "already exists" => Verdict::Stale,
        reason if reason.contains("shallow update not allowed") => Verdict::Shallow,
        reason => Verdict::Refused(reason.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_of_a_ref_is_read() {
        let said = |line: &str| pushed(line).map(|pushed| pushed.verdict);
        let of = |flag: &str, summary: &str| said(&format!("{flag}\tabc:refs/desk/inbox/x\t{summary}"));
        assert_eq!(of("*", "[new reference]"), Some(Verdict::Done));
        assert_eq!(of("-", "[deleted]"), Some(Verdict::Done));
        assert_eq!(of("=", "[up to date]"), Some(Verdict::UpToDate));
        assert_eq!(of("!", "[rejected] (fetch first)"), Some(Verdict::Behind));
        assert_eq!(of("!", "[rejected] (stale info)"), Some(Verdict::Stale));
        assert_eq!(of("!", "[remote rejected] (shallow update not allowed)"), Some(Verdict::Shallow));
        let refused = of("!", "[remote rejected] (protected branch hook declined)");
        assert_eq!(refused, Some(Verdict::Refused("protected branch hook declined".to_owned())));
        assert_eq!((said("Done"), said("To ../remote.git")), (None, None));
    }

    #[test]
    fn only_what_two_pushers_do_to_each_other_is_tried_again() {
        assert!(passes("unable to migrate objects to permanent storage") && passes("failed to update ref"));
        assert!(!passes("pre-receive hook declined") && !passes("unpacker error"));
    }
}
