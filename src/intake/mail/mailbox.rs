//! A mailbox in one file (mbox, RFC 4155) to its mails, one after the other: a file may be larger than memory.

use super::MOST_BYTES;
use crate::domain::time::{Time, at};
use chrono::NaiveDateTime;
use std::io::{BufRead, Read, Result};

/// The longest line that is looked at whole, in bytes.
const LONGEST: u64 = 1 << 20;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The mails of a mailbox, in order.
pub struct Mbox<R> {
    lines: R,
    /// The `From ` line of the next mail has been read.
    has_next: bool,
    /// What that line says of when it came in; and that of the mail before.
    next_came: Option<Time>,
    came: Option<Time>,
}

/// Whether bytes begin as a mailbox does.
pub fn looks_like_mbox(bytes: &[u8]) -> bool {
    let first = bytes.split(|b| *b == b'\n').find(|line| !line.trim_ascii().is_empty());
    first.is_some_and(is_border)
}

impl<R: BufRead> Mbox<R> {
    pub fn new(lines: R) -> Mbox<R> {
        Mbox { lines, has_next: false, next_came: None, came: None }
    }

    /// When the last mail that was given came in, as the line above it says. Such lines are in UTC.
    pub fn came(&self) -> Option<Time> {
        self.came
    }

    /// The bytes of the next mail. One that is longer than what [`read`](super::read) takes is cut just beyond that,
    /// so that it is refused by name.
    fn next_mail(&mut self) -> Result<Option<Vec<u8>>> {
        let (mut mail, mut line): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
        let (mut is_new, mut after_blank) = (true, true);
        loop {
            line.clear();
            if (&mut self.lines).take(LONGEST).read_until(b'\n', &mut line)? == 0 {
                let is_there = std::mem::take(&mut self.has_next) || !mail.trim_ascii().is_empty();
                self.came = self.next_came.take();
                return Ok(is_there.then_some(mail));
            }
            if is_new && after_blank && is_border(&line) {
                let is_whole = self.has_next || !mail.trim_ascii().is_empty();
                self.has_next = true;
                self.came = std::mem::replace(&mut self.next_came, instant(&line));
                if is_whole {
                    return Ok(Some(mail));
                }
                continue;
            }
            after_blank = is_new && line.trim_ascii().is_empty();
            if mail.len() <= MOST_BYTES {
                mail.extend_from_slice(unquoted(&line, is_new));
            }
            is_new = line.ends_with(b"\n");
        }
    }
}

impl<R: BufRead> Iterator for Mbox<R> {
    type Item = Result<Vec<u8>>;

    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        self.next_mail().transpose()
    }
}

/// `From somebody Mon Nov 23 10:00:00 2026`: words of a mail begin so too, but hold no time of day.
fn is_border(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words: Vec<&[u8]> = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).take(16).collect();
    let is_time =
        |word: &&[u8]| word.len() >= 4 && word.contains(&b':') && word.iter().all(|b| b.is_ascii_digit() || *b == b':');
    let is_year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    words.iter().any(is_time) && words.iter().any(is_year)
}

/// The instant in such a line: `… Nov 23 10:00:00 2026`, and with an offset before the year.
fn instant(line: &[u8]) -> Option<Time> {
    let line = std::str::from_utf8(&line[..line.len().min(1000)]).ok()?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let month = words.windows(3).rposition(|w| MONTHS.contains(&w[0]) && w[2].contains(':'))?;
    let year = words[month + 3..]
        .iter()
        .find(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    let text = format!("{} {} {} {year}", words[month], words[month + 1], words[month + 2]);
    let read = ["%b %d %H:%M:%S %Y", "%b %d %H:%M %Y"]
        .iter()
        .find_map(|f| NaiveDateTime::parse_from_str(&text, f).ok());
    read.map(|time| at(time.and_utc().timestamp())).filter(|time| time.timestamp() > 86_400)
}

/// A line of a mail that began like a border was quoted by one `>`.
fn unquoted(line: &[u8], is_new: bool) -> &[u8] {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    if is_new && quotes > 0 && line[quotes..].starts_with(b"From ") { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(text: &str) -> Vec<String> {
        let all = Mbox::new(text.as_bytes()).map(|mail| mail.expect("it reads from memory"));
        all.map(|mail| String::from_utf8(mail).expect("it was text")).collect()
    }

    #[test]
    fn the_line_above_a_mail_says_when_it_came() {
        let text = "From a@x Mon Nov 23 10:00:00 2026\nSubject: 1\n\nx\n\nFrom 12@xxx Tue Feb 3 09:08:07 +0000 2015\nSubject: 2\n\nx\n\nFrom b@x at 10:00 2026\nSubject: 3\n\nx\n";
        let mut mbox = Mbox::new(text.as_bytes());
        let mut all = Vec::new();
        while let Some(mail) = mbox.next() {
            mail.expect("it reads from memory");
            all.push(mbox.came().map(crate::domain::time::stamp));
        }
        assert_eq!(all, [Some("2026-11-23T10:00:00Z".into()), Some("2015-02-03T09:08:07Z".into()), None]);
    }

    #[test]
    fn a_mailbox_is_split_where_its_mails_begin() {
        let one =
            "From ana@x Mon Nov 23 10:00:00 2026\nSubject: 1\n\nFrom here on it fails.\n>From quoted 10:00 2026\n";
        let two = "\nFrom eva@x Mon Nov 23 11:00:00 2026\nSubject: 2\n\nx\n";
        let found = mails(&format!("{one}{two}"));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0], "Subject: 1\n\nFrom here on it fails.\nFrom quoted 10:00 2026\n\n");
        assert_eq!(found[1], "Subject: 2\n\nx\n");
        assert_eq!(mails("Subject: alone\n\nx\n"), ["Subject: alone\n\nx\n"]);
        assert_eq!(mails("\n\n"), Vec::<String>::new());
        assert!(looks_like_mbox(one.as_bytes()) && !looks_like_mbox(b"Subject: x\n"));
    }
}
