//! A server that takes signed commits only.

use super::Server;
use std::process::Command;

/// A key of this person, for the clone to sign with and for the server to know; `false`: no such program here.
fn with_key(server: &Server, name: &str, who: &str) -> bool {
    let key = server.world.root().join(name);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", who, "-f"])
        .arg(&key)
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no ssh-keygen");
        return false;
    }
    let public = std::fs::read_to_string(key.with_extension("pub")).expect("a key");
    let signers = server.world.root().join("signers");
    let known = std::fs::read_to_string(&signers).unwrap_or_default();
    std::fs::write(&signers, format!("{known}{who} {public}")).expect("written");
    let signers = signers.to_str().expect("UTF-8");
    server
        .configure("desk.requireSigned", "true")
        .configure("gpg.ssh.allowedSignersFile", signers);
    for (name, value) in [("gpg.format", "ssh"), ("user.signingKey", key.to_str().expect("UTF-8"))] {
        server.git(&["config", name, value]);
    }
    true
}

#[test]
fn only_what_whoever_recorded_it_signed_is_taken() {
    let server = Server::new();
    if !with_key(&server, "ana", "ana@example.com") {
        return;
    }
    let tagged = |tag: &str| {
        server.edit("created:", &format!("tags:\n- {tag}\ncreated:")).git(&["add", "-A"]);
    };
    tagged("a");
    server.commit("unsigned");
    server.refused("this server takes signed commits only, and this has no good signature");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    tagged("a");
    server.git_as("ana@example.com", &["commit", "-q", "-S", "-m", "signed"]);
    server.taken();
    server.git(&["rm", "-q", "--cached", "desk.yaml"]);
    server.git(&["reset", "-q", "--hard"]);
    server.edit("- a", "- b").git(&["add", "-A"]);
    server.git_as("luis@example.com", &["commit", "-q", "-S", "-m", "in the name of luis"]);
    server.refused("signed by ana@example.com, and recorded by somebody else");
}

#[test]
fn a_key_that_the_server_does_not_know_proves_nothing() {
    let server = Server::new();
    if !with_key(&server, "ana", "ana@example.com") {
        return;
    }
    std::fs::write(server.world.root().join("signers"), "").expect("written");
    server.edit("created:", "tags:\n- a\ncreated:").git(&["add", "-A"]);
    server.git_as("ana@example.com", &["commit", "-q", "-S", "-m", "signed"]);
    server.refused("this has no good signature");
}

#[test]
fn whoever_signs_for_others_has_to_be_allowed_to() {
    let server = Server::new();
    if !with_key(&server, "eva", "eva@example.com") {
        return;
    }
    server.edit("created:", "tags:\n- a\ncreated:").git(&["add", "-A"]);
    server.git_as("eva@example.com", &["commit", "-q", "-S", "--author", "Ana <ana@example.com>", "-m", "as ana"]);
    server.refused("recorded in the name of somebody else, which is not possible for this role (light agent)");
}
