//! What of a search an index of words can answer by itself: no less than the search finds, often exactly that.

use super::filter::{Filter, Test};
use super::needle::Needle;
use super::search::Search;

/// Words, and how they are joined. It looks where the search looks: everywhere, or where requesters see.
#[derive(Clone, Debug, PartialEq)]
pub enum Look<'s> {
    Needle(&'s Needle),
    /// At least one.
    All(Vec<Look<'s>>),
    /// At least one.
    Any(Vec<Look<'s>>),
    /// The first without the second.
    Without(Box<Look<'s>>, Box<Look<'s>>),
}

/// A look at the words of all tickets.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'s> {
    pub look: Look<'s>,
    /// What the look does not answer: of what it finds, the search finds what passes all of these.
    pub rest: Vec<&'s Filter>,
}

/// What is more than that is asked of the tickets themselves: no index has to cope with monsters.
const WORDS: usize = 200;
const DEPTH: usize = 8;
/// Bytes.
const LONGEST: usize = 4_096;

impl Search {
    /// `None`: words do not narrow it down, or it is a monster.
    pub fn plan(&self) -> Option<Plan<'_>> {
        let words = || self.needles().iter().flat_map(Needle::words);
        let plan = match &self.compiled.filter {
            Filter::All(parts) => all(parts),
            one => all(std::slice::from_ref(one)),
        }?;
        let (many, depth) = plan.look.size();
        let is_monster = many > WORDS || depth > DEPTH || words().any(|word| word.len() > LONGEST);
        (!is_monster).then_some(plan)
    }
}

/// A look that finds what passes the filter and perhaps more, and whether it finds just that.
fn look(filter: &Filter) -> Option<(Look<'_>, bool)> {
    match filter {
        Filter::Test(Test::Words(sought)) => Some((Look::Needle(&sought.needle), true)),
        Filter::All(parts) => all(parts).map(|plan| (plan.look, plan.rest.is_empty())),
        Filter::Any(parts) => any(parts),
        Filter::Not(_) | Filter::Test(_) => None,
    }
}

fn all(parts: &[Filter]) -> Option<Plan<'_>> {
    let (mut with, mut without, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            // Of more than what is unwanted, nothing may be taken away.
            Filter::Not(inner) => match look(inner) {
                Some((unwanted, true)) => without.push(unwanted),
                _ => rest.push(part),
            },
            _ => {
                let wanted = look(part);
                if !wanted.as_ref().is_some_and(|(_, exact)| *exact) {
                    rest.push(part);
                }
                with.extend(wanted.map(|(look, _)| look));
            }
        }
    }
    let with = joined(with, Look::All)?;
    let look = match joined(without, Look::Any) {
        Some(without) => Look::Without(Box::new(with), Box::new(without)),
        None => with,
    };
    Some(Plan { look, rest })
}

fn any(parts: &[Filter]) -> Option<(Look<'_>, bool)> {
    let looks: Vec<(Look, bool)> = parts.iter().map(look).collect::<Option<_>>()?;
    let exact = looks.iter().all(|(_, exact)| *exact);
    Some((joined(looks.into_iter().map(|(look, _)| look).collect(), Look::Any)?, exact))
}

fn joined<'s>(mut looks: Vec<Look<'s>>, join: fn(Vec<Look<'s>>) -> Look<'s>) -> Option<Look<'s>> {
    if looks.len() > 1 { Some(join(looks)) } else { looks.pop() }
}

impl Look<'_> {
    /// Words in it, and how deep it goes.
    fn size(&self) -> (usize, usize) {
        let both = |parts: &mut dyn Iterator<Item = &Look<'_>>| {
            parts.map(Look::size).fold((0, 0), |(words, depth), (w, d)| (words + w, depth.max(d + 1)))
        };
        match self {
            Look::Needle(needle) => (needle.words().len(), 0),
            Look::All(parts) | Look::Any(parts) => both(&mut parts.iter()),
            Look::Without(with, without) => both(&mut [with, without].into_iter().map(AsRef::as_ref)),
        }
    }
}
