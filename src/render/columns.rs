//! The columns of a ticket list: `--columns id,status,field.service`.

use crate::domain::ticket::{Key, Set};

/// What one column of a ticket list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    /// The category that the workflow puts the status in.
    StatusCategory,
    Updated,
    /// How long it is until the next promise breaks.
    Sla,
    Key(Key),
    Set(Set),
    /// A custom field.
    Field(String),
}

impl Column {
    /// Reads a column's name: a key of the ticket file, `updated`, `sla`, `status_category`, `field.NAME`.
    pub fn parse(name: &str) -> Option<Column> {
        match name {
            "id" => Some(Column::Id),
            "status_category" => Some(Column::StatusCategory),
            "updated" => Some(Column::Updated),
            "sla" => Some(Column::Sla),
            _ => {
                let key = Key::ALL.iter().copied().find(|k| k.as_str() == name).map(Column::Key);
                let set = || Set::ALL.iter().copied().find(|s| s.as_str() == name).map(Column::Set);
                let field = || name.strip_prefix("field.").filter(|f| !f.is_empty());
                key.or_else(set).or_else(|| field().map(|f| Column::Field(f.to_owned())))
            }
        }
    }

    /// The name as it is typed, and as JSON and CSV have it.
    pub fn name(&self) -> String {
        match self {
            Column::Id => "id".to_owned(),
            Column::StatusCategory => "status_category".to_owned(),
            Column::Updated => "updated".to_owned(),
            Column::Sla => "sla".to_owned(),
            Column::Key(key) => key.as_str().to_owned(),
            Column::Set(set) => set.as_str().to_owned(),
            Column::Field(name) => format!("field.{name}"),
        }
    }

    /// The names that [`Column::parse`] knows, for a hint; custom fields come as `field.NAME`.
    pub fn names() -> Vec<&'static str> {
        let keys = Key::ALL.iter().map(|k| k.as_str());
        let sets = Set::ALL.iter().map(|s| s.as_str());
        ["id", "status_category", "updated", "sla"].into_iter().chain(keys).chain(sets).collect()
    }

    /// What a list shows when nobody chooses: on a narrow terminal less, so that titles stay readable.
    /// `promised`: the desk has promises to keep.
    pub fn default_for(width: Option<usize>, promised: bool) -> Vec<Column> {
        let room = width.unwrap_or(usize::MAX);
        let all = [
            (0, Column::Id),
            (0, Column::Key(Key::Status)),
            (60, Column::Key(Key::Priority)),
            (if promised { 50 } else { usize::MAX }, Column::Sla),
            (0, Column::Key(Key::Title)),
            (110, Column::Key(Key::Requester)),
            (76, Column::Key(Key::Assignee)),
            // A countdown says more than an age.
            (if promised { 100 } else { 50 }, Column::Updated),
            (130, Column::Set(Set::Tags)),
        ];
        // Without a terminal there is room for everything that there is.
        let fits = |from: usize| room >= from && from < usize::MAX;
        all.into_iter().filter(|(from, _)| fits(*from)).map(|(_, column)| column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for name in Column::names() {
            assert_eq!(Column::parse(name).map(|c| c.name()).as_deref(), Some(name));
        }
        assert_eq!(Column::parse("field.service"), Some(Column::Field("service".to_owned())));
        assert_eq!(Column::parse("field."), None);
        assert_eq!(Column::parse("colour"), None);
    }

    #[test]
    fn a_narrow_terminal_keeps_what_matters_most() {
        let named = |w, p| Column::default_for(w, p).iter().map(Column::name).collect::<Vec<_>>().join(" ");
        let names = |w| named(w, false);
        assert_eq!(names(Some(40)), "id status title");
        assert_eq!(names(Some(80)), "id status priority title assignee updated");
        assert_eq!(names(None), "id status priority title requester assignee updated tags");
        assert_eq!(named(Some(80), true), "id status priority sla title assignee");
        assert_eq!(named(None, true), "id status priority sla title requester assignee updated tags");
    }
}
