# Similar tickets.

similar-none = No ticket is like it.
similar-shared = { $percent } % alike: { $terms }
similar-looks-like = It looks like what is there already:
similar-prompt = What to do
similar-file = File a new ticket
similar-add = Add it to { $ticket }
similar-show = Show { $ticket }
similar-hint = looks like { $tickets }
