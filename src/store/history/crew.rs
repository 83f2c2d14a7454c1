//! Threads that read history: each with its own access to the objects, their answers in order.

use super::compare::Reader;
use crate::store::error::{Error, Result};
use std::sync::mpsc::{Receiver, sync_channel};

/// Memory for the bases of delta chains, per thread.
const BASES: usize = 24 << 20;
/// Answers of a thread that may wait for those before them.
const WAITING: usize = 4;

/// What every thread needs in order to read.
pub struct Access {
    shared: gix::ThreadSafeRepository,
    mailmap: gix::mailmap::Snapshot,
}

impl Access {
    /// The mailmap is read where names are wanted.
    pub fn of(repo: &gix::Repository, who: bool) -> Access {
        let mailmap = if who { repo.open_mailmap() } else { gix::mailmap::Snapshot::default() };
        Access { shared: repo.clone().into_sync(), mailmap }
    }

    /// For the thread that has the repository.
    pub fn own(&self, repo: &gix::Repository) -> Reader<'_> {
        Reader::new(repo.clone(), &self.mailmap)
    }

    /// For another thread. Objects are read once, so none are remembered but those that others are made from.
    pub fn reader(&self) -> Reader<'_> {
        let mut repo = self.shared.to_thread_local();
        repo.objects
            .set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(BASES)));
        repo.object_cache_size(None);
        Reader::new(repo, &self.mailmap)
    }
}

/// Works through a list on so many other threads and visits the answers in its order, on the calling thread. None
/// runs far ahead of the visitor.
///
/// # Errors
/// The first in the order of the list; then nothing more is visited.
pub fn in_order<S: Sync, A: Send, E: From<Error>>(
    access: &Access,
    list: &[S],
    threads: usize,
    work: impl Fn(&Reader, &S) -> Result<A> + Sync,
    mut visit: impl FnMut(A) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let work = &work;
    std::thread::scope(|scope| {
        let start = |n: usize| -> Receiver<Result<A>> {
            let (send, receive) = sync_channel(WAITING);
            scope.spawn(move || {
                let reader = access.reader();
                let mut items = list.iter().skip(n).step_by(threads);
                // Nobody listens any more when the visitor has ended.
                items.all(|item| send.send(work(&reader, item)).is_ok())
            });
            receive
        };
        let answers: Vec<Receiver<Result<A>>> = (0..threads).map(start).collect();
        for answer in answers.iter().cycle().take(list.len()) {
            // A thread that panicked has hung up; the scope hands its panic on.
            let Ok(answer) = answer.recv() else { break };
            visit(answer?)?;
        }
        Ok(())
    })
}
