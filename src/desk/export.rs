//! Tickets and their history for other programs.

use super::Desk;
use super::config::Config;
use super::error::Result;
use crate::domain::ticket::replay::{Action, Retelling, StatusWord, StreamEvent, retell};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{TicketId, Visibility};
use crate::store::history::Want;
use std::collections::{BTreeMap, BTreeSet};

impl Desk {
    /// The events of the tickets that match, in order of time; equal times in the order of their
    /// tickets' timelines. With `public`, what a requester may see.
    pub fn retell(&self, words: &[String], public: bool) -> Result<Vec<StreamEvent>> {
        let listing = self.list(words, "is:any", None)?;
        let wanted: BTreeSet<TicketId> = listing.tickets.iter().map(|t| t.id).collect();
        let refs: BTreeMap<TicketId, Vec<String>> = listing.tickets.into_iter().map(|t| (t.id, t.refs)).collect();
        let config = listing.config;
        let timelines = self.timelines(&config, &wanted)?;
        let find = |id: TicketId| refs.get(&id).cloned();
        let how = Retelling { workflow: &config.workflow, refs: &find };
        // What has been told of is forgotten: a long history is not held twice.
        let all = timelines.into_iter().flat_map(|(id, events)| retell(id, &events, &how));
        let mut told: Vec<StreamEvent> = all
            .filter_map(|event| if public { in_public(event, &config) } else { Some(event) })
            .collect();
        told.sort_by_key(|event| event.at);
        Ok(told)
    }

    fn timelines(&self, config: &Config, wanted: &BTreeSet<TicketId>) -> Result<BTreeMap<TicketId, Vec<Event>>> {
        let mut timelines: BTreeMap<TicketId, Vec<Event>> = BTreeMap::new();
        let Some(tip) = self.store.snapshot()?.tip else { return Ok(timelines) };
        let limits = config.limits();
        let want = Want { only: None, texts: true, who: true, limits: &limits };
        self.store.history(tip, &want, |id, event| {
            if wanted.contains(&id) {
                timelines.entry(id).or_default().push(event);
            }
        })?;
        Ok(timelines)
    }
}

/// An event as a requester may see it: no notes, nobody's assignments, no tags, hold as open.
fn in_public(mut event: StreamEvent, config: &Config) -> Option<StreamEvent> {
    match &mut event.action {
        Action::Create(create) => {
            create.tags.clear();
            create.category = None;
            create.subcategory = None;
            hide_hold(&mut create.status, config);
        }
        Action::Status(to) => hide_hold(to, config),
        Action::Comment(comment) if comment.visibility == Visibility::Public => {}
        Action::Csat { .. } | Action::Priority { .. } => {}
        _ => return None,
    }
    Some(event)
}

fn hide_hold(status: &mut StatusWord, config: &Config) {
    let own = config
        .workflow
        .find(status.name.as_deref().unwrap_or(&status.word))
        .map_or("", |s| s.name.as_str());
    let (shown, category) = config.workflow.shown(own);
    if shown != own {
        let word = category.as_str();
        *status = StatusWord { word: word.to_owned(), name: (shown != word).then(|| shown.to_owned()) };
        return;
    }
    let means_hold = |word: &str| config.workflow.find(word).is_some_and(|s| s.category == Category::Hold);
    if status.word == "on-hold" || means_hold(&status.word) || status.name.as_deref().is_some_and(means_hold) {
        *status = StatusWord { word: Category::Open.as_str().to_owned(), name: None };
    }
}
