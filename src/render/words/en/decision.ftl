# intake: what became of each item, and why.
intake-nothing = There was nothing to file.
intake-did-created = filed
intake-did-updated = added
intake-did-reopened = reopened
intake-did-followed-up = filed again
intake-did-duplicate = known already
intake-did-suppressed = left alone
intake-did-refused = refused
intake-did-handed-in = handed in
intake-why-new = nothing was known of it
intake-why-seen-again = the ticket was told that it was seen again
intake-why-message = as a message
intake-why-known = the ticket has it
intake-why-follow-up = goes on from the closed ticket { $source }
intake-why-nothing-seen = no unsolved ticket has the fingerprint { $fingerprint }
intake-why-waits = it waits at { $remote } to be collected
