//! Who acts and when, as git understands it; signatures.

use super::{desk_as, file, kind, path_of, run_as, script, ticket};
use crate::support::World;

/// `name <address> seconds zone` of author and committer at the tip.
fn signatures(world: &World) -> (String, String) {
    let raw = world.git(&["log", "-1", "--date=raw", "--format=%an <%ae> %ad%n%cn <%ce> %cd", "tickets"]);
    let (author, committer) = raw.trim().split_once('\n').expect("two lines");
    (author.to_owned(), committer.to_owned())
}

/// The same of a commit that git itself makes with these variables.
fn by_git(world: &World, env: &[(&str, &str)]) -> Option<(String, String)> {
    let tree = world.git(&["rev-parse", "tickets^{tree}"]);
    let made = run_as(world, &world.repo(), env, "git", &["commit-tree", tree.trim(), "-m", "x"]);
    let format = "--format=%an <%ae> %ad%n%cn <%ce> %cd";
    let raw = (made.code == 0).then(|| world.git(&["log", "-1", "--date=raw", format, made.stdout.trim()]))?;
    let (author, committer) = raw.trim().split_once('\n').expect("two lines");
    Some((author.to_owned(), committer.to_owned()))
}

#[test]
fn author_and_committer_are_those_that_git_would_write() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    for env in [
        &[][..],
        &[("GIT_AUTHOR_NAME", "Luis"), ("GIT_AUTHOR_EMAIL", "luis@example.com")],
        &[("GIT_COMMITTER_NAME", "Bot"), ("GIT_COMMITTER_EMAIL", "bot@example.com")],
        &[("GIT_AUTHOR_NAME", "A <b> c\nd"), ("GIT_AUTHOR_EMAIL", "<a@b\n>")],
        &[("GIT_AUTHOR_NAME", " José Ñandú "), ("GIT_AUTHOR_EMAIL", " j@example.com ")],
        &[("GIT_AUTHOR_NAME", ".Dr. Who,"), ("GIT_AUTHOR_EMAIL", "w@example.com.")],
        &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "user.name"), ("GIT_CONFIG_VALUE_0", "From the config")],
        &[("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "author.email"), ("GIT_CONFIG_VALUE_0", "au@example.com")],
    ] {
        desk_as(&world, env, &["note", &id, "-m", "x"]).ok();
        assert_eq!(Some(signatures(&world)), by_git(&world, env), "{env:?}");
    }
    world.fsck();
}

#[test]
fn dates_are_read_as_git_reads_them_and_what_git_refuses_is_refused() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    for date in [
        "2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00+02:00",
        "2026-11-21 10:00:00 +0530",
        "2026-11-21T10:00:00",
        "2026-11-21 10:00:00",
        "@1795255200 -0300",
        "1795255200 +0100",
        "@1795255200",
        "Sat, 21 Nov 2026 10:00:00 +0200",
        "Sat Nov 21 10:00:00 2026 -0500",
        "2026.11.21 10:00:00",
        "11/21/2026 10:00:00",
        "21.11.2026 10:00:00",
    ] {
        let env = [("GIT_AUTHOR_DATE", date), ("TZ", "America/Lima")];
        let expected = by_git(&world, &env).expect("git reads it").0;
        let out = desk_as(&world, &env, &["note", &id, "-m", date]);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""), "{date}");
        assert_eq!(signatures(&world).0, expected, "{date}");
        let messages = ticket(&world, &id)["messages"].clone();
        let last = messages
            .as_array()
            .and_then(|m| m.iter().find(|m| m["text"] == date))
            .expect("the note")
            .clone();
        let stamp = world.git(&["log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%ad", "tickets"]);
        assert_eq!(last["at"], stamp.trim(), "the message has the author's time ({date})");
    }
    let tip = world.git(&["rev-parse", "tickets"]);
    for date in ["no date", "2026-13-45T99:99:99", "@", "yesterday-ish", "99999999999999999999"] {
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            assert_eq!(by_git(&world, &[(name, date)]), None, "{date}");
            let out = desk_as(&world, &[(name, date)], &["note", &id, "-m", "x", "--json"]);
            assert_eq!((out.code, kind(&out).as_str()), (2, "bad-date"), "{name}={date}");
        }
    }
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    world.fsck();
}

#[test]
fn without_an_identity_reading_works_and_writing_says_what_is_missing() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let nobody = [("GIT_CONFIG_GLOBAL", "/dev/null")];
    for verb in [&["list"][..], &["show", &id], &["log", &id]] {
        assert_eq!(desk_as(&world, &nobody, verb).code, 0, "{verb:?}");
    }
    for verb in [&["new", "x", "-m", "text", "--json"][..], &["tag", &id, "+a", "--json"], &["--json"]] {
        let out = desk_as(&world, &nobody, verb);
        assert_eq!((out.code, kind(&out).as_str()), (4, "no-identity"));
        assert!(out.stderr.contains("user.name"), "{}", out.stderr);
    }
    let fresh = World::new();
    assert_eq!(kind(&desk_as(&fresh, &nobody, &["init", "--json"])), "no-identity");
}

