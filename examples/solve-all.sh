#!/bin/sh
# Solves every open ticket with a tag: one commit per ticket, one move of the branch. Nothing is
# written when one of them cannot be solved.
#   examples/solve-all.sh TAG TEXT
set -eu
git desk list "tag:$1" is:unsolved --columns id --format csv | tail -n +2 | git desk solve - -m "$2"
