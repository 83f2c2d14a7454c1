//! Other repositories, at the edge: wording for what goes wrong with them, and showing how far git is.

use super::error::{COLLISION, Described, FAILED, USAGE};
use crate::kit::escape;
use crate::render::words::Words;
use crate::store::remote::{RemoteError, RemoteFault, Wire};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Lines of what git and the remote said that are shown.
const SAID: usize = 8;
/// Talking that is over before this is not spoken of.
const MOMENT: Duration = Duration::from_millis(400);

/// What an error of a remote is. What was said by it stands below the message.
pub fn describe(error: &RemoteError, words: &Words) -> Described {
    let known = |known: &[String]| if known.is_empty() { words.say("known-none") } else { known.join(", ") };
    let new = |kind| Described::new(kind, FAILED);
    let described = match &error.fault {
        RemoteFault::BadName => Described::new("bad-remote", USAGE),
        RemoteFault::Unknown { known: names } => Described::new("unknown-remote", USAGE).with("known", known(names)),
        RemoteFault::None { known: names } if names.is_empty() => new("no-remote"),
        RemoteFault::None { known: names } => new("which-remote").with("known", known(names)),
        RemoteFault::Unreachable => new("unreachable"),
        RemoteFault::Denied => new("remote-denied"),
        RemoteFault::NoRepository => new("remote-no-repository"),
        RemoteFault::NoRef => new("remote-no-ref"),
        RemoteFault::OddRef => new("remote-odd-ref"),
        RemoteFault::Shallow => new("remote-shallow"),
        RemoteFault::Forced => new("remote-rewritten"),
        RemoteFault::Overtaken { name } => Described::new("remote-overtaken", COLLISION).with("reference", name),
        RemoteFault::Refused { name, reason } => new("remote-refused").with("reference", name).with("reason", reason),
        RemoteFault::Killed => new("remote-killed"),
        RemoteFault::Other => new("remote-failed"),
    };
    let said: Vec<&str> = error.said.lines().take(SAID).collect();
    let described = described.with("remote", &error.remote);
    if said.is_empty() { described } else { described.below(indented(&said)) }
}

fn indented(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// For a person at a terminal: git may ask them, and one line shows how far it is.
pub fn wire(may_ask: bool) -> Wire {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    bar.set_style(ProgressStyle::with_template("{wide_msg}").expect("our own template is valid"));
    let told = move |line: &str| {
        if !is_progress(line) {
            // Whatever else is said comes with the answer; a password may be asked for on this line.
            bar.finish_and_clear();
            return;
        }
        if bar.is_hidden() && bar.elapsed() > MOMENT {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_message(escape::one_line(line).into_owned());
        if line.contains("done") {
            bar.finish_and_clear();
        }
    };
    Wire { may_ask, told: Some(Box::new(told)) }
}

/// `Receiving objects:  42% (8/19)`, from git or from the remote.
fn is_progress(line: &str) -> bool {
    line.trim_start_matches("remote: ")
        .split_once(": ")
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && rest.contains('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_show_how_far_it_is_are_progress() {
        assert!(is_progress("Receiving objects:  42% (8/19), 1.20 MiB | 3.00 MiB/s"));
        assert!(is_progress("remote: Counting objects: 100% (3/3), done."));
        assert!(!is_progress("remote: this branch is protected"));
        assert!(!is_progress("fatal: unable to access 'https://x': 50"));
    }
}
