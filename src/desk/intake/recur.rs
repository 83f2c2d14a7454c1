//! What a machine saw (a test that failed), by the rules of recurrence: on the ticket that is open, on one that was
//! solved, or on a new one; capped, and only from the branches that the desk tracks.

use super::decision::{Did, Why};
use super::work::{Asked, Wish, has_seen, see};
use crate::desk::error::{Result, refused};
use crate::desk::scene::{Action, Next};
use crate::desk::talk::living;
use crate::domain::people::Role;
use crate::domain::settings::ci::CiRules;
use crate::domain::ticket::act::{self, Actor, NewMessage, StatusExtras};
use crate::domain::ticket::recur::{self, Again, FLAKY, Past};
use crate::domain::ticket::submission::{Filed, Sighting, fingerprint_id, message_id};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Link, LinkKind, Occurrence, Ticket, TicketId, Visibility};
use crate::domain::time::{Time, stamp};

/// The channel of what machines say.
const CHANNEL: &str = "ci";
/// So many different texts of what goes wrong are kept on a ticket; more are in the commits.
const MOST_TEXTS: usize = 5;
/// The most fingerprints of a ticket that takes what is too much for one run.
pub(super) const MOST_OVER: usize = 500;
/// What the fingerprint of such a ticket begins with.
const OVER: &str = "overflow:";

impl Asked<'_> {
    /// # Errors
    /// As [`Asked::wish`].
    pub(super) fn sighted(&self, filed: &Filed, sighting: &Sighting) -> Result<Wish> {
        let rules = self.scene.config.ci()?;
        let seen = self.occurrences(filed);
        let branch = seen.iter().find_map(|one| one.branch.as_deref());
        if let Some(branch) = branch.filter(|branch| !sighting.any_branch && !rules.tracks(branch)) {
            return Ok(Wish::left(Why::Branch(branch.to_owned()), None));
        }
        let sight = Sight { asked: self, filed, sighting, seen, rules };
        match self.open_for(filed) {
            Some(open) => sight.on_open(open),
            None => sight.on_none(),
        }
    }

    /// The unsolved ticket that this is about. A group of failures is one with the group that any of its tests is in.
    fn open_for(&self, filed: &Filed) -> Option<TicketId> {
        let (first, others) = filed.fingerprints.split_first()?;
        let in_group = |key: &String| self.known.by_fingerprint(key).filter(|id| self.known.is_group(*id));
        self.known.by_fingerprint(first).or_else(|| others.iter().find_map(in_group))
    }
}

/// Something that was seen, and what it meets.
struct Sight<'a> {
    asked: &'a Asked<'a>,
    filed: &'a Filed,
    sighting: &'a Sighting,
    seen: Vec<Occurrence>,
    rules: &'a CiRules,
}

