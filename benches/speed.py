#!/usr/bin/env python3
"""Whole processes, side by side with git and with a program that prints one word.

    benches/speed.py [TICKETS] [--runs N] [--desk DIR] [--rows WORD,WORD]

Makes a desk of TICKETS (1,000 without a number; about twelve commits each, always the same ones) with the generator,
or works in a copy of DIR, gives it a calendar and a policy, files 60 tickets more, and times each verb and its floor
in turn: medians of N runs (7) after one that does not count. Prints a table in Markdown. Wall time, so nothing else
should run. With GIT_DESK and GENERATE, programs that are built already, nothing is built.
"""
import argparse, json, os, platform, re, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SLA = """policies:
- name: everybody
  calendar: office
  targets:
    first_reply: {default: 4h, high: 1h, urgent: 30m}
    next_reply: {default: 8h}
    resolution: {default: 3d}
"""
CALENDARS = """office:
  time_zone: UTC
  hours:
    mon: [["09:00", "17:00"]]
    tue: [["09:00", "17:00"]]
    wed: [["09:00", "17:00"]]
    thu: [["09:00", "17:00"]]
    fri: [["09:00", "17:00"]]
"""
HELLO = 'fn main() { println!("hello"); }'


def built():
    """The programs, built where they were not given."""
    desk, generate = os.environ.get("GIT_DESK"), os.environ.get("GENERATE")
    if not desk:
        subprocess.run(["cargo", "build", "--quiet", "--release", "--locked"], cwd=HERE, check=True)
        out = subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--no-deps", "--offline"], cwd=HERE)
        desk = str(Path(json.loads(out)["target_directory"]) / "release/git-desk")
    generate = [generate] if generate else ["cargo", "bench", "--quiet", "--locked", "--bench", "generate", "--"]
    return desk, generate


