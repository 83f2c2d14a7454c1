#!/usr/bin/env python3
"""How long `git desk similar` takes in a desk that is there, for tickets all over it.

    benches/similar.py DIR... [--program PATH] [--tickets 20]

DIR is a copy of a desk: its index is brought up to date first, and that is not counted. Of each ticket the fastest of three
runs counts. Recall is a test: `cargo test --lib similar::tests::recorded -- --nocapture`. Results go to RESULTS.md.
"""

import argparse
import json
import os
import statistics
import subprocess
import time


def timed(words, cwd):
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode not in (0, 1):
        raise SystemExit(f"{words}: {done.stderr}")
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, work


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("desks", nargs="+", metavar="DIR")
    parse.add_argument("--program", default="git-desk")
    parse.add_argument("--tickets", type=int, default=20)
    args = parse.parse_args()
    for desk in args.desks:
        listed = subprocess.run([args.program, "list", "is:any", "--json"], cwd=desk, capture_output=True, text=True, check=True)
        ids = [ticket["id"] for ticket in json.loads(listed.stdout)["tickets"]]
        some = ids[:: max(1, len(ids) // args.tickets)][: args.tickets]
        first, _ = timed([args.program, "similar", some[0], "--json"], desk)
        runs = [min(timed([args.program, "similar", one, "--json"], desk) for _ in range(3)) for one in some]
        walls, works = [wall * 1000 for wall, _ in runs], [work * 1000 for _, work in runs]
        print(
            f"{desk}: {len(ids)} tickets; the first time {first:.2f} s; then median {statistics.median(walls):.0f} ms, "
            f"longest {max(walls):.0f} ms; processor {statistics.median(works):.0f} ms, {max(works):.0f} ms"
        )


main()
