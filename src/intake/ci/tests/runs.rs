//! Systems of continuous integration, told by their variables.

use crate::intake::ci::{Run, run_of};

fn run(variables: &[(&str, &str)]) -> Option<Run> {
    run_of(|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
}

/// System, variables, and what they say: id, commit, branch, pull request, address, root.
type Told = (&'static str, &'static [(&'static str, &'static str)], [&'static str; 6]);

const SYSTEMS: [Told; 12] = [
    (
        "github",
        &[
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_RUN_ID", "12"),
            ("GITHUB_SHA", "abc"),
            ("GITHUB_REF", "refs/pull/7/merge"),
            ("GITHUB_HEAD_REF", "topic"),
            ("GITHUB_SERVER_URL", "https://github.example"),
            ("GITHUB_REPOSITORY", "acme/shop"),
            ("GITHUB_WORKSPACE", "/w"),
        ],
        ["github:12", "abc", "topic", "7", "https://github.example/acme/shop/actions/runs/12", "/w"],
    ),
    (
        "gitlab",
        &[
            ("GITLAB_CI", "true"),
            ("CI_PIPELINE_ID", "12"),
            ("CI_COMMIT_SHA", "abc"),
            ("CI_COMMIT_REF_NAME", "main"),
            ("CI_MERGE_REQUEST_IID", "7"),
            ("CI_JOB_URL", "https://lab/jobs/1"),
            ("CI_PROJECT_DIR", "/w"),
        ],
        ["gitlab:12", "abc", "main", "7", "https://lab/jobs/1", "/w"],
    ),
    (
        "jenkins",
        &[
            ("JENKINS_URL", "https://j/"),
            ("JOB_NAME", "shop"),
            ("BUILD_NUMBER", "12"),
            ("GIT_COMMIT", "abc"),
            ("GIT_BRANCH", "origin/main"),
            ("BUILD_URL", "https://j/12"),
            ("WORKSPACE", "/w"),
        ],
        ["jenkins:shop/12", "abc", "main", "", "https://j/12", "/w"],
    ),
    (
        "buildkite",
        &[
            ("BUILDKITE", "true"),
            ("BUILDKITE_BUILD_ID", "u-1"),
            ("BUILDKITE_COMMIT", "abc"),
            ("BUILDKITE_BRANCH", "main"),
            ("BUILDKITE_PULL_REQUEST", "false"),
            ("BUILDKITE_BUILD_URL", "https://b/1"),
            ("BUILDKITE_BUILD_CHECKOUT_PATH", "/w"),
        ],
        ["buildkite:u-1", "abc", "main", "", "https://b/1", "/w"],
    ),
    (
        "circleci",
        &[
            ("CIRCLECI", "true"),
            ("CIRCLE_WORKFLOW_ID", "u-1"),
            ("CIRCLE_SHA1", "abc"),
            ("CIRCLE_BRANCH", "main"),
            ("CIRCLE_PULL_REQUEST", "https://github.example/acme/shop/pull/7"),
            ("CIRCLE_BUILD_URL", "https://c/1"),
            ("CIRCLE_WORKING_DIRECTORY", "~/w"),
        ],
        ["circleci:u-1", "abc", "main", "7", "https://c/1", "~/w"],
    ),
    (
        "azure",
        &[
            ("BUILD_BUILDURI", "vstfs:///1"),
            ("BUILD_BUILDID", "12"),
            ("BUILD_SOURCEVERSION", "abc"),
            ("BUILD_SOURCEBRANCH", "refs/heads/main"),
            ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev/acme/"),
            ("SYSTEM_TEAMPROJECT", "shop"),
            ("BUILD_REPOSITORY_LOCALPATH", "/w"),
        ],
        ["azure:12", "abc", "main", "", "https://dev/acme/shop/_build/results?buildId=12", "/w"],
    ),
    (
        "teamcity",
        &[
            ("TEAMCITY_VERSION", "2025"),
            ("TEAMCITY_BUILDCONF_NAME", "Shop"),
            ("BUILD_NUMBER", "12"),
            ("BUILD_VCS_NUMBER", "abc"),
        ],
        ["teamcity:Shop/12", "abc", "", "", "", ""],
    ),
    (
        "bitbucket",
        &[
            ("BITBUCKET_BUILD_NUMBER", "12"),
            ("BITBUCKET_REPO_FULL_NAME", "acme/shop"),
            ("BITBUCKET_COMMIT", "abc"),
            ("BITBUCKET_BRANCH", "main"),
            ("BITBUCKET_PR_ID", "7"),
            ("BITBUCKET_GIT_HTTP_ORIGIN", "https://bb/acme/shop"),
            ("BITBUCKET_CLONE_DIR", "/w"),
        ],
        ["bitbucket:acme/shop/12", "abc", "main", "7", "https://bb/acme/shop/addon/pipelines/home#!/results/12", "/w"],
    ),
    (
        "travis",
        &[
            ("TRAVIS", "true"),
            ("TRAVIS_BUILD_ID", "12"),
            ("TRAVIS_COMMIT", "abc"),
            ("TRAVIS_BRANCH", "main"),
            ("TRAVIS_PULL_REQUEST", "false"),
            ("TRAVIS_BUILD_WEB_URL", "https://t/12"),
            ("TRAVIS_BUILD_DIR", "/w"),
        ],
        ["travis:12", "abc", "main", "", "https://t/12", "/w"],
    ),
    (
        "drone",
        &[
            ("DRONE", "true"),
            ("DRONE_REPO", "acme/shop"),
            ("DRONE_BUILD_NUMBER", "12"),
            ("DRONE_COMMIT_SHA", "abc"),
            ("DRONE_BRANCH", "main"),
            ("DRONE_PULL_REQUEST", "7"),
            ("DRONE_BUILD_LINK", "https://d/12"),
        ],
        ["drone:acme/shop/12", "abc", "main", "7", "https://d/12", ""],
    ),
    (
        "woodpecker",
        &[
            ("CI", "woodpecker"),
            ("CI_REPO", "acme/shop"),
            ("CI_PIPELINE_NUMBER", "12"),
            ("CI_COMMIT_SHA", "abc"),
            ("CI_COMMIT_BRANCH", "main"),
            ("CI_PIPELINE_URL", "https://w/12"),
            ("CI_WORKSPACE", "/w"),
        ],
        ["woodpecker:acme/shop/12", "abc", "main", "", "https://w/12", "/w"],
    ),
    (
        "appveyor",
        &[
            ("APPVEYOR", "True"),
            ("APPVEYOR_BUILD_ID", "12"),
            ("APPVEYOR_REPO_COMMIT", "abc"),
            ("APPVEYOR_REPO_BRANCH", "main"),
            ("APPVEYOR_URL", "https://a"),
            ("APPVEYOR_ACCOUNT_NAME", "acme"),
            ("APPVEYOR_PROJECT_SLUG", "shop"),
            ("APPVEYOR_BUILD_FOLDER", "C:\\w"),
        ],
        ["appveyor:12", "abc", "main", "", "https://a/project/acme/shop/builds/12", "C:\\w"],
    ),
];

#[test]
fn each_system_is_told_by_its_variables() {
    for (system, variables, expected) in SYSTEMS {
        let run = run(variables).unwrap_or_else(|| panic!("{system}"));
        let said = |value: Option<String>| value.unwrap_or_default();
        assert_eq!(run.system, system);
        let found = [run.id, said(run.commit), said(run.branch), said(run.pull), said(run.url), said(run.root)];
        assert_eq!(found, expected, "{system}");
    }
}

#[test]
fn no_run_is_made_up() {
    assert_eq!(run(&[]), None);
    assert_eq!(run(&[("CI", "true")]), None, "a system that nobody knows");
    assert_eq!(run(&[("GITHUB_ACTIONS", "true")]), None, "it does not name its run");
    let tag = [("GITHUB_ACTIONS", "true"), ("GITHUB_RUN_ID", "1"), ("GITHUB_REF", "refs/tags/v1")];
    assert_eq!(run(&tag).expect("a run").branch, None, "a tag is no branch");
}