impl Sight<'_> {
    fn now(&self) -> Time {
        self.seen.first().map_or(self.asked.scene.now, |one| one.at)
    }

    fn first(&self) -> &str {
        self.filed.fingerprints.first().map_or("", String::as_str)
    }

    fn on_open(&self, id: TicketId) -> Result<Wish> {
        let before = living(self.asked.scene.load(id)?, self.asked.scene)?;
        self.count_on(before, Why::SeenAgain)
    }

    /// Adds the run to a ticket, and what it says where that is new.
    fn count_on(&self, before: Ticket, why: Why) -> Result<Wish> {
        let (id, mut after) = (before.id, before.clone());
        for one in &self.seen {
            if self.sighting.is_flaky || recur::is_flaky_with(&after, one) {
                act::tag(&mut after, &[FLAKY.to_owned()], &[]);
            }
            see(&mut after, one);
        }
        if after == before {
            return Ok(Wish::nothing(id));
        }
        if self.has_news(&before) {
            self.say(&mut after)?;
        }
        let is_flaky = after.tags.iter().any(|tag| tag == FLAKY);
        let why = if is_flaky && matches!(why, Why::SeenAgain) { Why::Flaky } else { why };
        let action = Action { body: Some(self.told()), ..Next::of(before, after).into() };
        Ok(Wish::to(Did::Updated, why, id, action))
    }

    fn told(&self) -> String {
        format!("{}\n\n{}", self.filed.title, self.filed.text)
    }

    /// Whether the ticket does not know what this says, and has room for it.
    fn has_news(&self, ticket: &Ticket) -> bool {
        let texts = ticket.messages.iter().filter(|m| m.channel.as_deref() == Some(CHANNEL)).count();
        let is_over = ticket.fingerprints.first().is_some_and(|first| first.starts_with(OVER));
        let is_known = |cause: &String| ticket.messages.iter().any(|m| m.text.contains(cause.as_str()));
        !is_over && texts < MOST_TEXTS && self.sighting.cause.as_ref().is_some_and(|cause| !is_known(cause))
    }

    /// Adds what this says as a note of a machine.
    fn say(&self, after: &mut Ticket) -> Result<()> {
        let (scene, id) = (self.asked.scene, after.id);
        scene.check_size(&self.filed.text).map_err(refused(id))?;
        let actor = Actor { role: Role::Bot, ..scene.actor(after.requester.as_deref(), Some(CHANNEL)) };
        let note = NewMessage {
            id: message_id(&self.asked.seed),
            channel: Some(CHANNEL.to_owned()),
            visibility: Visibility::Internal,
            text: format!("{}{}", self.filed.text, self.runs(after)),
        };
        act::write(after, &scene.config.workflow, note, &actor).map_err(refused(id))
    }

    /// In how many runs it was seen, and since when.
    fn runs(&self, ticket: &Ticket) -> String {
        let Some(runs) = recur::runs(ticket) else { return String::new() };
        let words = [
            ("seen", runs.seen.into()),
            ("looked", runs.looked.into()),
            ("first", stamp(runs.first.at).into()),
            ("commit", runs.first.commit.clone().unwrap_or_else(|| "-".to_owned()).into()),
        ];
        format!("\n{}\n", self.asked.words().with("failure-runs", &words))
    }

    /// Nobody works on it: it was never seen, or its ticket is done with.
    fn on_none(&self) -> Result<Wish> {
        match self.asked.known.past(self.first()) {
            None if self.sighting.is_flaky => Ok(Wish::left(Why::Flaky, None)),
            None => self.file(Did::Created, Why::New, None),
            Some(past) => self.on_past(past.id, past.solved),
        }
    }

    fn on_past(&self, id: TicketId, solved: Option<Time>) -> Result<Wish> {
        let scene = self.asked.scene;
        let before = living(scene.load(id)?, scene)?;
        let category = scene.config.workflow.category(&before.status);
        if category.is_unsolved() {
            return self.count_on(before, Why::SeenAgain);
        }
        if self.seen.iter().all(|one| has_seen(&before, one)) {
            return Ok(Wish::nothing(before.id));
        }
        if self.sighting.is_flaky {
            return Ok(Wish::left(Why::Flaky, Some(before.id)));
        }
        let tag = self.rules.known_tag(&before.tags).cloned();
        let fix = self.has_fix(&before);
        let is_closed = category == Category::Closed;
        let past = Past { is_closed, solved: solved.unwrap_or_else(|| last_known(&before)) };
        let has_fix = fix.as_ref().and_then(|fix| fix.has);
        match recur::again(past, tag.is_some(), has_fix, self.now(), self.rules) {
            Again::Count => self.count_on(before, Why::KnownIssue(tag.unwrap_or_default())),
            Again::Leave => Ok(Wish::left(Why::KnownIssue(tag.unwrap_or_default()), Some(before.id))),
            Again::OldCode => {
                Ok(Wish::left(Why::OldCode(fix.map(|fix| fix.commit).unwrap_or_default()), Some(before.id)))
            }
            Again::Reopen => self.reopen(before, fix.and_then(Fix::unknown)),
            Again::Anew => {
                let (source, unknown) = (before.id, fix.and_then(Fix::unknown));
                self.file(Did::FollowedUp, Why::Recurs { source, unknown }, Some(source))
            }
        }
    }

    /// Whether the code in which it was seen has what fixed the ticket. `None`: nothing says what did.
    fn has_fix(&self, ticket: &Ticket) -> Option<Fix> {
        let failing = self.seen.iter().find_map(|one| one.commit.as_deref())?;
        let store = &self.asked.desk.store;
        let mut judged = None;
        for fix in recur::fixes(ticket) {
            let has = store.contains(failing, fix);
            judged = Some(Fix { commit: fix.to_owned(), has });
            if has.is_some() {
                return judged;
            }
        }
        // What is older than code that was seen to be good tells nothing new.
        for good in recur::good_commits(ticket).into_iter().filter(|good| *good != failing) {
            if store.contains(good, failing) == Some(true) {
                return Some(Fix { commit: good.to_owned(), has: Some(false) });
            }
        }
        judged
    }

    fn reopen(&self, before: Ticket, unknown: Option<String>) -> Result<Wish> {
        let scene = self.asked.scene;
        let workflow = &scene.config.workflow;
        let mut after = before.clone();
        self.seen.iter().for_each(|one| see(&mut after, one));
        let to = workflow.requester_message.as_deref().unwrap_or(Category::Open.as_str());
        let wanted = act::find_status(workflow, to).map_err(refused(before.id))?;
        let as_bot = workflow.allows(Some(&before.status), &wanted.name, Role::Bot);
        let channel = as_bot.then_some(CHANNEL);
        let actor = scene.actor(before.requester.as_deref(), channel);
        let name = wanted.name.clone();
        act::set_status(&mut after, workflow, &name, &StatusExtras::default(), &actor).map_err(refused(before.id))?;
        // A note of a machine makes the whole version one of a machine.
        if as_bot {
            self.say(&mut after)?;
        }
        let id = before.id;
        let action = Action { body: Some(self.told()), ..Next::of(before, after).into() };
        Ok(Wish::to(Did::Reopened, Why::Back { unknown }, id, action))
    }

    /// A new ticket, or a place in the one that takes what is too much for a run.
    fn file(&self, did: Did, why: Why, source: Option<TicketId>) -> Result<Wish> {
        let id = match self.asked.recurrence(self.first(), &self.seen)? {
            Ok(free) => free,
            Err(there) => return Ok(Wish::nothing(there)),
        };
        let most = self.sighting.max_new.unwrap_or(self.rules.max_new);
        if let Some(run) = self.seen.iter().find_map(|one| one.run.as_deref())
            && self.asked.known.made_by(run) >= most as usize
        {
            return self.over(run, most);
        }
        let mut after = self.asked.built(id, self.filed, self.seen.clone())?;
        act::tag(&mut after, &self.rules.tags, &[]);
        after
            .links
            .extend(source.map(|ticket| Link { kind: LinkKind::Recurs.as_str().to_owned(), ticket }));
        Ok(Wish::to(did, why, id, Next::new(after).into()))
    }

    /// One ticket takes all that is too much for a run: it lists what it has, and counts it from then on.
    fn over(&self, run: &str, most: u32) -> Result<Wish> {
        let key = format!("{OVER}{run}");
        let (id, why) = (fingerprint_id(&key, 0), Why::Overflow(most));
        if self.asked.known.is_full(id) {
            return Ok(Wish::left(why, Some(id)));
        }
        let scene = self.asked.scene;
        let line = format!("- {}\n", self.filed.title);
        if !scene.has(id)? {
            let words = self.asked.words();
            let title = words.with("overflow-title", &[("run", run.to_owned().into())]);
            let text = format!("{}\n\n{line}", words.with("overflow-text", &[("most", most.into())]));
            let fingerprints = vec![key, self.first().to_owned()];
            let (form, refs) = (None, Vec::new());
            let filed = Filed { title, text, fingerprints, form, refs, group: None, ..self.filed.clone() };
            let after = self.asked.built(id, &filed, self.seen.clone())?;
            return Ok(Wish::to(Did::Created, why, id, Next::new(after).into()));
        }
        let before = living(scene.load(id)?, scene)?;
        let mut after = before.clone();
        if !scene.config.workflow.category(&before.status).is_unsolved() {
            return Ok(Wish::left(why, Some(before.id)));
        }
        if !after.fingerprints.iter().any(|known| known == self.first()) {
            after.fingerprints.push(self.first().to_owned());
        }
        self.seen.iter().for_each(|one| see(&mut after, one));
        // The list is the machine's own; where another one wrote it, the fingerprints are all there is.
        let who = scene.person.who();
        if let Some(list) = after.messages.first_mut().filter(|m| m.from.as_deref() == Some(who))
            && !list.text.contains(&line)
        {
            list.text.push_str(&line);
        }
        if after == before {
            return Ok(Wish::nothing(before.id));
        }
        let id = before.id;
        Ok(Wish::to(Did::Updated, why, id, Next::of(before, after).into()))
    }
}

/// What fixed a ticket, and whether the code has it.
struct Fix {
    commit: String,
    has: Option<bool>,
}

impl Fix {
    /// The commit, where nobody knows whether the code has it.
    fn unknown(self) -> Option<String> {
        self.has.is_none().then_some(self.commit)
    }
}

/// The last that the ticket itself says of it, where history does not tell when it was solved.
fn last_known(ticket: &Ticket) -> Time {
    let seen = recur::last_seen(ticket).unwrap_or(ticket.created);
    ticket.last_message_at().max(seen)
}

/// Whether a ticket takes what is too much for one run.
pub(super) fn is_overflow(ticket: &Ticket) -> bool {
    ticket.fingerprints.first().is_some_and(|first| first.starts_with(OVER))
}