class Bench:
    def __init__(self, desk, dir, runs):
        self.desk, self.dir, self.runs, self.rows = desk, str(dir), runs, []
        self.floor_hello = None

    def command(self, *args):
        return [self.desk, "-C", self.dir, *args]

    def run(self, command, **more):
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more).stdout

    def once(self, command, stdin=None):
        source = open(stdin, "rb") if stdin else subprocess.DEVNULL
        start = time.perf_counter()
        done = subprocess.run(command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        took = (time.perf_counter() - start) * 1000
        if done.returncode:
            sys.exit(f"{command[:6]}: {done.stderr.decode()[:600]}")
        return took

    def pairs(self, ours, floor, before=None, runs=None, stdin=None):
        """Medians of both in milliseconds, measured in turn; `before` is done ahead of each of ours, untimed."""
        mine, theirs = [], []
        for n in range((runs or self.runs) + 1):
            if before:
                before()
            mine.append(self.once(ours() if callable(ours) else ours))
            if floor:
                theirs.append(self.once(floor, stdin))
        return statistics.median(mine[1:]), statistics.median(theirs[1:]) if floor else None

    def row(self, work, took, floor, what, goal, met):
        """One line: milliseconds of ours, of the floor, what that is, the goal, and whether it is met."""
        ratio = f"{took / floor:.2f}" if floor else ""
        floor = f"{what} {shown(floor)}" if floor else what
        self.rows.append(f"| {work} | {shown(took)} | {floor} | {ratio} | {goal} | {'yes' if met else '**no**'} |")
        print(self.rows[-1], flush=True)

    def memory(self, command):
        """MiB at most, by GNU time."""
        if not os.path.exists("/usr/bin/time"):
            return "?"
        done = subprocess.run(["/usr/bin/time", "-v", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return round(int(re.search(rb"Maximum resident.*: (\d+)", done.stderr)[1]) / 1024)


def shown(ms):
    return f"{ms / 1000:.2f} s" if ms >= 1000 else f"{ms:.1f} ms"


def prepare(desk, generate, tickets, given, work):
    """A desk with a policy and with tickets that are still to be done."""
    dir = work / "desk"
    if given:
        shutil.copytree(given, dir, symlinks=True)
    else:
        events = work / "events.jsonl"
        with open(events, "wb") as out:
            subprocess.run([*generate, str(tickets), "1"], cwd=HERE, stdout=out, check=True)
        subprocess.run(["git", "init", "-q", dir], check=True)
        subprocess.run([desk, "-C", dir, "init", "-q", "--time-zone", "UTC"], check=True)
        subprocess.run([desk, "-C", dir, "import", "events", events, "-q"], check=True, stdout=subprocess.DEVNULL)
    git = lambda *args, **more: subprocess.check_output(["git", "-C", str(dir), *args], text=True, **more).strip()
    index = dict(os.environ, GIT_INDEX_FILE=str(work / "index"))
    git("update-ref", "refs/heads/plain", "refs/heads/tickets")
    git("read-tree", "refs/heads/tickets", env=index)
    for path, text in [("config/sla.yaml", SLA), ("config/calendars.yaml", CALENDARS)]:
        blob = git("hash-object", "-w", "--stdin", input=text)
        git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", env=index)
    commit = git("commit-tree", "-p", "refs/heads/tickets", "-m", "promises", git("write-tree", env=index))
    git("update-ref", "refs/heads/tickets", commit)
    for n in range(60):
        subprocess.run(
            [desk, "-C", dir, "new", f"Ticket {n}", "-m", "It fails.", "--priority", ["low", "high", "urgent"][n % 3], "-q",
             "--requester", f"customer{n:04}@shop.example"],
            check=True, stdout=subprocess.DEVNULL)
    return dir


PLUMBING = """cd "$1"
export GIT_INDEX_FILE="$1/.git/bench-index"
blob=$(echo "title: x" | git hash-object -w --stdin)
git read-tree tickets
git update-index --add --cacheinfo "100644,$blob,tickets/0/0/0000000000.yaml"
commit=$(git commit-tree -p tickets -m x "$(git write-tree)")
git update-ref refs/heads/bench "$commit"
"""


def hello(work):
    """The least that a program can cost."""
    (work / "hello.rs").write_text(HELLO)
    subprocess.run(["rustc", "-O", "-o", work / "hello", work / "hello.rs"], check=True)
    return [str(work / "hello")]


def start(bench, work):
    took, floor = bench.pairs([bench.desk, "--version"], bench.hello, runs=40)
    bench.floor_hello = floor
    bench.row("`--version`", took, floor, "hello-world", "≤ 2 x", took <= 2 * floor)


def look(bench, work):
    """What people do all day."""
    listed = json.loads(bench.run(bench.command("list", "status:closed", "--limit", "50", "--json")))["tickets"]
    bench.id, bench.agent = listed[7]["id"], listed[7]["assignee"]
    unsolved = json.loads(bench.run(bench.command("list", "--json")))["tickets"]
    bench.open = unsolved[3]["id"]
    for work_done, args in [
        ("`list`, the unsolved by what is due", ["list", "--limit", "50"]),
        ("`list status:closed --limit 50`", ["list", "status:closed", "--limit", "50"]),
        ("`list assignee:A is:any --limit 50`", ["list", f"assignee:{bench.agent}", "is:any", "--limit", "50"]),
        ("`show ID`", ["show", bench.id[:8]]),
        ("`sla ID`", ["sla", bench.open]),
        ("`log ID`", ["log", bench.id]),
    ]:
        took, floor = bench.pairs(bench.command(*args), bench.hello, runs=bench.runs * 3)
        bench.row(work_done, took, floor, "hello-world", "≤ 3 x + 3 ms", took <= 3 * floor + 3)
    bench.once(bench.command("search", "timeout"))
    for text in [["timeout"], ["pago login"], ["blank", "slow", "never"]]:
        took, floor = bench.pairs(bench.command("search", *text, "--limit", "20"), bench.hello, runs=bench.runs * 3)
        bench.row(f"`search {' '.join(text)}`", took, floor, "hello-world", "≤ 10 ms", took <= 10)


def write(bench, work):
    script = work / "plumbing.sh"
    script.write_text(PLUMBING)
    plumbing = ["sh", str(script), bench.dir]
    for n, (work_done, args) in enumerate([
        ("`new`, durable", ["new", "The till is silent", "-m", "Not a beep.", "--requester", "sol@shop.example", "-q"]),
        ("`reply`, durable", ["reply", bench.open, "-m", "We look at it.", "-q"]),
        ("`status`, durable", None),
    ]):
        states = iter(["open", "pending"] * 200)
        ours = (lambda: bench.command("status", bench.open, next(states), "-q")) if args is None else bench.command(*args)
        took, floor = bench.pairs(ours, plumbing)
        bench.row(work_done, took, floor, "git plumbing", "≤ 15 ms, ≤ 1/8", took <= 15 and took * 8 <= floor)


def many(bench, work):
    ids = [t["id"] for t in json.loads(bench.run(bench.command("list", "is:any", "--limit", "1000", "--json")))["tickets"]]
    index, kept = Path(bench.dir, ".git/desk/index"), work / "index-before"
    shutil.rmtree(kept, ignore_errors=True)
    bench.once(bench.command("list"))
    bench.once(bench.command("sla"))
    shutil.copytree(index, kept)
    tags = iter(range(1000))
    took, _ = bench.pairs(lambda: bench.command("tag", *ids, f"+bulk{next(tags)}", "-q"), None, runs=3)
    bench.row(f"bulk change of {len(ids):,} tickets", took, None, "one move of the ref", "≤ 1 s", took <= 1000)
    warm, _ = bench.pairs(bench.command("list"), None)
    def before():
        bench.once(bench.command("tag", bench.open, f"+one{next(tags)}", "-q"))
    took, _ = bench.pairs(bench.command("list"), None, before=before)
    bench.row("index after one commit (`list`, less a warm one)", max(took - warm, 0), None, "", "≤ 10 ms", took - warm <= 10)
    def behind():
        shutil.rmtree(index)
        shutil.copytree(kept, index)
    took, _ = bench.pairs(bench.command("list"), None, before=behind, runs=3)
    commits = 4 * len(ids) + bench.runs + 1
    part = (took - warm) * 1000 / commits
    bench.row(f"index after {commits:,} commits, for 1,000 of them", part, None, "", "≤ 0.3 s", part <= 300)


def strange(bench, work):
    """A repository that was just cloned."""
    index = Path(bench.dir, ".git/desk/index")
    blobs = work / "blobs"
    blobs.write_bytes(bench.run(["git", "-C", bench.dir, "ls-tree", "-r", "--format=%(objectname)", "tickets", "--", "tickets/"]))
    forget = lambda: shutil.rmtree(index, ignore_errors=True)
    cat = ["git", "-C", bench.dir, "cat-file", "--batch", "--buffer"]
    # Without a promise, as after `init`: promises need the history, which is the next row.
    off = bench.command("--ref", "plain", "list", "status:closed", "sort:-created", "--limit", "50")
    took, floor = bench.pairs(off, cat, before=forget, runs=3, stdin=blobs)
    bench.row("first `list` after a clone", took, floor, "`git cat-file --batch`", "≤ 1.5 x", took <= 1.5 * floor)
    log = ["git", "-C", bench.dir, "log", "--raw", "--no-renames", "--format=%H", "tickets"]
    bench.once(bench.command("report", "volume"))
    warm, _ = bench.pairs(bench.command("report", "volume"), None)
    runs = 3 if warm < 200 else 1
    took, floor = bench.pairs(bench.command("report", "volume"), log, before=forget, runs=runs)
    memory = bench.memory(bench.command("report", "volume"))
    bench.row("index of the whole history", took - warm, floor, "`git log --raw --no-renames`", "≤ 1 x", took - warm <= floor)
    return memory


def reports(bench, work):
    bench.once(bench.command("report", "volume"))
    for name in ["summary", "volume", "sla", "times", "agents", "recurrence"]:
        command = bench.command("report", name)
        took, _ = bench.pairs(command, None, runs=max(3, bench.runs // 2))
        memory = bench.memory(command)
        met = took <= 500 and (memory == "?" or memory <= 300)
        bench.row(f"`report {name}`, warm", took, None, f"{memory} MiB", "≤ 0.5 s, ≤ 300 MiB", met)


def writers(bench, work):
    script = work / "writers.sh"
    script.write_text('for n in 1 2 3 4 5 6 7 8 9 10; do "$1" -C "$2" new "Writer $3 $n" --requester sol@shop.example -q >/dev/null || exit 1; done')
    count = lambda: int(bench.run(["git", "-C", bench.dir, "rev-list", "--count", "tickets"]))
    start = time.perf_counter()
    for n in range(20):
        subprocess.run(["sh", str(script), bench.desk, bench.dir, str(n)], check=True)
    single = (time.perf_counter() - start) * 1000
    before, start = count(), time.perf_counter()
    running = [subprocess.Popen(["sh", str(script), bench.desk, bench.dir, str(n)]) for n in range(20)]
    failed = sum(one.wait() != 0 for one in running)
    took = (time.perf_counter() - start) * 1000
    made = count() - before
    bench.row(f"20 writers x 10 tickets: {made} of 200", took, single, "200 single writes", "≤ 1 x, all", took <= single and made == 200 and not failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tickets", nargs="?", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--desk")
    parser.add_argument("--rows", default="start,look,write,many,reports,strange,writers")
    asked = parser.parse_args()
    desk, generate = built()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as work:
        work = Path(work)
        floor = hello(work)
        os.environ.update(HOME=str(work), GIT_CONFIG_NOSYSTEM="1", LC_ALL="C.UTF-8", CI="1", GIT_AUTHOR_NAME="Bench",
            GIT_AUTHOR_EMAIL="agent07@desk.example", GIT_COMMITTER_NAME="Bench", GIT_COMMITTER_EMAIL="agent07@desk.example")
        dir = prepare(desk, generate, asked.tickets, asked.desk, work)
        commits = subprocess.check_output(["git", "-C", dir, "rev-list", "--count", "tickets"], text=True).strip()
        load = os.getloadavg()[0]
        version = subprocess.check_output(["git", "--version"], text=True).strip()
        print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, {version}; {int(commits):,} commits\n")
        print("| work | git-desk | floor | ratio | goal | met |\n|---|---|---|---|---|---|")
        bench = Bench(desk, dir, asked.runs)
        bench.hello = floor
        start(bench, work)
        look(bench, work)
        for row in asked.rows.split(","):
            if row not in ("start", "look"):
                globals()[row](bench, work)


main()
