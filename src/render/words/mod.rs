//! The words for people, in English and Spanish.
//!
//! One Fluent catalogue per language, in files by subject (`en/error.ftl`, `es/error.ftl` …). A key
//! lives in both languages or in none, is used somewhere in `src`, and takes the same arguments in
//! both: tests hold this. Numbers are formatted by us, never by the locale.

mod entries;
#[cfg(test)]
mod report_names;
#[cfg(test)]
mod tests;

use entries::Entries;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::{OnceLock, PoisonError, RwLock};

/// The files of the catalogue, the same in each language.
macro_rules! catalogue {
    ($lang:literal) => {
        &[
            include_str!(concat!($lang, "/app.ftl")),
            include_str!(concat!($lang, "/articles.ftl")),
            include_str!(concat!($lang, "/calendar.ftl")),
            include_str!(concat!($lang, "/cli.ftl")),
            include_str!(concat!($lang, "/config.ftl")),
            include_str!(concat!($lang, "/conflicts.ftl")),
            include_str!(concat!($lang, "/decision.ftl")),
            include_str!(concat!($lang, "/mail.ftl")),
            include_str!(concat!($lang, "/doctor.ftl")),
            include_str!(concat!($lang, "/error.ftl")),
            include_str!(concat!($lang, "/form.ftl")),
            include_str!(concat!($lang, "/hook.ftl")),
            include_str!(concat!($lang, "/import.ftl")),
            include_str!(concat!($lang, "/migrate.ftl")),
            include_str!(concat!($lang, "/inbox.ftl")),
            include_str!(concat!($lang, "/intake.ftl")),
            include_str!(concat!($lang, "/json.ftl")),
            include_str!(concat!($lang, "/policy.ftl")),
            include_str!(concat!($lang, "/query.ftl")),
            include_str!(concat!($lang, "/query_page.ftl")),
            include_str!(concat!($lang, "/remote.ftl")),
            include_str!(concat!($lang, "/report.ftl")),
            include_str!(concat!($lang, "/report_page.ftl")),
            include_str!(concat!($lang, "/requester.ftl")),
            include_str!(concat!($lang, "/search.ftl")),
            include_str!(concat!($lang, "/similar.ftl")),
            include_str!(concat!($lang, "/sla.ftl")),
            include_str!(concat!($lang, "/sync.ftl")),
            include_str!(concat!($lang, "/thread.ftl")),
            include_str!(concat!($lang, "/ticket.ftl")),
            include_str!(concat!($lang, "/upkeep.ftl")),
            include_str!(concat!($lang, "/view.ftl")),
            include_str!(concat!($lang, "/work.ftl")),
        ]
    };
}

/// A language that git-desk speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    En,
    Es,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Es];

    pub fn as_str(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Es => "es",
        }
    }

    /// The language of a tag or a POSIX locale: `es`, `es-MX`, `es_ES.UTF-8`.
    pub fn parse(text: &str) -> Option<Lang> {
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Lang::ALL.into_iter().find(|l| l.as_str() == primary)
    }

    /// The Fluent sources of this language.
    pub fn sources(self) -> &'static [&'static str] {
        match self {
            Lang::En => catalogue!("en"),
            Lang::Es => catalogue!("es"),
        }
    }
}

/// An argument of a message.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    /// A count: chooses the plural form; printed without separators.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

macro_rules! counts {
    ($($type:ty),+) => {
        $(impl From<$type> for Arg<'_> {
            fn from(n: $type) -> Self {
                Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
            }
        })+
    };
}
counts!(i64, u64, usize, u32, i32);

/// The catalogue of one language. A message is parsed when it is first said: most commands say a few
/// of the many that there are.
pub struct Words {
    lang: Lang,
    /// Key to the message as its file has it, key included; found at the first question.
    entries: OnceLock<Entries>,
    /// The messages that were said so far.
    said: RwLock<FluentBundle<FluentResource>>,
}

impl Words {
    pub fn new(lang: Lang) -> Self {
        let tag = lang.as_str().parse().expect("our own language tags are valid");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        Words { lang, entries: OnceLock::new(), said: RwLock::new(bundle) }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with its arguments. A missing key gives the key itself, which tests forbid.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(entry) = self.entry(key) else { return key.to_owned() };
        if let Some(text) = entries::plain(entry) {
            return text.to_owned();
        }
        let mut given = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.clone()),
                Arg::Count(n) => FluentValue::from(*n),
            };
            given.set(*name, value);
        }
        self.formatted(key, &given).unwrap_or_else(|| {
            self.learn(entry);
            self.formatted(key, &given).unwrap_or_else(|| key.to_owned())
        })
    }

    fn entry(&self, key: &str) -> Option<&'static str> {
        self.entries.get_or_init(|| entries::find(self.lang.sources())).get(key).copied()
    }

    /// `None`: the message was not said before.
    fn formatted(&self, key: &str, args: &FluentArgs) -> Option<String> {
        let said = self.said.read().unwrap_or_else(PoisonError::into_inner);
        let pattern = said.get_message(key)?.value()?;
        Some(said.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    fn learn(&self, entry: &str) {
        let resource = match FluentResource::try_new(entry.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        // A test refuses junk; what another thread learned just now is there already.
        self.said.write().unwrap_or_else(PoisonError::into_inner).add_resource(resource).ok();
    }
}
