//! Mails of every kind: of our own making, and, where they are, those that others collected.

mod hostile;
mod kinds;
mod samples;

use super::{Mail, Refusal, read};

/// A mail of these lines; each ends as mail does.
fn mail(lines: &str) -> Mail {
    read(lines.replace('\n', "\r\n").as_bytes()).expect("it is a mail")
}
