//! Saved views for people: name, what it is for, and the query on a line of its own, whole, so that it
//! can be copied.

use super::answers::SavedQueryView;
use super::style::{Label, Style, width};
use super::words::Words;
use crate::kit::escape::one_line;

pub fn list(views: &[SavedQueryView], words: &Words, style: &Style) -> String {
    if views.is_empty() {
        return words.say("views-none") + "\n";
    }
    let column = views.iter().map(|view| width(&view.name)).max().unwrap_or_default() + 2;
    views.iter().map(|view| one(view, column, words, style)).collect()
}

fn one(view: &SavedQueryView, column: usize, words: &Words, style: &Style) -> String {
    let whose = words.say(if view.shared { "view-shared" } else { "view-personal" });
    let about = match &view.about {
        Some(about) => format!("{} ({whose})", one_line(about)),
        None => format!("({whose})"),
    };
    let gap = " ".repeat(column.saturating_sub(width(&view.name)));
    let (name, about) = (style.paint(Label::Title, &view.name), style.paint(Label::Dim, &about));
    format!("{name}{gap}{about}\n{}{}\n", " ".repeat(column), one_line(&view.query))
}
