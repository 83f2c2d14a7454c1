//! What a person has not seen of a ticket, told when they are about to write over it.

use crate::domain::ticket::Change;

/// What others did to a ticket since the person looked.
#[derive(Clone, Debug, PartialEq)]
pub struct Unseen {
    pub changes: Vec<Change>,
    /// Who did it, each once.
    pub by: Vec<String>,
}
