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
