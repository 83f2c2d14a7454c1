//! The one place where the clock, the environment, randomness and the terminal are read; everything
//! below gets them as values.

use super::args::Global;
use super::error::EdgeError;
use super::remote::wire;
use super::values::Color;
use super::watch::watch;
use crate::desk::{Config, Desk, Env, Upload};
use crate::domain::time::read::read_instant;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use crate::render::reader::Reader;
use crate::render::style::Style;
use crate::render::words::{Lang, Words};
use crate::store::{Found, ObjectId, Store};
use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Terminals wider than this get no wider tables: the eye loses the line. Text is broken much earlier.
const WIDEST: usize = 240;

/// What a process finds around it.
#[derive(Clone)]
pub struct Surroundings {
    pub now: Time,
    pub seed: [u8; 16],
    pub stdin_is_terminal: bool,
    pub stdout_is_terminal: bool,
    pub stderr_is_terminal: bool,
    /// Columns and lines of the terminal, when there is one.
    pub width: Option<usize>,
    pub height: Option<usize>,
    /// This program's own file.
    pub program: Option<PathBuf>,
    /// The commits that git says are being merged, in hexadecimal.
    pub merging: Vec<String>,
    variables: fn(&str) -> Option<String>,
}

impl Surroundings {
    /// What this process finds. `GIT_DESK_NOW` and `GIT_DESK_SEED` fix the clock and the random ids, for
    /// tests and for examples that print the same each time.
    #[expect(clippy::disallowed_methods, reason = "the edge: the only place that reads clock and environment")]
    pub fn of_process() -> Surroundings {
        let variables: fn(&str) -> Option<String> = |name| std::env::var(name).ok();
        let fixed_now = variables("GIT_DESK_NOW").and_then(|t| crate::domain::ticket::change::read_stamp(&t));
        let clock = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |d| d.as_secs());
        let present = || at(i64::try_from(clock).unwrap_or(i64::MAX));
        Surroundings {
            now: fixed_now.unwrap_or_else(present),
            seed: seed(variables("GIT_DESK_SEED")),
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            width: terminal_width(variables("COLUMNS")),
            height: console::Term::stdout().size_checked().map(|(height, _)| usize::from(height)),
            program: std::env::current_exe().ok(),
            merging: std::env::vars_os().filter_map(|(name, _)| merging(&name)).collect(),
            variables,
        }
    }

    /// The machine's time zone by name. Looked up at each call: few verbs want it, and the system's table of
    /// zones is large.
    pub fn zone(&self) -> String {
        machine_zone(self.variable("TZ"))
    }

    pub fn variable(&self, name: &str) -> Option<String> {
        (self.variables)(name)
    }

    fn has(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|v| !v.is_empty())
    }
}

/// git names what it merges in variables called `GITHEAD_<commit>`.
fn merging(name: &std::ffi::OsStr) -> Option<String> {
    name.to_str()?.strip_prefix("GITHEAD_").map(str::to_owned)
}

#[expect(clippy::disallowed_methods, reason = "the edge: the only place that draws randomness")]
fn seed(fixed: Option<String>) -> [u8; 16] {
    let mut seed = [0; 16];
    match fixed {
        Some(text) => text.bytes().take(16).enumerate().for_each(|(i, b)| seed[i] = b),
        // Without randomness from the system, ids of two processes could be the same.
        None => getrandom::fill(&mut seed).expect("the operating system has randomness"),
    }
    seed
}

/// The machine's zone by name; UTC where it has none that is known.
#[expect(clippy::disallowed_methods, reason = "the edge: the only place that asks the machine for its zone")]
fn machine_zone(tz: Option<String>) -> String {
    let named = tz.map(|tz| tz.trim_start_matches(':').to_owned()).filter(|tz| Zone::named(tz).is_some());
    let system = || jiff::tz::TimeZone::system().iana_name().map(str::to_owned);
    named
        .or_else(system)
        .filter(|z| Zone::named(z).is_some())
        .unwrap_or_else(|| "UTC".to_owned())
}

fn terminal_width(columns: Option<String>) -> Option<usize> {
    let given = columns.and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    let found = given.or_else(|| console::Term::stdout().size_checked().map(|(_, w)| usize::from(w)));
    found.map(|w| w.min(WIDEST))
}

