#!/bin/sh
# The same without a pipeline, from cron, in a clone that only this job uses:
#   15 2 * * *  cd /srv/desk && /srv/desk/cron.sh
# Writes service-levels.xml, desk.prom for a textfile collector, and on Mondays desk.html. Ends with 1 when a
# promise is broken, so that cron sends what was printed.
#
# Make the clone whole, never with --depth, and leave the branch of the desk free: git clone URL desk
set -eu
out=${1:-out}
mkdir -p "$out"
git fetch --quiet origin
# Where nobody works on the desk in this clone, its branch just follows the remote's.
git fetch --quiet origin tickets:refs/heads/tickets

# A collector must never see half a file.
git desk report summary --format openmetrics >"$out/desk.prom.part"
mv "$out/desk.prom.part" "$out/desk.prom"

if [ "$(date +%u)" = 1 ] || [ ! -e "$out/desk.html" ]; then
    git desk report summary --from 7d --compare --format html >"$out/desk.html.part"
    mv "$out/desk.html.part" "$out/desk.html"
fi

git desk sla --fail-on breach --format junit >"$out/service-levels.xml"
