//! The hooks of a server, as small programs for its shell.

/// The line by which we know a hook as ours.
const MARK: &str = "# Written by git-desk: it judges what is pushed to the desk.";

/// Whether a hook is one of ours.
pub fn is_ours(text: &str) -> bool {
    text.lines().any(|line| line == MARK)
}

/// A hook of git: `name` with what git gives it. `program`: where git-desk is, should it not be on the path;
/// `reference`: the desk, if it is not the repository's.
pub fn hook(name: &str, program: &str, reference: Option<&str>) -> String {
    let desk = reference.map(|name| format!(" --ref {}", quoted(name))).unwrap_or_default();
    let program = quoted(program);
    format!(
        "#!/bin/sh\n{MARK}\n# git desk hook uninstall takes it away.\n\
         if command -v git-desk >/dev/null 2>&1; then\n  exec git-desk{desk} hook {name} \"$@\"\nfi\n\
         if [ -x {program} ]; then\n  exec {program}{desk} hook {name} \"$@\"\nfi\n\
         echo 'git-desk is not installed on this server, so nothing can be taken.' >&2\n\
         echo 'Whoever runs it: install git-desk, or remove hooks/{name}.' >&2\nexit 1\n"
    )
}

/// A word of the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_and_no_ref_gets_out_of_its_quotes() {
        let text = hook("update", "/opt/it's $(here)/git-desk", Some("refs/heads/a'b"));
        assert!(
            text.contains(r"exec '/opt/it'\''s $(here)/git-desk' --ref 'refs/heads/a'\''b' hook update"),
            "{text}"
        );
        assert!(is_ours(&text) && !is_ours("#!/bin/sh\nexit 0\n"));
    }
}
