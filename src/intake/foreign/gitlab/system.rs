//! What GitLab's own notes say, in the words that it has used since version 8. They are always English.

use super::super::history::Told;
use super::events::closed;
use super::people::Names;

/// The tag of what only members may see.
pub const CONFIDENTIAL: &str = "confidential";

/// What a note says that changed; `None`: nothing of a ticket, or not beyond doubt.
pub fn changes(note: &str, names: &Names) -> Option<Vec<Told>> {
    let note = note.trim();
    let plain = note
        .strip_prefix("Status changed to ")
        .or_else(|| note.strip_prefix("status changed to "));
    let word = plain.unwrap_or(note);
    if is_word(word, "closed") {
        return Some(vec![Told::Closed(closed())]);
    }
    if is_word(word, "reopened") {
        return Some(vec![Told::Reopened]);
    }
    match note {
        "made the issue confidential" => return Some(vec![Told::Label(CONFIDENTIAL.to_owned(), true)]),
        "made the issue visible to everyone" => return Some(vec![Told::Label(CONFIDENTIAL.to_owned(), false)]),
        _ => {}
    }
    renamed(note)
        .or_else(|| assigned(note))
        .or_else(|| labelled(note, names))
        .or_else(|| milestone(note))
}

/// The word alone, or `closed via merge request !5`.
fn is_word(note: &str, word: &str) -> bool {
    let rest = note.strip_prefix(word);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" via ") || rest.starts_with(" by "))
}

/// `changed title from **{-a-} b** to **{+c+} b**`, where the braces mark what differs.
fn renamed(note: &str) -> Option<Vec<Told>> {
    let rest = note
        .strip_prefix("changed title from **")
        .or_else(|| note.strip_prefix("title changed from **"))?;
    let (from, to) = rest.strip_suffix("**")?.split_once("** to **")?;
    if to.contains("** to **") {
        return None;
    }
    let bare = |text: &str, open: &str, close: &str| text.replace(open, "").replace(close, "");
    Some(vec![Told::Renamed { from: bare(from, "{-", "-}"), to: bare(to, "{+", "+}") }])
}

/// `assigned to @a and @b and unassigned @c`. Who was assigned before `reassigned to @a` is not said.
fn assigned(note: &str) -> Option<Vec<Told>> {
    if !note.starts_with("assigned to @") && !note.starts_with("unassigned @") {
        return None;
    }
    let (set, taken) = match note.split_once("unassigned ") {
        Some((set, taken)) => (set, taken),
        None => (note, ""),
    };
    let each = |text: &str, is_set: bool| -> Vec<Told> {
        text.split([' ', ','])
            .filter_map(|word| word.strip_prefix('@'))
            .map(|who| who.trim_end_matches('.').to_owned())
            .filter(|who| !who.is_empty())
            .map(|who| Told::Assignee(who, is_set))
            .collect()
    };
    // Those who come first: so there is an assignee all the time.
    let all = [each(set, true), each(taken, false)].concat();
    (!all.is_empty()).then_some(all)
}

/// `added ~12 ~"two words" and removed ~13 labels`.
fn labelled(note: &str, names: &Names) -> Option<Vec<Told>> {
    if !(note.starts_with("added ~") || note.starts_with("removed ~")) || !note.contains(" label") {
        return None;
    }
    let (set, taken) = match note.split_once("removed ") {
        Some((set, taken)) => (set, taken),
        None => (note, ""),
    };
    let mut all = Vec::new();
    for (text, is_set) in [(taken, false), (set, true)] {
        for label in references(text, '~') {
            let name = if is_number(&label) { names.label_of(&label)?.to_owned() } else { label };
            all.push(Told::Label(name, is_set));
        }
    }
    (!all.is_empty()).then_some(all)
}

/// `changed milestone to %"v 1"`; the number of a milestone says nothing.
fn milestone(note: &str) -> Option<Vec<Told>> {
    let rest = note.strip_prefix("changed milestone to ")?;
    let title = references(rest, '%').into_iter().next().filter(|title| !is_number(title))?;
    Some(vec![Told::Milestone(title, true)])
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// What stands behind each sign: up to a blank, or in quotes.
fn references(text: &str, sign: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(sign) {
        let (name, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_at(after.find([' ', ',']).unwrap_or(after.len())),
        };
        if !name.is_empty() {
            found.push(name.to_owned());
        }
        rest = left;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.label(&serde_json::json!({"id": 12, "name": "bug", "color": "#fff"}));
        names
    }

    #[test]
    fn what_a_note_says_beyond_doubt_is_a_change() {
        let label = |name: &str, is_set| Told::Label(name.to_owned(), is_set);
        let assignee = |name: &str, is_set| Told::Assignee(name.to_owned(), is_set);
        let renamed = |from: &str, to: &str| Told::Renamed { from: from.to_owned(), to: to.to_owned() };
        for (note, told) in [
            ("closed", vec![Told::Closed(closed())]),
            ("closed via commit 0a1b2c3d", vec![Told::Closed(closed())]),
            ("Status changed to closed by !5", vec![Told::Closed(closed())]),
            ("reopened", vec![Told::Reopened]),
            ("made the issue confidential", vec![label("confidential", true)]),
            ("made the issue visible to everyone", vec![label("confidential", false)]),
            ("changed title from **{-Old-} name** to **{+New+} name**", vec![renamed("Old name", "New name")]),
            ("assigned to @eva", vec![assignee("eva", true)]),
            (
                "assigned to @a.b, @c, and @d",
                vec![assignee("a.b", true), assignee("c", true), assignee("d", true)],
            ),
            ("assigned to @eva and unassigned @luis", vec![assignee("eva", true), assignee("luis", false)]),
            ("unassigned @luis", vec![assignee("luis", false)]),
            ("added ~12 label", vec![label("bug", true)]),
            (
                "added ~\"two words\" and removed ~x::y labels",
                vec![label("x::y", false), label("two words", true)],
            ),
            ("changed milestone to %\"v 1\"", vec![Told::Milestone("v 1".to_owned(), true)]),
        ] {
            assert_eq!(changes(note, &names()), Some(told), "{note}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_out() {
        for note in [
            "closed the door",
            "mentioned in merge request !5",
            "changed the description",
            "added ~99 label",
            "added ~12 and removed ~99 labels",
            "changed milestone to %7",
            "Reassigned to @eva",
            "removed assignee",
            "changed title from **a** to **b** to **c**",
            "added 1 commit",
            "",
        ] {
            assert_eq!(changes(note, &names()), None, "{note}");
        }
    }
}
