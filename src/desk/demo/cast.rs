//! Who and what the story is made of, read from `cast.yaml`.

use crate::domain::people::Role;
use crate::domain::ticket::{Kind, Priority};
use crate::domain::time::zone::Zone;
use crate::kit::yaml::{Limits, Node, Tree, parse};

const CAST: &str = include_str!("cast.yaml");

/// Somebody in the story.
#[derive(Clone, Debug)]
pub struct Person {
    pub who: String,
    pub name: String,
    pub role: Role,
    /// The group of an agent, the organization of anybody else; empty for programs.
    pub of: String,
    pub zone: Zone,
    pub language: String,
}

impl Person {
    pub fn first_name(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }
}

/// A customer, or the company itself.
#[derive(Clone, Debug)]
pub struct Organization {
    pub shop: String,
    pub products: Vec<String>,
    pub staff: bool,
    pub people: Vec<Person>,
}

/// What a ticket can be about.
#[derive(Clone, Debug)]
pub struct Subject {
    pub key: String,
    pub often: usize,
    pub category: String,
    pub group: String,
    pub kind: Option<Kind>,
    pub priorities: Vec<Priority>,
    pub tags: Vec<String>,
    /// Asked by the company's own people only.
    pub staff: bool,
}

/// A build that fails again and again.
#[derive(Clone, Debug)]
pub struct Failure {
    pub fingerprint: String,
    pub job: String,
    pub test: String,
    pub says: String,
    pub often: usize,
}

/// Everybody and everything.
#[derive(Clone, Debug)]
pub struct Cast {
    pub agents: Vec<Person>,
    /// The build, which files tickets.
    pub ci: Person,
    /// The desk itself, which closes them.
    pub desk: Person,
    pub organizations: Vec<Organization>,
    pub subjects: Vec<Subject>,
    pub failures: Vec<Failure>,
}

impl Cast {
    pub fn read() -> Cast {
        let root = parse(CAST, &Limits::default()).expect("a test reads our own file");
        let mut bots = items(&root, "bots").iter().map(|bot| person(bot, Role::Bot, &root));
        let mut bot = || bots.next().expect("there are two");
        Cast {
            ci: bot(),
            desk: bot(),
            agents: items(&root, "agents").iter().map(|a| person(a, role(a), &root)).collect(),
            organizations: items(&root, "organizations").iter().map(organization).collect(),
            subjects: items(&root, "subjects").iter().map(subject).collect(),
            failures: items(&root, "failures").iter().map(failure).collect(),
        }
    }

    /// The person whose address begins so.
    pub fn person(&self, start: &str) -> Option<&Person> {
        let customers = self.organizations.iter().flat_map(|o| &o.people);
        self.agents
            .iter()
            .chain(customers)
            .chain([&self.ci, &self.desk])
            .find(|p| p.who.starts_with(start))
    }

    pub fn subject(&self, key: &str) -> Option<&Subject> {
        self.subjects.iter().find(|s| s.key == key)
    }
}

fn person(node: &Node, role: Role, above: &Node) -> Person {
    let own = |key: &str| Some(text(node, key)).filter(|t| !t.is_empty()).unwrap_or_else(|| text(above, key));
    let of = if role == Role::Requester { text(above, "name") } else { text(node, "group") };
    let zone = Zone::named(&own("zone")).unwrap_or_else(Zone::utc);
    Person { who: text(node, "who"), name: text(node, "name"), role, of, zone, language: own("language") }
}

fn role(node: &Node) -> Role {
    Role::parse(&text(node, "role")).unwrap_or(Role::Agent)
}

fn organization(node: &Node) -> Organization {
    Organization {
        shop: text(node, "shop"),
        products: items(node, "products").iter().map(|p| scalar(p).to_owned()).collect(),
        staff: node.get("staff").is_some(),
        people: items(node, "people").iter().map(|p| person(p, Role::Requester, node)).collect(),
    }
}

fn subject(node: &Node) -> Subject {
    Subject {
        key: text(node, "key"),
        often: count(node),
        category: text(node, "category"),
        group: text(node, "group"),
        kind: Kind::parse(&text(node, "type")),
        priorities: items(node, "priorities").iter().filter_map(|p| Priority::parse(scalar(p))).collect(),
        tags: items(node, "tags").iter().map(|t| scalar(t).to_owned()).collect(),
        staff: node.get("staff").is_some(),
    }
}

fn failure(node: &Node) -> Failure {
    let own = |key| text(node, key);
    let often = count(node);
    Failure { fingerprint: own("fingerprint"), job: own("job"), test: own("test"), says: own("says"), often }
}

fn count(node: &Node) -> usize {
    text(node, "often").parse().unwrap_or(1)
}

/// The list below a key; none is an empty one.
pub(super) fn items<'n, 'a>(node: &'n Node<'a>, key: &str) -> &'n [Node<'a>] {
    match node.get(key).map(|n| &n.value) {
        Some(Tree::List(items)) => items,
        _ => &[],
    }
}

pub(super) fn scalar<'n>(node: &'n Node) -> &'n str {
    match &node.value {
        Tree::Scalar(text, _) => text,
        _ => "",
    }
}

pub(super) fn text(node: &Node, key: &str) -> String {
    node.get(key).map_or_else(String::new, |n| scalar(n).to_owned())
}
