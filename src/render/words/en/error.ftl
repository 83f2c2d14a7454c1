# What went wrong, and what to do about it. `error-<kind>` is one line; `hint-<kind>` follows it.
# The kind is what programs match on.

error-kept = your text is in { $path }
error-kept-message = to go on with it: the same command with -F { $path }
error-kept-ticket = to go on with it, mend it there; then: GIT_EDITOR="cp { $path }" git desk edit ID

error-missing = { $what } is missing
hint-missing = give it on the command line: nobody can be asked here
error-nothing-to-set = nothing was given that could be set
hint-nothing-to-set = name values, such as --priority high; on a terminal, git desk edit ID opens the editor
error-bad-time = { $flag }: “{ $value }” is no time
hint-bad-time = write 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d or yesterday
error-no-directory = there is no directory { $path }
hint-no-directory = name one that is there with -C DIR
error-unreadable = { $path }: { $cause }
hint-unreadable = look at its name and at who may read it
cause-not-found = there is no such file
cause-directory = it is a directory
cause-permission = reading it is not permitted
known-none = none
error-not-utf8 = { $path } is not UTF-8 text
hint-not-utf8 = convert it first, for example with iconv
error-aborted = nothing was written: the text is empty
error-editor = the editor “{ $editor }” failed
hint-editor = choose another editor with GIT_EDITOR
error-unknown-column = there is no column “{ $name }”
hint-unknown-column = columns are { $known } and field.NAME
error-unknown-key = there is no key “{ $name }”
hint-unknown-key = keys are { $known } and field.NAME
error-unknown-metric = there is no clock “{ $name }”
hint-unknown-metric = clocks are { $known }
error-unknown-noun = there is no schema of “{ $name }”
hint-unknown-noun = schemas are { $known }
error-not-empty = { $path } is there already and is not empty
hint-not-empty = name a new directory: git desk demo DIR
error-bad-lines = { $dry ->
    [yes] { $count ->
        [one] one part cannot be imported; all others can
       *[other] { $count } parts cannot be imported; all others can
    }
   *[no] { $count ->
        [one] one part was not imported; all others are there
       *[other] { $count } parts were not imported; all others are there
    }
}
hint-bad-lines = { $waiting ->
    [0] mend them in the file and import it again: what is there already is skipped
   *[other] write what the unknown words mean into a mapping (--suggest-map prints a first one) and import again with --map: what waits comes in then, what is there already is skipped
}
error-io = { $path }: { $cause }
error-bug = a defect in git-desk: { $cause }
hint-bug = please report it with the command that you ran

error-not-a-repository = there is no git repository at { $path }, nor above it
hint-not-a-repository = go to one, name one with -C DIR, or make one: git init
error-unsafe-repository = the repository at { $path } belongs to somebody else
hint-unsafe-repository = if you trust it: git config --global --add safe.directory { $path }
error-no-desk = there is no desk here yet ({ $reference })
hint-no-desk = make one: git desk init
error-bad-ref = “{ $name }” is no name for a branch
hint-bad-ref = write one such as refs/heads/tickets
error-ref-in-the-way = { $reference } cannot be made: { $other } is in the way
hint-ref-in-the-way = give the desk another name: git config desk.ref refs/heads/desk
error-no-identity = git does not know who you are
hint-no-identity = git config --global user.name "Ana" && git config --global user.email ana@example.com
error-bad-date = “{ $value }” in GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is no date
error-busy = somebody else kept writing for too long ({ $path })
hint-busy = nothing was written; try again; if a program that crashed left that file behind, remove it
error-not-writable = { $path } cannot be written: { $cause }
hint-not-writable = nothing was written; look at the permissions of the repository
error-disk-full = no room left on the disk of { $path }
hint-disk-full = nothing was written; make room and try again
error-corrupt = { $what } cannot be read: { $cause }
hint-corrupt = look at the repository with git fsck; a healthy clone can bring missing objects back
error-shallow = this clone is shallow: its history is cut off, and figures would be wrong
hint-shallow = git fetch --unshallow
error-unrelated = the two histories have no commit in common, so they are not two clones of one desk
error-git = git { $command } failed: { $stderr }
error-git-missing = git is not installed, or not on PATH
error-signing = the commit could not be signed: { $cause }
hint-signing = nothing was written; look at commit.gpgsign, gpg.format and user.signingkey

