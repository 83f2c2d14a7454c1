//! Which refs are the desk's business, and what may be done to them.

use super::Server;

#[test]
fn other_branches_pass_whatever_they_hold() {
    let server = Server::new();
    let tree = server.git(&["rev-parse", "HEAD^{tree}"]);
    let odd = server.git(&["commit-tree", &tree, "-m", "no desk"]);
    for refspec in [format!("{odd}:refs/heads/code"), format!("{odd}:refs/tags/v1"), ":refs/heads/code".to_owned()] {
        let out = server.push(&[&refspec]);
        assert_eq!(out.code, 0, "{refspec}: {}", out.stderr);
    }
}

#[test]
fn the_branch_is_neither_rewritten_nor_deleted() {
    let server = Server::new();
    server.git(&["commit", "-q", "--amend", "-m", "rewritten"]);
    server.refused_push(
        &["+tickets"],
        "the branch would lose commits that others have\n→ bring in what is there: git desk sync",
    );
    server.refused_push(&[":refs/heads/tickets"], "the branch of the desk would be deleted");
    let blob = server.git(&["hash-object", "-w", "desk.yaml"]);
    let out = server.push(&[&format!("+{blob}:refs/heads/tickets")]);
    assert_ne!(out.code, 0);
}

#[test]
fn a_submission_is_made_and_deleted_and_not_changed() {
    let server = Server::new();
    let blob = server.git(&["hash-object", "-w", "desk.yaml"]);
    let tree = |size: usize| {
        let large = server.tree.join("../large");
        std::fs::write(&large, "x".repeat(size)).expect("a file");
        let large = server.git(&["hash-object", "-w", large.to_str().expect("UTF-8")]);
        let list = format!("100644 blob {blob}\tsubmission\n100644 blob {large}\tfile\n");
        server.world.run_in(&server.tree, "git", &["mktree"], &list).stdout.trim().to_owned()
    };
    let commit = |tree: &str, more: &[&str]| server.git(&[&["commit-tree", tree, "-m", "submission"], more].concat());
    let small = tree(10);
    let one = commit(&small, &[]);
    let other = commit(&tree(11), &[]);
    let push = |what: &str| server.push(&[&format!("{what}:refs/desk/inbox/abcdefghjk")]);
    assert_eq!(push(&one).code, 0);
    server.refused_push(
        &[&format!("+{other}:refs/desk/inbox/abcdefghjk")],
        "a submission is put there once, and not changed",
    );
    assert_eq!(push("").code, 0);
    let below = commit(&small, &["-p", "HEAD"]);
    server
        .refused_push(&[&format!("{below}:refs/desk/inbox/abcdefghjk")], "a submission is one commit without parents");
    let large = commit(&tree(40 << 20), &[]);
    server.refused_push(
        &[&format!("{large}:refs/desk/inbox/abcdefghjk")],
        "a submission of too many files, or of more than",
    );
    // What was set aside is nobody's to judge.
    assert_eq!(server.push(&[&format!("{large}:refs/desk/quarantine/abcdefghjk")]).code, 0);
}

#[test]
fn the_desk_may_have_another_ref_there() {
    let server = Server::new();
    server.configure("desk.ref", "refs/heads/other");
    server.write("notes.txt", "x").commit_as("eva@example.com", "no business of the desk");
    server.taken();
    let out = server.push(&["tickets^:refs/heads/other"]);
    assert_eq!(out.code, 0, "{}", out.stderr);
    server.refused_push(&["tickets:refs/heads/other"], "a desk has no files here");
}

#[test]
fn an_update_hook_refuses_one_ref_and_takes_the_others() {
    let server = Server::with(&[], "update");
    server.edit("status: new", "status: hold").commit_as("eva@example.com", "held");
    let told = server.refused_push(&["tickets", "tickets:refs/heads/copy"], "refs/heads/tickets is not taken");
    assert!(told.contains("(light agent)") || told.contains("light"), "{told}");
    assert!(!server.world.git_in(&server.dir, &["for-each-ref", "refs/heads/copy"]).is_empty());
}

#[test]
fn a_desk_comes_here_whole_and_sound_or_not_at_all() {
    let server = Server::new();
    let second = server.dir.with_file_name("second.git");
    let path = second.to_str().expect("UTF-8");
    server.world.git(&["init", "-q", "--bare", path]);
    server
        .world
        .run_in(&second, env!("CARGO_BIN_EXE_git-desk"), &["hook", "install", "-q"], "")
        .ok();
    server.write("tickets/notes.txt", "x").commit("a stray");
    let out = server.world.run_in(&server.tree, "git", &["push", "-q", path, "tickets"], "");
    assert!(
        out.code == 1 && out.stderr.contains("tickets/notes.txt: this does not belong here"),
        "{}",
        out.stderr
    );
    let out = server
        .world
        .run_in(&server.tree, "git", &["push", "-q", path, "tickets^:refs/heads/tickets"], "");
    assert_eq!((out.code, out.stderr.as_str()), (0, ""));
}
