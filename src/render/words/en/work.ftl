# Work on tickets beyond talk and status: merging, claims, files, collisions.

prompt-ticket = Which ticket
title-was = the title was: { $title }
prompt-merge = Merge them?
went-to-target = { $source } is part of this ticket: this was written here
unseen-changes = changed since you looked ({ $by }): { $changes }
escalate-about = Why it goes to the next level. The reason is an internal note.
attachments-none = No attachments.
file-written = written to { $path }

file-text = text
file-image = image
file-document = document
file-archive = archive
file-media = media

deed-reply = writing public messages
deed-note = writing internal notes
deed-change = changing values
deed-tag = adding and removing tags
deed-follow = following tickets
deed-assign = assigning tickets
deed-claim = claiming tickets
deed-merge = merging and splitting tickets
deed-redact = rewriting what others wrote
deed-represent = acting in the name of others
deed-rate = rating the service

error-collision-by = { $id } changed since you looked at it; { $by } did this:
hint-collision-by = look at it with git desk show { $id } and try again; --force writes over it
error-claimed = { $ticket }{ $by } has it in hand until { $until }
hint-claimed = wait, ask { $by }, or add --force
error-own-link = { $ticket }a ticket cannot be linked to itself
hint-own-link = name another ticket with --to ID
error-own-merge = { $ticket }a ticket cannot be merged into itself
hint-own-merge = name another ticket with --into ID
error-merged = { $ticket }it is part of { $into }
hint-merged = work on { $into }, or take it out again with git desk unmerge
error-not-merged = { $ticket }it is part of no other ticket
hint-not-merged = see those that are: git desk list is:merged
error-no-message = { $ticket }it has no message { $typed }, or several whose ids begin so
hint-no-message = the ids of its messages are in git desk show ID --json
error-large-file = { $ticket }{ $name } has { $size } bytes; this desk takes files up to { $limit }
hint-large-file = an admin can raise limits: attachment: in desk.yaml
error-unknown-attachment = { $id } has no file { $name }
hint-unknown-attachment = it has: { $known }
error-no-next-level = { $id }: nothing says to whom group { $group } escalates
error-no-group = { $id }: it has no group, so nothing says to whom it escalates
hint-no-group = name the group with --to GROUP
hint-no-next-level = name the group with --to GROUP, or set escalates_to: in config/groups.yaml

undone = taken back: { $subject }
error-nothing-to-undo = there is nothing of yours to take back
hint-nothing-to-undo = git desk log ID shows who did what
error-overtaken = { $id }: somebody changed this again after it:
hint-overtaken = set it by hand with git desk edit { $id }

next-none = Nothing is waiting for you.
error-out-of-turn = { $ticket }a guided agent takes the ticket that is next
hint-out-of-turn = git desk next shows which one that is

triage-none = No new tickets.
triage-place = Triage: { $n } of { $all }
triage-space = space
triage-any-key = Press any key to go on.
triage-mine = mine
triage-assign = assign
triage-priority = priority
triage-type = type
triage-category = category
triage-group = group
triage-tag = tag
triage-reply = reply
triage-note = note
triage-merge = merge into
triage-solve = solve
triage-skip = skip
triage-undo = undo
triage-next = next
triage-quit = quit
prompt-reason = Reason
prompt-category = Category
prompt-group = Group
prompt-tags = Tags, with blanks between
prompt-person = Who
