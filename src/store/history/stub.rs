//! Stand-in until the engine lands.
use super::*;
use crate::domain::time::Time;
use std::collections::BTreeMap;
pub struct Told {
    pub commit: ObjectId,
    pub at: Time,
    pub depth: u32,
    pub old: Base,
    pub new: Option<ObjectId>,
}
pub enum Base {
    Nothing,
    Version(ObjectId),
    Law,
}
pub struct Chapter {
    pub ticket: TicketId,
    pub kept: usize,
    pub events: Vec<(Told, Event)>,
}
pub struct Stretch<'s> {
    store: &'s Store,
    to: ObjectId,
}
impl Store {
    pub fn stretch(&self, _from: Option<ObjectId>, to: ObjectId) -> Result<Stretch<'_>> {
        Ok(Stretch { store: self, to })
    }
    pub fn events_told(&self, _id: TicketId, _told: &[Told], _want: &Want) -> Result<Option<Vec<Event>>> {
        Ok(None)
    }
}
impl Stretch<'_> {
    pub fn tell<T: Send, E: From<Error>>(
        &self,
        want: &Want,
        _past: impl Fn(TicketId) -> Vec<Told> + Sync,
        map: impl Fn(Chapter) -> T + Sync,
        mut visit: impl FnMut(T) -> std::result::Result<(), E>,
        _progress: impl Fn(u64, u64) + Sync,
    ) -> std::result::Result<(), E> {
        let mut all: BTreeMap<TicketId, Vec<(Told, Event)>> = BTreeMap::new();
        self.store.history(self.to, want, |id, event| {
            let commit = ObjectId::from_hex(event.commit.as_bytes()).expect("hex");
            all.entry(id)
                .or_default()
                .push((Told { commit, at: event.at, depth: 0, old: Base::Law, new: None }, event));
        })?;
        for (ticket, events) in all {
            visit(map(Chapter { ticket, kept: 0, events }))?;
        }
        Ok(())
    }
}
