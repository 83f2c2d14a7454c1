//! What verbs do and print.

use crate::support::World;

#[test]
fn init_is_idempotent() {
    let world = World::with_desk();
    let tip = world.git(&["rev-parse", "tickets"]);
    assert_eq!(world.desk(&["init"]).ok(), "There is a desk on refs/heads/tickets already.\n");
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    world.fsck();
}
