//! Mails that answer one another, to one ticket.

use super::letter::Letter;
use crate::domain::ticket::Value;
use crate::domain::ticket::model::{Author, Visibility};
use crate::intake::foreign::item::{Item, What, Word};
use crate::intake::foreign::mapping::Mapping;
use std::collections::{BTreeMap, HashMap, HashSet};

pub struct Thread {
    /// The Message-ID of the mail that began it, which need not be there.
    key: String,
    /// In order of time; never empty.
    letters: Vec<Letter>,
}

/// The threads of a mailbox.
pub fn of(letters: Vec<Letter>) -> Vec<Thread> {
    let roots = roots(&letters);
    let mut threads: BTreeMap<String, Vec<Letter>> = BTreeMap::new();
    for (letter, root) in letters.into_iter().zip(roots) {
        threads.entry(root).or_default().push(letter);
    }
    let thread = |(key, mut letters): (String, Vec<Letter>)| {
        letters.sort_by_key(|letter| letter.at);
        Thread { key, letters }
    };
    threads.into_iter().map(thread).collect()
}

/// With what each of the mails began.
fn roots(letters: &[Letter]) -> Vec<String> {
    let index: HashMap<&str, usize> = letters.iter().enumerate().map(|(n, letter)| (letter.key.as_str(), n)).collect();
    let nearest = |n: usize| {
        let found = letters[n].answers.iter().filter_map(|id| index.get(id.as_str()).copied());
        found.into_iter().find(|parent| *parent != n)
    };
    let parents: Vec<Option<usize>> = (0..letters.len()).map(nearest).collect();
    let mut tops: Vec<Option<usize>> = vec![None; letters.len()];
    for n in 0..letters.len() {
        let (mut way, mut on_it) = (Vec::new(), HashSet::new());
        let mut at = n;
        let top = loop {
            if let Some(top) = tops[at] {
                break top;
            }
            if !on_it.insert(at) {
                // They answer one another in a circle: the earliest of it began.
                break circle(at, &parents, letters);
            }
            way.push(at);
            match parents[at] {
                Some(parent) => at = parent,
                None => break at,
            }
        };
        way.into_iter().for_each(|step| tops[step] = Some(top));
    }
    let root = |n: usize| {
        let top = &letters[tops[n].unwrap_or(n)];
        let is_elsewhere = |id: &&String| !index.contains_key(id.as_str());
        // What it answers is elsewhere: the furthest back that it knows of.
        top.answers.iter().rev().find(is_elsewhere).unwrap_or(&top.key).clone()
    };
    (0..letters.len()).map(root).collect()
}

fn circle(start: usize, parents: &[Option<usize>], letters: &[Letter]) -> usize {
    let (mut first, mut at) = (start, start);
    while let Some(next) = parents[at].filter(|next| *next != start) {
        at = next;
        if (letters[at].at, at) < (letters[first].at, first) {
            first = at;
        }
    }
    first
}

impl Thread {
    /// The ticket: as it was with its first mail, and then one mail after the other. It is solved with the last one, as
    /// the past is, unless the mapping says otherwise.
    pub fn item(mut self, mapping: &Mapping) -> Item {
        let Some(first) = self.letters.first() else { return nothing(self.key) };
        let mut item = Item::new(first.place.clone(), self.key.clone(), first.title(), first.at);
        let sides = Sides::of(first, mapping);
        item.author.clone_from(&first.from);
        item.requester.clone_from(&sides.requester);
        item.channel = Some("email");
        item.status = Word::meaning("received", "new");
        item.ticket = self.letters.iter().find_map(Letter::ticket);
        item.tags.extend(first.machine.map(str::to_owned));
        item.followers = first.cc.iter().filter(|who| !sides.is_desk(who) && !sides.asks(who)).cloned().collect();
        item.fields
            .extend(first.language.clone().map(|tag| ("language".to_owned(), Value::Text(tag))));
        let last = self.letters.last().map_or(item.created, |letter| letter.at);
        let mut known: HashSet<String> = HashSet::new();
        for letter in &mut self.letters {
            let (role, visibility) = sides.role(letter, &mut known);
            let said = letter.said(role, visibility);
            item.step(letter.at, letter.from.clone(), What::Comment(said));
        }
        item.end = Some((last, Word::meaning("archived", "solved")));
        item
    }
}

/// Threads have mails.
fn nothing(key: String) -> Item {
    Item::new(String::new(), key, String::new(), crate::domain::time::at(0))
}

/// Who asks, and who answers.
struct Sides<'a> {
    mapping: &'a Mapping,
    requester: Option<String>,
    /// To whom the first mail went: whoever answers from there answers for the desk. In lower case.
    desk: HashSet<String>,
}

impl<'a> Sides<'a> {
    fn of(first: &Letter, mapping: &'a Mapping) -> Sides<'a> {
        let is_staff = |who: &&String| mapping.is_staff(who);
        let began = first.from.as_ref();
        let is_ours = began.is_some_and(|who| is_staff(&who));
        // Staff wrote first: to whom they wrote.
        let other = first.to.iter().find(|who| !is_staff(who)).filter(|_| is_ours);
        let requester = other.or(began).cloned();
        let desk = first.to.iter().map(|who| who.to_lowercase());
        let mut sides = Sides { mapping, requester, desk: desk.collect() };
        if is_ours {
            sides.desk.clear();
        }
        sides
    }

    fn asks(&self, who: &str) -> bool {
        self.requester.as_ref().is_some_and(|asks| asks.eq_ignore_ascii_case(who))
    }

    fn is_desk(&self, who: &str) -> bool {
        self.mapping.is_staff(who) || (!self.asks(who) && self.desk.contains(&who.to_lowercase()))
    }

    /// In which role a mail was sent, and who sees it. `known`: who took part in the mails before.
    fn role(&self, letter: &Letter, known: &mut HashSet<String>) -> (Author, Visibility) {
        if letter.machine.is_some() {
            return (Author::Bot, Visibility::Internal);
        }
        let from = letter.from.as_deref();
        let role = if from.is_some_and(|who| self.is_desk(who)) { Author::Agent } else { Author::Requester };
        let is_known = from.is_some_and(|who| self.asks(who) || known.contains(&who.to_lowercase()));
        if role == Author::Requester && !known.is_empty() && !is_known {
            return (role, Visibility::Internal);
        }
        let all = letter.from.iter().chain(&letter.to).chain(&letter.cc);
        known.extend(all.map(|who| who.to_lowercase()));
        (role, Visibility::Public)
    }
}
