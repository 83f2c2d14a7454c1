#!/bin/sh
# Writes tickets as CSV that a spreadsheet can open: what others wrote can never become a formula.
#
#   to-csv.sh FILE [QUERY...]      default: all tickets

set -eu

file=$1
shift
[ $# -gt 0 ] || set -- is:any

git desk list "$@" --format csv \
    --columns id,number,title,status,priority,requester,organization,assignee,group,category,created,updated >"$file.new"
# Whoever reads the file meanwhile sees the old one or the new one, never a half.
mv "$file.new" "$file"
