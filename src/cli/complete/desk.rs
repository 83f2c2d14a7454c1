//! What the desk knows for a half-typed command line: ids with their titles, statuses, people, and the
//! words that its latest tickets have.
//!
//! Somebody waits with a finger on the key, so of a large desk only a part is read: the tickets whose
//! ids begin as typed, or those that were touched last.

use super::{Candidate, Lookup, Source, answer, attach, terms};
use crate::cli::args::{Global, command};
use crate::cli::before;
use crate::cli::context::{Surroundings, language, open_store};
use crate::desk::{Config, Desk, Env, SavedView};
use crate::domain::insight::report::{By, Figure, Name, Saved};
use crate::domain::ticket::form::Form;
use crate::domain::ticket::id::read_prefix;
use crate::domain::ticket::{LinkKind, Ticket, TicketId};
use crate::domain::time::calendar::AROUND_THE_CLOCK;
use crate::kit::escape::one_line;
use crate::render::columns::Column;
use crate::render::words::Words;
use crate::store::Snapshot;
use std::collections::HashSet;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// More candidates would be no help to anybody.
const MOST: usize = 50;
/// Ticket files that are read for one answer.
const READ: usize = 250;
/// Commits that are asked which tickets they touched.
const COMMITS: usize = 500;

/// Answers a shell; says nothing when there is no desk. `false`: the shell is unknown.
pub fn respond(shell: &str, typed: &[OsString], around: &Surroundings, out: &mut dyn Write) -> bool {
    let directory = before::value(typed, "-C").map(Path::new);
    let words = Words::new(language(typed, directory, around).0);
    let reference = before::value(typed, "--ref").map(|name| name.to_string());
    let global = Global { directory: directory.map(Path::to_owned), reference, ..Global::default() };
    let asked = Asked { global, around: around.clone(), latest: OnceLock::new() };
    let lookup: Lookup = Arc::new(move |source, typed| asked.find(source, typed));
    let command = attach(command(&words), &lookup);
    answer(shell, typed, command, directory, out).unwrap_or(false)
}

/// The desk, opened when something is asked that only it knows.
struct Asked {
    global: Global,
    around: Surroundings,
    latest: OnceLock<Vec<Ticket>>,
}

impl Asked {
    fn find(&self, source: Source, typed: &str) -> Vec<Candidate> {
        let fit = |all: Vec<Candidate>| {
            let begins = |c: &Candidate| c.value.to_lowercase().starts_with(&typed.to_lowercase());
            let mut seen = HashSet::new();
            all.into_iter()
                .filter(begins)
                .filter(|c| seen.insert(c.value.clone()))
                .take(MOST)
                .collect()
        };
        match source {
            Source::Ids => self.ids(typed, true),
            Source::SolvedIds => self.ids(typed, false),
            Source::Views => fit(self.views()),
            Source::Forms => fit(self.forms()),
            Source::Sla => {
                let explain = fit(vec![plain("explain")]);
                let ids = self.find(Source::Ids, typed);
                explain.into_iter().chain(ids).chain(self.find(Source::Terms, typed)).collect()
            }
            Source::Reports => fit(self.reports()),
            Source::Terms => terms::find(typed, &|source, typed| self.find(source, typed)),
            Source::PlusTags => {
                let plus = |c: Candidate| Candidate { value: format!("+{}", c.value), ..c };
                let tags = typed.strip_prefix('+').map(|typed| self.find(Source::Tags, typed));
                tags.unwrap_or_default().into_iter().map(plus).collect()
            }
            closed => fit(known(closed).unwrap_or_else(|| self.listed(closed))),
        }
    }

    fn read<T: Default>(&self, read: impl FnOnce(&crate::store::Store, &Snapshot, &Config) -> Option<T>) -> T {
        let read = || {
            let store = open_store(&self.global, &self.around, None).ok()?;
            let snapshot = store.snapshot().ok()?;
            let config = Config::load(&snapshot).ok()?;
            read(&store, &snapshot, &config)
        };
        read().unwrap_or_default()
    }

    /// Tickets by the beginning of their id; without one the latest. Those that are (or are not) still to
    /// be done come first.
    fn ids(&self, typed: &str, unsolved_first: bool) -> Vec<Candidate> {
        let prefix = read_prefix(typed).unwrap_or_default();
        if !typed.is_empty() && prefix.is_empty() {
            return Vec::new();
        }
        self.read(|store, snapshot, config| {
            let ids = match prefix.as_str() {
                "" => latest(store, snapshot)?,
                prefix => snapshot.ids(prefix).ok()?,
            };
            let (mut first, mut rest) = (Vec::new(), Vec::new());
            for ticket in tickets(snapshot, config, &ids) {
                let is_first = config.workflow.category(&ticket.status).is_unsolved() == unsolved_first;
                let about = one_line(&ticket.title).into_owned();
                let candidate = Candidate { value: ticket.id.to_string(), about: Some(about) };
                if is_first { first.push(candidate) } else { rest.push(candidate) }
            }
            Some(first.into_iter().chain(rest).take(MOST).collect())
        })
    }

    fn desk(&self) -> Option<Desk> {
        let env = Env::new(self.around.now, self.around.seed);
        open_store(&self.global, &self.around, None).map(|store| Desk::new(store, env)).ok()
    }

