//! Wording for why something from outside became what it became.

use super::error::of_desk;
use super::outside;
use crate::desk::Why;
use crate::intake::mail::Refusal;
use crate::kit::escape::one_line;
use crate::render::words::Words;

/// Why it was done, in one line.
pub fn why(why: &Why, words: &Words) -> String {
    let said = match why {
        Why::Refused(error) => {
            let mut described = of_desk(error, words);
            described.args.retain(|(name, _)| *name != "ticket");
            described.args.push(("ticket", String::new().into()));
            return described.message(words);
        }
        Why::FollowUp(source) => vec![("source", source.to_string().into())],
        Why::NothingSeen(fingerprint) => vec![("fingerprint", one_line(fingerprint).into_owned().into())],
        Why::Waits(remote) => vec![("remote", one_line(remote).into_owned().into())],
        Why::Back { unknown } | Why::Recurs { unknown, .. } => {
            let commit = unknown.as_deref().map(|commit| one_line(commit).into_owned());
            let note = commit.map(|commit| words.with("intake-ancestry-unknown", &[("commit", commit.into())]));
            let source = if let Why::Recurs { source, .. } = why { source.to_string() } else { String::new() };
            vec![("source", source.into()), ("note", note.map_or_else(String::new, |n| format!("; {n}")).into())]
        }
        Why::KnownIssue(tag) => vec![("tag", one_line(tag).into_owned().into())],
        Why::OldCode(commit) => vec![("commit", one_line(commit).into_owned().into())],
        Why::Branch(branch) => vec![("branch", one_line(branch).into_owned().into())],
        Why::Overflow(most) => vec![("most", (*most).into())],
        Why::Green { runs, of } => vec![("runs", (*runs).into()), ("of", (*of).into())],
        Why::Unmapped(wrong) => return outside::of_item(wrong, words).message(words),
        Why::Skipped | Why::NothingOpen => Vec::new(),
        Why::New | Why::SeenAgain | Why::Message | Why::Known | Why::Flaky | Why::NotQuiet => Vec::new(),
        Why::Machine(code) => vec![("kind", words.say(&format!("intake-machine-{code}")).into())],
        Why::NoMail(refusal) => vec![("kind", no_mail(refusal, words).into())],
        Why::Stranger | Why::OwnMail | Why::TooMany => Vec::new(),
    };
    words.with(&format!("intake-why-{}", why.code()), &said)
}

/// Why bytes are not taken for a mail.
fn no_mail(refusal: &Refusal, words: &Words) -> String {
    let args = match refusal {
        Refusal::TooLarge { limit } => vec![("limit", (*limit).into())],
        Refusal::Empty | Refusal::NoHeaders => Vec::new(),
    };
    words.with(&format!("intake-no-mail-{}", refusal.code()), &args)
}
