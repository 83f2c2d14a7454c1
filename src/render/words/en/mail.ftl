# intake: what became of mails, and why.
intake-why-stranger = the sender has no part in the ticket, so it is kept internally
intake-why-machine = { $kind }, so it is kept internally and changes nothing
intake-why-own-mail = the desk's own mail came back
intake-why-too-many = the sender sends too much, so it is kept internally
intake-why-no-mail = { $kind }
intake-machine-bounce = a report of undelivered mail
intake-machine-auto-reply = an automatic answer
intake-machine-bulk = bulk mail
intake-machine-loop = mail of a desk
intake-no-mail-too-large = larger than a mail may be: { $limit } bytes
intake-no-mail-empty = there is nothing in it
intake-no-mail-no-headers = not a mail: it has no headers
