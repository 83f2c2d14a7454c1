//! Who acts and who records, as git sees it: `GIT_AUTHOR_*`, `GIT_COMMITTER_*`, `user.*`.

use super::Store;
use super::error::{Error, Result};
use crate::domain::ticket::change::read_stamp;
use crate::kit::child;

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

    /// A person by name and address, one of which may be empty, at the present instant.
    fn now(name: &str, email: &str) -> Result<Signature> {
        let (name, email) = (without_crud(name), without_crud(email));
        if name.is_empty() && email.is_empty() {
            return Err(Error::NoIdentity);
        }
        let (seconds, offset) = local_now();
        Ok(Signature { name, email, seconds, offset })
    }
}

/// Seconds since the epoch, and the offset of the machine's zone from UTC in seconds.
#[expect(clippy::disallowed_methods, reason = "the date of a commit is when it is written, as git has it")]
fn local_now() -> (i64, i32) {
    let now = chrono::Local::now();
    (now.timestamp(), now.offset().local_minus_utc())
}

/// A name or an address as git puts it into a commit: without what would end it there, and without
/// blanks and punctuation around it.
fn without_crud(text: &str) -> String {
    let crud = |c: char| c <= ' ' || matches!(c, ',' | ':' | ';' | '<' | '>' | '"' | '\\' | '\'');
    text.trim_matches(crud).chars().filter(|c| !matches!(c, '\n' | '<' | '>')).collect()
}

impl Store {
    /// Who acts, and when: `GIT_AUTHOR_DATE`, else now.
    ///
    /// # Errors
    /// [`Error::NoIdentity`] when git knows no name and address; [`Error::BadDate`] when
    /// `GIT_AUTHOR_DATE` is no date.
    pub fn author(&self) -> Result<Signature> {
        self.dated(self.person("author")?, "gitoxide.commit.authorDate", "GIT_AUTHOR_IDENT")
    }

    /// Who records, and when.
    ///
    /// # Errors
    /// As [`Store::author`].
    pub fn committer(&self) -> Result<Signature> {
        self.dated(self.person("committer")?, "gitoxide.commit.committerDate", "GIT_COMMITTER_IDENT")
    }

    /// The person of a role, now, from what gix made of environment and configuration. gix would say it
    /// itself, but lists all zones of the machine to find the offset of one.
    fn person(&self, role: &str) -> Result<Signature> {
        let first = |keys: [String; 3]| keys.iter().find_map(|key| self.config(key)).ok_or(Error::NoIdentity);
        let own = |part: &str| format!("{role}.{part}");
        let fallback = |part: &str| format!("gitoxide.{role}.{part}Fallback");
        let name = first([own("name"), "user.name".to_owned(), fallback("name")])?;
        let email = self.config(&own("email")).or_else(|| self.config("user.email"));
        let email = email.or_else(|| self.config("gitoxide.user.emailFallback"));
        let email = email.or_else(|| self.config(&fallback("email"))).ok_or(Error::NoIdentity)?;
        Signature::now(&name, &email)
    }

    /// The signature at the date that the environment gives, if any. gix reads some of git's formats
    /// otherwise than git (`+02:00` as UTC, nonsense as the present), so all but the two plain ones are
    /// read by git itself.
    fn dated(&self, signature: Signature, key: &str, ident: &str) -> Result<Signature> {
        let Some(text) = self.config(key).filter(|text| !text.is_empty()) else { return Ok(signature) };
        let found = plain_date(&text).or_else(|| {
            let printed = child::git(&self.refs.common_dir, &["var", ident]).text().ok()?;
            raw_date(printed.rsplit_once("> ")?.1)
        });
        let (seconds, offset) = found.ok_or(Error::BadDate(text))?;
        Ok(Signature { seconds, offset, ..signature })
    }
}

/// `2026-11-20T09:12:44Z` or `@1795255200 +0100`: seconds and offset.
fn plain_date(text: &str) -> Option<(i64, i32)> {
    match read_stamp(text) {
        Some(time) if text.ends_with('Z') => Some((time.timestamp(), 0)),
        _ => raw_date(text.strip_prefix('@')?),
    }
}

/// `1795255200 +0100`
fn raw_date(text: &str) -> Option<(i64, i32)> {
    let (seconds, zone) = text.split_once(' ')?;
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if digits.len() != 4 || !digits.bytes().chain(seconds.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    (hours < 24 && minutes < 60).then_some(())?;
    Some((seconds.parse().ok()?, sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_dates_are_read_here_and_all_others_by_git() {
        assert_eq!(plain_date("2026-11-20T09:12:44Z"), Some((1_795_165_964, 0)));
        assert_eq!(plain_date("@1795165964 -0330"), Some((1_795_165_964, -12_600)));
        for other in [
            "2026-11-20T09:12:44+02:00",
            "1795165964 +0000",
            "@5",
            "@5 +1",
            "@5 +99x9",
            "@-5 +0000",
            "@5 +2500",
            "@5 é",
        ] {
            assert_eq!(plain_date(other), None, "{other}");
        }
    }

    #[test]
    fn what_would_end_a_name_in_a_commit_is_taken_out() {
        assert_eq!(without_crud(" A <b> c\nd, "), "A b cd");
        assert_eq!(without_crud("<>,"), "");
        assert_eq!(without_crud("José Ñandú"), "José Ñandú");
    }
}
