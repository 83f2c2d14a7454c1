#!/bin/sh
# Figures of the last month, for a scheduled pipeline: rows for a spreadsheet, a table for a wiki.
# Needs the whole history of the branch: git fetch --unshallow origin tickets
set -eu
out=${1:-reports}
mkdir -p "$out"
git desk report volume --by month --format csv >"$out/volume.csv"
git desk report times --from 30d --format markdown >"$out/times.md"
git desk report flow --from 30d --json >"$out/flow.json"
