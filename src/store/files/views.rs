//! `views.yaml` with one view more, changed, or taken away: comments and the other views stay.

use super::{ended, line_of};
use crate::domain::query::view::View;
use crate::kit::yaml::emit::one_line;
use crate::kit::yaml::{Entry, Fault, Limits, Node, Tree, emit, parse};
use crate::store::format::read_views;

/// The text with this view in the place of the one of that name, else behind the others.
///
/// # Errors
/// When the text cannot be read; nothing is put into such a file.
pub fn with_view(text: &str, view: &View) -> Result<String, Fault> {
    let mut wanted = read(text)?;
    match wanted.iter_mut().find(|v| v.name == view.name) {
        Some(old) if old == view => return Ok(text.to_owned()),
        Some(old) => *old = view.clone(),
        None => wanted.push(view.clone()),
    }
    let edits = match block(text, &view.name) {
        Some(block) => vec![block.with_query(text, &view.query), Some(block.replaced(text, &lines_of(view)))],
        None => vec![appended(text, &wanted)],
    };
    Ok(first_that_reads_as(&wanted, edits))
}

/// The text without the view of this name; as it is when there is none.
///
/// # Errors
/// As [`with_view`].
pub fn without_view(text: &str, name: &str) -> Result<String, Fault> {
    let mut wanted = read(text)?;
    let Some(block) = block(text, name) else { return Ok(text.to_owned()) };
    wanted.retain(|view| view.name != name);
    Ok(first_that_reads_as(&wanted, vec![Some(block.replaced(text, ""))]))
}

fn read(text: &str) -> Result<Vec<View>, Fault> {
    Ok(read_views(text, &Limits::default())?.into_iter().map(|placed| placed.view).collect())
}

/// YAML can be written in many ways: an edit of lines counts when it says what is wanted, and where none
/// does, all views are written anew.
fn first_that_reads_as(wanted: &[View], edits: Vec<Option<String>>) -> String {
    let good = edits.into_iter().flatten().find(|text| read(text).is_ok_and(|views| views == wanted));
    good.unwrap_or_else(|| {
        let views = wanted.iter().map(|view| Entry::new(view.name.as_str(), body(view))).collect();
        emit(&Node::new(Tree::Map(vec![Entry::new("views", Node::new(Tree::Map(views)))])))
    })
}

fn body(view: &View) -> Node<'_> {
    let about = view.about.as_deref().map(|about| Entry::new("about", Node::text(about)));
    let query = Entry::new("query", Node::text(view.query.as_str()));
    Node::new(Tree::Map(about.into_iter().chain([query]).collect()))
}

/// The lines of a view below `views:`.
fn lines_of(view: &View) -> String {
    let entry = Node::new(Tree::Map(vec![Entry::new(view.name.as_str(), body(view))]));
    emit(&entry).lines().map(|line| format!("  {line}\n")).collect()
}

/// The text with the last of the wanted views behind the others.
fn appended(text: &str, wanted: &[View]) -> Option<String> {
    let (new, others) = wanted.split_last()?;
    if let Some(last) = others.last() {
        let end = block(text, &last.name)?.end;
        return Some(format!("{}{}{}", ended(&text[..end]), lines_of(new), &text[end..]));
    }
    let Some(at) = line_of(text, "views") else { return Some(format!("{}views:\n{}", ended(text), lines_of(new))) };
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
    let key = ended(&text[at..end]).replacen(" {}", "", 1);
    Some(format!("{}{key}{}{}", &text[..at], lines_of(new), &text[end..]))
}

/// The lines of one view, from its name to its last value, as bytes of the text.
struct Block {
    start: usize,
    end: usize,
}

