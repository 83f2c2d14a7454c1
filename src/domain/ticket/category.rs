//! Categories: the tree of what tickets are about, and which group each branch belongs to.

/// One entry of `config/categories.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategoryEntry {
    /// The whole path, as tickets carry it: `payments/checkout`.
    pub path: String,
    /// What people call it; the last step of the path where there is none.
    pub name: Option<String>,
    /// The group that its tickets go to; without one, that of the branch above.
    pub group: Option<String>,
}

/// The categories of a desk, each branch before what grows on it. A desk that declares none takes any
/// name for a category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    pub list: Vec<CategoryEntry>,
}

impl Categories {
    /// The category of this path, in whatever case it is written; also its last step alone, where no
    /// other category ends so.
    pub fn find(&self, word: &str) -> Option<&CategoryEntry> {
        let word = word.trim().trim_matches('/').to_lowercase();
        if let Some(whole) = self.list.iter().find(|c| c.path.to_lowercase() == word) {
            return Some(whole);
        }
        let ends_so = |c: &&CategoryEntry| c.path.to_lowercase().rsplit('/').next() == Some(word.as_str());
        let mut ending = self.list.iter().filter(ends_so);
        ending.next().filter(|_| ending.next().is_none())
    }

    /// The group of a category: its own, else that of the nearest branch above it that has one.
    pub fn group_of(&self, path: &str) -> Option<&str> {
        let mut path = path;
        loop {
            let own = self.list.iter().find(|c| c.path.to_lowercase() == path.to_lowercase());
            if let Some(group) = own.and_then(|c| c.group.as_deref()) {
                return Some(group);
            }
            path = path.rsplit_once('/')?.0;
        }
    }
}

/// Whether a category is this branch or grows on it.
pub fn is_within(path: &str, branch: &str) -> bool {
    let (path, branch) = (path.to_lowercase(), branch.to_lowercase());
    path.strip_prefix(&branch).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Categories {
        let entry = |path: &str, group: Option<&str>| CategoryEntry {
            path: path.to_owned(),
            name: None,
            group: group.map(str::to_owned),
        };
        let list = [("payments", Some("money")), ("payments/checkout", None), ("payments/checkout/card", None)];
        let more = [("hardware", None), ("hardware/card", Some("desk"))];
        Categories { list: list.into_iter().chain(more).map(|(path, group)| entry(path, group)).collect() }
    }

    #[test]
    fn a_branch_gives_its_group_to_what_grows_on_it() {
        let tree = tree();
        assert_eq!(tree.group_of("payments/checkout/card"), Some("money"));
        assert_eq!(tree.group_of("Hardware/Card"), Some("desk"));
        assert_eq!((tree.group_of("hardware"), tree.group_of("nothing/at/all")), (None, None));
    }

    #[test]
    fn a_last_step_is_enough_where_it_is_the_only_one() {
        let (tree, path) = (tree(), |c: Option<&CategoryEntry>| c.map(|c| c.path.clone()));
        assert_eq!(path(tree.find("Checkout")).as_deref(), Some("payments/checkout"));
        assert_eq!(path(tree.find("card")), None);
        assert_eq!(path(tree.find("/hardware/")).as_deref(), Some("hardware"));
        assert!(is_within("payments/checkout", "Payments") && !is_within("payments2", "payments"));
    }
}
