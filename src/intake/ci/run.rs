//! The run in which tests were run, as the variables of its CI tell it.
//!
//! Names of variables are those of each system's own reference. What a system leaves out stays absent.

/// A run of a pipeline. Eight jobs of one run have the same `id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The system: `github`, `gitlab`, `jenkins` …
    pub system: &'static str,
    /// The system and its own name of the run: `github:1658821493`.
    pub id: String,
    pub commit: Option<String>,
    /// The branch that was built; of a pull request the one that it comes from.
    pub branch: Option<String>,
    /// The number of the pull or merge request.
    pub pull: Option<String>,
    pub job: Option<String>,
    pub url: Option<String>,
    /// The directory in which the project lay.
    pub root: Option<String>,
}

/// Which variables say what; of several the first that is there.
struct System {
    name: &'static str,
    /// Any of them is there only on this system; behind `=` stands the value that it must have.
    marks: &'static [&'static str],
    /// All of them together name the run.
    id: &'static [&'static str],
    commit: &'static [&'static str],
    /// The source of a pull request stands before the branch.
    branch: &'static [&'static str],
    pull: &'static [&'static str],
    job: &'static [&'static str],
    /// Text with `{VARIABLE}` in it.
    url: &'static [&'static str],
    root: &'static [&'static str],
}

