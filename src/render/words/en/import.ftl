# import
import-done = { $read ->
    [one] { $read } event read: { $imported } imported, { $skipped } skipped.
   *[other] { $read } events read: { $imported } imported, { $skipped } skipped.
}
import-progress = { $read } events
import-interrupted = Interrupted. The same command goes on from here.
import-floored = { $n ->
    [one] { $n } event is older than an earlier one of its ticket; it counts from that one on.
   *[other] { $n } events are older than an earlier one of their ticket; they count from that one on.
}
import-line = line { $line }: { $cause }

# Why lines were skipped, with their number
skip-already-imported = { $n } imported before
skip-unchanged = { $n ->
    [one] { $n } changes nothing
   *[other] { $n } change nothing
}
skip-invalid = { $n ->
    [one] { $n } line is no event
   *[other] { $n } lines are no events
}
skip-order = { $n } with a seq that is not above the previous one of the ticket
skip-own-ticket = { $n } for tickets of this desk that no import made
skip-unreadable-ticket = { $n } for tickets whose file cannot be read
skip-too-large = { $n } over the size limit of a message or a ticket
skip-unknown-ticket = { $n } before the creation of their ticket
skip-already-created = { $n } for tickets that exist already
skip-unknown-status = { $n } with an unknown status
skip-bad-value = { $n } with a value that the field cannot have

# Why a line is no event
line-too-long = longer than { $limit } bytes
line-not-json = not JSON, column { $column }
line-not-an-object = not a JSON object
line-missing = { $key } is missing
line-bad-value = { $key } has a value that is not possible
line-unknown-type = unknown type { $name }
