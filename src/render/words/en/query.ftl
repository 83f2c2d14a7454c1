# The query language. Families: query-fault-<kind> (arguments key, found), query-expected-<what> (list).

query-fault-unknown-key = there is no key “{ $found }”
query-fault-unknown-operator = there is no operator “{ $found }”
query-fault-bad-value = “{ $found }” is no value of { $key }
query-fault-no-such-date = there is no such date or time as “{ $found }” ({ $key })
query-fault-time-range = “{ $found }” ({ $key }) lies outside the years 1 to 9999
query-fault-missing-value = a value is missing ({ $found })
query-fault-missing-term = a term is missing beside “{ $found }”
query-fault-unclosed-quote = the quotation mark is never closed
query-fault-unclosed-paren = the parenthesis is never closed
query-fault-unopened-paren = there is no opening parenthesis for this one
query-fault-empty-group = there is nothing between the parentheses
query-fault-no-order = “{ $found }” means nothing for { $key }, which has no order
query-fault-one-value = a comparison of { $key } takes one value, not “{ $found }”
query-fault-no-range = { $key } takes no range such as “{ $found }”
query-fault-empty-range = the range “{ $found }” of { $key } ends where it begins, or before
query-fault-no-wildcard = { $key } takes no “*”, as in “{ $found }”
query-fault-no-word = there is no letter or digit in “{ $found }”
query-fault-sort-place = “{ $found }” belongs outside parentheses and cannot be negated
query-fault-unknown-me = nobody is known as “{ $found }” here ({ $key })
query-fault-not-stored = “{ $found }” means nothing in a policy, which looks only at what the ticket itself says
query-fault-too-deep = the query has too many parentheses or minus signs within each other
query-fault-too-long = the query is too long

query-expected-words = expected one of: { $list }
query-expected-time = expected a time such as 2026-10-01, "2026-10-01 14:30", yesterday, or a distance such as 7d, 2w, 3h
query-expected-number = expected a number such as 142
query-expected-duration = expected a length of time such as 90m, 4h or 3d
query-expected-version = expected a version such as 2.10.1
query-expected-id = expected the beginning of an id, ten characters at most, or a number such as #142

query-did-you-mean = did you mean { $suggestion }?
query-quote-it = to search for it as text, put it in quotation marks

query-reference =
    A query is a list of terms; a ticket must meet them all.

    word, "some words"  the title or a message contains it; case and accents do not matter
    key:value           equals; contains, for tags, followers and title
    key=value           equals exactly: the whole title, the status and not its category
    key:a,b             any of these
    key>v >= < <=       for priority, number, recurs, times and field.NAME
    key:a..b            a range; one end may be left out. Times: the end does not belong to it
    key:pay*            * stands for any text
    -term               not
    a or b              one of the two; binds weaker than terms beside each other
    ( … )               groups

    status              a name, an alias, or new open pending hold solved closed
    priority            low normal high urgent, in this order
    type                question incident problem task
    title, text         in the title; in the title or any message
    requester, assignee, follower
                        an address or name, me, @example.com for everybody there
    organization, group, brand, channel, language, category, form, tag, ref, fingerprint
    contract            that of the organization
    created, updated, closed, due
                        a time
    number, id          #142; the beginning of an id
    link                a kind of link, or the other ticket
    field.NAME          a custom field; numbers, days, lengths of time, versions and choices compare as such
    is                  any assigned unassigned claimed unsolved solved (or closed) closed overdue merged spam follow-up
    has                 a key, or message reply note attachment resolution csat
    sort                most keys and field.NAME; sort:-due turns it round, sort:group,-due has two

    Dates are whole days in the desk's time zone: 2026-10-01, 2026-10, yesterday, monday, last week. A time of day names its minute: "2026-10-01 14:30".
    7d, 2w, 3h, 15m look back from now: updated<7d changed less than seven days ago, updated:7d the same, updated>7d longer ago. Days and weeks are local calendar days. +2d looks ahead: due<+2d.
    Quotation marks make a text plain: "a:b", "or", "*". Within them \" is a quotation mark and \\ a backslash.
