# migrate: exports of other trackers
skip-unreadable = { $n ->
    [one] { $n } part of the export cannot be read
   *[other] { $n } parts of the export cannot be read
}
skip-unknown-word = { $n ->
    [one] { $n } ticket with an unknown word, which waits for a mapping
   *[other] { $n } tickets with an unknown word, which wait for a mapping
}
skip-pull-request = { $n ->
    [one] { $n } part of pull or merge requests
   *[other] { $n } parts of pull or merge requests
}
skip-not-ours = { $n ->
    [one] { $n } event of a kind that changes nothing of a ticket
   *[other] { $n } events of kinds that change nothing of a ticket
}
skip-twice = { $n } twice in the export
line-no-mail = no mail
line-twice = twice in the export
line-pull-request = a pull or merge request
line-no-ticket = { $name } is not in the export
line-unknown-status = unknown status { $found }; its tickets wait until the mapping has it under statuses
line-unknown-priority = unknown priority { $found }; its tickets wait until the mapping has it under priorities
line-not-ours = { $name } changes nothing of a ticket
line-broken-off = from here on there is no JSON
line-too-many = more than { $limit } parts; the rest was not read
line-not-whole = only { $have } of { $total } are in the export
line-version = format version { $found } cannot be read
line-no-object = { $name } is not in the repository, or damaged

error-export-too-large = { $path } has more than { $limit } bytes
hint-export-too-large = Export in several parts, one after the other.
error-export-empty = { $path } is empty
error-export-schema = { $path } is a JSON Schema: it describes exports, and holds no data
error-export-nothing = { $path } has no ticket of { $kind } in it
error-export-no-column = no column of { $path } gives the { $key } of a ticket; its columns: { $known }
hint-export-no-column = Write a mapping with --suggest-map, say under fields which column it is, and pass it with --map.
error-map-with-events = --map and --suggest-map are not for events
mapping-head = First mapping of { $path }: left what the tracker says, right what it becomes. Under fields, ~ leaves out.
