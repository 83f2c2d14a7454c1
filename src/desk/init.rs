//! Making a desk, or finding that there is one.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use crate::domain::time::zone::Zone;
use crate::store::{NewCommit, Plan, Signature, Snapshot, files};

pub use crate::store::Remote;
pub use crate::store::files::WorkflowName;

/// What `init` was asked for.
#[derive(Clone, Debug)]
pub struct InitRequest {
    pub workflow: WorkflowName,
    /// The language of the desk's own texts.
    pub language: String,
    /// An IANA name.
    pub zone: String,
}

/// What `init` found or did.
#[derive(Debug, PartialEq, Eq)]
pub enum Initialized {
    Created,
    /// A remote had the desk already.
    Adopted,
    /// There was one here; nothing changed.
    Present,
    /// `--dry-run`: one would be made.
    WouldCreate,
}

impl Desk {
    /// Makes the desk: the root that every desk has, the configuration (which depends on the request
    /// only, so that two who start at once have one history), and an ordinary commit with the time zone,
    /// the home remote and the first admin. Looks at the remote first.
    pub fn init(&self, request: &InitRequest, dry_run: bool) -> Result<(Initialized, Remote)> {
        if self.store.local_tip()?.is_some() {
            return Ok((Initialized::Present, Remote::None));
        }
        let remote = self.store.look_at_remote(&self.env.wire)?;
        if let Some(tip) = self.store.tracked()? {
            if !dry_run {
                self.store.adopt(tip)?;
            }
            return Ok((Initialized::Adopted, remote));
        }
        if Zone::named(&request.zone).is_none() {
            return Err(Error::UnknownZone(request.zone.clone()));
        }
        let person = self.store.author()?;
        if dry_run {
            return Ok((Initialized::WouldCreate, remote));
        }
        let plan = |snapshot: &Snapshot| -> Result<Plan<bool>> {
            if snapshot.tip.is_some() {
                return Ok(Plan { commits: Vec::new(), value: false });
            }
            Ok(Plan { commits: first_commits(request, &person, home(&remote)), value: true })
        };
        let created = self.store.transact(plan)?.value;
        let (snapshot, _) = self.open()?;
        Config::load(&snapshot)?;
        Ok((if created { Initialized::Created } else { Initialized::Present }, remote))
    }
}

/// The remote that can be reached gives out the numbers.
fn home(remote: &Remote) -> Option<&str> {
    match remote {
        Remote::NoDesk { remote } => Some(remote),
        _ => None,
    }
}

fn first_commits(request: &InitRequest, person: &Signature, home: Option<&str>) -> Vec<NewCommit> {
    let start = files::initial(request.workflow, &request.language);
    let of = |path: &str| start.iter().find(|(p, _)| p == path).map_or("", |(_, text)| text.as_str());
    let desk = files::with_time_zone(of("desk.yaml"), &request.zone);
    let desk = home.map_or(desk.clone(), |home| files::with_home(&desk, home));
    let local = vec![
        ("desk.yaml".to_owned(), Some(desk.into_bytes())),
        (
            "config/people.yaml".to_owned(),
            Some(files::with_admin(of("config/people.yaml"), person.who(), &person.name).into_bytes()),
        ),
    ];
    let fixed = Some(Signature::fixed());
    let commit = |files, message: &str, who: &Option<Signature>| NewCommit {
        files,
        message: message.to_owned(),
        author: who.clone(),
        committer: who.clone(),
    };
    let config = start.iter().map(|(path, text)| (path.clone(), Some(text.clone().into_bytes()))).collect();
    vec![
        commit(Vec::new(), files::ROOT_MESSAGE, &fixed),
        commit(config, files::CONFIG_MESSAGE, &fixed),
        commit(local, files::LOCAL_MESSAGE, &None),
    ]
}
