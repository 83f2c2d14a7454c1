//! Making the demo desk: a repository of its own, its configuration, and the year as commits.

use super::cast::{Cast, Person};
use super::life::{Version, World};
use super::plan::plan;
use crate::desk::error::{Error, Result};
use crate::domain::people::Role;
use crate::domain::ticket::act::Refusal;
use crate::domain::ticket::{Ticket, TicketId, diff};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;
use crate::kit::child::git_in;
use crate::kit::yaml::{Entry, Limits, Node, Tree, emit};
use crate::store::bulk::{self, BulkWriter, Claim, Commit, Ident, repack, write_commit_graph};
use crate::store::files::{self, WorkflowName};
use crate::store::format::{read_workflow, write_ticket};
use crate::store::message::message;
use crate::store::{self, NewCommit, ObjectId, Plan, Signature, Snapshot, Store, ticket_path};
use chrono::Duration;
use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// In which zone the demo desk counts days.
const ZONE: &str = "Europe/Madrid";
/// The name in the trailer `Event: <name> <n>`: this history was not typed.
const SOURCE: &str = "demo";
/// What the company promises, and in whose hours.
const CALENDARS: &str = include_str!("calendars.yaml");
const SLA: &str = include_str!("sla.yaml");
/// The line of a repository's configuration by which a demo desk is known.
const MARK: &str = "desk.demo";

/// Whether the repository in this directory is a demo desk.
pub fn is_demo(dir: &Path) -> bool {
    Store::open_at(&dir.join(".git"), None, 0).is_ok_and(|store| store.config(MARK).is_some())
}

/// Makes a demo desk in a directory that is empty or does not exist.
///
/// # Errors
/// Those of git and of the disk; a repository that was begun stays without the mark of a demo desk.
pub fn make(dir: &Path, reference: Option<&str>, now: Time, seed: u64) -> Result<Store> {
    let workflow = read_workflow(WorkflowName::Support.text(), &Limits::default());
    let workflow = workflow.map_err(|fault| Error::BrokenConfig { path: "workflow".into(), fault: Box::new(fault) })?;
    let world = World::new(workflow, now);
    let versions = plan(&world, seed).map_err(|refusal: Refusal| Error::Refused { ticket: None, refusal })?;
    let first = versions.first().map_or(now, |v| v.at);
    let git_dir = repository(dir, &world.cast)?;
    let store = Store::open_at(&git_dir, reference, seed)?;
    configure(&store, &world.cast, first - Duration::days(1))?;
    write(&store, &git_dir, &versions)?;
    append(&git_dir.join("config"), "[desk]\n\tdemo = true\n")?;
    Ok(store)
}

/// A new repository, in which git knows the demo's first agent: whoever tries a verb acts as somebody
/// who has tickets, and needs no identity of their own.
fn repository(dir: &Path, cast: &Cast) -> Result<std::path::PathBuf> {
    fs::create_dir_all(dir).map_err(|e| store::Error::io(dir, &e))?;
    let args = ["init", "--quiet", "--template=", "--initial-branch=main"];
    git_in(dir, &args).bytes().map_err(store::git_error("init"))?;
    let git_dir = dir.join(".git");
    let me = &cast.agents[0];
    append(&git_dir.join("config"), &format!("[user]\n\tname = {}\n\temail = {}\n", me.name, me.who))?;
    Ok(git_dir)
}

fn append(path: &Path, text: &str) -> Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|e| store::Error::io(path, &e).into())
}