#[test]
fn the_mailmap_names_actors_but_never_changes_what_was_written() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let map = world.root().join("mailmap");
    std::fs::write(&map, "Ana María <ana.maria@example.com> <ana@example.com>\n").expect("a mailmap");
    world.git(&["config", "mailmap.file", map.to_str().expect("UTF-8")]);
    let log = world.desk(&["log", &id, "--json"]).json();
    assert_eq!(log["events"][0]["actor"], "ana.maria@example.com");
    assert_eq!(ticket(&world, &id)["requester"], "ana@example.com");
    assert!(signatures(&world).0.starts_with("Ana <ana@example.com>"));
}

/// Makes the world sign with a fresh ssh key; gives nothing where there is no ssh-keygen.
fn with_ssh_key(world: &World) -> Option<()> {
    let key = world.root().join("key");
    let key = key.to_str().expect("UTF-8");
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f", key])
        .status();
    if !made.is_ok_and(|s| s.success()) {
        eprintln!("skipped: no ssh-keygen here");
        return None;
    }
    let public = std::fs::read_to_string(format!("{key}.pub")).expect("a key");
    let allowed = world.root().join("allowed");
    std::fs::write(&allowed, format!("ana@example.com {public}")).expect("a list");
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("user.signingkey", key),
        ("commit.gpgsign", "true"),
        ("gpg.ssh.allowedSignersFile", allowed.to_str().expect("UTF-8")),
    ] {
        world.git(&["config", name, value]);
    }
    Some(())
}

#[test]
fn commits_are_signed_with_an_ssh_key_when_git_is_told_to_sign() {
    let world = World::with_desk();
    let Some(()) = with_ssh_key(&world) else { return };
    let id = file(&world, &["Firmado: ñ", "-m", "text"]);
    let other = file(&world, &["Another"]);
    world.desk(&["tag", &id, &other, "+a"]).ok();
    for commit in ["tickets", "tickets~1", "tickets~2"] {
        world.git(&["verify-commit", commit]);
    }
    let date = world.git(&["log", "-1", "--format=%aI", "tickets"]);
    assert_eq!(date.trim(), "2026-11-20T09:12:44Z");
    assert!(world.git(&["log", "-4", "--format=%s", "tickets"]).contains("Firmado: ñ"));
    world.fsck();
}

#[test]
fn commits_are_signed_by_openpgp_too() {
    let world = World::with_desk();
    let home = world.root().join("gnupg");
    std::fs::create_dir(&home).expect("a directory");
    let home = home.to_str().expect("UTF-8").to_owned();
    let env = [("GNUPGHOME", home.as_str())];
    let key = [
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-gen-key",
        "Ana <ana@example.com>",
        "ed25519",
        "sign",
        "never",
    ];
    std::process::Command::new("chmod").args(["700", &home]).status().expect("chmod");
    let made = std::process::Command::new("gpg").args(key).env("GNUPGHOME", &home).output();
    if !made.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: no gpg here that makes a key");
        return;
    }
    world.git(&["config", "commit.gpgsign", "true"]);
    desk_as(&world, &env, &["new", "signed"]).ok();
    let checked = run_as(&world, &world.repo(), &env, "git", &["verify-commit", "tickets"]);
    run_as(&world, &world.repo(), &env, "gpgconf", &["--kill", "all"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
}

#[test]
fn a_signer_that_fails_refuses_and_writes_nothing_and_the_text_is_kept() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let before = (world.git(&["rev-parse", "tickets"]), ticket(&world, &id));
    let signer = world.root().join("signer");
    script(&signer, "echo 'no card in the reader' >&2; exit 1");
    world.git(&["config", "commit.gpgsign", "true"]);
    world.git(&["config", "gpg.program", signer.to_str().expect("UTF-8")]);
    let out = world.desk(&["reply", &id, "-m", "a long text", "--json"]);
    assert_eq!((out.code, kind(&out).as_str()), (4, "signing"));
    let error: serde_json::Value = serde_json::from_str(&out.stderr).expect("JSON");
    let kept = error["error"]["kept"].as_str().expect("the text is kept");
    assert_eq!(std::fs::read_to_string(kept).expect("a file"), "a long text");
    assert_eq!((world.git(&["rev-parse", "tickets"]), ticket(&world, &id)), before);
    world.fsck();
}

#[test]
fn an_encoding_for_the_users_own_commits_is_not_ours() {
    let world = World::with_desk();
    world.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    let Some(()) = with_ssh_key(&world) else { return };
    let id = file(&world, &["Contraseña"]);
    assert!(
        world
            .git(&["log", "-1", "--encoding=UTF-8", "--format=%s", "tickets"])
            .contains("Contraseña")
    );
    assert!(!world.git(&["cat-file", "-p", "tickets"]).contains("encoding"));
    assert!(world.git(&["show", &format!("tickets:{}", path_of(&id))]).contains("Contraseña"));
}
