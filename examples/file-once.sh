#!/bin/sh
# Files a ticket from a script, unless an unsolved one with the same fingerprint is there already; then
# the text becomes a note on that one. Prints the id.
#   examples/file-once.sh FINGERPRINT TITLE TEXT
set -eu
id=$(git desk list "fingerprint:$1" is:unsolved --columns id --format csv | sed -n 2p)
if [ -n "$id" ]; then
    git desk note "$id" -m "$3" >/dev/null
else
    id=$(git desk new "$2" -m "$3" --channel ci --fingerprint "$1" --json | sed -n 's/^    "id": "\(.*\)",$/\1/p')
fi
printf '%s\n' "$id"
