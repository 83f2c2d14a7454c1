//! The kinds of links between tickets, each with the name by which the other ticket sees it.
//!
//! A link is written once, in the ticket that it starts from; the other one's side is derived on
//! reading. A kind that is not in this list (a newer version's, one made by hand) is kept as it is.

/// A kind that this version knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    Related,
    Duplicates,
    Blocks,
    /// One of the incidents that a problem causes.
    IncidentOf,
    /// Goes on where a closed ticket ended.
    FollowUpOf,
    /// Has messages that stood in another ticket.
    SplitFrom,
    /// What a solved or closed one was about was seen again.
    Recurs,
}

/// From which end of a link a name tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `A blocks B`: stored in A.
    Source,
    /// `B blocked-by A`: stored in A just the same.
    Target,
}

impl LinkKind {
    pub const ALL: &'static [LinkKind] = &[
        LinkKind::Related,
        LinkKind::Duplicates,
        LinkKind::Blocks,
        LinkKind::IncidentOf,
        LinkKind::FollowUpOf,
        LinkKind::SplitFrom,
        LinkKind::Recurs,
    ];

    /// Whether people make such links; the others come about by what they do.
    pub fn is_by_hand(self) -> bool {
        !matches!(self, LinkKind::FollowUpOf | LinkKind::SplitFrom | LinkKind::Recurs)
    }

    /// The names of the kinds that people link by, from either end.
    pub fn names_by_hand() -> impl Iterator<Item = &'static str> {
        LinkKind::names().filter(|name| LinkKind::named(name).is_some_and(|(kind, _)| kind.is_by_hand()))
    }

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            LinkKind::Related => "related",
            LinkKind::Duplicates => "duplicates",
            LinkKind::Blocks => "blocks",
            LinkKind::IncidentOf => "incident-of",
            LinkKind::FollowUpOf => "follow-up-of",
            LinkKind::SplitFrom => "split-from",
            LinkKind::Recurs => "recurs",
        }
    }

    /// What the other ticket calls it; `related` is the same from both ends.
    pub fn inverse(self) -> &'static str {
        match self {
            LinkKind::Related => "related",
            LinkKind::Duplicates => "duplicated-by",
            LinkKind::Blocks => "blocked-by",
            LinkKind::IncidentOf => "problem-of",
            LinkKind::FollowUpOf => "followed-up-by",
            LinkKind::SplitFrom => "split-into",
            LinkKind::Recurs => "recurred-as",
        }
    }

    pub fn parse(stored: &str) -> Option<LinkKind> {
        LinkKind::ALL.iter().copied().find(|kind| kind.as_str() == stored)
    }

    /// The kind that a person means, by either of its names, and from which end the name tells it.
    pub fn named(name: &str) -> Option<(LinkKind, End)> {
        let source = LinkKind::parse(name).map(|kind| (kind, End::Source));
        let inverse = |kind: &LinkKind| kind.inverse() == name;
        source.or_else(|| LinkKind::ALL.iter().copied().find(inverse).map(|kind| (kind, End::Target)))
    }

    /// Every name by which [`LinkKind::named`] finds a kind, each once.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let inverse = LinkKind::ALL.iter().map(|kind| kind.inverse());
        let stored = LinkKind::ALL.iter().map(|kind| kind.as_str());
        stored.chain(inverse.filter(|name| LinkKind::parse(name).is_none()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_kind_and_end() {
        for &kind in LinkKind::ALL {
            assert_eq!(LinkKind::parse(kind.as_str()), Some(kind));
            assert_eq!(LinkKind::named(kind.as_str()), Some((kind, End::Source)));
            let end = if kind == LinkKind::Related { End::Source } else { End::Target };
            assert_eq!(LinkKind::named(kind.inverse()), Some((kind, end)), "{}", kind.inverse());
        }
        assert_eq!(LinkKind::named("supersedes"), None);
    }

    #[test]
    fn no_two_names_are_the_same() {
        let names: Vec<&str> = LinkKind::names().collect();
        let different: std::collections::BTreeSet<&&str> = names.iter().collect();
        assert_eq!(names.len(), different.len());
        assert_eq!(names.len(), 2 * LinkKind::ALL.len() - 1, "both ends, and related once");
    }
}
