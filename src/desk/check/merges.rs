//! Merges: the tree of each is what its parents come to by the law, whoever made it.

use super::What;
use super::timeline::keys;
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::store::inspect::{Peek, Step};
use crate::store::{Error, Unlike};

/// What a merge has otherwise; with `strict` also what is another form only.
pub fn check(step: &Step, peek: &Peek, strict: bool) -> Result<Vec<(Place, What)>> {
    let commit = step.commit.to_string();
    let here = || Place { commit: Some(commit.clone()), ..Place::default() };
    let unlike = match peek.unlike(step) {
        Ok(unlike) => unlike,
        Err(Error::Unrelated) => return Ok(vec![(here(), What::Fault(Fault::Unrelated))]),
        Err(error) => return Err(error.into()),
    };
    let worded = |unlike| match unlike {
        Unlike::Ticket { ticket, changes } => {
            Some((Place { ticket: Some(ticket), ..here() }, Fault::Merge { keys: keys(&changes) }))
        }
        Unlike::Broken(ticket) => Some((Place { ticket: Some(ticket), ..here() }, Fault::MergeBroken)),
        Unlike::Form(ticket) => strict.then(|| (Place { ticket: Some(ticket), ..here() }, Fault::MergeForm)),
        Unlike::File(path) => Some((Place { path: Some(path), ..here() }, Fault::MergeFile)),
    };
    Ok(unlike
        .into_iter()
        .filter_map(worded)
        .map(|(place, fault)| (place, What::Fault(fault)))
        .collect())
}