/// The commit of the desk; `None`: there is no desk.
pub type Tip = Option<ObjectId>;

/// Everything that a verb needs: what was typed for all verbs, the words, the world, and where to print.
pub struct Context<'a> {
    pub global: &'a Global,
    pub words: &'a Words,
    pub around: &'a Surroundings,
    /// The command line as it was typed, the program's name included.
    pub typed: &'a [std::ffi::OsString],
    /// The repository that was found for its language, until the first desk is opened in it.
    pub found: RefCell<Option<Found>>,
    /// Where the desk was before the verb wrote anything; known where a sync is to follow by itself.
    pub tip_before: Cell<Option<Tip>>,
    pub out: RefCell<&'a mut dyn Write>,
    pub err: RefCell<&'a mut dyn Write>,
}

impl Context<'_> {
    /// The desk of this repository, which may have none yet. Opened at each call, so that the time of a
    /// write is that of the write and not of the prompt before it.
    pub fn desk(&self) -> anyhow::Result<Desk> {
        self.desk_in(open_store(self.global, self.around, self.found.take())?)
    }

    /// The same for whoever does not read it: no branch is made for it here.
    pub fn desk_unread(&self) -> anyhow::Result<Desk> {
        self.desk_in(find_store(self.global, self.around, self.found.take())?)
    }

    fn desk_in(&self, store: Store) -> anyhow::Result<Desk> {
        let now = self.now()?;
        let mut env = Env::new(now, self.around.seed);
        if self.around.stderr_is_terminal && !self.global.quiet {
            env.watch = watch(self.words.say("reading-the-desk"));
            env.wire = wire(self.may_ask());
        }
        if self.tip_before.get().is_none() && super::autosync::is_wanted(&store) {
            self.tip_before.set(Some(store.local_tip()?));
        }
        Ok(Desk::new(store, env))
    }

    /// The repository and where its desk is, or would be; nothing is made, not even a branch.
    pub fn store(&self) -> anyhow::Result<Store> {
        let dir = self.global.directory.as_deref().unwrap_or(Path::new("."));
        let seed = u64::from_le_bytes(std::array::from_fn(|i| self.around.seed[i]));
        Ok(Found::at(dir)?.desk(self.global.reference.as_deref(), seed)?)
    }

    /// The clock of lists and reports. Local times in `--now` are read in the desk's zone where there is
    /// a desk, else in the machine's.
    pub fn now(&self) -> anyhow::Result<Time> {
        match &self.global.now {
            None => Ok(self.around.now),
            Some(text) => {
                let zone = self.zone();
                let read = read_instant(text, self.around.now, &zone);
                read.map_err(|_| EdgeError::BadTime { flag: "--now", value: text.clone() }.into())
            }
        }
    }

    fn zone(&self) -> Zone {
        let desk_zone = || {
            let store = open_store(self.global, self.around, None).ok()?;
            let config = Config::load(&store.snapshot().ok()?).ok()?;
            Some(config.zone)
        };
        desk_zone().or_else(|| Zone::named(&self.around.zone())).unwrap_or_else(Zone::utc)
    }

    /// An instant that a flag gives.
    pub fn instant(&self, flag: &'static str, text: &str, zone: &Zone) -> anyhow::Result<Time> {
        let now = self.now()?;
        read_instant(text, now, zone).map_err(|_| EdgeError::BadTime { flag, value: text.to_owned() }.into())
    }

    /// The same, read in the desk's own zone.
    pub fn instant_here(&self, flag: &'static str, text: &str) -> anyhow::Result<Time> {
        self.instant(flag, text, &self.zone())
    }

    /// May we ask a person?
    pub fn may_ask(&self) -> bool {
        self.around.stdin_is_terminal
            && self.around.stderr_is_terminal
            && !self.global.no_input
            && !self.around.has("CI")
    }

    pub fn style(&self) -> Style {
        Style { color: self.colors(self.around.stdout_is_terminal), width: self.width() }
    }

    pub fn colors(&self, is_terminal: bool) -> bool {
        match self.global.color.unwrap_or_default() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                is_terminal && !self.around.has("NO_COLOR") && self.around.variable("TERM").as_deref() != Some("dumb")
            }
        }
    }

    /// Columns to fill; `None` in a pipe, where nothing is cut.
    fn width(&self) -> Option<usize> {
        self.around.width.filter(|_| self.around.stdout_is_terminal)
    }

    /// For whom we print, given the desk's zone.
    pub fn read_with<T>(&self, zone: &Zone, print: impl FnOnce(&Reader) -> T) -> anyhow::Result<T> {
        let local = |time| zone.to_local(time);
        let reader = Reader { words: self.words, style: self.style(), now: self.now()?, local: &local, people: None };
        Ok(print(&reader))
    }

    /// The answer, to stdout.
    pub fn print(&self, text: &str) -> std::io::Result<()> {
        self.out.borrow_mut().write_all(text.as_bytes())
    }

    /// Files to attach, read whole.
    pub fn uploads(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Upload>> {
        let read = |path: &PathBuf| {
            let bytes = std::fs::read(path).map_err(|e| EdgeError::unreadable(path, &e))?;
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            Ok(Upload { name, bytes })
        };
        paths.iter().map(read).collect()
    }

    /// Ids as they were typed; `-` stands for those on standard input, one or more a line.
    #[expect(clippy::disallowed_methods, reason = "the edge: ids come in on standard input")]
    pub fn ids(&self, typed: &[String]) -> anyhow::Result<Vec<String>> {
        let mut ids = Vec::new();
        for word in typed {
            if word == "-" {
                let input = std::io::read_to_string(std::io::stdin().lock())?;
                ids.extend(input.split_whitespace().map(str::to_owned));
            } else {
                ids.push(word.clone());
            }
        }
        Ok(ids)
    }

    /// Names the files that could not be read; the rest of the answer is complete.
    pub fn tell_broken(&self, broken: &[crate::store::Broken]) -> anyhow::Result<()> {
        if broken.is_empty() {
            return Ok(());
        }
        self.chat(&self.words.with("broken-tickets", &[("count", broken.len().into())]))?;
        for file in broken {
            let fault = super::words::yaml_fault(&file.fault, self.words);
            self.chat(&format!("  {}:{}:{}: {fault}", file.path, file.fault.line, file.fault.column))?;
        }
        Ok(())
    }

    /// One line of the answer.
    pub fn print_line(&self, text: &str) -> std::io::Result<()> {
        self.print(text)?;
        self.print("\n")
    }

    /// One line of chatter, to stderr; nothing with `--quiet`.
    pub fn chat(&self, text: &str) -> std::io::Result<()> {
        if self.global.quiet {
            return Ok(());
        }
        // What was answered before stands before it on a screen that shows both.
        self.out.borrow_mut().flush().ok();
        writeln!(self.err.borrow_mut(), "{text}")
    }
}

