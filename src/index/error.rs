//! What can go wrong with a cache. Nobody has to tell one error from another: the answer comes from git then.

/// `Display` is for developers.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("sqlite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("io: {0}")]
    Io(#[from] std::io::Error),
    /// Another process moved it meanwhile; it is sound.
    #[error("busy")]
    Busy,
    /// What is stored is not what this version stores.
    #[error("odd: {0}")]
    Odd(&'static str),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Another process has it in hand just now; it is sound.
    pub fn is_busy(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        matches!(self, Error::Busy)
            || matches!(self, Error::Sqlite(error) if matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked)))
    }
}
