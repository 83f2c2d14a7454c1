# The inbox: what is handed in without reading the desk, and what comes of it.
inbox-sent = { $ticket } { $title }: handed in at { $remote }; it is a ticket once it is collected there
inbox-may-be-known = If the desk knows it already, that ticket gets it instead.
error-unsent = it is kept here ({ $reference }), and goes along with the next git desk sync or git desk new --inbox

# collect: what became of each submission.
inbox-created = filed
inbox-occurrence = seen again
inbox-message = message
inbox-known = known already
inbox-reopened = reopened
inbox-suppressed = left alone
inbox-refused = refused
inbox-empty = Nothing waits in the inbox.
inbox-aside = { $id }  set aside: { $reason }
inbox-waiting = { $count ->
    [one] one submission goes on waiting: run git desk collect again
   *[other] { $count } submissions go on waiting: run git desk collect again
}
inbox-look-aside = What was set aside is kept: git desk collect --quarantine lists it.
inbox-nothing-aside = Nothing was set aside.
inbox-reason-not-a-commit = it is no commit
inbox-reason-no-author = its commit has no author
inbox-reason-layout = its commit holds something else than one file submission.yaml
inbox-reason-too-large = it has { $size } bytes; { $limit } are allowed
inbox-reason-future = its date is more than a day ahead
inbox-reason-nothing-seen = no unsolved ticket has the fingerprint { $fingerprint }
