# What the desk says when it did something, and the chatter around it.

unchanged = unchanged
created = created
message-added = message added
note-added = internal note added
dry-run = nothing was written (--dry-run); it would be:
written = written as commit { $commit }
followed-up = { $source } is closed: this went to its follow-up ticket
worktree-behind = the worktree { $dir } has the branch checked out and could not be brought along; save what was edited there, then: git -C { $dir } restore --source=HEAD --staged --worktree .
clock-behind = warning: the clock is more than a day behind the last commit of the desk
broken-tickets = { $count ->
    [one] warning: one ticket cannot be read:
   *[other] warning: { $count } tickets cannot be read:
}
my-desk-now = Needs me now ({ $count })
my-desk-waiting = Waiting for others ({ $count })
my-desk-empty = Nothing needs you now.
my-desk-more = { $count ->
    [one] … and one more: git desk list
   *[other] … and { $count } more: git desk list
}
edit-help = Write the text above this line; an empty text writes nothing.
    { $about }
prompt-title = Title

init-created = The desk is ready on { $reference }.
init-adopted = The remote's desk is now on { $reference }.
init-present = There is a desk on { $reference } already.
init-would-create = A desk would be made on { $reference }.
init-next = Next: git desk new "Printer is on fire" -m "It really is." && git desk list
init-unreachable = { $remote } could not be asked whether it has a desk ({ $cause }); this one joins it at the first sync

# check: the verdict, and what it found
check-sound = The desk is sound: { $counts }.
check-unsound = { $n ->
    [one] The desk is not sound: one fault; { $counts }.
   *[other] The desk is not sound: { $n } faults; { $counts }.
}
check-tickets = { $n ->
    [one] { $n } ticket
   *[other] { $n } tickets
}
check-commits = { $n ->
    [one] { $n } commit
   *[other] { $n } commits
}
check-of-import = { $n } of them imported
check-warnings = { $n ->
    [0] no warnings
    [one] { $n } warning
   *[other] { $n } warnings
}
check-warning = warning: { $line }
check-more = … and { $n } more
check-imported = imported from { $source }, exempt from the workflow
check-unsigned = Note: an unsigned author proves nothing, since whoever writes a commit chooses the name in it. Unsigned: { $unsigned } of { $commits }. Signatures are not verified here.
error-bad-range = “{ $range }” names no commits here
hint-bad-range = a range is written as for git rev-list: origin/tickets..tickets
fault-missing-file = every desk has this file, and it is not there
fault-unknown-zone = there is no time zone “{ $name }”
fault-stray = this does not belong here
fault-elsewhere = the file of this ticket belongs at { $expected }
fault-other-id = the ticket inside says that its id is { $found }
fault-large-file = { $size } bytes; the limit is { $limit }
fault-not-canonical = readable, but not in the form in which git-desk writes it
fault-orphan = an attachment of { $ticket }, which is not there
fault-unlisted = a file of { $ticket }, which does not name it
fault-no-attachment = the file { $path }, which the ticket names, is not there
fault-merge-circle = merged into itself by way of others
fault-timeline = history gives another ticket than this file; they differ in { $keys }
fault-ticket-trailer = the trailer Ticket names { $said }, which the commit does not change
fault-status-trailer = the trailer Status says “{ $said }”, the commit does “{ $found }”
fault-status-unchanged = the trailer Status says “{ $said }”, but the commit changes no status
fault-broken-version = made a version of the ticket that cannot be read
fault-configured = configuration changed by somebody who is no admin ({ $role })
fault-author-ahead = the author's date is { $seconds } s after the committer's; the committer's counts
fault-clock-ahead = the date is { $seconds } s ahead of the clock
fault-refused = against the rules of the desk ({ $cause })
fault-needs-assignee = solved without an assignee
fault-removed = the ticket's file was removed
fault-no-such-status = the workflow has no status “{ $status }”; the ticket counts as open
fault-closed-time = a closed ticket says when it was closed, and no other does
fault-long-message = a message of { $size } bytes; the limit is { $limit }
fault-follow-up-id = a follow-up of { $source } has the id { $expected }
fault-dangling = { $key }: there is no ticket { $ticket }
fault-hint-file = mend the file on the branch
fault-hint-place = move or remove it on the branch
fault-hint-clock = set the clock of that machine

# man and completions
man-written = Manual pages in English and Spanish are in { $dir }.
man-found = man looks there, so git desk --help and man git-desk-new show them.
man-not-found = man does not look there yet; it does after: export MANPATH="{ $dir }:"
error-no-home = neither HOME nor XDG_DATA_HOME is set to a directory
hint-no-home = name one: git desk man --out ~/.local/share/man
error-unwritable = { $path } cannot be written: { $cause }

# The demo desk.
demo-made = In { $dir } there is now a desk with { $tickets } tickets, made of { $commits } commits in a git repository of its own.
demo-present = The demo desk in { $dir } is still there, with { $tickets } tickets and { $commits } commits; nothing was changed. For a fresh one that ends today, delete the directory and run this again.
demo-story = Ten people support small shops in English and Spanish. It is all made up, and there you are Lucía Marín of the first line.
demo-list = The first { $shown } of { $all } tickets that somebody has to do something about
demo-ticket = One of them from the inside
demo-figures = A year in figures
demo-next = To try next
demo-next-cd = all that follows happens there
demo-next-path = so that git finds git-desk
demo-next-mine = what needs Lucía now
demo-next-sla = which promises are due next
demo-next-explain = how a clock came to its time
demo-next-log = who did what, and when
demo-next-assign = take a ticket that nobody has
demo-next-reply = answer and solve in one go
demo-next-list = ask for what is wanted
demo-next-report = figures by group
demo-next-page = the whole picture, for a browser
demo-next-git = it is all git
demo-reply = See you at the fair!
