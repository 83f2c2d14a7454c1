//! A repository whose commits are made one by one, with parents, dates and files as a test wants them.

use crate::domain::ticket::TicketId;
use crate::store::{ObjectId, Store, ticket_path};
use gix::objs::tree::EntryKind;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Noon of an ordinary day.
pub const NOON: i64 = 1_795_176_000;

pub struct Desk {
    _dir: tempfile::TempDir,
    repo: gix::Repository,
    pub store: Store,
    /// The commits in the order in which they were made, and what is known of them.
    pub order: Vec<ObjectId>,
    pub made: HashMap<ObjectId, Commit>,
    below: RefCell<HashMap<ObjectId, Rc<BTreeSet<ObjectId>>>>,
}

/// What a test knows of a commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Commit {
    pub parents: Vec<ObjectId>,
    pub authored: i64,
    pub committed: i64,
    /// The texts of the tickets.
    pub files: BTreeMap<TicketId, String>,
}

impl Desk {
    pub fn new() -> Desk {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let repo = gix::init_bare(dir.path()).expect("a repository");
        let store = Store::open_at(dir.path(), None, 0).expect("a store");
        Desk { _dir: dir, repo, store, order: Vec::new(), made: HashMap::new(), below: RefCell::default() }
    }

    /// A commit on top of the first parent: files by path, `None` removes one; author's and committer's seconds.
    pub fn commit(
        &self,
        parents: &[ObjectId],
        files: &[(String, Option<String>)],
        (authored, committed): (i64, i64),
    ) -> ObjectId {
        let base = match parents.first() {
            Some(first) => self.repo.find_commit(*first).and_then(|c| Ok(c.tree_id()?.detach())),
            None => self.repo.write_object(gix::objs::Tree::empty()).map(|id| id.detach()),
        };
        let mut tree = self.repo.edit_tree(base.expect("a tree")).expect("a tree to edit");
        for (path, text) in files {
            match text {
                Some(text) => {
                    let blob = self.repo.write_blob(text).expect("a blob");
                    tree.upsert(path.as_str(), EntryKind::Blob, blob).expect("a file")
                }
                None => tree.remove(path.as_str()).expect("no file"),
            };
        }
        let by = |seconds| gix::actor::Signature {
            name: "Ana".into(),
            email: "ana@example.com".into(),
            time: gix::date::Time::new(seconds, 0),
        };
        let commit = gix::objs::Commit {
            tree: tree.write().expect("trees").detach(),
            parents: parents.iter().copied().collect(),
            author: by(authored),
            committer: by(committed),
            encoding: None,
            message: format!("at {authored}").into(),
            extra_headers: Vec::new(),
        };
        self.repo.write_object(&commit).expect("a commit").detach()
    }

    /// A commit that gives tickets titles, `seconds` after noon.
    pub fn titles(&self, parents: &[ObjectId], titles: &[(TicketId, &str)], seconds: i64) -> ObjectId {
        let files: Vec<_> = titles.iter().map(|(id, title)| (ticket_path(*id), Some(text(*id, title)))).collect();
        self.commit(parents, &files, (NOON + seconds, NOON + seconds))
    }

    /// A commit with these tickets and no others; remembered.
    pub fn make(&mut self, commit: Commit) -> ObjectId {
        let Commit { parents, authored, committed, files } = &commit;
        let had = parents.first().map(|first| self.made[first].files.clone()).unwrap_or_default();
        let gone = had.keys().filter(|id| !files.contains_key(*id)).map(|id| (ticket_path(*id), None));
        let all: Vec<_> = files
            .iter()
            .map(|(id, text)| (ticket_path(*id), Some(text.clone())))
            .chain(gone)
            .collect();
        let id = self.commit(parents, &all, (*authored, *committed));
        if self.made.insert(id, commit).is_none() {
            self.order.push(id);
        }
        id
    }

    /// The parents of a commit, and when it was recorded.
    pub fn head(&self, id: ObjectId) -> (Vec<ObjectId>, i64) {
        let commit = self.repo.find_commit(id).expect("a commit");
        (commit.parent_ids().map(|id| id.detach()).collect(), commit.time().expect("a date").seconds)
    }

    /// A commit and all that are below it.
    pub fn below(&self, tip: ObjectId) -> Rc<BTreeSet<ObjectId>> {
        if let Some(known) = self.below.borrow().get(&tip) {
            return Rc::clone(known);
        }
        let mut below = BTreeSet::from([tip]);
        for parent in &self.made[&tip].parents {
            below.extend(self.below(*parent).iter());
        }
        let below = Rc::new(below);
        self.below.borrow_mut().insert(tip, Rc::clone(&below));
        below
    }
}

/// One of a few ids.
pub fn id(n: u64) -> TicketId {
    TicketId::derived("test", &n.to_string())
}

/// A ticket's file.
pub fn text(id: TicketId, title: &str) -> String {
    format!("id: {id}\ntitle: {title}\nstatus: open\ncreated: 2026-11-20T09:12:44Z\n")
}
