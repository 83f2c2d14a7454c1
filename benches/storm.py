#!/usr/bin/env python3
"""A run of tests in which everything fails, and many jobs through the inbox: few tickets, and how long they took.

    benches/storm.py [--failures 10000] [--causes 40] [--jobs 500] [--program PATH]

First one report with so many failures of so many causes: filed, filed again (which changes nothing), and filed as
another run. Then so many jobs that each see a few of them, once one after the other into a desk, once through the inbox
of a bare remote and a collect; the tickets and occurrences of both have to be the same. Results go to RESULTS.md.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
WORDS = ["".join((chr(103 + n // 15), chr(107 + n % 15))) for n in range(225)]


def junit(failures):
    """A report; each failure a class, a test and what it says."""
    case = "<testcase classname='{0}' name='{1}'><failure message='{2}'>{2}\n\tat shop.Store.read(Store.java:{3})</failure></testcase>"
    cases = "".join(case.format(*failure, n) for n, failure in enumerate(failures))
    return f"<testsuites><testsuite name='shop'>{cases}</testsuite></testsuites>"


def environment(root):
    config = root / "gitconfig"
    config.write_text(
        "[user]\n\tname = CI\n\temail = ci@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n"
        "[maintenance]\n\tauto = false\n"
    )
    os.environ.update(GIT_CONFIG_GLOBAL=str(config), GIT_CONFIG_NOSYSTEM="1", HOME=str(root), LANG="C.UTF-8", CI="1")


def run(*words, cwd):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr}")
    return done.stdout


def timed(*words, cwd):
    start, before = time.perf_counter(), os.times()
    out = run(*words, cwd=cwd)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return out, f"{time.perf_counter() - start:.2f} s ({work:.2f} s of processor)"


def desk(root, name, program):
    repo = root / name
    run("git", "init", "-q", str(repo), cwd=root)
    run("git", "commit", "-q", "--allow-empty", "-m", "code", cwd=repo)
    run(program, "init", "-q", cwd=repo)
    return repo


def storm(root, program, failures, causes):
    repo = desk(root, "storm", program)
    text = [(f"Class{n}", f"test{n}x", f"cannot {WORDS[n % causes]} this") for n in range(failures)]
    (repo / "report.xml").write_text(junit(text))
    for what, name in [("the first time", "r1"), ("the same run again", "r1"), ("another run", "r2")]:
        tip = run("git", "rev-parse", "tickets", cwd=repo)
        _, took = timed(program, "intake", "junit", "report.xml", "--run", name, "-q", cwd=repo)
        tickets = json.loads(run(program, "list", "is:any", "--json", cwd=repo))["tickets"]
        moved = "nothing changed" if run("git", "rev-parse", "tickets", cwd=repo) == tip else "written"
        print(f"{failures} failures of {causes} causes, {what}: {took}, {len(tickets)} tickets, {moved}")


def state(repo, program):
    tickets = json.loads(run(program, "list", "is:any", "--json", cwd=repo))["tickets"]
    seen = {(o["fingerprint"], o["run"], o["count"]) for t in tickets for o in t["occurrences"]}
    return len(tickets), seen


def jobs(root, program, number):
    reports = [(f"run{n // 8}", junit([(f"C{WORDS[n % 20]}", "t", f"cannot {WORDS[n % 20]} this")])) for n in range(number)]
    one = desk(root, "sequence", program)
    start = time.perf_counter()
    for name, report in reports:
        (one / "report.xml").write_text(report)
        run(program, "intake", "junit", "report.xml", "--run", name, "-q", cwd=one)
    print(f"{number} jobs one after the other: {time.perf_counter() - start:.1f} s")
    remote, other = root / "remote.git", desk(root, "home", program)
    run("git", "init", "-q", "--bare", str(remote), cwd=root)
    run("git", "remote", "add", "origin", str(remote), cwd=other)
    run("git", "push", "-q", "origin", "main", "tickets", cwd=other)
    clone = root / "runner"
    run("git", "clone", "-q", "--depth=1", "--single-branch", "-b", "main", remote.as_uri(), str(clone), cwd=root)
    start = time.perf_counter()
    for name, report in reports:
        (clone / "report.xml").write_text(report)
        run(program, "intake", "junit", "report.xml", "--run", name, "--inbox", "-q", cwd=clone)
    print(f"{number} jobs through the inbox: {time.perf_counter() - start:.1f} s")
    _, took = timed(program, "collect", "-q", cwd=other)
    (direct, seen), (collected, also) = state(one, program), state(other, program)
    same = "the same" if (direct, seen) == (collected, also) else "OTHER"
    print(f"collect: {took}; {direct} and {collected} tickets, {len(seen)} and {len(also)} occurrences: {same}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--failures", type=int, default=10_000)
    parser.add_argument("--causes", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=500)
    parser.add_argument("--program", default=str(HERE / "target/release/git-desk"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environment(root)
        storm(root, args.program, args.failures, args.causes)
        if args.jobs:
            jobs(root, args.program, args.jobs)


if __name__ == "__main__":
    main()
