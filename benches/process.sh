#!/bin/sh
# Whole processes, side by side with git itself: builds a desk of TICKETS tickets (about ten events each)
# from the generator, then times the verbs and prints how they compare with a floor measured in the same run.
#
#   benches/process.sh [TICKETS] [RUNS]
#
# Needs git, python3 (for the medians) and GNU time (for the memory; without it none is printed). With GIT_DESK and
# GENERATE, programs that are built already, nothing is built. On a machine that has other work, MEASURE=cpu compares
# processor time instead of the wall clock (without waits for the disk).
set -eu

tickets=${1:-10000}
runs=${2:-15}
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
if [ -z "${GIT_DESK:-}" ]; then
    cargo build --quiet --release --locked
    build=$(cargo metadata --format-version 1 --no-deps --offline |
        python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')
    GIT_DESK=$build/release/git-desk
fi
desk=$GIT_DESK

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -n "${GENERATE:-}" ]; then
    "$GENERATE" "$tickets" 1 > "$work/events.jsonl"
else
    cargo bench --quiet --locked --bench generate -- "$tickets" 1 > "$work/events.jsonl"
fi
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Bench GIT_AUTHOR_EMAIL=bench@example.com \
    GIT_COMMITTER_NAME=Bench GIT_COMMITTER_EMAIL=bench@example.com LC_ALL=C.UTF-8 CI=1

timed() { # timed NAME COMMAND...: what GNU time says of it goes to $work/NAME.v
    name=$1
    shift
    if [ -x /usr/bin/time ]; then /usr/bin/time -v -o "$work/$name.v" "$@"; else "$@"; fi
}

cat > "$work/clock.py" <<'PY'
"""clock.py RUNS COMMAND...: the median in milliseconds of whole runs, by the wall or (MEASURE=cpu) of processor time."""
import os, resource, statistics, subprocess, sys, time
def clock():
    if os.environ.get("MEASURE") != "cpu":
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
def once():
    start = clock()
    subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (clock() - start) * 1000
once()
print(f"{statistics.median(once() for _ in range(int(sys.argv[1]))):.2f}")
PY
ms() { python3 "$work/clock.py" "$runs" "$@"; }
cpu() { # seconds of user and system time of a timed run, children included: what other load does not change much
    if [ -f "$work/$1.v" ]; then
        python3 -c "import re; t=open('$work/$1.v').read(); print(f'{sum(map(float, re.findall(r\"(?:User|System) time.*: ([0-9.]+)\", t))):.2f}')"
    else
        echo '?'
    fi
}
ratio() { python3 -c "print(f'{$1 / $2:.2f}')"; }
memory() { # MiB of a timed run
    if [ -f "$work/$1.v" ]; then
        python3 -c "import re,sys; print(round(int(re.search(r'Maximum resident.*: (\d+)', open('$work/$1.v').read())[1]) / 1024))"
    else
        echo '?'
    fi
}
seconds() { python3 -c 'import time; print(time.time())'; }

echo "machine: $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo '?'), $(git --version)"
events=$(wc -l < "$work/events.jsonl")
echo "stream: $tickets tickets, $events events, $(wc -c < "$work/events.jsonl") bytes"

git init -q "$work/desk"
"$desk" -C "$work/desk" init -q --time-zone UTC
start=$(seconds)
timed import "$desk" -C "$work/desk" import events "$work/events.jsonl"
took=$(python3 -c "print(f'{$(seconds) - $start:.2f}')")

# The floor of the import: git writing the very same objects from a ready-made stream, then the same repack
# and commit-graph.
git -C "$work/desk" fast-export refs/heads/tickets > "$work/floor.stream"
git init -q --bare "$work/floor"
start=$(seconds)
timed floor git -C "$work/floor" -c pack.compression=1 -c fastimport.unpackLimit=0 fast-import --quiet --depth=10 < "$work/floor.stream"
written=$(seconds)
git -C "$work/floor" rev-parse refs/heads/tickets > "$work/tip"
timed pack git -C "$work/floor" pack-objects --revs --quiet --delta-base-offset --no-reuse-delta --window=3 \
    --compression=1 "$work/floor/objects/pack/pack" \
    < "$work/tip" > /dev/null
git -C "$work/floor" commit-graph write --stdin-commits --split --no-progress < "$work/tip"
end=$(seconds)
floor=$(python3 -c "print(f'{$written - $start:.2f}')")
whole=$(python3 -c "print(f'{$end - $start:.2f}')")
echo "import: $took s, $(python3 -c "print(round($events / $took))") events/s, $(memory import) MiB"
echo "  floor: git fast-import of the same objects $floor s, with repack and commit-graph $whole s, $(memory floor) MiB"
echo "  ratio: $(ratio "$took" "$whole") x the floor with repack and commit-graph"
echo "  processor time: import $(cpu import) s; floor $(cpu floor) s and its repack $(cpu pack) s"

git -C "$work/desk" fsck --strict --no-dangling --connectivity-only 2>/dev/null && echo "fsck: sound"

id=$("$desk" -C "$work/desk" list status:closed --limit 1 --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["tickets"][0]["id"])')
path="tickets/$(printf %.1s "$id")/$(printf %s "$id" | cut -c2)/$id.yaml"
hello=$(ms true)
blob=$(ms git -C "$work/desk" cat-file blob "tickets:$path")
git -C "$work/desk" ls-tree -r --format='%(objectname)' tickets -- tickets/ > "$work/blobs"
blobs=$(ms sh -c "git -C '$work/desk' cat-file --batch < '$work/blobs'")
# The same objects as `new` writes, by git plumbing: a blob, the trees, a commit, and the move of the ref.
cat > "$work/plumbing.sh" <<'PLUMBING'
cd "$1"
export GIT_INDEX_FILE="$1/.git/bench-index"
blob=$(echo "title: x" | git hash-object -w --stdin)
git read-tree tickets
git update-index --add --cacheinfo "100644,$blob,tickets/0/0/0000000000.yaml"
commit=$(git commit-tree -p tickets -m x "$(git write-tree)")
git update-ref refs/heads/bench "$commit"
PLUMBING
plumbing=$(ms sh "$work/plumbing.sh" "$work/desk")
show=$(ms "$desk" -C "$work/desk" show "$id")
list=$(ms "$desk" -C "$work/desk" list status:closed --limit 50)
new=$(ms "$desk" -C "$work/desk" new "The till is silent" -m "Not a beep.")
timed list "$desk" -C "$work/desk" list status:closed --limit 50 > /dev/null
echo "show:  $show ms, $(ratio "$show" "$blob") x git cat-file of its file ($blob ms), hello-world $hello ms"
echo "list:  $list ms, $(ratio "$list" "$blobs") x git cat-file --batch of all files ($blobs ms), $(memory list) MiB"
echo "new:   $new ms, git plumbing takes $(ratio "$plumbing" "$new") x as long ($plumbing ms)"
