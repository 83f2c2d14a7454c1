# What `show` says of a ticket beside its fields: links with both of their ends, and the conversation.

## Links, each kind and what the other ticket calls it (family link-<kind>)
link-related = related to
link-duplicates = duplicates
link-duplicated-by = duplicated by
link-blocks = blocks
link-blocked-by = blocked by
link-incident-of = incident of
link-problem-of = problem of
link-follow-up-of = follow-up of
link-followed-up-by = followed up by
link-split-from = split from
link-recurs = recurs
link-recurred-as = recurred as
link-split-into = split into
link-unknown-end = “{ $kind }” in

## Headings of narrow lists
short-priority = Prio.
short-assignee = Assignee
short-updated = Age

## The page
field-claim = claimed
field-attachments = attachments
field-merged_from = merged from
show-written-in = written in { $ticket }
