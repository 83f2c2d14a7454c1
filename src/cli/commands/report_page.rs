//! `report --format html`: what a page says besides the figures.

use super::demo::quoted;
use crate::cli::context::Context;
use crate::desk::Config;
use crate::domain::insight::report::Report;
use crate::domain::time::stamp;
use crate::render::html::{Page, page};
use anyhow::Result;

/// Flags with a value that the words which make a page again do not repeat: where the repository is, and
/// what they say themselves.
const LEFT_OUT: [&str; 4] = ["-C", "--lang", "--format", "--now"];

/// The page of these reports; several are parts of one picture.
pub fn pages(ctx: &Context, reports: &[Report], config: &Config) -> Result<String> {
    let now = reports.first().map(|report| stamp(report.as_of)).unwrap_or_default();
    let typed: Vec<String> = ctx.typed.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let described = Page {
        desk: &config.settings.name,
        version: env!("CARGO_PKG_VERSION"),
        zone: config.zone.name(),
        command: &command(&typed, ctx.words.lang().as_str(), &now),
        whole: reports.len() > 1,
        reports,
    };
    ctx.read_with(&config.zone, |reader| page(&described, &reader.knowing(&config.people)))
}

/// The words that make the same page again, whenever and wherever they are typed.
fn command(typed: &[String], lang: &str, now: &str) -> String {
    let mut words = vec!["git", "desk"];
    let mut rest = typed.iter().map(String::as_str);
    while let Some(word) = rest.next() {
        let with_value = |flag: &&str| word.strip_prefix(*flag).is_some_and(|value| value.starts_with('='));
        if LEFT_OUT.contains(&word) {
            rest.next();
        } else if !LEFT_OUT.iter().any(with_value) {
            words.push(word);
        }
    }
    // Behind `--` every word is one of the query.
    let end = words.iter().position(|word| *word == "--").unwrap_or(words.len());
    words.splice(end..end, ["--format", "html", "--lang", lang, "--now", now]);
    words.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_make_the_same_page_again() {
        let typed =
            ["-C", "there", "report", "volume", "created>=2026-01-01", "--format", "html", "--now=7d", "--by", "week"];
        assert_eq!(
            command(&typed.map(str::to_owned), "es", "2026-11-20T09:12:44Z"),
            "git desk report volume 'created>=2026-01-01' --by week --format html --lang es --now 2026-11-20T09:12:44Z"
        );
    }
}