/// The desk's store; in the repository that was found already, where that is the right one.
pub fn open_store(global: &Global, around: &Surroundings, found: Option<Found>) -> anyhow::Result<Store> {
    let store = find_store(global, around, found)?;
    // In a fresh clone the branch is made from the remote's, as `git switch` would. Where that cannot
    // be (a read-only repository), reading goes on from the remote-tracking ref.
    if store.local_tip()?.is_none()
        && let Some(tip) = store.tracked()?
    {
        store.adopt(tip).ok();
    }
    Ok(store)
}

fn find_store(global: &Global, around: &Surroundings, found: Option<Found>) -> anyhow::Result<Store> {
    let dir = global.directory.as_deref().unwrap_or(Path::new("."));
    let seed = u64::from_le_bytes(std::array::from_fn(|i| around.seed[i]));
    let found = match found.filter(|found| found.is_at(dir)) {
        Some(found) => found,
        None if !dir.is_dir() => return Err(EdgeError::NoDirectory(dir.to_owned()).into()),
        None => Found::at(dir)?,
    };
    Ok(found.desk(global.reference.as_deref(), seed)?)
}

/// The language: `--lang`, then git's `desk.lang`, then the environment; and the repository, if it was
/// asked.
pub fn language(args: &[std::ffi::OsString], dir: Option<&Path>, around: &Surroundings) -> (Lang, Option<Found>) {
    let mut found = None;
    let configured = || {
        found = Found::at(dir.unwrap_or(Path::new("."))).ok();
        found.as_ref()?.config("desk.lang")
    };
    let lang = super::localise::language(args, configured, |name| around.variable(name));
    (lang, found)
}
