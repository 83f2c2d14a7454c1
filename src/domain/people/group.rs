//! Groups of agents, and the ladder on which a ticket climbs from one to the next.

use super::{People, Person, same_person};

/// One entry of `config/groups.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The name that tickets carry.
    pub id: String,
    /// What people call it; the id where there is none.
    pub name: Option<String>,
    /// Support level, 1 for those who see a ticket first.
    pub level: Option<u8>,
    /// The members that this entry lists; people may also name the group in theirs.
    pub members: Vec<String>,
    /// The id of the group that a ticket goes to when this one cannot solve it.
    pub escalates_to: Option<String>,
}

/// The groups of a desk. A desk that declares none takes any name for a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    pub list: Vec<Group>,
}

impl Groups {
    /// The group of this id or name, in whatever case it is written.
    pub fn find(&self, word: &str) -> Option<&Group> {
        let named = |g: &&Group| g.name.as_deref().is_some_and(|name| same_person(name, word));
        let groups = || self.list.iter();
        groups().find(|g| same_person(&g.id, word)).or_else(|| groups().find(named))
    }

    /// Whether somebody is a member of a group: by its list, or by their own entry.
    pub fn is_member(&self, people: &People, group: &str, who: &str) -> bool {
        let listed = |g: &Group| g.members.iter().any(|member| same_person(member, who));
        self.find(group).is_some_and(listed) || people.find(who).is_some_and(|p| p.is_in(group))
    }

    /// Whether the desk says anywhere who is in this group.
    pub fn has_members(&self, people: &People, group: &str) -> bool {
        self.find(group).is_some_and(|g| !g.members.is_empty()) || people.list.iter().any(|p| p.is_in(group))
    }

    /// The members of a group: those whom it lists, then those whose own entry names it, each once.
    pub fn members<'a>(&'a self, people: &'a People, group: &str) -> Vec<&'a str> {
        let listed = self.find(group).map_or(&[][..], |g| &g.members).iter().map(String::as_str);
        let named = people.list.iter().filter(|p| p.is_in(group)).map(|p| p.who.as_str());
        let mut out: Vec<&str> = Vec::new();
        for who in listed.chain(named) {
            if !out.iter().any(|known| same_person(known, who)) {
                out.push(who);
            }
        }
        out
    }

    /// The ids of the groups that somebody is in: those of their own entry, then those that list them.
    pub fn of<'a>(&'a self, person: &'a Person) -> Vec<&'a str> {
        let listing = self.list.iter().filter(|g| g.members.iter().any(|m| same_person(m, &person.who)));
        let mut out: Vec<&str> = person.groups.iter().map(|g| self.find(g).map_or(g.as_str(), |g| &g.id)).collect();
        for group in listing {
            if !out.iter().any(|known| same_person(known, &group.id)) {
                out.push(&group.id);
            }
        }
        out
    }

    /// The level at which somebody works: their own, else the highest of their groups.
    pub fn level_of(&self, person: &Person) -> Option<u8> {
        let of_group = |id: &&str| self.find(id).and_then(|g| g.level);
        person.level.or_else(|| self.of(person).iter().filter_map(of_group).max())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;

    #[test]
    fn members_are_those_listed_and_those_who_say_so_each_once() {
        let group = |id: &str, members: &[&str], level| Group {
            id: id.to_owned(),
            members: members.iter().map(|m| (*m).to_owned()).collect(),
            level,
            ..Group::default()
        };
        let groups = Groups { list: vec![group("front", &["ana", "EVA"], Some(1)), group("back", &["eva"], Some(2))] };
        let person = |who: &str, groups: &[&str]| Person {
            groups: groups.iter().map(|g| (*g).to_owned()).collect(),
            ..Person::new(who.to_owned(), Role::Agent)
        };
        let eva = person("eva", &["Front"]);
        let people = People { list: vec![eva.clone(), person("luis", &["front"])], default_role: Role::Agent };
        assert_eq!(groups.members(&people, "FRONT"), ["ana", "EVA", "luis"]);
        assert!(groups.is_member(&people, "front", "Luis") && !groups.is_member(&people, "back", "luis"));
        assert_eq!(groups.of(&eva), ["front", "back"]);
        assert_eq!((groups.level_of(&eva), groups.level_of(&people.list[1])), (Some(2), Some(1)));
        assert_eq!(groups.members(&people, "nobody"), Vec::<&str>::new());
        assert!(groups.has_members(&people, "back") && !groups.has_members(&people, "nobody"));
    }
}
