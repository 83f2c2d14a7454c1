//! Organizations: for whom requesters ask, and under which contract.

use super::Priority;
use crate::domain::people::{People, same_person};

/// One entry of `config/organizations.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// The name that tickets carry.
    pub id: String,
    /// What people call it; the id where there is none.
    pub name: Option<String>,
    /// Domains of mail, in lower case: whoever writes from one of them, or from below it, asks for this
    /// organization.
    pub domains: Vec<String>,
    /// The type of its contract, a word of the desk's own (`gold`).
    pub contract: Option<String>,
    /// The priority of its tickets where none is given.
    pub priority: Option<Priority>,
}

/// The organizations of a desk. A desk that declares none takes any name for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organizations {
    pub list: Vec<Organization>,
}

impl Organizations {
    /// The organization of this id or name, in whatever case it is written.
    pub fn find(&self, word: &str) -> Option<&Organization> {
        let named = |o: &&Organization| o.name.as_deref().is_some_and(|name| same_person(name, word));
        let all = || self.list.iter();
        all().find(|o| same_person(&o.id, word)).or_else(|| all().find(named))
    }

    /// The organization that a person asks for: what their entry says, else what the domain of their
    /// address says. Of two domains that fit, the longer one counts.
    pub fn of<'a>(&'a self, people: &'a People, who: &str) -> Option<&'a str> {
        let own = people.find(who).and_then(|p| p.organization.as_deref());
        own.map(|id| self.find(id).map_or(id, |o| &o.id)).or_else(|| self.of_address(who))
    }

    fn of_address(&self, who: &str) -> Option<&str> {
        let domain = who.rsplit_once('@')?.1.trim_end_matches('>').to_lowercase();
        let fits = |own: &str| domain.strip_suffix(own).is_some_and(|left| left.is_empty() || left.ends_with('.'));
        let all = self.list.iter().flat_map(|o| o.domains.iter().map(move |d| (d.len(), o)));
        let fitting = all.filter(|(len, o)| o.domains.iter().any(|d| d.len() == *len && fits(d)));
        fitting.max_by_key(|(len, _)| *len).map(|(_, o)| o.id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::{Person, Role};

    #[test]
    fn a_requester_belongs_where_their_entry_or_their_address_says() {
        let organization = |id: &str, domains: &[&str]| Organization {
            id: id.to_owned(),
            domains: domains.iter().map(|d| (*d).to_owned()).collect(),
            ..Organization::default()
        };
        let list = vec![organization("acme", &["acme.com"]), organization("acme-lab", &["lab.acme.com", "x.org"])];
        let all = Organizations { list };
        let luis = Person { organization: Some("ACME-lab".into()), ..Person::new("luis@acme.com".into(), Role::Agent) };
        let people = People { list: vec![luis], ..People::default() };
        let of = |who| all.of(&people, who);
        assert_eq!(of("Ana@ACME.com"), Some("acme"));
        assert_eq!(of("ana@mail.acme.com"), Some("acme"));
        assert_eq!(of("ana@lab.acme.com"), Some("acme-lab"));
        assert_eq!(of("LUIS@acme.com"), Some("acme-lab"));
        assert_eq!((of("ana@notacme.com"), of("ana"), of("ana@acme.com.evil")), (None, None, None));
    }
}
