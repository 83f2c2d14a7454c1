//! Terms of a query, half typed: `sta` to `status:`, `-tag:c` to `-tag:checkout`.

use super::{Candidate, Source};
use crate::domain::query::keys::{Ask, Flag, Key, Part, Standing};
use crate::domain::ticket::model::CHANNELS;
use crate::domain::ticket::{Kind, Priority};

/// Gives the values of a source that begin with what has been typed.
type Find<'a> = &'a dyn Fn(Source, &str) -> Vec<Candidate>;

/// The terms that begin so.
pub fn find(typed: &str, find: Find) -> Vec<Candidate> {
    let (minus, term) = typed.strip_prefix('-').map_or(("", typed), |term| ("-", term));
    match term.split_once(':') {
        Some((key, value)) => {
            let whole = |c: Candidate| Candidate { value: format!("{minus}{key}:{}", c.value), ..c };
            let values = values(key, value, find).into_iter();
            // A value of several words would need quotes, which a shell would eat.
            values
                .filter(|c| c.value.starts_with(value) && !c.value.contains(char::is_whitespace))
                .map(whole)
                .collect()
        }
        None => {
            // Keys about clocks are many: they come once somebody types `sla`.
            let more =
                Key::names_of_clocks().filter(|name| term.starts_with("sla") && !Key::names().any(|k| k == *name));
            let keys = Key::names().chain(more).filter(|name| name.starts_with(term));
            let ending = |name: &str| if name.ends_with('.') { "" } else { ":" };
            keys.map(|name| plain(format!("{minus}{name}{}", ending(name)))).collect()
        }
    }
}

/// The orders of a list, either way round.
pub fn orders() -> Vec<Candidate> {
    let names = crate::domain::query::Order::names();
    names.flat_map(|name| [name.to_owned(), format!("-{name}")]).map(plain).collect()
}

fn values(key: &str, typed: &str, find: Find) -> Vec<Candidate> {
    let words = |words: &[&str]| words.iter().map(|word| plain((*word).to_owned())).collect();
    match key {
        "status" => find(Source::Statuses, typed),
        "priority" => Priority::ALL.iter().map(|p| plain(p.to_string())).collect(),
        "type" => Kind::ALL.iter().map(|k| plain(k.to_string())).collect(),
        "requester" | "assignee" | "follower" => find(Source::People, typed),
        "organization" => find(Source::Organizations, typed),
        "group" => find(Source::Groups, typed),
        "brand" => find(Source::Brands, typed),
        "category" => find(Source::Categories, typed),
        "form" => find(Source::Forms, typed),
        "tag" => find(Source::Tags, typed),
        "link" => find(Source::LinkKinds, typed),
        "channel" => words(&CHANNELS),
        "is" => Flag::ALL.iter().map(|flag| plain(flag.as_str().to_owned())).collect(),
        key if is_standing(key) => Standing::ALL.iter().map(|s| plain(s.as_str().to_owned())).collect(),
        "sla.policy" => find(Source::Policies, typed),
        "has" => Part::ALL.iter().map(|part| plain(part.as_str().to_owned())).collect(),
        "sort" => orders(),
        _ => Vec::new(),
    }
}

/// `sla`, `sla.METRIC`: what stands behind them is how a clock stands.
fn is_standing(key: &str) -> bool {
    matches!(Key::find(key), Some(Key::Clock(_, Ask::Standing)))
}

fn plain(value: String) -> Candidate {
    Candidate { value, about: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<String> {
        let desk = |source: Source, typed: &str| -> Vec<Candidate> {
            let all: &[&str] = match source {
                Source::Tags => &["checkout", "cart", "two words"],
                _ => &[],
            };
            all.iter()
                .filter(|tag| tag.starts_with(typed))
                .map(|tag| plain((*tag).to_owned()))
                .collect()
        };
        find(typed, &desk).into_iter().map(|c| c.value).collect()
    }

    #[test]
    fn a_key_gets_its_colon_and_a_value_its_key() {
        assert_eq!(found("pri"), ["priority:"]);
        assert_eq!(found("-ta"), ["-tag:"]);
        assert_eq!(found("fi"), ["fingerprint:", "field."]);
        assert_eq!(found("-tag:c"), ["-tag:checkout", "-tag:cart"]);
        assert_eq!(found("tag:t"), [""; 0], "several words would need quotes");
        assert_eq!(found("is:un"), ["is:unassigned", "is:unsolved"]);
        assert_eq!(found("sort:-up"), ["sort:-updated"]);
        assert_eq!(found("nonsense:x"), [""; 0]);
        assert_eq!(found("sla:b"), ["sla:breached"]);
        assert_eq!(found("-sla.resolution:a"), ["-sla.resolution:active", "-sla.resolution:achieved"]);
        assert_eq!(found("sla.n"), ["sla.next_reply:", "sla.next_reply.left:"]);
        assert_eq!(found("s"), ["status:", "sla:", "sla.policy:", "sla.left:", "sort:"]);
    }
}
