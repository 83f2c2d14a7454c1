#!/usr/bin/env python3
"""Tags unsolved tickets that nobody has touched for some days, and prints them as a Markdown table.

    stale.py [DAYS]        default: 14

Uses nothing but git-desk and Python's own library. The list comes as JSON Lines, the ids go back on standard
input: one commit per ticket, one move of the branch, however many there are. A pipeline may run it every night;
tickets that are tagged already are left out, so a second run changes nothing.
"""

import json
import subprocess
import sys


def desk(*words, stdin=None):
    """What git-desk answers. It says on standard error what went wrong, and its exit code becomes ours."""
    done = subprocess.run(["git", "desk", *words], input=stdin, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return done.stdout


def main():
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 14
    query = ["is:unsolved", "-tag:stale", f"updated>{days}d"]
    found = desk("list", *query, "--sort", "updated", "--format", "jsonl").splitlines()
    stale = [json.loads(line) for line in found]
    if not stale:
        return
    desk("tag", "-", "+stale", "--quiet", stdin="\n".join(ticket["id"] for ticket in stale))
    print("| ticket | status | assignee | title |")
    print("|---|---|---|---|")
    for ticket in stale:
        title = ticket["title"].replace("|", "\\|")
        print(f"| {ticket['id']} | {ticket['status']} | {ticket['assignee'] or '–'} | {title} |")


if __name__ == "__main__":
    main()
