# git-desk-query(7). A line that is not indented is a term; what is indented below explains it. Families:
# query-page-heading-<section>, query-page-<section>.

query-page-about = how to say which tickets are meant
query-page-heading-description = Description
query-page-description =
    A query says which tickets are meant. The same language filters git desk list, search, report and export, saved views, and the tickets of a verb that changes many (--query).

    A query is a list of terms; a ticket has to meet all of them. A list without any condition shows what is unsolved. Upper and lower case are the same everywhere, and in titles and messages accents make no difference.
query-page-heading-terms = Terms
query-page-terms =
    word
      The title or a message has it, anywhere; in git desk search, also a field, and at the beginning of a word.
    "several words"
      The same for words in a row. In quotation marks nothing is special: "a:b", "or", "*". Within them \" is a quotation mark and \\ a backslash.
    key:value
      Is equal; has it, for tags, followers and the like; contains it, for title and text.
    key=value
      Is exactly this: the whole title, the status and not its category, the name as it is written whatever the desk declares.
    key>value  key>=value  key<value  key<=value
      For priority, number, recurs, sla.left, times and field.NAME.
    key:value,value
      Any of these.
    key:a..b
      From a to b; one of them may be left out. Of times the end does not belong to it, of everything else it does.
    key:pay*
      The star stands for any text, also for none.
    -term
      Not. Before a parenthesis too: -(a or b).
    a or b
      One of the two. It binds weaker than terms beside each other: a b or c is (a b) or c.
    ( … )
      Groups. and may be written between terms; it changes nothing.
query-page-heading-keys = Keys
query-page-keys =
    status
      The name of a status, one of its aliases, or a category: new, open, pending, hold, solved, closed.
    priority
      low, normal, high, urgent, in this order.
    type
      question, incident, problem, task.
    title, text
      In the title; in the title or any message.
    requester, assignee, follower
      An address or a name; me; @example.com for everybody there.
    organization, group, brand, channel, language, category, form
      One word each. category:payments/* is everything below payments. Where the desk declares groups, organizations or categories, their names are taken as well.
    contract
      The contract of the organization, as config/organizations.yaml has it.
    tag, ref, fingerprint
      One of them. ref:events:T0001 and ref:github:acme/shop#812 are names of the ticket elsewhere.
    created, updated, closed, due
      A time: when it was filed, when anything last happened to it, when it was closed, when it is promised.
    recurs
      How often its fingerprint has been seen: recurs>=3, sort:-recurs.
    number, id
      #142 or 142; the beginning of an id.
    link
      A kind of link (follow-up-of), the other ticket, or both: follow-up-of:k39f.
    sla, sla.METRIC
      How any clock of the ticket stands, or any of one metric: breached (more has elapsed than was promised, whether it was done afterwards or not), warned (still to be done, and a warning is due), active, paused, achieved, cancelled, none. Metrics: first_reply, next_reply, periodic_update, pausable_update, requester_wait, agent_work, resolution, group_ownership.
    sla.left, sla.METRIC.left
      The time that is left to a clock that is still to be done, in its own hours: sla.first_reply.left<2h. Less than 0 is late: sla.left<-1h is late by more than an hour.
    sla.policy
      The name of the policy that the ticket has.
    field.NAME
      A custom field; see below.
    is
      any, assigned, unassigned, claimed, unsolved, solved (or closed), closed, overdue (its own due time has passed; for promises there is sla), merged, spam, follow-up, recurring (its fingerprint was seen three times within thirty days, at any time). is:any is every ticket, for a list that would show the unsolved ones only.
    has
      Any key, or message, reply (a public answer of an agent), note (an internal one), attachment, resolution, csat, field.NAME.
    sort
      Most keys, and field.NAME. sort:due goes by the own due time of a ticket or by its next clock, whichever is sooner. sort:-due turns the order round; sort:group,-priority sorts by one, then by the other. What a ticket does not have comes last. Stands outside of parentheses.
query-page-heading-times = Times
query-page-times =
    A date is a whole day in the time zone of the desk: created:2026-10-01. So are a month (2026-10), a quarter (2026-Q4), a week (2026-W45), a year (2026), yesterday, monday, last week. A time of day names its minute: "2026-10-01 14:30"; with a zone it is 2026-10-01T14:30:00+02:00.

    7d, 2w, 3h, 15m look back from now: updated<7d changed less than seven days ago, updated:7d is the same, updated>7d longer ago. Days and weeks are days of the calendar, hours and minutes elapse. +2d looks ahead: due<+2d is due within two days, or was before.
query-page-heading-fields = Custom fields
query-page-fields =
    A field that config/fields.yaml declares compares by its type: numbers by size, dates as times do, durations by length (90m is 1h30m), versions part by part (2.10 comes after 2.9), choices in the order in which they are declared; for a person, me and @example.com work too. A field that is not declared compares by what its value looks like. Of a list any element will do.
query-page-heading-views = Saved views
query-page-views =
    git desk view save NAME QUERY keeps a query under a name, for oneself or with --shared for everybody; git desk list --view NAME lists what it finds, and further terms choose some of that.
query-page-heading-shell = On the command line
query-page-shell =
    The terms may be one word for the shell or many. <, >, (, ) and * mean something to most shells, so put quotation marks around terms that have them: git desk list 'priority>=high'. A word that begins with -key: is a negated term; any other word that begins with a hyphen is a flag. A value with spaces needs quotation marks of its own only beside other terms: git desk list 'title:printer is dead' is one term.
query-page-heading-errors = Mistakes
query-page-errors =
    A key or a value that does not exist is an error (exit 2) which shows the place and what was probably meant. Text that looks like a key needs quotation marks: git desk list '"error:502"'.
query-page-heading-examples = Examples
query-page-examples =
    status:open,pending -tag:ci
      Open or pending, without the tag ci.
    priority>=high is:unassigned is:unsolved
      What is pressing and nobody's.
    assignee:me updated>3d
      Mine, and nothing has happened for more than three days.
    requester:@acme.example created>=2026-11-01
      Filed by anybody at acme.example since November.
    created:2026-10
      Filed in October.
    (group:payments or category:payments/*) -is:solved
      Of the group payments or about payments, and unsolved.
    "timeout error"
      The title or a message says so.
    title:facturacion
      The title has Facturación.
    due<+2d is:unsolved sort:due
      Due within two days or before, the most pressing first.
    is:overdue
      The promised time has passed.
    sla:breached is:unsolved
      A promise was broken, and the ticket is not solved yet.
    sla.first_reply.left<2h is:unsolved sort:due
      The first answer is due within two hours of business, or late; the most pressing first.
    has:attachment -has:reply
      A file came with it, and nobody has answered.
    field.service=gateway field.release>=2.10
      The gateway, since release 2.10.
    contract:gold is:unsolved sort:-priority
      What customers with a gold contract wait for, the most urgent first.
    link:incident-of
      Incidents of a known problem.
    ref:github:*
      Known at GitHub too.
    -(status:pending or status:hold) is:unsolved
      What waits for the desk itself.
    is:any created<1w sort:-created
      The latest of the last seven days, solved ones too.