/// Where a view stands, when it stands on lines of its own.
fn block(text: &str, name: &str) -> Option<Block> {
    let node = parse(text, &Limits::default()).ok()?;
    let Tree::Map(views) = &node.get("views")?.value else { return None };
    let entry = views.iter().find(|entry| entry.key == name)?;
    let (line, column) = (usize::try_from(entry.line).ok()?, usize::try_from(entry.column).ok()?);
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let (mut end, mut at) = (start, start);
    for (n, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        let content = line.trim();
        let deeper = line.len() - line.trim_start().len() >= column;
        match n == 0 || deeper {
            _ if n > 0 && (content.is_empty() || content.starts_with('#')) => {}
            true => end = at,
            false => break,
        }
    }
    Some(Block { start, end })
}

impl Block {
    fn replaced(&self, text: &str, lines: &str) -> String {
        format!("{}{lines}{}", &text[..self.start], &text[self.end..])
    }

    /// The block with another query on the one line that has it.
    fn with_query(&self, text: &str, query: &str) -> Option<String> {
        let block = &text[self.start..self.end];
        let at = block.find("query:").map(|i| self.start + i + "query:".len())?;
        let end = text[at..].find(['\r', '\n']).map_or(text.len(), |i| at + i);
        // A comment behind a bare query stays; inside quotes `#` is no comment.
        let old = &text[at..end];
        let comment = old.find(" #").filter(|_| !old.contains(['"', '\''])).map_or("", |i| &old[i..]);
        Some(format!("{} {}{comment}{}", &text[..at], one_line(query), &text[end..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, query: &str, about: Option<&str>) -> View {
        View { name: name.to_owned(), query: query.to_owned(), about: about.map(str::to_owned) }
    }

    const OURS: &str = "# all of us\nviews:\n  # nobody's\n  a:\n    about: x\n    query: is:unassigned # now\n  # mine\n  b: assignee:me\n";

    #[test]
    fn comments_and_neighbours_stay() {
        let edit = |view| with_view(OURS, &view).expect("it reads");
        assert_eq!(edit(view("a", "is:any", Some("x"))), OURS.replace("is:unassigned", "is:any"));
        let longer = "  a:\n    about: z\n    query: is:any\n";
        let expected = OURS.replace("  a:\n    about: x\n    query: is:unassigned # now\n", longer);
        assert_eq!(edit(view("a", "is:any", Some("z"))), expected);
        assert_eq!(edit(view("c", "tag:ci", None)), format!("{OURS}  c:\n    query: tag:ci\n"));
        assert_eq!(edit(view("b", "assignee:me", None)), OURS);
        let without = without_view(OURS, "a").expect("it reads");
        assert_eq!(without, "# all of us\nviews:\n  # nobody's\n  # mine\n  b: assignee:me\n");
        assert_eq!(without_view(OURS, "z").as_deref(), Ok(OURS));
    }

    #[test]
    fn every_way_of_writing_a_file_takes_a_view() {
        for text in
            ["", "views:\n", "views: {}\n", "views: {a: is:any}\n", "views:\n  a: is:any", "# x\nviews: # y\n  a: x\n"]
        {
            let new = view("new", "text:\"a: b\" -tag:ci", Some("#1: yes"));
            let with = with_view(text, &new).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            let mut wanted = read(text).expect("it reads");
            assert_eq!(without_view(&with, "new").map(|t| read(&t)), Ok(Ok(wanted.clone())), "{with}");
            wanted.push(new);
            assert_eq!(read(&with), Ok(wanted), "{with}");
        }
    }

    #[test]
    fn the_last_view_goes_too_and_a_broken_file_stays_as_it_is() {
        let none = without_view("views:\n  a: is:any\n", "a").expect("it reads");
        assert_eq!(read(&none), Ok(Vec::new()), "{none}");
        assert!(with_view("views: [", &view("a", "b", None)).is_err());
        assert!(with_view("vievs: {}\n", &view("a", "b", None)).is_err());
    }

    #[test]
    fn the_ready_made_views_are_these() {
        let names: Vec<String> = read(super::super::VIEWS).expect("our own file").into_iter().map(|v| v.name).collect();
        assert_eq!(names, ["unassigned", "stale", "mine", "recent"]);
    }
}
