//! Faults of remotes, clones and processes around an exchange, each of them made for real: nothing is lost, the person
//! hears what is wrong, and the next sync mends it.

mod clones;
mod kills;
mod places;
mod remotes;

use super::Team;

impl Team {
    /// A ticket that both have, and a change of it by each that the other does not know.
    fn apart(&self) -> String {
        let id = self.ticket();
        self.join("luis");
        self.desk("luis", &["sync", "-q"]);
        self.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
        self.desk("ana", &["sync", "-q"]).ok();
        self.later("ana", 2, &["tag", &id, "+b", "-q"]).ok();
        self.later("luis", 3, &["tag", &id, "+c", "-q"]).ok();
        id
    }

    /// Everybody syncs; then all have these tags, and nothing is wrong anywhere.
    #[track_caller]
    fn come_together(&self, id: &str, tags: &[&str]) {
        for name in ["ana", "luis", "ana", "luis"] {
            let out = self.desk(name, &["sync", "-q"]);
            assert_eq!(out.code, 0, "{name}: {}", out.stderr);
        }
        assert_eq!(self.tip("ana"), self.tip("luis"));
        assert_eq!(self.tip("ana"), self.tip("hub.git"));
        for name in ["ana", "luis"] {
            let shown = self.shown(name, id);
            let mut there: Vec<&str> =
                shown["tags"].as_array().expect("tags").iter().filter_map(|t| t.as_str()).collect();
            let mut wanted = tags.to_vec();
            there.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(there, wanted, "{name}");
            self.sound(name);
        }
        self.git("hub.git", &["fsck", "--strict", "--no-dangling"]);
    }
}
