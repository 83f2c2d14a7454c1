//! The index of words beside the store: made by the first search, brought along by the next one. What goes for the
//! index of tickets goes for it too; whoever gets none reads every ticket.

use super::Desk;
use super::config::Config;
use super::indexed::{Odd, Tried};
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::{self, Document, Index, Layer, Place};
use crate::store::{Broken, FileAt, ObjectId, Snapshot};

/// Ticket files that are read while the words of those before them are written.
const BLOCK: usize = 2_048;

impl Desk {
    /// An index of the words of this snapshot. `None`: ask git.
    pub(super) fn index_of_texts(&self, snapshot: &Snapshot, config: &Config) -> Option<Index> {
        let (tip, place) = (snapshot.tip?, self.index_place().texts());
        match self.texts_at(&place, snapshot, tip, config) {
            Ok(texts) => Some(texts),
            Err(Odd::Index(error)) if !error.is_busy() => {
                let _ = place.clear();
                self.build_texts(&place, snapshot, tip, config).ok()
            }
            Err(_) => None,
        }
    }

    /// What is asked of the index of words, if it can answer. One that cannot is thrown away.
    pub(super) fn ask_texts<T>(&self, ask: impl FnOnce() -> index::Result<T>) -> Option<T> {
        let answer = ask();
        if answer.as_ref().is_err_and(|error| !error.is_busy()) {
            let _ = self.index_place().texts().clear();
        }
        answer.ok()
    }

    fn texts_at(&self, place: &Place, snapshot: &Snapshot, tip: ObjectId, config: &Config) -> Tried<Index> {
        let build = || self.build_texts(place, snapshot, tip, config);
        let Some(mut texts) = place.open()? else { return build() };
        if texts.texts_ground()?.as_deref() != Some(&ground(config)[..]) {
            return build();
        }
        let Some(known) = texts.tip(Layer::Texts)?.and_then(|known| ObjectId::try_from(&known[..]).ok()) else {
            return build();
        };
        if known == tip {
            return Ok(texts);
        }
        // A commit that is not here any more is no ground to go on from.
        let Ok(changed) = self.store.changed(known, tip) else { return build() };
        let (documents, gone) = read(changed, snapshot, config)?;
        let advanced = texts.advance_texts(known.as_slice(), tip.as_slice(), documents, &gone);
        if texts.tip(Layer::Texts)?.as_deref() != Some(tip.as_slice()) {
            // Nobody else did it meanwhile, either.
            advanced?;
        }
        Ok(texts)
    }

    fn build_texts(&self, place: &Place, snapshot: &Snapshot, tip: ObjectId, config: &Config) -> Tried<Index> {
        let files = snapshot.files()?;
        let mut draft = place.draft()?;
        let mut shelving = draft.index().shelving();
        let (mut ready, mut done) = (Vec::new(), 0);
        for block in files.chunks(BLOCK).chain([&[][..]]) {
            let documents: Vec<Document> = std::mem::take(&mut ready);
            // Words are written while the next ones are read.
            let (written, read) = std::thread::scope(|scope| {
                let writer = scope.spawn(|| shelving.add(documents));
                let read = snapshot.read_files(block, &config.limits(), document);
                (writer.join(), read)
            });
            written.map_err(|_| index::Error::Odd("a document that cannot be written"))??;
            ready = read?.into_iter().filter_map(std::result::Result::ok).collect();
            done += block.len();
            self.env.watch.tell(done as u64, files.len() as u64);
        }
        shelving.finish(tip.as_slice(), &ground(config))?;
        Ok(draft.finish()?)
    }
}

/// What a file holds to search for; `Err`: it cannot be read.
fn document((id, _): FileAt, ticket: std::result::Result<Ticket, Broken>) -> std::result::Result<Document, TicketId> {
    ticket.map(|ticket| Document::of(&ticket)).map_err(|_| id)
}

/// The documents of files that changed, and the tickets that have none now.
fn read(
    changed: Vec<(TicketId, Option<ObjectId>)>,
    snapshot: &Snapshot,
    config: &Config,
) -> super::Result<(Vec<Document>, Vec<TicketId>)> {
    let mut gone: Vec<TicketId> = changed.iter().filter(|(_, blob)| blob.is_none()).map(|(id, _)| *id).collect();
    let files: Vec<FileAt> = changed.into_iter().filter_map(|(id, blob)| Some((id, blob?))).collect();
    let mut documents = Vec::with_capacity(files.len());
    for read in snapshot.read_files(&files, &config.limits(), document)? {
        match read {
            Ok(document) => documents.push(document),
            Err(id) => gone.push(id),
        }
    }
    Ok((documents, gone))
}

/// What else than the tickets the words depend on: how large a file may be that is read.
fn ground(config: &Config) -> [u8; 8] {
    config.settings.limits.ticket.to_be_bytes()
}
