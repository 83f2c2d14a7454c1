#!/usr/bin/env python3
"""Many who hand in at once, without reading the desk, against one bare remote; then one who collects.

    benches/inbox.py 1000 [--in-flight 50] [--desk DIR] [--program PATH]

Once by file path and once over `git daemon --max-connections=0` on loopback. Prints how many arrived and how
many were refused, how long one took in the middle and at the slow end, how long all took, and how long folding
them took. `--desk DIR` puts the submissions beside a copy of a desk that is there: what one costs must not
depend on its size. Results go to RESULTS.md.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def git(*args, cwd):
    return subprocess.run(["git", *args], cwd=cwd, check=True, capture_output=True, text=True).stdout


def environment(root):
    """Nothing of the machine's own configuration gets in."""
    config = root / "gitconfig"
    config.write_text(
        "[user]\n\tname = Ana\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n"
        "[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[advice]\n\tdetachedHead = false\n"
    )
    os.environ.update(
        GIT_CONFIG_GLOBAL=str(config), GIT_CONFIG_NOSYSTEM="1", HOME=str(root), LANG="C.UTF-8", CI="1"
    )


def make(root, desk, program):
    """A bare remote with some code and a desk, and a clone that collects."""
    remote = root / "remote.git"
    git("init", "-q", "--bare", str(remote), cwd=root)
    collector = root / "collector"
    if desk:
        shutil.copytree(desk, collector, symlinks=True)
        git("remote", "add", "origin", str(remote), cwd=collector)
    else:
        git("clone", "-q", str(remote), str(collector), cwd=root)
        subprocess.run([program, "init", "-q"], cwd=collector, check=True, capture_output=True)
    code = root / "code"
    git("init", "-q", str(code), cwd=root)
    for n in range(3):
        git("commit", "-q", "--allow-empty", "-m", str(n), cwd=code)
    git("push", "-q", str(remote), "HEAD:refs/heads/main", cwd=code)
    git("push", "-q", "origin", "tickets", cwd=collector)
    return remote, collector


def serve(root):
    """A daemon on a free port; gives its process and the address of the remote."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    daemon = subprocess.Popen(
        ["git", "daemon", "--reuseaddr", "--export-all", "--enable=receive-pack", "--max-connections=0",
         "--listen=127.0.0.1", f"--port={port}", f"--base-path={root}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return daemon, f"git://127.0.0.1:{port}/remote.git"
        time.sleep(0.05)
    raise SystemExit("git daemon does not answer")


def submit(program, clone, address, n):
    start = time.monotonic()
    line = [program, "new", "--inbox", "--remote", address, f"Job {n:05} fails", "-m", f"Log of job {n}", "-q"]
    done = subprocess.run(line, cwd=clone, capture_output=True, text=True)
    return time.monotonic() - start, done.returncode, done.stderr


def run(name, address, args, root, remote, collector):
    # A submitter has a shallow clone of the code; as many as are in flight, so that no two share one.
    clones = []
    for n in range(args.in_flight):
        clone = root / f"ci-{name}-{n}"
        git("clone", "-q", "--depth=1", "--single-branch", "-b", "main", f"file://{remote}", str(clone), cwd=root)
        clones.append(clone)
    start = time.monotonic()
    with ThreadPoolExecutor(args.in_flight) as pool:
        jobs = [pool.submit(submit, args.program, clones[n % args.in_flight], address, n) for n in range(args.count)]
        done = [job.result() for job in jobs]
    all_took = time.monotonic() - start
    times = sorted(took for took, code, _ in done if code == 0)
    refused = [said for _, code, said in done if code != 0]
    arrived = len(git("for-each-ref", "refs/desk/inbox", cwd=remote).splitlines())
    slow = times[min(len(times) - 1, len(times) * 95 // 100)] if times else 0
    print(
        f"{name}: {arrived} of {args.count} arrived, {len(refused)} refused; one took "
        f"{statistics.median(times) if times else 0:.2f} s (median), {slow:.2f} s (95 %); all {all_took:.1f} s"
    )
    for said in refused[:3]:
        print("   ", said.strip().splitlines()[:3])
    before = git("rev-parse", "tickets", cwd=remote).strip()
    start = time.monotonic()
    collected = subprocess.run([args.program, "collect", "-q"], cwd=collector, capture_output=True, text=True)
    took = time.monotonic() - start
    left = len(git("for-each-ref", "refs/desk/inbox", cwd=remote).splitlines())
    folded = git("log", "--format=%(trailers:key=Inbox,valueonly)", f"{before}..tickets", cwd=remote)
    folded = len({line for line in folded.splitlines() if line})
    print(f"{name}: collect folded {folded} in {took:.1f} s (exit {collected.returncode}); {left} refs are left")
    if collected.returncode:
        print(collected.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--in-flight", type=int, default=50)
    parser.add_argument("--desk", help="a desk to copy")
    target = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    parser.add_argument("--program", default=str(target / "release" / "git-desk"))
    args = parser.parse_args()
    args.program = str(Path(args.program).resolve())
    with tempfile.TemporaryDirectory(prefix="inbox-bench-") as scratch:
        root = Path(scratch)
        environment(root)
        remote, collector = make(root, args.desk, args.program)
        run("file", str(remote), args, root, remote, collector)
        daemon, address = serve(root)
        try:
            run("daemon", address, args, root, remote, collector)
        finally:
            daemon.terminate()
            daemon.wait()


if __name__ == "__main__":
    main()
