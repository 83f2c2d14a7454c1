//! `check` on merges: whoever made one, its tree has to be what its parents come to.

use crate::check::ByHand;

/// Two heads above the same desk: one gave tags, the other another title.
struct Parted {
    hand: ByHand,
    base: String,
    theirs: String,
}

impl Parted {
    fn new() -> Parted {
        let hand = ByHand::new();
        let base = hand.world.git(&["rev-parse", "tickets"]).trim().to_owned();
        hand.line("tags:\n- ours").commit("ours");
        let mut parted = Parted { hand, base, theirs: String::new() };
        parted.theirs = parted.beside(|hand| _ = hand.edit("title: Printer", "title: Plotter"), "theirs");
        parted
    }

    fn git(&self, args: &[&str]) -> String {
        self.hand.world.git_in(&self.hand.tree, args).trim().to_owned()
    }

    /// A commit on the base, beside the branch.
    fn beside(&self, edit: impl Fn(&ByHand), message: &str) -> String {
        self.git(&["checkout", "-q", "--detach", &self.base]);
        edit(&self.hand);
        self.hand.commit(message);
        let made = self.git(&["rev-parse", "HEAD"]);
        self.git(&["checkout", "-q", "tickets"]);
        made
    }

    fn start_merge(&self) {
        self.git(&["merge", "-q", "--no-commit", "--no-ff", &self.theirs]);
    }
}

#[test]
fn a_merge_by_hand_that_is_what_its_parents_come_to_is_sound() {
    let parted = Parted::new();
    parted.git(&["merge", "-q", "--no-edit", &parted.theirs]);
    parted.hand.has_faults(&[]);
    assert_eq!(parted.hand.kinds("warnings", &["--strict"]), Vec::<String>::new());
}

#[test]
fn a_merge_that_adds_something_of_its_own_is_found_in_both_languages() {
    let parted = Parted::new();
    parted.start_merge();
    parted.hand.edit("title: Plotter", "title: Scanner").commit("evil");
    parted.hand.has_faults(&["merge"]);
    let json = parted.hand.json(&[]);
    let tip = parted.git(&["rev-parse", "HEAD"]);
    assert_eq!(
        (&json["faults"][0]["commit"], &json["faults"][0]["ticket"]),
        (&tip.as_str().into(), &parted.hand.id.as_str().into())
    );
    let told = parted.hand.world.desk(&["check"]).stdout;
    let id = &parted.hand.id;
    let line = format!(
        "{} {id}: an evil merge: it has title otherwise than its parents come to (merge with git desk sync, and change \
         tickets in commits of their own)",
        &tip[..12]
    );
    assert_eq!(told.lines().next(), Some(line.as_str()));
    let told = parted.hand.world.desk(&["check", "--lang", "es"]).stdout;
    assert!(
        told.contains("fusión impropia: tiene title de otro modo que lo que resulta de sus padres"),
        "{told}"
    );
}

#[test]
fn a_merge_that_takes_one_side_only_is_found() {
    let parted = Parted::new();
    parted.git(&["merge", "-q", "-s", "ours", "--no-edit", &parted.theirs]);
    parted.hand.has_faults(&["merge"]);
}

#[test]
fn a_merge_that_breaks_a_ticket_or_drops_one_is_found() {
    let parted = Parted::new();
    parted.start_merge();
    parted.hand.write(&parted.hand.ticket(), "id: [\n").commit("broken");
    assert!(parted.hand.kinds("faults", &[]).contains(&"merge-broken".to_owned()));
    let parted = Parted::new();
    parted.start_merge();
    std::fs::remove_file(parted.hand.tree.join(parted.hand.ticket())).expect("it was there");
    parted.hand.commit("dropped");
    parted.hand.has_faults(&["merge"]);
}

#[test]
fn a_merge_in_another_form_is_a_notice_for_the_strict_only() {
    let parted = Parted::new();
    parted.start_merge();
    parted.hand.edit("title: Plotter on fire", "title: \"Plotter on fire\"").commit("quotes");
    parted.hand.has_warnings(&[]);
    assert_eq!(parted.hand.kinds("warnings", &["--strict"]), ["merge-form"]);
}

#[test]
fn a_merge_that_touches_other_files_is_found_and_named() {
    let parted = Parted::new();
    parted.start_merge();
    let settings = parted.hand.read("desk.yaml").replace("Help desk", "My desk");
    parted.hand.write("desk.yaml", &settings).write("extra.txt", "x").commit("evil");
    parted.hand.has_faults(&["merge-file", "merge-file"]);
    let json = parted.hand.json(&[]);
    assert_eq!((&json["faults"][0]["path"], &json["faults"][1]["path"]), (&"desk.yaml".into(), &"extra.txt".into()));
}

