//! Where the files of a ticket are, and what they may be called.
//!
//! Names come from strangers. A stored name is one part of a path on every system: nothing in it leads
//! out of its folder, hides, or steers a terminal.

use super::{Attachment, MessageId, TicketId};
use std::fmt;
use std::sync::Arc;

/// The longest name, in bytes; file systems take 255.
const LONGEST: usize = 120;
/// Names that Windows keeps for devices, whatever stands behind the dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file on its way into a ticket.
#[derive(Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// As it was given; it is stored under a safe name.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Enclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({} bytes)", self.name, self.bytes.len())
    }
}

/// The folder of a ticket's files, with the slash at its end.
pub fn folder(ticket: TicketId) -> String {
    let (c1, c2) = ticket.shard();
    format!("attachments/{c1}/{c2}/{ticket}/")
}

/// Where a file is on the branch.
pub fn path(ticket: TicketId, id: MessageId, name: &str) -> String {
    format!("{}{id}/{name}", folder(ticket))
}

impl Attachment {
    /// Where its bytes are on the branch.
    pub fn path(&self, ticket: TicketId) -> String {
        path(ticket, self.id, &self.name)
    }
}

/// The name under which a file is stored: the last part of the path that it was given by, without what
/// a file system or a terminal would take amiss. Never empty.
pub fn safe_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let plain: String = last.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let name = shortened(plain.trim_matches(|c: char| c == '.' || c.is_whitespace()));
    match name.as_str() {
        "" => "file".to_owned(),
        name if is_device(name) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// A safe name that none of these files has beside the same message, however its letters are written: some file
/// systems do not tell upper from lower case.
pub fn free_name(files: &[Attachment], id: MessageId, name: &str) -> String {
    let taken = |name: &str| {
        let same = |a: &Attachment| a.id == id && a.name.to_lowercase() == name.to_lowercase();
        files.iter().any(same)
    };
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    let numbered = (2..).map(|n| format!("{stem}-{n}{ending}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .expect("numbers do not end")
}

/// Whether a name may stand in a ticket's file: [`safe_name`] would leave it as it is.
pub fn is_safe_name(name: &str) -> bool {
    !name.is_empty() && safe_name(name) == name
}

fn is_plain(c: char) -> bool {
    let deceives =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !(c.is_control() || deceives || "/\\:*?\"<>|".contains(c) || ('\u{e0000}'..='\u{e007f}').contains(&c))
}

/// Short enough, with what stands behind the last dot kept: it says what the file is.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 16 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut end = LONGEST - ending.len();
    while !stem.is_char_boundary(end.min(stem.len())) {
        end -= 1;
    }
    format!("{}{ending}", &stem[..end.min(stem.len())])
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_never_leads_anywhere() {
        let cases = [
            ("log.txt", "log.txt"),
            ("/etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("../..", "file"),
            (".bashrc", "bashrc"),
            ("", "file"),
            ("a\u{1b}[2Jb\nc", "a_[2Jb_c"),
            ("gpj.\u{202e}exe", "gpj._exe"),
            ("NUL.txt", "_NUL.txt"),
            ("informe año.pdf", "informe año.pdf"),
            ("a:b|c?.png", "a_b_c_.png"),
        ];
        for (given, stored) in cases {
            assert_eq!(safe_name(given), stored, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_what_says_its_type() {
        let name = safe_name(&format!("{}.tar.gz", "é".repeat(200)));
        assert!(name.len() <= LONGEST && name.ends_with(".gz"), "{name}");
    }

    proptest! {
        #[test]
        fn a_safe_name_is_one_part_of_a_path_and_stays_as_it_is(given in any::<String>()) {
            let name = safe_name(&given);
            prop_assert!(is_safe_name(&name), "{given:?} → {name:?}");
            prop_assert!(!name.contains(['/', '\\', '\0']) && !name.starts_with('.') && name.len() <= LONGEST + 1);
        }
    }
}
