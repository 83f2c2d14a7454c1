//! The same for whoever has read all tickets: which of them have which words. It says what the index of words says.

use super::{Known, Sought, Weighed};
use crate::domain::query::needle::append_words;
use crate::domain::query::searched::{Column, texts};
use crate::domain::ticket::{Ticket, TicketId};
use std::collections::HashMap;

/// Of all tickets those that are worth comparing, and with what weights.
pub fn choose(tickets: &[Ticket], sought: &Sought, public: bool) -> (Weighed, Vec<TicketId>) {
    let places: HashMap<&str, usize> = sought.words().iter().enumerate().map(|(n, word)| (word.as_str(), n)).collect();
    let columns: Vec<Column> = Column::compared(public).collect();
    let mut having: Vec<Vec<TicketId>> = vec![Vec::new(); sought.words().len()];
    let mut counts = vec![[0; Column::ALL.len()]; sought.words().len()];
    for ticket in tickets {
        for (place, seen) in words_of(ticket, &places, &columns) {
            having[place].push(ticket.id);
            columns
                .iter()
                .filter(|column| seen[**column as usize])
                .for_each(|c| counts[place][*c as usize] += 1);
        }
    }
    let most = counts.iter().map(|counts| counts.iter().copied().max().unwrap_or(0));
    let weighed = sought.weigh(&Known { all: tickets.len(), having: most.collect() });
    let rarest: Vec<Vec<TicketId>> = weighed.rarest().map(|place| std::mem::take(&mut having[place])).collect();
    let chosen = weighed.choose(&rarest);
    (weighed, chosen)
}

/// Which of the words a ticket has, and in which columns.
fn words_of(
    ticket: &Ticket,
    places: &HashMap<&str, usize>,
    columns: &[Column],
) -> HashMap<usize, [bool; Column::ALL.len()]> {
    let mut found: HashMap<usize, [bool; Column::ALL.len()]> = HashMap::new();
    let mut words = String::new();
    for text in texts(ticket).filter(|text| columns.contains(&text.column)) {
        words.clear();
        append_words(&text.text, &mut words);
        for place in words.split_ascii_whitespace().filter_map(|word| places.get(word)) {
            found.entry(*place).or_default()[text.column as usize] = true;
        }
    }
    found
}