fn configure(store: &Store, cast: &Cast, at: Time) -> Result<()> {
    let start = files::initial(WorkflowName::Support, "en");
    let of = |path: &str| start.iter().find(|(p, _)| p == path).map_or("", |(_, text)| text.as_str());
    let desk = files::with_time_zone(of("desk.yaml"), ZONE).replace("name: Help desk", "name: Mostrador");
    let people = of("config/people.yaml").replacen("\npeople:\n", &format!("\n{}", people(cast)), 1);
    let admin = cast.agents.iter().find(|a| a.role == Role::Admin).unwrap_or(&cast.agents[0]);
    let commit = |files, message: &str, who: Signature| NewCommit {
        files,
        message: message.to_owned(),
        author: Some(who.clone()),
        committer: Some(who),
    };
    let config = start.iter().map(|(path, text)| (path.clone(), Some(text.clone().into_bytes()))).collect();
    let (calendars, sla) = (CALENDARS.to_owned(), SLA.to_owned());
    let local = [
        ("desk.yaml", desk),
        ("config/people.yaml", people),
        ("config/calendars.yaml", calendars),
        ("config/sla.yaml", sla),
    ];
    let local = local.map(|(path, text)| (path.to_owned(), Some(text.into_bytes()))).into();
    let commits = vec![
        commit(Vec::new(), files::ROOT_MESSAGE, Signature::fixed()),
        commit(config, files::CONFIG_MESSAGE, Signature::fixed()),
        commit(local, files::LOCAL_MESSAGE, signature(admin, at)),
    ];
    store.transact(|_: &Snapshot| -> Result<Plan<()>> { Ok(Plan { commits: commits.clone(), value: () }) })?;
    Ok(())
}

fn people(cast: &Cast) -> String {
    let person = |p: &Person| {
        let role = Entry::new("role", Node::text(p.role.as_str()));
        Entry::new(p.who.clone(), Node::new(Tree::Map(vec![Entry::new("name", Node::text(p.name.clone())), role])))
    };
    let list = cast.agents.iter().chain([&cast.ci, &cast.desk]).map(person).collect();
    emit(&Node::new(Tree::Map(vec![Entry::new("people", Node::new(Tree::Map(list)))])))
}

fn signature(person: &Person, at: Time) -> Signature {
    let offset = offset(&person.zone, at);
    Signature { name: person.name.clone(), email: person.who.clone(), seconds: at.timestamp(), offset }
}

/// Seconds east of UTC.
fn offset(zone: &Zone, at: Time) -> i32 {
    i32::try_from((zone.to_local(at) - at.naive_utc()).num_seconds()).unwrap_or(0)
}

/// Writes the year in one go and moves the branch once.
fn write(store: &Store, git_dir: &Path, versions: &[Version]) -> Result<()> {
    let claim = Claim::take(git_dir, SOURCE)?;
    let base = store.local_tip()?;
    let mut writer = BulkWriter::start(&claim, base.map(|b| b.to_string()).as_deref())?;
    let mut known: HashMap<TicketId, &Ticket> = HashMap::new();
    for (n, version) in versions.iter().enumerate() {
        let before = known.insert(version.ticket.id, &version.ticket);
        commit(&mut writer, before, version, n + 1)?;
    }
    let tip = writer.finish()?.unwrap_or_default();
    write_commit_graph(&claim, &tip)?;
    repack(&claim, &tip, base.map(|b| b.to_string()).as_deref())?;
    let new = ObjectId::from_hex(tip.as_bytes());
    let new = new.map_err(|e| store::Error::Git { command: "fast-import".to_owned(), stderr: e.to_string() })?;
    store.advance(base, new, SOURCE)?;
    Ok(claim.finish()?)
}

fn commit(
    writer: &mut BulkWriter,
    before: Option<&Ticket>,
    version: &Version,
    n: usize,
) -> std::result::Result<(), bulk::Error> {
    let changes = diff(before, &version.ticket);
    if changes.is_empty() {
        return Ok(());
    }
    let id = version.ticket.id;
    let (person, seconds) = (version.by, version.at.timestamp());
    let who = Ident::person(&person.name, &person.who, seconds, offset(&person.zone, version.at));
    writer.commit(&Commit {
        author: who.clone(),
        committer: &who,
        message: &message(&id, &changes, None, &[("Event", &format!("{SOURCE} {n}"))]),
        path: &ticket_path(id),
        contents: write_ticket(&version.ticket).as_bytes(),
        beside: &[],
    })
}
