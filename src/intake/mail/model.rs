//! What is read of a mail.

use crate::domain::time::Time;

/// A mail, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Without the angle brackets.
    pub message_id: Option<String>,
    /// In-Reply-To, then References from the last to the first: the nearest come first. Without brackets.
    pub references: Vec<String>,
    pub from: Option<Address>,
    /// Who sent it in the name of `from`, where the mail says so.
    pub sender: Option<Address>,
    pub reply_to: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    /// For whom servers say to have taken it: Delivered-To, X-Original-To and their like, in lower case.
    pub delivered: Vec<String>,
    /// The Date header.
    pub date: Option<Time>,
    /// When the last server took it over, by its Received header.
    pub received: Option<Time>,
    /// In one line; may be empty.
    pub subject: String,
    /// What the sender wrote. Empty only where the whole mail has no words of its own.
    pub text: String,
    /// What was quoted below or above that, and signatures; may be empty.
    pub quoted: String,
    pub attachments: Vec<Attachment>,
    /// A program wrote it: why that is known.
    pub machine: Option<Machine>,
    /// A git-desk sent it: what it says of itself in its own header.
    pub ours: Option<String>,
    /// The language it says, or seems, to be written in: a primary tag of BCP 47 such as `es`.
    pub language: Option<String>,
    /// What was wrong or too much, in the order in which it was met, each once.
    pub faults: Vec<Fault>,
}

/// An address of a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// What stands beside the address.
    pub name: Option<String>,
    /// As it was written, without comments and brackets: `ana@example.com`.
    pub address: String,
}

/// A file that came with a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// As declared, or one that says what it is; whoever stores it makes it safe.
    pub name: String,
    /// The declared type, in lower case: `image/png`.
    pub media_type: String,
    /// Shown within the text rather than beside it.
    pub is_inline: bool,
    pub bytes: Vec<u8>,
}

/// By what a mail is known to be a machine's. The first that fits, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Machine {
    /// A report of a server about a mail: `multipart/report`, X-Failed-Recipients, or from a mailer daemon. With the
    /// addresses that were not reached, where it says them.
    Bounce { failed: Vec<String> },
    /// Auto-Submitted other than `no`, X-Autoreply and their like, or a null return path.
    AutoReply,
    /// Precedence bulk or junk.
    Bulk,
}

impl Machine {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Machine::Bounce { .. } => "bounce",
            Machine::AutoReply => "auto-reply",
            Machine::Bulk => "bulk",
        }
    }
}

/// What was wrong with a mail that could be read in spite of it. Its source is worth keeping then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Headers beyond the limit were left out.
    TooManyHeaders,
    /// Parts beyond the limit were left out.
    TooManyParts,
    /// Multiparts below the deepest that are looked into are kept as they are.
    TooDeep,
    TooManyAttachments,
    /// The text was cut.
    LongText,
    /// No From that holds an address.
    NoSender,
    NoMessageId,
    /// A part whose encoding was broken is kept as it came.
    BrokenPart,
}

impl Fault {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Fault::TooManyHeaders => "too-many-headers",
            Fault::TooManyParts => "too-many-parts",
            Fault::TooDeep => "too-deep",
            Fault::TooManyAttachments => "too-many-attachments",
            Fault::LongText => "long-text",
            Fault::NoSender => "no-sender",
            Fault::NoMessageId => "no-message-id",
            Fault::BrokenPart => "broken-part",
        }
    }

    /// Something of the mail is not in what was read of it.
    pub fn loses(self) -> bool {
        !matches!(self, Fault::NoSender | Fault::NoMessageId | Fault::TooDeep)
    }
}

/// Why bytes are not taken for a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Bytes.
    TooLarge {
        limit: usize,
    },
    Empty,
    /// Nothing in it is a header.
    NoHeaders,
}

impl Refusal {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::TooLarge { .. } => "too-large",
            Refusal::Empty => "empty",
            Refusal::NoHeaders => "no-headers",
        }
    }
}
