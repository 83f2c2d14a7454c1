//! Why a remote gave no answer, read from what git says in English.

use crate::kit::child::Said;

/// What went wrong with a remote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("remote {remote} {fault:?}: {said}")]
pub struct RemoteError {
    /// As the person or the configuration named it.
    pub remote: String,
    pub fault: RemoteFault,
    /// What git and the remote said of it, the fewest lines that tell: the text of strangers.
    pub said: String,
}

/// The kinds of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteFault {
    /// Could be taken for an option, or would be run as a command.
    BadName,
    /// No remote of that name is configured; `known` are.
    Unknown { known: Vec<String> },
    /// Nobody said with which remote; `known` are configured.
    None { known: Vec<String> },
    /// Offline, no such host, no answer in time, or the connection broke.
    Unreachable,
    /// The remote does not know the person, or does not let them.
    Denied,
    /// The remote answered, and has no such repository.
    NoRepository,
    /// It has not the ref that was asked for.
    NoRef,
    /// A ref of the remote is half written, or leads to what it does not have.
    OddRef,
    /// Histories that are cut off cannot be taken.
    Shallow,
    /// A ref here would not go forward: the remote's history was rewritten.
    Forced,
    /// Somebody else pushed to this ref first.
    Overtaken { name: String },
    /// A hook or a rule of the remote refuses the ref.
    Refused { name: String, reason: String },
    /// git was killed.
    Killed,
    /// Anything else; git's own words say what.
    Other,
}

/// What git and the transports say, in the order in which it is looked for: what comes first is more particular.
const SAYINGS: [(RemoteFault, &[&str]); 7] = [
    (
        RemoteFault::Shallow,
        &["shallow update not allowed", "shallow file has changed", "source repository is shallow"],
    ),
    (
        RemoteFault::Denied,
        &[
            "Permission denied",
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "terminal prompts disabled",
            "Host key verification failed",
            "returned error: 401",
            "returned error: 403",
            "You are not allowed",
            "Invalid username or",
        ],
    ),
    (
        RemoteFault::NoRepository,
        &[
            "does not appear to be a git repository",
            "Repository not found",
            "repository not found",
            "not found: did you run git update-server-info",
            "access denied or repository not exported",
            "returned error: 404",
            "could not be found or you don't have permission",
            "' not found",
        ],
    ),
    (
        RemoteFault::NoRef,
        &["couldn't find remote ref", "Server does not allow request for unadvertised object"],
    ),
    (
        RemoteFault::OddRef,
        &["not our ref", "bad object", "did not send all necessary objects", "missing necessary objects"],
    ),
    (RemoteFault::Forced, &["(non-fast-forward)"]),
    (
        RemoteFault::Unreachable,
        &[
            "ould not resolve host",
            "Name or service not known",
            "nodename nor servname",
            "name resolution",
            "unable to look up",
            "Connection refused",
            "Connection reset",
            "Connection closed",
            "timed out",
            "No route to host",
            "Network is unreachable",
            "Network is down",
            "unable to connect",
            "Failed to connect",
            "Couldn't connect",
            "hung up unexpectedly",
            "unexpected disconnect",
            "early EOF",
            "RPC failed",
            "SSL",
            "TLS",
            "returned error: 5",
        ],
    ),
];

/// Lines that say nothing of their own.
const EMPTY: [&str; 5] = [
    "fatal: Could not read from remote repository.",
    "Please make sure you have the correct access rights",
    "and the repository exists.",
    "error: failed to push some refs",
    "hint: ",
];

impl RemoteError {
    pub(super) fn of(remote: &str, said: &Said) -> RemoteError {
        let telling = |line: &&str| !line.trim().is_empty() && !EMPTY.iter().any(|empty| line.starts_with(empty));
        let lines: Vec<&str> = said.stderr.lines().filter(telling).collect();
        let fault = match said.code {
            None => RemoteFault::Killed,
            Some(_) => classify(&said.stderr),
        };
        RemoteError { remote: remote.to_owned(), fault, said: lines.join("\n") }
    }
}

fn classify(stderr: &str) -> RemoteFault {
    let says = |sayings: &[&str]| sayings.iter().any(|saying| stderr.contains(saying));
    let found = SAYINGS.iter().find(|(_, sayings)| says(sayings));
    found.map_or(RemoteFault::Other, |(fault, _)| fault.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What git 2.31 to 2.47, OpenSSH, curl and the large hosts say.
    #[test]
    fn each_way_to_fail_is_told_from_the_others() {
        let rights = "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access \
                      rights\nand the repository exists.\n";
        let cases = [
            ("fatal: '/x' does not appear to be a git repository\n", RemoteFault::NoRepository),
            ("ssh: Could not resolve hostname x.invalid: Name or service not known\n", RemoteFault::Unreachable),
            ("git@x: Permission denied (publickey).\n", RemoteFault::Denied),
            ("ERROR: Repository not found.\n", RemoteFault::NoRepository),
            (
                "remote: Repository not found.\nfatal: repository 'https://x/y/' not found\n",
                RemoteFault::NoRepository,
            ),
            ("fatal: could not read Username for 'https://x': terminal prompts disabled\n", RemoteFault::Denied),
            ("fatal: unable to access 'https://x/': The requested URL returned error: 403\n", RemoteFault::Denied),
            ("fatal: unable to access 'https://x/': Failed to connect to x port 443\n", RemoteFault::Unreachable),
            ("127.0.0.1[0: 127.0.0.1]: errno=Connection refused\n", RemoteFault::Unreachable),
            ("fatal: remote error: access denied or repository not exported: /x\n", RemoteFault::NoRepository),
            ("fatal: remote error: upload-pack: not our ref 1234\n", RemoteFault::OddRef),
            ("fatal: couldn't find remote ref refs/heads/x\n", RemoteFault::NoRef),
            (
                "client_loop: send disconnect\nfatal: the remote end hung up unexpectedly\n",
                RemoteFault::Unreachable,
            ),
            ("! [rejected] a -> b  (non-fast-forward)\n", RemoteFault::Forced),
            ("fatal: something new\n", RemoteFault::Other),
        ];
        for (stderr, fault) in cases {
            let said = Said { code: Some(128), stdout: String::new(), stderr: format!("{stderr}{rights}") };
            let error = RemoteError::of("origin", &said);
            assert_eq!(error.fault, fault, "{stderr}");
            assert_eq!(error.said, stderr.trim_end(), "the lines that say something");
        }
        assert_eq!(RemoteError::of("origin", &Said::default()).fault, RemoteFault::Killed);
    }
}