#[test]
fn an_octopus_is_what_all_its_parents_come_to() {
    let parted = Parted::new();
    let another = |hand: &ByHand| {
        let text = hand.read(&hand.ticket()).replace(&hand.id, "0000000000");
        hand.write(&ByHand::path_of("0000000000"), &text);
    };
    let third = parted.beside(another, "third");
    let fourth = parted.beside(|hand| _ = hand.write("articles/a.md", "# A\n"), "fourth");
    parted.git(&["merge", "-q", "--no-edit", &parted.theirs]);
    let wanted = parted.git(&["merge-tree", "--write-tree", "HEAD", &third]);
    let one = parted.git(&["commit-tree", &wanted, "-p", "HEAD", "-p", &third, "-m", "two"]);
    let wanted = parted.git(&["merge-tree", "--write-tree", &one, &fourth]);
    let parents = ["HEAD^1", &parted.theirs, &third, &fourth].map(|one| parted.git(&["rev-parse", one]));
    let [a, b, c, d] = &parents;
    let octopus = |tree: &str, parents: [&str; 4]| {
        let [a, b, c, d] = parents;
        parted.git(&["commit-tree", tree, "-p", a, "-p", b, "-p", c, "-p", d, "-m", "octopus"])
    };
    let before = parted.git(&["count-objects"]);
    for parents in [[a, b, c, d], [d, c, b, a]] {
        let made = octopus(&wanted, parents.map(String::as_str));
        parted.git(&["reset", "-q", "--hard", &made]);
        parted.hand.has_faults(&[]);
    }
    // Two commits by us; what the judging took was never written.
    let count = |text: &str| text.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or_default();
    assert_eq!(count(&parted.git(&["count-objects"])), count(&before) + 2);
    let evil = octopus(&format!("{}^{{tree}}", parted.base), [a, b, c, d].map(String::as_str));
    parted.git(&["reset", "-q", "--hard", &evil]);
    let kinds = parted.hand.kinds("faults", &[]);
    assert_eq!(kinds, ["merge", "merge", "merge-file"]);
}

#[test]
fn a_merge_of_histories_that_have_nothing_in_common_is_found() {
    let parted = Parted::new();
    let tree = parted.git(&["rev-parse", "HEAD^{tree}"]);
    let stranger = parted.git(&["commit-tree", &tree, "-m", "another root"]);
    parted.git(&["merge", "-q", "-s", "ours", "--allow-unrelated-histories", "--no-edit", &stranger]);
    assert!(parted.hand.kinds("faults", &[]).contains(&"unrelated".to_owned()));
}

#[test]
fn a_range_is_judged_by_its_own_commits_and_files_only() {
    let parted = Parted::new();
    parted.git(&["merge", "-q", "--no-edit", &parted.theirs]);
    // Wrong already, and nobody's business later.
    parted.hand.write("tickets/notes.txt", "x").commit("stray");
    parted.hand.world.desk(&["new", "Second", "-q"]).ok();
    parted.git(&["reset", "-q", "--hard"]);
    let judged = parted.hand.json(&["tickets~1..tickets"]);
    let counts = &judged["checked"];
    assert_eq!((&counts["commits"], &counts["tickets"], &counts["faults"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!(parted.hand.kinds("faults", &["tickets~2..tickets"]), ["stray"]);
    let merge = parted.hand.json(&["tickets~2^!"]);
    assert_eq!((&merge["checked"]["commits"], &merge["checked"]["faults"]), (&1.into(), &0.into()));
}

#[test]
fn attachments_of_a_range_are_held_against_their_tickets() {
    let hand = ByHand::new();
    std::fs::write(hand.world.repo().join("log.txt"), "trace").expect("a file");
    hand.world.desk(&["attach", &hand.id, "log.txt", "-q"]).ok();
    hand.world.git_in(&hand.tree, &["reset", "-q", "--hard"]);
    assert_eq!(hand.kinds("faults", &["tickets~1..tickets"]), Vec::<String>::new());
    let folder = hand.ticket().replace("tickets/", "attachments/").replace(".yaml", "");
    std::fs::remove_dir_all(hand.tree.join(&folder)).expect("it was there");
    hand.commit("taken away");
    assert_eq!(hand.kinds("faults", &["tickets~1..tickets"]), ["no-attachment"]);
}

#[test]
fn no_two_tickets_have_one_number() {
    let hand = ByHand::new();
    let second = hand.read(&hand.ticket()).replace(&hand.id, "0000000000");
    hand.write(&ByHand::path_of("0000000000"), &second.replace("title:", "number: 7\ntitle:"));
    hand.edit("title:", "number: 7\ntitle:").commit("numbers");
    hand.has_faults(&["same-number"]);
}

#[test]
fn a_published_number_is_never_another() {
    let hand = ByHand::new();
    hand.edit("title:", "number: 7\ntitle:").commit("given");
    hand.has_faults(&[]);
    hand.edit("number: 7", "number: 8").commit("changed");
    hand.has_faults(&["immutable"]);
}

#[test]
fn the_kept_text_of_an_unreadable_version_may_stand_beside_its_ticket() {
    let hand = ByHand::new();
    let kept = hand.ticket().replace(".yaml", ".0123456789ab.unreadable");
    hand.write(&kept, "id: [\n").commit("kept");
    hand.has_warnings(&["kept"]);
    let told = hand.world.desk(&["check"]).stdout;
    assert!(told.contains(&format!("warning: {kept}: the text of a version that could not be read")), "{told}");
    hand.write("tickets/0/0/zzzz.0123456789ab.unreadable", "x").commit("not kept");
    hand.has_faults(&["stray"]);
}
