//! Zendesk: incremental exports with audits.

use super::{again, at_first, export, import, reason, ticket};
use crate::support::World;
use serde_json::json;

#[test]
fn audits_tell_a_ticket_from_its_first_moment() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "zendesk", &export("zendesk.json"), &[]);
    assert!(bad);
    assert_eq!((reason(&counts, "unreadable"), reason(&counts, "not-ours")), (2, 1), "{counts}");
    let one = ticket(&world, "zendesk:35436");
    assert_eq!(
        (&one["status"], &one["priority"], &one["type"]),
        (&json!("solved"), &json!("high"), &json!("problem"))
    );
    assert_eq!((&one["requester"], &one["assignee"]), (&json!("rosa@example.org"), &json!("luis@acme.com")));
    assert_eq!((&one["group"], &one["channel"]), (&json!("payments"), &json!("email")));
    assert_eq!((&one["tags"], &one["followers"]), (&json!(["refund", "vip"]), &json!(["Pau"])));
    assert_eq!(one["fields"]["order_number"], "745");
    assert_eq!(one["csat"]["score"], "good");
    let said: Vec<_> = one["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|m| (&m["from"], &m["visibility"], &m["role"]))
        .collect();
    assert_eq!(
        said,
        [
            (&json!("rosa@example.org"), &json!("public"), &json!("requester")),
            (&json!("luis@acme.com"), &json!("internal"), &json!("agent")),
            (&json!("luis@acme.com"), &json!("public"), &json!("agent")),
        ]
    );
    let first = at_first(&world, &one);
    assert!(first.contains("status: new") && !first.contains("vip") && !first.contains("priority"), "{first}");
    assert_eq!(ticket(&world, "zendesk:35437")["status"], "closed");
    again(&world, "zendesk", &export("zendesk.json"), &[]);
}
