//! Who acts and who records, as git sees it: `GIT_AUTHOR_*`, `GIT_COMMITTER_*`, `user.*`.

use super::Store;
use super::error::{Error, Result};

/// A name, an address and an instant, as a commit carries them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub email: String,
    /// Seconds since the epoch, UTC.
    pub seconds: i64,
    /// Offset of the person's clock from UTC, in seconds.
    pub offset: i32,
}

impl Signature {
    /// Nobody in particular at the beginning of time: author and committer of what is the same in every
    /// desk.
    pub fn fixed() -> Signature {
        Signature { name: "git-desk".to_owned(), email: "git-desk@localhost".to_owned(), seconds: 0, offset: 0 }
    }

    /// The word by which tickets know this person: the address, else the name.
    pub fn who(&self) -> &str {
        if self.email.is_empty() { &self.name } else { &self.email }
    }

    /// `Name <address> seconds offset`, as git writes it.
    pub fn line(&self) -> String {
        format!("{} <{}> {}", self.name, self.email, self.raw_time())
    }

    /// `seconds +hhmm`
    pub fn raw_time(&self) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.unsigned_abs() / 60;
        format!("{} {sign}{:02}{:02}", self.seconds, minutes / 60, minutes % 60)
    }

    fn read(found: Option<gix::Result<gix::actor::SignatureRef<'_>>>) -> Result<Signature> {
        let signature = found.ok_or(Error::NoIdentity)?.map_err(|_| Error::NoIdentity)?;
        let time = signature.time().map_err(|_| Error::NoIdentity)?;
        let (name, email) = (signature.name.to_string(), signature.email.to_string());
        if name.trim().is_empty() && email.trim().is_empty() {
            return Err(Error::NoIdentity);
        }
        Ok(Signature { name, email, seconds: time.seconds, offset: time.offset })
    }
}

impl Store {
    /// Who acts, and when: `GIT_AUTHOR_DATE`, else now.
    ///
    /// # Errors
    /// [`Error::NoIdentity`] when git knows no name and address; [`Error::BadDate`] when
    /// `GIT_AUTHOR_DATE` is no date.
    pub fn author(&self) -> Result<Signature> {
        self.check_date("gitoxide.commit.authorDate")?;
        Signature::read(self.repo.author())
    }

    /// Who records, and when.
    ///
    /// # Errors
    /// As [`Store::author`].
    pub fn committer(&self) -> Result<Signature> {
        self.check_date("gitoxide.commit.committerDate")?;
        Signature::read(self.repo.committer())
    }

    /// gix reads a date that is none as the present; git refuses it, and so do we.
    #[expect(clippy::disallowed_methods, reason = "only whether the date can be read is asked, not what it is")]
    fn check_date(&self, key: &str) -> Result<()> {
        let Some(text) = self.config(key) else { return Ok(()) };
        match gix::date::parse(&text, Some(gix::date::Zoned::now())) {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::BadDate(text)),
        }
    }
}