error-unknown-ticket = there is no ticket “{ $typed }”
hint-unknown-ticket = see all of them: git desk list is:any
error-ambiguous-ticket = several tickets begin with “{ $typed }”:
hint-ambiguous-ticket = type one more character
error-bad-id = “{ $typed }” cannot be the id of a ticket
hint-bad-id = an id is the beginning of one in git desk list, #142, or ref:NAME
error-broken-file = { $path }: { $fault }
hint-broken-file = mend the file on the branch; nothing else is affected
error-newer-format = this desk has format { $found }; this git-desk knows up to { $known }
hint-newer-format = install a newer git-desk
error-unknown-zone = there is no time zone “{ $name }”
hint-unknown-zone = use an IANA name such as Europe/Madrid
error-bad-query = bad query: { $fault }
hint-bad-query = the language is described in git desk help list
error-bad-edit = the edited ticket cannot be read: { $fault }
error-collision = { $id } changed since you looked at it:
hint-collision = look at it with git desk show { $id } and do it again
error-no-ticket-then = { $id } did not exist then
hint-no-ticket-then = git desk log { $id } shows when it was filed

error-stream = the stream broke off: { $cause }
hint-stream = what was read before is kept; run the same command again
error-moved = others kept writing meanwhile; the branch was not moved
hint-moved = run the same command again

error-transition = { $ticket }{ $from } → { $to } is not possible for this role ({ $role })
hint-transition = from { $from }: { $allowed }
error-creation = a ticket cannot be filed as { $to } by this role ({ $role })
hint-creation = possible: { $allowed }
error-unknown-status = there is no status “{ $word }”
hint-unknown-status = statuses are { $known }
error-forbidden = { $ticket }{ $deed } is not possible for this role ({ $role })
hint-forbidden = possible for: { $roles }; who has which role is in config/people.yaml
error-closed = { $ticket }closed is final; only tags change on a closed ticket
hint-closed = file a new ticket; a message by its requester makes a follow-up
error-needs-resolution = { $ticket }solving needs a text that says how
hint-needs-resolution = add it with -m TEXT
error-needs-until = { $ticket }{ $status } needs to know until when
hint-needs-until = add --until TIME
error-cannot-empty = { $ticket }{ $key } cannot be emptied
hint-cannot-empty = once set it can only be changed
error-immutable = { $ticket }{ $what } was fixed when the ticket was made
hint-immutable = it stays as it is; what is wrong with it can be said in a note
error-empty-text = the text is empty
hint-empty-text = write one with -m TEXT or -F FILE
error-too-large = { $ticket }the text has { $size } bytes; the limit is { $limit }
hint-too-large = limits are in desk.yaml
transition-none = nothing, it is final

# What is wrong with a YAML file (family yaml-fault-<code>); `place` is `line 3, column 7` and what leads there.
yaml-place = line { $line }, column { $column }
yaml-fault-syntax = { $place }: this is no YAML ({ $cause })
yaml-fault-conflict-markers = { $place }: conflict markers of an unfinished merge
yaml-fault-not-utf8 = { $place }: this is not UTF-8
yaml-fault-damaged = the object { $object } is lost or damaged; a healthy clone can bring it back (git fsck)
yaml-fault-too-large = the file is larger than { $limit } bytes
yaml-fault-too-many = { $place }: more than { $limit } values
yaml-fault-too-deep = { $place }: nested more than { $limit } levels deep
yaml-fault-alias = { $place }: aliases (*name) are not read
yaml-fault-tag = { $place }: the tag { $tag } is not read
yaml-fault-second-document = { $place }: a second document begins here
yaml-fault-duplicate-key = { $place }: the key “{ $key }” is there twice
yaml-fault-missing = { $place }: “{ $key }” is missing
yaml-fault-unexpected = { $place }: { $path } should be { $expected }, not “{ $found }”
yaml-fault-unexpected-there = { $place }: { $path } should be { $expected }
yaml-fault-unknown-key = { $place }: the key “{ $key }” means nothing here
yaml-fault-unknown-key-near = { $place }: the key “{ $key }” means nothing here; “{ $nearest }” does
yaml-fault-unknown-name = { $place }: there is no { $what } “{ $name }”
yaml-fault-unknown-name-near = { $place }: there is no { $what } “{ $name }”; there is “{ $nearest }”
yaml-fault-duplicate-name = { $place }: two are called “{ $name }” ({ $what })
yaml-fault-lacks = { $place }: there must be at least one { $what } { $name }
yaml-fault-newer = the file has format { $found }; this git-desk knows up to { $ours }
expected-text = a text
expected-key = a key
expected-map = a map
expected-list = a list
expected-bool = true or false
expected-number = a whole number from { $least } to { $most }
expected-one-of = one of { $words }
expected-form-id = an id of ten characters
expected-form-time = a time such as 2026-11-20T09:12:44Z
expected-form-zone = an IANA time zone such as Europe/Madrid
expected-form-size = a size such as 8 MiB
expected-form-file-name = a plain file name such as log.txt
expected-form-language = a language such as es or es-MX
expected-form-view-name = a name of small letters, digits and hyphens
