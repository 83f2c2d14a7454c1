# Merges as check sees them, and the hooks of a server.

fault-merge = an evil merge: it has { $keys } otherwise than its parents come to
fault-merge-broken = an evil merge: it made of this ticket what cannot be read
fault-merge-form = the merge says what it should, in another form
fault-merge-file = an evil merge: it has this file otherwise than its parents come to
fault-unrelated = the parents of this merge have no commit in common
fault-kept = the text of a version that could not be read, kept when the ticket was merged
fault-same-number = the number { $number } is that of { $other } already
fault-hint-merge = merge with git desk sync, and change tickets in commits of their own
fault-hint-unrelated = every desk begins with the commit of git desk init; clone the desk instead of making another
fault-hint-kept = bring what is missing into the ticket, then remove the file

fault-push-rewritten = the branch would lose commits that others have
fault-push-deleted = the branch of the desk would be deleted
fault-push-no-commit = this is no commit
fault-push-import = says that an import made it; imports are recorded by admins ({ $role })
fault-push-outside = a desk has no files here, and this is by no admin ({ $role })
fault-push-unsigned = this server takes signed commits only, and this has no good signature
fault-push-other-signer = signed by { $signer }, and recorded by somebody else
fault-push-in-the-name = recorded in the name of somebody else, which is not possible for this role ({ $role })
fault-push-too-many = { $n } new tickets in one push; this server takes { $limit }
fault-push-renumbered = known by the number { $from }, and would be no more
fault-push-inbox-moved = a submission is put there once, and not changed
fault-push-inbox-odd = a submission is one commit without parents
fault-push-inbox-large = a submission of too many files, or of more than { $limit } bytes
fault-hint-push-rewritten = bring in what is there: git desk sync
fault-hint-push-deleted = whoever runs the server can do it there
fault-hint-push-import = have an admin push it
fault-hint-push-outside = have an admin do it, or take it out of the push
fault-hint-push-unsigned = sign as yourself: git config commit.gpgsign true; the server has to know the key
fault-hint-push-in-the-name = act as yourself
fault-hint-push-too-many = push in parts: git push origin COMMIT:tickets; or whoever runs the server raises desk.pushLimit
fault-hint-push-renumbered = number another one
fault-hint-push-inbox = file it with --inbox, and smaller

hook-refused = { $n ->
    [one] { $reference } is not taken, for one reason:
   *[other] { $reference } is not taken, for { $n } reasons:
}
hook-then = Nothing was changed here, and nothing is lost where you are. Mend it there and push again; to look first: git desk check origin/tickets..tickets
hook-unsigned = Note: the rules hold for whom a commit names, and an unsigned author proves nothing.
hook-installed = { $path } is there: git calls it before it takes a push.
hook-judges = It judges { $reference } and the inbox; other branches pass. See docs/server.md for what it proves.
hook-removed = { $path } is gone.
hook-none = There is no hook of git-desk here ({ $hooks }).
error-foreign-hook = { $path } is somebody else’s hook, and stays as it is
hint-foreign-hook = add a line to it: { $line }
trace-hook = hook