    /// The saved views, with what they find.
    fn views(&self) -> Vec<Candidate> {
        let views = self.desk().and_then(|desk| desk.views().ok()).unwrap_or_default();
        let candidate = |saved: SavedView| {
            let about = saved.view.about.unwrap_or(saved.view.query);
            Candidate { value: saved.view.name, about: Some(one_line(&about).into_owned()) }
        };
        views.into_iter().map(candidate).collect()
    }

    fn forms(&self) -> Vec<Candidate> {
        let forms = self.desk().and_then(|desk| desk.forms().ok()).unwrap_or_default();
        let candidate = |form: Form| Candidate { value: form.name, about: Some(one_line(&form.label).into_owned()) };
        forms.into_iter().map(candidate).collect()
    }

    /// Our reports, then the team's own with what they are for.
    fn reports(&self) -> Vec<Candidate> {
        let own = self.desk().and_then(|desk| desk.own_reports().ok()).unwrap_or_default();
        let ours = Name::ALL.into_iter().map(|name| plain(name.as_str()));
        let about = |saved: &Saved| saved.about.as_deref().map(|about| one_line(about).into_owned());
        ours.chain(own.iter().map(|saved| Candidate { value: saved.name.clone(), about: about(saved) }))
            .collect()
    }

    /// The words of one kind: those that the configuration lists, then those of the latest tickets.
    fn listed(&self, source: Source) -> Vec<Candidate> {
        let mut all = self.read(|_, _, config| Some(configured(source, config)));
        let tickets = self.latest.get_or_init(|| {
            self.read(|store, snapshot, config| Some(tickets(snapshot, config, &latest(store, snapshot)?).collect()))
        });
        all.extend(tickets.iter().flat_map(|ticket| words_of(source, ticket)).map(plain));
        all
    }
}

/// The tickets that were touched last; in a desk whose commits do not say so, some.
fn latest(store: &crate::store::Store, snapshot: &Snapshot) -> Option<Vec<TicketId>> {
    let found = store.recent(snapshot.tip?, COMMITS).ok()?;
    if found.is_empty() { snapshot.ids("").ok() } else { Some(found) }
}

fn tickets<'a>(snapshot: &'a Snapshot, config: &Config, ids: &'a [TicketId]) -> impl Iterator<Item = Ticket> + 'a {
    let limits = config.limits();
    let read = move |id: &TicketId| snapshot.ticket(*id, &limits).ok().flatten().and_then(Result::ok);
    ids.iter().take(READ).filter_map(read)
}

fn plain(value: impl ToString) -> Candidate {
    Candidate { value: value.to_string(), about: None }
}

/// What needs no desk.
fn known(source: Source) -> Option<Vec<Candidate>> {
    Some(match source {
        Source::LinkKinds => LinkKind::names_by_hand().map(plain).collect(),
        Source::Orders => terms::orders(),
        Source::Columns => Column::names().into_iter().map(plain).collect(),
        Source::Keys => By::names().into_iter().map(plain).collect(),
        Source::Figures => Figure::names().into_iter().map(plain).collect(),
        Source::Nouns => crate::render::schema::nouns().map(plain).collect(),
        _ => return None,
    })
}

fn configured(source: Source, config: &Config) -> Vec<Candidate> {
    let named = |value: &str, name: Option<&String>| Candidate { value: value.to_owned(), about: name.cloned() };
    match source {
        Source::Groups => {
            let groups = config
                .groups()
                .map(|groups| groups.list.iter().map(|g| named(&g.id, g.name.as_ref())).collect());
            groups.unwrap_or_default()
        }
        Source::Organizations => {
            let all = config
                .organizations()
                .map(|all| all.list.iter().map(|o| named(&o.id, o.name.as_ref())).collect());
            all.unwrap_or_default()
        }
        Source::Categories => {
            let all = config.categories().map(|all| all.list.iter().map(|c| plain(&c.path)).collect());
            all.unwrap_or_default()
        }
        Source::Fields => {
            let all = config
                .fields()
                .map(|all| all.list.iter().map(|f| plain(format!("{}=", f.name))).collect());
            all.unwrap_or_default()
        }
        Source::Policies => {
            let all = config.policies().map(|all| all.list.iter().map(|policy| plain(&policy.name)).collect());
            all.unwrap_or_default()
        }
        Source::Calendars => {
            let all = config
                .calendars()
                .map(|all| all.list.iter().map(|(name, c)| named(name, Some(&c.zone().name().to_owned()))).collect());
            let mut all: Vec<Candidate> = all.unwrap_or_default();
            all.push(plain(AROUND_THE_CLOCK));
            all
        }
        Source::Statuses => config.workflow.statuses.iter().map(|status| plain(&status.name)).collect(),
        Source::People => {
            let people = config.people.list.iter().map(|p| named(&p.who, p.name.as_ref()));
            std::iter::once(plain("me")).chain(people).collect()
        }
        _ => Vec::new(),
    }
}

fn words_of(source: Source, ticket: &Ticket) -> Vec<String> {
    let one = |word: &Option<String>| word.iter().cloned().collect();
    match source {
        Source::People => [&ticket.requester, &ticket.assignee].into_iter().flatten().cloned().collect(),
        Source::Groups => one(&ticket.group),
        Source::Organizations => one(&ticket.organization),
        Source::Brands => one(&ticket.brand),
        Source::Categories => one(&ticket.category),
        Source::Tags => ticket.tags.clone(),
        Source::Fields => ticket.fields.iter().map(|(name, _)| format!("{name}=")).collect(),
        _ => Vec::new(),
    }
}
