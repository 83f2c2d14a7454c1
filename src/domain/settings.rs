//! What holds for the whole desk: `desk.yaml`.

pub mod ci;

use super::people::Role;

/// The format of the branch that this program writes, and the latest that it reads.
pub const FORMAT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The format of the branch; it fixes the merge law too.
    pub format: u32,
    /// What people call the desk; may be empty.
    pub name: String,
    /// IANA name of the zone in which the desk counts days, weeks and months.
    pub time_zone: String,
    /// The role of whoever is not in `people.yaml` and is not the ticket's requester.
    pub default_role: Role,
    /// The language of words to requesters where nothing says another: a BCP 47 tag.
    pub language: String,
    /// The remote that gives out ticket numbers: a name from git's configuration, or an address.
    pub home: Option<String>,
    /// A desk without a home gives a number to each ticket that is filed.
    pub numbers_at_creation: bool,
    /// The first assignee counts as the first reply.
    pub first_reply_by_assign: bool,
    pub limits: Limits,
}

/// The largest things that the desk takes in, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The text of one message.
    pub message: u64,
    /// The file of one ticket.
    pub ticket: u64,
    /// One attachment.
    pub attachment: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { message: 1 << 20, ticket: 8 << 20, attachment: 25 << 20 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            format: FORMAT,
            name: String::new(),
            time_zone: "UTC".to_owned(),
            default_role: Role::Agent,
            language: "en".to_owned(),
            home: None,
            numbers_at_creation: false,
            first_reply_by_assign: false,
            limits: Limits::default(),
        }
    }
}
