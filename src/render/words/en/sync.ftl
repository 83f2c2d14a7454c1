# What sync did.
sync-received = { $n ->
    [one] { $remote }: 1 new change came here
   *[other] { $remote }: { $n } new changes came here
}
sync-met = { $n ->
    [0] Merged; no ticket was changed on both sides
    [one] Merged; 1 ticket was changed on both sides
   *[other] Merged; { $n } tickets were changed on both sides
}
sync-squashed = { $branch } was squashed: its changes are one commit at the remote, and one change in history
sync-followed = { $ticket } goes on where a closed ticket ended: its requester had written meanwhile
sync-collected = { $n ->
    [one] 1 submission of the inbox is in the desk now
   *[other] { $n } submissions of the inbox are in the desk now
}
sync-set-aside = { $n ->
    [one] 1 submission was set aside: git desk collect --quarantine
   *[other] { $n } submissions were set aside: git desk collect --quarantine
}
sync-homeless = Tickets get no numbers (#142) yet: home: { $remote } in desk.yaml has them given at { $remote }
sync-numbered = { $n ->
    [one] 1 ticket got a number
   *[other] { $n } tickets got numbers
}
sync-renumbered = #{ $was } was given twice: { $ticket } is #{ $now } now
sync-published = { $n ->
    [one] { $remote }: 1 change published
   *[other] { $remote }: { $n } changes published
}
sync-aside = { $n ->
    [one] 1 change is on { $branch }; open a merge request from there
   *[other] { $n } changes are on { $branch }; open a merge request from there
}
sync-same = { $remote } and this clone have the same
sync-lost = { $n ->
    [one] 1 value does not count, because somebody else set it later or closed the ticket; it stays in history:
   *[other] { $n } values do not count, because somebody else set them later or closed the ticket; they stay in history:
}
sync-unreadable = A version that cannot be read is kept as { $path }
sync-kept = { $n ->
    [one] 1 change stays here for the next sync
   *[other] { $n } changes stay here for the next sync
}
unpublished = { $n ->
    [one] 1 change is not published yet: git desk sync
   *[other] { $n } changes are not published yet: git desk sync
}
unpublished-many = { $n } changes or more are not published yet: git desk sync
autosync-failed = The last sync that ran by itself failed: { $cause }