/// In the order in which they are looked for: Woodpecker sets some of Drone's and of GitLab's.
const SYSTEMS: [System; 12] = [
    System {
        name: "woodpecker",
        marks: &["CI=woodpecker", "CI_SYSTEM_NAME=woodpecker"],
        id: &["CI_REPO", "CI_PIPELINE_NUMBER"],
        commit: &["CI_COMMIT_SHA"],
        branch: &["CI_COMMIT_SOURCE_BRANCH", "CI_COMMIT_BRANCH"],
        pull: &["CI_COMMIT_PULL_REQUEST"],
        job: &["CI_WORKFLOW_NAME"],
        url: &["{CI_PIPELINE_URL}"],
        root: &["CI_WORKSPACE"],
    },
    System {
        name: "github",
        marks: &["GITHUB_ACTIONS"],
        id: &["GITHUB_RUN_ID"],
        commit: &["GITHUB_SHA"],
        branch: &["GITHUB_HEAD_REF", "GITHUB_REF"],
        pull: &["GITHUB_REF"],
        job: &["GITHUB_JOB"],
        url: &["{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}"],
        root: &["GITHUB_WORKSPACE"],
    },
    System {
        name: "gitlab",
        marks: &["GITLAB_CI"],
        id: &["CI_PIPELINE_ID"],
        commit: &["CI_COMMIT_SHA"],
        branch: &["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME"],
        pull: &["CI_MERGE_REQUEST_IID"],
        job: &["CI_JOB_NAME"],
        url: &["{CI_JOB_URL}", "{CI_PIPELINE_URL}"],
        root: &["CI_PROJECT_DIR"],
    },
    System {
        name: "buildkite",
        marks: &["BUILDKITE"],
        id: &["BUILDKITE_BUILD_ID"],
        commit: &["BUILDKITE_COMMIT"],
        branch: &["BUILDKITE_BRANCH"],
        pull: &["BUILDKITE_PULL_REQUEST"],
        job: &["BUILDKITE_LABEL"],
        url: &["{BUILDKITE_BUILD_URL}"],
        root: &["BUILDKITE_BUILD_CHECKOUT_PATH"],
    },
    System {
        name: "circleci",
        marks: &["CIRCLECI"],
        id: &["CIRCLE_WORKFLOW_ID"],
        commit: &["CIRCLE_SHA1"],
        branch: &["CIRCLE_BRANCH"],
        pull: &["CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST"],
        job: &["CIRCLE_JOB"],
        url: &["{CIRCLE_BUILD_URL}"],
        root: &["CIRCLE_WORKING_DIRECTORY"],
    },
    System {
        name: "azure",
        marks: &["BUILD_BUILDURI"],
        id: &["BUILD_BUILDID"],
        commit: &["BUILD_SOURCEVERSION"],
        branch: &["SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"],
        pull: &["SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"],
        job: &["AGENT_JOBNAME"],
        url: &["{SYSTEM_TEAMFOUNDATIONCOLLECTIONURI}{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID}"],
        root: &["BUILD_REPOSITORY_LOCALPATH", "BUILD_SOURCESDIRECTORY"],
    },
    System {
        name: "teamcity",
        marks: &["TEAMCITY_VERSION"],
        id: &["TEAMCITY_BUILDCONF_NAME", "BUILD_NUMBER"],
        commit: &["BUILD_VCS_NUMBER"],
        branch: &[],
        pull: &[],
        job: &["TEAMCITY_BUILDCONF_NAME"],
        url: &["{BUILD_URL}"],
        root: &[],
    },
    System {
        name: "bitbucket",
        marks: &["BITBUCKET_BUILD_NUMBER"],
        id: &["BITBUCKET_REPO_FULL_NAME", "BITBUCKET_BUILD_NUMBER"],
        commit: &["BITBUCKET_COMMIT"],
        branch: &["BITBUCKET_BRANCH"],
        pull: &["BITBUCKET_PR_ID"],
        job: &[],
        url: &["{BITBUCKET_GIT_HTTP_ORIGIN}/addon/pipelines/home#!/results/{BITBUCKET_BUILD_NUMBER}"],
        root: &["BITBUCKET_CLONE_DIR"],
    },
    System {
        name: "travis",
        marks: &["TRAVIS"],
        id: &["TRAVIS_BUILD_ID"],
        commit: &["TRAVIS_COMMIT"],
        branch: &["TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"],
        pull: &["TRAVIS_PULL_REQUEST"],
        job: &["TRAVIS_JOB_NAME"],
        url: &["{TRAVIS_BUILD_WEB_URL}"],
        root: &["TRAVIS_BUILD_DIR"],
    },
    System {
        name: "drone",
        marks: &["DRONE"],
        id: &["DRONE_REPO", "DRONE_BUILD_NUMBER"],
        commit: &["DRONE_COMMIT_SHA", "DRONE_COMMIT"],
        branch: &["DRONE_SOURCE_BRANCH", "DRONE_BRANCH"],
        pull: &["DRONE_PULL_REQUEST"],
        job: &["DRONE_STAGE_NAME"],
        url: &["{DRONE_BUILD_LINK}"],
        root: &["DRONE_WORKSPACE"],
    },
    System {
        name: "appveyor",
        marks: &["APPVEYOR"],
        id: &["APPVEYOR_BUILD_ID"],
        commit: &["APPVEYOR_REPO_COMMIT"],
        branch: &["APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "APPVEYOR_REPO_BRANCH"],
        pull: &["APPVEYOR_PULL_REQUEST_NUMBER"],
        job: &["APPVEYOR_JOB_NAME"],
        url: &["{APPVEYOR_URL}/project/{APPVEYOR_ACCOUNT_NAME}/{APPVEYOR_PROJECT_SLUG}/builds/{APPVEYOR_BUILD_ID}"],
        root: &["APPVEYOR_BUILD_FOLDER"],
    },
    // The last: agents of others set its address too.
    System {
        name: "jenkins",
        marks: &["JENKINS_URL"],
        id: &["JOB_NAME", "BUILD_NUMBER"],
        commit: &["GIT_COMMIT"],
        branch: &["CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH"],
        pull: &["CHANGE_ID"],
        job: &["STAGE_NAME"],
        url: &["{BUILD_URL}"],
        root: &["WORKSPACE"],
    },
];

/// The run that we are in, by its variables. `None`: no system that we know, or one that does not name its run.
pub fn run_of(variable: impl Fn(&str) -> Option<String>) -> Option<Run> {
    let get = |name: &str| variable(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let is_marked = |mark: &str| match mark.split_once('=') {
        Some((name, value)) => get(name).as_deref() == Some(value),
        None => get(mark).is_some_and(|v| v != "false"),
    };
    let system = SYSTEMS.iter().find(|system| system.marks.iter().any(|mark| is_marked(mark)))?;
    let first = |names: &[&str]| names.iter().find_map(|name| get(name));
    let id: Vec<String> = system.id.iter().map(|name| get(name)).collect::<Option<_>>()?;
    Some(Run {
        system: system.name,
        id: format!("{}:{}", system.name, id.join("/")),
        commit: first(system.commit),
        branch: first(system.branch).and_then(|branch| branch_of(&branch)),
        pull: system.pull.iter().filter_map(|name| get(name)).find_map(|pull| pull_of(&pull)),
        job: first(system.job),
        url: system.url.iter().find_map(|template| filled(template, get)),
        root: first(system.root),
    })
}

/// `refs/heads/x` and `origin/x` are `x`; a pull request's own ref and a tag are no branch.
fn branch_of(name: &str) -> Option<String> {
    let name = name.strip_prefix("refs/heads/").or_else(|| name.strip_prefix("origin/")).unwrap_or(name);
    (!name.starts_with("refs/")).then(|| name.to_owned())
}

/// `refs/pull/7/merge`, `https://…/pull/7` and `7` are 7; `false` is none.
fn pull_of(text: &str) -> Option<String> {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let of_path = text.split('/').skip_while(|part| *part != "pull").nth(1);
    of_path.or((!text.contains('/')).then_some(text)).filter(is_number).map(str::to_owned)
}

/// The template with its variables; `None` when one is not there.
fn filled(template: &str, get: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (mut out, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&get(name)?);
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}
