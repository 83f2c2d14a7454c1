//! Putting the hook there and taking it away.

use super::Server;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_hook_is_installed_again_over_itself_and_never_over_another() {
    let server = Server::new();
    let hook = server.dir.join("hooks/pre-receive");
    let text = std::fs::read_to_string(&hook).expect("a hook");
    assert!(text.starts_with("#!/bin/sh\n") && text.contains("exec git-desk hook pre-receive \"$@\""), "{text}");
    assert_eq!(std::fs::metadata(&hook).expect("a hook").permissions().mode() & 0o777, 0o755);
    let told = server.on_server(&["hook", "install"]);
    assert!(
        told.code == 0
            && told
                .stdout
                .ends_with("server.git/hooks/pre-receive is there: git calls it before it takes a push.\n"),
        "{told:?}"
    );
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").expect("it can be written");
    let refused = server.on_server(&["hook", "install"]).fails(4);
    assert!(
        refused.contains("is somebody else’s hook, and stays as it is")
            && refused.contains("git-desk hook pre-receive || exit 1"),
        "{refused}"
    );
    let refused = server.on_server(&["hook", "install", "--lang", "es"]).fails(4);
    assert!(refused.contains("es un hook ajeno y se queda como está"), "{refused}");
    assert_eq!(std::fs::read_to_string(&hook).expect("a hook"), "#!/bin/sh\nexit 0\n");
    server.on_server(&["hook", "uninstall", "-q"]).ok();
    assert!(hook.exists());
}

#[test]
fn the_line_for_a_hook_of_somebody_else_works() {
    let server = Server::new();
    let hook = server.dir.join("hooks/pre-receive");
    let line = "input=$(cat); printf '%s\\n' \"$input\" | git-desk hook pre-receive || exit 1";
    std::fs::write(&hook, format!("#!/bin/sh\n{line}\nexit 0\n")).expect("it can be written");
    server.edit("created:", "tags:\n- a\ncreated:").commit("tagged");
    server.taken();
    server.edit("- a", "- b").commit_as("eva@example.com", "tagged");
    server.refused("(light agent)");
}

#[test]
fn a_hook_goes_by_its_own_verb_and_with_everything_else() {
    let server = Server::new();
    let hook = server.dir.join("hooks/pre-receive");
    let gone = server.on_server(&["hook", "uninstall"]).ok();
    assert!(gone.ends_with("hooks/pre-receive is gone.\n") && !hook.exists(), "{gone}");
    let none = server.on_server(&["hook", "uninstall"]);
    assert_eq!((none.code, none.stderr.as_str()), (0, "There is no hook of git-desk here (pre-receive, update).\n"));
    server.on_server(&["hook", "install", "--update", "-q"]).ok();
    let told = server.on_server(&["uninstall", "--json"]).json();
    let kinds: Vec<&str> = told["uninstall"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|t| t["kind"].as_str())
        .collect();
    assert!(kinds.contains(&"hook"), "{told:#}");
    assert!(!server.dir.join("hooks/update").exists());
}

#[test]
fn a_server_without_the_program_takes_nothing_and_says_so() {
    let server = Server::new();
    let hook = server.dir.join("hooks/pre-receive");
    let text = std::fs::read_to_string(&hook).expect("a hook");
    let lost = text
        .replace("-v git-desk ", "-v git-desk-nowhere ")
        .replace("/git-desk'", "/git-desk-nowhere'");
    std::fs::write(&hook, lost).expect("it can be written");
    server.edit("created:", "tags:\n- a\ncreated:").commit("tagged");
    server.refused("git-desk is not installed on this server, so nothing can be taken.");
}

#[test]
fn what_is_no_push_is_refused() {
    let server = Server::new();
    for (args, stdin, code) in [
        (&["hook", "pre-receive"] as &[&str], "nonsense\n", 2),
        (&["hook", "update", "refs/heads/tickets", "x", "y"], "", 2),
        (&["hook", "update", "refs/heads/tickets"], "", 2),
        (&["hook", "install", "x"], "", 2),
        (&["hook", "nonsense"], "", 2),
        (&["hook"], "", 2),
        (&["hook", "pre-receive"], "", 0),
    ] {
        let out = server.world.run_in(&server.dir, env!("CARGO_BIN_EXE_git-desk"), args, stdin);
        assert_eq!((out.code, out.stdout.as_str()), (code, ""), "{args:?}: {}", out.stderr);
    }
    let missing = format!("{} {} refs/heads/tickets\n", server.tip().trim(), "1".repeat(40));
    let out = server
        .world
        .run_in(&server.dir, env!("CARGO_BIN_EXE_git-desk"), &["hook", "pre-receive"], &missing);
    assert_eq!(out.code, 4, "{}", out.stderr);
}
